/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * commands.h: what gjenfinn-query does once its command line is read.
 */
#pragma once

#include "query/options.h"

/*
 * gf_command_run: the answer to print, in the format asked for, of the index or the
 * server that @options name.
 * @is_terminal: whether it goes to one
 * @remark_out: (transfer full) (nullable): a line for people that has no place in the
 *   answer: the files that are not in a CSV
 * Returns: (transfer full): NULL on error.
 * Errors: those of gf_search (), of index.h and of remote/server.h.
 */
char *gf_command_run (const GfOptions *options, bool is_terminal, char **remark_out,
                      GError **error);
