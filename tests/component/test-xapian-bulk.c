/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is written in bulk is what libxapian writes of the same documents: its own check
 * finds no fault, everything that can be read is the same, and so is what is merged of
 * it.
 */
#include "tests/component/test-xapian-fixture.h"

#include <string.h>

#include "xapian-c/xc-testing.h"

/* Some whose numbers are not in order as bytes of a key. */
static const uint32_t slots[] = { 0, 1, 7, 128, 255, 256, 70000 };

/* libxapian 1.4.22 frees a table that its check opens as one of another size. */
const char *__asan_default_options (void);
const char *
__asan_default_options (void)
{
  return "new_delete_type_mismatch=0";
}

/* Documents made from a seed: the same for every writer. */
typedef struct
{
  const char *name;
  int n_documents;
  int n_words;    /* that there are */
  int most_words; /* in a document */
  int data_bytes; /* at most; of which a third is noise that cannot be deflated */
  bool has_gaps;  /* documents without terms, without values, without data */
} Shape;

static const Shape shapes[] = {
  { "nothing", 0, 1, 1, 0, false },
  { "one", 1, 3, 5, 10, false },
  { "few", 40, 50, 60, 300, true },
  /* Lists of some chunks, keys that begin alike, blocks on two levels. */
  { "long lists", 3000, 20, 30, 50, true },
  { "many words", 300, 20000, 900, 2000, false },
  /* Tags of many pieces. */
  { "large", 12, 30000, 20000, 200000, true },
  /* Numbers of documents of three bytes. */
  { "many documents", 33000, 30, 3, 5, false },
};

/* Most often a small one; words differ late, or are one the beginning of another. */
static void
make_word (GRand *random, const Shape *shape, char word[static XC_TERM_MAX_BYTES + 1])
{
  double share = g_rand_double (random);
  int number = (int) (share * share * shape->n_words);

  if (number % 17 == 16)
    {
      memset (word, 'x', XC_TERM_MAX_BYTES);
      g_snprintf (word + XC_TERM_MAX_BYTES - 10, 11, "%010d", number);
      return;
    }
  g_snprintf (word, XC_TERM_MAX_BYTES, number % 3 == 0 ? "w%d" : "ord\xc3\xb8%d", number);
}

static void
add_words (XcDocument *document, GRand *random, const Shape *shape)
{
  int n = g_rand_int_range (random, 0, shape->most_words + 1);
  char word[XC_TERM_MAX_BYTES + 1];
  uint32_t position = 0;

  for (int i = 0; i < n; i++)
    {
      /* Rising, not rising, and given twice. */
      const uint32_t places[]
          = { position + 7, position + 1, position + 7, position + 3000 };

      make_word (random, shape, word);
      position += (uint32_t) g_rand_int_range (random, 1, 5);
      if (i % 5 == 0)
        ck_assert (xc_document_add_postings (document, word, (uint32_t) i + 1, places,
                                             G_N_ELEMENTS (places), NULL));
      else if (i % 5 == 1)
        ck_assert (xc_document_add_term (document, word, 130, NULL));
      else if (i % 5 == 2)
        ck_assert (xc_document_add_boolean_term (document, word, NULL));
      else
        ck_assert (xc_document_add_posting (document, word, position, 1, NULL));
    }
}

static void
add_value (XcDocument *document, GRand *random, uint32_t slot)
{
  g_autofree char *value = g_strdup_printf ("v%d", g_rand_int_range (random, 0, 9000));

  ck_assert (xc_document_set_value (document, slot, value, strlen (value), NULL));
}

