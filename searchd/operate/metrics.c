/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/metrics-private.h"

#include <stdbool.h>
#include <string.h>

/* A question takes from half a millisecond to a few seconds, which is its time limit. */
const unsigned gf_metrics_bounds_us[GF_METRICS_N_BOUNDS]
    = { 500,    1000,   2500,   5000,    10000,   25000,   50000,
        100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000 };

const unsigned short gf_metrics_statuses[GF_METRICS_N_STATUSES]
    = { 200, 206, 301, 304, 400, 401, 403, 404, 405, 406,
        408, 413, 414, 415, 416, 429, 431, 500, 503, 0 };

/* Numbers that nothing else is inferred from need no order among them. */
static void
add (atomic_ullong *number, uint64_t n)
{
  atomic_fetch_add_explicit (number, n, memory_order_relaxed);
}

GfMetrics *
gf_metrics_new (void)
{
  GfMetrics *metrics = g_new0 (GfMetrics, 1);

  atomic_store (&metrics->routes[GF_METRICS_MAX_ROUTES].route, "other");
  return metrics;
}

void
gf_metrics_free (GfMetrics *metrics)
{
  g_free (metrics);
}

void
gf_metrics_count (GfMetrics *metrics, GfCount what, uint64_t n)
{
  if (metrics != NULL)
    add (&metrics->counts[what], n);
}

void
gf_metrics_gauge_add (GfMetrics *metrics, GfGauge what, int64_t n)
{
  if (metrics != NULL)
    atomic_fetch_add_explicit (&metrics->gauges[what], n, memory_order_relaxed);
}

void
gf_metrics_gauge_set (GfMetrics *metrics, GfGauge what, int64_t n)
{
  if (metrics != NULL)
    atomic_store_explicit (&metrics->gauges[what], n, memory_order_relaxed);
}

uint64_t
gf_metrics_get_count (const GfMetrics *metrics, GfCount what)
{
  return metrics != NULL
             ? atomic_load_explicit (&metrics->counts[what], memory_order_relaxed)
             : 0;
}

int64_t
gf_metrics_get_gauge (const GfMetrics *metrics, GfGauge what)
{
  return metrics != NULL
             ? atomic_load_explicit (&metrics->gauges[what], memory_order_relaxed)
             : 0;
}

static void
observe (GfHistogram *histogram, uint64_t us)
{
  size_t i = 0;

  while (i < GF_METRICS_N_BOUNDS && us > gf_metrics_bounds_us[i])
    i++;
  add (&histogram->buckets[i], 1);
  add (&histogram->sum_us, us);
}

/* Whether @place is @route's, and makes it so where it is nobody's.  Two files may each
   have a copy of the same pattern, so where they differ as pointers the text decides. */
static bool
take_place (GfRouteMetrics *place, const char *route)
{
  const char *owner = NULL;

  if (atomic_compare_exchange_strong (&place->route, &owner, route))
    return true;
  return owner == route || strcmp (owner, route) == 0;
}

static GfRouteMetrics *
find_route (GfMetrics *metrics, const char *route)
{
  size_t i = 0;

  for (; route != NULL && i < GF_METRICS_MAX_ROUTES; i++)
    if (atomic_load_explicit (&metrics->routes[i].route, memory_order_relaxed) == route)
      return &metrics->routes[i];
  for (i = 0; route != NULL && i < GF_METRICS_MAX_ROUTES; i++)
    if (take_place (&metrics->routes[i], route))
      return &metrics->routes[i];
  return &metrics->routes[GF_METRICS_MAX_ROUTES];
}

static size_t
find_status (unsigned status)
{
  size_t i = 0;

  while (i < GF_METRICS_N_STATUSES - 1 && gf_metrics_statuses[i] != status)
    i++;
  return i;
}

void
gf_metrics_observe (GfMetrics *metrics, const char *route, unsigned status,
                    uint64_t took_us)
{
  if (metrics == NULL)
    return;

  GfRouteMetrics *place = find_route (metrics, route);

  add (&place->by_status[find_status (status)], 1);
  observe (&place->took, took_us);
}

void
gf_metrics_observe_wait (GfMetrics *metrics, uint64_t waited_us)
{
  if (metrics != NULL)
    observe (&metrics->waited, waited_us);
}
