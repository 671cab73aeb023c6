/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/autofd.h"

#define MAX_DESCRIPTORS 8

static bool
fail (GError **error, const char *doing, const char *path)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "cannot %s '%s': %s",
               doing, path, g_strerror (code));
  return false;
}

static bool
sync_one (const char *path)
{
  gf_autofd fd = open (path, O_RDONLY | O_CLOEXEC);

  return fd >= 0 && fsync (fd) == 0;
}

static int
sync_entry (const char *path, const struct stat *status, int type, struct FTW *where)
{
  (void) status;
  (void) where;
  return type == FTW_SL || sync_one (path) ? 0 : -1;
}

bool
gf_folder_sync (const char *path, GError **error)
{
  return nftw (path, sync_entry, MAX_DESCRIPTORS, FTW_DEPTH | FTW_PHYS) == 0
         || fail (error, "write", path);
}

static bool
sync_parent (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return sync_one (parent);
}

bool
gf_folder_move (const char *from, const char *to, GError **error)
{
  return (rename (from, to) == 0 && sync_parent (to)) || fail (error, "make", to);
}

bool
gf_folder_link (const char *folder, const char *link, const char *target, GError **error)
{
  g_autofree char *path = g_build_filename (folder, link, NULL);
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  /* Left by a kill. */
  (void) unlink (fresh);
  return (symlink (target, fresh) == 0 && rename (fresh, path) == 0 && sync_one (folder))
         || fail (error, "make", path);
}

bool
gf_folder_make (const char *path, GError **error)
{
  return mkdir (path, 0777) == 0 || errno == EEXIST || fail (error, "make", path);
}

static bool
write_all (int fd, const void *data, size_t size)
{
  const char *bytes = data;

  for (size_t n_written = 0; n_written < size;)
    {
      ssize_t n = TEMP_FAILURE_RETRY (write (fd, bytes + n_written, size - n_written));

      if (n < 0)
        return false;
      n_written += (size_t) n;
    }
  return fsync (fd) == 0;
}

bool
gf_folder_write (const char *path, const void *data, size_t size, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  gf_autofd fd = open (fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

  if (fd >= 0 && write_all (fd, data, size))
    return gf_folder_move (fresh, path, error);
  fail (error, "write", path);
  (void) unlink (fresh);
  return false;
}

static int
remove_entry (const char *path, const struct stat *status, int type, struct FTW *where)
{
  (void) status;
  (void) type;
  (void) where;
  (void) remove (path);
  return 0;
}

void
gf_folder_remove (const char *path)
{
  nftw (path, remove_entry, MAX_DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}
