/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/autofd.h"
#include "indexer/crawl.h"
#include "tests/tap.h"

static char *folder;

static void
write_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  ck_assert_int_eq (g_mkdir_with_parents (parent, 0700), 0);
  ck_assert (g_file_set_contents (path, name, -1, NULL));
}

static void
setup (void)
{
  char name[] = "crawl.XXXXXX";

  ck_assert_ptr_nonnull (mkdtemp (name));
  folder = realpath (name, NULL);
}

static void
teardown (void)
{
  free (folder);
}

static GfCrawl *
crawl_folder (void)
{
  const char *roots[] = { folder, NULL };
  g_autoptr (GError) error = NULL;
  GfCrawl *crawl = gf_crawl (roots, &error);

  ck_assert_msg (crawl != NULL, "%s", error ? error->message : "");
  return crawl;
}

static const GfFile *
nth (const GfCrawl *crawl, unsigned i)
{
  return g_ptr_array_index (crawl->files, i);
}

START_TEST (regular_files_in_order)
{
  write_file ("b/2.txt");
  write_file ("a.txt");
  write_file (".hidden");
  write_file ("b/1.txt");
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 4);
  ck_assert (g_str_has_suffix (nth (crawl, 0)->path, "/.hidden"));
  ck_assert (g_str_has_suffix (nth (crawl, 3)->path, "/b/2.txt"));
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *shown = g_strconcat (name, "/b/2.txt", NULL);
  ck_assert_str_eq (nth (crawl, 3)->shown, shown);
  ck_assert_uint_eq (nth (crawl, 3)->size, strlen ("b/2.txt"));
}
END_TEST

START_TEST (other_things_are_passed_over)
{
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *link_to_file = g_build_filename (folder, "link", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);
  g_autofree char *dangling = g_build_filename (folder, "dangling", NULL);

  write_file ("a.txt");
  ck_assert_int_eq (mkfifo (fifo, 0600), 0);
  ck_assert_int_eq (symlink ("a.txt", link_to_file), 0);
  ck_assert_int_eq (symlink (folder, loop), 0);
  ck_assert_int_eq (symlink ("nowhere", dangling), 0);
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 1);
  ck_assert_uint_eq (crawl->closed->len, 0);
}
END_TEST

START_TEST (odd_names_are_shown_as_text)
{
  write_file ("bad \xff byte");
  write_file ("new\nline");
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 2);
  ck_assert (g_utf8_validate (nth (crawl, 0)->shown, -1, NULL));
  ck_assert_ptr_nonnull (strchr (nth (crawl, 0)->path, '\xff'));
}
END_TEST

/* @n_levels folders called @name, each in the one before, and a file in the last: longer
   than the system takes, so each is made from the one above. */
static void
make_deep (const char *top, const char *name, int n_levels)
{
  gf_autofd at = open (top, O_PATH | O_DIRECTORY | O_CLOEXEC);

  for (int i = 0; i < n_levels; i++)
    {
      ck_assert_int_eq (mkdirat (at, name, 0700), 0);
      int next = openat (at, name, O_PATH | O_DIRECTORY | O_CLOEXEC);
      ck_assert_int_ge (next, 0);
      close (at);
      at = next;
    }
  gf_autofd file = openat (at, "deep.txt", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  ck_assert_int_eq (write (file, "deep", 4), 4);
}

static const struct
{
  size_t name_bytes;
  int n_levels;
} depths[] = {
  { 1, 1990 }, /* many short names */
  { 199, 20 }, /* 4,000 bytes */
  { 200, 40 }, /* 8,000 bytes: 4,000 letters of two bytes */
  { 255, 60 }, /* near the end of what is walked */
};

START_TEST (long_paths_are_walked_and_opened)
{
  g_autofree char *name = g_strnfill (depths[_i].name_bytes, 'x');

  make_deep (folder, name, depths[_i].n_levels);
  write_file ("z.txt");
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 2);
  ck_assert_uint_eq (crawl->closed->len, 0);
  ck_assert (g_str_has_suffix (nth (crawl, 0)->path, "/deep.txt"));
  gf_autofd fd = gf_file_open (g_ptr_array_index (crawl->files, 0));
  ck_assert_msg (fd >= 0, "%s", nth (crawl, 0)->detail);
  ck_assert_uint_eq (nth (crawl, 0)->size, 4);
}
END_TEST

START_TEST (depth_has_an_end_that_is_told)
{
  g_autofree char *name = g_strnfill (255, 'x');

  make_deep (folder, name, 80);
  write_file ("z.txt");
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 1);
  ck_assert_uint_eq (crawl->closed->len, 1);
  const GfFile *closed = g_ptr_array_index (crawl->closed, 0);
  ck_assert_str_eq (closed->reason, GF_REASON_LIMIT);
}
END_TEST

