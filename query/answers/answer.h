/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answer.h: one answer while it is made, from one commit: a plan, put to the index, and
 * its hits as the contract's JSON.
 *
 * Inside a reader of index-private.h.
 */
#pragma once

#include "query/plan/plan.h"
#include "query/plan/rank.h"
#include "query/request.h"

typedef struct
{
  GfIndex *index;
  const GfRequest *request;
  const GfPlan *plan;
  unsigned offset;   /* of the first hit that is wanted */
  GfMemory *memory;  /* of the units; NULL for shards */
  GfContext context; /* its query NULL where the order does not ask for documents */
  GfGrams *grams;    /* NULL where the order does not ask for them */
  XcBm25 bm25;
  size_t snippet_budget; /* bytes of text that snippets may still be looked for in */
  bool has_versions;     /* something in the index is a version of something */
  GHashTable *groups;    /* of versions that were read */
  bool collapses;        /* of versions the newest stands for all */
  uint32_t total;        /* hits that are listed, over all pages */
  uint32_t n_older;      /* hits that others stand for */
  unsigned partial;      /* GfPartial: what was not done before the deadline */
  double bonus;          /* added to the score of the hits that are being made */
  GError **error;        /* never NULL */
} GfAnswer;

/*
 * gf_answer_init: @plan (transfer none) outlives it, and so does @context: a plan over
 * documents that units are weighed by too; or NULL.
 * Errors: those of the shim; @answer_out is then still to be cleared.
 */
bool gf_answer_init (GfAnswer *answer_out, GfIndex *index, const GfRequest *request,
                     const GfPlan *plan, const GfPlan *context, GError **error);
void gf_answer_clear (GfAnswer *answer);

bool gf_answer_is_over_documents (const GfRequest *request);

/* The order of the hits: without words there is nothing to rank by, and the newest come
   first. */
GfSort gf_answer_sort (const GfAnswer *answer);

/* The database that the plan is over. */
XcDatabase *gf_answer_database (const GfAnswer *answer);

/* Whether some hits come before all others: in order of relevance only. */
bool gf_answer_has_first (const GfAnswer *answer);

/* Of versions the newest is to stand for all in @search, unless all are wanted. */
void gf_answer_collapse (const GfAnswer *answer, XcSearch *search);

/* @query, which is the plan's or a part of it, @limit hits from @offset. */
bool gf_answer_search (GfAnswer *answer, const XcQuery *query, unsigned offset,
                       unsigned limit, GfPage *page_out);

/* gf_answer_hits: those of @page, of the plan's query; sets the total.  Returns:
   (transfer full): NULL on error. */
json_t *gf_answer_hits (GfAnswer *answer, const GfPage *page);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfAnswer, gf_answer_clear)
