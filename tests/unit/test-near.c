/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <string.h>

#include "query/words/near.h"
#include "tests/tap.h"

#define ALL 1000

/* In order of bytes, with how many units have each. */
static const struct
{
  const char *word;
  uint32_t n_units;
} WORDS[] = {
  { "aasen", 3 },
  { "bronn", 1 },
  { "for", 9 },
  { "formannskap", 4 },
  { "fylkesmann", 8 },
  { "fylkesmannen", 9 },
  { "høring", 30 },
  { "høringa", 4 },
  { "høringen", 20 },
  { "høyring", 25 },
  { "kommune2", 50 },
  { "kommunedirektør", 12 },
  { "kommunedirektøren", 15 },
  { "kommunedirektørkollegiet", 3 },
  { "kommunestyre", 40 },
  { "kommunestyret", 41 },
  { "lære", 5 },
  { "rådmann", 0 },
  { "rådmannen", 6 },
  { "samarbeid", 33 },
  { "sær", 2 },
  { "vedtak", 50 },
  { "vedtatt", 50 },
  { "år", 70 },
  { "årsmelding", 7 },
};

static GfLexicon *
save (GfLexiconWriter *writer)
{
  g_autoptr (GError) error = NULL;

  ck_assert (gf_lexicon_writer_save (writer, "words", &error));
  return gf_lexicon_open ("words", &error);
}

static GfLexicon *
new_lexicon (void)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("", 100);

  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++)
    gf_lexicon_writer_add (writer, WORDS[i].word, WORDS[i].n_units, NULL);
  return save (writer);
}

/* "word:cost", as they come. */
static char *
tell (const GfLexicon *lexicon, const GArray *found)
{
  GString *told = g_string_new (NULL);

  for (unsigned i = 0; i < found->len; i++)
    {
      const GfNear *near = &g_array_index (found, GfNear, i);

      g_string_append_printf (told, "%s%s:%u", i > 0 ? " " : "",
                              gf_lexicon_get_word (lexicon, near->word), near->cost);
    }
  return g_string_free (told, FALSE);
}

static const struct
{
  const char *form;
  GfNearKind kind;
  unsigned max;
  const char *found;
} CASES[] = {
  /* left out, put in, changed, changed about */
  { "samrbeid", GF_NEAR_WHOLE, 5, "samarbeid:4" },
  { "samaarbeid", GF_NEAR_WHOLE, 5, "samarbeid:4" },
  { "samerbeid", GF_NEAR_WHOLE, 5, "samarbeid:4" },
  { "samabreid", GF_NEAR_WHOLE, 5, "samarbeid:4" },
  { "amarbeid", GF_NEAR_WHOLE, 5, "samarbeid:4" },
  { "samarbei", GF_NEAR_WHOLE, 5, "samarbeid:4" },
  { "asmarbeid", GF_NEAR_WHOLE, 5, "samarbeid:4" },
  /* two from seven letters, one from five, none below */
  { "smarbed", GF_NEAR_WHOLE, 5, "samarbeid:8" },
  { "sarbid", GF_NEAR_WHOLE, 5, "" },
  { "lædr", GF_NEAR_WHOLE, 5, "" },
  { "vetdak", GF_NEAR_WHOLE, 5, "vedtak:4" },
  { "vdetka", GF_NEAR_WHOLE, 5, "" },
  /* fewest edits, then most frequent, then the order of bytes */
  { "kommunedirketør", GF_NEAR_WHOLE, 5, "kommunedirektør:4" },
  { "kommunedirketøre", GF_NEAR_WHOLE, 5, "kommunedirektøren:8 kommunedirektør:8" },
  { "kommunestyrt", GF_NEAR_WHOLE, 5, "kommunestyret:4 kommunestyre:4" },
  { "kommunestyrt", GF_NEAR_WHOLE, 1, "kommunestyret:4" },
  { "vedtakt", GF_NEAR_WHOLE, 5, "vedtak:4 vedtatt:4" },
  { "kommunestyrt", GF_NEAR_WHOLE, 0, "" },
  { "vedtakk", GF_NEAR_WHOLE, 5, "vedtak:4" },
  /* without æ, ø and å, or with them where there are none */
  { "hoering", GF_NEAR_WHOLE, 5, "høring:1" },
  { "horing", GF_NEAR_WHOLE, 5, "høring:1" },
  { "aar", GF_NEAR_WHOLE, 5, "år:1" },
  { "laere", GF_NEAR_WHOLE, 5, "lære:1" },
  { "lare", GF_NEAR_WHOLE, 5, "lære:1" },
  { "saer", GF_NEAR_WHOLE, 5, "sær:1" },
  { "ser", GF_NEAR_WHOLE, 5, "sær:1" },
  { "åsen", GF_NEAR_WHOLE, 5, "aasen:1" },
  { "raadmannen", GF_NEAR_WHOLE, 5, "rådmannen:1" },
  { "brønn", GF_NEAR_WHOLE, 5, "bronn:1" },
  { "aarsmeldnig", GF_NEAR_WHOLE, 5, "årsmelding:5" },
  { "hoeyrnig", GF_NEAR_WHOLE, 5, "høyring:5" },
  /* words that are no longer there, digits, the short and the long */
  { "rådman", GF_NEAR_WHOLE, 5, "" },
  { "kommune", GF_NEAR_WHOLE, 5, "" },
  { "kommune3", GF_NEAR_WHOLE, 5, "" },
  { "or", GF_NEAR_WHOLE, 5, "" },
  { "", GF_NEAR_WHOLE, 5, "" },
  { "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", GF_NEAR_WHOLE, 5,
    "" },
  { "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", GF_NEAR_WHOLE, 5,
    "" },
  /* beginnings */
  { "kommunedirk", GF_NEAR_BEGINNING, 2, "kommunedirektøren:4 kommunedirektør:4" },
  { "hoeri", GF_NEAR_BEGINNING, 9, "høring:1 høringen:1 høringa:1" },
  { "komunes", GF_NEAR_BEGINNING, 5, "kommunestyret:4 kommunestyre:4" },
  { "rådnam", GF_NEAR_BEGINNING, 5, "" },
  { "rådnamn", GF_NEAR_BEGINNING, 5, "rådmannen:8" },
  { "fylkesmannnen", GF_NEAR_BEGINNING, 5, "fylkesmannen:4" },
  { "aasm", GF_NEAR_BEGINNING, 5, "" },
  { "aarsm", GF_NEAR_BEGINNING, 5, "årsmelding:1" },
  { "åsen", GF_NEAR_BEGINNING, 5, "aasen:1" },
};

