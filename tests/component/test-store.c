/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store on a real index: what is put is there after a commit and not before; a commit
   torn in two by a kill is mended. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/message.h"
#include "common/posted-words.h"
#include "common/record.h"
#include "indexer/entry.h"
#include "tests/component/store-fixture.h"
#include "tests/tap.h"
#include "xapian-c/xapian-c.h"

static uint32_t
frequency (const char *database, const char *term)
{
  g_autofree char *path = g_build_filename ("index/public", database, NULL);
  g_autoptr (XcDatabase) db = xc_database_open (path, NULL);
  uint32_t count = 0;

  ck_assert_ptr_nonnull (db);
  ck_assert (xc_database_get_term_frequency (db, term, &count, NULL));
  return count;
}

static char *
shown_path (const char *database, const char *term, const char *type)
{
  g_autofree char *path = g_build_filename ("index/public", database, NULL);
  g_autoptr (XcDatabase) db = xc_database_open (path, NULL);
  size_t n;
  g_autofree uint32_t *docids = xc_database_list_docids (db, term, 0, 2, &n, NULL);

  ck_assert_uint_eq (n, 1);
  g_autoptr (GBytes) data = xc_database_dup_document_data (db, docids[0], NULL);
  g_autoptr (GVariant) record = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (type), data, FALSE));
  g_autoptr (GVariant) head = g_variant_get_child_value (record, 0);
  g_autoptr (GfDocument) document = gf_head_unpack (head, NULL);
  ck_assert_ptr_nonnull (document);
  return g_strdup (document->path);
}

START_TEST (seen_after_the_commit)
{
  g_autoptr (GfStore) store = open_store ();

  ck_assert_uint_eq (frequency ("documents", "jernbane"), 0);
  put (store, "/c/a", SHA_A, "jernbane");
  ck_assert_uint_eq (frequency ("units", "jernbane"), 0);
  ck_assert_uint_eq (gf_store_count_pending (store), 2);
  commit (store);
  ck_assert_uint_eq (frequency ("units", "jernbane"), 1);
  ck_assert_uint_eq (frequency ("documents", "jernbane"), 1);
  ck_assert_uint_eq (gf_store_count_pending (store), 0);
}
END_TEST

START_TEST (not_seen_without_a_commit)
{
  GfStore *store = open_store ();

  commit (store);
  put (store, "/c/a", SHA_A, "jernbane");
  gf_store_free (store);
  g_autoptr (GfStore) again = open_store ();
  ck_assert_uint_eq (frequency ("units", "jernbane"), 0);
  ck_assert_ptr_null (gf_files_find_path (gf_store_get_files (again), "/c/a"));
}
END_TEST

START_TEST (files_are_remembered)
{
  GfStore *store = open_store ();

  put (store, "/c/a", SHA_A, "jernbane");
  commit (store);
  gf_store_free (store);
  g_autoptr (GfStore) again = open_store ();
  const GfFile *file = gf_files_find_path (gf_store_get_files (again), "/c/a");
  ck_assert_ptr_nonnull (file);
  ck_assert_str_eq (file->document_id, ID_A);
}
END_TEST

START_TEST (a_changed_file_replaces_its_document)
{
  g_autoptr (GfStore) store = open_store ();

  put (store, "/c/a", SHA_A, "jernbane");
  commit (store);
  put (store, "/c/a", SHA_B, "sykkelvei");
  commit (store);
  ck_assert_uint_eq (frequency ("units", "jernbane"), 0);
  ck_assert_uint_eq (frequency ("documents", "jernbane"), 0);
  ck_assert_uint_eq (frequency ("units", "sykkelvei"), 1);
}
END_TEST

