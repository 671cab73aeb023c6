/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "query/question/parse.h"
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
  { "IKKE a", "(not a)", 1 },
  { "-a", "(not a)", 1 },
  { "a -b -\"c d\" -(e f)", "(all a (not b) (not \"c d\") (not (all e f)))", 0 },
  { "IKKE IKKE a", "a", 0 },
  { "a - b", "(all a b)", 0 },
  { "a -- b", "(all a b)", 0 },
  { "a NÆR b", "(near/10 a b)", 0 },
  { "a NEAR/3 b NÆR c", "(near/10 a b c)", 1 },
  { "a NÆR/3 b NÆR/3 c", "(near/3 a b c)", 0 },
  { "a NÆR/5 b", "(near/5 a b)", 0 },
  { "a NÆR/0 b", "(near/10 a b)", 1 },
  { "a NÆR/100 b", "(near/100 a b)", 0 },
  { "a NÆR/101 b", "(near/100 a b)", 1 },
  { "a NÆR/99999999999999999999999 b", "(near/100 a b)", 1 },
  { "a NÆR/ b", "(near/10 a b)", 1 },
  { "a NEAR/to b", "(near/10 a b)", 1 },
  { "a NÆRT/5 b", "(all a nært~5 b)", 0 },
  { "a nær/5 b", "(all a nær~5 b)", 0 },
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
  { "Sak: referat", "(all sak referat)", 1 },
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
  { "type: noe", "(all type noe)", 1 },
  { "utfall: OG a", "(and utfall a)", 1 },
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
  { "tittel:-a", "(not title:a)", 2 },
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
  { "a\"b", "(all a b)", 1 },
  { "\"", "?", 0 },
  /* The exact form. */
  { "=Jernbane", "\"jernbane\"", 0 },
  { "a =b -=c", "(all a \"b\" (not \"c\"))", 0 },
  { "=OG", "\"og\"", 0 },
  { "==a==", "\"a\"", 0 },
  { "=27-samarbeid", "\"27 samarbeid\"", 0 },
  { "=14/23", "\"14 23\"", 0 },
  { "=\"a b\"", "\"a b\"", 0 },
  { "=jern*", "jern*", 0 },
  { "tittel:=a", "title:\"a\"", 0 },
  { "region:=Heia", "region:=Heia", 0 },
  { "type:=referat", "type:=minutes", 0 },
  { "=tittel:a", "\"tittel a\"", 0 },
  { "a = b", "(all a b)", 0 },
  { "a=b", "a~b", 0 },
  { "=", "?", 0 },
  { "=(a b)", "(all a b)", 0 },
  { "(=a ELLER =b)", "(or \"a\" \"b\")", 0 },
  { "=a,b", "(all \"a\" b)", 0 },
  /* Quotes of every make. */
  { "„a b“ ”c d” ‟e f”", "(all \"a b\" \"c d\" \"e f\")", 0 },
  { "»a b«", "\"a b\"", 0 },
  { "\"a «b» c\"", "\"a b c\"", 0 },
  { "«a \"b\" c»", "\"a b c\"", 0 },
  { "«a b\" c", "(all \"a b\" c)", 0 },
  { "'a b'", "(all a b)", 0 },
  { "19\" skjerm", "(all 19 skjerm)", 1 },
  { "a b \"", "(all a b)", 1 },
  { "\"a b\" c\"", "(all \"a b\" c)", 1 },
  { "a \"b* c\"", "(all a \"b c\")", 1 },
  { "a \"\" b", "(all a b)", 0 },
  { "tittel:\"", "?", 0 },
  { "a tittel:\"", "a", 2 },
  { "14/23\" a", "(all 14/23=>14/23 a)", 1 },
  { "-\" a", "(not \"a\")", 2 },
  /* Lists. */
  { "a,b;c", "(all a b c)", 0 },
  { "a, b; c,", "(all a b c)", 0 },
  { "1,5 millioner", "(all 1~5 millioner)", 0 },
  { "(a,b)", "(all a b)", 0 },
  { "14/23;PS 5/18", "(all 14/23=>14/23 5/18=>PS+5/18)", 0 },
  { "tittel:a,b c", "(all (all title:a title:b) c)", 0 },
  { "tittel:1,5", "title:1~5", 0 },
  { "type:referat,strategi", "(or type:=minutes type:=strategy)", 0 },
  { "år:2019,2021", "(or year:20190101-20191231 year:20210101-20211231)", 0 },
  { "sak:5/18;6/18", "(or case:=5/18 case:=6/18)", 0 },
  { "kommune:\"a, b\"", "municipality:=a, b", 0 },
  { "type:,", "type", 1 },
  { ",;,", "?", 0 },
  /* Names that are no field's. */
  { "foo:bar", "(all foo bar)", 1 },
  { "a foo:\"b c\" d", "(all a (all foo \"b c\") d)", 1 },
  { "foo:(a ELLER b)", "(all foo (or a b))", 1 },
  { "-foo:bar a", "(all (not (all foo bar)) a)", 1 },
  { "foo:-bar", "(all foo bar)", 1 },
  { "foo:OG a", "(and foo a)", 1 },
  { "aa:bb:cc:d", "(all (all (all aa bb) cc) d)", 3 },
  { "foo:tittel:a", "(all foo title:a)", 1 },
  { "foo:\"", "foo", 2 },
  { "mailto:ola@example.no", "(all mailto ola~example~no)", 1 },
  { "a NÆR foo:b", "(and a (all foo b))", 2 },
  { "regon:Heia", "region:heia", 1 },
  { "kommuner:Skien a", "(all municipality:=Skien a)", 1 },
  { "foo:vetdak:a", "(all foo decision:a)", 2 },
  { "typ:referat", "(all typ referat)", 1 },
  /* Values that are nearly right. */
  { "utfall:vetatt", "outcome:=adopted", 1 },
  { "utfall:vedtatt.", "outcome:=adopted", 0 },
  { "type:referta", "type:=minutes", 1 },
  { "type:reffferat", "?", 0 },
  { "år:19", "year:20190101-20191231", 1 },
  { "år:2019?", "year:20190101-20191231", 0 },
  { "år:2022..2019", "year:20190101-20221231", 1 },
  { "år:2019…2022", "year:20190101-20221231", 0 },
  { "år:>2019", "year:20200101-99991231", 0 },
  { "år:*", "year:0-99991231", 0 },
  { "dato:2023-02-30", "date:20230228-20230228", 1 },
  { "dato:2023-13", "date:20230101-20231231", 1 },
  { "dato:27/10-17", "date:20171027-20171027", 0 },
  { "sak:jernbane veg", "(all jernbane veg)", 1 },
  { "sak:\"om jernbane\"", "\"om jernbane\"", 1 },
  { "sak:\"jernbane 5\"", "?", 0 },
  { "type:-referat a", "(all (not type:=minutes) a)", 1 },
  { "tittel:- a", "a", 1 },
  { "tittel:-- a", "a", 1 },
  { "utfall:* a", "(all outcome:* a)", 1 },
  { "tittel:*", "title:*", 1 },
  { "tittel:e-hel*", "(and title:e title:hel*)", 1 },
  { "tittel:() a", "a", 1 },
  { "kommune:\"\" a", "a", 1 },
  { "år:\"\" a", "a", 1 },
  { "år:.. a", "a", 1 },
  { "tittel:? a", "a", 1 },
  { "region:, a", "region:a", 1 },
  { "år:2019,type:plan", "(all year:20190101-20191231 type:=plan)", 0 },
  { "utfall: vetatt", "(all utfall vetatt)", 1 },
  { "Sak: jordvern i Skien", "(all sak jordvern i skien)", 1 },
  { "Sak: PS 14/23, vedtak", "(all 14/23=>PS+14/23 vedtak)", 0 },
  /* Values of several words. */
  { "utfall:tatt til orientering a", "(all outcome:=noted a)", 0 },
  { "utfall: tatt til orientering", "outcome:=noted", 1 },
  { "utfall:tatt til", "?", 0 },
  { "utfall:tatt OG til orientering", "?", 0 },
  { "utfall:vedtatt til orientering", "(all outcome:=adopted til orientering)", 0 },
  { "dato:28. februar 2023 a", "(all date:20230228-20230228 a)", 0 },
  { "dato:februar 2023", "date:20230201-20230228", 0 },
  { "-dato: 28. februar 2023 a", "(all (not date:20230228-20230228) a)", 1 },
  { "sak:PS 5/18 a", "(all case:PS+=5/18 a)", 0 },
  { "region:Nord Heia", "(all region:nord heia)", 0 },
  { "type:(tatt til orientering)", "?", 0 },
  { "utfall:(tatt til orientering ELLER vedtatt)", "(or outcome:=noted outcome:=adopted)",
    0 },
  /* Stars. */
  { "**", "*", 0 },
  { "*bane*", "bane*", 1 },
  { "jern**", "jern*", 0 },
  /* What NÆR cannot join. */
  { "a NÆR tittel:b", "(and a title:b)", 1 },
  { "a NÆR (b c)", "(and a (all b c))", 1 },
  { "a NÆR (b ELLER \"c d\")", "(and a (or b \"c d\"))", 1 },
  { "a NÆR (b ELLER (c ELLER d*))", "(near/10 a (or b (or c d*)))", 0 },
  { "a NÆR IKKE b", "(and a (not b))", 1 },
  { "a NÆR * ", "(and a *)", 1 },
  { "tittel:(a NÆR b)", "(and title:a title:b)", 1 },
  { "(a NÆR b) NÆR c", "(and (near/10 a b) c)", 1 },
  { "\"a b\" NÆR 27-samarbeid", "(near/10 \"a b\" 27-samarbeid)", 0 },
  /* Nothing but what is not to be there. */
  { "-a -b", "(all (not a) (not b))", 1 },
  { "-a -år:2019", "(all (not a) (not year:20190101-20191231))", 1 },
  { "-a år:2019", "(all (not a) year:20190101-20191231)", 0 },
  { "a ELLER IKKE b", "(or a (not b))", 1 },
  { "* -a", "(all * (not a))", 0 },
  { "a OG (-b ELLER c)", "(and a (or (not b) c))", 0 },
  /* What comes along when text is copied. */
  { "\xe2\x80\x8eOG\xe2\x80\x8f a", "a", 1 },
  { "\xef\xbb\xbftittel:a", "title:a", 0 },
  { "a\xc2\xa0OG\xe2\x80\xa8"
    "b",
    "(and a b)", 0 },
  { "sam\xc2\xad"
    "arbeid",
    "samarbeid", 0 },
  { "og/eller", "og~eller", 0 },
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
  { "AND AND", "(all and and)", 1 },
  { "OG", "og", 1 },
  { "IKKE", "ikke", 1 },
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

int
main (void)
{
  Suite *suite = suite_create ("parse");
  TCase *tests = tcase_create ("parse");

  tcase_add_loop_test (tests, test_reading, 0, G_N_ELEMENTS (readings));
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
