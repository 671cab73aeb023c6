/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan in words: which words need not match, and how a question is told back. */
#include <string.h>

#include "query/question/describe.h"
#include "query/question/parse.h"
#include "query/question/stop-words.h"
#include "tests/tap.h"

static const struct
{
  const char *question;
  bool match_any;
  const char *words;
} plans[] = {
  { "", false, "alt." },
  { "*", false, "alt." },
  { "skog", false, "skog." },
  { "fiber", false, "fiber." },
  { "kommuner", false, "kommuner." },
  { "skog veg", false, "skog OG veg." },
  { "skog veg", true, "skog ELLER veg." },
  { "skog -veg", true, "skog OG IKKE veg." },
  { "skog type:referat", true, "skog OG type: referat." },
  { "hva ble vedtatt om skog", false,
    "vedtatt OG skog. Småord som ikke må være med: hva, ble, om." },
  { "og i på", false, "og OG i OG på." },
  { "om type:referat", false, "om OG type: referat." },
  { "om -skog", false, "om OG IKKE skog." },
  { "i OG skog", false, "i OG skog." },
  { "i ELLER skog", false, "i ELLER skog." },
  { "\"i\" skog", false, "\"i\" OG skog." },
  { "tittel:om skog", false, "tittel: om OG skog." },
  { "(om skog) veg", false, "skog OG veg. Småord som ikke må være med: om." },
  { "skog ELLER (veg bru)", false, "skog ELLER (veg OG bru)." },
  { "IKKE (veg bru)", false, "IKKE (veg OG bru)." },
  { "skog NÆR/5 veg", false, "skog NÆR veg (innenfor 5 ord)." },
  { "e-helse", false, "(\"e helse\" ELLER ehelse)." },
  { "14/23", false, "sak 14/23 (saken selv først, så tekst med nummeret)." },
  { "sak PS 59/13 skog", false,
    "sak PS 59/13 (saken selv først, så tekst med nummeret) OG skog." },
  { "27/10-17", false, "\"27 10 17\"." },
  { "kommune:Porsgrunn", false, "kommune: porsgrunn (nevnt i teksten)." },
  { "skog OG veg type:referat", true, "(skog ELLER veg) OG type: referat." },
  { "skog NÆR veg", true, "skog NÆR veg (innenfor 10 ord, eller ordene hver for seg)." },
  { "\"en god bru\"", true, "\"en god bru\" (eller ordene hver for seg)." },
  { "jern* \"felles uttale\"", false, "jern* OG \"felles uttale\"." },
  { "sak:\"PS 5/18\" utfall:adopted", false, "sak: PS 5/18 OG utfall: vedtatt." },
  { "år:2019..2022 dato:2023-02-28", false, "år: 2019 til 2022 OG dato: 2023-02-28." },
};

START_TEST (test_words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GfStopWords) stop_words = gf_stop_words_load (&error);

  ck_assert_msg (stop_words != NULL, "%s", error ? error->message : "");
  ck_assert (gf_parse (plans[_i].question, notes, &tree, NULL));
  if (tree != NULL)
    gf_stop_words_mark (stop_words, tree);

  g_autofree char *words = gf_describe (tree, plans[_i].match_any);
  ck_assert_str_eq (words, plans[_i].words);
}
END_TEST

START_TEST (test_stop_words)
{
  static const char *const are[] = { "og", "på", "ikkje", "frå", "kva" };
  static const char *const are_not[] = { "vedtak", "fiber", "", "# word", "kom" };
  g_autoptr (GfStopWords) stop_words = gf_stop_words_load (NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (are); i++)
    ck_assert_msg (gf_stop_words_has (stop_words, are[i]), "%s", are[i]);
  for (size_t i = 0; i < G_N_ELEMENTS (are_not); i++)
    ck_assert_msg (!gf_stop_words_has (stop_words, are_not[i]), "%s", are_not[i]);
}
END_TEST

START_TEST (test_no_register)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("GJENFINN_DATADIR", "/nowhere", TRUE);
  ck_assert (gf_stop_words_load (&error) == NULL);
  ck_assert (strstr (error->message, "GJENFINN_DATADIR") != NULL);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("plan");
  TCase *tests = tcase_create ("plan");
  g_autofree char *data = g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", NULL);

  g_setenv ("GJENFINN_DATADIR", data, TRUE);
  tcase_add_loop_test (tests, test_words, 0, G_N_ELEMENTS (plans));
  tcase_add_test (tests, test_stop_words);
  tcase_add_test (tests, test_no_register);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
