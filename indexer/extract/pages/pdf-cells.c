/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-cells.c: which lines of a table are one row of it.
 *
 * Where rows are set apart, lines that stand as close as those of a paragraph belong
 * together, if they look like text that was broken because its cell was full.  Where rows
 * are not set apart, a line goes on with the one above if it fills only cells that wrap.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/pages/pdf-region.h"

/* Lines of a paragraph are not further apart than this, of the size of the font. */
#define MAX_LEADING 1.8
/* Distances that differ by less are the same. */
#define SAME_DISTANCE 1.12
/* Of the pairs of close lines in a column, so many of ten look broken. */
#define WRAPPED_OF_TEN 6
/* And so many begin with a small letter: a column of names can look broken too. */
#define RUNNING_OF_TEN 2
/* Where the rows stand this much further apart than the closest lines, these are within a
   row. */
#define CLOSE 0.85
#define SAME_CLOSE 1.15
/* A cell that goes on after a blank line is let pass in this share of the rows. */
#define ROWS_A_BLANK 5

/* Two texts under each other in a column. */
typedef struct
{
  guint from; /* rows, from the first of the table */
  guint to;
  guint column;
  double distance; /* between their feet, by the size of the font */
  bool is_text;    /* one of them of several words */
  bool wraps;      /* the first word of the lower one had no room in the upper */
  bool runs_on;    /* the lower one begins with a small letter */
} Pair;

typedef struct
{
  const GfPdfRegion *region;
  const GfPdfColumns *columns;
  guint first;
  guint n_rows;
  GArray *pairs;    /* of Pair, by their lower row */
  uint32_t *filled; /* for each row: a bit a column that has something in it */
  double leading;   /* the distance of lines within a cell */
} Table;

static const GfPdfRow *
row_at (const Table *table, guint i)
{
  return gf_pdf_row_at (table->region, table->first + i);
}

static bool
wraps (const Table *table, guint column, const GfPdfRun *upper, const GfPdfRun *lower)
{
  const GfPdfSpan *span = &table->columns->spans[column];
  size_t n_bytes = MAX (lower->text->len, 1);
  size_t first = strcspn (lower->text->str, " ") + 1;
  double word = (lower->box.x2 - lower->box.x1) * first / n_bytes;

  return g_str_has_suffix (upper->text->str, "-")
         || span->x2 - upper->box.x2 < word + 0.5 * upper->size;
}

/* Of several words, at least one with letters: numbers do not wrap. */
static bool
is_text (const GfPdfRun *run)
{
  bool has_blank = false;
  bool has_letter = false;

  for (const char *p = run->text->str; *p != '\0'; p++)
    {
      has_blank = has_blank || *p == ' ';
      has_letter = has_letter || g_ascii_isalpha (*p) || (guchar) *p >= 0x80;
    }
  return has_blank && has_letter;
}

static void
add_pair (Table *table, guint from, guint to, guint column, const GfPdfRun *upper,
          const GfPdfRun *lower)
{
  Pair pair = { .from = from, .to = to, .column = column };

  pair.distance = (lower->box.y2 - upper->box.y2) / MAX (lower->size, 1);
  pair.is_text = is_text (upper) || is_text (lower);
  pair.runs_on = g_unichar_islower (g_utf8_get_char (lower->text->str));
  pair.wraps = wraps (table, column, upper, lower);
  g_array_append_val (table->pairs, pair);
}

static void
find_pairs (Table *table)
{
  const GfPdfRun *last[GF_PDF_MAX_COLUMNS] = { NULL };
  guint last_row[GF_PDF_MAX_COLUMNS] = { 0 };

  for (guint i = 0; i < table->n_rows; i++)
    for (guint j = row_at (table, i)->first;
         j < row_at (table, i)->first + row_at (table, i)->n_runs; j++)
      {
        const GfPdfRun *run = gf_pdf_run_at (table->region, j);
        guint column = gf_pdf_column_of (table->columns, run);

        if (last[column] != NULL && last_row[column] < i)
          add_pair (table, last_row[column], i, column, last[column], run);
        last[column] = run;
        last_row[column] = i;
        table->filled[i] |= 1u << column;
      }
}

/* Near the least distance there is, so that one odd line does not decide. */
static double
find_leading (const Table *table)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < table->pairs->len; i++)
    {
      double distance = g_array_index (table->pairs, Pair, i).distance;

      if (distance > 0.5)
        g_array_append_val (distances, distance);
    }
  if (distances->len == 0)
    return 0;
  g_array_sort (distances, gf_pdf_compare_doubles);
  return g_array_index (distances, double, distances->len / 20);
}

static bool
is_close (const Table *table, const Pair *pair)
{
  return pair->distance <= SAME_DISTANCE * table->leading;
}

