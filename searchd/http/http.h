/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http.h: connections.  The only file that knows the HTTP library, libmicrohttpd, is
 * http.c.
 *
 * A few threads, each with its own epoll set, read requests and send replies; a client
 * that is slow to send or to take costs no thread.  None of them ever answers a question:
 * what is not quick waits in a bounded queue for a worker, while its connection rests.
 * All of limits.h is held to here: what goes past a limit gets a problem document that
 * says which, or, before there is a request to answer, a closed connection; the
 * library's own replies (400, 414, 431, 505) go to what is no HTTP.  A client that
 * closes its side while its question waits is taken to have left.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "searchd/http/limits.h"
#include "searchd/http/proxies.h"
#include "searchd/http/reply.h"
#include "searchd/http/request.h"
#include "searchd/operate/metrics.h"

typedef struct GfHttpServer GfHttpServer;

/* Who answers; both are called from many threads at once. */
typedef struct
{
  /* @request need not be parsed yet.  Returns: (transfer full): NULL only where
     request->dear_us_out is not and the answer is dear. */
  GfReply *(*answer) (const void *closure, GfHttpRequest *request);

  /* Whether answer () takes no time to speak of: it is then called where the request was
     read, and no limit on questions holds.  @request need not be parsed yet.  NULL:
     nothing is quick. */
  bool (*is_quick) (const void *closure, const GfHttpRequest *request);
  const void *closure;
} GfHttpHandler;

/* All but the limits are borrowed until gf_http_server_free (). */
typedef struct
{
  GfHttpLimits limits;
  const GfProxies *proxies; /* who may say on whose behalf it asks; NULL: nobody */
  GfMetrics *metrics;       /* NULL: nothing is counted */
  bool inherited; /* the sockets are another's too (systemd's), who goes on listening:
                     left as they are when this server drains */
} GfHttpOptions;

#define GF_HTTP_MAX_LISTENERS 8

/*
 * gf_http_server_start: answers on each of @fds until stopped.  The process is allowed
 * more descriptors (RLIMIT_NOFILE) where it needs them for limits.connections; where it
 * may not have as many, it takes fewer connections, and says so on the log.
 * @fds: listening, TCP or local; at most GF_HTTP_MAX_LISTENERS; (transfer full)
 * @handler: its closure is borrowed until gf_http_server_free ()
 * Errors: G_IO_ERROR_FAILED.
 */
GfHttpServer *gf_http_server_start (const int *fds, unsigned n_fds, GfHttpHandler handler,
                                    const GfHttpOptions *options, GError **error);

/*
 * gf_http_server_set_limits: from now on; for what is under way too, as far as it is not
 * past that point.  threads, workers, head_bytes, idle_seconds and rate_addresses stay as
 * they were at the start.  May be called from any thread, but not from two at once.
 */
void gf_http_server_set_limits (GfHttpServer *server, const GfHttpLimits *limits);

/*
 * gf_http_server_get_longest_us: how long the worker that has been at its request the
 * longest has been at it; 0 where none is.  Much more than question_ms: it hangs.
 */
uint64_t gf_http_server_get_longest_us (GfHttpServer *server);

/*
 * gf_http_server_drain: takes no new connection, and waits until every request begun has
 * its answer, and each connection that came, or had an answer, a moment ago has had the
 * time to ask; at most @patience_ms.  An answer is then its connection's last.
 * Returns: whether every request begun had its answer.
 */
bool gf_http_server_drain (GfHttpServer *server, unsigned patience_ms);

/* gf_http_server_free: refuses what waits, waits for what is being answered (workers
   cannot be ended), closes what is open. */
void gf_http_server_free (GfHttpServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfHttpServer, gf_http_server_free)
