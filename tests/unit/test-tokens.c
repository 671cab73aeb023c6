/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/tokens.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "common/schema.h"

/* Text, and its words with a space between; "+" stands before one that is glued, "="
   before one that is hyphenated. */
static const struct
{
  const char *text;
  const char *words;
} parted[] = {
  { "", "" },
  { " \t\r\n\u00a0\u2003", "" },
  { "...!?§ – •", "" },
  { "Kommunedirektørkollegiet", "kommunedirektørkollegiet" },
  { "ÆRLIG Øst Åpen", "ærlig øst åpen" },
  { "møte, 28.02.23.", "møte 28 +02 +23" },
  { "27-samarbeid", "27 +samarbeid" },
  { "Asker- og Bærum", "asker og bærum" },
  { "14/23", "14 +23" },
  { "2.1", "2 +1" },
  { "ka'kje", "ka +kje" },
  { "ka\u2019kje", "ka +kje" },
  { "post@varstad.example", "post +varstad +example" },
  { "og/eller", "og +eller" },
  { "a--b", "a b" },
  { "a - b", "a b" },
  { "a\u00a0b", "a b" },
  { "a\nb", "a b" },
  { "a\u2028b", "a b" },
  { "§5", "5" },
  { "-a", "a" },
  { "snake_case", "snake +case" },
  { "a–b", "a +b" },
  /* hyphens between letters */
  { "e-helse", "e =helse" },
  { "e\u2010helse e\u2011helse", "e =helse e =helse" },
  { "sør-øst-norge", "sør =øst =norge" },
  { "Øvre-Å", "øvre =å" },
  { "COVID-19 19-covid", "covid +19 19 +covid" },
  { "caf\u00e9-m\u00f8te", "cafe =møte" },
  { "cafe\u0301-møte", "cafe =møte" },
  { "e\u00ad-\u200bhelse", "e =helse" },
  { "m\u00b2-pris", "m2 +pris" },
  /* accents */
  { "én idé, òg fôr; Grüner Händel Löwe", "en ide og for gruner handel lowe" },
  { "e\u0301n ide\u0301", "en ide" },
  { "šaman Čáhcesuolo Đ ŋ", "saman cahcesuolo đ ŋ" },
  { "A\u030as a\u030as \u212bs \u00c5s", "ås ås ås ås" },
  { "\u01fas A\u030a\u0301s a\u0323\u030as", "ås ås ås" },
  { "u\u030a \u016f", "u u" },
  { "\u01feye ø\u0301ye \u01fd", "øye øye æ" },
  { "Straße \u1e9e \u00ff", "straße ß y" },
  { "e\u20dd", "e" },
  { "\u0301a \u0301", "a" },
  { "x \u0301y", "x y" },
  { "x\u2028\u0301\u2028y", "x y" },
  /* ligatures and other spellings of letters */
  { "e\ufb03sient \ufb02yt ﬁnne", "effisient flyt finne" },
  { "\u0133s \u01c4", "ijs dz" },
  { "ＦＵＬＬ１", "full1" },
  { "m² CO₂ 1ª nº", "m2 co2 1a no" },
  { "½ 1½ \u2153", "½ 1½ ⅓" },
  { "\u2168 \u2460", "ix 1" },
  { "\U0001d400\U0001d41b \u211d \u212a", "ab r k" },
  { "Ⅳ", "iv" },
  { "\u0130", "i" },
  { "\u03a9 \u2126 \u1f00\u0345 ς", "ω ω α ς" },
  { "Ёлка йод", "елка иод" },
  /* what is passed over */
  { "sam\u00adarbeid sam\u200barbeid sam\u200darbeid sam\ufeffarbeid",
    "samarbeid samarbeid samarbeid samarbeid" },
  { "\u00adsam\u00ad arbeid\u2060", "sam arbeid" },
  { "a\ufe0fb \U000e0100c", "ab c" },
  /* scripts whose marks are more than accents */
  { "\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940" },
  { "\ud55c\uad6d \u1112\u1161\u11ab", "\ud55c\uad6d \ud55c" },
  { "\u304c \u304b\u3099", "\u304c \u304c" },
  { "\ufdfa \ufe70", "\ufdfa \ufe70" },
  { "東京2024", "東京2024" },
};

static char *
list_words (const char *text, gssize length)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, length);
  GString *words = g_string_new (NULL);
  GfToken token;

  while (gf_tokens_next (tokens, &token))
    {
      bool hyphenated = gf_tokens_is_hyphenated (tokens);

      ck_assert (token.glued || !hyphenated);
      g_string_append (words, words->len > 0 ? " " : "");
      g_string_append (words, hyphenated ? "=" : token.glued ? "+" : "");
      g_string_append (words, token.form);
    }
  ck_assert (!gf_tokens_next (tokens, &token));
  return g_string_free (words, FALSE);
}

START_TEST (parts_text)
{
  g_autofree char *words = list_words (parted[_i].text, -1);

  ck_assert_str_eq (words, parted[_i].words);
}
END_TEST

/* A text exactly as long as its memory: a sanitizer sees one byte too many being read. */
START_TEST (reads_no_further_than_length)
{
  size_t length = strlen (parted[_i].text);
  g_autofree char *exact = g_memdup2 (parted[_i].text, MAX (length, 1));
  g_autofree char *words = list_words (exact, (gssize) length);

  ck_assert_str_eq (words, parted[_i].words);
}
END_TEST

