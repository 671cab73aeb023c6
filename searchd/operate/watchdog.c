/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/watchdog.h"

GfPulse
gf_watchdog_look (GfWatchdog *watchdog, const GfSigns *signs)
{
  bool moved = signs->worked != watchdog->worked;
  bool hangs = signs->longest_us > watchdog->patience_us;
  bool is_forsaken = signs->queued > 0 && signs->busy == 0;

  watchdog->worked = signs->worked;
  if (moved)
    return hangs ? GF_PULSE_HANGING : GF_PULSE_GOOD;
  return hangs || is_forsaken ? GF_PULSE_NONE : GF_PULSE_GOOD;
}
