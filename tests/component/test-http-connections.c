/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each limit on connections, and on what comes and goes over one, is gone past; others
   are answered meanwhile. */
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "common/autofd.h"
#include "tests/component/http-fixture.h"
#include "tests/tap.h"

/* @n connections from @address, each of which was answered. */
static void
open_many (GfFixture *fixture, const char *address, int *fds, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      fds[i] = gf_fixture_connect (fixture, address);
      ck_assert_uint_eq (gf_client_ask (fds[i], "/quick"), 200);
    }
}

/* A place is free as soon as the server has seen that a connection was closed. */
static void
assert_room_again (GfFixture *fixture, const char *address)
{
  gint64 deadline = g_get_monotonic_time () + GF_SOON_MS * 1000;
  unsigned status = 0;

  while (status != 200 && g_get_monotonic_time () < deadline)
    {
      gf_autofd fd = gf_fixture_connect (fixture, address);

      status = gf_client_ask (fd, "/quick");
    }
  ck_assert_uint_eq (status, 200);
}

START_TEST (connections_in_all)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.connections = 6;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  int fds[6];

  open_many (fixture, GF_LOOPBACK, fds, G_N_ELEMENTS (fds));
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK_TOO);
  ck_assert (gf_client_is_closed (fd, GF_SOON_MS));
  gf_fixture_assert_count (fixture, GF_COUNT_REFUSED_CONNECTIONS, 1);
  ck_assert_uint_eq (gf_client_ask (fds[0], "/"), 200);
  gf_client_close_all (fds, G_N_ELEMENTS (fds));
  assert_room_again (fixture, GF_LOOPBACK);
}
END_TEST

/* The system allows fewer than are wanted: then those, and some left for files. */
START_TEST (connections_for_few_descriptors)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  const struct rlimit few = { .rlim_cur = 60, .rlim_max = 200 };
  ck_assert_int_eq (setrlimit (RLIMIT_NOFILE, &few), 0);
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  struct rlimit now;
  int fds[90]; /* of this process too: the server has as many */

  ck_assert_int_eq (getrlimit (RLIMIT_NOFILE, &now), 0);
  ck_assert_uint_eq (now.rlim_cur, 200);
  open_many (fixture, GF_LOOPBACK, fds, 80);
  for (size_t i = 80; i < G_N_ELEMENTS (fds); i++)
    fds[i] = gf_fixture_connect (fixture, GF_LOOPBACK);
  ck_assert_uint_eq (gf_client_ask (fds[0], "/"), 200);
  gf_client_close_all (fds, G_N_ELEMENTS (fds));
  assert_room_again (fixture, GF_LOOPBACK);
}
END_TEST

START_TEST (connections_from_one_address)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.connections_per_address = 3;
  limits.loopback = true;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  int fds[3];

  open_many (fixture, GF_LOOPBACK, fds, G_N_ELEMENTS (fds));
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  ck_assert (gf_client_is_closed (fd, GF_SOON_MS));
  gf_fixture_assert_count (fixture, GF_COUNT_REFUSED_CONNECTIONS, 1);

  gf_autofd other = gf_fixture_connect (fixture, GF_LOOPBACK_TOO);
  ck_assert_uint_eq (gf_client_ask (other, "/"), 200);
  gf_client_close_all (fds, G_N_ELEMENTS (fds));
  assert_room_again (fixture, GF_LOOPBACK);
}
END_TEST

START_TEST (a_proxy_has_as_many_as_it_needs)
{
  const char *const networks[] = { "127.0.0.0/8", NULL };
  g_autoptr (GfProxies) proxies = gf_proxies_new (networks, NULL, NULL);
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.connections_per_address = 2;
  limits.loopback = true;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, proxies, NULL);
  int fds[8];

  open_many (fixture, GF_LOOPBACK, fds, G_N_ELEMENTS (fds));
  gf_client_close_all (fds, G_N_ELEMENTS (fds));
}
END_TEST

