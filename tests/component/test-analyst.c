/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The analyst against gjenfinn-words that die, hang, flood and lie. */
#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/message.h"
#include "common/word-roots.h"
#include "indexer/analyst.h"
#include "tests/tap.h"

static GfWordTable *table;

static GfAnalyst *
new_analyst (const char *start)
{
  g_autofree char *program = g_build_filename (g_getenv ("GF_TOP_BUILDDIR"),
                                               "tests/component/bad-words", NULL);
  const GfAnalystOptions options
      = { .program = program, .registers = start, .table = table, .seconds_a_try = 2 };

  return gf_analyst_new (&options);
}

static void
setup (void)
{
  table = gf_word_table_new (100000, 10 << 20);
}

static void
teardown (void)
{
  gf_word_table_free (table);
  /* Nothing of ours is left running. */
  ck_assert_int_eq (waitpid (-1, NULL, WNOHANG), -1);
}

/* @words: apart by spaces.  Returns: (transfer full). */
static GVariant *
question_of (const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);

  return g_variant_ref_sink (g_variant_new_strv ((const char *const *) split, -1));
}

/* The lemmas, apart by spaces, "-" where there is none. */
static char *
lemmas_of (GVariant *answer)
{
  GString *lemmas = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (answer); i++)
    {
      GfWordRoots roots;

      ck_assert (gf_answer_get (answer, i, text, &roots));
      g_string_append_printf (lemmas, "%s%s", i > 0 ? " " : "",
                              *roots.lemmas != '\0' ? roots.lemmas : "-");
    }
  return g_string_free (lemmas, FALSE);
}

static char *
ask (GfAnalyst *analyst, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) question = question_of (words);
  g_autoptr (GVariant) answer = gf_analyst_wait (analyst, question, &error);

  ck_assert_msg (answer != NULL, "%s", error ? error->message : "");
  return lemmas_of (answer);
}

static void
check_answer (GfAnalyst *analyst, const char *words, const char *lemmas)
{
  g_autofree char *answered = ask (analyst, words);

  ck_assert_str_eq (answered, lemmas);
}

static const struct
{
  const char *word;
  unsigned max_deaths; /* until it is found among seven others */
} killers[] = {
  { "dies", 4 },   { "exits", 4 },    { "hangs", 4 },      { "spins", 4 },
  { "floods", 4 }, { "dribbles", 4 }, { "noise", 4 },      { "greets", 4 },
  { "silent", 4 }, { "twice", 4 },    { "lies-empty", 4 }, { "lies-upper", 4 },
};

/* A word that it dies of, or lies about, is its own root from then on; those beside it
   lose nothing, and nobody asks again. */
START_TEST (one_word_is_blamed)
{
  g_autoptr (GfAnalyst) analyst = new_analyst ("stamp");
  const char *word = killers[_i].word;
  g_autofree char *words = g_strdup_printf ("a b c %s d e f g", word);
  g_autofree char *lemmas
      = g_strdup_printf ("arot brot crot %s drot erot frot grot", word);
  GfWordRoots roots;

  check_answer (analyst, words, lemmas);
  unsigned n_deaths = gf_analyst_count_deaths (analyst);
  ck_assert_uint_ge (n_deaths, 1);
  ck_assert_uint_le (n_deaths, killers[_i].max_deaths);
  ck_assert (gf_word_table_find (table, word, &roots));
  ck_assert_str_eq (roots.lemmas, word);
  ck_assert_str_eq (roots.parts, "");

  check_answer (analyst, words, lemmas);
  check_answer (analyst, "h", "hrot");
  ck_assert_uint_eq (gf_analyst_count_deaths (analyst), n_deaths);
}
END_TEST

/* The run's table may be full; the question comes to its end all the same. */
START_TEST (blames_one_word_without_a_table)
{
  gf_word_table_free (table);
  table = gf_word_table_new (0, 0);
  g_autoptr (GfAnalyst) analyst = new_analyst ("stamp");

  check_answer (analyst, "a b dies c", "arot brot dies crot");
  check_answer (analyst, "a", "arot");
}
END_TEST

