/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/entry.h"
#include "indexer/store-private.h"
#include "indexer/versions.h"

/* When the state that @file is in was first seen. */
static void
set_since (GfStore *store, GfFile *file)
{
  const GfFile *known = gf_files_find_path (store->files, file->path);

  file->since_us = known != NULL && known->status == file->status
                           && g_strcmp0 (known->reason, file->reason) == 0
                       ? known->since_us
                       : g_get_real_time ();
}

/* @file (transfer full) into the table, on disk and in memory. */
static bool
put_file (GfStore *store, GfFile *file, GError **error)
{
  g_autofree char *key = gf_schema_file_key (file->path);

  set_since (store, file);
  g_autoptr (GVariant) packed = gf_file_pack (file);

  gf_files_put (store->files, file);
  store->n_pending++;
  return gf_store_put_row (store, key, packed, error);
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

/* Its record was checked when the entry was made. */
static bool
describe (XcDocument *entry, GVariant *sent, GError **error)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (sent, 0);
  g_autoptr (GVariant) record = g_variant_get_variant (boxed);

  return gf_versions_describe (entry, record, error);
}

/* What came from a worker, checked and ready to be written: no row yet. */
static GfBatchEntry *
make_entries (const char *document_id, const char *shown, GPtrArray *units,
              GVariant *document, char **id_term_out, GError **error)
{
  g_autoptr (GfBatchEntry) entry = g_new0 (GfBatchEntry, 1);

  entry->units = g_ptr_array_new_with_free_func ((GDestroyNotify) xc_document_free);
  for (unsigned i = 0; i < units->len; i++)
    {
      GVariant *sent = g_ptr_array_index (units, i);
      g_autofree char *id_term = NULL;
      XcDocument *unit
          = gf_entry_new (sent, GF_STORED_UNIT_TYPE, document_id, shown, &id_term, error);

      if (unit == NULL)
        return NULL;
      g_ptr_array_add (entry->units, unit);
      entry->n_bytes += g_variant_get_size (sent);
    }
  entry->document = gf_entry_new (document, GF_STORED_DOCUMENT_TYPE, document_id, shown,
                                  id_term_out, error);
  entry->n_bytes += g_variant_get_size (document);
  return entry->document != NULL && describe (entry->document, document, error)
             ? g_steal_pointer (&entry)
             : NULL;
}

static bool
write_entries (GfStore *store, const GfBatchEntry *entries, const char *id_term,
               GError **error)
{
  for (unsigned i = 0; i < entries->units->len; i++)
    if (!xc_writer_add_document (store->units, g_ptr_array_index (entries->units, i),
                                 NULL, error))
      return false;
  return xc_writer_replace_document (store->documents, id_term, entries->document, NULL,
                                     error);
}

/* Whether a file gives this document already. */
static bool
has_document (GfStore *store, const char *id)
{
  g_autoptr (GPtrArray) files = gf_files_list_document (store->files, id);

  return files->len > 0;
}

/* The file is in the table; its document's entries get its path. */
static bool
enter_paths (GfStore *store, GfBatchEntry *entries, const char *id, GError **error)
{
  g_autoptr (GPtrArray) files = gf_files_list_document (store->files, id);

  store->n_pending += entries->units->len;
  /* Its record says the path of the file that was read; another of its files may come
   * first. */
  if (files->len > 1)
    gf_store_unsettle (store, id);
  return gf_entry_set_files (entries->document, files, NULL, error);
}

/* A row goes with its document, so that a kill leaves both or none; one that there was
   before must be overwritten as well. */
static bool
put_in_batch (GfStore *store, GfFile *file, GfBatchEntry *entries, const char *id,
              GError **error)
{
  g_autoptr (GfBatchEntry) owned = entries;
  bool was_known = gf_files_find_path (store->files, file->path) != NULL;

  set_since (store, file);
  owned->row_key = gf_schema_file_key (file->path);
  owned->row = gf_file_pack (file);
  gf_files_put (store->files, file);
  store->n_pending++;
  if (was_known && !gf_store_put_row (store, owned->row_key, owned->row, error))
    return false;
  return enter_paths (store, owned, id, error)
         && gf_batch_add (store->batch, g_steal_pointer (&owned), error);
}

static bool
put_in_databases (GfStore *store, GfFile *file, GfBatchEntry *entries, const char *id,
                  const char *id_term, GError **error)
{
  g_autoptr (GfBatchEntry) owned = entries;

  return put_file (store, file, error) && gf_store_drop_document (store, id, error)
         && enter_paths (store, owned, id, error)
         && write_entries (store, owned, id_term, error);
}

/* In a batch, what the index has already cannot be replaced. */
static bool
choose_way (GfStore *store, const char *id, GError **error)
{
  return has_document (store, id) ? gf_store_end_batch (store, error)
                                  : gf_store_may_batch (store, error);
}

/* @file and @entries are taken. */
static bool
put_document (GfStore *store, GfFile *file, GfBatchEntry *entries, const char *id,
              const char *id_term, GError **error)
{
  g_autofree char *former = dup_former_document (store, file->path);

  if (!choose_way (store, id, error))
    {
      gf_file_free (file);
      gf_batch_entry_free (entries);
      return false;
    }
  gf_versions_note_new (store->versions, id);
  g_free (file->document_id);
  file->document_id = g_strdup (id);
  if (g_strcmp0 (former, id) != 0)
    gf_store_unsettle (store, former);
  return store->batch != NULL
             ? put_in_batch (store, file, entries, id, error)
             : put_in_databases (store, file, entries, id, id_term, error);
}

/* Two files with the same content were read at once: the second shares the first's
   document, which the batch has. */
static bool
is_read_already (GfStore *store, const GfFile *file, const char *id)
{
  g_autofree char *former = dup_former_document (store, file->path);

  return store->batch != NULL && g_strcmp0 (former, id) != 0 && has_document (store, id)
         && gf_files_find_content (store->files, file->sha256) != NULL;
}

bool
gf_store_put_document (GfStore *store, GfFile *file, GPtrArray *units, GVariant *document,
                       GError **error)
{
  g_autofree char *id = gf_file_dup_document_id (file->sha256);
  g_autofree char *id_term = NULL;
  GError *cause = NULL;
  GfBatchEntry *entries
      = make_entries (id, file->shown, units, document, &id_term, &cause);

  if (entries == NULL)
    {
      g_set_error_literal (error, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY, cause->message);
      g_error_free (cause);
      return false;
    }
  if (is_read_already (store, file, id))
    {
      gf_batch_entry_free (entries);
      return gf_store_put_same (store, file, error);
    }
  return put_document (store, file, entries, id, id_term, &cause)
         || gf_store_fail (store, error, cause, "write a document to the index");
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
         || gf_store_fail (store, error, cause, "write a file to the index");
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
         || gf_store_fail (store, error, cause, "write a file to the index");
}

static bool
remove_file (GfStore *store, const char *path, GError **error)
{
  g_autofree char *former = dup_former_document (store, path);
  g_autofree char *key = gf_schema_file_key (path);

  gf_files_remove (store->files, path);
  store->n_pending++;
  gf_store_unsettle (store, former);
  return gf_store_put_row (store, key, NULL, error);
}

bool
gf_store_remove_file (GfStore *store, const char *path, GError **error)
{
  GError *cause = NULL;

  return remove_file (store, path, &cause)
         || gf_store_fail (store, error, cause, "take a file out of the index");
}
