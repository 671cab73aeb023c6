/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-extras.c: what hangs on a page of PDF or on the file beside its text: comments,
 * values of form fields, attached files.  Where links lead is left out: it is no text.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/cleanup.h"
#include "indexer/extract/pages/pdf.h"

/* Of each, on one page. */
#define MAX_A_PAGE 2000
#define MAX_ATTACHMENTS 10000
#define MAX_TEXT_BYTES ((size_t) 1 << 20)
/* The type that a field is taken to be filled in with, in points. */
#define MAX_FIELD_SIZE 10.0

typedef struct
{
  uint32_t page;
  GPtrArray *blocks;
  guint first_block; /* of the page */
  GString *known;    /* letters and digits of the page; NULL before the first look */
} Extras;

static void
append_letters (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
}

/* Comments that are drawn on the page are in its text already. */
static bool
is_on_page (Extras *extras, const char *text)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  if (extras->known == NULL)
    {
      extras->known = g_string_new (NULL);
      for (guint i = extras->first_block; i < extras->blocks->len; i++)
        append_letters (extras->known,
                        ((GfPdfBlock *) g_ptr_array_index (extras->blocks, i))->text);
    }
  append_letters (letters, text);
  return letters->len == 0 || strstr (extras->known->str, letters->str) != NULL;
}

static void
add_text (Extras *extras, const char *text, bool is_hidden)
{
  if (text == NULL || strlen (text) > MAX_TEXT_BYTES || !g_utf8_validate (text, -1, NULL)
      || is_on_page (extras, text))
    return;
  GfPdfBlock *block = g_new0 (GfPdfBlock, 1);

  block->kind = is_hidden ? GF_BLOCK_HIDDEN : GF_BLOCK_PARAGRAPH;
  block->text = g_strdup (text);
  block->page = extras->page;
  block->top = block->bottom = 0.5;
  g_ptr_array_add (extras->blocks, block);
  append_letters (extras->known, text);
}

typedef struct
{
  GfReading *reading;
  uint64_t n_bytes;
} Taking;

static gboolean
save_bytes (const gchar *bytes, gsize count, gpointer data, GError **error)
{
  Taking *taking = data;
  GfReading *reading = taking->reading;

  taking->n_bytes += count;
  if (taking->n_bytes > reading->options->limits.unpacked_mb << 20)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_LIMIT,
                 "an attached file of more than %" G_GUINT64_FORMAT " MB",
                 reading->options->limits.unpacked_mb);
  else if (gf_reading_is_late (reading))
    g_set_error_literal (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_LIMIT,
                         "takes too much time: stopped in an attached file");
  else if (!gf_reading_add_bytes (reading, bytes, count))
    g_set_error_literal (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_IO, "stopped");
  else
    return true;
  return false;
}

static void
read_attachment (GfReading *reading, PopplerAttachment *attachment)
{
  g_autoptr (GError) why = NULL;
  const char *name = poppler_attachment_get_name (attachment);

  Taking taking = { .reading = reading };
  if (!gf_reading_begin_member (reading, name != NULL ? name : ""))
    return;
  bool saved
      = poppler_attachment_save_to_callback (attachment, save_bytes, &taking, &why);
  bool is_cut = g_error_matches (why, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_LIMIT);
  if (is_cut)
    gf_reading_cut (reading, "%s", why->message);
  gf_reading_end_member (reading,
                         saved    ? NULL
                         : is_cut ? GF_REASON_LIMIT
                                  : GF_REASON_DAMAGED,
                         saved    ? NULL
                         : is_cut ? why->message
                                  : "cannot be taken out of the file");
}

void
gf_pdf_read_attachments (GfReading *reading, PopplerDocument *document)
{
  uint32_t n_pages = (uint32_t) MAX (poppler_document_get_n_pages (document), 0);
  uint32_t stop = reading->task->stop_page;

  if (reading->task->hooks == NULL || !poppler_document_has_attachments (document))
    return;
  /* Whoever reads on after a fault is told by the page after the last where it was. */
  if (stop > 0 && stop <= n_pages + 1)
    gf_reading_cut (reading, "the attached files could not be taken out");
  if (!gf_reading_begin_page (reading, n_pages + 1))
    return;
  GList *attachments = poppler_document_get_attachments (document);
  guint n_left = MAX_ATTACHMENTS;

  for (GList *link = attachments; link != NULL; link = link->next)
    {
      if (n_left-- == 0 || gf_reading_is_late (reading))
        {
          gf_reading_cut (reading, "too many attached files: the rest was left");
          break;
        }
      read_attachment (reading, link->data);
    }
  g_list_free_full (attachments, g_object_unref);
}

static void
read_attached (GfReading *reading, PopplerAnnotFileAttachment *annotation)
{
  PopplerAttachment *attachment
      = poppler_annot_file_attachment_get_attachment (annotation);

  if (attachment == NULL)
    return;
  read_attachment (reading, attachment);
  g_object_unref (attachment);
}

