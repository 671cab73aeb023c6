/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv.h: the answers' JSON as CSV (RFC 4180): a header, CRLF, UTF-8 without a mark.
 *
 * A cell that a spreadsheet would take for a formula begins with an apostrophe, as OWASP
 * advises ("CSV Injection"): what stands in documents comes from strangers.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

/* Returns: (transfer full). */
char *gf_csv_search (const json_t *answer);
char *gf_csv_unread (const json_t *answer);
/* The list of gf_index_list (). */
char *gf_csv_documents (const json_t *answer);
/* The facets of a search: facet, value, count. */
char *gf_csv_facets (const json_t *answer);
/* Of coverage, documents, units: the numbers, and the facets. */
char *gf_csv_status (const json_t *answer);

/* gf_csv_cell: @value, which may be NULL, as one cell at the end of @out. */
void gf_csv_cell (GString *out, const char *value);
