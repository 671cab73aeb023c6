/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * process.h: what this process takes of the machine, by the names that Prometheus'
 * client libraries agreed on (process_cpu_seconds_total and the like), so that the
 * dashboards people have show it.
 */
#pragma once

#include <glib.h>

/* gf_process_format: appends to @text, in Prometheus' text format.  What the system does
 * not tell (no /proc) is left out. */
void gf_process_format (GString *text);
