/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index as such: opened, changed under a reader, shown, counted, and what it could not
 * read. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/schema.h"
#include "tests/component/query-fixture.h"
#include "tests/tap.h"

static Fixture *fixture;

static void
setup (void)
{
  fixture = fixture_new_councils ();
}

static void
teardown (void)
{
  fixture_free (fixture);
}

static json_int_t
get_number (const json_t *object, const char *key)
{
  return json_integer_value (json_object_get (object, key));
}

static void
assert_cannot_open (const char *folder, const char *level, const char *part)
{
  GError *error = NULL;
  GfIndex *index = gf_index_open (folder, level, NULL, &error);

  ck_assert (index == NULL);
  ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
  assert_fails (index != NULL, error, GF_QUERY_ERROR_INDEX, "cannot");
}

START_TEST (test_missing)
{
  assert_cannot_open ("nowhere", "public", "there is no such folder");
  assert_cannot_open ("nowhere", "public", "gjenfinn-indexer --index 'nowhere'");
  assert_cannot_open ("index", "internal", "nothing of this access level");
  g_mkdir_with_parents ("empty/public", 0700);
  assert_cannot_open ("empty", "public", "there is no index in it");
}
END_TEST

START_TEST (test_bad_level)
{
  GError *error = NULL;

  assert_fails (gf_index_open ("index", "../public", NULL, &error) != NULL, error,
                GF_QUERY_ERROR_PARAMETER, "'level': may be public or internal");
}
END_TEST

/* Makes an index piece by piece, as an indexer does that has just begun. */
static gpointer
build_slowly (gpointer data)
{
  (void) data;
  g_usleep (300 * 1000);
  ck_assert (g_rename ("late/aside/units", "late/public/units") == 0);
  g_usleep (200 * 1000);
  ck_assert (g_rename ("late/aside/documents", "late/public/documents") == 0);
  return NULL;
}

START_TEST (test_index_being_made)
{
  GError *error = NULL;

  fixture_free (fixture_new ("late", "public"));
  ck_assert (g_rename ("late/public", "late/aside") == 0);
  g_mkdir_with_parents ("late/public", 0700);

  GThread *builder = g_thread_new ("builder", build_slowly, NULL);
  g_autoptr (GfIndex) index = gf_index_open ("late", "public", NULL, &error);
  g_thread_join (builder);
  assert_ok (index != NULL, error);
}
END_TEST

static gpointer
finish_schema (gpointer data)
{
  XcWriter *writer = data;

  g_usleep (300 * 1000);
  ck_assert (xc_writer_set_metadata (writer, GF_META_SCHEMA, GF_SCHEMA_VERSION,
                                     strlen (GF_SCHEMA_VERSION), NULL));
  ck_assert (xc_writer_commit (writer, NULL));
  return NULL;
}

START_TEST (test_schema_being_written)
{
  GError *error = NULL;

  ck_assert (xc_writer_set_metadata (fixture->documents, GF_META_SCHEMA, "", 0, NULL));
  ck_assert (xc_writer_commit (fixture->documents, NULL));
  GThread *builder = g_thread_new ("builder", finish_schema, fixture->documents);
  g_autoptr (GfIndex) index = gf_index_open ("index", "public", NULL, &error);
  g_thread_join (builder);
  assert_ok (index != NULL, error);
}
END_TEST

/* Root may open anything. */
START_TEST (test_no_permission)
{
  static const char *const folders[] = { "index/public/units", "index/public", "index" };

  for (size_t i = 0; i < G_N_ELEMENTS (folders) && geteuid () != 0; i++)
    {
      ck_assert (g_chmod (folders[i], 0) == 0);
      assert_cannot_open ("index", "public", "permission denied");
      ck_assert (g_chmod (folders[i], 0700) == 0);
    }
}
END_TEST

static void
set_schema (XcWriter *writer, const char *version)
{
  ck_assert (
      xc_writer_set_metadata (writer, GF_META_SCHEMA, version, strlen (version), NULL));
  ck_assert (xc_writer_commit (writer, NULL));
}

