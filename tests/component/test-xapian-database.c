/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: what is there and what is not, the lists, several as one, a reader gone stale.
 */
#include "tests/component/test-xapian-fixture.h"

#include <stdio.h>
#include <string.h>

static const FixtureDocument documents[] = {
  { "1", "blue sky over the sea", { "0=a", "1=x" } },
  { "2", "red house by the sea", { "0=b" } },
  { "3", "blue house", { NULL } },
};

static char *path;
static XcDatabase *db;

static void
setup (void)
{
  GError *error = NULL;

  fixture_setup ();
  path = fixture_path ("db");
  fixture_write (path, documents, G_N_ELEMENTS (documents));
  db = xc_database_open (path, &error);
  assert_ok (db != NULL, error);
}

static void
teardown (void)
{
  g_clear_pointer (&db, xc_database_free);
  g_clear_pointer (&path, g_free);
  fixture_teardown ();
}

/* "name:count name:count", and "..." when there is more. */
static char *
describe (const XcList *list)
{
  GString *text = g_string_new (NULL);
  size_t n;
  const XcEntry *entries = xc_list_get_entries (list, &n);

  for (size_t i = 0; i < n; i++)
    {
      ck_assert_uint_eq (strlen (entries[i].name.data), entries[i].name.size);
      g_string_append_printf (text, "%s:%u ", entries[i].name.data, entries[i].count);
    }
  g_string_append (text, xc_list_is_truncated (list) ? "..." : "");
  return g_string_free (text, FALSE);
}

START_TEST (a_missing_database_is_not_found)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = fixture_path ("no\xff");
  const char *both[] = { path, missing };
  g_autoptr (XcDatabase) none = xc_database_open (missing, &error);

  assert_fails (none != NULL, error, XC_ERROR_NOT_FOUND);
  none = xc_database_open_many (both, 2, &error);
  ck_assert (strstr (error->message, "no") != NULL);
  assert_fails (none != NULL, error, XC_ERROR_NOT_FOUND);
  none = xc_database_open_many (both, 0, &error);
  assert_fails (none != NULL, error, XC_ERROR_QUERY);
  g_assert_null (xc_database_open (missing, NULL));
}
END_TEST

START_TEST (terms_and_counts)
{
  g_autoptr (GError) error = NULL;
  bool exists = false;
  uint32_t count = 0;

  assert_ok (xc_database_get_doc_count (db, &count, &error), error);
  ck_assert_uint_eq (count, 3);
  assert_ok (xc_database_has_term (db, "sea", &exists, &error), error);
  ck_assert (exists);
  assert_ok (xc_database_has_term (db, "se", &exists, &error), error);
  ck_assert (!exists);
  assert_ok (xc_database_get_term_frequency (db, "sea", &count, &error), error);
  ck_assert_uint_eq (count, 2);
  assert_ok (xc_database_get_term_frequency (db, "nobody", &count, &error), error);
  ck_assert_uint_eq (count, 0);
  double length = 0;
  assert_ok (xc_database_get_average_length (db, &length, &error), error);
  ck_assert_double_eq (length, 4.0);
}
END_TEST

static const struct
{
  const char *prefix;
  size_t max;
  const char *expected;
} term_lists[] = {
  { "", 100, "Q1:1 Q2:1 Q3:1 blue:2 by:1 house:2 over:1 red:1 sea:2 sky:1 the:2 " },
  { "s", 100, "sea:2 sky:1 " },
  { "s", 2, "sea:2 sky:1 " },
  { "s", 1, "sea:2 ..." },
  { "s", 0, "..." },
  { "sea", 5, "sea:2 " },
  { "seas", 5, "" },
  { "zz", 0, "" },
};

START_TEST (terms_with_a_prefix)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcList) list
      = xc_database_list_terms (db, term_lists[_i].prefix, term_lists[_i].max, &error);

  assert_ok (list != NULL, error);
  g_autofree char *text = describe (list);
  ck_assert_str_eq (text, term_lists[_i].expected);
}
END_TEST

