/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/entry.h"
#include "indexer/store-private.h"

/* @file (transfer full) into the table, on disk and in memory. */
static bool
put_file (GfStore *store, GfFile *file, GError **error)
{
  const GfFile *known = gf_files_find_path (store->files, file->path);
  g_autofree char *key = gf_schema_file_key (file->path);

  file->since_us = known != NULL && known->status == file->status
                           && g_strcmp0 (known->reason, file->reason) == 0
                       ? known->since_us
                       : g_get_real_time ();
  g_autoptr (GVariant) packed = gf_file_pack (file);

  gf_files_put (store->files, file);
  store->n_pending++;
  return xc_writer_set_metadata (store->documents, key, g_variant_get_data (packed),
                                 g_variant_get_size (packed), error);
}

/* Gives the entry @docid of @writer the paths of @files; leaves it alone where it has
 * them. */
static bool
move_entry (XcWriter *writer, uint32_t docid, const GPtrArray *files, bool is_document,
            GError **error)
{
  XcDatabase *database = xc_writer_get_database (writer);
  const char *type = is_document ? GF_STORED_DOCUMENT_TYPE : GF_STORED_UNIT_TYPE;
  const GfFile *first = g_ptr_array_index (files, 0);
  g_autoptr (GBytes) record = xc_database_dup_document_data (database, docid, error);

  if (record == NULL)
    return false;
  if (!is_document && gf_entry_has_path (record, type, first->shown))
    return true;

  g_autoptr (XcDocument) entry = xc_database_dup_document (database, docid, error);
  g_autoptr (XcList) paths = xc_database_list_document_terms (
      database, docid, GF_TERM_PATH, GF_STORE_MAX_FILES, error);
  return entry != NULL && paths != NULL
         && gf_entry_set_path (entry, record, type, first->shown, error)
         && (!is_document || gf_entry_set_files (entry, files, paths, error))
         && xc_writer_replace_docid (writer, docid, entry, error);
}

static bool
move_entries (XcWriter *writer, const char *term, const GPtrArray *files,
              bool is_document, GError **error)
{
  size_t n_entries;
  g_autofree uint32_t *docids = xc_database_list_docids (
      xc_writer_get_database (writer), term, 0, GF_STORE_MAX_FILES, &n_entries, error);

  for (size_t i = 0; docids != NULL && i < n_entries; i++)
    if (!move_entry (writer, docids[i], files, is_document, error))
      return false;
  return docids != NULL;
}

static bool
settle_document (GfStore *store, const char *document_id, GError **error)
{
  g_autoptr (GPtrArray) files = gf_files_list_document (store->files, document_id);
  g_autofree char *of_units = g_strconcat (GF_TERM_DOCUMENT, document_id, NULL);
  g_autofree char *own = g_strconcat (GF_TERM_ID, document_id, NULL);

  if (files->len == 0)
    return gf_store_drop_document (store, document_id, error);
  return move_entries (store->units, of_units, files, false, error)
         && move_entries (store->documents, own, files, true, error);
}

void
gf_store_unsettle (GfStore *store, const char *document_id)
{
  if (document_id != NULL)
    g_hash_table_add (store->unsettled, g_strdup (document_id));
}

bool
gf_store_settle (GfStore *store, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, store->unsettled);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!settle_document (store, id, error))
      return false;
  g_hash_table_remove_all (store->unsettled);
  return true;
}

/* The document that the file at @path gave until now, if any: (transfer full) (nullable).
 */
static char *
dup_former_document (GfStore *store, const char *path)
{
  const GfFile *known = gf_files_find_path (store->files, path);

  return known != NULL ? g_strdup (known->document_id) : NULL;
}

/* What came from a worker, checked and ready to be written. */
typedef struct
{
  GPtrArray *units; /* of XcDocument */
  XcDocument *document;
  char *id_term;
} Entries;

static void
clear_entries (Entries *entries)
{
  g_ptr_array_unref (entries->units);
  xc_document_free (entries->document);
  g_free (entries->id_term);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entries, clear_entries)

