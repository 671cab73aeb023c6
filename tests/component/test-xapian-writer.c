/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer on a real database: the lock, replacing, transactions, closing, compaction.
 */
#include "tests/component/test-xapian-fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const FixtureDocument blue = { "1", "blue sky over the sea", { "0=a" } };
static const FixtureDocument red = { "2", "red house by the sea", { "0=b" } };
static const FixtureDocument repainted = { "1", "green sky", { "0=c" } };

static XcWriter *
open_writer (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (name);
  XcWriter *writer = xc_writer_open (path, XC_WRITER_OPEN_OR_CREATE, &error);

  assert_ok (writer != NULL, error);
  return writer;
}

static XcDatabase *
open_database (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (name);
  XcDatabase *db = xc_database_open (path, &error);

  assert_ok (db != NULL, error);
  return db;
}

static uint32_t
add (XcWriter *writer, const FixtureDocument *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDocument) document = fixture_document (from);
  uint32_t docid = 0;

  assert_ok (xc_writer_add_document (writer, document, &docid, &error), error);
  return docid;
}

static uint32_t
frequency (XcDatabase *db, const char *term)
{
  g_autoptr (GError) error = NULL;
  uint32_t count = UINT32_MAX;

  assert_ok (xc_database_get_term_frequency (db, term, &count, &error), error);
  return count;
}

static uint32_t
doc_count (XcDatabase *db)
{
  g_autoptr (GError) error = NULL;
  uint32_t count = UINT32_MAX;

  assert_ok (xc_database_get_doc_count (db, &count, &error), error);
  return count;
}

START_TEST (second_writer_is_locked_out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) first = open_writer ("db");
  g_autofree char *path = fixture_path ("db");
  g_autoptr (XcWriter) second = xc_writer_open (path, XC_WRITER_OPEN, &error);

  ck_assert (strstr (error->message, path) != NULL);
  assert_fails (second != NULL, error, XC_ERROR_LOCKED);
  g_clear_pointer (&first, xc_writer_free);
  second = xc_writer_open (path, XC_WRITER_OPEN, &error);
  assert_ok (second != NULL, error);
}
END_TEST

/* Nobody has it: what is in the way is said. */
START_TEST (a_lock_that_cannot_be_made_is_no_lock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) first = open_writer ("db");
  g_autofree char *path = fixture_path ("db");
  g_autofree char *lock = g_build_filename (path, "flintlock", NULL);

  ck_assert (xc_writer_close (first, NULL));
  ck_assert_int_eq (unlink (lock), 0);
  ck_assert_int_eq (mkdir (lock, 0777), 0);
  g_autoptr (XcWriter) second = xc_writer_open (path, XC_WRITER_OPEN, &error);
  assert_fails (second != NULL, error, XC_ERROR_FAILED);
}
END_TEST

/* Exits with the code, or 100 when the writer could be opened. */
static int
try_in_another_process (const char *path)
{
  int status;
  pid_t child = fork ();

  ck_assert_int_ge (child, 0);
  if (child == 0)
    {
      GError *error = NULL;
      XcWriter *writer = xc_writer_open (path, XC_WRITER_OPEN, &error);

      _exit (writer != NULL ? 100 : error->code);
    }
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert (WIFEXITED (status));
  return WEXITSTATUS (status);
}

START_TEST (another_process_is_locked_out)
{
  g_autoptr (XcWriter) writer = open_writer ("db");
  g_autofree char *path = fixture_path ("db");

  ck_assert_int_eq (try_in_another_process (path), XC_ERROR_LOCKED);
  ck_assert (xc_writer_close (writer, NULL));
  ck_assert_int_eq (try_in_another_process (path), 100);
}
END_TEST

START_TEST (modes_of_opening)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("db");
  g_autofree char *deeper = fixture_path ("no/such/parent");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);

  assert_fails (writer != NULL, error, XC_ERROR_NOT_FOUND);
  writer = xc_writer_open (deeper, XC_WRITER_OPEN_OR_CREATE, &error);
  assert_fails (writer != NULL, error, XC_ERROR_FAILED);
  writer = xc_writer_open (path, XC_WRITER_CREATE, &error);
  assert_ok (writer != NULL, error);
  g_clear_pointer (&writer, xc_writer_free);
  writer = xc_writer_open (path, XC_WRITER_CREATE, &error);
  assert_fails (writer != NULL, error, XC_ERROR_FAILED);
}
END_TEST

