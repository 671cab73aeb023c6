/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-region.h: a part of a page while it is being laid out: rows, and the columns that
 * some of them share.  Private to pdf-layout.c, pdf-rows.c, pdf-columns.c and
 * pdf-table.c.
 */
#pragma once

#include "indexer/extract/pages/pdf.h"

/* Columns of a band, at most; what has more is not looked at for columns. */
#define GF_PDF_MAX_COLUMNS 24

/* Gaps between columns, and between cells that are filled to the border. */
#define GF_PDF_GUTTER 0.5
#define GF_PDF_CELL_GUTTER 0.1

typedef struct
{
  GfPdfBox box;
  guint first; /* into the runs of the region, sorted by row and x */
  guint n_runs;
} GfPdfRow;

typedef struct
{
  double x1;
  double x2;
} GfPdfSpan;

typedef struct
{
  GfPdfSpan spans[GF_PDF_MAX_COLUMNS];
  guint n_spans;
} GfPdfColumns;

typedef struct
{
  GPtrArray *runs;  /* of GfPdfRun, borrowed, sorted by row and x */
  GArray *rows;     /* of GfPdfRow */
  GPtrArray *lines; /* of GfPdfLine: the result */
  GPtrArray *made;  /* of GfPdfRun, owned: what was parted from others */
  double right;
  int depth;
} GfPdfRegion;

static inline GfPdfRun *
gf_pdf_run_at (const GfPdfRegion *region, guint i)
{
  return g_ptr_array_index (region->runs, i);
}

static inline GfPdfRow *
gf_pdf_row_at (const GfPdfRegion *region, guint i)
{
  return &g_array_index (region->rows, GfPdfRow, i);
}

static inline void
gf_pdf_extend (GfPdfBox *box, const GfPdfBox *other)
{
  box->x1 = MIN (box->x1, other->x1);
  box->y1 = MIN (box->y1, other->y1);
  box->x2 = MAX (box->x2, other->x2);
  box->y2 = MAX (box->y2, other->y2);
}

/* gf_pdf_find_rows: sorts the runs into rows; a run that holds what others of its column
   show to be two cells is parted; a bullet or number becomes part of the run
   it stands before, and a justified line that fell apart one run again. */
void gf_pdf_find_rows (GfPdfRegion *region);

/* Whether @text is a bullet or number before a text: "1.", "2.3", "a)". */
bool gf_pdf_is_label (const char *text);

/*
 * gf_pdf_find_band: rows from @first that leave a common gap.
 * @is_strict: end where a row would join two of the columns: at the heading after a
 *   table, or a table of other columns.  Else keep going while two are left, as prose
 * does where a justified line has wide spaces, and let a few rows of one column come
 * first.
 *
 * @gutter: the narrowest gap between columns, of the size of the font
 *
 * Returns: how many rows; 0 where they leave no gap.
 */
guint gf_pdf_find_band (const GfPdfRegion *region, guint first, bool is_strict,
                        double gutter, GfPdfColumns *columns_out);

guint gf_pdf_column_of (const GfPdfColumns *columns, const GfPdfRun *run);

/* Whether the columns of a band are filled with prose, to be read one after the other. */
bool gf_pdf_is_prose (const GfPdfRegion *region, guint first, guint n_rows,
                      const GfPdfColumns *columns);

/* A line of the row, without text. */
GfPdfLine *gf_pdf_new_line (const GfPdfRegion *region, const GfPdfRow *row);

/*
 * gf_pdf_group_rows: which of the rows of a table, from @first, go on with the row above:
 * its cells run over several lines.
 * Returns: (transfer full): of bool, @n_rows of them.
 */
bool *gf_pdf_group_rows (const GfPdfRegion *region, guint first, guint n_rows,
                         const GfPdfColumns *columns);

/* gf_pdf_read_table: the rows of a table that begins with @first, as lines.
   Returns: how many rows were read; 0 where none begins there. */
guint gf_pdf_read_table (GfPdfRegion *region, guint first);
