/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx.c: word-processing documents of Office Open XML (ECMA-376), as Word saves them and
 * as other programs make do with.
 *
 * Pages are those that Word noted when it last laid the document out
 * (lastRenderedPageBreak); without such notes there are none, since a break that somebody
 * asked for does not say how many pages the text before it filled.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/docx-styles.h"
#include "indexer/extract/flow.h"
#include "indexer/extract/office.h"

#define DEFAULT_MAIN "word/document.xml"

/* What the properties of the paragraph that is open have said. */
typedef struct
{
  uint8_t level;
  bool is_list_item;
  bool is_no_list_item; /* said outright, against its style */
  bool is_body;         /* likewise of its level */
} Paragraph;

typedef struct
{
  GfFlow *flow;
  GfDocxStyles *styles;
  GArray *paragraphs; /* of Paragraph: they nest, by text boxes */
  GfBlockKind kind;   /* of the part: PARAGRAPH for the body and notes, HEADER, FOOTER */
  bool in_text;       /* within w:t */
  bool is_placeholder;
  bool has_pages;
} Docx;

static Paragraph *
innermost (Docx *docx)
{
  return docx->paragraphs->len > 0
             ? &g_array_index (docx->paragraphs, Paragraph, docx->paragraphs->len - 1)
             : NULL;
}

static void
begin_paragraph (Docx *docx)
{
  Paragraph paragraph = { 0 };

  g_array_append_val (docx->paragraphs, paragraph);
  gf_flow_begin_paragraph (docx->flow);
}

static void
end_paragraph (Docx *docx)
{
  Paragraph *paragraph = innermost (docx);
  GfBlockKind kind = docx->kind;
  uint8_t level = 0;

  if (paragraph == NULL)
    return;
  if (kind == GF_BLOCK_PARAGRAPH && paragraph->level > 0 && !paragraph->is_body)
    {
      kind = GF_BLOCK_HEADING;
      level = paragraph->level;
    }
  else if (kind == GF_BLOCK_PARAGRAPH && paragraph->is_list_item
           && !paragraph->is_no_list_item)
    kind = GF_BLOCK_LIST_ITEM;
  g_array_set_size (docx->paragraphs, docx->paragraphs->len - 1);
  gf_flow_end_paragraph (docx->flow, kind, level);
}

static void
begin_page (Docx *docx)
{
  if (docx->kind != GF_BLOCK_PARAGRAPH)
    return;
  docx->has_pages = true;
  gf_flow_next_page (docx->flow);
}

static void
apply_style (Docx *docx, xmlTextReaderPtr reader)
{
  g_autofree char *id = gf_xml_dup_attribute (reader, "val");
  Paragraph *paragraph = innermost (docx);

  if (id == NULL || paragraph == NULL)
    return;
  GfDocxStyle style = gf_docx_styles_get (docx->styles, id);
  paragraph->level = style.level;
  paragraph->is_list_item = style.is_list_item;
}

static void
apply_number (Docx *docx, const char *name, xmlTextReaderPtr reader)
{
  g_autofree char *value = gf_xml_dup_attribute (reader, "val");
  Paragraph *paragraph = innermost (docx);

  if (value == NULL || paragraph == NULL)
    return;
  /* A numbering of 0 takes the style's numbering away; an outline level of 9 is body
   * text. */
  bool is_list = strcmp (name, "numId") == 0;
  bool is_none = strcmp (value, is_list ? "0" : "9") == 0;
  if (is_list)
    paragraph->is_list_item = paragraph->is_list_item || !is_none;
  else if (!is_none)
    paragraph->level = 1 + CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 8);
  paragraph->is_no_list_item = paragraph->is_no_list_item || (is_list && is_none);
  paragraph->is_body = paragraph->is_body || (!is_list && is_none);
}

static void
take_break (Docx *docx, xmlTextReaderPtr reader)
{
  g_autofree char *type = gf_xml_dup_attribute (reader, "type");

  if (g_strcmp0 (type, "page") != 0 && g_strcmp0 (type, "column") != 0)
    gf_flow_add (docx->flow, "\n");
}

