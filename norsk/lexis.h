/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexis.h: the words of one written language: its dictionary, what was looked up in it
 * before, and the way from its lemmas to roots, which are bokmål.
 *
 * Loads its dictionaries when first asked; one that is damaged is as if it were not
 * there.  What is remembered is bounded.  For one thread at a time.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "norsk/lttoolbox-c.h"
#include "norsk/readings.h"
#include "norsk/word-lists.h"

typedef struct GfLexis GfLexis;

/*
 * gf_lexis_new: @words: (transfer full): of the language; @bilingual: (transfer full)
 * (nullable): to bokmål, NULL where it is bokmål; @lists: (transfer none), outlives it.
 */
GfLexis *gf_lexis_new (LtDictionary *words, LtDictionary *bilingual,
                       const GfWordLists *lists);
void gf_lexis_free (GfLexis *lexis);

/* The beginnings of a text that are words, or parts of compounds, of two letters or more,
   shortest first. */
typedef struct
{
  size_t n_pieces;
  LtPiece pieces[];
} GfPieces;

/* gf_lexis_pieces: Returns: (transfer none): never NULL; valid until gf_lexis_tidy (). */
const GfPieces *gf_lexis_pieces (GfLexis *lexis, const char *text);

/*
 * gf_lexis_readings: of the whole of @form; not remembered.
 * Returns: (transfer none) (nullable): NULL where there are none; valid until the next
 * call for this language.
 */
const char *gf_lexis_readings (GfLexis *lexis, const char *form);

/*
 * gf_lexis_add_roots: adds the roots of @reading to @roots, an array of owned strings,
 * each once: its lemma, in bokmål, as the register of pairs has it.
 * Returns: false where it has none: the bilingual dictionary does not know it, or the
 * entry has more than letters.
 */
bool gf_lexis_add_roots (GfLexis *lexis, const GfReading *reading, GPtrArray *roots);

/* gf_lexis_add_any_roots: the same, but the lemma itself where it would be false. */
void gf_lexis_add_any_roots (GfLexis *lexis, const GfReading *reading, GPtrArray *roots);

/* gf_lexis_tidy: forgets what was looked up, if that has become much. */
void gf_lexis_tidy (GfLexis *lexis);

/* gf_roots_array_take: adds @root: (transfer full) to @roots, unless it is there or they
   are eight. */
void gf_roots_array_take (GPtrArray *roots, char *root);
void gf_roots_array_add_list (GPtrArray *roots, GfRootList list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfLexis, gf_lexis_free)
