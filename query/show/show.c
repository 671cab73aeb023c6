/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as it was understood; see index.h. */
#include "query/show/show-private.h"

#include <math.h>

#include "common/schema.h"
#include "query/json.h"
#include "query/answers/versions.h"

typedef struct
{
  const char *name;
  json_t *shown;
} Wanted;

/* What is being shown, as it grows. */
typedef struct
{
  GfResolver *resolver;
  size_t n_characters; /* of the units' text */
  json_t *units;
} Showing;

static bool
add_unit (Showing *showing, const XcHit *found, GError **error)
{
  g_autoptr (GfDocument) head = NULL;
  g_autoptr (GfUnit) unit = NULL;

  if (!gf_record_read_unit (&found->data, &head, &unit, error))
    return false;

  json_t *json = gf_show_unit_json (showing->resolver, head, unit, error);
  if (json == NULL)
    return false;
  showing->n_characters += (size_t) g_utf8_strlen (gf_json_string (json, "text"), -1);
  json_array_append_new (showing->units, json);
  return true;
}

XcResults *
gf_show_search_units (GfIndex *index, const char *id, GError **error)
{
  g_autofree char *term = gf_schema_filter_term (GF_TERM_DOCUMENT, id);
  g_autoptr (XcQuery) query = xc_query_new_term (term, 1, error);
  XcSearch search = XC_SEARCH_INIT;
  XcSortKey in_order = { GF_SLOT_ORDER, false };

  if (query == NULL)
    return NULL;
  search.query = query;
  search.limit = UINT32_MAX;
  search.weighting = XC_WEIGHTING_NONE;
  search.sort_keys = &in_order;
  search.n_sort_keys = 1;
  return xc_search (index->units, &search, error);
}

static bool
add_units (Showing *showing, GfIndex *index, const char *id, GError **error)
{
  g_autoptr (XcResults) results = gf_show_search_units (index, id, error);
  size_t n;

  if (results == NULL)
    return false;

  const XcHit *found = xc_results_get_hits (results, &n);
  for (size_t i = 0; i < n; i++)
    if (!add_unit (showing, &found[i], error))
      return false;
  return true;
}

static json_t *
set_aside_json (const GfDocument *document, size_t *n_characters_out)
{
  json_t *set_aside = json_array ();

  *n_characters_out = 0;
  for (unsigned i = 0; i < document->set_aside->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (document->set_aside, i);
      json_t *json = json_object ();

      gf_json_set_string (json, "kind", gf_block_kind_name (block->kind));
      gf_json_set_string (json, "text", block->text);
      gf_json_set_number (json, "page", block->page);
      json_array_append_new (set_aside, json);
      *n_characters_out += (size_t) g_utf8_strlen (block->text, -1);
    }
  return set_aside;
}

/* Of all characters of the document, those that are no text of it; three decimals. */
static void
set_share (json_t *document, size_t n_aside, size_t n_text)
{
  double share = n_aside > 0 ? (double) n_aside / (double) (n_aside + n_text) : 0;

  json_object_set_new (document, "set_aside_share",
                       json_real (round (share * 1000) / 1000));
}

/* The whole of it; @units: (transfer full) */
static bool
finish (const Showing *showing, const GfDocument *document, json_t **shown_out,
        GError **error)
{
  json_t *json = gf_show_document_json (showing->resolver, document, error);
  size_t n_aside;

  if (json == NULL)
    return false;
  *shown_out = json_object ();
  json_object_set_new (*shown_out, "document", json);
  json_object_set (*shown_out, "units", showing->units);
  json_object_set_new (*shown_out, "set_aside", set_aside_json (document, &n_aside));
  set_share (json, n_aside, showing->n_characters);
  if (gf_resolver_is_cut (showing->resolver))
    json_object_set_new (*shown_out, "references_cut", json_true ());
  return true;
}

static bool
set_versions (GfIndex *index, const char *id, json_t *shown, GError **error)
{
  json_t *document = json_object_get (shown, "document");
  g_autoptr (GHashTable) groups = gf_versions_new_groups ();
  json_t *versions;

  if (id == NULL)
    return true;
  if (!gf_versions_json (index, groups, id, &versions, error))
    return false;
  if (versions != NULL)
    json_object_set_new (document, "versions", versions);
  return true;
}

static bool
read_shown (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  uint32_t docid;

  if (!gf_show_find_document (index, wanted->name, &docid, error))
    return false;

  g_autoptr (GfDocument) document = gf_show_read_document (index, docid, error);
  if (document == NULL)
    return false;

  g_autoptr (GfResolver) resolver = gf_resolver_new (index);
  Showing showing = { .resolver = resolver, .units = json_array () };
  bool ok = add_units (&showing, index, document->id != NULL ? document->id : "", error)
            && finish (&showing, document, &wanted->shown, error)
            && set_versions (index, document->id, wanted->shown, error);
  json_decref (showing.units);
  if (ok)
    gf_index_set_missing (index, wanted->shown);
  else
    g_clear_pointer (&wanted->shown, json_decref);
  return ok;
}

json_t *
gf_index_show (GfIndex *index, const char *name, GError **error)
{
  Wanted wanted = { .name = name };

  return gf_index_read (index, read_shown, &wanted, error) ? wanted.shown : NULL;
}
