/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was taken out of an index leaves nothing in it in the end. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "common/generation.h"
#include "tests/component/store-numbers.h"
#include "tests/tap.h"
#include "xapian-c/xc-testing.h"

/* Of which a third is not too much to be left, and almost half is. */
#define MANY 4500u
#define SOME 1500u
#define TOO_MANY 2100u

static uint32_t
count_unmerged (void)
{
  g_autoptr (XcDatabase) units = open_database ("units");
  uint32_t n_added = 0, n_gone = 0;

  ck_assert (xc_database_get_unmerged (units, &n_added, &n_gone, NULL));
  return n_added + n_gone;
}

static void
remove_numbers (GfStore *store, unsigned from, unsigned to)
{
  for (unsigned i = from; i < to; i++)
    {
      g_autofree char *path = path_of (i);

      ck_assert (gf_store_remove_file (store, path, NULL));
    }
  commit (store);
}

/* What was taken out is not found, and where it is much, nothing is left of it. */
START_TEST (what_was_taken_out_goes)
{
  g_autoptr (GfStore) store = open_store ();

  for (unsigned i = 0; i < MANY; i++)
    put_number (store, i);
  commit (store);
  uint64_t generation = gf_generation_read (LEVEL);
  ck_assert_uint_eq (count_unmerged (), 0);
  remove_numbers (store, 0, SOME);
  ck_assert_uint_eq (count_unmerged (), SOME);
  ck_assert_uint_eq (frequency ("units", "ord0"), 0);
  ck_assert_uint_eq (frequency ("units", "ord1500"), 1);
  ck_assert_uint_eq (gf_generation_read (LEVEL), generation);
  remove_numbers (store, SOME, TOO_MANY);
  ck_assert_uint_eq (gf_generation_read (LEVEL), generation + 1);
  ck_assert_uint_eq (count_unmerged (), 0);
  ck_assert_uint_eq (frequency ("units", "ord2099"), 0);
  ck_assert_uint_eq (frequency ("documents", "ord2100"), 1);
  g_clear_pointer (&store, gf_store_free);
  check_numbers (TOO_MANY, MANY);
}
END_TEST

/* Units with a position in libxapian's way: of the word of each. */
static uint32_t
count_positions (void)
{
  g_autofree char *folder = gf_generation_path (LEVEL, gf_generation_read (LEVEL));
  g_autofree char *path = g_build_filename (folder, "units", NULL);
  g_autoptr (GBytes) said = xc_testing_describe (path, NULL, 0, NULL);
  /* Records have zero bytes. */
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (said, NULL),
                                               (gssize) g_bytes_get_size (said));
  for (gsize i = 0; i < text->len; i++)
    text->str[i] = text->str[i] != '\0' ? text->str[i] : ' ';
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);
  uint32_t n = 0;

  for (unsigned i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], "term ord") && strchr (lines[i], ',') != NULL;
  return n;
}

/* Without XcPlaces only libxapian's positions tell what stands where. */
START_TEST (positions_are_kept_where_that_was_asked_for)
{
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GError) error = NULL;

  if (_i == 1)
    ck_assert (gf_store_keep_positions (store, NULL));
  for (unsigned i = 0; i < SOME; i++)
    put_number (store, i);
  commit (store);
  ck_assert_uint_eq (count_positions (), _i == 1 ? SOME : 0);
  g_clear_pointer (&store, gf_store_free);

  store = open_store ();
  ck_assert_int_eq (gf_store_keep_positions (store, &error), _i == 1);
  ck_assert (_i == 1
             || (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_INDEX)
                 && strstr (error->message, "begun without 'positions'") != NULL));
  remove_numbers (store, 0, 1);
  ck_assert_uint_eq (gf_generation_read (LEVEL), 1);
}
END_TEST

/* So many descriptors more than there are: enough for a commit, and not for a merge. */
static void
limit_descriptors (rlim_t n_more)
{
  struct rlimit limit;
  int next = dup (STDIN_FILENO);

  ck_assert_int_ge (next, 0);
  close (next);
  ck_assert_int_eq (getrlimit (RLIMIT_NOFILE, &limit), 0);
  limit.rlim_cur = MIN ((rlim_t) next + n_more, limit.rlim_max);
  ck_assert_int_eq (setrlimit (RLIMIT_NOFILE, &limit), 0);
}

START_TEST (what_cannot_be_merged_stays)
{
  g_autoptr (GfStore) store = open_store ();

  for (unsigned i = 0; i < MANY; i++)
    put_number (store, i);
  commit (store);
  limit_descriptors (3);
  remove_numbers (store, 0, TOO_MANY);
  ck_assert_uint_eq (gf_generation_read (LEVEL), 1);
  limit_descriptors (500);
  g_clear_pointer (&store, gf_store_free);
  check_numbers (TOO_MANY, MANY);

  store = open_store ();
  remove_numbers (store, TOO_MANY, TOO_MANY + 1);
  ck_assert_uint_eq (gf_generation_read (LEVEL), 2);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-merge");
  TCase *tests = tcase_create ("merge");

  tcase_add_checked_fixture (tests, new_folder, NULL);
  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, what_was_taken_out_goes);
  tcase_add_test (tests, what_cannot_be_merged_stays);
  tcase_add_loop_test (tests, positions_are_kept_where_that_was_asked_for, 0, 2);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
