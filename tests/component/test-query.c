/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to a real index: what each of them finds. */
#include <string.h>

#include "tests/component/query-fixture.h"
#include "tests/tap.h"

static const struct
{
  const char *question;
  const char *match;
  const char *ids; /* in any order: sorted here */
} questions[] = {
  /* Words, their other forms, and all of them or any. */
  { "jernbane", "all", "b.1 c.1" },
  { "jernbanen", "all", "a.2" },
  { "JERNBANE", "all", "b.1 c.1" },
  { "kommuner", "all", "a.2" },
  { "jernbane veg", "all", "b.1" },
  { "jernbane OG veg", "all", "b.1" },
  { "jernbane veg", "any", "a.3 b.1 c.1" },
  { "jernbane ELLER veg", "all", "a.3 b.1 c.1" },
  { "jernbane IKKE veg", "all", "c.1" },
  { "jernbane -veg", "any", "c.1" },
  { "IKKE jernbane -jernbanen", "all", "a.1 a.3 b.2 c.2 d.1" },
  { "ukjentord", "all", "" },
  { "ukjentord jernbane", "any", "b.1 c.1" },
  { "", "all", "a.1 a.2 a.3 b.1 b.2 c.1 c.2 d.1" },
  { "*", "all", "a.1 a.2 a.3 b.1 b.2 c.1 c.2 d.1" },
  /* Stop words. */
  { "hva er felles uttale om jernbane", "all", "b.1 c.1" },
  { "hva er felles uttale om jernbane", "any", "b.1 c.1" },
  { "en om", "all", "b.1" },
  { "\"om jernbane\"", "all", "b.1" },
  { "tittel:om jernbane", "all", "b.1" },
  /* Any of the words takes apart what wants them together. */
  { "skog NÆR jernbane", "any", "b.1 c.1" },
  { "skog OG jernbane", "any", "b.1 c.1" },
  { "\"skog om jernbane\"", "any", "b.1 c.1" },
  { "(skog ELLER veg) NÆR bredbånd", "any", "a.3 b.1 b.2" },
  { "skog NÆR jernbane type:strategi", "any", "c.1" },
  { "-\"uttale om felles\" jernbane", "any", "b.1" },
  { "tittel:\"jernbane skog\"", "any", "b.1" },
  /* Order and nearness. */
  { "\"felles uttale\"", "all", "b.1" },
  { "\"uttale felles\"", "all", "" },
  { "\"uttale om felles\"", "all", "c.1" },
  { "\"jernbane\"", "all", "b.1 c.1" },
  { "\"jernbanen\"", "all", "a.2" },
  { "felles NÆR/2 uttale", "all", "b.1" },
  { "uttale NÆR/3 felles", "all", "b.1 c.1" },
  { "jernbane NÆR/3 regionen", "all", "" },
  { "jernbane NÆR/5 regionen", "all", "c.1" },
  { "\"god jernbane\" NÆR/6 regionen", "all", "c.1" },
  { "(bane ELLER jernbane) NÆR/5 regionen", "all", "c.1" },
  { "jern* NÆR/5 region*", "all", "a.2 c.1" },
  { "jern*", "all", "a.2 b.1 c.1" },
  { "zzz*", "all", "" },
  { "jern* -bredbånd*", "all", "a.2 b.1 c.1" },
  /* Glued words. */
  { "27-samarbeidet", "all", "a.2" },
  { "27-samarbeid", "all", "a.2" },
  { "e-helse", "all", "a.2 c.2" },
  { "ehelse", "all", "a.2 c.2" },
  { "helse", "all", "a.2 c.2" },
  { "bredbånd/fiber", "all", "" },
  { "b>og<", "all", "b.2" },
  /* Fields of words. */
  { "tittel:jernbane", "all", "b.1" },
  { "tittel:\"uttale om jernbane\"", "all", "b.1" },
  { "tittel:\"jernbane om uttale\"", "all", "" },
  { "-tittel:\"uttale om jernbane\" jernbane", "all", "c.1" },
  { "vedtak:dobbeltspor", "all", "a.2" },
  { "vedtak:jernbane", "all", "" },
  { "vedtak:\"bygge dobbeltspor\"", "all", "a.2" },
  { "vedtak:\"dobbeltspor bygge\"", "all", "" },
  { "decision:(falt ELLER utsettes)", "all", "a.3 b.1" },
  { "tittel:bred*", "all", "b.2" },
  /* Read as well as they can be. */
  { "jernbane emne:uttale", "all", "" },
  { "utfall:vedttt", "all", "a.1 a.2" },
  { "regon:Heiregionen", "all", "b.1 b.2 c.1 c.2" },
  { "sak:jernbane", "all", "b.1 c.1" },
  { "år:2022..2024", "all", "a.1 a.2 a.3" },
  { "år:2024..2022", "all", "a.1 a.2 a.3" },
  { "type:strategi,notat", "all", "c.1 c.2 d.1" },
  { "felles NÆR tittel:jernbane", "all", "b.1" },
  { "tittel:\"uttale om\" NÆR jernbane", "all", "b.1" },
  { "tittel:felles-utt*", "all", "b.1" },
  { "IKKE type:referat", "all", "c.1 c.2 d.1" },
  /* The form itself. */
  { "=jernbane", "all", "b.1 c.1" },
  { "=jernbanen", "all", "a.2" },
  { "tittel:=jernbane", "all", "b.1" },
  { "=27-samarbeidet", "all", "a.2" },
  { "=27-samarbeid", "all", "" },
  /* Filters. */
  { "region:Heiregionen", "all", "b.1 b.2 c.1 c.2" },
  { "region:\"heiregionen\" jernbane", "all", "b.1 c.1" },
  { "region:\"Hei\"", "all", "" },
  { "organ:regionrådet", "all", "a.1 a.2 a.3" },
  { "body:\"Regionrådet\" type:minutes", "all", "a.1 a.2 a.3" },
  { "type:referat", "all", "a.1 a.2 a.3 b.1 b.2" },
  { "type:(strategi notat)", "all", "c.1 c.2 d.1" },
  { "-type:referat", "all", "c.1 c.2 d.1" },
  { "utfall:vedtatt", "all", "a.1 a.2" },
  { "outcome:postponed", "all", "a.3" },
  { "utfall:avslått jernbane", "all", "b.1" },
  { "språk:bokmål type:notat", "all", "d.1" },
  { "språk:nn", "all", "" },
  { "jernbane veg type:strategi", "any", "c.1" },
  { "kommune:Skien", "all", "" },
  { "kommune:staten", "all", "a.2" },      /* what is said in the text */
  { "kommune:Orkdal", "all", "b.1 b.2" },  /* what the document concerns */
  { "kommune:orkland", "all", "b.1 b.2" }, /* what it became */
  { "kommune:\"Nord-Odal\" jernbane", "all", "b.1" },
  { "type:referat -kommune:Orkdal", "all", "a.1 a.2 a.3" },
  { "Orkdal", "all", "" }, /* which nothing says */
  { "kommune:\"Felles mål\"", "all", "c.1" },
  { "jernbane -kommune:rådmannen", "all", "c.1" },
  /* Cases, however they are spelled. */
  { "sak:5/18", "all", "b.1" },
  { "sak:005/18", "all", "b.1" },
  { "sak:5-2018", "all", "b.1" },
  { "case:\"PS 5/18\"", "all", "b.1" },
  { "sak:\"ps 005/2018\"", "all", "b.1" },
  { "sak:\"KF 5/18\"", "all", "b.1" },
  { "sak:15/23", "all", "a.2" },
  { "15/23", "all", "a.2" },
  { "PS 5/18", "all", "b.1" },
  { "sak nr. 5/2018", "all", "b.1" },
  { "KF 5/18", "all", "b.1" },
  { "-15/23 jernbanen", "all", "" },
  { "sak 15/23 ELLER sak 16/23", "all", "a.2 a.3" },
  { "sak:(14/23 ELLER 16/23)", "all", "a.1 a.3" },
  { "sak:99/99", "all", "" },
  /* Dates. */
  { "år:2023", "all", "a.1 a.2 a.3" },
  { "år:2011", "all", "c.1 c.2" },
  { "year:2011..2018", "all", "b.1 b.2 c.1 c.2" },
  { "år:2018..", "all", "a.1 a.2 a.3 b.1 b.2" },
  { "år:..2018", "all", "b.1 b.2 c.1 c.2" },
  { "år:1990..1999", "all", "" },
  { "dato:2023-02-28", "all", "a.1 a.2 a.3" },
  { "dato:28.02.2023", "all", "a.1 a.2 a.3" },
  { "dato:2023-02-27", "all", "" },
  { "dato:2023-02", "all", "a.1 a.2 a.3" },
  { "dato:2023-02..2023-05", "all", "a.1 a.2 a.3" },
  { "dato:2023-03..2023-05", "all", "" },
  { "dato:2018-11-05..2023-02-27", "all", "b.1 b.2" },
  { "dato:2018-11-06..2023-02-28", "all", "a.1 a.2 a.3" },
  { "dato:2011-01..2011-06", "all", "" }, /* only the year of it is known */
  { "dato:2011-01-01..2011-12-31", "all", "c.1 c.2" },
  { "-år:1900..", "all", "d.1" },
};