static XcDocument *
make_document (GRand *random, const Shape *shape, int number)
{
  XcDocument *document = xc_document_new (NULL);
  g_autofree char *id = g_strdup_printf ("Q%d", number);
  bool is_gap = shape->has_gaps && number % 7 == 3;
  size_t n_bytes = (size_t) g_rand_int_range (random, 0, shape->data_bytes + 1);
  g_autofree char *data = g_malloc0 (n_bytes + 1);

  for (size_t i = 0; i < n_bytes / 3; i++)
    data[i] = (char) g_rand_int (random);
  if (!is_gap)
    ck_assert (xc_document_set_data (document, data, n_bytes, NULL));
  if (!is_gap || number % 2 == 0)
    ck_assert (xc_document_add_boolean_term (document, id, NULL));
  if (!is_gap)
    add_words (document, random, shape);
  for (size_t i = 0; i < G_N_ELEMENTS (slots) && !is_gap; i++)
    if (g_rand_int_range (random, 0, 3) > 0)
      add_value (document, random, slots[i]);
  return document;
}

static char *
write_all (const Shape *shape, const char *name, XcWriterMode mode, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *path = fixture_path (name);
  g_autoptr (XcWriter) writer = xc_writer_open (path, mode, &error);
  uint32_t docid = 0;

  assert_ok (writer != NULL, error);
  for (int i = 0; i < shape->n_documents; i++)
    {
      g_autoptr (XcDocument) document = make_document (random, shape, i);

      assert_ok (xc_writer_add_document (writer, document, &docid, &error), error);
      ck_assert_uint_eq (docid, (uint32_t) i + 1);
    }
  assert_ok (xc_writer_set_metadata (writer, "later", "b", 1, &error), error);
  assert_ok (xc_writer_set_metadata (writer, "first", "a", 1, &error), error);
  assert_ok (xc_writer_set_metadata (writer, "gone", "c", 1, &error), error);
  assert_ok (xc_writer_set_metadata (writer, "gone", NULL, 0, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
  return g_steal_pointer (&path);
}

static GBytes *
read_all (const char *path)
{
  g_autoptr (GError) error = NULL;
  GBytes *said = xc_testing_describe (path, slots, G_N_ELEMENTS (slots), &error);

  assert_ok (said != NULL, error);
  return said;
}

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;

  assert_ok (xc_testing_check (path, &error), error);
}

START_TEST (is_what_libxapian_writes)
{
  const Shape *shape = &shapes[_i];
  g_autofree char *plain = write_all (shape, "plain", XC_WRITER_CREATE, 1);
  g_autofree char *bulk = write_all (shape, "bulk", XC_WRITER_CREATE_BULK, 1);
  g_autoptr (GBytes) expected = read_all (plain);
  g_autoptr (GBytes) found = read_all (bulk);

  assert_sound (bulk);
  ck_assert_msg (g_bytes_equal (expected, found), "%s differs", shape->name);
}
END_TEST

START_TEST (is_merged_as_libxapian_does)
{
  const Shape *shape = &shapes[_i];
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = write_all (shape, "plain", XC_WRITER_CREATE, 1);
  g_autofree char *other = write_all (shape, "other", XC_WRITER_CREATE, 2);
  g_autofree char *bulk = write_all (shape, "bulk", XC_WRITER_CREATE_BULK, 1);
  g_autofree char *compacted = fixture_path ("compacted");
  g_autofree char *merged = fixture_path ("merged");
  const char *plain_sources[] = { plain, other };
  const char *sources[] = { bulk, other };

  assert_ok (xc_testing_compact (plain_sources, 2, compacted, &error), error);
  assert_ok (xc_compact (sources, 2, merged, XC_LIST_FILTERS, &error), error);
  g_autoptr (GBytes) expected = read_all (compacted);
  g_autoptr (GBytes) found = read_all (merged);
  assert_sound (merged);
  ck_assert_msg (g_bytes_equal (expected, found), "%s differs", shape->name);
}
END_TEST

/* Takes out what has one of two words, and puts one document in the place of another. */
static void
change (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (XcDocument) document = make_document (random, &shapes[2], 8);

  assert_ok (writer != NULL, error);
  assert_ok (xc_writer_delete_documents (writer, "w0", &error), error);
  assert_ok (xc_writer_delete_documents (writer,
                                         "ord\xc3\xb8"
                                         "1",
                                         &error),
             error);
  assert_ok (xc_writer_delete_documents (writer, "w0", &error), error);
  assert_ok (xc_writer_delete_documents (writer, "Q8", &error), error);
  assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
}

static GBytes *
read_merged (const char *path, const char *name, XcListing listing)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *merged = fixture_path (name);

  assert_ok (xc_compact (&path, 1, merged, listing, &error), error);
  assert_sound (merged);
  return read_all (merged);
}

