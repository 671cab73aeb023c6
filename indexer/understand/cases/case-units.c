/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/case-units.h"

#include <string.h>

#include "indexer/understand/cases/case-rows.h"
#include "indexer/understand/cases/course.h"
#include "indexer/understand/cases/crossed-out.h"
#include "indexer/understand/cases/decision-votes.h"
#include "indexer/understand/cases/decisions.h"
#include "indexer/understand/reading/labels.h"
#include "indexer/understand/cases/parts.h"
#include "indexer/understand/cases/taken-off.h"
#include "indexer/understand/cases/treatments.h"
#include "indexer/understand/sections/section-units.h"
#include "indexer/understand/reading/units.h"

/* A paper says in these lines which case it is. */
#define MAX_HEAD_LINES 60

static bool
is_of_meeting (GfDocumentType type)
{
  return type == GF_TYPE_MINUTES || type == GF_TYPE_OTHER;
}

/* What shows the outcome is quoted: it stands word for word in the unit, or, where lines
   between were set aside, its first line does. */
static void
settle_evidence (const GfUnit *unit)
{
  GfDecision *decision = unit->decision;
  g_autofree char *text = NULL;

  if (decision == NULL || decision->evidence == NULL)
    return;
  text = gf_unit_dup_text (unit);
  if (strstr (text, decision->evidence) == NULL)
    *strchrnul (decision->evidence, '\n') = '\0';
  if (decision->evidence[0] == '\0' || strstr (text, decision->evidence) == NULL)
    g_clear_pointer (&decision->evidence, g_free);
}

/* Whatever was recommended, a case that is marked in its title was not taken. */
static void
look_at_title (const GfCaseUnits *units, GfUnit *unit, GfPassages *passages)
{
  GfDecision *marked;

  if (unit->decision != NULL && unit->decision->outcome != GF_OUTCOME_PROPOSED
      && unit->decision->outcome != GF_OUTCOME_UNKNOWN)
    return;
  marked = gf_crossed_out_read_title (units->lines->registers, unit->title, unit->page);
  if (marked == NULL)
    return;
  g_clear_pointer (&unit->decision, gf_decision_free);
  unit->decision = marked;
  passages->decided = (GfPassage){ .end = 0 };
}

/* Decision and parts of the unit of the lines from @start up to @end; its text begins at
 * @text. */
static void
read_text (const GfCaseUnits *units, GfUnit *unit, size_t start, size_t text, size_t end,
           bool note)
{
  g_autoptr (GfPassages) passages
      = gf_passages_new (units->lines, MIN (gf_paper_skip (units->lines, text), end), end,
                         is_of_meeting (units->document->type));

  passages->note = note;
  passages->title = unit->title;
  gf_treatments_mark (passages, units->subjects);
  passages->recorded = !passages->of_meeting && gf_decision_is_recorded (passages);
  passages->of_meeting |= passages->recorded;
  unit->decision = gf_decision_find (passages, units->subjects);
  look_at_title (units, unit, passages);
  settle_evidence (unit);
  g_clear_pointer (&unit->parts, g_ptr_array_unref);
  unit->parts = gf_parts_find (passages, start, end, unit->decision);
}

static void
set_number (GfUnit *unit, const GfNumber *number)
{
  g_free (unit->case_number);
  g_free (unit->case_prefix);
  unit->case_number = gf_number_dup (number);
  unit->case_prefix = number->prefix[0] != '\0' ? g_strdup (number->prefix) : NULL;
}

/* Returns: (transfer none) (nullable). */
static GfUnit *
add_case (const GfCaseUnits *units, const GfCase *found, size_t end, size_t head)
{
  GfUnit *unit
      = gf_units_add (units->lines, units->document, GF_UNIT_CASE, found->start, end);

  if (unit == NULL)
    return NULL;
  set_number (unit, &found->number);
  unit->title = g_strdup (found->title);
  unit->archive_number = gf_archive_dup (units->lines, found->start, end);
  if (unit->archive_number == NULL)
    unit->archive_number = g_strdup (found->archive);
  if (head == SIZE_MAX
      || !gf_case_rows_read (units->lines, head, found->start, end,
                             is_of_meeting (units->document->type), unit))
    read_text (units, unit, found->start, found->text, end, found->note);
  return unit;
}

/* Where an unnumbered "Eventuelt" or "Ymse" stands as a heading after the last case, from
 * @start up to @end; @end for nowhere. */
static size_t
find_miscellany (const GfLines *lines, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (!line->aside && !line->rule && !line->bullet
          && (line->first || line->strong || line->underlined)
          && line->kind != GF_BLOCK_LIST_ITEM && line->kind != GF_BLOCK_TABLE_ROW
          && gf_line_is_only (lines, line, GF_HEADING_MISCELLANY))
        return i;
    }
  return end;
}

static void
add_miscellany (const GfCaseUnits *units, size_t start, size_t end)
{
  const GfLine *line;
  g_autofree char *title = NULL;

  if (start >= end)
    return;
  line = gf_lines_get (units->lines, start);
  title = gf_clean_title (line->bare, line->bare_length);
  if (title != NULL && g_str_has_suffix (title, ":"))
    title[strlen (title) - 1] = '\0';
  gf_section_units_add_pieces (units->lines, units->document, start, end, title);
}

/* The head of the table that @found is a row of: @head, or another since line @seen. */
static size_t
find_head (const GfLines *lines, size_t head, size_t seen, const GfCase *found)
{
  size_t next;

  if (gf_lines_get (lines, found->start)->kind != GF_BLOCK_TABLE_ROW)
    return SIZE_MAX;
  next = gf_case_rows_find_head (lines, seen, found->start + 1);
  if (next != SIZE_MAX || head == SIZE_MAX)
    return next;
  for (size_t i = seen; i < found->start; i++)
    if (!gf_lines_get (lines, i)->aside
        && gf_lines_get (lines, i)->kind != GF_BLOCK_TABLE_ROW)
      return SIZE_MAX;
  return head;
}

