/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <glib.h>

#include "indexer/extract/web/html-hints.h"
#include "tests/tap.h"

/* Every name of the table must be found in it: the search needs it sorted. */
START_TEST (roles)
{
  static const struct
  {
    const char *name;
    GfHtmlRole role;
  } elements[] = {
    { "address", GF_HTML_BLOCK },     { "article", GF_HTML_ARTICLE },
    { "aside", GF_HTML_BOILERPLATE }, { "blockquote", GF_HTML_BLOCK },
    { "body", GF_HTML_BODY },         { "br", GF_HTML_BREAK },
    { "button", GF_HTML_SKIPPED },    { "caption", GF_HTML_BLOCK },
    { "dd", GF_HTML_DEFINITION },     { "dl", GF_HTML_TERMS },
    { "dt", GF_HTML_TERM },           { "dialog", GF_HTML_BOILERPLATE },
    { "div", GF_HTML_BLOCK },         { "footer", GF_HTML_MARGIN },
    { "h1", GF_HTML_HEADING },        { "h6", GF_HTML_HEADING },
    { "head", GF_HTML_BLOCK },        { "header", GF_HTML_MARGIN },
    { "hr", GF_HTML_BLOCK },          { "html", GF_HTML_BODY },
    { "iframe", GF_HTML_SKIPPED },    { "li", GF_HTML_ITEM },
    { "main", GF_HTML_ARTICLE },      { "menu", GF_HTML_BLOCK },
    { "nav", GF_HTML_BOILERPLATE },   { "noscript", GF_HTML_BOILERPLATE },
    { "ol", GF_HTML_BLOCK },          { "option", GF_HTML_SKIPPED },
    { "p", GF_HTML_BLOCK },           { "pre", GF_HTML_PREFORMATTED },
    { "script", GF_HTML_SKIPPED },    { "section", GF_HTML_BLOCK },
    { "select", GF_HTML_SKIPPED },    { "style", GF_HTML_SKIPPED },
    { "table", GF_HTML_BLOCK },       { "td", GF_HTML_CELL },
    { "template", GF_HTML_SKIPPED },  { "th", GF_HTML_CELL },
    { "title", GF_HTML_TITLE },       { "tr", GF_HTML_ROW },
    { "ul", GF_HTML_BLOCK },          { "b", GF_HTML_INLINE },
    { "span", GF_HTML_INLINE },       { "", GF_HTML_INLINE },
    { "h7", GF_HTML_INLINE },         { "zzz", GF_HTML_INLINE },
    { "a", GF_HTML_INLINE },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (elements); i++)
    ck_assert_msg (gf_html_role (elements[i].name) == elements[i].role, "%s",
                   elements[i].name);
}
END_TEST

START_TEST (boilerplate)
{
  static const struct
  {
    const char *name;
    const char *role;
    const char *classes;
    const char *id;
    bool is_boilerplate;
  } elements[] = {
    { "div", NULL, NULL, NULL, false },
    { "div", "navigation", NULL, NULL, true },
    { "div", "main", NULL, NULL, false },
    { "div", NULL, "nav", NULL, true },
    { "div", NULL, "col-3 site-footer wide", NULL, true },
    { "div", NULL, "Menu__item", NULL, true },
    { "div", NULL, NULL, "bunntekst", true },
    { "div", NULL, "has-sidebar", NULL, false },
    { "div", NULL, "article-content", NULL, false },
    { "div", NULL, "navn", NULL, false },
    { "div", NULL, "mainNavigation", NULL, true },
    { "div", NULL, NULL, "CybotCookiebotDialog", true },
    { "ul", NULL, "share-links", NULL, true },
    { "div", NULL, "", "", false },
    { "body", NULL, "nav", NULL, false },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (elements); i++)
    ck_assert_msg (gf_html_hints_boilerplate (elements[i].name, elements[i].role,
                                              elements[i].classes, elements[i].id)
                       == elements[i].is_boilerplate,
                   "%zu", i);
}
END_TEST

START_TEST (meta)
{
  GfTextProperty property;
  int rank;
  int higher;

  ck_assert (gf_html_meta_property ("DC.Date", &property, &rank));
  ck_assert_int_eq (property, GF_TEXT_DATE);
  ck_assert (gf_html_meta_property ("article:published_time", &property, &higher));
  ck_assert_int_eq (higher, GF_HTML_RANK_PUBLISHED);
  ck_assert_int_lt (rank, higher);
  ck_assert (gf_html_meta_property ("author", &property, &rank));
  ck_assert_int_eq (property, GF_TEXT_AUTHOR);
  ck_assert (!gf_html_meta_property ("viewport", &property, &rank));
}
END_TEST

START_TEST (titles)
{
  static const struct
  {
    const char *title;
    const char *site;
    const char *heading;
    const char *clean;
  } pages[] = {
    { "Referat", NULL, NULL, "Referat" },
    { "Referat - Varstad kommune", NULL, NULL, "Referat - Varstad kommune" },
    { "Referat - Varstad kommune", NULL, "Referat", "Referat" },
    { "Varstad kommune | Referat", NULL, "Referat", "Referat" },
    { "Referat – VARSTAD KOMMUNE", "Varstad kommune", NULL, "Referat" },
    { "Varstad kommune: Referat", "Varstad kommune", "Noe annet", "Referat" },
    { "Areal- og transportplan - Varstad", "Varstad", NULL, "Areal- og transportplan" },
    { "Varstad", "Varstad", "Referat", "Varstad" },
    { "Referat", "", "", "Referat" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *clean
          = gf_html_clean_title (pages[i].title, pages[i].site, pages[i].heading);

      ck_assert_str_eq (clean, pages[i].clean);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("html-hints");
  TCase *tests = tcase_create ("html-hints");

  tcase_add_test (tests, roles);
  tcase_add_test (tests, boilerplate);
  tcase_add_test (tests, meta);
  tcase_add_test (tests, titles);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
