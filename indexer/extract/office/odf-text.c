/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/odf-text.h"

#include <string.h>

#include "indexer/extract/office/office.h"

/* A run of blanks is written as a number; a document of nothing else must not fill the
 * memory. */
#define MAX_BLANKS 1000

typedef struct
{
  bool is_heading;
  uint8_t level;
  bool is_hidden;     /* all of it */
  bool is_parted;     /* what is hidden of it is a paragraph of the flow, still open */
  int n_hidden_spans; /* that are open */
} Paragraph;

struct GfOdfText
{
  GfFlow *flow;
  GArray *paragraphs;   /* of Paragraph: they nest, by notes and frames */
  GHashTable *parents;  /* automatic style to the style it is based on */
  GHashTable *displays; /* style to its text:display, where it has one */
  char *style;          /* that is being read */
  GfBlockKind kind;     /* outside of lists and headings */
  int list_depth;
  int n_hidden_sections; /* that are open */
  bool has_pages;
};

GfOdfText *
gf_odf_text_new (GfReading *reading)
{
  GfOdfText *text = g_new0 (GfOdfText, 1);

  text->flow = gf_flow_new (reading);
  text->paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  text->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  text->displays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  text->kind = GF_BLOCK_PARAGRAPH;
  return text;
}

void
gf_odf_text_use_styles (GfOdfText *text, GfOdfText *other)
{
  g_hash_table_unref (text->displays);
  text->displays = g_hash_table_ref (other->displays);
}

GfFlow *
gf_odf_text_get_flow (GfOdfText *text)
{
  return text->flow;
}

void
gf_odf_text_set_kind (GfOdfText *text, GfBlockKind kind)
{
  text->kind = kind;
}

GfBlockKind
gf_odf_text_get_kind (const GfOdfText *text)
{
  return text->kind;
}

bool
gf_odf_text_has_pages (const GfOdfText *text)
{
  return text->has_pages;
}

bool
gf_odf_is_of (const char *uri, const char *name)
{
  const char *end = strstr (uri, ":xmlns:");

  return end != NULL && g_str_has_prefix (end + strlen (":xmlns:"), name);
}

void
gf_odf_append (GString *out, char last, const char *string)
{
  for (const char *p = string; *p != '\0'; p++)
    {
      bool is_blank = strchr (" \t\r\n", *p) != NULL;

      if (!is_blank)
        g_string_append_c (out, *p);
      else if (last != '\0' && strchr (" \t\n", last) == NULL)
        g_string_append_c (out, ' ');
      last = is_blank ? last == '\0' ? '\0' : ' ' : *p;
    }
}

/* The level that the style, or the one it is based on, says by its name. */
static uint8_t
level_of_style (GfOdfText *text, const char *style)
{
  const char *parent = style ? g_hash_table_lookup (text->parents, style) : NULL;
  uint8_t level = style ? gf_office_level_of_style (style) : 0;

  return level > 0 || parent == NULL ? level : gf_office_level_of_style (parent);
}

static Paragraph *
innermost (GfOdfText *text)
{
  return text->paragraphs->len > 0
             ? &g_array_index (text->paragraphs, Paragraph, text->paragraphs->len - 1)
             : NULL;
}

/* By the style, or the one it is based on. */
static bool
is_hidden_by_style (GfOdfText *text, const GfXmlElement *element)
{
  g_autofree char *style = gf_xml_dup_attribute (element, "style-name");
  const char *parent = style ? g_hash_table_lookup (text->parents, style) : NULL;
  const char *display = style ? g_hash_table_lookup (text->displays, style) : NULL;

  if (display == NULL && parent != NULL)
    display = g_hash_table_lookup (text->displays, parent);
  return g_strcmp0 (display, "none") == 0;
}

/* Where @paragraph goes on in text that is hidden, or no longer is. */
static void
part (GfOdfText *text, Paragraph *paragraph, bool is_hidden)
{
  if (is_hidden == paragraph->is_parted)
    return;
  paragraph->is_parted = is_hidden;
  if (is_hidden)
    gf_flow_begin_paragraph (text->flow);
  else
    gf_flow_end_paragraph (text->flow, GF_BLOCK_HIDDEN, 0);
}

/* Before text is added. */
static void
part_as_spans_say (GfOdfText *text)
{
  Paragraph *paragraph = innermost (text);

  if (paragraph != NULL)
    part (text, paragraph, paragraph->n_hidden_spans > 0 && !paragraph->is_hidden);
}

