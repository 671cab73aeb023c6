/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/crawl.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/lexicon.h"
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

static GfFile *
new_closed (const char *root, const FTSENT *entry)
{
  GfFile *folder = new_file (root, entry->fts_path, NULL);
  g_autofree char *detail
      = g_strdup_printf ("cannot list this folder: %s", g_strerror (entry->fts_errno));

  gf_file_set_outcome (folder, GF_READ_NOT,
                       entry->fts_errno == EACCES ? GF_REASON_PERMISSION : GF_REASON_IO,
                       detail);
  return folder;
}

static int
by_name (const FTSENT **a, const FTSENT **b)
{
  return strcmp ((*a)->fts_name, (*b)->fts_name);
}

/* Whether @path is a Xapian database, of this index or another: those are never
   documents.  The name alone would let anyone hide a folder, so its first bytes are read
   too. */
static bool
is_database (const char *path)
{
  static const char magic[] = "\x0f\x0dXapian Glass";
  g_autofree char *version = g_build_filename (path, "iamglass", NULL);
  gf_autofd fd
      = open (version, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  char found[sizeof magic - 1];

  return fd >= 0 && TEMP_FAILURE_RETRY (read (fd, found, sizeof found)) == sizeof found
         && memcmp (found, magic, sizeof found) == 0;
}

/* Whether the file is the lexicon of an index, which lies beside its databases. */
static bool
is_lexicon (const FTSENT *entry)
{
  if (!g_str_has_prefix (entry->fts_name, GF_WORDS_FILE))
    return false;

  g_autofree char *folder = g_path_get_dirname (entry->fts_path);
  g_autofree char *units = g_build_filename (folder, GF_UNITS_FOLDER, NULL);
  return is_database (units);
}

static void
visit (GfCrawl *crawl, const char *root, FTS *walk, FTSENT *entry)
{
  switch (entry->fts_info)
    {
    case FTS_D:
      if (is_database (entry->fts_path))
        fts_set (walk, entry, FTS_SKIP);
      break;
    case FTS_F:
      if (S_ISREG (entry->fts_statp->st_mode) && !is_lexicon (entry))
        g_ptr_array_add (crawl->files,
                         new_file (root, entry->fts_path, entry->fts_statp));
      break;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
      /* A name that went away between listing and looking is simply gone. */
      if (entry->fts_errno != ENOENT)
        g_ptr_array_add (crawl->closed, new_closed (root, entry));
      break;
    default:
      break;
    }
}

static bool
walk_root (GfCrawl *crawl, char *root, GError **error)
{
  char *roots[] = { root, NULL };
  FTS *walk = fts_open (roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
  FTSENT *entry;

  errno = 0;
  while (walk != NULL && (entry = fts_read (walk)) != NULL)
    visit (crawl, root, walk, entry);
  int failure = walk == NULL ? errno : 0;
  /* At the end of a walk fts_read () gives NULL with errno 0. */
  if (walk != NULL && errno != 0)
    failure = errno;
  if (walk != NULL)
    fts_close (walk);
  if (failure != 0)
    g_set_error (error, GF_CRAWL_ERROR, GF_CRAWL_ERROR_ROOT,
                 "cannot walk through '%s': %s", root, g_strerror (failure));
  return failure == 0;
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
