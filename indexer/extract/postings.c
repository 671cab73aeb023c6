/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings.h"

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "common/message.h"
#include "common/schema.h"
#include "norsk/stem.h"
#include "norsk/tokens.h"

#define WORDS_TYPE "a(suau)"
#define VALUES_TYPE "a(us)"

#define FEWEST_SLOTS 1024
/* Of each array: what one large file needed must not burden the reading of the next. */
#define KEPT_BYTES ((size_t) 4 << 20)

/* A term.  Terms and occurrences are numbered from 1; 0 is none. */
typedef struct
{
  uint32_t text; /* offset into the texts, NUL-terminated there */
  uint32_t hash;
  uint32_t length;
  uint32_t wdf;
  uint32_t root; /* the term for the root of this word */
  uint32_t n_positions;
  uint32_t last_occurrence;
} Term;

/* One position of a term, and the occurrence of the same term before it. */
typedef struct
{
  uint32_t position;
  uint32_t before;
} Occurrence;

struct GfPostings
{
  GfStemmer *stemmer;
  uint64_t key[2];
  uint32_t *slots; /* open addressing: terms, found by their hash */
  size_t n_slots;  /* a power of two */
  Term *terms;
  size_t n_terms;
  size_t terms_size;
  Occurrence *occurrences;
  size_t n_occurrences;
  size_t occurrences_size;
  char *texts; /* the terms' own, each with its NUL */
  size_t n_texts;
  size_t texts_size;
  GPtrArray *filters;
  GVariantBuilder *values;
};

/* Words tied together by hyphens, as far as read. */
typedef struct
{
  char joined[GF_WORD_MAX_BYTES + 1];
  size_t length; /* over GF_WORD_MAX_BYTES: given up */
  size_t n_words;
  uint32_t position;
} Chain;

/* What the words of one call have in common. */
typedef struct
{
  const char *prefix;
  const char *root_prefix;
  uint32_t wdf;
} Field;

/* Room for @more items of @item_bytes after the @n there are; numbers and offsets are 32
 * bits. */
static void *
reserve (void *items, size_t n, size_t more, size_t item_bytes, size_t *size)
{
  g_assert (n + more < UINT32_MAX);
  if (n + more <= *size)
    return items;
  *size = MAX (*size * 2, n + more);
  return g_realloc_n (items, *size, item_bytes);
}

static Term *
term_at (const GfPostings *postings, uint32_t number)
{
  return &postings->terms[number - 1];
}

static const char *
text_of (const GfPostings *postings, const Term *term)
{
  return postings->texts + term->text;
}

/*
 * Multiply and fold, eight bytes at a time, under a key that the text cannot know: the
 * random bytes which the kernel gives each process, since the sandbox opens no file for
 * better ones.
 */
static uint32_t
hash_bytes (const uint64_t *key, const char *bytes, size_t n_bytes)
{
  uint64_t hash = key[0] ^ n_bytes;

  for (size_t done = 0; done < n_bytes; done += sizeof (uint64_t))
    {
      uint64_t part = 0;

      memcpy (&part, bytes + done, MIN (n_bytes - done, sizeof part));
      unsigned __int128 product = (unsigned __int128) (hash ^ part) * key[1];
      hash = (uint64_t) product ^ (uint64_t) (product >> 64);
    }
  return (uint32_t) hash;
}

static void
rebuild_slots (GfPostings *postings, size_t n_slots)
{
  g_free (postings->slots);
  postings->slots = g_new0 (uint32_t, n_slots);
  postings->n_slots = n_slots;
  for (uint32_t number = 1; number <= postings->n_terms; number++)
    {
      size_t slot = term_at (postings, number)->hash & (n_slots - 1);

      while (postings->slots[slot] != 0)
        slot = (slot + 1) & (n_slots - 1);
      postings->slots[slot] = number;
    }
}

static bool
is_term (const GfPostings *postings, const Term *term, uint32_t hash, const char *text,
         size_t length)
{
  return term->hash == hash && term->length == length
         && memcmp (text_of (postings, term), text, length) == 0;
}

