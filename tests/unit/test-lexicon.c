/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "common/lexicon.h"
#include "common/schema.h"
#include "tests/tap.h"

#define N_UNITS 100

typedef struct
{
  const char *word;
  uint32_t n_units;
  const char *lemmas; /* apart by blanks; NULL where not analysed */
  const char *parts;
} Row;

/* In order of bytes. */
static const Row ROWS[] = {
  { "2023", 40, "2023", "" },
  { "e", 2, "e", "" },
  { "høring", 12, "høring", "" },
  { "høringa", 3, "høring", "" },
  { "høringssvar", 4, "høringssvar", "høring svar" },
  { "jordvern", 7, "jordvern", "jord vern" },
  { "jordvernet", 0, "jordvern", "jord vern" },
  { "leder", 30, "leder lede", "" },
  { "ledet", 5, "lede", "" },
  { "og", 100, "og", "" },
  { "qwxyz", 1, NULL, NULL },
  { "ås", 6, "", "" },
};

/* "a b" as a list of roots. */
static char *
as_list (const char *roots)
{
  size_t length = strlen (roots);
  char *list = g_malloc0 (length + 2);

  memcpy (list, roots, length);
  g_strdelimit (list, " ", '\0');
  for (size_t i = 0; i < length; i++)
    list[i] = roots[i] == ' ' ? '\0' : roots[i];
  return list;
}

static char *
as_words (GfRootList list)
{
  GString *words = g_string_new (NULL);

  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", root);
  return g_string_free (words, FALSE);
}

static void
add_row (GfLexiconWriter *writer, const Row *row)
{
  if (row->lemmas == NULL)
    {
      gf_lexicon_writer_add (writer, row->word, row->n_units, NULL);
      return;
    }

  g_autofree char *lemmas = as_list (row->lemmas);
  g_autofree char *parts = as_list (row->parts);
  const GfWordRoots roots = { lemmas, parts };
  gf_lexicon_writer_add (writer, row->word, row->n_units, &roots);
}

static GfLexiconWriter *
new_writer (void)
{
  GfLexiconWriter *writer = gf_lexicon_writer_new ("nob 1.2", N_UNITS);

  gf_lexicon_writer_set_commit (writer, (uint64_t) 7 << 32);
  for (size_t i = 0; i < G_N_ELEMENTS (ROWS); i++)
    add_row (writer, &ROWS[i]);
  return writer;
}

static void
save (GfLexiconWriter *writer, const char *path)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (gf_lexicon_writer_save (writer, path, &error), "%s",
                 error != NULL ? error->message : "");
}

static GfLexicon *
open_rows (void)
{
  g_autoptr (GfLexiconWriter) writer = new_writer ();
  g_autoptr (GError) error = NULL;

  save (writer, "words");
  GfLexicon *lexicon = gf_lexicon_open ("words", &error);
  ck_assert_msg (lexicon != NULL, "%s", error != NULL ? error->message : "");
  return lexicon;
}

/* The bytes of the lexicon of the rows. */
static GBytes *
row_bytes (void)
{
  g_autoptr (GfLexiconWriter) writer = new_writer ();
  char *contents;
  gsize size;

  save (writer, "words");
  ck_assert (g_file_get_contents ("words", &contents, &size, NULL));
  return g_bytes_new_take (contents, size);
}

START_TEST (words_come_back)
{
  g_autoptr (GfLexicon) lexicon = open_rows ();
  const Row *row = &ROWS[_i];
  GfLexiconWord word;

  ck_assert_uint_eq (gf_lexicon_find (lexicon, row->word), (uint32_t) _i);
  ck_assert_uint_eq (gf_lexicon_lower_bound (lexicon, row->word), (uint32_t) _i);
  gf_lexicon_get (lexicon, (uint32_t) _i, &word);
  g_autofree char *lemmas = as_words (word.roots.lemmas);
  g_autofree char *parts = as_words (word.roots.parts);
  ck_assert_str_eq (word.word, row->word);
  ck_assert_uint_eq (word.n_units, row->n_units);
  ck_assert_int_eq (word.analysed, row->lemmas != NULL);
  ck_assert_str_eq (lemmas, row->lemmas != NULL ? row->lemmas : "");
  ck_assert_str_eq (parts, row->parts != NULL ? row->parts : "");
  ck_assert_str_eq (gf_lexicon_get_word (lexicon, (uint32_t) _i), row->word);
  ck_assert_uint_eq (gf_lexicon_get_word_units (lexicon, (uint32_t) _i), row->n_units);
}
END_TEST

