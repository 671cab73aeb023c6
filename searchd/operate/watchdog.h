/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * watchdog.h: whether the daemon gets anywhere, judged by what can be counted from
 * outside its workers.
 *
 * It does not where something is to be done and nobody has got done with anything since
 * the last look: a worker has been at one request longer than any may take, or requests
 * wait and no worker is at any.  One worker that hangs while others go on is no reason to
 * end the daemon, but one to say so.
 *
 * Plain values: knows no clock, so that it can be tested.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  uint64_t worked;     /* requests done with so far */
  int64_t queued;      /* that wait for a worker now */
  int64_t busy;        /* workers at a request now */
  uint64_t longest_us; /* that one of them has been at it */
} GfSigns;

typedef enum
{
  GF_PULSE_GOOD,
  GF_PULSE_HANGING, /* one worker hangs, others work */
  GF_PULSE_NONE     /* nothing moves */
} GfPulse;

typedef struct
{
  uint64_t patience_us; /* more than any request may take */
  uint64_t worked;      /* at the last look; 0 at first */
} GfWatchdog;

/* gf_watchdog_look: to be called with some seconds in between. */
GfPulse gf_watchdog_look (GfWatchdog *watchdog, const GfSigns *signs);
