/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/handed-sockets.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* SD_LISTEN_FDS_START */
#define FIRST_FD 3

static bool
read_number (const char *name, unsigned least, unsigned *number_out)
{
  const char *text = getenv (name);
  guint64 number = 0;

  if (text == NULL
      || !g_ascii_string_to_unsigned (text, 10, least, G_MAXINT, &number, NULL))
    return false;
  *number_out = (unsigned) number;
  return true;
}

/* How many; the environment is inherited, so they are for the process that is named. */
static unsigned
count_handed (void)
{
  unsigned pid = 0;
  unsigned n = 0;
  bool is_ours = read_number ("LISTEN_PID", 1, &pid) && pid == (unsigned) getpid ()
                 && read_number ("LISTEN_FDS", 0, &n);

  unsetenv ("LISTEN_PID");
  unsetenv ("LISTEN_FDS");
  unsetenv ("LISTEN_FDNAMES");
  return is_ours ? n : 0;
}

static bool
has_option (int fd, int option, int wanted)
{
  int value = 0;
  socklen_t length = sizeof value;

  return getsockopt (fd, SOL_SOCKET, option, &value, &length) == 0 && value == wanted;
}

static bool
make_ours (int fd, GError **error)
{
  int flags = fcntl (fd, F_GETFL);

  if (has_option (fd, SO_TYPE, SOCK_STREAM) && has_option (fd, SO_ACCEPTCONN, 1)
      && flags >= 0 && fcntl (fd, F_SETFL, flags | O_NONBLOCK) == 0
      && fcntl (fd, F_SETFD, FD_CLOEXEC) == 0)
    return true;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "descriptor %d was handed over to listen on, and is no stream socket that "
               "listens (Accept=no, ListenStream=)",
               fd);
  return false;
}

GArray *
gf_handed_sockets_take (unsigned max, GError **error)
{
  unsigned n = count_handed ();
  g_autoptr (GArray) fds = g_array_new (FALSE, FALSE, sizeof (int));

  if (n > max)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%u sockets were handed over; at most %u can be listened on", n, max);
      return NULL;
    }
  for (unsigned i = 0; i < n; i++)
    {
      int fd = FIRST_FD + (int) i;

      if (!make_ours (fd, error))
        return NULL;
      g_array_append_val (fds, fd);
    }
  return g_steal_pointer (&fds);
}
