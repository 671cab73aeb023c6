/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * suggest.h: how the last word of a question that is being typed may go on: the index's
 * own most frequent words that begin so; where none does, those that begin nearly so
 * (query/words/near.h).
 *
 * One word stands for all forms of its lemma: the most frequent.  The time is bounded
 * whatever was typed: a few milliseconds for hundreds of thousands of words.
 */
#pragma once

#include "common/lexicon.h"
#include "query/question/stop-words.h"

/*
 * gf_suggest: @text with its last word made whole, some ways, the most frequent first.
 * @lexicon: (nullable): nothing is suggested without one
 * @stop_words: (nullable): words that are not worth suggesting
 * @text: valid UTF-8; what stands before its last word is kept as it is
 * @max: at most this many; no more than twenty are given
 * Returns: (transfer full) (element-type utf8): empty where @text does not end in a word,
 * or no word goes on from it; never @text itself or another form of its last word alone.
 */
GPtrArray *gf_suggest (const GfLexicon *lexicon, const GfStopWords *stop_words,
                       const char *text, unsigned max);
