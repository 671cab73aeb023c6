/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * snippet.h: the stretch of a unit's text that shows best why it was found.
 */
#pragma once

#include "common/record.h"
#include "query/plan/marks.h"

/* Of a snippet, in characters, without marks. */
#define GF_SNIPPET_CHARACTERS 240
/* Text of one unit that is looked through, at most; what comes after is not shown. */
#define GF_SNIPPET_MAX_BYTES ((size_t) 4 << 20)

/*
 * gf_snippet_new: the window that holds most of the question's words, the rarer counting
 * more; the beginning where the text holds none of them.
 * @budget: (inout): bytes of text that may still be read for this answer, so that a page
 *   of large units is not slow; what is read is taken from it
 * @page_out: the page where the first match shown stands, or where the snippet begins; 0
 *   without pages
 * Returns: (transfer full): HTML text on one line: & < > escaped, matches inside <mark>,
 *   "…" where it is cut; empty where there is no text.  No control characters.
 */
char *gf_snippet_new (const GfMarks *marks, GfRoots *roots, const GfUnit *unit,
                      size_t *budget, uint32_t *page_out);