static const struct
{
  const char *after;
  size_t max;
  const char *expected;
} term_pages[] = {
  { "", 4, "Q1:1 Q2:1 Q3:1 blue:2 ..." },
  { "blue", 3, "by:1 house:2 over:1 ..." },
  { "Z", 2, "blue:2 by:1 ..." },
  { "sea", 5, "sky:1 the:2 " },
  { "seas", 5, "sky:1 the:2 " },
  { "sky", 1, "the:2 " },
  { "the", 5, "" },
  { "zz", 5, "" },
};

START_TEST (terms_page_by_page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcList) list = xc_database_list_terms_after (db, term_pages[_i].after,
                                                          term_pages[_i].max, &error);

  assert_ok (list != NULL, error);
  g_autofree char *text = describe (list);
  ck_assert_str_eq (text, term_pages[_i].expected);
}
END_TEST

static const struct
{
  uint32_t docid;
  const char *prefix;
  size_t max;
  const char *expected;
} document_terms[] = {
  { 1, "", 100, "Q1:0 blue:1 over:1 sea:1 sky:1 the:1 " },
  { 1, "s", 100, "sea:1 sky:1 " },
  { 1, "s", 1, "sea:1 ..." },
  { 1, "Q", 1, "Q1:0 " },
  { 3, "s", 1, "" },
  { 3, "zz", 1, "" },
};

static const struct
{
  uint32_t docid;
  const char *from;
  size_t max;
  const char *expected;
} document_terms_from[] = {
  { 1, "", 2, "Q1:0 blue:1 ..." },
  { 1, "[", 100, "blue:1 over:1 sea:1 sky:1 the:1 " },
  { 1, "seb", 100, "sky:1 the:1 " },
  { 1, "zz", 1, "" },
};

START_TEST (terms_of_a_document_from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcList) list = xc_database_list_document_terms_from (
      db, document_terms_from[_i].docid, document_terms_from[_i].from,
      document_terms_from[_i].max, &error);

  assert_ok (list != NULL, error);
  g_autofree char *text = describe (list);
  ck_assert_str_eq (text, document_terms_from[_i].expected);
}
END_TEST

START_TEST (terms_of_a_document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcList) list = xc_database_list_document_terms (
      db, document_terms[_i].docid, document_terms[_i].prefix, document_terms[_i].max,
      &error);

  assert_ok (list != NULL, error);
  g_autofree char *text = describe (list);
  ck_assert_str_eq (text, document_terms[_i].expected);
}
END_TEST

static const struct
{
  const char *term;
  uint32_t after;
  size_t max;
  size_t n;
  uint32_t docids[3];
} docid_lists[] = {
  { "sea", 0, 10, 2, { 1, 2 } },      { "sea", 1, 10, 1, { 2 } },
  { "sea", 2, 10, 0, { 0 } },         { "sea", 0, 1, 1, { 1 } },
  { "", 0, 10, 3, { 1, 2, 3 } },      { "", 1, 1, 1, { 2 } },
  { "blue", 1, 10, 1, { 3 } },        { "nobody", 0, 10, 0, { 0 } },
  { "sea", UINT32_MAX, 1, 0, { 0 } }, { "sea", 0, 0, 0, { 0 } },
};

START_TEST (docids_of_a_term)
{
  g_autoptr (GError) error = NULL;
  size_t n = 99;
  g_autofree uint32_t *docids = xc_database_list_docids (
      db, docid_lists[_i].term, docid_lists[_i].after, docid_lists[_i].max, &n, &error);

  assert_ok (docids != NULL, error);
  ck_assert_uint_eq (n, docid_lists[_i].n);
  for (size_t i = 0; i < n; i++)
    ck_assert_uint_eq (docids[i], docid_lists[_i].docids[i]);
}
END_TEST

static void
assert_bytes (GBytes *bytes, const char *expected, GError *error)
{
  assert_ok (bytes != NULL, error);
  ck_assert_uint_eq (g_bytes_get_size (bytes), strlen (expected));
  ck_assert_mem_eq (g_bytes_get_data (bytes, NULL), expected, strlen (expected));
}

START_TEST (data_and_values_of_a_document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = xc_database_dup_document_data (db, 2, &error);
  g_autoptr (GBytes) value = xc_database_dup_document_value (db, 2, 0, &error);
  g_autoptr (GBytes) none = xc_database_dup_document_value (db, 3, 7, &error);

  assert_bytes (data, "2", error);
  assert_bytes (value, "b", error);
  assert_ok (none != NULL, error);
  ck_assert_uint_eq (g_bytes_get_size (none), 0);
}
END_TEST

