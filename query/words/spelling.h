/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spelling.h: what a word that the index does not have may have been meant to be: the
 * nearest of the index's own words, and no others (query/words/near.h).
 *
 * Whether a word was misspelled is for the caller, who knows what it matches; here a word
 * that the index has, itself or in another form, is never changed.  The time is bounded
 * whatever the word: some milliseconds for hundreds of thousands of words.
 */
#pragma once

#include "common/lexicon.h"
#include "norsk/roots.h"

typedef enum
{
  GF_SPELLING_LETTERS, /* written without æ, ø or å: "hoering" */
  GF_SPELLING_NEAR,    /* an edit or two away */
  GF_SPELLING_COMPOUND /* of two parts that the index has, one of them misspelled; the
                          index may not have the whole */
} GfSpellingKind;

typedef struct
{
  GfSpellingKind kind;
  char *form;       /* folded */
  unsigned cost;    /* as in query/words/near.h */
  uint32_t n_units; /* that have it; of a compound, its rarer part */
} GfSpelling;

void gf_spelling_free (GfSpelling *spelling);

/*
 * gf_spelling_find: what @form, folded, may have been meant to be.
 * @lexicon: (nullable): nothing is found without one
 * @roots: over the same lexicon
 * @max: at most this many: those of fewest edits, of those the most frequent first, then
 * in order of bytes
 * Returns: (transfer full) (element-type GfSpelling): empty where the index has @form or
 * another form of it, or nothing near it.
 */
GPtrArray *gf_spelling_find (const GfLexicon *lexicon, GfRoots *roots, const char *form,
                             unsigned max);
