/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/grams.h"

#include <math.h>
#include <string.h>

#include "common/gram-key.h"
#include "common/schema.h"
#include "query/index/record-words.h"

/* The first byte that is after every prefix of schema.h: words, numbers aside. */
#define FIRST_WORD "["
/* Words of all the documents together that are looked at, the best of them first. */
#define MAX_WORDS 300000
/* Of which no whole document takes more, or the others would have none. */
#define MAX_DOCUMENT_WORDS (MAX_WORDS / 10)
/* Words of a unit that are brought from memory at once. */
#define N_EXPECTED 64
/* Different pieces of one question; a longer question has said enough. */
#define MAX_GRAMS 512
/* Powers of two, the first well above MAX_GRAMS. */
#define N_GRAM_SLOTS 2048
#define N_WORD_SLOTS 1024

typedef struct
{
  GfGramKey key;
  double weight; /* how rare, times how often in the question */
} Gram;

/* A word of some document, as far as the question goes. */
typedef struct
{
  uint32_t number;  /* in the lexicon, plus one; 0 for an empty slot */
  uint32_t n_grams; /* all of them */
  uint32_t first;   /* in GfGrams.shared, of those of the question, each occurrence */
  uint32_t n_shared;
} Word;

struct GfGrams
{
  const GfLexicon *lexicon;
  GArray *grams;                     /* Gram */
  uint16_t gram_slots[N_GRAM_SLOTS]; /* of each its place, plus one; 0: empty */
  gunichar *framed;                  /* "_word_", of the word that is read */
  size_t framed_size;
  Word *words; /* what has been met, in slots */
  uint32_t n_word_slots;
  uint32_t n_words_met;
  GArray *shared; /* unsigned: places of grams */
  size_t n_words; /* that may still be looked at */
};

static uint64_t
mix (uint64_t number)
{
  number *= UINT64_C (0x9e3779b97f4a7c15);
  return number >> 32;
}

/* The slot of @key: where it stands, or the empty one where it would. */
static uint16_t *
gram_slot (GfGrams *grams, GfGramKey key)
{
  uint64_t slot = mix (key.high ^ ((uint64_t) key.low << 43));

  for (;; slot++)
    {
      uint16_t *place = &grams->gram_slots[slot % N_GRAM_SLOTS];

      if (*place == 0)
        return place;

      const Gram *gram = &g_array_index (grams->grams, Gram, *place - 1U);
      if (gram->key.high == key.high && gram->key.low == key.low)
        return place;
    }
}

/* Room for the characters of @word, what frames it and a gram of nothing. */
static gunichar *
reserve (GfGrams *grams, const char *word)
{
  size_t size = strlen (word) + 2 + GF_GRAM_CHARACTERS;

  if (size > grams->framed_size)
    {
      grams->framed = g_renew (gunichar, grams->framed, size);
      grams->framed_size = size;
    }
  return grams->framed;
}

/* Puts @word between frames.  Returns: how many grams it has. */
static unsigned
frame (GfGrams *grams, const char *word)
{
  gunichar *framed = reserve (grams, word);
  size_t n = 0;

  framed[n++] = '_';
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    framed[n++] = (unsigned char) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
  framed[n++] = '_';
  memset (framed + n, 0, GF_GRAM_CHARACTERS * sizeof *framed);
  return n > GF_GRAM_CHARACTERS ? (unsigned) (n - GF_GRAM_CHARACTERS + 1) : 1;
}

static GfGramKey
key_at (const GfGrams *grams, unsigned i)
{
  return gf_gram_key (grams->framed + i, GF_GRAM_CHARACTERS);
}

static double
rarity (const GfGrams *grams, unsigned i)
{
  g_autofree char *gram
      = g_ucs4_to_utf8 (grams->framed + i, GF_GRAM_CHARACTERS, NULL, NULL, NULL);
  double n_units = gf_lexicon_get_n_units (grams->lexicon);
  double having = gram != NULL ? gf_lexicon_gram_units (grams->lexicon, gram) : 0;

  return log (1.0 + (MAX (n_units - having, 0) + 0.5) / (having + 0.5));
}

static void
add_gram (GfGrams *grams, unsigned i)
{
  Gram added = { key_at (grams, i), rarity (grams, i) };
  uint16_t *slot = gram_slot (grams, added.key);

  if (*slot > 0)
    {
      g_array_index (grams->grams, Gram, *slot - 1U).weight += added.weight;
      return;
    }
  if (grams->grams->len >= MAX_GRAMS)
    return;
  g_array_append_val (grams->grams, added);
  *slot = (uint16_t) grams->grams->len;
}

