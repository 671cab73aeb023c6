/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/decisions.h"

#include <string.h>

#include "indexer/understand/outcomes.h"
#include "indexer/understand/passages.h"
#include "indexer/understand/votes.h"

/* A statement without a label is short. */
#define MAX_STATEMENT_BYTES 300
#define MAX_LINE_BYTES 20000

/* Where "Votering:" stands in @line after other text: the offset of what follows; 0 for
 * nowhere. */
static size_t
inline_votes (const GfPassages *reader, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  for (size_t i = 1; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      size_t end = word->start + word->length;

      if (end < line->bare_length && line->bare[end] == ':'
          && gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                                 GF_MEANING (GF_HEADING_VOTE), words, i, NULL)
                 != NULL)
        return end + 1;
    }
  return 0;
}

static char *
dup_inline_votes (const GfPassages *reader)
{
  uint32_t page = 0;

  for (size_t i = reader->start; i < reader->end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      size_t rest = line->aside || line->rule ? 0 : inline_votes (reader, line);
      GfPassage passage
          = { .label.rest = (uint32_t) rest, .line = i, .start = i, .end = i + 1 };

      if (rest == 0)
        continue;
      while (passage.end < reader->end
             && !gf_lines_get (reader->lines, passage.end)->first)
        passage.end++;
      return gf_passage_dup_text (reader, &passage, &page);
    }
  return g_strdup ("");
}

static char *
dup_votes_text (const GfPassages *reader)
{
  const GfPassage *passage = gf_passages_find (reader, GF_HEADING_VOTE);
  uint32_t page = 0;

  return passage != NULL ? gf_passage_dup_text (reader, passage, &page)
                         : dup_inline_votes (reader);
}

/* The paragraph, from the line on, that tells of the recommendation's own fall; NULL for
 * none. */
static char *
dup_fall (const GfPassages *reader)
{
  for (size_t i = reader->start; i < reader->end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      size_t length = gf_whole_characters (line->bare, line->bare_length, MAX_LINE_BYTES);
      GfPassage paragraph = { .line = SIZE_MAX, .start = i, .end = i + 1 };
      uint32_t page = 0;

      if (line->aside || line->rule
          || !gf_outcome_recommendation_fell (reader->lines->registers, line->bare,
                                              length))
        continue;
      while (paragraph.end < reader->end
             && !gf_lines_get (reader->lines, paragraph.end)->first)
        paragraph.end++;
      return gf_passage_dup_text (reader, &paragraph, &page);
    }
  return NULL;
}

static bool
set_votes_of_fall (const GfPassages *reader, GfDecision *decision)
{
  g_autofree char *fall
      = decision->outcome == GF_OUTCOME_REJECTED ? dup_fall (reader) : NULL;

  return fall != NULL
         && gf_votes_read (fall, strlen (fall), true, &decision->votes_for,
                           &decision->votes_against);
}

static void
set_votes (const GfPassages *reader, GfDecision *decision)
{
  g_autofree char *votes = dup_votes_text (reader);
  bool fell = decision->outcome == GF_OUTCOME_REJECTED;

  if (decision->outcome == GF_OUTCOME_PROPOSED)
    return;
  /* "Vedtak (4 mot 2 røyster)" */
  if (decision->label != NULL
      && gf_votes_read (decision->label, strlen (decision->label), fell,
                        &decision->votes_for, &decision->votes_against))
    return;
  if (!gf_votes_read (
          votes, strlen (votes),
          fell && gf_outcome_fell (reader->lines->registers, votes, strlen (votes)),
          &decision->votes_for, &decision->votes_against)
      && !set_votes_of_fall (reader, decision))
    gf_votes_read (decision->text, strlen (decision->text), fell, &decision->votes_for,
                   &decision->votes_against);
}

static GfDecision *
decision_new (const GfPassages *reader, const GfPassage *passage, GfOutcome outcome)
{
  GfDecision *decision = gf_decision_new ();

  decision->text = gf_passage_dup_text (reader, passage, &decision->page);
  decision->label = gf_passage_dup_label (reader, passage);
  decision->outcome = outcome;
  return decision;
}

/* The words of the vote decide where those of the decision only say what is not to be
 * done. */
static GfOutcome
with_vote (const GfPassages *reader, GfOutcome outcome, const char *text)
{
  g_autofree char *votes = dup_votes_text (reader);
  g_autofree char *fall = NULL;

  if (outcome != GF_OUTCOME_ADOPTED || !gf_outcome_is_negated (text, strlen (text)))
    return outcome;
  fall = dup_fall (reader);
  if (fall != NULL || gf_outcome_fell (reader->lines->registers, votes, strlen (votes)))
    return GF_OUTCOME_REJECTED;
  return outcome;
}