static void
add (GfOdfText *text, const char *string)
{
  part_as_spans_say (text);
  gf_flow_add (text->flow, string);
}

static void
begin_paragraph (GfOdfText *text, const char *name, const GfXmlElement *element)
{
  g_autofree char *style = gf_xml_dup_attribute (element, "style-name");
  Paragraph paragraph = { .level = level_of_style (text, style) };
  const Paragraph *outer = innermost (text);

  paragraph.is_heading = strcmp (name, "h") == 0 || paragraph.level > 0;
  paragraph.level
      = (uint8_t) gf_xml_number (element, "outline-level", 1, 10, paragraph.level);
  paragraph.is_hidden
      = text->n_hidden_sections > 0
        || (outer != NULL && (outer->is_hidden || outer->n_hidden_spans > 0))
        || is_hidden_by_style (text, element);
  g_array_append_val (text->paragraphs, paragraph);
  gf_flow_begin_paragraph (text->flow);
}

static void
end_paragraph (GfOdfText *text)
{
  if (text->paragraphs->len == 0)
    return;
  part (text, innermost (text), false);
  Paragraph paragraph = *innermost (text);
  GfBlockKind kind = paragraph.is_hidden ? GF_BLOCK_HIDDEN : text->kind;

  g_array_set_size (text->paragraphs, text->paragraphs->len - 1);
  if (kind == GF_BLOCK_PARAGRAPH && paragraph.is_heading)
    kind = GF_BLOCK_HEADING;
  else if (kind == GF_BLOCK_PARAGRAPH && text->list_depth > 0)
    kind = GF_BLOCK_LIST_ITEM;
  else if (kind == GF_BLOCK_HEADING)
    paragraph.level = 1;
  gf_flow_end_paragraph (text->flow, kind,
                         kind == GF_BLOCK_HEADING ? paragraph.level : 0);
}

void
gf_odf_text_free (GfOdfText *text)
{
  if (text == NULL)
    return;
  while (text->paragraphs->len > 0)
    end_paragraph (text);
  gf_flow_free (text->flow);
  g_array_unref (text->paragraphs);
  g_hash_table_unref (text->parents);
  g_hash_table_unref (text->displays);
  g_free (text->style);
  g_free (text);
}

static void
take_blanks (GfOdfText *text, const GfXmlElement *element)
{
  int64_t n_blanks = gf_xml_number (element, "c", 0, MAX_BLANKS, 1);

  for (int64_t i = 0; i < n_blanks; i++)
    add (text, " ");
}

static void
begin_page (GfOdfText *text)
{
  if (text->kind != GF_BLOCK_PARAGRAPH)
    return;
  text->has_pages = true;
  gf_flow_next_page (text->flow);
}

static void
note_style (GfOdfText *text, const GfXmlElement *element)
{
  g_autofree char *name = gf_xml_dup_attribute (element, "name");
  g_autofree char *parent = gf_xml_dup_attribute (element, "parent-style-name");

  g_free (text->style);
  text->style = g_strdup (name);
  if (name != NULL)
    g_hash_table_remove (text->displays, name);
  if (name != NULL && parent != NULL)
    g_hash_table_insert (text->parents, g_steal_pointer (&name),
                         g_steal_pointer (&parent));
}

static void
start_style (GfOdfText *text, const char *name, const GfXmlElement *element)
{
  if (strcmp (name, "style") == 0)
    note_style (text, element);
  if (strcmp (name, "text-properties") != 0 || text->style == NULL)
    return;

  char *display = gf_xml_dup_attribute (element, "display");
  if (display != NULL)
    g_hash_table_insert (text->displays, g_strdup (text->style), display);
}

/* As it stood when the program last looked; of the conditions, those alone that are none.
 */
static bool
is_hidden_now (const GfXmlElement *element)
{
  g_autofree char *condition = gf_xml_dup_attribute (element, "condition");
  const char *bare = condition;

  if (condition != NULL && g_str_has_prefix (condition, "ooow:"))
    bare += strlen ("ooow:");
  return gf_xml_flag (
      element, "is-hidden",
      bare != NULL
          && (strcmp (bare, "1") == 0 || g_ascii_strcasecmp (bare, "true") == 0));
}

static void
begin_section (GfOdfText *text, const GfXmlElement *element)
{
  if (text->n_hidden_sections > 0 || gf_xml_attribute_is (element, "display", "none")
      || (gf_xml_attribute_is (element, "display", "condition")
          && is_hidden_now (element)))
    text->n_hidden_sections++;
}

