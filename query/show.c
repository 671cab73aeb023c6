/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as it was understood, and its file; see index.h. */
#include "query/index-private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/schema.h"
#include "query/hit.h"
#include "query/json.h"

/* More than any indexer lets archives lie in each other. */
#define MAX_NESTING 64

typedef struct
{
  const char *name;
  json_t *shown;
  char *path;
  char *format;
} Wanted;

static bool
fail_not_found (GError **error, const char *name)
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
    return fail_not_found (error, name);
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
    return fail_not_found (error, name);

  const char *detail = gf_json_string (file, "detail");
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND,
               "the file '%s' could not be read (%s, %s%s%s)", shown,
               gf_json_string (file, "status"), gf_json_string (file, "reason"),
               detail != NULL ? ": " : "", detail != NULL ? detail : "");
  json_decref (file);
  return false;
}

/* The document that has @term; *docid_out is 0 where none has. */
static bool
find_by_term (GfIndex *index, const char *prefix, const char *value, uint32_t *docid_out,
              GError **error)
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

/* "0123...cdef" or "0123...cdef.7": the document's id; NULL for anything else. */
static char *
id_in_name (const char *name)
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

/* By the table of files. */
/* Where they stand in a row of the table of files. */
enum
{
  ROW_SIZE = 2,
  ROW_MTIME_NS = 3,
  ROW_DOCUMENT_ID = 5, /* "" for none */
  ROW_CONTAINER = 10   /* path of the file that it lies in, "" for none */
};

