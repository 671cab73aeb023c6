/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case-rows.h: cases that are rows of a table: "Saksnr | Sak | Drøfting | Konklusjon".
 * What a column is called tells what its cells are.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_case_rows_find_head: the head of the table that line @row is in, looked for from
 * line @from on; SIZE_MAX for none. */
size_t gf_case_rows_find_head (const GfLines *lines, size_t from, size_t row);

/*
 * gf_case_rows_read: decision and parts of @unit, made of the lines from @start up to
 * @end, by the table's head on line @head.
 * @of_meeting: minutes; else what stands there is proposed
 * Returns: false, and nothing done, where the unit is more than one row, or no column is
 * one of those.
 */
bool gf_case_rows_read (const GfLines *lines, size_t head, size_t start, size_t end,
                        bool of_meeting, GfUnit *unit);

/* gf_case_rows_head_number: whether @line, right above a number, is a head of columns, as
 * "Saksnr   Utvalg   Dato", and no "Sak 2/21 ble trukket.", which ends the case before.
 */
bool gf_case_rows_head_number (const GfLines *lines, const GfLine *line);