static GfDecision *
decided (const GfPassages *reader, const GfPassage *passage)
{
  GfDecision *decision = decision_new (reader, passage, GF_OUTCOME_UNKNOWN);
  GfOutcome outcome = gf_outcome_read (reader->lines->registers, decision->text,
                                       strlen (decision->text));

  decision->outcome = with_vote (reader, outcome, decision->text);
  set_votes (reader, decision);
  return decision;
}

static bool
is_subject (const GfWords *words, const char *const *subjects, size_t *n_words_out)
{
  for (size_t i = 0; subjects != NULL && subjects[i] != NULL; i++)
    {
      size_t length = strlen (subjects[i]);

      if (!g_str_has_prefix (words->folded, subjects[i])
          || g_ascii_isalnum (words->folded[length])
          || (unsigned char) words->folded[length] >= 0x80)
        continue;
      *n_words_out = 0;
      while (*n_words_out < words->words->len
             && gf_words_get (words, *n_words_out)->start < length)
        ++*n_words_out;
      return true;
    }
  return false;
}

/* "Grenlandssamarbeidet viderefører abonnement ...": the body does what deciding does. */
static bool
performs_on (const GfPassages *reader, size_t index, const char *const *subjects)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  size_t n_words = 0;

  if (line->aside || line->rule || line->bare_length > MAX_STATEMENT_BYTES)
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, 20);

  return words->words->len > 0 && is_subject (words, subjects, &n_words)
         && gf_outcome_performs (reader->lines->registers, words, n_words);
}

static GfDecision *
without_label (const GfPassages *reader, size_t first, size_t last, GfOutcome outcome)
{
  GfPassage passage = { .line = SIZE_MAX, .start = first, .end = last + 1 };
  GfDecision *decision = gf_decision_new ();

  decision->text = gf_passage_dup_text (reader, &passage, &decision->page);
  decision->outcome = outcome;
  set_votes (reader, decision);
  return decision;
}

/* "Lina orienterte. Saken utsettes.": at the end of the last line of the case. */
static GfOutcome
end_of (const GfPassages *reader, size_t start)
{
  size_t last = reader->end;
  const GfLine *line;

  while (last > start && gf_lines_get (reader->lines, last - 1)->aside)
    last--;
  if (last == start)
    return GF_OUTCOME_UNKNOWN;
  line = gf_lines_get (reader->lines, last - 1);
  return line->rule || line->bare_length > MAX_LINE_BYTES
             ? GF_OUTCOME_UNKNOWN
             : gf_outcome_find_end (reader->lines->registers, line->bare,
                                    line->bare_length);
}

static GfDecision *
find_statement (const GfPassages *reader, size_t start)
{
  GfOutcome at_end = end_of (reader, start);

  for (size_t i = reader->end; i > start; i--)
    {
      const GfLine *line = gf_lines_get (reader->lines, i - 1);
      GfOutcome outcome = gf_passages_find_statement_on (reader, i - 1);

      if (at_end != GF_OUTCOME_UNKNOWN && !line->aside)
        return without_label (reader, i - 1, i - 1, at_end);

      if (outcome != GF_OUTCOME_UNKNOWN)
        return without_label (reader, i - 1, i - 1, outcome);
    }
  return NULL;
}

static GfDecision *
find_performed (const GfPassages *reader, const char *const *subjects)
{
  size_t first = SIZE_MAX, last = 0;

  for (size_t i = reader->start; i < reader->end; i++)
    if (performs_on (reader, i, subjects))
      {
        first = MIN (first, i);
        last = i;
      }
  return first != SIZE_MAX ? without_label (reader, first, last, GF_OUTCOME_ADOPTED)
                           : NULL;
}

static bool
tells_of_meeting (GfHeading role)
{
  return role == GF_HEADING_VOTE || role == GF_HEADING_DISCUSSION;
}

/* What a vote or a discussion after a proposal says became of it. */
static GfOutcome
outcome_after (const GfPassages *reader, const GfPassage *proposal)
{
  for (guint i = reader->list->len; i > 0; i--)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i - 1);
      uint32_t page = 0;

      if (passage->line < proposal->line || !tells_of_meeting (passage->label.role))
        continue;

      g_autofree char *text = gf_passage_dup_text (reader, passage, &page);
      GfOutcome outcome
          = gf_outcome_find_last (reader->lines->registers, text, strlen (text));

      if (passage->label.role == GF_HEADING_VOTE
          && gf_outcome_fell (reader->lines->registers, text, strlen (text)))
        return GF_OUTCOME_REJECTED;
      if (outcome != GF_OUTCOME_UNKNOWN)
        return outcome;
    }
  return GF_OUTCOME_UNKNOWN;
}

/* What a body recommends it has decided, unless it was voted down after all, put off or
 * taken off. */
