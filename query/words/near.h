/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * near.h: the words of a lexicon that are written nearly as something else.
 *
 * The distance is Damerau's, of optimal string alignment, over characters: a character
 * left out, put in, changed, or two side by side changed about, is an edit.  Letters that
 * a keyboard without æ, ø and å gives in their place (ae, oe, aa; a or e, o, a) are soft
 * edits, of which four cost as much as one.  What has digits is near nothing, and no
 * digit is put in.
 *
 * The words are walked as a tree, so that a beginning that went too far is left with all
 * that begin so: milliseconds for hundreds of thousands.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/lexicon.h"

#define GF_NEAR_SOFT_COST 1u
#define GF_NEAR_EDIT_COST 4u
/* Soft edits that may be made beside whole ones. */
#define GF_NEAR_MAX_SOFT 3u
/* Nothing is near a longer one: of two such words a person sees what is wrong. */
#define GF_NEAR_MAX_CHARACTERS 64

typedef struct
{
  uint32_t word; /* its number in the lexicon */
  uint32_t n_units;
  uint32_t cost;
} GfNear;

typedef enum
{
  GF_NEAR_WHOLE,    /* words near what was written */
  GF_NEAR_BEGINNING /* words that begin with something near it */
} GfNearKind;

/*
 * gf_near_find: the words of the index (not those that only the lexicon has) that cost
 * the least number of whole edits to make of @form, none more than @max_edits.
 * @max_edits: at most 2
 * @max: at most this many: the cheapest, of those the most frequent, of those the first
 * in order of bytes; in that order
 * Returns: (transfer full) (element-type GfNear).
 */
GArray *gf_near_find (const GfLexicon *lexicon, const char *form, GfNearKind kind,
                      unsigned max_edits, unsigned max);

/* gf_near_max_edits: how many edits a person may have made in @form: none below five
   letters, one below seven, else two.  Returns: -1 where it is not to be changed at all:
   it has digits, is below three letters, or too long. */
int gf_near_max_edits (const char *form);

/* gf_near_add: @near to @list, which is in the order of gf_near_find (), and holds @max
   at most. */
void gf_near_add (GArray *list, unsigned max, const GfNear *near);
