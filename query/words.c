/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/words.h"

#include <string.h>

#include "common/schema.h"
#include "query/root.h"

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

/* Words of the lexicon by their number, each once. */
typedef struct
{
  const GfLexicon *lexicon;
  GHashTable *seen;
  GArray *words; /* GfLexiconWord */
} Gathering;

static void
gather (Gathering *gathering, size_t n, const uint32_t *numbers)
{
  for (size_t i = 0; i < n; i++)
    {
      GfLexiconWord word;

      gf_lexicon_get (gathering->lexicon, numbers[i], &word);
      if (word.n_units > 0
          && g_hash_table_add (gathering->seen, GUINT_TO_POINTER (numbers[i] + 1)))
        g_array_append_val (gathering->words, word);
    }
}

static int
by_frequency (gconstpointer a, gconstpointer b)
{
  const GfLexiconWord *first = a;
  const GfLexiconWord *second = b;

  if (first->n_units != second->n_units)
    return first->n_units < second->n_units ? 1 : -1;
  return strcmp (first->word, second->word);
}

static GPtrArray *
most_frequent (Gathering *gathering, unsigned max)
{
  GPtrArray *forms = strings_new ();

  g_array_sort (gathering->words, by_frequency);
  for (unsigned i = 0; i < MIN (gathering->words->len, max); i++)
    g_ptr_array_add (forms,
                     g_strdup (g_array_index (gathering->words, GfLexiconWord, i).word));
  return forms;
}

typedef size_t (*RootIndex) (const GfLexicon *lexicon, const char *root,
                             const uint32_t **words_out);

static GPtrArray *
words_with (const GfWord *word, GfIndex *index, RootIndex find, unsigned max)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (GfLexiconWord));
  Gathering gathering = { index->lexicon, seen, words };

  for (unsigned i = 0; index->lexicon != NULL && i < word->lemmas->len; i++)
    {
      const uint32_t *numbers;
      size_t n = find (index->lexicon, g_ptr_array_index (word->lemmas, i), &numbers);

      gather (&gathering, n, numbers);
    }
  return most_frequent (&gathering, max);
}

GPtrArray *
gf_word_forms (const GfWord *word, GfIndex *index, unsigned max)
{
  return words_with (word, index, gf_lexicon_words_of_lemma, max);
}

GPtrArray *
gf_word_compounds (const GfWord *word, GfIndex *index, unsigned max)
{
  return words_with (word, index, gf_lexicon_words_of_part, max);
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

GPtrArray *
gf_word_kin (const GfWord *word, GfIndex *index, unsigned max)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GfLexiconWord));
  Gathering gathering = { index->lexicon, NULL, found };
  GHashTableIter iter;
  gpointer lemma, count;

  if (index->lexicon == NULL)
    return strings_new ();
  for (unsigned i = 0; i < word->lemmas->len; i++)
    find_kin (word, index, g_ptr_array_index (word->lemmas, i), counts);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &lemma, &count))
    {
      GfLexiconWord entry = { .word = lemma, .n_units = GPOINTER_TO_UINT (count) };

      g_array_append_val (found, entry);
    }
  return most_frequent (&gathering, max);
}
