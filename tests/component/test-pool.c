/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pool against workers that crash, hang, lie and talk nonsense. */
#include <check.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/pool.h"
#include "tests/component/pool-modes.h"
#include "tests/tap.h"

typedef struct
{
  GPtrArray *outcomes; /* "path reason units", in order of arrival */
} Heard;

/* Of the last file that was not good. */
static char *last_detail;
static GfSpool *last_members;
static GVariant *last_recognised;

static void
forget (void)
{
  g_clear_pointer (&last_detail, g_free);
  g_clear_pointer (&last_members, gf_spool_unref);
  g_clear_pointer (&last_recognised, g_variant_unref);
}

static void
keep (const GfReadResult *result)
{
  forget ();
  last_detail = g_strdup (result->detail);
  last_members = result->members != NULL ? gf_spool_ref (result->members) : NULL;
  last_recognised
      = result->recognised != NULL ? g_variant_ref (result->recognised) : NULL;
}

static bool
hear (gpointer user_data, GfFile *file, const GfReadResult *result, GError **error)
{
  Heard *heard = user_data;

  (void) error;
  unsigned n_members = result->members != NULL ? gf_spool_count (result->members) : 0;

  ck_assert ((result->status == GF_READ_NOT)
             == (result->document == NULL && n_members == 0));
  ck_assert ((result->status == GF_READ_WHOLE) == (result->reason == NULL));
  g_autofree char *held
      = n_members > 0 ? g_strdup_printf (" +%u", n_members) : g_strdup ("");
  g_ptr_array_add (heard->outcomes,
                   g_strdup_printf ("%s %s %u%s", file->shown,
                                    result->reason != NULL ? result->reason : "-",
                                    result->units->len, held));
  if (!g_str_equal (file->shown, "good"))
    keep (result);
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
static GfLimits limits, patient;

static void
setup (void)
{
  gf_limits_init (&limits);
  limits.seconds = 2;
  limits.pages = 1000;
  limits.members = 20;
  limits.unpacked_mb = 3;
  limits.archive_mb = 10;
  limits.ocr_seconds = 2;
  limits.ocr_pages = 3;
  patient = limits;
  patient.seconds = 10;
  g_autofree char *program = find_program ("bad-words");

  table = gf_word_table_new (1000, 100000);
  const GfAnalystOptions options
      = { .program = program, .registers = "stamp", .table = table, .seconds_a_try = 10 };
  analyst = gf_analyst_new (&options);
}

static void
teardown (void)
{
  forget ();
  gf_analyst_free (analyst);
  gf_word_table_free (table);
}

static GfPoolOptions
one_worker (const char *program)
{
  return (GfPoolOptions){ .n_workers = 1,
                          .limits = &limits,
                          .folder = ".",
                          .program = program,
                          .registers = "start",
                          .analyst = analyst };
}

static void
submit_deep (GfPool *pool, const char *mode, unsigned depth)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, mode, -1);
  GfFile *file = gf_file_new (mode, mode);

  gf_file_set_content (file, sha256);
  int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  ck_assert_msg (gf_pool_submit (pool, file, fd, depth, NULL, &error), "%s",
                 error ? error->message : "");
}

static void
submit (GfPool *pool, const char *mode)
{
  submit_deep (pool, mode, 0);
}

