/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said about a question that is not as it should be, and what is refused. */
#include <string.h>

#include "query/question/parse.h"
#include "query/question/trouble.h"
#include "tests/tap.h"

static char *
repeat (const char *text, unsigned n)
{
  GString *out = g_string_new (NULL);

  for (unsigned i = 0; i < n; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* What is said about it, whole. */
static const struct
{
  const char *question;
  const char *note;
} notes_of[] = {
  { "\"a b", "Anførselstegnet ved tegn 1 mangler sluttegn; lest som «a b»." },
  { "æ \"", "Anførselstegnet ved tegn 3 er oversett." },
  { "æ (b", "Parentesen ved tegn 3 er ikke lukket; den er lest til slutten." },
  { "a ) b", "En «)» uten «(» er oversett." },
  { "a OG", "«OG» har ikke noe å virke på, og er oversett." },
  { "OG", "Spørsmålet er bare operatorer, og er lest som ord." },
  { "-a", "Der det bare står hva som ikke skal være med, er alt annet tatt med." },
  { "foo:b",
    "«foo:» er ikke et felt, og er lest som et ord. Feltene er tittel, vedtak, region, "
    "organ, kommune, type, sak, utfall, år, dato, frist, språk." },
  { "regon:b", "«regon:» er lest som region:." },
  { "region:", "«region:» mangler en verdi, og er lest som et ord." },
  { "a region:\"\"", "«region:» mangler en verdi, og er oversett." },
  { "utfall:vetatt", "«utfall:vetatt» er lest som utfall:vedtatt." },
  { "utfall: vedtatt", "«utfall: vedtatt» er lest som utfall:vedtatt." },
  { "utfall: vetatt",
    "«utfall: vetatt» er lest som ord: «vetatt» er ingen verdi av utfall." },
  { "dato:2023-02-30", "«dato:2023-02-30» er lest som 2023-02-28." },
  { "sak:jord", "«jord» er ikke et saksnummer, og er lest som ord i teksten." },
  { "tittel:-a b", "«tittel:-a» er lest som -tittel:a." },
  { "a NÆR/0 b", "«NÆR/0» er lest som NÆR/10: tallet kan være fra 1 til 100." },
  { "a NÆR/2 b NÆR/3 c", "Flere NÆR etter hverandre rekker like langt: NÆR/3." },
  { "a NÆR tittel:b", "NÆR virker bare mellom ord og sitater utenfor felt, og mellom "
                      "(dette ELLER hint); lest som OG." },
  { "*bane", "«*bane»: stjernen virker bare sist i et ord." },
  { "a*b", "«a*b»: stjernen virker bare sist i et ord; lest som «a*»." },
  { "\"a* b\"", "En stjerne virker ikke i anførselstegn, og er oversett." },
  { "type:*", "«type:*» velger ingenting bort, og er lest som alt." },
  { "tittel:e-hel*", "«tittel:e-hel*»: ordene trenger ikke stå ved siden av hverandre." },
};

START_TEST (test_note)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;

  ck_assert (gf_parse (notes_of[_i].question, notes, &tree, NULL));
  ck_assert_uint_gt (notes->len, 0);
  ck_assert_str_eq (g_ptr_array_index (notes, 0), notes_of[_i].note);
}
END_TEST

/* Notes are bounded in number and in length, and on one line. */
START_TEST (test_notes_are_bounded)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GString) question = g_string_new ("utfall: \"");
  g_autofree char *long_word = repeat ("lang\x1b[1m\n", 100);

  g_string_append_printf (question, "%s\" ", long_word);
  for (char c = 'a'; c <= 'z'; c++)
    g_string_append_printf (question, "nav%c:%c ", c, c);
  ck_assert (gf_parse (question->str, notes, &tree, NULL));
  ck_assert_uint_eq (notes->len, 11);
  ck_assert_str_eq (g_ptr_array_index (notes, 10),
                    "Mer i spørsmålet er lest på annen måte enn det er skrevet.");
  for (unsigned i = 0; i < notes->len; i++)
    {
      const char *note = g_ptr_array_index (notes, i);

      ck_assert_uint_lt (strlen (note), 300);
      ck_assert (strpbrk (note, "\n\x1b") == NULL);
    }
}
END_TEST