START_TEST (a_long_head)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  g_autofree char *value = g_strnfill (limits.head_bytes, 'x');
  g_autofree char *header = g_strdup_printf ("X: %s\r\n", value);
  g_autofree char *path = g_strdup_printf ("/%s", value);
  gf_autofd with_header = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd with_path = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

  gf_client_get (with_header, "/", header);
  ck_assert_uint_eq (gf_client_read (with_header, NULL, NULL), 431);
  ck_assert (gf_client_is_closed (with_header, GF_SOON_MS));
  gf_client_get (with_path, path, "");
  ck_assert_uint_eq (gf_client_read (with_path, NULL, NULL), 414);
  ck_assert (gf_client_is_closed (with_path, GF_SOON_MS));
  ck_assert_uint_eq (gf_client_ask (fd, "/"), 200);
  gf_fixture_assert_count (fixture, GF_COUNT_REFUSED_HEAD, 2);
}
END_TEST

START_TEST (a_million_characters)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  g_autofree char *words = g_strnfill (1000000, 'a');
  g_autofree char *path = g_strdup_printf ("/api/v1/search?q=%s", words);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd other = gf_fixture_connect (fixture, GF_LOOPBACK);

  gf_client_get (fd, path, "");
  unsigned status = gf_client_read (fd, NULL, NULL);
  ck_assert_msg (status == 414 || status == 0, "%u", status);
  ck_assert (gf_client_is_closed (fd, GF_SOON_MS));
  ck_assert_uint_eq (gf_client_ask (other, "/"), 200);
}
END_TEST

START_TEST (many_headers)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.headers = 10;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  g_autoptr (GString) headers = g_string_new (NULL);

  for (unsigned i = 1; i < limits.headers; i++)
    g_string_append_printf (headers, "X-%u: y\r\n", i);
  ck_assert (gf_client_get (fd, "/quick", headers->str));
  ck_assert_uint_eq (gf_client_read (fd, NULL, NULL), 200);
  g_string_append (headers, "One: more\r\n");
  ck_assert (gf_client_get (fd, "/quick", headers->str));
  gf_client_assert_problem (fd, 431, "(headers)", false);
  gf_fixture_assert_count (fixture, GF_COUNT_REFUSED_HEAD, 1);
}
END_TEST

/* And what else is not for a worker is not kept waiting for its body either. */
START_TEST (a_body_of_another_method)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);
  g_autofree char *head = NULL;

  ck_assert (gf_client_send (
      fd, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\nabc"));
  ck_assert_uint_eq (gf_client_read (fd, &head, NULL), 405);
  ck_assert_ptr_nonnull (strstr (head, "Allow: GET, HEAD"));
}
END_TEST

START_TEST (a_body)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  static const char *const bodies[]
      = { "Content-Length: 99999999999\r\n", "Transfer-Encoding: chunked\r\n",
          "Content-Length: 0\r\nContent-Length: 5\r\n" };

  for (size_t i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

      ck_assert (gf_client_get (fd, "/", bodies[i]));
      gf_client_assert_problem (fd, 413, "body", false);
      ck_assert (gf_client_is_closed (fd, GF_SOON_MS));
    }
}
END_TEST

/* Sends a byte every tenth of a second, until it may not. Returns: after how long. */
static gint64
drip (int fd, const char *text)
{
  gint64 begun = g_get_monotonic_time ();
  char byte[2] = "";

  for (size_t i = 0; i < 20000; i++)
    {
      byte[0] = text[i % strlen (text)];
      if (!gf_client_send (fd, byte) || gf_client_is_closed (fd, 100))
        break;
    }
  return (g_get_monotonic_time () - begun) / 1000;
}