/* Whatever one file does to its worker, it alone is blamed, and the next is read. */
START_TEST (one_file_is_blamed)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options
      = { .n_workers = 1,
          /* it takes what it takes to send so much */
          .limits = g_str_equal (MODES[_i].mode, "flood") ? &patient : &limits,
          .folder = ".",
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

/* What is said of a file that another worker read a part of, or tried to. */
static const struct
{
  const char *mode, *outcome, *detail;
} PARTS[] = {
  { "dies-at-7", "dies-at-7 limit 1",
    "took more processor time than a file may: stopped at page 7 of 12" },
  { "hangs-at-3", "hangs-at-3 limit 1", "took more than 2 seconds: stopped at page 3" },
  /* there is nothing before the first page */
  { "dies-after-1", "dies-after-1 limit 0", "took more processor time than a file may" },
  { "dies-after-reading", "dies-after-reading limit 1",
    "took more memory than a file may: stopped at page 3" },
  { "dies-always", "dies-always limit 0", "took more memory than a file may" },
  { "dies-at-blocks", "dies-at-blocks crashed 1",
    "the extractor ended by itself with status 7: stopped after some 4096 paragraphs" },
};

START_TEST (the_beginning_is_kept)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  submit (pool, PARTS[_i].mode);
  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 0), PARTS[_i].outcome);
  ck_assert_str_eq (last_detail, PARTS[_i].detail);
  /* what was wrong with one file is not held against the next */
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 1), "good - 1");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

static void
check_member (unsigned which, const char *name, const char *text)
{
  const GfMember *member = gf_spool_get (last_members, which);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  char got[100] = "";
  int fd = gf_spool_open (last_members, which, NULL);

  ck_assert_str_eq (member->name, name);
  ck_assert_str_eq (member->sha256, sha256);
  ck_assert_int_ge (fd, 0);
  ck_assert_int_eq (read (fd, got, sizeof got), (ssize_t) strlen (text));
  ck_assert_str_eq (got, text);
  ck_assert_int_eq (write (fd, "x", 1), -1);
  close (fd);
}

static unsigned
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  unsigned n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Each is a file of its own, which leaves nothing behind and cannot be written to. */
START_TEST (files_within_are_handed_out)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);

  options.folder = "kept";
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  ck_assert_int_eq (g_mkdir_with_parents ("kept", 0700), 0);
  submit (pool, "holds");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_uint_eq (gf_spool_count (last_members), 3);
  check_member (0, "a.txt", "one");
  check_member (1, "b/c.txt", "three");
  ck_assert_ptr_null (gf_spool_get (last_members, 2)->sha256);
  ck_assert_str_eq (gf_spool_get (last_members, 2)->reason, GF_REASON_ENCRYPTED);
  ck_assert_str_eq (gf_spool_get (last_members, 2)->detail, "why");
  ck_assert_uint_eq (count_files ("kept"), 0);
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* A worker that was taken over may send itself on, file within file, without end. */
START_TEST (files_within_too_many_files_are_refused)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  submit_deep (pool, "holds", (unsigned) limits.nesting - 1);
  submit_deep (pool, "holds", (unsigned) limits.nesting);
  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 0), "holds - 0 +3");
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 1), "holds crashed 0");
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 2), "good - 1");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

static void
submit_file (GfPool *pool, const char *path)
{
  GfFile *file = gf_file_new (path, "recognises");
  int fd = gf_file_open (file);
  g_autofree char *sha256 = gf_file_digest (file, fd);

  gf_file_set_content (file, sha256);
  ck_assert (gf_pool_submit (pool, file, fd, 0, NULL, NULL));
}

/* The text of the new content must not stand under the digest of the old, which other
 * files may have, also where the time of change was put back. */
