/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <string.h>

#include "query/words/near.h"
#include "query/words/spelling.h"
#include "tests/tap.h"

/* In order of bytes; the lemma and the parts of each. */
static const struct
{
  const char *word;
  uint32_t n_units;
  const char *lemma;
  const char *parts; /* apart by blanks */
} WORDS[] = {
  { "arbeidsgiver", 9, "arbeidsgiver", "" },
  { "fylkesmannen", 12, "fylkesmann", "" },
  { "høring", 30, "høring", "" },
  { "høringa", 4, "høring", "" },
  { "jordvern", 7, "jordvern", "jord vern" },
  { "kommune", 80, "kommune", "" },
  { "kommunedirektør", 12, "kommunedirektør", "" },
  { "kommunestyret", 41, "kommunestyre", "" },
  { "politikken", 20, "politikk", "" },
  { "prosjektet", 25, "prosjekt", "" },
  { "rådmannen", 6, "rådmann", "" },
  { "samarbeid", 33, "samarbeid", "" },
  { "skjønnsmidler", 5, "skjønnsmiddel", "skjønn middel" },
  { "utvalget", 17, "utvalg", "" },
  { "utvikling", 0, "utvikling", "" },
  { "velferdsteknologi", 8, "velferdsteknologi", "velferd teknologi" },
};

static char *
as_list (const char *roots)
{
  char *list = g_malloc0 (strlen (roots) + 2);

  for (size_t i = 0; roots[i] != '\0'; i++)
    list[i] = roots[i] == ' ' ? '\0' : roots[i];
  return list;
}

static void
add_word (GfLexiconWriter *writer, size_t i)
{
  g_autofree char *lemmas = as_list (WORDS[i].lemma);
  g_autofree char *parts = as_list (WORDS[i].parts);
  const GfWordRoots roots = { lemmas, parts };

  gf_lexicon_writer_add (writer, WORDS[i].word, WORDS[i].n_units, &roots);
}

static GfLexicon *
new_lexicon (void)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("", 100);
  g_autoptr (GError) error = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++)
    add_word (writer, i);
  ck_assert (gf_lexicon_writer_save (writer, "words", &error));
  return gf_lexicon_open ("words", &error);
}

#define LETTERS GF_SPELLING_LETTERS
#define NEAR GF_SPELLING_NEAR
#define COMPOUND GF_SPELLING_COMPOUND

/* form, and the first that is found: how, at what cost, in how many units */
static const struct
{
  const char *form;
  const char *found;
  GfSpellingKind kind;
  unsigned cost;
  uint32_t n_units;
} CASES[] = {
  { "høyrng", NULL, NEAR, 0, 0 },
  { "hørng", "høring", NEAR, 4, 30 },
  { "hoering", "høring", LETTERS, 1, 30 },
  { "raadmannen", "rådmannen", LETTERS, 1, 6 },
  { "kommunedirketør", "kommunedirektør", NEAR, 4, 12 },
  { "kommunedirektor", "kommunedirektør", LETTERS, 1, 12 },
  { "velferdsteknolgi", "velferdsteknologi", NEAR, 4, 8 },
  { "vlferdsteknolgi", "velferdsteknologi", NEAR, 8, 8 },
  /* what the index has, itself, in another form, or in a compound, is right */
  { "høring", NULL, NEAR, 0, 0 },
  { "fylkesmann", NULL, NEAR, 0, 0 },
  { "prosjekt", NULL, NEAR, 0, 0 },
  { "skjønn", NULL, NEAR, 0, 0 },
  { "teknologi", NULL, NEAR, 0, 0 },
  /* what it has no longer is not */
  { "utviklinga", NULL, NEAR, 0, 0 },
  /* compounds that the index has only in parts */
  { "kommunedirketørutvalget", "kommunedirektørutvalget", COMPOUND, 4, 12 },
  { "kommunedirektørutvlaget", "kommunedirektørutvalget", COMPOUND, 4, 12 },
  { "velferdsteknologiprosjektt", "velferdsteknologiprosjektet", COMPOUND, 4, 8 },
  { "velfrdsteknologiprosjektet", "velferdsteknologiprosjektet", COMPOUND, 4, 8 },
  { "arbeidsgiverpolitkken", "arbeidsgiverpolitikken", COMPOUND, 4, 9 },
  { "arbeidgsiverspolitikken", "arbeidsgiverspolitikken", COMPOUND, 4, 9 },
  { "samarbiedsutvalget", "samarbeidsutvalget", COMPOUND, 4, 17 },
  { "samarbeidsutvlaget", "samarbeidsutvalget", COMPOUND, 4, 17 },
  { "samarbeidsutvalget", NULL, COMPOUND, 0, 0 },
  { "jordvernutvalget", NULL, COMPOUND, 0, 0 },
  { "skjønnutvlaget", "skjønnutvalget", COMPOUND, 4, 5 },
  /* never */
  { "2023", NULL, NEAR, 0, 0 },
  { "høring2", NULL, NEAR, 0, 0 },
  { "", NULL, NEAR, 0, 0 },
  { "hør", NULL, NEAR, 0, 0 },
  { "qqqqqqqqqqqqqq", NULL, NEAR, 0, 0 },
};

