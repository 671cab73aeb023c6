/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "common/posted-words.h"
#include "indexer/extract/postings/postings-private.h"

/* A term as it is sorted: eight bytes in one comparison settle most. */
typedef struct
{
  uint64_t order;
  const char *text;
  const GfPostingsTerm *term;
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
      const GfPostingsTerm *term = gf_postings_term (postings, i + 1);
      uint64_t order = 0;

      sorted[i].term = term;
      sorted[i].text = gf_postings_text (postings, term);
      memcpy (&order, sorted[i].text, MIN (term->length, sizeof order));
      sorted[i].order = GUINT64_FROM_BE (order);
    }
  if (postings->n_terms > 0)
    qsort (sorted, postings->n_terms, sizeof *sorted, compare_sorted);
  return sorted;
}

static int
compare_positions (const void *a, const void *b)
{
  const uint32_t *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* The chain of occurrences runs backwards; positions go out rising.  Returns: behind the
   last. */
static uint32_t *
write_positions (uint32_t *at, const GfPostings *postings, const GfPostingsTerm *term)
{
  /* Of a text without positions there is no array. */
  if (term->n_positions == 0)
    return at;

  uint32_t *end = at + term->n_positions, *before = end;
  for (uint32_t number = term->last_occurrence; number != 0;)
    {
      const GfPostingsOccurrence *occurrence = &postings->occurrences[number - 1];

      *--before = occurrence->position;
      number = occurrence->before;
    }
  if (term->is_unordered)
    qsort (at, term->n_positions, sizeof *at, compare_positions);
  return end;
}

static GVariant *
pack_words (const GfPostings *postings)
{
  g_autofree Sorted *sorted = sort_terms (postings);
  g_autofree char *terms = g_malloc (postings->n_texts);
  g_autofree GfPostedCount *counts = g_new (GfPostedCount, postings->n_terms);
  g_autofree uint32_t *positions = g_new (uint32_t, postings->n_occurrences);
  char *next_term = terms;
  uint32_t *next_position = positions;

  for (size_t i = 0; i < postings->n_terms; i++)
    {
      const GfPostingsTerm *term = sorted[i].term;

      counts[i] = (GfPostedCount){ term->wdf + term->root_wdf, term->n_positions };
      memcpy (next_term, sorted[i].text, term->length + 1);
      next_term += term->length + 1;
      next_position = write_positions (next_position, postings, term);
    }
  return gf_posted_words_new (terms, postings->n_texts, counts, postings->n_terms,
                              positions, postings->n_occurrences);
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
