/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <string.h>

#include "query/words/suggest.h"
#include "tests/tap.h"

/* In order of bytes; lemmas apart by blanks. */
static const struct
{
  const char *word;
  uint32_t n_units;
  const char *lemmas;
} WORDS[] = {
  { "helse", 15, "helse" },
  { "høre", 3, "høre" },
  { "høring", 30, "høring" },
  { "høringa", 4, "høring" },
  { "høringen", 32, "høring" },
  { "høringssvar", 9, "høringssvar" },
  { "høringssvaret", 2, "høringssvar" },
  { "høyring", 25, "høring" },
  { "jord", 5, "jord" },
  { "jordbruk", 6, "jordbruk" },
  { "jordvern", 7, "jordvern" },
  { "kommunedirektør", 12, "kommunedirektør" },
  { "leder", 30, "leder lede" },
  { "ledere", 10, "leder" },
  { "ledet", 5, "lede" },
  { "ledig", 1, "" },
  { "og", 99, "og" },
  { "området", 20, "område" },
  { "omsorg", 20, "omsorg" },
  { "utgått", 0, "utgå" },
};

static void
add_word (GfLexiconWriter *writer, size_t i)
{
  g_autofree char *lemmas = g_malloc0 (strlen (WORDS[i].lemmas) + 2);
  const GfWordRoots roots = { lemmas, "" };

  for (size_t j = 0; WORDS[i].lemmas[j] != '\0'; j++)
    lemmas[j] = WORDS[i].lemmas[j] == ' ' ? '\0' : WORDS[i].lemmas[j];
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

/* "og" and "i" are among them. */
static GfStopWords *
new_stop_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (g_getenv ("GF_REGISTERS"));

  ck_assert (g_setenv ("GJENFINN_DATADIR", folder, TRUE));
  GfStopWords *stop_words = gf_stop_words_load (&error);
  ck_assert_msg (stop_words != NULL, "%s", error != NULL ? error->message : "");
  return stop_words;
}

static const struct
{
  const char *text;
  const char *suggested; /* apart by | */
} CASES[] = {
  /* the most frequent first, one form a lemma */
  { "hør", "høringen|høringssvar|høre" },
  { "h", "høringen|helse|høringssvar|høre" },
  { "le", "leder|ledig" },
  { "om", "området|omsorg" },
  /* not what stands there already */
  { "jord", "jordvern|jordbruk" },
  { "høring", "høringssvar" },
  { "høyring", "" },
  { "kommunedirektør", "" },
  /* what stands before is kept */
  { "Høring om jordv", "Høring om jordvern" },
  { "tittel:(\"JORDV", "tittel:(\"jordvern" },
  { "e-hel", "e-helse" },
  { "§ 4 ÅÅÅ Jordv", "§ 4 ÅÅÅ jordvern" },
  /* nothing is being typed */
  { "", "" },
  { "høring ", "" },
  { "\"hør\"", "" },
  { "-", "" },
  /* nothing begins so, or not any longer */
  { "xyzxyzxyz", "" },
  { "utg", "" },
  /* begun in another spelling */
  { "kommunedirk", "kommunedirektør" },
  { "jrodve", "jordvern" },
  { "om hoer", "om høringen|om høringssvar|om høre" },
  { "horin", "høringen|høringssvar" },
  /* stop words */
  { "o", "området|omsorg" },
};

START_TEST (the_word_goes_on)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GfStopWords) stop_words = new_stop_words ();
  g_autoptr (GPtrArray) found = gf_suggest (lexicon, stop_words, CASES[_i].text, 10);

  g_ptr_array_add (found, NULL);
  g_autofree char *joined = g_strjoinv ("|", (char **) found->pdata);
  ck_assert_str_eq (joined, CASES[_i].suggested);
}
END_TEST

START_TEST (stop_words_may_be_suggested)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GPtrArray) found = gf_suggest (lexicon, NULL, "o", 10);

  ck_assert_uint_eq (found->len, 3);
  ck_assert_str_eq (g_ptr_array_index (found, 0), "og");
}
END_TEST

START_TEST (no_more_than_asked_for)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();

  for (unsigned max = 0; max < 4; max++)
    {
      g_autoptr (GPtrArray) found = gf_suggest (lexicon, NULL, "h", max);

      ck_assert_uint_eq (found->len, max);
    }
}
END_TEST

START_TEST (no_more_than_twenty)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("", 100);

  for (char c = 'a'; c <= 'z'; c++)
    {
      const char word[] = { 'k', c, '\0' };
      gf_lexicon_writer_add (writer, word, 1, NULL);
    }
  ck_assert (gf_lexicon_writer_save (writer, "words", NULL));
  g_autoptr (GfLexicon) lexicon = gf_lexicon_open ("words", NULL);
  g_autoptr (GPtrArray) found = gf_suggest (lexicon, NULL, "k", 1000);
  ck_assert_uint_eq (found->len, 20);
}
END_TEST

START_TEST (without_a_lexicon_nothing_is_suggested)
{
  g_autoptr (GPtrArray) found = gf_suggest (NULL, NULL, "hør", 10);

  ck_assert_uint_eq (found->len, 0);
}
END_TEST

START_TEST (a_long_word_is_left_alone)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autofree char *text = g_strnfill (100000, 'h');
  g_autoptr (GPtrArray) found = gf_suggest (lexicon, NULL, text, 10);

  ck_assert_uint_eq (found->len, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("suggest");
  TCase *tests = tcase_create ("suggest");

  tcase_add_loop_test (tests, the_word_goes_on, 0, G_N_ELEMENTS (CASES));
  tcase_add_test (tests, stop_words_may_be_suggested);
  tcase_add_test (tests, no_more_than_asked_for);
  tcase_add_test (tests, no_more_than_twenty);
  tcase_add_test (tests, without_a_lexicon_nothing_is_suggested);
  tcase_add_test (tests, a_long_word_is_left_alone);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
