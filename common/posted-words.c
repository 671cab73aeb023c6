/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/posted-words.h"

#include <string.h>

static GVariant *
new_array (const char *element_type, const void *elements, gsize n_elements, gsize size)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE (element_type), elements, n_elements,
                                    size);
}

GVariant *
gf_posted_words_new (const char *terms, gsize n_bytes, const GfPostedCount *counts,
                     gsize n_counts, const uint32_t *positions, gsize n_positions)
{
  GVariant *arrays[] = { new_array ("y", terms, n_bytes, 1),
                         new_array ("(uu)", counts, n_counts, sizeof *counts),
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
  words->terms = get_array (packed, 0, &words->n_bytes, 1);
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

bool
gf_posted_words_is_at_end (const GfPostedWords *words)
{
  return words->n_bytes == 0 && words->n_counts == 0 && words->n_positions == 0;
}