static void
begin_span (GfOdfText *text, const GfXmlElement *element)
{
  Paragraph *paragraph = innermost (text);

  if (paragraph != NULL
      && (paragraph->n_hidden_spans > 0 || is_hidden_by_style (text, element)))
    paragraph->n_hidden_spans++;
}

static void
end_span (GfOdfText *text)
{
  Paragraph *paragraph = innermost (text);

  if (paragraph != NULL && paragraph->n_hidden_spans > 0)
    paragraph->n_hidden_spans--;
}

static void
take_hidden_text (GfOdfText *text, const GfXmlElement *element)
{
  g_autofree char *string = gf_xml_dup_attribute (element, "string-value");
  Paragraph *paragraph = innermost (text);

  if (paragraph == NULL || string == NULL)
    return;
  paragraph->n_hidden_spans++;
  add (text, string);
  paragraph->n_hidden_spans--;
}

static void
hide_paragraph (GfOdfText *text)
{
  Paragraph *paragraph = innermost (text);

  if (paragraph == NULL)
    return;
  part (text, paragraph, false);
  paragraph->is_hidden = true;
}

/* What is not part of the text as it stands. */
static bool
is_skipped (const char *uri, const char *name)
{
  static const char *const names[] = { "tracked-changes",
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
                                       "binary-data",
                                       "creator-initials",
                                       "sender-initials",
                                       "date-string" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return true;
  /* Of a drawing, and who wrote a comment and when. */
  return (strcmp (name, "title") == 0 && gf_odf_is_of (uri, "svg"))
         || strstr (uri, "purl.org/dc/") != NULL;
}

static void
start_text (GfOdfText *text, const char *name, const GfXmlElement *element)
{
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    begin_paragraph (text, name, element);
  else if (strcmp (name, "list") == 0)
    text->list_depth++;
  else if (strcmp (name, "section") == 0)
    begin_section (text, element);
  else if (strcmp (name, "span") == 0)
    begin_span (text, element);
  else if (strcmp (name, "hidden-paragraph") == 0 && is_hidden_now (element))
    hide_paragraph (text);
  else if (strcmp (name, "s") == 0)
    take_blanks (text, element);
  else if (strcmp (name, "tab") == 0)
    add (text, "\t");
  else if (strcmp (name, "line-break") == 0)
    add (text, "\n");
  else if (strcmp (name, "soft-page-break") == 0)
    begin_page (text);
}

bool
gf_odf_text_start (GfOdfText *text, const char *uri, const char *name,
                   const GfXmlElement *element)
{
  if (is_skipped (uri, name))
    return false;
  if (gf_odf_is_of (uri, "text:") && strcmp (name, "hidden-text") == 0
      && is_hidden_now (element))
    {
      take_hidden_text (text, element);
      return false;
    }
  if (gf_odf_is_of (uri, "text:"))
    start_text (text, name, element);
  else if (gf_odf_is_of (uri, "style:"))
    start_style (text, name, element);
  else if (gf_odf_is_of (uri, "table:") && strcmp (name, "table-row") == 0)
    gf_flow_begin_row (text->flow);
  else if (gf_odf_is_of (uri, "table:")
           && (strcmp (name, "table-cell") == 0
               || strcmp (name, "covered-table-cell") == 0))
    gf_flow_begin_cell (text->flow);
  return true;
}

void
gf_odf_text_end (GfOdfText *text, const char *uri, const char *name)
{
  if (gf_odf_is_of (uri, "table:") && strcmp (name, "table-row") == 0)
    gf_flow_end_row (text->flow,
                     text->kind == GF_BLOCK_PARAGRAPH ? GF_BLOCK_TABLE_ROW : text->kind);
  if (gf_odf_is_of (uri, "style:") && strcmp (name, "style") == 0)
    g_clear_pointer (&text->style, g_free);
  if (!gf_odf_is_of (uri, "text:"))
    return;
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    end_paragraph (text);
  else if (strcmp (name, "list") == 0)
    text->list_depth--;
  else if (strcmp (name, "section") == 0 && text->n_hidden_sections > 0)
    text->n_hidden_sections--;
  else if (strcmp (name, "span") == 0)
    end_span (text);
}

bool
gf_odf_text_take (GfOdfText *text, const char *string)
{
  g_autoptr (GString) collapsed = g_string_new (NULL);

  part_as_spans_say (text);
  gf_odf_append (collapsed, gf_flow_last (text->flow), string);
  gf_flow_add (text->flow, collapsed->str);
  return !gf_flow_is_full (text->flow);
}
