/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-scan.c: pages of PDF that are images, drawn and read for their text.
 *
 * The page is drawn rather than its images taken out: they come in strips, in layers, as
 * masks and turned, and poppler puts all that together.
 */
#include "config.h"

#include <cairo.h>
#include <math.h>

#include "indexer/extract/pages/pdf.h"
#include "indexer/extract/pages/scan.h"

/* Images that cover less of a page than this do not make it a scan; nor, where the page
   has text of its own, less than that. */
#define SCAN_SHARE 0.2
#define STAMPED_SHARE 0.6
/* Characters: archives stamp the scans they give away with a number and a date. */
#define MAX_STAMP_CHARACTERS 150

typedef cairo_t Cairo;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cairo, cairo_destroy)

double
gf_pdf_image_share (PopplerPage *page)
{
  double width;
  double height;
  double covered = 0;
  GList *images = poppler_page_get_image_mapping (page);

  poppler_page_get_size (page, &width, &height);
  for (GList *link = images; link != NULL; link = link->next)
    {
      const PopplerRectangle *area = &((PopplerImageMapping *) link->data)->area;
      covered += ABS (area->x2 - area->x1) * ABS (area->y2 - area->y1);
    }
  poppler_page_free_image_mapping (images);
  return covered / MAX (width * height, 1);
}

bool
gf_pdf_is_scan (PopplerPage *page, GPtrArray *runs)
{
  uint32_t n_characters = 0;

  for (guint i = 0; i < runs->len; i++)
    n_characters += ((const GfPdfRun *) g_ptr_array_index (runs, i))->n_characters;
  return n_characters <= MAX_STAMP_CHARACTERS
         && gf_pdf_image_share (page) > (runs->len == 0 ? SCAN_SHARE : STAMPED_SHARE);
}

/* The weights of ITU-R BT.601, in 256ths. */
static void
take_row (l_uint32 *row, const uint32_t *pixels, int width)
{
  for (int x = 0; x < width; x++)
    {
      uint32_t pixel = pixels[x];
      uint32_t grey
          = (pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 150 + (pixel & 255) * 29;

      SET_DATA_BYTE (row, x, grey >> 8);
    }
}

static PIX *
take_surface (GfSurface *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const unsigned char *pixels = cairo_image_surface_get_data (surface);
  PIX *pix = pixCreateNoInit (width, height, 8);

  for (int y = 0; pix != NULL && y < height; y++)
    take_row (pixGetData (pix) + (size_t) y * (size_t) pixGetWpl (pix),
              (const uint32_t *) (const void *) (pixels + (size_t) y * (size_t) stride),
              width);
  return pix;
}

GfSurface *
gf_pdf_draw (PopplerPage *page, int width, int height, const cairo_matrix_t *matrix)
{
  g_autoptr (GfSurface) surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  g_autoptr (Cairo) cairo = cairo_create (surface);

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_set_matrix (cairo, matrix);
  poppler_page_render (page, cairo);
  cairo_surface_flush (surface);
  return cairo_status (cairo) == CAIRO_STATUS_SUCCESS ? g_steal_pointer (&surface) : NULL;
}

static PIX *
render (void *data, double *dpi_out, GError **error)
{
  PopplerPage *page = data;
  double width;
  double height;

  poppler_page_get_size (page, &width, &height);
  *dpi_out = gf_scan_dpi (width, height);
  double scale = *dpi_out / 72;
  cairo_matrix_t scaling;
  cairo_matrix_init_scale (&scaling, scale, scale);
  double columns = MAX (floor (width * scale), 1);
  double rows = MAX (floor (height * scale), 1);
  /* Four bytes a pixel to draw in, and one to keep. */
  bool fits = columns * rows <= GF_OCR_MAX_PIXELS
              && gf_ocr_has_room ((uint64_t) (columns * rows * 5));
  g_autoptr (GfSurface) surface
      = fits ? gf_pdf_draw (page, (int) columns, (int) rows, &scaling) : NULL;
  PIX *pix = surface != NULL ? take_surface (surface) : NULL;
  if (pix == NULL)
    g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_MEMORY, "takes too much memory");
  return pix;
}

/* Of what was seen, what the page says in letters of its own too. */
static bool
is_own (const GfPdfRun *seen, GPtrArray *own)
{
  for (guint i = 0; i < own->len; i++)
    {
      const GfPdfBox *a = &((const GfPdfRun *) g_ptr_array_index (own, i))->box;
      const GfPdfBox *b = &seen->box;
      double width = MIN (a->x2, b->x2) - MAX (a->x1, b->x1);
      double height = MIN (a->y2, b->y2) - MAX (a->y1, b->y1);

      if (width > 0.6 * (b->x2 - b->x1) && height > 0.5 * (b->y2 - b->y1))
        return true;
    }
  return false;
}

static void
leave_out_own (GPtrArray *seen, GPtrArray *own)
{
  for (guint i = seen->len; i > 0; i--)
    if (is_own (g_ptr_array_index (seen, i - 1), own))
      g_ptr_array_remove_index (seen, i - 1);
}

void
gf_pdf_read_scan (GfReading *reading, PopplerPage *page, uint32_t number, GPtrArray *own,
                  GPtrArray *blocks)
{
  /* A title before a picture is no scan: nothing need be said of it. */
  if (own->len > 0 && gf_ocr_get_lack (reading->ocr) != NULL)
    return;
  g_autoptr (GfSeenPage) seen = gf_scan_see (reading, number, render, page);
  if (seen == NULL)
    return;

  gf_scan_note (reading, number, seen);
  leave_out_own (seen->runs, own);
  g_autoptr (GPtrArray) lines = gf_pdf_layout (seen->runs);
  gf_pdf_join_lines (lines, number, seen->height, blocks);
}
