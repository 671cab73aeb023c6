/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * input.h: a text given to the command on its standard input.
 */
#pragma once

#include <glib.h>
#include <stddef.h>

/* What stands for it on a command line. */
#define GF_INPUT_NAME "-"

/*
 * gf_input_read: the text that can be read from @fd.
 * @max_bytes: what comes after is not read; cut between characters
 * Returns: (transfer full): valid UTF-8, NULL on error.
 * Errors: GF_QUERY_ERROR_PARAMETER, naming '-': it cannot be read, is not UTF-8, or says
 * nothing.
 */
char *gf_input_read (int fd, size_t max_bytes, GError **error);
