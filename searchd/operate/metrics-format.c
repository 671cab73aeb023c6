/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names keep to https://prometheus.io/docs/practices/naming/: base units, counters
 * end in _total, one family never has another's name with a suffix.
 */
#include "config.h"

#include "searchd/operate/metrics-private.h"

#include <inttypes.h>

#include "searchd/operate/process.h"

/* Counts of one family stand together: the format wants its lines so. */
static const struct
{
  GfCount count;
  const char *family;
  const char *help;   /* NULL: another of the family before it */
  const char *labels; /* with braces, or "" */
} counts[] = {
  { GF_COUNT_CONNECTIONS, "gjenfinn_connections_total", "Connections taken.", "" },
  { GF_COUNT_REFUSED_CONNECTIONS, "gjenfinn_connections_refused_total",
    "Connections closed at once: too many in all, or from one address.", "" },
  { GF_COUNT_REFUSED_RATE, "gjenfinn_requests_refused_total",
    "Requests refused before they were a question, by why.", "{reason=\"rate\"}" },
  { GF_COUNT_REFUSED_QUEUE, "gjenfinn_requests_refused_total", NULL,
    "{reason=\"queue\"}" },
  { GF_COUNT_REFUSED_HEAD, "gjenfinn_requests_refused_total", NULL, "{reason=\"head\"}" },
  { GF_COUNT_REFUSED_ACCESS, "gjenfinn_requests_refused_total", NULL,
    "{reason=\"access\"}" },
  { GF_COUNT_SLOW_CLIENTS, "gjenfinn_slow_clients_total",
    "Connections closed: too slow to ask or to take.", "" },
  { GF_COUNT_WORKED, "gjenfinn_worked_total", "Requests that workers are done with.",
    "" },
  { GF_COUNT_PARTIAL_ANSWERS, "gjenfinn_partial_answers_total",
    "Answers cut short by their time limit.", "" },
  { GF_COUNT_INDEX_REOPENED, "gjenfinn_index_reopened_total",
    "Times a newer commit of the index was taken up.", "" },
  { GF_COUNT_INDEX_ERRORS, "gjenfinn_index_errors_total",
    "Times the index could not be opened for a question.", "" },
  { GF_COUNT_BYTES_SENT, "gjenfinn_sent_bytes_total", "Bytes of bodies sent.", "" },
};

static const struct
{
  GfGauge gauge;
  const char *family;
  const char *help;
} gauges[] = {
  { GF_GAUGE_CONNECTIONS, "gjenfinn_connections_open", "Connections open now." },
  { GF_GAUGE_QUEUE, "gjenfinn_queue_length", "Requests that wait for a worker." },
  { GF_GAUGE_WORKERS_BUSY, "gjenfinn_workers_busy", "Workers at work on a request." },
  { GF_GAUGE_DOCUMENTS, "gjenfinn_index_documents", "Documents in the index." },
  { GF_GAUGE_UNITS, "gjenfinn_index_units", "Units (cases, sections) in the index." },
  { GF_GAUGE_UNREAD_FILES, "gjenfinn_index_unread_files",
    "Files that could not be read." },
  { GF_GAUGE_PARTLY_READ_FILES, "gjenfinn_index_partly_read_files",
    "Files that could be read in part only." },
  { GF_GAUGE_SHARDS, "gjenfinn_index_shards", "Shards the index is of." },
  { GF_GAUGE_SHARDS_MISSING, "gjenfinn_index_shards_missing",
    "Shards that do not answer." },
};

G_STATIC_ASSERT (G_N_ELEMENTS (counts) == GF_N_COUNTS);
/* All but when the index was committed, which is told with its age. */
G_STATIC_ASSERT (G_N_ELEMENTS (gauges) == GF_N_GAUGES - 1);

static uint64_t
load (const atomic_ullong *number)
{
  return atomic_load_explicit (number, memory_order_relaxed);
}

static void
begin_family (GString *text, const char *family, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n", family, help, family,
                          type);
}

static void
format_counts (GString *text, const GfMetrics *metrics)
{
  for (size_t i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (counts[i].help != NULL)
        begin_family (text, counts[i].family, "counter", counts[i].help);
      g_string_append_printf (text, "%s%s %" PRIu64 "\n", counts[i].family,
                              counts[i].labels,
                              gf_metrics_get_count (metrics, counts[i].count));
    }
}

static void
format_gauges (GString *text, const GfMetrics *metrics)
{
  for (size_t i = 0; i < G_N_ELEMENTS (gauges); i++)
    {
      begin_family (text, gauges[i].family, "gauge", gauges[i].help);
      g_string_append_printf (text, "%s %" PRId64 "\n", gauges[i].family,
                              gf_metrics_get_gauge (metrics, gauges[i].gauge));
    }
}

