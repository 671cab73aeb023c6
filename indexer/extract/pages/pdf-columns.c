/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-columns.c: rows that leave a common gap from top to bottom are a band, and what is
 * between the gaps its columns.
 */
#include "config.h"

#include <math.h>

#include "indexer/extract/pages/pdf-region.h"

/* Rows further apart than this, of the size of the font, belong to no common band. */
#define MAX_ROW_DISTANCE 4.0
/* Rows that may come before a row that shows a gap: one column can begin above the other.
 */
#define MAX_LEADING_ROWS 4
/* Rows of a band, at most: what one start of a band may cost. */
#define MAX_BAND_ROWS 2000
/* A column of prose: this many lines, this many characters in a line of middle length; a
   line is full that fills this much of the column, and of ten lines so many are; fewer
   where the columns are out of step, as the cells of a table are not. */
#define PROSE_LINES 5
/* Of fewer lines most go on in the middle of a sentence, as the rows of a table do not.
 */
#define FEW_PROSE_LINES 3
#define SMALL_OF_TEN 5
#define PROSE_CHARACTERS 20
#define PROSE_FILL 0.7
#define FULL_OF_TEN 6
#define FULL_OF_TEN_OUT_OF_STEP 4
/* Lines side by side stand on one baseline, by the size of the font. */
#define SAME_BASELINE 0.1
/* A heading between columns: its type, and the room around it, by the size of the text;
   rows to look for what stands beside the first below it. */
#define LARGER 1.15
#define ABOVE_HEADING 1.0
#define BELOW_HEADING 0.5
#define ROWS_BELOW_HEADING 3
/* Lines cover this much of its height. */
#define PROSE_DENSITY 0.5

typedef struct
{
  guint n_lines;
  guint n_full;
  guint n_characters;
  guint n_small; /* lines but the first that begin with a small letter */
  double top;    /* of its first line, and the end of its last */
  double bottom;
} Fill;

static void
add_span (GfPdfColumns *columns, double x1, double x2, double gutter)
{
  guint n_kept = 0;

  /* Spans that the new one meets become part of it. */
  for (guint i = 0; i < columns->n_spans; i++)
    {
      GfPdfSpan span = columns->spans[i];

      if (span.x2 + gutter < x1 || x2 + gutter < span.x1)
        {
          columns->spans[n_kept++] = span;
          continue;
        }
      x1 = MIN (x1, span.x1);
      x2 = MAX (x2, span.x2);
    }
  guint at = n_kept;
  for (; at > 0 && columns->spans[at - 1].x1 > x1; at--)
    columns->spans[at] = columns->spans[at - 1];
  columns->spans[at] = (GfPdfSpan){ x1, x2 };
  columns->n_spans = n_kept + 1;
}

/* False where the row leaves fewer columns than @min_spans, or has too many. */
static bool
add_row (const GfPdfRegion *region, const GfPdfRow *row, guint min_spans, double gutter,
         GfPdfColumns *columns)
{
  for (guint i = row->first; i < row->first + row->n_runs; i++)
    {
      const GfPdfRun *run = gf_pdf_run_at (region, i);

      if (columns->n_spans >= GF_PDF_MAX_COLUMNS)
        return false;
      add_span (columns, run->box.x1, run->box.x2, gutter * run->size);
    }
  return columns->n_spans >= min_spans;
}

/* Whether row @i is a heading over columns that begin below it, and parts them from those
   above: larger type that stands alone between blank lines, and something beside what
   follows it.  In a column that is longer than those beside it nothing is. */
static bool
parts_columns (const GfPdfRegion *region, guint first, guint i,
               const GfPdfColumns *columns)
{
  const GfPdfRow *row = gf_pdf_row_at (region, i);
  const GfPdfRun *run = gf_pdf_run_at (region, row->first);
  double body = gf_pdf_run_at (region, gf_pdf_row_at (region, first)->first)->size;

  if (row->n_runs != 1 || i + 1 >= region->rows->len || columns->n_spans < 2
      || run->size < LARGER * body || gf_pdf_column_of (columns, run) > 0
      || row->box.y1 - gf_pdf_row_at (region, i - 1)->box.y2 < ABOVE_HEADING * body
      || gf_pdf_row_at (region, i + 1)->box.y1 - row->box.y2 < BELOW_HEADING * body)
    return false;
  for (guint j = i + 1; j < MIN (i + 1 + ROWS_BELOW_HEADING, region->rows->len); j++)
    {
      const GfPdfRow *below = gf_pdf_row_at (region, j);
      const GfPdfRun *last = gf_pdf_run_at (region, below->first + below->n_runs - 1);

      if (last->box.x1 >= columns->spans[1].x1 - body)
        return true;
    }
  return false;
}

