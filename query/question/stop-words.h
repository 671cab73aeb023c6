/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stop-words.h: the function words of bokmål and nynorsk that a question need not match.
 *
 * The list is data: registers/stop-words.tsv, one word a line with its language and its
 * source.  They are indexed like other words, so that a quoted phrase has them.  Beside
 * it registers/weak-words.tsv has the words of whole sentences that say little.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "query/question/tree.h"

typedef struct GfStopWords GfStopWords;

/* gf_stop_words_load: Errors: those of gf_paths_find_data () and of reading a file. */
GfStopWords *gf_stop_words_load (GError **error);
void gf_stop_words_free (GfStopWords *stop_words);

/* gf_stop_words_has: @form: folded as norsk/tokens.h folds. */
bool gf_stop_words_has (const GfStopWords *stop_words, const char *form);
/* gf_stop_words_is_weak: the same, of the words that say little. */
bool gf_stop_words_is_weak (const GfStopWords *stop_words, const char *form);

/*
 * gf_stop_words_mark: sets @optional on each stop word of @tree that stands side by side
 * with something else to search for; in quotes, in a field, beside an operator, or where
 * nothing else is left, a stop word is a word.
 */
void gf_stop_words_mark (const GfStopWords *stop_words, GfNode *tree);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfStopWords, gf_stop_words_free)
