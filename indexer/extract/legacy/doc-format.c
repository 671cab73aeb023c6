/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc-format.c: what the paragraphs and runs of a binary Word document are: styles, and
 * the pages of properties.
 */
#include "config.h"

#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/legacy/doc.h"
#include "indexer/extract/office/office.h"

/* Source: [MS-DOC] 2.6.1 and 2.6.2. */
typedef enum
{
  SPRM_C_DELETED = 0x0800,
  SPRM_C_HIDDEN = 0x083c,
  SPRM_C_SYMBOL = 0x6a09,
  SPRM_P_IN_TABLE = 0x2416,
  SPRM_P_ENDS_ROW = 0x2417,
  SPRM_P_OUTLINE = 0x2640,
  SPRM_P_LIST = 0x460b,
  SPRM_P_TABLE_DEPTH = 0x6649,
  SPRM_T_DEFINITION = 0xd608
} Sprm;

#define PAGE_BYTES 512
#define BODY_LEVEL 9
/* Styles that a style is based on, one on the other. */
#define MAX_STYLE_DEPTH 16
/* Of a style that is there; source: [MS-DOC] 2.9.260. */
#define STYLE_HEADING_1 1
#define STYLE_HEADING_9 9
#define NO_STYLE 0x0fff
#define KIND_PARAGRAPH 1

typedef struct
{
  uint16_t base;
  bool has_level; /* or says that it is body text */
  bool has_list;
  uint8_t level;
  bool is_list_item;
} Style;

struct GfDocFormats
{
  GfSpan stream;
  GfSpan run_pages;
  GfSpan paragraph_pages;
  GArray *styles; /* of Style */
};

