/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/posted-words.h"

#include <string.h>

G_STATIC_ASSERT (sizeof (GfPostedCount) == sizeof (uint64_t));

static GVariant *
new_array (const char *element_type, const void *elements, gsize n_elements, gsize size)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE (element_type), elements, n_elements,
                                    size);
}

/* @terms, filled up with zeroes to whole numbers. */
static GVariant *
new_terms (const char *terms, gsize n_bytes)
{
  gsize n_numbers = (n_bytes + sizeof (uint64_t) - 1) / sizeof (uint64_t);
  g_autofree uint64_t *numbers = g_new0 (uint64_t, n_numbers);

  if (n_bytes > 0)
    memcpy (numbers, terms, n_bytes);
  return new_array ("t", numbers, n_numbers, sizeof *numbers);
}

GVariant *
gf_posted_words_new (const char *terms, gsize n_bytes, const GfPostedCount *counts,
                     gsize n_counts, const uint32_t *positions, gsize n_positions)
{
  GVariant *arrays[]
      = { new_terms (terms, n_bytes), new_array ("t", counts, n_counts, sizeof *counts),
          new_array ("u", positions, n_positions, sizeof *positions) };

  return g_variant_new_tuple (arrays, G_N_ELEMENTS (arrays));
}

static const void *
get_array (GVariant *packed, gsize which, gsize *n_out, gsize size)
{
  g_autoptr (GVariant) array = g_variant_get_child_value (packed, which);

  /* The bytes are those of @packed. */
  return g_variant_get_fixed_array (array, n_out, size);
}

void
gf_posted_words_init (GfPostedWords *words, GVariant *packed)
{
  /* Of a tree that was not serialised yet the children would have bytes of their own. */
  g_variant_get_data (packed);
  words->terms = get_array (packed, 0, &words->n_bytes, sizeof (uint64_t));
  words->n_bytes *= sizeof (uint64_t);
  words->counts = get_array (packed, 1, &words->n_counts, sizeof *words->counts);
  words->positions = get_array (packed, 2, &words->n_positions, sizeof *words->positions);
}

bool
gf_posted_words_next (GfPostedWords *words, GfPostedWord *word_out)
{
  const char *end
      = words->n_bytes > 0 ? memchr (words->terms, '\0', words->n_bytes) : NULL;
  gsize length = end != NULL ? (gsize) (end - words->terms) : 0;

  if (length == 0 || words->n_counts == 0
      || words->counts->n_positions > words->n_positions
      || !g_utf8_validate_len (words->terms, length, NULL))
    return false;
  *word_out = (GfPostedWord){ words->terms, *words->counts, words->positions };
  words->terms += length + 1;
  words->n_bytes -= length + 1;
  if (words->counts->n_positions > 0)
    words->positions += words->counts->n_positions;
  words->n_positions -= words->counts->n_positions;
  words->counts++;
  words->n_counts--;
  return true;
}

/* Behind the last term there is less than a number, of zeroes. */
bool
gf_posted_words_is_at_end (const GfPostedWords *words)
{
  static const char zeroes[sizeof (uint64_t)];

  return words->n_bytes < sizeof zeroes && words->n_counts == 0 && words->n_positions == 0
         && (words->n_bytes == 0 || memcmp (words->terms, zeroes, words->n_bytes) == 0);
}