START_TEST (the_whole_comes_back)
{
  g_autoptr (GfLexicon) lexicon = open_rows ();
  g_autoptr (GfLexicon) other = gf_lexicon_ref (lexicon);

  ck_assert_str_eq (gf_lexicon_get_stamp (other), "nob 1.2");
  ck_assert_uint_eq (gf_lexicon_get_n_units (other), N_UNITS);
  ck_assert_uint_eq (gf_lexicon_get_n_words (other), G_N_ELEMENTS (ROWS));
  ck_assert_uint_eq (gf_lexicon_get_commit (other), (uint64_t) 7 << 32);
  ck_assert (gf_lexicon_verify (other, NULL));
}
END_TEST

static const struct
{
  const char *wanted;
  uint32_t bound;
} NOT_THERE[] = {
  { "", 0 },      { "2", 0 },     { "hør", 2 },    { "høringb", 4 }, { "oga", 10 },
  { "åsen", 12 }, { "\xff", 12 }, { "ledere", 8 }, { "e\xff", 2 },   { "høring\xff", 5 },
};

START_TEST (what_is_not_there_is_not_found)
{
  g_autoptr (GfLexicon) lexicon = open_rows ();

  ck_assert_uint_eq (gf_lexicon_find (lexicon, NOT_THERE[_i].wanted), UINT32_MAX);
  ck_assert_uint_eq (gf_lexicon_lower_bound (lexicon, NOT_THERE[_i].wanted),
                     NOT_THERE[_i].bound);
}
END_TEST

START_TEST (a_number_too_high_has_no_word)
{
  g_autoptr (GfLexicon) lexicon = open_rows ();
  static const uint32_t numbers[] = { G_N_ELEMENTS (ROWS), UINT32_MAX };

  for (size_t i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      GfLexiconWord word;
      unsigned shared;

      gf_lexicon_get (lexicon, numbers[i], &word);
      ck_assert_str_eq (word.word, "");
      ck_assert (!word.analysed && word.n_units == 0);
      ck_assert_str_eq (word.roots.lemmas, "");
      ck_assert_str_eq (gf_lexicon_get_word (lexicon, numbers[i]), "");
      ck_assert_uint_eq (gf_lexicon_get_word_units (lexicon, numbers[i]), 0);
      ck_assert_uint_eq (gf_lexicon_next_branch (lexicon, numbers[i], 1, &shared),
                         G_N_ELEMENTS (ROWS));
    }
}
END_TEST

static const struct
{
  const char *root;
  bool part;
  const char *words;
} ROOTS[] = {
  { "høring", false, "høring høringa" },
  { "jordvern", false, "jordvern jordvernet" },
  { "lede", false, "leder ledet" },
  { "leder", false, "leder" },
  { "2023", false, "2023" },
  { "høringssvar", false, "høringssvar" },
  { "svar", false, "" },
  { "", false, "" },
  { "åååå", false, "" },
  { "jord", true, "jordvern jordvernet" },
  { "svar", true, "høringssvar" },
  { "høring", true, "høringssvar" },
  { "lede", true, "" },
  { "", true, "" },
};

START_TEST (roots_have_their_words)
{
  g_autoptr (GfLexicon) lexicon = open_rows ();
  g_autoptr (GString) words = g_string_new (NULL);
  const uint32_t *numbers;
  size_t n = ROOTS[_i].part
                 ? gf_lexicon_words_of_part (lexicon, ROOTS[_i].root, &numbers)
                 : gf_lexicon_words_of_lemma (lexicon, ROOTS[_i].root, &numbers);

  for (size_t i = 0; i < n; i++)
    {
      ck_assert (i == 0 || numbers[i - 1] < numbers[i]);
      g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                              gf_lexicon_get_word (lexicon, numbers[i]));
    }
  ck_assert_str_eq (words->str, ROOTS[_i].words);
}
END_TEST

