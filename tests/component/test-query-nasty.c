/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every question of corpus/nasty-questions.tsv gets an answer, or an error that names the
 * parameter, and soon; whatever is said about it is fit to be shown.
 */
#include <string.h>

#include "query/question/parse.h"
#include "query/plan/plan.h"
#include "query/question/trouble.h"
#include "xapian-c/xapian-c.h"
#include "tests/component/query-fixture.h"
#include "tests/tap.h"

/* Words that stars can stand for, of each first letter. */
#define WORDS_PER_LETTER 200
/* Far more than a question takes, also under a sanitizer or valgrind. */
#define MAX_SECONDS 10
#define TIMEOUT_SECONDS 500
#define MIN_QUESTIONS 500

/* How each question is put. */
static const struct
{
  const char *match;
  const char *unit; /* NULL for cases and sections */
  const char *sort;
} ways[] = {
  { "all", NULL, "relevance" },
  { "any", NULL, "relevance" },
  { "all", "document", "relevance" },
  { "any", "document", "-date" },
};

/* A long text beside the councils', so that a star has something to stand for. */
static void
add_words (Fixture *fixture)
{
  g_autoptr (GfDocument) document
      = fixture_document ('e', "samling/ord.txt", GF_TYPE_OTHER, NULL, NULL, "2020-05");
  g_autoptr (GString) text = g_string_new (NULL);

  for (char letter = 'a'; letter <= 'z'; letter++)
    for (unsigned i = 0; i < WORDS_PER_LETTER; i++)
      g_string_append_printf (text, "%c %c%u%c-%c ", letter, letter, i, letter, letter);
  fixture_section (document, "a b c", text->str);
  fixture_add (fixture, document, "/collection/ord.txt");
  fixture_commit (fixture);
}

static char *
dup_question (const char *line, const char *tab)
{
  unsigned times = (unsigned) g_ascii_strtoull (line, NULL, 10);
  g_autofree char *once = g_strcompress (tab + 1);
  GString *question = g_string_new (NULL);

  ck_assert_uint_gt (times, 0);
  for (unsigned i = 0; i < times; i++)
    g_string_append (question, once);
  return g_string_free (question, FALSE);
}

static GPtrArray *
read_questions (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus",
                                            "nasty-questions.tsv", NULL);
  g_autofree char *contents = NULL;
  GPtrArray *questions = g_ptr_array_new_with_free_func (g_free);

  ck_assert (g_file_get_contents (path, &contents, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      const char *tab = strchr (*line, '\t');

      if (**line != '#' && tab != NULL)
        g_ptr_array_add (questions, dup_question (*line, tab));
    }
  ck_assert_uint_ge (questions->len, MIN_QUESTIONS);
  return questions;
}

/* On one line, and nothing that a terminal would obey. */
static void
check_line (const char *question, const char *text)
{
  ck_assert_msg (text != NULL && g_utf8_validate (text, -1, NULL), "%s", question);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    ck_assert_msg (!g_unichar_iscntrl (g_utf8_get_char (p)), "%s: %s", question, text);
}

static void
check_answer (const char *question, json_t *answer)
{
  json_t *query = json_object_get (answer, "query");
  char *dumped = json_dumps (answer, 0);
  size_t i;
  json_t *note;

  ck_assert_msg (dumped != NULL, "%s", question);
  ck_assert_str_eq (get_string (query, "text"), question);
  ck_assert_ptr_nonnull (get_string (query, "plan"));
  json_array_foreach (json_object_get (query, "notes"), i, note)
      check_line (question, json_string_value (note));
  free (dumped);
}

static void
check_refusal (const char *question, const GError *error)
{
  const char *norwegian = gf_trouble_get_norwegian (error);

  ck_assert_msg (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER),
                 "%s: %s", question, error->message);
  ck_assert_msg (g_str_has_prefix (error->message, "'q': "), "%s: %s", question,
                 error->message);
  check_line (question, error->message);
  if (norwegian != NULL)
    check_line (question, norwegian);
}

static void
put (const char *question, unsigned way)
{
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  json_t *answer = ask (councils, &error, "q", question, "match", ways[way].match, "sort",
                        ways[way].sort, "facets", "true", "explain", "true",
                        ways[way].unit != NULL ? "unit" : NULL, ways[way].unit, NULL);
  gint64 seconds = (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  if (answer != NULL)
    check_answer (question, answer);
  else
    check_refusal (question, error);
  ck_assert_msg (seconds < MAX_SECONDS, "%s: %d s", question, (int) seconds);
  g_clear_error (&error);
  json_decref (answer);
}

/* The length of the query, as libxapian writes it. */
static size_t
measure (const char *question, bool all_but_one)
{
  const GfPlanOptions options = { .all_but_one = all_but_one };
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GfNode) tree = NULL;

  ck_assert (gf_parse (question, notes, &tree, &error));
  g_autoptr (GfPlan) plan = gf_plan_new (councils, tree, &options, &error);
  ck_assert_msg (plan != NULL, "%s", error ? error->message : "");
  g_autofree char *query = xc_query_dup_description (plan->query, &error);
  ck_assert_ptr_nonnull (query);
  return strlen (query);
}

/* A question of groups within groups, each of which may lack one, would be as large as
   the product of what they hold. */
START_TEST (groups_within_groups_do_not_multiply)
{
  g_autofree char *question = g_strdup ("b1b b2b b3b");

  for (unsigned depth = 0; depth < 5; depth++)
    {
      g_autofree char *inner = g_steal_pointer (&question);

      question = g_strdup_printf ("(%s ELLER c%uc) OG d%ud OG e%ue OG f%uf", inner, depth,
                                  depth, depth, depth);
    }
  ck_assert_uint_lt (measure (question, true), 8 * measure (question, false));
}
END_TEST

START_TEST (test_way)
{
  g_autoptr (GPtrArray) questions = read_questions ();

  for (unsigned i = 0; i < questions->len; i++)
    put (g_ptr_array_index (questions, i), (unsigned) _i);
}
END_TEST

static void
setup (void)
{
  g_autoptr (Fixture) fixture = fixture_new_councils ();

  add_words (fixture);
  councils = fixture_open ();
}

static void
teardown (void)
{
  gf_index_close (councils);
}

int
main (void)
{
  Suite *suite = suite_create ("query-nasty");
  TCase *tests = tcase_create ("query-nasty");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_add_loop_test (tests, test_way, 0, G_N_ELEMENTS (ways));
  tcase_set_timeout (tests, TIMEOUT_SECONDS);
  tcase_add_test (tests, groups_within_groups_do_not_multiply);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
