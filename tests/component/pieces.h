/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pieces.h: work for the queues of searchd, which tells what became of it. */
#pragma once

#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "tests/tap.h"

#define PIECE_PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  bool is_dear;
  uint64_t dear_us;
  atomic_bool *gate;   /* it waits until that is open; NULL: it is done at once */
  atomic_uint n_found; /* to be dear, and left */
  atomic_uint n_run;
  atomic_uint n_refused;
  atomic_uint n_full;
  atomic_uint *order; /* in which they were run; NULL: not asked */
  unsigned place;
} Piece;

static inline bool
piece_run (void *work)
{
  Piece *piece = work;

  if (piece->order != NULL)
    piece->place = atomic_fetch_add (piece->order, 1);
  atomic_fetch_add (&piece->n_run, 1);
  while (piece->gate != NULL && !atomic_load (piece->gate))
    g_usleep (500);
  return true;
}

static inline void
piece_refuse (void *work)
{
  atomic_fetch_add (&((Piece *) work)->n_refused, 1);
}

/* Until @count is @n. */
static inline void
piece_await (const atomic_uint *count, unsigned n)
{
  gint64 deadline = g_get_monotonic_time () + PIECE_PATIENCE_US;

  while (atomic_load (count) < n && g_get_monotonic_time () < deadline)
    g_usleep (500);
  ck_assert_uint_eq (atomic_load (count), n);
}
