/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-layout.c: runs into lines, in reading order.
 *
 * Runs on one baseline are a row.  Rows that leave a common gap from top to bottom are a
 * band; a band whose columns are filled with prose is read column by column, another
 * whose rows mostly hold cells is a table and read row by row, and in any other the gap
 * is an indent beside a label.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/pages/pdf-region.h"

/* Columns within columns. */
#define MAX_DEPTH 3

static void lay_out (GPtrArray *runs, GPtrArray *made, GPtrArray *lines, int depth);

void
gf_pdf_line_free (GfPdfLine *line)
{
  g_free (line->text);
  g_free (line);
}

/* The runs of a column; a row's slots beyond its count hold runs that were merged away.
 */
static GPtrArray *
runs_of_column (const GfPdfRegion *region, guint first, guint n_rows,
                const GfPdfColumns *columns, guint column)
{
  GPtrArray *runs = g_ptr_array_new ();

  for (guint i = first; i < first + n_rows; i++)
    {
      const GfPdfRow *row = gf_pdf_row_at (region, i);

      for (guint j = row->first; j < row->first + row->n_runs; j++)
        if (gf_pdf_column_of (columns, gf_pdf_run_at (region, j)) == column)
          g_ptr_array_add (runs, gf_pdf_run_at (region, j));
    }
  return runs;
}

static void
read_columns (GfPdfRegion *region, guint first, guint n_rows, const GfPdfColumns *columns)
{
  for (guint column = 0; column < columns->n_spans; column++)
    {
      g_autoptr (GPtrArray) runs
          = runs_of_column (region, first, n_rows, columns, column);
      guint n_lines = region->lines->len;

      lay_out (runs, region->made, region->lines, region->depth + 1);
      /* The band can begin with the last line of a paragraph above it, which is short
         enough to leave the gap: what joins the first column to it is up to the lines. */
      if (column == 0 || n_lines == region->lines->len)
        continue;
      GfPdfLine *line = g_ptr_array_index (region->lines, n_lines);
      line->begins = true;
      line->is_next_column = true;
    }
}

/* Dots that lead the eye to a page number are a gap. */
static char *
without_leaders (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      size_t length = strspn (p, ". ");
      size_t n_dots = 0;

      for (size_t i = 0; i < length; i++)
        n_dots += p[i] == '.';
      if (n_dots >= 5)
        g_string_append_c (out, '\t');
      else
        g_string_append_len (out, p, MAX (length, 1));
      p += MAX (length, 1);
    }
  return g_string_free (out, FALSE);
}

/* A row as a line of its own, cells apart by tabs. */
static GfPdfLine *
read_row (const GfPdfRegion *region, const GfPdfRow *row)
{
  GfPdfLine *line = gf_pdf_new_line (region, row);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = row->first; i < row->first + row->n_runs; i++)
    {
      g_autofree char *cell = without_leaders (gf_pdf_run_at (region, i)->text->str);

      if (text->len > 0)
        g_string_append_c (text, '\t');
      g_string_append (text, cell);
    }
  const char *blank = strchr (text->str, ' ');
  g_autofree char *word = blank ? g_strndup (text->str, blank - text->str) : NULL;
  line->is_item = word != NULL && gf_pdf_is_bullet (word);
  line->has_cells = strchr (text->str, '\t') != NULL;
  if (blank != NULL && gf_pdf_is_label (word))
    line->text_x1 = line->box.x1
                    + (line->box.x2 - line->box.x1) * (blank + 1 - text->str) / text->len;
  line->text = g_string_free (g_steal_pointer (&text), FALSE);
  return line;
}

static guint
read_if_prose (GfPdfRegion *region, guint i)
{
  GfPdfColumns columns;
  guint n_rows = gf_pdf_find_band (region, i, false, GF_PDF_GUTTER, &columns);

  if (n_rows == 0 || !gf_pdf_is_prose (region, i, n_rows, &columns))
    return 0;
  read_columns (region, i, n_rows, &columns);
  return n_rows;
}

/* Reads what begins with row @i; returns the row after it. */
static guint
read_some (GfPdfRegion *region, guint i)
{
  guint n_rows = region->depth < MAX_DEPTH ? read_if_prose (region, i) : 0;

  if (n_rows == 0)
    n_rows = gf_pdf_read_table (region, i);
  if (n_rows > 0)
    return i + n_rows;
  g_ptr_array_add (region->lines, read_row (region, gf_pdf_row_at (region, i)));
  return i + 1;
}

static void
lay_out (GPtrArray *runs, GPtrArray *made, GPtrArray *lines, int depth)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (GfPdfRow));
  GfPdfRegion region
      = { .runs = runs, .rows = rows, .lines = lines, .made = made, .depth = depth };

  for (guint i = 0; i < runs->len; i++)
    region.right = MAX (region.right, gf_pdf_run_at (&region, i)->box.x2);
  gf_pdf_find_rows (&region);
  for (guint i = 0; i < rows->len;)
    i = read_some (&region, i);
}

static GfPdfLine *
read_vertical (const GfPdfRun *run)
{
  GfPdfLine *line = g_new0 (GfPdfLine, 1);

  line->box = run->box;
  line->text = g_strdup (run->text->str);
  line->text_x1 = run->box.x1;
  line->right = run->box.x2;
  line->size = run->size;
  line->begins = true;
  return line;
}

GPtrArray *
gf_pdf_layout (GPtrArray *runs)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_line_free);
  g_autoptr (GPtrArray) horizontal = g_ptr_array_new ();
  g_autoptr (GPtrArray) made
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_run_free);

  for (guint i = 0; i < runs->len; i++)
    if (!((GfPdfRun *) g_ptr_array_index (runs, i))->is_vertical)
      g_ptr_array_add (horizontal, g_ptr_array_index (runs, i));
  lay_out (horizontal, made, lines, 0);

  for (guint i = 0; i < runs->len; i++)
    if (((GfPdfRun *) g_ptr_array_index (runs, i))->is_vertical)
      g_ptr_array_add (lines, read_vertical (g_ptr_array_index (runs, i)));
  return lines;
}
