/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx.c: word-processing documents of Office Open XML (ECMA-376), as Word saves them and
 * as other programs make do with.
 *
 * Pages are those that Word noted when it last laid the document out
 * (lastRenderedPageBreak); without such notes there are none, since a break that somebody
 * asked for does not say how many pages the text before it filled.  Notes and comments
 * follow the paragraph they belong to.  What was deleted with changes tracked, or is
 * hidden, is HIDDEN.  The glossary, which holds building blocks, is left out.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/office/docx-text.h"
#include "indexer/extract/office/drawing.h"
#include "indexer/extract/office/office.h"

typedef struct
{
  GfReading *reading;
  GfZip *zip;
  const char *main_part;
  GfRelations *relations; /* of the main part */
  GfDocxContext context;
} Docx;

/* Where relationships say nothing, as programs that write few of them have it, parts are
   found by the names that Word gives.  Returns: (transfer full) (nullable). */
static GBytes *
load_part (Docx *docx, const char *kind)
{
  const char *target = gf_relations_first (docx->relations, kind);
  g_autofree char *file = g_strdup_printf ("%s.xml", kind);
  g_autofree char *usual = gf_zip_resolve (docx->zip, docx->main_part, file);

  return gf_zip_load (docx->zip, target != NULL ? target : usual);
}

static bool
read_part (Docx *docx, const char *name, GfBlockKind kind, GError **error)
{
  g_autoptr (GBytes) bytes = gf_zip_load (docx->zip, name);
  if (bytes == NULL)
    return true;

  g_autoptr (GfDocxText) text = gf_docx_text_new (docx->reading, &docx->context, kind);
  GfXmlEnd ended = gf_xml_walk (bytes, &gf_docx_text_handler, text);
  g_clear_pointer (&text, gf_docx_text_free);
  if (ended != GF_XML_BROKEN)
    return gf_office_end_walk (docx->reading, ended, name, error);
  gf_reading_lack (docx->reading, GF_REASON_DAMAGED, "'%s' is broken", name);
  return true;
}

/* Headers or footers. */
static bool
read_parts (Docx *docx, const char *kind_name, GfBlockKind kind, GError **error)
{
  g_autoptr (GPtrArray) named = gf_relations_list (docx->relations, kind_name);
  g_autofree char *prefix = gf_zip_resolve (docx->zip, docx->main_part, kind_name);
  g_autoptr (GPtrArray) usual = gf_zip_list (docx->zip, prefix);
  GPtrArray *names = named->len > 0 ? named : usual;

  for (guint i = 0; i < names->len; i++)
    if (!read_part (docx, g_ptr_array_index (names, i), kind, error))
      return false;
  return true;
}

static bool
read_body (Docx *docx, GError **error)
{
  g_autoptr (GfZipStream) stream = gf_zip_open_member (docx->zip, docx->main_part, error);
  if (stream == NULL)
    return false;

  g_autoptr (GfDocxText) text
      = gf_docx_text_new (docx->reading, &docx->context, GF_BLOCK_PARAGRAPH);
  GfXmlEnd ended
      = gf_xml_walk_stream (gf_zip_stream_read, stream, &gf_docx_text_handler, text);
  uint32_t n_pages = gf_docx_text_get_pages (text);
  g_clear_pointer (&text, gf_docx_text_free);
  if (n_pages > 0)
    {
      gf_text_set_pages (docx->reading->text, n_pages);
      gf_reading_number_first_page (docx->reading);
    }
  return gf_office_end_walk (docx->reading, ended, docx->main_part, error);
}

static bool
take_of_diagram (void *data, const char *paragraph)
{
  return gf_reading_add (data, GF_BLOCK_PARAGRAPH, 0, 0, paragraph);
}

static void
read_diagrams (Docx *docx)
{
  g_autoptr (GPtrArray) parts = gf_relations_list (docx->relations, "diagramData");

  for (guint i = 0; i < parts->len; i++)
    gf_drawing_read (docx->reading, docx->zip, g_ptr_array_index (parts, i),
                     take_of_diagram, docx->reading);
}

/* Those that nothing points to have no page: the last would be a guess. */
static bool
read_notes_left (Docx *docx)
{
  char *note;

  while ((note = gf_docx_notes_take_next (docx->context.notes)) != NULL)
    {
      bool goes_on = gf_reading_add (docx->reading, GF_BLOCK_PARAGRAPH, 0, 0, note);

      g_free (note);
      if (!goes_on)
        return false;
    }
  return true;
}

/* Other files that are shown as part of the text: HTML, RTF, other documents. */
static void
give_chunks (Docx *docx)
{
  g_autoptr (GPtrArray) chunks = gf_relations_list (docx->relations, "aFChunk");

  for (guint i = 0; i < chunks->len; i++)
    if (gf_zip_has (docx->zip, g_ptr_array_index (chunks, i)))
      gf_office_give_member (docx->reading, docx->zip, g_ptr_array_index (chunks, i));
}

static bool
read_all (Docx *docx, GError **error)
{
  if (!read_parts (docx, "header", GF_BLOCK_HEADER, error) || !read_body (docx, error))
    return false;
  if (read_notes_left (docx))
    read_diagrams (docx);
  if (!read_parts (docx, "footer", GF_BLOCK_FOOTER, error))
    return false;
  give_chunks (docx);
  return true;
}

bool
gf_docx_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  static const char *const note_kinds[] = { "footnotes", "endnotes", "comments" };
  g_autoptr (GfRelations) relations = gf_relations_read (zip, main_part);
  g_autoptr (GfDocxNotes) notes = gf_docx_notes_new ();
  Docx docx = {
    .reading = reading, .zip = zip, .main_part = main_part, .relations = relations
  };
  g_autoptr (GBytes) style_bytes = load_part (&docx, "styles");
  g_autoptr (GfDocxStyles) styles = gf_docx_styles_new (style_bytes);
  g_autoptr (GBytes) number_bytes = load_part (&docx, "numbering");
  g_autoptr (GfDocxNumbers) numbers = gf_docx_numbers_new (number_bytes);

  for (size_t i = 0; i < G_N_ELEMENTS (note_kinds); i++)
    {
      g_autoptr (GBytes) bytes = load_part (&docx, note_kinds[i]);
      gf_office_note_end (reading, gf_docx_notes_add (notes, bytes), note_kinds[i]);
    }
  docx.context = (GfDocxContext){ .styles = styles, .numbers = numbers, .notes = notes };
  return read_all (&docx, error);
}
