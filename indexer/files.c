/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/files.h"

#include <string.h>

/* There may be thousands of copies; the first tell as much as all. */
#define MAX_COMPARED 64

struct GfFiles
{
  GHashTable *by_path;      /* path to GfFile, which it owns */
  GHashTable *by_content;   /* document id, which its content gives, to a set of GfFile */
  GHashTable *by_container; /* path to a set of GfFile that lie in it */
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
  files->by_container = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_hash_table_unref);
  return files;
}

void
gf_files_free (GfFiles *files)
{
  if (files == NULL)
    return;
  g_hash_table_unref (files->by_content);
  g_hash_table_unref (files->by_container);
  g_hash_table_unref (files->by_path);
  g_free (files);
}

/* Sets of GfFile by a key. */
static void
add_to_set (GHashTable *sets, const char *key, GfFile *file)
{
  GHashTable *set = g_hash_table_lookup (sets, key);

  if (set == NULL)
    {
      set = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (sets, g_strdup (key), set);
    }
  g_hash_table_add (set, file);
}

static void
remove_from_set (GHashTable *sets, const char *key, GfFile *file)
{
  GHashTable *set = g_hash_table_lookup (sets, key);

  g_hash_table_remove (set, file);
  if (g_hash_table_size (set) == 0)
    g_hash_table_remove (sets, key);
}

static void
enter (GfFiles *files, GfFile *file)
{
  g_autofree char *id
      = file->sha256 != NULL ? gf_file_dup_document_id (file->sha256) : NULL;

  if (id != NULL)
    add_to_set (files->by_content, id, file);
  if (file->container != NULL)
    add_to_set (files->by_container, file->container, file);
}

static void
leave (GfFiles *files, GfFile *file)
{
  g_autofree char *id
      = file->sha256 != NULL ? gf_file_dup_document_id (file->sha256) : NULL;

  if (id != NULL)
    remove_from_set (files->by_content, id, file);
  if (file->container != NULL)
    remove_from_set (files->by_container, file->container, file);
}

static void
count (GfFiles *files, const GfFile *file, int change)
{
  bool is_member = file->container != NULL;

  *(is_member ? &files->count.members : &files->count.files) += change;
  (is_member ? files->count.members_by_status : files->count.by_status)[file->status]
      += change;
}

void
gf_files_remove (GfFiles *files, const char *path)
{
  GfFile *file = g_hash_table_lookup (files->by_path, path);

  if (file == NULL)
    return;
  count (files, file, -1);
  leave (files, file);
  g_hash_table_remove (files->by_path, path);
}

void
gf_files_put (GfFiles *files, GfFile *file)
{
  gf_files_remove (files, file->path);
  count (files, file, 1);
  g_hash_table_insert (files->by_path, file->path, file);
  enter (files, file);
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
  const GfFile *best = NULL;
  GHashTableIter iter;
  gpointer next;

  if (same == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, same);
  for (unsigned i = 0; i < MAX_COMPARED && g_hash_table_iter_next (&iter, &next, NULL);
       i++)
    {
      const GfFile *file = next;

      if (!g_str_equal (file->sha256, sha256)
          || (best != NULL && best->status <= file->status))
        continue;
      best = file;
      if (best->status == GF_READ_WHOLE)
        break;
    }
  return best;
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
gf_files_list_members (const GfFiles *files, const char *path)
{
  GPtrArray *found = g_ptr_array_new ();
  GHashTable *set = g_hash_table_lookup (files->by_container, path);
  GHashTableIter iter;
  gpointer file;

  if (set == NULL)
    return found;
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &file, NULL))
    g_ptr_array_add (found, file);
  g_ptr_array_sort (found, by_path);
  return found;
}

/* Each container's path is shorter than that of what lies in it, so this ends. */
unsigned
gf_files_get_depth (const GfFiles *files, const GfFile *file)
{
  unsigned depth = 0;

  for (; file != NULL && file->container != NULL; depth++)
    file = gf_files_find_path (files, file->container);
  return depth;
}

const char *
gf_files_get_outermost (const GfFiles *files, const GfFile *file)
{
  while (file->container != NULL)
    {
      const GfFile *container = gf_files_find_path (files, file->container);

      if (container == NULL)
        return file->container;
      file = container;
    }
  return file->path;
}

/* Whether @holds is so of @file and of all that lies in it, as deep as it goes. */
static bool
all_hold (const GfFiles *files, const GfFile *file,
          bool (*holds) (const GfFiles *files, const GfFile *file))
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  g_ptr_array_add (left, (gpointer) file);
  while (left->len > 0)
    {
      const GfFile *next = g_ptr_array_steal_index_fast (left, left->len - 1);

      if (!holds (files, next))
        return false;
      if (next->n_members > 0)
        g_ptr_array_extend_and_steal (left, gf_files_list_members (files, next->path));
    }
  return true;
}

/* Members have the time of change of what they lie in: others are of an older content. */
static bool
are_of (GHashTable *members, const GfFile *file)
{
  GHashTableIter iter;
  gpointer member;

  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, &member, NULL))
    if (((const GfFile *) member)->mtime_ns != file->mtime_ns)
      return false;
  return true;
}

static bool
has_all_members (const GfFiles *files, const GfFile *file)
{
  GHashTable *set = g_hash_table_lookup (files->by_container, file->path);

  /* One that could not be kept until it was read may have room the next time. */
  if (file->container != NULL && g_strcmp0 (file->reason, GF_REASON_IO) == 0)
    return false;
  return file->n_members == (set != NULL ? g_hash_table_size (set) : 0)
         && (set == NULL || are_of (set, file));
}

bool
gf_files_is_complete (const GfFiles *files, const GfFile *file)
{
  return all_hold (files, file, has_all_members);
}

static bool
is_read_whole (const GfFiles *files, const GfFile *file)
{
  (void) files;
  return file->status == GF_READ_WHOLE;
}

bool
gf_files_is_read (const GfFiles *files, const GfFile *file)
{
  return all_hold (files, file, is_read_whole);
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
