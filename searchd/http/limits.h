/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits.h: how much of the daemon one client, and all of them together, may have.
 *
 * Each is a key of the config file; GF_HTTP_LIMITS_INIT has the defaults.  What goes past
 * one gets a problem document that says which (or, before there is a request to answer,
 * a closed connection), and is counted by kind in the metrics.
 */
#pragma once

#include <stdbool.h>

typedef struct
{
  unsigned threads;  /* that read and write; 0: as many as processors */
  unsigned workers;  /* that answer questions; 0: four for each processor, so that
                        a slow question shares with quick ones */
  unsigned slow_ms;  /* with all workers busy for longer another starts, up to four
                        times as many; 0: none */
  unsigned queue;    /* requests that wait for a worker, and as many dear ones that wait
                        for one of theirs; one more gets 503 */
  unsigned queue_ms; /* how long one may wait there, both waits together; then 503 */
  unsigned question_ms; /* after which a question answers with what it has */
  unsigned connections; /* in all */
  unsigned connections_per_address;
  unsigned head_bytes;   /* of a request: its first line and headers; also of a reply */
  unsigned headers;      /* of a request */
  unsigned head_seconds; /* for the whole head to come, from its first byte */
  unsigned idle_seconds; /* without a byte either way */
  unsigned min_send_bytes_per_second; /* of a client that takes its answer */
  double rate;             /* questions a second from one address; 0: no limit */
  unsigned burst;          /* of them at once */
  unsigned rate_addresses; /* how many addresses are remembered */
  bool loopback; /* hold the machine's own addresses to connections_per_address and rate
                    too: else a proxy there that is not named would be one client */
} GfHttpLimits;

#define GF_HTTP_LIMITS_INIT                                                              \
  {                                                                                      \
    .slow_ms = 25, .queue = 256, .queue_ms = 5000, .question_ms = 3000,                  \
    .connections = 12000, .connections_per_address = 256, .head_bytes = 32768,           \
    .headers = 64, .head_seconds = 10, .idle_seconds = 30,                               \
    .min_send_bytes_per_second = 500, .rate = 20, .burst = 60, .rate_addresses = 65536,  \
  }
