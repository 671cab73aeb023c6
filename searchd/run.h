/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run.h: what the daemon's first thread does while others answer: waits for signals,
 * takes up changed settings, and says that it lives.  It never waits for the index.
 */
#pragma once

#include <signal.h>

#include "searchd/answers/access.h"
#include "searchd/http/http.h"
#include "searchd/operate/metrics.h"
#include "searchd/operate/notify.h"
#include "searchd/settings.h"

/* All borrowed. */
typedef struct
{
  char *const *arguments;     /* of the command line, to read the settings again by */
  const GfSettings *settings; /* as at the start */
  GfHttpServer *server;
  GfAccess *access;
  GfMetrics *metrics;
  GfNotifier *notifier;
  const char *status;     /* a sentence that says where it listens */
  unsigned drain_seconds; /* as it is to be now */
} GfRun;

/* gf_run_block_signals: those that gf_run_until_told () waits for; before any thread is
 * made, which inherits that they are blocked.  A peer that is gone is no signal. */
void gf_run_block_signals (void);

/* gf_run_until_told: Returns: the signal that told it to end. */
int gf_run_until_told (GfRun *run);
