/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/crawl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/generation.h"
#include "common/lexicon.h"
#include "common/open-path.h"
#include "common/schema.h"

G_DEFINE_QUARK (gf_crawl_error, gf_crawl_error)

/* Where a root's own name ends and the path within it begins. */
static const char *
find_name (const char *root)
{
  const char *slash = strrchr (root, '/');

  return slash != NULL && slash[1] != '\0' ? slash + 1 : root;
}

static GfFile *
new_file (const char *root, const char *path, const struct stat *status)
{
  g_autofree char *shown = g_utf8_make_valid (path + (find_name (root) - root), -1);
  GfFile *file = gf_file_new (path, shown);

  if (status != NULL)
    {
      file->size = (uint64_t) status->st_size;
      file->mtime_ns
          = status->st_mtim.tv_sec * INT64_C (1000000000) + status->st_mtim.tv_nsec;
    }
  return file;
}

static void
add_closed (GfCrawl *crawl, const char *root, const char *path, int code)
{
  GfFile *folder = new_file (root, path, NULL);
  g_autofree char *detail
      = g_strdup_printf ("cannot list this folder: %s", g_strerror (code));
  const char *reason = GF_REASON_IO;

  if (code == EACCES || code == EPERM)
    reason = GF_REASON_PERMISSION;
  else if (code == ENAMETOOLONG)
    reason = GF_REASON_LIMIT;
  gf_file_set_outcome (folder, GF_READ_NOT, reason, detail);
  g_ptr_array_add (crawl->closed, folder);
}

/* Whether @folder is a Xapian database, of this index or another: those are never
   documents.  The name alone would let anyone hide a folder, so its first bytes are read
   too. */
static bool
is_database (int folder, const char *name)
{
  static const char magic[] = "\x0f\x0dXapian Glass";
  g_autofree char *version = g_build_filename (name, "iamglass", NULL);
  gf_autofd fd = openat (folder, version,
                         O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  char found[sizeof magic - 1];

  return fd >= 0 && TEMP_FAILURE_RETRY (read (fd, found, sizeof found)) == sizeof found
         && memcmp (found, magic, sizeof found) == 0;
}

/* A name in a folder that is walked. */
typedef struct
{
  char *name;
  struct stat status;
} Entry;

/* A folder on the way from the root to where the walk is.  It is not held open, so that
   depth costs no descriptors. */
typedef struct
{
  GArray *entries; /* of Entry, by name; the rest of the folder is still to be visited */
  guint next;
  size_t path_length; /* of the folder itself */
} Frame;

typedef struct
{
  GfCrawl *crawl;
  const char *root;
  GString *path; /* where the walk is */
  GArray *frames;
} Walk;

static void
clear_entry (gpointer entry)
{
  g_free (((Entry *) entry)->name);
}

static void
clear_frame (gpointer frame)
{
  g_array_unref (((Frame *) frame)->entries);
}

static void
clear_walk (Walk *walk)
{
  g_string_free (walk->path, TRUE);
  g_array_unref (walk->frames);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, clear_walk)

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *) a)->name, ((const Entry *) b)->name);
}

static void
step_into (Walk *walk, const char *name)
{
  if (walk->path->str[walk->path->len - 1] != '/')
    g_string_append_c (walk->path, '/');
  g_string_append (walk->path, name);
}