/* A folder that becomes a link after it was met leads nowhere. */
START_TEST (no_part_of_a_path_is_a_link)
{
  g_autofree char *real = g_build_filename (folder, "real", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *path = g_build_filename (link, "a.txt", NULL);

  write_file ("real/a.txt");
  ck_assert_int_eq (symlink (real, link), 0);
  g_autoptr (GfFile) file = gf_file_new (path, "link/a.txt");
  ck_assert_int_eq (gf_file_open (file), -1);
  ck_assert_str_eq (file->reason, GF_REASON_VANISHED);
}
END_TEST

START_TEST (a_socket_and_links_in_circles)
{
  g_autofree char *up = g_build_filename (folder, "a", "up", NULL);
  g_autofree char *self = g_build_filename (folder, "self", NULL);
  g_autofree char *socket_path = g_build_filename (folder, "s", NULL);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gf_autofd listener = socket (AF_UNIX, SOCK_STREAM, 0);

  write_file ("a/1.txt");
  ck_assert_int_eq (symlink ("..", up), 0);
  ck_assert_int_eq (symlink ("self", self), 0);
  ck_assert_uint_lt (g_strlcpy (address.sun_path, socket_path, sizeof address.sun_path),
                     sizeof address.sun_path);
  ck_assert_int_eq (bind (listener, (struct sockaddr *) &address, sizeof address), 0);
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 1);
  ck_assert_uint_eq (crawl->closed->len, 0);
}
END_TEST

/* Linear: a time that a quadratic walk would miss by far, on a machine that is busy too.
 */
START_TEST (many_files_in_one_folder)
{
  gf_autofd at = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.txt", i);
      gf_autofd file = openat (at, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

      ck_assert_int_ge (file, 0);
    }
  int64_t start = g_get_monotonic_time ();
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 20000);
  ck_assert_int_lt (g_get_monotonic_time () - start, 10 * G_USEC_PER_SEC);
}
END_TEST

/* An index inside the collection, or the collection inside the folder of the index. */
START_TEST (databases_are_not_entered)
{
  g_autofree char *version
      = g_build_filename (folder, "public", "units", "iamglass", NULL);
  g_autofree char *pretended = g_build_filename (folder, "hidden", "iamglass", NULL);

  write_file ("a.txt");
  write_file ("public/units/postlist.glass");
  write_file ("public/words");
  write_file ("public/words.new");
  write_file ("public/edges");
  write_file ("public/edges.A1B2C3");
  write_file ("public/ocr/ab/abcd");
  write_file ("public/batch/g8/run-1/documents/flintlock");
  write_file ("public/g8/units/flintlock");
  write_file ("public/.member-A1B2C3");
  write_file ("words");
  write_file ("hidden/b.txt");
  ck_assert (g_file_set_contents (version, "\x0f\x0dXapian Glass\x04n", -1, NULL));
  ck_assert (g_file_set_contents (pretended, "Xapian", -1, NULL));
  g_autoptr (GfCrawl) crawl = crawl_folder ();

  ck_assert_uint_eq (crawl->files->len, 4);
  ck_assert (g_str_has_suffix (nth (crawl, 1)->path, "/hidden/b.txt"));
  g_autofree char *own = g_build_filename (folder, "words", NULL);
  ck_assert_str_eq (nth (crawl, 3)->path, own);
}
END_TEST

START_TEST (a_root_that_is_no_collection)
{
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  const char *roots[] = { fifo, NULL };
  g_autoptr (GError) error = NULL;

  ck_assert_int_eq (mkfifo (fifo, 0600), 0);
  ck_assert_ptr_null (gf_crawl (roots, &error));
  ck_assert (g_error_matches (error, GF_CRAWL_ERROR, GF_CRAWL_ERROR_ROOT));
}
END_TEST

START_TEST (roots_do_not_overlap)
{
  g_autofree char *inner = g_build_filename (folder, "b", NULL);
  g_autofree char *file = g_build_filename (folder, "b", "1.txt", NULL);
  const char *roots[] = { inner, folder, file, folder, NULL };

  write_file ("b/1.txt");
  write_file ("bc.txt");
  g_autoptr (GfCrawl) crawl = gf_crawl (roots, NULL);

  ck_assert_ptr_nonnull (crawl);
  ck_assert_uint_eq (crawl->roots->len, 1);
  ck_assert_uint_eq (crawl->files->len, 2);
}
END_TEST

START_TEST (a_single_file_is_a_collection)
{
  g_autofree char *file = g_build_filename (folder, "1.txt", NULL);
  const char *roots[] = { file, NULL };

  write_file ("1.txt");
  g_autoptr (GfCrawl) crawl = gf_crawl (roots, NULL);

  ck_assert_uint_eq (crawl->files->len, 1);
  ck_assert_str_eq (nth (crawl, 0)->shown, "1.txt");
  ck_assert (gf_crawl_covers (crawl, file));
  ck_assert (!gf_crawl_covers (crawl, folder));
}
END_TEST

