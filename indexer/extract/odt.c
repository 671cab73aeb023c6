/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * odt.c: text documents of OpenDocument (ISO/IEC 26300).
 *
 * Pages are those that the program noted when it last laid the document out
 * (soft-page-break); without such notes there are none.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/flow.h"
#include "indexer/extract/office.h"

#define BODY_PART "content.xml"
#define STYLES_PART "styles.xml"
/* A run of blanks is written as a number; a document of nothing else must not fill the
 * memory. */
#define MAX_BLANKS 1000

typedef struct
{
  bool is_heading;
  uint8_t level;
} Paragraph;

typedef struct
{
  GfFlow *flow;
  GArray *paragraphs;  /* of Paragraph: they nest, by notes and frames */
  GHashTable *parents; /* automatic style to the style it is based on */
  GfBlockKind kind;    /* outside of lists and headings */
  int list_depth;
  bool is_master; /* styles.xml: text counts only within a header or footer */
  bool has_pages;
} Odt;

static bool
is_of (const char *uri, const char *name)
{
  const char *end = strstr (uri, ":xmlns:");

  return end != NULL && g_str_has_prefix (end + strlen (":xmlns:"), name);
}

/* The level that the style, or the one it is based on, says by its name. */
static uint8_t
level_of_style (Odt *odt, const char *style)
{
  const char *parent = style ? g_hash_table_lookup (odt->parents, style) : NULL;
  uint8_t level = style ? gf_office_level_of_style (style) : 0;

  return level > 0 || parent == NULL ? level : gf_office_level_of_style (parent);
}

static void
begin_paragraph (Odt *odt, const char *name, xmlTextReaderPtr reader)
{
  g_autofree char *style = gf_xml_dup_attribute (reader, "style-name");
  g_autofree char *outline = gf_xml_dup_attribute (reader, "outline-level");
  Paragraph paragraph = { .level = level_of_style (odt, style) };

  paragraph.is_heading = strcmp (name, "h") == 0 || paragraph.level > 0;
  if (outline != NULL)
    paragraph.level = CLAMP (g_ascii_strtoll (outline, NULL, 10), 1, 10);
  g_array_append_val (odt->paragraphs, paragraph);
  gf_flow_begin_paragraph (odt->flow);
}

static void
end_paragraph (Odt *odt)
{
  if (odt->paragraphs->len == 0)
    return;
  Paragraph paragraph
      = g_array_index (odt->paragraphs, Paragraph, odt->paragraphs->len - 1);
  GfBlockKind kind = odt->kind;

  g_array_set_size (odt->paragraphs, odt->paragraphs->len - 1);
  if (kind == GF_BLOCK_PARAGRAPH && paragraph.is_heading)
    kind = GF_BLOCK_HEADING;
  else if (kind == GF_BLOCK_PARAGRAPH && odt->list_depth > 0)
    kind = GF_BLOCK_LIST_ITEM;
  gf_flow_end_paragraph (odt->flow, kind, kind == GF_BLOCK_HEADING ? paragraph.level : 0);
}

static void
take_blanks (Odt *odt, xmlTextReaderPtr reader)
{
  g_autofree char *count = gf_xml_dup_attribute (reader, "c");
  int64_t n_blanks = count ? g_ascii_strtoll (count, NULL, 10) : 1;

  for (int64_t i = 0; i < MIN (n_blanks, MAX_BLANKS); i++)
    gf_flow_add (odt->flow, " ");
}

static void
begin_page (Odt *odt)
{
  if (odt->is_master)
    return;
  odt->has_pages = true;
  gf_flow_next_page (odt->flow);
}

static void
note_style (Odt *odt, xmlTextReaderPtr reader)
{
  g_autofree char *name = gf_xml_dup_attribute (reader, "name");
  g_autofree char *parent = gf_xml_dup_attribute (reader, "parent-style-name");

  if (name != NULL && parent != NULL)
    g_hash_table_insert (odt->parents, g_steal_pointer (&name),
                         g_steal_pointer (&parent));
}

