/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is counted; how it is written is judged by tests/component/check-metrics, on what
   the daemon serves. */
#include "searchd/operate/metrics.h"

#include <stdbool.h>
#include <string.h>

#include "tests/tap.h"

/* Whether @text has @line, from its beginning to its end. */
static bool
has_line (const char *text, const char *line)
{
  size_t length = strlen (line);

  for (const char *at = strstr (text, line); at != NULL; at = strstr (at + 1, line))
    if ((at == text || at[-1] == '\n') && at[length] == '\n')
      return true;
  return false;
}

static void
assert_line (const GfMetrics *metrics, const char *line)
{
  g_autofree char *text = gf_metrics_format (metrics);

  ck_assert_msg (has_line (text, line), "no line '%s' in %.2000s", line,
                 strstr (text, "gjenfinn_requests_total"));
}

START_TEST (counts_and_gauges)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();

  assert_line (metrics, "gjenfinn_requests_refused_total{reason=\"rate\"} 0");
  gf_metrics_count (metrics, GF_COUNT_REFUSED_RATE, 1);
  gf_metrics_count (metrics, GF_COUNT_REFUSED_RATE, 2);
  gf_metrics_count (metrics, GF_COUNT_BYTES_SENT, UINT64_C (5000000000));
  gf_metrics_gauge_add (metrics, GF_GAUGE_QUEUE, 5);
  gf_metrics_gauge_add (metrics, GF_GAUGE_QUEUE, -3);
  gf_metrics_gauge_set (metrics, GF_GAUGE_UNITS, 204122);
  assert_line (metrics, "gjenfinn_requests_refused_total{reason=\"rate\"} 3");
  assert_line (metrics, "gjenfinn_requests_refused_total{reason=\"queue\"} 0");
  assert_line (metrics, "gjenfinn_sent_bytes_total 5000000000");
  assert_line (metrics, "gjenfinn_queue_length 2");
  assert_line (metrics, "gjenfinn_index_units 204122");
  ck_assert_uint_eq (gf_metrics_get_count (metrics, GF_COUNT_REFUSED_RATE), 3);
  ck_assert_int_eq (gf_metrics_get_gauge (metrics, GF_GAUGE_QUEUE), 2);
}
END_TEST

START_TEST (every_count_has_a_place_of_its_own)
{
  for (int count = 0; count < GF_N_COUNTS; count++)
    {
      g_autoptr (GfMetrics) metrics = gf_metrics_new ();
      g_autofree char *before = gf_metrics_format (metrics);

      gf_metrics_count (metrics, (GfCount) count, 987654321);
      g_autofree char *after = gf_metrics_format (metrics);
      ck_assert_ptr_null (strstr (before, "} 987654321"));
      ck_assert_ptr_nonnull (strstr (after, " 987654321\n"));
    }
}
END_TEST

START_TEST (counts_nothing_where_nothing_is_counted)
{
  gf_metrics_count (NULL, GF_COUNT_CONNECTIONS, 1);
  gf_metrics_gauge_add (NULL, GF_GAUGE_QUEUE, 1);
  gf_metrics_gauge_set (NULL, GF_GAUGE_QUEUE, 1);
  gf_metrics_observe (NULL, "/", 200, 1);
  gf_metrics_observe_wait (NULL, 1);
  ck_assert_uint_eq (gf_metrics_get_count (NULL, GF_COUNT_CONNECTIONS), 0);
  ck_assert_int_eq (gf_metrics_get_gauge (NULL, GF_GAUGE_QUEUE), 0);
}
END_TEST

/* A bucket has what is at most its bound. */
static const struct
{
  uint64_t took_us;
  const char *first; /* the bucket that has it */
  const char *last;  /* the one before, that has not; NULL where there is none */
} times[] = {
  { 0, "0.0005", NULL },
  { 500, "0.0005", NULL },
  { 501, "0.001", "0.0005" },
  { 25000, "0.025", "0.01" },
  { 10000000, "10", "5" },
  { 10000001, "+Inf", "10" },
  { UINT64_C (90000000000), "+Inf", "10" },
};

START_TEST (a_time_goes_into_its_bucket)
{
  const char *name = "gjenfinn_request_duration_seconds_bucket{route=\"/x\",le=";
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  g_autofree char *first = g_strdup_printf ("%s\"%s\"} 1", name, times[_i].first);
  g_autofree char *last = g_strdup_printf ("%s\"%s\"} 0", name, times[_i].last);

  gf_metrics_observe (metrics, "/x", 200, times[_i].took_us);
  assert_line (metrics, first);
  if (times[_i].last != NULL)
    assert_line (metrics, last);
  assert_line (metrics, "gjenfinn_request_duration_seconds_count{route=\"/x\"} 1");
}
END_TEST

START_TEST (sums_in_seconds)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();

  gf_metrics_observe (metrics, "/x", 200, 1500000);
  gf_metrics_observe (metrics, "/x", 304, 7);
  gf_metrics_observe (metrics, "/x", 299, 0);
  gf_metrics_observe_wait (metrics, 2000001);
  assert_line (metrics, "gjenfinn_request_duration_seconds_sum{route=\"/x\"} 1.500007");
  assert_line (metrics, "gjenfinn_requests_total{route=\"/x\",code=\"200\"} 1");
  assert_line (metrics, "gjenfinn_requests_total{route=\"/x\",code=\"304\"} 1");
  assert_line (metrics, "gjenfinn_requests_total{route=\"/x\",code=\"other\"} 1");
  assert_line (metrics, "gjenfinn_queue_wait_seconds_sum 2.000001");
  assert_line (metrics, "gjenfinn_queue_wait_seconds_count 1");
}
END_TEST

