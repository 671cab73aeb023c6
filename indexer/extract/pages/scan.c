/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/pages/scan.h"

#include <math.h>

#include "common/schema.h"
#include "indexer/sandbox/guard.h"

/* Below this, words are missed and misread: measured over scans made worse and worse, one
 * word in five is then wrong. */
#define DOUBTFUL_CONFIDENCE 60
/* Resolutions that are left as they are. */
#define LOW_DPI 200
#define HIGH_DPI 350
/* To make an image larger than this shows nothing more of it. */
#define MAX_ENLARGEMENT 2.5
/* What programs write that do not know it, and paper that nobody lays in a scanner, in
 * inches. */
#define MIN_DPI 50
#define MAX_DPI 2400
#define MAX_INCHES 24
#define A4_INCHES 11.69

/* Page numbers to texts that live as long as the task. */
static GHashTable *
list_known (GVariant *pages)
{
  GHashTable *known = g_hash_table_new (NULL, NULL);
  GVariantIter iter;
  const char *text;
  guint32 page;

  if (pages == NULL)
    return known;
  g_variant_iter_init (&iter, pages);
  while (g_variant_iter_next (&iter, "(u&s)", &page, &text))
    g_hash_table_insert (known, GUINT_TO_POINTER (page), (gpointer) text);
  return known;
}

static GfSeenPage *
recall (GfReading *reading, uint32_t page)
{
  if (reading->known_pages == NULL)
    reading->known_pages = list_known (reading->task->recognised);
  const char *text = g_hash_table_lookup (reading->known_pages, GUINT_TO_POINTER (page));

  return text != NULL ? gf_seen_page_unpack (text) : NULL;
}

/* Whether one more page may be read; else that is noted. */
static bool
is_allowed (GfReading *reading, uint32_t page)
{
  if (gf_ocr_get_lack (reading->ocr) != NULL)
    {
      gf_text_note_page_without_text (reading->text, page);
      return false;
    }
  if (reading->n_recognised < reading->options->limits.ocr_pages)
    return true;
  gf_reading_cut (reading,
                  "more than %u pages are images: page %u and those after were not read",
                  reading->n_recognised, page);
  return false;
}

static bool
tell (const GfReading *reading, uint32_t page)
{
  const GfExtractTask *task = reading->task;
  uint32_t n_blocks = gf_text_get_blocks (reading->text)->len;

  return task->hooks == NULL || task->hooks->progress == NULL
         || task->hooks->progress (task->data, page, n_blocks, true);
}

static void
keep (const GfReading *reading, uint32_t page, const GfSeenPage *seen)
{
  const GfExtractTask *task = reading->task;

  if (task->hooks == NULL || task->hooks->recognised == NULL)
    return;
  g_autofree char *packed = gf_seen_page_pack (seen);
  /* Where nobody listens any more, the next message meets the same. */
  (void) task->hooks->recognised (task->data, page, packed);
}

static int64_t
allowance_us (const GfReading *reading)
{
  return (int64_t) reading->options->limits.ocr_seconds * G_USEC_PER_SEC
         * GF_GUARD_SLOWNESS;
}

static GfSeenPage *
look (GfReading *reading, GfScanRender render, void *data, GError **error)
{
  int64_t start_us = gf_guard_cpu_us ();
  double dpi;
  g_autoptr (PIX) image = render (data, &dpi, error);

  return image == NULL
             ? NULL
             : gf_ocr_see (reading->ocr, image, dpi,
                           allowance_us (reading) - (gf_guard_cpu_us () - start_us),
                           error);
}

static void
note_failure (GfReading *reading, uint32_t page, const GError *error)
{
  if (error->code == GF_OCR_ERROR_TIME || error->code == GF_OCR_ERROR_MEMORY)
    gf_reading_cut (reading, "page %u is an image, and reading it %s", page,
                    error->message);
  else if (error->code == GF_OCR_ERROR_DAMAGED)
    gf_reading_lack (reading, GF_REASON_DAMAGED,
                     "page %u is an image that cannot be read", page);
  else
    gf_reading_lack (reading, GF_REASON_NO_TEXT, "page %u is only an image; %s", page,
                     error->message);
}

GfSeenPage *
gf_scan_see (GfReading *reading, uint32_t page, GfScanRender render, void *data)
{
  g_autoptr (GError) error = NULL;
  GfSeenPage *seen = recall (reading, page);

  if (seen != NULL)
    return seen;
  if (!is_allowed (reading, page) || !tell (reading, page))
    return NULL;

  int64_t start_us = gf_guard_cpu_us ();
  seen = look (reading, render, data, &error);
  reading->cpu_extra_us += gf_guard_cpu_us () - start_us;
  reading->n_recognised++;
  if (seen != NULL)
    keep (reading, page, seen);
  else
    note_failure (reading, page, error);
  return seen;
}

void
gf_scan_note (GfReading *reading, uint32_t page, const GfSeenPage *seen)
{
  if (seen->runs->len > 0 && seen->confidence < DOUBTFUL_CONFIDENCE)
    gf_reading_lack (reading, GF_REASON_NO_TEXT,
                     "page %u is an image that is hard to read: words may be missing",
                     page);
}

double
gf_scan_dpi (double width, double height)
{
  double area = width * height / (72.0 * 72.0);

  return MIN (GF_OCR_DPI, sqrt (GF_OCR_MAX_PIXELS / MAX (area, 1e-6)));
}

static double
guess_dpi (PIX *image)
{
  double side = MAX (pixGetWidth (image), pixGetHeight (image));
  double said = pixGetXRes (image);

  if (said >= MIN_DPI && said <= MAX_DPI && side / said <= MAX_INCHES)
    return said;
  return MAX (side / A4_INCHES, MIN_DPI);
}

/* Of faxes, whose lines are twice as far apart as the points in them. */
static double
stretch_of (PIX *image)
{
  double x = pixGetXRes (image);
  double y = pixGetYRes (image);

  return x > 0 && y > 0 && x / y <= 4 && y / x <= 4 ? x / y : 1;
}

PIX *
gf_scan_fit (PIX *image, double *dpi_out)
{
  double dpi = guess_dpi (image);
  double stretch = stretch_of (image);
  double pixels = (double) pixGetWidth (image) * pixGetHeight (image) * stretch;
  double scale = dpi >= LOW_DPI && dpi <= HIGH_DPI ? 1 : GF_OCR_DPI / dpi;

  scale = MIN (scale, MAX_ENLARGEMENT);
  scale = MIN (scale, sqrt (GF_OCR_MAX_PIXELS / MAX (pixels, 1)));
  *dpi_out = dpi * scale;
  g_autoptr (PIX) opaque = pixGetSpp (image) == 4 ? pixRemoveAlpha (image) : NULL;
  g_autoptr (PIX) grey = pixConvertTo8 (opaque != NULL ? opaque : image, FALSE);
  if (grey == NULL || (scale == 1 && stretch == 1))
    return g_steal_pointer (&grey);
  return pixScale (grey, (l_float32) scale, (l_float32) (scale * stretch));
}
