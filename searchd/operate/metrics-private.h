/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metrics-private.h: the numbers themselves, for metrics.c, which counts, and
 * metrics-format.c, which reads.
 *
 * Every field is atomic and alone: what is read of two of them need not be of the same
 * moment.
 */
#pragma once

#include <stdatomic.h>

#include "searchd/operate/metrics.h"

/* Upper bounds in microseconds, rising; what is over the last has a bucket too. */
extern const unsigned gf_metrics_bounds_us[];
#define GF_METRICS_N_BOUNDS 14

typedef struct
{
  atomic_ullong buckets[GF_METRICS_N_BOUNDS + 1]; /* each by itself, not summed */
  atomic_ullong sum_us;
} GfHistogram;

/* Those that the daemon sends; the last, 0, stands for all others. */
extern const unsigned short gf_metrics_statuses[];
#define GF_METRICS_N_STATUSES 20

typedef struct
{
  _Atomic (const char *) route; /* NULL: free.  Never changed once it is set */
  atomic_ullong by_status[GF_METRICS_N_STATUSES];
  GfHistogram took;
} GfRouteMetrics;

struct GfMetrics
{
  atomic_ullong counts[GF_N_COUNTS];
  atomic_llong gauges[GF_N_GAUGES];
  GfHistogram waited;
  GfRouteMetrics routes[GF_METRICS_MAX_ROUTES + 1]; /* the last: all others */
};
