/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One generation of databases after the other becomes current under a reader: each answer
   is of one of them, whole, and none fails. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "common/generation.h"
#include "common/schema.h"
#include "query/index/index-private.h"
#include "tests/component/query-fixture.h"
#include "tests/tap.h"

#define LEVEL "index/public"
#define GENERATIONS 40

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

static void
compact (uint64_t from, uint64_t to, const char *name)
{
  GError *error = NULL;
  g_autofree char *before = gf_generation_path (LEVEL, from);
  g_autofree char *after = gf_generation_path (LEVEL, to);
  g_autofree char *source = g_build_filename (before, name, NULL);
  g_autofree char *destination = g_build_filename (after, name, NULL);
  const char *sources[] = { source };

  ck_assert_int_eq (g_mkdir_with_parents (after, 0755), 0);
  assert_ok (xc_compact (sources, 1, destination, XC_LIST_FILTERS, &error), error);
}

/* Both databases say which generation they are of. */
static void
sign (uint64_t generation, const char *name)
{
  g_autofree char *folder = gf_generation_path (LEVEL, generation);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, 1000 + generation);
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, NULL);

  ck_assert_ptr_nonnull (writer);
  ck_assert (
      xc_writer_set_metadata (writer, GF_META_COMMIT, number, strlen (number), NULL));
  ck_assert (xc_writer_close (writer, NULL));
}

static void
remove_folder (uint64_t generation, const char *name)
{
  g_autofree char *folder = gf_generation_path (LEVEL, generation);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *one = g_build_filename (path, file, NULL);

      ck_assert_int_eq (g_unlink (one), 0);
    }
  ck_assert_int_eq (g_rmdir (path), 0);
}

/* As the indexer does it: whole, then current, then what was before goes. */
static void
become_current (uint64_t generation)
{
  g_autofree char *name = gf_generation_name (generation);

  compact (generation - 1, generation, GF_UNITS_FOLDER);
  compact (generation - 1, generation, GF_DOCUMENTS_FOLDER);
  sign (generation, GF_UNITS_FOLDER);
  sign (generation, GF_DOCUMENTS_FOLDER);
  ck_assert_int_eq (symlink (name, LEVEL "/new"), 0);
  ck_assert_int_eq (rename (LEVEL "/new", LEVEL "/" GF_CURRENT_LINK), 0);
  remove_folder (generation - 1, GF_UNITS_FOLDER);
  remove_folder (generation - 1, GF_DOCUMENTS_FOLDER);
}

static gpointer
make_generations (gpointer data)
{
  int *is_done = data;

  for (uint64_t generation = 1; generation <= GENERATIONS; generation++)
    become_current (generation);
  g_atomic_int_set (is_done, 1);
  return NULL;
}

typedef struct
{
  char *of_units, *of_documents;
  uint32_t n_units;
} Seen;

static char *
dup_commit (XcDatabase *db, GError **error)
{
  g_autoptr (GBytes) value = NULL;

  if (!xc_database_dup_metadata (db, GF_META_COMMIT, &value, error))
    return NULL;
  return value != NULL
             ? g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value))
             : g_strdup ("");
}

static bool
look (GfIndex *index, void *data, GError **error)
{
  Seen *seen = data;

  g_free (seen->of_units);
  g_free (seen->of_documents);
  seen->of_documents = NULL;
  seen->of_units = dup_commit (index->units, error);
  if (seen->of_units == NULL)
    return false;
  seen->of_documents = dup_commit (index->documents, error);
  return seen->of_documents != NULL
         && xc_database_get_doc_count (index->units, &seen->n_units, error);
}

static void
check_reading (GfIndex *index, uint32_t n_units)
{
  GError *error = NULL;
  Seen seen = { NULL, NULL, 0 };

  assert_ok (gf_index_read (index, look, &seen, &error), error);
  ck_assert_str_eq (seen.of_units, seen.of_documents);
  ck_assert_uint_eq (seen.n_units, n_units);
  g_free (seen.of_units);
  g_free (seen.of_documents);

  json_t *answer = ask (index, &error, "q", "vedtak", NULL);
  assert_ok (answer != NULL, error);
  json_decref (answer);
}

static uint32_t
count_units (void)
{
  uint32_t n_units;

  ck_assert (xc_database_get_doc_count (xc_writer_get_database (fixture->units), &n_units,
                                        NULL));
  return n_units;
}

static uint64_t
generation_of (const GfIndex *index)
{
  const GfShard *shard = g_ptr_array_index (index->shards, 0);

  return shard->generation;
}

START_TEST (test_a_reader_at_work)
{
  GError *error = NULL;
  int is_done = 0;
  uint32_t n_units = count_units ();
  unsigned n_moves = 0, n_opened = 0;
  g_autoptr (GfIndex) index = fixture_open ();
  uint64_t last = generation_of (index);
  GThread *writer = g_thread_new ("writer", make_generations, &is_done);

  while (!g_atomic_int_get (&is_done))
    {
      g_autoptr (GfIndex) fresh = gf_index_open ("index", "public", index->data, &error);

      assert_ok (fresh != NULL, error);
      n_opened++;
      check_reading (fresh, n_units);
      assert_ok (gf_index_refresh (index, &error), error);
      check_reading (index, n_units);
      n_moves += generation_of (index) != last;
      last = generation_of (index);
    }
  g_thread_join (writer);
  assert_ok (gf_index_refresh (index, &error), error);
  ck_assert_uint_eq (generation_of (index), GENERATIONS);
  ck_assert_uint_ge (n_opened, 2);
  ck_assert_uint_ge (n_moves, 2);
}
END_TEST

