/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/html-hints.h"

#include <string.h>

GfHtmlRole
gf_html_role (const char *name)
{
  static const struct
  {
    const char *name;
    GfHtmlRole role;
  } elements[] = {
    { "address", GF_HTML_BLOCK },
    { "article", GF_HTML_ARTICLE },
    { "aside", GF_HTML_BOILERPLATE },
    { "blockquote", GF_HTML_BLOCK },
    { "body", GF_HTML_BODY },
    { "br", GF_HTML_BREAK },
    { "button", GF_HTML_SKIPPED },
    { "caption", GF_HTML_BLOCK },
    { "center", GF_HTML_BLOCK },
    { "dd", GF_HTML_BLOCK },
    { "details", GF_HTML_BLOCK },
    { "dialog", GF_HTML_BOILERPLATE },
    { "dir", GF_HTML_BLOCK },
    { "div", GF_HTML_BLOCK },
    { "dl", GF_HTML_BLOCK },
    { "dt", GF_HTML_BLOCK },
    { "fieldset", GF_HTML_BLOCK },
    { "figcaption", GF_HTML_BLOCK },
    { "figure", GF_HTML_BLOCK },
    { "footer", GF_HTML_MARGIN },
    { "form", GF_HTML_BLOCK },
    { "frameset", GF_HTML_BLOCK },
    { "h1", GF_HTML_HEADING },
    { "h2", GF_HTML_HEADING },
    { "h3", GF_HTML_HEADING },
    { "h4", GF_HTML_HEADING },
    { "h5", GF_HTML_HEADING },
    { "h6", GF_HTML_HEADING },
    { "head", GF_HTML_BLOCK },
    { "header", GF_HTML_MARGIN },
    { "hr", GF_HTML_BLOCK },
    { "html", GF_HTML_BODY },
    { "iframe", GF_HTML_SKIPPED },
    { "legend", GF_HTML_BLOCK },
    { "li", GF_HTML_ITEM },
    { "main", GF_HTML_ARTICLE },
    { "menu", GF_HTML_BLOCK },
    { "nav", GF_HTML_BOILERPLATE },
    { "object", GF_HTML_BLOCK },
    { "ol", GF_HTML_BLOCK },
    { "option", GF_HTML_SKIPPED },
    { "p", GF_HTML_BLOCK },
    { "pre", GF_HTML_PREFORMATTED },
    { "script", GF_HTML_SKIPPED },
    { "section", GF_HTML_BLOCK },
    { "select", GF_HTML_SKIPPED },
    { "style", GF_HTML_SKIPPED },
    { "summary", GF_HTML_BLOCK },
    { "svg", GF_HTML_SKIPPED },
    { "table", GF_HTML_BLOCK },
    { "tbody", GF_HTML_BLOCK },
    { "td", GF_HTML_CELL },
    { "template", GF_HTML_SKIPPED },
    { "textarea", GF_HTML_SKIPPED },
    { "tfoot", GF_HTML_BLOCK },
    { "th", GF_HTML_CELL },
    { "thead", GF_HTML_BLOCK },
    { "title", GF_HTML_TITLE },
    { "tr", GF_HTML_ROW },
    { "ul", GF_HTML_BLOCK },
  };
  size_t low = 0;
  size_t high = G_N_ELEMENTS (elements);

  while (low < high)
    {
      size_t middle = (low + high) / 2;
      int order = strcmp (name, elements[middle].name);

      if (order == 0)
        return elements[middle].role;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return GF_HTML_INLINE;
}

static bool
is_among (const char *word, const char *const *words, size_t n_words)
{
  for (size_t i = 0; i < n_words; i++)
    if (g_ascii_strcasecmp (word, words[i]) == 0)
      return true;
  return false;
}

/* "nav", "nav-main", "footer__links", "site-footer"; not "has-sidebar". */
static bool
hints (const char *token)
{
  static const char *const words[]
      = { "nav",        "navbar",     "navigation",  "menu",      "meny",
          "navigasjon", "breadcrumb", "breadcrumbs", "sidebar",   "footer",
          "bunntekst",  "cookie",     "cookies",     "cookiebar", "social",
          "share",      "related",    "relatert",    "relaterte", "skip",
          "skiplink",   "pagination", "toolbar",     "banner" };
  static const char *const negations[] = { "has", "with", "no", "without" };
  g_auto (GStrv) parts = g_strsplit_set (token, "-_", 8);
  guint n_parts = g_strv_length (parts);

  if (n_parts == 0 || is_among (parts[0], negations, G_N_ELEMENTS (negations)))
    return false;
  return is_among (parts[0], words, G_N_ELEMENTS (words))
         || is_among (parts[n_parts - 1], words, G_N_ELEMENTS (words));
}

/* More names than this on one element are not looked at. */
#define MAX_TOKENS 32

static bool
any_hints (const char *tokens)
{
  if (tokens == NULL)
    return false;
  g_auto (GStrv) split = g_strsplit_set (tokens, " \t\r\n", MAX_TOKENS);

  for (guint i = 0; split[i] != NULL; i++)
    if (hints (split[i]))
      return true;
  return false;
}

bool
gf_html_hints_boilerplate (const char *name, const char *role, const char *classes,
                           const char *id)
{
  static const char *const roles[] = { "navigation",    "banner", "contentinfo", "search",
                                       "complementary", "menu",   "menubar" };

  /* Their classes speak of the layout of the whole. */
  if (strcmp (name, "html") == 0 || strcmp (name, "body") == 0)
    return false;
  if (role != NULL && is_among (role, roles, G_N_ELEMENTS (roles)))
    return true;
  return any_hints (classes) || any_hints (id);
}

bool
gf_html_meta_property (const char *name, GfTextProperty *property_out)
{
  static const struct
  {
    const char *name;
    GfTextProperty property;
  } names[] = {
    { "date", GF_TEXT_DATE },
    { "dc.date", GF_TEXT_DATE },
    { "dc.date.created", GF_TEXT_DATE },
    { "dcterms.created", GF_TEXT_DATE },
    { "dcterms.date", GF_TEXT_DATE },
    { "article:published_time", GF_TEXT_DATE },
    { "author", GF_TEXT_AUTHOR },
    { "dc.creator", GF_TEXT_AUTHOR },
    { "dcterms.creator", GF_TEXT_AUTHOR },
    { "dc.language", GF_TEXT_LANGUAGE },
    { "dcterms.language", GF_TEXT_LANGUAGE },
    { "language", GF_TEXT_LANGUAGE },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i].name) == 0)
      {
        *property_out = names[i].property;
        return true;
      }
  return false;
}
