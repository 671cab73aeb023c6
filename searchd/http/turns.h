/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * turns.h: whose turn it is, so that what is dear never holds up what is quick.
 *
 * Two queues with workers of their own.  In the first all wait, in the order they came;
 * its workers do what is quick, and hand on what turns out to be dear.  In the second
 * that waits for workers that yield the processor to those of the first, and are never
 * left without: neither kind can starve the other, nor fill the other's queue.  There a
 * piece may be overtaken by what is cheaper, for a time in proportion to what it costs
 * itself (GF_TURNS_STRETCH), so that what is a little dear waits a little, and each has
 * its turn.  How much is quick, and what a piece costs, is for who does the work to say;
 * where it is wrong that costs time, and nothing else.
 *
 * Each piece pushed is done, once, or refused, once.  May be called from any thread.
 */
#pragma once

#include "searchd/http/queue.h"

typedef struct GfTurns GfTurns;

typedef struct
{
  /* In a worker.  @dear_us_out: (nullable): not NULL: what takes long is to be left.
     Returns: whether it is done, which it is with NULL: @work is not looked at any more.
     false: it is dear, and may take so long. */
  bool (*run) (void *work, uint64_t *dear_us_out);

  void (*refuse) (void *work);      /* it waited too long, or the turns end */
  void (*refuse_full) (void *work); /* too many dear ones wait */
} GfTurnsHandler;

/* How many times as long as a dear piece takes those that cost nothing, and come after
   it, may go before it; but for no longer than half of what it may wait. */
#define GF_TURNS_STRETCH 64

/* gf_turns_new: @n_workers, @slow_ms, @metrics: as of gf_queue_new (), for the first
   queue; the second has a worker for each processor. */
GfTurns *gf_turns_new (unsigned n_workers, unsigned slow_ms, GfTurnsHandler handler,
                       GfMetrics *metrics);

/* As those of the queue.  @most: in either queue   @wait_ms: in both together */
bool gf_turns_push (GfTurns *turns, void *work, unsigned most, unsigned wait_ms);
unsigned gf_turns_expire (GfTurns *turns, int64_t now_us);
uint64_t gf_turns_get_longest_us (GfTurns *turns);
void gf_turns_stop (GfTurns *turns);
void gf_turns_free (GfTurns *turns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfTurns, gf_turns_free)
