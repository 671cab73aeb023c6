/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "query/index.h"
#include "query/parse.h"
#include "tests/tap.h"

/* The tree in brackets: "(all jernbane (not veg))"; leaves of a field as "title:x". */
static void write_node (GString *out, const GfNode *node);

static void
write_forms (GString *out, const GfNode *node, const char *glue)
{
  for (unsigned i = 0; i < node->forms->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? glue : "", gf_node_form (node, i));
}

static void
write_leaf (GString *out, const GfNode *node)
{
  if (node->field != GF_FIELD_TEXT)
    g_string_append_printf (out, "%s:", gf_field_info (node->field)->english);
  switch (node->kind)
    {
    case GF_NODE_ALL:
      g_string_append (out, "*");
      break;
    case GF_NODE_WORD:
      write_forms (out, node, node->hyphened ? "-" : "~");
      break;
    case GF_NODE_PREFIX:
      write_forms (out, node, "~");
      g_string_append_c (out, '*');
      break;
    case GF_NODE_PHRASE:
      g_string_append_c (out, '"');
      write_forms (out, node, " ");
      g_string_append_c (out, '"');
      break;
    case GF_NODE_CASE:
      write_forms (out, node, "/");
      g_string_append (out, "=>");
      if (node->prefix != NULL)
        g_string_append_printf (out, "%s+", node->prefix);
      g_string_append (out, node->text);
      break;
    case GF_NODE_VALUE:
      if (node->prefix != NULL)
        g_string_append_printf (out, "%s+", node->prefix);
      g_string_append_printf (out, "=%s", node->text);
      break;
    default:
      g_string_append_printf (out, "%u-%u", node->period.first, node->period.last);
    }
}

static void
write_node (GString *out, const GfNode *node)
{
  static const char *const names[] = { [GF_NODE_JOIN] = "all",
                                       [GF_NODE_AND] = "and",
                                       [GF_NODE_OR] = "or",
                                       [GF_NODE_NOT] = "not",
                                       [GF_NODE_NEAR] = "near" };

  if (gf_node_n_children (node) == 0)
    {
      write_leaf (out, node);
      return;
    }
  g_string_append_printf (out, "(%s", names[node->kind]);
  if (node->kind == GF_NODE_NEAR)
    g_string_append_printf (out, "/%u", node->window);
  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    {
      g_string_append_c (out, ' ');
      write_node (out, gf_node_child (node, i));
    }
  g_string_append_c (out, ')');
}

