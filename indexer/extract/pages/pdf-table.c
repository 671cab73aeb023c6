/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-table.c: the rows of a table, their cells put together where they run over lines.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/pages/pdf-region.h"

/* Lines of the longest cell of a row over the first line of the next. */
#define MAX_LINES_ABOVE 6

GfPdfLine *
gf_pdf_new_line (const GfPdfRegion *region, const GfPdfRow *row)
{
  GfPdfLine *line = g_new0 (GfPdfLine, 1);
  const GfPdfRun *first = gf_pdf_run_at (region, row->first);
  const GfPdfRun *last = gf_pdf_run_at (region, row->first + row->n_runs - 1);
  uint32_t n_bold = 0;
  uint32_t n_characters = 0;

  for (guint i = row->first; i < row->first + row->n_runs; i++)
    {
      n_bold += gf_pdf_run_at (region, i)->n_bold;
      n_characters += gf_pdf_run_at (region, i)->n_characters;
      line->size = MAX (line->size, gf_pdf_run_at (region, i)->size);
    }
  line->box = row->box;
  line->right = region->right;
  line->is_bold = n_bold * 10 >= n_characters * 9;
  line->text_x1 = row->n_runs > 1 ? last->box.x1 : first->box.x1;
  return line;
}

static void
add_cells (const GfPdfRegion *region, const GfPdfRow *row, const GfPdfColumns *columns,
           GString **cells)
{
  for (guint i = row->first; i < row->first + row->n_runs; i++)
    {
      guint column = gf_pdf_column_of (columns, gf_pdf_run_at (region, i));

      if (cells[column] == NULL)
        cells[column] = g_string_new (gf_pdf_run_at (region, i)->text->str);
      else
        gf_pdf_append_line (cells[column], gf_pdf_run_at (region, i)->text->str);
    }
}

static char *
join_cells (GString **cells, guint n_cells)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\t');
      if (cells[i] != NULL)
        g_string_append (text, cells[i]->str);
      if (cells[i] != NULL)
        g_string_free (g_steal_pointer (&cells[i]), TRUE);
    }
  while (text->len > 0 && text->str[text->len - 1] == '\t')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static void
read_rows (GfPdfRegion *region, guint first, guint n_rows, const GfPdfColumns *columns)
{
  GString *cells[GF_PDF_MAX_COLUMNS] = { NULL };
  g_autofree bool *continues = gf_pdf_group_rows (region, first, n_rows, columns);

  for (guint i = 0; i < n_rows;)
    {
      GfPdfLine *line = gf_pdf_new_line (region, gf_pdf_row_at (region, first + i));

      line->begins = i == 0;
      do
        {
          add_cells (region, gf_pdf_row_at (region, first + i), columns, cells);
          gf_pdf_extend (&line->box, &gf_pdf_row_at (region, first + i)->box);
          i++;
        }
      while (i < n_rows && continues[i]);
      line->text = join_cells (cells, columns->n_spans);
      line->has_cells = strchr (line->text, '\t') != NULL;
      line->is_row = true;
      g_ptr_array_add (region->lines, line);
    }
}

/* Rows with more cells than one, and in @n_table_rows_out the rows up to the last of
   them, with what its cells run on to. */
static guint
count_rows_of_cells (const GfPdfRegion *region, guint first, guint n_rows,
                     const GfPdfColumns *columns, guint *n_table_rows_out)
{
  guint n_multiple = 0;
  guint last = first;

  for (guint i = first; i < first + n_rows; i++)
    if (gf_pdf_row_at (region, i)->n_runs > 1)
      {
        n_multiple++;
        last = i;
      }
  for (; last + 1 < first + n_rows; last++)
    {
      const GfPdfRun *run
          = gf_pdf_run_at (region, gf_pdf_row_at (region, last + 1)->first);
      double distance = gf_pdf_row_at (region, last + 1)->box.y2
                        - gf_pdf_row_at (region, last)->box.y2;

      if (gf_pdf_column_of (columns, run) == 0 || distance > 1.6 * run->size)
        break;
    }
  *n_table_rows_out = last - first + 1;
  return n_multiple;
}