static const struct
{
  const char *question;
  const char *reason;
  unsigned character;
  const char *message; /* what it holds */
  const char *norwegian;
} refusals[] = {
  { "type:ukjenttype", GF_TROUBLE_NO_VALUE, 6,
    "'ukjenttype' is no value of type (may be ",
    "«ukjenttype» kan ikke stå etter type:. Det kan være referat, innkalling, " },
  { "æøå type:ukjenttype", GF_TROUBLE_NO_VALUE, 10, "case-paper (saksframlegg)",
    "saksframlegg" },
  { "utfall:vedtatt,kanskje", GF_TROUBLE_NO_VALUE, 16, "postponed (utsatt)", "utsatt" },
  { "a\xcc\x8a språk:samisk", GF_TROUBLE_NO_VALUE, 9,
    "nb (bokmål), nn (nynorsk), en (engelsk)", "bokmål, nynorsk, engelsk" },
  { "sak:5", GF_TROUBLE_NO_VALUE, 5, "'5' is no value of sak (may be a case number",
    "«5» kan ikke stå etter sak:. Det kan være et saksnummer som 14/23" },
  { "år:nei", GF_TROUBLE_NO_VALUE, 4, "'nei' is no year (may be 2023",
    "«nei» er ikke et år. Det kan være 2023" },
  { "dato:20191", GF_TROUBLE_NO_VALUE, 6, "'20191' is no date", "er ikke en dato" },
  { "type:\"ukjent\n\x1b type\"", GF_TROUBLE_NO_VALUE, 6, "'ukjent   type' is no",
    "«ukjent   type» kan" },
  { "???", GF_TROUBLE_NO_WORD, 0, "'q': there is no word in it", "Det er ingen ord" },
  { "()", GF_TROUBLE_NO_WORD, 0, "'q': there is no word in it", "Det er ingen ord" },
  { "kommune:\"\"", GF_TROUBLE_NO_WORD, 0, "no word", "ingen ord" },
};

START_TEST (test_refusal)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (!gf_parse (refusals[_i].question, notes, &tree, &error));
  g_autoptr (GError) copy = g_error_copy (error);
  ck_assert (g_error_matches (copy, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER));
  ck_assert_msg (g_str_has_prefix (copy->message, "'q': "), "%s", copy->message);
  ck_assert_msg (strstr (copy->message, refusals[_i].message) != NULL, "%s: %s",
                 refusals[_i].question, copy->message);
  ck_assert_str_eq (gf_trouble_get_reason (copy), refusals[_i].reason);
  ck_assert_uint_eq (gf_trouble_get_character (copy), refusals[_i].character);
  ck_assert_msg (strstr (gf_trouble_get_norwegian (copy), refusals[_i].norwegian) != NULL,
                 "%s: %s", refusals[_i].question, gf_trouble_get_norwegian (copy));

  g_autofree char *place
      = g_strdup_printf ("'q': at character %u: ", refusals[_i].character);
  ck_assert (refusals[_i].character == 0 || g_str_has_prefix (copy->message, place));
}
END_TEST

/* An error of another kind has nothing of this. */
START_TEST (test_no_trouble)
{
  g_autoptr (GError) other = g_error_new (GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, "x");
  g_autoptr (GError) foreign = g_error_new (G_FILE_ERROR, G_FILE_ERROR_IO, "x");
  const GError *errors[] = { other, foreign, NULL };

  for (size_t i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      ck_assert_ptr_null (gf_trouble_get_reason (errors[i]));
      ck_assert_ptr_null (gf_trouble_get_norwegian (errors[i]));
      ck_assert_uint_eq (gf_trouble_get_character (errors[i]), 0);
    }
}
END_TEST

