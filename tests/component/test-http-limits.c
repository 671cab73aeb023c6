/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each limit on questions is gone past, over real connections, and what is within it is
   answered meanwhile; and how it all ends. */
#include <string.h>

#include "common/autofd.h"
#include "tests/component/http-fixture.h"
#include "tests/tap.h"

START_TEST (answers)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

  for (unsigned i = 0; i < 100; i++)
    {
      ck_assert_uint_eq (gf_client_ask (fd, "/"), 200);
      ck_assert_uint_eq (gf_client_ask (fd, "/quick"), 200);
    }
  gf_fixture_assert_count (fixture, GF_COUNT_CONNECTIONS, 1);
  gf_fixture_assert_count (fixture, GF_COUNT_WORKED, 100);
}
END_TEST

/* One request's answer may be made while the next lies in the same packet. */
START_TEST (keeps_the_order)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  static const char *const lengths[] = { "/body/10", "/body/0", "/quick", "/body/77" };
  static const size_t expected[] = { 10, 0, 2, 77 };
  g_autoptr (GString) all = g_string_new (NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (lengths); i++)
    g_string_append_printf (all, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", lengths[i]);
  ck_assert (gf_client_send (fd, all->str));
  for (size_t i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *head = NULL;
      g_autofree char *length = g_strdup_printf ("Content-Length: %zu\r\n", expected[i]);

      ck_assert_uint_eq (gf_client_read (fd, &head, NULL), 200);
      ck_assert_ptr_nonnull (strstr (head, length));
    }
}
END_TEST

START_TEST (a_full_queue_refuses)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.workers = 1;
  limits.slow_ms = 0;
  limits.queue = 2;
  limits.queue_ms = 60000;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  int fds[4];

  for (size_t i = 0; i < G_N_ELEMENTS (fds); i++)
    fds[i] = gf_fixture_connect (fixture, GF_LOOPBACK);
  ck_assert (gf_client_get (fds[0], "/wait", ""));
  gf_fixture_await (fixture, 1);
  ck_assert (gf_client_get (fds[1], "/", ""));
  ck_assert (gf_client_get (fds[2], "/", ""));
  while (gf_metrics_get_gauge (fixture->metrics, GF_GAUGE_QUEUE) < 2)
    g_usleep (1000);

  ck_assert (gf_client_get (fds[3], "/", ""));
  gf_client_assert_problem (fds[3], 503, "(queue)", true);
  gf_fixture_assert_count (fixture, GF_COUNT_REFUSED_QUEUE, 1);
  ck_assert_msg (gf_client_ask (fds[3], "/quick") == 200, "what is quick does not wait");

  gf_fixture_open_gate (fixture);
  for (size_t i = 0; i < 3; i++)
    ck_assert_uint_eq (gf_client_read (fds[i], NULL, NULL), 200);
  ck_assert_uint_eq (gf_client_ask (fds[3], "/"), 200);
  ck_assert_int_eq (gf_metrics_get_gauge (fixture->metrics, GF_GAUGE_QUEUE), 0);
  for (size_t i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);
}
END_TEST

START_TEST (a_long_wait_ends)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.workers = 1;
  limits.slow_ms = 0;
  limits.queue_ms = 200;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd first = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd second = gf_fixture_connect (fixture, GF_LOOPBACK);

  ck_assert (gf_client_get (first, "/wait", ""));
  gf_fixture_await (fixture, 1);
  gint64 begun = g_get_monotonic_time ();
  ck_assert (gf_client_get (second, "/", ""));
  gf_client_assert_problem (second, 503, "(queue-ms)", true);
  gint64 took_ms = (g_get_monotonic_time () - begun) / 1000;
  ck_assert_int_ge (took_ms, 190);
  gf_fixture_assert_count (fixture, GF_COUNT_REFUSED_QUEUE, 1);
  ck_assert_uint_gt (gf_http_server_get_longest_us (fixture->server), 150000);

  gf_fixture_open_gate (fixture);
  ck_assert_uint_eq (gf_client_read (first, NULL, NULL), 200);
  ck_assert_uint_eq (gf_client_ask (second, "/"), 200);
}
END_TEST

