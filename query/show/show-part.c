/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/show/show-part.h"

#include "common/schema.h"
#include "query/answers/hit.h"
#include "query/json.h"
#include "query/show/show-private.h"

typedef struct
{
  const char *id;
  unsigned page;
  json_t *shown;
} Wanted;

static bool
set_snapshot (GfIndex *index, json_t *shown, GError **error)
{
  g_autofree char *snapshot = gf_index_snapshot (index, error);

  gf_json_set_string (shown, "snapshot", snapshot);
  gf_index_set_missing (index, shown);
  return snapshot != NULL;
}

/* Sets the answer where @ok; throws it away else. */
static bool
give (Wanted *wanted, json_t *shown, bool ok)
{
  if (ok)
    wanted->shown = shown;
  else
    json_decref (shown);
  return ok;
}

/* The bytes stored for the unit @id.  Returns: (transfer full): NULL on error. */
static GBytes *
find_unit (GfIndex *index, const char *id, GError **error)
{
  g_autofree char *term = gf_schema_filter_term (GF_TERM_ID, id);
  size_t n;
  g_autofree uint32_t *docids
      = xc_database_list_docids (index->units, term, 0, 1, &n, error);

  if (docids == NULL)
    return NULL;
  if (n == 0)
    return gf_show_fail_not_found (error, id), NULL;
  return xc_database_dup_document_data (index->units, docids[0], error);
}

static bool
read_unit (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (GfDocument) head = NULL;
  g_autoptr (GfUnit) unit = NULL;
  g_autoptr (GBytes) bytes = find_unit (index, wanted->id, error);
  gsize size;

  if (bytes == NULL)
    return false;
  const XcBytes view = { g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes) };
  if (!gf_record_read_unit (&view, &head, &unit, error))
    return false;

  g_autoptr (GfResolver) resolver = gf_resolver_new (index);
  json_t *json = gf_show_unit_json (resolver, head, unit, error);
  if (json == NULL)
    return false;

  json_t *shown
      = json_pack ("{s:o, s:o}", "document", gf_hit_document (head), "unit", json);
  return give (wanted, shown, set_snapshot (index, shown, error));
}

json_t *
gf_index_unit (GfIndex *index, const char *id, GError **error)
{
  Wanted wanted = { .id = id };

  return gf_index_read (index, read_unit, &wanted, error) ? wanted.shown : NULL;
}

static bool
has_page (const GfDocument *document, unsigned page)
{
  return page >= 1 && page <= MAX (document->pages, 1);
}

/* Whether @block stands on @page; where there are no pages, all of it is on the first. */
static bool
is_on (const GfBlock *block, const GfDocument *document, unsigned page)
{
  return document->pages == 0 || block->page == page;
}

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* A page as it is put together. */
typedef struct
{
  const GfDocument *document;
  unsigned page;
  GString *text;
  json_t *units;
} Page;

/* What of @unit stands on the page. */
static void
add_unit (Page *page, const GfUnit *unit)
{
  bool is_there = false;

  for (unsigned i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      if (!is_on (block, page->document, page->page))
        continue;
      is_there = true;
      append_line (page->text, block->text);
    }
  if (is_there)
    json_array_append_new (page->units, gf_hit_unit (page->document, unit));
}

static bool
add_units (Page *page, GfIndex *index, GError **error)
{
  g_autoptr (XcResults) results = gf_show_search_units (index, page->document->id, error);
  size_t n;

  if (results == NULL)
    return false;

  const XcHit *found = xc_results_get_hits (results, &n);
  for (size_t i = 0; i < n; i++)
    {
      g_autoptr (GfDocument) head = NULL;
      g_autoptr (GfUnit) unit = NULL;

      if (!gf_record_read_unit (&found[i].data, &head, &unit, error))
        return false;
      add_unit (page, unit);
    }
  return true;
}

static json_t *
set_aside_on (const GfDocument *document, unsigned page)
{
  json_t *set_aside = json_array ();

  for (unsigned i = 0; i < document->set_aside->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (document->set_aside, i);

      if (is_on (block, document, page))
        json_array_append_new (set_aside, json_pack ("{s:s, s:s}", "kind",
                                                     gf_block_kind_name (block->kind),
                                                     "text", block->text));
    }
  return set_aside;
}

static bool
fail_no_page (const GfDocument *document, const Wanted *wanted, GError **error)
{
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND,
               "document '%s' has no page %u: its last is %u", wanted->id, wanted->page,
               MAX (document->pages, 1));
  return false;
}

static bool
put_page_together (GfIndex *index, const GfDocument *document, Wanted *wanted,
                   GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Page page = { document, wanted->page, text, json_array () };

  if (!add_units (&page, index, error))
    {
      json_decref (page.units);
      return false;
    }

  json_t *shown
      = json_pack ("{s:o, s:i, s:s, s:o, s:o}", "document", gf_hit_document (document),
                   "page", (int) wanted->page, "text", text->str, "units", page.units,
                   "set_aside", set_aside_on (document, wanted->page));
  return give (wanted, shown, set_snapshot (index, shown, error));
}

static bool
read_page (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  g_autofree char *id = gf_show_id_in_name (wanted->id);
  uint32_t docid = 0;

  if (id == NULL)
    return gf_show_fail_not_found (error, wanted->id);
  if (!gf_show_find_by_term (index, GF_TERM_ID, id, &docid, error))
    return false;
  if (docid == 0)
    return gf_show_fail_not_found (error, wanted->id);

  g_autoptr (GfDocument) document = gf_show_read_document (index, docid, error);
  if (document == NULL)
    return false;
  if (!has_page (document, wanted->page))
    return fail_no_page (document, wanted, error);
  return put_page_together (index, document, wanted, error);
}

json_t *
gf_index_page (GfIndex *index, const char *id, unsigned page, GError **error)
{
  Wanted wanted = { .id = id, .page = page };

  return gf_index_read (index, read_page, &wanted, error) ? wanted.shown : NULL;
}