guint
gf_pdf_find_band (const GfPdfRegion *region, guint first, bool is_strict, double gutter,
                  GfPdfColumns *columns_out)
{
  GfPdfColumns columns = { .n_spans = 0 };
  guint n_rows = 0;

  for (guint i = first; i < region->rows->len && n_rows < MAX_BAND_ROWS; i++)
    {
      const GfPdfRow *row = gf_pdf_row_at (region, i);
      double size = gf_pdf_run_at (region, row->first)->size;
      GfPdfColumns extended = columns;

      if (i > first
          && row->box.y1 - gf_pdf_row_at (region, i - 1)->box.y2
                 > MAX_ROW_DISTANCE * size)
        break;
      if (i > first && !is_strict && parts_columns (region, first, i, &columns))
        break;
      guint min_spans = is_strict || n_rows >= MAX_LEADING_ROWS ? 2 : 1;
      if (!add_row (region, row, min_spans, gutter, &extended)
          || extended.n_spans < (is_strict ? columns.n_spans : MIN (columns.n_spans, 2)))
        break;
      columns = extended;
      n_rows++;
    }
  *columns_out = columns;
  return columns.n_spans > 1 ? n_rows : 0;
}

guint
gf_pdf_column_of (const GfPdfColumns *columns, const GfPdfRun *run)
{
  for (guint i = 0; i < columns->n_spans; i++)
    if (run->box.x1 < columns->spans[i].x2)
      return i;
  return columns->n_spans - 1;
}

static bool
is_prose_column (const Fill *fill, double usual, guint full_of_ten)
{
  bool runs_on = fill->n_lines >= FEW_PROSE_LINES
                 && fill->n_small * 10 >= (fill->n_lines - 1) * SMALL_OF_TEN;

  return (fill->n_lines >= PROSE_LINES || runs_on)
         && fill->n_characters >= PROSE_CHARACTERS * fill->n_lines
         && fill->n_full * 10 >= fill->n_lines * full_of_ten
         && fill->n_lines * usual >= PROSE_DENSITY * (fill->bottom - fill->top);
}

/* The usual distance of lines within the columns of a band, measured on the rows that
   each column has something in. */
static double
usual_distance (const GfPdfRegion *region, guint first, guint n_rows,
                const GfPdfColumns *columns)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));
  double last[GF_PDF_MAX_COLUMNS] = { 0 };

  for (guint i = first; i < first + n_rows; i++)
    for (guint j = gf_pdf_row_at (region, i)->first;
         j < gf_pdf_row_at (region, i)->first + gf_pdf_row_at (region, i)->n_runs; j++)
      {
        const GfPdfRun *run = gf_pdf_run_at (region, j);
        guint column = gf_pdf_column_of (columns, run);
        double distance = run->box.y2 - last[column];

        if (last[column] > 0 && distance > 0.5 * run->size)
          g_array_append_val (distances, distance);
        last[column] = run->box.y2;
      }
  if (distances->len == 0)
    return 0;
  g_array_sort (distances, gf_pdf_compare_doubles);
  return g_array_index (distances, double, distances->len / 2);
}

/* How many cells of a row are set apart from what stands above them in their column.
   @bottoms: where that ends, 0 where nothing does; brought up to date.  The distance
   between rows would not do: where one column runs half a line behind the other, rows of
   one of them come and go. */
static guint
count_set_apart (const GfPdfRegion *region, const GfPdfRow *row,
                 const GfPdfColumns *columns, double usual, double *bottoms)
{
  guint n_apart = 0;

  for (guint i = row->first; i < row->first + row->n_runs; i++)
    {
      const GfPdfRun *run = gf_pdf_run_at (region, i);
      guint column = gf_pdf_column_of (columns, run);

      n_apart += bottoms[column] > 0 && run->box.y2 - bottoms[column] > 1.25 * usual;
    }
  for (guint i = row->first; i < row->first + row->n_runs; i++)
    {
      const GfPdfRun *run = gf_pdf_run_at (region, i);
      bottoms[gf_pdf_column_of (columns, run)] = run->box.y2;
    }
  return n_apart;
}

