/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/http.h"

#include <gio/gio.h>
#include <microhttpd.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>

#include "common/autofd.h"
#include "searchd/http/connections.h"
#include "searchd/http/exchange.h"
#include "searchd/http/tls.h"
#include "searchd/http/turns.h"
#include "searchd/operate/log.h"

#define DRAIN_STEP_US 5000

/* Who has come, or was answered, so lately is about to ask: long enough for a handshake
   of TLS over some distance. */
#define EXPECT_US 300000

/* In which the library's threads have seen that they are to take no connection. */
#define QUIESCE_US 50000

/* Every connection is looked at once a second. */
#define TICK_US (G_USEC_PER_SEC / GF_CONNECTIONS_N_PARTS)

/* The most of each thread, by the library.  Threads share connections as it happens, and
   one that has its share leaves new ones waiting: so it is more than limits.connections
   can be, which is held to here. */
#define LIBRARY_CONNECTIONS 2000000U

struct GfHttpServer
{
  struct MHD_Daemon *daemons[GF_HTTP_MAX_LISTENERS];
  int fds[GF_HTTP_MAX_LISTENERS]; /* listening; owned */
  unsigned n_listeners;
  GfExchangeParts parts; /* its rate is owned */
  GfMetrics *metrics;
  bool inherited;

  /* Those of now, read without a lock; those before them are kept, since somebody may
     still be reading. */
  _Atomic (const GfHttpLimits *) limits;
  GPtrArray *all_limits;

  GfConnections *connections;
  GfTurns *turns;
  atomic_uint begun;    /* requests read whose answer is not yet sent */
  atomic_bool draining; /* connections are closed after their answer */

  GThread *ticker;
  GMutex lock; /* of the ticker's end */
  GCond ended;
  bool ending;
};

/* One request on its way.  It belongs to the library's thread, but to a worker while its
   connection is suspended. */
typedef struct
{
  GfExchange exchange;
  GfHttpServer *server;
  struct MHD_Connection *at;
  GfConnection *connection;
  char *target;
  bool begun; /* counted in the server's begun */
} Call;

static const GfHttpLimits *
get_limits (GfHttpServer *server)
{
  return atomic_load_explicit (&server->limits, memory_order_acquire);
}

void
gf_http_server_set_limits (GfHttpServer *server, const GfHttpLimits *limits)
{
  GfHttpLimits *kept = g_memdup2 (limits, sizeof *limits);

  kept->connections = gf_connections_allow (limits->connections);
  g_ptr_array_add (server->all_limits, kept);
  atomic_store_explicit (&server->limits, kept, memory_order_release);
}

