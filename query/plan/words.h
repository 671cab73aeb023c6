/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words.h: what a word of a question is taken to be.
 *
 * The one place where a word is widened: to its lemmas, the parts it is put together of,
 * the words of the index that are nearly spelled so.  How much each counts is for leaf.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "query/index/index-private.h"
#include "query/question/fields.h"

typedef struct
{
  char *form;        /* folded, as it was asked */
  GPtrArray *lemmas; /* char *: roots of the whole word, one at least */
  GPtrArray *parts;  /* char *: roots of the smallest parts of a compound: two or more, or
                        none */
} GfWord;

/* gf_word_new: @form as the index's lexicon or the dictionaries read it. */
GfWord *gf_word_new (GfIndex *index, const char *form);
/* gf_word_new_root: what has the root @root, itself. */
GfWord *gf_word_new_root (const char *root);
void gf_word_free (GfWord *word);

/*
 * gf_word_is_known: whether any document of @db has a form of @word in @field, or a
 * compound with it.
 * Errors: those of the shim.
 */
bool gf_word_is_known (const GfWord *word, GfIndex *index, GfField field, XcDatabase *db,
                       bool *known_out, GError **error);

/*
 * gf_word_forms: the words of the index that are forms of @word, for places where only
 * words with positions will do.
 * @max: at most this many, the most frequent first
 * @n_out: (out) (nullable): how many there are
 * Returns: (transfer full) (element-type utf8): without the form asked for, where the
 * index does not have that.
 */
GPtrArray *gf_word_forms (const GfWord *word, GfIndex *index, unsigned max,
                          unsigned *n_out);

/* gf_word_compounds: the same, of the words that have @word as a part. */
GPtrArray *gf_word_compounds (const GfWord *word, GfIndex *index, unsigned max,
                              unsigned *n_out);

/*
 * gf_word_kin: lemmas of the index that have the Snowball stem of one of @word's, and are
 * not it: "utvikle" of "utvikling"; at most GF_WORD_MAX_KIN, the most frequent first.
 * Dear, and so remembered (memory.h); inside a reader.
 * Returns: (transfer full) (element-type utf8): not to be changed.
 */
#define GF_WORD_MAX_KIN 8
GPtrArray *gf_word_kin (const GfWord *word, GfIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfWord, gf_word_free)
