/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/lexicon-private.h"

#include <string.h>

#include "common/hash.h"

typedef struct
{
  const char *root; /* owned by the table of numbers */
  uint32_t text;
  uint32_t n_words;
  uint32_t last_word; /* the number of the last that has it, plus one */
} Root;

typedef struct
{
  uint32_t root;
  uint32_t word;
} Pair;

struct GfRootTable
{
  GHashTable *numbers; /* of roots, by their texts */
  GArray *roots;       /* Root, as they came */
  GArray *pairs;       /* Pair, words rising */
};

GfRootTable *
gf_root_table_new (void)
{
  GfRootTable *table = g_new0 (GfRootTable, 1);

  table->numbers = g_hash_table_new_full (gf_hash_string, g_str_equal, g_free, NULL);
  table->roots = g_array_new (FALSE, FALSE, sizeof (Root));
  table->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  return table;
}

void
gf_root_table_free (GfRootTable *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->numbers);
  g_array_unref (table->roots);
  g_array_unref (table->pairs);
  g_free (table);
}

static uint32_t
get_number (GfRootTable *table, const char *text_of_root, uint32_t text)
{
  gpointer known;

  if (g_hash_table_lookup_extended (table->numbers, text_of_root, NULL, &known))
    return GPOINTER_TO_UINT (known);

  char *copy = g_strdup (text_of_root);
  const Root root = { .root = copy, .text = text };
  uint32_t number = table->roots->len;

  g_hash_table_insert (table->numbers, copy, GUINT_TO_POINTER (number));
  g_array_append_val (table->roots, root);
  return number;
}

void
gf_root_table_add (GfRootTable *table, const char *root, uint32_t text, uint32_t word)
{
  const Pair pair = { .root = get_number (table, root, text), .word = word };
  Root *found = &g_array_index (table->roots, Root, pair.root);

  if (found->last_word == word + 1)
    return;
  found->last_word = word + 1;
  found->n_words++;
  g_array_append_val (table->pairs, pair);
}

static int
by_text (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *roots = data;

  return strcmp (g_array_index (roots, Root, *(const uint32_t *) a).root,
                 g_array_index (roots, Root, *(const uint32_t *) b).root);
}

/* The numbers of the roots, in order of their texts. */
static GArray *
sort_roots (const GfRootTable *table)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (uint32_t), table->roots->len);

  for (uint32_t i = 0; i < table->roots->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, by_text, table->roots);
  return order;
}

/* @next: where the words of each root begin, by the root's number */
static GArray *
list_words (const GfRootTable *table, uint32_t *next)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (uint32_t));

  g_array_set_size (words, table->pairs->len);
  for (uint32_t i = 0; i < table->pairs->len; i++)
    {
      const Pair *pair = &g_array_index (table->pairs, Pair, i);

      g_array_index (words, uint32_t, next[pair->root]++) = pair->word;
    }
  return words;
}

GArray *
gf_root_table_list (const GfRootTable *table, GArray **words_out)
{
  g_autoptr (GArray) order = sort_roots (table);
  g_autofree uint32_t *next = g_new (uint32_t, order->len + 1);
  GArray *listed = g_array_new (FALSE, FALSE, sizeof (GfLexiconRoot));
  GfLexiconRoot entry = { 0 };

  for (uint32_t i = 0; i < order->len; i++)
    {
      uint32_t number = g_array_index (order, uint32_t, i);
      const Root *root = &g_array_index (table->roots, Root, number);

      entry.text = root->text;
      next[number] = entry.first;
      g_array_append_val (listed, entry);
      entry.first += root->n_words;
    }
  entry.text = 0;
  g_array_append_val (listed, entry);
  *words_out = list_words (table, next);
  return listed;
}
