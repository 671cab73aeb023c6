/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx-strings.h: the strings that the cells of a workbook share, by their number.
 *
 * Formatted stretches are joined, phonetic guides left out.  No more is held than a file
 * may have text: cells whose strings lie beyond are empty, and a cut is noted.
 */
#pragma once

#include "indexer/extract/packages/zip.h"

typedef struct GfXlsxStrings GfXlsxStrings;

/* @part: (nullable): none. */
GfXlsxStrings *gf_xlsx_strings_new (GfReading *reading, GfZip *zip, const char *part);
void gf_xlsx_strings_free (GfXlsxStrings *strings);

/* "" where there is none of that number; (transfer none). */
const char *gf_xlsx_strings_get (const GfXlsxStrings *strings, uint64_t number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfXlsxStrings, gf_xlsx_strings_free)
