/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/queue.h"

#include "tests/component/pieces.h"

static const GfQueueHandler handler = { piece_run, piece_refuse };

START_TEST (keeps_the_order)
{
  atomic_bool gate = false;
  atomic_uint order = 0;
  Piece pieces[20] = { { .gate = &gate, .order = &order } };
  g_autoptr (GfQueue) queue = gf_queue_new (1, 0, false, handler, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      pieces[i].order = &order;
      ck_assert (gf_queue_push (queue, &pieces[i], 20, 60000, 0));
      if (i == 0)
        piece_await (&pieces[0].n_run, 1);
    }
  atomic_store (&gate, true);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      piece_await (&pieces[i].n_run, 1);
      ck_assert_uint_eq (pieces[i].place, i);
      ck_assert_uint_eq (pieces[i].n_refused, 0);
    }
}
END_TEST

START_TEST (has_its_turn_as_if_it_came_later)
{
  static const uint64_t seconds[] = { 0, 30, 10, 0, 20, 10 };
  static const unsigned places[] = { 0, 5, 2, 1, 4, 3 };
  atomic_bool gate = false;
  atomic_uint order = 0;
  Piece pieces[G_N_ELEMENTS (seconds)] = { { .gate = &gate } };
  g_autoptr (GfQueue) queue = gf_queue_new (1, 0, false, handler, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      pieces[i].order = &order;
      ck_assert (
          gf_queue_push (queue, &pieces[i], 20, 60000, seconds[i] * G_USEC_PER_SEC));
      if (i == 0)
        piece_await (&pieces[0].n_run, 1);
    }
  atomic_store (&gate, true);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      piece_await (&pieces[i].n_run, 1);
      ck_assert_uint_eq (pieces[i].place, places[i]);
    }
}
END_TEST

/* Whatever stands before it. */
START_TEST (refuses_what_waited_too_long_in_the_midst)
{
  static const unsigned waits_ms[] = { 60000, 1, 60000, 1 };
  atomic_bool gate = false;
  Piece first = { .gate = &gate };
  Piece pieces[G_N_ELEMENTS (waits_ms)] = { 0 };
  g_autoptr (GfQueue) queue = gf_queue_new (1, 0, false, handler, NULL);

  ck_assert (gf_queue_push (queue, &first, 1, 60000, 0));
  piece_await (&first.n_run, 1);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    ck_assert (gf_queue_push (queue, &pieces[i], 10, waits_ms[i], i * 1000));
  ck_assert_uint_eq (gf_queue_expire (queue, g_get_monotonic_time () + G_USEC_PER_SEC),
                     2);
  atomic_store (&gate, true);
  gf_queue_stop (queue);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      ck_assert_uint_eq (pieces[i].n_run + pieces[i].n_refused, 1);
      if (waits_ms[i] == 1)
        ck_assert_uint_eq (pieces[i].n_refused, 1);
    }
}
END_TEST

START_TEST (is_bounded)
{
  atomic_bool gate = false;
  Piece first = { .gate = &gate };
  Piece second = { 0 };
  Piece third = { 0 };
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  g_autoptr (GfQueue) queue = gf_queue_new (1, 0, false, handler, metrics);

  ck_assert (gf_queue_push (queue, &first, 1, 60000, 0));
  piece_await (&first.n_run, 1);
  ck_assert_int_eq (gf_metrics_get_gauge (metrics, GF_GAUGE_WORKERS_BUSY), 1);
  ck_assert (gf_queue_push (queue, &second, 1, 60000, 0));
  ck_assert (!gf_queue_push (queue, &third, 1, 60000, 0));
  ck_assert_int_eq (gf_metrics_get_gauge (metrics, GF_GAUGE_QUEUE), 1);
  ck_assert (gf_queue_push (queue, &third, 2, 60000, 0));
  atomic_store (&gate, true);
  piece_await (&third.n_run, 1);
  gf_queue_stop (queue);
  ck_assert_uint_eq (gf_metrics_get_count (metrics, GF_COUNT_WORKED), 3);
  ck_assert_int_eq (gf_metrics_get_gauge (metrics, GF_GAUGE_WORKERS_BUSY), 0);
  ck_assert_int_eq (gf_metrics_get_gauge (metrics, GF_GAUGE_QUEUE), 0);
}
END_TEST

