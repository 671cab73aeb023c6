/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ocr-words.h: what tesseract has seen, made runs of words: private to ocr*.c.
 *
 * The page is set straight: a scan that lies aslant by a few degrees has its lines level.
 */
#pragma once

#include <leptonica/allheaders.h>
#include <tesseract/capi.h>

#include "indexer/extract/pages/ocr.h"
#include "indexer/extract/pages/seen.h"

/*
 * gf_ocr_take_words: @tesseract has recognised @image.
 * @n_leaders_out: words that were lost to the dots after them
 * Returns: (transfer full): a page in points; lines that do not run across it are
 * vertical runs
 */
GfSeenPage *gf_ocr_take_words (TessBaseAPI *tesseract, PIX *image, double dpi,
                               unsigned *n_leaders_out);

/*
 * gf_ocr_calm: @image, smoothed where it is all grain: what tesseract takes goes up with
 * the number of pieces that an image falls into.
 * Returns: (transfer full) (nullable): NULL where it is nothing but specks, or there is
 * no memory.
 */
PIX *gf_ocr_calm (PIX *image);

/* gf_ocr_remove_leaders: @image without rows of dots.  (transfer full) (nullable). */
PIX *gf_ocr_remove_leaders (PIX *image, double dpi);
