/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document-head.h: the head of a document: what it says of itself, and what the folder
 * that it lies in was stated to hold (GF_TEXT_STATED_*).
 *
 * A stated type, organ, region, language, municipality or county wins over what the text
 * seems to say; a stated title or date is taken where the text says none.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/head/bodies.h"

/* gf_document_head_read_type: sets the type and its evidence.  @opening: of
 * gf_lines_new_head (): the first lines, cases or not. */
void gf_document_head_read_type (const GfLines *opening, GfDocument *document);

/* gf_document_head_read: sets title, date, organ, region and details; type is set.
 * @head: of gf_lines_new_head (): the lines before the first case.  (transfer full) */
GfBelonging *gf_document_head_read (const GfLines *lines, const GfLines *head,
                                    GfDocument *document);

/* gf_document_head_set_language: what was stated, over what was counted. */
void gf_document_head_set_language (const GfLines *lines, GfDocument *document);