static uint32_t
add_term (GfPostings *postings, uint32_t hash, const char *text, size_t length)
{
  postings->terms = reserve (postings->terms, postings->n_terms, 1, sizeof (Term),
                             &postings->terms_size);
  postings->texts = reserve (postings->texts, postings->n_texts, length + 1, 1,
                             &postings->texts_size);
  postings->terms[postings->n_terms++] = (Term){ .text = (uint32_t) postings->n_texts,
                                                 .hash = hash,
                                                 .length = (uint32_t) length };
  memcpy (postings->texts + postings->n_texts, text, length);
  postings->texts[postings->n_texts + length] = '\0';
  postings->n_texts += length + 1;
  return (uint32_t) postings->n_terms;
}

/* The number of the term @text, made where it is new. */
static uint32_t
find_term (GfPostings *postings, uint32_t hash, const char *text, size_t length)
{
  if (postings->n_terms * 2 >= postings->n_slots)
    rebuild_slots (postings, postings->n_slots * 2);

  size_t mask = postings->n_slots - 1, slot = hash & mask;
  for (; postings->slots[slot] != 0; slot = (slot + 1) & mask)
    if (is_term (postings, term_at (postings, postings->slots[slot]), hash, text, length))
      return postings->slots[slot];

  postings->slots[slot] = add_term (postings, hash, text, length);
  return postings->slots[slot];
}

static uint32_t
find_prefixed (GfPostings *postings, const char *prefix, const char *word, size_t length)
{
  char text[GF_TERM_MAX_BYTES];
  size_t prefix_length = strlen (prefix);

  g_assert (prefix_length + length <= sizeof text);
  memcpy (text, prefix, prefix_length);
  memcpy (text + prefix_length, word, length);
  length += prefix_length;
  return find_term (postings, hash_bytes (postings->key, text, length), text, length);
}

static void
add_position (GfPostings *postings, Term *term, uint32_t position)
{
  postings->occurrences = reserve (postings->occurrences, postings->n_occurrences, 1,
                                   sizeof (Occurrence), &postings->occurrences_size);
  postings->occurrences[postings->n_occurrences++]
      = (Occurrence){ .position = position, .before = term->last_occurrence };
  term->last_occurrence = (uint32_t) postings->n_occurrences;
  term->n_positions++;
}

/* @position: 0 for none */
static void
add_word (GfPostings *postings, const Field *field, const char *form, size_t length,
          uint32_t position)
{
  uint32_t number = find_prefixed (postings, field->prefix, form, length);
  uint32_t root = term_at (postings, number)->root;

  if (root == 0)
    {
      const char *root_form = gf_stemmer_root (postings->stemmer, form);

      root = find_prefixed (postings, field->root_prefix, root_form, strlen (root_form));
      term_at (postings, number)->root = root;
    }
  term_at (postings, number)->wdf += field->wdf;
  term_at (postings, root)->wdf += field->wdf;
  if (position != 0)
    add_position (postings, term_at (postings, number), position);
}

/* A chain longer than a word may be is given up, and no more of it is copied. */
static void
chain_add (Chain *chain, const char *form, size_t length)
{
  if (chain->length + length <= GF_WORD_MAX_BYTES)
    memcpy (chain->joined + chain->length, form, length + 1);
  chain->length = MIN (chain->length + length, GF_WORD_MAX_BYTES + 1);
  chain->n_words++;
}

static void
chain_end (Chain *chain, GfPostings *postings, const Field *field)
{
  if (chain->n_words > 1 && chain->length <= GF_WORD_MAX_BYTES)
    add_word (postings, field, chain->joined, chain->length, chain->position);
  chain->length = 0;
  chain->n_words = 0;
}

void
gf_postings_add_text (GfPostings *postings, const char *prefix, const char *root_prefix,
                      const char *text, uint32_t wdf, uint32_t *position)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
  const Field field = { prefix, root_prefix, wdf };
  Chain chain = { .length = 0 };
  GfToken token;

  while (gf_tokens_next (tokens, &token))
    {
      size_t length = strlen (token.form);
      uint32_t here = position != NULL ? ++*position : 0;

      if (!gf_tokens_is_hyphenated (tokens))
        {
          chain_end (&chain, postings, &field);
          chain.position = here;
        }
      chain_add (&chain, token.form, length);
      if (length <= GF_WORD_MAX_BYTES)
        add_word (postings, &field, token.form, length, here);
    }
  chain_end (&chain, postings, &field);
}

