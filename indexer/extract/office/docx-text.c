/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/docx-text.h"

#include <string.h>

#include "common/schema.h"

/* Bits of GfDocxText's chosen. */
#define MAX_ALTERNATIVES 64
/* Kept of what is hidden in one paragraph. */
#define MAX_HIDDEN_BYTES ((size_t) 1 << 20)

/* What the properties of the paragraph that is open have said, itself and by its style,
   in whichever order: not all programs keep to that of the standard. */
typedef struct
{
  int outline; /* level of a heading from 0, 9 for body text; -1 where nothing is said */
  int list;    /* of numbering.xml, 0 for none; likewise */
  int list_level; /* from 0; likewise */
  GfDocxStyle style;
  int style_list_level;
  bool is_deleted; /* its end is */
  char *number;    /* that waits for the first text */
} Paragraph;

struct GfDocxText
{
  GfReading *reading;
  const GfDocxContext *context;
  GfFlow *flow;
  GArray *paragraphs; /* of Paragraph: they nest, by text boxes */
  GfBlockKind kind;
  GString *hidden; /* of the outermost paragraph: what nobody sees of it */
  bool is_parted;  /* what is seen came since */
  bool in_text;    /* within w:t */
  bool is_placeholder;
  bool has_pages;
  bool hides_run;     /* by the run's own properties */
  int n_deleted;      /* w:del that are open */
  int n_properties;   /* w:rPr and the like that are open */
  int n_alternatives; /* mc:AlternateContent that are open */
  uint64_t chosen;    /* a bit for each of them: one of its branches was taken */
};

static void
clear_paragraph (gpointer data)
{
  g_free (((Paragraph *) data)->number);
}

GfDocxText *
gf_docx_text_new (GfReading *reading, const GfDocxContext *context, GfBlockKind kind)
{
  GfDocxText *text = g_new0 (GfDocxText, 1);

  text->reading = reading;
  text->context = context;
  text->kind = kind;
  text->flow = gf_flow_new (reading);
  text->hidden = g_string_new (NULL);
  text->paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  g_array_set_clear_func (text->paragraphs, clear_paragraph);
  return text;
}

void
gf_docx_text_free (GfDocxText *text)
{
  if (text == NULL)
    return;
  gf_flow_free (text->flow);
  g_array_unref (text->paragraphs);
  g_string_free (text->hidden, TRUE);
  g_free (text);
}

uint32_t
gf_docx_text_get_pages (const GfDocxText *text)
{
  return text->has_pages ? gf_flow_get_page (text->flow) : 0;
}

static Paragraph *
innermost (GfDocxText *text)
{
  return text->paragraphs->len > 0
             ? &g_array_index (text->paragraphs, Paragraph, text->paragraphs->len - 1)
             : NULL;
}

static void
put_paragraph (GfDocxText *text, GfBlockKind kind, const char *string)
{
  gf_flow_begin_paragraph (text->flow);
  gf_flow_add (text->flow, string);
  gf_flow_end_paragraph (text->flow, kind, 0);
}

static bool
is_seen (GfDocxText *text)
{
  const Paragraph *paragraph = innermost (text);

  return text->n_deleted == 0 && !text->hides_run
         && (paragraph == NULL || !paragraph->style.is_hidden);
}

static void
add_text (GfDocxText *text, const char *string)
{
  Paragraph *paragraph = innermost (text);

  if (paragraph == NULL || gf_flow_is_full (text->flow))
    return;
  if (!is_seen (text))
    {
      if (text->hidden->len > MAX_HIDDEN_BYTES)
        {
          gf_reading_cut (text->reading, "hidden text of more than %zu MB in a paragraph",
                          MAX_HIDDEN_BYTES >> 20);
          return;
        }
      if (text->is_parted && text->hidden->len > 0)
        g_string_append_c (text->hidden, ' ');
      text->is_parted = false;
      g_string_append (text->hidden, string);
      return;
    }
  text->is_parted = true;
  if (paragraph->number != NULL)
    gf_flow_add (text->flow, paragraph->number);
  g_clear_pointer (&paragraph->number, g_free);
  gf_flow_add (text->flow, string);
}

static void
begin_paragraph (GfDocxText *text)
{
  Paragraph paragraph = { .outline = -1, .list = -1, .list_level = -1 };

  text->n_properties = 0;
  text->hides_run = false;
  g_array_append_val (text->paragraphs, paragraph);
  gf_flow_begin_paragraph (text->flow);
}

static void
put_hidden (GfDocxText *text)
{
  g_autofree char *hidden = g_strstrip (g_strdup (text->hidden->str));

  g_string_truncate (text->hidden, 0);
  text->is_parted = false;
  if (*hidden != '\0')
    put_paragraph (text, GF_BLOCK_HIDDEN, hidden);
}

static uint8_t
level_of (const Paragraph *paragraph)
{
  if (paragraph->outline < 0)
    return paragraph->style.level;
  return paragraph->outline < 9 ? (uint8_t) (paragraph->outline + 1) : 0;
}