static const struct
{
  const char *question;
  const char *tree; /* "" for none: everything */
  unsigned n_notes;
} readings[] = {
  { "", "", 0 },
  { "  \t ", "", 0 },
  { "*", "*", 0 },
  { "jernbane", "jernbane", 0 },
  { "Jernbane VEG", "(all jernbane veg)", 0 },
  { "a b c", "(all a b c)", 0 },
  { "a OG b", "(and a b)", 0 },
  { "a AND b AND c", "(and a b c)", 0 },
  { "a og b", "(all a og b)", 0 },
  { "a ELLER b OR c", "(or a b c)", 0 },
  { "a b ELLER c d", "(or (all a b) (all c d))", 0 },
  { "a b OG c d", "(all a (and b c) d)", 0 },
  { "a IKKE b", "(all a (not b))", 0 },
  { "a NOT b", "(all a (not b))", 0 },
  { "a OG IKKJE b", "(and a (not b))", 0 },
  { "IKKE a", "(not a)", 0 },
  { "-a", "(not a)", 0 },
  { "a -b -\"c d\" -(e f)", "(all a (not b) (not \"c d\") (not (all e f)))", 0 },
  { "IKKE IKKE a", "a", 0 },
  { "a - b", "(all a b)", 0 },
  { "a -- b", "(all a b)", 0 },
  { "a NÆR b", "(near/10 a b)", 0 },
  { "a NEAR/3 b NÆR c", "(near/10 a b c)", 0 },
  { "a NÆR/5 b", "(near/5 a b)", 0 },
  { "a NÆR/0 b", "(all a nær~0 b)", 0 },
  { "(a ELLER b) c", "(all (or a b) c)", 0 },
  { "((((a))))", "a", 0 },
  { "\"felles uttale\"", "\"felles uttale\"", 0 },
  { "«felles uttale» “om veg”", "(all \"felles uttale\" \"om veg\")", 0 },
  { "\"OG\"", "\"og\"", 0 },
  { "jern*", "jern*", 0 },
  { "e-hel*", "e~hel*", 0 },
  { "*bane", "bane", 1 },
  { "27-samarbeid", "27-samarbeid", 0 },
  { "e-helse", "e-helse", 0 },
  { "sør-øst-norge", "sør-øst-norge", 0 },
  { "velferds*teknologi", "velferds*", 1 },
  { "a*b* c", "(all a* c)", 1 },
  { "kommune(r)", "kommune~r", 0 },
  { "(kommune(r) b)", "(all kommune~r b)", 0 },
  { "Asker- og", "(all asker og)", 0 },
  { "http://example.no/a", "http~example~no~a", 0 },
  { "kl 12:30", "(all kl 12~30)", 0 },
  { "C:\\mappe", "c~mappe", 0 },
  { "Sak: referat", "(all sak referat)", 0 },
  /* Cases named by their number. */
  { "14/23", "14/23=>14/23", 0 },
  { "005/2018", "005/2018=>5/18", 0 },
  { "sak 14/15", "14/15=>14/15", 0 },
  { "Sak nr. 14/15", "14/15=>14/15", 0 },
  { "saksnr 14/15", "14/15=>14/15", 0 },
  { "PS 59/13", "59/13=>PS+59/13", 0 },
  { "sak PS 59/13 skole", "(all 59/13=>PS+59/13 skole)", 0 },
  { "Sak: PS 59/13", "59/13=>PS+59/13", 0 },
  { "K-sak 19/98", "19/98=>K+19/98", 0 },
  { "PS-59/13", "59/13=>PS+59/13", 0 },
  { "sak 5-2018", "5/2018=>5/18", 0 },
  { "sak 14/796-19", "14/796/19=>14/796-19", 0 },
  { "skole KF 23/22 veg", "(all skole 23/22=>KF+23/22 veg)", 0 },
  { "-14/23 veg", "(all (not 14/23=>14/23) veg)", 0 },
  { "veg NÆR 14/23", "(near/10 veg 14/23=>14/23)", 0 },
  { "sak OG 14/23", "(and sak 14/23=>14/23)", 0 },
  { "sak 14/23 15/23", "(all 14/23=>14/23 15/23=>15/23)", 0 },
  { "veg 14/23", "(all veg 14/23=>14/23)", 0 },
  { "SKOLEN 14/23", "(all skolen 14/23=>14/23)", 0 },
  { "sak sak", "(all sak sak)", 0 },
  { "sak PS", "(all sak ps)", 0 },
  { "sak", "sak", 0 },
  /* What only looks like one. */
  { "27/10-17", "27~10~17", 0 },
  { "2023/2024", "2023~2024", 0 },
  { "1/2", "1~2", 0 },
  { "12-14", "12-14", 0 },
  { "EU 2019-2022", "(all eu 2019-2022)", 0 },
  { "\"14/23\"", "\"14 23\"", 0 },
  { "tittel:14/23", "title:14~23", 0 },
  /* A field's value that stands apart from it. */
  { "utfall: vedtatt", "outcome:=adopted", 1 },
  { "skole utfall: vedtatt veg", "(all skole outcome:=adopted veg)", 1 },
  { "region: \"Nord Heia\"", "region:=Nord Heia", 1 },
  { "vedtak: godkjent", "decision:godkjent", 1 },
  { "sak: 5/18", "case:=5/18", 1 },
  { "år: 2019..", "year:20190101-99991231", 1 },
  { "type: noe", "(all type noe)", 0 },
  { "utfall: OG a", "(and utfall a)", 0 },
  { "skole vedtak:", "(all skole vedtak)", 1 },
  { "(skole sak:) a", "(all (all skole sak) a)", 1 },
  { "ukjent: a", "(all ukjent a)", 0 },
  { "tittel:jernbane", "title:jernbane", 0 },
  { "TITLE:jernbane x", "(all title:jernbane x)", 0 },
  { "tittel:\"felles uttale\"", "title:\"felles uttale\"", 0 },
  { "tittel:(a ELLER b*) c", "(all (or title:a title:b*) c)", 0 },
  { "tittel:(a vedtak:b)", "(all title:a decision:b)", 0 },
  { "tittel:12:30", "title:12~30", 0 },
  { "tittel:OG", "title:og", 0 },
  { "tittel:-a", "title:a", 0 },
  { "vedtak:godkjent", "decision:godkjent", 0 },
  { "region:Grenland", "region:grenland", 0 },
  { "region:\"Nord Heia\"", "region:=Nord Heia", 0 },
  { "organ:(\"Regionråd\" ELLER utvalg)", "(or body:=Regionråd body:utvalg)", 0 },
  { "kommune:Skien", "municipality:=Skien", 0 },
  { "type:referat", "type:=minutes", 0 },
  { "type:SAKSFREMLEGG", "type:=case-paper", 0 },
  { "type:(referat strategi)", "(or type:=minutes type:=strategy)", 0 },
  { "type:(møtebok ELLER høyring)", "(or type:=minutes type:=hearing)", 0 },
  { "utfall:vedtatt", "outcome:=adopted", 0 },
  { "utfall:\"tatt til orientering\"", "outcome:=noted", 0 },
  { "språk:nynorsk sprak:nb language:en", "(all language:=nn language:=nb language:=en)",
    0 },
  { "sak:5/18", "case:=5/18", 0 },
  { "sak:005/18", "case:=5/18", 0 },
  { "sak:5-2018", "case:=5/18", 0 },
  { "case:\"PS 5/18\"", "case:PS+=5/18", 0 },
  { "sak:\"sak 05/2018\"", "case:=5/18", 0 },
  { "år:2019", "year:20190101-20191231", 0 },
  { "ar:2019..2022", "year:20190101-20221231", 0 },
  { "a\xcc\x8ar:2019", "year:20190101-20191231", 0 },
  { "year:2019..", "year:20190101-99991231", 0 },
  { "dato:2023-02-28", "date:20230228-20230228", 0 },
  { "-dato:2023-02..2023-05 a", "(all (not date:20230201-20230531) a)", 0 },

  { "\"a b", "\"a b\"", 1 },
  { "a\"b", "(all a \"b\")", 1 },
  { "\"", "?", 0 },
  { "(a b", "(all a b)", 1 },
  { "a b)", "(all a b)", 0 },
  { "a ) b", "(all a b)", 1 },
  { "a OG", "a", 1 },
  { "OG a", "a", 1 },
  { "a OG OG b", "(and a b)", 1 },
  { "a OG ELLER b", "(and a b)", 1 },
  { "a ELLER", "a", 1 },
  { "a IKKE", "a", 1 },
  { "a NÆR", "a", 1 },
  { "AND AND", "(all and and)", 0 },
  { "OG", "og", 0 },
  { "IKKE", "ikke", 0 },
  { "() a", "a", 0 },
  { "a OG ()", "a", 1 },
  { "a – b … c", "(all a b c)", 0 },
};

