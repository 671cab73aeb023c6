/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * contents.h: lists of contents, of figures and of index words: with page numbers, with
 * or without leaders, over several pages; without them where the text repeats what they
 * say; and glued into one line.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_contents_set_aside: as boilerplate.  Linear in the lines. */
void gf_contents_set_aside (GfLines *lines);
