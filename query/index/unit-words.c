/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/unit-words.h"

#include <string.h>

/* Seven bits a byte, the lowest first; the eighth says that there are more. */
#define BITS 7
#define MORE 0x80

struct GfUnitWords
{
  size_t n;
  size_t size;
  uint8_t bytes[]; /* of each word its distance from the one before, and its count */
};

static void
append_number (GByteArray *bytes, uint32_t number)
{
  for (; number >= MORE; number >>= BITS)
    {
      uint8_t low = (uint8_t) (number | MORE);

      g_byte_array_append (bytes, &low, 1);
    }
  uint8_t last = (uint8_t) number;
  g_byte_array_append (bytes, &last, 1);
}

static uint32_t
read_number (const uint8_t *bytes, size_t *at)
{
  uint32_t number = 0;
  unsigned shift = 0;
  uint8_t byte;

  do
    {
      byte = bytes[(*at)++];
      number |= (uint32_t) (byte & (MORE - 1)) << shift;
      shift += BITS;
    }
  while ((byte & MORE) != 0);
  return number;
}

GfUnitWords *
gf_unit_words_new (const GfLexicon *lexicon, const XcEntry *entries, size_t n)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) MIN (n * 4, 1 << 16));
  uint32_t before = 0;

  for (size_t i = 0; i < n; i++)
    {
      uint32_t number = gf_lexicon_find (lexicon, entries[i].name.data);

      if (number == UINT32_MAX || number < before)
        return NULL;
      append_number (bytes, number - before);
      append_number (bytes, entries[i].count);
      before = number;
    }

  GfUnitWords *words = g_atomic_rc_box_alloc (sizeof (GfUnitWords) + bytes->len);
  words->n = n;
  words->size = bytes->len;
  if (bytes->len > 0)
    memcpy (words->bytes, bytes->data, bytes->len);
  return words;
}

GfUnitWords *
gf_unit_words_ref (GfUnitWords *words)
{
  return g_atomic_rc_box_acquire (words);
}

void
gf_unit_words_unref (GfUnitWords *words)
{
  if (words != NULL)
    g_atomic_rc_box_release (words);
}

size_t
gf_unit_words_get_n (const GfUnitWords *words)
{
  return words->n;
}

size_t
gf_unit_words_get_bytes (const GfUnitWords *words)
{
  return sizeof *words + words->size;
}

bool
gf_unit_words_next (const GfUnitWords *words, GfUnitWordsIter *iter)
{
  if (iter->at >= words->size)
    return false;
  iter->number += read_number (words->bytes, &iter->at);
  iter->count = read_number (words->bytes, &iter->at);
  return true;
}
