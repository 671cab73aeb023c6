/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/language.h"

#include <string.h>

/* Fewer telling words than this could as well be names or a quotation; and the winner
   must have twice what the next has. */
#define MIN_WORDS 2
#define MIN_LEAD 2
/* More of a text than this says nothing new. */
#define MAX_BYTES 200000
/* A document in one language has at least so many telling words, and no more of any other
   than names and quotations give. */
#define MIN_SINGLE_WORDS 10
#define MIN_SINGLE_PERCENT 93

static const char *const names[GF_N_LANGUAGES] = { "nb", "nn", "en" };

void
gf_language_count (const GfRegisters *registers, const char *text, GfLanguageCount *count)
{
  size_t length = strnlen (text, MAX_BYTES);
  g_autoptr (GfWords) words = NULL;

  while (length > 0 && ((unsigned char) text[length] & 0xc0) == 0x80)
    length--;
  words = gf_words_new (text, length, SIZE_MAX);
  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfEntry *entry = gf_registers_match (registers, GF_REGISTER_LANGUAGES,
                                                 GF_ANY_MEANING, words, i, NULL);

      if (entry != NULL)
        count->counts[entry->meaning]++;
    }
}

static int
find_best (const GfLanguageCount *count)
{
  int best = 0;

  for (int i = 1; i < GF_N_LANGUAGES; i++)
    if (count->counts[i] > count->counts[best])
      best = i;
  return best;
}

const char *
gf_language_name (const GfLanguageCount *count)
{
  int best = find_best (count);
  uint32_t next = 0;

  for (int i = 0; i < GF_N_LANGUAGES; i++)
    if (i != best)
      next = MAX (next, count->counts[i]);
  if (count->counts[best] < MIN_WORDS || count->counts[best] < next * MIN_LEAD)
    return NULL;
  return names[best];
}

void
gf_language_add (GfLanguageCount *count, const GfLanguageCount *more)
{
  for (int i = 0; i < GF_N_LANGUAGES; i++)
    count->counts[i] += more->counts[i];
}

const char *
gf_language_single (const GfLanguageCount *count)
{
  int best = find_best (count);
  uint64_t all = 0;

  for (int i = 0; i < GF_N_LANGUAGES; i++)
    all += count->counts[i];
  return count->counts[best] >= MIN_SINGLE_WORDS
                 && (uint64_t) count->counts[best] * 100 >= all * MIN_SINGLE_PERCENT
             ? names[best]
             : NULL;
}

bool
gf_language_allows (const GfLanguageCount *count, const char *name)
{
  for (int i = 0; i < GF_N_LANGUAGES; i++)
    if (count->counts[i] > 0 && strcmp (names[i], name) != 0)
      return false;
  return true;
}