/* What lies beside the databases of an index, and is made by it. */
static bool
is_of_index (const char *name)
{
  static const char *const prefixes[]
      = { GF_WORDS_FILE, GF_EDGES_FILE, GF_MEMBER_PREFIX, GF_STATED_FILE, NULL };
  static const char *const folders[] = { GF_RECOGNISED_FOLDER, GF_BATCH_FOLDER, NULL };
  uint64_t generation;

  for (size_t i = 0; prefixes[i] != NULL; i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return true;
  return g_strv_contains (folders, name) || gf_generation_parse (name, &generation);
}

/* Adds @name of @folder to @entries, where it is a file or a folder of the collection. */
static void
look_at (Walk *walk, int folder, const char *name, bool is_beside_units, GArray *entries)
{
  Entry entry = { 0 };

  if (strcmp (name, ".") == 0 || strcmp (name, "..") == 0)
    return;
  if (is_beside_units && is_of_index (name))
    return;
  if (fstatat (folder, name, &entry.status, AT_SYMLINK_NOFOLLOW) != 0)
    {
      size_t length = walk->path->len;
      int code = errno;

      /* A name that went away between listing and looking is simply gone. */
      if (code == ENOENT)
        return;
      step_into (walk, name);
      add_closed (walk->crawl, walk->root, walk->path->str, code);
      g_string_truncate (walk->path, length);
      return;
    }
  if (!S_ISREG (entry.status.st_mode) && !S_ISDIR (entry.status.st_mode))
    return;
  entry.name = g_strdup (name);
  g_array_append_val (entries, entry);
}

static void
close_folder (DIR *folder)
{
  closedir (folder);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DIR, close_folder)

/* Returns: 0, or the errno of what went wrong. */
static int
list_folder (Walk *walk, int fd, GArray *entries)
{
  bool is_beside_units = is_database (fd, GF_UNITS_FOLDER)
                         || is_database (fd, GF_CURRENT_LINK "/" GF_UNITS_FOLDER);
  g_autoptr (DIR) folder = fdopendir (fd);
  const struct dirent *found;

  if (folder == NULL)
    {
      int code = errno;

      close (fd);
      return code;
    }
  while ((errno = 0, found = readdir (folder)) != NULL)
    look_at (walk, dirfd (folder), found->d_name, is_beside_units, entries);
  return errno;
}

/* Lists the folder at the walk's path, to be visited next.  Returns: 0 or errno. */
static int
enter (Walk *walk)
{
  if (walk->path->len > GF_CRAWL_MAX_PATH_BYTES)
    return ENAMETOOLONG;

  int fd = gf_open_path (walk->path->str, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return errno;
  if (is_database (fd, "."))
    {
      close (fd);
      return 0;
    }

  Frame frame = { .entries = g_array_new (FALSE, FALSE, sizeof (Entry)),
                  .path_length = walk->path->len };
  g_array_set_clear_func (frame.entries, clear_entry);
  int code = list_folder (walk, fd, frame.entries);
  g_array_sort (frame.entries, by_name);
  g_array_append_val (walk->frames, frame);
  return code;
}

static void
enter_or_tell (Walk *walk)
{
  int code = enter (walk);

  /* Gone since it was listed, or no longer a folder: it is then looked at next time. */
  if (code != 0 && code != ENOENT && code != ENOTDIR && code != ELOOP)
    add_closed (walk->crawl, walk->root, walk->path->str, code);
}

static void
visit (Walk *walk, const Entry *entry)
{
  step_into (walk, entry->name);
  if (S_ISDIR (entry->status.st_mode))
    enter_or_tell (walk);
  else
    g_ptr_array_add (walk->crawl->files,
                     new_file (walk->root, walk->path->str, &entry->status));
}

/* The next name of the innermost folder, or out of it. */
static void
step (Walk *walk)
{
  Frame *frame = &g_array_index (walk->frames, Frame, walk->frames->len - 1);

  g_string_truncate (walk->path, frame->path_length);
  if (frame->next == frame->entries->len)
    {
      g_array_set_size (walk->frames, walk->frames->len - 1);
      return;
    }
  /* Visiting may move the frames, but not their entries. */
  visit (walk, &g_array_index (frame->entries, Entry, frame->next++));
}

static int
walk_folder (GfCrawl *crawl, const char *root)
{
  g_auto (Walk) walk = { .crawl = crawl,
                         .root = root,
                         .path = g_string_new (root),
                         .frames = g_array_new (FALSE, FALSE, sizeof (Frame)) };
  g_array_set_clear_func (walk.frames, clear_frame);
  int code = enter (&walk);

  if (code == EACCES || code == EPERM)
    add_closed (crawl, root, root, code);
  else if (code != 0)
    return code;
  while (walk.frames->len > 0)
    step (&walk);
  return 0;
}

static bool
walk_root (GfCrawl *crawl, const char *root, GError **error)
{
  struct stat status;
  int code = lstat (root, &status) == 0 ? 0 : errno;

  if (code == 0 && S_ISREG (status.st_mode))
    g_ptr_array_add (crawl->files, new_file (root, root, &status));
  else if (code == 0)
    code = walk_folder (crawl, root);
  if (code != 0)
    g_set_error (error, GF_CRAWL_ERROR, GF_CRAWL_ERROR_ROOT,
                 "cannot walk through '%s': %s", root, g_strerror (code));
  return code == 0;
}

static bool
is_below (const char *path, const char *folder)
{
  size_t length = strlen (folder);

  if (strncmp (path, folder, length) != 0)
    return false;
  return path[length] == '\0' || path[length] == '/' || g_str_equal (folder, "/");
}

bool
gf_crawl_covers (const GfCrawl *crawl, const char *path)
{
  for (unsigned i = 0; i < crawl->closed->len; i++)
    {
      const GfFile *folder = g_ptr_array_index (crawl->closed, i);

      if (is_below (path, folder->path) && !g_str_equal (path, folder->path))
        return false;
    }
  for (unsigned i = 0; i < crawl->roots->len; i++)
    if (is_below (path, g_ptr_array_index (crawl->roots, i)))
      return true;
  return false;
}

/* A root given twice, or inside another, would show each of its files twice. */
static void
drop_roots_below (GfCrawl *crawl, const char *root)
{
  for (unsigned i = crawl->roots->len; i > 0; i--)
    if (is_below (g_ptr_array_index (crawl->roots, i - 1), root))
      g_ptr_array_remove_index (crawl->roots, i - 1);
}

static bool
is_collection (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0
         && (S_ISDIR (status.st_mode) || S_ISREG (status.st_mode));
}

static bool
add_root (GfCrawl *crawl, const char *name, GError **error)
{
  char *root = realpath (name, NULL);

  if (root == NULL)
    {
      g_set_error (error, GF_CRAWL_ERROR, GF_CRAWL_ERROR_ROOT, "cannot find '%s': %s",
                   name, g_strerror (errno));
      return false;
    }
  if (!is_collection (root))
    {
      g_set_error (error, GF_CRAWL_ERROR, GF_CRAWL_ERROR_ROOT,
                   "'%s' is neither a folder nor a file", name);
      free (root);
      return false;
    }
  if (gf_crawl_covers (crawl, root))
    {
      free (root);
      return true;
    }
  drop_roots_below (crawl, root);
  g_ptr_array_add (crawl->roots, root);
  return true;
}

static void
free_root (gpointer root)
{
  /* From realpath (), so not g_free (). */
  free (root);
}

GfCrawl *
gf_crawl (const char *const *roots, GError **error)
{
  g_autoptr (GfCrawl) crawl = g_new0 (GfCrawl, 1);

  crawl->roots = g_ptr_array_new_with_free_func (free_root);
  crawl->files = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_file_free);
  crawl->closed = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_file_free);

  for (size_t i = 0; roots[i] != NULL; i++)
    if (!add_root (crawl, roots[i], error))
      return NULL;
  for (unsigned i = 0; i < crawl->roots->len; i++)
    if (!walk_root (crawl, g_ptr_array_index (crawl->roots, i), error))
      return NULL;
  return g_steal_pointer (&crawl);
}

