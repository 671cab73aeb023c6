/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * context.h: a unit weighs more where the rest of its document is about the question too.
 *
 * The documents of the best units are weighed by any of the question's words.  Which
 * document a unit is of is remembered (memory.h): told by a slot of each, it took half of
 * what an answer reads.
 */
#pragma once

#include "query/index/memory.h"
#include "xapian-c/xapian-c.h"

typedef struct
{
  XcDatabase *documents;
  const XcQuery *query; /* over it */
  int64_t deadline_us;  /* after which it weighs nothing; 0: none */
} GfContext;

/*
 * gf_context_add: adds to the weight of each of @hits (XcHit) what its document gives.
 * @units: what they are hits of
 * @memory: of that and the documents; NULL: the first value of each hit is its
 * GF_SLOT_ORDER
 * Errors: those of the shim.
 */
bool gf_context_add (const GfContext *context, XcDatabase *units, GfMemory *memory,
                     GArray *hits, GError **error);