START_TEST (test_question)
{
  const char *expected = questions[_i].ids;
  g_auto (GStrv) each = g_strsplit (expected, " ", -1);
  json_int_t total = *expected != '\0' ? g_strv_length (each) : 0;
  json_t *answer
      = ask_total (councils, questions[_i].question, questions[_i].match, total);
  g_autofree char *ids = sorted_ids (answer);

  ck_assert_msg (strcmp (ids, expected) == 0, "%s: %s, not %s", questions[_i].question,
                 ids, expected);
  json_decref (answer);
}
END_TEST

static const struct
{
  const char *question;
  const char *ids;
} over_documents[] = {
  { "", "a b c d" },
  { "jernbane", "b c" },
  { "jernbane bredbånd", "b" }, /* in two cases of one document */
  { "\"felles uttale\"", "b" },
  { "\"uttale felles\"", "" },
  { "-\"felles uttale\" type:referat", "a" },
  { "jernbane NÆR/5 regionen", "c" },
  { "27-samarbeid", "a" },
  { "e-helse", "a c" },
  { "jern*", "a b c" },
  { "utfall:vedtatt", "a" },
  { "PS 5/18", "b" },
  { "skog NÆR jernbane", "" },
  { "kommune:rådmannen", "b" },
  { "sak:5/18", "b" },
  { "sak:\"PS 5/18\"", "b" },
  { "vedtak:dobbeltspor", "a" },
  { "vedtak:\"bygge dobbeltspor\"", "a" },
  { "tittel:referat", "a" },
  { "tittel:\"referat 2023\"", "a" },
  { "tittel:\"2023 referat\"", "" },
  { "region:heiregionen år:2011", "c" },
};