START_TEST (a_document_goes_with_its_last_file)
{
  g_autoptr (GfStore) store = open_store ();

  put (store, "/c/b", SHA_A, "jernbane");
  ck_assert (gf_store_put_same (store, new_file ("/c/a", SHA_A), NULL));
  commit (store);
  g_autofree char *first = shown_path ("units", "jernbane", GF_STORED_UNIT_TYPE);
  g_autofree char *of_document
      = shown_path ("documents", "jernbane", GF_STORED_DOCUMENT_TYPE);
  ck_assert_str_eq (first, "c/a");
  ck_assert_str_eq (of_document, "c/a");
  ck_assert_uint_eq (frequency ("documents", GF_TERM_PATH "c/b"), 1);

  ck_assert (gf_store_remove_file (store, "/c/a", NULL));
  commit (store);
  g_autofree char *second = shown_path ("units", "jernbane", GF_STORED_UNIT_TYPE);
  ck_assert_str_eq (second, "c/b");
  ck_assert_uint_eq (frequency ("documents", GF_TERM_PATH "c/a"), 0);

  ck_assert (gf_store_remove_file (store, "/c/b", NULL));
  commit (store);
  ck_assert_uint_eq (frequency ("units", "jernbane"), 0);
  ck_assert_uint_eq (frequency ("documents", "jernbane"), 0);
}
END_TEST

START_TEST (an_unreadable_version_takes_the_old_one_away)
{
  g_autoptr (GfStore) store = open_store ();
  GfFile *unread = new_file ("/c/a", SHA_B);

  put (store, "/c/a", SHA_A, "jernbane");
  gf_file_set_outcome (unread, GF_READ_NOT, GF_REASON_DAMAGED, "broken");
  ck_assert (gf_store_put_unread (store, unread, NULL));
  commit (store);
  ck_assert_uint_eq (frequency ("units", "jernbane"), 0);
  GfFilesCount count = gf_files_count (gf_store_get_files (store));
  ck_assert_uint_eq (count.by_status[GF_READ_NOT], 1);
}
END_TEST

/* What a kill leaves behind that falls between the two commits: the units at commit 7,
   the documents at the one before. */
static void
tear (const char *term_to_delete, const char *word_to_add)
{
  g_autoptr (XcWriter) units
      = xc_writer_open ("index/public/units", XC_WRITER_OPEN, NULL);

  ck_assert_ptr_nonnull (units);
  if (term_to_delete != NULL)
    ck_assert (xc_writer_delete_documents (units, term_to_delete, NULL));
  if (word_to_add != NULL)
    {
      g_autoptr (XcDocument) orphan = xc_document_new (NULL);

      ck_assert (xc_document_add_term (orphan, word_to_add, 1, NULL));
      ck_assert (xc_document_add_boolean_term (orphan, GF_TERM_DOCUMENT "orphan", NULL));
      ck_assert (xc_writer_add_document (units, orphan, NULL, NULL));
    }
  ck_assert (xc_writer_set_metadata (units, "commit", "7", 1, NULL));
  ck_assert (xc_writer_close (units, NULL));
}

static void
move_units (const char *word, const char *shown)
{
  g_autoptr (XcWriter) units
      = xc_writer_open ("index/public/units", XC_WRITER_OPEN, NULL);
  XcDatabase *db = xc_writer_get_database (units);
  size_t n;
  g_autofree uint32_t *docids = xc_database_list_docids (db, word, 0, 1, &n, NULL);
  g_autoptr (GBytes) record = xc_database_dup_document_data (db, docids[0], NULL);
  g_autoptr (XcDocument) entry = xc_database_dup_document (db, docids[0], NULL);

  ck_assert (gf_entry_set_path (entry, record, GF_STORED_UNIT_TYPE, shown, NULL));
  ck_assert (xc_writer_replace_docid (units, docids[0], entry, NULL));
  ck_assert (xc_writer_close (units, NULL));
}

