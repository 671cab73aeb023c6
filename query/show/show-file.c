/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that a document was read from; see index.h. */
#include "query/show/show-private.h"

#include <string.h>
#include <sys/stat.h>

#include "common/schema.h"

/* More than any indexer lets archives lie in each other. */
#define MAX_NESTING 64

typedef struct
{
  const char *name;
  char *path;
  char *format;
} Wanted;

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

      if (!gf_show_find_row (index, at, &row, error))
        return false;
      if (row == NULL)
        break;
      g_variant_get_child (row, GF_ROW_CONTAINER, "^&ay", &container);
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
  g_variant_get_child (file, GF_ROW_SIZE, "t", &read_size);
  g_variant_get_child (file, GF_ROW_MTIME_NS, "x", &read_mtime_ns);
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
  g_variant_get_child (row, GF_ROW_DOCUMENT_ID, "&s", &id);
  if (*id != '\0' && !gf_show_find_by_term (index, GF_TERM_ID, id, &docid, error))
    return false;
  if (docid == 0)
    return true;
  g_autoptr (GfDocument) document = gf_show_read_document (index, docid, error);
  if (document == NULL)
    return false;
  *format_out = g_strdup (document->format);
  return true;
}

static bool
read_file (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  g_autofree char *id = gf_show_id_in_name (wanted->name);
  uint32_t docid = 0;

  if (id != NULL && !gf_show_find_by_term (index, GF_TERM_ID, id, &docid, error))
    return false;
  if (docid == 0)
    return gf_show_fail_not_found (error, wanted->name);

  g_autoptr (GBytes) paths
      = xc_database_dup_document_value (index->documents, docid, GF_SLOT_FILES, error);
  if (paths == NULL)
    return false;
  g_autoptr (GfDocument) document = gf_show_read_document (index, docid, error);
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
