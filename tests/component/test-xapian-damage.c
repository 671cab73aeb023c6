/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Damaged databases: every file in turn removed, cut and overwritten, then read in every
 * way there is. Each read gives an answer or an error that is no QUERY, LOCKED or CLOSED;
 * none crashes or hangs (each case is a process of its own).
 *
 * Blocks are damaged as wholes. libxapian checks their structure but has no checksum:
 * bits changed inside a block it takes at their word, and 1.4.22 then reads past its
 * buffers.
 */
#include "tests/component/test-xapian-fixture.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* libxapian's default; fresh databases hold nothing but whole blocks. */
#define BLOCK_BYTES 8192

static const char *const files[] = {
  "iamglass", "postlist.glass", "docdata.glass", "termlist.glass", "position.glass",
};

/* libxapian 1.4.22 loses its cursors and tables when a block turns out to be damaged.
 * What xapian-c allocates has no frame of libxapian's above it, and is still looked for.
 */
const char *__lsan_default_suppressions (void);

/* Where it is a library, the sanitizer looks for this among what the program shows it. */
__attribute__ ((visibility ("default"))) const char *
__lsan_default_suppressions (void)
{
  return "leak:libxapian.so\nleak:libz.so\n";
}

typedef struct
{
  char *bytes;
  size_t size;
} Content;

static void
fill (Content *content, size_t from, size_t to, int (*byte) (void))
{
  for (size_t i = from; i < MIN (to, content->size); i++)
    content->bytes[i] = (char) byte ();
}

static int
zero (void)
{
  return 0;
}

static int
ones (void)
{
  return 0xff;
}

static void
cut_to_nothing (Content *content)
{
  content->size = 0;
}

static void
cut_in_half (Content *content)
{
  content->size /= 2;
}

static void
cut_last_byte (Content *content)
{
  content->size -= 1;
}

static void
garbage (Content *content)
{
  fill (content, 0, content->size, rand);
}

static void
zero_first_block (Content *content)
{
  fill (content, 0, BLOCK_BYTES, zero);
}

static size_t
middle_from (const Content *content)
{
  return content->size / BLOCK_BYTES / 3 * BLOCK_BYTES;
}

static size_t
middle_to (const Content *content)
{
  return (content->size / BLOCK_BYTES * 2 / 3 + 1) * BLOCK_BYTES;
}

static void
zero_middle (Content *content)
{
  fill (content, middle_from (content), middle_to (content), zero);
}

static void
ones_middle (Content *content)
{
  fill (content, middle_from (content), middle_to (content), ones);
}

/* Every leaf says it was written by a commit that has not been. */
static void
leaves_from_the_future (Content *content)
{
  for (size_t at = 0; at + BLOCK_BYTES <= content->size; at += BLOCK_BYTES)
    if (content->bytes[at + 4] == 0)
      memset (content->bytes + at, 0x7f, 3);
}

static void (*const damages[]) (Content *) = {
  cut_to_nothing,   cut_in_half, cut_last_byte, garbage,
  zero_first_block, zero_middle, ones_middle,
};

static char *path;

/* Large enough for each of the files to have branches and leaves. */
static void
setup (void)
{
  fixture_setup ();
  path = fixture_path ("db");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE, NULL);

  srand (1);
  for (unsigned i = 0; i < 250; i++)
    {
      g_autoptr (GString) words = g_string_new ("common other");
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *value = g_strdup_printf ("1=%u", i % 17);
      FixtureDocument from = { id, NULL, { value } };

      for (unsigned j = 0; j < 40; j++)
        g_string_append_printf (words, " word%d", rand () % 4000);
      from.words = words->str;
      g_autoptr (XcDocument) document = fixture_document (&from);
      g_autofree char *data = g_strnfill (100 + rand () % 100, (char) ('a' + i % 26));
      data[rand () % 100] = (char) rand ();
      ck_assert (xc_document_set_data (document, data, strlen (data), NULL));
      ck_assert (xc_writer_add_document (writer, document, NULL, NULL));
    }
  ck_assert (xc_writer_set_metadata (writer, "key", "value", 5, NULL));
  ck_assert (xc_writer_close (writer, NULL));
}

static void
teardown (void)
{
  g_clear_pointer (&path, g_free);
  fixture_teardown ();
}

static void
damage_file (const char *name, void (*damage) (Content *))
{
  g_autofree char *file = g_build_filename (path, name, NULL);
  Content content;

  ck_assert (g_file_get_contents (file, &content.bytes, &content.size, NULL));
  damage (&content);
  ck_assert (g_file_set_contents (file, content.bytes, (gssize) content.size, NULL));
  g_free (content.bytes);
}

/* Counts a failure, having looked at what it is. */
static void
tally (bool ok, GError **error, unsigned *n_failed)
{
  if (ok)
    return;
  ck_assert_ptr_nonnull (*error);
  ck_assert ((*error)->domain == XC_ERROR);
  ck_assert_int_ne ((*error)->code, XC_ERROR_LOCKED);
  ck_assert_int_ne ((*error)->code, XC_ERROR_CLOSED);
  ck_assert_msg ((*error)->code != XC_ERROR_QUERY, "%s", (*error)->message);
  g_clear_error (error);
  ++*n_failed;
}

static void
read_lists (XcDatabase *db, unsigned *n_failed)
{
  g_autoptr (GError) error = NULL;
  size_t n;
  g_autofree uint32_t *docids
      = xc_database_list_docids (db, "common", 0, 9999, &n, &error);
  tally (docids != NULL, &error, n_failed);
  g_autoptr (XcList) terms = xc_database_list_terms (db, "", 99999, &error);
  tally (terms != NULL, &error, n_failed);
  g_autoptr (XcList) metadata = xc_database_list_metadata (db, "", 99999, &error);
  tally (metadata != NULL, &error, n_failed);
}

