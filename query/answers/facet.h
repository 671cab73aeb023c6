/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * facet.h: how hits spread over region, type, body, year, outcome and language.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "xapian-c/xapian-c.h"

/* Values of one facet in an answer to a search, at most: the most frequent. */
#define GF_FACET_MAX_VALUES 50

/*
 * gf_facets: the counts of GF_SLOT_FACETS, taken apart.
 * @max_values: of one facet
 * @cut_out: (optional): an array with the names of the facets that have more, to be
 *   unreferenced; NULL where none has
 * Returns: (transfer full): {"region": [[value, count], ...], ...}: most first, then by
 * value.
 */
json_t *gf_facets (const XcResults *results, size_t which, unsigned max_values,
                   json_t **cut_out);

/* gf_facet_list: a table of char * -> counts as GUINT_TO_POINTER, as one facet's list.
   Returns: (transfer full). */
json_t *gf_facet_list (GHashTable *counts, unsigned max_values, bool *cut_out);