static bool
make_entries (Entries *entries, const char *document_id, const char *shown,
              GPtrArray *units, GVariant *document, GError **error)
{
  for (unsigned i = 0; i < units->len; i++)
    {
      g_autofree char *id_term = NULL;
      XcDocument *entry = gf_entry_new (g_ptr_array_index (units, i), GF_STORED_UNIT_TYPE,
                                        document_id, shown, &id_term, error);

      if (entry == NULL)
        return false;
      g_ptr_array_add (entries->units, entry);
    }
  entries->document = gf_entry_new (document, GF_STORED_DOCUMENT_TYPE, document_id, shown,
                                    &entries->id_term, error);
  return entries->document != NULL;
}

static bool
write_entries (GfStore *store, const Entries *entries, const char *document_id,
               GError **error)
{
  g_autoptr (GPtrArray) files = gf_files_list_document (store->files, document_id);

  for (unsigned i = 0; i < entries->units->len; i++)
    if (!xc_writer_add_document (store->units, g_ptr_array_index (entries->units, i),
                                 NULL, error))
      return false;
  store->n_pending += entries->units->len;
  /* Its record says the path of the file that was read; another of its files may come
   * first. */
  if (files->len > 1)
    gf_store_unsettle (store, document_id);
  return gf_entry_set_files (entries->document, files, NULL, error)
         && xc_writer_replace_document (store->documents, entries->id_term,
                                        entries->document, NULL, error);
}

/* @file is taken. */
static bool
put_document (GfStore *store, GfFile *file, const Entries *entries, const char *id,
              GError **error)
{
  g_autofree char *former = dup_former_document (store, file->path);

  g_free (file->document_id);
  file->document_id = g_strdup (id);
  if (g_strcmp0 (former, id) != 0)
    gf_store_unsettle (store, former);
  return put_file (store, file, error) && gf_store_drop_document (store, id, error)
         && write_entries (store, entries, id, error);
}

bool
gf_store_put_document (GfStore *store, GfFile *file, GPtrArray *units, GVariant *document,
                       GError **error)
{
  g_autofree char *id = gf_file_dup_document_id (file->sha256);
  g_auto (Entries) entries
      = { .units = g_ptr_array_new_with_free_func ((GDestroyNotify) xc_document_free) };
  GError *cause = NULL;

  if (!make_entries (&entries, id, file->shown, units, document, &cause))
    {
      g_set_error_literal (error, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY, cause->message);
      g_error_free (cause);
      return false;
    }
  return put_document (store, file, &entries, id, &cause)
         || gf_store_fail (error, cause, "write a document to the index");
}

static bool
put_same (GfStore *store, GfFile *file, GError **error)
{
  const GfFile *same = gf_files_find_content (store->files, file->sha256);
  g_autofree char *former = dup_former_document (store, file->path);
  g_autofree char *now = NULL;

  g_assert (same != NULL);
  now = g_strdup (same->document_id);
  gf_file_set_outcome (file, same->status, same->reason, same->detail);
  g_free (file->document_id);
  file->document_id = g_strdup (now);
  gf_store_unsettle (store, former);
  gf_store_unsettle (store, now);
  return put_file (store, file, error);
}

bool
gf_store_put_same (GfStore *store, GfFile *file, GError **error)
{
  GError *cause = NULL;

  return put_same (store, file, &cause)
         || gf_store_fail (error, cause, "write a file to the index");
}

static bool
put_unread (GfStore *store, GfFile *file, GError **error)
{
  g_autofree char *former = dup_former_document (store, file->path);

  g_clear_pointer (&file->document_id, g_free);
  gf_store_unsettle (store, former);
  return put_file (store, file, error);
}

bool
gf_store_put_unread (GfStore *store, GfFile *file, GError **error)
{
  GError *cause = NULL;

  return put_unread (store, file, &cause)
         || gf_store_fail (error, cause, "write a file to the index");
}

static bool
remove_file (GfStore *store, const char *path, GError **error)
{
  g_autofree char *former = dup_former_document (store, path);
  g_autofree char *key = gf_schema_file_key (path);

  gf_files_remove (store->files, path);
  store->n_pending++;
  gf_store_unsettle (store, former);
  return xc_writer_set_metadata (store->documents, key, NULL, 0, error);
}

bool
gf_store_remove_file (GfStore *store, const char *path, GError **error)
{
  GError *cause = NULL;

  return remove_file (store, path, &cause)
         || gf_store_fail (error, cause, "take a file out of the index");
}