/* The next property in @properties.  Returns: false at the end. */
static bool
next_sprm (GfSpan properties, size_t *at, uint16_t *sprm_out, GfSpan *operand_out)
{
  static const uint8_t sizes[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
  uint16_t sprm = gf_span_u16 (properties, *at);
  size_t start = *at + 2;

  if (!gf_span_has (properties, *at, 3))
    return false;
  size_t size = sizes[sprm >> 13];
  if (sprm == SPRM_T_DEFINITION)
    size = (size_t) gf_span_u16 (properties, start) + 1;
  else if (size == 0)
    size = (size_t) gf_span_u8 (properties, start) + 1;
  *sprm_out = sprm;
  *operand_out = gf_span_part (properties, start, size);
  *at = start + size;
  return true;
}

static void
apply_to_style (Style *style, GfSpan properties)
{
  uint16_t sprm;
  GfSpan operand;

  for (size_t at = 0; next_sprm (properties, &at, &sprm, &operand);)
    if (sprm == SPRM_P_OUTLINE)
      {
        style->has_level = true;
        style->level
            = gf_span_u8 (operand, 0) < BODY_LEVEL ? gf_span_u8 (operand, 0) + 1 : 0;
      }
    else if (sprm == SPRM_P_LIST)
      {
        style->has_list = true;
        style->is_list_item = gf_span_u16 (operand, 0) != 0;
      }
}

static void
apply_name (Style *style, uint16_t number, GfSpan definition, size_t base_bytes)
{
  g_autoptr (GString) name = g_string_new (NULL);
  size_t n_characters = gf_span_u16 (definition, base_bytes);
  GfSpan text = gf_span_part (definition, base_bytes + 2, n_characters * 2);

  gf_codepage_append (name, GF_CODEPAGE_UTF16, text.bytes, text.length);
  if (number >= STYLE_HEADING_1 && number <= STYLE_HEADING_9)
    style->level = (uint8_t) number;
  else
    style->level = gf_office_level_of_style (name->str);
  style->has_level = style->level > 0;
}

static void
add_style (GfDocFormats *formats, GfSpan definition, size_t base_bytes)
{
  Style style = { .base = NO_STYLE };
  uint16_t kind_and_base = gf_span_u16 (definition, 2);

  if (definition.length > base_bytes && (kind_and_base & 0xf) == KIND_PARAGRAPH)
    {
      size_t n_characters = gf_span_u16 (definition, base_bytes);
      size_t at = base_bytes + 2 + (n_characters + 1) * 2;
      size_t length = gf_span_u16 (definition, at);

      style.base = kind_and_base >> 4;
      apply_name (&style, gf_span_u16 (definition, 0) & 0xfff, definition, base_bytes);
      /* The style's own number stands before its properties. */
      if (length > 2)
        apply_to_style (&style, gf_span_part (definition, at + 4, length - 2));
    }
  g_array_append_val (formats->styles, style);
}

static void
read_styles (GfDocFormats *formats, GfSpan sheet)
{
  size_t header_bytes = gf_span_u16 (sheet, 0);
  size_t n_styles = gf_span_u16 (sheet, 2);
  size_t base_bytes = gf_span_u16 (sheet, 4);
  size_t at = 2 + header_bytes;

  for (size_t i = 0; i < n_styles && gf_span_has (sheet, at, 2); i++)
    {
      size_t length = gf_span_u16 (sheet, at);

      add_style (formats, gf_span_part (sheet, at + 2, length), base_bytes);
      at += 2 + length + (length & 1);
    }
}

GfDocFormats *
gf_doc_formats_new (GfSpan stream, GfSpan table)
{
  GfDocFormats *formats = g_new0 (GfDocFormats, 1);

  formats->stream = stream;
  formats->run_pages = gf_doc_table (stream, table, GF_DOC_RUN_PAGES);
  formats->paragraph_pages = gf_doc_table (stream, table, GF_DOC_PARAGRAPH_PAGES);
  formats->styles = g_array_new (FALSE, FALSE, sizeof (Style));
  read_styles (formats, gf_doc_table (stream, table, GF_DOC_STYLES));
  return formats;
}

void
gf_doc_formats_free (GfDocFormats *formats)
{
  if (formats == NULL)
    return;
  g_array_unref (formats->styles);
  g_free (formats);
}

/* Of @n ranges that begin with the numbers in @span, one number more than ranges: that
   which @fc lies in, or @n. */
static size_t
find_range (GfSpan span, size_t n, uint32_t fc)
{
  size_t low = 0;
  size_t high = n;

  while (low < high)
    {
      size_t middle = (low + high) / 2;

      if (gf_span_u32 (span, middle * 4) > fc)
        high = middle;
      else if (gf_span_u32 (span, middle * 4 + 4) <= fc)
        low = middle + 1;
      else
        return middle;
    }
  return n;
}

/* The page of properties that @fc lies in. */
static GfSpan
find_page (const GfDocFormats *formats, GfSpan pages, uint32_t fc)
{
  size_t n = pages.length < 4 ? 0 : (pages.length - 4) / 8;
  size_t i = find_range (pages, n, fc);

  if (i >= n)
    return (GfSpan){ NULL, 0 };
  uint32_t number = gf_span_u32 (pages, (n + 1) * 4 + i * 4) & 0x3fffff;
  return gf_span_part (formats->stream, (size_t) number * PAGE_BYTES, PAGE_BYTES);
}

static void
apply_style (const GfDocFormats *formats, uint16_t number, GfDocParagraph *paragraph)
{
  bool has_level = false;
  bool has_list = false;

  for (int depth = 0; depth < MAX_STYLE_DEPTH && number < formats->styles->len; depth++)
    {
      const Style *style = &g_array_index (formats->styles, Style, number);

      if (style->has_level && !has_level)
        paragraph->level = style->level;
      if (style->has_list && !has_list)
        paragraph->is_list_item = style->is_list_item;
      has_level = has_level || style->has_level;
      has_list = has_list || style->has_list;
      number = style->base;
    }
}

static void
apply_to_paragraph (GfSpan properties, GfDocParagraph *paragraph)
{
  uint16_t sprm;
  GfSpan operand;

  for (size_t at = 0; next_sprm (properties, &at, &sprm, &operand);)
    {
      uint8_t byte = gf_span_u8 (operand, 0);

      if (sprm == SPRM_P_IN_TABLE)
        paragraph->in_table = byte != 0;
      else if (sprm == SPRM_P_TABLE_DEPTH)
        paragraph->in_table = gf_span_u32 (operand, 0) != 0;
      else if (sprm == SPRM_P_ENDS_ROW)
        paragraph->ends_row = byte != 0;
      else if (sprm == SPRM_P_OUTLINE)
        paragraph->level = byte < BODY_LEVEL ? byte + 1 : 0;
      else if (sprm == SPRM_P_LIST)
        paragraph->is_list_item = gf_span_u16 (operand, 0) != 0;
    }
}

GfDocParagraph
gf_doc_formats_paragraph (const GfDocFormats *formats, uint32_t fc)
{
  GfDocParagraph paragraph = { 0 };
  GfSpan page = find_page (formats, formats->paragraph_pages, fc);
  size_t n = gf_span_u8 (page, PAGE_BYTES - 1);
  size_t i = find_range (page, n, fc);

  if (i >= n)
    return paragraph;
  /* 13 bytes for each: where its properties are, and 12 of layout. */
  size_t at = (size_t) gf_span_u8 (page, (n + 1) * 4 + i * 13) * 2;
  size_t length = gf_span_u8 (page, at);
  if (at == 0)
    return paragraph;
  size_t start = length == 0 ? at + 2 : at + 1;
  length = length == 0 ? (size_t) gf_span_u8 (page, at + 1) * 2 : length * 2 - 1;
  if (length < 2)
    return paragraph;
  apply_style (formats, gf_span_u16 (page, start), &paragraph);
  apply_to_paragraph (gf_span_part (page, start + 2, length - 2), &paragraph);
  return paragraph;
}

static void
apply_to_run (GfSpan properties, GfDocRun *run)
{
  uint16_t sprm;
  GfSpan operand;

  for (size_t at = 0; next_sprm (properties, &at, &sprm, &operand);)
    if (sprm == SPRM_C_DELETED || sprm == SPRM_C_HIDDEN)
      run->is_hidden = run->is_hidden || (gf_span_u8 (operand, 0) & 1) != 0;
    else if (sprm == SPRM_C_SYMBOL)
      run->symbol = gf_span_u16 (operand, 2);
}

GfDocRun
gf_doc_formats_run (const GfDocFormats *formats, uint32_t fc)
{
  GfDocRun run = { .fc = fc, .fc_end = fc + 1 };
  GfSpan page = find_page (formats, formats->run_pages, fc);
  size_t n = gf_span_u8 (page, PAGE_BYTES - 1);
  size_t i = find_range (page, n, fc);

  if (i >= n)
    return run;
  run.fc = gf_span_u32 (page, i * 4);
  run.fc_end = gf_span_u32 (page, i * 4 + 4);
  size_t at = (size_t) gf_span_u8 (page, (n + 1) * 4 + i) * 2;
  if (at > 0)
    apply_to_run (gf_span_part (page, at + 1, gf_span_u8 (page, at)), &run);
  return run;
}
