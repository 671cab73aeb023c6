/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-rows.c: runs on one baseline are a row.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/pdf-region.h"

/* Runs of one row overlap by this much of the lower one. */
#define ROW_OVERLAP 0.5
/* A label before a text that hangs beside it, and the gap to it at most. */
#define MAX_LABEL_CHARACTERS 6
#define LABEL_GAP 3.5

static int
compare_middles (gconstpointer a, gconstpointer b)
{
  const GfPdfRun *x = *(GfPdfRun *const *) a;
  const GfPdfRun *y = *(GfPdfRun *const *) b;
  double difference = (x->box.y1 + x->box.y2) - (y->box.y1 + y->box.y2);

  if (difference == 0)
    difference = x->box.x1 - y->box.x1;
  return (difference > 0) - (difference < 0);
}

static int
compare_lefts (gconstpointer a, gconstpointer b)
{
  const GfPdfRun *x = *(GfPdfRun *const *) a;
  const GfPdfRun *y = *(GfPdfRun *const *) b;

  return (x->box.x1 > y->box.x1) - (x->box.x1 < y->box.x1);
}

static bool
is_in_row (const GfPdfBox *row, const GfPdfBox *box)
{
  double overlap = MIN (row->y2, box->y2) - MAX (row->y1, box->y1);

  return overlap >= ROW_OVERLAP * MIN (row->y2 - row->y1, box->y2 - box->y1);
}

/* The row's box to compare with is that of its first run: rows must not creep down the
 * page. */
static void
sort_rows (GfPdfRegion *region)
{
  GfPdfBox reference = { 0 };

  g_ptr_array_sort (region->runs, compare_middles);
  for (guint i = 0; i < region->runs->len; i++)
    {
      const GfPdfRun *run = gf_pdf_run_at (region, i);

      if (region->rows->len > 0 && is_in_row (&reference, &run->box))
        {
          GfPdfRow *row = gf_pdf_row_at (region, region->rows->len - 1);
          gf_pdf_extend (&row->box, &run->box);
          row->n_runs++;
          continue;
        }
      GfPdfRow row = { .box = run->box, .first = i, .n_runs = 1 };
      g_array_append_val (region->rows, row);
      reference = run->box;
    }
  for (guint i = 0; i < region->rows->len; i++)
    qsort (&region->runs->pdata[gf_pdf_row_at (region, i)->first],
           gf_pdf_row_at (region, i)->n_runs, sizeof (gpointer), compare_lefts);
}

/* "1.", "2.3", "a)", "(b)", "•": what stands before a text and is no cell of a table. */
bool
gf_pdf_is_label (const char *text)
{
  size_t length = strlen (text);

  if (gf_pdf_is_bullet (text))
    return true;
  if (length > MAX_LABEL_CHARACTERS)
    return false;
  if (strspn (text, "0123456789.") == length)
    return g_ascii_isdigit (text[0]) && strchr (text, '.') != NULL;
  return text[length - 1] == ')'
         && strspn (text, "(abcdefghijivx0123456789") >= length - 1;
}

static void
merge_runs (GfPdfRun *run, const GfPdfRun *next, const char *between)
{
  g_string_append (run->text, between);
  g_string_append (run->text, next->text->str);
  run->n_characters += next->n_characters;
  run->n_bold += next->n_bold;
  run->word_gap = MAX (run->word_gap, next->word_gap);
  run->size = MAX (run->size, next->size);
  gf_pdf_extend (&run->box, &next->box);
}

/* A bullet or number is part of the line it stands before.  What is merged away stays in
   the array, beyond the row's count. */
static void
attach_label (GfPdfRegion *region, GfPdfRow *row)
{
  GfPdfRun *label = gf_pdf_run_at (region, row->first);
  GfPdfRun *next = row->n_runs > 1 ? gf_pdf_run_at (region, row->first + 1) : NULL;

  if (next == NULL || !gf_pdf_is_label (label->text->str)
      || next->box.x1 - label->box.x2 > LABEL_GAP * next->size
      || (row->n_runs > 2 && !gf_pdf_is_bullet (label->text->str)))
    return;
  merge_runs (label, next, " ");
  for (guint i = row->first + 1; i + 1 < row->first + row->n_runs; i++)
    region->runs->pdata[i] = region->runs->pdata[i + 1];
  row->n_runs--;
}

/* A line of justified text can hold a space as wide as a gap between cells: it is told by
   standing alone, between lines without gaps that reach as far. */
static bool
is_full_line (const GfPdfRegion *region, guint i, const GfPdfBox *like)
{
  const GfPdfRow *row = i < region->rows->len ? gf_pdf_row_at (region, i) : NULL;

  return row != NULL && row->n_runs == 1 && fabs (row->box.x1 - like->x1) <= 3
         && fabs (row->box.x2 - like->x2) <= 3;
}

/* Even gaps are those of a justified line; a row of cells has some wider than others. */
static bool
is_justified (const GfPdfRegion *region, const GfPdfRow *row)
{
  double least = G_MAXDOUBLE;
  double most = 0;

  for (guint i = row->first + 1; i < row->first + row->n_runs; i++)
    {
      double gap
          = gf_pdf_run_at (region, i)->box.x1 - gf_pdf_run_at (region, i - 1)->box.x2;

      least = MIN (least, gap);
      most = MAX (most, gap);
    }
  if (row->n_runs == 2)
    return most < 2 * gf_pdf_run_at (region, row->first)->size
           && gf_pdf_run_at (region, row->first)->n_characters >= 8
           && gf_pdf_run_at (region, row->first + 1)->n_characters >= 8;
  return most < 1.6 * least && most < 4 * gf_pdf_run_at (region, row->first)->size;
}

static void
close_gaps (GfPdfRegion *region, guint i)
{
  GfPdfRow *row = gf_pdf_row_at (region, i);

  if (row->n_runs < 2
      || !(is_full_line (region, i + 1, &row->box)
           || (i > 0 && is_full_line (region, i - 1, &row->box)))
      || !is_justified (region, row))
    return;
  for (guint j = row->first + 1; j < row->first + row->n_runs; j++)
    merge_runs (gf_pdf_run_at (region, row->first), gf_pdf_run_at (region, j), " ");
  row->n_runs = 1;
}

void
gf_pdf_find_rows (GfPdfRegion *region)
{
  sort_rows (region);
  for (guint i = 0; i < region->rows->len; i++)
    {
      attach_label (region, gf_pdf_row_at (region, i));
      close_gaps (region, i);
    }
}