GfGrams *
gf_grams_new (const GfLexicon *lexicon, const GPtrArray *words)
{
  GfGrams *grams = g_new0 (GfGrams, 1);

  grams->lexicon = lexicon;
  grams->n_words = MAX_WORDS;
  grams->grams = g_array_new (FALSE, FALSE, sizeof (Gram));
  grams->shared = g_array_new (FALSE, FALSE, sizeof (unsigned));
  grams->n_word_slots = N_WORD_SLOTS;
  grams->words = g_new0 (Word, grams->n_word_slots);
  for (unsigned i = 0; i < words->len; i++)
    {
      unsigned n = frame (grams, g_ptr_array_index (words, i));

      for (unsigned j = 0; j < n; j++)
        add_gram (grams, j);
    }
  return grams;
}

void
gf_grams_free (GfGrams *grams)
{
  if (grams == NULL)
    return;
  g_array_unref (grams->grams);
  g_free (grams->framed);
  g_array_unref (grams->shared);
  g_free (grams->words);
  g_free (grams);
}

/* The key of the characters of @key but the first, and of @character. */
static GfGramKey
next_key (GfGramKey key, gunichar character)
{
  uint64_t characters = key.high << GF_CHARACTER_BITS | key.low;

  return (GfGramKey){ characters & ((UINT64_C (1) << (3 * GF_CHARACTER_BITS)) - 1),
                      character };
}

static void
add_shared (GfGrams *grams, GfGramKey key)
{
  unsigned place = *gram_slot (grams, key);

  if (place-- > 0)
    g_array_append_val (grams->shared, place);
}

/* The grams of @form, and which of the question's it has; those are added to the list.
   Most of what an order takes: one pass over the characters. */
static Word
compare (GfGrams *grams, const char *form)
{
  Word word = { .first = grams->shared->len };
  GfGramKey key = next_key ((GfGramKey){ 0 }, '_');
  unsigned n = 1;

  for (const char *p = form; *p != '\0'; p = g_utf8_next_char (p))
    {
      key = next_key (key,
                      (unsigned char) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p));
      if (++n >= GF_GRAM_CHARACTERS)
        add_shared (grams, key);
    }
  key = next_key (key, '_');
  for (n++; n < GF_GRAM_CHARACTERS; n++)
    key = next_key (key, 0);
  add_shared (grams, key);
  word.n_grams = n - GF_GRAM_CHARACTERS + 1;
  word.n_shared = grams->shared->len - word.first;
  return word;
}

static Word *
word_slot (Word *words, uint32_t n_slots, uint32_t number)
{
  uint64_t slot = mix (number);

  while (words[slot % n_slots].number != 0 && words[slot % n_slots].number != number)
    slot++;
  return &words[slot % n_slots];
}

static void
grow_words (GfGrams *grams)
{
  uint32_t n_slots = grams->n_word_slots * 2;
  Word *words = g_new0 (Word, n_slots);

  for (uint32_t i = 0; i < grams->n_word_slots; i++)
    if (grams->words[i].number != 0)
      *word_slot (words, n_slots, grams->words[i].number) = grams->words[i];
  g_free (grams->words);
  grams->words = words;
  grams->n_word_slots = n_slots;
}

/* The word of @number in the lexicon, compared once. */
static Word
look_at (GfGrams *grams, uint32_t number)
{
  Word *slot = word_slot (grams->words, grams->n_word_slots, number + 1);

  if (slot->number != 0)
    return *slot;
  if (++grams->n_words_met * 2 > grams->n_word_slots)
    {
      grow_words (grams);
      slot = word_slot (grams->words, grams->n_word_slots, number + 1);
    }
  *slot = compare (grams, gf_lexicon_get_word (grams->lexicon, number));
  slot->number = number + 1;
  return *slot;
}

/* What one document has of each gram, and how many grams it has in all. */
typedef struct
{
  double *counts;
  double length;
} Tally;

static void
tally (const GfGrams *grams, Tally *of, const Word *word, uint32_t count)
{
  of->length += (double) count * word->n_grams;
  for (unsigned i = 0; i < word->n_shared; i++)
    of->counts[g_array_index (grams->shared, unsigned, word->first + i)] += count;
}

/* At most @n of the words that follow; they lie far from each other in the lexicon, so
   that to wait for one at a time is a fifth of what a rare word takes. */
static void
tally_some (GfGrams *grams, const GfUnitWords *words, GfUnitWordsIter *iter, size_t n,
            Tally *of)
{
  uint32_t numbers[N_EXPECTED];
  uint32_t counts[N_EXPECTED];
  size_t n_read = 0;

  while (n_read < n && gf_unit_words_next (words, iter))
    {
      numbers[n_read] = iter->number;
      counts[n_read++] = iter->count;
    }
  gf_lexicon_expect (grams->lexicon, numbers, n_read);
  for (size_t i = 0; i < n_read; i++)
    {
      Word word = look_at (grams, numbers[i]);

      tally (grams, of, &word, counts[i]);
    }
}

static void
tally_words (GfGrams *grams, const GfUnitWords *words, Tally *of)
{
  size_t most = MIN (grams->n_words, gf_unit_words_get_n (words));
  GfUnitWordsIter iter = { 0 };

  grams->n_words -= most;
  for (size_t i = 0; i < most; i += N_EXPECTED)
    tally_some (grams, words, &iter, MIN (most - i, N_EXPECTED), of);
}