START_TEST (a_document_that_is_not_there)
{
  g_autoptr (GError) error = NULL;

  assert_fails (xc_database_dup_document_data (db, 4, &error), error, XC_ERROR_NOT_FOUND);
  assert_fails (xc_database_dup_document_value (db, 4, 0, &error), error,
                XC_ERROR_NOT_FOUND);
  assert_fails (xc_database_list_document_terms (db, 4, "", 9, &error), error,
                XC_ERROR_NOT_FOUND);
  assert_fails (xc_database_dup_document_data (db, 0, &error), error, XC_ERROR_QUERY);
}
END_TEST

static const struct
{
  const char *key;
  const char *value;
  size_t size;
} metadata[] = {
  { "bytes", "\0\0\xff\0", 4 },
  { "k1", "a\0b", 3 },
  { "k2", "x", 1 },
  { "key \xff that is no UTF-8", "y", 1 },
};

static void
write_metadata (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);

  assert_ok (writer != NULL, error);
  for (size_t i = 0; i < G_N_ELEMENTS (metadata); i++)
    assert_ok (xc_writer_set_metadata (writer, metadata[i].key, metadata[i].value,
                                       metadata[i].size, &error),
               error);
  assert_ok (xc_writer_set_metadata (writer, "removed", "z", 1, &error), error);
  assert_ok (xc_writer_set_metadata (writer, "removed", NULL, 0, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
  assert_ok (xc_database_reopen (db, NULL, &error), error);
}

START_TEST (metadata_comes_back_byte_for_byte)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) value = NULL;

  write_metadata ();
  assert_ok (xc_database_dup_metadata (db, metadata[_i].key, &value, &error), error);
  ck_assert_ptr_nonnull (value);
  ck_assert_uint_eq (g_bytes_get_size (value), metadata[_i].size);
  ck_assert_mem_eq (g_bytes_get_data (value, NULL), metadata[_i].value,
                    metadata[_i].size);
}
END_TEST

START_TEST (metadata_that_is_not_there)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) value = NULL;

  write_metadata ();
  assert_ok (xc_database_dup_metadata (db, "removed", &value, &error), error);
  ck_assert_ptr_null (value);
  assert_ok (xc_database_dup_metadata (db, "nobody", &value, &error), error);
  ck_assert_ptr_null (value);
  assert_fails (xc_database_dup_metadata (db, "", &value, &error), error, XC_ERROR_QUERY);
}
END_TEST

START_TEST (metadata_as_a_list)
{
  g_autoptr (GError) error = NULL;
  size_t n;

  write_metadata ();
  g_autoptr (XcList) list = xc_database_list_metadata (db, "k", 2, &error);
  assert_ok (list != NULL, error);
  const XcEntry *entries = xc_list_get_entries (list, &n);
  ck_assert_uint_eq (n, 2);
  ck_assert (xc_list_is_truncated (list));
  ck_assert_str_eq (entries[0].name.data, "k1");
  ck_assert_uint_eq (entries[0].value.size, 3);
  ck_assert_mem_eq (entries[0].value.data, "a\0b", 3);
  ck_assert_str_eq (entries[1].name.data, "k2");

  g_autoptr (XcList) all = xc_database_list_metadata (db, "", 99, &error);
  assert_ok (all != NULL, error);
  xc_list_get_entries (all, &n);
  ck_assert_uint_eq (n, G_N_ELEMENTS (metadata));
  ck_assert (!xc_list_is_truncated (all));
}
END_TEST

