/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * questions.h: the questions that bench/serve puts to everyone, and what they took.
 *
 * A file has one on each line: its class, a tab, and the parameters of a search as they
 * stand in a URL after the question mark.  What is measured goes out as one line each:
 * microseconds by the clock, microseconds of the processor (0 where unknown), how many
 * hits there are.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct
{
  int64_t wall_us;
  int64_t cpu_us;
  int64_t total;
} Measured;

/* A list of the parameters; ends the program where there are none. */
GPtrArray *questions_read (const char *path);

/* The clock, and what this thread has used of the processor. */
int64_t questions_wall_us (void);
int64_t questions_cpu_us (void);

/* One line for each question, and the seconds in all as the last. */
void questions_print (const Measured *measured, unsigned n, int64_t elapsed_us);
