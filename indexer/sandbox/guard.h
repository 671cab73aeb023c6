/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * guard.h: limits of CPU time and memory that end the process, so that the parent sees
 * why.
 *
 * CPU time is counted per task by a timer of the process' own clock, which raises
 * SIGXCPU; its default action ends the process.  (RLIMIT_CPU counts whole seconds over
 * the process' life, and would need a system call inside the sandbox that changes
 * limits.)  Memory that runs out makes GLib and poppler abort; a handler turns such an
 * abort into GF_GUARD_EXIT_MEMORY.  The parent tells both from any other death.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Exit status of a process that ran out of memory. */
#define GF_GUARD_EXIT_MEMORY 4

/* Sanitizers slow everything by about this; the limits of time are multiplied by it. */
#ifdef GF_SANITIZERS
#define GF_GUARD_SLOWNESS 6
#else
#define GF_GUARD_SLOWNESS 1
#endif

typedef struct
{
  timer_t timer;
} GfGuard;

/* Call before the sandbox closes.  Errors: G_FILE_ERROR, from the system. */
bool gf_guard_init (GfGuard *guard, GError **error);

/* Starts the clock anew: SIGXCPU after @cpu_ms of CPU time; 0 stops it. */
void gf_guard_arm (const GfGuard *guard, uint32_t cpu_ms);

/* CPU time of the process so far, in microseconds. */
int64_t gf_guard_cpu_us (void);
