/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many new documents at once: they come in by a new generation; whatever is killed, or
   goes wrong, on the way, the index is whole and has each document once. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/generation.h"
#include "indexer/runs.h"
#include "tests/component/store-numbers.h"
#include "tests/tap.h"
#include "xapian-c/xapian-c.h"

/* Over what makes a batch of an empty index. */
#define MANY 200u

START_TEST (many_new_ones_make_a_generation)
{
  GfStore *store = open_store ();

  put_numbers (store, 0, MANY);
  ck_assert_uint_lt (frequency ("documents", "ord1"), 2);
  ck_assert_uint_eq (frequency ("documents", "ord199"), 0);
  commit (store);
  gf_store_free (store);
  ck_assert_uint_eq (gf_generation_read (LEVEL), 1);
  ck_assert (!exists (LEVEL "/units") && !exists (LEVEL "/documents"));
  ck_assert (!exists (LEVEL "/batch"));
  check_numbers (0, MANY);
}
END_TEST

START_TEST (generations_follow_one_another)
{
  for (unsigned i = 0; i < 3; i++)
    {
      GfStore *store = open_store ();

      put_numbers (store, i * MANY, (i + 1) * MANY);
      commit (store);
      gf_store_free (store);
    }
  ck_assert_uint_eq (gf_generation_read (LEVEL), 3);
  ck_assert (!exists (LEVEL "/g1") && !exists (LEVEL "/g2"));
  check_numbers (0, 3 * MANY);
}
END_TEST

/* A few new ones, and those that change or go, are written where the index is. */
START_TEST (few_stay_in_the_generation)
{
  GfStore *store = open_store ();

  put_numbers (store, 0, MANY);
  commit (store);
  gf_store_free (store);

  store = open_store ();
  put_numbers (store, MANY, MANY + 10);
  ck_assert (gf_store_remove_file (store, "/c/0", NULL));
  commit (store);
  gf_store_free (store);
  ck_assert_uint_eq (gf_generation_read (LEVEL), 1);
  check_numbers (1, MANY + 10);
}
END_TEST

/* What happens to other files while a batch is under way. */
START_TEST (other_files_meanwhile)
{
  GfStore *store = open_store ();
  g_autofree char *same = sha_of (150);
  g_autofree char *later = sha_of (9999);
  GfFile *unread = new_file ("/c/unread", later);

  put_number (store, 9000);
  put_number (store, 9001);
  commit (store);
  put_numbers (store, 0, MANY);
  gf_file_set_outcome (unread, GF_READ_NOT, GF_REASON_DAMAGED, "broken");
  ck_assert (gf_store_put_unread (store, unread, NULL));
  ck_assert (gf_store_put_same (store, new_file ("/c/copy", same), NULL));
  /* One of the batch, one from before, and one that is now another. */
  ck_assert (gf_store_remove_file (store, "/c/7", NULL));
  ck_assert (gf_store_remove_file (store, "/c/9000", NULL));
  put (store, "/c/9001", later, "annet");
  commit (store);
  ck_assert_uint_eq (frequency ("documents", "ord7"), 0);
  ck_assert_uint_eq (frequency ("units", "ord9000"), 0);
  ck_assert_uint_eq (frequency ("units", "ord9001"), 0);
  ck_assert_uint_eq (frequency ("units", "annet"), 1);
  ck_assert_uint_eq (frequency ("documents", GF_TERM_PATH "c/copy"), 1);
  ck_assert_uint_eq (frequency ("documents", GF_TERM_PATH "c/150"), 1);
  gf_store_free (store);

  g_autoptr (GfStore) again = open_store ();
  GfFilesCount count = gf_files_count (gf_store_get_files (again));
  ck_assert_uint_eq (count.files, MANY - 1 + 3);
  ck_assert_uint_eq (count.by_status[GF_READ_NOT], 1);
}
END_TEST

START_TEST (unread_and_then_read)
{
  GfStore *store = open_store ();
  g_autofree char *sha = sha_of (MANY);
  GfFile *unread = new_file ("/c/200", sha);

  put_numbers (store, 0, MANY);
  gf_file_set_outcome (unread, GF_READ_NOT, GF_REASON_DAMAGED, "broken");
  ck_assert (gf_store_put_unread (store, unread, NULL));
  put_number (store, MANY);
  commit (store);
  gf_store_free (store);
  check_numbers (0, MANY + 1);
}
END_TEST

/* Two workers read the same content at once; one file is read twice. */
START_TEST (nothing_comes_twice)
{
  GfStore *store = open_store ();
  g_autofree char *sha = sha_of (150);

  put_numbers (store, 0, MANY);
  put (store, "/c/twin", sha, "ord150");
  ck_assert (gf_store_remove_file (store, "/c/twin", NULL));
  put_number (store, 150);
  put_numbers (store, MANY, 2 * MANY);
  commit (store);
  gf_store_free (store);
  check_numbers (0, 2 * MANY);
}
END_TEST

