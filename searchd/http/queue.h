/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * queue.h: work that waits for its turn, and the threads that do it.
 *
 * Bounded in length and in how long each piece waits.  Each piece pushed is either done,
 * once, by a worker, or refused, once; never both, never neither.  May be called from any
 * thread.
 *
 * What is slow does not hold up what is quick: where all workers have been at their
 * pieces for a while and another waits, a spare one starts, and ends when nothing waits.
 * The processor is theirs in turn; workers that yield let others have it first, but are
 * never left without.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "searchd/operate/metrics.h"

typedef struct GfQueue GfQueue;

/* What becomes of a piece of work; @work is the queue's no longer. */
typedef struct
{
  /* In a worker.  Returns: whether it is done, and counts; else it was handed on. */
  bool (*run) (void *work);

  void (*refuse) (void *work); /* it waited too long, or the queue ends; in any thread */
} GfQueueHandler;

/*
 * gf_queue_new: @n_workers: 0: GF_QUEUE_WORKERS_PER_PROCESSOR for each processor
 * @slow_ms: after which a spare one may start; 0: none does
 * @yields: its workers count as less urgent than others to the kernel; where the process
 * may not say so they are as others
 * @metrics: (nullable): borrowed; has GF_GAUGE_QUEUE, GF_GAUGE_WORKERS_BUSY,
 * GF_COUNT_WORKED
 */
#define GF_QUEUE_WORKERS_PER_PROCESSOR 4
#define GF_QUEUE_SPARE_FACTOR 4
GfQueue *gf_queue_new (unsigned n_workers, unsigned slow_ms, bool yields,
                       GfQueueHandler handler, GfMetrics *metrics);

/* gf_queue_stop: takes nothing more, waits for what runs, and refuses what waits.
 * gf_queue_free: stops it, where it was not; nobody may use it any more. */
void gf_queue_stop (GfQueue *queue);
void gf_queue_free (GfQueue *queue);

/*
 * gf_queue_push: @work: (transfer full), where it is taken
 * @most: how many may wait   @wait_ms: how long this one may
 * @later_us: it has its turn as if it came so much later: 0: in the order of coming
 * Returns: false where as many wait already, or the queue ends: @work is still the
 * caller's.
 */
bool gf_queue_push (GfQueue *queue, void *work, unsigned most, unsigned wait_ms,
                    uint64_t later_us);

/* gf_queue_expire: refuses what has waited too long, and sees whether a spare worker is
 * needed; to be called some times a second.
 * Returns: how many. */
unsigned gf_queue_expire (GfQueue *queue, int64_t now_us);

/* gf_queue_get_longest_us: how long the piece that has run longest has run; 0: none. */
uint64_t gf_queue_get_longest_us (GfQueue *queue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfQueue, gf_queue_free)
