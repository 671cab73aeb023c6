/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * slides.h: slides of a presentation, made into blocks; for every format of them.
 *
 * A slide is a page.  Its title comes first, wherever it stands among the shapes; notes
 * follow the slide; all of a hidden slide is HIDDEN.
 */
#pragma once

#include "indexer/extract/reading.h"

typedef struct
{
  GfReading *reading;
  uint32_t page; /* of the slide that is open, from 1; 0 before the first */
  guint first_block;
} GfSlides;

/* gf_slides_begin: the next slide.  Returns: false: stop reading, the cut is noted. */
bool gf_slides_begin (GfSlides *slides);

/* gf_slides_end: once the blocks of the slide are in the reading. */
void gf_slides_end (GfSlides *slides, bool is_hidden);