/* Whether a row has something in both of two neighbouring columns. */
static bool
are_both_filled (const GfPdfRegion *region, guint first, guint n_rows,
                 const GfPdfColumns *columns, guint column)
{
  for (guint i = first; i < first + n_rows; i++)
    {
      bool has_left = false;
      bool has_right = false;

      for (guint j = gf_pdf_row_at (region, i)->first;
           j < gf_pdf_row_at (region, i)->first + gf_pdf_row_at (region, i)->n_runs; j++)
        {
          guint of_run = gf_pdf_column_of (columns, gf_pdf_run_at (region, j));

          has_left = has_left || of_run == column;
          has_right = has_right || of_run == column + 1;
        }
      if (has_left && has_right)
        return true;
    }
  return false;
}

/* A heading set left over numbers set right can miss them altogether: columns that are
   never filled side by side are one. */
static void
join_columns (const GfPdfRegion *region, guint first, guint n_rows, GfPdfColumns *columns)
{
  for (guint i = 0; i + 1 < columns->n_spans;)
    {
      if (are_both_filled (region, first, n_rows, columns, i))
        {
          i++;
          continue;
        }
      columns->spans[i].x2 = columns->spans[i + 1].x2;
      columns->n_spans--;
      memmove (&columns->spans[i + 1], &columns->spans[i + 2],
               (columns->n_spans - i - 1) * sizeof (GfPdfSpan));
    }
}

/* Whether row @i, of one run, is the beginning of a cell that the row below has more of:
   it stands over a column but the first, which a heading or paragraph does not. */
static bool
begins_cell (const GfPdfRegion *region, guint i, const GfPdfColumns *columns)
{
  const GfPdfRun *run = gf_pdf_run_at (region, gf_pdf_row_at (region, i)->first);
  const GfPdfRow *below = gf_pdf_row_at (region, i + 1);
  guint column = gf_pdf_column_of (columns, run);

  if (column == 0 || gf_pdf_row_at (region, i)->n_runs != 1
      || run->box.x1 < columns->spans[column].x1 - 0.5 * run->size
      || (column + 1 < columns->n_spans
          && run->box.x2 > columns->spans[column + 1].x1 - 0.3 * run->size))
    return false;
  return below->box.y1 - run->box.y2 < 0.5 * run->size;
}

/* With the gutter by which more rows have the same columns. */
static guint
find_rows (const GfPdfRegion *region, guint i, GfPdfColumns *columns)
{
  GfPdfColumns close;
  guint n_rows = gf_pdf_find_band (region, i, true, GF_PDF_GUTTER, columns);
  guint n_close = gf_pdf_find_band (region, i, true, GF_PDF_CELL_GUTTER, &close);

  if (n_close > n_rows)
    *columns = close;
  return MAX (n_close, n_rows);
}

/* The table that begins with row @i, or a little below it: where the cells of its first
   row stand in the middle, lines of the longest come first.
   Returns: the rows of its band; 0 for none. */
static guint
find_table (const GfPdfRegion *region, guint i, GfPdfColumns *columns)
{
  guint above = 0;

  while (above < MAX_LINES_ABOVE && i + above < region->rows->len
         && gf_pdf_row_at (region, i + above)->n_runs == 1)
    above++;
  if (i + above >= region->rows->len)
    return 0;
  guint n_rows = find_rows (region, i + above, columns);
  if (n_rows == 0)
    return 0;
  for (guint j = above; j > 0; j--)
    if (!begins_cell (region, i + j - 1, columns))
      return 0;
  return n_rows + above;
}

guint
gf_pdf_read_table (GfPdfRegion *region, guint i)
{
  GfPdfColumns columns;
  guint n_rows = find_table (region, i, &columns);
  guint n_used = 0;

  if (n_rows == 0)
    return 0;
  guint n_multiple = count_rows_of_cells (region, i, n_rows, &columns, &n_used);
  if (n_multiple < 2 || (2 * n_multiple < n_used && columns.n_spans <= 2))
    return 0;
  join_columns (region, i, n_used, &columns);
  read_rows (region, i, n_used, &columns);
  return n_used;
}
