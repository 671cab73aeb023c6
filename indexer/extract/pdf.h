/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf.h: the steps from a page of PDF to blocks: private to pdf*.c.
 *
 * A PDF holds characters and where they stand.  pdf-page.c makes runs of them (words on
 * one baseline, no gap of a column or cell between), pdf-layout.c finds columns and
 * tables among the runs and puts them in reading order as lines, pdf-lines.c joins lines
 * to paragraphs, and pdf-blocks.c, which sees the whole document, tells headings and page
 * furniture.  Coordinates are in points, y downwards.  Time is O(n log n) in the
 * characters of a page.
 */
#pragma once

#include <glib.h>
#include <poppler.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/record.h"
#include "indexer/extract/reading.h"

typedef struct
{
  double x1;
  double y1;
  double x2;
  double y2;
} GfPdfBox;

/* Words on one baseline. */
typedef struct
{
  GfPdfBox box;
  GString *text;
  double size;     /* of the font, of most of its characters */
  double word_gap; /* the widest space in it */
  uint32_t n_bold; /* of its characters */
  uint32_t n_characters;
  bool is_vertical; /* written up or down the page */
} GfPdfRun;

/* A line as it is read: a run, or the cells of a row. */
typedef struct
{
  GfPdfBox box;
  char *text;     /* cells apart by tabs */
  double text_x1; /* where the text begins after a bullet or label */
  double size;
  double right; /* the edge that its column reaches to */
  bool is_bold;
  bool is_item;        /* begins with a bullet */
  bool is_row;         /* of a table */
  bool has_cells;      /* holds a tab */
  bool begins;         /* the first of a column or table: no line stands above it */
  bool is_next_column; /* the first of a column that is read after another */
} GfPdfLine;

/* A paragraph of the page, with what its kind is told from later. */
typedef struct
{
  GfBlockKind kind; /* PARAGRAPH, LIST_ITEM or TABLE_ROW */
  char *text;
  uint32_t page;
  double size;
  double top; /* of the height of the page, 0 to 1 */
  double bottom;
  bool is_bold;
} GfPdfBlock;

/* For sorting. */
static inline int
gf_pdf_compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* gf_pdf_page_runs: (transfer full): of GfPdfRun, in poppler's order; empty without text.
 */
GPtrArray *gf_pdf_page_runs (PopplerPage *page);
void gf_pdf_run_free (GfPdfRun *run);
/* Whether the text of @run is a bullet and nothing else. */
bool gf_pdf_is_bullet (const char *text);

/* gf_pdf_layout: @runs in reading order; (transfer full): of GfPdfLine.  Changes @runs.
 */
GPtrArray *gf_pdf_layout (GPtrArray *runs);
void gf_pdf_line_free (GfPdfLine *line);

/* gf_pdf_join_lines: appends to @blocks the paragraphs that @lines make. */
void gf_pdf_join_lines (GPtrArray *lines, uint32_t page, double page_height,
                        GPtrArray *blocks);
/* Appends @next to the text of a line or paragraph before it: a word parted at the end of
   the line is put together again. */
void gf_pdf_append_line (GString *text, const char *next);
/* Whether @text ends in a word parted by a hyphen, and @next has the rest, in lower case.
 */
bool gf_pdf_is_parted (const char *text, const char *next);
void gf_pdf_block_free (GfPdfBlock *block);

/* gf_pdf_add_blocks: adds @blocks, of a whole document, to the text that is read. */
void gf_pdf_add_blocks (GfReading *reading, GPtrArray *blocks);
