/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case-units.h: the cases of a document as units, with decision, outcome and parts, and
 * what stands before, between and after them as sections.  Private to understand.
 */
#pragma once

#include "indexer/understand/cases/cases.h"

/* What the units are added from and to. */
typedef struct
{
  GfLines *lines;
  GfDocument *document;        /* with type and title */
  const char *const *subjects; /* (nullable): names of the body and the region, folded: a
                                  sentence they begin may decide */
} GfCaseUnits;

/* gf_case_units_add: @cases, at least one, and all other lines of the document. */
void gf_case_units_add (const GfCaseUnits *units, const GArray *cases);

/* gf_case_units_add_paper: a case paper, or several in one file. */
void gf_case_units_add_paper (const GfCaseUnits *units, const GArray *cases);
