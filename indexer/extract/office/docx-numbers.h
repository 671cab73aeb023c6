/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx-numbers.h: the numbers that Word writes before headings and list items, which are
 * not in the text of the file: "2.1", "a)", "Sak 12/24" (ECMA-376, part 1, 17.9).
 */
#pragma once

#include <glib.h>

typedef struct GfDocxNumbers GfDocxNumbers;

/* @bytes: (nullable): word/numbering.xml; a broken one gives what came before the fault.
 */
GfDocxNumbers *gf_docx_numbers_new (GBytes *bytes);
void gf_docx_numbers_free (GfDocxNumbers *numbers);

/* The level, from 0, that paragraphs of the style are of in the list @list; -1 where the
   list says nothing of it. */
int gf_docx_numbers_level_of (const GfDocxNumbers *numbers, int list, const char *style);

/*
 * gf_docx_numbers_next: counts a paragraph of the list @list, as the text has it, at
 * @level from 0.
 * Returns: (transfer full) (nullable): what stands before it, with the space behind; NULL
 * for bullets, and where nothing does.
 */
char *gf_docx_numbers_next (GfDocxNumbers *numbers, int list, int level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDocxNumbers, gf_docx_numbers_free)
