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

/* Gives every entry of @writer that has @term the shown path. */
static bool
move_entries (XcWriter *writer, const char *term, const char *record_type,
              const GPtrArray *files, bool with_files, GError **error)
{
  XcDatabase *database = xc_writer_get_database (writer);
  const GfFile *first = g_ptr_array_index (files, 0);
  size_t n_entries;
  g_autofree uint32_t *docids = xc_database_list_docids (
      database, term, 0, GF_STORE_MAX_FILES, &n_entries, error);

  for (size_t i = 0; docids != NULL && i < n_entries; i++)
    {
      g_autoptr (GBytes) record
          = xc_database_dup_document_data (database, docids[i], error);
      g_autoptr (XcDocument) entry
          = xc_database_dup_document (database, docids[i], error);
      g_autoptr (XcList) paths = xc_database_list_document_terms (
          database, docids[i], GF_TERM_PATH, GF_STORE_MAX_FILES, error);

      if (record == NULL || entry == NULL || paths == NULL
          || !gf_entry_set_path (entry, record, record_type, first->shown, error)
          || (with_files && !gf_entry_set_files (entry, files, paths, error))
          || !xc_writer_replace_docid (writer, docids[i], entry, error))
        return false;
    }
  return docids != NULL;
}

/* After a file of the document came, went or moved: its paths are brought up to date, or
   the document goes with its last file. */
static bool
settle_document (GfStore *store, const char *document_id, GError **error)
{
  g_autoptr (GPtrArray) files = gf_files_list_document (store->files, document_id);
  g_autofree char *of_units = g_strconcat (GF_TERM_DOCUMENT, document_id, NULL);
  g_autofree char *own = g_strconcat (GF_TERM_ID, document_id, NULL);

  if (files->len == 0)
    return gf_store_drop_document (store, document_id, error);
  return move_entries (store->units, of_units, GF_STORED_UNIT_TYPE, files, false, error)
         && move_entries (store->documents, own, GF_STORED_DOCUMENT_TYPE, files, true,
                          error);
}

/* The document that the file at @path gave until now, if any: (transfer full) (nullable).
 */
static char *
dup_former_document (GfStore *store, const char *path)
{
  const GfFile *known = gf_files_find_path (store->files, path);

  return known != NULL ? g_strdup (known->document_id) : NULL;
}

/* @former: the document the file gave before; gone or moved unless it is the same. */
static bool
settle_former (GfStore *store, const char *former, const char *now, GError **error)
{
  if (former == NULL || g_strcmp0 (former, now) == 0)
    return true;
  return settle_document (store, former, error);
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
make_entries (Entries *entries, const char *document_id, GPtrArray *units,
              GVariant *document, GError **error)
{
  for (unsigned i = 0; i < units->len; i++)
    {
      g_autofree char *id_term = NULL;
      XcDocument *entry = gf_entry_new (g_ptr_array_index (units, i), GF_STORED_UNIT_TYPE,
                                        document_id, &id_term, error);

      if (entry == NULL)
        return false;
      g_ptr_array_add (entries->units, entry);
    }
  entries->document = gf_entry_new (document, GF_STORED_DOCUMENT_TYPE, document_id,
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
  return put_file (store, file, error) && gf_store_drop_document (store, id, error)
         && write_entries (store, entries, id, error)
         && settle_former (store, former, id, error);
}

bool
gf_store_put_document (GfStore *store, GfFile *file, GPtrArray *units, GVariant *document,
                       GError **error)
{
  g_autofree char *id = gf_file_dup_document_id (file->sha256);
  g_auto (Entries) entries
      = { .units = g_ptr_array_new_with_free_func ((GDestroyNotify) xc_document_free) };
  GError *cause = NULL;

  if (!make_entries (&entries, id, units, document, &cause))
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
  return put_file (store, file, error) && settle_former (store, former, now, error)
         && (now == NULL || settle_document (store, now, error));
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
  return put_file (store, file, error) && settle_former (store, former, NULL, error);
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
  return xc_writer_set_metadata (store->documents, key, NULL, 0, error)
         && settle_former (store, former, NULL, error);
}

bool
gf_store_remove_file (GfStore *store, const char *path, GError **error)
{
  GError *cause = NULL;

  return remove_file (store, path, &cause)
         || gf_store_fail (error, cause, "take a file out of the index");
}