/* Rows between the two of a close pair belong to one row of the table, in @continues. */
static void
bridge_rows (const Table *table, bool *continues)
{
  g_autofree int *begun = g_new0 (int, table->n_rows + 1);
  int depth = 0;

  for (guint i = 0; i < table->pairs->len; i++)
    {
      const Pair *pair = &g_array_index (table->pairs, Pair, i);

      if (!is_close (table, pair))
        continue;
      begun[pair->from + 1]++;
      begun[pair->to + 1]--;
    }
  for (guint i = 0; i < table->n_rows; i++)
    {
      depth += begun[i];
      continues[i] = depth > 0;
    }
}

/* Whether what bridge_rows () found are cells that wrap, and not rows that stand in
   groups. */
static bool
is_set_apart (const Table *table, const bool *continues)
{
  g_autofree guint *numbers = g_new0 (guint, table->n_rows);
  guint n_wraps = 0;
  guint n_texts = 0;
  guint n_blanks = 0;
  guint n_running = 0;

  for (guint i = 1; i < table->n_rows; i++)
    numbers[i] = numbers[i - 1] + !continues[i];
  for (guint i = 0; i < table->pairs->len; i++)
    {
      const Pair *pair = &g_array_index (table->pairs, Pair, i);

      if (is_close (table, pair))
        {
          n_texts += pair->is_text;
          n_wraps += pair->is_text && pair->wraps;
          n_running += pair->is_text && pair->runs_on;
        }
      else
        n_blanks += numbers[pair->from] == numbers[pair->to];
    }
  return table->leading <= MAX_LEADING && n_texts > 0
         && n_wraps * 10 >= n_texts * WRAPPED_OF_TEN
         && n_running * 10 >= n_texts * RUNNING_OF_TEN && numbers[table->n_rows - 1] > 0
         && n_blanks * ROWS_A_BLANK <= numbers[table->n_rows - 1] + 1;
}

static double
distance_above (const Table *table, guint i)
{
  return row_at (table, i)->box.y2 - row_at (table, i - 1)->box.y2;
}

/* The least distance between two lines, where that is clearly less than it is to rows of
   several cells on average; else 0. */
static double
find_closest (const Table *table)
{
  double closest = G_MAXDOUBLE;
  double sum = 0;
  guint n = 0;

  for (guint i = 1; i < table->n_rows; i++)
    {
      closest = MIN (closest, distance_above (table, i));
      if (row_at (table, i)->n_runs < 2)
        continue;
      sum += distance_above (table, i);
      n++;
    }
  return n > 0 && closest < CLOSE * sum / n ? closest : 0;
}

/* Rows that are not set apart: @pairs: those whose lower row is @i. */
static bool
goes_on (const Table *table, guint i, const Pair *pairs, guint n_pairs)
{
  uint32_t filled = table->filled[i];
  guint n_wrapped = 0;

  /* A row that fills the first cell begins one. */
  if ((filled & 1) != 0 || (filled & ~table->filled[i - 1]) != 0)
    return false;
  for (guint j = 0; j < n_pairs; j++)
    {
      if (pairs[j].from + 1 != i || pairs[j].distance > MAX_LEADING)
        return false;
      n_wrapped += pairs[j].wraps || pairs[j].runs_on;
    }
  return n_wrapped > 0 && 2 * n_wrapped >= n_pairs;
}

static void
find_continuations (const Table *table, bool *continues)
{
  double closest = find_closest (table);
  guint next = 0;

  for (guint i = 0; i < table->n_rows; i++)
    {
      guint start = next;
      bool is_close = i > 0 && closest > 0
                      && distance_above (table, i) < SAME_CLOSE * closest
                      && row_at (table, i)->n_runs < table->columns->n_spans;

      while (next < table->pairs->len && g_array_index (table->pairs, Pair, next).to == i)
        next++;
      continues[i] = is_close
                     || (i > 0 && next > start
                         && goes_on (table, i, &g_array_index (table->pairs, Pair, start),
                                     next - start));
    }
}

bool *
gf_pdf_group_rows (const GfPdfRegion *region, guint first, guint n_rows,
                   const GfPdfColumns *columns)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autofree uint32_t *filled = g_new0 (uint32_t, n_rows);
  bool *continues = g_new0 (bool, n_rows);
  Table table = { .region = region,
                  .columns = columns,
                  .first = first,
                  .n_rows = n_rows,
                  .pairs = pairs,
                  .filled = filled };

  find_pairs (&table);
  table.leading = find_leading (&table);
  bridge_rows (&table, continues);
  if (!is_set_apart (&table, continues))
    find_continuations (&table, continues);
  return continues;
}
