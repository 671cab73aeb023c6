/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv.h: tables as text, told by their form.
 */
#pragma once

/*
 * gf_csv_find_separator: what parts the cells of @text, the start of a file: the same
 * number of times in every row of many.  Returns: ';', a tab or ',', or '\0' where it is
 * no table.
 */
char gf_csv_find_separator (const char *text);