START_TEST (units_without_a_document_go)
{
  GfStore *store = open_store ();

  put (store, "/c/a", SHA_A, "jernbane");
  commit (store);
  gf_store_free (store);
  tear (NULL, "foreldreløs");
  ck_assert_uint_eq (frequency ("units", "foreldreløs"), 1);

  g_autoptr (GfStore) mended = open_store ();
  /* A run that finds nothing else to do must commit this. */
  ck_assert_uint_gt (gf_store_count_pending (mended), 0);
  commit (mended);
  ck_assert_uint_eq (frequency ("units", "foreldreløs"), 0);
  ck_assert_uint_eq (frequency ("units", "jernbane"), 1);
  ck_assert_ptr_nonnull (gf_files_find_path (gf_store_get_files (mended), "/c/a"));
}
END_TEST

/* A file was moved and moved back, and the kill fell in between: units say where it was.
 */
START_TEST (paths_are_those_of_the_table_of_files)
{
  GfStore *store = open_store ();

  put (store, "/c/a", SHA_A, "jernbane");
  commit (store);
  gf_store_free (store);
  move_units ("jernbane", "c/elsewhere");
  tear (NULL, NULL);

  g_autoptr (GfStore) mended = open_store ();
  commit (mended);
  g_autofree char *path = shown_path ("units", "jernbane", GF_STORED_UNIT_TYPE);
  ck_assert_str_eq (path, "c/a");
}
END_TEST

START_TEST (a_document_without_units_is_read_again)
{
  GfStore *store = open_store ();

  put (store, "/c/a", SHA_A, "jernbane");
  put (store, "/c/b", SHA_B, "sykkelvei");
  commit (store);
  gf_store_free (store);
  tear (GF_TERM_DOCUMENT ID_A, NULL);

  g_autoptr (GfStore) mended = open_store ();
  commit (mended);
  ck_assert_uint_eq (frequency ("documents", "jernbane"), 0);
  ck_assert_ptr_null (gf_files_find_path (gf_store_get_files (mended), "/c/a"));
  ck_assert_ptr_nonnull (gf_files_find_path (gf_store_get_files (mended), "/c/b"));
}
END_TEST

START_TEST (another_version_is_refused)
{
  g_autoptr (GError) error = NULL;
  GfStore *store = open_store ();

  commit (store);
  gf_store_free (store);
  g_autoptr (XcWriter) units
      = xc_writer_open ("index/public/units", XC_WRITER_OPEN, NULL);
  ck_assert (xc_writer_set_metadata (units, GF_META_SCHEMA, "0", 1, NULL));
  ck_assert (xc_writer_close (units, NULL));

  ck_assert_ptr_null (gf_store_open ("index", "public", &error));
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_SCHEMA));
  ck_assert_ptr_nonnull (strstr (error->message, "build it anew"));
}
END_TEST

START_TEST (a_second_writer_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfStore) store = open_store ();

  ck_assert_ptr_nonnull (store);
  ck_assert_ptr_null (gf_store_open ("index", "public", &error));
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_LOCKED));
  g_autoptr (GfStore) other_level = gf_store_open ("index", "internal", NULL);
  ck_assert_ptr_nonnull (other_level);
}
END_TEST

/* A worker that was taken over must not write over other documents. */
START_TEST (another_documents_name_is_refused)
{
  static const char *const names[]
      = { GF_TERM_ID "b", GF_TERM_ID ID_A "0", GF_TERM_DOCUMENT "b", GF_TERM_PATH "c/b" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GfDocument) document = gf_document_new ();

  document->id = g_strdup (ID_A);
  document->path = g_strdup ("c/a");
  g_autoptr (GVariant) record = gf_document_pack (document);
  g_autoptr (GVariant) entry = analysed (record, "word", GF_TERM_ID ID_A, names[_i]);
  g_autoptr (GfFile) file = new_file ("/c/a", SHA_A);
  ck_assert (!gf_store_put_document (store, file, units, entry, &error));
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY));
}
END_TEST