void
gf_postings_add_postings (GfPostings *postings, const GfPostings *other)
{
  for (uint32_t number = 1; number <= other->n_terms; number++)
    {
      const Term *term = term_at (other, number);
      uint32_t found
          = find_term (postings, term->hash, text_of (other, term), term->length);

      term_at (postings, found)->wdf += term->wdf;
    }
}

void
gf_postings_add_filter (GfPostings *postings, const char *term)
{
  g_ptr_array_add (postings->filters, g_strdup (term));
}

void
gf_postings_add_value (GfPostings *postings, uint32_t slot, const char *value)
{
  if (*value != '\0')
    g_variant_builder_add (postings->values, "(us)", slot, value);
}

GfPostings *
gf_postings_new (void)
{
  GfPostings *postings = g_new0 (GfPostings, 1);

  memcpy (postings->key, (const void *) getauxval (AT_RANDOM), sizeof postings->key);
  postings->key[1] |= 1;
  postings->stemmer = gf_stemmer_new ();
  postings->filters = g_ptr_array_new_with_free_func (g_free);
  postings->values = g_variant_builder_new (G_VARIANT_TYPE (VALUES_TYPE));
  rebuild_slots (postings, FEWEST_SLOTS);
  return postings;
}

void
gf_postings_free (GfPostings *postings)
{
  if (postings == NULL)
    return;
  gf_stemmer_free (postings->stemmer);
  g_free (postings->slots);
  g_free (postings->terms);
  g_free (postings->occurrences);
  g_free (postings->texts);
  g_ptr_array_unref (postings->filters);
  g_variant_builder_unref (postings->values);
  g_free (postings);
}

static void *
keep_if_small (void *items, size_t item_bytes, size_t *size)
{
  if (*size * item_bytes <= KEPT_BYTES)
    return items;
  g_free (items);
  *size = 0;
  return NULL;
}

static void
let_go_of_much (GfPostings *postings)
{
  postings->terms = keep_if_small (postings->terms, sizeof (Term), &postings->terms_size);
  postings->occurrences = keep_if_small (postings->occurrences, sizeof (Occurrence),
                                         &postings->occurrences_size);
  postings->texts = keep_if_small (postings->texts, 1, &postings->texts_size);
}

void
gf_postings_clear (GfPostings *postings)
{
  /* A table made large by one unit must not be wiped for each of ten thousand small ones.
   */
  while (postings->n_slots > FEWEST_SLOTS && postings->n_slots > postings->n_terms * 8)
    postings->n_slots /= 2;
  postings->n_terms = 0;
  postings->n_occurrences = 0;
  postings->n_texts = 0;
  let_go_of_much (postings);
  g_ptr_array_set_size (postings->filters, 0);
  rebuild_slots (postings, postings->n_slots);
  g_variant_builder_unref (postings->values);
  postings->values = g_variant_builder_new (G_VARIANT_TYPE (VALUES_TYPE));
}

/* A term as it is sorted: eight bytes in one comparison settle most. */
typedef struct
{
  uint64_t order;
  const char *text;
  const Term *term;
} Sorted;

static int
compare_sorted (const void *a, const void *b)
{
  const Sorted *first = a, *second = b;

  if (first->order != second->order)
    return first->order < second->order ? -1 : 1;
  /* Different terms that begin alike are both longer than what was compared. */
  return strcmp (first->text + sizeof first->order, second->text + sizeof second->order);
}

static Sorted *
sort_terms (const GfPostings *postings)
{
  Sorted *sorted = g_new (Sorted, postings->n_terms);

  for (uint32_t i = 0; i < postings->n_terms; i++)
    {
      const Term *term = term_at (postings, i + 1);
      uint64_t order = 0;

      sorted[i].term = term;
      sorted[i].text = text_of (postings, term);
      memcpy (&order, sorted[i].text, MIN (term->length, sizeof order));
      sorted[i].order = GUINT64_FROM_BE (order);
    }
  if (postings->n_terms > 0)
    qsort (sorted, postings->n_terms, sizeof *sorted, compare_sorted);
  return sorted;
}

