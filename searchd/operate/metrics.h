/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metrics.h: what the daemon counts, in Prometheus' text format.
 *
 * All of it may be called from any thread; counting takes no lock and calls nothing of
 * the system.  No name or value says anything of what was asked or by whom.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct GfMetrics GfMetrics;

/* What only rises.  The name and label of each is in metrics-format.c. */
typedef enum
{
  GF_COUNT_CONNECTIONS,         /* taken */
  GF_COUNT_REFUSED_CONNECTIONS, /* too many in all, or from one address */
  GF_COUNT_REFUSED_RATE,        /* 429 */
  GF_COUNT_REFUSED_QUEUE,       /* 503: the queue was full, or the wait too long */
  GF_COUNT_REFUSED_HEAD,        /* 414, 431, 400 of the protocol */
  GF_COUNT_REFUSED_ACCESS,      /* 401, 403 */
  GF_COUNT_SLOW_CLIENTS,        /* closed: too slow to ask or to take */
  GF_COUNT_WORKED,              /* requests a worker is done with, well or badly: what the
                                   watchdog sees its progress by */
  GF_COUNT_PARTIAL_ANSWERS,     /* cut short by their time limit */
  GF_COUNT_INDEX_REOPENED,      /* a newer commit was taken up: seen every five seconds */
  GF_COUNT_INDEX_ERRORS,        /* it could not be opened for a question */
  GF_COUNT_BYTES_SENT,          /* of bodies */
  GF_N_COUNTS
} GfCount;

/* What rises and falls. */
typedef enum
{
  GF_GAUGE_CONNECTIONS,
  GF_GAUGE_QUEUE, /* requests waiting for a worker */
  GF_GAUGE_WORKERS_BUSY,
  GF_GAUGE_DOCUMENTS,
  GF_GAUGE_UNITS,
  GF_GAUGE_UNREAD_FILES,
  GF_GAUGE_PARTLY_READ_FILES,
  GF_GAUGE_INDEX_COMMITTED_S, /* seconds since 1970; 0: not known, and left out */
  GF_GAUGE_SHARDS,
  GF_GAUGE_SHARDS_MISSING,
  GF_N_GAUGES
} GfGauge;

GfMetrics *gf_metrics_new (void);
void gf_metrics_free (GfMetrics *metrics);

/* gf_metrics_count: @metrics may be NULL here and below: nothing is counted. */
void gf_metrics_count (GfMetrics *metrics, GfCount what, uint64_t n);
void gf_metrics_gauge_add (GfMetrics *metrics, GfGauge what, int64_t n);
void gf_metrics_gauge_set (GfMetrics *metrics, GfGauge what, int64_t n);

/* gf_metrics_get_count: as counted so far; 0 where @metrics is NULL, here and below. */
uint64_t gf_metrics_get_count (const GfMetrics *metrics, GfCount what);
int64_t gf_metrics_get_gauge (const GfMetrics *metrics, GfGauge what);

/*
 * gf_metrics_observe: a request was answered.
 * @route: a static string, one of at most GF_METRICS_MAX_ROUTES: the pattern of the
 * route, never the path itself; NULL where none matched.  Those past the bound, and NULL,
 * are counted together as "other"
 * @took_us: from its head read to its reply made
 */
#define GF_METRICS_MAX_ROUTES 32
void gf_metrics_observe (GfMetrics *metrics, const char *route, unsigned status,
                         uint64_t took_us);

/* gf_metrics_observe_wait: a request waited @waited_us for a worker, and got one. */
void gf_metrics_observe_wait (GfMetrics *metrics, uint64_t waited_us);

/* gf_metrics_format: Prometheus' text format 0.0.4, served as
 * GF_METRICS_CONTENT_TYPE.  Each number is as it was at some moment of the call; a
 * histogram's count is the sum of its buckets.  Returns: (transfer full). */
#define GF_METRICS_CONTENT_TYPE "text/plain; version=0.0.4; charset=utf-8"
char *gf_metrics_format (const GfMetrics *metrics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfMetrics, gf_metrics_free)
