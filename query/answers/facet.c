/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/facet.h"

#include <string.h>

#include "common/schema.h"

static const char *const names[GF_N_FACETS] = {
  [GF_FACET_REGION] = "region",   [GF_FACET_TYPE] = "type",
  [GF_FACET_BODY] = "body",       [GF_FACET_YEAR] = "year",
  [GF_FACET_OUTCOME] = "outcome", [GF_FACET_LANGUAGE] = "language",
};

typedef struct
{
  const char *value;
  unsigned count;
} Row;

static int
by_count (gconstpointer a, gconstpointer b)
{
  const Row *first = a;
  const Row *second = b;

  if (first->count != second->count)
    return first->count < second->count ? 1 : -1;
  return strcmp (first->value, second->value);
}

static GArray *
rows_of (GHashTable *counts)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GHashTableIter iter;
  gpointer value, count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &count))
    {
      Row row = { value, GPOINTER_TO_UINT (count) };

      g_array_append_val (rows, row);
    }
  g_array_sort (rows, by_count);
  return rows;
}

json_t *
gf_facet_list (GHashTable *counts, unsigned max_values, bool *cut_out)
{
  g_autoptr (GArray) rows = rows_of (counts);
  json_t *list = json_array ();

  for (unsigned i = 0; i < rows->len && i < max_values; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      json_array_append_new (list,
                             json_pack ("[s, I]", row->value, (json_int_t) row->count));
    }
  *cut_out = rows->len > max_values;
  return list;
}

static void
count (GHashTable *counts, const char *value, unsigned n)
{
  gpointer before = g_hash_table_lookup (counts, value);

  g_hash_table_replace (counts, g_strdup (value),
                        GUINT_TO_POINTER (GPOINTER_TO_UINT (before) + n));
}

/* One packed value: fields in the order of schema.h; unknown ones are empty. */
static void
count_packed (GHashTable **tables, const XcEntry *entry)
{
  g_auto (GStrv) fields = g_strsplit (entry->name.data, GF_FACET_SEPARATOR, GF_N_FACETS);

  for (unsigned i = 0; i < GF_N_FACETS && fields[i] != NULL; i++)
    if (*fields[i] != '\0' && g_utf8_validate (fields[i], -1, NULL))
      count (tables[i], fields[i], entry->count);
}

json_t *
gf_facets (const XcResults *results, size_t which, unsigned max_values, json_t **cut_out)
{
  GHashTable *tables[GF_N_FACETS];
  json_t *facets = json_object ();
  json_t *cut = json_array ();
  size_t n;
  const XcEntry *entries = xc_results_get_counts (results, which, &n);

  for (unsigned i = 0; i < GF_N_FACETS; i++)
    tables[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (size_t i = 0; i < n; i++)
    count_packed (tables, &entries[i]);
  for (unsigned i = 0; i < GF_N_FACETS; i++)
    {
      bool is_cut;

      json_object_set_new (facets, names[i],
                           gf_facet_list (tables[i], max_values, &is_cut));
      if (is_cut)
        json_array_append_new (cut, json_string (names[i]));
      g_hash_table_unref (tables[i]);
    }
  if (cut_out != NULL)
    *cut_out = json_array_size (cut) > 0 ? json_incref (cut) : NULL;
  json_decref (cut);
  return facets;
}
