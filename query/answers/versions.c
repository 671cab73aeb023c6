/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/versions.h"

#include <string.h>

#include "common/schema.h"
#include "query/json.h"

/* A group has no more; a meeting may have more papers. */
#define MAX_LISTED 100
/* What keys of meetings begin with (indexer/sketch.c). */
#define MEETING 'm'

typedef struct
{
  char *rank; /* GF_SLOT_RANK */
  GfDocument *head;
} Version;

static void
version_free (gpointer data)
{
  Version *version = data;

  g_free (version->rank);
  gf_document_free (version->head);
  g_free (version);
}

bool
gf_versions_are_there (GfIndex *index, bool *there_out, GError **error)
{
  uint32_t n_units = 0, n_documents = 0;

  if (!xc_database_get_value_count (index->units, GF_SLOT_RANK, &n_units, error)
      || !xc_database_get_value_count (index->documents, GF_SLOT_RANK, &n_documents,
                                       error))
    return false;
  *there_out = n_units + n_documents > 0;
  return true;
}

static uint32_t *
list_documents (GfIndex *index, const char *prefix, const char *value, size_t *n_out,
                GError **error)
{
  g_autofree char *term = g_strconcat (prefix, value, NULL);

  return xc_database_list_docids (index->documents, term, 0, MAX_LISTED, n_out, error);
}

/* Whether the document of @id_term is in any group; cheaper than to look for its key
   among its terms. */
static bool
is_grouped (GfIndex *index, const char *id_term, bool *grouped_out, GError **error)
{
  XcSearch search = XC_SEARCH_INIT;
  g_autoptr (XcQuery) document = xc_query_new_term (id_term, 1, error);
  g_autoptr (XcQuery) grouped
      = xc_query_new_wildcard (GF_TERM_VERSIONS, UINT32_MAX, XC_WILDCARD_FIRST, error);
  g_autoptr (XcQuery) both = xc_query_new_filter (document, grouped, error);

  if (both == NULL)
    return false;
  search.query = both;
  search.limit = 0;
  search.weighting = XC_WEIGHTING_NONE;
  search.exact_total = true;

  g_autoptr (XcResults) results = xc_search (index->documents, &search, error);
  if (results != NULL)
    *grouped_out = xc_results_get_total (results)->lower > 0;
  return results != NULL;
}

/* The key of the group of document @id; "" where it has none, or is not there. */
static char *
read_key (GfIndex *index, const char *id, GError **error)
{
  size_t n, n_terms = 0;
  g_autofree char *id_term = g_strconcat (GF_TERM_ID, id, NULL);
  g_autoptr (XcList) terms = NULL;
  bool grouped;

  if (!is_grouped (index, id_term, &grouped, error))
    return NULL;
  if (!grouped)
    return g_strdup ("");

  g_autofree uint32_t *docids = list_documents (index, GF_TERM_ID, id, &n, error);
  if (docids == NULL)
    return NULL;
  if (n == 0)
    return g_strdup ("");
  terms = xc_database_list_document_terms (index->documents, docids[0], GF_TERM_VERSIONS,
                                           1, error);
  if (terms == NULL)
    return NULL;
  const XcEntry *entries = xc_list_get_entries (terms, &n_terms);
  return g_strdup (n_terms > 0 ? entries[0].name.data + strlen (GF_TERM_VERSIONS) : "");
}

/* The same, remembered. */
static char *
dup_key (GfIndex *index, const char *id, GError **error)
{
  GfMemory *memory;

  if (!gf_index_get_memory (index, &memory, error))
    return NULL;

  char *key = memory != NULL ? gf_memory_find_group (memory, id) : NULL;
  if (key != NULL)
    return key;
  key = read_key (index, id, error);
  if (key != NULL && memory != NULL)
    gf_memory_keep_group (memory, id, key);
  return key;
}

