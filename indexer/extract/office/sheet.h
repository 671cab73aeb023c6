/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheet.h: sheets of a workbook, row by row, made into blocks; for every spreadsheet
 * format.
 *
 * The name of a sheet is a heading of level 1, where the sheet holds anything.  A row is
 * one TABLE_ROW block, its cells apart by tabs: empty cells between others keep their
 * place, up to GF_SHEET_MAX_EMPTY in a run; empty ones before and behind them are left
 * out, as text.h has no outer white space.  What stands in hidden rows and columns is
 * HIDDEN, after what is seen of its row, and all of a hidden sheet is.  Comments and the
 * text of shapes follow the rows.
 */
#pragma once

#include "indexer/extract/reading.h"

/* A longer run of empty cells is written as one of this length: tables do not have it,
 * and a cell far out must not cost thousands of tabs. */
#define GF_SHEET_MAX_EMPTY 16

typedef struct GfSheet GfSheet;

GfSheet *gf_sheet_new (GfReading *reading);
void gf_sheet_free (GfSheet *sheet);

void gf_sheet_begin (GfSheet *sheet, const char *name, bool is_hidden);

/* @column: from 0; where it is not beyond the last one, it is the next. */
void gf_sheet_add_cell (GfSheet *sheet, uint32_t column, const char *text,
                        bool is_hidden);

/*
 * gf_sheet_end_row: @n_times: that the row stands there
 * Returns: false: stop reading, the cut is noted: the text is full, or time is up.
 */
bool gf_sheet_end_row (GfSheet *sheet, bool is_hidden, uint32_t n_times);

/* gf_sheet_add_note: a comment, the text of a shape: kept for the end of the sheet. */
void gf_sheet_add_note (GfSheet *sheet, const char *text);

/* gf_sheet_end: Returns: false: stop reading. */
bool gf_sheet_end (GfSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSheet, gf_sheet_free)