static void
read_document (XcDatabase *db, uint32_t docid, unsigned *n_failed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = xc_database_dup_document_data (db, docid, &error);
  tally (data != NULL, &error, n_failed);
  g_autoptr (GBytes) value = xc_database_dup_document_value (db, docid, 1, &error);
  tally (value != NULL, &error, n_failed);
  g_autoptr (XcList) terms = xc_database_list_document_terms (db, docid, "", 999, &error);
  tally (terms != NULL, &error, n_failed);
}

static void
search (XcDatabase *db, XcQuery *query, unsigned *n_failed)
{
  static const uint32_t slots[] = { 1 };
  g_autoptr (GError) error = NULL;
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.limit = 1000;
  request.exact_total = true;
  request.count_slots = request.value_slots = slots;
  request.n_count_slots = request.n_value_slots = 1;
  g_autoptr (XcResults) results = xc_search (db, &request, &error);
  tally (results != NULL, &error, n_failed);
}

static void
read_everything (unsigned *n_failed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) db = xc_database_open (path, &error);

  tally (db != NULL, &error, n_failed);
  if (db == NULL)
    return;

  g_autoptr (XcQuery) common = xc_query_new_term ("common", 1, NULL);
  g_autoptr (XcQuery) other = xc_query_new_term ("other", 1, NULL);
  g_autoptr (XcQuery) any = xc_query_new_wildcard ("w", 99999, XC_WILDCARD_FIRST, NULL);
  XcQuery *both[] = { common, other };
  g_autoptr (XcQuery) phrase = xc_query_new_phrase (both, 2, 0, NULL);
  search (db, common, n_failed);
  search (db, phrase, n_failed);
  search (db, any, n_failed);
  read_lists (db, n_failed);
  for (uint32_t docid = 1; docid <= 250; docid++)
    read_document (db, docid, n_failed);
}

START_TEST (undamaged_reads_without_failure)
{
  unsigned n_failed = 0;

  read_everything (&n_failed);
  ck_assert_uint_eq (n_failed, 0);
}
END_TEST

START_TEST (damaged_never_crashes)
{
  unsigned n_failed = 0;
  size_t damage = _i / G_N_ELEMENTS (files);

  srand ((unsigned) _i);
  damage_file (files[_i % G_N_ELEMENTS (files)], damages[damage]);
  read_everything (&n_failed);
  /* The other kinds may hit what is free or never looked at. */
  if (damages[damage] == cut_to_nothing || damages[damage] == garbage)
    ck_assert_uint_gt (n_failed, 0);
}
END_TEST

static const struct
{
  size_t file;
  void (*damage) (Content *);
} certain[] = {
  { 0, cut_to_nothing }, { 0, cut_in_half },      { 0, cut_last_byte },
  { 0, garbage },        { 0, zero_first_block }, { 1, cut_to_nothing },
  { 1, garbage },        { 2, cut_to_nothing },
};

START_TEST (damage_met_when_opening_is_corrupt)
{
  g_autoptr (GError) error = NULL;

  damage_file (files[certain[_i].file], certain[_i].damage);
  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  assert_fails (db != NULL, error, XC_ERROR_CORRUPT);
}
END_TEST

/* The format's number follows the magic bytes; 1.4 writes 0x38 0xe8 or so. */
START_TEST (another_version_is_corrupt)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (path, "iamglass", NULL);
  int fd = open (file, O_WRONLY | O_CLOEXEC);

  ck_assert_int_eq (pwrite (fd, "\x01\x02", 2, 14), 2);
  close (fd);
  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  ck_assert (strstr (error->message, "DatabaseVersionError") != NULL);
  assert_fails (db != NULL, error, XC_ERROR_CORRUPT);
}
END_TEST

START_TEST (a_missing_file_of_a_database_fails)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (path, "postlist.glass", NULL);

  ck_assert_int_eq (unlink (file), 0);
  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  assert_fails (db != NULL, error, XC_ERROR_FAILED);
}
END_TEST

/* To libxapian they look like blocks used again; but no writer has been here. */
START_TEST (a_block_from_the_future_is_corrupt_in_the_end)
{
  g_autoptr (GError) error = NULL;
  unsigned attempts = 0;

  damage_file ("postlist.glass", leaves_from_the_future);
  g_autoptr (XcDatabase) db = xc_database_open (path, &error);
  assert_ok (db != NULL, error);
  ck_assert (!xc_database_list_terms (db, "", 99999, &error));
  ck_assert (g_error_matches (error, XC_ERROR, XC_ERROR_MODIFIED));
  assert_fails (xc_database_recover (db, &attempts, &error), error, XC_ERROR_CORRUPT);
}
END_TEST

START_TEST (a_damaged_database_is_no_place_to_write)
{
  g_autoptr (GError) error = NULL;

  damage_file ("iamglass", garbage);
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN_OR_CREATE, &error);
  assert_fails (writer != NULL, error, XC_ERROR_CORRUPT);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-damage");
  TCase *tcase = tcase_create ("damage");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, undamaged_reads_without_failure);
  tcase_add_loop_test (tcase, damaged_never_crashes, 0,
                       G_N_ELEMENTS (files) * G_N_ELEMENTS (damages));
  tcase_add_loop_test (tcase, damage_met_when_opening_is_corrupt, 0,
                       G_N_ELEMENTS (certain));
  tcase_add_test (tcase, another_version_is_corrupt);
  tcase_add_test (tcase, a_missing_file_of_a_database_fails);
  tcase_add_test (tcase, a_block_from_the_future_is_corrupt_in_the_end);
  tcase_add_test (tcase, a_damaged_database_is_no_place_to_write);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
