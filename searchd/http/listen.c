/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/listen.h"

#include <errno.h>
#include <gio/gio.h>
#include <netdb.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>

#include "common/autofd.h"

#define BACKLOG 512

static bool
split_address (const char *address, char **host_out, char **port_out, GError **error)
{
  const char *colon = strrchr (address, ':');
  size_t length = colon != NULL ? (size_t) (colon - address) : 0;
  bool bracketed = length >= 2 && address[0] == '[' && address[length - 1] == ']';
  guint64 port = 0;

  if (length == 0 || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL)
      || (!bracketed && memchr (address, ':', length) != NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "cannot listen at '%s': give it as ADDRESS:PORT, 127.0.0.1:8080 or "
                   "[::1]:8080 or localhost:8080, with a port from 0 to 65535",
                   address);
      return false;
    }

  *host_out
      = bracketed ? g_strndup (address + 1, length - 2) : g_strndup (address, length);
  *port_out = g_strdup (colon + 1);
  return true;
}

bool
gf_listen_check (const char *address, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;

  return split_address (address, &host, &port, error);
}

static int
fail (const char *address, const char *why, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, code, "cannot listen at '%s': %s", address, why);
  return -1;
}

static char *
dup_url (int fd)
{
  struct sockaddr_storage where;
  socklen_t length = sizeof where;
  char host[NI_MAXHOST];
  char port[NI_MAXSERV];

  if (getsockname (fd, (struct sockaddr *) &where, &length) != 0
      || getnameinfo ((struct sockaddr *) &where, length, host, sizeof host, port,
                      sizeof port, NI_NUMERICHOST | NI_NUMERICSERV)
             != 0)
    return NULL;
  return g_strdup_printf (where.ss_family == AF_INET6 ? "http://[%s]:%s" : "http://%s:%s",
                          host, port);
}

static int
open_socket (const struct addrinfo *info)
{
  int yes = 1;
  gf_autofd fd
      = socket (info->ai_family, info->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
                info->ai_protocol);

  /* A port is free again as soon as its daemon is gone, connections in their last wait or
   * not. */
  if (fd < 0 || setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0
      || bind (fd, info->ai_addr, info->ai_addrlen) != 0 || listen (fd, BACKLOG) != 0)
    return -1;
  return gf_steal_fd (&fd);
}

int
gf_listen_open (const char *address, char **url_out, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  struct addrinfo hints = { .ai_flags = AI_PASSIVE, .ai_socktype = SOCK_STREAM };
  struct addrinfo *found = NULL;

  if (!split_address (address, &host, &port, error))
    return -1;

  int failure = getaddrinfo (host, port, &hints, &found);
  if (failure != 0)
    return fail (address, gai_strerror (failure), G_IO_ERROR_HOST_NOT_FOUND, error);

  gf_autofd fd = open_socket (found);
  int saved = errno;

  freeaddrinfo (found);
  if (fd < 0)
    return fail (address, g_strerror (saved), (int) g_io_error_from_errno (saved), error);

  *url_out = dup_url (fd);
  if (*url_out == NULL)
    return fail (address, "the system does not say where", G_IO_ERROR_FAILED, error);
  return gf_steal_fd (&fd);
}
