/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/chain.h"

#include <stdlib.h>

/* A Fenwick tree over the ranks of the keys: each node holds the link that ends the
   heaviest chain among the keys below it. */
typedef struct
{
  size_t n;
  size_t *best;      /* link + 1; 0 for none */
  uint64_t *weights; /* of the chain that ends in each link */
  size_t *previous;  /* link + 1 */
} Tree;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

  return x < y ? -1 : x > y;
}

static GArray *
sorted_keys (const GArray *links)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (uint32_t), links->len);
  guint kept = 0;

  for (guint i = 0; i < links->len; i++)
    g_array_append_val (keys, g_array_index (links, GfChainLink, i).key);
  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    if (kept == 0
        || g_array_index (keys, uint32_t, i) != g_array_index (keys, uint32_t, kept - 1))
      g_array_index (keys, uint32_t, kept++) = g_array_index (keys, uint32_t, i);
  g_array_set_size (keys, kept);
  return keys;
}

static size_t
rank_of (const GArray *keys, uint32_t key)
{
  guint index = 0;

  g_array_binary_search ((GArray *) keys, &key, compare_keys, &index);
  return (size_t) index + 1;
}

static bool
heavier (const Tree *tree, size_t a, size_t b)
{
  return b == 0 || (a != 0 && tree->weights[a - 1] >= tree->weights[b - 1]);
}

/* The heaviest chain that ends below @rank. */
static size_t
query (const Tree *tree, size_t rank)
{
  size_t best = 0;

  for (; rank > 0; rank -= rank & -rank)
    if (heavier (tree, tree->best[rank], best))
      best = tree->best[rank];
  return best;
}

static void
update (Tree *tree, size_t rank, size_t link)
{
  for (; rank <= tree->n; rank += rank & -rank)
    if (heavier (tree, link, tree->best[rank]))
      tree->best[rank] = link;
}

static GArray *
walk_back (const Tree *tree, size_t last)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (size_t));

  for (size_t link = last; link != 0; link = tree->previous[link - 1])
    {
      size_t index = link - 1;
      g_array_append_val (chain, index);
    }
  for (guint i = 0; i < chain->len / 2; i++)
    {
      size_t other = g_array_index (chain, size_t, chain->len - 1 - i);

      g_array_index (chain, size_t, chain->len - 1 - i)
          = g_array_index (chain, size_t, i);
      g_array_index (chain, size_t, i) = other;
    }
  return chain;
}

GArray *
gf_chain_heaviest (const GArray *links)
{
  g_autoptr (GArray) keys = sorted_keys (links);
  g_autofree size_t *best = g_new0 (size_t, keys->len + 1);
  g_autofree uint64_t *weights = g_new0 (uint64_t, links->len + 1);
  g_autofree size_t *previous = g_new0 (size_t, links->len + 1);
  Tree tree = { keys->len, best, weights, previous };

  for (guint i = 0; i < links->len; i++)
    {
      const GfChainLink *link = &g_array_index (links, GfChainLink, i);
      size_t rank = rank_of (keys, link->key);
      size_t before = query (&tree, rank - 1);

      previous[i] = before;
      weights[i] = link->weight + (before != 0 ? weights[before - 1] : 0);
      update (&tree, rank, i + 1);
    }
  return walk_back (&tree, query (&tree, keys->len));
}