/* Who does not look after another generation goes on with the one that is open. */
START_TEST (test_what_is_open_stays)
{
  GError *error = NULL;
  uint32_t n_units = count_units ();
  g_autoptr (GfIndex) index = fixture_open ();
  g_autofree char *before = gf_index_dup_snapshot (index, &error);

  become_current (1);
  become_current (2);
  check_reading (index, n_units);
  g_autofree char *meanwhile = gf_index_dup_snapshot (index, &error);
  ck_assert_str_eq (before, meanwhile);

  assert_ok (gf_index_refresh (index, &error), error);
  g_autofree char *after = gf_index_dup_snapshot (index, &error);
  ck_assert_str_ne (before, after);
  check_reading (index, n_units);
}
END_TEST

static bool
fail_once (GfIndex *index, void *data, GError **error)
{
  unsigned *n_calls = data;

  if ((*n_calls)++ > 0)
    return true;
  become_current (1);
  g_set_error_literal (error, XC_ERROR, XC_ERROR_MODIFIED, "used again");
  (void) index;
  return false;
}

/* Blocks were used again in a generation that is gone: it cannot be reopened. */
START_TEST (test_overwritten_and_then_gone)
{
  GError *error = NULL;
  unsigned n_calls = 0;
  g_autoptr (GfIndex) index = fixture_open ();

  assert_ok (gf_index_read (index, fail_once, &n_calls, &error), error);
  ck_assert_uint_eq (n_calls, 2);
  ck_assert_uint_eq (generation_of (index), 1);
}
END_TEST

/* What libxapian opens of a generation, in its order: docdata, spelling, synonym,
   termlist, position, postlist.  A pipe in the place of one that an index does not use
   stops it there. */
static void
make_gate (const char *path)
{
  ck_assert_int_eq (mkfifo (path, 0600), 0);
}

/* Waits for who opens the gate's other end. */
static void
pass_gate (const char *path)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  ck_assert_int_ge (fd, 0);
  close (fd);
}

#define FIRST_GATE LEVEL "/g1/units/spelling.glass"
#define SECOND_GATE LEVEL "/g1/units/synonym.glass"

/* The second generation becomes current while the first is being opened, and what goes
   first of that is its positions. */
static gpointer
switch_at_the_gate (gpointer data)
{
  (void) data;
  pass_gate (FIRST_GATE);
  ck_assert_int_eq (rename (LEVEL "/next", LEVEL "/" GF_CURRENT_LINK), 0);
  ck_assert_int_eq (unlink (LEVEL "/g1/units/position.glass"), 0);
  pass_gate (SECOND_GATE);
  return NULL;
}

static void
make_two_generations (void)
{
  for (uint64_t generation = 1; generation <= 2; generation++)
    {
      compact (generation - 1, generation, GF_UNITS_FOLDER);
      compact (generation - 1, generation, GF_DOCUMENTS_FOLDER);
    }
  ck_assert_int_eq (symlink ("g1", LEVEL "/" GF_CURRENT_LINK), 0);
  ck_assert_int_eq (symlink ("g2", LEVEL "/next"), 0);
  make_gate (FIRST_GATE);
  make_gate (SECOND_GATE);
}

/* libxapian takes most tables that are not there for empty ones. */
START_TEST (test_removed_while_it_is_opened)
{
  GError *error = NULL;

  make_two_generations ();
  GThread *writer = g_thread_new ("writer", switch_at_the_gate, NULL);
  g_autoptr (GfIndex) index = gf_index_open ("index", "public", NULL, &error);
  g_thread_join (writer);
  assert_ok (index != NULL, error);
  json_decref (ask_total (index, "\"jernbanen av utbygging\"", "all", 0));
  ck_assert_uint_eq (generation_of (index), 2);
}
END_TEST

/* A link to where no generation is: an error that says so, and no waiting for ever. */
START_TEST (test_a_link_to_nowhere)
{
  GError *error = NULL;

  ck_assert_int_eq (symlink ("g5", LEVEL "/" GF_CURRENT_LINK), 0);
  GfIndex *index = gf_index_open ("index", "public", NULL, &error);
  assert_fails (index != NULL, error, GF_QUERY_ERROR_INDEX, "cannot open the index");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-switch");
  TCase *tests = tcase_create ("switch");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, test_a_reader_at_work);
  tcase_add_test (tests, test_what_is_open_stays);
  tcase_add_test (tests, test_overwritten_and_then_gone);
  tcase_add_test (tests, test_removed_while_it_is_opened);
  tcase_add_test (tests, test_a_link_to_nowhere);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
