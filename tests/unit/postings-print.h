/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker sends of a unit, in words: for the tests of postings and of analysis. */
#pragma once

#include <glib.h>

#include "common/posted-words.h"
#include "common/schema.h"

/* A message's words as "term:wdf@position,position ...". */
static inline char *
print_words (GVariant *analysed)
{
  g_autoptr (GVariant) packed = g_variant_get_child_value (analysed, 1);
  GString *printed = g_string_new (NULL);
  GfPostedWords words;
  GfPostedWord word;

  gf_posted_words_init (&words, packed);
  while (gf_posted_words_next (&words, &word))
    {
      g_string_append_printf (printed, "%s%s:%u", printed->len > 0 ? " " : "", word.term,
                              word.count.wdf);
      for (uint32_t i = 0; i < word.count.n_positions; i++)
        g_string_append_printf (printed, "%s%u", i == 0 ? "@" : ",", word.positions[i]);
    }
  g_assert (gf_posted_words_is_at_end (&words));
  return g_string_free (printed, FALSE);
}

static inline char *
print_filters (GVariant *analysed)
{
  g_autoptr (GVariant) filters = g_variant_get_child_value (analysed, 2);
  g_autofree const char **strings = g_variant_get_strv (filters, NULL);

  return g_strjoinv ("|", (char **) strings);
}

static inline char *
print_values (GVariant *analysed)
{
  g_autoptr (GVariant) values = g_variant_get_child_value (analysed, 3);
  GString *printed = g_string_new (NULL);
  GVariantIter iter;
  uint32_t slot;
  const char *value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "(u&s)", &slot, &value))
    {
      g_autofree char *shown = g_strdelimit (g_strdup (value), GF_FACET_SEPARATOR, '/');

      g_string_append_printf (printed, "%s%u=%s", printed->len > 0 ? " " : "", slot,
                              shown);
    }
  return g_string_free (printed, FALSE);
}
