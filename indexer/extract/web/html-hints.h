/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html-hints.h: what the names and attributes of HTML elements mean for their text.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/understand/reading/text.h"

typedef enum
{
  GF_HTML_INLINE, /* and every name that is not known */
  GF_HTML_BLOCK,
  GF_HTML_BODY,
  GF_HTML_BREAK,
  GF_HTML_HEADING, /* h1 to h6 */
  GF_HTML_ITEM,
  GF_HTML_ROW,
  GF_HTML_CELL,
  GF_HTML_PREFORMATTED,
  GF_HTML_TITLE,
  GF_HTML_SKIPPED,     /* what is in it is no text */
  GF_HTML_ARTICLE,     /* main, article */
  GF_HTML_MARGIN,      /* header, footer: of the site or of the article */
  GF_HTML_BOILERPLATE, /* nav, aside */
  GF_HTML_TERM,        /* dt, dd: a row, the term its first cell */
  GF_HTML_DEFINITION,
  GF_HTML_TERMS, /* dl */
} GfHtmlRole;

/* @name: lower case */
GfHtmlRole gf_html_role (const char *name);

/* gf_html_hints_boilerplate: whether role, class or id (each nullable) of an element say
   that it is a menu, a site's head or foot, or a list of links elsewhere. */
bool gf_html_hints_boilerplate (const char *name, const char *role, const char *classes,
                                const char *id);

/*
 * gf_html_meta_property: what a <meta> of that name is about; false for nothing of ours.
 * @rank_out: of two that say the same the one with the higher is right: when a page was
 * published comes before when it was made, and that before a date of no kind
 */
bool gf_html_meta_property (const char *name, GfTextProperty *property_out,
                            int *rank_out);
#define GF_HTML_RANK_PUBLISHED 4

/*
 * gf_html_clean_title: @title, of the <title> element, without the name of the site.
 * @site: what the page calls it; @heading: the first heading of the article; each
 * (nullable).  Returns: (transfer full).
 */
char *gf_html_clean_title (const char *title, const char *site, const char *heading);