START_TEST (replace_and_delete_by_unique_term)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  XcDatabase *db = xc_writer_get_database (writer);
  g_autoptr (XcDocument) document = fixture_document (&repainted);
  uint32_t first = add (writer, &blue), again = 0;

  add (writer, &red);
  assert_ok (xc_writer_replace_document (writer, "Q1", document, &again, &error), error);
  ck_assert_uint_eq (again, first);
  ck_assert_uint_eq (frequency (db, "blue"), 0);
  ck_assert_uint_eq (frequency (db, "green"), 1);
  ck_assert_uint_eq (doc_count (db), 2);

  assert_ok (xc_writer_delete_documents (writer, "Q2", &error), error);
  assert_ok (xc_writer_delete_documents (writer, "Qnobody", &error), error);
  ck_assert_uint_eq (doc_count (db), 1);
  ck_assert_uint_eq (frequency (db, "red"), 0);
}
END_TEST

START_TEST (replacing_what_is_not_there_adds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  g_autoptr (XcDocument) document = fixture_document (&blue);
  uint32_t docid = 0;

  assert_ok (xc_writer_replace_document (writer, "Q1", document, &docid, &error), error);
  ck_assert_uint_eq (docid, 1);
  ck_assert_uint_eq (doc_count (xc_writer_get_database (writer)), 1);
}
END_TEST

