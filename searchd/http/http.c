/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/http.h"

#include <gio/gio.h>
#include <microhttpd.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>

#include "common/autofd.h"

#define DRAIN_STEP_US 5000

struct GfHttpServer
{
  struct MHD_Daemon *daemon;
  GfHttpHandler handler;
  int fd;               /* listening; owned */
  atomic_uint begun;    /* requests read whose answer is not yet sent */
  atomic_bool draining; /* connections are closed after their answer */
};

/* One request on its way. */
typedef struct
{
  char *target;
  bool begun; /* counted in the server's begun */
} Exchange;

/* Called with the first line of each request; what it returns is the handler's *@closure.
   Here rather than in the handler since this is the target as sent: the handler's has
   been decoded. */
static void *
begin_exchange (void *closure, const char *uri, struct MHD_Connection *connection)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  (void) closure;
  (void) connection;
  exchange->target = g_strdup (uri);
  return exchange;
}

static void
end_exchange (void *closure, struct MHD_Connection *connection, void **exchange_at,
              enum MHD_RequestTerminationCode how)
{
  GfHttpServer *server = closure;
  Exchange *exchange = *exchange_at;

  (void) connection;
  (void) how;
  *exchange_at = NULL;
  if (exchange == NULL)
    return;
  if (exchange->begun)
    atomic_fetch_sub (&server->begun, 1);
  g_free (exchange->target);
  g_free (exchange);
}

static enum MHD_Result
collect_header (void *closure, enum MHD_ValueKind kind, const char *name,
                const char *value)
{
  (void) kind;
  gf_http_request_add_header (closure, name, value);
  return MHD_YES;
}

static void
release_body (void *body)
{
  g_bytes_unref (body);
}

static struct MHD_Response *
response_of_bytes (GBytes *body)
{
  gsize length = 0;
  const void *bytes = g_bytes_get_data (body, &length);

  /* The library takes a pointer it could write to, and does not. */
  return MHD_create_response_from_buffer_with_free_callback_cls (
      length, (void *) bytes, release_body, g_bytes_ref (body));
}

/* A file goes out by sendfile (); the library closes it. */
static struct MHD_Response *
response_of (GfReply *reply)
{
  if (reply->body != NULL)
    return response_of_bytes (reply->body);
  if (reply->fd >= 0 && reply->length > 0)
    return MHD_create_response_from_fd_at_offset64 (
        reply->length, gf_steal_fd (&reply->fd), reply->offset);
  return MHD_create_response_from_buffer (0, NULL, MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result
send_reply (GfHttpServer *server, struct MHD_Connection *connection, GfReply *reply)
{
  struct MHD_Response *response = response_of (reply);

  if (response == NULL)
    return MHD_NO;
  for (guint i = 0; i + 1 < reply->headers->len; i += 2)
    MHD_add_response_header (response, g_ptr_array_index (reply->headers, i),
                             g_ptr_array_index (reply->headers, i + 1));
  if (atomic_load (&server->draining))
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");

  enum MHD_Result result = MHD_queue_response (connection, reply->status, response);

  MHD_destroy_response (response);
  return result;
}

static bool
has_body (struct MHD_Connection *connection)
{
  const char *length = MHD_lookup_connection_value (connection, MHD_HEADER_KIND,
                                                    MHD_HTTP_HEADER_CONTENT_LENGTH);
  const char *coding = MHD_lookup_connection_value (connection, MHD_HEADER_KIND,
                                                    MHD_HTTP_HEADER_TRANSFER_ENCODING);

  return coding != NULL || (length != NULL && strcmp (length, "0") != 0);
}

static enum MHD_Result
answer (GfHttpServer *server, struct MHD_Connection *connection, const char *method,
        const Exchange *exchange)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new (method, exchange->target);

  MHD_get_connection_values (connection, MHD_HEADER_KIND, collect_header, request);

  g_autoptr (GfReply) reply = server->handler.answer (server->handler.closure, request);
  return send_reply (server, connection, reply);
}

/* The library calls once when the head is read, and again when the body is.  An answer
   queued on the first call closes the connection, since the body may still come: right
   for a request that has one, which is left unread, and a waste for all others. */
static enum MHD_Result
handle (void *closure, struct MHD_Connection *connection, const char *url,
        const char *method, const char *version, const char *upload, size_t *upload_size,
        void **exchange_at)
{
  GfHttpServer *server = closure;
  Exchange *exchange = *exchange_at;

  (void) url;
  (void) version;
  (void) upload;
  (void) upload_size;
  if (exchange->begun)
    return answer (server, connection, method, exchange);

  exchange->begun = true;
  atomic_fetch_add (&server->begun, 1);
  return has_body (connection) ? answer (server, connection, method, exchange) : MHD_YES;
}

static struct MHD_Daemon *
start_daemon (GfHttpServer *server)
{
  unsigned threads = MAX (2U, g_get_num_processors ());
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC;

  return MHD_start_daemon (
      flags, 0, NULL, NULL, handle, server, MHD_OPTION_LISTEN_SOCKET, server->fd,
      MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT,
      (unsigned) GF_HTTP_CONNECTIONS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      (size_t) GF_HTTP_HEAD_MAX_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
      (unsigned) GF_HTTP_TIMEOUT_S, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, NULL, MHD_OPTION_NOTIFY_COMPLETED,
      end_exchange, server, MHD_OPTION_END);
}

GfHttpServer *
gf_http_server_start (int fd, GfHttpHandler handler, GError **error)
{
  g_autoptr (GfHttpServer) server = g_new0 (GfHttpServer, 1);

  server->fd = fd;
  server->handler = handler;
  server->daemon = start_daemon (server);
  if (server->daemon != NULL)
    return g_steal_pointer (&server);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "cannot start the HTTP server");
  return NULL;
}

bool
gf_http_server_drain (GfHttpServer *server, unsigned patience_ms)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) patience_ms * 1000;

  atomic_store (&server->draining, true);
  MHD_quiesce_daemon (server->daemon);
  /* Else the kernel would still take connections that nobody is going to answer. */
  shutdown (server->fd, SHUT_RDWR);
  while (atomic_load (&server->begun) > 0 && g_get_monotonic_time () < deadline)
    g_usleep (DRAIN_STEP_US);
  return atomic_load (&server->begun) == 0;
}

void
gf_http_server_free (GfHttpServer *server)
{
  if (server == NULL)
    return;

  if (server->daemon != NULL)
    MHD_stop_daemon (server->daemon);
  gf_close_fd (&server->fd);
  g_free (server);
}