/* Rows that are set apart, with all cells, again and again: the rows of a table whose
   cells run over several lines.  The paragraphs of two columns do not end side by side
   that often, and oftener one without the other. */
static bool
is_ruled (const GfPdfRegion *region, guint first, guint n_rows,
          const GfPdfColumns *columns)
{
  double usual = usual_distance (region, first, n_rows, columns);
  double bottoms[GF_PDF_MAX_COLUMNS] = { 0 };
  guint n_pieces = 1;
  guint n_alone = 0;

  for (guint i = first; i < first + n_rows; i++)
    {
      const GfPdfRow *row = gf_pdf_row_at (region, i);
      guint n_apart = count_set_apart (region, row, columns, usual, bottoms);
      bool is_piece = n_apart == row->n_runs && n_apart >= columns->n_spans;

      n_pieces += is_piece;
      n_alone += n_apart > 0 && !is_piece;
    }
  return n_pieces >= 3 && n_rows <= 12 * n_pieces && n_alone < n_pieces;
}

/* What a row has in each column. */
static void
measure_row (const GfPdfRegion *region, const GfPdfRow *row, const GfPdfColumns *columns,
             Fill *fills)
{
  GfPdfSpan covered[GF_PDF_MAX_COLUMNS];
  bool has_text[GF_PDF_MAX_COLUMNS] = { false };

  for (guint i = row->first; i < row->first + row->n_runs; i++)
    {
      const GfPdfRun *run = gf_pdf_run_at (region, i);
      guint column = gf_pdf_column_of (columns, run);
      double x1 = has_text[column] ? covered[column].x1 : run->box.x1;

      fills[column].n_small += !has_text[column] && fills[column].n_lines > 0
                               && g_unichar_islower (g_utf8_get_char (run->text->str));
      has_text[column] = true;
      covered[column] = (GfPdfSpan){ x1, run->box.x2 };
      fills[column].n_characters += run->n_characters;
    }
  for (guint i = 0; i < columns->n_spans; i++)
    {
      double width = columns->spans[i].x2 - columns->spans[i].x1;

      if (!has_text[i])
        continue;
      if (fills[i].n_lines++ == 0)
        fills[i].top = row->box.y1;
      fills[i].bottom = row->box.y2;
      fills[i].n_full += covered[i].x2 - covered[i].x1 >= PROSE_FILL * width;
    }
}

/* Whether the lines of the columns mostly do not stand on common baselines. */
static bool
is_out_of_step (const GfPdfRegion *region, guint first, guint n_rows)
{
  guint n_shared = 0;
  guint n_level = 0;

  for (guint i = first; i < first + n_rows; i++)
    {
      const GfPdfRow *row = gf_pdf_row_at (region, i);
      const GfPdfRun *run = gf_pdf_run_at (region, row->first);
      double difference = 0;

      for (guint j = row->first + 1; j < row->first + row->n_runs; j++)
        difference
            = MAX (difference, fabs (gf_pdf_run_at (region, j)->box.y2 - run->box.y2));
      n_shared += row->n_runs > 1;
      n_level += row->n_runs > 1 && difference <= SAME_BASELINE * run->size;
    }
  return 2 * n_level <= n_shared;
}

bool
gf_pdf_is_prose (const GfPdfRegion *region, guint first, guint n_rows,
                 const GfPdfColumns *columns)
{
  Fill fills[GF_PDF_MAX_COLUMNS] = { { 0 } };
  double usual = usual_distance (region, first, n_rows, columns);

  for (guint i = first; i < first + n_rows; i++)
    measure_row (region, gf_pdf_row_at (region, i), columns, fills);
  guint full_of_ten
      = is_out_of_step (region, first, n_rows) ? FULL_OF_TEN_OUT_OF_STEP : FULL_OF_TEN;
  for (guint i = 0; i < columns->n_spans; i++)
    if (!is_prose_column (&fills[i], usual, full_of_ten))
      return false;
  return !is_ruled (region, first, n_rows, columns);
}