/* The words come out the same from the text decomposed. */
START_TEST (takes_both_normal_forms)
{
  g_autofree char *apart = g_utf8_normalize (parted[_i].text, -1, G_NORMALIZE_NFD);
  g_autofree char *together = g_utf8_normalize (parted[_i].text, -1, G_NORMALIZE_NFC);
  g_autofree char *words_apart = list_words (apart, -1);
  g_autofree char *words_together = list_words (together, -1);

  ck_assert_str_eq (words_apart, parted[_i].words);
  ck_assert_str_eq (words_together, parted[_i].words);
}
END_TEST

START_TEST (stops_at_length_and_parts_at_nul)
{
  g_autofree char *words = list_words ("en to\0tre fire", 11);

  ck_assert_str_eq (words, "en to +tre f");
}
END_TEST

static const struct
{
  const char *text;
  size_t start;
  size_t end;
} placed[] = {
  { "  sak", 2, 5 },      { "«Ås»", 2, 5 },
  { "ide\u0301.", 0, 5 }, { "\u00adsam\u00adarbeid\u00ad.", 2, 13 },
  { "e\ufe0f.", 0, 1 },   { "\u0301 \u212b!", 3, 6 },
  { "\ufb01n", 0, 4 },    { "½", 0, 2 },
};

START_TEST (places_words_in_the_original)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (placed[_i].text, -1);
  GfToken token;

  ck_assert (gf_tokens_next (tokens, &token));
  ck_assert_uint_eq (token.start, placed[_i].start);
  ck_assert_uint_eq (token.end, placed[_i].end);
  ck_assert (!gf_tokens_next (tokens, &token));
}
END_TEST

static const struct
{
  const char *word;
  const char *folded;
} folds[] = {
  { "", "" },
  { "Kommunedirektør", "kommunedirektør" },
  { "27-Samarbeid", "27-samarbeid" },
  { "IDÉ og ÅS", "ide og ås" },
  { "A\u030as", "ås" },
  { "sam\u00adarbeid", "samarbeid" },
  { "½ \u00a0§", "½ \u00a0§" },
  { "Han\u1112\u1161\u11ab", "han\ud55c" },
};

START_TEST (folds_without_parting)
{
  g_autofree char *folded = gf_tokens_fold (folds[_i].word);

  ck_assert_str_eq (folded, folds[_i].folded);
}
END_TEST

/* Every character there is: a word by itself is never empty, never begins with what a
   prefix begins with, folds to the same as gf_tokens_fold (), and folded again stays as
   it is. */
START_TEST (holds_for_all_of_unicode)
{
  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      char text[7] = { 0 };
      GfToken token;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
      if (!gf_tokens_next (tokens, &token))
        continue;

      g_autofree char *folded = gf_tokens_fold (text);
      g_autofree char *again = gf_tokens_fold (token.form);
      ck_assert_msg (*token.form != '\0', "U+%04X is an empty word", c);
      ck_assert_msg (!g_ascii_isupper (*token.form), "U+%04X begins a prefix", c);
      ck_assert_str_eq (folded, token.form);
      ck_assert_str_eq (again, token.form);
      ck_assert_uint_eq (token.end, strlen (text));
    }
}
END_TEST

START_TEST (gives_long_words_whole)
{
  g_autofree char *ascii = g_strnfill (1000000, 'A');
  g_autofree char *folded = g_strnfill (1000000, 'a');
  g_autofree char *words = list_words (ascii, -1);

  ck_assert_str_eq (words, folded);
}
END_TEST

/* One letter and a million marks of alternating classes: reordering them would take
 * hours. */
START_TEST (is_linear_in_marks)
{
  GString *text = g_string_new ("\u05d0");

  for (int i = 0; i < 500000; i++)
    g_string_append (text, "\u05b1\u0591");
  g_autofree char *marks = g_string_free (text, FALSE);
  g_autofree char *words = list_words (marks, -1);
  ck_assert_uint_gt (strlen (words), GF_WORD_MAX_BYTES);
}
END_TEST

START_TEST (is_linear_in_separators)
{
  g_autofree char *dots = g_strnfill (4000000, '.');
  g_autofree char *words = list_words (dots, -1);

  ck_assert_str_eq (words, "");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tokens");
  TCase *tokens = tcase_create ("tokens");
  SRunner *runner = srunner_create (suite);

  tcase_set_timeout (tokens, 60);
  tcase_add_loop_test (tokens, parts_text, 0, G_N_ELEMENTS (parted));
  tcase_add_loop_test (tokens, reads_no_further_than_length, 0, G_N_ELEMENTS (parted));
  tcase_add_loop_test (tokens, takes_both_normal_forms, 0, G_N_ELEMENTS (parted));
  tcase_add_test (tokens, stops_at_length_and_parts_at_nul);
  tcase_add_loop_test (tokens, places_words_in_the_original, 0, G_N_ELEMENTS (placed));
  tcase_add_loop_test (tokens, folds_without_parting, 0, G_N_ELEMENTS (folds));
  tcase_add_test (tokens, holds_for_all_of_unicode);
  tcase_add_test (tokens, gives_long_words_whole);
  tcase_add_test (tokens, is_linear_in_marks);
  tcase_add_test (tokens, is_linear_in_separators);
  suite_add_tcase (suite, tokens);

  srunner_set_tap (runner, "-");
  srunner_run_all (runner, CK_SILENT);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
