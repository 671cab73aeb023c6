/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * units.h: lines become a unit: its blocks, its pages, its language.
 *
 * Languages are told in two steps, since a short unit says too little: first each unit by
 * its own words, then, once all are there, the silent ones by the document, where that is
 * written in one language throughout.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_units_add: a unit of the lines from @start up to @end that are not set aside.
 * Returns: (transfer none): the last of @document's units; NULL where no line is left. */
GfUnit *gf_units_add (const GfLines *lines, GfDocument *document, GfUnitKind kind,
                      size_t start, size_t end);

/* gf_units_settle_language: the language of @document, and of its units that are too
 * short to tell by themselves.  To be called once, with all units there. */
void gf_units_settle_language (const GfLines *lines, GfDocument *document);
