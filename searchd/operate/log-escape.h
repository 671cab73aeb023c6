/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * log-escape.h: a value of a log line, so that it stays one value on one line whatever is
 * in it, and does nothing to the terminal that shows it.
 *
 * Written as \uXXXX (JSON's escape, in texts too): C0 and C1 controls, DEL, line and
 * paragraph separators, marks that turn the direction of text.  A quote and a backslash
 * have a backslash before them.  Bytes that are not UTF-8 become U+FFFD.  What is past
 * GF_LOG_VALUE_MAX_BYTES of the value becomes "…".
 */
#pragma once

#include <glib.h>

/* gf_log_append_quoted: @value in quotes. @length: -1 where it ends with a NUL. */
void gf_log_append_quoted (GString *line, const char *value, gssize length);

/* gf_log_append_plain: the same without quotes around it, and with those in it left as
 * they are; for the message of a text line. */
void gf_log_append_plain (GString *line, const char *value);