/* Shares of a hundred units: the grams of ROWS worked out by hand. */
static const struct
{
  const char *gram;
  double units;
} GRAMS[] = {
  { "_hør", 100 * (1 - .88 * .97 * .96) },
  { "ordv", 7 }, /* not in what is no longer in the index */
  { "_e_", 2 },
  { "_og_", 100 },
  { "_ås_", 6 },
  { "2023", 40 },
  { "_led", 100 * (1 - .7 * .95) },
  { "qwxy", 1 },
  { "ssss", 0 },
  { "_e", 0 },
  { "", 0 },
  { "ring", 100 * (1 - .88 * .97 * .96) },
};

START_TEST (grams_are_as_common_as_their_words)
{
  g_autoptr (GfLexicon) lexicon = open_rows ();

  ck_assert_double_eq_tol (gf_lexicon_gram_units (lexicon, GRAMS[_i].gram),
                           GRAMS[_i].units, 1e-4);
}
END_TEST

START_TEST (a_word_counts_once_for_a_gram)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("s", 10);

  gf_lexicon_writer_add (writer, "haahaahaahaa", 5, NULL);
  save (writer, "words");
  g_autoptr (GfLexicon) lexicon = gf_lexicon_open ("words", NULL);
  ck_assert_double_eq_tol (gf_lexicon_gram_units (lexicon, "haah"), 5, 1e-6);
}
END_TEST

START_TEST (more_units_than_there_are_is_all_of_them)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("s", 10);

  gf_lexicon_writer_add (writer, "høring", 50, NULL);
  gf_lexicon_writer_add (writer, "høringa", 1, NULL);
  save (writer, "words");
  g_autoptr (GfLexicon) lexicon = gf_lexicon_open ("words", NULL);
  ck_assert_double_eq (gf_lexicon_gram_units (lexicon, "_hør"), 10);
}
END_TEST

START_TEST (an_empty_one_has_nothing)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("", 0);
  const uint32_t *numbers;

  save (writer, "words");
  g_autoptr (GfLexicon) lexicon = gf_lexicon_open ("words", NULL);
  ck_assert_ptr_nonnull (lexicon);
  ck_assert (gf_lexicon_verify (lexicon, NULL));
  ck_assert_uint_eq (gf_lexicon_get_n_words (lexicon), 0);
  ck_assert_uint_eq (gf_lexicon_find (lexicon, "a"), UINT32_MAX);
  ck_assert_uint_eq (gf_lexicon_words_of_lemma (lexicon, "a", &numbers), 0);
  ck_assert_uint_eq (gf_lexicon_words_of_part (lexicon, "a", &numbers), 0);
  ck_assert_double_eq (gf_lexicon_gram_units (lexicon, "aaaa"), 0);
}
END_TEST

START_TEST (words_that_cannot_stand_are_left_out)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("s", 1);
  g_autofree char *longest = g_strnfill (GF_TERM_MAX_BYTES, 'b');
  g_autofree char *too_long = g_strnfill (GF_TERM_MAX_BYTES + 1, 'c');

  gf_lexicon_writer_add (writer, "", 1, NULL);
  gf_lexicon_writer_add (writer, "a\xff", 1, NULL);
  gf_lexicon_writer_add (writer, longest, 1, NULL);
  gf_lexicon_writer_add (writer, longest, 1, NULL);
  gf_lexicon_writer_add (writer, "a", 1, NULL);
  gf_lexicon_writer_add (writer, too_long, 1, NULL);
  gf_lexicon_writer_add (writer, "d", 1, NULL);
  save (writer, "words");
  g_autoptr (GfLexicon) lexicon = gf_lexicon_open ("words", NULL);
  ck_assert_uint_eq (gf_lexicon_get_n_words (lexicon), 2);
  ck_assert_str_eq (gf_lexicon_get_word (lexicon, 0), longest);
  ck_assert_str_eq (gf_lexicon_get_word (lexicon, 1), "d");
}
END_TEST