/* What is not part of the text as it stands. */
static bool
is_skipped (const char *name)
{
  static const char *const names[] = { "tracked-changes",
                                       "annotation",
                                       "note-citation",
                                       "table-of-content-source",
                                       "illustration-index-source",
                                       "bibliography-source",
                                       "alphabetical-index-source",
                                       "forms",
                                       "desc",
                                       "ruby-text",
                                       "event-listeners",
                                       "script",
                                       "binary-data" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return true;
  return false;
}

static void
start_text (Odt *odt, const char *name, xmlTextReaderPtr reader)
{
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    begin_paragraph (odt, name, reader);
  else if (strcmp (name, "list") == 0)
    odt->list_depth++;
  else if (strcmp (name, "s") == 0)
    take_blanks (odt, reader);
  else if (strcmp (name, "tab") == 0)
    gf_flow_add (odt->flow, "\t");
  else if (strcmp (name, "line-break") == 0)
    gf_flow_add (odt->flow, "\n");
  else if (strcmp (name, "soft-page-break") == 0)
    begin_page (odt);
}

static void
start_style (Odt *odt, const char *name, xmlTextReaderPtr reader)
{
  if (strcmp (name, "style") == 0)
    note_style (odt, reader);
  else if (odt->is_master && g_str_has_prefix (name, "header"))
    odt->kind = GF_BLOCK_HEADER;
  else if (odt->is_master && g_str_has_prefix (name, "footer"))
    odt->kind = GF_BLOCK_FOOTER;
}

static bool
start (void *data, const char *uri, const char *name, xmlTextReaderPtr reader)
{
  Odt *odt = data;

  if (is_skipped (name) || (strcmp (name, "title") == 0 && is_of (uri, "svg")))
    return false;
  if (is_of (uri, "text:"))
    start_text (odt, name, reader);
  else if (is_of (uri, "style:"))
    start_style (odt, name, reader);
  else if (is_of (uri, "table:") && strcmp (name, "table-row") == 0)
    gf_flow_begin_row (odt->flow);
  else if (is_of (uri, "table:")
           && (strcmp (name, "table-cell") == 0
               || strcmp (name, "covered-table-cell") == 0))
    gf_flow_begin_cell (odt->flow);
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  Odt *odt = data;

  if (is_of (uri, "table:") && strcmp (name, "table-row") == 0)
    gf_flow_end_row (odt->flow,
                     odt->kind == GF_BLOCK_PARAGRAPH ? GF_BLOCK_TABLE_ROW : odt->kind);
  if (odt->is_master && is_of (uri, "style:")
      && (g_str_has_prefix (name, "header") || g_str_has_prefix (name, "footer")))
    odt->kind = GF_BLOCK_PARAGRAPH;
  if (!is_of (uri, "text:"))
    return;
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    end_paragraph (odt);
  else if (strcmp (name, "list") == 0)
    odt->list_depth--;
}

/* White space in the file is one blank, none after another and none that begins a
   paragraph; what people typed more of is written in elements.  Source: OpenDocument 1.2,
   part 1, 6.1.2. */
static bool
text (void *data, const char *string)
{
  Odt *odt = data;
  g_autoptr (GString) collapsed = g_string_new (NULL);

  if (odt->is_master && odt->kind == GF_BLOCK_PARAGRAPH)
    return true;
  for (const char *p = string; *p != '\0'; p++)
    {
      bool is_blank = strchr (" \t\r\n", *p) != NULL;
      char last = collapsed->len > 0 ? collapsed->str[collapsed->len - 1]
                                     : gf_flow_last (odt->flow);

      if (!is_blank)
        g_string_append_c (collapsed, *p);
      else if (last != '\0' && strchr (" \t\n", last) == NULL)
        g_string_append_c (collapsed, ' ');
    }
  gf_flow_add (odt->flow, collapsed->str);
  return !gf_flow_is_full (odt->flow);
}

static const GfXmlHandler handler = { start, end, text };

static void
read_master (Odt *odt, GfReading *reading, GBytes *bytes)
{
  odt->is_master = true;
  odt->kind = GF_BLOCK_PARAGRAPH;
  odt->flow = gf_flow_new (reading);
  if (gf_xml_walk (bytes, &handler, odt) == GF_XML_BROKEN)
    gf_reading_lack (reading, GF_REASON_DAMAGED, "'%s' is broken", STYLES_PART);
  g_clear_pointer (&odt->flow, gf_flow_free);
  g_array_set_size (odt->paragraphs, 0);
}

static bool
read_body (Odt *odt, GfReading *reading, GfZip *zip, GError **error)
{
  if (!gf_zip_begin_stream (zip, BODY_PART, error))
    return false;

  odt->is_master = false;
  odt->kind = GF_BLOCK_PARAGRAPH;
  odt->list_depth = 0;
  odt->flow = gf_flow_new (reading);
  GfXmlEnd ended = gf_xml_walk_stream (gf_zip_read, zip, &handler, odt);
  uint32_t last_page = gf_flow_get_page (odt->flow);
  g_clear_pointer (&odt->flow, gf_flow_free);
  if (odt->has_pages)
    {
      gf_text_set_pages (reading->text, last_page);
      gf_reading_number_first_page (reading);
    }
  return gf_office_end_walk (reading, ended, BODY_PART, error);
}

bool
gf_odt_read (GfReading *reading, GfZip *zip, GError **error)
{
  g_autoptr (GArray) paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  g_autoptr (GHashTable) parents
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Odt odt = { .paragraphs = paragraphs, .parents = parents };
  GBytes *master = gf_zip_get (zip, STYLES_PART);

  gf_office_read_properties (reading, gf_zip_get (zip, "meta.xml"));
  if (master != NULL)
    read_master (&odt, reading, master);
  return read_body (&odt, reading, zip, error);
}