START_TEST (several_as_one)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = fixture_path ("other");
  const char *paths[] = { path, other };
  uint32_t count = 0;
  uint64_t revision = 0, sum = 0;

  fixture_write (other, documents, 2);
  g_autoptr (XcDatabase) both = xc_database_open_many (paths, 2, &error);
  g_autoptr (XcDatabase) second = xc_database_open (other, &error);
  assert_ok (both != NULL && second != NULL, error);

  assert_ok (xc_database_get_term_frequency (both, "sea", &count, &error), error);
  ck_assert_uint_eq (count, 4);
  /* Number 2 of the first is (2 - 1) * 2 + 0 + 1, of the second one more. */
  g_autoptr (GBytes) data = xc_database_dup_document_data (both, 3, &error);
  assert_bytes (data, "2", error);

  assert_ok (xc_database_get_revision (db, &revision, &error), error);
  sum += revision;
  assert_ok (xc_database_get_revision (second, &revision, &error), error);
  sum += revision;
  assert_ok (xc_database_get_revision (both, &revision, &error), error);
  ck_assert_uint_eq (revision, sum);
}
END_TEST

START_TEST (uuid_and_revision_name_a_state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = xc_database_dup_uuid (db, &error);
  uint64_t before = 0, after = 0;
  bool changed = true;

  assert_ok (uuid != NULL, error);
  ck_assert_uint_eq (strlen (uuid), 36);
  assert_ok (xc_database_get_revision (db, &before, &error), error);
  assert_ok (xc_database_reopen (db, &changed, &error), error);
  ck_assert (!changed);

  write_metadata ();
  g_autofree char *same = xc_database_dup_uuid (db, &error);
  ck_assert_str_eq (uuid, same);
  assert_ok (xc_database_get_revision (db, &after, &error), error);
  ck_assert_uint_gt (after, before);
}
END_TEST

/* More than one block of everything, so that a reader does not have it all in memory. */
static void
rewrite (XcWriter *writer, unsigned round)
{
  for (unsigned i = 0; i < 300; i++)
    {
      g_autoptr (XcDocument) document = xc_document_new (NULL);
      g_autofree char *unique = g_strdup_printf ("Q%u", i);

      ck_assert (xc_document_add_boolean_term (document, unique, NULL));
      ck_assert (xc_document_add_posting (document, "all", 1, 1, NULL));
      for (unsigned j = 0; j < 20; j++)
        {
          g_autofree char *word = g_strdup_printf ("word%u", i * 20 + j + round);

          ck_assert (xc_document_add_posting (document, word, j + 2, 1, NULL));
        }
      ck_assert (xc_writer_replace_document (writer, unique, document, NULL, NULL));
    }
  ck_assert (xc_writer_commit (writer, NULL));
}

static bool
ask (XcDatabase *reader, GError **error)
{
  g_autoptr (XcQuery) query
      = xc_query_new_wildcard ("word", 100000, XC_WILDCARD_ERROR, error);
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.exact_total = true;
  g_autoptr (XcResults) results = xc_search (reader, &request, error);
  return results != NULL && xc_results_get_total (results)->lower == 300;
}

static XcDatabase *
stale_reader (XcWriter *writer)
{
  g_autofree char *big = fixture_path ("big");

  rewrite (writer, 0);
  XcDatabase *reader = xc_database_open (big, NULL);
  ck_assert_ptr_nonnull (reader);
  for (unsigned round = 1; round < 4; round++)
    rewrite (writer, round);
  return reader;
}

START_TEST (a_reader_gone_stale_is_told_and_recovers)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *big = fixture_path ("big");
  g_autoptr (XcWriter) writer = xc_writer_open (big, XC_WRITER_CREATE, NULL);
  g_autoptr (XcDatabase) reader = stale_reader (writer);
  unsigned attempts = 0;

  ck_assert (!xc_database_recover (reader, &attempts, &error));
  ck_assert (!ask (reader, &error));
  ck_assert_msg (g_error_matches (error, XC_ERROR, XC_ERROR_MODIFIED), "%s",
                 error->message);
  ck_assert (xc_database_recover (reader, &attempts, &error));
  ck_assert_ptr_null (error);
  ck_assert_uint_eq (attempts, 1);
  assert_ok (ask (reader, &error), error);
  ck_assert (!xc_database_recover (reader, &attempts, &error));
}
END_TEST

