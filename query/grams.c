/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/grams.h"

#include <math.h>
#include <string.h>

/* The first byte that is after every prefix of schema.h: words, numbers aside. */
#define FIRST_WORD "["
/* Words of all the documents together that are looked at, the best of them first. */
#define MAX_WORDS 300000
/* Different pieces of one question; a longer question has said enough. */
#define MAX_GRAMS 512

typedef struct
{
  double weight; /* how rare, times how often in the question */
} Gram;

/* A word of some document, as far as the question goes. */
typedef struct
{
  unsigned n_grams; /* all of them */
  unsigned n_shared;
  unsigned shared[]; /* those of the question, one for each occurrence */
} Word;

struct GfGrams
{
  const GfLexicon *lexicon;
  GHashTable *numbers; /* gram -> its number, plus one */
  GArray *grams;       /* Gram */
  GHashTable *words;   /* word -> Word; what has been met */
  size_t n_words;      /* that may still be looked at */
};

/* Calls @use with each gram of @word, NUL-terminated; returns how many. */
static unsigned
each_gram (const char *word, void (*use) (void *data, const char *gram), void *data)
{
  g_autofree char *framed = g_strconcat ("_", word, "_", NULL);
  long n_characters = g_utf8_strlen (framed, -1);
  const char *begin = framed;
  const char *end
      = g_utf8_offset_to_pointer (framed, MIN (n_characters, (long) GF_GRAM_CHARACTERS));
  unsigned n = 0;

  for (;;)
    {
      char gram[GF_GRAM_CHARACTERS * 4 + 1];
      size_t length = (size_t) (end - begin);

      memcpy (gram, begin, length);
      gram[length] = '\0';
      use (data, gram);
      n++;
      if (*end == '\0')
        return n;
      begin = g_utf8_next_char (begin);
      end = g_utf8_next_char (end);
    }
}

static double
rarity (const GfLexicon *lexicon, const char *gram)
{
  double n_units = gf_lexicon_get_n_units (lexicon);
  double having = gf_lexicon_gram_units (lexicon, gram);

  return log (1.0 + (MAX (n_units - having, 0) + 0.5) / (having + 0.5));
}

static void
add_gram (void *data, const char *gram)
{
  GfGrams *grams = data;
  gpointer found = g_hash_table_lookup (grams->numbers, gram);
  double weight = rarity (grams->lexicon, gram);

  if (found != NULL)
    {
      g_array_index (grams->grams, Gram, GPOINTER_TO_UINT (found) - 1).weight += weight;
      return;
    }
  if (grams->grams->len >= MAX_GRAMS)
    return;

  Gram added = { weight };
  g_array_append_val (grams->grams, added);
  g_hash_table_insert (grams->numbers, g_strdup (gram),
                       GUINT_TO_POINTER (grams->grams->len));
}

GfGrams *
gf_grams_new (const GfLexicon *lexicon, const GPtrArray *words)
{
  GfGrams *grams = g_new0 (GfGrams, 1);

  grams->lexicon = lexicon;
  grams->n_words = MAX_WORDS;
  grams->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  grams->grams = g_array_new (FALSE, FALSE, sizeof (Gram));
  grams->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (unsigned i = 0; i < words->len; i++)
    each_gram (g_ptr_array_index (words, i), add_gram, grams);
  return grams;
}

void
gf_grams_free (GfGrams *grams)
{
  if (grams == NULL)
    return;
  g_hash_table_unref (grams->numbers);
  g_array_unref (grams->grams);
  g_hash_table_unref (grams->words);
  g_free (grams);
}

typedef struct
{
  const GfGrams *grams;
  GArray *shared; /* unsigned */
} Comparison;

static void
compare_gram (void *data, const char *gram)
{
  Comparison *comparison = data;
  gpointer found = g_hash_table_lookup (comparison->grams->numbers, gram);
  unsigned number = GPOINTER_TO_UINT (found) - 1;

  if (found != NULL)
    g_array_append_val (comparison->shared, number);
}

static const Word *
look_at (GfGrams *grams, const char *form)
{
  Word *word = g_hash_table_lookup (grams->words, form);
  g_autoptr (GArray) shared = NULL;

  if (word != NULL)
    return word;
  shared = g_array_new (FALSE, FALSE, sizeof (unsigned));

  Comparison comparison = { grams, shared };
  unsigned n_grams = each_gram (form, compare_gram, &comparison);

  word = g_malloc (sizeof (Word) + shared->len * sizeof (unsigned));
  word->n_grams = n_grams;
  word->n_shared = shared->len;
  if (shared->len > 0)
    memcpy (word->shared, shared->data, shared->len * sizeof (unsigned));
  g_hash_table_insert (grams->words, g_strdup (form), word);
  return word;
}

/* What one document has of each gram, and how many grams it has in all. */
static bool
count (GfGrams *grams, XcDatabase *db, uint32_t docid, double *counts, double *length_out,
       GError **error)
{
  g_autoptr (XcList) list = xc_database_list_document_terms_from (db, docid, FIRST_WORD,
                                                                  grams->n_words, error);
  size_t n;

  if (list == NULL)
    return false;
  const XcEntry *entries = xc_list_get_entries (list, &n);
  grams->n_words -= n;
  *length_out = 0;
  for (size_t i = 0; i < n; i++)
    {
      const Word *word = look_at (grams, entries[i].name.data);

      *length_out += (double) entries[i].count * word->n_grams;
      for (unsigned j = 0; j < word->n_shared; j++)
        counts[word->shared[j]] += entries[i].count;
    }
  return true;
}

static double
weigh (const GfGrams *grams, const XcBm25 *bm25, const double *counts,
       double relative_length)
{
  double k1 = bm25->k1;
  double norm = k1 * (1 - bm25->b + bm25->b * relative_length);
  double score = 0;

  for (unsigned i = 0; i < grams->grams->len; i++)
    if (counts[i] > 0)
      score += g_array_index (grams->grams, Gram, i).weight * counts[i] * (k1 + 1)
               / (counts[i] + norm);
  return score;
}

bool
gf_grams_score (GfGrams *grams, XcDatabase *db, const XcBm25 *bm25, const XcHit *hits,
                size_t n, double *scores_out, GError **error)
{
  unsigned n_grams = grams->grams->len;
  g_autofree double *counts = g_new0 (double, (gsize) n_grams *n + 1);
  g_autofree double *lengths = g_new0 (double, n + 1);
  double sum = 0;

  for (size_t i = 0; i < n; i++)
    {
      if (!count (grams, db, hits[i].docid, counts + i * n_grams, &lengths[i], error))
        return false;
      sum += lengths[i];
    }
  for (size_t i = 0; i < n; i++)
    scores_out[i] = weigh (grams, bm25, counts + i * n_grams,
                           sum > 0 ? lengths[i] * (double) n / sum : 1);
  return true;
}
