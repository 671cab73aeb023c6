/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/words.h"

#include <string.h>

#include "common/schema.h"
#include "query/plan/root.h"

/* Words that begin as a stem does, looked through for those that are akin. */
#define MAX_CANDIDATES 5000

static GPtrArray *
strings_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static bool
has_string (const GPtrArray *strings, const char *string)
{
  for (unsigned i = 0; i < strings->len; i++)
    if (strcmp (g_ptr_array_index (strings, i), string) == 0)
      return true;
  return false;
}

static GPtrArray *
list_roots (GfRootList roots)
{
  GPtrArray *list = strings_new ();

  for (const char *root = roots; *root != '\0'; root += strlen (root) + 1)
    g_ptr_array_add (list, g_strdup (root));
  return list;
}

/* Whether @part is itself put together of two others in @parts: "velferdsteknologi" of
 * "velferd" and "teknologi". */
static bool
is_whole_of (const char *part, const GPtrArray *parts)
{
  bool begins = false, ends = false;

  for (unsigned i = 0; i < parts->len; i++)
    {
      const char *other = g_ptr_array_index (parts, i);

      if (strcmp (other, part) == 0)
        continue;
      begins = begins || g_str_has_prefix (part, other);
      ends = ends || g_str_has_suffix (part, other);
    }
  return begins && ends;
}

static GPtrArray *
smallest_parts (const GPtrArray *parts)
{
  GPtrArray *smallest = strings_new ();

  for (unsigned i = 0; i < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);

      if (!is_whole_of (part, parts))
        g_ptr_array_add (smallest, g_strdup (part));
    }
  if (smallest->len < 2)
    g_ptr_array_set_size (smallest, 0);
  return smallest;
}

GfWord *
gf_word_new (GfIndex *index, const char *form)
{
  GfWord *word = g_new0 (GfWord, 1);
  GfWordRoots roots;

  gf_roots_find (index->roots, form, &roots);
  word->form = g_strdup (form);
  word->lemmas = list_roots (roots.lemmas);
  g_autoptr (GPtrArray) parts = list_roots (roots.parts);
  word->parts = smallest_parts (parts);
  return word;
}

GfWord *
gf_word_new_root (const char *root)
{
  GfWord *word = g_new0 (GfWord, 1);

  word->form = g_strdup (root);
  word->lemmas = strings_new ();
  g_ptr_array_add (word->lemmas, g_strdup (root));
  word->parts = strings_new ();
  return word;
}

void
gf_word_free (GfWord *word)
{
  if (word == NULL)
    return;
  g_free (word->form);
  g_ptr_array_unref (word->lemmas);
  g_ptr_array_unref (word->parts);
  g_free (word);
}

static bool
has_term (XcDatabase *db, const char *prefix, const char *word, bool *known_out,
          GError **error)
{
  g_autofree char *term = g_strconcat (prefix, word, NULL);

  return xc_database_has_term (db, term, known_out, error);
}

bool
gf_word_is_known (const GfWord *word, GfIndex *index, GfField field, XcDatabase *db,
                  bool *known_out, GError **error)
{
  if (!has_term (db, gf_field_info (field)->exact_prefix, word->form, known_out, error))
    return false;
  for (unsigned i = 0; i < word->lemmas->len && !*known_out; i++)
    {
      const char *root = g_ptr_array_index (word->lemmas, i);

      if (!gf_root_is_known (index, db, field, root, known_out, error))
        return false;
      if (!*known_out && field == GF_FIELD_TEXT
          && !has_term (db, GF_TERM_PART, root, known_out, error))
        return false;
    }
  return true;
}

/* A word of the lexicon; of two that are as frequent the first in order of bytes, which
   is that of their numbers, comes first. */
typedef struct
{
  uint32_t n_units;
  uint32_t number;
} Frequent;

/* Words of the lexicon by their number, each once: the most frequent of them. */
typedef struct
{
  const GfLexicon *lexicon;
  GHashTable *seen; /* NULL where none can come twice */
  GArray *best;     /* Frequent, in order */
  unsigned max;
  unsigned n; /* all of them */
} Gathering;

static bool
is_more_frequent (const Frequent *a, const Frequent *b)
{
  return a->n_units != b->n_units ? a->n_units > b->n_units : a->number < b->number;
}

static void
add_frequent (Gathering *gathering, Frequent word)
{
  GArray *best = gathering->best;
  unsigned at = best->len;

  while (at > 0 && is_more_frequent (&word, &g_array_index (best, Frequent, at - 1)))
    at--;
  if (at >= gathering->max)
    return;
  if (best->len == gathering->max)
    g_array_set_size (best, best->len - 1);
  g_array_insert_val (best, at, word);
}

static void
gather (Gathering *gathering, size_t n, const uint32_t *numbers)
{
  for (size_t i = 0; i < n; i++)
    {
      Frequent word
          = { gf_lexicon_get_word_units (gathering->lexicon, numbers[i]), numbers[i] };

      if (word.n_units == 0
          || (gathering->seen != NULL
              && !g_hash_table_add (gathering->seen, GUINT_TO_POINTER (numbers[i] + 1))))
        continue;
      gathering->n++;
      add_frequent (gathering, word);
    }
}

