/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/turns.h"

#include "tests/component/pieces.h"

static bool
run (void *work, uint64_t *dear_us_out)
{
  Piece *piece = work;

  if (!piece->is_dear || dear_us_out == NULL)
    return piece_run (piece);
  *dear_us_out = piece->dear_us;
  atomic_fetch_add (&piece->n_found, 1);
  return false;
}

static void
refuse_full (void *work)
{
  atomic_fetch_add (&((Piece *) work)->n_full, 1);
}

static const GfTurnsHandler handler = { run, piece_refuse, refuse_full };

static unsigned
n_ends (const Piece *piece)
{
  return piece->n_run + piece->n_refused + piece->n_full;
}

/* Dear ones that stand at a gate, one for each worker that does these, all running. */
static Piece *
occupy (GfTurns *turns, atomic_bool *gate)
{
  Piece *busy = g_new0 (Piece, g_get_num_processors () + 1);

  /* Something else is there, so that none is alone. */
  busy[0].gate = gate;
  ck_assert (gf_turns_push (turns, &busy[0], 100, 60000));
  piece_await (&busy[0].n_run, 1);
  for (unsigned i = 1; i <= g_get_num_processors (); i++)
    {
      busy[i].is_dear = true;
      busy[i].gate = gate;
      ck_assert (gf_turns_push (turns, &busy[i], 100, 60000));
      piece_await (&busy[i].n_run, 1);
      ck_assert_uint_eq (busy[i].n_found, 1);
    }
  return busy;
}

START_TEST (what_is_alone_is_done_at_once)
{
  g_autoptr (GfTurns) turns = gf_turns_new (2, 0, handler, NULL);
  Piece dear = { .is_dear = true };

  ck_assert (gf_turns_push (turns, &dear, 1, 60000));
  piece_await (&dear.n_run, 1);
  ck_assert_uint_eq (dear.n_found, 0);
}
END_TEST

START_TEST (what_is_quick_goes_past_what_is_dear)
{
  atomic_bool gate = false;
  atomic_uint order = 0;
  Piece dear[20] = { 0 };
  Piece quick[20] = { 0 };
  g_autoptr (GfMetrics) metrics = gf_metrics_new ();
  g_autoptr (GfTurns) turns = gf_turns_new (2, 0, handler, metrics);
  g_autofree Piece *busy G_GNUC_UNUSED = occupy (turns, &gate);

  for (unsigned i = 0; i < G_N_ELEMENTS (dear); i++)
    {
      dear[i].is_dear = true;
      dear[i].order = &order;
      ck_assert (gf_turns_push (turns, &dear[i], 100, 60000));
    }
  for (unsigned i = 0; i < G_N_ELEMENTS (quick); i++)
    ck_assert (gf_turns_push (turns, &quick[i], 100, 60000));
  for (unsigned i = 0; i < G_N_ELEMENTS (quick); i++)
    piece_await (&quick[i].n_run, 1);
  for (unsigned i = 0; i < G_N_ELEMENTS (dear); i++)
    {
      piece_await (&dear[i].n_found, 1);
      ck_assert_uint_eq (n_ends (&dear[i]), 0);
    }
  ck_assert_int_eq (gf_metrics_get_gauge (metrics, GF_GAUGE_QUEUE), G_N_ELEMENTS (dear));
  atomic_store (&gate, true);
  for (unsigned i = 0; i < G_N_ELEMENTS (dear); i++)
    piece_await (&dear[i].n_run, 1);
  gf_turns_stop (turns);
  ck_assert_uint_eq (gf_metrics_get_count (metrics, GF_COUNT_WORKED),
                     G_N_ELEMENTS (dear) + G_N_ELEMENTS (quick) + g_get_num_processors ()
                         + 1);
  ck_assert_int_eq (gf_metrics_get_gauge (metrics, GF_GAUGE_WORKERS_BUSY), 0);
}
END_TEST

/* Those of @dear_us, in the order they are found to be dear: the places at which they
   are run. */
static void
run_dear (const uint64_t *dear_us, unsigned *places, unsigned n, unsigned wait_ms)
{
  atomic_bool gate = false;
  atomic_uint order = 0;
  g_autofree Piece *dear = g_new0 (Piece, n);
  g_autoptr (GfTurns) turns = gf_turns_new (2, 0, handler, NULL);
  g_autofree Piece *busy G_GNUC_UNUSED = occupy (turns, &gate);

  for (unsigned i = 0; i < n; i++)
    {
      dear[i] = (Piece){ .is_dear = true, .dear_us = dear_us[i], .order = &order };
      ck_assert (gf_turns_push (turns, &dear[i], 100, wait_ms));
      piece_await (&dear[i].n_found, 1);
    }
  /* It is lined up after it was found. */
  g_usleep (20000);
  atomic_store (&gate, true);
  for (unsigned i = 0; i < n; i++)
    {
      piece_await (&dear[i].n_run, 1);
      places[i] = dear[i].place;
    }
}

