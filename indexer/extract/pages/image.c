/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * image.c: images as files, read for the text in them: scans and photographs of pages.
 *
 * leptonica decodes them from memory.  What an image will take when it is unpacked is
 * told by its header, and refused there: a file of a few kB can claim 30,000 times 30,000
 * pixels.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/pages/scan.h"

/* Unpacked. */
#define MAX_BYTES ((uint64_t) 160 << 20)
#define MAX_SIDE 100000
/* Icons, lines and logos hold no text that people look for. */
#define MIN_WIDTH 40
#define MIN_HEIGHT 12
/* By how much a JPEG can be made smaller while it is unpacked. */
#define MAX_REDUCTION 8

typedef struct
{
  const uint8_t *bytes;
  size_t length;
  int format; /* IFF_* */
  int page;   /* from 0 */
  int n_decoded;
  size_t offset; /* of the page after those, in a TIFF; 0 after the last */
  int width;
  int height;
  uint64_t bytes_a_row;
} Image;

static bool
look_at_header (Image *image)
{
  l_int32 bits = 0;
  l_int32 samples = 0;
  l_int32 mapped;
  l_int32 failed
      = image->format == IFF_TIFF
            ? readHeaderMemTiff (image->bytes, image->length, image->page, &image->width,
                                 &image->height, &bits, &samples, NULL, &mapped, NULL)
            : pixReadHeaderMem (image->bytes, image->length, &image->format,
                                &image->width, &image->height, &bits, &samples, &mapped);

  if (failed || image->width < 1 || image->height < 1)
    return false;
  image->bytes_a_row = samples > 1 ? (uint64_t) image->width * 4
                                   : ((uint64_t) image->width * MAX (bits, 1) + 7) / 8;
  return true;
}

/* By how much a JPEG is reduced so that it has no more pixels than are looked at. */
static int
reduction_of (const Image *image)
{
  double pixels = (double) image->width * image->height;
  int reduction = 1;

  if (image->format != IFF_JFIF_JPEG)
    return 1;
  while (reduction < MAX_REDUCTION
         && pixels / reduction / reduction > 2.0 * GF_OCR_MAX_PIXELS)
    reduction *= 2;
  return reduction;
}

static bool
is_too_large (const Image *image)
{
  uint64_t reduction = (uint64_t) reduction_of (image);

  return image->width > MAX_SIDE || image->height > MAX_SIDE
         || image->bytes_a_row * (uint64_t) image->height / reduction / reduction
                > MAX_BYTES;
}

/* The page after those that were decoded before. */
static PIX *
decode_next (Image *image)
{
  if (image->format == IFF_JFIF_JPEG)
    return pixReadMemJpeg (image->bytes, image->length, 0, reduction_of (image), NULL, 0);
  if (image->format != IFF_TIFF)
    return pixReadMem (image->bytes, image->length);
  if (image->n_decoded > 0 && image->offset == 0)
    return NULL;
  return pixReadMemFromMultipageTiff (image->bytes, image->length, &image->offset);
}

/* TIFF is a chain: what was known from an earlier reading is gone past. */
static PIX *
decode (Image *image)
{
  PIX *pix = NULL;

  while (image->n_decoded <= image->page)
    {
      pixDestroy (&pix);
      pix = decode_next (image);
      image->n_decoded++;
    }
  return pix;
}

static PIX *
render (void *data, double *dpi_out, GError **error)
{
  Image *image = data;
  if (is_too_large (image) || !gf_ocr_has_room (MAX_BYTES))
    {
      g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_MEMORY, "takes too much memory");
      return NULL;
    }
  g_autoptr (PIX) pix = decode (image);
  PIX *fit = pix != NULL ? gf_scan_fit (pix, dpi_out) : NULL;
  if (fit == NULL)
    g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_DAMAGED, "it cannot be decoded");
  return fit;
}

static void
read_page (GfReading *reading, Image *image, GPtrArray *blocks)
{
  uint32_t number = (uint32_t) image->page + 1;

  if (!look_at_header (image))
    {
      gf_reading_lack (reading, GF_REASON_DAMAGED, "page %u cannot be read", number);
      return;
    }
  if (image->width < MIN_WIDTH || image->height < MIN_HEIGHT)
    return;

  g_autoptr (GfSeenPage) seen = gf_scan_see (reading, number, render, image);
  if (seen == NULL)
    return;
  gf_scan_note (reading, number, seen);
  g_autoptr (GPtrArray) lines = gf_pdf_layout (seen->runs);
  gf_pdf_join_lines (lines, number, seen->height, blocks);
}

static int
count_pages (const Image *image)
{
  int n_pages = 0;

  if (image->format != IFF_TIFF)
    return 1;
  FILE *file = fopenReadFromMemory (image->bytes, image->length);
  if (file == NULL || tiffGetCount (file, &n_pages) != 0)
    n_pages = 0;
  if (file != NULL)
    fclose (file);
  return n_pages;
}

bool
gf_image_read (GfReading *reading, GError **error)
{
  g_autoptr (GBytes) bytes = gf_reading_load (reading, error);
  g_autoptr (GPtrArray) blocks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_block_free);
  Image image = { .format = IFF_UNKNOWN };

  if (bytes == NULL)
    return false;
  setMsgSeverity (L_SEVERITY_NONE);
  image.bytes = g_bytes_get_data (bytes, &image.length);
  int n_pages
      = findFileFormatBuffer (image.bytes, &image.format) == 0 ? count_pages (&image) : 0;
  if (n_pages == 0)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                   "not a readable image");
      return false;
    }

  gf_text_set_pages (reading->text, (uint32_t) n_pages);
  for (image.page = 0; image.page < n_pages; image.page++)
    {
      if (!gf_reading_begin_page (reading, (uint32_t) image.page + 1))
        break;
      read_page (reading, &image, blocks);
    }
  gf_pdf_add_blocks (reading, blocks, NULL);
  return true;
}