START_TEST (test_documents)
{
  GError *error = NULL;
  json_t *answer = ask (councils, &error, "q", over_documents[_i].question, "unit",
                        "document", NULL);
  assert_ok (answer != NULL, error);
  g_autofree char *ids = sorted_ids (answer);

  ck_assert_msg (strcmp (ids, over_documents[_i].ids) == 0, "%s: %s, not %s",
                 over_documents[_i].question, ids, over_documents[_i].ids);
  json_decref (answer);
}
END_TEST

START_TEST (test_bad_question)
{
  static const char *const questions_and_starts[][2] = {
    { "type:tull", "'q': at character 6: 'tull' is no value of type" },
    { "år:nei", "'q': at character 4: 'nei' is no year" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (questions_and_starts); i++)
    {
      GError *error = NULL;
      json_t *answer = ask (councils, &error, "q", questions_and_starts[i][0], NULL);

      assert_fails (answer != NULL, error, GF_QUERY_ERROR_PARAMETER,
                    questions_and_starts[i][1]);
    }
}
END_TEST

START_TEST (test_many_wildcards)
{
  GError *error = NULL;
  g_autoptr (Fixture) built = fixture_new ("wild", "public");
  g_autoptr (GfDocument) document
      = fixture_document ('0', "x", GF_TYPE_NOTE, NULL, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned i = 0; i < 1500; i++)
    g_string_append_printf (text, "ord%u ", i);
  fixture_section (document, NULL, text->str);
  fixture_add (built, document, "x");
  fixture_commit (built);

  g_autoptr (GfIndex) index = gf_index_open ("wild", "public", NULL, &error);
  assert_ok (index != NULL, error);
  json_t *answer = ask_total (index, "ord*", "all", 1);
  ck_assert (strstr (get_string (json_object_get (answer, "query"), "plan"),
                     "står for flere enn 1000 ord")
             != NULL);
  json_decref (answer);

  answer = ask_total (index, "ord* ord* ord* ord* ord* ord*", "all", 1);
  ck_assert (strstr (get_string (json_object_get (answer, "query"), "plan"),
                     "står for flere enn 100 ord")
             != NULL);
  json_decref (answer);
}
END_TEST

/* Every operator and field at once, and long questions: answered, and soon. */
START_TEST (test_wide_questions)
{
  static const char *const parts[]
      = { "a ",       "\"a b\" ", "a-b ",   "-a ",      "a ELLER ",   "tittel:a ",
          "a NÆR b ", "i ",       "14/23 ", "PS 5/18 ", "kommune:a ", "region:a " };

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GError *error = NULL;
      g_autoptr (GString) question = g_string_new (NULL);

      for (unsigned n = 0; n < 120 && question->len < 1900; n++)
        g_string_append (question, parts[i]);
      json_t *answer = ask (councils, &error, "q", question->str, "match", "any", NULL);
      ck_assert_msg (answer != NULL || error->code == GF_QUERY_ERROR_PARAMETER, "%s",
                     error ? error->message : "");
      g_clear_error (&error);
      json_decref (answer);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query");
  TCase *tests = tcase_create ("query");

  tcase_set_timeout (tests, 60);
  tcase_add_checked_fixture (tests, councils_setup, councils_teardown);
  tcase_add_loop_test (tests, test_question, 0, G_N_ELEMENTS (questions));
  tcase_add_loop_test (tests, test_documents, 0, G_N_ELEMENTS (over_documents));
  tcase_add_test (tests, test_bad_question);
  tcase_add_test (tests, test_many_wildcards);
  tcase_add_test (tests, test_wide_questions);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
