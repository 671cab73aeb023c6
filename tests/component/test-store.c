/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store on a real index: what is put is there after a commit and not before; a commit
   torn in two by a kill is mended. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/record.h"
#include "indexer/entry.h"
#include "indexer/store.h"
#include "tests/tap.h"
#include "xapian-c/xapian-c.h"

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa00000000000000000000000000000001"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb00000000000000000000000000000002"
#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static GfStore *
open_store (void)
{
  g_autoptr (GError) error = NULL;
  GfStore *store = gf_store_open ("index", "public", &error);

  ck_assert_msg (store != NULL, "%s", error ? error->message : "");
  return store;
}

static GfFile *
new_file (const char *path, const char *sha256)
{
  GfFile *file = gf_file_new (path, path + 1);

  gf_file_set_content (file, sha256);
  gf_file_set_outcome (file, GF_READ_WHOLE, NULL, NULL);
  return file;
}

/* What a worker sends for a record with one word and the ids given. */
static GVariant *
analysed (GVariant *record, const char *word, const char *id, const char *document_term)
{
  GVariantBuilder words, filters, values;

  g_variant_builder_init (&words, G_VARIANT_TYPE ("a(suau)"));
  g_variant_builder_open (&words, G_VARIANT_TYPE ("(suau)"));
  g_variant_builder_add (&words, "s", word);
  g_variant_builder_add (&words, "u", 1);
  uint32_t position = 1;
  g_variant_builder_add_value (
      &words,
      g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, &position, 1, sizeof position));
  g_variant_builder_close (&words);
  g_variant_builder_init (&filters, G_VARIANT_TYPE ("as"));
  g_variant_builder_add (&filters, "s", id);
  if (document_term != NULL)
    g_variant_builder_add (&filters, "s", document_term);
  g_variant_builder_init (&values, G_VARIANT_TYPE ("a(us)"));
  g_variant_builder_add (&values, "(us)", GF_SLOT_DATE, "20230228");
  return g_variant_ref_sink (
      g_variant_new ("(va(suau)asa(us))", record, &words, &filters, &values));
}

static void
put (GfStore *store, const char *path, const char *sha256, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfDocument) document = gf_document_new ();
  g_autoptr (GfUnit) unit = gf_unit_new (GF_UNIT_SECTION);
  g_autoptr (GPtrArray) units
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autofree char *id = gf_file_dup_document_id (sha256);
  g_autofree char *id_term = g_strconcat (GF_TERM_ID, id, NULL);
  g_autofree char *unit_term = g_strconcat (GF_TERM_ID, id, ".1", NULL);
  g_autofree char *document_term = g_strconcat (GF_TERM_DOCUMENT, id, NULL);

  document->id = g_strdup (id);
  document->path = g_strdup (path + 1);
  g_autoptr (GVariant) record = gf_document_pack (document);
  g_autoptr (GVariant) head = g_variant_get_child_value (record, 0);
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  GVariant *both[] = { head, packed };

  g_ptr_array_add (
      units, analysed (g_variant_new_tuple (both, 2), word, unit_term, document_term));
  g_autoptr (GVariant) whole = analysed (record, word, id_term, NULL);
  ck_assert_msg (
      gf_store_put_document (store, new_file (path, sha256), units, whole, &error), "%s",
      error ? error->message : "");
}

static void
commit (GfStore *store)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (gf_store_commit (store, &error), "%s", error ? error->message : "");
}

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

static void
new_folder (void)
{
  char name[] = "store.XXXXXX";

  ck_assert_ptr_nonnull (mkdtemp (name));
  ck_assert_int_eq (chdir (name), 0);
}

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
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
