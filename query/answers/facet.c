/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/facet.h"

#include <string.h>

#include "common/schema.h"

static const char *const names[GF_N_FACETS] = {
  [GF_FACET_REGION] = "region",   [GF_FACET_TYPE] = "type",
  [GF_FACET_BODY] = "body",       [GF_FACET_YEAR] = "year",
  [GF_FACET_OUTCOME] = "outcome", [GF_FACET_LANGUAGE] = "language",
};

static int
by_count (gconstpointer a, gconstpointer b)
{
  const GfFacetRow *first = a;
  const GfFacetRow *second = b;

  if (first->count != second->count)
    return first->count < second->count ? 1 : -1;
  return strcmp (first->value, second->value);
}

json_t *
gf_facet_list (GArray *rows, unsigned max_values, bool *cut_out)
{
  json_t *list = json_array ();

  g_array_sort (rows, by_count);
  for (unsigned i = 0; i < rows->len && i < max_values; i++)
    {
      const GfFacetRow *row = &g_array_index (rows, GfFacetRow, i);

      json_array_append_new (list,
                             json_pack ("[s, I]", row->value, (json_int_t) row->count));
    }
  *cut_out = rows->len > max_values;
  return list;
}

/* One facet while it is counted. */
typedef struct
{
  GArray *rows;       /* GfFacetRow */
  GHashTable *places; /* value -> where it is in rows, plus one */
  unsigned last;      /* the one that was counted last, plus one; 0 before */
} Facet;

/* All facets; a value stands in @values once. */
typedef struct
{
  Facet facets[GF_N_FACETS];
  GStringChunk *values;
  GString *packed; /* the one that is taken apart */
} Facets;

/* Where @value is in the rows, plus one; 0: it is no text. */
static unsigned
place_of (Facets *facets, Facet *facet, const char *value)
{
  gpointer known = g_hash_table_lookup (facet->places, value);

  if (known != NULL)
    return GPOINTER_TO_UINT (known);
  if (!g_utf8_validate (value, -1, NULL))
    return 0;

  GfFacetRow row = { g_string_chunk_insert (facets->values, value), 0 };
  g_array_append_val (facet->rows, row);
  g_hash_table_insert (facet->places, (gpointer) row.value,
                       GUINT_TO_POINTER (facet->rows->len));
  return facet->rows->len;
}

/* The packed values ascend, so that most have the region, the type and the body of the
 * one before. */
static void
count (Facets *facets, Facet *facet, const char *value, unsigned n)
{
  GfFacetRow *rows = (GfFacetRow *) (void *) facet->rows->data;
  unsigned place = facet->last;

  if (place == 0 || strcmp (rows[place - 1].value, value) != 0)
    place = place_of (facets, facet, value);
  if (place == 0)
    return;
  facet->last = place;
  g_array_index (facet->rows, GfFacetRow, place - 1).count += n;
}

/* One packed value: fields in the order of schema.h; unknown ones are empty. */
static void
count_packed (Facets *facets, const XcEntry *entry)
{
  g_string_assign (facets->packed, entry->name.data);

  char *rest = facets->packed->str;
  for (unsigned i = 0; i < GF_N_FACETS && rest != NULL; i++)
    {
      const char *value = strsep (&rest, GF_FACET_SEPARATOR);

      if (*value != '\0')
        count (facets, &facets->facets[i], value, entry->count);
    }
}

static void
facets_init (Facets *facets)
{
  for (unsigned i = 0; i < GF_N_FACETS; i++)
    facets->facets[i] = (Facet){ g_array_new (FALSE, FALSE, sizeof (GfFacetRow)),
                                 g_hash_table_new (g_str_hash, g_str_equal), 0 };
  facets->values = g_string_chunk_new (1024);
  facets->packed = g_string_new (NULL);
}

static void
facets_clear (Facets *facets)
{
  for (unsigned i = 0; i < GF_N_FACETS; i++)
    {
      g_array_unref (facets->facets[i].rows);
      g_hash_table_unref (facets->facets[i].places);
    }
  g_string_chunk_free (facets->values);
  g_string_free (facets->packed, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facets, facets_clear)

json_t *
gf_facets (const XcResults *results, size_t which, unsigned max_values, json_t **cut_out)
{
  g_auto (Facets) facets;
  json_t *lists = json_object ();
  json_t *cut = json_array ();
  size_t n;
  const XcEntry *entries = xc_results_get_counts (results, which, &n);

  facets_init (&facets);
  for (size_t i = 0; i < n; i++)
    count_packed (&facets, &entries[i]);
  for (unsigned i = 0; i < GF_N_FACETS; i++)
    {
      bool is_cut;

      json_object_set_new (lists, names[i],
                           gf_facet_list (facets.facets[i].rows, max_values, &is_cut));
      if (is_cut)
        json_array_append_new (cut, json_string (names[i]));
    }
  if (cut_out != NULL)
    *cut_out = json_array_size (cut) > 0 ? json_incref (cut) : NULL;
  json_decref (cut);
  return lists;
}
