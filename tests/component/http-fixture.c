/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/component/http-fixture.h"

#include <arpa/inet.h>
#include <check.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATIENCE_S 20
#define PATIENCE_US (PATIENCE_S * G_USEC_PER_SEC)
#define HEAD_MAX_BYTES 65536

static GfReply *
reply_text (const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return gf_reply_new_bytes (200, "text/plain", body);
}

static GfReply *
reply_body (const char *length)
{
  gsize size = strtoul (length, NULL, 10);
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size + 1), size);

  return gf_reply_new_bytes (200, "text/plain", body);
}

static void
wait_at_gate (GfFixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  fixture->n_inside++;
  g_cond_broadcast (&fixture->changed);
  while (!fixture->open)
    g_cond_wait (&fixture->changed, &fixture->lock);
  g_mutex_unlock (&fixture->lock);
}

static GfReply *
reply_deadline (const GfHttpRequest *request)
{
  int64_t left_us = request->deadline_us - g_get_monotonic_time ();
  g_autofree char *left = request->deadline_us == 0
                              ? g_strdup ("none")
                              : g_strdup_printf ("%d", (int) (left_us / 1000));

  return reply_text (left);
}

static GfReply *
answer (const void *closure, GfHttpRequest *request)
{
  request->route = "/";
  if (strcmp (request->target, "/wait") == 0)
    wait_at_gate ((GfFixture *) closure);
  if (strcmp (request->target, "/client") == 0)
    return reply_text (request->client != NULL ? request->client : "nobody");
  if (strcmp (request->target, "/proxy") == 0)
    return reply_text (request->from_proxy ? "yes" : "no");
  if (strcmp (request->target, "/deadline") == 0)
    return reply_deadline (request);
  if (g_str_has_prefix (request->target, "/body/"))
    return reply_body (request->target + strlen ("/body/"));
  return reply_text ("ok");
}

static bool
is_quick (const void *closure, const GfHttpRequest *request)
{
  (void) closure;
  return strcmp (request->target, "/quick") == 0;
}

static int
listen_on_port (unsigned *port_out)
{
  struct sockaddr_in where
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof where;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  g_assert (bind (fd, (struct sockaddr *) &where, sizeof where) == 0);
  g_assert (listen (fd, SOMAXCONN) == 0);
  g_assert (getsockname (fd, (struct sockaddr *) &where, &size) == 0);
  *port_out = ntohs (where.sin_port);
  return fd;
}

static int
listen_locally (const char *path)
{
  struct sockaddr_un where = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  g_strlcpy (where.sun_path, path, sizeof where.sun_path);
  g_assert (bind (fd, (struct sockaddr *) &where, sizeof where) == 0);
  g_assert (listen (fd, SOMAXCONN) == 0);
  return fd;
}

static int
connect_locally (const char *path)
{
  struct sockaddr_un where = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (where.sun_path, path, sizeof where.sun_path);
  g_assert (connect (fd, (struct sockaddr *) &where, sizeof where) == 0);
  return fd;
}

GfFixture *
gf_fixture_start (const GfHttpLimits *limits, const GfProxies *proxies,
                  const char *local_path)
{
  GfFixture *fixture = g_new0 (GfFixture, 1);
  const GfHttpHandler handler
      = { .answer = answer, .is_quick = is_quick, .closure = fixture };
  int fds[2] = { listen_on_port (&fixture->port), -1 };

  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->changed);
  fixture->metrics = gf_metrics_new ();
  fixture->local = -1;
  if (local_path != NULL)
    fds[1] = listen_locally (local_path);

  const GfHttpOptions options
      = { .limits = *limits, .proxies = proxies, .metrics = fixture->metrics };
  fixture->server
      = gf_http_server_start (fds, local_path != NULL ? 2 : 1, handler, &options, NULL);
  g_assert (fixture->server != NULL);
  if (local_path != NULL)
    fixture->local = connect_locally (local_path);
  return fixture;
}

void
gf_fixture_free (GfFixture *fixture)
{
  if (fixture == NULL)
    return;

  gf_fixture_open_gate (fixture);
  gf_http_server_free (fixture->server);
  gf_metrics_free (fixture->metrics);
  if (fixture->local >= 0)
    close (fixture->local);
  g_cond_clear (&fixture->changed);
  g_mutex_clear (&fixture->lock);
  g_free (fixture);
}