START_TEST (test_other_version)
{
  set_schema (fixture->units, "99");
  assert_cannot_open ("index", "public", "version '99'");
  assert_cannot_open ("index", "public", "build it again");
  set_schema (fixture->units, GF_SCHEMA_VERSION);
  set_schema (fixture->documents, "");
  assert_cannot_open ("index", "public", "it is not an index of gjenfinn");
  set_schema (fixture->documents, GF_SCHEMA_VERSION);
  gf_index_close (fixture_open ());
}
END_TEST

START_TEST (test_damaged)
{
  static const char *const files[]
      = { "index/public/units/iamglass", "index/public/documents/iamglass" };

  for (size_t i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *contents = NULL;
      gsize length;

      ck_assert (g_file_get_contents (files[i], &contents, &length, NULL));
      ck_assert (g_file_set_contents (files[i], "no database", -1, NULL));
      assert_cannot_open ("index", "public", "move the folder away and build it again");
      ck_assert (g_file_set_contents (files[i], contents, (gssize) length, NULL));
    }
}
END_TEST

/* A record that breaks its own form is a damaged index, not a crash. */
START_TEST (test_malformed_record)
{
  GError *error = NULL;
  g_autoptr (GfIndex) index = NULL;
  g_autoptr (XcDocument) entry = xc_document_new (NULL);

  ck_assert (xc_document_add_term (entry, "søppel", 1, NULL));
  ck_assert (xc_document_set_data (entry, "\xff\xfe junk", 7, NULL));
  ck_assert (xc_writer_add_document (fixture->units, entry, NULL, NULL));
  ck_assert (xc_writer_add_document (fixture->documents, entry, NULL, NULL));
  fixture_commit (fixture);

  index = fixture_open ();
  assert_fails (ask (index, &error, "q", "søppel", NULL) != NULL, error,
                GF_QUERY_ERROR_INDEX, "cannot read the index 'index': malformed record");
  assert_fails (ask (index, &error, "q", "søppel", "unit", "document", NULL) != NULL,
                error, GF_QUERY_ERROR_INDEX, "cannot read");
}
END_TEST

static void
add_note (char digit)
{
  g_autoptr (GfDocument) document
      = fixture_document (digit, "nytt", GF_TYPE_NOTE, NULL, NULL, NULL);

  fixture_section (document, NULL, "En helt ny nyhet.");
  fixture_add (fixture, document, "/collection/nytt");
}

START_TEST (test_refresh)
{
  GError *error = NULL;
  g_autoptr (GfIndex) index = fixture_open ();
  g_autofree char *before = gf_index_dup_snapshot (index, &error);

  json_decref (ask_total (index, "nyhet", "all", 0));
  add_note ('1');
  json_decref (ask_total (index, "nyhet", "all", 0));
  fixture_commit (fixture);
  json_decref (ask_total (index, "nyhet", "all", 0));

  assert_ok (gf_index_refresh (index, &error), error);
  json_decref (ask_total (index, "nyhet", "all", 1));
  g_autofree char *after = gf_index_dup_snapshot (index, &error);
  ck_assert_str_ne (before, after);

  assert_ok (gf_index_refresh (index, &error), error);
  g_autofree char *same = gf_index_dup_snapshot (index, &error);
  ck_assert_str_eq (after, same);
}
END_TEST

/* A commit of either database alone is a new snapshot. */
START_TEST (test_snapshot)
{
  GError *error = NULL;
  g_autoptr (GfIndex) index = fixture_open ();
  XcWriter *writers[] = { fixture->units, fixture->documents };

  for (size_t i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autofree char *before = gf_index_dup_snapshot (index, &error);

      ck_assert (xc_writer_set_metadata (writers[i], "x", "y", i + 1, NULL));
      ck_assert (xc_writer_commit (writers[i], NULL));
      assert_ok (gf_index_refresh (index, &error), error);
      g_autofree char *after = gf_index_dup_snapshot (index, &error);
      ck_assert_str_ne (before, after);
    }
}
END_TEST

