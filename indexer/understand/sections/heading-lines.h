/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * heading-lines.h: which lines are headings.
 *
 * Where the file says so of two or more, those are, and of the others only numbered ones
 * that carry on their numbers.  Where it does not, a heading is told by its number, by
 * capitals or bold type, or by being short and alone above text.  Items of lists, rows of
 * tables, captions, keys of a head and sentences are none.  Linear in the lines.  Private
 * to understand.
 */
#pragma once

#include "indexer/understand/sections/outline.h"

typedef struct
{
  size_t line;
  uint8_t level;          /* as marked; 0 where nothing says */
  bool is_high;           /* set in capitals */
  GfOutlineNumber number; /* of depth 0 where it bears none */
  char *title;
} GfHeadingLine;

/* gf_heading_lines_find: those from line @start up to @end, in order.  Returns: (transfer
 * full): of GfHeadingLine. */
GArray *gf_heading_lines_find (const GfLines *lines, size_t start, size_t end);
