/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flow.h: paragraphs and tables, opened and closed as a parser meets them, made into
 * blocks.
 *
 * A paragraph may stand within another (a footnote, a text box): its block follows that
 * of the outermost.  A row of a table is one block, its cells apart by tabs, paragraphs
 * within a cell apart by newlines; tables within a cell become text of the cell.  What
 * is HIDDEN in a row follows it.  A row of a single cell, or with a heading in it, is
 * layout and no table: its paragraphs are blocks of their own.
 */
#pragma once

#include "indexer/extract/reading.h"

typedef struct GfFlow GfFlow;

GfFlow *gf_flow_new (GfReading *reading);

/* gf_flow_unroll_nested: from here a row that holds a table is layout too, and the inner
   table the one to keep, as on the pages of old web sites. */
void gf_flow_unroll_nested (GfFlow *flow);

/* gf_flow_free: ends what is still open, then frees. */
void gf_flow_free (GfFlow *flow);

/* Page of the text that begins from here; 0 is none, and the state at first. */
void gf_flow_set_page (GfFlow *flow, uint32_t page);
uint32_t gf_flow_get_page (const GfFlow *flow);
/* A break between pages was met: what follows is on the next one, unless there are more
 * than a file may have. */
void gf_flow_next_page (GfFlow *flow);

/* Once true, all further text is thrown away: stop reading. */
bool gf_flow_is_full (const GfFlow *flow);

void gf_flow_begin_paragraph (GfFlow *flow);
/* Text outside paragraphs goes nowhere. */
void gf_flow_add (GfFlow *flow, const char *text);
/* The last character of the innermost paragraph, '\0' where it is empty. */
char gf_flow_last (const GfFlow *flow);
/* Ends the innermost paragraph; @level of a heading, else 0. */
void gf_flow_end_paragraph (GfFlow *flow, GfBlockKind kind, uint8_t level);

void gf_flow_begin_row (GfFlow *flow);
void gf_flow_begin_cell (GfFlow *flow);
/* @kind: of the row: TABLE_ROW, or what everything around it is */
void gf_flow_end_row (GfFlow *flow, GfBlockKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFlow, gf_flow_free)