/* The age beside the time, so that a simple check needs no arithmetic. */
static void
format_commit (GString *text, const GfMetrics *metrics)
{
  int64_t committed = gf_metrics_get_gauge (metrics, GF_GAUGE_INDEX_COMMITTED_S);
  int64_t now = g_get_real_time () / G_USEC_PER_SEC;

  if (committed == 0)
    return;
  begin_family (text, "gjenfinn_index_committed_timestamp_seconds", "gauge",
                "When the index was last committed, in seconds since 1970.");
  g_string_append_printf (
      text, "gjenfinn_index_committed_timestamp_seconds %" PRId64 "\n", committed);
  begin_family (text, "gjenfinn_index_age_seconds", "gauge",
                "Seconds since the index was last committed.");
  g_string_append_printf (text, "gjenfinn_index_age_seconds %" PRId64 "\n",
                          MAX (now - committed, 0));
}

static void
append_seconds (GString *text, uint64_t us)
{
  g_string_append_printf (text, "%" PRIu64 ".%06u", us / G_USEC_PER_SEC,
                          (unsigned) (us % G_USEC_PER_SEC));
}

/* "0.0005", "1": a bound is part of a name, so it is written one way only. */
static void
append_bound (GString *text, unsigned us)
{
  append_seconds (text, us);
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
}

/* @label: without braces; NULL for none. */
static void
format_histogram (GString *text, const char *family, const char *label,
                  const GfHistogram *histogram)
{
  g_autofree char *before
      = label != NULL ? g_strdup_printf ("{%s,le=", label) : g_strdup ("{le=");
  g_autofree char *braces
      = label != NULL ? g_strdup_printf ("{%s}", label) : g_strdup ("");
  uint64_t count = 0;

  for (size_t i = 0; i < GF_METRICS_N_BOUNDS; i++)
    {
      count += load (&histogram->buckets[i]);
      g_string_append_printf (text, "%s_bucket%s\"", family, before);
      append_bound (text, gf_metrics_bounds_us[i]);
      g_string_append_printf (text, "\"} %" PRIu64 "\n", count);
    }
  count += load (&histogram->buckets[GF_METRICS_N_BOUNDS]);
  g_string_append_printf (text, "%s_bucket%s\"+Inf\"} %" PRIu64 "\n", family, before,
                          count);
  g_string_append_printf (text, "%s_sum%s ", family, braces);
  append_seconds (text, load (&histogram->sum_us));
  g_string_append_printf (text, "\n%s_count%s %" PRIu64 "\n", family, braces, count);
}

/* Quotes, backslashes and line ends are all that the format escapes. */
static char *
dup_route_label (const char *route)
{
  GString *label = g_string_new ("route=\"");

  for (; *route != '\0'; route++)
    if (*route == '\n')
      g_string_append (label, "\\n");
    else if (*route == '"' || *route == '\\')
      g_string_append_printf (label, "\\%c", *route);
    else
      g_string_append_c (label, *route);
  g_string_append_c (label, '"');
  return g_string_free (label, FALSE);
}

static void
format_statuses (GString *text, const char *label, const GfRouteMetrics *route)
{
  for (size_t i = 0; i < GF_METRICS_N_STATUSES; i++)
    {
      uint64_t n = load (&route->by_status[i]);

      if (n == 0)
        continue;
      g_string_append_printf (text, "gjenfinn_requests_total{%s,code=\"", label);
      if (gf_metrics_statuses[i] == 0)
        g_string_append (text, "other");
      else
        g_string_append_printf (text, "%u", (unsigned) gf_metrics_statuses[i]);
      g_string_append_printf (text, "\"} %" PRIu64 "\n", n);
    }
}

static void
format_routes (GString *text, const GfMetrics *metrics)
{
  g_autoptr (GString) took = g_string_new (NULL);

  begin_family (text, "gjenfinn_requests_total", "counter",
                "Requests answered, by route and status.");
  begin_family (took, "gjenfinn_request_duration_seconds", "histogram",
                "From a request's head read to its reply made, by route.");
  for (size_t i = 0; i <= GF_METRICS_MAX_ROUTES; i++)
    {
      const GfRouteMetrics *route = &metrics->routes[i];
      const char *pattern = atomic_load (&route->route);
      g_autofree char *label = pattern != NULL ? dup_route_label (pattern) : NULL;

      if (label == NULL)
        continue;
      format_statuses (text, label, route);
      format_histogram (took, "gjenfinn_request_duration_seconds", label, &route->took);
    }
  g_string_append_len (text, took->str, (gssize) took->len);
}

char *
gf_metrics_format (const GfMetrics *metrics)
{
  GString *text = g_string_new (NULL);

  begin_family (text, "gjenfinn_build_info", "gauge", "1, with the version as a label.");
  g_string_append (text, "gjenfinn_build_info{version=\"" PACKAGE_VERSION "\"} 1\n");
  format_counts (text, metrics);
  format_gauges (text, metrics);
  format_commit (text, metrics);
  format_routes (text, metrics);
  begin_family (text, "gjenfinn_queue_wait_seconds", "histogram",
                "How long requests waited for a worker.");
  format_histogram (text, "gjenfinn_queue_wait_seconds", NULL, &metrics->waited);
  gf_process_format (text);
  return g_string_free (text, FALSE);
}
