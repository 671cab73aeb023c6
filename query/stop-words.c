/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/stop-words.h"

#include <string.h>

#include "common/paths.h"
#include "norsk/tokens.h"

struct GfStopWords
{
  GHashTable *forms; /* sets of folded words, owned */
  GHashTable *weak;
};

static void
add_line (GHashTable *forms, char *line)
{
  line[strcspn (line, "\t\r")] = '\0';
  if (*line != '\0' && *line != '#' && g_utf8_validate (line, -1, NULL))
    g_hash_table_add (forms, gf_tokens_fold (line));
}

static bool
read_register (GHashTable *forms, const char *name, GError **error)
{
  g_autofree char *path = gf_paths_find_data (name, error);
  g_autofree char *contents = NULL;

  if (path == NULL || !g_file_get_contents (path, &contents, NULL, error))
    return false;

  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    add_line (forms, *line);
  return true;
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
