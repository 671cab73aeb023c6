/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * word-table.h: what a run has learnt of words: each word's roots.
 *
 * Bounded: a worker that a hostile file has taken over may ask for any words; once the
 * table is full, what more is learnt is not kept.  Hashed under a key, so that no text
 * makes it slow.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/lexicon.h"

typedef struct GfWordTable GfWordTable;

/* @max_words, @max_bytes: of words and roots together */
GfWordTable *gf_word_table_new (size_t max_words, size_t max_bytes);
void gf_word_table_free (GfWordTable *table);

/* gf_word_table_add: copied; the first that is said of a word stands. */
void gf_word_table_add (GfWordTable *table, const char *word, const GfWordRoots *roots);

/* gf_word_table_find: @roots_out: valid as long as the table; @roots_out is left alone
 * where @word is not there. */
bool gf_word_table_find (const GfWordTable *table, const char *word,
                         GfWordRoots *roots_out);

size_t gf_word_table_count (const GfWordTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfWordTable, gf_word_table_free)
