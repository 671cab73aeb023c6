/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/watch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/autofd.h"

/* Deeper trees are gone through, but their depths are not watched: each level holds a
   descriptor open. */
#define MAX_DEPTH 200
#define EVENT_BUFFER_BYTES 65536
/* Reading a file raises none of these. */
#define CHANGES                                                                          \
  (IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO      \
   | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)

struct GfWatch
{
  int inotify;
  GStrv roots;
  char *passed_over;
  struct stat passed_status; /* of what is passed over; st_ino 0 while it is not there */
  bool is_whole;
};

typedef DIR Folder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Folder, closedir)

GfWatch *
gf_watch_new (const char *const *roots, const char *passed_over, GError **error)
{
  int inotify = inotify_init1 (IN_CLOEXEC | IN_NONBLOCK);

  if (inotify < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                   "cannot watch for changes: %s%s", g_strerror (code),
                   code == EMFILE ? " (see fs.inotify.max_user_instances)" : "");
      return NULL;
    }

  GfWatch *watch = g_new0 (GfWatch, 1);
  watch->inotify = inotify;
  watch->roots = g_strdupv ((char **) roots);
  watch->passed_over = g_strdup (passed_over);
  return watch;
}

void
gf_watch_free (GfWatch *watch)
{
  if (watch == NULL)
    return;
  gf_close_fd (&watch->inotify);
  g_strfreev (watch->roots);
  g_free (watch->passed_over);
  g_free (watch);
}

/* By the descriptor, so that no length of path and no change of it is in the way. */
static void
watch_descriptor (GfWatch *watch, int fd)
{
  char path[64];

  g_snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
  if (inotify_add_watch (watch->inotify, path, CHANGES) < 0)
    watch->is_whole = false;
}

static bool
is_passed_over (const GfWatch *watch, int fd)
{
  struct stat status;

  return watch->passed_status.st_ino != 0 && fstat (fd, &status) == 0
         && status.st_ino == watch->passed_status.st_ino
         && status.st_dev == watch->passed_status.st_dev;
}

static void watch_folder (GfWatch *watch, int fd, unsigned depth);

static void
watch_entry (GfWatch *watch, int folder, const struct dirent *entry, unsigned depth)
{
  if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0
      || (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN))
    return;

  int fd = openat (folder, entry->d_name,
                   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0)
    watch_folder (watch, fd, depth + 1);
  else if (errno != ENOTDIR && errno != ENOENT && errno != ELOOP)
    watch->is_whole = false;
}

/* @fd (transfer full) */
static void
watch_folder (GfWatch *watch, int fd, unsigned depth)
{
  if (depth > MAX_DEPTH || is_passed_over (watch, fd))
    {
      watch->is_whole = watch->is_whole && depth <= MAX_DEPTH;
      close (fd);
      return;
    }

  watch_descriptor (watch, fd);
  g_autoptr (Folder) folder = fdopendir (fd);
  if (folder == NULL)
    {
      watch->is_whole = false;
      close (fd);
      return;
    }
  for (const struct dirent *entry; (entry = readdir (folder)) != NULL;)
    watch_entry (watch, dirfd (folder), entry, depth);
}

static void
watch_root (GfWatch *watch, const char *root)
{
  int fd = open (root, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0)
    {
      watch->is_whole = false;
      gf_close_fd (&fd);
      return;
    }
  if (S_ISDIR (status.st_mode))
    {
      watch_folder (watch, fd, 0);
      return;
    }
  watch_descriptor (watch, fd);
  close (fd);
}

bool
gf_watch_refresh (GfWatch *watch)
{
  watch->is_whole = true;
  if (watch->passed_over == NULL || stat (watch->passed_over, &watch->passed_status) != 0)
    watch->passed_status.st_ino = 0;
  for (size_t i = 0; watch->roots[i] != NULL; i++)
    watch_root (watch, watch->roots[i]);
  return watch->is_whole;
}

/* Whether something happened within @timeout_ms; takes in what did. */
static bool
hear (GfWatch *watch, int timeout_ms)
{
  static char buffer[EVENT_BUFFER_BYTES];
  struct pollfd waited = { .fd = watch->inotify, .events = POLLIN };
  bool heard = false;

  if (poll (&waited, 1, timeout_ms) <= 0)
    return false;
  while (TEMP_FAILURE_RETRY (read (watch->inotify, buffer, sizeof buffer)) > 0)
    heard = true;
  return heard;
}

bool
gf_watch_wait (GfWatch *watch, int look_ms)
{
  if (!watch->is_whole && (look_ms < 0 || look_ms > GF_WATCH_LOOK_SECONDS * 1000))
    look_ms = GF_WATCH_LOOK_SECONDS * 1000;
  if (!hear (watch, look_ms))
    return false;

  int64_t latest_us = g_get_monotonic_time () + GF_WATCH_MAX_REST_MS * INT64_C (1000);
  while (g_get_monotonic_time () < latest_us && hear (watch, GF_WATCH_REST_MS))
    ;
  return true;
}
