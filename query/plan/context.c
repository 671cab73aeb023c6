/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/context.h"

#include "common/schema.h"
#include "query/plan/rank.h"

#define CONTEXT_WEIGHT 0.75

/* The documents that hits are of. */
typedef struct
{
  GPtrArray *ids;      /* char *, of each hit; "" where there is no such document */
  GHashTable *numbers; /* number of a document -> its id, in ids; NULL where numbers are
                          not known */
} Documents;

static void
documents_clear (Documents *documents)
{
  g_ptr_array_unref (documents->ids);
  g_clear_pointer (&documents->numbers, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Documents, documents_clear)

/* The id of the document that @order, a value of GF_SLOT_ORDER, is of. */
static char *
id_of (const char *order, size_t size)
{
  return g_strndup (order, MIN (size, GF_DOCUMENT_ID_DIGITS));
}

/* The id and the number of the document of the unit @docid; "" and 0 where there is
   none. */
static char *
read_document (XcDatabase *units, XcDatabase *documents, uint32_t docid,
               uint32_t *number_out, GError **error)
{
  size_t n;
  g_autoptr (GBytes) order
      = xc_database_dup_document_value (units, docid, GF_SLOT_ORDER, error);

  if (order == NULL)
    return NULL;
  g_autofree char *id = id_of (g_bytes_get_data (order, NULL), g_bytes_get_size (order));
  g_autofree char *term = g_strconcat (GF_TERM_ID, id, NULL);
  g_autofree uint32_t *numbers
      = xc_database_list_docids (documents, term, 0, 1, &n, error);
  if (numbers == NULL)
    return NULL;
  *number_out = n > 0 ? numbers[0] : 0;
  return n > 0 ? g_steal_pointer (&id) : g_strdup ("");
}

static char *
find_document (GfMemory *memory, XcDatabase *units, XcDatabase *documents, uint32_t docid,
               uint32_t *number_out, GError **error)
{
  char *id = gf_memory_find_document (memory, docid, number_out);

  if (id != NULL)
    return id;
  id = read_document (units, documents, docid, number_out, error);
  if (id != NULL)
    gf_memory_keep_document (memory, docid, *number_out, id);
  return id;
}

static bool
find_documents (const GfContext *context, XcDatabase *units, GfMemory *memory,
                const GArray *hits, Documents *documents, GError **error)
{
  for (unsigned i = 0; i < hits->len; i++)
    {
      const XcHit *hit = &g_array_index (hits, XcHit, i);
      uint32_t number = 0;
      char *id = memory != NULL ? find_document (memory, units, context->documents,
                                                 hit->docid, &number, error)
                                : id_of (hit->values[0].data, hit->values[0].size);

      if (id == NULL)
        return false;
      g_ptr_array_add (documents->ids, id);
      if (number != 0)
        g_hash_table_insert (documents->numbers, GUINT_TO_POINTER (number), id);
    }
  return true;
}

/* Any of @documents. */
static XcQuery *
plan_documents (const Documents *documents, GError **error)
{
  g_autoptr (GPtrArray) terms
      = g_ptr_array_new_with_free_func ((GDestroyNotify) xc_query_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; i < documents->ids->len; i++)
    {
      char *id = g_ptr_array_index (documents->ids, i);

      if (*id == '\0' || !g_hash_table_add (seen, id))
        continue;

      g_autofree char *term = g_strconcat (GF_TERM_ID, id, NULL);
      g_ptr_array_add (terms, xc_query_new_term (term, 1, error));
    }
  return xc_query_new_or ((XcQuery *const *) terms->pdata, terms->len, error);
}

static XcResults *
search_documents (const GfContext *context, const Documents *documents, GError **error)
{
  static const uint32_t slots[] = { GF_SLOT_ORDER };
  XcSearch search = XC_SEARCH_INIT;
  g_autoptr (XcQuery) wanted = plan_documents (documents, error);
  g_autoptr (XcQuery) query = xc_query_new_filter (context->query, wanted, error);

  if (query == NULL || !gf_rank_bm25 (context->documents, &search.bm25, error))
    return NULL;
  search.query = query;
  search.limit = documents->ids->len;
  search.deadline_us = context->deadline_us;
  search.no_data = true;
  search.value_slots = slots;
  search.n_value_slots = documents->numbers != NULL ? 0 : G_N_ELEMENTS (slots);
  return xc_search (context->documents, &search, error);
}

/* What each document weighs, by its id. */
static GHashTable *
list_weights (const Documents *documents, const XcResults *results)
{
  GHashTable *weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  size_t n;
  const XcHit *found = xc_results_get_hits (results, &n);

  for (size_t i = 0; i < n; i++)
    {
      gpointer number = GUINT_TO_POINTER (found[i].docid);
      char *id = documents->numbers != NULL
                     ? g_strdup (g_hash_table_lookup (documents->numbers, number))
                     : id_of (found[i].values[0].data, found[i].values[0].size);

      if (id != NULL)
        g_hash_table_replace (weights, id, (gpointer) &found[i].weight);
    }
  return weights;
}

bool
gf_context_add (const GfContext *context, XcDatabase *units, GfMemory *memory,
                GArray *hits, GError **error)
{
  g_auto (Documents) documents
      = { g_ptr_array_new_with_free_func (g_free),
          memory != NULL ? g_hash_table_new (NULL, NULL) : NULL };

  if (!find_documents (context, units, memory, hits, &documents, error))
    return false;

  g_autoptr (XcResults) results = search_documents (context, &documents, error);
  if (results == NULL)
    return false;

  g_autoptr (GHashTable) weights = list_weights (&documents, results);
  for (unsigned i = 0; i < hits->len; i++)
    {
      const double *weight
          = g_hash_table_lookup (weights, g_ptr_array_index (documents.ids, i));

      g_array_index (hits, XcHit, i).weight
          += weight != NULL ? CONTEXT_WEIGHT * *weight : 0;
    }
  return true;
}
