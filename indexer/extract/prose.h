/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prose.h: text that comes as characters with paragraph, cell and row marks after it, as
 * old Word has it and RTF, made into blocks by flow.h.
 *
 * Text that nobody sees is kept apart from the paragraph it stands in: its block, of the
 * kind HIDDEN, follows that of the paragraph, or of the table row.  So do notes and text
 * boxes in the midst of a paragraph.
 */
#pragma once

#include "indexer/extract/reading.h"

typedef struct GfProse GfProse;

GfProse *gf_prose_new (GfReading *reading);
/* Ends what is open. */
void gf_prose_free (GfProse *prose);

/* The kind of all that follows: PARAGRAPH (the state at first) for the body and its
 * notes, whose paragraphs may be headings and list items; HEADER, FOOTER or HIDDEN. */
void gf_prose_set_kind (GfProse *prose, GfBlockKind kind);

/* Once true, all further text is thrown away: stop reading. */
bool gf_prose_is_full (const GfProse *prose);

void gf_prose_add (GfProse *prose, gunichar c, bool is_hidden);
/* Whether the paragraph that is open has text as yet. */
bool gf_prose_has_text (const GfProse *prose);

typedef struct
{
  uint8_t level; /* of a heading, else 0 */
  bool is_list_item;
  bool in_table;
} GfProseFormat;

/* The paragraph that was open has ended, and is of @format. */
void gf_prose_end_paragraph (GfProse *prose, GfProseFormat format);
/* The same, and the cell with it; and the row. */
void gf_prose_end_cell (GfProse *prose, GfProseFormat format);
void gf_prose_end_row (GfProse *prose);

/* gf_prose_begin_inset: what follows, up to the end of the inset, is a text of its own
 * within the paragraph that is open.  Insets nest; within them a table is lines, its
 * cells apart by tabs. */
void gf_prose_begin_inset (GfProse *prose, GfBlockKind kind);
void gf_prose_end_inset (GfProse *prose);

/* A break between pages was met. */
void gf_prose_break_page (GfProse *prose);

/*
 * gf_prose_number_pages: to be called last.  Gives blocks the pages that the breaks made,
 * if there are as many as @n_pages, which the program that saved the file counted: else
 * some pages ended where nobody asked for it, nobody knows where, and there are none.
 */
void gf_prose_number_pages (GfProse *prose, uint32_t n_pages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfProse, gf_prose_free)
