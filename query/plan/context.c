/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/context.h"

#include <stdlib.h>

#include "common/schema.h"
#include "query/plan/rank.h"

#define CONTEXT_WEIGHT 0.75

static bool
read_number (XcDatabase *units, XcDatabase *documents, uint32_t docid,
             uint32_t *number_out, GError **error)
{
  size_t n;
  g_autoptr (GBytes) order
      = xc_database_dup_document_value (units, docid, GF_SLOT_ORDER, error);

  if (order == NULL)
    return false;
  g_autofree char *id
      = gf_schema_order_id (g_bytes_get_data (order, NULL), g_bytes_get_size (order));
  g_autofree char *term = g_strconcat (GF_TERM_ID, id, NULL);
  g_autofree uint32_t *numbers
      = xc_database_list_docids (documents, term, 0, 1, &n, error);
  if (numbers == NULL)
    return false;
  *number_out = n > 0 ? numbers[0] : 0;
  return true;
}

/* The number of the document of each of @hits; 0 where there is none.  Returns: (transfer
   full): NULL on error. */
static uint32_t *
find_numbers (const GfContext *context, XcDatabase *units, GfMemory *memory,
              const GArray *hits, GError **error)
{
  g_autofree uint32_t *numbers = g_new0 (uint32_t, hits->len + 1);

  for (unsigned i = 0; i < hits->len; i++)
    {
      uint32_t docid = g_array_index (hits, XcHit, i).docid;

      if (gf_memory_find_document (memory, docid, &numbers[i]))
        continue;
      if (!read_number (units, context->documents, docid, &numbers[i], error))
        return NULL;
      gf_memory_keep_document (memory, docid, numbers[i]);
    }
  return g_steal_pointer (&numbers);
}

static int
by_number (const void *a, const void *b)
{
  uint32_t first = *(const uint32_t *) a;
  uint32_t second = *(const uint32_t *) b;

  return first < second ? -1 : first > second;
}

/* Those of @numbers that are not 0, rising, each once. */
static GArray *
sort_numbers (const uint32_t *numbers, unsigned n)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof *numbers, n);
  unsigned n_kept = 0;

  for (unsigned i = 0; i < n; i++)
    if (numbers[i] != 0)
      g_array_append_val (sorted, numbers[i]);
  if (sorted->len == 0)
    return sorted;
  qsort (sorted->data, sorted->len, sizeof *numbers, by_number);
  uint32_t *values = &g_array_index (sorted, uint32_t, 0);
  for (unsigned i = 0; i < sorted->len; i++)
    if (i == 0 || values[i] != values[n_kept - 1])
      values[n_kept++] = values[i];
  g_array_set_size (sorted, n_kept);
  return sorted;
}

static unsigned
place_of (const GArray *sorted, const uint32_t *number)
{
  const uint32_t *values = &g_array_index (sorted, uint32_t, 0);
  const uint32_t *found
      = bsearch (number, values, sorted->len, sizeof *values, by_number);

  return found != NULL ? (unsigned) (found - values) : sorted->len;
}

static XcResults *
search_documents (const GfContext *context, XcSearch *search, GError **error)
{
  if (!gf_rank_bm25 (context->documents, &search->bm25, error))
    return NULL;
  search->deadline_us = context->deadline_us;
  search->no_data = true;
  return xc_search (context->documents, search, error);
}

/* What each of @among weighs, and 0 after them.  Returns: (transfer full): NULL on error.
 */
static double *
weigh_numbers (const GfContext *context, const GArray *among, GError **error)
{
  XcSearch search = XC_SEARCH_INIT;
  size_t n;

  search.query = context->query;
  search.among = &g_array_index (among, uint32_t, 0);
  search.n_among = search.limit = among->len;
  g_autoptr (XcResults) results = search_documents (context, &search, error);
  if (results == NULL)
    return NULL;

  const XcHit *found = xc_results_get_hits (results, &n);
  double *weights = g_new0 (double, among->len + 1);
  for (size_t i = 0; i < n; i++)
    weights[place_of (among, &found[i].docid)] = found[i].weight;
  return weights;
}

static bool
add_by_number (const GfContext *context, XcDatabase *units, GfMemory *memory,
               GArray *hits, GError **error)
{
  g_autofree uint32_t *numbers = find_numbers (context, units, memory, hits, error);
  if (numbers == NULL)
    return false;

  g_autoptr (GArray) among = sort_numbers (numbers, hits->len);
  if (among->len == 0)
    return true;

  g_autofree double *weights = weigh_numbers (context, among, error);
  for (unsigned i = 0; weights != NULL && i < hits->len; i++)
    g_array_index (hits, XcHit, i).weight
        += CONTEXT_WEIGHT * weights[place_of (among, &numbers[i])];
  return weights != NULL;
}

/* Any of the documents with these ids. */
static XcQuery *
plan_documents (const GPtrArray *ids, GError **error)
{
  g_autoptr (GPtrArray) terms
      = g_ptr_array_new_with_free_func ((GDestroyNotify) xc_query_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; i < ids->len; i++)
    {
      char *id = g_ptr_array_index (ids, i);

      if (*id == '\0' || !g_hash_table_add (seen, id))
        continue;

      g_autofree char *term = g_strconcat (GF_TERM_ID, id, NULL);
      g_ptr_array_add (terms, xc_query_new_term (term, 1, error));
    }
  return xc_query_new_or ((XcQuery *const *) terms->pdata, terms->len, error);
}

/* What each document weighs, by its id; within @results. */
static GHashTable *
list_weights (const XcResults *results)
{
  GHashTable *weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  size_t n;
  const XcHit *found = xc_results_get_hits (results, &n);

  for (size_t i = 0; i < n; i++)
    g_hash_table_replace (
        weights, gf_schema_order_id (found[i].values[0].data, found[i].values[0].size),
        (gpointer) &found[i].weight);
  return weights;
}

static XcResults *
search_ids (const GfContext *context, const GPtrArray *ids, GError **error)
{
  static const uint32_t slots[] = { GF_SLOT_ORDER };
  XcSearch search = XC_SEARCH_INIT;
  g_autoptr (XcQuery) wanted = plan_documents (ids, error);
  g_autoptr (XcQuery) query = xc_query_new_filter (context->query, wanted, error);

  if (query == NULL)
    return NULL;
  search.query = query;
  search.limit = ids->len;
  search.value_slots = slots;
  search.n_value_slots = G_N_ELEMENTS (slots);
  return search_documents (context, &search, error);
}

static bool
add_by_id (const GfContext *context, GArray *hits, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0; i < hits->len; i++)
    {
      const XcBytes *order = &g_array_index (hits, XcHit, i).values[0];

      g_ptr_array_add (ids, gf_schema_order_id (order->data, order->size));
    }

  g_autoptr (XcResults) results = search_ids (context, ids, error);
  if (results == NULL)
    return false;

  g_autoptr (GHashTable) weights = list_weights (results);
  for (unsigned i = 0; i < hits->len; i++)
    {
      const double *weight = g_hash_table_lookup (weights, g_ptr_array_index (ids, i));

      g_array_index (hits, XcHit, i).weight
          += weight != NULL ? CONTEXT_WEIGHT * *weight : 0;
    }
  return true;
}

bool
gf_context_add (const GfContext *context, XcDatabase *units, GfMemory *memory,
                GArray *hits, GError **error)
{
  return memory != NULL ? add_by_number (context, units, memory, hits, error)
                        : add_by_id (context, hits, error);
}
