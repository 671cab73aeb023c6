/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The data of documents are made small by what they have in common, and come back as they
 * were: from runs, merged, joined, and after changes.
 */
#include "tests/component/test-xapian-fixture.h"

#include <string.h>
#include <sys/stat.h>

#include "tests/component/xapian-servers.h"

/* Enough for a dictionary: some 1.3 MB. */
#define N_MANY 3000

#define DICTIONARY_KEY "xc-dictionary-"

/* What tells @style's data from those of another is in all of them. */
static char *
make_data (const char *style, unsigned number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (number);
  GString *data = g_string_new (NULL);

  g_string_append_printf (data, "%u %s: the board has taken note of what was said. ",
                          number, style);
  for (unsigned i = 0; i < 25; i++)
    g_string_append_printf (data, "%s of matter %d, ", style,
                            g_rand_int_range (random, 0, 500));
  return g_string_free (data, FALSE);
}

static void
add (XcWriter *writer, const void *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDocument) document = xc_document_new (NULL);

  assert_ok (xc_document_set_data (document, data, size, &error), error);
  assert_ok (xc_document_add_term (document, "word", 1, &error), error);
  assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
}

static void
add_many (XcWriter *writer, const char *style, unsigned n)
{
  for (unsigned i = 1; i <= n; i++)
    {
      g_autofree char *data = make_data (style, i);

      add (writer, data, strlen (data));
    }
}

/* @dictionary_inout: (nullable): what it is to use, or, where that is NULL, what it used
 */
static char *
write_many (const char *name, XcWriterMode mode, const char *style, unsigned n,
            GBytes **dictionary_inout)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (name);
  g_autoptr (XcWriter) writer = xc_writer_open (path, mode, &error);

  assert_ok (writer != NULL, error);
  if (dictionary_inout != NULL && *dictionary_inout != NULL)
    assert_ok (xc_writer_set_dictionary (writer, *dictionary_inout, &error), error);
  add_many (writer, style, n);
  if (dictionary_inout != NULL && *dictionary_inout == NULL)
    assert_ok (xc_writer_dup_dictionary (writer, dictionary_inout, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
  return g_steal_pointer (&path);
}

static void
assert_data (XcDatabase *db, uint32_t docid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = xc_database_dup_document_data (db, docid, &error);

  assert_ok (data != NULL, error);
  ck_assert_str_eq (g_bytes_get_data (data, NULL), expected);
  ck_assert_uint_eq (g_bytes_get_size (data), strlen (expected));
}

/* From @docid on, as add_many () added them. */
static void
assert_many (XcDatabase *db, uint32_t docid, const char *style, unsigned n)
{
  for (unsigned i = 1; i <= n; i++)
    {
      g_autofree char *expected = make_data (style, i);

      assert_data (db, docid + i - 1, expected);
    }
}

static XcDatabase *
open_db (const char *path)
{
  g_autoptr (GError) error = NULL;
  XcDatabase *db = xc_database_open (path, &error);

  assert_ok (db != NULL, error);
  return db;
}

static size_t
count_dictionaries (XcDatabase *db)
{
  g_autoptr (XcList) keys = xc_database_list_metadata (db, DICTIONARY_KEY, 100, NULL);
  size_t n;

  xc_list_get_entries (keys, &n);
  return n;
}

static long
size_of_data (const char *path)
{
  g_autofree char *file = g_build_filename (path, "docdata.glass", NULL);
  struct stat found;

  ck_assert_int_eq (stat (file, &found), 0);
  return (long) found.st_size;
}

START_TEST (a_run_is_smaller_than_what_is_deflated)
{
  g_autoptr (GBytes) dictionary = NULL;
  g_autofree char *run
      = write_many ("run", XC_WRITER_CREATE_BULK, "minutes", N_MANY, &dictionary);
  g_autofree char *plain
      = write_many ("plain", XC_WRITER_CREATE, "minutes", N_MANY, NULL);
  g_autoptr (XcDatabase) db = open_db (run);

  ck_assert_ptr_nonnull (dictionary);
  ck_assert_int_lt (size_of_data (run), size_of_data (plain) * 8 / 10);
  ck_assert_uint_eq (count_dictionaries (db), 1);
  assert_many (db, 1, "minutes", N_MANY);
}
END_TEST

START_TEST (hits_have_their_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *run
      = write_many ("run", XC_WRITER_CREATE_BULK, "minutes", N_MANY, NULL);
  g_autofree char *plain = write_many ("plain", XC_WRITER_CREATE, "plans", 3, NULL);
  const char *const both[] = { run, plain };

  for (size_t n_paths = 1; n_paths <= 2; n_paths++)
    {
      g_autoptr (XcDatabase) db = xc_database_open_many (both, n_paths, &error);
      g_autoptr (XcQuery) query = xc_query_new_term ("word", 1, &error);
      XcSearch search = XC_SEARCH_INIT;
      size_t n;

      search.query = query;
      search.limit = 20;
      g_autoptr (XcResults) results = xc_search (db, &search, &error);
      assert_ok (results != NULL, error);
      const XcHit *hits = xc_results_get_hits (results, &n);
      ck_assert_uint_eq (n, 20);
      for (size_t i = 0; i < n; i++)
        assert_data (db, hits[i].docid, hits[i].data.data);

      XcHit hit = { .docid = 1 };
      assert_ok (xc_results_fetch_data (results, db, &hit, 1, &error), error);
      assert_data (db, 1, hit.data.data);
    }
}
END_TEST

START_TEST (few_have_no_dictionary)
{
  g_autoptr (GBytes) dictionary = NULL;
  g_autofree char *run
      = write_many ("run", XC_WRITER_CREATE_BULK, "minutes", 50, &dictionary);
  g_autoptr (XcDatabase) db = open_db (run);

  ck_assert_ptr_null (dictionary);
  ck_assert_uint_eq (count_dictionaries (db), 0);
  assert_many (db, 1, "minutes", 50);
}
END_TEST

START_TEST (runs_that_are_merged_keep_what_reads_them)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) shared = NULL;
  g_autoptr (GBytes) own = NULL;
  g_autofree char *first
      = write_many ("first", XC_WRITER_CREATE_BULK, "minutes", N_MANY, &shared);
  g_autofree char *second
      = write_many ("second", XC_WRITER_CREATE_BULK, "minutes", 20, &shared);
  g_autofree char *other
      = write_many ("other", XC_WRITER_CREATE_BULK, "strategies", N_MANY, &own);
  g_autofree char *plain = write_many ("plain", XC_WRITER_CREATE, "plans", 20, NULL);
  const char *const sources[] = { plain, first, second, other };
  g_autofree char *merged = fixture_path ("merged");

  ck_assert (!g_bytes_equal (shared, own));
  assert_ok (xc_compact (sources, 4, merged, XC_LIST_FILTERS, &error), error);
  g_autoptr (XcDatabase) db = open_db (merged);
  ck_assert_uint_eq (count_dictionaries (db), 2);
  assert_many (db, 1, "plans", 20);
  assert_many (db, 21, "minutes", N_MANY);
  assert_many (db, 21 + N_MANY, "minutes", 20);
  assert_many (db, 41 + N_MANY, "strategies", N_MANY);
}
END_TEST

