/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plan.h: a tree becomes a query over one of the index's two databases.
 *
 * Inside a reader of index-private.h: a plan asks the index which words, years and case
 * numbers it has, and is good for that commit only.  The documents database has no
 * positions and titles and decisions have none in either, so phrases are looked up among
 * the units first and become the documents or units that hold them.
 */
#pragma once

#include "query/index/index-private.h"
#include "query/plan/like.h"
#include "query/plan/marks.h"
#include "query/plan/reading.h"
#include "query/question/tree.h"

typedef struct
{
  bool documents;     /* over whole documents; else over units */
  bool match_any;     /* any of the words, ranked, also of an OG, a NÆR and a phrase, but
                         not inside a NOT; else all of them */
  bool all_but_one;   /* of what has to match together, one may be missing */
  const char *kind;   /* "case" or "section" alone; NULL for both */
  bool is_context;    /* only weighs what was found otherwise: words do for phrases, and
                         nothing is told of them */
  unsigned without;   /* GfPart of request.h */
  const GfLike *like; /* what hits are to be like; the tree then only narrows; or NULL */
} GfPlanOptions;

typedef struct
{
  XcQuery *query;
  XcQuery *ranking; /* any of the words wanted, over units; NULL where there are none */
  XcQuery *first;   /* hits that come before all others, over the plan's database; NULL
                       where none do */
  GfMarks *marks;   /* the words wanted */
  GPtrArray *notes; /* char *: sentences in bokmål about what the index made of it */
  GPtrArray *readings; /* GfReading *: what each word wanted was taken to mean */
  GPtrArray *words;    /* char *: the words wanted, folded, that any order goes by */
  unsigned n_words;    /* words wanted: those that rank */
} GfPlan;

/*
 * gf_plan_new: @tree: NULL for everything
 * Errors: PARAMETER (too many words begin as those with a star), and those of the shim.
 */
GfPlan *gf_plan_new (GfIndex *index, const GfNode *tree, const GfPlanOptions *options,
                     GError **error);
void gf_plan_free (GfPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfPlan, gf_plan_free)