static bool
note_thread (void *data)
{
  atomic_store ((_Atomic (GThread *) *) data, g_thread_self ());
  return true;
}

/* Pieces that come one by one are nearly all done by the same worker, unless it is slower
 * to lie down than the next piece to come; and not by each in turn. */
START_TEST (who_worked_last_is_called_first)
{
  enum
  {
    N_PIECES = 64
  };
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GfQueue) queue
      = gf_queue_new (8, 0, false, (GfQueueHandler){ note_thread, piece_refuse }, NULL);
  unsigned most = 0;

  for (unsigned i = 0; i < N_PIECES; i++)
    {
      _Atomic (GThread *) thread = NULL;

      ck_assert (gf_queue_push (queue, (void *) &thread, 1, 60000, 0));
      while (atomic_load (&thread) == NULL)
        g_usleep (100);
      g_usleep (2000);
      unsigned n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, thread)) + 1;
      g_hash_table_insert (counts, thread, GUINT_TO_POINTER (n));
      most = MAX (most, n);
    }
  ck_assert_uint_gt (most, N_PIECES / 2);
}
END_TEST

/* Refused while it waits; and by the worker that comes to it too late. */
START_TEST (refuses_what_waited_too_long)
{
  atomic_bool gate = false;
  Piece pieces[] = { { .gate = &gate }, { 0 }, { 0 }, { 0 } };
  g_autoptr (GfQueue) queue = gf_queue_new (1, 0, false, handler, NULL);
  static const unsigned waits_ms[] = { 60000, 1, 1, 60000 };

  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    ck_assert (gf_queue_push (queue, &pieces[i], 4, waits_ms[i], 0));
  piece_await (&pieces[0].n_run, 1);
  g_usleep (5000);
  ck_assert_uint_eq (gf_queue_expire (queue, g_get_monotonic_time ()), 2);
  ck_assert_uint_eq (gf_queue_expire (queue, g_get_monotonic_time ()), 0);

  Piece late = { 0 };
  ck_assert (gf_queue_push (queue, &late, 4, 1, 0));
  g_usleep (5000);
  ck_assert_uint_gt (gf_queue_get_longest_us (queue), 4000);
  atomic_store (&gate, true);
  piece_await (&pieces[3].n_run, 1);
  piece_await (&late.n_refused, 1);
  ck_assert_uint_eq (late.n_run, 0);
  for (size_t i = 1; i < 3; i++)
    {
      ck_assert_uint_eq (pieces[i].n_refused, 1);
      ck_assert_uint_eq (pieces[i].n_run, 0);
    }
}
END_TEST

START_TEST (refuses_what_waits_at_its_end)
{
  atomic_bool gate = true;
  Piece pieces[200] = { 0 };
  g_autoptr (GfQueue) queue = gf_queue_new (3, 0, false, handler, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      pieces[i].gate = &gate;
      ck_assert (gf_queue_push (queue, &pieces[i], 200, 60000, 0));
    }
  gf_queue_stop (queue);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    ck_assert_uint_eq (pieces[i].n_run + pieces[i].n_refused, 1);

  Piece after = { 0 };
  ck_assert (!gf_queue_push (queue, &after, 200, 60000, 0));
  ck_assert_uint_eq (after.n_run + after.n_refused, 0);
}
END_TEST

START_TEST (says_how_long_one_has_run)
{
  g_autoptr (GfQueue) queue = gf_queue_new (0, 0, false, handler, NULL);
  Piece piece = { 0 };

  ck_assert_uint_eq (gf_queue_get_longest_us (queue), 0);
  ck_assert (gf_queue_push (queue, &piece, 1, 60000, 0));
  piece_await (&piece.n_run, 1);
}
END_TEST

#define SLOW_MS 20
#define N_SLOW (2 * GF_QUEUE_SPARE_FACTOR)

/* Calls what looks after the queue, as the server does, until so many were run. */
static void
look_after (GfQueue *queue, const atomic_uint *count, unsigned n)
{
  gint64 deadline = g_get_monotonic_time () + PIECE_PATIENCE_US;

  while (atomic_load (count) < n && g_get_monotonic_time () < deadline)
    {
      g_usleep (1000);
      gf_queue_expire (queue, g_get_monotonic_time ());
    }
  ck_assert_uint_eq (atomic_load (count), n);
}

