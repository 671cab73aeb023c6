/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unit-words.h: the words of one document of a database, each with how often it stands
 * there, as numbers of a lexicon and in three bytes or so a word: what is remembered of
 * units that were put in order by their spelling (memory.h, grams.h).
 *
 * Never changed once made; for any number of threads.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/lexicon.h"
#include "xapian-c/xapian-c.h"

typedef struct GfUnitWords GfUnitWords;

/*
 * gf_unit_words_new: @entries: words in rising order of bytes, with their counts.
 * Returns: (transfer full): NULL where @lexicon lacks one of them.
 */
GfUnitWords *gf_unit_words_new (const GfLexicon *lexicon, const XcEntry *entries,
                                size_t n);
GfUnitWords *gf_unit_words_ref (GfUnitWords *words);
void gf_unit_words_unref (GfUnitWords *words);

size_t gf_unit_words_get_n (const GfUnitWords *words);
/* What it takes of memory. */
size_t gf_unit_words_get_bytes (const GfUnitWords *words);

/* Begins with { 0 }, before the first word. */
typedef struct
{
  size_t at;
  uint32_t number; /* of the word, in the lexicon */
  uint32_t count;
} GfUnitWordsIter;

/* gf_unit_words_next: goes on to the next word; false after the last. */
bool gf_unit_words_next (const GfUnitWords *words, GfUnitWordsIter *iter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfUnitWords, gf_unit_words_unref)
