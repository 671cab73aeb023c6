/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx-sheet.h: the cells of one sheet of an XLSX; private to the format.
 */
#pragma once

#include "indexer/extract/office/sheet.h"
#include "indexer/extract/office/xlsx-strings.h"
#include "indexer/extract/office/xlsx-styles.h"

/* What all sheets of a workbook are read by; (transfer none). */
typedef struct
{
  GfReading *reading;
  GfZip *zip;
  const GfXlsxStrings *strings;
  const GfXlsxStyles *styles;
  bool is_1904; /* days are counted from 1904 */
} GfXlsxContext;

/*
 * gf_xlsx_sheet_read: the rows of part @name; @sheet is begun and ended by the caller.
 * Returns: false: stop reading.
 */
bool gf_xlsx_sheet_read (const GfXlsxContext *context, GfSheet *sheet, const char *name);
