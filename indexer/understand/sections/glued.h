/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * glued.h: headings in a text whose lines hold a page each.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  size_t line;
  uint32_t length; /* bytes of the bare line that are the heading */
  uint8_t level;
} GfGluedHeading;

/* gf_glued_is: whether the lines from @start up to @end are such a text. */
bool gf_glued_is (const GfLines *lines, size_t start, size_t end);

/* gf_glued_headings: splits lines where a heading stands inside, so that @end grows.
 * Returns: (transfer full): of GfGluedHeading. */
GArray *gf_glued_headings (GfLines *lines, size_t start, size_t *end);

/* gf_glued_title: bytes of @text, the rest of a page in one line, that are its heading; 0
 * for none.
 * @depth: parts of the number that stood before it; 0 for none, and then it must be short
 */
size_t gf_glued_title (const char *text, size_t length, size_t depth);
