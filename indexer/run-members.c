/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run-members.c: files within files: gone through once the file that they lie in was; see
 * run-private.h.
 */
#include <string.h>

#include "indexer/run-private.h"

/* All that lies in a file, to the innermost, may be so many times what may lie in it
   itself: archives in archives multiply. */
#define TIMES_IN_ALL 10

typedef struct
{
  char *path; /* of the file that they lie in */
  GfSpool *spool;
  unsigned next, n_members;
} Container;

static void
free_container (gpointer data)
{
  Container *container = data;

  gf_spool_unref (container->spool);
  g_free (container->path);
  g_free (container);
}

GPtrArray *
gf_run_new_waiting (void)
{
  return g_ptr_array_new_with_free_func (free_container);
}

/* The name that @member has within the file at @container. */
static const char *
name_within (const GfFile *member, const char *container)
{
  return member->path + strlen (container) + 1;
}

/* @file, and all that lies in it, goes. */
static void
remove_all (GfRun *run, const GfFile *file)
{
  const GfFiles *files = gf_store_get_files (run->store);
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  g_ptr_array_add (left, (gpointer) file);
  while (left->len > 0)
    {
      const GfFile *next = g_ptr_array_steal_index_fast (left, left->len - 1);

      g_hash_table_add (run->gone, g_strdup (next->path));
      g_ptr_array_extend_and_steal (left, gf_files_list_members (files, next->path));
    }
}

/* What the file at @path held before, and holds no more, goes.  @names: a set. */
static void
remove_others (GfRun *run, const char *path, GHashTable *names)
{
  g_autoptr (GPtrArray) known
      = gf_files_list_members (gf_store_get_files (run->store), path);

  for (unsigned i = 0; i < known->len; i++)
    {
      const GfFile *member = g_ptr_array_index (known, i);

      if (!g_hash_table_contains (names, name_within (member, path)))
        remove_all (run, member);
    }
}

/* How many more files may lie in the file of the disk that @file lies in. */
static unsigned
find_room (GfRun *run, const GfFile *file)
{
  const char *path = gf_files_get_outermost (gf_store_get_files (run->store), file);
  uint64_t most = TIMES_IN_ALL * run->options->limits.members;
  unsigned n = GPOINTER_TO_UINT (g_hash_table_lookup (run->n_within, path));

  return (unsigned) (most - MIN (n, most));
}

static void
take_room (GfRun *run, const GfFile *file, unsigned n_files)
{
  const char *path = gf_files_get_outermost (gf_store_get_files (run->store), file);
  unsigned n = GPOINTER_TO_UINT (g_hash_table_lookup (run->n_within, path));

  g_hash_table_replace (run->n_within, g_strdup (path), GUINT_TO_POINTER (n + n_files));
}

void
gf_run_limit_members (GfRun *run, GfFile *file, const GfSpool *spool)
{
  unsigned n_members = spool != NULL ? gf_spool_count (spool) : 0;
  unsigned room = n_members > 0 ? find_room (run, file) : 0;

  file->n_members = MIN (n_members, room);
  if (file->n_members > 0)
    take_room (run, file, file->n_members);
  if (file->n_members < n_members)
    gf_file_set_outcome (
        file, file->status == GF_READ_NOT ? GF_READ_NOT : GF_READ_PARTLY, GF_REASON_LIMIT,
        "what lies in it is too much for the file that it lies in: the rest was left");
}

/* To the innermost, as far as @max. */
static unsigned
count_within (const GfFiles *files, const GfFile *file, unsigned max)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  unsigned n = 0;

  g_ptr_array_add (left, (gpointer) file);
  while (left->len > 0 && n < max)
    {
      const GfFile *next = g_ptr_array_steal_index_fast (left, left->len - 1);

      n += next->n_members;
      if (next->n_members > 0)
        g_ptr_array_extend_and_steal (left, gf_files_list_members (files, next->path));
    }
  return n;
}

bool
gf_run_may_copy_members (GfRun *run, const GfFile *file, const GfFile *known)
{
  if (known->n_members == 0)
    return true;

  unsigned room = find_room (run, file);
  unsigned n
      = room > 0 ? count_within (gf_store_get_files (run->store), known, room + 1) : 0;
  bool has_room = room > 0 && n <= room;

  /* Once there is none, nobody counts again. */
  take_room (run, file, has_room ? n : room);
  return has_room;
}

