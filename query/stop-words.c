/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/stop-words.h"

#include <string.h>

#include "common/paths.h"
#include "norsk/tokens.h"

#define REGISTER "registers/stop-words.tsv"

struct GfStopWords
{
  GHashTable *forms; /* a set of folded words, owned */
};

static void
add_line (GfStopWords *stop_words, char *line)
{
  line[strcspn (line, "\t\r")] = '\0';
  if (*line != '\0' && *line != '#' && g_utf8_validate (line, -1, NULL))
    g_hash_table_add (stop_words->forms, gf_tokens_fold (line));
}

GfStopWords *
gf_stop_words_load (GError **error)
{
  g_autofree char *path = gf_paths_find_data (REGISTER, error);
  g_autofree char *contents = NULL;

  if (path == NULL || !g_file_get_contents (path, &contents, NULL, error))
    return NULL;

  GfStopWords *stop_words = g_new0 (GfStopWords, 1);
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);

  stop_words->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **line = lines; *line != NULL; line++)
    add_line (stop_words, *line);
  return stop_words;
}

void
gf_stop_words_free (GfStopWords *stop_words)
{
  if (stop_words == NULL)
    return;
  g_hash_table_unref (stop_words->forms);
  g_free (stop_words);
}

bool
gf_stop_words_has (const GfStopWords *stop_words, const char *form)
{
  return g_hash_table_contains (stop_words->forms, form);
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
