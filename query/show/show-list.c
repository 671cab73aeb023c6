/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all documents; see show-part.h. */
#include <string.h>

#include "common/schema.h"
#include "query/answers/hit.h"
#include "query/json.h"
#include "query/show/show-part.h"
#include "query/show/show-private.h"

typedef struct
{
  const char *after;
  unsigned limit;
  json_t *answer;
} Wanted;

static bool
add_document (GfIndex *index, const char *id, json_t *documents, GError **error)
{
  uint32_t docid = 0;

  if (!gf_show_find_by_term (index, GF_TERM_ID, id, &docid, error))
    return false;
  if (docid == 0)
    return true;

  g_autoptr (GfDocument) document = gf_show_read_document (index, docid, error);
  if (document == NULL)
    return false;
  json_array_append_new (documents, gf_hit_document (document));
  return true;
}

/* *last_out: (transfer full): the last id of the list, NULL where the list ends with it.
 */
static bool
add_documents (GfIndex *index, const Wanted *wanted, json_t *documents, char **last_out,
               GError **error)
{
  g_autofree char *after = g_strconcat (GF_TERM_ID, wanted->after, NULL);
  g_autoptr (XcList) list
      = xc_database_list_terms_after (index->documents, after, wanted->limit + 1, error);
  size_t n, i;

  if (list == NULL)
    return false;

  const XcEntry *entries = xc_list_get_entries (list, &n);
  for (i = 0; i < n && i < wanted->limit; i++)
    {
      if (!g_str_has_prefix (entries[i].name.data, GF_TERM_ID))
        break;
      if (!add_document (index, entries[i].name.data + strlen (GF_TERM_ID), documents,
                         error))
        return false;
    }
  if (i > 0 && i < n && g_str_has_prefix (entries[i].name.data, GF_TERM_ID))
    *last_out = g_strdup (entries[i - 1].name.data + strlen (GF_TERM_ID));
  return true;
}

static bool
fill (GfIndex *index, const Wanted *wanted, json_t *answer, GError **error)
{
  json_t *documents = json_array ();
  g_autofree char *last = NULL;
  uint32_t total;

  json_object_set_new (answer, "documents", documents);
  if (!xc_database_get_doc_count (index->documents, &total, error)
      || !add_documents (index, wanted, documents, &last, error))
    return false;

  g_autofree char *snapshot = gf_index_snapshot (index, error);
  json_t *coverage = snapshot != NULL ? gf_index_coverage (index, error) : NULL;
  if (coverage == NULL)
    return false;
  json_object_set_new (answer, "total", json_integer (total));
  json_object_set_new (answer, "coverage", coverage);
  gf_index_set_missing (index, answer);
  gf_json_set_string (answer, "snapshot", snapshot);
  gf_json_set_string (answer, "next_cursor", last);
  return true;
}

static bool
read_list (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  json_t *answer = json_object ();
  bool ok = fill (index, wanted, answer, error);

  if (ok)
    wanted->answer = answer;
  else
    json_decref (answer);
  return ok;
}

json_t *
gf_index_list (GfIndex *index, const char *after, unsigned limit, GError **error)
{
  Wanted wanted = { .after = after, .limit = MIN (limit, GF_LIST_MAX) };

  return gf_index_read (index, read_list, &wanted, error) ? wanted.answer : NULL;
}