/* What is gone is in the lists of no reader, and after a merge in none at all. */
START_TEST (can_be_written_to_afterwards)
{
  g_autofree char *bulk = write_all (&shapes[2], "bulk", XC_WRITER_CREATE_BULK, 1);
  g_autofree char *plain = write_all (&shapes[2], "plain", XC_WRITER_CREATE, 1);

  change (plain);
  change (bulk);
  g_autoptr (GBytes) expected = read_all (plain);
  g_autoptr (GBytes) found = read_all (bulk);
  ck_assert (g_bytes_equal (expected, found));

  g_autoptr (GBytes) expected_merged
      = read_merged (plain, "plain-merged", XC_LIST_FILTERS);
  g_autoptr (GBytes) found_merged = read_merged (bulk, "bulk-merged", XC_LIST_FILTERS);
  ck_assert (g_bytes_equal (expected_merged, found_merged));
}
END_TEST

static void
assert_listed (const char *path, uint32_t docid, const char *prefix, size_t n_listed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  size_t n;

  assert_ok (db != NULL, error);
  g_autoptr (XcList) list
      = xc_database_list_document_terms (db, docid, prefix, 10000, &error);
  assert_ok (list != NULL, error);
  xc_list_get_entries (list, &n);
  ck_assert_uint_eq (n, n_listed);
}

START_TEST (lists_of_terms_have_what_was_asked_for)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *filters = write_all (&shapes[2], "filters", XC_WRITER_CREATE_BULK, 1);
  g_autofree char *nothing
      = write_all (&shapes[2], "nothing", XC_WRITER_CREATE_BULK_UNLISTED, 1);
  g_autofree char *merged = fixture_path ("merged");
  const char *source = filters;

  assert_listed (filters, 1, "Q", 1);
  assert_listed (nothing, 1, "", 0);
  assert_ok (xc_compact (&source, 1, merged, XC_LIST_FILTERS, &error), error);
  assert_listed (merged, 1, "Q", 1);
}
END_TEST

/* Only what was made of it is put in the place of a document whose terms are not listed,
 * and nothing in that of one that is gone. */
START_TEST (a_number_is_not_given_again)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bulk = write_all (&shapes[2], "bulk", XC_WRITER_CREATE_BULK, 1);
  g_autoptr (XcWriter) writer = xc_writer_open (bulk, XC_WRITER_OPEN, &error);
  XcDatabase *view = xc_writer_get_database (writer);
  g_autoptr (XcDocument) fresh = xc_document_new (NULL);
  g_autoptr (XcDocument) own = xc_database_dup_document (view, 3, &error);
  uint32_t docid, n;

  assert_ok (xc_document_add_boolean_term (fresh, "Q1", &error), error);
  assert_fails (xc_writer_replace_docid (writer, 2, fresh, &error), error,
                XC_ERROR_QUERY);
  assert_ok (xc_document_add_boolean_term (own, "Qmore", &error), error);
  assert_ok (xc_writer_replace_docid (writer, 3, own, &error), error);
  assert_ok (xc_writer_replace_document (writer, "Q1", fresh, &docid, &error), error);
  ck_assert_uint_eq (docid, (uint32_t) shapes[2].n_documents + 1);
  assert_fails (xc_writer_replace_docid (writer, 2, fresh, &error), error,
                XC_ERROR_QUERY);
  assert_ok (xc_database_get_term_frequency (view, "Q1", &n, &error), error);
  ck_assert_uint_eq (n, 1);
  assert_ok (xc_database_get_term_frequency (view, "Qmore", &n, &error), error);
  ck_assert_uint_eq (n, 1);
  assert_ok (xc_writer_delete_documents (writer, "Qmore", &error), error);
  assert_fails (xc_writer_replace_docid (writer, 3, fresh, &error), error,
                XC_ERROR_QUERY);
  assert_ok (xc_writer_close (writer, &error), error);
}
END_TEST

