/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dump.h: what was read of one file, as lines for people and for tests.
 *
 *   @format, @title, @author, @date, @language, @pages   a tab, and the value
 *   KIND PAGE LEVEL TEXT    a block each, apart by tabs; in TEXT a tab, a newline and a
 * backslash
 *                           are written \t, \n and \\
 *   @status read|partly_read|unread REASON DETAIL       the last line
 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "indexer/extract/extract.h"
#include "indexer/sandbox/guard.h"

/*
 * gf_dump: reads @fd and prints it to @out.
 * @limits: those that @extractor was made with
 * @guard: to be given more time for images; NULL for none
 * Returns: whether the file was read, or in part.
 */
bool gf_dump (GfExtractor *extractor, const GfLimits *limits, const GfGuard *guard,
              int fd, FILE *out);
