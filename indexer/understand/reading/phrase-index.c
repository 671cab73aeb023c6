/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/phrase-index.h"

#include <string.h>

#define KEY_BYTES 3
#define N_SLOTS 1021 /* prime */

/* A phrase, and by what it is mostly passed over without a look at it. */
typedef struct
{
  uint64_t edge;    /* the first bytes of its first word, or the last; else zeroes */
  uint64_t mask;    /* which of these a text must have */
  uint64_t meaning; /* GF_MEANING () */
  const GfEntry *entry;
} Candidate;

/* Lists of Candidate; NULL for none. */
struct GfPhraseIndex
{
  GArray
      *by_key[N_SLOTS];   /* by the first bytes of the first word, if there are so many */
  GArray *short_openings; /* with fewer */
  GArray *by_first[256];  /* both, by its first byte */
  GArray *endings;        /* by its last bytes, or by none */
};

GfPhraseIndex *
gf_phrase_index_new (void)
{
  return g_new0 (GfPhraseIndex, 1);
}

void
gf_phrase_index_free (GfPhraseIndex *index)
{
  if (index == NULL)
    return;
  for (size_t i = 0; i < N_SLOTS; i++)
    g_clear_pointer (&index->by_key[i], g_array_unref);
  for (size_t i = 0; i < G_N_ELEMENTS (index->by_first); i++)
    g_clear_pointer (&index->by_first[i], g_array_unref);
  g_clear_pointer (&index->short_openings, g_array_unref);
  g_clear_pointer (&index->endings, g_array_unref);
  g_free (index);
}

/* Zeroes behind a shorter word. */
static uint64_t
read_opening (const char *text, size_t length)
{
  uint64_t opening = 0;

  memcpy (&opening, text, MIN (length, sizeof opening));
  return opening;
}

/* Zeroes before a shorter word. */
static uint64_t
read_ending (const char *text, size_t length)
{
  char ending[sizeof (uint64_t)] = { 0 };
  size_t n = MIN (length, sizeof ending);
  uint64_t value;

  memcpy (ending + sizeof ending - n, text + length - n, n);
  memcpy (&value, ending, sizeof value);
  return value;
}

static const char all_bytes[] = "\xff\xff\xff\xff\xff\xff\xff\xff";

static unsigned
slot_of (const char *text, size_t length)
{
  unsigned key = 0;

  for (size_t i = 0; i < KEY_BYTES; i++)
    key = key << 8 | (i < length ? (unsigned char) text[i] : 0);
  return key % N_SLOTS;
}

static void
add (GArray **list, const Candidate *candidate)
{
  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_append_val (*list, *candidate);
}

static void
add_by_opening (GfPhraseIndex *index, const GfEntry *entry, const char *opening,
                size_t length, bool is_whole)
{
  Candidate candidate
      = { .edge = read_opening (opening, length),
          /* Of a whole word also that nothing follows. */
          .mask = is_whole ? UINT64_MAX
                           : read_opening (all_bytes, MIN (length, sizeof (uint64_t))),
          .meaning = GF_MEANING (entry->meaning),
          .entry = entry };

  add (&index->by_first[(unsigned char) *opening], &candidate);
  if (is_whole || length >= KEY_BYTES)
    add (&index->by_key[slot_of (opening, length)], &candidate);
  else
    add (&index->short_openings, &candidate);
}

void
gf_phrase_index_add (GfPhraseIndex *index, const GfEntry *entry)
{
  size_t length;
  bool is_whole;
  const char *opening = gf_phrase_get_opening (entry->phrase, &length, &is_whole);
  const char *ending = gf_phrase_get_ending (entry->phrase, &length);
  Candidate candidate = { .meaning = GF_MEANING (entry->meaning), .entry = entry };

  if (opening != NULL)
    {
      add_by_opening (index, entry, opening, length, is_whole);
      return;
    }
  if (ending != NULL)
    {
      candidate.edge = read_ending (ending, length);
      candidate.mask = read_ending (all_bytes, MIN (length, sizeof (uint64_t)));
    }
  add (&index->endings, &candidate);
}

typedef struct
{
  uint64_t meanings;
  const GfWords *words;
  size_t at;
  bool fuzzy;
  const GfEntry *best;
  size_t best_size; /* words of the text it takes */
} Search;

static bool
is_better (const Search *search, const GfEntry *entry, size_t size)
{
  size_t said = gf_phrase_get_size (entry->phrase);
  size_t best = search->best != NULL ? gf_phrase_get_size (search->best->phrase) : 0;

  return said > best || (said == best && size < search->best_size);
}

/* @edge: the bytes of the text that those of each on @list are held against
   @must_have: which of them must be right, whatever the candidate says */
static void
search_list (Search *search, const GArray *list, uint64_t edge, uint64_t must_have)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Candidate *candidate = &g_array_index (list, Candidate, i);
      const GfEntry *entry = candidate->entry;
      size_t size;

      if ((search->meanings & candidate->meaning) == 0
          || ((edge ^ candidate->edge) & candidate->mask & must_have) != 0)
        continue;
      size = gf_phrase_match (entry->phrase, search->words, search->at, search->fuzzy);
      if (size == 0 || !is_better (search, entry, size))
        continue;
      search->best = entry;
      search->best_size = size;
    }
}

const GfEntry *
gf_phrase_index_find (const GfPhraseIndex *index, uint64_t meanings, const GfWords *words,
                      size_t at, bool fuzzy, size_t *size_out)
{
  const GfWord *word = gf_words_get (words, at);
  const char *text = words->folded + word->start;
  uint64_t opening = read_opening (text, word->length);
  Search search = { .meanings = meanings, .words = words, .at = at, .fuzzy = fuzzy };

  if (fuzzy)
    /* A slip of the pen may stand in the first bytes too. */
    search_list (&search, index->by_first[(unsigned char) *text], 0, 0);
  else
    {
      search_list (&search, index->by_key[slot_of (text, word->length)], opening,
                   UINT64_MAX);
      search_list (&search, index->short_openings, opening, UINT64_MAX);
    }
  search_list (&search, index->endings, read_ending (text, word->length), UINT64_MAX);
  if (size_out != NULL)
    *size_out = search.best_size;
  return search.best;
}