/* What a reader sees is of one commit, also what is gone; and of what was cancelled
   nothing is. */
START_TEST (what_is_gone_belongs_to_a_commit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bulk = write_all (&shapes[2], "bulk", XC_WRITER_CREATE_BULK, 1);
  g_autoptr (XcWriter) writer = xc_writer_open (bulk, XC_WRITER_OPEN, &error);
  g_autoptr (XcDatabase) reader = xc_database_open (bulk, &error);
  XcDatabase *const both[] = { reader, xc_writer_get_database (writer) };
  uint32_t before, now;

  assert_ok (xc_database_get_term_frequency (reader, "w0", &before, &error), error);
  ck_assert_uint_gt (before, 0);
  assert_ok (xc_writer_begin_transaction (writer, &error), error);
  assert_ok (xc_writer_delete_documents (writer, "w0", &error), error);
  assert_ok (xc_database_get_term_frequency (both[1], "w0", &now, &error), error);
  ck_assert_uint_eq (now, 0);
  assert_ok (xc_writer_cancel_transaction (writer, &error), error);
  for (size_t i = 0; i < G_N_ELEMENTS (both); i++)
    {
      assert_ok (xc_database_get_term_frequency (both[i], "w0", &now, &error), error);
      ck_assert_uint_eq (now, before);
    }
  assert_ok (xc_writer_delete_documents (writer, "w0", &error), error);
  assert_ok (xc_writer_commit (writer, &error), error);
  assert_ok (xc_database_reopen (reader, NULL, &error), error);
  for (size_t i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (XcList) terms = xc_database_list_terms (both[i], "w0", 1, &error);
      bool has;
      size_t n;

      assert_ok (terms != NULL, error);
      assert_ok (xc_database_has_term (both[i], "w0", &has, &error), error);
      ck_assert (!has);
      ck_assert (xc_list_get_entries (terms, &n) == NULL || n == 0
                 || strcmp (xc_list_get_entries (terms, &n)[0].name.data, "w0") != 0);
    }
}
END_TEST

START_TEST (what_cannot_be_written_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("db");
  g_autofree char *plain = write_all (&shapes[1], "plain", XC_WRITER_CREATE, 1);
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE_BULK, &error);
  g_autoptr (XcWriter) other = xc_writer_open (plain, XC_WRITER_OPEN, NULL);
  g_autoptr (XcDocument) read
      = xc_database_dup_document (xc_writer_get_database (other), 1, NULL);

  assert_ok (writer != NULL, error);
  assert_fails (xc_writer_add_document (writer, read, NULL, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_writer_set_metadata (writer, "", "a", 1, &error), error,
                XC_ERROR_QUERY);
  assert_ok (xc_writer_close (writer, &error), error);
  g_clear_pointer (&writer, xc_writer_free);
  /* What is there already stays. */
  ck_assert_ptr_null (xc_writer_open (path, XC_WRITER_CREATE_BULK, &error));
  g_clear_error (&error);
  assert_sound (path);
}
END_TEST

START_TEST (what_is_not_closed_is_no_database)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("db");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE_BULK, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  uint32_t count = 1;

  for (int i = 0; i < 300; i++)
    {
      g_autoptr (XcDocument) document = make_document (random, &shapes[2], i);

      assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
    }
  g_clear_pointer (&writer, xc_writer_free);
  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  assert_ok (db != NULL, error);
  assert_ok (xc_database_get_doc_count (db, &count, &error), error);
  ck_assert_uint_eq (count, 0);
}
END_TEST

