/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/open-path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/autofd.h"

/* @path: shorter than PATH_MAX. */
static int
open_part (int folder, const char *path, int flags)
{
  const struct open_how how
      = { .flags = (unsigned) (flags | O_CLOEXEC), .resolve = RESOLVE_NO_SYMLINKS };
  int fd = (int) syscall (SYS_openat2, folder, path, &how, sizeof how);

  if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
    return fd;
  return openat (folder, path, flags | O_NOFOLLOW | O_CLOEXEC);
}

/* The last "/" that leaves a part short enough to open; NULL where a name is too long. */
static const char *
find_cut (const char *path)
{
  const char *cut = memrchr (path, '/', PATH_MAX - 1);

  return cut != path ? cut : NULL;
}

int
gf_open_path_at (int folder, const char *path, int flags)
{
  gf_autofd between = -1;
  char part[PATH_MAX];

  while (strlen (path) >= PATH_MAX)
    {
      const char *cut = find_cut (path);

      if (cut == NULL)
        {
          errno = ENAMETOOLONG;
          return -1;
        }
      memcpy (part, path, cut - path);
      part[cut - path] = '\0';
      int next = open_part (between >= 0 ? between : folder, part, O_PATH | O_DIRECTORY);
      gf_close_fd (&between);
      if (next < 0)
        return -1;
      between = next;
      path = cut + 1;
    }
  return open_part (between >= 0 ? between : folder, path, flags);
}

int
gf_open_path (const char *path, int flags)
{
  return gf_open_path_at (AT_FDCWD, path, flags);
}
