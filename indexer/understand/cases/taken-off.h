/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * taken-off.h: cases that another part of the document says are withdrawn: "Sak 12/24 ble
 * trukket fra sakslisten." where the agenda was approved, "PS 12/24 | Ny vei (trukket)"
 * in the list of cases.
 *
 * Only what stands before the first case, or in the one that is about the list, is read,
 * and only sentences that withdraw cases and say nothing else.  What a case says of
 * itself goes before that.  Linear in the document.  Private to understand.
 */
#pragma once

#include "common/record.h"
#include "indexer/understand/reading/lines.h"

/* A case, and the lines that it has. */
typedef struct
{
  GfUnit *unit; /* with its number, and its decision where one was found */
  size_t start, end;
} GfCaseLines;

/* gf_taken_off_read: a decision, WITHDRAWN, for each of @cases (GfCaseLines) of which
 * nothing else became and that lines outside it say is taken off; its text and page are
 * those of what was said. */
void gf_taken_off_read (const GfLines *lines, const GArray *cases);
