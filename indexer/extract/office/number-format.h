/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number-format.h: a number of a spreadsheet as people see it, by its format code
 * (ECMA-376, part 1, 18.8.30 and 18.8.31).
 *
 * A workbook does not say in which language its readers have their program; here they
 * have it in Norwegian: decimal comma, no-break space between thousands, names of months
 * and days, "31.12.2024" where the code asks for the short date of the place.  Knows GLib
 * only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct GfNumberFormat GfNumberFormat;

/* @code: "#,##0.00;[Red]-#,##0.00"; NULL or broken: General. */
GfNumberFormat *gf_number_format_new (const char *code);
void gf_number_format_free (GfNumberFormat *format);

/* The code of a format that files name by number only; NULL for General. */
const char *gf_number_format_builtin (unsigned id);

/* Whether it writes days or times. */
bool gf_number_format_is_date (const GfNumberFormat *format);

/*
 * gf_number_format_write: @format: (nullable): General
 * @is_1904: whether day 0 is 1 January 1904, not the last of 1899
 * Returns: (transfer full): without outer white space; empty where the format shows
 * nothing.
 */
char *gf_number_format_write (const GfNumberFormat *format, double value, bool is_1904);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfNumberFormat, gf_number_format_free)
