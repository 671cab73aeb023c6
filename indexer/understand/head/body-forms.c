/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/body-forms.h"

#include <string.h>

/* So much of a text shows how it writes. */
#define MAX_TEXT_BYTES 100000
#define MAX_LINE_BYTES 20000
/* What a document says of itself. */
#define MAX_OWN_LINES 16
#define MAX_OWN_BYTES 120

/* (transfer full) (nullable) */
static char *
dup_twin (const char *body)
{
  static const char *const endings[][2]
      = { { "utvalget", "utvalet" }, { "gruppen", "gruppa" }, { "nemnda", "nemnden" } };

  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    for (size_t j = 0; j < 2; j++)
      if (g_str_has_suffix (body, endings[i][j]))
        return g_strdup_printf ("%.*s%s", (int) (strlen (body) - strlen (endings[i][j])),
                                body, endings[i][1 - j]);
  return NULL;
}

/* How often the first @n of @lines, none of them longer than @max, have each of the two,
   of one word each. */
static void
count_words (const GfLines *lines, size_t n, size_t max, const char *const *forms,
             size_t *counts)
{
  size_t bytes = 0;

  counts[0] = counts[1] = 0;
  for (size_t i = 0; i < MIN (gf_lines_size (lines), n) && bytes < MAX_TEXT_BYTES; i++)
    {
      g_autoptr (GfWords) words = NULL;

      if (gf_lines_get (lines, i)->bare_length > max)
        continue;
      words = gf_line_words (gf_lines_get (lines, i), MAX_LINE_BYTES);
      bytes += gf_lines_get (lines, i)->bare_length;
      for (size_t j = 0; j < words->words->len; j++)
        for (size_t k = 0; k < 2; k++)
          counts[k] += gf_words_is (words, j, forms[k]);
    }
}

char *
gf_body_form_dup_written (const GfLines *lines, const char *body)
{
  g_autofree char *twin = strchr (body, ' ') == NULL ? dup_twin (body) : NULL;
  g_autofree char *folded = NULL, *folded_twin = NULL;
  size_t counts[2] = { 0 };

  if (twin == NULL)
    return g_strdup (body);
  folded = gf_fold (body, strlen (body));
  folded_twin = gf_fold (twin, strlen (twin));
  /* The text may quote another's more often than the head names its own. */
  count_words (lines, MAX_OWN_LINES, MAX_OWN_BYTES,
               (const char *const[]){ folded, folded_twin }, counts);
  if (counts[0] == counts[1])
    count_words (lines, SIZE_MAX, SIZE_MAX, (const char *const[]){ folded, folded_twin },
                 counts);
  return counts[1] > counts[0] ? g_steal_pointer (&twin) : g_strdup (body);
}