/* A list of 0 takes the style's away. */
static bool
is_list_item (const Paragraph *paragraph)
{
  return paragraph->list < 0 ? paragraph->style.is_list_item : paragraph->list > 0;
}

static void
end_paragraph (GfDocxText *text)
{
  const Paragraph *paragraph = innermost (text);
  GfBlockKind kind = text->kind;
  uint8_t level = 0;

  if (paragraph == NULL)
    return;
  if (kind == GF_BLOCK_PARAGRAPH && level_of (paragraph) > 0)
    {
      kind = GF_BLOCK_HEADING;
      level = level_of (paragraph);
    }
  else if (kind == GF_BLOCK_PARAGRAPH && is_list_item (paragraph))
    kind = GF_BLOCK_LIST_ITEM;
  g_array_set_size (text->paragraphs, text->paragraphs->len - 1);
  gf_flow_end_paragraph (text->flow, kind, level);
  if (text->paragraphs->len == 0)
    put_hidden (text);
}

static void
begin_page (GfDocxText *text)
{
  if (text->kind != GF_BLOCK_PARAGRAPH)
    return;
  text->has_pages = true;
  gf_flow_next_page (text->flow);
}

static void
apply_style (GfDocxText *text, const GfXmlElement *element)
{
  g_autofree char *id = gf_xml_dup_attribute (element, "val");
  Paragraph *paragraph = innermost (text);

  if (id == NULL || paragraph == NULL)
    return;
  paragraph->style = gf_docx_styles_get (text->context->styles, id);
  const GfDocxStyle *style = &paragraph->style;
  int level
      = gf_docx_numbers_level_of (text->context->numbers, style->list, style->list_style);
  paragraph->style_list_level = level >= 0 ? level : style->list_level;
}

static void
apply_number (GfDocxText *text, const char *name, const GfXmlElement *element)
{
  Paragraph *paragraph = innermost (text);
  int value = (int) gf_xml_number (element, "val", 0, G_MAXINT, -1);

  if (paragraph == NULL)
    return;
  if (strcmp (name, "ilvl") == 0)
    paragraph->list_level = value;
  else if (strcmp (name, "numId") == 0)
    paragraph->list = value;
  else
    paragraph->outline = value;
}

/* All that is to be known of the paragraph before its text. */
static void
end_properties (GfDocxText *text)
{
  Paragraph *paragraph = innermost (text);

  if (paragraph == NULL || paragraph->is_deleted || paragraph->number != NULL)
    return;
  int list = paragraph->list >= 0 ? paragraph->list : paragraph->style.list;
  int level = paragraph->list_level;
  if (level < 0 && list == paragraph->style.list)
    level = paragraph->style_list_level;
  if (list > 0)
    paragraph->number
        = gf_docx_numbers_next (text->context->numbers, list, MAX (level, 0));
}

static void
take_break (GfDocxText *text, const GfXmlElement *element)
{
  if (!gf_xml_attribute_is (element, "type", "page")
      && !gf_xml_attribute_is (element, "type", "column"))
    add_text (text, "\n");
}

/* w:sym names a character of a symbol font; those in use are bullets and ticks. */
static void
take_symbol (GfDocxText *text, const GfXmlElement *element)
{
  g_autofree char *code = gf_xml_dup_attribute (element, "char");
  gunichar c = code ? (gunichar) g_ascii_strtoull (code, NULL, 16) : 0;
  char string[7] = { 0 };

  if (c < 0x20 || c >= 0xd800 || !g_unichar_validate (c))
    return;
  g_unichar_to_utf8 (c, string);
  add_text (text, string);
}

/* The mark of a note: the note follows its paragraph. */
static void
take_note (GfDocxText *text, const char *kind, const GfXmlElement *element)
{
  g_autofree char *id = gf_xml_dup_attribute (element, "id");
  g_autofree char *note
      = id != NULL ? gf_docx_notes_take (text->context->notes, kind, id) : NULL;

  if (note != NULL)
    put_paragraph (text, text->kind, note);
}

/* What is not part of the text as it stands: what was moved away, the code of fields, the
   settings of tab stops, phonetic guides, what properties were before a change. */
