/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes on a connection, in pieces as they fall: what comes back is HTTP or nothing,
 * the connection ends, and the server, which is the same one throughout, goes on
 * answering others.
 */
#include <glib.h>
#include <linux/sockios.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "searchd/http/http.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_BYTES 200000
#define PATIENCE_MS 20000
#define ASKED "GET /sound HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

typedef struct
{
  struct sockaddr_un at;
  GfHttpServer *server;
} Target;

/* Half of the paths are for workers; all is looked at, as the service would. */
static GfReply *
answer (const void *closure, GfHttpRequest *request)
{
  g_autoptr (GError) error = NULL;
  bool parsed = gf_http_request_parse (request, &error);
  g_autoptr (GBytes) body = g_bytes_new_static ("sound", 5);

  (void) closure;
  g_assert (parsed == (error == NULL));
  g_assert (!parsed || request->path[0] == '/');
  for (guint i = 0; parsed && i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);

      g_assert (g_utf8_validate (field->name, -1, NULL)
                && g_utf8_validate (field->value, -1, NULL));
    }
  return gf_reply_new_bytes (parsed ? 200 : 400, "text/plain", body);
}

static bool
is_quick (const void *closure, const GfHttpRequest *request)
{
  (void) closure;
  return strlen (request->target) % 2 == 0;
}

static Target *
start (void)
{
  Target *target = g_new0 (Target, 1);
  const GfHttpHandler handler = { .answer = answer, .is_quick = is_quick };
  const GfHttpOptions options = { .limits = GF_HTTP_LIMITS_INIT };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  /* A name without a file: it is gone with the process. */
  target->at.sun_family = AF_UNIX;
  g_snprintf (target->at.sun_path + 1, sizeof target->at.sun_path - 1, "gf-fuzz-http-%d",
              (int) getpid ());
  g_assert (bind (fd, (struct sockaddr *) &target->at, sizeof target->at) == 0);
  g_assert (listen (fd, SOMAXCONN) == 0);
  target->server = gf_http_server_start (&fd, 1, handler, &options, NULL);
  g_assert (target->server != NULL);
  return target;
}

static int
open_connection (const Target *target)
{
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert (connect (fd, (const struct sockaddr *) &target->at, sizeof target->at) == 0);
  return fd;
}

/* All that comes until the end, which must come. */
static GString *
read_all (int fd)
{
  GString *all = g_string_new (NULL);
  struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
  char bytes[4096];
  ssize_t n;

  do
    {
      g_assert (poll (&poll_fd, 1, PATIENCE_MS) == 1);
      n = recv (fd, bytes, sizeof bytes, 0);
      if (n > 0)
        g_string_append_len (all, bytes, n);
    }
  while (n > 0);
  return all;
}

/* In as many pieces as the first byte says. */
static void
send_pieces (int fd, const uint8_t *data, size_t size)
{
  size_t step = MAX (size / (1 + (size_t) data[0] % 8), 1);

  for (size_t sent = 0; sent < size; sent += step)
    {
      ssize_t n = send (fd, data + sent, MIN (step, size - sent), MSG_NOSIGNAL);

      if (n < (ssize_t) MIN (step, size - sent))
        return;
    }
}

/* Until the server has read it all, or will not.  An end that comes together with bytes
   is seen later only (searchd/http/connections.c). */
static void
await_reading (int fd)
{
  struct pollfd poll_fd = { .fd = fd, .events = POLLRDHUP };
  int unread = 1;

  for (unsigned i = 0; i < 1000 && unread > 0 && poll (&poll_fd, 1, 0) == 0; i++)
    {
      g_usleep (50);
      g_assert (ioctl (fd, SIOCOUTQ, &unread) == 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static Target *target;

  if (target == NULL)
    target = start ();
  if (size == 0 || size > MAX_BYTES)
    return 0;

  int fd = open_connection (target);
  send_pieces (fd, data, size);
  await_reading (fd);
  shutdown (fd, SHUT_WR);
  g_autoptr (GString) said = read_all (fd);
  close (fd);
  g_assert (said->len == 0 || g_str_has_prefix (said->str, "HTTP/1."));

  int other = open_connection (target);
  send_pieces (other, (const uint8_t *) ASKED, strlen (ASKED));
  g_autoptr (GString) sound = read_all (other);
  close (other);
  g_assert (g_str_has_prefix (sound->str, "HTTP/1.1 200"));
  g_assert (g_str_has_suffix (sound->str, "\r\n\r\nsound"));
  return 0;
}
