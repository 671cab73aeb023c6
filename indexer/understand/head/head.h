/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * head.h: what a document says that it is: its type and its title.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_head_find_type: @head: of gf_lines_new_head ().  @evidence_out: (transfer full)
 * (nullable): the words that say so, as written. */
GfDocumentType gf_head_find_type (const GfLines *head, char **evidence_out);

/* gf_head_find_type_of_file: the same, by what the file is called. */
GfDocumentType gf_head_find_type_of_file (const GfLines *head, char **evidence_out);

/* gf_head_dup_title: (transfer full) (nullable): as written, in one line. */
char *gf_head_dup_title (const GfLines *head);

/* gf_head_complete_title: of a bare "MØTEBOK" makes "Møtebok – Heimfjordrådet
 * 24.11.2005", as far as body and date of @document are known; leaves other titles. */
void gf_head_complete_title (const GfRegisters *registers, GfDocument *document);

/* gf_head_is_office: whether word @last, the last that names a type, begins the matters
 * of an office: "Plan, bygg og geodata". */
bool gf_head_is_office (const char *text, const GfWords *words, size_t last);
