/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/files.h"

#include <string.h>

struct GfFiles
{
  GHashTable *by_path;    /* path to GfFile, which it owns */
  GHashTable *by_content; /* document id, which its content gives, to a set of GfFile */
  GfFilesCount count;
};

GfFiles *
gf_files_new (void)
{
  GfFiles *files = g_new0 (GfFiles, 1);

  files->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) gf_file_free);
  files->by_content = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_hash_table_unref);
  return files;
}

void
gf_files_free (GfFiles *files)
{
  if (files == NULL)
    return;
  g_hash_table_unref (files->by_content);
  g_hash_table_unref (files->by_path);
  g_free (files);
}

static void
add_content (GfFiles *files, GfFile *file)
{
  if (file->sha256 == NULL)
    return;

  g_autofree char *id = gf_file_dup_document_id (file->sha256);
  GHashTable *same = g_hash_table_lookup (files->by_content, id);
  if (same == NULL)
    {
      same = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (files->by_content, g_steal_pointer (&id), same);
    }
  g_hash_table_add (same, file);
}

static void
remove_content (GfFiles *files, GfFile *file)
{
  if (file->sha256 == NULL)
    return;

  g_autofree char *id = gf_file_dup_document_id (file->sha256);
  GHashTable *same = g_hash_table_lookup (files->by_content, id);
  g_hash_table_remove (same, file);
  if (g_hash_table_size (same) == 0)
    g_hash_table_remove (files->by_content, id);
}

void
gf_files_remove (GfFiles *files, const char *path)
{
  GfFile *file = g_hash_table_lookup (files->by_path, path);

  if (file == NULL)
    return;
  files->count.files--;
  files->count.by_status[file->status]--;
  remove_content (files, file);
  g_hash_table_remove (files->by_path, path);
}

void
gf_files_put (GfFiles *files, GfFile *file)
{
  gf_files_remove (files, file->path);
  files->count.files++;
  files->count.by_status[file->status]++;
  g_hash_table_insert (files->by_path, file->path, file);
  add_content (files, file);
}

const GfFile *
gf_files_find_path (const GfFiles *files, const char *path)
{
  return g_hash_table_lookup (files->by_path, path);
}

const GfFile *
gf_files_find_content (const GfFiles *files, const char *sha256)
{
  g_autofree char *id = gf_file_dup_document_id (sha256);
  GHashTable *same = g_hash_table_lookup (files->by_content, id);
  GHashTableIter iter;
  gpointer file;

  if (same == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, same);
  while (g_hash_table_iter_next (&iter, &file, NULL))
    if (g_str_equal (((GfFile *) file)->sha256, sha256))
      return file;
  return NULL;
}

static int
by_path (gconstpointer a, gconstpointer b)
{
  const GfFile *const *one = a;
  const GfFile *const *other = b;

  return strcmp ((*one)->path, (*other)->path);
}

GPtrArray *
gf_files_list_document (const GfFiles *files, const char *document_id)
{
  GPtrArray *found = g_ptr_array_new ();
  GHashTable *same = g_hash_table_lookup (files->by_content, document_id);
  GHashTableIter iter;
  gpointer file;

  if (same == NULL)
    return found;
  g_hash_table_iter_init (&iter, same);
  while (g_hash_table_iter_next (&iter, &file, NULL))
    if (g_strcmp0 (((GfFile *) file)->document_id, document_id) == 0)
      g_ptr_array_add (found, file);
  g_ptr_array_sort (found, by_path);
  return found;
}

GPtrArray *
gf_files_list (const GfFiles *files)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer file;

  g_hash_table_iter_init (&iter, files->by_path);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    g_ptr_array_add (list, file);
  g_ptr_array_sort (list, by_path);
  return list;
}

GfFilesCount
gf_files_count (const GfFiles *files)
{
  return files->count;
}
