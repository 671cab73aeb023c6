/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pptx.c: presentations of Office Open XML (ECMA-376, part 1, 19), in the order of the
 * show.  slides.h says what becomes of a slide.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/office/drawing.h"
#include "indexer/extract/office/office.h"
#include "indexer/extract/office/pptx-slide.h"
#include "indexer/extract/office/slides.h"

#define RELATIONSHIPS "/relationships"

typedef struct
{
  GfReading *reading;
  GfZip *zip;
  GfSlides slides;
} Pptx;

static bool
start_presentation (void *data, const char *uri, const char *name,
                    const GfXmlElement *element)
{
  GPtrArray *ids = data;
  char *id = NULL;

  (void) uri;
  if (strcmp (name, "sldId") == 0)
    id = gf_xml_dup_attribute_of (element, RELATIONSHIPS, "id");
  if (id != NULL)
    g_ptr_array_add (ids, id);
  return true;
}

static bool
take_paragraph (void *data, const char *paragraph)
{
  Pptx *pptx = data;

  return gf_reading_add (pptx->reading, GF_BLOCK_PARAGRAPH, 0, pptx->slides.page,
                         paragraph);
}

/* Comments of the old kind are "text"; those of the new have paragraphs. */
typedef struct
{
  Pptx *pptx;
  GString *text; /* NULL outside */
} Comments;

static bool
start_comment (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Comments *comments = data;

  (void) element;
  if (strcmp (name, "text") == 0 && strstr (uri, "/presentationml/") != NULL
      && comments->text == NULL)
    comments->text = g_string_new (NULL);
  return true;
}

static void
end_comment (void *data, const char *uri, const char *name)
{
  Comments *comments = data;

  (void) uri;
  if (strcmp (name, "text") != 0 || comments->text == NULL)
    return;
  take_paragraph (comments->pptx, comments->text->str);
  g_string_free (g_steal_pointer (&comments->text), TRUE);
}

static bool
text_of_comment (void *data, const char *string)
{
  Comments *comments = data;

  if (comments->text != NULL)
    g_string_append (comments->text, string);
  return true;
}

static void
read_comments (Pptx *pptx, const char *part)
{
  static const GfXmlHandler handler = { start_comment, end_comment, text_of_comment };
  Comments comments = { .pptx = pptx };

  gf_office_walk_part (pptx->reading, pptx->zip, part, &handler, &comments);
  if (comments.text != NULL)
    g_string_free (comments.text, TRUE);
  gf_drawing_read (pptx->reading, pptx->zip, part, take_paragraph, pptx);
}

/* Diagrams, notes and comments. */
static void
read_around (Pptx *pptx, const char *part)
{
  g_autoptr (GfRelations) relations = gf_relations_read (pptx->zip, part);
  g_autoptr (GPtrArray) diagrams = gf_relations_list (relations, "diagramData");
  g_autoptr (GPtrArray) notes = gf_relations_list (relations, "notesSlide");
  g_autoptr (GPtrArray) comments = gf_relations_list (relations, "comments");

  for (guint i = 0; i < diagrams->len; i++)
    gf_drawing_read (pptx->reading, pptx->zip, g_ptr_array_index (diagrams, i),
                     take_paragraph, pptx);
  for (guint i = 0; i < notes->len; i++)
    gf_pptx_slide_read (pptx->reading, pptx->zip, g_ptr_array_index (notes, i),
                        pptx->slides.page, true);
  for (guint i = 0; i < comments->len; i++)
    read_comments (pptx, g_ptr_array_index (comments, i));
}

/* Returns: false: stop reading. */
static bool
read_slide (Pptx *pptx, const char *part)
{
  if (!gf_slides_begin (&pptx->slides))
    return false;
  if (part == NULL || !gf_zip_has (pptx->zip, part))
    {
      gf_reading_lack (pptx->reading, GF_REASON_DAMAGED, "slide %u is missing",
                       pptx->slides.page);
      return true;
    }
  bool is_hidden
      = gf_pptx_slide_read (pptx->reading, pptx->zip, part, pptx->slides.page, false);
  read_around (pptx, part);
  gf_slides_end (&pptx->slides, is_hidden);
  return !gf_text_is_cut (pptx->reading->text);
}

bool
gf_pptx_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  static const GfXmlHandler handler = { start_presentation, NULL, NULL };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = gf_zip_load (zip, main_part);
  g_autoptr (GfRelations) relations = gf_relations_read (zip, main_part);
  Pptx pptx = { .reading = reading, .zip = zip, .slides = { .reading = reading } };
  GfXmlEnd ended = bytes != NULL ? gf_xml_walk (bytes, &handler, ids) : GF_XML_BROKEN;

  for (guint i = 0; i < ids->len; i++)
    if (!read_slide (&pptx, gf_relations_find (relations, g_ptr_array_index (ids, i))))
      break;
  return gf_office_end_walk (reading, ended, main_part, error);
}
