/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http.h: connections.  The only file that knows the HTTP library, libmicrohttpd, is
 * http.c.
 *
 * A pool of threads, each with its own epoll set, reads requests, hands them to the
 * service and sends what it answers; a client that is slow to send or to take costs no
 * thread.  What is bounded: bytes of a request's head, connections in all, seconds
 * without a byte.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "searchd/http/reply.h"
#include "searchd/http/request.h"

typedef struct GfHttpServer GfHttpServer;

/* Who answers; called from many threads at once. */
typedef struct
{
  /* @request need not be parsed yet.  Returns: (transfer full), never NULL. */
  GfReply *(*answer) (const void *closure, GfHttpRequest *request);
  const void *closure;
} GfHttpHandler;

/* One connection's memory: a request's first line and headers, and the reply's headers.
 */
#define GF_HTTP_HEAD_MAX_BYTES 32768
#define GF_HTTP_CONNECTIONS_MAX 1000
#define GF_HTTP_TIMEOUT_S 20

/*
 * gf_http_server_start: answers on @fd until stopped.
 * @fd: listening; (transfer full)   @handler: its closure is borrowed until
 * gf_http_server_free ()
 * Errors: G_IO_ERROR_FAILED.
 */
GfHttpServer *gf_http_server_start (int fd, GfHttpHandler handler, GError **error);

/*
 * gf_http_server_drain: takes no new connection, and waits until every request begun has
 * its answer, at most @patience_ms. Returns: whether all had.
 */
bool gf_http_server_drain (GfHttpServer *server, unsigned patience_ms);

/* gf_http_server_free: closes what is still open. */
void gf_http_server_free (GfHttpServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfHttpServer, gf_http_server_free)
