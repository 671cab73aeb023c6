/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/word-lists.h"

#include <string.h>

#include "norsk/tokens.h"

#define MAX_COLUMNS 16
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
  bool required;
  const char *columns[2]; /* the columns wanted, NULL for one only */
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
  { "word-pairs.tsv", true, { "word", "root" }, add_pair },
  { "whole-words.tsv", true, { "word", "kind" }, add_kind },
  { "places.tsv", true, { "name", "kind" }, add_place },
  { "municipalities.tsv", false, { "name", NULL }, add_name },
  { "counties.tsv", false, { "name", NULL }, add_name },
};

static bool
fail (const Source *source, guint line, const char *fault, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "'%s' line %u: %s", source->file,
               line, fault);
  return false;
}

/* Where the wanted columns are. */
static bool
find_columns (const Source *source, GStrv names, guint at[2])
{
  for (guint i = 0; i < 2 && source->columns[i] != NULL; i++)
    {
      for (at[i] = 0; names[at[i]] != NULL; at[i]++)
        if (strcmp (names[at[i]], source->columns[i]) == 0)
          break;
      if (names[at[i]] == NULL)
        return false;
    }
  return true;
}

static bool
read_lines (GfWordLists *lists, const Source *source, GStrv lines, GError **error)
{
  guint at[2] = { 0, 0 }, n_columns = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", MAX_COLUMNS);
      guint n_cells = g_strv_length (cells);

      if (n_columns == 0)
        {
          n_columns = n_cells;
          if (!find_columns (source, cells, at))
            return fail (source, i + 1, "a column is missing", error);
          continue;
        }
      if (n_cells != n_columns || cells[at[0]][0] == '\0')
        return fail (source, i + 1, "not as many cells as columns", error);
      if (!source->add (lists, cells[at[0]], cells[at[1]]))
        return fail (source, i + 1, "not one of the words it may be", error);
    }
  return true;
}

static bool
read_source (GfWordLists *lists, const Source *source, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, source->file, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, &cause))
    {
      if (!source->required && g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return true;
      g_propagate_error (error, g_steal_pointer (&cause));
      return false;
    }
  if (!g_utf8_validate (contents, (gssize) length, NULL))
    return fail (source, 0, "not UTF-8", error);
  g_checksum_update (lists->read, (const guchar *) contents, (gssize) length);

  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);

  return read_lines (lists, source, lines, error);
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