/*
 * Below, WORDS_TYPE is written as the GVariant specification lays it out, since
 * g_variant_new () makes some ten allocations a term and was most of the cost of
 * indexing.  An element (suau) is the term and its NUL, the wdf and the positions aligned
 * to 4, and one offset: where the term ends.  The array is its elements, aligned to 4,
 * then the offset of each one's end.  Offsets are little-endian, of the smallest size
 * that reaches over the container, themselves included.
 */
static size_t
offset_size (size_t body, size_t n_offsets)
{
  if (body + n_offsets <= UINT8_MAX)
    return 1;
  if (body + n_offsets * 2 <= UINT16_MAX)
    return 2;
  return body + n_offsets * 4 <= UINT32_MAX ? 4 : 8;
}

static uint8_t *
write_offset (uint8_t *at, size_t offset, size_t size)
{
  uint64_t ordered = GUINT64_TO_LE (offset);

  memcpy (at, &ordered, size);
  return at + size;
}

static uint8_t *
write_padding (uint8_t *at)
{
  while ((uintptr_t) at % sizeof (uint32_t) != 0)
    *at++ = 0;
  return at;
}

/* The chain of occurrences runs backwards; positions go out rising. */
static uint8_t *
write_positions (uint8_t *at, const GfPostings *postings, const Term *term)
{
  uint8_t *end = at + term->n_positions * sizeof (uint32_t), *before = end;

  for (uint32_t number = term->last_occurrence; number != 0;)
    {
      const Occurrence *occurrence = &postings->occurrences[number - 1];

      before -= sizeof (uint32_t);
      memcpy (before, &occurrence->position, sizeof (uint32_t));
      number = occurrence->before;
    }
  return end;
}

static uint8_t *
write_word (uint8_t *at, const GfPostings *postings, const Sorted *word)
{
  const uint8_t *start = at;
  size_t term_bytes = word->term->length + 1;

  memcpy (at, word->text, term_bytes);
  at = write_padding (at + term_bytes);
  memcpy (at, &word->term->wdf, sizeof (uint32_t));
  at = write_positions (at + sizeof (uint32_t), postings, word->term);
  return write_offset (at, term_bytes, offset_size ((size_t) (at - start), 1));
}

/* No words take more: their texts, paddings, wdf and offsets, and the positions. */
static size_t
most_bytes (const GfPostings *postings)
{
  return postings->n_texts + postings->n_terms * (3 + 3 + sizeof (uint32_t) + 8 + 8)
         + postings->n_occurrences * sizeof (uint32_t);
}

static GVariant *
pack_words (const GfPostings *postings)
{
  g_autofree Sorted *sorted = sort_terms (postings);
  g_autofree size_t *ends = g_new (size_t, postings->n_terms);
  /* g_malloc aligns to more than the 4 that the padding counts on. */
  uint8_t *bytes = g_malloc (most_bytes (postings)), *at = bytes;

  for (size_t i = 0; i < postings->n_terms; i++)
    {
      at = write_word (write_padding (at), postings, &sorted[i]);
      ends[i] = (size_t) (at - bytes);
    }
  size_t size = offset_size ((size_t) (at - bytes), postings->n_terms);
  for (size_t i = 0; i < postings->n_terms; i++)
    at = write_offset (at, ends[i], size);

  g_autoptr (GBytes) packed = g_bytes_new_take (bytes, (size_t) (at - bytes));
  return g_variant_new_from_bytes (G_VARIANT_TYPE (WORDS_TYPE), packed, TRUE);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GVariant *
pack_filters (GPtrArray *filters)
{
  GVariantBuilder builder;

  g_ptr_array_sort (filters, compare_strings);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (unsigned i = 0; i < filters->len; i++)
    {
      const char *filter = g_ptr_array_index (filters, i);

      if (i == 0 || strcmp (filter, g_ptr_array_index (filters, i - 1)) != 0)
        g_variant_builder_add (&builder, "s", filter);
    }
  return g_variant_builder_end (&builder);
}

GVariant *
gf_postings_pack (GfPostings *postings, GVariant *record)
{
  GVariant *children[] = {
    g_variant_new_variant (record),
    pack_words (postings),
    pack_filters (postings->filters),
    g_variant_builder_end (postings->values),
  };

  return g_variant_ref_sink (g_variant_new_tuple (children, G_N_ELEMENTS (children)));
}
