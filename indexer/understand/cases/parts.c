/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/parts.h"

typedef struct
{
  const GfPassages *passages;
  const GfDecision *decision;
  GArray *offsets; /* of the lines from @start on */
  size_t start;
  GPtrArray *parts;
} Reader;

static size_t
offset_of (const Reader *reader, size_t line)
{
  return g_array_index (reader->offsets, size_t, line - reader->start);
}

static bool
has_text (const GfLine *line)
{
  return !line->aside && !line->rule && line->bare_length > 0;
}

/* The part from byte @skip of line @first up to line @end, without lines that hold no
 * text at its ends. */
static void
add_part (const Reader *reader, GfCasePartKind kind, char *label, size_t first,
          uint32_t skip, size_t end)
{
  g_autofree char *owned = label;
  const GfLines *lines = reader->passages->lines;
  const GfLine *line;
  GfTextSpan span;

  while (first < end
         && (!has_text (gf_lines_get (lines, first))
             || skip >= gf_lines_get (lines, first)->bare_length))
    {
      first++;
      skip = 0;
    }
  while (end > first && !has_text (gf_lines_get (lines, end - 1)))
    end--;
  if (first >= end)
    return;
  line = gf_lines_get (lines, end - 1);
  span.start = (uint32_t) (offset_of (reader, first) + skip);
  span.length = (uint32_t) (offset_of (reader, end - 1) + line->bare_length - span.start);
  span.page = gf_lines_get (lines, first)->page;
  g_ptr_array_add (reader->parts, gf_case_part_new (kind, owned, span));
}

/* Text before a label in the midst of line @line. */
static void
add_before (const Reader *reader, size_t line, uint32_t at)
{
  const GfLine *whole = gf_lines_get (reader->passages->lines, line);
  uint32_t length = at;
  GfTextSpan span;

  while (length > 0 && g_ascii_isspace (whole->bare[length - 1]))
    length--;
  if (length == 0 || !has_text (whole))
    return;
  span = (GfTextSpan){ (uint32_t) offset_of (reader, line), length, whole->page };
  g_ptr_array_add (reader->parts, gf_case_part_new (GF_CASE_PART_DISCUSSION, NULL, span));
}

/* In an agenda or a case paper nothing is decided, but that the case was taken off. */
static GfCasePartKind
decided_kind (const Reader *reader)
{
  GfOutcome outcome
      = reader->decision != NULL ? reader->decision->outcome : GF_OUTCOME_UNKNOWN;

  return outcome == GF_OUTCOME_WITHDRAWN
                 || (reader->passages->of_meeting && outcome != GF_OUTCOME_PROPOSED)
             ? GF_CASE_PART_DECISION
             : GF_CASE_PART_PROPOSAL;
}

/* Text without a label from line @start up to @end: discussion, but for what was found to
 * decide. */
static void
add_gap (const Reader *reader, size_t start, size_t end)
{
  const GfPassage *decided = &reader->passages->decided;
  bool inside = reader->decision != NULL && decided->end > 0 && decided->start >= start
                && decided->end <= end;

  if (!inside || start >= end)
    {
      add_part (reader, GF_CASE_PART_DISCUSSION, NULL, start, 0, end);
      return;
    }
  add_part (reader, GF_CASE_PART_DISCUSSION, NULL, start, 0, decided->start);
  if (decided->line != SIZE_MAX)
    add_before (reader, decided->line, decided->at);
  add_part (reader, decided_kind (reader),
            decided->line != SIZE_MAX ? gf_passage_dup_label (reader->passages, decided)
                                      : NULL,
            decided->start, decided->line == decided->start ? decided->label.rest : 0,
            decided->end);
  add_part (reader, GF_CASE_PART_DISCUSSION, NULL, decided->end, 0, end);
}

static bool
is_decided (const Reader *reader, const GfPassage *passage)
{
  return reader->decision != NULL && reader->passages->decided.end > 0
         && reader->passages->decided.line == passage->line;
}

static GfCasePartKind
kind_of (const Reader *reader, const GfPassage *passage)
{
  /* What another body decided before is a decision, though not of this meeting. */
  GfHeading role = passage->told_before ? passage->label.role
                                        : gf_passages_role (reader->passages, passage);

  if (is_decided (reader, passage))
    return decided_kind (reader);
  switch ((int) role)
    {
    case GF_HEADING_DECISION:
      if (reader->passages->of_meeting)
        return GF_CASE_PART_DECISION;
      return gf_passage_is_quoted (reader->passages, passage) ? GF_CASE_PART_DISCUSSION
                                                              : GF_CASE_PART_PROPOSAL;
    case GF_HEADING_PROPOSAL:
    case GF_HEADING_RECOMMENDATION:
      return GF_CASE_PART_PROPOSAL;
    case GF_HEADING_VOTE:
      return GF_CASE_PART_VOTE;
    default:
      return passage->label.moved ? GF_CASE_PART_PROPOSAL : GF_CASE_PART_DISCUSSION;
    }
}

static void
add_passage (const Reader *reader, const GfPassage *passage)
{
  add_part (reader, kind_of (reader, passage),
            passage->label.length > 0 ? gf_passage_dup_label (reader->passages, passage)
                                      : NULL,
            passage->start, passage->start == passage->line ? passage->label.rest : 0,
            passage->end);
}

GPtrArray *
gf_parts_find (const GfPassages *passages, size_t start, size_t end,
               const GfDecision *decision)
{
  g_autoptr (GArray) offsets = gf_lines_dup_offsets (passages->lines, start, end);
  Reader reader = { passages, decision, offsets, start,
                    g_ptr_array_new_with_free_func ((GDestroyNotify) gf_case_part_free) };
  size_t cursor = passages->start;

  for (guint i = 0; i < passages->list->len; i++)
    {
      const GfPassage *passage = &g_array_index (passages->list, GfPassage, i);

      add_gap (&reader, cursor, passage->line);
      add_passage (&reader, passage);
      cursor = MAX (passage->end, passage->line + 1);
    }
  add_gap (&reader, cursor, passages->end);
  return reader.parts;
}
