/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * word-roots.h: questions about words and their answers, as they go between
 * gjenfinn-extract, gjenfinn-indexer and gjenfinn-words.
 *
 * A question (GF_MESSAGE_WORDS) has some words, its answer (GF_MESSAGE_ROOTS) the roots
 * of each in the same order.  Both are small, so that a socket takes either whole while
 * nobody reads: whoever has many words asks many times, and waits in between.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/lexicon.h"

/* Words of one question, and how long each may be: gf_analysis_find () makes no more of a
 * longer one than its stem, which everyone can. */
#define GF_QUESTION_MAX_WORDS 256
#define GF_QUESTION_MAX_WORD_BYTES 64
/* Roots of one list, and the bytes of a word's two lists, NULs among them: more is cut.
   The longest compounds of real text take a quarter. */
#define GF_ANSWER_MAX_ROOTS 16
#define GF_ANSWER_MAX_WORD_BYTES 384
/* What may be asked for one file, in all; the words beyond have their stem. */
#define GF_FILE_MAX_WORDS ((size_t) 200 * 1000)
/* A question's body is at most this ... */
#define GF_QUESTION_MAX_BYTES ((size_t) 24 << 10)
/* ... and an answer's this: two thirds of what a socket holds by default. */
#define GF_ANSWER_MAX_BYTES ((size_t) 128 << 10)

/* gf_question_is_sound: at least one word, no more and none longer than may be, none
 * empty. */
bool gf_question_is_sound (GVariant *question);

/* gf_answer_add: @roots as the next word's to @builder, of GF_ROOTS_TYPE. */
void gf_answer_add (GVariantBuilder *builder, const GfWordRoots *roots);

/*
 * gf_answer_get: what @answer says of its word @i, which must be there.
 * @text: holds what @roots_out points to
 * Returns: false where that is no list of roots: too many, too long, an empty one, or one
 * that begins in upper case, as only prefixes do.
 */
bool gf_answer_get (GVariant *answer, size_t i, GString *text, GfWordRoots *roots_out);
