/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exchange.h: one request and its reply: whose it is, whether it may be asked, who
 * answers it; and that it is counted and written down, once.
 *
 * Knows no connection and no HTTP library: http.c brings what came and takes what goes.
 */
#pragma once

#include "searchd/http/address.h"
#include "searchd/http/http.h"
#include "searchd/http/rate.h"

/* What all requests of a server share; borrowed. */
typedef struct
{
  GfHttpHandler handler;
  const GfProxies *proxies; /* (nullable) */
  GfMetrics *metrics;       /* (nullable) */
  GfRate *rate;
} GfExchangeParts;

typedef struct
{
  const GfExchangeParts *parts;
  GfHttpRequest *request;
  GfReply *reply;     /* NULL until it is made */
  int64_t read_us;    /* when the head was */
  uint64_t waited_us; /* for a worker */
  unsigned n_headers;
} GfExchange;

/* gf_exchange_begin: its head is read. @target: as sent. */
void gf_exchange_begin (GfExchange *exchange, const GfExchangeParts *parts,
                        const char *method, const char *target);
void gf_exchange_add_header (GfExchange *exchange, const char *name, const char *value);
void gf_exchange_clear (GfExchange *exchange);

/*
 * gf_exchange_decide: with all headers there.
 * @peer: NULL over a local socket   @has_body: one was announced: it will not be read
 * Returns: whether the reply is made; false: it is for a worker to make.
 */
bool gf_exchange_decide (GfExchange *exchange, const GfAddress *peer, bool has_body,
                         const GfHttpLimits *limits);

/*
 * gf_exchange_answer: in a worker: makes the reply.
 * @dear_us_out: (nullable): what takes long is left, and how long is said here; NULL: it
 * is answered too
 * Returns: false where it is left: nothing is done.
 */
bool gf_exchange_answer (GfExchange *exchange, uint64_t *dear_us_out);

/* No worker will: there was no room to wait, or it waited too long. */
void gf_exchange_refuse_full (GfExchange *exchange);
void gf_exchange_refuse_late (GfExchange *exchange);

/* gf_exchange_is_limited: whether limits on each address hold for @peer: NULL over a
   local socket.  A proxy has as many connections as its clients need. */
bool gf_exchange_is_limited (const GfExchangeParts *parts, const GfAddress *peer,
                             const GfHttpLimits *limits);
