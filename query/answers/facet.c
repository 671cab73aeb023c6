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

/* The tables of all facets; a value stands in @values once. */
typedef struct
{
  GHashTable *tables[GF_N_FACETS];
  GStringChunk *values;
  GString *packed; /* the one that is taken apart */
} Tables;

static void
count (Tables *tables, unsigned facet, const char *value, unsigned n)
{
  GHashTable *counts = tables->tables[facet];
  gpointer known, before = NULL;

  if (!g_hash_table_lookup_extended (counts, value, &known, &before))
    {
      if (!g_utf8_validate (value, -1, NULL))
        return;
      known = g_string_chunk_insert (tables->values, value);
    }
  g_hash_table_insert (counts, known, GUINT_TO_POINTER (GPOINTER_TO_UINT (before) + n));
}

/* One packed value: fields in the order of schema.h; unknown ones are empty. */
static void
count_packed (Tables *tables, const XcEntry *entry)
{
  g_string_assign (tables->packed, entry->name.data);

  char *rest = tables->packed->str;
  for (unsigned i = 0; i < GF_N_FACETS && rest != NULL; i++)
    {
      const char *value = strsep (&rest, GF_FACET_SEPARATOR);

      if (*value != '\0')
        count (tables, i, value, entry->count);
    }
}

static void
tables_init (Tables *tables)
{
  for (unsigned i = 0; i < GF_N_FACETS; i++)
    tables->tables[i] = g_hash_table_new (g_str_hash, g_str_equal);
  tables->values = g_string_chunk_new (1024);
  tables->packed = g_string_new (NULL);
}

static void
tables_clear (Tables *tables)
{
  for (unsigned i = 0; i < GF_N_FACETS; i++)
    g_hash_table_unref (tables->tables[i]);
  g_string_chunk_free (tables->values);
  g_string_free (tables->packed, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tables, tables_clear)

json_t *
gf_facets (const XcResults *results, size_t which, unsigned max_values, json_t **cut_out)
{
  g_auto (Tables) tables;
  json_t *facets = json_object ();
  json_t *cut = json_array ();
  size_t n;
  const XcEntry *entries = xc_results_get_counts (results, which, &n);

  tables_init (&tables);
  for (size_t i = 0; i < n; i++)
    count_packed (&tables, &entries[i]);
  for (unsigned i = 0; i < GF_N_FACETS; i++)
    {
      bool is_cut;

      json_object_set_new (facets, names[i],
                           gf_facet_list (tables.tables[i], max_values, &is_cut));
      if (is_cut)
        json_array_append_new (cut, json_string (names[i]));
    }
  if (cut_out != NULL)
    *cut_out = json_array_size (cut) > 0 ? json_incref (cut) : NULL;
  json_decref (cut);
  return facets;
}
