/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html-about.h: what a web page says of itself: title, author, date and language, from
 * <title>, <meta>, <time>, the language of <html>, and what it tells search engines
 * (JSON-LD).  What is known already, from what the page is a part of, stays.
 */
#pragma once

#include <glib.h>
#include <libxml/HTMLparser.h>
#include <stdbool.h>

#include "indexer/extract/reading.h"

typedef struct GfHtmlAbout GfHtmlAbout;

GfHtmlAbout *gf_html_about_new (GfReading *reading);
void gf_html_about_free (GfHtmlAbout *about);

/* To be called with each element as it begins and ends. */
void gf_html_about_start (GfHtmlAbout *about, const char *name,
                          const xmlChar **attributes);
void gf_html_about_end (GfHtmlAbout *about, const char *name);

/* gf_html_about_add: text as it comes.  Returns: whether it was of the title, or of what
 * only programs read: no text of the page. */
bool gf_html_about_add (GfHtmlAbout *about, const char *text);

/* gf_html_about_set_title: at the end: the title, without the name of the site; blocks
 * from number @first_block on are the page's. */
void gf_html_about_set_title (GfHtmlAbout *about, guint first_block);

/* gf_html_append_collapsed: @text after a text that ends in @last ('\0' for none): runs
 * of white space are one blank, and none where a line begins. */
void gf_html_append_collapsed (GString *out, char last, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfHtmlAbout, gf_html_about_free)
