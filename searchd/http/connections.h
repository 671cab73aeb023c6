/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * connections.h: every open connection, and which of them take too long.
 *
 * The HTTP library closes a connection over which nothing moves.  Not one that sends its
 * request a byte at a time, or takes its answer so: that is seen here, by what the kernel
 * counts of each TCP connection (TCP_INFO), and such a one is shut down; the library then
 * finds it closed.  So is one whose other end has gone in the middle of a request.  Where
 * the kernel does not count (local sockets: a proxy's) no speed is judged.  The limits
 * hold to within a second.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "searchd/http/address.h"
#include "searchd/http/limits.h"

typedef struct GfConnections GfConnections;

/* One of them; what stands here is its owner's to use. */
typedef struct
{
  GfAddress peer;
  bool has_peer; /* not so over a local socket */
  bool counted;  /* under its site, in rate.h */
  bool heard; /* what it said is told of elsewhere: a request, or that it was refused */
} GfConnection;

/* gf_connections_allow: the process is allowed as many descriptors as @wanted connections
 * take, as far as it may be.  Returns: how many there can be; fewer are said on the log.
 */
unsigned gf_connections_allow (unsigned wanted);

GfConnections *gf_connections_new (void);

/* gf_connections_free: all must have been removed. */
void gf_connections_free (GfConnections *connections);

/* gf_connections_add: @fd: borrowed until gf_connections_remove (), which must come
 * before it is closed.  Waits for a request from now on. */
GfConnection *gf_connections_add (GfConnections *connections, int fd);
void gf_connections_remove (GfConnections *connections, GfConnection *connection);

/* How many there are. */
unsigned gf_connections_count (GfConnections *connections);

/* gf_connection_wait: for the next request.  gf_connection_work: it is read, and its
 * reply is being made, which may take as long as it does.  gf_connection_send: the reply
 * goes out. */
void gf_connection_wait (GfConnection *connection);
void gf_connection_work (GfConnection *connection);
void gf_connection_send (GfConnection *connection);

/* gf_connection_is_shut: gf_connections_look () found it too slow.
 * gf_connection_has_spoken: bytes came over it; asks the kernel. */
bool gf_connection_is_shut (const GfConnection *connection);
bool gf_connection_has_spoken (const GfConnection *connection);

/*
 * gf_connections_look: at a part of them, the next at each call; all have been looked at
 * after GF_CONNECTIONS_N_PARTS, which should be within a second.
 * @now_us: of g_get_monotonic_time ()
 * Returns: how many were shut down.
 */
#define GF_CONNECTIONS_N_PARTS 16
unsigned gf_connections_look (GfConnections *connections, const GfHttpLimits *limits,
                              int64_t now_us);

/* gf_connections_expect: whether a request is likely to be on its way: a connection was
 * opened, or had its answer, at @since_us (of g_get_monotonic_time ()) or later, and
 * waits. */
bool gf_connections_expect (GfConnections *connections, int64_t since_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfConnections, gf_connections_free)
