/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports with numbers of their own that are laid before a meeting within one case. */
#include "indexer/understand/cases/candidates.h"

#include <string.h>

#include "indexer/understand/cases/outcomes.h"
#include "indexer/understand/reading/labels.h"

/* What was decided on reports stands so near, and is so short. */
#define MAX_DECISION_LINES 40
#define MAX_DECIDED_LINES 6

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

/* What stands under the label on line @index, before @end. */
static char *
dup_decided (const GfLines *lines, size_t index, const GfLabel *label, size_t end)
{
  const GfLine *line = gf_lines_get (lines, index);
  GString *text
      = g_string_new_len (line->bare + label->rest, line->bare_length - label->rest);
  GfLabel next;

  for (size_t i = index + 1; i < MIN (end, index + MAX_DECIDED_LINES); i++)
    {
      line = gf_lines_get (lines, i);
      if (gf_label_read (lines, line, &next))
        break;
      if (!line->aside)
        g_string_append_printf (text, "\n%.*s", (int) line->bare_length, line->bare);
    }
  return g_string_free (text, FALSE);
}

/* "Klagen tas ikke til følge.": whether what is decided on the lines from @start up to
 * @end is of one report, and does not only take note of them all. */
static bool
decides_one (const GfLines *lines, size_t start, size_t end)
{
  GfLabel label;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      g_autofree char *text = NULL;
      GfOutcome outcome;

      if (line->aside || !gf_label_read (lines, line, &label)
          || label.role != GF_HEADING_DECISION)
        continue;
      text = dup_decided (lines, i, &label, end);
      outcome = gf_outcome_read (lines->registers, text, strlen (text));
      return outcome == GF_OUTCOME_REJECTED || outcome == GF_OUTCOME_POSTPONED
             || outcome == GF_OUTCOME_WITHDRAWN;
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

/* Whether what is decided below the report @index, the last of its run, is of that. */
static bool
has_own_decision (const GfLines *lines, const GArray *candidates, guint index)
{
  guint next = next_chosen (candidates, index + 1);
  size_t line = gf_candidate_get (candidates, index)->line,
         end = next < candidates->len ? gf_candidate_get (candidates, next)->line
                                      : gf_lines_size (lines);

  return decides_one (lines, line + 1, MIN (end, line + MAX_DECISION_LINES));
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
  if (end > first && has_own_decision (lines, candidates, end - 1))
    end--;
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

/* The items of @all, "Sak 3" where there are such, those that make an agenda chosen. */
static GArray *
choose_items (const GfLines *lines, const GArray *all)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (GfCandidate));
  guint n_worded = 0;

  for (guint i = 0; i < all->len; i++)
    n_worded += gf_candidate_get (all, i)->number.kind == GF_NUMBER_WORDED;
  for (guint i = 0; i < all->len; i++)
    if (gf_candidate_get (all, i)->number.kind
        == (n_worded > 1 ? GF_NUMBER_WORDED : GF_NUMBER_ITEM))
      g_array_append_val (items, *gf_candidate_get (all, i));
  gf_candidates_choose_items (lines, items);
  return items;
}

/* Whether what is told below the item @owner (nullable) is what is new. */
static bool
only_tells (const GfLines *lines, const GfCandidate *owner)
{
  size_t text = 0;
  g_autofree char *title
      = owner != NULL ? gf_candidate_dup_title (lines, owner, &text) : NULL;

  return title != NULL && gf_outcome_only_tells (lines->registers, title);
}

bool
gf_candidates_are_reports (const GfLines *lines, const GArray *all)
{
  g_autoptr (GArray) items = choose_items (lines, all);
  const GfCandidate *owner = NULL, *told = NULL;
  const char *prefix = NULL;
  guint next = next_chosen (items, 0);

  for (guint i = 0; i < all->len; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (all, i);

      if (candidate->number.kind != GF_NUMBER_YEARLY)
        continue;
      for (; next < items->len && gf_candidate_get (items, next)->line < candidate->line;
           next = next_chosen (items, next + 1))
        owner = gf_candidate_get (items, next);
      prefix = prefix == NULL ? candidate->number.prefix : prefix;
      if (candidate->course || *prefix == '\0'
          || strcmp (candidate->number.prefix, prefix) != 0
          || (owner != told && !only_tells (lines, owner)) || owner == NULL)
        return false;
      told = owner;
    }
  return told != NULL;
}