/* Long and deep questions: read, or refused for the reason that is so, and never a crash.
 */
static const struct
{
  const char *text;
  unsigned n;
  const char *reason; /* NULL where it is read */
} nasty[] = {
  { "(", 2000, GF_TROUBLE_TOO_DEEP },
  { ")", 2000, GF_TROUBLE_NO_WORD },
  { "(", 30, GF_TROUBLE_NO_WORD },
  { "\"", 1999, GF_TROUBLE_NO_WORD },
  { "-", 2000, GF_TROUBLE_NO_WORD },
  { "=", 2000, GF_TROUBLE_NO_WORD },
  { ",", 2000, GF_TROUBLE_NO_WORD },
  { "-(", 1000, GF_TROUBLE_TOO_DEEP },
  { "IKKE ", 400, GF_TROUBLE_TOO_MANY_WORDS },
  { "a ", 256, NULL },
  { "a ", 257, GF_TROUBLE_TOO_MANY_WORDS },
  { "a-", 1000, GF_TROUBLE_TOO_MANY_WORDS },
  { "=a ", 257, GF_TROUBLE_TOO_MANY_WORDS },
  { "OG ", 600, GF_TROUBLE_TOO_MANY_WORDS },
  { "a OG ", 200, NULL },
  { "tittel:", 280, GF_TROUBLE_TOO_MANY_WORDS },
  { "tittel:(", 250, GF_TROUBLE_TOO_DEEP },
  { "emne:", 280, GF_TROUBLE_TOO_MANY_WORDS },
  { "emne:", 200, NULL },
  { "emne:(", 250, GF_TROUBLE_TOO_DEEP },
  { "NÆR ", 300, GF_TROUBLE_TOO_MANY_WORDS },
  { "a NÆR/1 ", 200, NULL },
  { "x", 2000, NULL },
  { "* ", 1000, NULL },
  { "a* ", 32, NULL },
  { "a* ", 33, GF_TROUBLE_TOO_MANY_STARS },
  { "tittel:e-a* ", 33, GF_TROUBLE_TOO_MANY_STARS },
  { "år:2019 ", 200, NULL },
  { "år:2019,", 200, NULL },
};

START_TEST (test_nasty)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = repeat (nasty[_i].text, nasty[_i].n);

  bool ok = gf_parse (question, notes, &tree, &error);
  ck_assert_msg (ok == (nasty[_i].reason == NULL), "%u times '%s': %s", nasty[_i].n,
                 nasty[_i].text, error ? error->message : "accepted");
  ck_assert_msg (g_strcmp0 (gf_trouble_get_reason (error), nasty[_i].reason) == 0,
                 "%u times '%s': %s", nasty[_i].n, nasty[_i].text,
                 ok ? "" : error->message);
}
END_TEST

START_TEST (test_depth)
{
  for (unsigned depth = GF_TREE_MAX_DEPTH; depth <= GF_TREE_MAX_DEPTH + 1; depth++)
    {
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GfNode) tree = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *open = repeat ("(a ELLER ", depth);
      g_autofree char *close = repeat (")", depth);
      g_autofree char *question = g_strconcat (open, "b", close, NULL);
      bool ok = gf_parse (question, notes, &tree, &error);

      ck_assert (ok == (depth == GF_TREE_MAX_DEPTH));
      ck_assert (ok || strstr (error->message, "parentheses inside each other") != NULL);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("parse-trouble");
  TCase *tests = tcase_create ("parse-trouble");

  tcase_add_loop_test (tests, test_note, 0, G_N_ELEMENTS (notes_of));
  tcase_add_test (tests, test_notes_are_bounded);
  tcase_add_test (tests, test_no_trouble);
  tcase_add_loop_test (tests, test_refusal, 0, G_N_ELEMENTS (refusals));
  tcase_add_loop_test (tests, test_nasty, 0, G_N_ELEMENTS (nasty));
  tcase_add_test (tests, test_depth);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