static GfDecision *
recommended (const GfPassages *reader, const GfPassage *passage)
{
  g_autofree char *fall = dup_fall (reader);
  GfDecision *decision = fall == NULL ? find_statement (reader, passage->end) : NULL;

  if (decision != NULL
      && (decision->outcome == GF_OUTCOME_POSTPONED
          || decision->outcome == GF_OUTCOME_WITHDRAWN))
    return decision;
  g_clear_pointer (&decision, gf_decision_free);
  if (fall == NULL)
    return decided (reader, passage);
  decision = decision_new (reader, passage, GF_OUTCOME_REJECTED);
  set_votes (reader, decision);
  return decision;
}

static GfDecision *
proposed (const GfPassages *reader, const GfPassage *passage)
{
  GfOutcome outcome
      = reader->of_meeting ? outcome_after (reader, passage) : GF_OUTCOME_UNKNOWN;
  GfDecision *decision = decision_new (
      reader, passage, outcome == GF_OUTCOME_UNKNOWN ? GF_OUTCOME_PROPOSED : outcome);

  /* "Saken legges fram uten innstilling": under the label, but no proposal. */
  if (decision->outcome == GF_OUTCOME_PROPOSED
      && gf_outcome_read (reader->lines->registers, decision->text,
                          strlen (decision->text))
             == GF_OUTCOME_UNKNOWN)
    decision->outcome = GF_OUTCOME_UNKNOWN;
  set_votes (reader, decision);
  return decision;
}

static GfDecision *
find_inline (const GfPassages *reader)
{
  for (size_t i = reader->end; i > reader->start; i--)
    {
      GfPassage passage;

      if (gf_passages_read_inline (reader, i - 1, &passage))
        return reader->of_meeting && passage.label.role == GF_HEADING_DECISION
                   ? decided (reader, &passage)
                   : proposed (reader, &passage);
    }
  return NULL;
}

/* "Daglig leder anbefaler ..." */
static bool
recommends_on (const GfPassages *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  const GfRegisters *registers = reader->lines->registers;
  size_t size = 0;

  if (line->aside || line->rule || line->bare_length > MAX_LINE_BYTES)
    return false;

  g_autoptr (GfWords) words = gf_words_new (
      line->bare, gf_whole_characters (line->bare, line->bare_length, 120), 8);

  return words->words->len > 0
         && gf_registers_match (registers, GF_REGISTER_HEADINGS,
                                GF_MEANING (GF_HEADING_OFFICER), words, 0, &size)
                != NULL
         && size < words->words->len
         && gf_registers_match (registers, GF_REGISTER_HEADINGS,
                                GF_MEANING (GF_HEADING_RECOMMENDS), words, size, NULL)
                != NULL;
}

static GfDecision *
find_recommended (const GfPassages *reader)
{
  for (size_t i = reader->end; i > reader->start; i--)
    if (recommends_on (reader, i - 1))
      return without_label (reader, i - 1, i - 1, GF_OUTCOME_PROPOSED);
  return NULL;
}

/* "Vedtak i sak 12/19" in a paper is another case's. */
static bool
is_quoted (const GfPassages *reader, const GfPassage *passage)
{
  const GfLine *line = gf_lines_get (reader->lines, passage->line);

  for (uint32_t i = 0; i < passage->label.length; i++)
    if (g_ascii_isdigit (line->bare[i]))
      return true;
  return false;
}

/* In an agenda or a case paper nothing has been decided: what stands there is proposed.
 */
static GfDecision *
find_proposed (const GfPassages *reader)
{
  const GfPassage *passage = gf_passages_find (reader, GF_HEADING_PROPOSAL);
  GfDecision *decision;

  if (passage == NULL)
    passage = gf_passages_find (reader, GF_HEADING_DECISION);
  if (passage != NULL
      && (passage->label.role != GF_HEADING_DECISION || !is_quoted (reader, passage)))
    return proposed (reader, passage);
  decision = find_inline (reader);
  return decision != NULL ? decision : find_recommended (reader);
}

GfDecision *
gf_decision_find (const GfLines *lines, size_t start, size_t end, GfDocumentType type,
                  const char *const *subjects)
{
  g_autoptr (GfPassages) reader = gf_passages_new (
      lines, start, end, type == GF_TYPE_MINUTES || type == GF_TYPE_OTHER);
  const GfPassage *passage;
  GfDecision *decision;

  if (!reader->of_meeting)
    return find_proposed (reader);
  passage = gf_passages_find (reader, GF_HEADING_DECISION);
  if (passage != NULL)
    return decided (reader, passage);
  passage = gf_passages_find (reader, GF_HEADING_RECOMMENDATION);
  if (passage != NULL)
    return recommended (reader, passage);
  passage = gf_passages_find (reader, GF_HEADING_PROPOSAL);
  decision = find_statement (reader, passage != NULL ? passage->end : start);
  if (decision != NULL)
    return decision;
  if (passage != NULL)
    return proposed (reader, passage);
  decision = find_inline (reader);
  return decision != NULL ? decision : find_performed (reader, subjects);
}