void
gf_case_units_add (const GfCaseUnits *units, const GArray *cases)
{
  size_t n_lines = gf_lines_size (units->lines);
  const GfCase *first = &g_array_index (cases, GfCase, 0);
  const GfCase *last = &g_array_index (cases, GfCase, cases->len - 1);
  size_t tail = gf_find_tail (units->lines, last->text, n_lines);
  size_t rest = find_miscellany (units->lines, last->text, tail);
  size_t head = SIZE_MAX, seen = 0;
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (GfCaseLines));

  gf_section_units_add_pieces (units->lines, units->document, 0, first->start,
                               units->document->title);
  for (guint i = 0; i < cases->len; i++)
    {
      const GfCase *found = &g_array_index (cases, GfCase, i);
      size_t end = i + 1 < cases->len ? g_array_index (cases, GfCase, i + 1).start : rest;

      head = find_head (units->lines, head, seen, found);
      seen = found->start + 1;

      GfCaseLines of = { add_case (units, found, end, head), found->start, end };
      if (of.unit != NULL)
        g_array_append_val (added, of);
    }
  gf_taken_off_read (units->lines, added);
  add_miscellany (units, rest, tail);
  gf_section_units_add_pieces (units->lines, units->document, tail, n_lines,
                               units->document->title);
}

/* A row of a table, or "Saksnr: 12/19": where a paper says which case it is; running text
   only refers to others. */
static bool
tells_course (const GfLines *lines, const GfLine *line)
{
  return gf_line_is_row (line)
         || gf_line_begins_with (lines, line, GF_HEADING_CASE_COLUMN);
}

/* "Utvalgssak" by itself, and the number on the line below. */
static bool
find_below (const GfLines *lines, size_t index, GfNumber *number)
{
  size_t below = gf_lines_next (lines, index + 1);

  return gf_line_is_only (lines, gf_lines_get (lines, index), GF_HEADING_CASE_COLUMN)
         && below < gf_lines_size (lines) && gf_lines_get (lines, below)->bare_length < 30
         && gf_number_find (lines, gf_lines_get (lines, below), number);
}

/* The number that the head of a paper gives it: the last of those that name none of the
 * bodies it goes to. */
static bool
find_number (const GfLines *lines, GfNumber *number_out)
{
  bool found = false;

  for (size_t i = 0; i < gf_lines_size (lines) && i < MAX_HEAD_LINES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      GfNumber number;
      GfCourse course;

      if (line->aside)
        continue;
      if (gf_course_is_head (lines, line) && gf_course_read (lines, i, &course))
        {
          *number_out = course.number;
          return true;
        }
      if (!find_below (lines, i, &number)
          && !(tells_course (lines, line) && gf_number_find (lines, line, &number)))
        continue;
      *number_out = number;
      found = true;
    }
  return found;
}

/* Whether @title, "Saksutgreiing – hytter", has @found, "Hytter", in it. */
static bool
is_within (const char *found, const char *title)
{
  g_autofree char *part = g_utf8_casefold (found, -1);
  g_autofree char *whole = g_utf8_casefold (title, -1);

  return strstr (whole, part) != NULL;
}

/* The title below a paper's head, where the document's own is but what papers are called.
 */
static char *
dup_paper_title (const GfCaseUnits *units, size_t *text_out)
{
  const char *title = units->document->title;
  GfLine line = { .bare = title, .bare_length = title != NULL ? strlen (title) : 0 };
  size_t end = MIN (gf_lines_size (units->lines), MAX_HEAD_LINES);

  bool named = title != NULL && !gf_paper_is_heading (units->lines, &line);

  *text_out = 0;
  for (size_t i = 0; i < end; i++)
    {
      char *found;

      if (!gf_line_find_key (units->lines, gf_lines_get (units->lines, i),
                             GF_MEANING (GF_HEADING_WORKER_KEY)
                                 | GF_MEANING (GF_HEADING_ARCHIVE_KEY),
                             NULL))
        continue;
      found = gf_case_read_title_at (units->lines, gf_paper_skip (units->lines, i),
                                     text_out);
      if (found != NULL && (!named || is_within (found, title)))
        return found;
      g_free (found);
    }
  *text_out = 0;
  return g_strdup (title);
}

static void
add_paper (const GfCaseUnits *units, const GArray *cases)
{
  size_t n_lines = gf_lines_size (units->lines), text = 0;
  GfUnit *unit = gf_units_add (units->lines, units->document, GF_UNIT_CASE, 0, n_lines);
  GfNumber number = { .kind = GF_NUMBER_ITEM, .serial = 1 };

  if (unit == NULL)
    return;
  if (!find_number (units->lines, &number) && cases->len > 0
      && g_array_index (cases, GfCase, 0).start < MAX_HEAD_LINES
      && (g_array_index (cases, GfCase, 0).number.worded
          || g_array_index (cases, GfCase, 0).number.prefix[0] != '\0'))
    number = g_array_index (cases, GfCase, 0).number;
  set_number (unit, &number);
  unit->title = dup_paper_title (units, &text);
  unit->archive_number = gf_archive_dup (units->lines, 0, n_lines);
  read_text (units, unit, 0, text, n_lines, false);
}

void
gf_case_units_add_paper (const GfCaseUnits *units, const GArray *cases)
{
  guint n_papers = 0;

  for (guint i = 0; i < cases->len; i++)
    n_papers += g_array_index (cases, GfCase, i).paper;
  if (n_papers >= 2)
    gf_case_units_add (units, cases);
  else
    add_paper (units, cases);
}
