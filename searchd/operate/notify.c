/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/notify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/autofd.h"

struct GfNotifier
{
  int fd; /* -1: nobody listens */
  struct sockaddr_un to;
  socklen_t length;
  uint64_t watchdog_us;
};

/* A path, or "@name" for a name that lies in no folder: sd_notify(3), unix(7). */
static bool
set_address (GfNotifier *notifier, const char *name)
{
  size_t length = strlen (name);
  bool is_abstract = name[0] == '@';

  if ((name[0] != '/' && !is_abstract) || length < 2
      || length >= sizeof notifier->to.sun_path)
    return false;

  notifier->to.sun_family = AF_UNIX;
  memcpy (notifier->to.sun_path, name, length + 1);
  if (is_abstract)
    notifier->to.sun_path[0] = '\0';
  notifier->length = (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length
                                  + (is_abstract ? 0 : 1));
  return true;
}

/* WATCHDOG_PID says whom it is for, since the environment is inherited:
   sd_watchdog_enabled(3). */
static uint64_t
read_watchdog (void)
{
  const char *pid = getenv ("WATCHDOG_PID");
  const char *us = getenv ("WATCHDOG_USEC");
  guint64 number = 0;

  if (us == NULL
      || (pid != NULL
          && (!g_ascii_string_to_unsigned (pid, 10, 1, G_MAXINT, &number, NULL)
              || number != (guint64) getpid ())))
    return 0;
  return g_ascii_string_to_unsigned (us, 10, 1, G_MAXINT64, &number, NULL) ? number : 0;
}

GfNotifier *
gf_notifier_new (void)
{
  GfNotifier *notifier = g_new0 (GfNotifier, 1);
  const char *name = getenv ("NOTIFY_SOCKET");

  notifier->fd = -1;
  if (name != NULL && set_address (notifier, name))
    notifier->fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (notifier->fd >= 0)
    notifier->watchdog_us = read_watchdog ();
  unsetenv ("NOTIFY_SOCKET");
  unsetenv ("WATCHDOG_PID");
  unsetenv ("WATCHDOG_USEC");
  return notifier;
}

void
gf_notifier_free (GfNotifier *notifier)
{
  if (notifier == NULL)
    return;

  gf_close_fd (&notifier->fd);
  g_free (notifier);
}

uint64_t
gf_notifier_get_watchdog_us (const GfNotifier *notifier)
{
  return notifier->watchdog_us;
}

static bool
tell (GfNotifier *notifier, const char *lines)
{
  size_t length = strlen (lines);

  return notifier->fd >= 0
         && sendto (notifier->fd, lines, length, MSG_NOSIGNAL,
                    (const struct sockaddr *) &notifier->to, notifier->length)
                == (ssize_t) length;
}

/* A status is one line, whatever is in it. */
bool
gf_notifier_ready (GfNotifier *notifier, const char *status)
{
  g_autofree char *line = g_strdelimit (g_strdup (status), "\r\n", ' ');
  g_autofree char *lines = g_strdup_printf ("READY=1\nSTATUS=%s", line);

  return tell (notifier, lines);
}

/* With the time, as Type=notify-reload of systemd 253 wants it. */
bool
gf_notifier_reloading (GfNotifier *notifier)
{
  g_autofree char *lines = g_strdup_printf ("RELOADING=1\nMONOTONIC_USEC=%" PRId64,
                                            (int64_t) g_get_monotonic_time ());

  return tell (notifier, lines);
}

bool
gf_notifier_stopping (GfNotifier *notifier, uint64_t within_us)
{
  g_autofree char *lines
      = g_strdup_printf ("STOPPING=1\nSTATUS=finishing what was begun\n"
                         "EXTEND_TIMEOUT_USEC=%" PRIu64,
                         within_us);

  return tell (notifier, lines);
}

bool
gf_notifier_alive (GfNotifier *notifier)
{
  return tell (notifier, "WATCHDOG=1");
}