START_TEST (roots_that_cannot_stand_are_left_out)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("s", 1);
  g_autofree char *too_long = g_strnfill (GF_TERM_MAX_BYTES + 1, 'c');
  g_autofree char *spelled = g_strdup_printf ("en %s to\nfem a\xff to tre en", too_long);
  g_autoptr (GString) many = g_string_new (NULL);
  GfLexiconWord word;
  const uint32_t *numbers;

  for (unsigned i = 0; i < GF_LEXICON_MAX_ROOTS + 5; i++)
    g_string_append_printf (many, "%sr%u", i > 0 ? " " : "", i);
  g_autofree char *lemmas = as_list (spelled);
  g_autofree char *parts = as_list (many->str);
  const GfWordRoots roots = { lemmas, parts };
  gf_lexicon_writer_add (writer, "a", 1, &roots);
  save (writer, "words");

  g_autoptr (GfLexicon) lexicon = gf_lexicon_open ("words", NULL);
  gf_lexicon_get (lexicon, 0, &word);
  g_autofree char *kept = as_words (word.roots.lemmas);
  g_autofree char *kept_parts = as_words (word.roots.parts);
  ck_assert_str_eq (kept, "en to tre en");
  ck_assert_uint_eq (gf_lexicon_words_of_lemma (lexicon, "en", &numbers), 1);
  g_auto (GStrv) split = g_strsplit (kept_parts, " ", -1);
  ck_assert_uint_eq (g_strv_length (split), GF_LEXICON_MAX_ROOTS);
}
END_TEST

START_TEST (the_same_words_make_the_same_bytes)
{
  g_autoptr (GBytes) first = row_bytes ();
  g_autoptr (GBytes) second = row_bytes ();
  g_autoptr (GfLexiconWriter) writer = new_writer ();

  ck_assert (g_bytes_equal (first, second));
  save (writer, "twice");
  save (writer, "twice");
  g_autoptr (GMappedFile) third = g_mapped_file_new ("twice", FALSE, NULL);
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (third);
  ck_assert (g_bytes_equal (first, bytes));
}
END_TEST

START_TEST (a_save_leaves_nothing_beside)
{
  ck_assert (g_file_set_contents ("words.new", "left by one that was killed", -1, NULL));
  g_autoptr (GfLexicon) before = open_rows ();
  g_autoptr (GfLexicon) after = open_rows ();

  /* The one that was mapped is as it was, in another file. */
  ck_assert_uint_eq (gf_lexicon_find (before, "og"), gf_lexicon_find (after, "og"));
  ck_assert (gf_lexicon_verify (before, NULL));
  ck_assert (!g_file_test ("words.new", G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST (a_save_that_fails_changes_nothing)
{
  g_autoptr (GBytes) before = row_bytes ();
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("other", 1);
  g_autoptr (GError) error = NULL;

  ck_assert (!gf_lexicon_writer_save (writer, "none/words", &error));
  ck_assert (g_error_matches (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_IO));
  g_clear_error (&error);
  ck_assert_int_eq (g_mkdir ("words.new", 0700), 0);
  ck_assert (!gf_lexicon_writer_save (writer, "words", &error));
  ck_assert (g_error_matches (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_IO));
  g_clear_error (&error);
  ck_assert_int_eq (g_rmdir ("words.new"), 0);
  ck_assert_int_eq (symlink ("words", "words.new"), 0);
  ck_assert (!gf_lexicon_writer_save (writer, "words", &error));
  ck_assert (g_error_matches (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_IO));
  g_autoptr (GMappedFile) file = g_mapped_file_new ("words", FALSE, NULL);
  g_autoptr (GBytes) after = g_mapped_file_get_bytes (file);
  ck_assert (g_bytes_equal (before, after));
  ck_assert_int_eq (g_unlink ("words.new"), 0);
}
END_TEST

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Words of few letters, so that they share beginnings; some come twice. */
static GPtrArray *
random_words (GRand *random, unsigned n)
{
  static const char *const letters[] = { "a", "b", "å", "ø" };
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0; i < n; i++)
    {
      GString *word = g_string_new (NULL);
      int length = g_rand_int_range (random, 1, 9);

      for (int j = 0; j < length; j++)
        g_string_append (word, letters[g_rand_int_range (random, 0, 4)]);
      g_ptr_array_add (words, g_string_free (word, FALSE));
    }
  g_ptr_array_sort (words, by_text);
  return words;
}

static GfLexicon *
save_random (GRand *random, unsigned n)
{
  g_autoptr (GPtrArray) words = random_words (random, n);
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("s", N_UNITS);

  for (unsigned i = 0; i < words->len; i++)
    gf_lexicon_writer_add (writer, g_ptr_array_index (words, i),
                           (uint32_t) g_rand_int_range (random, 0, N_UNITS), NULL);
  save (writer, "words");
  return gf_lexicon_open ("words", NULL);
}

static unsigned
count_shared (const char *a, const char *b)
{
  g_autofree gunichar *first = g_utf8_to_ucs4_fast (a, -1, NULL);
  g_autofree gunichar *second = g_utf8_to_ucs4_fast (b, -1, NULL);
  unsigned n = 0;

  while (first[n] != 0 && first[n] == second[n])
    n++;
  return n;
}

START_TEST (branches_are_those_of_the_words)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GfLexicon) lexicon = save_random (random, 500);
  uint32_t n = gf_lexicon_get_n_words (lexicon);

  for (uint32_t i = 0; i < n; i++)
    for (unsigned depth = 1; depth < 6; depth++)
      {
        const char *word = gf_lexicon_get_word (lexicon, i);
        uint32_t next = i + 1;
        unsigned shared;

        while (next < n
               && count_shared (word, gf_lexicon_get_word (lexicon, next)) >= depth)
          next++;
        ck_assert_uint_eq (gf_lexicon_next_branch (lexicon, i, depth, &shared), next);
        ck_assert_uint_eq (
            shared,
            next < n ? count_shared (word, gf_lexicon_get_word (lexicon, next)) : 0);
      }
}
END_TEST