START_TEST (joined_databases_have_each_its_own)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first
      = write_many ("first", XC_WRITER_CREATE_BULK, "minutes", N_MANY, NULL);
  g_autofree char *second
      = write_many ("second", XC_WRITER_CREATE_BULK, "strategies", N_MANY, NULL);
  const char *const paths[] = { first, second };
  g_autoptr (XcDatabase) db = xc_database_open_many (paths, 2, &error);

  assert_ok (db != NULL, error);
  for (unsigned i = 1; i <= N_MANY; i++)
    {
      g_autofree char *minutes = make_data ("minutes", i);
      g_autofree char *strategy = make_data ("strategies", i);

      assert_data (db, 2 * i - 1, minutes);
      assert_data (db, 2 * i, strategy);
    }
}
END_TEST

/* Whose server is libxapian's own. */
START_TEST (data_from_another_machine_come_back)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *run
      = write_many ("run", XC_WRITER_CREATE_BULK, "minutes", N_MANY, NULL);

  if (!servers_are_there ())
    return;
  Servers *servers = servers_new ();
  uint16_t port = servers_start (servers, run);
  g_autoptr (XcDatabase) db
      = xc_database_open_remote ("127.0.0.1", port, 5000, 2000, &error);
  assert_ok (db != NULL, error);
  assert_many (db, 1, "minutes", 20);
  g_clear_pointer (&db, xc_database_free);
  servers_free (servers);
}
END_TEST