START_TEST (a_file_that_changes_while_it_is_read)
{
  g_autofree char *program = find_program ("bad-extract");
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *path = g_build_filename (folder, "changing.txt", NULL);
  GfPoolOptions options = one_worker (program);
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);
  struct stat before;

  ck_assert (g_file_set_contents (path, "one", 3, NULL));
  submit_file (pool, path);
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 0), "recognises - 1");
  ck_assert_int_eq (stat (path, &before), 0);
  submit_file (pool, path);
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  ck_assert_int_eq (write (fd, "two", 3), 3);
  const struct timespec times[] = { before.st_atim, before.st_mtim };
  ck_assert_int_eq (futimens (fd, times), 0);
  close (fd);
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 1), "recognises io 0");
  ck_assert_ptr_null (last_recognised);
  ck_assert_str_eq (last_detail, "it changed while it was read");
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* There is no room for what a file holds: said of that file, and the run goes on. */
START_TEST (files_within_that_cannot_be_kept)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);

  options.folder = "/nowhere";
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  submit (pool, "holds");
  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 0), "holds io 0");
  ck_assert_str_eq (g_ptr_array_index (heard.outcomes, 1), "good - 1");
  ck_assert (strstr (last_detail, "cannot be kept") != NULL);
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* Also what was seen by a worker that died after. */
START_TEST (what_is_seen_in_images_comes_along)
{
  static const char *const modes[] = { "recognises", "recognises-and-dies" };
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      const char *text;
      guint32 page;

      submit (pool, modes[i]);
      ck_assert (gf_pool_finish (pool, NULL));
      ck_assert_ptr_nonnull (last_recognised);
      ck_assert_uint_eq (g_variant_n_children (last_recognised), 1);
      g_variant_get_child (last_recognised, 0, "(u&s)", &page, &text);
      ck_assert_uint_eq (page, 1);
      ck_assert_str_eq (text, "seen");
    }
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

/* A worker that says a word too many is found out at the next file, which another then
 * reads. */
START_TEST (a_word_too_many_is_not_taken_for_another_file)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);
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
                            .limits = &patient,
                            .folder = ".",
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
  GfPoolOptions options = { .n_workers = 1,
                            .limits = &patient,
                            .program = program,
                            .registers = "start",
                            .analyst = analyst };
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
                            .limits = &limits,
                            .folder = ".",
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

static const char *const MISSING_ANALYSTS[] = { "no-sandbox", "no-hello", "killed" };

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
  GfPoolOptions options = one_worker (program);
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) error = NULL;

  options.analyst = none;
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);
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
                            .limits = &limits,
                            .folder = ".",
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
  GfPoolOptions options = { .n_workers = 1,
                            .limits = &patient,
                            .program = program,
                            .registers = "deaf",
                            .analyst = analyst };
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };
  GfPool *pool = gf_pool_new (&options, hear, &heard, NULL);

  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  gf_pool_free (pool);
  ck_assert_int_eq (waitpid (-1, NULL, WNOHANG), -1);
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

static const char *const BAD_STARTS[] = { "no-sandbox", "no-hello", "killed" };

START_TEST (a_pool_that_cannot_start_says_so)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);
  g_autoptr (GError) error = NULL;

  options.registers = BAD_STARTS[_i];
  ck_assert_ptr_null (gf_pool_new (&options, hear, NULL, &error));
  ck_assert (g_error_matches (error, GF_POOL_ERROR, GF_POOL_ERROR_START));
}
END_TEST

/* A kill from outside says nothing of the program. */
START_TEST (one_that_is_killed_before_it_is_ready)
{
  g_autofree char *program = find_program ("bad-extract");
  GfPoolOptions options = one_worker (program);
  Heard heard = { .outcomes = g_ptr_array_new_with_free_func (g_free) };

  options.registers = "killed-once";
  g_autoptr (GfPool) pool = gf_pool_new (&options, hear, &heard, NULL);
  ck_assert_ptr_nonnull (pool);
  submit (pool, "good");
  ck_assert (gf_pool_finish (pool, NULL));
  ck_assert_uint_eq (heard.outcomes->len, 1);
  g_ptr_array_unref (heard.outcomes);
}
END_TEST

START_TEST (a_program_that_is_not_there)
{
  GfPoolOptions options = one_worker ("/nowhere");
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
  tcase_add_loop_test (tests, the_beginning_is_kept, 0, G_N_ELEMENTS (PARTS));
  tcase_add_test (tests, files_within_are_handed_out);
  tcase_add_test (tests, files_within_that_cannot_be_kept);
  tcase_add_test (tests, files_within_too_many_files_are_refused);
  tcase_add_test (tests, a_file_that_changes_while_it_is_read);
  tcase_add_test (tests, what_is_seen_in_images_comes_along);
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
  tcase_add_test (tests, one_that_is_killed_before_it_is_ready);
  tcase_add_test (tests, a_program_that_is_not_there);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
