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

/* A value of a facet, and how many hits have it. */
typedef struct
{
  const char *value;
  unsigned count;
} GfFacetRow;

/* gf_facet_list: @rows (GfFacetRow), which are put in order, as one facet's list.
   Returns: (transfer full). */
json_t *gf_facet_list (GArray *rows, unsigned max_values, bool *cut_out);
