/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sections.h: strategies, plans, reports and the rest as sections by their headings.
 * Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  size_t start;  /* first line, that of the heading */
  uint8_t level; /* 1 the highest; 0 for what comes before the first heading */
  char *title;   /* NULL for none */
} GfSection;

/*
 * gf_sections_find: where each section of the lines from @start up to @end begins, in
 * order. The first begins at @start, whether a heading stands there or not. May split
 * lines that hold a whole page each; @end grows with them. Returns: (transfer full): of
 * GfSection.
 */
GArray *gf_sections_find (GfLines *lines, size_t start, size_t *end);