static void
read_annotation (GfReading *reading, Extras *extras, PopplerAnnot *annotation)
{
  static const guint unseen = POPPLER_ANNOT_FLAG_INVISIBLE | POPPLER_ANNOT_FLAG_HIDDEN
                              | POPPLER_ANNOT_FLAG_NO_VIEW;
  PopplerAnnotType type = poppler_annot_get_annot_type (annotation);

  if (type == POPPLER_ANNOT_LINK || type == POPPLER_ANNOT_WIDGET
      || type == POPPLER_ANNOT_POPUP)
    return;
  if (type == POPPLER_ANNOT_FILE_ATTACHMENT && reading->task->hooks != NULL)
    read_attached (reading, (PopplerAnnotFileAttachment *) annotation);
  g_autofree char *contents = poppler_annot_get_contents (annotation);

  if (contents != NULL && strlen (contents) > MAX_TEXT_BYTES)
    gf_reading_cut (reading, "a comment of more than %zu MB on page %u",
                    MAX_TEXT_BYTES >> 20, extras->page);
  add_text (extras, contents, (poppler_annot_get_flags (annotation) & unseen) != 0);
}

/* (transfer full) (nullable). */
static char *
dup_value (PopplerFormField *field)
{
  PopplerFormFieldType type = poppler_form_field_get_field_type (field);

  if (type == POPPLER_FORM_FIELD_TEXT)
    return poppler_form_field_text_is_password (field)
               ? NULL
               : poppler_form_field_text_get_text (field);
  if (type != POPPLER_FORM_FIELD_CHOICE)
    return NULL;

  GString *value = g_string_new (NULL);
  int n_items = MIN (poppler_form_field_choice_get_n_items (field), MAX_A_PAGE);
  for (int i = 0; i < n_items; i++)
    {
      g_autofree char *item = poppler_form_field_choice_is_item_selected (field, i)
                                  ? poppler_form_field_choice_get_item (field, i)
                                  : NULL;
      if (item != NULL)
        g_string_append_printf (value, "%s%s", value->len > 0 ? ", " : "", item);
    }
  return g_string_free (value, FALSE);
}

/* Where something stands in the field already, its value is drawn on the page. */
static bool
is_drawn (GPtrArray *runs, const GfPdfBox *area)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const GfPdfBox *box = &((const GfPdfRun *) g_ptr_array_index (runs, i))->box;
      double x = (box->x1 + box->x2) / 2;
      double y = (box->y1 + box->y2) / 2;

      if (x > area->x1 && x < area->x2 && y > area->y1 && y < area->y2)
        return true;
    }
  return false;
}

static void
add_line (GPtrArray *runs, const char *text, const GfPdfBox *area, double top,
          double size)
{
  GfPdfRun *run = g_new0 (GfPdfRun, 1);

  run->text = g_string_new (text);
  run->n_characters = (uint32_t) g_utf8_strlen (text, -1);
  run->size = size;
  run->box
      = (GfPdfBox){ area->x1, top,
                    MIN (area->x1 + run->n_characters * size / 2, area->x2), top + size };
  g_ptr_array_add (runs, run);
}

/* The value as runs, a line each, in the place of the field. */
static void
add_value (GPtrArray *runs, const char *value, const GfPdfBox *area)
{
  g_auto (GStrv) lines = g_strsplit_set (value, "\r\n", MAX_A_PAGE);
  guint n_lines = MAX (g_strv_length (lines), 1);
  double pitch = (area->y2 - area->y1) / n_lines;
  double size = CLAMP (0.7 * pitch, 1, MAX_FIELD_SIZE);

  for (guint i = 0; i < n_lines; i++)
    if (lines[i] != NULL && *g_strchug (lines[i]) != '\0')
      add_line (runs, lines[i], area, area->y1 + i * pitch + (pitch - size) / 2, size);
}

static void
add_field (GPtrArray *runs, PopplerFormFieldMapping *mapping, double page_height)
{
  const PopplerRectangle *given = &mapping->area;
  GfPdfBox area
      = { MIN (given->x1, given->x2), page_height - MAX (given->y1, given->y2),
          MAX (given->x1, given->x2), page_height - MIN (given->y1, given->y2) };
  g_autofree char *value = dup_value (mapping->field);

  if (value != NULL && *value != '\0' && strlen (value) <= MAX_TEXT_BYTES
      && g_utf8_validate (value, -1, NULL) && !is_drawn (runs, &area))
    add_value (runs, value, &area);
}

void
gf_pdf_add_fields (GfReading *reading, PopplerPage *page, const GfPdfSheet *sheet,
                   GPtrArray *runs)
{
  GList *fields = sheet->turns == 0 ? poppler_page_get_form_field_mapping (page) : NULL;
  guint n_left = MAX_A_PAGE;

  for (GList *link = fields; link != NULL && n_left-- > 0; link = link->next)
    add_field (runs, link->data, sheet->height);
  if (g_list_length (fields) > MAX_A_PAGE)
    gf_reading_cut (reading, "a page of more than %d fields", MAX_A_PAGE);
  poppler_page_free_form_field_mapping (fields);
}

void
gf_pdf_read_extras (GfReading *reading, PopplerPage *page, uint32_t number,
                    GPtrArray *blocks, guint first_block)
{
  Extras extras = { .page = number, .blocks = blocks, .first_block = first_block };
  GList *annotations = poppler_page_get_annot_mapping (page);
  guint n_left = MAX_A_PAGE;

  for (GList *link = annotations; link != NULL; link = link->next)
    {
      if (n_left-- == 0 || gf_reading_is_late (reading))
        {
          gf_reading_cut (reading, "too many comments on page %u: the rest was left",
                          number);
          break;
        }
      read_annotation (reading, &extras, ((PopplerAnnotMapping *) link->data)->annot);
    }
  poppler_page_free_annot_mapping (annotations);
  if (extras.known != NULL)
    g_string_free (extras.known, TRUE);
}
