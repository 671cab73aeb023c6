/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many units hold a gram: summed as logarithms while words are added, one entry a
 * gram; four characters of Norwegian words are some hundred thousand.
 */
#include "common/lexicon-private.h"

#include <math.h>

#include "common/hash.h"
#include "common/schema.h"

typedef struct
{
  GfGramKey key;
  uint32_t last_word; /* the last that had it: one may have a gram twice */
  double missing;     /* logarithm of the share of units that hold none of its words */
} Count;

struct GfGramCounts
{
  uint32_t n_units;
  uint32_t n_words;
  GHashTable *counts; /* a set of Count */
};

static guint
hash_count (gconstpointer data)
{
  const GfHashKey key = gf_hash_key ();
  const Count *count = data;
  const uint64_t words[] = { count->key.high, count->key.low };

  return gf_hash_bytes (&key, (const char *) words, sizeof words);
}

static gboolean
equal_counts (gconstpointer a, gconstpointer b)
{
  return gf_gram_compare (((const Count *) a)->key, ((const Count *) b)->key) == 0;
}

GfGramCounts *
gf_gram_counts_new (uint32_t n_units)
{
  GfGramCounts *counts = g_new0 (GfGramCounts, 1);

  counts->n_units = n_units;
  counts->counts = g_hash_table_new_full (hash_count, equal_counts, g_free, NULL);
  return counts;
}

void
gf_gram_counts_free (GfGramCounts *counts)
{
  if (counts == NULL)
    return;
  g_hash_table_unref (counts->counts);
  g_free (counts);
}

static void
add_gram (GfGramCounts *counts, GfGramKey key, double missing)
{
  const Count wanted = { .key = key };
  Count *count = g_hash_table_lookup (counts->counts, &wanted);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      count->key = key;
      g_hash_table_add (counts->counts, count);
    }
  if (count->last_word == counts->n_words)
    return;
  count->last_word = counts->n_words;
  count->missing += missing;
}

void
gf_gram_counts_add (GfGramCounts *counts, const char *word, uint32_t n_units)
{
  gunichar padded[GF_TERM_MAX_BYTES + 2] = { '_' };
  size_t n = 1;

  if (n_units == 0 || counts->n_units == 0)
    return;
  for (const char *p = word; *p != '\0' && n <= GF_TERM_MAX_BYTES;
       p = g_utf8_next_char (p))
    padded[n++] = g_utf8_get_char (p);
  padded[n++] = '_';

  /* -infinity for a word of every unit: then every unit holds the gram. */
  double missing = log1p (-MIN (1.0, (double) n_units / counts->n_units));
  counts->n_words++;
  for (size_t i = 0; i == 0 || i + GF_GRAM_CHARACTERS <= n; i++)
    add_gram (counts, gf_gram_key (padded + i, n - i), missing);
}

static int
by_key (gconstpointer a, gconstpointer b)
{
  const GfLexiconGram *first = a;
  const GfLexiconGram *second = b;

  return gf_gram_compare ((GfGramKey){ first->high, first->low },
                          (GfGramKey){ second->high, second->low });
}

GArray *
gf_gram_counts_list (const GfGramCounts *counts)
{
  GArray *grams = g_array_sized_new (FALSE, FALSE, sizeof (GfLexiconGram),
                                     g_hash_table_size (counts->counts));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, counts->counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Count *count = key;
      const GfLexiconGram gram
          = { .high = count->key.high,
              .low = count->key.low,
              .units = (float) (-expm1 (count->missing) * counts->n_units) };

      g_array_append_val (grams, gram);
    }
  g_array_sort (grams, by_key);
  return grams;
}
