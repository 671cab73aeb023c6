/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trouble.so: preloaded into gjenfinn-indexer, it counts the calls that change what lies
 * below one folder, and makes trouble at one of them: a kill, or a disk that is full.
 *
 *   TROUBLE_PROGRAM  name of the program; any other is left alone
 *   TROUBLE_FOLDER   absolute; what happens elsewhere is not counted
 *   TROUBLE_STATE    a file of 8192 bytes: how many calls there were, and the
 *                    last one, as text; whoever is killed leaves it
 *   TROUBLE_MATCH    calls whose line, as it is in the state, lacks this have no number
 *   TROUBLE_AT       number of the call, from 1
 *   TROUBLE_HOW      "before", "after", "torn": killed there, "torn" half-way through
 *                    what it writes; a number: this error from that call on, for calls
 *                    that take room
 *   TROUBLE_CALLS    how many calls have the error; all that follow where it is not given
 *
 * The children of the program do not get it.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATE_BYTES 8192
#define EXPORT __attribute__ ((visibility ("default")))
#define REAL(name)                                                                       \
  static __typeof__ (&name) real;                                                        \
  if (real == NULL)                                                                      \
  real = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name)

typedef enum
{
  NOTHING,
  BEFORE,
  AFTER,
  TORN,
  FAILING
} Trouble;

static char folder[4096];
static size_t folder_length;
static char *state;
static atomic_ulong n_calls, n_matching;
static char match[256];
static unsigned long at, last_failing;
static Trouble trouble;
static int failure;

static void
choose_trouble (const char *how)
{
  if (how == NULL || at == 0)
    return;
  failure = atoi (how);
  trouble = failure > 0                   ? FAILING
            : strcmp (how, "after") == 0  ? AFTER
            : strcmp (how, "torn") == 0   ? TORN
            : strcmp (how, "before") == 0 ? BEFORE
                                          : NOTHING;
}

static void
map_state (const char *path)
{
  int fd = open (path, O_RDWR | O_CLOEXEC);
  void *mapped = fd >= 0
                     ? mmap (NULL, STATE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
                     : MAP_FAILED;

  state = mapped != MAP_FAILED ? mapped : NULL;
  if (fd >= 0)
    close (fd);
}

__attribute__ ((constructor)) static void
set_up (void)
{
  const char *program = getenv ("TROUBLE_PROGRAM");
  const char *below = getenv ("TROUBLE_FOLDER");
  const char *state_path = getenv ("TROUBLE_STATE");
  const char *number = getenv ("TROUBLE_AT");
  const char *calls = getenv ("TROUBLE_CALLS");
  const char *wanted = getenv ("TROUBLE_MATCH");

  if (program == NULL || below == NULL
      || strcmp (program, program_invocation_short_name) != 0)
    return;
  at = number != NULL ? strtoul (number, NULL, 10) : 0;
  last_failing = calls != NULL ? at + strtoul (calls, NULL, 10) - 1 : (unsigned long) -1;
  snprintf (match, sizeof match, "%s", wanted != NULL ? wanted : "");
  choose_trouble (getenv ("TROUBLE_HOW"));
  if (state_path != NULL)
    map_state (state_path);
  unsetenv ("LD_PRELOAD");
  /* Last: from here on it counts. */
  snprintf (folder, sizeof folder, "%s", below);
  folder_length = strlen (folder);
}

static bool
concerns (const char *path)
{
  return folder_length > 0 && path != NULL && strncmp (path, folder, folder_length) == 0;
}

/* The number of this call, 0 for one that is not counted. */
static unsigned long
count (const char *what, const char *path)
{
  if (!concerns (path))
    return 0;
  char line[STATE_BYTES];
  unsigned long of_all = atomic_fetch_add (&n_calls, 1) + 1;

  snprintf (line, sizeof line, "%lu %s %s\n", of_all, what, path + folder_length);
  if (state != NULL)
    strcpy (state, line);
  if (strstr (line, match) == NULL)
    return 0;
  unsigned long number = atomic_fetch_add (&n_matching, 1) + 1;
  if (number == at && trouble == BEFORE)
    kill (getpid (), SIGKILL);
  return number;
}

static unsigned long
count_fd (const char *what, int fd)
{
  char link[64], path[4096];
  int before = errno;

  if (folder_length == 0)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink (link, path, sizeof path - 1);
  errno = before;
  if (length < 0)
    return 0;
  path[length] = '\0';
  return count (what, path);
}

/* Whether the call is not to be made; errno is set. */
static bool
fails (unsigned long number)
{
  if (number == 0 || trouble != FAILING || number < at || number > last_failing)
    return false;
  errno = failure;
  return true;
}

static void
after (unsigned long number)
{
  if (number != 0 && number == at && (trouble == AFTER || trouble == TORN))
    kill (getpid (), SIGKILL);
}

/* Half of what a torn write was to write. */
static size_t
part (unsigned long number, size_t size)
{
  return number != 0 && number == at && trouble == TORN ? size / 2 : size;
}

#define BEGIN(counted)                                                                   \
  unsigned long number = counted;                                                        \
  if (fails (number))                                                                    \
  return -1
#define END(call)                                                                        \
  __typeof__ (call) result = call;                                                       \
  int code = errno;                                                                      \
  after (number);                                                                        \
  errno = code;                                                                          \
  return result

EXPORT ssize_t
write (int fd, const void *data, size_t size)
{
  REAL (write);
  BEGIN (count_fd ("write", fd));
  END (real (fd, data, part (number, size)));
}

EXPORT ssize_t
pwrite (int fd, const void *data, size_t size, off_t offset)
{
  REAL (pwrite);
  BEGIN (count_fd ("write", fd));
  END (real (fd, data, part (number, size), offset));
}

EXPORT ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t offset)
{
  REAL (pwrite64);
  BEGIN (count_fd ("write", fd));
  END (real (fd, data, part (number, size), offset));
}

