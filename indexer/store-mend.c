/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "indexer/store-private.h"
#include "indexer/versions.h"

static bool
has_term (XcWriter *writer, const char *term, bool *exists_out, GError **error)
{
  return xc_database_has_term (xc_writer_get_database (writer), term, exists_out, error);
}

/* The ids that @writer's terms of @prefix name: (transfer full). */
static GPtrArray *
list_ids (XcWriter *writer, const char *prefix, GError **error)
{
  g_autoptr (XcList) list = xc_database_list_terms (xc_writer_get_database (writer),
                                                    prefix, GF_STORE_MAX_FILES, error);
  size_t n_entries;

  if (list == NULL)
    return NULL;
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  const XcEntry *entries = xc_list_get_entries (list, &n_entries);
  for (size_t i = 0; i < n_entries; i++)
    g_ptr_array_add (ids, g_strdup (entries[i].name.data + strlen (prefix)));
  return ids;
}

/* Forgets that the files of a document were ever read. */
static bool
forget_files (GfStore *store, const char *document_id, GError **error)
{
  g_autoptr (GPtrArray) files = gf_files_list_document (store->files, document_id);

  for (unsigned i = 0; i < files->len; i++)
    {
      const GfFile *file = g_ptr_array_index (files, i);
      g_autofree char *key = gf_schema_file_key (file->path);

      if (!xc_writer_set_metadata (store->documents, key, NULL, 0, error))
        return false;
      gf_files_remove (store->files, file->path);
    }
  return true;
}

bool
gf_store_drop_document (GfStore *store, const char *document_id, GError **error)
{
  g_autofree char *of_units = g_strconcat (GF_TERM_DOCUMENT, document_id, NULL);
  g_autofree char *own = g_strconcat (GF_TERM_ID, document_id, NULL);

  return gf_versions_note_gone (store->versions,
                                xc_writer_get_database (store->documents), document_id,
                                error)
         && xc_writer_delete_documents (store->units, of_units, error)
         && xc_writer_delete_documents (store->documents, own, error);
}

/* Takes out what @from has and @to lacks, and lets the files concerned be read again. */
static bool
sweep (GfStore *store, XcWriter *from, const char *from_prefix, XcWriter *to,
       const char *to_prefix, GError **error)
{
  g_autoptr (GPtrArray) ids = list_ids (from, from_prefix, error);

  for (unsigned i = 0; ids != NULL && i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autofree char *term = g_strconcat (to_prefix, id, NULL);
      bool there;

      if (!has_term (to, term, &there, error))
        return false;
      if (!there
          && (!gf_store_drop_document (store, id, error)
              || !forget_files (store, id, error)))
        return false;
    }
  return ids != NULL;
}

static bool
unsettle_all (GfStore *store, GError **error)
{
  g_autoptr (GPtrArray) ids = list_ids (store->documents, GF_TERM_ID, error);

  for (unsigned i = 0; ids != NULL && i < ids->len; i++)
    gf_store_unsettle (store, g_ptr_array_index (ids, i));
  /* The mending itself is work to commit. */
  store->n_pending++;
  return ids != NULL;
}

bool
gf_store_mend (GfStore *store, GError **error)
{
  gf_versions_note_all (store->versions);
  return sweep (store, store->units, GF_TERM_DOCUMENT, store->documents, GF_TERM_ID,
                error)
         && sweep (store, store->documents, GF_TERM_ID, store->units, GF_TERM_DOCUMENT,
                   error)
         && unsettle_all (store, error);
}