START_TEST (test_reading)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  GError *error = NULL;
  const char *question = readings[_i].question;

  bool ok = gf_parse (question, notes, &tree, &error);
  if (strcmp (readings[_i].tree, "?") == 0)
    {
      ck_assert_msg (!ok, "%s", question);
      g_clear_error (&error);
      return;
    }
  ck_assert_msg (ok, "%s: %s", question, error ? error->message : "");
  if (tree != NULL)
    write_node (out, tree);
  ck_assert_msg (strcmp (out->str, readings[_i].tree) == 0, "%s: %s, not %s", question,
                 out->str, readings[_i].tree);
  ck_assert_msg (notes->len == readings[_i].n_notes, "%s: %u notes", question,
                 notes->len);
}
END_TEST

static const struct
{
  const char *question;
  const char *message; /* how it begins, or what it holds */
} refusals[] = {
  { "a foo:bar", "'q': at character 3: no field is called 'foo'" },
  { "æ foo:bar", "'q': at character 3: no field is called 'foo'" },
  { "foo:bar", "tittel, vedtak, region, organ" },
  { "type:ukjenttype", "'q': at character 6: 'ukjenttype' is no value of type" },
  { "type:ukjenttype", "case-paper (saksframlegg)" },
  { "utfall:kanskje", "postponed (utsatt)" },
  { "språk:samisk", "nb (bokmål), nn (nynorsk), en (engelsk)" },
  { "sak:jernbane", "'q': at character 5: 'jernbane' is no value of sak" },
  { "år:19", "is no year" },
  { "dato:2023-02-30", "'2023-02-30' is no date" },
  { "dato:2023-13", "is no date" },
  { "år:2022..2019", "is no year" },
  { "???", "'q': there is no word in it" },
  { "()", "'q': there is no word in it" },
  { "kommune:\"\"", "is no value of kommune" },
};

START_TEST (test_refusal)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (!gf_parse (refusals[_i].question, notes, &tree, &error));
  ck_assert (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER));
  ck_assert_msg (g_str_has_prefix (error->message, "'q': "), "%s", error->message);
  ck_assert_msg (strstr (error->message, refusals[_i].message) != NULL, "%s: %s",
                 refusals[_i].question, error->message);
}
END_TEST

static char *
repeat (const char *text, unsigned n)
{
  GString *out = g_string_new (NULL);

  for (unsigned i = 0; i < n; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* Long and deep questions: read, or refused with the parameter's name, and never a crash.
 */
static const struct
{
  const char *text;
  unsigned n;
  bool ok;
} nasty[] = {
  { "(", 2000, false },      { ")", 2000, false },       { "(", 30, false },
  { "\"", 1999, false },     { "-", 2000, false },       { "-(", 1000, false },
  { "IKKE ", 400, false },   { "a ", 256, true },        { "a ", 257, false },
  { "a-", 1000, false },     { "OG ", 600, false },      { "a OG ", 200, true },
  { "tittel:", 280, false }, { "tittel:(", 250, false }, { "NÆR ", 300, false },
  { "x", 2000, true },       { "* ", 1000, true },       { "år:2019 ", 200, true },
};

START_TEST (test_nasty)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = repeat (nasty[_i].text, nasty[_i].n);

  bool ok = gf_parse (question, notes, &tree, &error);
  ck_assert_msg (ok == nasty[_i].ok, "%u times '%s': %s", nasty[_i].n, nasty[_i].text,
                 error ? error->message : "accepted");
  ck_assert (ok || g_str_has_prefix (error->message, "'q': "));
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
  Suite *suite = suite_create ("parse");
  TCase *tests = tcase_create ("parse");

  tcase_add_loop_test (tests, test_reading, 0, G_N_ELEMENTS (readings));
  tcase_add_loop_test (tests, test_refusal, 0, G_N_ELEMENTS (refusals));
  tcase_add_loop_test (tests, test_nasty, 0, G_N_ELEMENTS (nasty));
  tcase_add_test (tests, test_depth);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