START_TEST (slow_questions_leave_workers)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.workers = 4;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  int fds[3];
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

  for (size_t i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = gf_fixture_connect (fixture, GF_LOOPBACK);
      ck_assert (gf_client_get (fds[i], "/wait", ""));
    }
  gf_fixture_await (fixture, G_N_ELEMENTS (fds));
  for (unsigned i = 0; i < 50; i++)
    ck_assert_uint_eq (gf_client_ask (fd, "/"), 200);
  gf_fixture_open_gate (fixture);
  for (size_t i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      ck_assert_uint_eq (gf_client_read (fds[i], NULL, NULL), 200);
      close (fds[i]);
    }
}
END_TEST

START_TEST (a_question_has_a_deadline)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.question_ms = 40000;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  g_autofree char *some = NULL;
  g_autofree char *none = NULL;

  ck_assert (gf_client_get (fd, "/deadline", ""));
  ck_assert_uint_eq (gf_client_read (fd, NULL, &some), 200);
  ck_assert_int_le (atoi (some), 40000);
  ck_assert_int_gt (atoi (some), 40000 - GF_SOON_MS);

  limits.question_ms = 0;
  gf_http_server_set_limits (fixture->server, &limits);
  ck_assert (gf_client_get (fd, "/deadline", ""));
  ck_assert_uint_eq (gf_client_read (fd, NULL, &none), 200);
  ck_assert_str_eq (none, "none");
}
END_TEST

START_TEST (a_rate)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.loopback = true;
  limits.rate = 0.01;
  limits.burst = 3;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd again = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd other = gf_fixture_connect (fixture, GF_LOOPBACK_TOO);

  for (unsigned i = 0; i < limits.burst; i++)
    ck_assert_uint_eq (gf_client_ask (fd, "/"), 200);
  ck_assert (gf_client_get (fd, "/", ""));
  gf_client_assert_problem (fd, 429, "(rate, burst)", true);
  ck_assert_msg (gf_client_ask (again, "/") == 429, "another connection is no way round");
  ck_assert_uint_eq (gf_client_ask (fd, "/quick"), 200);
  ck_assert_uint_eq (gf_client_ask (other, "/"), 200);
  gf_fixture_assert_count (fixture, GF_COUNT_REFUSED_RATE, 2);

  limits.rate = 1000;
  gf_http_server_set_limits (fixture->server, &limits);
  g_usleep (20000);
  ck_assert_msg (gf_client_ask (fd, "/") == 200, "a reload holds at once");
}
END_TEST

START_TEST (loopback_is_not_limited_unless_told)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.rate = 0.01;
  limits.burst = 1;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

  for (unsigned i = 0; i < 20; i++)
    ck_assert_uint_eq (gf_client_ask (fd, "/"), 200);
}
END_TEST

START_TEST (a_rate_is_of_the_client_not_of_its_proxy)
{
  const char *const networks[] = { GF_LOOPBACK, NULL };
  g_autoptr (GfProxies) proxies = gf_proxies_new (networks, NULL, NULL);
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.rate = 0.01;
  limits.burst = 1;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, proxies, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

  for (unsigned i = 1; i < 9; i++)
    {
      g_autofree char *header = g_strdup_printf ("X-Forwarded-For: 192.0.2.%u\r\n", i);

      ck_assert (gf_client_get (fd, "/", header));
      ck_assert_uint_eq (gf_client_read (fd, NULL, NULL), 200);
      ck_assert (gf_client_get (fd, "/", header));
      ck_assert_uint_eq (gf_client_read (fd, NULL, NULL), 429);
    }
}
END_TEST

static char *
ask_text (int fd, const char *path, const char *headers)
{
  char *body = NULL;

  ck_assert (gf_client_get (fd, path, headers));
  ck_assert_uint_eq (gf_client_read (fd, NULL, &body), 200);
  return body;
}