/* To compare a form takes less than to look it up. */
static void
tally_entries (GfGrams *grams, const XcEntry *entries, size_t n, Tally *of)
{
  grams->n_words -= n;
  for (size_t i = 0; i < n; i++)
    {
      unsigned n_shared = grams->shared->len;

      if (!g_utf8_validate (entries[i].name.data, (gssize) entries[i].name.size, NULL))
        continue;

      Word word = compare (grams, entries[i].name.data);

      tally (grams, of, &word, entries[i].count);
      g_array_set_size (grams->shared, n_shared);
    }
}

static void
tally_all (GfGrams *grams, GfMemory *memory, uint32_t docid, const XcEntry *entries,
           size_t n, bool is_whole, Tally *of)
{
  tally_entries (grams, entries, n, of);
  if (memory == NULL || !is_whole)
    return;

  g_autoptr (GfUnitWords) words = gf_unit_words_new (grams->lexicon, entries, n);
  if (words != NULL)
    gf_memory_keep_words (memory, docid, words);
}

/* Of what a database does not list the words of. */
static bool
tally_record (GfGrams *grams, const GfGramsSource *source, uint32_t docid, Tally *of,
              GError **error)
{
  g_autoptr (GBytes) record = xc_database_dup_document_data (source->units, docid, error);
  size_t n;

  if (record == NULL)
    return false;
  g_autoptr (GfRecordWords) words = gf_record_words_new (
      g_bytes_get_data (record, NULL), g_bytes_get_size (record), error);
  if (words == NULL)
    return false;
  const XcEntry *entries = gf_record_words_get (words, &n);
  bool is_whole = n <= grams->n_words;
  tally_all (grams, source->memory, docid, entries, MIN (n, grams->n_words), is_whole,
             of);
  return true;
}

static bool
count_unit (GfGrams *grams, const GfGramsSource *source, uint32_t docid, Tally *of,
            GError **error)
{
  g_autoptr (GfUnitWords) words
      = source->memory != NULL ? gf_memory_find_words (source->memory, docid) : NULL;

  if (words != NULL)
    {
      tally_words (grams, words, of);
      return true;
    }

  size_t n;
  g_autoptr (XcList) list = xc_database_list_document_terms_from (
      source->units, docid, FIRST_WORD, grams->n_words, error);
  if (list == NULL)
    return false;
  const XcEntry *entries = xc_list_get_entries (list, &n);
  if (n == 0)
    return tally_record (grams, source, docid, of, error);
  tally_all (grams, source->memory, docid, entries, n, !xc_list_is_truncated (list), of);
  return true;
}

/* The units of document @docid.  Returns: (transfer full): NULL on error. */
static uint32_t *
list_units (const GfGramsSource *source, uint32_t docid, size_t *n_out, GError **error)
{
  g_autoptr (GBytes) order
      = xc_database_dup_document_value (source->documents, docid, GF_SLOT_ORDER, error);
  if (order == NULL)
    return NULL;

  gsize size;
  const char *key = g_bytes_get_data (order, &size);
  g_autofree char *id = gf_schema_order_id (key, size);
  g_autofree char *term = g_strconcat (GF_TERM_DOCUMENT, id, NULL);
  return xc_database_list_docids (source->units, term, 0, MAX_WORDS, n_out, error);
}

static bool
count_document (GfGrams *grams, const GfGramsSource *source, uint32_t docid, Tally *of,
                GError **error)
{
  size_t n;
  g_autofree uint32_t *units = list_units (source, docid, &n, error);

  if (units == NULL)
    return false;
  size_t spare = grams->n_words - MIN (grams->n_words, MAX_DOCUMENT_WORDS);

  for (size_t i = 0; i < n && grams->n_words > spare; i++)
    if (!count_unit (grams, source, units[i], of, error))
      return false;
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
gf_grams_score (GfGrams *grams, const GfGramsSource *source, const XcBm25 *bm25,
                const XcHit *hits, size_t n, double *scores_out, GError **error)
{
  unsigned n_grams = grams->grams->len;
  g_autofree double *counts = g_new0 (double, (gsize) n_grams *n + 1);
  g_autofree double *lengths = g_new0 (double, n + 1);
  double sum = 0;

  for (size_t i = 0; i < n; i++)
    {
      Tally of = { counts + i * n_grams, 0 };

      if (!(source->documents != NULL ? count_document : count_unit) (
              grams, source, hits[i].docid, &of, error))
        return false;
      lengths[i] = of.length;
      sum += of.length;
    }
  for (size_t i = 0; i < n; i++)
    scores_out[i] = weigh (grams, bm25, counts + i * n_grams,
                           sum > 0 ? lengths[i] * (double) n / sum : 1);
  return true;
}
