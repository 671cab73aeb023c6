/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf.c: PDF through poppler-glib, page by page.
 */
#include "config.h"

#include <fcntl.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/extract/cleanup.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/pdf.h"

/* An image that covers less of a page than this is no scan. */
#define SCAN_SHARE 0.2

typedef struct
{
  GfReading *reading;
  PopplerDocument *document;
  GPtrArray *blocks; /* of GfPdfBlock */
  size_t n_bytes;
  uint32_t n_lost; /* pages that could not be read */
  uint32_t first_lost;
} Pdf;

static PopplerDocument *
open_document (const GfReading *reading, GError **error)
{
  g_autoptr (GError) why = NULL;
  /* poppler takes the descriptor it is given, and closes it. */
  int fd = fcntl (reading->fd, F_DUPFD_CLOEXEC, 0);
  PopplerDocument *document
      = fd < 0 ? NULL : poppler_document_new_from_fd (fd, NULL, &why);

  if (document != NULL)
    return document;
  if (g_error_matches (why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                 "a PDF that needs a password");
  else
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                 "not a readable PDF: %s", why ? why->message : "cannot open");
  return NULL;
}

static void
read_metadata (const Pdf *pdf)
{
  GfText *text = pdf->reading->text;
  g_autofree char *title = poppler_document_get_title (pdf->document);
  g_autofree char *author = poppler_document_get_author (pdf->document);
  g_autoptr (GDateTime) created = poppler_document_get_creation_date_time (pdf->document);
  g_autofree char *date = created ? g_date_time_format (created, "%Y-%m-%d") : NULL;

  gf_text_set (text, GF_TEXT_TITLE, title);
  gf_text_set (text, GF_TEXT_AUTHOR, author);
  gf_text_set (text, GF_TEXT_DATE, date);
}

/* Whether images cover enough of a page for it to be a scan; strips add up. */
static bool
is_scan (PopplerPage *page)
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
  return covered > SCAN_SHARE * width * height;
}

static void
read_page (Pdf *pdf, uint32_t number)
{
  g_autoptr (PopplerPage) page
      = poppler_document_get_page (pdf->document, (int) number - 1);
  double width;
  double height;

  /* One unreadable page must not cost the rest of the file. */
  if (page == NULL)
    {
      pdf->first_lost = pdf->n_lost++ == 0 ? number : pdf->first_lost;
      return;
    }

  poppler_page_get_size (page, &width, &height);
  g_autoptr (GPtrArray) runs = gf_pdf_page_runs (page);
  if (runs->len == 0)
    {
      if (is_scan (page))
        gf_text_note_page_without_text (pdf->reading->text, number);
      return;
    }

  guint n_before = pdf->blocks->len;
  g_autoptr (GPtrArray) lines = gf_pdf_layout (runs);
  gf_pdf_join_lines (lines, number, height, pdf->blocks);
  for (guint i = n_before; i < pdf->blocks->len; i++)
    pdf->n_bytes += strlen (((GfPdfBlock *) g_ptr_array_index (pdf->blocks, i))->text);
}

static void
read_pages (Pdf *pdf)
{
  uint32_t n_pages = MAX (poppler_document_get_n_pages (pdf->document), 0);

  gf_text_set_pages (pdf->reading->text, n_pages);
  for (uint32_t number = 1; number <= n_pages; number++)
    {
      if (!gf_reading_begin_page (pdf->reading, number))
        return;
      if (pdf->n_bytes > pdf->reading->options->limits.text_mb << 20)
        {
          gf_reading_cut (pdf->reading, "too much text: stopped after page %u of %u",
                          number - 1, n_pages);
          return;
        }
      read_page (pdf, number);
    }
}

static void
note_lost_pages (const Pdf *pdf)
{
  if (pdf->n_lost == 1)
    gf_reading_lack (pdf->reading, GF_REASON_DAMAGED, "page %u cannot be read",
                     pdf->first_lost);
  else if (pdf->n_lost > 1)
    gf_reading_lack (pdf->reading, GF_REASON_DAMAGED,
                     "%u pages cannot be read, first page %u", pdf->n_lost,
                     pdf->first_lost);
}

bool
gf_pdf_read (GfReading *reading, GError **error)
{
  g_autoptr (PopplerDocument) document = open_document (reading, error);
  g_autoptr (GPtrArray) blocks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_block_free);
  Pdf pdf = { .reading = reading, .document = document, .blocks = blocks };

  if (document == NULL)
    return false;
  read_metadata (&pdf);
  read_pages (&pdf);
  note_lost_pages (&pdf);
  gf_pdf_add_blocks (reading, blocks);
  return true;
}
