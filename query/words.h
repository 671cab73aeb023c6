/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words.h: what a word of a question may be called in the index.
 *
 * The one place where a word is widened: today to itself and its root; lemmas, the parts
 * of compounds, spellings and former names are further alternatives of the same group.
 * Weights are those that were measured best (shared/RELEVANCE.md, "The scheme").
 */
#pragma once

#include <glib.h>

#include "norsk/stem.h"
#include "query/fields.h"
#include "xapian-c/xapian-c.h"

typedef struct
{
  char *term;
  double weight;
} GfAlternative;

/*
 * gf_words_alternatives: the terms that stand for @form in @field, the word's own first.
 * @form: folded; @field: one that has words
 * Returns: (transfer full) (element-type GfAlternative): at least one; in every document
 * that has @form, and in those that have another form of it.
 */
GPtrArray *gf_words_alternatives (GfStemmer *stemmer, GfField field, const char *form);

/*
 * gf_words_forms: the words of the index that share the root of @form, for places where
 * only words with positions will do.
 * @max: at most this many, the most frequent first; @form itself always among them
 * Returns: (transfer full) (element-type utf8) without prefix; NULL on error.
 * Errors: those of xc_database_list_terms ().
 */
GPtrArray *gf_words_forms (XcDatabase *units, GfStemmer *stemmer, GfField field,
                           const char *form, unsigned max, GError **error);
