/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gram-key.h: a piece of a word (lexicon.h, GF_GRAM_CHARACTERS) as two numbers, so that
 * no text is compared.  Made for each piece of each word that is put in order: inline.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "common/lexicon.h"

#define GF_CHARACTER_BITS 21

/* Up to four characters, the first in the highest bits. */
typedef struct
{
  uint64_t high; /* the first three */
  uint32_t low;  /* the fourth */
} GfGramKey;

/* gf_gram_key: of the characters of @gram, at most GF_GRAM_CHARACTERS of them. */
static inline GfGramKey
gf_gram_key (const gunichar *gram, size_t n_characters)
{
  uint64_t characters[GF_GRAM_CHARACTERS] = { 0 };

  for (size_t i = 0; i < MIN (n_characters, GF_GRAM_CHARACTERS); i++)
    characters[i] = gram[i];
  return (GfGramKey){ .high = characters[0] << (2 * GF_CHARACTER_BITS)
                              | characters[1] << GF_CHARACTER_BITS | characters[2],
                      .low = (uint32_t) characters[3] };
}
