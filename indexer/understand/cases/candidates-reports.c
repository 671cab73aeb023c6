/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports with numbers of their own that are laid before a meeting within one case. */
#include "indexer/understand/cases/candidates.h"

#include <string.h>

#include "indexer/understand/cases/outcomes.h"
#include "indexer/understand/reading/labels.h"

/* Whether anything is decided, or told to be, on the lines from @start up to @end. */
static bool
decides_between (const GfLines *lines, size_t start, size_t end)
{
  GfLabel label;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (gf_label_read (lines, line, &label)
              ? label.role == GF_HEADING_DECISION
              : gf_outcome_find_alone (lines->registers, line->bare, line->bare_length)
                    != GF_OUTCOME_UNKNOWN)
        return true;
    }
  return false;
}

static bool
is_same (const GfNumber *a, const GfNumber *b)
{
  return a->serial == b->serial && a->year == b->year
         && strcmp (a->prefix, b->prefix) == 0;
}

/* Whether the number of candidate @index stands in another place too. */
static bool
stands_twice (const GArray *candidates, guint index)
{
  for (guint i = 0; i < candidates->len; i++)
    if (i != index
        && is_same (&gf_candidate_get (candidates, i)->number,
                    &gf_candidate_get (candidates, index)->number))
      return true;
  return false;
}

static guint
next_chosen (const GArray *candidates, guint index)
{
  while (index < candidates->len && !gf_candidate_get (candidates, index)->chosen)
    index++;
  return index;
}

/* Whether candidate @index may be a report laid before the meeting in the case @owner.
 * Nothing is decided between it and @above, of the one before, or the title. */
static bool
is_report (const GfLines *lines, const GArray *candidates, guint index,
           const GfCandidate *owner, size_t above)
{
  const GfCandidate *candidate = gf_candidate_get (candidates, index);

  return candidate->number.prefix[0] != '\0' && !candidate->course
         && strcmp (candidate->number.prefix, owner->number.prefix) != 0
         && !decides_between (lines, above, candidate->line)
         && !stands_twice (candidates, index);
}

/* The reports in the case @owner, which stand from candidate @first on, are none of their
 * own.  They go together, or none does.  Returns: the candidate after them. */
static guint
mark_run (const GfLines *lines, GArray *candidates, guint owner, guint first, size_t text)
{
  const GfCandidate *whole = gf_candidate_get (candidates, owner);
  const char *prefix = first < candidates->len
                           ? gf_candidate_get (candidates, first)->number.prefix
                           : "";
  guint end = first;

  for (guint i = first; i < candidates->len; i = next_chosen (candidates, i + 1))
    {
      const GfCandidate *candidate = gf_candidate_get (candidates, i);

      if (strcmp (candidate->number.prefix, prefix) != 0)
        break;
      if (!is_report (lines, candidates, i, whole, text))
        return first;
      text = candidate->line + 1;
      end = i + 1;
    }
  for (guint i = first; i < end; i++)
    {
      gf_candidate_get (candidates, i)->chosen = false;
      gf_candidate_get (candidates, i)->inner = true;
    }
  return next_chosen (candidates, end);
}

void
gf_candidates_mark_reports (const GfLines *lines, GArray *candidates)
{
  guint i = next_chosen (candidates, 0);

  while (i < candidates->len)
    {
      size_t text = 0;
      g_autofree char *title
          = gf_candidate_dup_title (lines, gf_candidate_get (candidates, i), &text);
      guint next = next_chosen (candidates, i + 1);

      if (title != NULL && gf_outcome_only_tells (lines->registers, title))
        next = mark_run (lines, candidates, i, next, text);
      i = next;
    }
}
