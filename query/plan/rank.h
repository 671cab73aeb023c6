/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rank.h: the order of hits by relevance.
 *
 * BM25, with parameters for the length of what is ranked; the best of a ranked answer are
 * then put in order by how their words are spelled too (grams.h).  The same question to
 * the same index gives the same order, whatever page of it is asked for.  Measured:
 * doc/relevance.md.
 */
#pragma once

#include "query/plan/context.h"
#include "query/plan/grams.h"
#include "xapian-c/xapian-c.h"

/* gf_rank_bm25: parameters for @db.  Errors: those of the shim. */
bool gf_rank_bm25 (XcDatabase *db, XcBm25 *bm25_out, GError **error);

/* A page of hits, best first. */
typedef struct
{
  XcResults *results; /* what the hits point into; has the total and the counts */
  GArray *hits;       /* XcHit; weight is the score */
  bool order_cut;     /* the deadline came before they were put in their order */
} GfPage;

void gf_page_clear (GfPage *page);

/* What the best hits are put in order by beside their weight. */
typedef struct
{
  GfGrams *grams;           /* NULL: not by spelling */
  GfGramsSource words;      /* of the hits */
  const GfContext *context; /* NULL: not by their documents */
  bool recency;             /* the newer of two that are nearly alike first */
} GfReorder;

/*
 * gf_rank_page: what @search asks for.
 * @reorder: NULL where the order is to be that of @search alone
 * Errors: those of the shim.
 */
bool gf_rank_page (XcDatabase *db, const XcSearch *search, const GfReorder *reorder,
                   GfPage *page_out, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfPage, gf_page_clear)
