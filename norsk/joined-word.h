/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * joined-word.h: words tied together by hyphens, as the one word that they are too:
 * "e-helse" is e, helse and ehelse, the last where the first of them stands.
 *
 * Given each word of a text in turn (tokens.h): where one is not hyphenated to the one
 * before (gf_tokens_is_hyphenated ()), and at the end of the text, what was joined ends.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/schema.h"

/* Begins as { 0 }. */
typedef struct
{
  char form[GF_WORD_MAX_BYTES + 1];
  size_t length; /* over GF_WORD_MAX_BYTES: given up */
  size_t n_words;
  uint32_t position; /* of the first of them */
} GfJoinedWord;

/* Adds the next word. */
void gf_joined_word_add (GfJoinedWord *joined, const char *form, size_t length,
                         uint32_t position);

/* gf_joined_word_end: what is added next begins anew.  Returns: whether what was added
   is a word of its own: form, of length bytes; until something is added. */
bool gf_joined_word_end (GfJoinedWord *joined);
