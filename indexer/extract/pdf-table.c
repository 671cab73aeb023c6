/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-table.c: the rows of a table, their cells put together where they run over lines.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/pdf-region.h"

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

/* Whether a row goes on with the cells of the row before: it stands close, and either its
   first cell is empty or one that wraps too. */
static bool
continues_row (const GfPdfRegion *region, guint i, const GfPdfColumns *columns,
               double usual, double closest)
{
  const GfPdfRow *row = gf_pdf_row_at (region, i);
  const GfPdfRow *before = gf_pdf_row_at (region, i - 1);
  double distance = row->box.y2 - before->box.y2;
  bool is_close = closest < 0.85 * usual ? distance < 1.15 * closest : false;
  bool is_first_empty
      = gf_pdf_column_of (columns, gf_pdf_run_at (region, row->first)) > 0;

  if (is_close)
    return row->n_runs < columns->n_spans;
  return is_first_empty && row->n_runs == 1
         && distance < 1.4 * gf_pdf_run_at (region, row->first)->size;
}

/* The distance between rows that hold all cells, and the least between any two. */
static void
measure_rows (const GfPdfRegion *region, guint first, guint n_rows, double *usual_out,
              double *closest_out)
{
  double closest = G_MAXDOUBLE;
  double sum = 0;
  guint n_distances = 0;

  for (guint i = first + 1; i < first + n_rows; i++)
    {
      double distance
          = gf_pdf_row_at (region, i)->box.y2 - gf_pdf_row_at (region, i - 1)->box.y2;

      closest = MIN (closest, distance);
      if (gf_pdf_row_at (region, i)->n_runs < 2)
        continue;
      sum += distance;
      n_distances++;
    }
  *usual_out = n_distances > 0 ? sum / n_distances : closest;
  *closest_out = closest;
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
  double usual;
  double closest;

  measure_rows (region, first, n_rows, &usual, &closest);
  for (guint i = first; i < first + n_rows;)
    {
      GfPdfLine *line = gf_pdf_new_line (region, gf_pdf_row_at (region, i));

      line->begins = i == first;
      do
        {
          add_cells (region, gf_pdf_row_at (region, i), columns, cells);
          gf_pdf_extend (&line->box, &gf_pdf_row_at (region, i)->box);
          i++;
        }
      while (i < first + n_rows && continues_row (region, i, columns, usual, closest));
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

guint
gf_pdf_read_table (GfPdfRegion *region, guint i)
{
  GfPdfColumns columns;
  guint n_rows = gf_pdf_find_band (region, i, true, &columns);
  guint n_used = 0;
  guint n_multiple = count_rows_of_cells (region, i, n_rows, &columns, &n_used);

  if (n_multiple < 2 || (2 * n_multiple < n_used && columns.n_spans <= 2))
    return 0;
  join_columns (region, i, n_used, &columns);
  read_rows (region, i, n_used, &columns);
  return n_used;
}
