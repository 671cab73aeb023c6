/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phrase-index.h: the phrases of one register, by what they begin with.
 *
 * Each word of a text is held against every register, and hardly ever begins a phrase of
 * it.  So what is looked at is only what begins with the same three bytes, and of these
 * what has the same eight, and what says how its first word ends and has the same eight
 * there; where a slip of the pen is forgiven, all with the same first byte.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "indexer/understand/reading/registers.h"

typedef struct GfPhraseIndex GfPhraseIndex;

GfPhraseIndex *gf_phrase_index_new (void);
void gf_phrase_index_free (GfPhraseIndex *index);

/* gf_phrase_index_add: @entry: borrowed, as long as the index lives */
void gf_phrase_index_add (GfPhraseIndex *index, const GfEntry *entry);

/* gf_phrase_index_find: as gf_registers_match () and gf_registers_match_fuzzily () say.
 */
const GfEntry *gf_phrase_index_find (const GfPhraseIndex *index, uint64_t meanings,
                                     const GfWords *words, size_t at, bool fuzzy,
                                     size_t *size_out);
