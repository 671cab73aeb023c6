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
find_program (const char *name)
{
  return g_build_filename (g_getenv ("GF_TOP_BUILDDIR"), "tests/component", name, NULL);
}

static GfWordTable *table;
static GfAnalyst *analyst;

static void
setup (void)
{
  g_autofree char *program = find_program ("bad-words");

  table = gf_word_table_new (1000, 100000);
  const GfAnalystOptions options
      = { .program = program, .registers = "stamp", .table = table, .seconds_a_try = 10 };
  analyst = gf_analyst_new (&options);
}

static void
teardown (void)
{
  gf_analyst_free (analyst);
  gf_word_table_free (table);
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
  { "asks", "asks - 1" },
  /* its time stands still while it waits; what it asks about is not its fault */
  { "asks-slow", "asks-slow - 1" },
  { "asks-dies", "asks-dies - 1" },
  { "asks-nothing", "asks-nothing crashed 0" },
  { "asks-many", "asks-many crashed 0" },
  { "asks-long", "asks-long crashed 0" },
  { "asks-empty", "asks-empty crashed 0" },
  { "asks-deaf", "asks-deaf crashed 0" },
  { "asks-and-goes-on", "asks-and-goes-on crashed 0" },
  { "asks-and-dies", "asks-and-dies crashed 0" },
};

/* Whatever one file does to its worker, it alone is blamed, and the next is read. */
START_TEST (one_file_is_blamed)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = { .n_workers = 1,
                            .seconds_a_file = 2,
                            .program = program,
                            .registers = "start",
                            .analyst = analyst };
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
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = { .n_workers = 1,
                            .seconds_a_file = 2,
                            .program = program,
                            .registers = "start",
                            .analyst = analyst };
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

static const char *const ONE_TOO_MANY[] = { "after", "after-asks" };

/* While another is still at work: there is no file to blame. */
START_TEST (an_idle_worker_that_speaks_is_replaced)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = { .n_workers = 2,
                            .seconds_a_file = 10,
                            .program = program,
                            .registers = "start",
                            .analyst = analyst };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  submit (pool, "late");
  submit (pool, ONE_TOO_MANY[_i]);
  ck_assert (gf_pool_finish (pool, NULL));
  submit (pool, "good");
  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_uint_eq (heard.outcomes->len, 4);
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 1), "late - 1");
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 3), "good - 1");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* A file may ask about no more words than a file can hold. */
START_TEST (questions_come_to_an_end)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options
      = { .n_workers = 1, .program = program, .registers = "start", .analyst = analyst };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  submit (pool, "asks-without-end");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 0), "asks-without-end crashed 0");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* Several ask at once, one of them about a word that takes long: all are answered. */
START_TEST (workers_ask_side_by_side)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = { .n_workers = 3,
                            .seconds_a_file = 2,
                            .program = program,
                            .registers = "start",
                            .analyst = analyst };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);
  GfWordRoots roots;

  submit (pool, "asks-slow");
  submit (pool, "asks");
  submit (pool, "asks-dies");
  submit (pool, "asks-and-dies");
  submit (pool, "asks");
  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_uint_eq (heard.outcomes->len, 6);
  for (unsigned i = 0; i < heard.outcomes->len; i++)
    {
      const char *outcome = g_ptr_array_index (heard.outcomes, i);

      ck_assert_msg (g_str_has_suffix (outcome, " - 1")
                         || g_str_equal (outcome, "asks-and-dies crashed 0"),
                     "%s", outcome);
    }
  ck_assert (gf_word_table_find (table, "veg", &roots));
  ck_assert_str_eq (roots.lemmas, "vegrot");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

static const char *const MISSING_ANALYSTS[] = { "no-sandbox", "no-hello" };

/* Without anyone who knows words the run ends, with what was asked before. */
START_TEST (an_analyst_that_cannot_start_ends_the_run)
{
  g_autofree char *program = find_program ("bad-extract");
  g_autofree char *words = find_program ("bad-words");
  const GfAnalystOptions of_words = { .program = words,
                                      .registers = MISSING_ANALYSTS[_i],
                                      .table = table,
                                      .seconds_a_try = 10 };
  g_autoptr (GfAnalyst) none = gf_analyst_new (&of_words);
  GfPoolOptions options = { .n_workers = 1,
                            .seconds_a_file = 2,
                            .program = program,
                            .registers = "start",
                            .analyst = none };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);
  g_autoptr (GError) error = NULL;

  submit (pool, "asks");
  ck_assert (!gf_pool_finish (pool, &error));
  ck_assert (g_error_matches (error, GF_ANALYST_ERROR, GF_ANALYST_ERROR_START));
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

START_TEST (many_files_over_several_workers)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = { .n_workers = 3,
                            .seconds_a_file = 2,
                            .program = program,
                            .registers = "start",
                            .analyst = analyst };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  /* Replacements are started long after. */
  g_clear_pointer (&program, g_free);
  for (int i = 0; i < 60; i++)
    submit (pool, i % 7 == 3 ? "crash" : i % 7 == 5 ? "asks" : "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_uint_eq (heard.outcomes->len, 60);
  unsigned n_good = 0;
  for (unsigned i = 0; i < heard.outcomes->len; i++)
    n_good += g_str_has_suffix (g_ptr_array_index (heard.outcomes, i), " - 1");
  ck_assert_uint_eq (n_good, 60 - 9);
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* One that does not end when nobody wants it any more is ended. */
START_TEST (a_deaf_worker_is_ended)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options
      = { .n_workers = 1, .program = program, .registers = "deaf", .analyst = analyst };
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
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = {
    .n_workers = 1, .program = program, .registers = BAD_STARTS[_i], .analyst = analyst
  };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_pool_new (&options, hear, NULL, &error));
  ck_assert (g_error_matches (error, GF_POOL_ERROR, GF_POOL_ERROR_START));
}
END_TEST

START_TEST (a_program_that_is_not_there)
{
  GfPoolOptions options = {
    .n_workers = 1, .program = "/nowhere", .registers = "start", .analyst = analyst
  };
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
  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_add_loop_test (tests, one_file_is_blamed, 0, G_N_ELEMENTS (MODES));
  tcase_add_test (tests, a_word_too_many_is_not_taken_for_another_file);
  tcase_add_loop_test (tests, an_idle_worker_that_speaks_is_replaced, 0,
                       G_N_ELEMENTS (ONE_TOO_MANY));
  tcase_add_test (tests, questions_come_to_an_end);
  tcase_add_test (tests, workers_ask_side_by_side);
  tcase_add_loop_test (tests, an_analyst_that_cannot_start_ends_the_run, 0,
                       G_N_ELEMENTS (MISSING_ANALYSTS));
  tcase_add_test (tests, many_files_over_several_workers);
  tcase_add_test (tests, a_deaf_worker_is_ended);
  tcase_add_loop_test (tests, a_pool_that_cannot_start_says_so, 0,
                       G_N_ELEMENTS (BAD_STARTS));
  tcase_add_test (tests, a_program_that_is_not_there);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
