/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * follow-ups.h: sentences that promise something by a day: "melder tilbake innen 15.
 * juni", "legges fram til behandling i september", "Frist: 1. mai".
 *
 * What counts: a day, a month or a year that is not over when the document was written,
 * right after a word for a deadline, or later in the sentence than a word for one or than
 * a promise to do something.  A deadline that others have set counts too: the reader has
 * to keep it.  What does not: days of meetings, what has been done, what is only
 * expected, and a year alone unless somebody has to or promises to.  Where the year is
 * not said, it is the nearest to come.  In a table, a day in a column headed "Frist"
 * counts, with its row.  Private to understand.
 */
#pragma once

#include "common/record.h"
#include "indexer/understand/reading/registers.h"

/*
 * gf_follow_ups_find: fills in the follow-ups of all units of @document, whose date is
 * settled.  Linear in the text; of a unit with very many, the first.
 */
void gf_follow_ups_find (const GfRegisters *registers, GfDocument *document);
