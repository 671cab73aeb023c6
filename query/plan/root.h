/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * root.h: a root as an index has it.
 *
 * Documents have a term for each root of their words, but not where they have it as a
 * word that is its own root (common/schema.h): so a root is asked for under two terms, as
 * a root and as a word, which make one synonym.  A word that is no root of itself, as far
 * as the index knows it, is left out.
 */
#pragma once

#include "query/plan/plan-private.h"

/* gf_root_add_terms: what has @root in @field, without parts of compounds, as queries
 * (transfer full) at the end of @terms. */
void gf_root_add_terms (GfPlanner *planner, GfField field, const char *root,
                        GPtrArray *terms);

/*
 * gf_root_get_frequency: how many documents have @root in @field, as above: where there
 * are many with either term, as if these were independent of each other.
 * Errors: those of the shim.
 */
bool gf_root_get_frequency (GfPlanner *planner, GfField field, const char *root,
                            uint32_t *frequency_out);

/* gf_root_is_known: whether any document of @db has @root in @field.  Errors: those of
 * the shim. */
bool gf_root_is_known (GfIndex *index, XcDatabase *db, GfField field, const char *root,
                       bool *known_out, GError **error);
