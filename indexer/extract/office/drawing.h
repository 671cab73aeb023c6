/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * drawing.h: the text of DrawingML that lies in a part of its own: diagrams (SmartArt),
 * shapes on a sheet.
 */
#pragma once

#include "indexer/extract/reading.h"
#include "indexer/extract/packages/zip.h"

typedef bool (*GfDrawingTake) (void *data, const char *paragraph);

/* gf_drawing_read: gives the paragraphs of part @name to @take, until it returns false.
 */
void gf_drawing_read (GfReading *reading, GfZip *zip, const char *name,
                      GfDrawingTake take, void *data);