static bool
is_skipped (const char *name)
{
  static const char *const names[]
      = { "moveFrom",    "instrText",  "delInstrText", "tabs",
          "rt",          "pPrChange",  "rPrChange",    "sectPrChange",
          "tblPrChange", "tcPrChange", "trPrChange",   "numberingChange" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return true;
  return false;
}

/* The same said in several ways, for programs of different age: the first is read.
   Returns: false for what is to be skipped. */
static bool
start_alternative (GfDocxText *text, const char *name)
{
  uint64_t bit = UINT64_C (1) << MAX (text->n_alternatives - 1, 0);

  if (strcmp (name, "AlternateContent") == 0)
    {
      if (text->n_alternatives >= MAX_ALTERNATIVES)
        return false;
      text->chosen &= ~(UINT64_C (1) << text->n_alternatives++);
      return true;
    }
  if (strcmp (name, "Choice") != 0 && strcmp (name, "Fallback") != 0)
    return true;
  if (text->n_alternatives == 0 || (text->chosen & bit) != 0)
    return strcmp (name, "Choice") == 0 && text->n_alternatives == 0;
  text->chosen |= bit;
  return true;
}

static bool
is_properties (const char *name)
{
  return strcmp (name, "pPr") == 0 || strcmp (name, "rPr") == 0
         || strcmp (name, "trPr") == 0 || strcmp (name, "tcPr") == 0;
}

static void
start_properties (GfDocxText *text, const char *name, const GfXmlElement *element)
{
  Paragraph *paragraph = innermost (text);

  if (is_properties (name))
    text->n_properties++;
  else if (strcmp (name, "pStyle") == 0)
    apply_style (text, element);
  else if (strcmp (name, "numId") == 0 || strcmp (name, "outlineLvl") == 0
           || strcmp (name, "ilvl") == 0)
    apply_number (text, name, element);
  else if (strcmp (name, "del") == 0 && paragraph != NULL)
    paragraph->is_deleted = true;
  /* Within the properties of a paragraph it is its mark that is hidden. */
  else if (strcmp (name, "vanish") == 0 && text->n_properties == 1)
    text->hides_run = gf_xml_flag (element, "val", true);
  else if (strcmp (name, "rStyle") == 0 && text->n_properties == 1)
    {
      g_autofree char *id = gf_xml_dup_attribute (element, "val");
      text->hides_run = id != NULL && gf_docx_styles_hides (text->context->styles, id);
    }
}

static void
start_in_paragraph (GfDocxText *text, const char *name, const GfXmlElement *element)
{
  if (strcmp (name, "t") == 0 || strcmp (name, "delText") == 0)
    text->in_text = true;
  else if (strcmp (name, "r") == 0)
    text->hides_run = false;
  else if (strcmp (name, "del") == 0)
    text->n_deleted++;
  else if (strcmp (name, "tab") == 0 || strcmp (name, "ptab") == 0)
    add_text (text, "\t");
  else if (strcmp (name, "br") == 0 || strcmp (name, "cr") == 0)
    take_break (text, element);
  else if (strcmp (name, "noBreakHyphen") == 0)
    add_text (text, "-");
  else if (strcmp (name, "sym") == 0)
    take_symbol (text, element);
  else if (strcmp (name, "footnoteReference") == 0)
    take_note (text, "footnote", element);
  else if (strcmp (name, "endnoteReference") == 0)
    take_note (text, "endnote", element);
  else if (strcmp (name, "commentReference") == 0)
    take_note (text, "comment", element);
}

static bool
is_ours (const char *uri)
{
  return strstr (uri, "/wordprocessingml/") != NULL || strstr (uri, "/math") != NULL;
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  GfDocxText *text = data;

  if (!is_ours (uri))
    return start_alternative (text, name);
  if (is_skipped (name))
    return false;

  if (strcmp (name, "p") == 0)
    begin_paragraph (text);
  else if (strcmp (name, "tr") == 0)
    gf_flow_begin_row (text->flow);
  else if (strcmp (name, "tc") == 0)
    gf_flow_begin_cell (text->flow);
  else if (strcmp (name, "lastRenderedPageBreak") == 0)
    begin_page (text);
  else if (strcmp (name, "sdtPr") == 0)
    text->is_placeholder = false;
  else if (strcmp (name, "showingPlcHdr") == 0)
    text->is_placeholder = true;
  else if (strcmp (name, "sdtContent") == 0 && text->is_placeholder)
    return text->is_placeholder = false;
  else if (text->n_properties > 0 || is_properties (name))
    start_properties (text, name, element);
  else
    start_in_paragraph (text, name, element);
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  GfDocxText *text = data;

  if (strcmp (name, "AlternateContent") == 0 && text->n_alternatives > 0)
    text->n_alternatives--;
  if (!is_ours (uri))
    return;
  if (strcmp (name, "t") == 0 || strcmp (name, "delText") == 0)
    text->in_text = false;
  else if (strcmp (name, "p") == 0)
    end_paragraph (text);
  else if (strcmp (name, "tr") == 0)
    gf_flow_end_row (text->flow,
                     text->kind == GF_BLOCK_PARAGRAPH ? GF_BLOCK_TABLE_ROW : text->kind);
  else if (strcmp (name, "del") == 0 && text->n_properties == 0 && text->n_deleted > 0)
    text->n_deleted--;
  else if (is_properties (name) && text->n_properties > 0)
    text->n_properties--;
  if (strcmp (name, "pPr") == 0)
    end_properties (text);
}

static bool
take_text (void *data, const char *string)
{
  GfDocxText *text = data;

  if (text->in_text)
    add_text (text, string);
  return !gf_flow_is_full (text->flow);
}

const GfXmlHandler gf_docx_text_handler = { start, end, take_text };