/* w:sym names a character of a symbol font; those in use are bullets and ticks. */
static void
take_symbol (Docx *docx, xmlTextReaderPtr reader)
{
  g_autofree char *code = gf_xml_dup_attribute (reader, "char");
  gunichar c = code ? (gunichar) g_ascii_strtoull (code, NULL, 16) : 0;
  char text[7] = { 0 };

  if (c < 0x20 || c >= 0xd800 || !g_unichar_validate (c))
    return;
  g_unichar_to_utf8 (c, text);
  gf_flow_add (docx->flow, text);
}

/* What is not part of the text as it stands: the deleted, the code of fields, what
   repeats a text box for older programs, the settings of tab stops, phonetic guides. */
static bool
is_skipped (const char *name)
{
  static const char *const names[]
      = { "del",          "moveFrom",    "delText",    "instrText", "delInstrText",
          "Fallback",     "tabs",        "rt",         "pPrChange", "rPrChange",
          "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return true;
  return false;
}

static bool
start_in_paragraph (Docx *docx, const char *name, xmlTextReaderPtr reader)
{
  if (strcmp (name, "t") == 0)
    docx->in_text = true;
  else if (strcmp (name, "tab") == 0 || strcmp (name, "ptab") == 0)
    gf_flow_add (docx->flow, "\t");
  else if (strcmp (name, "br") == 0 || strcmp (name, "cr") == 0)
    take_break (docx, reader);
  else if (strcmp (name, "noBreakHyphen") == 0)
    gf_flow_add (docx->flow, "-");
  else if (strcmp (name, "sym") == 0)
    take_symbol (docx, reader);
  else if (strcmp (name, "pStyle") == 0)
    apply_style (docx, reader);
  else if (strcmp (name, "numId") == 0 || strcmp (name, "outlineLvl") == 0)
    apply_number (docx, name, reader);
  return true;
}

static bool
start (void *data, const char *uri, const char *name, xmlTextReaderPtr reader)
{
  Docx *docx = data;

  if (is_skipped (name))
    return false;
  if (strstr (uri, "/wordprocessingml/") == NULL && strstr (uri, "/math") == NULL)
    return true;

  if (strcmp (name, "p") == 0)
    begin_paragraph (docx);
  else if (strcmp (name, "tr") == 0)
    gf_flow_begin_row (docx->flow);
  else if (strcmp (name, "tc") == 0)
    gf_flow_begin_cell (docx->flow);
  else if (strcmp (name, "lastRenderedPageBreak") == 0)
    begin_page (docx);
  else if (strcmp (name, "sdtPr") == 0)
    docx->is_placeholder = false;
  else if (strcmp (name, "showingPlcHdr") == 0)
    docx->is_placeholder = true;
  else if (strcmp (name, "sdtContent") == 0 && docx->is_placeholder)
    return docx->is_placeholder = false;
  else
    return start_in_paragraph (docx, name, reader);
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  Docx *docx = data;

  if (strstr (uri, "/wordprocessingml/") == NULL && strstr (uri, "/math") == NULL)
    return;
  if (strcmp (name, "t") == 0)
    docx->in_text = false;
  else if (strcmp (name, "p") == 0)
    end_paragraph (docx);
  else if (strcmp (name, "tr") == 0)
    gf_flow_end_row (docx->flow,
                     docx->kind == GF_BLOCK_PARAGRAPH ? GF_BLOCK_TABLE_ROW : docx->kind);
}

static bool
text (void *data, const char *string)
{
  Docx *docx = data;

  if (docx->in_text)
    gf_flow_add (docx->flow, string);
  return !gf_flow_is_full (docx->flow);
}

static const GfXmlHandler handler = { start, end, text };

static void
begin_part (Docx *docx, GfReading *reading, GfBlockKind kind)
{
  g_array_set_size (docx->paragraphs, 0);
  docx->flow = gf_flow_new (reading);
  docx->kind = kind;
  docx->in_text = false;
  docx->is_placeholder = false;
}

/* The parts of a kind: "word/header1.xml" and so on. */
static bool
read_parts (Docx *docx, GfReading *reading, GfZip *zip, const char *prefix,
            GfBlockKind kind, GError **error)
{
  g_autoptr (GPtrArray) names = gf_zip_list (zip, prefix);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      begin_part (docx, reading, kind);
      GfXmlEnd ended = gf_xml_walk (gf_zip_get (zip, name), &handler, docx);
      gf_flow_free (docx->flow);
      if (ended == GF_XML_BROKEN)
        gf_reading_lack (reading, GF_REASON_DAMAGED, "'%s' is broken", name);
      else if (!gf_office_end_walk (reading, ended, name, error))
        return false;
    }
  return true;
}