/* The row of @path in the table of files; NULL in @row_out where there is none. */
static bool
find_row (GfIndex *index, const char *path, GVariant **row_out, GError **error)
{
  g_autofree char *key = gf_schema_file_key (path);
  g_autoptr (GBytes) bytes = NULL;

  *row_out = NULL;
  if (!xc_database_dup_metadata (index->documents, key, &bytes, error))
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
  if (!find_row (index, path, &file, error))
    return false;
  if (file == NULL)
    return true;
  g_variant_get_child (file, ROW_DOCUMENT_ID, "&s", &document_id);
  if (*document_id == '\0')
    return true;
  return find_by_term (index, GF_TERM_ID, document_id, docid_out, error);
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

static bool
find_document (GfIndex *index, const char *name, uint32_t *docid_out, GError **error)
{
  g_autofree char *id = id_in_name (name);

  *docid_out = 0;
  if (id != NULL && !find_by_term (index, GF_TERM_ID, id, docid_out, error))
    return false;
  if (*docid_out == 0 && *name != '\0'
      && !find_by_file_name (index, name, docid_out, error))
    return false;
  if (*docid_out == 0 && g_utf8_validate (name, -1, NULL)
      && !find_by_term (index, GF_TERM_PATH, name, docid_out, error))
    return false;
  if (*docid_out != 0)
    return true;
  return id != NULL ? fail_not_found (error, name)
                    : explain_not_found (index, name, error);
}

static GfDocument *
read_document (GfIndex *index, uint32_t docid, GError **error)
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

static json_t *
unit_json (const XcHit *found, GError **error)
{
  g_autoptr (GfDocument) head = NULL;
  g_autoptr (GfUnit) unit = NULL;

  if (!gf_record_read_unit (&found->data, &head, &unit, error))
    return NULL;

  json_t *json = gf_hit_unit (head, unit);
  g_autofree char *text = gf_unit_dup_text (unit);

  json_object_set_new (json, "text", json_string (text));
  if (unit->decision != NULL)
    json_object_set_new (json, "decision",
                         gf_hit_decision (unit->decision, SIZE_MAX - 1));
  return json;
}

static XcResults *
search_units (GfIndex *index, const char *id, GError **error)
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

static json_t *
units_json (GfIndex *index, const char *id, GError **error)
{
  g_autoptr (XcResults) results = search_units (index, id, error);
  size_t n;

  if (results == NULL)
    return NULL;

  const XcHit *found = xc_results_get_hits (results, &n);
  json_t *units = json_array ();
  for (size_t i = 0; i < n; i++)
    {
      json_t *unit = unit_json (&found[i], error);

      if (unit == NULL)
        {
          json_decref (units);
          return NULL;
        }
      json_array_append_new (units, unit);
    }
  return units;
}

static json_t *
set_aside_json (const GfDocument *document)
{
  json_t *set_aside = json_array ();

  for (unsigned i = 0; i < document->set_aside->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (document->set_aside, i);
      json_t *json = json_object ();

      gf_json_set_string (json, "kind", gf_block_kind_name (block->kind));
      gf_json_set_string (json, "text", block->text);
      gf_json_set_number (json, "page", block->page);
      json_array_append_new (set_aside, json);
    }
  return set_aside;
}

static bool
read_shown (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  uint32_t docid;

  if (!find_document (index, wanted->name, &docid, error))
    return false;

  g_autoptr (GfDocument) document = read_document (index, docid, error);
  if (document == NULL)
    return false;

  json_t *units = units_json (index, document->id != NULL ? document->id : "", error);
  if (units == NULL)
    return false;
  wanted->shown = json_object ();
  json_object_set_new (wanted->shown, "document", gf_hit_document (document));
  json_object_set_new (wanted->shown, "units", units);
  json_object_set_new (wanted->shown, "set_aside", set_aside_json (document));
  return true;
}

json_t *
gf_index_show (GfIndex *index, const char *name, GError **error)
{
  Wanted wanted = { .name = name };

  return gf_index_read (index, read_shown, &wanted, error) ? wanted.shown : NULL;
}

/*
 * @path, and the row, of the file of the disk that it is, or lies in.
 * @row_out: NULL where there is none
 */
static bool
find_outermost (GfIndex *index, const char *path, char **path_out, GVariant **row_out,
                GError **error)
{
  g_autofree char *at = g_strdup (path);

  for (unsigned i = 0; i < MAX_NESTING; i++)
    {
      g_autoptr (GVariant) row = NULL;
      const char *container;

      if (!find_row (index, at, &row, error))
        return false;
      if (row == NULL)
        break;
      g_variant_get_child (row, ROW_CONTAINER, "^&ay", &container);
      if (*container == '\0')
        {
          *path_out = g_steal_pointer (&at);
          *row_out = g_steal_pointer (&row);
          return true;
        }
      char *next = g_strdup (container);
      g_free (at);
      at = next;
    }
  *path_out = g_strdup (path);
  *row_out = NULL;
  return true;
}

/* Whether the file at @path is the one that was read: the same size and time of change as
   in its @file, of the table of files.  What stands there now may be another text, which
   nobody has looked at. */
static bool
is_as_read (const char *path, GVariant *file)
{
  struct stat status;

  if (file == NULL || stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return false;

  guint64 read_size;
  gint64 read_mtime_ns;
  g_variant_get_child (file, ROW_SIZE, "t", &read_size);
  g_variant_get_child (file, ROW_MTIME_NS, "x", &read_mtime_ns);
  return (guint64) status.st_size == read_size
         && status.st_mtim.tv_sec * INT64_C (1000000000) + status.st_mtim.tv_nsec
                == read_mtime_ns;
}

/* What answers for a document: a file of the disk, and its row. */
typedef struct
{
  char *path;
  GVariant *row;
  bool is_container; /* the document lies in it */
} Original;

static void
clear_original (Original *original)
{
  g_clear_pointer (&original->path, g_free);
  g_clear_pointer (&original->row, g_variant_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Original, clear_original)

/* Takes the file at @path, or what it lies in, where that is as it was read. */
static bool
try_path (GfIndex *index, const char *path, Original *original, GError **error)
{
  g_auto (Original) found = { 0 };

  if (!find_outermost (index, path, &found.path, &found.row, error))
    return false;
  found.is_container = strcmp (found.path, path) != 0;
  /* A file of its own goes before one in an archive. */
  if (!is_as_read (found.path, found.row)
      || (original->path != NULL && found.is_container))
    return true;
  clear_original (original);
  *original = found;
  found = (Original){ 0 };
  return true;
}

/* Of @paths, each ended by a NUL, the first that is as it was read; none in @original
   where none is. */
static bool
choose_path (GfIndex *index, GBytes *paths, Original *original, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (paths, &size);

  for (gsize at = 0, length; at < size; at += length + 1)
    {
      g_autofree char *path = g_strndup (data + at, size - at);

      length = strlen (path);
      if (!try_path (index, path, original, error))
        return false;
      if (original->path != NULL && !original->is_container)
        break;
    }
  return true;
}

/* The media type of the document with the id that @row names: (transfer full); NULL where
 * that has none, as an archive. */
static bool
find_format (GfIndex *index, GVariant *row, char **format_out, GError **error)
{
  uint32_t docid = 0;
  const char *id;

  *format_out = NULL;
  g_variant_get_child (row, ROW_DOCUMENT_ID, "&s", &id);
  if (*id != '\0' && !find_by_term (index, GF_TERM_ID, id, &docid, error))
    return false;
  if (docid == 0)
    return true;
  g_autoptr (GfDocument) document = read_document (index, docid, error);
  if (document == NULL)
    return false;
  *format_out = g_strdup (document->format);
  return true;
}

static bool
read_file (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  g_autofree char *id = id_in_name (wanted->name);
  uint32_t docid = 0;

  if (id != NULL && !find_by_term (index, GF_TERM_ID, id, &docid, error))
    return false;
  if (docid == 0)
    return fail_not_found (error, wanted->name);

  g_autoptr (GBytes) paths
      = xc_database_dup_document_value (index->documents, docid, GF_SLOT_FILES, error);
  if (paths == NULL)
    return false;
  g_autoptr (GfDocument) document = read_document (index, docid, error);
  if (document == NULL)
    return false;
  g_auto (Original) original = { 0 };
  if (!choose_path (index, paths, &original, error))
    return false;
  if (original.path == NULL)
    {
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND,
                   "the file of document '%s' has changed or gone since it was read",
                   wanted->name);
      return false;
    }

  g_autofree char *format = g_strdup (document->format);
  if (original.is_container)
    {
      g_clear_pointer (&format, g_free);
      if (!find_format (index, original.row, &format, error))
        return false;
    }
  wanted->path = g_steal_pointer (&original.path);
  wanted->format = g_strdup (format != NULL ? format : "application/octet-stream");
  return true;
}

char *
gf_index_dup_file (GfIndex *index, const char *id, char **format_out, GError **error)
{
  Wanted wanted = { .name = id };

  if (!gf_index_read (index, read_file, &wanted, error))
    return NULL;
  *format_out = wanted.format;
  return wanted.path;
}
