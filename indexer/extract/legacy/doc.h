/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc.h: the parts of a binary Word document ([MS-DOC]); private to doc*.c.
 *
 * A position in the text (CP) is one in the pieces that editing left it in, and those say
 * where in the stream (FC) a character lies.  How it looks goes by FC: pages of 512 bytes
 * hold the properties of paragraphs and of runs of characters.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/legacy/span.h"

/* A stretch of text that lies together in the stream. */
typedef struct
{
  uint32_t cp;
  uint32_t cp_end;
  uint32_t fc;
  bool is_narrow; /* a byte a character, in @codepage */
  uint16_t codepage;
} GfDocPiece;

/*
 * gf_doc_pieces_read: the pieces of a Clx, in the order of their text.
 * @is_old: as Word 6 and 95 have them, a byte a character
 * Returns: (transfer full), of GfDocPiece; empty where there are none.
 */
GArray *gf_doc_pieces_read (GfSpan clx, bool is_old, uint16_t codepage);

/* gf_doc_pieces_guess: one piece for all of a text whose table was lost: @length
 * characters from @fc on. */
GArray *gf_doc_pieces_guess (GfSpan stream, uint32_t fc, uint32_t length);

typedef struct
{
  uint8_t level; /* of a heading; 0 for none */
  bool is_list_item;
  bool in_table;
  bool ends_row;
} GfDocParagraph;

/* Of characters that look alike. */
typedef struct
{
  uint32_t fc;
  uint32_t fc_end;
  bool is_hidden;  /* or deleted, and kept for whoever looks at changes */
  uint16_t symbol; /* of a symbol font, instead of the character; 0 for none */
} GfDocRun;

typedef struct GfDocFormats GfDocFormats;

/* @stream, @table: outlive it */
GfDocFormats *gf_doc_formats_new (GfSpan stream, GfSpan table);
void gf_doc_formats_free (GfDocFormats *formats);

/* Of the paragraph whose mark lies at @fc. */
GfDocParagraph gf_doc_formats_paragraph (const GfDocFormats *formats, uint32_t fc);
/* Of the run that @fc lies in: one of its own where nothing is said. */
GfDocRun gf_doc_formats_run (const GfDocFormats *formats, uint32_t fc);

/* Where in the header of the stream the place of a table stands: its number in
 * FibRgFcLcb97, [MS-DOC] 2.5.6. */
typedef enum
{
  GF_DOC_STYLES = 1,
  GF_DOC_HEADERS = 11,
  GF_DOC_RUN_PAGES = 12,
  GF_DOC_PARAGRAPH_PAGES = 13,
  GF_DOC_PIECES = 33
} GfDocTable;

static inline GfSpan
gf_doc_table (GfSpan stream, GfSpan table, GfDocTable number)
{
  size_t at = 154 + (size_t) number * 8;

  return gf_span_part (table, gf_span_u32 (stream, at), gf_span_u32 (stream, at + 4));
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDocFormats, gf_doc_formats_free)
