/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "indexer/watch.h"
#include "tests/tap.h"

/* An event that is there is heard at once; this is for one that never comes. */
#define NEVER_MS 20000
#define NOTHING_MS 50

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
make_folder (const char *name)
{
  g_autofree char *path = path_of (name);

  ck_assert_int_eq (g_mkdir_with_parents (path, 0700), 0);
}

static void
write_file (const char *name)
{
  g_autofree char *path = path_of (name);

  ck_assert (g_file_set_contents (path, name, -1, NULL));
}

static void
setup (void)
{
  char name[] = "watch.XXXXXX";

  ck_assert_ptr_nonnull (mkdtemp (name));
  folder = realpath (name, NULL);
  make_folder ("a/b/c");
  make_folder ("index/public");
  write_file ("a/one.txt");
}

static void
teardown (void)
{
  free (folder);
}

static GfWatch *
watch_folder (void)
{
  const char *roots[] = { folder, NULL };
  g_autofree char *index = path_of ("index");
  g_autoptr (GError) error = NULL;
  GfWatch *watch = gf_watch_new (roots, index, &error);

  ck_assert_msg (watch != NULL, "%s", error ? error->message : "");
  ck_assert (gf_watch_refresh (watch));
  return watch;
}

static void
change_by_writing (void)
{
  write_file ("a/b/c/new.txt");
}

static void
change_by_moving (void)
{
  g_autofree char *from = path_of ("a/one.txt");
  g_autofree char *to = path_of ("a/two.txt");

  ck_assert_int_eq (rename (from, to), 0);
}

static void
change_by_removing (void)
{
  g_autofree char *path = path_of ("a/one.txt");

  ck_assert_int_eq (unlink (path), 0);
}

static void
change_by_folder (void)
{
  make_folder ("a/new");
}

static void
change_by_rights (void)
{
  g_autofree char *path = path_of ("a/one.txt");

  ck_assert_int_eq (chmod (path, 0600), 0);
}

static void (*const CHANGES[]) (void)
    = { change_by_writing, change_by_moving, change_by_removing, change_by_folder,
        change_by_rights };

START_TEST (changes_are_heard)
{
  g_autoptr (GfWatch) watch = watch_folder ();

  ck_assert (!gf_watch_wait (watch, NOTHING_MS));
  CHANGES[_i]();
  ck_assert (gf_watch_wait (watch, NEVER_MS));
  ck_assert (!gf_watch_wait (watch, NOTHING_MS));
}
END_TEST

START_TEST (new_folders_are_watched_after_a_refresh)
{
  g_autoptr (GfWatch) watch = watch_folder ();

  make_folder ("a/new/below");
  ck_assert (gf_watch_wait (watch, NEVER_MS));
  ck_assert (gf_watch_refresh (watch));
  write_file ("a/new/below/file.txt");
  ck_assert (gf_watch_wait (watch, NEVER_MS));
}
END_TEST

START_TEST (index_and_reading_are_no_changes)
{
  g_autoptr (GfWatch) watch = watch_folder ();
  g_autofree char *path = path_of ("a/one.txt");
  g_autofree char *text = NULL;

  write_file ("index/public/units");
  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  ck_assert (!gf_watch_wait (watch, NOTHING_MS));
}
END_TEST

START_TEST (links_are_not_followed)
{
  g_autofree char *loop = path_of ("a/loop");

  ck_assert_int_eq (symlink ("..", loop), 0);
  g_autoptr (GfWatch) watch = watch_folder ();
  ck_assert (!gf_watch_wait (watch, NOTHING_MS));
}
END_TEST

START_TEST (a_root_that_is_not_there_is_looked_for)
{
  g_autofree char *path = path_of ("nowhere");
  const char *roots[] = { path, NULL };
  g_autoptr (GfWatch) watch = gf_watch_new (roots, NULL, NULL);

  ck_assert (!gf_watch_refresh (watch));
  make_folder ("nowhere");
  ck_assert (gf_watch_refresh (watch));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("watch");
  TCase *tests = tcase_create ("watch");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_set_timeout (tests, 120);
  tcase_add_loop_test (tests, changes_are_heard, 0, G_N_ELEMENTS (CHANGES));
  tcase_add_test (tests, new_folders_are_watched_after_a_refresh);
  tcase_add_test (tests, index_and_reading_are_no_changes);
  tcase_add_test (tests, links_are_not_followed);
  tcase_add_test (tests, a_root_that_is_not_there_is_looked_for);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
