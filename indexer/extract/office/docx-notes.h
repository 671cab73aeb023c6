/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx-notes.h: footnotes, endnotes and comments, which stand in parts of their own and
 * are pointed to from the text.
 */
#pragma once

#include <glib.h>

#include "indexer/extract/xml.h"

typedef struct GfDocxNotes GfDocxNotes;

GfDocxNotes *gf_docx_notes_new (void);
void gf_docx_notes_free (GfDocxNotes *notes);

/* gf_docx_notes_add: those of a part; @bytes: (nullable).  A comment begins with its
 * author.  A broken part gives what came before the fault: how it ended is returned. */
GfXmlEnd gf_docx_notes_add (GfDocxNotes *notes, GBytes *bytes);

/*
 * gf_docx_notes_take: the text of the note @id, once: whatever the text says, a note
 * stands in one place.
 * @kind: the element of the note: "footnote", "endnote", "comment"
 * Returns: (transfer full) (nullable): its paragraphs apart by newlines.
 */
char *gf_docx_notes_take (GfDocxNotes *notes, const char *kind, const char *id);

/* gf_docx_notes_take_next: one that nothing pointed to, as they stand; NULL when all are
 * taken. */
char *gf_docx_notes_take_next (GfDocxNotes *notes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDocxNotes, gf_docx_notes_free)