START_TEST (the_same_pattern_is_one_route)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  static const char one[] = "/api/v1/documents/{id}";
  static const char other[] = "/api/v1/documents/{id}";

  gf_metrics_observe (metrics, one, 200, 1);
  gf_metrics_observe (metrics, other, 200, 1);
  assert_line (
      metrics,
      "gjenfinn_requests_total{route=\"/api/v1/documents/{id}\",code=\"200\"} 2");
}
END_TEST

START_TEST (a_route_is_escaped)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();

  gf_metrics_observe (metrics, "/\"a\\b\nc", 200, 1);
  assert_line (metrics,
               "gjenfinn_requests_total{route=\"/\\\"a\\\\b\\nc\",code=\"200\"} 1");
}
END_TEST

START_TEST (routes_past_the_bound_are_others)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  char *routes[GF_METRICS_MAX_ROUTES + 3];

  for (size_t i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      routes[i] = g_strdup_printf ("/%zu", i);
      gf_metrics_observe (metrics, routes[i], 200, 1);
    }
  gf_metrics_observe (metrics, NULL, 404, 1);
  assert_line (metrics, "gjenfinn_requests_total{route=\"/31\",code=\"200\"} 1");
  assert_line (metrics, "gjenfinn_requests_total{route=\"other\",code=\"200\"} 3");
  assert_line (metrics, "gjenfinn_requests_total{route=\"other\",code=\"404\"} 1");
  for (size_t i = 0; i < G_N_ELEMENTS (routes); i++)
    g_free (routes[i]);
}
END_TEST

START_TEST (an_age_is_told_once_it_is_known)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  g_autofree char *before = gf_metrics_format (metrics);

  ck_assert_ptr_null (strstr (before, "gjenfinn_index_age_seconds"));
  gf_metrics_gauge_set (metrics, GF_GAUGE_INDEX_COMMITTED_S, 1000000000);
  assert_line (metrics, "gjenfinn_index_committed_timestamp_seconds 1000000000");
  g_autofree char *after = gf_metrics_format (metrics);
  const char *age = strstr (after, "\ngjenfinn_index_age_seconds ");
  ck_assert_ptr_nonnull (age);
  ck_assert_int_gt (
      g_ascii_strtoll (age + strlen ("\ngjenfinn_index_age_seconds "), NULL, 10),
      600000000);
  /* A clock that was set back is no reason for an age below nothing. */
  gf_metrics_gauge_set (metrics, GF_GAUGE_INDEX_COMMITTED_S, INT64_C (99999999999));
  assert_line (metrics, "gjenfinn_index_age_seconds 0");
}
END_TEST

#define N_THREADS 4
#define N_EACH 20000
static const char *const shared_routes[] = { "/a", "/b", "/c", "/d", "/e" };

static void *
count_much (void *metrics)
{
  for (int i = 0; i < N_EACH; i++)
    {
      gf_metrics_count (metrics, GF_COUNT_WORKED, 1);
      gf_metrics_gauge_add (metrics, GF_GAUGE_WORKERS_BUSY, 1);
      gf_metrics_observe (metrics, shared_routes[i % G_N_ELEMENTS (shared_routes)], 200,
                          10);
      gf_metrics_observe_wait (metrics, 10);
      gf_metrics_gauge_add (metrics, GF_GAUGE_WORKERS_BUSY, -1);
    }
  return NULL;
}

/* Under -fsanitize=thread too. */
START_TEST (threads_lose_nothing)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  GThread *threads[N_THREADS];

  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new (NULL, count_much, metrics);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *text = gf_metrics_format (metrics);

      ck_assert_ptr_nonnull (strstr (text, "gjenfinn_worked_total"));
    }
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  assert_line (metrics, "gjenfinn_worked_total 80000");
  assert_line (metrics, "gjenfinn_workers_busy 0");
  assert_line (metrics, "gjenfinn_queue_wait_seconds_count 80000");
  for (size_t i = 0; i < G_N_ELEMENTS (shared_routes); i++)
    {
      g_autofree char *line = g_strdup_printf (
          "gjenfinn_requests_total{route=\"%s\",code=\"200\"} 16000", shared_routes[i]);

      assert_line (metrics, line);
    }
}
END_TEST

START_TEST (tells_of_the_process)
{
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  g_autofree char *text = gf_metrics_format (metrics);
  const char *resident = strstr (text, "\nprocess_resident_memory_bytes ");

  ck_assert_ptr_nonnull (strstr (text, "\nprocess_cpu_seconds_total "));
  ck_assert_ptr_nonnull (strstr (text, "\nprocess_open_fds "));
  ck_assert_ptr_nonnull (resident);
  ck_assert_int_gt (
      g_ascii_strtoll (resident + strlen ("\nprocess_resident_memory_bytes "), NULL, 10),
      100000);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("operate-metrics");
  TCase *tcase = tcase_create ("metrics");

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, counts_and_gauges);
  tcase_add_test (tcase, every_count_has_a_place_of_its_own);
  tcase_add_test (tcase, counts_nothing_where_nothing_is_counted);
  tcase_add_loop_test (tcase, a_time_goes_into_its_bucket, 0, G_N_ELEMENTS (times));
  tcase_add_test (tcase, sums_in_seconds);
  tcase_add_test (tcase, the_same_pattern_is_one_route);
  tcase_add_test (tcase, a_route_is_escaped);
  tcase_add_test (tcase, routes_past_the_bound_are_others);
  tcase_add_test (tcase, an_age_is_told_once_it_is_known);
  tcase_add_test (tcase, threads_lose_nothing);
  tcase_add_test (tcase, tells_of_the_process);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