START_TEST (a_kill_from_outside_is_nobodys_fault)
{
  g_autoptr (GfAnalyst) analyst = new_analyst ("stamp");

  check_answer (analyst, "a killed-once", "arot killed-oncerot");
  ck_assert_uint_eq (gf_analyst_count_deaths (analyst), 0);
}
END_TEST

START_TEST (one_that_is_killed_before_it_is_ready)
{
  g_autoptr (GfAnalyst) analyst = new_analyst ("killed-once");

  check_answer (analyst, "a", "arot");
  ck_assert_uint_eq (gf_analyst_count_deaths (analyst), 0);
  ck_assert_str_eq (gf_analyst_wait_stamp (analyst, NULL), "killed-once");
}
END_TEST

START_TEST (its_stamp_is_told_after_a_kill)
{
  g_autoptr (GfAnalyst) analyst = new_analyst ("killed-once");
  g_autoptr (GfAnalyst) none = new_analyst ("killed");
  g_autoptr (GError) error = NULL;

  ck_assert_int_eq (unlink ("early"), 0);
  ck_assert_str_eq (gf_analyst_wait_stamp (analyst, NULL), "killed-once");
  ck_assert_ptr_null (gf_analyst_wait_stamp (none, &error));
  ck_assert (g_error_matches (error, GF_ANALYST_ERROR, GF_ANALYST_ERROR_START));
}
END_TEST

START_TEST (gives_up_in_the_end)
{
  /* Without a table it meets the same word again and again. */
  gf_word_table_free (table);
  table = gf_word_table_new (0, 0);
  g_autoptr (GfAnalyst) analyst = new_analyst ("stamp");

  ck_assert (!gf_analyst_has_given_up (analyst));
  for (int i = 0; i < 80; i++)
    check_answer (analyst, "exits", "exits");
  ck_assert (gf_analyst_has_given_up (analyst));
  ck_assert_uint_eq (gf_analyst_count_deaths (analyst), 64);
  check_answer (analyst, "b exits", "b exits");
}
END_TEST

START_TEST (tells_its_stamp)
{
  g_autoptr (GfAnalyst) analyst = new_analyst ("dictionaries of today");
  g_autoptr (GfAnalyst) other = new_analyst ("another");

  ck_assert_ptr_null (gf_analyst_get_stamp (analyst));
  ck_assert_str_eq (gf_analyst_wait_stamp (analyst, NULL), "dictionaries of today");
  check_answer (analyst, "a", "arot");
  ck_assert_str_eq (gf_analyst_get_stamp (analyst), "dictionaries of today");
  check_answer (other, "b dies", "brot dies");
  ck_assert_str_eq (gf_analyst_wait_stamp (other, NULL), "another");
}
END_TEST

/* What is in the table is not asked: here it would be deadly. */
START_TEST (asks_no_word_twice)
{
  const GfWordRoots known = { "known\0", "" };
  g_autoptr (GfAnalyst) analyst = new_analyst ("no-sandbox");

  gf_word_table_add (table, "dies", &known);
  gf_word_table_add (table, "hangs", &known);
  check_answer (analyst, "dies hangs dies", "known known known");
  ck_assert_ptr_null (gf_analyst_get_stamp (analyst));
}
END_TEST

typedef struct
{
  GString *heard; /* "asker:lemmas;" */
} Hearing;

static bool
hear (gpointer user_data, gpointer asker, GVariant *answer, GError **error)
{
  Hearing *hearing = user_data;
  g_autofree char *lemmas = lemmas_of (answer);

  g_string_append_printf (hearing->heard, "%s:%s;", (const char *) asker, lemmas);
  if (!g_str_equal (asker, "bad"))
    return true;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "the run ends");
  return false;
}

