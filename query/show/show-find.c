/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document that somebody names; see show-private.h. */
#include "query/show/show-private.h"

#include <stdlib.h>
#include <string.h>

#include "common/schema.h"
#include "query/json.h"

bool
gf_show_fail_not_found (GError **error, const char *name)
{
  g_autofree char *shown = g_utf8_make_valid (name, -1);

  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND,
               "there is no document '%s' in the index", shown);
  return false;
}

/* No document by that name: it may be of a file that could not be read, or holds others.
 */
static bool
explain_not_found (GfIndex *index, const char *name, GError **error)
{
  json_t *file;
  g_autofree char *said = NULL;

  if (*name == '\0')
    return gf_show_fail_not_found (error, name);
  if (!gf_index_describe_container (index, name, &said, error))
    return false;
  if (said != NULL)
    {
      g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND, said);
      return false;
    }
  if (!gf_index_find_unread (index, name, &file, error))
    return false;
  if (file == NULL)
    return gf_show_fail_not_found (error, name);

  const char *detail = gf_json_string (file, "detail");
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND,
               "the file '%s' could not be read (%s, %s%s%s)", shown,
               gf_json_string (file, "status"), gf_json_string (file, "reason"),
               detail != NULL ? ": " : "", detail != NULL ? detail : "");
  json_decref (file);
  return false;
}

bool
gf_show_find_by_term (GfIndex *index, const char *prefix, const char *value,
                      uint32_t *docid_out, GError **error)
{
  g_autofree char *term = gf_schema_filter_term (prefix, value);
  size_t n;
  g_autofree uint32_t *docids
      = xc_database_list_docids (index->documents, term, 0, 1, &n, error);

  if (docids == NULL)
    return false;
  *docid_out = n > 0 ? docids[0] : 0;
  return true;
}

char *
gf_show_id_in_name (const char *name)
{
  size_t digits = strspn (name, "0123456789abcdef");
  const char *ordinal = name + digits;

  if (digits != GF_DOCUMENT_ID_DIGITS)
    return NULL;
  if (*ordinal != '\0'
      && (*ordinal != '.' || ordinal[1] == '\0'
          || strspn (ordinal + 1, "0123456789") != strlen (ordinal + 1)))
    return NULL;
  return g_strndup (name, digits);
}

bool
gf_show_find_row (GfIndex *index, const char *path, GVariant **row_out, GError **error)
{
  g_autofree char *key = gf_schema_file_key (path);
  g_autoptr (GBytes) bytes = NULL;

  *row_out = NULL;
  if (!gf_index_find_metadata (index, key, &bytes, error))
    return false;
  if (bytes == NULL)
    return true;

  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  *row_out = gf_record_from_bytes (GF_FILE_TYPE, data, size);
  return true;
}

static bool
find_by_path (GfIndex *index, const char *path, uint32_t *docid_out, GError **error)
{
  g_autoptr (GVariant) file = NULL;
  const char *document_id;

  *docid_out = 0;
  if (!gf_show_find_row (index, path, &file, error))
    return false;
  if (file == NULL)
    return true;
  g_variant_get_child (file, GF_ROW_DOCUMENT_ID, "&s", &document_id);
  if (*document_id == '\0')
    return true;
  return gf_show_find_by_term (index, GF_TERM_ID, document_id, docid_out, error);
}

/* As the path stands, then with symbolic links followed, as the indexer keeps it. */
static bool
find_by_file_name (GfIndex *index, const char *name, uint32_t *docid_out, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (name, NULL);

  if (!find_by_path (index, absolute, docid_out, error))
    return false;
  if (*docid_out != 0)
    return true;

  char *real = realpath (name, NULL);
  bool ok = real == NULL || find_by_path (index, real, docid_out, error);
  free (real);
  return ok;
}

bool
gf_show_find_document (GfIndex *index, const char *name, uint32_t *docid_out,
                       GError **error)
{
  g_autofree char *id = gf_show_id_in_name (name);

  *docid_out = 0;
  if (id != NULL && !gf_show_find_by_term (index, GF_TERM_ID, id, docid_out, error))
    return false;
  if (*docid_out == 0 && *name != '\0'
      && !find_by_file_name (index, name, docid_out, error))
    return false;
  if (*docid_out == 0 && g_utf8_validate (name, -1, NULL)
      && !gf_show_find_by_term (index, GF_TERM_PATH, name, docid_out, error))
    return false;
  if (*docid_out != 0)
    return true;
  return id != NULL ? gf_show_fail_not_found (error, name)
                    : explain_not_found (index, name, error);
}

GfDocument *
gf_show_read_document (GfIndex *index, uint32_t docid, GError **error)
{
  g_autoptr (GBytes) bytes
      = xc_database_dup_document_data (index->documents, docid, error);

  if (bytes == NULL)
    return NULL;

  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  XcBytes view = { data, size };
  return gf_record_read_document (&view, error);
}