START_TEST (a_local_socket)
{
  const char *const networks[] = { "unix", NULL };
  g_autoptr (GfProxies) proxies = gf_proxies_new (networks, NULL, NULL);
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, proxies, "socket");
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  const char *header = "X-Forwarded-For: 192.0.2.1\r\n";
  g_autofree char *nobody = ask_text (fixture->local, "/client", "");
  g_autofree char *somebody = ask_text (fixture->local, "/client", header);
  g_autofree char *liar = ask_text (fd, "/client", header);
  g_autofree char *proxy = ask_text (fixture->local, "/proxy", "");
  g_autofree char *no_proxy = ask_text (fd, "/proxy", "");

  ck_assert_str_eq (nobody, "nobody");
  ck_assert_str_eq (somebody, "192.0.2.1");
  ck_assert_str_eq (liar, GF_LOOPBACK);
  ck_assert_str_eq (proxy, "yes");
  ck_assert_str_eq (no_proxy, "no");
}
END_TEST

/* The client goes away while its question waits, or is answered. */
START_TEST (clients_that_leave)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.workers = 1;
  limits.slow_ms = 0;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);

  for (unsigned i = 0; i < 20; i++)
    {
      gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

      ck_assert (gf_client_get (fd, i == 0 ? "/wait" : "/body/100000", ""));
    }
  gf_fixture_await (fixture, 1);
  gf_fixture_open_gate (fixture);
  ck_assert (gf_http_server_drain (fixture->server, GF_SOON_MS));
}
END_TEST

static void *
drain (void *data)
{
  const GfFixture *fixture = data;

  return GINT_TO_POINTER (gf_http_server_drain (fixture->server, GF_SOON_MS));
}

START_TEST (what_was_begun_is_finished)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.workers = 1;
  limits.slow_ms = 0;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd first = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd second = gf_fixture_connect (fixture, GF_LOOPBACK);
  g_autofree char *head = NULL;

  ck_assert (gf_client_get (first, "/wait", ""));
  gf_fixture_await (fixture, 1);
  ck_assert (gf_client_get (second, "/", ""));
  while (gf_metrics_get_gauge (fixture->metrics, GF_GAUGE_QUEUE) < 1)
    g_usleep (1000);
  GThread *thread = g_thread_new ("drain", drain, fixture);
  g_usleep (50000);
  gf_fixture_open_gate (fixture);
  ck_assert_uint_eq (gf_client_read (first, &head, NULL), 200);
  ck_assert_ptr_nonnull (strstr (head, "Connection: close"));
  ck_assert_uint_eq (gf_client_read (second, NULL, NULL), 200);
  ck_assert (GPOINTER_TO_INT (g_thread_join (thread)));
}
END_TEST

static void *
free_server (void *data)
{
  GfFixture *fixture = data;

  g_clear_pointer (&fixture->server, gf_http_server_free);
  return NULL;
}

/* Without a drain: what waits is refused, what runs is waited for. */
START_TEST (an_end_leaves_nothing)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.workers = 2;
  limits.slow_ms = 0;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  int fds[20];

  for (size_t i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = gf_fixture_connect (fixture, GF_LOOPBACK);
      ck_assert (gf_client_get (fds[i], "/wait", ""));
    }
  gf_fixture_await (fixture, 2);
  GThread *thread = g_thread_new ("free", free_server, fixture);
  g_usleep (50000);
  gf_fixture_open_gate (fixture);
  g_thread_join (thread);
  ck_assert_int_eq (gf_metrics_get_gauge (fixture->metrics, GF_GAUGE_QUEUE), 0);
  ck_assert_int_eq (gf_metrics_get_gauge (fixture->metrics, GF_GAUGE_CONNECTIONS), 0);
  gf_client_close_all (fds, G_N_ELEMENTS (fds));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-limits");
  TCase *tests = tcase_create ("limits");

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, answers);
  tcase_add_test (tests, keeps_the_order);
  tcase_add_test (tests, a_full_queue_refuses);
  tcase_add_test (tests, a_long_wait_ends);
  tcase_add_test (tests, slow_questions_leave_workers);
  tcase_add_test (tests, a_question_has_a_deadline);
  tcase_add_test (tests, a_rate);
  tcase_add_test (tests, loopback_is_not_limited_unless_told);
  tcase_add_test (tests, a_rate_is_of_the_client_not_of_its_proxy);
  tcase_add_test (tests, a_local_socket);
  tcase_add_test (tests, clients_that_leave);
  tcase_add_test (tests, what_was_begun_is_finished);
  tcase_add_test (tests, an_end_leaves_nothing);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