void
gf_fixture_await (GfFixture *fixture, unsigned n)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  g_mutex_lock (&fixture->lock);
  while (fixture->n_inside < n)
    g_assert (g_cond_wait_until (&fixture->changed, &fixture->lock, deadline));
  g_mutex_unlock (&fixture->lock);
}

void
gf_fixture_open_gate (GfFixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  fixture->open = true;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->lock);
}

int
gf_fixture_connect (const GfFixture *fixture, const char *address)
{
  struct sockaddr_in from = { .sin_family = AF_INET };
  struct sockaddr_in to = { .sin_family = AF_INET,
                            .sin_port = htons ((uint16_t) fixture->port),
                            .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const struct timeval patience = { .tv_sec = PATIENCE_S };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert (inet_pton (AF_INET, address, &from.sin_addr) == 1);
  g_assert (bind (fd, (struct sockaddr *) &from, sizeof from) == 0);
  g_assert (connect (fd, (struct sockaddr *) &to, sizeof to) == 0);
  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return fd;
}

bool
gf_client_send (int fd, const char *text)
{
  size_t length = strlen (text);

  while (length > 0)
    {
      ssize_t n = send (fd, text, length, MSG_NOSIGNAL);

      if (n <= 0)
        return false;
      text += n;
      length -= (size_t) n;
    }
  return true;
}

bool
gf_client_get (int fd, const char *path, const char *headers)
{
  g_autofree char *request
      = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", path, headers);

  return gf_client_send (fd, request);
}

/* The head, up to and with its empty line, byte by byte: what follows is left.  NULL: it
   did not come. */
static char *
read_head (int fd)
{
  g_autoptr (GString) head = g_string_new (NULL);

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      char byte;

      if (head->len >= HEAD_MAX_BYTES || recv (fd, &byte, 1, 0) != 1)
        return NULL;
      g_string_append_c (head, byte);
    }
  return g_string_free (g_steal_pointer (&head), FALSE);
}

static char *
read_body (int fd, const char *head)
{
  const char *header = g_strstr_len (head, -1, "Content-Length: ");
  size_t length
      = header != NULL ? strtoul (header + strlen ("Content-Length: "), NULL, 10) : 0;
  g_autofree char *body = g_malloc0 (length + 1);
  size_t have = 0;

  while (have < length)
    {
      ssize_t n = recv (fd, body + have, length - have, 0);

      if (n <= 0)
        return NULL;
      have += (size_t) n;
    }
  return g_steal_pointer (&body);
}

unsigned
gf_client_read (int fd, char **head_out, char **body_out)
{
  g_autofree char *head = read_head (fd);
  g_autofree char *body = head != NULL ? read_body (fd, head) : NULL;
  unsigned status = 0;

  if (body == NULL || sscanf (head, "HTTP/1.%*c %u", &status) != 1)
    return 0;
  if (head_out != NULL)
    *head_out = g_steal_pointer (&head);
  if (body_out != NULL)
    *body_out = g_steal_pointer (&body);
  return status;
}

unsigned
gf_client_ask (int fd, const char *path)
{
  return gf_client_get (fd, path, "") ? gf_client_read (fd, NULL, NULL) : 0;
}

bool
gf_client_is_closed (int fd, unsigned wait_ms)
{
  struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
  char byte;

  return poll (&poll_fd, 1, (int) wait_ms) == 1 && recv (fd, &byte, 1, MSG_PEEK) <= 0;
}

void
gf_client_close_all (const int *fds, size_t n)
{
  for (size_t i = 0; i < n; i++)
    close (fds[i]);
}

void
gf_client_assert_problem (int fd, unsigned status, const char *limit, bool retry)
{
  g_autofree char *head = NULL;
  g_autofree char *body = NULL;

  ck_assert_uint_eq (gf_client_read (fd, &head, &body), status);
  ck_assert_ptr_nonnull (strstr (head, "application/problem+json"));
  ck_assert_ptr_nonnull (strstr (head, "nosniff"));
  ck_assert_int_eq (strstr (head, "Retry-After: ") != NULL, retry);
  ck_assert_msg (strstr (body, limit) != NULL, "%s", body);
}

void
gf_fixture_assert_count (const GfFixture *fixture, GfCount what, unsigned expected)
{
  gint64 deadline = g_get_monotonic_time () + GF_SOON_MS * 1000;

  while (gf_metrics_get_count (fixture->metrics, what) < expected
         && g_get_monotonic_time () < deadline)
    g_usleep (1000);
  ck_assert_uint_eq (gf_metrics_get_count (fixture->metrics, what), expected);
}
