/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plan-private.h: a plan while it is made: plan.c walks the tree, leaf.c makes the
 * leaves, locate.c finds what stands in a certain order where the database has no
 * positions.
 */
#pragma once

#include "query/plan/plan.h"
#include "query/request.h"
#include "query/plan/words.h"

typedef struct
{
  GfIndex *index;
  XcDatabase *db; /* the one that is planned for */
  const GfPlanOptions *options;
  GfPlan *plan;
  GPtrArray *ranking;   /* XcQuery *: the words wanted, over units */
  GPtrArray *first;     /* XcQuery *: the cases named by their number */
  GPtrArray *bonus;     /* XcQuery *: what hits weigh more for having */
  unsigned n_wildcards; /* terms that stars may still stand for */
  unsigned negations;   /* NOTs around the node being planned */
  bool is_relaxed;      /* within a group that may lack one: groups within groups would
                           multiply */
  GError **error;       /* never NULL; once set, nothing more is planned */
} GfPlanner;

/* A list of owned queries, for the constructors of the shim. */
GPtrArray *gf_queries_new (void);
XcQuery *gf_queries_or (GPtrArray *queries, GError **error);
XcQuery *gf_queries_and (GPtrArray *queries, GError **error);

/* Whether the question is answered with @part. */
bool gf_planner_has (const GfPlanner *planner, GfPart part);

G_GNUC_PRINTF (2, 3)
void gf_planner_note (GfPlanner *planner, const char *format, ...);

/* What follows returns (transfer full), NULL on error. */

/* gf_like_plan: what is like @like, ranked, and nothing of its own document. */
XcQuery *gf_like_plan (GfPlanner *planner, const GfLike *like);

/* gf_leaf_plan: a leaf, or a NEAR, with its marks and its part in the ranking. */
XcQuery *gf_leaf_plan (GfPlanner *planner, const GfNode *node);

/* gf_leaf_name: @node, a NAME, whenever it was used. */
XcQuery *gf_leaf_name (GfPlanner *planner, const GfNode *node);

/* gf_leaf_word: whatever may stand for @form. */
XcQuery *gf_leaf_word (GfPlanner *planner, GfField field, const char *form);

/* gf_leaf_marked_word: the same as a word of @node, marked and ranked. */
XcQuery *gf_leaf_marked_word (GfPlanner *planner, const GfNode *node, const char *form);

/* gf_leaf_joined_word: the same of what hyphens part, "ehelse", beside its words. */
XcQuery *gf_leaf_joined_word (GfPlanner *planner, const GfNode *node, const char *form);

/* gf_leaf_case: the cases that have the number of @node, a VALUE or a CASE: those with
   its letters too, where there are any. */
XcQuery *gf_leaf_case (GfPlanner *planner, const GfNode *node);

/* gf_leaf_term: @form itself. */
XcQuery *gf_leaf_term (GfPlanner *planner, GfField field, const char *form);

/* gf_leaf_all_terms: every form of @node itself, anywhere. */
XcQuery *gf_leaf_all_terms (GfPlanner *planner, const GfNode *node);

/* gf_leaf_mark: a new word of the question for snippets, as rare as @form is; none inside
   a NOT or for a filter, where it is false. */
bool gf_leaf_mark (GfPlanner *planner, const GfNode *node, const char *form,
                   unsigned *word_out);

/* gf_leaf_ranks: whether @node is something wanted, and not a filter. */
bool gf_leaf_ranks (const GfPlanner *planner, const GfNode *node);

/* gf_leaf_rank: adds @query, over units, to what ranks them. */
void gf_leaf_rank (GfPlanner *planner, const GfNode *node, const XcQuery *query);

/* gf_order_plan: a phrase, words glued together, the same with a star, a NEAR, a CASE, or
   the name of a municipality as a text says it. */
XcQuery *gf_order_plan (GfPlanner *planner, const GfNode *node);

/*
 * gf_locate: the units or documents, as the plan is for, that hold something in order.
 * @candidates: over units: what holds it, or may
 * @node: NULL where each of @candidates does; else a phrase of @node's field that the
 *   title or the decision of each is read for
 * @words: over the plan's database: what is returned where there are too many to list,
 *   with a note; gives the weight.  Of a context too, without one
 */
XcQuery *gf_locate (GfPlanner *planner, const XcQuery *candidates, const GfNode *node,
                    const XcQuery *words);