static bool
read_body (Docx *docx, GfReading *reading, GfZip *zip, const char *name, GError **error)
{
  if (!gf_zip_begin_stream (zip, name, error))
    return false;

  begin_part (docx, reading, GF_BLOCK_PARAGRAPH);
  GfXmlEnd ended = gf_xml_walk_stream (gf_zip_read, zip, &handler, docx);
  if (docx->has_pages)
    gf_text_set_pages (reading->text, gf_flow_get_page (docx->flow));
  gf_flow_free (docx->flow);
  return gf_office_end_walk (reading, ended, name, error);
}

static bool
read_all (Docx *docx, GfReading *reading, GfZip *zip, const char *main_part,
          GError **error)
{
  if (!read_parts (docx, reading, zip, "word/header", GF_BLOCK_HEADER, error)
      || !read_body (docx, reading, zip, main_part, error))
    return false;
  /* Notes have the page of their mark, which is not followed: the last page would be a
   * guess. */
  if (docx->has_pages)
    gf_reading_number_first_page (reading);
  return read_parts (docx, reading, zip, "word/footnotes", GF_BLOCK_PARAGRAPH, error)
         && read_parts (docx, reading, zip, "word/endnotes", GF_BLOCK_PARAGRAPH, error)
         && read_parts (docx, reading, zip, "word/footer", GF_BLOCK_FOOTER, error);
}

bool
gf_docx_read (GfReading *reading, GfZip *zip, GError **error)
{
  g_autofree char *main_part = gf_docx_find_main (zip);
  g_autoptr (GfDocxStyles) styles
      = gf_docx_styles_new (gf_zip_get (zip, "word/styles.xml"));
  g_autoptr (GArray) paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  Docx docx = { .styles = styles, .paragraphs = paragraphs };

  gf_office_read_properties (reading, gf_zip_get (zip, "docProps/core.xml"));
  return read_all (&docx, reading, zip, main_part, error);
}

static bool
start_relationship (void *data, const char *uri, const char *name,
                    xmlTextReaderPtr reader)
{
  char **target = data;

  (void) uri;
  if (strcmp (name, "Relationship") != 0 || *target != NULL)
    return true;
  g_autofree char *type = gf_xml_dup_attribute (reader, "Type");
  if (type != NULL && g_str_has_suffix (type, "/officeDocument"))
    *target = gf_xml_dup_attribute (reader, "Target");
  return true;
}

static void
end_relationship (void *data, const char *uri, const char *name)
{
  (void) data;
  (void) uri;
  (void) name;
}

static bool
text_of_relationship (void *data, const char *string)
{
  (void) data;
  (void) string;
  return true;
}

char *
gf_docx_find_main (const GfZip *zip)
{
  static const GfXmlHandler relationships
      = { start_relationship, end_relationship, text_of_relationship };
  GBytes *bytes = gf_zip_get (zip, "_rels/.rels");
  g_autofree char *target = NULL;

  if (bytes != NULL)
    gf_xml_walk (bytes, &relationships, &target);

  const char *name = target != NULL ? target + strspn (target, "/") : DEFAULT_MAIN;
  if (g_str_has_prefix (name, "word/") && gf_zip_has (zip, name))
    return g_strdup (name);
  return gf_zip_has (zip, DEFAULT_MAIN) ? g_strdup (DEFAULT_MAIN) : NULL;
}