START_TEST (the_nearest_are_found)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  int max_edits = gf_near_max_edits (CASES[_i].form);
  g_autoptr (GArray) found = gf_near_find (lexicon, CASES[_i].form, CASES[_i].kind,
                                           (unsigned) MAX (max_edits, 0), CASES[_i].max);
  g_autofree char *told = tell (lexicon, found);

  ck_assert_str_eq (told, CASES[_i].found);
}
END_TEST

static const struct
{
  const char *form;
  int max_edits;
} EDITS[] = {
  { "", -1 },      { "år", -1 },     { "sak", 0 },   { "kåre", 0 },     { "høyre", 1 },
  { "høring", 1 }, { "høringa", 2 }, { "2023", -1 }, { "sak2023", -1 }, { "covid19", -1 },
};

START_TEST (how_many_edits_a_word_bears)
{
  ck_assert_int_eq (gf_near_max_edits (EDITS[_i].form), EDITS[_i].max_edits);
}
END_TEST

static bool
soft_letters (gunichar plain, gunichar letter)
{
  return (letter == 0xe5 && plain == 'a')
         || (letter == 0xe6 && (plain == 'a' || plain == 'e'))
         || (letter == 0xf8 && plain == 'o');
}

static bool
soft_pair (const gunichar *pair, gunichar letter)
{
  return (letter == 0xe5 && pair[0] == 'a' && pair[1] == 'a')
         || (letter == 0xe6 && pair[0] == 'a' && pair[1] == 'e')
         || (letter == 0xf8 && pair[0] == 'o' && pair[1] == 'e');
}

static unsigned
naive_change (gunichar a, gunichar b)
{
  if (a == b)
    return 0;
  return soft_letters (a, b) || soft_letters (b, a) ? 1 : 4;
}

/* The whole table, as the textbook has it; of beginnings, its cheapest row. */
static unsigned
naive_cost (const char *word, const char *form, GfNearKind kind)
{
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (word, -1, NULL);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (form, -1, NULL);
  long n = g_utf8_strlen (form, -1);
  unsigned table[80][80];
  unsigned best = UINT_MAX;
  long i;

  for (i = 0; i == 0 || a[i - 1] != 0; i++)
    {
      for (long j = 0; j <= n; j++)
        {
          unsigned cost = i == 0 && j == 0 ? 0 : UINT_MAX;

          if (i > 0)
            cost = MIN (cost, table[i - 1][j] + 4);
          if (j > 0)
            cost = MIN (cost, table[i][j - 1] + 4);
          if (i > 0 && j > 0)
            cost = MIN (cost, table[i - 1][j - 1] + naive_change (a[i - 1], b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            cost = MIN (cost, table[i - 2][j - 2] + 4);
          if (i > 0 && j > 1 && soft_pair (b + j - 2, a[i - 1]))
            cost = MIN (cost, table[i - 1][j - 2] + 1);
          if (i > 1 && j > 0 && soft_pair (a + i - 2, b[j - 1]))
            cost = MIN (cost, table[i - 2][j - 1] + 1);
          table[i][j] = cost;
        }
      best = MIN (best, table[i][n]);
    }
  return kind == GF_NEAR_WHOLE ? table[i - 1][n] : best;
}

static GArray *
naive_find (const GfLexicon *lexicon, const char *form, GfNearKind kind, unsigned max)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GfNear));
  int max_edits = gf_near_max_edits (form);

  for (int edits = 0; edits <= max_edits && found->len == 0; edits++)
    for (uint32_t i = 0; i < gf_lexicon_get_n_words (lexicon); i++)
      {
        const GfNear near = { i, gf_lexicon_get_word_units (lexicon, i),
                              naive_cost (gf_lexicon_get_word (lexicon, i), form, kind) };

        if (near.n_units > 0 && near.cost <= (unsigned) edits * 4 + 3)
          gf_near_add (found, max, &near);
      }
  return found;
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
random_word (GRand *random, int n_letters, int min, int max)
{
  static const char *const letters[] = { "a", "e", "o", "r", "å", "ø", "æ", "k", "n" };
  GString *word = g_string_new (NULL);
  int length = g_rand_int_range (random, min, max + 1);

  for (int i = 0; i < length; i++)
    g_string_append (word, letters[g_rand_int_range (random, 0, n_letters)]);
  return g_string_free (word, FALSE);
}