START_TEST (a_word_is_read_as_the_nearest)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GfRoots) roots = gf_roots_new (lexicon, NULL);
  g_autoptr (GPtrArray) found = gf_spelling_find (lexicon, roots, CASES[_i].form, 5);

  ck_assert_int_eq (found->len > 0, CASES[_i].found != NULL);
  if (found->len == 0)
    return;
  const GfSpelling *first = g_ptr_array_index (found, 0);
  ck_assert_str_eq (first->form, CASES[_i].found);
  ck_assert_int_eq (first->kind, CASES[_i].kind);
  ck_assert_uint_eq (first->cost, CASES[_i].cost);
  ck_assert_uint_eq (first->n_units, CASES[_i].n_units);
}
END_TEST

START_TEST (no_more_than_asked_for)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GfRoots) roots = gf_roots_new (lexicon, NULL);

  for (unsigned max = 0; max < 3; max++)
    {
      g_autoptr (GPtrArray) found = gf_spelling_find (lexicon, roots, "høringx", max);

      ck_assert_uint_eq (found->len, max);
    }
}
END_TEST

START_TEST (without_a_lexicon_nothing_is_found)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autoptr (GPtrArray) found = gf_spelling_find (NULL, roots, "hørinx", 5);

  ck_assert_uint_eq (found->len, 0);
}
END_TEST

static bool
has (const GPtrArray *found, const char *form)
{
  for (unsigned i = 0; i < found->len; i++)
    if (strcmp (((const GfSpelling *) g_ptr_array_index (found, i))->form, form) == 0)
      return true;
  return false;
}

/* Every way to misspell every word by one letter. */
START_TEST (a_wrong_letter_is_mended)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GfRoots) roots = gf_roots_new (lexicon, NULL);
  const char *word = WORDS[_i].word;
  long n = g_utf8_strlen (word, -1);

  if (WORDS[_i].n_units == 0)
    return;
  for (long i = 0; i < n; i++)
    {
      g_autofree char *before = g_utf8_substring (word, 0, i);
      const char *after = g_utf8_offset_to_pointer (word, i + 1);
      g_autofree char *changed = g_strconcat (before, "q", after, NULL);
      g_autoptr (GPtrArray) found = gf_spelling_find (lexicon, roots, changed, 3);

      ck_assert_msg (has (found, word), "%s", changed);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("spelling");
  TCase *tests = tcase_create ("spelling");

  tcase_add_loop_test (tests, a_word_is_read_as_the_nearest, 0, G_N_ELEMENTS (CASES));
  tcase_add_test (tests, no_more_than_asked_for);
  tcase_add_test (tests, without_a_lexicon_nothing_is_found);
  tcase_add_loop_test (tests, a_wrong_letter_is_mended, 0, G_N_ELEMENTS (WORDS));
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