/* Side by side, so that two neighbours may change places. */
START_TEST (what_is_a_little_dear_goes_before_what_is_very)
{
  unsigned n = 4 * g_get_num_processors ();
  g_autofree uint64_t *costs = g_new0 (uint64_t, 2 * n);
  g_autofree unsigned *places = g_new0 (unsigned, 2 * n);
  unsigned n_before = 0;

  for (unsigned i = 0; i < 2 * n; i++)
    costs[i] = i < n ? 400000 : 1000;
  run_dear (costs, places, 2 * n, 60000);
  for (unsigned i = n; i < 2 * n; i++)
    n_before += places[i] < n + g_get_num_processors ();
  ck_assert_uint_eq (n_before, n);
}
END_TEST

/* Who asks nothing but dear questions fills the place of these, and no other. */
START_TEST (dear_ones_fill_their_own_queue)
{
  atomic_bool gate = false;
  Piece dear[] = { { .is_dear = true }, { .is_dear = true }, { .is_dear = true } };
  Piece quick = { 0 };
  g_autoptr (GfTurns) turns = gf_turns_new (2, 0, handler, NULL);
  g_autofree Piece *busy G_GNUC_UNUSED = occupy (turns, &gate);

  for (unsigned i = 0; i < G_N_ELEMENTS (dear); i++)
    {
      ck_assert (gf_turns_push (turns, &dear[i], 2, 60000));
      piece_await (&dear[i].n_found, 1);
    }
  piece_await (&dear[2].n_full, 1);
  ck_assert (gf_turns_push (turns, &quick, 2, 60000));
  piece_await (&quick.n_run, 1);
  atomic_store (&gate, true);
  piece_await (&dear[1].n_run, 1);
  gf_turns_stop (turns);
  for (unsigned i = 0; i < G_N_ELEMENTS (dear); i++)
    ck_assert_uint_eq (n_ends (&dear[i]), 1);
}
END_TEST

START_TEST (a_dear_one_waits_no_longer_than_any)
{
  atomic_bool gate = false;
  Piece late = { .is_dear = true };
  g_autoptr (GfTurns) turns = gf_turns_new (2, 0, handler, NULL);
  g_autofree Piece *busy G_GNUC_UNUSED = occupy (turns, &gate);

  ck_assert (gf_turns_push (turns, &late, 100, 10000));
  piece_await (&late.n_found, 1);
  ck_assert_uint_eq (gf_turns_expire (turns, g_get_monotonic_time ()), 0);
  ck_assert_uint_eq (
      gf_turns_expire (turns, g_get_monotonic_time () + 10 * G_USEC_PER_SEC), 1);
  ck_assert_uint_eq (late.n_refused, 1);
  atomic_store (&gate, true);
  gf_turns_stop (turns);
  ck_assert_uint_eq (n_ends (&late), 1);
}
END_TEST

START_TEST (refuses_what_was_handed_on_at_its_end)
{
  atomic_bool gate = true;
  Piece pieces[200] = { 0 };
  g_autoptr (GfTurns) turns = gf_turns_new (3, 0, handler, NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      pieces[i].is_dear = i % 2 == 0;
      pieces[i].gate = &gate;
      ck_assert (gf_turns_push (turns, &pieces[i], 200, 60000));
    }
  gf_turns_stop (turns);
  for (unsigned i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      ck_assert_uint_eq (n_ends (&pieces[i]), 1);
      ck_assert_uint_eq (pieces[i].n_full, 0);
    }

  Piece after = { 0 };
  ck_assert (!gf_turns_push (turns, &after, 200, 60000));
  ck_assert_uint_eq (n_ends (&after), 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-turns");
  TCase *tests = tcase_create ("turns");

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, what_is_alone_is_done_at_once);
  tcase_add_test (tests, what_is_quick_goes_past_what_is_dear);
  tcase_add_test (tests, what_is_a_little_dear_goes_before_what_is_very);
  tcase_add_test (tests, dear_ones_fill_their_own_queue);
  tcase_add_test (tests, a_dear_one_waits_no_longer_than_any);
  tcase_add_test (tests, refuses_what_was_handed_on_at_its_end);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
