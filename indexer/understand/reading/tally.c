/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/tally.h"

#define N_PLACES GF_TALLY_PLACES
/* A text that names more bodies or regions than this is a list of them. */
#define MAX_NAMES 2000

typedef struct
{
  char *name;
  double weights[N_PLACES];
} Item;

struct GfTally
{
  GPtrArray *items;  /* of Item, in the order met */
  GHashTable *index; /* name: Item */
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->name);
  g_free (item);
}

GfTally *
gf_tally_new (void)
{
  GfTally *tally = g_new0 (GfTally, 1);

  tally->items = g_ptr_array_new_with_free_func (item_free);
  tally->index = g_hash_table_new (g_str_hash, g_str_equal);
  return tally;
}

void
gf_tally_free (GfTally *tally)
{
  if (tally == NULL)
    return;
  g_hash_table_unref (tally->index);
  g_ptr_array_unref (tally->items);
  g_free (tally);
}

void
gf_tally_add (GfTally *tally, const char *name, guint place, double weight, double cap)
{
  Item *item = g_hash_table_lookup (tally->index, name);

  g_assert (place < N_PLACES);
  if (item == NULL)
    {
      if (tally->items->len >= MAX_NAMES)
        return;
      item = g_new0 (Item, 1);
      item->name = g_strdup (name);
      g_ptr_array_add (tally->items, item);
      g_hash_table_insert (tally->index, item->name, item);
    }
  item->weights[place] = MIN (item->weights[place] + weight, cap);
}

const char *
gf_tally_best (const GfTally *tally, double least)
{
  const char *best = NULL;
  double best_weight = least;

  for (guint i = 0; i < tally->items->len; i++)
    {
      const Item *item = g_ptr_array_index (tally->items, i);
      double weight = 0;

      for (guint j = 0; j < N_PLACES; j++)
        weight += item->weights[j];
      if (weight <= best_weight)
        continue;
      best = item->name;
      best_weight = weight;
    }
  return best;
}
