/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * odf-text.h: running text of OpenDocument (ISO/IEC 26300): paragraphs, headings, lists
 * and tables as blocks; for text documents and slides.  What a style, a field or a
 * section hides is HIDDEN, after the paragraph or row it stands in.
 */
#pragma once

#include "indexer/extract/flow.h"
#include "indexer/extract/xml.h"

typedef struct GfOdfText GfOdfText;

GfOdfText *gf_odf_text_new (GfReading *reading);
/* gf_odf_text_free: ends what is still open, then frees. */
void gf_odf_text_free (GfOdfText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfOdfText, gf_odf_text_free)

/* gf_odf_text_use_styles: what @other has met says which styles hide text here too. */
void gf_odf_text_use_styles (GfOdfText *text, GfOdfText *other);

/* The flow behind it, for pages. */
GfFlow *gf_odf_text_get_flow (GfOdfText *text);

/* gf_odf_text_set_kind: what paragraphs are from here on, outside of lists and headings;
 * PARAGRAPH at first.  HEADING is of level 1. */
void gf_odf_text_set_kind (GfOdfText *text, GfBlockKind kind);
GfBlockKind gf_odf_text_get_kind (const GfOdfText *text);

/* The handlers of GfXmlHandler. */
bool gf_odf_text_start (GfOdfText *text, const char *uri, const char *name,
                        const GfXmlElement *element);
void gf_odf_text_end (GfOdfText *text, const char *uri, const char *name);
bool gf_odf_text_take (GfOdfText *text, const char *string);

/* Whether the program noted where pages end (soft-page-break). */
bool gf_odf_text_has_pages (const GfOdfText *text);

/* Whether @uri is the namespace that OpenDocument calls @name: "text:", "drawing:". */
bool gf_odf_is_of (const char *uri, const char *name);

/*
 * gf_odf_append: text of a file to @out, which @last, '\0' for none, stands before.
 * White space is one blank, none after another and none that begins a paragraph; what
 * people typed more of is written in elements.  Source: OpenDocument 1.2, part 1, 6.1.2.
 */
void gf_odf_append (GString *out, char last, const char *string);