static GfConnection *
get_connection (struct MHD_Connection *at)
{
  return MHD_get_connection_info (at, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* NULL over a local socket. */
static const GfAddress *
get_peer (const GfConnection *connection)
{
  return connection->has_peer ? &connection->peer : NULL;
}

/* Whether the new connection is one too many; counts it where it is not. */
static bool
is_too_many (GfHttpServer *server, GfConnection *connection)
{
  const GfHttpLimits *limits = get_limits (server);
  const GfAddress *peer = get_peer (connection);

  if (gf_connections_count (server->connections) > limits->connections)
    return true;
  if (!gf_exchange_is_limited (&server->parts, peer, limits))
    return false;

  GfAddress site = gf_address_get_site (peer);
  connection->counted
      = gf_rate_connect (server->parts.rate, &site, limits->connections_per_address);
  return !connection->counted;
}

/* Refused by shutting it down, which the library sees as closed by the client: it has no
   other way by which all that it allocated is released with its count. */
static GfConnection *
open_connection (GfHttpServer *server, struct MHD_Connection *at)
{
  int fd = MHD_get_connection_info (at, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  const struct sockaddr *peer
      = MHD_get_connection_info (at, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
  GfConnection *connection = gf_connections_add (server->connections, fd);

  connection->has_peer = gf_address_from_socket (peer, &connection->peer);
  gf_metrics_gauge_add (server->metrics, GF_GAUGE_CONNECTIONS, 1);
  if (is_too_many (server, connection))
    {
      gf_metrics_count (server->metrics, GF_COUNT_REFUSED_CONNECTIONS, 1);
      connection->heard = true;
      shutdown (fd, SHUT_RDWR);
    }
  else
    gf_metrics_count (server->metrics, GF_COUNT_CONNECTIONS, 1);
  return connection;
}

static void
close_connection (GfHttpServer *server, GfConnection *connection)
{
  GfAddress site = gf_address_get_site (&connection->peer);

  /* The library tells of no request whose first line it refused. */
  if (!connection->heard && !gf_connection_is_shut (connection)
      && gf_connection_has_spoken (connection))
    gf_metrics_count (server->metrics, GF_COUNT_REFUSED_HEAD, 1);
  if (connection->counted)
    gf_rate_disconnect (server->parts.rate, &site);
  gf_connections_remove (server->connections, connection);
  gf_metrics_gauge_add (server->metrics, GF_GAUGE_CONNECTIONS, -1);
}

static void
notice_connection (void *closure, struct MHD_Connection *at, void **connection_at,
                   enum MHD_ConnectionNotificationCode what)
{
  GfHttpServer *server = closure;

  if (what == MHD_CONNECTION_NOTIFY_STARTED)
    *connection_at = open_connection (server, at);
  else if (*connection_at != NULL)
    close_connection (server, g_steal_pointer (connection_at));
}

/* Called with the first line of each request; what it returns is the handler's *@closure.
   Here rather than in the handler since this is the target as sent: the handler's has
   been decoded. */
static void *
begin_call (void *closure, const char *uri, struct MHD_Connection *at)
{
  Call *call = g_new0 (Call, 1);

  call->server = closure;
  call->at = at;
  call->connection = get_connection (at);
  call->connection->heard = true;
  call->target = g_strdup (uri);
  return call;
}

/* What ended before its answer, or with it half taken; one that was shut down has been
   counted where it was. */
static void
count_end (const Call *call, enum MHD_RequestTerminationCode how)
{
  GfMetrics *metrics = call->server->metrics;

  if (gf_connection_is_shut (call->connection))
    return;
  if (how == MHD_REQUEST_TERMINATED_TIMEOUT_REACHED)
    gf_metrics_count (metrics, GF_COUNT_SLOW_CLIENTS, 1);
  else if (!call->begun)
    gf_metrics_count (metrics, GF_COUNT_REFUSED_HEAD, 1);
}

static void
end_call (void *closure, struct MHD_Connection *at, void **call_at,
          enum MHD_RequestTerminationCode how)
{
  GfHttpServer *server = closure;
  Call *call = g_steal_pointer (call_at);

  (void) at;
  if (call == NULL)
    return;
  count_end (call, how);
  gf_connection_wait (call->connection);
  if (call->begun)
    atomic_fetch_sub (&server->begun, 1);
  gf_exchange_clear (&call->exchange);
  g_free (call->target);
  g_free (call);
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
send_reply (Call *call)
{
  GfReply *reply = call->exchange.reply;
  struct MHD_Response *response = response_of (reply);

  if (response == NULL)
    return MHD_NO;
  for (guint i = 0; i + 1 < reply->headers->len; i += 2)
    MHD_add_response_header (response, g_ptr_array_index (reply->headers, i),
                             g_ptr_array_index (reply->headers, i + 1));
  if (atomic_load (&call->server->draining))
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");
  gf_connection_send (call->connection);

  enum MHD_Result result = MHD_queue_response (call->at, reply->status, response);

  MHD_destroy_response (response);
  return result;
}

/* In a worker, as are the next.  After the last line the call is another's. */
static bool
run_call (void *work, uint64_t *dear_us_out)
{
  Call *call = work;

  if (!gf_exchange_answer (&call->exchange, dear_us_out))
    return false;
  MHD_resume_connection (call->at);
  return true;
}

static void
refuse_call (void *work)
{
  Call *call = work;

  gf_exchange_refuse_late (&call->exchange);
  MHD_resume_connection (call->at);
}

static void
refuse_full (void *work)
{
  Call *call = work;

  gf_exchange_refuse_full (&call->exchange);
  MHD_resume_connection (call->at);
}

/* Suspended before it is pushed, since a worker may be done before push () is: from then
   on nothing of the call may be looked at. */
static enum MHD_Result
wait_for_worker (Call *call, const GfHttpLimits *limits)
{
  MHD_suspend_connection (call->at);
  if (!gf_turns_push (call->server->turns, call, limits->queue, limits->queue_ms))
    refuse_full (call);
  return MHD_YES;
}

static enum MHD_Result
collect_header (void *closure, enum MHD_ValueKind kind, const char *name,
                const char *value)
{
  Call *call = closure;

  (void) kind;
  gf_exchange_add_header (&call->exchange, name, value);
  return MHD_YES;
}

static enum MHD_Result
decide (Call *call, bool has_body)
{
  const GfHttpLimits *limits = get_limits (call->server);

  MHD_get_connection_values (call->at, MHD_HEADER_KIND, collect_header, call);
  return gf_exchange_decide (&call->exchange, get_peer (call->connection), has_body,
                             limits)
             ? send_reply (call)
             : wait_for_worker (call, limits);
}

/* What the headers say of a body. */
typedef struct
{
  bool announced;
  unsigned n_lengths;
} Body;

static enum MHD_Result
collect_body (void *closure, enum MHD_ValueKind kind, const char *name, const char *value)
{
  Body *body = closure;

  (void) kind;
  if (g_ascii_strcasecmp (name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0)
    body->announced = true;
  if (g_ascii_strcasecmp (name, MHD_HTTP_HEADER_CONTENT_LENGTH) != 0)
    return MHD_YES;
  body->n_lengths++;
  body->announced = body->announced || g_strcmp0 (value, "0") != 0;
  return MHD_YES;
}

/* Two lengths are a body too, whatever they are: the library believes the first, and a
   proxy before it may have believed the other (RFC 9112, 6.3: request smuggling). */
static bool
has_body (struct MHD_Connection *at)
{
  Body body = { 0 };

  MHD_get_connection_values (at, MHD_HEADER_KIND, collect_body, &body);
  return body.announced || body.n_lengths > 1;
}

/* The library calls once when the head is read, and again when the body is.  An answer
   queued on the first call closes the connection, since the body may still come: right
   for a request that has one, which is left unread, and a waste for all others.  It calls
   once more when a worker has answered and the connection was resumed. */
static enum MHD_Result
handle (void *closure, struct MHD_Connection *at, const char *url, const char *method,
        const char *version, const char *upload, size_t *upload_size, void **call_at)
{
  GfHttpServer *server = closure;
  Call *call = *call_at;

  (void) url;
  (void) version;
  (void) upload;
  (void) upload_size;
  if (call->exchange.reply != NULL)
    return send_reply (call);
  if (call->begun)
    return decide (call, false);

  call->begun = true;
  atomic_fetch_add (&server->begun, 1);
  gf_connection_work (call->connection);
  gf_exchange_begin (&call->exchange, &server->parts, method, call->target);
  return has_body (at) ? decide (call, true) : MHD_YES;
}

/* Refuses what waits too long, and shuts down what is too slow. */
static void *
tick (void *data)
{
  GfHttpServer *server = data;

  g_mutex_lock (&server->lock);
  while (!server->ending)
    {
      gint64 now_us = g_get_monotonic_time ();

      if (g_cond_wait_until (&server->ended, &server->lock, now_us + TICK_US))
        continue;
      now_us = g_get_monotonic_time ();
      gf_turns_expire (server->turns, now_us);
      gf_metrics_count (
          server->metrics, GF_COUNT_SLOW_CLIENTS,
          gf_connections_look (server->connections, get_limits (server), now_us));
    }
  g_mutex_unlock (&server->lock);
  return NULL;
}

#define N_TLS_OPTIONS 3

/* What the library is told of TLS on @fd: nothing on a local socket, where nobody listens
   in.  Returns: whether it is spoken. */
static bool
choose_tls (int fd, struct MHD_OptionItem *options)
{
  static char priorities[] = GF_TLS_PRIORITIES;
  int domain = AF_UNSPEC;
  socklen_t length = sizeof domain;
  bool is_local = getsockopt (fd, SOL_SOCKET, SO_DOMAIN, &domain, &length) != 0
                  || domain == AF_UNIX;
  bool is_spoken = gf_tls_is_loaded () && !is_local;

  options[0] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_CERT_CALLBACK, 0,
                                        (void *) gf_tls_get_callback () };
  options[1] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_PRIORITIES, 0, priorities };
  options[is_spoken ? 2 : 0] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
  return is_spoken;
}

static struct MHD_Daemon *
start_daemon (GfHttpServer *server, int fd)
{
  const GfHttpLimits *limits = get_limits (server);
  unsigned threads = limits->threads > 0 ? limits->threads : g_get_num_processors ();
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
  unsigned library_most = threads * LIBRARY_CONNECTIONS;
  struct MHD_OptionItem tls_options[N_TLS_OPTIONS];

  if (choose_tls (fd, tls_options))
    flags |= MHD_USE_TLS;
  return MHD_start_daemon (
      flags, 0, NULL, NULL, handle, server, MHD_OPTION_LISTEN_SOCKET, fd,
      MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT, library_most,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) limits->head_bytes,
      MHD_OPTION_CONNECTION_TIMEOUT, limits->idle_seconds, MHD_OPTION_STRICT_FOR_CLIENT,
      1, MHD_OPTION_URI_LOG_CALLBACK, begin_call, server, MHD_OPTION_NOTIFY_COMPLETED,
      end_call, server, MHD_OPTION_NOTIFY_CONNECTION, notice_connection, server,
      MHD_OPTION_ARRAY, tls_options, MHD_OPTION_END);
}

static bool
start_daemons (GfHttpServer *server)
{
  for (unsigned i = 0; i < server->n_listeners; i++)
    {
      server->daemons[i] = start_daemon (server, server->fds[i]);
      if (server->daemons[i] == NULL)
        return false;
    }
  return true;
}

static GfHttpServer *
new_server (const int *fds, unsigned n_fds, GfHttpHandler handler,
            const GfHttpOptions *options)
{
  GfHttpServer *server = g_new0 (GfHttpServer, 1);
  const GfHttpLimits *limits = &options->limits;

  memcpy (server->fds, fds, n_fds * sizeof *fds);
  server->n_listeners = n_fds;
  server->metrics = options->metrics;
  server->inherited = options->inherited;
  server->all_limits = g_ptr_array_new_with_free_func (g_free);
  gf_http_server_set_limits (server, limits);
  server->connections = gf_connections_new ();
  server->parts = (GfExchangeParts){
    .handler = handler,
    .proxies = options->proxies,
    .metrics = options->metrics,
    .rate = gf_rate_new (limits->rate_addresses),
  };
  server->turns = gf_turns_new (limits->workers, limits->slow_ms,
                                (GfTurnsHandler){ run_call, refuse_call, refuse_full },
                                server->metrics);
  g_mutex_init (&server->lock);
  g_cond_init (&server->ended);
  server->ticker = g_thread_new ("ticker", tick, server);
  return server;
}

GfHttpServer *
gf_http_server_start (const int *fds, unsigned n_fds, GfHttpHandler handler,
                      const GfHttpOptions *options, GError **error)
{
  g_assert (n_fds >= 1 && n_fds <= GF_HTTP_MAX_LISTENERS);
  g_autoptr (GfHttpServer) server = new_server (fds, n_fds, handler, options);

  if (start_daemons (server))
    return g_steal_pointer (&server);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "cannot start the HTTP server");
  return NULL;
}

uint64_t
gf_http_server_get_longest_us (GfHttpServer *server)
{
  return gf_turns_get_longest_us (server->turns);
}

/* Whether a request is about to come, or read and not answered: in this order, since it
   is counted as read before its connection waits no more. */
static bool
is_in_flight (GfHttpServer *server, gint64 now_us)
{
  return gf_connections_expect (server->connections, now_us - EXPECT_US)
         || atomic_load (&server->begun) > 0;
}

bool
gf_http_server_drain (GfHttpServer *server, unsigned patience_ms)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 quiet_us = now_us + QUIESCE_US;
  gint64 deadline_us = now_us + (gint64) patience_ms * 1000;

  atomic_store (&server->draining, true);
  for (unsigned i = 0; i < server->n_listeners; i++)
    {
      MHD_quiesce_daemon (server->daemons[i]);
      /* Else the kernel would still take connections that nobody is going to answer. */
      if (!server->inherited)
        shutdown (server->fds[i], SHUT_RDWR);
    }
  while (now_us < deadline_us && (now_us < quiet_us || is_in_flight (server, now_us)))
    {
      g_usleep (DRAIN_STEP_US);
      now_us = g_get_monotonic_time ();
    }
  return atomic_load (&server->begun) == 0;
}

static void
stop_ticker (GfHttpServer *server)
{
  g_mutex_lock (&server->lock);
  server->ending = true;
  g_cond_signal (&server->ended);
  g_mutex_unlock (&server->lock);
  g_thread_join (server->ticker);
  g_cond_clear (&server->ended);
  g_mutex_clear (&server->lock);
}

/* No connection may be suspended when the library stops, so the turns end first. */
void
gf_http_server_free (GfHttpServer *server)
{
  if (server == NULL)
    return;

  stop_ticker (server);
  gf_turns_stop (server->turns);
  for (unsigned i = 0; i < server->n_listeners; i++)
    {
      /* Else the library closes the listening socket, which is ours to close. */
      if (server->daemons[i] != NULL)
        MHD_quiesce_daemon (server->daemons[i]);
      g_clear_pointer (&server->daemons[i], MHD_stop_daemon);
      gf_close_fd (&server->fds[i]);
    }
  gf_turns_free (server->turns);
  gf_connections_free (server->connections);
  gf_rate_free (server->parts.rate);
  g_ptr_array_unref (server->all_limits);
  g_free (server);
}
