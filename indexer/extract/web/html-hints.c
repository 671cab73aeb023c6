/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/web/html-hints.h"

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
    { "dd", GF_HTML_DEFINITION },
    { "details", GF_HTML_BLOCK },
    { "dialog", GF_HTML_BOILERPLATE },
    { "dir", GF_HTML_BLOCK },
    { "div", GF_HTML_BLOCK },
    { "dl", GF_HTML_TERMS },
    { "dt", GF_HTML_TERM },
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
    { "noscript", GF_HTML_BOILERPLATE },
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

/* Parts of a name: "site-footer", "footer__links", "mainNavigation". */
#define MAX_PARTS 8

static char **
split_name (const char *token)
{
  g_autoptr (GString) spread = g_string_new (NULL);

  for (const char *p = token; *p != '\0'; p++)
    {
      if (p > token && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (spread, '-');
      g_string_append_c (spread, *p == '_' ? '-' : *p);
    }
  return g_strsplit (spread->str, "-", MAX_PARTS);
}

/* "nav", "nav-main", "footer__links", "site-footer"; not "has-sidebar". */
static bool
hints (const char *token)
{
  static const char *const words[]
      = { "nav",        "navbar",     "navigation",   "menu",          "meny",
          "navigasjon", "breadcrumb", "breadcrumbs",  "brodsmulesti",  "brodsmuler",
          "sidebar",    "footer",     "bunntekst",    "bunn",          "bunnfelt",
          "toppmeny",   "hovedmeny",  "sidemeny",     "undermeny",     "cookie",
          "cookies",    "cookiebar",  "cookiebanner", "cookieconsent", "social",
          "sosiale",    "share",      "sharing",      "related",       "relatert",
          "relaterte",  "skip",       "respond",      "skiplink",      "skiplinks",
          "pagination", "paginering", "toolbar",      "banner",        "readspeaker",
          "rsbtn",      "addthis",    "widgets",      "printlink",     "printpage" };
  static const char *const negations[] = { "has", "with", "no", "without", "not" };
  g_auto (GStrv) parts = split_name (token);
  guint n_parts = g_strv_length (parts);

  if (n_parts == 0 || is_among (parts[0], negations, G_N_ELEMENTS (negations)))
    return false;
  return is_among (token, words, G_N_ELEMENTS (words))
         || is_among (parts[0], words, G_N_ELEMENTS (words))
         || is_among (parts[n_parts - 1], words, G_N_ELEMENTS (words))
         || strcasestr (token, "cookiebot") != NULL
         || strcasestr (token, "cookieconsent") != NULL;
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
gf_html_meta_property (const char *name, GfTextProperty *property_out, int *rank_out)
{
  static const struct
  {
    const char *name;
    GfTextProperty property;
    int rank;
  } names[] = {
    { "article:published_time", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "og:published_time", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "datepublished", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "publication_date", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "publish_date", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "pubdate", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "dc.date.issued", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "dcterms.issued", GF_TEXT_DATE, GF_HTML_RANK_PUBLISHED },
    { "dc.date.created", GF_TEXT_DATE, 2 },
    { "dcterms.created", GF_TEXT_DATE, 2 },
    { "date", GF_TEXT_DATE, 1 },
    { "dc.date", GF_TEXT_DATE, 1 },
    { "dcterms.date", GF_TEXT_DATE, 1 },
    { "author", GF_TEXT_AUTHOR, 1 },
    { "dc.creator", GF_TEXT_AUTHOR, 1 },
    { "dcterms.creator", GF_TEXT_AUTHOR, 1 },
    { "dc.language", GF_TEXT_LANGUAGE, 1 },
    { "dcterms.language", GF_TEXT_LANGUAGE, 1 },
    { "language", GF_TEXT_LANGUAGE, 1 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i].name) == 0)
      {
        *property_out = names[i].property;
        *rank_out = names[i].rank;
        return true;
      }
  return false;
}