static Version *
read_version (GfIndex *index, uint32_t docid, GError **error)
{
  g_autoptr (GBytes) rank
      = xc_database_dup_document_value (index->documents, docid, GF_SLOT_RANK, error);
  g_autoptr (GBytes) data
      = rank != NULL ? xc_database_dup_document_data (index->documents, docid, error)
                     : NULL;

  if (data == NULL)
    return NULL;
  g_autoptr (GVariant) stored = gf_record_from_bytes (
      GF_STORED_DOCUMENT_TYPE, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  g_autoptr (GVariant) packed = g_variant_get_child_value (stored, 0);
  g_autoptr (GfDocument) head = gf_head_unpack (packed, error);
  if (head == NULL)
    return NULL;

  Version *version = g_new0 (Version, 1);
  version->rank = g_strndup (g_bytes_get_data (rank, NULL), g_bytes_get_size (rank));
  version->head = g_steal_pointer (&head);
  return version;
}

/* The newest first. */
static int
compare_versions (gconstpointer a, gconstpointer b)
{
  const Version *one = *(const Version *const *) a;
  const Version *other = *(const Version *const *) b;
  int by_rank = strcmp (other->rank, one->rank);

  return by_rank != 0 ? by_rank : g_strcmp0 (one->head->id, other->head->id);
}

static GPtrArray *
read_versions (GfIndex *index, const char *key, GError **error)
{
  size_t n;
  g_autofree uint32_t *docids = list_documents (index, GF_TERM_VERSIONS, key, &n, error);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (version_free);

  for (size_t i = 0; docids != NULL && i < n; i++)
    {
      Version *version = read_version (index, docids[i], error);

      if (version == NULL)
        return NULL;
      g_ptr_array_add (versions, version);
    }
  g_ptr_array_sort (versions, compare_versions);
  return docids != NULL ? g_steal_pointer (&versions) : NULL;
}

static const char *
relation_of (const char *key, const Version *version, const Version *to)
{
  if (*key == MEETING || to == NULL)
    return "same-meeting";

  int order = strcmp (version->rank, to->rank);
  return order > 0 ? "newer" : order < 0 ? "older" : "near-copy";
}

static json_t *
version_json (const Version *version, const char *relation)
{
  json_t *json = json_object ();

  gf_json_set_string (json, "document_id", version->head->id);
  gf_json_set_string (json, "title", version->head->title);
  gf_json_set_string (json, "type", gf_document_type_name (version->head->type));
  gf_json_set_string (json, "date", version->head->date);
  gf_json_set_string (json, "relation", relation);
  return json;
}

static const Version *
find_version (const GPtrArray *versions, const char *id)
{
  for (unsigned i = 0; i < versions->len; i++)
    {
      const Version *version = g_ptr_array_index (versions, i);

      if (g_strcmp0 (version->head->id, id) == 0)
        return version;
    }
  return NULL;
}

/* @own: NULL where it is none of the first papers of its meeting.  Returns: NULL where
   there is no other. */
static json_t *
list_others (const GPtrArray *versions, const char *key, const Version *own)
{
  json_t *list = json_array ();

  for (unsigned i = 0; i < versions->len; i++)
    {
      const Version *version = g_ptr_array_index (versions, i);

      if (version != own)
        json_array_append_new (list,
                               version_json (version, relation_of (key, version, own)));
    }
  if (json_array_size (list) > 0)
    return list;
  json_decref (list);
  return NULL;
}

GHashTable *
gf_versions_new_groups (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

/* (transfer none): kept in @groups. */
static GPtrArray *
get_versions (GfIndex *index, GHashTable *groups, const char *key, GError **error)
{
  GPtrArray *versions = g_hash_table_lookup (groups, key);

  if (versions != NULL)
    return versions;
  versions = read_versions (index, key, error);
  if (versions != NULL)
    g_hash_table_insert (groups, g_strdup (key), versions);
  return versions;
}

bool
gf_versions_json (GfIndex *index, GHashTable *groups, const char *id, json_t **list_out,
                  GError **error)
{
  g_autofree char *key = dup_key (index, id, error);

  *list_out = NULL;
  if (key == NULL)
    return false;
  if (*key == '\0')
    return true;

  const GPtrArray *versions = get_versions (index, groups, key, error);
  if (versions == NULL)
    return false;
  *list_out = list_others (versions, key, find_version (versions, id));
  return true;
}
