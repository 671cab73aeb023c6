/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/stop-words.h"

#include <string.h>

#include "common/paths.h"
#include "common/table.h"
#include "norsk/tokens.h"

struct GfStopWords
{
  GHashTable *forms; /* sets of folded words, owned */
  GHashTable *weak;
};

/* One row of @table after the other; each has a word at least. */
static bool
read_words (GHashTable *forms, GfTable *table, GError **error)
{
  const char *word;
  bool more = true;

  for (;;)
    {
      if (!gf_table_next (table, &word, &more, error))
        return false;
      if (!more)
        return true;
      if (word == NULL)
        return gf_table_fail (table, "no word", NULL, error);
      g_hash_table_add (forms, gf_tokens_fold (word));
    }
}

static bool
read_register (GHashTable *forms, const char *name, GError **error)
{
  static const char *const columns[] = { "word" };
  g_autofree char *path = gf_paths_find_data (name, error);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *file = path != NULL ? g_path_get_basename (path) : NULL;
  g_autoptr (GfTable) table
      = path != NULL ? gf_table_open (folder, file, columns, 1, 1, error) : NULL;

  return table != NULL && read_words (forms, table, error);
}

GfStopWords *
gf_stop_words_load (GError **error)
{
  g_autoptr (GfStopWords) stop_words = g_new0 (GfStopWords, 1);

  stop_words->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  stop_words->weak = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_register (stop_words->forms, "registers/stop-words.tsv", error)
      || !read_register (stop_words->weak, "registers/weak-words.tsv", error))
    return NULL;
  return g_steal_pointer (&stop_words);
}

void
gf_stop_words_free (GfStopWords *stop_words)
{
  if (stop_words == NULL)
    return;
  g_hash_table_unref (stop_words->forms);
  g_hash_table_unref (stop_words->weak);
  g_free (stop_words);
}

bool
gf_stop_words_has (const GfStopWords *stop_words, const char *form)
{
  return g_hash_table_contains (stop_words->forms, form);
}

bool
gf_stop_words_is_weak (const GfStopWords *stop_words, const char *form)
{
  return g_hash_table_contains (stop_words->weak, form);
}

static bool
is_stop_word (const GfStopWords *stop_words, const GfNode *node)
{
  return node->kind == GF_NODE_WORD && node->field == GF_FIELD_TEXT
         && node->forms->len == 1
         && gf_stop_words_has (stop_words, gf_node_form (node, 0));
}

/* Whether something is left to search for once the stop words of @join are gone. */
static bool
has_other (const GfStopWords *stop_words, const GfNode *join)
{
  for (unsigned i = 0; i < gf_node_n_children (join); i++)
    {
      const GfNode *child = gf_node_child (join, i);

      if (child->kind != GF_NODE_NOT && !gf_node_is_filter (child)
          && !is_stop_word (stop_words, child))
        return true;
    }
  return false;
}

void
gf_stop_words_mark (const GfStopWords *stop_words, GfNode *tree)
{
  bool may_drop = tree->kind == GF_NODE_JOIN && has_other (stop_words, tree);

  for (unsigned i = 0; i < gf_node_n_children (tree); i++)
    {
      GfNode *child = gf_node_child (tree, i);

      child->optional = may_drop && is_stop_word (stop_words, child);
      gf_stop_words_mark (stop_words, child);
    }
}
