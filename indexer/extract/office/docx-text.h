/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx-text.h: running text of a DOCX: a body, a header or a footer, as blocks; private
 * to the format.
 */
#pragma once

#include "indexer/extract/office/docx-notes.h"
#include "indexer/extract/office/docx-numbers.h"
#include "indexer/extract/office/docx-styles.h"
#include "indexer/extract/flow.h"
#include "indexer/extract/xml.h"

/* What all parts of a document are read by; (transfer none). */
typedef struct
{
  GfDocxStyles *styles;
  GfDocxNumbers *numbers;
  GfDocxNotes *notes;
} GfDocxContext;

typedef struct GfDocxText GfDocxText;

/* @kind: of its paragraphs: PARAGRAPH for the body, HEADER, FOOTER */
GfDocxText *gf_docx_text_new (GfReading *reading, const GfDocxContext *context,
                              GfBlockKind kind);
/* gf_docx_text_free: ends what is still open, then frees. */
void gf_docx_text_free (GfDocxText *text);

/* To walk the part with; the data is the GfDocxText. */
extern const GfXmlHandler gf_docx_text_handler;

/* The page of the text at the end; 0 where the file does not tell pages. */
uint32_t gf_docx_text_get_pages (const GfDocxText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDocxText, gf_docx_text_free)
