/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html-survey.h: a first walk over a web page, which counts: what is nearly only links,
 * what nobody sees, and which tables only hold columns of the page.
 *
 * The page is walked twice, since an element's text must be known before its first block
 * is made, and no tree is built.  Elements are numbered from 0 in the order they begin.
 */
#pragma once

#include <glib.h>
#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct GfHtmlSurvey GfHtmlSurvey;

/* What is found of an element; what holds for it holds for all within. */
typedef enum
{
  GF_HTML_IS_LINKS = 1,  /* a menu, a list of contents, a row to share by */
  GF_HTML_IS_HIDDEN = 2, /* and nothing on the page opens it */
  GF_HTML_IS_LAYOUT = 4, /* a table whose cells are columns of the page */
  GF_HTML_HAS_LINKS = 8, /* at least one */
} GfHtmlFinding;

GfHtmlSurvey *gf_html_survey_new (const char *text);
void gf_html_survey_free (GfHtmlSurvey *survey);

/* The findings on element @index, GF_HTML_IS_* joined; 0 for one that is not known. */
unsigned gf_html_survey_get (const GfHtmlSurvey *survey, size_t index);

/*
 * gf_html_parse: @text, UTF-8, given to @handler as events.
 * @data: what the handler gets; @context_out: where it finds what xmlStopParser () wants
 * Returns: false where there is no memory.
 */
bool gf_html_parse (const char *text, const xmlSAXHandler *handler, void *data,
                    htmlParserCtxtPtr *context_out);

/* The value of an attribute as the parser gives them; (transfer none) (nullable). */
const char *gf_html_get_attribute (const xmlChar **attributes, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfHtmlSurvey, gf_html_survey_free)