/* Another index moved into the place of the open one. */
START_TEST (test_replaced)
{
  GError *error = NULL;
  g_autoptr (GfIndex) index = fixture_open ();

  fixture_free (fixture_new ("other", "public"));
  json_decref (ask_total (index, "", "all", 8));
  ck_assert (g_rename ("index/public", "old") == 0);
  ck_assert (g_rename ("other/public", "index/public") == 0);
  assert_ok (gf_index_refresh (index, &error), error);
  json_decref (ask_total (index, "", "all", 0));

  ck_assert (g_rename ("index/public", "index/gone") == 0);
  ck_assert (!gf_index_refresh (index, &error));
  ck_assert (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX));
  g_clear_error (&error);
  json_decref (ask_total (index, "", "all", 0));
}
END_TEST

/* Documents of many words, each commit putting other words into all of them, so that the
 * blocks of old commits are used again. */
static void
rewrite (unsigned round)
{
  for (unsigned i = 0; i < 100; i++)
    {
      g_autoptr (GfDocument) document
          = fixture_document ('0', "x", GF_TYPE_NOTE, NULL, NULL, NULL);
      g_autoptr (GString) text = g_string_new ("nyhet ");

      g_snprintf (document->id, 33, "%032u", i);
      for (unsigned word = 0; word < 120; word++)
        g_string_append_printf (text, "o%ux%u ", (word + round) % 250, (i + round) % 7);
      fixture_section (document, NULL, text->str);
      fixture_add (fixture, document, document->id);
    }
  fixture_commit (fixture);
}

/* The indexer commits again and again under readers that do not refresh by themselves:
 * each call that meets what was overwritten starts again, and answers from now. */