static void
ask_for (GfAnalyst *analyst, const char *asker, const char *words)
{
  g_autoptr (GVariant) question = question_of (words);

  gf_analyst_ask (analyst, question, (gpointer) asker);
}

START_TEST (answers_in_turn)
{
  static const char one[] = "one", two[] = "two", gone[] = "gone";
  g_autoptr (GfAnalyst) analyst = new_analyst ("stamp");
  Hearing hearing = { g_string_new (NULL) };

  gf_analyst_set_answer (analyst, hear, &hearing);
  ask_for (analyst, one, "a");
  ask_for (analyst, gone, "b");
  ask_for (analyst, two, "exits c");
  ask_for (analyst, one, "b");
  gf_analyst_forget (analyst, gone);
  check_answer (analyst, "d", "drot");
  ck_assert_str_eq (hearing.heard->str, "one:arot;two:exits crot;one:brot;");
  g_string_free (hearing.heard, TRUE);
}
END_TEST

START_TEST (hands_on_errors)
{
  static const char bad[] = "bad";
  g_autoptr (GfAnalyst) analyst = new_analyst ("stamp");
  g_autoptr (GVariant) question = question_of ("b");
  g_autoptr (GError) error = NULL;
  Hearing hearing = { g_string_new (NULL) };

  gf_analyst_set_answer (analyst, hear, &hearing);
  ask_for (analyst, bad, "a");
  ck_assert_ptr_null (gf_analyst_wait (analyst, question, &error));
  ck_assert (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_FAILED));
  g_string_free (hearing.heard, TRUE);
}
END_TEST

static const char *const bad_starts[] = { "no-sandbox", "no-hello" };

START_TEST (one_that_cannot_start_ends_the_run)
{
  g_autoptr (GfAnalyst) analyst = new_analyst (bad_starts[_i]);
  g_autoptr (GfAnalyst) other = new_analyst (bad_starts[_i]);
  g_autoptr (GVariant) question = question_of ("a");
  g_autoptr (GError) error = NULL, other_error = NULL;

  ck_assert_ptr_null (gf_analyst_wait (analyst, question, &error));
  ck_assert (g_error_matches (error, GF_ANALYST_ERROR, GF_ANALYST_ERROR_START));
  ck_assert_ptr_null (gf_analyst_wait_stamp (other, &other_error));
  ck_assert (g_error_matches (other_error, GF_ANALYST_ERROR, GF_ANALYST_ERROR_START));
}
END_TEST

START_TEST (a_program_that_is_not_there)
{
  const GfAnalystOptions options
      = { .program = "/nowhere", .registers = "", .table = table, .seconds_a_try = 2 };
  g_autoptr (GfAnalyst) analyst = gf_analyst_new (&options);
  g_autoptr (GVariant) question = question_of ("a");
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_analyst_wait (analyst, question, &error));
  ck_assert (g_error_matches (error, GF_ANALYST_ERROR, GF_ANALYST_ERROR_START));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("analyst");
  TCase *tests = tcase_create ("analyst");

  tcase_set_timeout (tests, 60);
  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_add_loop_test (tests, one_word_is_blamed, 0, G_N_ELEMENTS (killers));
  tcase_add_test (tests, blames_one_word_without_a_table);
  tcase_add_test (tests, a_kill_from_outside_is_nobodys_fault);
  tcase_add_test (tests, one_that_is_killed_before_it_is_ready);
  tcase_add_test (tests, its_stamp_is_told_after_a_kill);
  tcase_add_test (tests, gives_up_in_the_end);
  tcase_add_test (tests, tells_its_stamp);
  tcase_add_test (tests, asks_no_word_twice);
  tcase_add_test (tests, answers_in_turn);
  tcase_add_test (tests, hands_on_errors);
  tcase_add_loop_test (tests, one_that_cannot_start_ends_the_run, 0,
                       G_N_ELEMENTS (bad_starts));
  tcase_add_test (tests, a_program_that_is_not_there);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
