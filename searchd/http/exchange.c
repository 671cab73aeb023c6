/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/exchange.h"

#include <string.h>

#include "searchd/http/problem.h"
#include "searchd/operate/log.h"

/* What a client is told that came when too many were here. */
#define RETRY_AFTER_S 2

bool
gf_exchange_is_limited (const GfExchangeParts *parts, const GfAddress *peer,
                        const GfHttpLimits *limits)
{
  return peer != NULL && !gf_proxies_has (parts->proxies, peer)
         && (limits->loopback || !gf_address_is_loopback (peer));
}

void
gf_exchange_begin (GfExchange *exchange, const GfExchangeParts *parts, const char *method,
                   const char *target)
{
  exchange->parts = parts;
  exchange->read_us = g_get_monotonic_time ();
  exchange->request = gf_http_request_new (method, target);
}

void
gf_exchange_add_header (GfExchange *exchange, const char *name, const char *value)
{
  exchange->n_headers++;
  gf_http_request_add_header (exchange->request, name, value);
}

void
gf_exchange_clear (GfExchange *exchange)
{
  g_clear_pointer (&exchange->request, gf_http_request_free);
  g_clear_pointer (&exchange->reply, gf_reply_free);
}

/* The reply is made: says so where it is counted and written down. */
static void
take_reply (GfExchange *exchange, GfReply *reply)
{
  const GfHttpRequest *request = exchange->request;
  GfMetrics *metrics = exchange->parts->metrics;
  uint64_t took_us = (uint64_t) (g_get_monotonic_time () - exchange->read_us);
  uint64_t length = reply->body != NULL ? g_bytes_get_size (reply->body) : reply->length;
  uint64_t bytes = strcmp (request->method, "HEAD") == 0 ? 0 : length;

  exchange->reply = reply;
  gf_metrics_observe (metrics, request->route, reply->status, took_us);
  gf_metrics_count (metrics, GF_COUNT_BYTES_SENT, bytes);
  gf_log_request (&(GfLogRequest){
      .method = request->method,
      .target = request->target,
      .route = request->route,
      .client = request->client,
      .status = reply->status,
      .bytes = bytes,
      .took_us = took_us,
      .waited_us = exchange->waited_us,
  });
}

static bool
answer (GfExchange *exchange)
{
  const GfHttpHandler *handler = &exchange->parts->handler;
  GfReply *reply = handler->answer (handler->closure, exchange->request);

  if (reply == NULL)
    return false;
  take_reply (exchange, reply);
  return true;
}

/* @header: (nullable): one that goes with it. */
static void
refuse (GfExchange *exchange, unsigned status, GfCount count, const char *header,
        const char *value, const char *detail)
{
  GfReply *reply = gf_problem (status, detail, NULL);

  if (header != NULL)
    gf_reply_set_header (reply, header, value);
  gf_reply_secure (reply);
  gf_metrics_count (exchange->parts->metrics, count, 1);
  take_reply (exchange, reply);
}

static void
refuse_for_now (GfExchange *exchange, unsigned status, GfCount count, uint64_t wait_s,
                const char *detail)
{
  g_autofree char *seconds = g_strdup_printf ("%" G_GUINT64_FORMAT, wait_s);

  refuse (exchange, status, count, "Retry-After", seconds, detail);
}

/* Here and at once: a body is not waited for, and who sends one asks no question. */
static void
refuse_body (GfExchange *exchange)
{
  const char *method = exchange->request->method;

  if (strcmp (method, "GET") == 0 || strcmp (method, "HEAD") == 0)
    refuse (exchange, 413, GF_COUNT_REFUSED_HEAD, NULL, NULL, "no question has a body");
  else
    refuse (exchange, 405, GF_COUNT_REFUSED_HEAD, "Allow", "GET, HEAD",
            "only GET and HEAD are answered");
}

/* Returns: whether it is known whose request it is. */
static bool
find_client (GfExchange *exchange, const GfAddress *peer, GfAddress *client_out)
{
  const GfProxies *proxies = exchange->parts->proxies;
  GfHttpRequest *request = exchange->request;

  request->from_proxy = gf_proxies_has (proxies, peer);
  if (!gf_proxies_find_client (proxies, peer, request, client_out))
    return false;
  request->client = gf_address_format (client_out);
  return true;
}

/* How many seconds until its client may ask again; 0: now. */
static uint64_t
get_wait_s (const GfExchange *exchange, const GfAddress *client,
            const GfHttpLimits *limits)
{
  if (limits->rate <= 0 || !gf_exchange_is_limited (exchange->parts, client, limits))
    return 0;

  GfAddress site = gf_address_get_site (client);
  uint64_t wait_us = gf_rate_take (exchange->parts->rate, &site, limits->rate,
                                   MAX (limits->burst, 1), exchange->read_us);
  return (wait_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

static bool
is_quick (const GfExchange *exchange)
{
  const GfHttpHandler *handler = &exchange->parts->handler;

  return handler->is_quick != NULL
         && handler->is_quick (handler->closure, exchange->request);
}

bool
gf_exchange_decide (GfExchange *exchange, const GfAddress *peer, bool has_body,
                    const GfHttpLimits *limits)
{
  GfAddress client;
  bool known = find_client (exchange, peer, &client);
  uint64_t wait_s = 0;

  if (limits->question_ms > 0)
    exchange->request->deadline_us
        = exchange->read_us + (int64_t) limits->question_ms * 1000;
  if (exchange->n_headers > limits->headers)
    refuse (exchange, 431, GF_COUNT_REFUSED_HEAD, NULL, NULL,
            "too many headers (headers)");
  else if (is_quick (exchange))
    answer (exchange);
  else if (has_body)
    refuse_body (exchange);
  else if ((wait_s = get_wait_s (exchange, known ? &client : NULL, limits)) > 0)
    refuse_for_now (exchange, 429, GF_COUNT_REFUSED_RATE, wait_s,
                    "too many questions from this address (rate, burst)");
  return exchange->reply != NULL;
}

static void
note_wait (GfExchange *exchange)
{
  exchange->waited_us = (uint64_t) (g_get_monotonic_time () - exchange->read_us);
}

bool
gf_exchange_answer (GfExchange *exchange, uint64_t *dear_us_out)
{
  exchange->request->dear_us_out = dear_us_out;
  note_wait (exchange);
  if (!answer (exchange))
    return false;
  gf_metrics_observe_wait (exchange->parts->metrics, exchange->waited_us);
  return true;
}

void
gf_exchange_refuse_full (GfExchange *exchange)
{
  refuse_for_now (exchange, 503, GF_COUNT_REFUSED_QUEUE, RETRY_AFTER_S,
                  "too many questions are being asked: there is no room to wait (queue)");
}

void
gf_exchange_refuse_late (GfExchange *exchange)
{
  note_wait (exchange);
  refuse_for_now (
      exchange, 503, GF_COUNT_REFUSED_QUEUE, RETRY_AFTER_S,
      "too many questions are being asked: this one waited too long (queue-ms)");
}
