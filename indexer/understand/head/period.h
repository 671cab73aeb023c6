/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * period.h: the time that a strategy, a plan or a report covers, as its title or its
 * first lines say: "Strategi 2019–2030", "1. halvår 2011", "Årsmelding 2012".  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_period_find: @document: its type, title and date are known.  @from_out, @to_out:
   (transfer full) (nullable): first and last of it, years or days; both NULL where
   nothing says. */
void gf_period_find (const GfLines *head, const GfDocument *document, char **from_out,
                     char **to_out);
