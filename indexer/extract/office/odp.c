/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * odp.c: presentations of OpenDocument (ISO/IEC 26300), and drawings, whose pages are
 * made of the same.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/office/odf-text.h"
#include "indexer/extract/office/office.h"
#include "indexer/extract/office/slides.h"

typedef struct
{
  GfSlides slides;
  GfOdfText *text;
  GHashTable *hiding; /* names of styles that hide a page */
  char *style;        /* that is being read */
  bool in_page;
  bool is_hidden;
  bool is_over;
} Walk;

/* What a shape of the layout is for. */
static GfBlockKind
kind_of_shape (const GfXmlElement *element)
{
  static const struct
  {
    const char *name;
    GfBlockKind kind;
  } classes[] = { { "title", GF_BLOCK_HEADING },
                  { "header", GF_BLOCK_HEADER },
                  { "footer", GF_BLOCK_FOOTER },
                  { "date-time", GF_BLOCK_FOOTER },
                  { "page-number", GF_BLOCK_FOOTER } };

  for (size_t i = 0; i < G_N_ELEMENTS (classes); i++)
    if (gf_xml_attribute_is (element, "class", classes[i].name))
      return classes[i].kind;
  return GF_BLOCK_PARAGRAPH;
}

static void
begin_page (Walk *walk, const GfXmlElement *element)
{
  g_autofree char *style = gf_xml_dup_attribute (element, "style-name");

  if (walk->in_page)
    return;
  walk->is_over = !gf_slides_begin (&walk->slides);
  walk->in_page = !walk->is_over;
  walk->is_hidden = style != NULL && g_hash_table_contains (walk->hiding, style);
  gf_flow_set_page (gf_odf_text_get_flow (walk->text), walk->slides.page);
}

static void
end_page (Walk *walk)
{
  if (!walk->in_page)
    return;
  walk->in_page = false;
  gf_slides_end (&walk->slides, walk->is_hidden);
}

static void
start_style (Walk *walk, const char *name, const GfXmlElement *element)
{
  if (strcmp (name, "style") == 0)
    {
      g_free (walk->style);
      walk->style = gf_xml_dup_attribute (element, "name");
    }
  else if (strcmp (name, "drawing-page-properties") == 0 && walk->style != NULL
           && gf_xml_attribute_is (element, "visibility", "hidden"))
    g_hash_table_add (walk->hiding, g_strdup (walk->style));
}

/* Returns: false to skip the element. */
static bool
start_shape (Walk *walk, const char *name, const GfXmlElement *element)
{
  /* What waits to be filled in, and says so. */
  if (gf_xml_flag (element, "placeholder", false))
    return false;
  if (strcmp (name, "page") == 0)
    begin_page (walk, element);
  else if (strcmp (name, "text-box") != 0 && strcmp (name, "image") != 0)
    gf_odf_text_set_kind (walk->text, kind_of_shape (element));
  return true;
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Walk *walk = data;

  if (walk->is_over)
    return false;
  if (gf_odf_is_of (uri, "style:"))
    start_style (walk, name, element);
  if (gf_odf_is_of (uri, "drawing:") && !start_shape (walk, name, element))
    return false;
  return gf_odf_text_start (walk->text, uri, name, element);
}

static void
end (void *data, const char *uri, const char *name)
{
  Walk *walk = data;

  gf_odf_text_end (walk->text, uri, name);
  if (!gf_odf_is_of (uri, "drawing:"))
    return;
  if (strcmp (name, "page") == 0)
    end_page (walk);
  else if (strcmp (name, "text-box") != 0 && strcmp (name, "image") != 0)
    gf_odf_text_set_kind (walk->text, GF_BLOCK_PARAGRAPH);
}

static bool
take_text (void *data, const char *string)
{
  Walk *walk = data;

  return !walk->is_over && (!walk->in_page || gf_odf_text_take (walk->text, string));
}

bool
gf_odp_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  static const GfXmlHandler handler = { start, end, take_text };
  g_autoptr (GfZipStream) stream = gf_zip_open_member (zip, main_part, error);
  if (stream == NULL)
    return false;

  g_autoptr (GHashTable) hiding
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { .slides = { .reading = reading },
                .text = gf_odf_text_new (reading),
                .hiding = hiding };
  GfXmlEnd ended = gf_xml_walk_stream (gf_zip_stream_read, stream, &handler, &walk);
  gf_odf_text_free (walk.text);
  end_page (&walk);
  g_free (walk.style);
  return gf_office_end_walk (reading, ended, main_part, error);
}