static GfLexicon *
random_lexicon (GRand *random, int n_letters, unsigned n)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("", 100);

  for (unsigned i = 0; i < n; i++)
    g_ptr_array_add (words, random_word (random, n_letters, 1, 12));
  g_ptr_array_sort (words, by_text);
  for (unsigned i = 0; i < words->len; i++)
    gf_lexicon_writer_add (writer, g_ptr_array_index (words, i),
                           (uint32_t) g_rand_int_range (random, 0, 4), NULL);
  return save (writer);
}

/* Few letters, or many; all that is found, or the first few. */
static const struct
{
  int n_letters;
  unsigned n_words;
  unsigned max;
} VOCABULARIES[] = {
  { 3, 300, ALL }, { 5, 1000, ALL }, { 9, 2000, ALL },
  { 3, 300, 3 },   { 5, 1000, 2 },   { 9, 2000, 1 },
};

START_TEST (the_walk_agrees_with_the_textbook)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i + 3);
  int n_letters = VOCABULARIES[_i].n_letters;
  g_autoptr (GfLexicon) lexicon
      = random_lexicon (random, n_letters, VOCABULARIES[_i].n_words);
  unsigned n_found = 0;

  for (int i = 0; i < 40; i++)
    for (GfNearKind kind = GF_NEAR_WHOLE; kind <= GF_NEAR_BEGINNING; kind++)
      {
        g_autofree char *form = random_word (random, n_letters, 3, 13);
        g_autoptr (GArray) found
            = gf_near_find (lexicon, form, kind, (unsigned) gf_near_max_edits (form),
                            VOCABULARIES[_i].max);
        g_autoptr (GArray) wanted
            = naive_find (lexicon, form, kind, VOCABULARIES[_i].max);
        g_autofree char *told = tell (lexicon, found);
        g_autofree char *told_wanted = tell (lexicon, wanted);

        ck_assert_msg (strcmp (told, told_wanted) == 0, "%s: %s, not %s", form, told,
                       told_wanted);
        n_found += found->len;
      }
  ck_assert_uint_gt (n_found, 20);
}
END_TEST

START_TEST (the_hostile_are_answered_in_time)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("", 100);
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *form = g_strnfill (GF_NEAR_MAX_CHARACTERS, 'a');

  /* Every word the beginning of the next, and all of one letter. */
  for (int i = 0; i < 245; i++)
    gf_lexicon_writer_add (writer, g_string_append_c (word, 'a')->str, 1, NULL);
  g_autoptr (GfLexicon) lexicon = save (writer);
  g_autoptr (GArray) found = gf_near_find (lexicon, form, GF_NEAR_WHOLE, 2, 3);
  ck_assert_uint_eq (found->len, 1);
  ck_assert_uint_eq (g_array_index (found, GfNear, 0).cost, 0);
  g_autoptr (GArray) begun = gf_near_find (lexicon, form, GF_NEAR_BEGINNING, 2, ALL);
  ck_assert_uint_eq (begun->len, 245 - GF_NEAR_MAX_CHARACTERS + 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("near");
  TCase *tests = tcase_create ("near");

  tcase_add_loop_test (tests, the_nearest_are_found, 0, G_N_ELEMENTS (CASES));
  tcase_add_loop_test (tests, how_many_edits_a_word_bears, 0, G_N_ELEMENTS (EDITS));
  tcase_add_loop_test (tests, the_walk_agrees_with_the_textbook, 0,
                       G_N_ELEMENTS (VOCABULARIES));
  tcase_add_test (tests, the_hostile_are_answered_in_time);
  tcase_set_timeout (tests, 60);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