START_TEST (a_head_that_drips)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.head_seconds = 1;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fresh = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd used = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd idle = gf_fixture_connect (fixture, GF_LOOPBACK);

  ck_assert (gf_client_send (fresh, "GET / HTTP/1.1\r\nHost: a\r\n"));
  ck_assert_int_lt (drip (fresh, "X: y\r\n"), GF_SOON_MS);
  gf_fixture_assert_count (fixture, GF_COUNT_SLOW_CLIENTS, 1);

  ck_assert_uint_eq (gf_client_ask (used, "/"), 200);
  ck_assert_int_lt (
      drip (used, "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), GF_SOON_MS);
  gf_fixture_assert_count (fixture, GF_COUNT_SLOW_CLIENTS, 2);
  ck_assert_msg (gf_client_ask (idle, "/") == 200, "one that says nothing may be silent");
}
END_TEST

/* The end comes in one packet with half a head. */
START_TEST (a_client_that_leaves_in_mid_head)
{
  const GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, "half");

  for (unsigned i = 0; i < 20; i++)
    {
      gf_autofd fd = gf_fixture_connect (fixture, GF_LOOPBACK);

      ck_assert (gf_client_send (fd, "GET / HT"));
    }
  ck_assert (gf_client_send (fixture->local, "GET / HT"));
  shutdown (fixture->local, SHUT_WR);
  ck_assert (gf_client_is_closed (fixture->local, GF_SOON_MS));

  gint64 deadline = g_get_monotonic_time () + GF_SOON_MS * 1000;
  while (gf_metrics_get_gauge (fixture->metrics, GF_GAUGE_CONNECTIONS) > 0
         && g_get_monotonic_time () < deadline)
    g_usleep (10000);
  ck_assert_int_eq (gf_metrics_get_gauge (fixture->metrics, GF_GAUGE_CONNECTIONS), 0);
}
END_TEST

START_TEST (a_silent_client)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.idle_seconds = 1;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd fresh = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd used = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_autofd working = gf_fixture_connect (fixture, GF_LOOPBACK);

  ck_assert (gf_client_get (working, "/wait", ""));
  ck_assert_uint_eq (gf_client_ask (used, "/"), 200);
  ck_assert (gf_client_is_closed (fresh, GF_SOON_MS));
  ck_assert (gf_client_is_closed (used, GF_SOON_MS));
  gf_fixture_await (fixture, 1);
  gf_fixture_open_gate (fixture);
  ck_assert_msg (gf_client_read (working, NULL, NULL) == 200,
                 "a question may take longer than a silence");
}
END_TEST

/* Reads 1,000 bytes every tenth of a second, until no more come. */
static void
sip (int fd)
{
  char bytes[1000];

  for (unsigned i = 0; i < 10 * GF_SOON_MS / 1000; i++)
    {
      if (recv (fd, bytes, sizeof bytes, 0) <= 0)
        return;
      g_usleep (100000);
    }
}

START_TEST (an_answer_that_is_sipped)
{
  GfHttpLimits limits = GF_HTTP_LIMITS_INIT;
  limits.idle_seconds = 2;
  limits.min_send_bytes_per_second = 100000;
  g_autoptr (GfFixture) fixture = gf_fixture_start (&limits, NULL, NULL);
  gf_autofd slow = gf_fixture_connect (fixture, GF_LOOPBACK);
  int few_bytes = 4096;

  setsockopt (slow, SOL_SOCKET, SO_RCVBUF, &few_bytes, sizeof few_bytes);
  ck_assert (gf_client_get (slow, "/body/50000000", ""));
  sip (slow);
  gf_autofd fast = gf_fixture_connect (fixture, GF_LOOPBACK);
  gf_fixture_assert_count (fixture, GF_COUNT_SLOW_CLIENTS, 1);
  ck_assert_uint_eq (gf_client_ask (fast, "/body/50000000"), 200);
  gf_fixture_assert_count (fixture, GF_COUNT_SLOW_CLIENTS, 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-connections");
  TCase *tests = tcase_create ("connections");

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, connections_in_all);
  tcase_add_test (tests, connections_for_few_descriptors);
  tcase_add_test (tests, connections_from_one_address);
  tcase_add_test (tests, a_proxy_has_as_many_as_it_needs);
  tcase_add_test (tests, a_long_head);
  tcase_add_test (tests, a_million_characters);
  tcase_add_test (tests, many_headers);
  tcase_add_test (tests, a_body_of_another_method);
  tcase_add_test (tests, a_body);
  tcase_add_test (tests, a_head_that_drips);
  tcase_add_test (tests, a_client_that_leaves_in_mid_head);
  tcase_add_test (tests, a_silent_client);
  tcase_add_test (tests, an_answer_that_is_sipped);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
