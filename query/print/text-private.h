/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text-private.h: the pieces that text for people is put together from.
 */
#pragma once

#include <glib.h>

#include "query/print/text.h"

/* gf_text_put: @text on one line, without what a terminal would obey. */
void gf_text_put (GString *out, const char *text);

/* gf_text_put_beginning: the same, but no more than @max_characters and an ellipsis. */
void gf_text_put_beginning (GString *out, const char *text, size_t max_characters);

/* gf_text_put_lines: the same, but its line breaks stay, each followed by @indent. */
void gf_text_put_lines (GString *out, const char *text, const char *indent);

/* gf_text_put_snippet: HTML text of a snippet: marks in bold on a terminal. */
void gf_text_put_snippet (GString *out, const char *html, bool is_terminal);

/* gf_text_put_date: "2023-02-28" as "28.02.2023", "2011-07" as "07.2011". */
void gf_text_put_date (GString *out, const char *date);

/* gf_text_put_item: @text after " · ", unless it is the first of its line or NULL. */
void gf_text_put_item (GString *out, bool *is_first, const char *text);

/* gf_text_put_origin: type, body, region, date of a document, as items. */
void gf_text_put_origin (GString *out, bool *is_first, const json_t *document);

/* gf_text_put_case: "Sak KF 22/22 Title", or the title alone. */
void gf_text_put_case (GString *out, const json_t *unit, const char *fallback);

/* gf_text_put_outcome: the outcome's label as an item, unless nothing says. */
void gf_text_put_outcome (GString *out, bool *is_first, const json_t *decision);

/* gf_text_dup_page: "side 4", and "side iv (4)" where the file calls the first page of
   the unit that.  Returns: (transfer full). */
char *gf_text_dup_page (const json_t *unit, json_int_t page);

/* gf_text_put_unit: a unit of a shown document, whole. */
void gf_text_put_unit (GString *out, const json_t *unit, const GfTextStyle *style);

/* gf_text_put_referred_by: what points to a case or a meeting, a line each. */
void gf_text_put_referred_by (GString *out, const json_t *referred_by);

/* Which parts of the index nothing was asked of, by the coverage; nothing where all
   answered. */
void gf_text_put_missing (GString *out, const json_t *coverage);

/* gf_text_put_coverage: the last line of every answer. */
void gf_text_put_coverage (GString *out, const json_t *coverage,
                           const GfTextStyle *style);

/* gf_text_put_facets: a line for each facet of @facets that has values. */
void gf_text_put_facets (GString *out, const json_t *facets, const char *indent);
