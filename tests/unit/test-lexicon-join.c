/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of several indexes as those of one. */
#include <check.h>
#include <string.h>

#include "common/lexicon.h"
#include "tests/tap.h"

typedef struct
{
  const char *word;
  uint32_t n_units;
  const char *lemmas; /* a list, as in lexicon.h; NULL where not analysed */
  const char *parts;
} Row;

#define MAX_ROWS 4

/* Each in order of bytes, up to a row without a word. */
static const Row shards[][MAX_ROWS] = {
  { { "høring", 2, "høring\0", "\0" },
    { "leder", 3, "leder\0lede\0", "\0" },
    { "ukjent", 1, NULL, NULL } },
  { { "bru", 1, "bru\0", "\0" },
    { "høring", 5, "høring\0høre\0", "\0" },
    { "høringssvar", 4, "høringssvar\0", "høring\0svar\0" },
    { "ukjent", 2, "ukjent\0", "\0" } },
};

static const Row joined[] = {
  { "bru", 1, "bru\0", "\0" },
  { "høring", 7, "høring\0høre\0", "\0" },
  { "høringssvar", 4, "høringssvar\0", "høring\0svar\0" },
  { "leder", 3, "leder\0lede\0", "\0" },
  { "ukjent", 3, "ukjent\0", "\0" },
};

static GfLexicon *
make (const Row *rows, size_t max_rows, const char *stamp, uint32_t n_units)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new (stamp, n_units);

  for (size_t i = 0; i < max_rows && rows[i].word != NULL; i++)
    {
      GfWordRoots roots = { rows[i].lemmas, rows[i].parts };

      gf_lexicon_writer_add (writer, rows[i].word, rows[i].n_units,
                             rows[i].lemmas != NULL ? &roots : NULL);
    }

  GfLexicon *lexicon = gf_lexicon_writer_make (writer, &error);
  ck_assert_ptr_nonnull (lexicon);
  return lexicon;
}

static GfLexicon *
join (GfLexicon *const *lexicons, size_t n)
{
  GfLexicon *all = gf_lexicon_join ((const GfLexicon *const *) lexicons, n, NULL);

  ck_assert_ptr_nonnull (all);
  return all;
}

static void
check_list (GfRootList actual, const char *expected)
{
  for (; *expected != '\0'; expected += strlen (expected) + 1)
    {
      ck_assert_str_eq (actual, expected);
      actual += strlen (actual) + 1;
    }
  ck_assert_str_eq (actual, "");
}

START_TEST (test_words_are_those_of_all)
{
  g_autoptr (GfLexicon) first = make (shards[0], MAX_ROWS, "stamp", 10);
  g_autoptr (GfLexicon) second = make (shards[1], MAX_ROWS, "stamp", 20);
  GfLexicon *both[] = { first, second };
  g_autoptr (GfLexicon) all = join (both, 2);
  g_autoptr (GfLexicon) whole = make (joined, G_N_ELEMENTS (joined), "stamp", 30);

  ck_assert (gf_lexicon_verify (all, NULL));
  ck_assert_uint_eq (gf_lexicon_get_n_units (all), 30);
  ck_assert_str_eq (gf_lexicon_get_stamp (all), "stamp");
  ck_assert_uint_eq (gf_lexicon_get_n_words (all), G_N_ELEMENTS (joined));
  for (uint32_t i = 0; i < G_N_ELEMENTS (joined); i++)
    {
      GfLexiconWord entry;

      gf_lexicon_get (all, i, &entry);
      ck_assert_str_eq (entry.word, joined[i].word);
      ck_assert_uint_eq (entry.n_units, joined[i].n_units);
      ck_assert (entry.analysed);
      check_list (entry.roots.lemmas, joined[i].lemmas);
      check_list (entry.roots.parts, joined[i].parts);
    }
  ck_assert_double_eq (gf_lexicon_gram_units (all, "_høri"),
                       gf_lexicon_gram_units (whole, "_høri"));
  ck_assert_double_eq (gf_lexicon_gram_units (all, "ring"),
                       gf_lexicon_gram_units (whole, "ring"));
}
END_TEST

START_TEST (test_the_words_of_a_root_are_those_of_all)
{
  g_autoptr (GfLexicon) first = make (shards[0], MAX_ROWS, "stamp", 10);
  g_autoptr (GfLexicon) second = make (shards[1], MAX_ROWS, "stamp", 20);
  GfLexicon *both[] = { first, second };
  g_autoptr (GfLexicon) all = join (both, 2);
  const uint32_t *words;

  ck_assert_uint_eq (gf_lexicon_words_of_lemma (all, "høring", &words), 1);
  ck_assert_str_eq (gf_lexicon_get_word (all, words[0]), "høring");
  ck_assert_uint_eq (gf_lexicon_words_of_part (all, "svar", &words), 1);
  ck_assert_str_eq (gf_lexicon_get_word (all, words[0]), "høringssvar");
  ck_assert_uint_eq (gf_lexicon_find (all, "ingen"), UINT32_MAX);
}
END_TEST

START_TEST (test_other_dictionaries_show)
{
  g_autoptr (GfLexicon) first = make (shards[0], MAX_ROWS, "stamp", 10);
  g_autoptr (GfLexicon) second = make (shards[1], MAX_ROWS, "other", 20);
  GfLexicon *both[] = { first, second };
  g_autoptr (GfLexicon) all = join (both, 2);

  ck_assert_str_eq (gf_lexicon_get_stamp (all), GF_LEXICON_MIXED_STAMP);
}
END_TEST

START_TEST (test_of_one_and_of_none_with_words)
{
  g_autoptr (GfLexicon) empty = make (NULL, 0, "stamp", 0);
  g_autoptr (GfLexicon) second = make (shards[1], MAX_ROWS, "stamp", 20);
  GfLexicon *both[] = { empty, second };
  g_autoptr (GfLexicon) none = join (&empty, 1);
  g_autoptr (GfLexicon) all = join (both, 2);

  ck_assert_uint_eq (gf_lexicon_get_n_words (none), 0);
  ck_assert_uint_eq (gf_lexicon_get_n_words (all), gf_lexicon_get_n_words (second));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("lexicon-join");
  TCase *tcase = tcase_create ("join");

  tcase_add_test (tcase, test_words_are_those_of_all);
  tcase_add_test (tcase, test_the_words_of_a_root_are_those_of_all);
  tcase_add_test (tcase, test_other_dictionaries_show);
  tcase_add_test (tcase, test_of_one_and_of_none_with_words);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
