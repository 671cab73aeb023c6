/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/lexicon-private.h"

#include <string.h>

#define WORD_BYTES sizeof (uint64_t)

size_t
gf_lexicon_element_size (unsigned i)
{
  static const size_t sizes[GF_LEXICON_N_SECTIONS] = {
    [GF_LEXICON_STAMP] = 1,
    [GF_LEXICON_WORDS] = sizeof (GfLexiconEntry),
    [GF_LEXICON_SHARED] = 1,
    [GF_LEXICON_WORD_TEXT] = 1,
    [GF_LEXICON_ROOT_TEXT] = 1,
    [GF_LEXICON_LEMMAS] = sizeof (GfLexiconRoot),
    [GF_LEXICON_LEMMA_WORDS] = sizeof (uint32_t),
    [GF_LEXICON_PARTS] = sizeof (GfLexiconRoot),
    [GF_LEXICON_PART_WORDS] = sizeof (uint32_t),
    [GF_LEXICON_GRAMS] = sizeof (GfLexiconGram),
  };

  return sizes[i];
}

uint64_t
gf_lexicon_layout (const GfLexiconHeader *header,
                   uint64_t offsets_out[GF_LEXICON_N_SECTIONS])
{
  uint64_t offset = sizeof *header;

  /* No overflow: ten sections of at most 2^32 elements of 16 bytes. */
  for (unsigned i = 0; i < GF_LEXICON_N_SECTIONS; i++)
    {
      uint64_t size = (uint64_t) header->counts[i] * gf_lexicon_element_size (i);

      offsets_out[i] = offset;
      offset
          += (size + GF_LEXICON_ALIGNMENT - 1) & ~(uint64_t) (GF_LEXICON_ALIGNMENT - 1);
    }
  return offset;
}

/* Each step can be undone, so that a change in one place is never lost. */
static uint64_t
add_to_sum (uint64_t sum, uint64_t word)
{
  sum = (sum ^ word) * UINT64_C (0xff51afd7ed558ccd);
  return sum ^ (sum >> 32);
}

uint64_t
gf_lexicon_sum (uint64_t sum, const void *data, size_t size)
{
  const char *bytes = data;
  uint64_t word = 0;

  for (; size >= WORD_BYTES; size -= WORD_BYTES, bytes += WORD_BYTES)
    {
      memcpy (&word, bytes, WORD_BYTES);
      sum = add_to_sum (sum, word);
    }
  if (size == 0)
    return sum;
  word = 0;
  memcpy (&word, bytes, size);
  return add_to_sum (sum, word);
}

uint32_t
gf_lexicon_header_sum (const GfLexiconHeader *header)
{
  GfLexiconHeader copy = *header;

  copy.header_sum = 0;
  uint64_t sum = gf_lexicon_sum (GF_LEXICON_SUM, &copy, sizeof copy);
  return (uint32_t) ((sum * GF_LEXICON_SUM) >> 32);
}

int
gf_gram_compare (GfGramKey a, GfGramKey b)
{
  if (a.high != b.high)
    return a.high < b.high ? -1 : 1;
  return (a.low > b.low) - (a.low < b.low);
}
