/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ocr.h: the words in an image, by libtesseract.
 *
 * Language data is found before the sandbox closes, and read by tesseract inside, from
 * the one folder that the sandbox leaves open for it, when the first image comes; so a
 * worker that meets no image pays for none of it.  No thread is made.  Between two images
 * nothing is kept that has an influence on what is seen.  An image that asks for more
 * memory or time than there is gives an error, and not the end of the process.
 */
#pragma once

#include <glib.h>
#include <leptonica/allheaders.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/extract/pages/seen.h"

static inline void
gf_pix_free (PIX *pix)
{
  pixDestroy (&pix);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PIX, gf_pix_free)

/*
 * gf_ocr_new: call before the sandbox closes.
 * @languages: as tesseract calls them ("nor"), the most likely first; NULL for Norwegian,
 * an empty list for none: then no image is read
 */
GfOcr *gf_ocr_new (const char *const *languages);
void gf_ocr_free (GfOcr *ocr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfOcr, gf_ocr_free)

/* Why no image is read, and what to do about it, a clause for people (transfer none);
 * NULL where images are. */
const char *gf_ocr_get_lack (const GfOcr *ocr);

/* gf_ocr_folder: where tesseract's language data lies (transfer none): to be readable in
 * the sandbox. */
const char *gf_ocr_folder (void);

typedef enum
{
  GF_OCR_ERROR_TIME,
  GF_OCR_ERROR_MEMORY,
  GF_OCR_ERROR_DAMAGED, /* the image is */
  GF_OCR_ERROR_FAILED   /* tesseract gave up, or has no usable data */
} GfOcrError;
#define GF_OCR_ERROR (gf_ocr_error_quark ())
GQuark gf_ocr_error_quark (void);

/*
 * gf_ocr_see: the words in @image, in whichever of the four ways it lies.
 * @image: 8 bits a pixel, GF_OCR_MAX_PIXELS at most; (transfer none)
 * @dpi: its resolution
 * @cpu_us: of processor time, to stop after
 * Returns: (transfer full): a page, without runs where there are no words.
 */
GfSeenPage *gf_ocr_see (GfOcr *ocr, PIX *image, double dpi, int64_t cpu_us,
                        GError **error);

/* gf_ocr_has_room: whether @bytes more of memory may be asked for. */
bool gf_ocr_has_room (uint64_t bytes);

/* A3 at 300 dpi, measured to take 220 MB of address space in all. */
#define GF_OCR_MAX_PIXELS 18000000
#define GF_OCR_DPI 300.0
