/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/listen.h"

#include <errno.h>
#include <gio/gio.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/autofd.h"

#define BACKLOG 512
#define LOCAL "unix:"

/* The path that @address names; NULL where it is of another kind. */
static const char *
find_local (const char *address)
{
  return g_str_has_prefix (address, LOCAL "/") ? address + strlen (LOCAL) : NULL;
}

/* That of "unix:/path"; false where it is too long for the system. */
static bool
make_local (const char *path, struct sockaddr_un *where_out)
{
  *where_out = (struct sockaddr_un){ .sun_family = AF_UNIX };
  return g_strlcpy (where_out->sun_path, path, sizeof where_out->sun_path)
         < sizeof where_out->sun_path;
}

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
                   "[::1]:8080 or localhost:8080, with a port from 0 to 65535, or as "
                   "unix:/PATH",
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
  struct sockaddr_un where;

  if (find_local (address) == NULL)
    return split_address (address, &host, &port, error);
  if (make_local (find_local (address), &where))
    return true;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "cannot listen at '%s': the path is longer than %zu bytes", address,
               sizeof where.sun_path - 1);
  return false;
}

static int
fail (const char *address, const char *why, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, code, "cannot listen at '%s': %s", address, why);
  return -1;
}

/* A path, or "@name" of one that lies in no folder: unix(7). */
static char *
dup_local_url (const struct sockaddr_un *where, socklen_t length)
{
  size_t room = length - offsetof (struct sockaddr_un, sun_path);
  bool is_abstract = room > 1 && where->sun_path[0] == '\0';
  size_t skipped = is_abstract ? 1 : 0;
  g_autofree char *name = g_strndup (where->sun_path + skipped, room - skipped);
  g_autofree char *shown = g_utf8_make_valid (name, -1);

  return g_strconcat ("unix:", is_abstract ? "@" : "", shown, NULL);
}

char *
gf_listen_dup_url (int fd)
{
  union
  {
    struct sockaddr any;
    struct sockaddr_un local;
    struct sockaddr_storage room;
  } where;
  socklen_t length = sizeof where;
  char host[NI_MAXHOST];
  char port[NI_MAXSERV];

  if (getsockname (fd, &where.any, &length) != 0)
    return NULL;
  if (where.any.sa_family == AF_UNIX)
    return dup_local_url (&where.local, length);
  if (getnameinfo (&where.any, length, host, sizeof host, port, sizeof port,
                   NI_NUMERICHOST | NI_NUMERICSERV)
      != 0)
    return NULL;
  return g_strdup_printf (
      where.any.sa_family == AF_INET6 ? "http://[%s]:%s" : "http://%s:%s", host, port);
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

/* What a daemon that was killed has left: a socket that nobody listens at. */
static void
remove_dead (const struct sockaddr_un *where)
{
  struct stat status;
  gf_autofd fd = socket (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  if (fd >= 0 && lstat (where->sun_path, &status) == 0 && S_ISSOCK (status.st_mode)
      && connect (fd, (const struct sockaddr *) where, sizeof *where) != 0
      && errno == ECONNREFUSED)
    unlink (where->sun_path);
}

static int
open_local (const char *address, GError **error)
{
  struct sockaddr_un where;
  const struct addrinfo info = { .ai_family = AF_UNIX,
                                 .ai_socktype = SOCK_STREAM,
                                 .ai_addr = (struct sockaddr *) &where,
                                 .ai_addrlen = sizeof where };

  if (!make_local (find_local (address), &where))
    return fail (address, g_strerror (ENAMETOOLONG), G_IO_ERROR_INVALID_ARGUMENT, error);
  remove_dead (&where);

  int fd = open_socket (&info);
  int saved = errno;

  if (fd < 0)
    fail (address, g_strerror (saved), (int) g_io_error_from_errno (saved), error);
  return fd;
}

static int
open_inet (const char *address, GError **error)
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

  int fd = open_socket (found);
  int saved = errno;

  freeaddrinfo (found);
  if (fd < 0)
    fail (address, g_strerror (saved), (int) g_io_error_from_errno (saved), error);
  return fd;
}

int
gf_listen_open (const char *address, char **url_out, GError **error)
{
  gf_autofd fd = find_local (address) != NULL ? open_local (address, error)
                                              : open_inet (address, error);
  if (fd < 0)
    return -1;

  *url_out = gf_listen_dup_url (fd);
  if (*url_out == NULL)
    return fail (address, "the system does not say where", G_IO_ERROR_FAILED, error);
  return gf_steal_fd (&fd);
}

bool
gf_listen_is_local (int fd)
{
  union
  {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_storage room;
  } where;
  socklen_t length = sizeof where;

  if (getsockname (fd, &where.any, &length) != 0)
    return false;
  if (where.any.sa_family == AF_INET)
    return ntohl (where.v4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
  if (where.any.sa_family == AF_INET6)
    return IN6_IS_ADDR_LOOPBACK (&where.v6.sin6_addr);
  return where.any.sa_family == AF_UNIX;
}