START_TEST (missing_root_is_an_error)
{
  const char *roots[] = { folder, "nowhere", NULL };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_crawl (roots, &error));
  ck_assert (g_error_matches (error, GF_CRAWL_ERROR, GF_CRAWL_ERROR_ROOT));
  ck_assert_ptr_nonnull (strstr (error->message, "'nowhere'"));
}
END_TEST

START_TEST (roots_of_one_name_are_told_apart)
{
  g_autoptr (GfFiles) known = gf_files_new ();
  g_autofree char *one = g_build_filename (folder, "a", "docs", NULL);
  g_autofree char *other = g_build_filename (folder, "b", "docs", NULL);
  const char *roots[] = { one, other, NULL };

  write_file ("a/docs/x.txt");
  write_file ("b/docs/x.txt");
  g_autoptr (GfCrawl) crawl = gf_crawl (roots, NULL);
  gf_crawl_name_apart (crawl, known);
  ck_assert_str_eq (nth (crawl, 0)->shown, "a/docs/x.txt");
  ck_assert_str_eq (nth (crawl, 1)->shown, "b/docs/x.txt");
}
END_TEST

/* The first keeps its name, also when it is gone through again. */
START_TEST (a_root_is_told_apart_from_what_the_index_has)
{
  g_autoptr (GfFiles) known = gf_files_new ();
  g_autofree char *first = g_build_filename (folder, "a", "docs", NULL);
  g_autofree char *second = g_build_filename (folder, "b", "docs", NULL);
  g_autofree char *path = g_build_filename (first, "x.txt", NULL);
  const char *first_roots[] = { first, NULL };
  const char *second_roots[] = { second, NULL };

  write_file ("a/docs/x.txt");
  write_file ("b/docs/x.txt");
  gf_files_put (known, gf_file_new (path, "docs/x.txt"));
  g_autoptr (GfCrawl) again = gf_crawl (first_roots, NULL);
  gf_crawl_name_apart (again, known);
  ck_assert_str_eq (nth (again, 0)->shown, "docs/x.txt");
  g_autoptr (GfCrawl) next = gf_crawl (second_roots, NULL);
  gf_crawl_name_apart (next, known);
  ck_assert_str_eq (nth (next, 0)->shown, "b/docs/x.txt");
}
END_TEST

START_TEST (closed_folder_is_told_and_not_taken_to_be_empty)
{
  g_autofree char *closed = g_build_filename (folder, "closed", NULL);
  g_autofree char *within = g_build_filename (closed, "1.txt", NULL);
  g_autofree char *beside = g_build_filename (folder, "closed.txt", NULL);

  write_file ("closed/1.txt");
  write_file ("a.txt");
  ck_assert_int_eq (chmod (closed, 0), 0);
  /* Root reads every folder: the test is then another user. */
  pid_t child = fork ();
  if (child == 0)
    {
      ck_assert_int_eq (chmod (folder, 0755), 0);
      if (geteuid () == 0 && setresuid (65534, 65534, 65534) != 0)
        _exit (2);
      const char *roots[] = { folder, NULL };
      g_autoptr (GfCrawl) crawl = gf_crawl (roots, NULL);
      _exit (crawl != NULL && crawl->files->len == 1 && crawl->closed->len == 1
                     && !gf_crawl_covers (crawl, within)
                     && gf_crawl_covers (crawl, beside)
                 ? 0
                 : 1);
    }
  int status;
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert_int_eq (chmod (closed, 0700), 0);
  ck_assert_int_eq (status, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("crawl");
  TCase *tests = tcase_create ("crawl");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, regular_files_in_order);
  tcase_add_test (tests, other_things_are_passed_over);
  tcase_add_test (tests, odd_names_are_shown_as_text);
  tcase_add_loop_test (tests, long_paths_are_walked_and_opened, 0, G_N_ELEMENTS (depths));
  tcase_add_test (tests, depth_has_an_end_that_is_told);
  tcase_add_test (tests, no_part_of_a_path_is_a_link);
  tcase_add_test (tests, a_socket_and_links_in_circles);
  tcase_add_test (tests, many_files_in_one_folder);
  tcase_add_test (tests, databases_are_not_entered);
  tcase_add_test (tests, a_root_that_is_no_collection);
  tcase_add_test (tests, roots_do_not_overlap);
  tcase_add_test (tests, a_single_file_is_a_collection);
  tcase_add_test (tests, missing_root_is_an_error);
  tcase_add_test (tests, roots_of_one_name_are_told_apart);
  tcase_add_test (tests, a_root_is_told_apart_from_what_the_index_has);
  tcase_add_test (tests, closed_folder_is_told_and_not_taken_to_be_empty);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
