/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * section-units.h: sections as units, each with the headings above it.
 *
 * A long section becomes several units of the same title, cut between paragraphs, never
 * in a sentence unless one is longer than a unit.  A table stays whole, with its caption;
 * one that is too long even so is cut between rows, and each further piece bears the row
 * of its column heads at the end of its heading path.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_section_units_add: all lines of a document that is no minutes.  May split lines that
 * hold a page or more. */
void gf_section_units_add (GfLines *lines, GfDocument *document);

/* gf_section_units_add_pieces: the lines from @start up to @end as one section, which is
 * cut where it is long.
 * @title: (nullable) */
void gf_section_units_add_pieces (GfLines *lines, GfDocument *document, size_t start,
                                  size_t end, const char *title);
