/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/pptx-slide.h"

#include <string.h>

#include "indexer/extract/flow.h"
#include "indexer/extract/office/office.h"

typedef struct
{
  GfFlow *flow;
  bool is_notes;
  bool is_hidden;
  bool is_body; /* the notes themselves, of a page of notes */
  GfBlockKind shape_kind;
  GfBlockKind kind; /* of the paragraph */
  int n_paragraphs;
  bool in_text;
} Slide;

/* What a shape of the layout is for; one without a type is the outline. */
static GfBlockKind
kind_of_placeholder (const GfXmlElement *element)
{
  static const struct
  {
    const char *type;
    GfBlockKind kind;
  } types[] = { { "title", GF_BLOCK_HEADING },      { "ctrTitle", GF_BLOCK_HEADING },
                { "subTitle", GF_BLOCK_PARAGRAPH }, { "hdr", GF_BLOCK_HEADER },
                { "dt", GF_BLOCK_FOOTER },          { "ftr", GF_BLOCK_FOOTER },
                { "sldNum", GF_BLOCK_FOOTER } };

  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (gf_xml_attribute_is (element, "type", types[i].type))
      return types[i].kind;
  return GF_BLOCK_LIST_ITEM;
}

static void
take_placeholder (Slide *slide, const GfXmlElement *element)
{
  GfBlockKind kind = kind_of_placeholder (element);

  slide->is_body
      = kind == GF_BLOCK_LIST_ITEM && !gf_xml_attribute_is (element, "type", "sldImg");
  slide->shape_kind = slide->is_notes ? GF_BLOCK_PARAGRAPH : kind;
}

static void
start_of_drawing (Slide *slide, const char *name)
{
  if (strcmp (name, "p") == 0)
    {
      slide->n_paragraphs++;
      slide->kind = slide->shape_kind;
      gf_flow_begin_paragraph (slide->flow);
    }
  else if (strcmp (name, "buNone") == 0 && slide->kind == GF_BLOCK_LIST_ITEM)
    slide->kind = GF_BLOCK_PARAGRAPH;
  else if ((strcmp (name, "buChar") == 0 || strcmp (name, "buAutoNum") == 0)
           && slide->kind == GF_BLOCK_PARAGRAPH && !slide->is_notes)
    slide->kind = GF_BLOCK_LIST_ITEM;
  else if (strcmp (name, "br") == 0)
    gf_flow_add (slide->flow, "\n");
  else if (strcmp (name, "tr") == 0)
    gf_flow_begin_row (slide->flow);
  else if (strcmp (name, "tc") == 0)
    gf_flow_begin_cell (slide->flow);
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Slide *slide = data;
  bool is_drawing = strstr (uri, "/drawingml/") != NULL;

  if (strcmp (name, "Fallback") == 0 || strcmp (name, "extLst") == 0
      || strcmp (name, "lstStyle") == 0)
    return false;
  if (strcmp (name, "sld") == 0)
    slide->is_hidden = !gf_xml_flag (element, "show", true);
  else if (strcmp (name, "sp") == 0 || strcmp (name, "graphicFrame") == 0)
    {
      slide->shape_kind = GF_BLOCK_PARAGRAPH;
      slide->is_body = true;
    }
  else if (strcmp (name, "ph") == 0)
    take_placeholder (slide, element);
  else if (is_drawing)
    start_of_drawing (slide, name);
  slide->in_text = is_drawing && strcmp (name, "t") == 0;
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  Slide *slide = data;

  slide->in_text = false;
  if (strstr (uri, "/drawingml/") == NULL)
    return;
  if (strcmp (name, "p") == 0 && slide->n_paragraphs > 0)
    {
      slide->n_paragraphs--;
      gf_flow_end_paragraph (slide->flow, slide->kind, slide->kind == GF_BLOCK_HEADING);
    }
  else if (strcmp (name, "tr") == 0)
    gf_flow_end_row (slide->flow, GF_BLOCK_TABLE_ROW);
}

static bool
take_text (void *data, const char *string)
{
  Slide *slide = data;

  /* Of a page of notes the rest is what stands on the slide and in the margins. */
  if (slide->in_text && (!slide->is_notes || slide->is_body))
    gf_flow_add (slide->flow, string);
  return !gf_flow_is_full (slide->flow);
}

bool
gf_pptx_slide_read (GfReading *reading, GfZip *zip, const char *name, uint32_t page,
                    bool is_notes)
{
  static const GfXmlHandler handler = { start, end, take_text };
  g_autoptr (GfFlow) flow = gf_flow_new (reading);
  Slide slide = { .flow = flow, .is_notes = is_notes, .shape_kind = GF_BLOCK_PARAGRAPH };

  gf_flow_set_page (flow, page);
  gf_office_walk_part (reading, zip, name, &handler, &slide);
  return slide.is_hidden;
}