static void
add_word (XcWriter *writer, const char *word, const char *mark)
{
  g_autoptr (XcDocument) document = xc_document_new (NULL);

  ck_assert (xc_document_add_term (document, word, 1, NULL));
  ck_assert (xc_document_add_boolean_term (document, mark, NULL));
  ck_assert (xc_writer_add_document (writer, document, NULL, NULL));
}

static void
take_out (const char *path, const char *mark)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);

  assert_ok (xc_writer_delete_documents (writer, mark, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
}

/* Words that nobody has any more take nobody's place. */
START_TEST (a_star_is_of_words_that_are_there)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("bulk");
  g_autoptr (XcWriter) writer
      = xc_writer_open (path, XC_WRITER_CREATE_BULK_UNLISTED, &error);
  g_autoptr (XcQuery) star
      = xc_query_new_wildcard ("z", 3, (XcWildcardLimit) _i % 3, &error);
  XcSearch request = XC_SEARCH_INIT;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *word = g_strdup_printf ("za%d", i % 10);

      add_word (writer, word, "Qgone");
    }
  add_word (writer, "zb1", "Qthere");
  add_word (writer, "zb2", "Qthere");
  assert_ok (xc_writer_close (writer, &error), error);
  g_clear_pointer (&writer, xc_writer_free);
  take_out (path, "Qgone");

  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  xc_testing_set_plain (db, _i >= 3);
  request.query = star;
  request.exact_total = true;
  g_autoptr (XcResults) found = xc_search (db, &request, &error);
  assert_ok (found != NULL, error);
  ck_assert_uint_eq (xc_results_get_total (found)->lower, 2);
}
END_TEST

/* How many have either word of a synonym is reckoned among those that are there: none. */
START_TEST (nothing_is_found_where_all_are_gone)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("bulk");
  g_autoptr (XcWriter) writer
      = xc_writer_open (path, XC_WRITER_CREATE_BULK_UNLISTED, &error);
  g_autoptr (XcQuery) first = xc_query_new_term ("one", 1, &error);
  g_autoptr (XcQuery) second = xc_query_new_term ("two", 1, &error);
  XcQuery *const parts[] = { first, second };
  g_autoptr (XcQuery) either = xc_query_new_synonym (parts, 2, &error);
  XcSearch request = XC_SEARCH_INIT;

  add_word (writer, "one", "Qgone");
  add_word (writer, "two", "Qgone");
  assert_ok (xc_writer_close (writer, &error), error);
  g_clear_pointer (&writer, xc_writer_free);
  take_out (path, "Qgone");

  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  xc_testing_set_plain (db, _i == 1);
  request.query = either;
  request.exact_total = true;
  g_autoptr (XcResults) found = xc_search (db, &request, &error);
  assert_ok (found != NULL, error);
  ck_assert_uint_eq (xc_results_get_total (found)->upper, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-bulk");
  TCase *same = fixture_tcase ("same");
  TCase *other = fixture_tcase ("other");

  tcase_set_timeout (same, 120);
  tcase_add_loop_test (same, is_what_libxapian_writes, 0, G_N_ELEMENTS (shapes));
  tcase_add_loop_test (same, is_merged_as_libxapian_does, 0, G_N_ELEMENTS (shapes));
  tcase_add_test (other, can_be_written_to_afterwards);
  tcase_add_test (other, lists_of_terms_have_what_was_asked_for);
  tcase_add_test (other, a_number_is_not_given_again);
  tcase_add_loop_test (other, a_star_is_of_words_that_are_there, 0, 6);
  tcase_add_loop_test (other, nothing_is_found_where_all_are_gone, 0, 2);
  tcase_add_test (other, what_is_gone_belongs_to_a_commit);
  tcase_add_test (other, what_cannot_be_written_is_refused);
  tcase_add_test (other, what_is_not_closed_is_no_database);
  suite_add_tcase (suite, same);
  suite_add_tcase (suite, other);
  return fixture_run (suite);
}