START_TEST (test_stale_reader)
{
  unsigned n_moved = 0;

  rewrite (0);
  for (unsigned round = 1; round <= 4; round++)
    {
      GError *error = NULL;
      g_autoptr (GfIndex) index = fixture_open ();
      g_autofree char *before = gf_index_dup_snapshot (index, &error);

      for (unsigned i = 0; i < 4; i++)
        rewrite (round * 10 + i);
      json_t *answer
          = ask (index, &error, "q", "nyhet o*", "facets", "true", "limit", "50", NULL);
      assert_ok (answer != NULL, error);
      ck_assert_int_eq (get_number (answer, "total"), 100);
      n_moved += strcmp (before, get_string (answer, "snapshot")) != 0;
      json_decref (answer);

      json_t *status = gf_index_status (index, &error);
      assert_ok (status != NULL, error);
      json_decref (status);
      json_t *unread = gf_index_unread (index, &error);
      assert_ok (unread != NULL, error);
      json_decref (unread);
      json_t *shown = gf_index_show (index, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", &error);
      assert_ok (shown != NULL, error);
      json_decref (shown);
    }
  /* Otherwise nothing was tried here. */
  ck_assert_uint_gt (n_moved, 0);
}
END_TEST

START_TEST (test_show_by_relative_path)
{
  GError *error = NULL;
  g_autoptr (GfDocument) document
      = fixture_document ('e', "samling/her.txt", GF_TYPE_NOTE, NULL, NULL, NULL);
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *path = g_build_filename (folder, "her.txt", NULL);

  fixture_section (document, NULL, "Her.");
  fixture_add (fixture, document, path);
  fixture_commit (fixture);

  g_autoptr (GfIndex) index = fixture_open ();
  json_t *shown = gf_index_show (index, "./her.txt", &error);
  assert_ok (shown != NULL, error);
  json_decref (shown);

  ck_assert (g_file_set_contents (path, "x", -1, NULL));
  ck_assert (symlink ("her.txt", "lenke") == 0);
  shown = gf_index_show (index, "lenke", &error);
  assert_ok (shown != NULL, error);
  json_decref (shown);
}
END_TEST

START_TEST (test_show)
{
  GError *error = NULL;
  g_autoptr (GfDocument) document
      = fixture_document ('e', "samling/møte.pdf", GF_TYPE_MINUTES, "Fjordregionen",
                          "Regionrådet", "2024-05");

  for (unsigned i = 1; i <= 12; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u/24", i);

      fixture_case (document, number, "Sak", "Tekst.", GF_OUTCOME_ADOPTED, "Vedtatt.");
    }
  g_ptr_array_add (document->set_aside,
                   gf_block_new (GF_BLOCK_FOOTER, 0, 2, "Side 2 av 3"));
  fixture_add (fixture, document, "/x");
  fixture_commit (fixture);

  g_autoptr (GfIndex) index = fixture_open ();
  json_t *shown = gf_index_show (index, "samling/møte.pdf", &error);
  assert_ok (shown != NULL, error);
  json_t *units = json_object_get (shown, "units");
  json_t *aside = json_array_get (json_object_get (shown, "set_aside"), 0);

  ck_assert_str_eq (get_string (json_object_get (shown, "document"), "date"), "2024-05");
  ck_assert_uint_eq (json_array_size (units), 12);
  ck_assert_str_eq (get_string (json_array_get (units, 1), "case"), "2/24");
  ck_assert_str_eq (get_string (json_array_get (units, 11), "case"), "12/24");
  ck_assert_str_eq (get_string (json_array_get (units, 11), "text"), "Tekst.\nVedtatt.");
  ck_assert_str_eq (
      get_string (json_object_get (json_array_get (units, 0), "decision"), "outcome"),
      "adopted");
  ck_assert_str_eq (get_string (aside, "kind"), "footer");
  ck_assert_str_eq (get_string (aside, "text"), "Side 2 av 3");
  ck_assert_int_eq (get_number (aside, "page"), 2);
  json_decref (shown);
}
END_TEST

/* A row of the table of files for @path, which lies in @container ("" for none), as
   @on_disk is now. */
static void
remember_member (const char *path, const char *container, const char *on_disk)
{
  struct stat status;
  g_autofree char *key = gf_schema_file_key (path);

  ck_assert_int_eq (stat (on_disk, &status), 0);
  gint64 mtime_ns = status.st_mtim.tv_sec * INT64_C (1000000000) + status.st_mtim.tv_nsec;
  g_autoptr (GVariant) row = g_variant_ref_sink (
      g_variant_new ("(^aystxssyssx^ayu)", path, path, (guint64) status.st_size, mtime_ns,
                     "", "", GF_READ_WHOLE, "", "", INT64_C (0), container, 0u));
  ck_assert (xc_writer_set_metadata (fixture->documents, key, g_variant_get_data (row),
                                     g_variant_get_size (row), NULL));
}

static void
remember_file (const char *path)
{
  remember_member (path, "", path);
}

/* Of several files with the same content, the first that is as it was read; none that was
   put in the place of one. */
START_TEST (test_file_that_is_left)
{
  static const char paths[] = "first.txt\0left.txt";
  GError *error = NULL;
  g_autoptr (XcDocument) entry = xc_document_new (NULL);
  g_autoptr (GfDocument) document
      = fixture_document ('e', "left.txt", GF_TYPE_NOTE, NULL, NULL, NULL);
  g_autoptr (GVariant) record = g_variant_ref_sink (gf_document_pack (document));
  g_autofree char *term = gf_schema_filter_term (GF_TERM_ID, document->id);

  ck_assert (g_file_set_contents ("first.txt", "x", -1, NULL));
  ck_assert (g_file_set_contents ("left.txt", "x", -1, NULL));
  remember_file ("first.txt");
  remember_file ("left.txt");
  ck_assert (xc_document_add_boolean_term (entry, term, NULL));
  ck_assert (xc_document_set_value (entry, GF_SLOT_FILES, paths, sizeof paths, NULL));
  ck_assert (xc_document_set_data (entry, g_variant_get_data (record),
                                   g_variant_get_size (record), NULL));
  ck_assert (xc_writer_add_document (fixture->documents, entry, NULL, NULL));
  fixture_commit (fixture);

  g_autoptr (GfIndex) index = fixture_open ();
  g_autofree char *format = NULL;
  g_autofree char *first = gf_index_dup_file (index, document->id, &format, &error);
  assert_ok (first != NULL, error);
  ck_assert_str_eq (first, "first.txt");

  g_autofree char *other_format = NULL;
  ck_assert (g_file_set_contents ("first.txt", "another text", -1, NULL));
  g_autofree char *left = gf_index_dup_file (index, document->id, &other_format, &error);
  assert_ok (left != NULL, error);
  ck_assert_str_eq (left, "left.txt");

  char *none = NULL;
  ck_assert_int_eq (unlink ("left.txt"), 0);
  assert_fails (gf_index_dup_file (index, document->id, &none, &error) != NULL, error,
                GF_QUERY_ERROR_NOT_FOUND, "the file of document");
}
END_TEST

/* A document in an archive in an archive: the outermost answers for it, and no more once
   that has changed; a file of its own goes before. */
START_TEST (test_file_of_a_member)
{
  static const char paths[] = "a.zip/b.zip/c.txt\0own.txt";
  GError *error = NULL;
  g_autoptr (XcDocument) entry = xc_document_new (NULL);
  g_autoptr (GfDocument) document
      = fixture_document ('e', "c.txt", GF_TYPE_NOTE, NULL, NULL, NULL);
  g_autoptr (GVariant) record = g_variant_ref_sink (gf_document_pack (document));
  g_autofree char *term = gf_schema_filter_term (GF_TERM_ID, document->id);

  ck_assert (g_file_set_contents ("a.zip", "PK", -1, NULL));
  ck_assert (g_file_set_contents ("own.txt", "x", -1, NULL));
  remember_file ("a.zip");
  remember_file ("own.txt");
  remember_member ("a.zip/b.zip", "a.zip", "a.zip");
  remember_member ("a.zip/b.zip/c.txt", "a.zip/b.zip", "own.txt");
  ck_assert (xc_document_add_boolean_term (entry, term, NULL));
  ck_assert (xc_document_set_value (entry, GF_SLOT_FILES, paths, sizeof paths, NULL));
  ck_assert (xc_document_set_data (entry, g_variant_get_data (record),
                                   g_variant_get_size (record), NULL));
  ck_assert (xc_writer_add_document (fixture->documents, entry, NULL, NULL));
  fixture_commit (fixture);

  g_autoptr (GfIndex) index = fixture_open ();
  g_autofree char *own_format = NULL;
  g_autofree char *own = gf_index_dup_file (index, document->id, &own_format, &error);
  assert_ok (own != NULL, error);
  ck_assert_str_eq (own, "own.txt");
  ck_assert_str_eq (own_format, "application/pdf");

  g_autofree char *format = NULL;
  ck_assert_int_eq (unlink ("own.txt"), 0);
  g_autofree char *archive = gf_index_dup_file (index, document->id, &format, &error);
  assert_ok (archive != NULL, error);
  ck_assert_str_eq (archive, "a.zip");
  ck_assert_str_eq (format, "application/octet-stream");

  char *none = NULL;
  ck_assert (g_file_set_contents ("a.zip", "PK, but another", -1, NULL));
  assert_fails (gf_index_dup_file (index, document->id, &none, &error) != NULL, error,
                GF_QUERY_ERROR_NOT_FOUND, "the file of document");
}
END_TEST

START_TEST (test_unread)
{
  GError *error = NULL;

  fixture_add_unread (fixture, "samling/å.pdf", GF_REASON_ENCRYPTED, "passord");
  fixture_add_unread (fixture, "samling/a.pdf", GF_REASON_EMPTY, "");
  fixture_commit (fixture);

  g_autoptr (GfIndex) index = fixture_open ();
  json_t *unread = gf_index_unread (index, &error);
  assert_ok (unread != NULL, error);
  json_t *files = json_object_get (unread, "files");

  ck_assert_int_eq (get_number (json_object_get (unread, "coverage"), "unread"), 3);
  ck_assert_uint_eq (json_array_size (files), 3);
  ck_assert_str_eq (get_string (json_array_get (files, 0), "path"), "samling/a.pdf");
  ck_assert_str_eq (get_string (json_array_get (files, 1), "reason"), "no-text");
  ck_assert_str_eq (get_string (json_array_get (files, 2), "path"), "samling/å.pdf");
  ck_assert_str_eq (get_string (json_array_get (files, 2), "status"), "unread");
  ck_assert_str_eq (get_string (json_array_get (files, 2), "detail"), "passord");
  ck_assert_str_eq (get_string (json_array_get (files, 2), "since"),
                    "2023-11-14T22:13:20Z");
  ck_assert (json_object_get (json_array_get (files, 0), "detail") == NULL);
  json_decref (unread);
}
END_TEST

/* Nothing of the internal level shows in the public one. */
START_TEST (test_levels)
{
  GError *error = NULL;
  g_autoptr (Fixture) internal = fixture_new ("index", "internal");
  g_autoptr (GfDocument) document
      = fixture_document ('9', "hemmelig", GF_TYPE_NOTE, "Heiregionen", NULL, NULL);

  fixture_section (document, NULL, "En hemmelighet.");
  fixture_add (internal, document, "/hemmelig");
  fixture_commit (internal);

  g_autoptr (GfIndex) public_index = fixture_open ();
  g_autoptr (GfIndex) internal_index = gf_index_open ("index", "internal", NULL, &error);
  assert_ok (internal_index != NULL, error);
  json_decref (ask_total (public_index, "hemmelighet", "all", 0));
  json_decref (ask_total (internal_index, "hemmelighet", "all", 1));
  json_decref (ask_total (internal_index, "jernbane", "all", 0));
}
END_TEST

/* One unit of 32 MB: found and shown within the time of a test. */
START_TEST (test_huge_unit)
{
  g_autoptr (GfDocument) document
      = fixture_document ('f', "stor", GF_TYPE_REPORT, NULL, NULL, NULL);
  g_autofree char *filler = g_strnfill ((gsize) 32 << 20, ' ');

  for (size_t i = 0; i < ((size_t) 32 << 20); i += 8)
    memcpy (filler + i, "ordene ", 7);
  fixture_section (document, NULL, filler);
  fixture_add (fixture, document, "/stor");
  fixture_commit (fixture);

  g_autoptr (GfIndex) index = fixture_open ();
  gint64 start = g_get_monotonic_time ();
  json_t *answer = ask_total (index, "ordene", "all", 1);
  ck_assert_int_lt (g_get_monotonic_time () - start, 10 * G_USEC_PER_SEC);
  json_decref (answer);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-index");
  TCase *tests = tcase_create ("query-index");

  tcase_set_timeout (tests, 120);
  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_add_test (tests, test_file_of_a_member);
  tcase_add_test (tests, test_missing);
  tcase_add_test (tests, test_bad_level);
  tcase_add_test (tests, test_index_being_made);
  tcase_add_test (tests, test_schema_being_written);
  tcase_add_test (tests, test_no_permission);
  tcase_add_test (tests, test_other_version);
  tcase_add_test (tests, test_damaged);
  tcase_add_test (tests, test_malformed_record);
  tcase_add_test (tests, test_refresh);
  tcase_add_test (tests, test_snapshot);
  tcase_add_test (tests, test_replaced);
  tcase_add_test (tests, test_stale_reader);
  tcase_add_test (tests, test_show_by_relative_path);
  tcase_add_test (tests, test_show);
  tcase_add_test (tests, test_file_that_is_left);
  tcase_add_test (tests, test_unread);
  tcase_add_test (tests, test_levels);
  tcase_add_test (tests, test_huge_unit);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
