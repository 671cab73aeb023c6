/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http-fixture.h: a server of http.h in this process, with answers whose time and size
 * the path says, and a client that says what it will, byte by byte.
 *
 * Paths: /quick is quick.  Of the others, /wait waits until gf_fixture_open_gate (),
 * /body/N has N bytes, /client tells whose request it is, /deadline in how many
 * milliseconds it is to be ready ("none"), /proxy whether a proxy asked; all else is
 * "ok".
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "searchd/http/http.h"

#define GF_LOOPBACK "127.0.0.1"
#define GF_LOOPBACK_TOO "127.0.0.2"

/* Far more than a loaded machine takes, far less than the limits not under test. */
#define GF_SOON_MS 8000

typedef struct
{
  GfHttpServer *server; /* NULL once it was freed */
  GfMetrics *metrics;
  unsigned port;
  int local; /* a client's end to the local socket; where one was asked for */
  GMutex lock;
  GCond changed;
  bool open;         /* the gate */
  unsigned n_inside; /* that wait at it */
} GfFixture;

/* gf_fixture_start: on a port of 127.0.0.1 and, where @local_path is not NULL, there. */
GfFixture *gf_fixture_start (const GfHttpLimits *limits, const GfProxies *proxies,
                             const char *local_path);
void gf_fixture_free (GfFixture *fixture);

/* gf_fixture_await: until @n requests wait at the gate. */
void gf_fixture_await (GfFixture *fixture, unsigned n);
void gf_fixture_open_gate (GfFixture *fixture);

/* gf_fixture_connect: from @address ("127.0.0.1" to "127.255.255.255").  Nothing it
 * waits for takes more than 20 s. */
int gf_fixture_connect (const GfFixture *fixture, const char *address);

/* gf_client_send: all of @text.  Returns: false where the other end closed. */
bool gf_client_send (int fd, const char *text);

/* gf_client_get: sends a request for @path, with @headers (each with its line's end). */
bool gf_client_get (int fd, const char *path, const char *headers);

/*
 * gf_client_read: one reply.
 * @head_out: (transfer full) (nullable)   @body_out: (transfer full) (nullable)
 * Returns: its status; 0 where the connection closed before a whole one came.
 */
unsigned gf_client_read (int fd, char **head_out, char **body_out);

/* gf_client_ask: get () and read (). */
unsigned gf_client_ask (int fd, const char *path);

/* gf_client_is_closed: the other end has closed, or does so within @wait_ms. */
bool gf_client_is_closed (int fd, unsigned wait_ms);

void gf_client_close_all (const int *fds, size_t n);

/* gf_client_assert_problem: reads a problem document of @status that names @limit, with
 * or without Retry-After. */
void gf_client_assert_problem (int fd, unsigned status, const char *limit, bool retry);

/* gf_fixture_assert_count: what is counted at a request's end may be so after its client
 * has the reply: soon. */
void gf_fixture_assert_count (const GfFixture *fixture, GfCount what, unsigned expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFixture, gf_fixture_free)
