/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/lexicon-private.h"

#include <string.h>

/* The lexicons that are being joined, and how far each has been read. */
typedef struct
{
  const GfLexicon *const *lexicons;
  size_t n;
  uint32_t *at;
} Join;

/* The least word that is left; NULL where none is. */
static const char *
next_word (const Join *join)
{
  const char *least = NULL;

  for (size_t i = 0; i < join->n; i++)
    {
      if (join->at[i] >= gf_lexicon_get_n_words (join->lexicons[i]))
        continue;
      const char *word = gf_lexicon_get_word (join->lexicons[i], join->at[i]);
      if (least == NULL || strcmp (word, least) < 0)
        least = word;
    }
  return least;
}

static bool
has_root (const GString *list, const char *root)
{
  for (const char *at = list->str; at < list->str + list->len; at += strlen (at) + 1)
    if (strcmp (at, root) == 0)
      return true;
  return false;
}

static void
add_roots (GString *list, GfRootList roots)
{
  for (; *roots != '\0'; roots += strlen (roots) + 1)
    if (!has_root (list, roots))
      g_string_append_len (list, roots, (gssize) strlen (roots) + 1);
}

/* Adds what all of them have of @word, and passes it in each. */
static void
join_word (Join *join, GfLexiconWriter *writer, const char *word)
{
  g_autoptr (GString) lemmas = g_string_new (NULL);
  g_autoptr (GString) parts = g_string_new (NULL);
  uint64_t n_units = 0;
  bool analysed = false;

  for (size_t i = 0; i < join->n; i++)
    {
      GfLexiconWord entry;

      if (join->at[i] >= gf_lexicon_get_n_words (join->lexicons[i]))
        continue;
      gf_lexicon_get (join->lexicons[i], join->at[i], &entry);
      if (strcmp (entry.word, word) != 0)
        continue;
      join->at[i]++;
      n_units += entry.n_units;
      analysed = analysed || entry.analysed;
      add_roots (lemmas, entry.roots.lemmas);
      add_roots (parts, entry.roots.parts);
    }

  /* A GString ends with a NUL of its own, which ends the list. */
  GfWordRoots roots = { lemmas->str, parts->str };
  gf_lexicon_writer_add (writer, word, (uint32_t) MIN (n_units, UINT32_MAX),
                         analysed ? &roots : NULL);
}

static const char *
common_stamp (const GfLexicon *const *lexicons, size_t n)
{
  const char *stamp = gf_lexicon_get_stamp (lexicons[0]);

  for (size_t i = 1; i < n; i++)
    if (strcmp (gf_lexicon_get_stamp (lexicons[i]), stamp) != 0)
      return GF_LEXICON_MIXED_STAMP;
  return stamp;
}

GfLexicon *
gf_lexicon_join (const GfLexicon *const *lexicons, size_t n, GError **error)
{
  g_autofree uint32_t *at = g_new0 (uint32_t, n);
  Join join = { lexicons, n, at };
  uint64_t n_units = 0;

  g_assert (n > 0);
  for (size_t i = 0; i < n; i++)
    n_units += gf_lexicon_get_n_units (lexicons[i]);

  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new (
      common_stamp (lexicons, n), (uint32_t) MIN (n_units, UINT32_MAX));
  for (const char *word = next_word (&join); word != NULL; word = next_word (&join))
    join_word (&join, writer, word);
  return gf_lexicon_writer_make (writer, error);
}