/* A file of the batch changed while it was at work. */
START_TEST (the_last_version_counts)
{
  GfStore *store = open_store ();
  g_autofree char *before = sha_of (9999);

  put_numbers (store, 0, MANY - 1);
  put (store, "/c/199", before, "foreldet");
  put_number (store, MANY - 1);
  commit (store);
  ck_assert_uint_eq (frequency ("units", "foreldet"), 0);
  gf_store_free (store);
  check_numbers (0, MANY);
}
END_TEST

START_TEST (a_second_writer_is_refused_in_a_batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfStore) store = open_store ();

  put_numbers (store, 0, MANY);
  ck_assert_ptr_null (gf_store_open ("index", "public", &error));
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_LOCKED));
  commit (store);
  g_clear_error (&error);
  ck_assert_ptr_null (gf_store_open ("index", "public", &error));
}
END_TEST

/* The indexer dies with whole runs on the disk. */
START_TEST (whole_runs_are_taken_in)
{
  pid_t child = fork ();

  if (child == 0)
    {
      GfStore *store = open_store ();

      put_numbers (store, 0, MANY);
      for (int i = 0; i < 1000 && !exists (LEVEL "/batch/g1/3"); i++)
        g_usleep (10 * 1000);
      _exit (0);
    }
  ck_assert_int_eq (waitpid (child, NULL, 0), child);
  ck_assert (exists (LEVEL "/batch/g1/3"));

  GfStore *store = open_store ();
  ck_assert_uint_eq (gf_generation_read (LEVEL), 1);
  unsigned n_there = gf_files_count (gf_store_get_files (store)).files;
  ck_assert_uint_ge (n_there, 64 + 4 * UNITS_A_RUN);
  gf_store_free (store);
  check_numbers (0, n_there);

  store = open_store ();
  put_numbers (store, n_there, MANY);
  commit (store);
  gf_store_free (store);
  check_numbers (0, MANY);
}
END_TEST

static void
go_on_where_it_stopped (unsigned to)
{
  GfStore *store = open_store ();

  for (unsigned i = 0; i < to; i++)
    {
      g_autofree char *path = path_of (i);

      if (gf_files_find_path (gf_store_get_files (store), path) == NULL)
        put_numbers (store, i, i + 1);
    }
  commit (store);
  gf_store_free (store);
}

static void
kill_after (unsigned to, unsigned wait_us)
{
  pid_t child = fork ();

  if (child == 0)
    {
      go_on_where_it_stopped (to);
      _exit (0);
    }
  g_usleep (wait_us);
  kill (child, SIGKILL);
  ck_assert_int_eq (waitpid (child, NULL, 0), child);
}

/* Moments are spread over what an undisturbed round takes: over the runs, the merging,
   the change of the link and the removal of what was before. */
START_TEST (killed_at_any_moment)
{
  const char *chosen = g_getenv ("GF_SEED");
  unsigned seed = chosen != NULL ? (unsigned) atoi (chosen) : g_random_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  int64_t start = g_get_monotonic_time ();

  go_on_where_it_stopped (MANY);
  int32_t took_us = (int32_t) (g_get_monotonic_time () - start);
  fprintf (stderr, "# GF_SEED=%u; a round takes %d us\n", seed, took_us);
  for (unsigned round = 2; round < 12; round++)
    {
      kill_after (round * MANY, (unsigned) g_rand_int_range (random, 1, took_us));
      /* What is current is whole, before anybody has mended anything. */
      ck_assert_uint_eq (frequency ("units", "ord0"), 1);
      go_on_where_it_stopped (round * MANY);
      check_numbers (0, round * MANY);
    }
}
END_TEST

static void
make_folder (const char *path)
{
  ck_assert_int_eq (g_mkdir_with_parents (path, 0755), 0);
}

START_TEST (what_never_became_current_goes)
{
  GfStore *store = open_store ();

  put_numbers (store, 0, MANY);
  commit (store);
  gf_store_free (store);
  make_folder (LEVEL "/g2/units");
  make_folder (LEVEL "/g17/documents");
  make_folder (LEVEL "/units");
  make_folder (LEVEL "/batch/g1/0/units");
  make_folder (LEVEL "/batch/g2/0.part/units");
  make_folder (LEVEL "/batch/g2/1/units");
  make_folder (LEVEL "/gammelt");
  ck_assert_int_eq (symlink ("g9", LEVEL "/current.new"), 0);

  check_numbers (0, MANY);
  ck_assert (!exists (LEVEL "/g2") && !exists (LEVEL "/g17") && !exists (LEVEL "/units"));
  ck_assert (!exists (LEVEL "/batch"));
  ck_assert (exists (LEVEL "/gammelt"));
  ck_assert_uint_eq (gf_generation_read (LEVEL), 1);
  store = open_store ();
  put_numbers (store, MANY, 2 * MANY);
  commit (store);
  gf_store_free (store);
  check_numbers (0, 2 * MANY);
}
END_TEST

/* No file may grow beyond this: what a full disk does to whoever writes. */
static void
limit_files (rlim_t n_bytes)
{
  const struct rlimit limit = { n_bytes, n_bytes };

  signal (SIGXFSZ, SIG_IGN);
  ck_assert_int_eq (setrlimit (RLIMIT_FSIZE, &limit), 0);
}

