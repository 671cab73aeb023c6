/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * table.h: a register of the project read line by line: UTF-8, cells apart by tabs, '#'
 * begins a comment line, the first other line names the columns.
 *
 * The text is read once and cut in place, so that cells cost nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define GF_TABLE_MAX_COLUMNS 16

typedef struct GfTable GfTable;

/*
 * gf_table_open: @columns: those wanted, of which the first @n_needed must be there;
 * outlives the table.  At most GF_TABLE_MAX_COLUMNS.
 * Errors: those of g_file_get_contents; G_FILE_ERROR_INVAL for what is no such file.
 */
GfTable *gf_table_open (const char *folder, const char *file, const char *const *columns,
                        unsigned n_columns, unsigned n_needed, GError **error);
void gf_table_free (GfTable *table);

/*
 * gf_table_next: the next row.
 * @cells_out: a cell for each column wanted; NULL where it is empty or missing
 * @more_out: false after the last
 * Errors: G_FILE_ERROR_INVAL naming file, line and fault.
 */
bool gf_table_next (GfTable *table, const char **cells_out, bool *more_out,
                    GError **error);

/* gf_table_fail: sets G_FILE_ERROR_INVAL for the row last read.  Returns: false. */
bool gf_table_fail (const GfTable *table, const char *fault, const char *what,
                    GError **error);

/* gf_table_digest: adds the file as it is to @checksum; before the first row is read. */
void gf_table_digest (const GfTable *table, GChecksum *checksum);

/* gf_table_steal_text: what all cells point into.  Returns: (transfer full): nothing more
   is read. */
char *gf_table_steal_text (GfTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfTable, gf_table_free)