void
gf_crawl_free (GfCrawl *crawl)
{
  if (crawl == NULL)
    return;
  g_ptr_array_unref (crawl->roots);
  g_ptr_array_unref (crawl->files);
  g_ptr_array_unref (crawl->closed);
  g_free (crawl);
}

/* The end of @root that has @n_names names; all of it where it has no more. */
static const char *
last_names (const char *root, unsigned n_names)
{
  const char *p = root + strlen (root);

  while (p > root && n_names > 0)
    {
      p--;
      if (*p == '/')
        n_names--;
    }
  return *p == '/' && p[1] != '\0' ? p + 1 : p;
}

static bool
is_taken_by_root (const GfCrawl *crawl, unsigned which, const char *name,
                  unsigned n_names)
{
  for (unsigned i = 0; i < crawl->roots->len; i++)
    if (i != which
        && g_str_equal (last_names (g_ptr_array_index (crawl->roots, i), n_names), name))
      return true;
  return false;
}

static bool
is_taken_in_index (GPtrArray *known, const char *root, const char *name)
{
  for (unsigned i = 0; i < known->len; i++)
    {
      const GfFile *file = g_ptr_array_index (known, i);

      if (is_below (file->shown, name) && !is_below (file->path, root))
        return true;
    }
  return false;
}

static void
rename_below (GPtrArray *files, const char *root, const char *name)
{
  for (unsigned i = 0; i < files->len; i++)
    {
      GfFile *file = g_ptr_array_index (files, i);

      if (!is_below (file->path, root))
        continue;
      g_free (file->shown);
      file->shown = g_utf8_make_valid (file->path + (name - root), -1);
    }
}

void
gf_crawl_name_apart (GfCrawl *crawl, const GfFiles *known)
{
  g_autoptr (GPtrArray) list = gf_files_list (known);

  for (unsigned i = 0; i < crawl->roots->len; i++)
    {
      const char *root = g_ptr_array_index (crawl->roots, i);
      unsigned n_names = 1;
      const char *name = last_names (root, n_names);

      while (name > root + 1
             && (is_taken_by_root (crawl, i, name, n_names)
                 || is_taken_in_index (list, root, name)))
        name = last_names (root, ++n_names);
      if (n_names == 1)
        continue;
      rename_below (crawl->files, root, name);
      rename_below (crawl->closed, root, name);
    }
}
