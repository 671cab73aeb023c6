/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/rate.h"

#include "tests/tap.h"

#define SECOND G_USEC_PER_SEC

static GfAddress
site (unsigned n)
{
  return (GfAddress){ { 0x20, 1, 0xd, 0xb8, (uint8_t) (n >> 24), (uint8_t) (n >> 16),
                        (uint8_t) (n >> 8), (uint8_t) n } };
}

START_TEST (gives_a_burst_and_then_a_rate)
{
  g_autoptr (GfRate) rate = gf_rate_new (10);
  const GfAddress one = site (1);
  const GfAddress other = site (2);
  int64_t now = 1000 * SECOND;

  for (unsigned i = 0; i < 5; i++)
    ck_assert_uint_eq (gf_rate_take (rate, &one, 2, 5, now), 0);
  uint64_t wait_us = gf_rate_take (rate, &one, 2, 5, now);
  ck_assert_uint_ge (wait_us, SECOND / 2);
  ck_assert_uint_le (wait_us, SECOND / 2 + 10);
  ck_assert_uint_eq (gf_rate_take (rate, &other, 2, 5, now), 0);

  ck_assert_uint_gt (gf_rate_take (rate, &one, 2, 5, now + SECOND / 4), 0);
  ck_assert_uint_eq (gf_rate_take (rate, &one, 2, 5, now + (int64_t) wait_us), 0);
  ck_assert_uint_gt (gf_rate_take (rate, &one, 2, 5, now + (int64_t) wait_us), 0);

  /* After any rest a burst, and no more. */
  now += 3600LL * SECOND;
  for (unsigned i = 0; i < 5; i++)
    ck_assert_uint_eq (gf_rate_take (rate, &one, 2, 5, now), 0);
  ck_assert_uint_gt (gf_rate_take (rate, &one, 2, 5, now), 0);
}
END_TEST

/* Over ten minutes of asking as fast as may be. */
START_TEST (holds_the_rate_in_the_long_run)
{
  g_autoptr (GfRate) rate = gf_rate_new (10);
  const GfAddress one = site (1);
  unsigned n = 0;

  for (int64_t now = SECOND; now < 601LL * SECOND; now += SECOND / 100)
    if (gf_rate_take (rate, &one, 7.5, 60, now) == 0)
      n++;
  ck_assert_uint_ge (n, 600 * 15 / 2);
  ck_assert_uint_le (n, 600 * 15 / 2 + 60);
}
END_TEST

/* A clock that stands still, or was read by a thread that came late. */
START_TEST (survives_time_going_back)
{
  g_autoptr (GfRate) rate = gf_rate_new (10);
  const GfAddress one = site (1);

  ck_assert_uint_eq (gf_rate_take (rate, &one, 1, 2, 10 * SECOND), 0);
  ck_assert_uint_eq (gf_rate_take (rate, &one, 1, 2, 9 * SECOND), 0);
  ck_assert_uint_gt (gf_rate_take (rate, &one, 1, 2, 1 * SECOND), 0);
  ck_assert_uint_gt (gf_rate_take (rate, &one, 1, 2, 10 * SECOND + 1000), 0);
}
END_TEST

START_TEST (counts_connections)
{
  g_autoptr (GfRate) rate = gf_rate_new (1);
  const GfAddress one = site (1);
  const GfAddress other = site (2);

  ck_assert (gf_rate_connect (rate, &one, 2));
  ck_assert (gf_rate_connect (rate, &one, 2));
  ck_assert (!gf_rate_connect (rate, &one, 2));
  ck_assert (gf_rate_connect (rate, &other, 2));
  gf_rate_disconnect (rate, &one);
  ck_assert (gf_rate_connect (rate, &one, 2));
  const GfAddress third = site (3);
  ck_assert (!gf_rate_connect (rate, &third, 0));
  gf_rate_disconnect (rate, &one);
  gf_rate_disconnect (rate, &one);
  gf_rate_disconnect (rate, &other);
  ck_assert_uint_le (gf_rate_count (rate), 1);
}
END_TEST

START_TEST (remembers_no_more_than_it_may)
{
  g_autoptr (GfRate) rate = gf_rate_new (100);
  const GfAddress connected = site (0);

  ck_assert (gf_rate_connect (rate, &connected, 1));
  for (unsigned i = 1; i <= 100000; i++)
    {
      const GfAddress one = site (i);

      ck_assert_uint_eq (gf_rate_take (rate, &one, 1, 1, SECOND), 0);
    }
  ck_assert_uint_eq (gf_rate_count (rate), 101);
  ck_assert_msg (!gf_rate_connect (rate, &connected, 1), "what is open is not forgotten");

  const GfAddress last = site (100000);
  const GfAddress first = site (1);
  ck_assert_uint_gt (gf_rate_take (rate, &last, 1, 1, SECOND), 0);
  ck_assert_uint_eq (gf_rate_take (rate, &first, 1, 1, SECOND), 0);
  gf_rate_disconnect (rate, &connected);
}
END_TEST

static void *
come_and_go (void *data)
{
  GfRate *rate = data;

  for (unsigned i = 0; i < 20000; i++)
    {
      const GfAddress one = site (i % 37);

      gf_rate_take (rate, &one, 1000, 10, (int64_t) i * 100);
      if (gf_rate_connect (rate, &one, 3))
        gf_rate_disconnect (rate, &one);
    }
  return NULL;
}

START_TEST (is_for_many_threads)
{
  g_autoptr (GfRate) rate = gf_rate_new (20);
  GThread *threads[4];

  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("client", come_and_go, rate);
  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  ck_assert_uint_le (gf_rate_count (rate), 20);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-rate");
  TCase *tests = tcase_create ("rate");

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, gives_a_burst_and_then_a_rate);
  tcase_add_test (tests, holds_the_rate_in_the_long_run);
  tcase_add_test (tests, survives_time_going_back);
  tcase_add_test (tests, counts_connections);
  tcase_add_test (tests, remembers_no_more_than_it_may);
  tcase_add_test (tests, is_for_many_threads);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
