/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scan.h: a page that is an image, read for its text: from what was kept of an earlier
 * reading, else by ocr.h, within the limits of pages, time and memory.
 */
#pragma once

#include <stdbool.h>

#include "indexer/extract/pages/ocr.h"
#include "indexer/extract/reading.h"
#include "indexer/extract/pages/seen.h"

/* Returns: (transfer full): the image of the page, 8 bits a pixel, and its resolution.
 * Errors: GF_OCR_ERROR. */
typedef PIX *(*GfScanRender) (void *data, double *dpi_out, GError **error);

/*
 * gf_scan_see: the words of page @page, whose image @render makes if it is needed.
 * Returns: (transfer full) (nullable): NULL where the image was not read; what is
 * missing is then noted.
 */
GfSeenPage *gf_scan_see (GfReading *reading, uint32_t page, GfScanRender render,
                         void *data);

/* gf_scan_note: the words of @seen are not to be relied on, where they are not. */
void gf_scan_note (GfReading *reading, uint32_t page, const GfSeenPage *seen);

/* gf_scan_fit: @image in 8 bits, its pixels as wide as high, and of a resolution that
 * tesseract is at its best with.  (transfer full) (nullable). */
PIX *gf_scan_fit (PIX *image, double *dpi_out);

/* The resolution nearest to GF_OCR_DPI at which an area of @width times @height points
 * has GF_OCR_MAX_PIXELS at most. */
double gf_scan_dpi (double width, double height);