typedef size_t (*RootIndex) (const GfLexicon *lexicon, const char *root,
                             const uint32_t **words_out);

static GPtrArray *
words_with (const GfWord *word, GfIndex *index, RootIndex find, unsigned max,
            unsigned *n_out)
{
  g_autoptr (GHashTable) seen
      = word->lemmas->len > 1 ? g_hash_table_new (NULL, NULL) : NULL;
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (Frequent));
  Gathering gathering = { index->lexicon, seen, best, max, 0 };
  GPtrArray *forms = strings_new ();

  for (unsigned i = 0; index->lexicon != NULL && i < word->lemmas->len; i++)
    {
      const uint32_t *numbers;
      size_t n = find (index->lexicon, g_ptr_array_index (word->lemmas, i), &numbers);

      gather (&gathering, n, numbers);
    }
  for (unsigned i = 0; i < best->len; i++)
    g_ptr_array_add (
        forms, g_strdup (gf_lexicon_get_word (index->lexicon,
                                              g_array_index (best, Frequent, i).number)));
  if (n_out != NULL)
    *n_out = gathering.n;
  return forms;
}

GPtrArray *
gf_word_forms (const GfWord *word, GfIndex *index, unsigned max, unsigned *n_out)
{
  return words_with (word, index, gf_lexicon_words_of_lemma, max, n_out);
}

GPtrArray *
gf_word_compounds (const GfWord *word, GfIndex *index, unsigned max, unsigned *n_out)
{
  return words_with (word, index, gf_lexicon_words_of_part, max, n_out);
}

/* Adds the lemmas of @entry that have @stem and are not @word's to @counts. */
static void
count_kin (const GfWord *word, GfIndex *index, const GfLexiconWord *entry,
           const char *stem, GHashTable *counts)
{
  for (const char *root = entry->roots.lemmas; *root != '\0'; root += strlen (root) + 1)
    {
      if (has_string (word->lemmas, root)
          || strcmp (gf_stemmer_root (index->stemmer, root), stem) != 0)
        continue;
      unsigned n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, root));
      g_hash_table_insert (counts, (gpointer) root,
                           GUINT_TO_POINTER (n + entry->n_units));
    }
}

static void
find_kin (const GfWord *word, GfIndex *index, const char *lemma, GHashTable *counts)
{
  g_autofree char *stem = g_strdup (gf_stemmer_root (index->stemmer, lemma));
  uint32_t n_words = gf_lexicon_get_n_words (index->lexicon);
  uint32_t begin = gf_lexicon_lower_bound (index->lexicon, stem);

  for (uint32_t i = begin; i < n_words && i - begin < MAX_CANDIDATES; i++)
    {
      GfLexiconWord entry;

      gf_lexicon_get (index->lexicon, i, &entry);
      if (!g_str_has_prefix (entry.word, stem))
        return;
      if (entry.n_units > 0)
        count_kin (word, index, &entry, stem, counts);
    }
}

/* A lemma, and how many units have the words that led to it. */
typedef struct
{
  const char *lemma;
  unsigned n_units;
} Kin;

static int
by_frequency (gconstpointer a, gconstpointer b)
{
  const Kin *first = a;
  const Kin *second = b;

  if (first->n_units != second->n_units)
    return first->n_units < second->n_units ? 1 : -1;
  return strcmp (first->lemma, second->lemma);
}

static GPtrArray *
most_frequent (GHashTable *counts, unsigned max)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Kin));
  GPtrArray *lemmas = strings_new ();
  GHashTableIter iter;
  gpointer lemma, count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &lemma, &count))
    {
      Kin kin = { lemma, GPOINTER_TO_UINT (count) };

      g_array_append_val (found, kin);
    }
  g_array_sort (found, by_frequency);
  for (unsigned i = 0; i < MIN (found->len, max); i++)
    g_ptr_array_add (lemmas, g_strdup (g_array_index (found, Kin, i).lemma));
  return lemmas;
}

static GPtrArray *
find_all_kin (const GfWord *word, GfIndex *index)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; i < word->lemmas->len; i++)
    find_kin (word, index, g_ptr_array_index (word->lemmas, i), counts);
  return most_frequent (counts, GF_WORD_MAX_KIN);
}

/* What the kin of @word hang on: its lemmas, in their order. */
static char *
key_of_kin (const GfWord *word)
{
  GString *key = g_string_new (NULL);

  for (unsigned i = 0; i < word->lemmas->len; i++)
    g_string_append_printf (key, "%s ", (const char *) word->lemmas->pdata[i]);
  return g_string_free (key, FALSE);
}

GPtrArray *
gf_word_kin (const GfWord *word, GfIndex *index)
{
  GfMemory *memory;

  if (index->lexicon == NULL)
    return strings_new ();
  /* What cannot be remembered is found anew. */
  if (!gf_index_get_memory (index, &memory, NULL) || memory == NULL)
    return find_all_kin (word, index);

  g_autofree char *key = key_of_kin (word);
  GPtrArray *kin = gf_memory_find_kin (memory, key);
  if (kin != NULL)
    return kin;
  kin = find_all_kin (word, index);
  gf_memory_keep_kin (memory, key, kin);
  return kin;
}
