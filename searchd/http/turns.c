/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/turns.h"

#include <stdatomic.h>

struct GfTurns
{
  GfTurnsHandler handler;
  GfQueue *all;
  GfQueue *dear;
  atomic_uint n; /* pieces that are neither done nor refused */
};

typedef struct
{
  GfTurns *turns;
  void *work;
  unsigned most;
  int64_t refused_us; /* when it will have waited too long */
} Piece;

static void
end (Piece *piece)
{
  atomic_fetch_sub (&piece->turns->n, 1);
  g_free (piece);
}

/* The time that is left may be less than one millisecond, and is then none. */
static bool
hand_on (Piece *piece, uint64_t dear_us)
{
  int64_t left_us = MAX (piece->refused_us - g_get_monotonic_time (), 0);
  uint64_t most_us = (uint64_t) left_us / 2;
  uint64_t later_us = MIN (dear_us, most_us / GF_TURNS_STRETCH) * GF_TURNS_STRETCH;

  return gf_queue_push (piece->turns->dear, piece, piece->most,
                        (unsigned) (left_us / 1000), later_us);
}

/* What is alone takes nobody's turn, and need not be begun twice. */
static bool
run_quick (void *data)
{
  Piece *piece = data;
  GfTurns *turns = piece->turns;
  bool is_alone = atomic_load (&turns->n) == 1;
  uint64_t dear_us = 0;

  if (!turns->handler.run (piece->work, is_alone ? NULL : &dear_us))
    {
      if (hand_on (piece, dear_us))
        return false;
      turns->handler.refuse_full (piece->work);
    }
  end (piece);
  return true;
}

static bool
run_dear (void *data)
{
  Piece *piece = data;
  bool is_done = piece->turns->handler.run (piece->work, NULL);

  g_assert (is_done);
  end (piece);
  return true;
}

static void
refuse (void *data)
{
  Piece *piece = data;

  piece->turns->handler.refuse (piece->work);
  end (piece);
}

GfTurns *
gf_turns_new (unsigned n_workers, unsigned slow_ms, GfTurnsHandler handler,
              GfMetrics *metrics)
{
  GfTurns *turns = g_new0 (GfTurns, 1);

  turns->handler = handler;
  /* As many as can run at once: more would take turns, and all be late. */
  turns->dear = gf_queue_new (g_get_num_processors (), slow_ms, true,
                              (GfQueueHandler){ run_dear, refuse }, metrics);
  turns->all = gf_queue_new (n_workers, slow_ms, false,
                             (GfQueueHandler){ run_quick, refuse }, metrics);
  return turns;
}

bool
gf_turns_push (GfTurns *turns, void *work, unsigned most, unsigned wait_ms)
{
  Piece *piece = g_new0 (Piece, 1);

  *piece
      = (Piece){ turns, work, most, g_get_monotonic_time () + (int64_t) wait_ms * 1000 };
  atomic_fetch_add (&turns->n, 1);
  if (gf_queue_push (turns->all, piece, most, wait_ms, 0))
    return true;
  end (piece);
  return false;
}

unsigned
gf_turns_expire (GfTurns *turns, int64_t now_us)
{
  return gf_queue_expire (turns->all, now_us) + gf_queue_expire (turns->dear, now_us);
}

uint64_t
gf_turns_get_longest_us (GfTurns *turns)
{
  return MAX (gf_queue_get_longest_us (turns->all),
              gf_queue_get_longest_us (turns->dear));
}

/* The first hands on to the second until it has stopped. */
void
gf_turns_stop (GfTurns *turns)
{
  gf_queue_stop (turns->all);
  gf_queue_stop (turns->dear);
}

void
gf_turns_free (GfTurns *turns)
{
  if (turns == NULL)
    return;

  gf_turns_stop (turns);
  gf_queue_free (turns->all);
  gf_queue_free (turns->dear);
  g_free (turns);
}
