/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * odt.c: text documents of OpenDocument (ISO/IEC 26300).
 *
 * Pages are those that the program noted when it last laid the document out
 * (soft-page-break); without such notes there are none.  Notes and comments follow the
 * paragraph they belong to.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/office/odf-text.h"
#include "indexer/extract/office/office.h"

#define STYLES_PART "styles.xml"

/* Of the part that has styles, only headers and footers are text; the styles themselves
 * say what is hidden. */
static bool
is_furniture (const char *uri, const char *name, GfBlockKind *kind_out)
{
  if (!gf_odf_is_of (uri, "style:"))
    return false;
  *kind_out = g_str_has_prefix (name, "header") ? GF_BLOCK_HEADER : GF_BLOCK_FOOTER;
  return g_str_has_prefix (name, "header") || g_str_has_prefix (name, "footer");
}

static bool
start_of_master (void *data, const char *uri, const char *name,
                 const GfXmlElement *element)
{
  GfOdfText *text = data;
  GfBlockKind kind;

  if (is_furniture (uri, name, &kind))
    gf_odf_text_set_kind (text, kind);
  else if (gf_odf_text_get_kind (text) != GF_BLOCK_PARAGRAPH
           || gf_odf_is_of (uri, "style:"))
    return gf_odf_text_start (text, uri, name, element);
  return true;
}

static void
end_of_master (void *data, const char *uri, const char *name)
{
  GfOdfText *text = data;
  GfBlockKind kind;

  if (is_furniture (uri, name, &kind))
    gf_odf_text_set_kind (text, GF_BLOCK_PARAGRAPH);
  else if (gf_odf_text_get_kind (text) != GF_BLOCK_PARAGRAPH
           || gf_odf_is_of (uri, "style:"))
    gf_odf_text_end (text, uri, name);
}

static bool
text_of_master (void *data, const char *string)
{
  return gf_odf_text_get_kind (data) == GF_BLOCK_PARAGRAPH
         || gf_odf_text_take (data, string);
}

static void
read_master (GfReading *reading, GfZip *zip, GfOdfText *body)
{
  static const GfXmlHandler handler = { start_of_master, end_of_master, text_of_master };
  GfOdfText *text = gf_odf_text_new (reading);

  gf_odf_text_use_styles (body, text);
  gf_office_walk_part (reading, zip, STYLES_PART, &handler, text);
  gf_odf_text_free (text);
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  return gf_odf_text_start (data, uri, name, element);
}

static void
end (void *data, const char *uri, const char *name)
{
  gf_odf_text_end (data, uri, name);
}

static bool
take_text (void *data, const char *string)
{
  return gf_odf_text_take (data, string);
}

bool
gf_odt_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  static const GfXmlHandler handler = { start, end, take_text };

  g_autoptr (GfOdfText) text = gf_odf_text_new (reading);
  if (gf_zip_has (zip, STYLES_PART))
    read_master (reading, zip, text);
  g_autoptr (GfZipStream) stream = gf_zip_open_member (zip, main_part, error);
  if (stream == NULL)
    return false;

  GfXmlEnd ended = gf_xml_walk_stream (gf_zip_stream_read, stream, &handler, text);
  uint32_t last_page = gf_flow_get_page (gf_odf_text_get_flow (text));
  bool has_pages = gf_odf_text_has_pages (text);
  g_clear_pointer (&text, gf_odf_text_free);
  if (has_pages)
    {
      gf_text_set_pages (reading->text, last_page);
      gf_reading_number_first_page (reading);
    }
  return gf_office_end_walk (reading, ended, main_part, error);
}
