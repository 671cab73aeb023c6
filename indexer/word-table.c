/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/word-table.h"

#include <string.h>

#include "common/hash.h"

#define CHUNK_BYTES (64 * 1024)

struct GfWordTable
{
  /* Of entries: the word, its lemmas and an empty one, its parts and an empty one, each
     with its NUL, one after the other; found by the word, which is what they begin with.
   */
  GHashTable *entries;
  GStringChunk *texts;
  size_t n_bytes;
  size_t max_words, max_bytes;
};

GfWordTable *
gf_word_table_new (size_t max_words, size_t max_bytes)
{
  GfWordTable *table = g_new0 (GfWordTable, 1);

  table->entries = g_hash_table_new (gf_hash_string, g_str_equal);
  table->texts = g_string_chunk_new (CHUNK_BYTES);
  table->max_words = max_words;
  table->max_bytes = max_bytes;
  return table;
}

void
gf_word_table_free (GfWordTable *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->entries);
  g_string_chunk_free (table->texts);
  g_free (table);
}

/* Of a list, the empty root that ends it among them. */
static size_t
list_bytes (GfRootList list)
{
  const char *root = list;

  while (*root != '\0')
    root += strlen (root) + 1;
  return (size_t) (root - list) + 1;
}

void
gf_word_table_add (GfWordTable *table, const char *word, const GfWordRoots *roots)
{
  size_t of_word = strlen (word) + 1, of_lemmas = list_bytes (roots->lemmas);
  size_t of_parts = list_bytes (roots->parts), size = of_word + of_lemmas + of_parts;

  if (g_hash_table_size (table->entries) >= table->max_words
      || table->n_bytes + size > table->max_bytes
      || g_hash_table_contains (table->entries, word))
    return;

  g_autofree char *entry = g_malloc (size);
  memcpy (entry, word, of_word);
  memcpy (entry + of_word, roots->lemmas, of_lemmas);
  memcpy (entry + of_word + of_lemmas, roots->parts, of_parts);
  g_hash_table_add (table->entries,
                    g_string_chunk_insert_len (table->texts, entry, (gssize) size));
  table->n_bytes += size;
}

bool
gf_word_table_find (const GfWordTable *table, const char *word, GfWordRoots *roots_out)
{
  const char *entry = g_hash_table_lookup (table->entries, word);

  if (entry == NULL)
    return false;
  roots_out->lemmas = entry + strlen (entry) + 1;
  roots_out->parts = roots_out->lemmas + list_bytes (roots_out->lemmas);
  return true;
}

size_t
gf_word_table_count (const GfWordTable *table)
{
  return g_hash_table_size (table->entries);
}
