/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/case-rows.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"
#include "indexer/understand/cases/outcomes.h"
#include "indexer/understand/cases/votes.h"

#define MAX_COLUMNS 16
#define MAX_HEAD_BYTES 300

typedef struct
{
  const char *text;
  size_t length;
} Cell;

/* The cells of the text from @p to @end, without blanks at their ends. */
static size_t
split (const char *p, const char *end, Cell *cells)
{
  size_t n = 0;

  while (p <= end && n < MAX_COLUMNS)
    {
      const char *tab = memchr (p, '\t', (size_t) (end - p));
      const char *last = tab != NULL ? tab : end;

      cells[n] = (Cell){ p, (size_t) (last - p) };
      while (cells[n].length > 0 && g_ascii_isspace (*cells[n].text))
        cells[n] = (Cell){ cells[n].text + 1, cells[n].length - 1 };
      while (cells[n].length > 0 && g_ascii_isspace (cells[n].text[cells[n].length - 1]))
        cells[n].length--;
      n++;
      if (tab == NULL)
        break;
      p = tab + 1;
    }
  return n;
}

static bool
is_head (const GfLines *lines, const GfLine *line)
{
  if (line->kind != GF_BLOCK_TABLE_ROW || line->aside
      || line->bare_length > MAX_HEAD_BYTES
      || !gf_line_begins_with (lines, line, GF_HEADING_CASE_COLUMN))
    return false;
  for (uint32_t i = 0; i < line->bare_length; i++)
    if (g_ascii_isdigit (line->bare[i]))
      return false;
  return true;
}

size_t
gf_case_rows_find_head (const GfLines *lines, size_t from, size_t row)
{
  size_t head = SIZE_MAX;

  for (size_t i = from; i < row; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (!line->aside && line->kind != GF_BLOCK_TABLE_ROW)
        head = SIZE_MAX;
      else if (is_head (lines, line))
        head = i;
    }
  return head;
}

/* The part that the cells below @cell are; false for none. */
static bool
read_head (const GfLines *lines, const Cell *cell, bool of_meeting,
           GfCasePartKind *kind_out)
{
  GfLine line = { .raw = cell->text,
                  .raw_length = (uint32_t) cell->length,
                  .bare = cell->text,
                  .bare_length = (uint32_t) cell->length };
  GfLabel label;

  if (cell->length == 0 || gf_line_is_only (lines, &line, GF_HEADING_DUTY_COLUMN)
      || !gf_label_read (lines, &line, &label))
    return false;
  *kind_out = label.role == GF_HEADING_DECISION && of_meeting ? GF_CASE_PART_DECISION
              : label.role == GF_HEADING_DISCUSSION           ? GF_CASE_PART_DISCUSSION
              : label.role == GF_HEADING_VOTE                 ? GF_CASE_PART_VOTE
                                                              : GF_CASE_PART_PROPOSAL;
  return true;
}

static GfDecision *
decide (const GfLines *lines, const GfCasePart *part, const char *text, bool of_meeting)
{
  GfDecision *decision = gf_decision_new ();
  const GfRegisters *registers = lines->registers;

  decision->text = g_strndup (text, part->span.length);
  decision->label = g_strdup (part->label);
  decision->page = part->span.page;
  decision->outcome = of_meeting
                          ? gf_outcome_read (registers, decision->text, part->span.length)
                          : GF_OUTCOME_PROPOSED;
  if (decision->outcome != GF_OUTCOME_UNKNOWN && of_meeting)
    decision->evidence = gf_outcome_dup_evidence (registers, decision->text,
                                                  part->span.length, decision->outcome);
  if (of_meeting)
    gf_votes_read (registers, decision->text, part->span.length,
                   decision->outcome == GF_OUTCOME_REJECTED, &decision->votes_for,
                   &decision->votes_against);
  return decision;
}

/* The row that the lines from @start up to @end are; false where they are more. */
static bool
find_row (const GfLines *lines, size_t start, size_t end, size_t *first_out,
          const char **end_out)
{
  const GfLine *first = NULL;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (first == NULL)
        {
          first = line;
          *first_out = i;
        }
      if (line->kind != GF_BLOCK_TABLE_ROW || line->block != first->block)
        return false;
      *end_out = line->bare + line->bare_length;
    }
  return first != NULL;
}

bool
gf_case_rows_read (const GfLines *lines, size_t head, size_t start, size_t end,
                   bool of_meeting, GfUnit *unit)
{
  const GfLine *heads = gf_lines_get (lines, head);
  Cell names[MAX_COLUMNS], cells[MAX_COLUMNS];
  const char *row_end = NULL;
  size_t row = 0, n_names, n_cells;
  g_autoptr (GArray) offsets = NULL;

  if (!find_row (lines, head >= start ? head + 1 : start, end, &row, &row_end))
    return false;
  n_names = split (heads->bare, heads->bare + heads->bare_length, names);
  n_cells = split (gf_lines_get (lines, row)->bare, row_end, cells);
  offsets = gf_lines_dup_offsets (lines, start, end);
  /* The first two are number and title. */
  for (size_t i = 2; i < MIN (n_names, n_cells); i++)
    {
      g_autofree char *label = g_strndup (names[i].text, names[i].length);
      const GfLine *line = gf_lines_get (lines, row);
      GfTextSpan span;
      GfCasePartKind kind;

      if (cells[i].length == 0 || !read_head (lines, &names[i], of_meeting, &kind))
        continue;
      span = (GfTextSpan){ (uint32_t) (g_array_index (offsets, size_t, row - start)
                                       + (size_t) (cells[i].text - line->bare)),
                           (uint32_t) cells[i].length, line->page };
      g_ptr_array_add (unit->parts, gf_case_part_new (kind, label, span));
      if (kind != (of_meeting ? GF_CASE_PART_DECISION : GF_CASE_PART_PROPOSAL))
        continue;
      g_clear_pointer (&unit->decision, gf_decision_free);
      unit->decision
          = decide (lines, g_ptr_array_index (unit->parts, unit->parts->len - 1),
                    cells[i].text, of_meeting);
    }
  return unit->parts->len > 0;
}

bool
gf_case_rows_head_number (const GfLines *lines, const GfLine *line)
{
  return gf_line_begins_with (lines, line, GF_HEADING_CASE_COLUMN)
         && (line->kind == GF_BLOCK_TABLE_ROW
             || (line->bare_length < 100 && !gf_line_is_sentence (line)));
}