void
gf_run_await_members (GfRun *run, const char *path, GfSpool *spool)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  const GfFile *file = gf_files_find_path (gf_store_get_files (run->store), path);
  unsigned n_members = spool != NULL ? MIN (gf_spool_count (spool), file->n_members) : 0;

  for (unsigned i = 0; i < n_members; i++)
    g_hash_table_add (names, gf_spool_get (spool, i)->name);
  remove_others (run, path, names);
  if (n_members == 0)
    return;

  Container *container = g_new0 (Container, 1);
  container->path = g_strdup (path);
  container->spool = gf_spool_ref (spool);
  container->n_members = n_members;
  g_ptr_array_add (run->waiting, container);
}

/* A member, for as long as it is taken. */
typedef struct
{
  GfSpool *spool;
  unsigned which;
} Taken;

static int
open_member (gpointer data, GfFile *file)
{
  const Taken *taken = data;
  g_autoptr (GError) cause = NULL;
  int fd = gf_spool_open (taken->spool, taken->which, &cause);

  if (fd < 0)
    gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_IO, cause->message);
  return fd;
}

static bool
take_member (GfRun *run, const GfFile *container, Taken *taken, GError **error)
{
  const GfMember *member = gf_spool_get (taken->spool, taken->which);
  GfFile *file = gf_file_new_member (container, member->name);

  file->size = member->size;
  if (member->sha256 == NULL)
    {
      gf_file_set_outcome (file, GF_READ_NOT, member->reason, member->detail);
      return gf_run_put_unread (run, file, error);
    }
  gf_file_set_content (file, member->sha256);
  return gf_run_take (run, file, open_member, taken, error);
}

/* While a member is taken, others may be reported on, and more containers come to wait.
 */
static bool
take_next (GfRun *run, GError **error)
{
  Container *last = g_ptr_array_index (run->waiting, run->waiting->len - 1);
  const GfFile *container
      = gf_files_find_path (gf_store_get_files (run->store), last->path);
  g_autoptr (GfSpool) spool = gf_spool_ref (last->spool);
  Taken taken = { spool, last->next++ };

  if (container == NULL || last->next == last->n_members)
    g_ptr_array_set_size (run->waiting, (int) run->waiting->len - 1);
  return container == NULL || take_member (run, container, &taken, error);
}

bool
gf_run_take_members (GfRun *run, GError **error)
{
  while (run->waiting->len > 0)
    if (!take_next (run, error))
      return false;
  return true;
}

static bool
put_copy (GfRun *run, GfFile *copy, const GfFile *member, GError **error)
{
  g_hash_table_remove (run->gone, copy->path);
  copy->size = member->size;
  copy->n_members = member->n_members;
  if (member->sha256 != NULL)
    {
      gf_file_set_content (copy, member->sha256);
      return gf_store_put_same (run->store, copy, error);
    }
  gf_file_set_outcome (copy, member->status, member->reason, member->detail);
  return gf_store_put_unread (run->store, copy, error);
}

/* As deep as archives may lie in each other, which is not far. */
bool
gf_run_copy_members (GfRun *run, const char *from, const char *to, GError **error)
{
  const GfFiles *files = gf_store_get_files (run->store);
  g_autoptr (GPtrArray) members = gf_files_list_members (files, from);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; i < members->len; i++)
    g_hash_table_add (names,
                      (gpointer) name_within (g_ptr_array_index (members, i), from));
  remove_others (run, to, names);
  for (unsigned i = 0; i < members->len; i++)
    {
      const GfFile *member = g_ptr_array_index (members, i);
      GfFile *copy = gf_file_new_member (gf_files_find_path (files, to),
                                         name_within (member, from));
      g_autofree char *path = g_strdup (copy->path);
      g_autofree char *member_path = g_strdup (member->path);

      /* In the same place the copy is put in the place of the member, which goes. */
      if (!put_copy (run, copy, member, error))
        return false;
      /* What could not be read there was told when it was tried. */
      if (g_str_equal (member_path, path))
        gf_progress_count_same (run->progress, gf_files_find_path (files, path));
      else
        gf_run_count_same (run, gf_files_find_path (files, path));
      if (!gf_run_copy_members (run, member_path, path, error))
        return false;
    }
  return true;
}