/* The formula of the header, over every word. */
static double
naive_gram_units (const GfLexicon *lexicon, const char *gram)
{
  double missing = 1;

  for (uint32_t i = 0; i < gf_lexicon_get_n_words (lexicon); i++)
    {
      g_autofree char *padded
          = g_strdup_printf ("_%s_", gf_lexicon_get_word (lexicon, i));

      if (strstr (padded, gram) != NULL)
        missing *= 1 - (double) gf_lexicon_get_word_units (lexicon, i) / N_UNITS;
    }
  return N_UNITS * (1 - missing);
}

START_TEST (grams_agree_with_the_formula)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GfLexicon) lexicon = save_random (random, 60);
  g_autoptr (GPtrArray) grams = random_words (random, 300);

  for (unsigned i = 0; i < grams->len; i++)
    {
      g_autofree char *gram = g_utf8_substring (g_ptr_array_index (grams, i), 0, 4);
      if (g_utf8_strlen (gram, -1) == GF_GRAM_CHARACTERS)
        ck_assert_double_eq_tol (gf_lexicon_gram_units (lexicon, gram),
                                 naive_gram_units (lexicon, gram), 1e-4);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("lexicon");
  TCase *tests = tcase_create ("lexicon");

  tcase_add_loop_test (tests, words_come_back, 0, G_N_ELEMENTS (ROWS));
  tcase_add_test (tests, the_whole_comes_back);
  tcase_add_loop_test (tests, what_is_not_there_is_not_found, 0,
                       G_N_ELEMENTS (NOT_THERE));
  tcase_add_test (tests, a_number_too_high_has_no_word);
  tcase_add_loop_test (tests, roots_have_their_words, 0, G_N_ELEMENTS (ROOTS));
  tcase_add_loop_test (tests, grams_are_as_common_as_their_words, 0,
                       G_N_ELEMENTS (GRAMS));
  tcase_add_test (tests, a_word_counts_once_for_a_gram);
  tcase_add_test (tests, more_units_than_there_are_is_all_of_them);
  tcase_add_test (tests, an_empty_one_has_nothing);
  tcase_add_test (tests, words_that_cannot_stand_are_left_out);
  tcase_add_test (tests, roots_that_cannot_stand_are_left_out);
  tcase_add_test (tests, the_same_words_make_the_same_bytes);
  tcase_add_test (tests, a_save_leaves_nothing_beside);
  tcase_add_test (tests, a_save_that_fails_changes_nothing);
  tcase_add_test (tests, branches_are_those_of_the_words);
  tcase_add_test (tests, grams_agree_with_the_formula);
  tcase_set_timeout (tests, 30);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
