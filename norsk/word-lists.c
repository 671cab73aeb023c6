/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/word-lists.h"

#include <string.h>

#include "common/table.h"
#include "norsk/tokens.h"

/* In bytes.  Asked for every piece of every compound: it has to be quick. */
#define LONGEST_OF_KIND 32
/* Words of names that are words of the language in the first place: "Nord-Fron". */
#define SHORTEST_NAME 2

struct GfWordLists
{
  GHashTable *pairs;  /* lemma, owned, to its roots, a GfRootList in a GString, owned */
  GHashTable *kinds;  /* word, owned, to GfWordKind */
  GHashTable *places; /* form, owned, to GfPlace */
  GChecksum *read;
};

static const char *const kind_names[GF_N_KINDS]
    = { "",           "whole",      "ending",       "prefix",    "never-part",
        "never-last", "short-part", "never-joined", "never-name" };

typedef struct
{
  const char *file;
  unsigned n_columns; /* those wanted */
  const char *columns[2];
  bool (*add) (GfWordLists *lists, const char *first, const char *second);
} Source;

static void
free_roots (gpointer roots)
{
  g_string_free (roots, TRUE);
}

static bool
add_pair (GfWordLists *lists, const char *word, const char *root)
{
  g_autofree char *lemma = gf_tokens_fold (word);
  g_autofree char *folded = gf_tokens_fold (root);
  GString *roots = g_hash_table_lookup (lists->pairs, lemma);

  if (roots == NULL)
    {
      roots = g_string_new (NULL);
      g_hash_table_insert (lists->pairs, g_steal_pointer (&lemma), roots);
    }
  /* The NUL that GString keeps after it ends the list. */
  g_string_append_len (roots, folded, (gssize) strlen (folded) + 1);
  return *folded != '\0';
}

static bool
add_kind (GfWordLists *lists, const char *word, const char *name)
{
  for (int kind = GF_KIND_WHOLE; kind < GF_N_KINDS; kind++)
    if (strcmp (name, kind_names[kind]) == 0)
      {
        g_hash_table_insert (lists->kinds, gf_tokens_fold (word), GINT_TO_POINTER (kind));
        return true;
      }
  return false;
}

static void
set_place (GfWordLists *lists, const char *name, GfPlace place)
{
  g_hash_table_insert (lists->places, gf_tokens_fold (name), GINT_TO_POINTER (place));
}

/* "part": a word that names have beside others, and the language too. */
static bool
add_place (GfWordLists *lists, const char *name, const char *kind)
{
  if (strcmp (kind, "part") == 0)
    set_place (lists, name, GF_PLACE_NONE);
  else if (strcmp (kind, "word") == 0)
    set_place (lists, name, GF_PLACE_NAME_AND_WORD);
  else
    set_place (lists, name, GF_PLACE_NAME);
  return true;
}

/* The words of a name, but those that places.tsv has its own mind about. */
static bool
add_name (GfWordLists *lists, const char *name, const char *unused)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (name, -1);
  GfToken token;

  (void) unused;
  while (gf_tokens_next (tokens, &token))
    if (strlen (token.form) >= SHORTEST_NAME
        && !g_hash_table_contains (lists->places, token.form))
      set_place (lists, token.form, GF_PLACE_NAME);
  return true;
}

static const Source sources[] = {
  { "word-pairs.tsv", 2, { "word", "root" }, add_pair },
  { "whole-words.tsv", 2, { "word", "kind" }, add_kind },
  { "places.tsv", 2, { "name", "kind" }, add_place },
  { "municipalities.tsv", 1, { "name" }, add_name },
  { "counties.tsv", 1, { "name" }, add_name },
};

static bool
read_rows (GfWordLists *lists, const Source *source, GfTable *table, GError **error)
{
  const char *cells[2] = { NULL, NULL };
  bool more = true;

  for (;;)
    {
      if (!gf_table_next (table, cells, &more, error))
        return false;
      if (!more)
        return true;
      if (cells[0] == NULL || (source->n_columns == 2 && cells[1] == NULL))
        return gf_table_fail (table, "an empty cell beside", cells[0], error);
      if (!source->add (lists, cells[0], cells[1]))
        return gf_table_fail (table, "not one of the words it may be:", cells[1], error);
    }
}

static bool
read_source (GfWordLists *lists, const Source *source, const char *folder, GError **error)
{
  g_autoptr (GfTable) table = gf_table_open (folder, source->file, source->columns,
                                             source->n_columns, source->n_columns, error);

  if (table == NULL)
    return false;
  gf_table_digest (table, lists->read);
  return read_rows (lists, source, table, error);
}

GfWordLists *
gf_word_lists_load (const char *folder, GError **error)
{
  g_autoptr (GfWordLists) lists = g_new0 (GfWordLists, 1);

  lists->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_roots);
  lists->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lists->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lists->read = g_checksum_new (G_CHECKSUM_SHA256);
  for (size_t i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!read_source (lists, &sources[i], folder, error))
      return NULL;
  return g_steal_pointer (&lists);
}

void
gf_word_lists_free (GfWordLists *lists)
{
  if (lists == NULL)
    return;
  g_hash_table_unref (lists->pairs);
  g_hash_table_unref (lists->kinds);
  g_hash_table_unref (lists->places);
  g_checksum_free (lists->read);
  g_free (lists);
}

void
gf_word_lists_digest (const GfWordLists *lists, GChecksum *checksum)
{
  g_autoptr (GChecksum) copy = g_checksum_copy (lists->read);
  const char *digest = g_checksum_get_string (copy);

  g_checksum_update (checksum, (const guchar *) digest, -1);
}

GfRootList
gf_word_lists_pairs (const GfWordLists *lists, const char *lemma)
{
  const GString *roots = g_hash_table_lookup (lists->pairs, lemma);

  return roots != NULL ? roots->str : NULL;
}

bool
gf_word_lists_is_kind (const GfWordLists *lists, const char *word, size_t length,
                       GfWordKind kind)
{
  char copy[LONGEST_OF_KIND + 1];

  if (length > LONGEST_OF_KIND)
    return false;
  memcpy (copy, word, length);
  copy[length] = '\0';
  return g_hash_table_lookup (lists->kinds, copy) == GINT_TO_POINTER (kind);
}

GfPlace
gf_word_lists_find_place (const GfWordLists *lists, const char *form)
{
  return (GfPlace) GPOINTER_TO_INT (g_hash_table_lookup (lists->places, form));
}
