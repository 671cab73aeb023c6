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
#include "indexer/extract/pages/pdf.h"

/* Each costs a fraction of a second in a file of today's encryption. */
#define MAX_PASSWORDS 100

typedef struct
{
  GfReading *reading;
  PopplerDocument *document;
  GPtrArray *blocks; /* of GfPdfBlock */
  GfPdfLooks looks;
  size_t n_bytes;
  uint32_t n_lost; /* pages that could not be read */
  uint32_t first_lost;
} Pdf;

/*
 * poppler reads its tables of characters when a document is opened while no other is, and
 * frees them with the last one: a twentieth of a worker's time.  So one stays open,
 * without a page, as long as the process lives.
 */
static void
keep_tables (void)
{
  static const char pageless[] = "%PDF-1.4\n"
                                 "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                 "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                                 "xref\n"
                                 "0 3\n"
                                 "0000000000 65535 f \n"
                                 "0000000009 00000 n \n"
                                 "0000000052 00000 n \n"
                                 "trailer<</Size 3/Root 1 0 R>>\n"
                                 "startxref\n"
                                 "96\n"
                                 "%%EOF\n";
  static PopplerDocument *kept;
  static bool is_tried;

  if (is_tried)
    return;
  is_tried = true;
  g_autoptr (GBytes) bytes = g_bytes_new_static (pageless, strlen (pageless));
  kept = poppler_document_new_from_bytes (bytes, NULL, NULL);
  (void) kept;
}

static PopplerDocument *
open_with (const GfReading *reading, const char *password, GError **error)
{
  /* poppler takes the descriptor it is given, and closes it. */
  int fd = fcntl (reading->fd, F_DUPFD_CLOEXEC, 0);

  return fd < 0 ? NULL : poppler_document_new_from_fd (fd, password, error);
}

/* A file that only keeps people from changing it opens without a password.  Of a wrong
   one poppler 22.12 may say that the file is damaged. */
static PopplerDocument *
open_document (const GfReading *reading, GError **error)
{
  const char *const *passwords = reading->options->passwords;
  g_autoptr (GError) why = NULL;
  PopplerDocument *document = open_with (reading, NULL, &why);
  bool is_locked = g_error_matches (why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

  for (size_t i = 0; document == NULL && is_locked && passwords != NULL
                     && passwords[i] != NULL && i < MAX_PASSWORDS;
       i++)
    document = open_with (reading, passwords[i], NULL);
  if (document != NULL)
    return document;
  if (is_locked)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                 "a PDF that needs a password");
  else
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                 "not a readable PDF: %s", why ? why->message : "cannot open");
  return NULL;
}

/* What is hidden comes after what is seen, and is not joined with it. */
static void
add_hidden (Pdf *pdf, GPtrArray *hidden, uint32_t number, double height)
{
  guint n_before = pdf->blocks->len;

  if (hidden->len == 0)
    return;
  g_autoptr (GPtrArray) lines = gf_pdf_layout (hidden);
  gf_pdf_join_lines (lines, number, height, pdf->blocks);
  for (guint i = n_before; i < pdf->blocks->len; i++)
    ((GfPdfBlock *) g_ptr_array_index (pdf->blocks, i))->kind = GF_BLOCK_HIDDEN;
}

/* Where the file calls the page otherwise than by its number. */
static void
note_label (Pdf *pdf, PopplerPage *page, uint32_t number)
{
  g_autofree char *label = poppler_page_get_label (page);
  char digits[16];

  g_snprintf (digits, sizeof digits, "%u", number);
  if (label != NULL && strcmp (label, digits) != 0)
    gf_text_set_page_label (pdf->reading->text, number, label);
}

static void
read_page (Pdf *pdf, uint32_t number)
{
  g_autoptr (PopplerPage) page
      = poppler_document_get_page (pdf->document, (int) number - 1);
  GfPdfSheet sheet;

  /* One unreadable page must not cost the rest of the file. */
  if (page == NULL)
    {
      pdf->first_lost = pdf->n_lost++ == 0 ? number : pdf->first_lost;
      return;
    }

  g_autoptr (GPtrArray) runs = gf_pdf_page_runs (page, &pdf->looks, &sheet);
  g_autoptr (GPtrArray) hidden = gf_pdf_take_hidden (runs);
  gf_pdf_add_fields (pdf->reading, page, &sheet, runs);
  guint n_before = pdf->blocks->len;
  bool is_scan = gf_pdf_is_scan (page, runs);
  g_autoptr (GPtrArray) lines = gf_pdf_layout (runs);
  gf_pdf_join_lines (lines, number, sheet.height, pdf->blocks);
  if (is_scan)
    gf_pdf_read_scan (pdf->reading, page, number, runs, pdf->blocks);
  add_hidden (pdf, hidden, number, sheet.height);
  gf_pdf_read_extras (pdf->reading, page, number, pdf->blocks, n_before);
  note_label (pdf, page, number);
  for (guint i = n_before; i < pdf->blocks->len; i++)
    pdf->n_bytes += strlen (((GfPdfBlock *) g_ptr_array_index (pdf->blocks, i))->text);
}

static void
read_pages (Pdf *pdf)
{
  uint32_t n_pages = MAX (poppler_document_get_n_pages (pdf->document), 0);

  gf_text_set_pages (pdf->reading->text, n_pages);
  if (n_pages == 0)
    gf_reading_lack (pdf->reading, GF_REASON_DAMAGED, "no pages are found in it");
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
  keep_tables ();
  g_autoptr (PopplerDocument) document = open_document (reading, error);
  g_autoptr (GPtrArray) blocks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_block_free);
  Pdf pdf = { .reading = reading, .document = document, .blocks = blocks };

  if (document == NULL)
    return false;
  gf_pdf_read_metadata (reading, document);
  read_pages (&pdf);
  note_lost_pages (&pdf);
  g_autoptr (GHashTable) outline = gf_pdf_read_outline (document);
  gf_pdf_add_blocks (reading, blocks, outline);
  gf_pdf_read_attachments (reading, document);
  return true;
}
