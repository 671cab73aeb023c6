/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * references.h: where the text of a unit points to another case, by its number, or to a
 * meeting, by its body and day.
 *
 * A wrong reference is worse than none: a number counts only after a word for a case or
 * after letters that are known to stand before the numbers of cases (abbreviations.tsv,
 * and those of the document's own cases), or in a list that begins so; a day only
 * together with a meeting or a body, and where the text says whether it looks back or
 * ahead, unless it says the year too.  The unit's own number, the document's own meeting,
 * archive numbers, dates, roads and law are none.  What a reference points to is found
 * when somebody asks (query/index/references.h).  Private to understand.
 */
#pragma once

#include "common/record.h"
#include "indexer/understand/reading/registers.h"

/*
 * gf_references_find: fills in the references of all units of @document, whose head is
 * settled.  Linear in the text; of a unit with very many, the first.
 */
void gf_references_find (const GfRegisters *registers, GfDocument *document);