START_TEST (what_is_changed_in_place_comes_back)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) of_run = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autofree char *run
      = write_many ("run", XC_WRITER_CREATE_BULK, "minutes", N_MANY, &of_run);
  g_autoptr (XcWriter) writer = xc_writer_open (run, XC_WRITER_OPEN, &error);
  XcDatabase *db = xc_writer_get_database (writer);

  assert_ok (xc_writer_dup_dictionary (writer, &found, &error), error);
  ck_assert (g_bytes_equal (of_run, found));

  /* One whose data stay, one whose data are others, one that has none any more. */
  for (uint32_t docid = 1; docid <= 3; docid++)
    {
      g_autoptr (XcDocument) document = xc_database_dup_document (db, docid, &error);

      assert_ok (xc_document_add_term (document, "more", 1, &error), error);
      if (docid > 1)
        assert_ok (xc_document_set_data (document, "other", docid == 2 ? 5 : 0, &error),
                   error);
      assert_ok (xc_writer_replace_docid (writer, docid, document, &error), error);
    }
  add_many (writer, "strategies", 1);
  assert_ok (xc_writer_commit (writer, &error), error);

  g_autoptr (XcDatabase) read = open_db (run);
  g_autofree char *first = make_data ("minutes", 1);
  g_autofree char *added = make_data ("strategies", 1);
  assert_data (read, 1, first);
  assert_data (read, 2, "other");
  assert_data (read, 3, "");
  assert_data (read, N_MANY + 1, added);
}
END_TEST

/* A new document that a term is taken off again is libxapian's own from then on. */
START_TEST (data_stay_with_a_document_that_is_taken_apart)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("db");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE, &error);
  g_autoptr (XcDocument) document = xc_document_new (NULL);

  assert_ok (xc_document_set_data (document, "mine", 4, &error), error);
  assert_ok (xc_document_add_term (document, "word", 1, &error), error);
  assert_ok (xc_document_remove_term (document, "word", &error), error);
  assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
  assert_data (xc_writer_get_database (writer), 1, "mine");
}
END_TEST

/* Data that begin as what zstd has made. */
START_TEST (what_looks_compressed_comes_back)
{
  static const char *const looks[] = { "\x28\xb5\x2f\xfd", "\x28\xb5\x2f\xfd is mine" };
  static const XcWriterMode modes[] = { XC_WRITER_CREATE, XC_WRITER_CREATE_BULK };
  g_autoptr (GError) error = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = fixture_path (i == 0 ? "plain" : "bulk");
      g_autoptr (XcWriter) writer = xc_writer_open (path, modes[i], &error);

      for (size_t j = 0; j < G_N_ELEMENTS (looks); j++)
        add (writer, looks[j], strlen (looks[j]));
      assert_ok (xc_writer_close (writer, &error), error);
      g_autoptr (XcDatabase) db = open_db (path);
      for (size_t j = 0; j < G_N_ELEMENTS (looks); j++)
        assert_data (db, (uint32_t) j + 1, looks[j]);
    }
}
END_TEST

static void
assert_unreadable (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) db = open_db (path);

  assert_fails (xc_database_dup_document_data (db, 1, &error), error, XC_ERROR_CORRUPT);
}

static void
set_dictionary_bytes (const char *path, const char *key, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);

  assert_ok (xc_writer_set_metadata (
                 writer, key, bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL,
                 bytes != NULL ? g_bytes_get_size (bytes) : 0, &error),
             error);
  assert_ok (xc_writer_close (writer, &error), error);
}

START_TEST (what_is_damaged_says_so)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  g_autofree char *run
      = write_many ("run", XC_WRITER_CREATE_BULK, "minutes", N_MANY, NULL);
  g_autofree char *path = fixture_path ("other");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE_BULK, &error);
  g_autofree char *key = NULL;

  assert_fails (xc_writer_set_dictionary (writer, garbage, &error), error,
                XC_ERROR_CORRUPT);
  {
    g_autoptr (XcDatabase) db = open_db (run);
    g_autoptr (XcList) keys = xc_database_list_metadata (db, DICTIONARY_KEY, 1, NULL);
    size_t n;

    key = g_strdup (xc_list_get_entries (keys, &n)[0].name.data);
  }
  set_dictionary_bytes (run, key, NULL);
  assert_unreadable (run);
  set_dictionary_bytes (run, key, garbage);
  assert_unreadable (run);
  ck_assert_ptr_null (xc_writer_open (run, XC_WRITER_OPEN, &error));
  ck_assert (g_error_matches (error, XC_ERROR, XC_ERROR_CORRUPT));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-data");
  TCase *tests = fixture_tcase ("data");

  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, a_run_is_smaller_than_what_is_deflated);
  tcase_add_test (tests, hits_have_their_data);
  tcase_add_test (tests, few_have_no_dictionary);
  tcase_add_test (tests, runs_that_are_merged_keep_what_reads_them);
  tcase_add_test (tests, joined_databases_have_each_its_own);
  tcase_add_test (tests, data_from_another_machine_come_back);
  tcase_add_test (tests, what_is_changed_in_place_comes_back);
  tcase_add_test (tests, data_stay_with_a_document_that_is_taken_apart);
  tcase_add_test (tests, what_looks_compressed_comes_back);
  tcase_add_test (tests, what_is_damaged_says_so);
  suite_add_tcase (suite, tests);
  return fixture_run (suite);
}