/* What gives room back, or takes none, never fails. */
static unsigned long
harmless (unsigned long number)
{
  return trouble == FAILING ? 0 : number;
}

EXPORT int
fsync (int fd)
{
  REAL (fsync);
  BEGIN (harmless (count_fd ("sync", fd)));
  END (real (fd));
}

EXPORT int
fdatasync (int fd)
{
  REAL (fdatasync);
  BEGIN (harmless (count_fd ("sync", fd)));
  END (real (fd));
}

EXPORT int
rename (const char *from, const char *to)
{
  REAL (rename);
  BEGIN (harmless (count ("rename", to)));
  END (real (from, to));
}

EXPORT int
symlink (const char *target, const char *path)
{
  REAL (symlink);
  BEGIN (count ("symlink", path));
  END (real (target, path));
}

EXPORT int
mkdir (const char *path, mode_t mode)
{
  REAL (mkdir);
  BEGIN (count ("mkdir", path));
  END (real (path, mode));
}

EXPORT int
unlink (const char *path)
{
  REAL (unlink);
  BEGIN (harmless (count ("unlink", path)));
  END (real (path));
}

EXPORT int
rmdir (const char *path)
{
  REAL (rmdir);
  BEGIN (harmless (count ("unlink", path)));
  END (real (path));
}

EXPORT int
remove (const char *path)
{
  REAL (remove);
  BEGIN (harmless (count ("unlink", path)));
  END (real (path));
}

static bool
makes (const char *path, int flags)
{
  struct stat status;

  return (flags & O_TMPFILE) == O_TMPFILE
         || ((flags & O_CREAT) != 0 && concerns (path) && lstat (path, &status) != 0);
}

typedef int (*Open) (const char *, int, ...);

static int
open_by (Open real, const char *path, int flags, mode_t mode)
{
  BEGIN (makes (path, flags) ? count ("create", path) : 0);
  END (real (path, flags, mode));
}

#define MODE                                                                             \
  mode_t mode = 0;                                                                       \
  if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE)                        \
    {                                                                                    \
      va_list arguments;                                                                 \
      va_start (arguments, flags);                                                       \
      mode = va_arg (arguments, mode_t);                                                 \
      va_end (arguments);                                                                \
    }

EXPORT int
open (const char *path, int flags, ...)
{
  REAL (open);
  MODE;
  return open_by (real, path, flags, mode);
}

EXPORT int
open64 (const char *path, int flags, ...)
{
  REAL (open64);
  MODE;
  return open_by (real, path, flags, mode);
}
