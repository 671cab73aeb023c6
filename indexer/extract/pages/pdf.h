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

#include <cairo.h>
#include <glib.h>
#include <poppler.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/record.h"
#include "indexer/extract/reading.h"

typedef cairo_surface_t GfSurface;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSurface, cairo_surface_destroy)

typedef struct
{
  double x1;
  double y1;
  double x2;
  double y2;
} GfPdfBox;

/* A space within a run that could be the gap between two cells, if others show it. */
typedef struct
{
  double x1;
  double x2;
  size_t offset; /* of the space in the text of the run, in bytes */
} GfPdfGap;

/* What a colour is good for on white paper. */
typedef enum
{
  GF_PDF_INK_OTHER,
  GF_PDF_INK_WHITE,
  GF_PDF_INK_DARK
} GfPdfInk;

/* A page as it is read: turned where its text runs in another direction. */
typedef struct
{
  double width;
  double height;
  int turns; /* quarters of a circle that its text runs away from the right, clockwise */
} GfPdfSheet;

/* The text of a page, and where its characters stand on the sheet. */
typedef struct
{
  char *text; /* of poppler: characters, spaces and newlines */
  PopplerRectangle *boxes;
  guint n_boxes;
  GList *attributes; /* of PopplerTextAttributes, in order */
} GfPdfCharacters;

/* What was spent on looking at the pages of a file, see pdf-hidden.c.  All zeros. */
typedef struct
{
  guint n_drawn;
  int64_t cpu_us;
  bool covers_text; /* the file says that something is withheld */
} GfPdfLooks;

/* Words on one baseline. */
typedef struct
{
  GfPdfBox box;
  GString *text;
  GArray *gaps;    /* of GfPdfGap, from left to right; NULL for none */
  double size;     /* of the font, of most of its characters */
  double word_gap; /* the widest space in it */
  uint32_t n_bold; /* of its characters */
  uint32_t n_characters;
  GfPdfInk ink;
  bool is_hidden;
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
  GfBlockKind kind; /* PARAGRAPH, LIST_ITEM, TABLE_ROW or HIDDEN */
  char *text;
  uint32_t page;
  double size; /* 0 for what is not part of the page's own text */
  double top;  /* of the height of the page, 0 to 1 */
  double bottom;
  uint8_t outline_level; /* of the bookmark that it is the title of; 0 for none */
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

/*
 * gf_pdf_page_runs: a page whose text mostly runs down, up or backwards is turned so that
 * it reads from left to right.
 * Returns: (transfer full): of GfPdfRun, in poppler's order; empty without text.
 */
GPtrArray *gf_pdf_page_runs (PopplerPage *page, GfPdfLooks *looks, GfPdfSheet *sheet_out);
GfPdfInk gf_pdf_ink_of (const PopplerColor *color);
void gf_pdf_run_free (GfPdfRun *run);
/* Whether the text of @run is a bullet and nothing else. */
bool gf_pdf_is_bullet (const char *text);

/*
 * gf_pdf_find_hidden: which characters nobody sees who looks at the page.
 * @runs: made of @characters
 * Returns: (transfer full) (nullable): one for each character; NULL where there is no
 * reason to look.
 */
bool *gf_pdf_find_hidden (PopplerPage *page, const GfPdfSheet *sheet,
                          const GfPdfCharacters *characters, GPtrArray *runs,
                          GfPdfLooks *looks);
/* gf_pdf_take_hidden: takes what is hidden out of @runs; (transfer full): of GfPdfRun. */
GPtrArray *gf_pdf_take_hidden (GPtrArray *runs);
/* How much of a page images cover, of its area; strips add up. */
double gf_pdf_image_share (PopplerPage *page);
/* gf_pdf_draw: @page on white, its points brought to pixels by @matrix.  Returns:
 * (transfer full) (nullable): NULL where memory is short. */
GfSurface *gf_pdf_draw (PopplerPage *page, int width, int height,
                        const cairo_matrix_t *matrix);

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
/* Whether @text ends in a word parted by a hyphen, and @next has the rest: in lower case,
   or all of it in capitals. */
bool gf_pdf_is_parted (const char *text, const char *next);
void gf_pdf_block_free (GfPdfBlock *block);

/* gf_pdf_read_metadata: title, author, date and language. */
void gf_pdf_read_metadata (GfReading *reading, PopplerDocument *document);

/* gf_pdf_read_outline: (transfer full) (nullable): for gf_pdf_outline_level (). */
GHashTable *gf_pdf_read_outline (PopplerDocument *document);
/* The level of the bookmark that @block is the title of; 0 for none. */
uint8_t gf_pdf_outline_level (GHashTable *outline, const GfPdfBlock *block);

/* gf_pdf_add_fields: adds the values of form fields to @runs, in their places, but for
   those that are drawn there. */
void gf_pdf_add_fields (GfReading *reading, PopplerPage *page, const GfPdfSheet *sheet,
                        GPtrArray *runs);

/*
 * gf_pdf_read_extras: appends comments to @blocks, but for what is drawn on the page; a
 * file that is attached to it becomes a member.
 * @first_block: of the page
 */
void gf_pdf_read_extras (GfReading *reading, PopplerPage *page, uint32_t number,
                         GPtrArray *blocks, guint first_block);
/* Files attached to the document become members. */
void gf_pdf_read_attachments (GfReading *reading, PopplerDocument *document);

/*
 * gf_pdf_add_blocks: adds @blocks, of a whole document, to the text that is read.
 * @outline: NULL for none
 */
void gf_pdf_add_blocks (GfReading *reading, GPtrArray *blocks, GHashTable *outline);

/*
 * gf_pdf_is_scan: whether @page is an image, or one with a stamp: @runs is the text it
 * has of its own.
 */
bool gf_pdf_is_scan (PopplerPage *page, GPtrArray *runs);

/*
 * gf_pdf_read_scan: appends to @blocks what stands in the image of page @number, but for
 * what @own says, its text of its own; or notes what is missing.
 */
void gf_pdf_read_scan (GfReading *reading, PopplerPage *page, uint32_t number,
                       GPtrArray *own, GPtrArray *blocks);
