/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/sheet.h"

#include <string.h>

#include "indexer/extract/office/office.h"

/* A row that stands there more often says nothing more. */
#define MAX_REPEATS 16
/* Kept of comments until the rows are through. */
#define MAX_NOTES_BYTES ((size_t) 16 << 20)
/* Rows between two looks at the clock. */
#define ROWS_A_LOOK 1024

typedef struct
{
  GString *text;
  uint32_t n_cells; /* that text has, empty ones too */
} Row;

struct GfSheet
{
  GfReading *reading;
  char *name;
  bool is_hidden;
  bool has_heading;
  guint first_block;
  Row seen;
  Row hidden;
  uint32_t n_columns; /* of the row so far, whether seen or not */
  uint64_t n_rows;
  GPtrArray *notes;
  size_t notes_bytes;
  bool is_full;
};

GfSheet *
gf_sheet_new (GfReading *reading)
{
  GfSheet *sheet = g_new0 (GfSheet, 1);

  sheet->reading = reading;
  sheet->seen.text = g_string_new (NULL);
  sheet->hidden.text = g_string_new (NULL);
  sheet->notes = g_ptr_array_new_with_free_func (g_free);
  return sheet;
}

void
gf_sheet_free (GfSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->name);
  g_string_free (sheet->seen.text, TRUE);
  g_string_free (sheet->hidden.text, TRUE);
  g_ptr_array_unref (sheet->notes);
  g_free (sheet);
}

static void
clear_row (GfSheet *sheet)
{
  g_string_truncate (sheet->seen.text, 0);
  g_string_truncate (sheet->hidden.text, 0);
  sheet->seen.n_cells = sheet->hidden.n_cells = sheet->n_columns = 0;
}

void
gf_sheet_begin (GfSheet *sheet, const char *name, bool is_hidden)
{
  g_free (sheet->name);
  sheet->name = g_strdup (name);
  sheet->is_hidden = is_hidden;
  sheet->has_heading = false;
  sheet->first_block = gf_text_get_blocks (sheet->reading->text)->len;
  sheet->n_rows = 0;
  sheet->notes_bytes = 0;
  g_ptr_array_set_size (sheet->notes, 0);
  clear_row (sheet);
}

static void
append_cell (GfSheet *sheet, Row *row, uint32_t column, const char *text)
{
  uint32_t n_tabs
      = row->n_cells > 0 ? MIN (column - row->n_cells, GF_SHEET_MAX_EMPTY) + 1 : 0;
  size_t max = sheet->reading->options->limits.text_mb << 20;

  if (row->text->len + n_tabs + strlen (text) > max)
    {
      gf_reading_cut (sheet->reading, "a row of more than %" G_GUINT64_FORMAT " MB",
                      sheet->reading->options->limits.text_mb);
      sheet->is_full = true;
      return;
    }
  for (uint32_t i = 0; i < n_tabs; i++)
    g_string_append_c (row->text, '\t');
  size_t start = row->text->len;
  g_string_append (row->text, text);
  /* A tab within a cell is a blank, or it would be two cells. */
  for (char *p = row->text->str + start; *p != '\0'; p++)
    if (*p == '\t')
      *p = ' ';
  row->n_cells = column + 1;
}

void
gf_sheet_add_cell (GfSheet *sheet, uint32_t column, const char *text, bool is_hidden)
{
  column = MAX (column, sheet->n_columns);
  /* No program has so many; what claims to lie there must not wrap around. */
  if (column >= G_MAXINT32)
    return;
  sheet->n_columns = column + 1;
  if (*text != '\0')
    append_cell (sheet, is_hidden ? &sheet->hidden : &sheet->seen, column, text);
}

static bool
add (GfSheet *sheet, GfBlockKind kind, uint8_t level, const char *text)
{
  if (!sheet->is_full && !gf_reading_add (sheet->reading, kind, level, 0, text))
    sheet->is_full = true;
  return !sheet->is_full;
}

static void
add_heading (GfSheet *sheet)
{
  if (sheet->has_heading)
    return;
  sheet->has_heading = true;
  add (sheet, GF_BLOCK_HEADING, 1, sheet->name);
}

static bool
add_row (GfSheet *sheet, bool is_hidden)
{
  if (sheet->seen.text->len > 0 || sheet->hidden.text->len > 0)
    add_heading (sheet);
  if (sheet->seen.text->len > 0)
    add (sheet, is_hidden ? GF_BLOCK_HIDDEN : GF_BLOCK_TABLE_ROW, 0,
         sheet->seen.text->str);
  if (sheet->hidden.text->len > 0)
    add (sheet, GF_BLOCK_HIDDEN, 0, sheet->hidden.text->str);
  return !sheet->is_full;
}

bool
gf_sheet_end_row (GfSheet *sheet, bool is_hidden, uint32_t n_times)
{
  for (uint32_t i = 0; i < MIN (n_times, MAX_REPEATS) && add_row (sheet, is_hidden); i++)
    ;
  clear_row (sheet);
  if (++sheet->n_rows % ROWS_A_LOOK == 0 && !sheet->is_full
      && gf_reading_is_late (sheet->reading))
    {
      gf_reading_cut (
          sheet->reading,
          "takes too much time: stopped in the sheet '%s' after row %" G_GUINT64_FORMAT,
          sheet->name, sheet->n_rows);
      sheet->is_full = true;
    }
  return !sheet->is_full;
}

void
gf_sheet_add_note (GfSheet *sheet, const char *text)
{
  size_t length = strlen (text);

  if (length == 0)
    return;
  if (sheet->notes_bytes + length > MAX_NOTES_BYTES)
    {
      gf_reading_cut (sheet->reading, "the comments on a sheet are of more than %zu MB",
                      MAX_NOTES_BYTES >> 20);
      return;
    }
  sheet->notes_bytes += length;
  g_ptr_array_add (sheet->notes, g_strdup (text));
}

static void
add_notes (GfSheet *sheet)
{
  for (guint i = 0; i < sheet->notes->len && !sheet->is_full; i++)
    {
      add_heading (sheet);
      add (sheet, GF_BLOCK_PARAGRAPH, 0, g_ptr_array_index (sheet->notes, i));
    }
}

bool
gf_sheet_end (GfSheet *sheet)
{
  add_notes (sheet);
  if (sheet->is_hidden)
    gf_office_hide (sheet->reading, sheet->first_block);
  return !sheet->is_full;
}
