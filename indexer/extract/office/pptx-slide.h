/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pptx-slide.h: the shapes of one slide of a PPTX, or of its notes; private to the
 * format.
 *
 * The title is a heading of level 1, what stands in the outline of the layout list items,
 * dates, footers and numbers FOOTER; tables are rows.
 */
#pragma once

#include "indexer/extract/reading.h"
#include "indexer/extract/packages/zip.h"

/*
 * gf_pptx_slide_read: @is_notes: only what somebody wrote is read, not the picture of the
 * slide, and all of it is PARAGRAPH
 * Returns: whether the slide is hidden.
 */
bool gf_pptx_slide_read (GfReading *reading, GfZip *zip, const char *name, uint32_t page,
                         bool is_notes);
