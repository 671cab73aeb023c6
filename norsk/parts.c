/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/parts.h"

#include <string.h>

#include "common/hash.h"

#define SHORTEST_PART 3
#define SHORTEST_STEM 4
/* Parts within parts: "kommune" in "kommunestyre" in "kommunestyremøte". */
#define MAX_DEPTH 4
#define MAX_REMEMBERED 20000

struct GfParts
{
  GfLexis *bokmal;
  const GfWordLists *lists;
  GHashTable *splits; /* lemma, owned, to its GfSplit, owned, NULL for none */
};

/* The table's values may be NULL. */
static void
free_split (gpointer split)
{
  gf_split_free (split);
}

GfParts *
gf_parts_new (GfLexis *bokmal, const GfWordLists *lists)
{
  GfParts *parts = g_new0 (GfParts, 1);

  parts->bokmal = bokmal;
  parts->lists = lists;
  parts->splits = g_hash_table_new_full (gf_hash_string, g_str_equal, g_free, free_split);
  return parts;
}

void
gf_parts_free (GfParts *parts)
{
  if (parts == NULL)
    return;
  g_hash_table_unref (parts->splits);
  g_free (parts);
}

static bool
is_part (const char *root)
{
  return g_utf8_strlen (root, -1) >= SHORTEST_PART;
}

static void
add_part (GPtrArray *roots, const char *root)
{
  if (is_part (root) && roots->len < GF_PARTS_MAX
      && !g_ptr_array_find_with_equal_func (roots, root, g_str_equal, NULL))
    g_ptr_array_add (roots, g_strdup (root));
}

/* What only begins compounds is a name: "oslo". */
static GfSplit *
split_root (GfParts *parts, const char *root)
{
  const char *readings = gf_lexis_readings (parts->bokmal, root);

  if (gf_word_lists_is_kind (parts->lists, root, strlen (root), GF_KIND_WHOLE)
      || gf_word_lists_find_place (parts->lists, root) == GF_PLACE_NAME
      || (readings != NULL && !gf_readings_have_whole (readings)))
    return NULL;
  return gf_split_new (parts->bokmal, parts->lists, root,
                       readings != NULL ? GF_SPLIT_LEXEME : GF_SPLIT_FORM);
}

const GfSplit *
gf_parts_split (GfParts *parts, const char *lemma)
{
  gpointer split;

  if (!g_hash_table_lookup_extended (parts->splits, lemma, NULL, &split))
    {
      split = split_root (parts, lemma);
      g_hash_table_insert (parts->splits, g_strdup (lemma), split);
    }
  return split;
}

/* How many of the parts are worth finding the word by. */
static guint
count_parts (const GfParts *parts, const GfSplit *split)
{
  const GfWordLists *lists = parts->lists;
  guint n = split->parts->len;
  const char *last = gf_split_get (split, n - 1)->roots->pdata[0];

  if (!gf_word_lists_is_kind (lists, last, strlen (last), GF_KIND_ENDING))
    return n;
  /* "Medlemskap" has members, but "piksel" no "pik". */
  return n == 2 && strlen (gf_split_get (split, 0)->roots->pdata[0]) < SHORTEST_STEM
             ? 0
             : n - 1;
}

/* A compound down to its smallest parts, as they stand within it. */
typedef struct
{
  GfParts *parts;
  GPtrArray *roots;  /* what is being found */
  GPtrArray *leaves; /* of Leaf, owned */
} Tree;

typedef struct
{
  char *text;
  char *root;
} Leaf;

static void
free_leaf (gpointer data)
{
  Leaf *leaf = data;

  g_free (leaf->text);
  g_free (leaf->root);
  g_free (leaf);
}

static void
add_leaf (Tree *tree, const GfPart *part)
{
  Leaf *leaf = g_new (Leaf, 1);

  leaf->text = g_strdup (part->text);
  leaf->root = g_strdup (part->roots->pdata[0]);
  g_ptr_array_add (tree->leaves, leaf);
}

/* The letters that join @part to the next go to the last of its own parts. */
static void
add_joint (Tree *tree, const GfPart *part)
{
  Leaf *leaf = tree->leaves->pdata[tree->leaves->len - 1];
  const char *root = part->roots->pdata[0];
  g_autofree char *joined
      = g_str_has_prefix (part->text, root)
            ? g_strconcat (leaf->text, part->text + strlen (root), NULL)
            : NULL;

  if (joined == NULL)
    return;
  g_free (leaf->text);
  leaf->text = g_steal_pointer (&joined);
}

/* Runs of parts of a compound that has three or more: "velferdsteknologi". */
static void
add_runs (Tree *tree, const GfSplit *split, guint n)
{
  for (guint length = 2; length < split->parts->len; length++)
    for (guint first = 0; first + length <= n; first++)
      {
        g_autofree char *run = gf_split_dup_span (split, first, first + length - 1, 0);

        add_part (tree->roots, run);
      }
}

/* The roots of each part first, then of runs of them, then what is within the parts. */
static void
add_split (Tree *tree, const GfSplit *split, guint depth)
{
  guint n = count_parts (tree->parts, split);

  for (guint i = 0; i < n; i++)
    {
      const GfPart *part = gf_split_get (split, i);

      for (guint j = 0; j < part->roots->len && !part->is_prefix; j++)
        add_part (tree->roots, part->roots->pdata[j]);
    }
  add_runs (tree, split, n);
  for (guint i = 0; i < split->parts->len; i++)
    {
      const GfPart *part = gf_split_get (split, i);
      const GfSplit *within = NULL;

      if (depth < MAX_DEPTH && i < n && !part->is_prefix)
        within = gf_parts_split (tree->parts, part->roots->pdata[0]);
      if (within == NULL)
        {
          add_leaf (tree, part);
          continue;
        }
      add_split (tree, within, depth + 1);
      add_joint (tree, part);
    }
}

/* "Kommunestyremøte" is "kommune" and "styremøte", but "kommunestyre" is a word too. */
static void
add_words_within (Tree *tree)
{
  const GPtrArray *leaves = tree->leaves;
  g_autoptr (GString) word = g_string_new (NULL);

  for (guint first = 0; leaves->len > 2 && first + 1 < leaves->len; first++)
    {
      g_string_truncate (word, 0);
      for (guint last = first; last < leaves->len; last++)
        {
          const Leaf *leaf = leaves->pdata[last];
          gsize length = word->len;

          g_string_append (word, leaf->root);
          if (last > first && last - first + 1 < leaves->len
              && gf_readings_have_whole (
                  gf_lexis_readings (tree->parts->bokmal, word->str)))
            add_part (tree->roots, word->str);
          g_string_truncate (word, length);
          g_string_append (word, leaf->text);
        }
    }
}

void
gf_parts_add (GfParts *parts, const GfSplit *split, GPtrArray *roots)
{
  g_autoptr (GPtrArray) leaves = g_ptr_array_new_with_free_func (free_leaf);
  Tree tree = { parts, roots, leaves };

  add_split (&tree, split, 0);
  add_words_within (&tree);
}

void
gf_parts_tidy (GfParts *parts)
{
  if (g_hash_table_size (parts->splits) > MAX_REMEMBERED)
    g_hash_table_remove_all (parts->splits);
}
