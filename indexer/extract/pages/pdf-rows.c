/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-rows.c: runs on one baseline are a row.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/pages/pdf-region.h"

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

/* Where cells begin that are set left, by the size of the font. */
#define SAME_LEFT 0.12
/* Rows that are looked at for the same gap, to each side. */
#define NEAR_ROWS 3
/* A number before a text, in characters: it may be a cell though no row shows both. */
#define MAX_NUMBER_CHARACTERS 4

/* Whether the @length bytes of @text are the number of a row. */
static bool
is_row_number (const char *text, size_t length)
{
  return length <= MAX_NUMBER_CHARACTERS && strspn (text, "0123456789") >= length;
}

/* Whether a run of row @i begins where what stands after @gap does: as the second of its
   row, or as the first where a number stands before the gap. */
static bool
shows_gap (const GfPdfRegion *region, guint i, const GfPdfRun *run, const GfPdfGap *gap)
{
  const GfPdfRow *row = i < region->rows->len ? gf_pdf_row_at (region, i) : NULL;

  if (row == NULL)
    return false;
  for (guint j = row->first; j < row->first + row->n_runs; j++)
    {
      const GfPdfRun *other = gf_pdf_run_at (region, j);

      if (other == run || fabs (other->box.x1 - gap->x2) > SAME_LEFT * run->size)
        continue;
      return j > row->first
                 ? gf_pdf_run_at (region, j - 1)->box.x2 < gap->x2 - 0.5 * run->size
                 : is_row_number (run->text->str, gap->offset);
    }
  return false;
}

static bool
is_gap_of_column (const GfPdfRegion *region, guint i, const GfPdfRun *run,
                  const GfPdfGap *gap)
{
  for (guint distance = 1; distance <= NEAR_ROWS; distance++)
    if ((i >= distance && shows_gap (region, i - distance, run, gap))
        || shows_gap (region, i + distance, run, gap))
      return true;
  return false;
}

/* Cuts @run at @gap; returns what stood after it. */
static GfPdfRun *
part_run (GfPdfRun *run, const GfPdfGap *gap)
{
  GfPdfRun *rest = g_new0 (GfPdfRun, 1);
  const char *text = run->text->str + gap->offset + 1;
  double share = (double) strlen (text) / run->text->len;

  *rest = *run;
  rest->gaps = NULL;
  rest->text = g_string_new (text);
  rest->box.x1 = gap->x2;
  rest->n_characters = MAX (run->n_characters * share, 1);
  rest->n_bold = run->n_bold * share;
  run->n_characters = MAX (run->n_characters - rest->n_characters, 1);
  run->n_bold -= rest->n_bold;
  run->box.x2 = gap->x1;
  g_string_truncate (run->text, gap->offset);
  return rest;
}

/* From the right, so that what is left of a run keeps its offsets. */
static bool
part_runs_of_row (GfPdfRegion *region, guint i)
{
  const GfPdfRow *row = gf_pdf_row_at (region, i);
  bool parted = false;

  for (guint j = row->first; j < row->first + row->n_runs; j++)
    {
      GfPdfRun *run = gf_pdf_run_at (region, j);

      for (guint k = run->gaps != NULL ? run->gaps->len : 0; k-- > 0;)
        {
          const GfPdfGap *gap = &g_array_index (run->gaps, GfPdfGap, k);

          if (!is_gap_of_column (region, i, run, gap))
            continue;
          g_ptr_array_add (region->made, part_run (run, gap));
          parted = true;
        }
      g_clear_pointer (&run->gaps, g_array_unref);
    }
  return parted;
}

/* "Nr Tiltak" over a column of numbers and one of texts: cells that stand so close that
   only their column tells. */
static void
part_runs (GfPdfRegion *region)
{
  guint n_made = region->made->len;
  bool parted = false;

  for (guint i = 0; i < region->rows->len; i++)
    parted = part_runs_of_row (region, i) || parted;
  if (!parted)
    return;
  for (guint i = n_made; i < region->made->len; i++)
    g_ptr_array_add (region->runs, g_ptr_array_index (region->made, i));
  g_array_set_size (region->rows, 0);
  sort_rows (region);
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
  part_runs (region);
  for (guint i = 0; i < region->rows->len; i++)
    {
      attach_label (region, gf_pdf_row_at (region, i));
      close_gaps (region, i);
    }
}
