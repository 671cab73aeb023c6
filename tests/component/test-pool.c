/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pool against workers that crash, hang, lie and talk nonsense. */
#include <check.h>
#include <fcntl.h>
#include <sys/wait.h>

#include "indexer/pool.h"
#include "tests/tap.h"

typedef struct
{
  GPtrArray *outcomes; /* "path reason units", in order of arrival */
} Heard;

static bool
hear (gpointer user_data, GfFile *file, const GfReadResult *result, GError **error)
{
  Heard *heard = user_data;

  (void) error;
  ck_assert ((result->status == GF_READ_NOT) == (result->document == NULL));
  g_ptr_array_add (heard->outcomes,
                   g_strdup_printf ("%s %s %u", file->shown,
                                    result->reason != NULL ? result->reason : "-",
                                    result->units->len));
  gf_file_free (file);
  return true;
}

static char *
find_program (void)
{
  return g_build_filename (g_getenv ("GF_TOP_BUILDDIR"), "tests/component/bad-extract",
                           NULL);
}

static void
submit (GfPool *pool, const char *mode)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, mode, -1);
  GfFile *file = gf_file_new (mode, mode);

  gf_file_set_content (file, sha256);
  int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  ck_assert_msg (gf_pool_submit (pool, file, fd, &error), "%s",
                 error ? error->message : "");
}

static const struct
{
  const char *mode, *outcome;
} MODES[] = {
  { "good", "good - 1" },
  { "refuse", "refuse encrypted 0" },
  { "stall", "stall limit 0" },
  { "cpu", "cpu limit 0" },
  { "close", "close crashed 0" },
  { "flood", "flood crashed 0" },
  { "killed-once", "killed-once - 1" },
  { "memory", "memory limit 0" },
  { "exit", "exit crashed 0" },
  { "crash", "crash crashed 0" },
  { "noise", "noise crashed 0" },
  { "half", "half crashed 0" },
  { "two", "two crashed 0" },
  { "hello", "hello crashed 0" },
  { "read-nothing", "read-nothing crashed 0" },
  { "status", "status crashed 0" },
  { "no-reason", "no-reason crashed 0" },
};

/* Whatever one file does to its worker, it alone is blamed, and the next is read. */
START_TEST (one_file_is_blamed)
{
  g_autofree char *program = find_program ();
  GfPoolOptions options
      = { .n_workers = 1, .seconds_a_file = 2, .program = program, .registers = "start" };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, &error);

  ck_assert_msg (pool != NULL, "%s", error ? error->message : "");
  submit (pool, MODES[_i].mode);
  submit (pool, "good");
  ck_assert_msg (gf_pool_finish (pool, &error), "%s", error ? error->message : "");
  ck_assert_uint_eq (heard.outcomes->len, 2);
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 0), MODES[_i].outcome);
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 1), "good - 1");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* A worker that says a word too many is found out at the next file, which another then
 * reads. */
START_TEST (a_word_too_many_is_not_taken_for_another_file)
{
  g_autofree char *program = find_program ();
  GfPoolOptions options
      = { .n_workers = 1, .seconds_a_file = 2, .program = program, .registers = "start" };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  submit (pool, "after");
  submit (pool, "good");
  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 0), "after damaged 0");
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 1), "good - 1");
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 2), "good - 1");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

START_TEST (many_files_over_several_workers)
{
  g_autofree char *program = find_program ();
  GfPoolOptions options
      = { .n_workers = 3, .seconds_a_file = 2, .program = program, .registers = "start" };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  /* Replacements are started long after. */
  g_clear_pointer (&program, g_free);
  for (int i = 0; i < 60; i++)
    submit (pool, i % 7 == 3 ? "crash" : "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_uint_eq (heard.outcomes->len, 60);
  unsigned n_good = 0;
  for (unsigned i = 0; i < heard.outcomes->len; i++)
    n_good += g_str_equal (g_ptr_array_index (heard.outcomes, i), "good - 1");
  ck_assert_uint_eq (n_good, 60 - 9);
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* One that does not end when nobody wants it any more is ended. */
START_TEST (a_deaf_worker_is_ended)
{
  g_autofree char *program = find_program ();
  GfPoolOptions options = { .n_workers = 1, .program = program, .registers = "deaf" };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  GfPool *pool = gf_pool_new (&options, hear, &heard, NULL);

  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  gf_pool_free (pool);
  ck_assert_int_eq (waitpid (-1, NULL, WNOHANG), -1);
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

static const char *const BAD_STARTS[] = { "no-sandbox", "no-hello" };

START_TEST (a_pool_that_cannot_start_says_so)
{
  g_autofree char *program = find_program ();
  GfPoolOptions options
      = { .n_workers = 1, .program = program, .registers = BAD_STARTS[_i] };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_pool_new (&options, hear, NULL, &error));
  ck_assert (g_error_matches (error, GF_POOL_ERROR, GF_POOL_ERROR_START));
}
END_TEST

START_TEST (a_program_that_is_not_there)
{
  GfPoolOptions options = { .n_workers = 1, .program = "/nowhere", .registers = "start" };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_pool_new (&options, hear, NULL, &error));
  ck_assert (g_error_matches (error, GF_POOL_ERROR, GF_POOL_ERROR_START));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("pool");
  TCase *tests = tcase_create ("pool");

  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, one_file_is_blamed, 0, G_N_ELEMENTS (MODES));
  tcase_add_test (tests, a_word_too_many_is_not_taken_for_another_file);
  tcase_add_test (tests, many_files_over_several_workers);
  tcase_add_test (tests, a_deaf_worker_is_ended);
  tcase_add_loop_test (tests, a_pool_that_cannot_start_says_so, 0,
                       G_N_ELEMENTS (BAD_STARTS));
  tcase_add_test (tests, a_program_that_is_not_there);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