/* Ends as a run does: an error of the store, or all well. */
static void
fill_until_full (rlim_t n_bytes)
{
  g_autoptr (GError) error = NULL;
  GfStore *store = open_store ();
  bool goes_on = true;

  limit_files (n_bytes);
  for (unsigned i = MANY; goes_on && i < 3 * MANY; i++)
    goes_on = try_to_put_number (store, i, &error)
              && gf_store_commit_if_due (store, UNITS_A_RUN, &error);
  goes_on = goes_on && gf_store_commit (store, &error);
  gf_store_free (store);
  _exit (!goes_on && g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_INDEX) ? 7
                                                                                   : 0);
}

/* Full while runs are written, and where these fit and the merged databases do not. */
START_TEST (a_full_disk_leaves_the_index)
{
  static const rlim_t sizes[] = { 16 << 10, 72 << 10 };
  GfStore *store = open_store ();
  int status;

  put_numbers (store, 0, MANY);
  commit (store);
  gf_store_free (store);

  pid_t child = fork ();
  if (child == 0)
    fill_until_full (sizes[_i]);
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert_int_eq (WEXITSTATUS (status), 7);
  ck_assert_uint_eq (gf_generation_read (LEVEL), 1);
  ck_assert (!exists (LEVEL "/g2"));
  ck_assert_uint_eq (frequency ("units", "ord0"), 1);
  go_on_where_it_stopped (3 * MANY);
  check_numbers (0, 3 * MANY);
}
END_TEST

static void
check_parse (const char *name, uint64_t expected)
{
  uint64_t number = 0;

  ck_assert_int_eq (gf_generation_parse (name, &number), expected > 0);
  ck_assert_uint_eq (number, expected);
}

START_TEST (names_of_generations)
{
  static const char *const wrong[] = { "",
                                       "g",
                                       "g0",
                                       "g01",
                                       "7",
                                       "g7 ",
                                       "g-7",
                                       "g+7",
                                       "../g7",
                                       "g7/..",
                                       "g18446744073709551616",
                                       "gg7" };

  for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++)
    check_parse (wrong[i], 0);
  check_parse ("g7", 7);
  check_parse ("g18446744073709551615", G_MAXUINT64);
}
END_TEST

/* Merged runs stand for those that went into them, whether these are there still or not.
 */
START_TEST (runs_that_count)
{
  static const char *const names[] = { "0-3", "0",   "1",  "3", "4", "5.part", "5-6",
                                       "6",   "0-1", "10", "9", "x", "7-",     "-8" };
  static const char *const expected[] = { "0-3", "4", "5-6", "9", "10" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename ("runs", names[i], NULL);

      make_folder (path);
    }
  g_autoptr (GPtrArray) runs = gf_runs_list ("runs");
  ck_assert_uint_eq (runs->len, G_N_ELEMENTS (expected));
  for (unsigned i = 0; i < runs->len; i++)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (runs, i));

      ck_assert_str_eq (name, expected[i]);
    }
  g_autoptr (GPtrArray) none = gf_runs_list ("nowhere");
  ck_assert_uint_eq (none->len, 0);
}
END_TEST

/* So many runs that they are merged on the way: few descriptors are to be had. */
START_TEST (many_runs_are_thinned_out)
{
  struct rlimit limit;
  GfStore *store = open_store ();

  ck_assert_int_eq (getrlimit (RLIMIT_NOFILE, &limit), 0);
  limit.rlim_cur = 256;
  ck_assert_int_eq (setrlimit (RLIMIT_NOFILE, &limit), 0);
  for (unsigned i = 0; i < 300; i++)
    {
      put_number (store, i);
      ck_assert (gf_store_commit_if_due (store, i < 64 ? UNITS_A_RUN : 1, NULL));
    }
  commit (store);
  gf_store_free (store);
  check_numbers (0, 300);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-batch");
  TCase *tests = tcase_create ("batch");

  tcase_add_checked_fixture (tests, new_folder, NULL);
  tcase_set_timeout (tests, 300);
  tcase_add_test (tests, many_new_ones_make_a_generation);
  tcase_add_test (tests, generations_follow_one_another);
  tcase_add_test (tests, few_stay_in_the_generation);
  tcase_add_test (tests, other_files_meanwhile);
  tcase_add_test (tests, unread_and_then_read);
  tcase_add_test (tests, nothing_comes_twice);
  tcase_add_test (tests, the_last_version_counts);
  tcase_add_test (tests, a_second_writer_is_refused_in_a_batch);
  tcase_add_test (tests, whole_runs_are_taken_in);
  tcase_add_test (tests, killed_at_any_moment);
  tcase_add_test (tests, what_never_became_current_goes);
  tcase_add_loop_test (tests, a_full_disk_leaves_the_index, 0, 2);
  tcase_add_test (tests, names_of_generations);
  tcase_add_test (tests, runs_that_count);
  tcase_add_test (tests, many_runs_are_thinned_out);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
