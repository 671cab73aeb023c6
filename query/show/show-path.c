/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a path, as hits show it; see show-part.h. */
#include "common/schema.h"
#include "query/answers/hit.h"
#include "query/json.h"
#include "query/show/show-part.h"
#include "query/show/show-private.h"

/* Of the versions of one file: more do not stand in one index at once but by accident. */
#define MAX_DOCUMENTS 100

typedef struct
{
  const char *path;
  json_t *answer;
} Wanted;

static bool
add_documents (GfIndex *index, const char *path, json_t *documents, GError **error)
{
  g_autofree char *term = gf_schema_filter_term (GF_TERM_PATH, path);
  size_t n;
  g_autofree uint32_t *docids
      = xc_database_list_docids (index->documents, term, 0, MAX_DOCUMENTS, &n, error);

  if (docids == NULL)
    return false;
  for (size_t i = 0; i < n; i++)
    {
      g_autoptr (GfDocument) document = gf_show_read_document (index, docids[i], error);

      if (document == NULL)
        return false;
      json_array_append_new (documents, gf_hit_document (document));
    }
  return true;
}

static bool
fill (GfIndex *index, const char *path, json_t *answer, GError **error)
{
  json_t *documents = json_array ();

  json_object_set_new (answer, "documents", documents);
  if (!add_documents (index, path, documents, error))
    return false;

  g_autofree char *snapshot = gf_index_snapshot (index, error);
  json_t *coverage = snapshot != NULL ? gf_index_coverage (index, error) : NULL;
  if (coverage == NULL)
    return false;
  json_object_set_new (answer, "total", json_integer (json_array_size (documents)));
  json_object_set_new (answer, "coverage", coverage);
  gf_index_set_missing (index, answer);
  gf_json_set_string (answer, "snapshot", snapshot);
  return true;
}

static bool
read_path (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  json_t *answer = json_object ();
  bool ok = fill (index, wanted->path, answer, error);

  if (ok)
    wanted->answer = answer;
  else
    json_decref (answer);
  return ok;
}

json_t *
gf_index_list_path (GfIndex *index, const char *path, GError **error)
{
  Wanted wanted = { .path = path };

  return gf_index_read (index, read_path, &wanted, error) ? wanted.answer : NULL;
}