START_TEST (what_is_slow_does_not_hold_up_what_is_quick)
{
  atomic_bool gate = false;
  Piece slow[N_SLOW] = { 0 };
  Piece quick[50] = { 0 };
  g_autoptr (GfQueue) queue = gf_queue_new (2, SLOW_MS, false, handler, NULL);

  for (unsigned i = 0; i < N_SLOW - 1; i++)
    {
      slow[i].gate = &gate;
      ck_assert (gf_queue_push (queue, &slow[i], 60, 60000, 0));
    }
  for (unsigned round = 0; round < 2; round++)
    for (unsigned i = 0; i < G_N_ELEMENTS (quick); i++)
      ck_assert (gf_queue_push (queue, &quick[i], 200, 60000, 0));
  for (unsigned i = 0; i < G_N_ELEMENTS (quick); i++)
    look_after (queue, &quick[i].n_run, 2);
  for (unsigned i = 0; i < N_SLOW - 1; i++)
    ck_assert_uint_eq (slow[i].n_run, 1);
  atomic_store (&gate, true);
}
END_TEST

/* There is an end to the spare ones, and what waits is not forgotten. */
START_TEST (slow_pieces_without_end_wait)
{
  atomic_bool gate = false;
  Piece slow[N_SLOW] = { 0 };
  Piece last = { 0 };
  g_autoptr (GfQueue) queue = gf_queue_new (2, SLOW_MS, false, handler, NULL);

  for (unsigned i = 0; i < N_SLOW; i++)
    {
      slow[i].gate = &gate;
      ck_assert (gf_queue_push (queue, &slow[i], 60, 60000, 0));
    }
  ck_assert (gf_queue_push (queue, &last, 60, 60000, 0));
  for (unsigned i = 0; i < N_SLOW; i++)
    look_after (queue, &slow[i].n_run, 1);
  g_usleep (2 * SLOW_MS * 1000);
  gf_queue_expire (queue, g_get_monotonic_time ());
  g_usleep (2 * SLOW_MS * 1000);
  ck_assert_uint_eq (last.n_run, 0);
  atomic_store (&gate, true);
  piece_await (&last.n_run, 1);
}
END_TEST

typedef struct
{
  GfQueue *queue;
  Piece pieces[5000];
  unsigned n_full;
} Asker;

static void *
ask (void *data)
{
  Asker *asker = data;

  for (size_t i = 0; i < G_N_ELEMENTS (asker->pieces); i++)
    if (!gf_queue_push (asker->queue, &asker->pieces[i], 50, i % 7 == 0 ? 0 : 60000, 0))
      {
        asker->n_full++;
        asker->pieces[i].n_refused = 1;
      }
  return NULL;
}

/* Each piece is run or refused, once, whoever comes first. */
START_TEST (loses_nothing_between_threads)
{
  g_autoptr (GfQueue) queue = gf_queue_new (4, 1, false, handler, NULL);
  g_autofree Asker *askers = g_new0 (Asker, 3);
  GThread *threads[3];

  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      askers[i].queue = queue;
      threads[i] = g_thread_new ("asker", ask, &askers[i]);
    }
  for (unsigned i = 0; i < 200; i++)
    gf_queue_expire (queue, g_get_monotonic_time ());
  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  gf_queue_stop (queue);
  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    for (size_t j = 0; j < G_N_ELEMENTS (askers[i].pieces); j++)
      ck_assert_uint_eq (askers[i].pieces[j].n_run + askers[i].pieces[j].n_refused, 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-queue");
  TCase *tests = tcase_create ("queue");

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, keeps_the_order);
  tcase_add_test (tests, has_its_turn_as_if_it_came_later);
  tcase_add_test (tests, refuses_what_waited_too_long_in_the_midst);
  tcase_add_test (tests, is_bounded);
  tcase_add_test (tests, who_worked_last_is_called_first);
  tcase_add_test (tests, refuses_what_waited_too_long);
  tcase_add_test (tests, refuses_what_waits_at_its_end);
  tcase_add_test (tests, says_how_long_one_has_run);
  tcase_add_test (tests, what_is_slow_does_not_hold_up_what_is_quick);
  tcase_add_test (tests, slow_pieces_without_end_wait);
  tcase_add_test (tests, loses_nothing_between_threads);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
