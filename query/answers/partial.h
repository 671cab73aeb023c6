/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * partial.h: an answer that had to be given before it was done, and says so.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "query/request.h"

/* What is missing, or not whole. */
typedef enum
{
  GF_PARTIAL_TOTAL = 1 << 0,      /* there may be more hits than the total */
  GF_PARTIAL_FACETS = 1 << 1,     /* and more of each value */
  GF_PARTIAL_ORDER = 1 << 2,      /* others may belong before those shown */
  GF_PARTIAL_SNIPPETS = 1 << 3,   /* hits without one; without best_unit too */
  GF_PARTIAL_SUGGESTION = 1 << 4, /* nor what there is instead, where nothing is found */
  GF_PARTIAL_VERSIONS = 1 << 5    /* documents without their other versions */
} GfPartial;

/* gf_partial_is_late: whether @request's deadline has passed. */
bool gf_partial_is_late (const GfRequest *request);

/* gf_partial_tell: "partial" of @answer, a list of what @partial, of GfPartial, has in
   it, and a sentence (bokmål) in its query.notes; nothing where it is 0. */
void gf_partial_tell (json_t *answer, unsigned partial);
