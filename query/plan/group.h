/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * group.h: a word of the question as a query: all that may stand for it, weighed.
 *
 * Where all words must match, a group holds what is the same word, or a compound with it;
 * the word's own parts too, near each other, or anywhere where the index hardly has the
 * word.  Where any word may match, whatever is akin ranks as well.  The weights are
 * measured: doc/relevance.md.  All that is returned is (transfer full), NULL on error.
 */
#pragma once

#include "query/plan/plan-private.h"
#include "query/plan/reading.h"
#include "query/plan/words.h"

/* gf_group_plan: whatever may stand for @word in @field. */
XcQuery *gf_group_plan (GfPlanner *planner, GfField field, const GfWord *word);

/* gf_group_tell: tells what gf_group_plan () makes of @word. */
void gf_group_tell (GfPlanner *planner, GfField field, const GfWord *word,
                    GfReading *reading);

/* gf_group_whole: the word itself, in any of its forms; alone or in compounds. */
XcQuery *gf_group_whole (GfPlanner *planner, GfField field, const GfWord *word);

/* gf_group_title: what a hit gains whose title has @word. */
XcQuery *gf_group_title (GfPlanner *planner, const GfWord *word);

/* gf_group_is_loose: whether a word of @field may match by what is only akin to it. */
bool gf_group_is_loose (const GfPlanner *planner, GfField field);
