/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rtf.h: Rich Text Format 1.9.1, in files and in mails of Outlook.
 */
#pragma once

#include "indexer/extract/reading.h"
#include "indexer/extract/legacy/span.h"

/*
 * gf_rtf_read_span: the text of @span, after what was read before.
 * Returns: false: stop reading.
 */
bool gf_rtf_read_span (GfReading *reading, GfSpan span);

/* What follows is private to rtf*.c. */

typedef enum
{
  GF_RTF_END,
  GF_RTF_OPEN,  /* { */
  GF_RTF_CLOSE, /* } */
  GF_RTF_WORD,
  GF_RTF_SYMBOL, /* a backslash and a character that is no letter */
  GF_RTF_BYTE    /* of text */
} GfRtfKind;

#define GF_RTF_WORD_BYTES 32

typedef struct
{
  GfSpan span;
  size_t at;
  GfRtfKind kind;
  char word[GF_RTF_WORD_BYTES]; /* cut where it is longer: no such word is known */
  bool has_number;
  int32_t number;
  uint8_t byte; /* of SYMBOL and BYTE */
} GfRtfToken;

/* The next token; "\binN" is passed over with its bytes, "\'e5" is the byte it means. */
void gf_rtf_next (GfRtfToken *token);

/* Fonts, for what their bytes mean, and styles of paragraphs. */
typedef struct GfRtfTables GfRtfTables;

typedef struct
{
  uint8_t level;
  bool is_list_item;
} GfRtfStyle;

GfRtfTables *gf_rtf_tables_new (void);
void gf_rtf_tables_free (GfRtfTables *tables);
void gf_rtf_tables_set_font (GfRtfTables *tables, int32_t number, unsigned codepage);
/* 0 where nothing is known of it. */
unsigned gf_rtf_tables_get_font (const GfRtfTables *tables, int32_t number);
void gf_rtf_tables_set_style (GfRtfTables *tables, int32_t number, GfRtfStyle style);
GfRtfStyle gf_rtf_tables_get_style (const GfRtfTables *tables, int32_t number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRtfTables, gf_rtf_tables_free)
