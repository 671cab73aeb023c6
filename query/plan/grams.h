/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grams.h: how far the words of a hit are spelled as those of the question are: BM25 over
 * pieces of four characters (common/lexicon.h, GF_GRAM_CHARACTERS), counted from the
 * hit's own words.
 *
 * What no analysis joins, this does: typing errors, unknown compounds, names, words of
 * other spellings.  It is dear, so only the best hits of a ranked answer are put in order
 * by it (doc/relevance.md has what it gives); nothing is found by it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/lexicon.h"
#include "query/index/memory.h"
#include "xapian-c/xapian-c.h"

typedef struct GfGrams GfGrams;

/*
 * gf_grams_new: @words: folded words of the question (char *), without those that say
 * nothing; @lexicon (transfer none) outlives it.
 */
GfGrams *gf_grams_new (const GfLexicon *lexicon, const GPtrArray *words);
void gf_grams_free (GfGrams *grams);

/* Where the words of hits are read. */
typedef struct
{
  XcDatabase *units;
  GfMemory *memory;      /* of these and the lexicon; or NULL */
  XcDatabase *documents; /* of which the hits are: the words of a whole document are those
                            of its units; NULL: the hits are units */
} GfGramsSource;

/*
 * gf_grams_score: the weight of each of @n hits, in their order; the length of a hit is
 * weighed against that of the others given, and as @bm25 says.
 * Errors: those of xc_database_list_document_terms_from (); of a record that is
 * malformed.
 */
bool gf_grams_score (GfGrams *grams, const GfGramsSource *source, const XcBm25 *bm25,
                     const XcHit *hits, size_t n, double *scores_out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfGrams, gf_grams_free)