START_TEST (a_document_is_changed_in_place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  XcDatabase *view = xc_writer_get_database (writer);
  uint32_t docid = add (writer, &blue);

  assert_ok (xc_writer_commit (writer, &error), error);
  g_autoptr (XcDocument) document = xc_database_dup_document (view, docid, &error);
  assert_ok (document != NULL, error);
  assert_ok (xc_document_remove_term (document, "sky", &error), error);
  assert_fails (xc_document_remove_term (document, "nobody", &error), error,
                XC_ERROR_QUERY);
  assert_ok (xc_document_add_term (document, "cloud", 1, &error), error);
  assert_ok (xc_document_set_value (document, 0, "z", 1, &error), error);
  assert_ok (xc_writer_replace_docid (writer, docid, document, &error), error);
  assert_fails (xc_writer_replace_docid (writer, 0, document, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_database_dup_document (view, docid + 1, &error) != NULL, error,
                XC_ERROR_NOT_FOUND);
  assert_ok (xc_writer_close (writer, &error), error);

  g_autoptr (XcDatabase) db = open_database ("db");
  g_autoptr (GBytes) data = xc_database_dup_document_data (db, docid, &error);
  g_autoptr (GBytes) value = xc_database_dup_document_value (db, docid, 0, &error);
  ck_assert_uint_eq (doc_count (db), 1);
  ck_assert_uint_eq (frequency (db, "sky"), 0);
  ck_assert_uint_eq (frequency (db, "cloud"), 1);
  ck_assert_uint_eq (frequency (db, "sea"), 1);
  ck_assert_mem_eq (g_bytes_get_data (data, NULL), "1", 1);
  ck_assert_mem_eq (g_bytes_get_data (value, NULL), "z", 1);
}
END_TEST

START_TEST (empty_terms_and_keys_are_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  g_autoptr (XcDocument) document = fixture_document (&blue);

  add (writer, &red);
  assert_fails (xc_writer_replace_document (writer, "", document, NULL, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_writer_delete_documents (writer, "", &error), error, XC_ERROR_QUERY);
  assert_fails (xc_writer_set_metadata (writer, "", "x", 1, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_document_add_term (document, "", 1, &error), error, XC_ERROR_QUERY);
  assert_fails (xc_document_set_value (document, XC_NO_SLOT, "x", 1, &error), error,
                XC_ERROR_QUERY);
  ck_assert_uint_eq (doc_count (xc_writer_get_database (writer)), 1);
}
END_TEST

START_TEST (the_longest_term_is_written_and_one_more_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  g_autoptr (XcDocument) document = xc_document_new (NULL);
  g_autofree char *longest = g_strnfill (XC_TERM_MAX_BYTES, 'x');
  g_autofree char *longer = g_strnfill (XC_TERM_MAX_BYTES + 1, 'x');

  assert_ok (xc_document_add_posting (document, longest, 1, 1, &error), error);
  assert_fails (xc_document_add_posting (document, longer, 1, 1, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_document_add_term (document, longer, 1, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_document_add_boolean_term (document, longer, &error), error,
                XC_ERROR_QUERY);
  assert_ok (xc_writer_set_metadata (writer, longest, "v", 1, &error), error);
  assert_fails (xc_writer_set_metadata (writer, longer, "v", 1, &error), error,
                XC_ERROR_QUERY);
  assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
  assert_ok (xc_writer_commit (writer, &error), error);
  ck_assert_uint_eq (frequency (xc_writer_get_database (writer), longest), 1);
}
END_TEST

START_TEST (cancelled_transaction_never_happened)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");

  add (writer, &red);
  assert_ok (xc_writer_begin_transaction (writer, &error), error);
  add (writer, &blue);
  assert_ok (xc_writer_delete_documents (writer, "Q2", &error), error);
  assert_ok (xc_writer_set_metadata (writer, "key", "value", 5, &error), error);
  assert_ok (xc_writer_cancel_transaction (writer, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);

  g_autoptr (XcDatabase) db = open_database ("db");
  g_autoptr (GBytes) value = NULL;
  ck_assert_uint_eq (frequency (db, "red"), 1);
  ck_assert_uint_eq (frequency (db, "blue"), 0);
  assert_ok (xc_database_dup_metadata (db, "key", &value, &error), error);
  ck_assert_ptr_null (value);
}
END_TEST

START_TEST (transaction_appears_at_once)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  bool changed = true;

  add (writer, &repainted);
  assert_ok (xc_writer_commit (writer, &error), error);
  g_autoptr (XcDatabase) reader = open_database ("db");
  assert_ok (xc_writer_begin_transaction (writer, &error), error);
  assert_fails (xc_writer_begin_transaction (writer, &error), error, XC_ERROR_FAILED);
  assert_fails (xc_writer_commit (writer, &error), error, XC_ERROR_FAILED);
  add (writer, &red);
  add (writer, &blue);
  assert_ok (xc_database_reopen (reader, &changed, &error), error);
  ck_assert (!changed);
  ck_assert_uint_eq (doc_count (reader), 1);

  assert_ok (xc_writer_commit_transaction (writer, &error), error);
  assert_ok (xc_database_reopen (reader, &changed, &error), error);
  ck_assert (changed);
  ck_assert_uint_eq (doc_count (reader), 3);
  assert_fails (xc_writer_commit_transaction (writer, &error), error, XC_ERROR_FAILED);
  assert_fails (xc_writer_cancel_transaction (writer, &error), error, XC_ERROR_FAILED);
}
END_TEST

START_TEST (freeing_throws_away_closing_keeps)
{
  XcWriter *writer = open_writer ("db");

  add (writer, &red);
  ck_assert (xc_writer_commit (writer, NULL));
  add (writer, &blue);
  xc_writer_free (writer);
  g_autoptr (XcDatabase) db = open_database ("db");
  ck_assert_uint_eq (doc_count (db), 1);

  writer = open_writer ("db");
  add (writer, &blue);
  ck_assert (xc_writer_close (writer, NULL));
  xc_writer_free (writer);
  ck_assert (xc_database_reopen (db, NULL, NULL));
  ck_assert_uint_eq (doc_count (db), 2);
}
END_TEST

START_TEST (an_open_transaction_does_not_survive)
{
  XcWriter *writer = open_writer ("db");

  ck_assert (xc_writer_begin_transaction (writer, NULL));
  add (writer, &blue);
  if (_i == 0)
    ck_assert (xc_writer_close (writer, NULL));
  xc_writer_free (writer);

  g_autoptr (XcDatabase) db = open_database ("db");
  ck_assert_uint_eq (doc_count (db), 0);
}
END_TEST

START_TEST (a_closed_writer_says_so)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  g_autoptr (XcDocument) document = fixture_document (&blue);

  assert_ok (xc_writer_close (writer, &error), error);
  assert_fails (xc_writer_add_document (writer, document, NULL, &error), error,
                XC_ERROR_CLOSED);
  assert_fails (xc_writer_set_metadata (writer, "key", "x", 1, &error), error,
                XC_ERROR_CLOSED);
}
END_TEST

START_TEST (closing_reports_what_could_not_be_written)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = open_writer ("db");
  g_autofree char *path = fixture_path ("db");
  g_autofree char *away = fixture_path ("away");

  add (writer, &red);
  ck_assert (xc_writer_commit (writer, NULL));
  add (writer, &blue);
  /* With its folder gone, the new version file cannot be put in place. */
  ck_assert_int_eq (rename (path, away), 0);
  assert_fails (xc_writer_close (writer, &error), error, XC_ERROR_FAILED);
  ck_assert_int_eq (rename (away, path), 0);

  g_autoptr (XcDatabase) db = open_database ("db");
  ck_assert_uint_eq (doc_count (db), 1);
  g_autoptr (XcWriter) next = xc_writer_open (path, XC_WRITER_OPEN, &error);
  assert_ok (next != NULL, error);
}
END_TEST

static void
assert_same_terms (XcDatabase *a, XcDatabase *b)
{
  g_autoptr (XcList) terms_a = xc_database_list_terms (a, "", 1000, NULL);
  g_autoptr (XcList) terms_b = xc_database_list_terms (b, "", 1000, NULL);
  size_t n_a, n_b;
  const XcEntry *entries_a = xc_list_get_entries (terms_a, &n_a);
  const XcEntry *entries_b = xc_list_get_entries (terms_b, &n_b);

  ck_assert_uint_gt (n_a, 0);
  ck_assert_uint_eq (n_a, n_b);
  for (size_t i = 0; i < n_a; i++)
    {
      ck_assert_str_eq (entries_a[i].name.data, entries_b[i].name.data);
      ck_assert_uint_eq (entries_a[i].count, entries_b[i].count);
    }
}

START_TEST (compacted_databases_hold_the_same)
{
  g_autoptr (GError) error = NULL;
  static const FixtureDocument all[] = {
    { "1", "blue sky", { "0=a" } },   { "2", "red house", { "0=b" } },
    { "3", "green sea", { "0=c" } },  { "4", "blue sea", { "0=d" } },
    { "5", "old red sky", { NULL } },
  };
  g_autofree char *whole = fixture_path ("whole");
  g_autofree char *merged = fixture_path ("merged");
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  fixture_write (whole, all, G_N_ELEMENTS (all));
  for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
    {
      char name[] = { 'p', (char) ('0' + i), '\0' };

      g_ptr_array_add (parts, fixture_path (name));
      fixture_write (parts->pdata[i], &all[i], 1);
    }
  assert_ok (xc_compact ((const char *const *) parts->pdata, parts->len, merged,
                         XC_LIST_FILTERS, &error),
             error);

  g_autoptr (XcDatabase) db = open_database ("merged");
  g_autoptr (XcDatabase) expected = open_database ("whole");
  ck_assert_uint_eq (doc_count (db), G_N_ELEMENTS (all));
  assert_same_terms (expected, db);
  for (uint32_t docid = 1; docid <= G_N_ELEMENTS (all); docid++)
    {
      g_autoptr (GBytes) data_a = xc_database_dup_document_data (expected, docid, NULL);
      g_autoptr (GBytes) data_b = xc_database_dup_document_data (db, docid, NULL);
      g_autoptr (GBytes) a = xc_database_dup_document_value (expected, docid, 0, NULL);
      g_autoptr (GBytes) b = xc_database_dup_document_value (db, docid, 0, NULL);

      ck_assert (g_bytes_equal (data_a, data_b));
      ck_assert (g_bytes_equal (a, b));
    }
}
END_TEST

START_TEST (compacting_keeps_metadata_and_spares_what_exists)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = fixture_path ("one");
  g_autofree char *none = fixture_path ("none");
  g_autofree char *out = fixture_path ("out");
  const char *sources[] = { one }, *missing[] = { one, none };
  g_autoptr (XcWriter) writer = open_writer ("one");
  g_autoptr (GBytes) value = NULL;

  assert_ok (xc_writer_set_metadata (writer, "key", "v\0w", 3, &error), error);
  assert_ok (xc_writer_commit (writer, &error), error);
  /* The writer still has the lock. */
  assert_ok (xc_compact (sources, 1, out, XC_LIST_FILTERS, &error), error);
  assert_fails (xc_compact (sources, 1, out, XC_LIST_FILTERS, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_compact (sources, 1, one, XC_LIST_FILTERS, &error), error,
                XC_ERROR_QUERY);
  assert_fails (xc_compact (missing, 2, none, XC_LIST_FILTERS, &error), error,
                XC_ERROR_NOT_FOUND);
  assert_fails (xc_compact (sources, 0, none, XC_LIST_FILTERS, &error), error,
                XC_ERROR_QUERY);

  g_autoptr (XcDatabase) db = open_database ("out");
  assert_ok (xc_database_dup_metadata (db, "key", &value, &error), error);
  ck_assert_mem_eq (g_bytes_get_data (value, NULL), "v\0w", 3);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-writer");
  TCase *tcase = fixture_tcase ("writer");

  tcase_add_test (tcase, second_writer_is_locked_out);
  tcase_add_test (tcase, a_lock_that_cannot_be_made_is_no_lock);
  tcase_add_test (tcase, another_process_is_locked_out);
  tcase_add_test (tcase, modes_of_opening);
  tcase_add_test (tcase, replace_and_delete_by_unique_term);
  tcase_add_test (tcase, replacing_what_is_not_there_adds);
  tcase_add_test (tcase, a_document_is_changed_in_place);
  tcase_add_test (tcase, empty_terms_and_keys_are_refused);
  tcase_add_test (tcase, the_longest_term_is_written_and_one_more_refused);
  tcase_add_test (tcase, cancelled_transaction_never_happened);
  tcase_add_test (tcase, transaction_appears_at_once);
  tcase_add_test (tcase, freeing_throws_away_closing_keeps);
  tcase_add_loop_test (tcase, an_open_transaction_does_not_survive, 0, 2);
  tcase_add_test (tcase, a_closed_writer_says_so);
  tcase_add_test (tcase, closing_reports_what_could_not_be_written);
  tcase_add_test (tcase, compacted_databases_hold_the_same);
  tcase_add_test (tcase, compacting_keeps_metadata_and_spares_what_exists);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