START_TEST (every_way_of_reading_tells_a_stale_reader)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *big = fixture_path ("big");
  g_autoptr (XcWriter) writer = xc_writer_open (big, XC_WRITER_CREATE, NULL);
  g_autoptr (XcDatabase) reader = stale_reader (writer);
  unsigned attempts = 0;

  if (_i == 0)
    assert_fails (xc_database_list_terms (reader, "", 100000, &error), error,
                  XC_ERROR_MODIFIED);
  else
    assert_fails (xc_database_list_document_terms (reader, 150, "", 100, &error), error,
                  XC_ERROR_MODIFIED);
  ck_assert (xc_database_recover (reader, &attempts, NULL));
  g_autoptr (XcList) list
      = xc_database_list_document_terms (reader, 150, "", 100, &error);
  assert_ok (list != NULL, error);
}
END_TEST

START_TEST (recovery_gives_up)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *big = fixture_path ("big");
  g_autoptr (XcWriter) writer = xc_writer_open (big, XC_WRITER_CREATE, NULL);
  g_autoptr (XcDatabase) reader = stale_reader (writer);
  unsigned attempts = 0, asked = 0;
  bool ok;

  do
    {
      if (asked++ > 0)
        for (unsigned round = 0; round < 4; round++)
          rewrite (writer, asked * 10 + round);
      ok = ask (reader, &error);
    }
  while (!ok && xc_database_recover (reader, &attempts, &error));
  ck_assert_uint_eq (asked, XC_RECOVER_MAX_ATTEMPTS + 1);
  assert_fails (ok, error, XC_ERROR_MODIFIED);
}
END_TEST

START_TEST (the_writer_reads_what_it_has_not_committed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);
  XcDatabase *view = xc_writer_get_database (writer);
  g_autoptr (GBytes) value = NULL;
  uint32_t count = 0;
  uint64_t revision = 0;
  bool changed = true;

  assert_ok (xc_writer_set_metadata (writer, "key", "\0x", 2, &error), error);
  assert_ok (xc_writer_delete_documents (writer, "sea", &error), error);
  assert_ok (xc_database_dup_metadata (view, "key", &value, &error), error);
  ck_assert_mem_eq (g_bytes_get_data (value, NULL), "\0x", 2);
  assert_ok (xc_database_get_term_frequency (view, "blue", &count, &error), error);
  ck_assert_uint_eq (count, 1);
  assert_ok (xc_database_get_revision (view, &revision, &error), error);
  assert_ok (xc_database_reopen (view, &changed, &error), error);
  ck_assert (!changed);
}
END_TEST

START_TEST (a_database_removed_under_its_reader)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *away = g_build_filename (path, "iamglass", NULL);
  bool changed = true;

  ck_assert_int_eq (remove (away), 0);
  assert_fails (xc_database_reopen (db, &changed, &error), error, XC_ERROR_NOT_FOUND);
  ck_assert (changed);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-database");
  TCase *tcase = tcase_create ("database");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, a_missing_database_is_not_found);
  tcase_add_test (tcase, terms_and_counts);
  tcase_add_loop_test (tcase, terms_with_a_prefix, 0, G_N_ELEMENTS (term_lists));
  tcase_add_loop_test (tcase, terms_page_by_page, 0, G_N_ELEMENTS (term_pages));
  tcase_add_loop_test (tcase, terms_of_a_document, 0, G_N_ELEMENTS (document_terms));
  tcase_add_loop_test (tcase, terms_of_a_document_from, 0,
                       G_N_ELEMENTS (document_terms_from));
  tcase_add_loop_test (tcase, docids_of_a_term, 0, G_N_ELEMENTS (docid_lists));
  tcase_add_test (tcase, data_and_values_of_a_document);
  tcase_add_test (tcase, a_document_that_is_not_there);
  tcase_add_loop_test (tcase, metadata_comes_back_byte_for_byte, 0,
                       G_N_ELEMENTS (metadata));
  tcase_add_test (tcase, metadata_that_is_not_there);
  tcase_add_test (tcase, metadata_as_a_list);
  tcase_add_test (tcase, several_as_one);
  tcase_add_test (tcase, uuid_and_revision_name_a_state);
  tcase_add_test (tcase, a_reader_gone_stale_is_told_and_recovers);
  tcase_add_loop_test (tcase, every_way_of_reading_tells_a_stale_reader, 0, 2);
  tcase_add_test (tcase, recovery_gives_up);
  tcase_add_test (tcase, the_writer_reads_what_it_has_not_committed);
  tcase_add_test (tcase, a_database_removed_under_its_reader);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