START_TEST (a_word_that_names_is_refused)
{
  static const char *const words[]
      = { GF_TERM_DOCUMENT "b",   GF_TERM_ID "b",      GF_TERM_PATH "c/b",
          GF_TERM_TYPE "minutes", GF_TERM_YEAR "2023", GF_TERM_OUTCOME "adopted" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GfDocument) document = gf_document_new ();
  g_autoptr (GfFile) file = new_file ("/c/a", SHA_A);

  document->id = g_strdup (ID_A);
  document->path = g_strdup ("c/a");
  g_autoptr (GVariant) record = gf_document_pack (document);
  g_autoptr (GVariant) entry = analysed (record, words[_i], GF_TERM_ID ID_A, NULL);
  ck_assert (!gf_store_put_document (store, file, units, entry, &error));
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY));
  ck_assert_ptr_nonnull (strstr (error->message, "a word that is none"));
}
END_TEST

START_TEST (another_path_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GfDocument) document = gf_document_new ();
  g_autoptr (GfFile) file = new_file ("/c/a", SHA_A);

  document->id = g_strdup (ID_A);
  document->path = g_strdup ("c/b");
  g_autoptr (GVariant) record = gf_document_pack (document);
  g_autoptr (GVariant) entry = analysed (record, "word", GF_TERM_ID ID_A, NULL);
  ck_assert (!gf_store_put_document (store, file, units, entry, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "another path"));
}
END_TEST

START_TEST (nonsense_from_a_worker_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GVariant) nonsense
      = analysed (g_variant_new ("(s)", "x"), "word", "Qid", NULL);

  g_autoptr (GfFile) file = new_file ("/c/a", SHA_A);
  ck_assert (!gf_store_put_document (store, file, units, nonsense, &error));
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY));
}
END_TEST

/* A document in good form but for its words, which do not fit together. */
START_TEST (words_that_do_not_fit_are_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GfDocument) document = gf_document_new ();
  const GfPostedCount counts[] = { { 1, 0 }, { 1, 0 } };
  const char *filters[] = { GF_TERM_ID ID_A, NULL };

  document->id = g_strdup (ID_A);
  document->path = g_strdup ("c/a");
  g_autoptr (GVariant) record = gf_document_pack (document);
  /* One word, counted once: sound; counted twice: not. */
  for (gsize n_counts = 1; n_counts <= 2; n_counts++)
    {
      g_autoptr (GVariant) sent = g_variant_ref_sink (g_variant_new (
          "(v@" GF_POSTED_WORDS_TYPE "^asa(us))", record,
          gf_posted_words_new ("by", 3, counts, n_counts, NULL, 0), filters, NULL));
      g_autoptr (GfFile) file = new_file ("/c/a", SHA_A);

      bool stored = gf_store_put_document (store, file, units, sent, &error);
      ck_assert_int_eq (stored, n_counts == 1);
      if (stored)
        g_steal_pointer (&file);
    }
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store");
  TCase *tests = tcase_create ("store");

  tcase_add_checked_fixture (tests, new_folder, NULL);
  tcase_add_test (tests, seen_after_the_commit);
  tcase_add_test (tests, not_seen_without_a_commit);
  tcase_add_test (tests, files_are_remembered);
  tcase_add_test (tests, a_changed_file_replaces_its_document);
  tcase_add_test (tests, a_document_goes_with_its_last_file);
  tcase_add_test (tests, an_unreadable_version_takes_the_old_one_away);
  tcase_add_test (tests, units_without_a_document_go);
  tcase_add_test (tests, a_document_without_units_is_read_again);
  tcase_add_test (tests, another_version_is_refused);
  tcase_add_test (tests, a_second_writer_is_refused);
  tcase_add_test (tests, paths_are_those_of_the_table_of_files);
  tcase_add_loop_test (tests, a_word_that_names_is_refused, 0, 6);
  tcase_add_test (tests, another_path_is_refused);
  tcase_add_loop_test (tests, another_documents_name_is_refused, 0, 4);
  tcase_add_test (tests, nonsense_from_a_worker_is_refused);
  tcase_add_test (tests, words_that_do_not_fit_are_refused);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
