/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/decision-votes.h"

#include <string.h>

#include "indexer/understand/cases/outcomes-private.h"
#include "indexer/understand/cases/treatments.h"
#include "indexer/understand/cases/votes.h"

/* Of the beginning of a sentence: they tell it from the others of a case. */
#define TELLING_BYTES 40

#define MAX_LINE_BYTES 20000
/* Votes are told of right before the label of the decision. */
#define MAX_LINES_BEFORE 12
#define MAX_RECORD_WORDS 2000

/* Where "Votering:" stands in @line after other text: the offset of what follows; 0 for
 * nowhere. */
static size_t
inline_votes (GfPassages *reader, const GfLine *line)
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

static bool
is_vote_passage (const GfPassages *reader, size_t index)
{
  for (guint i = 0; i < reader->list->len; i++)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i);

      if (passage->line == index && passage->label.role == GF_HEADING_VOTE
          && passage->label.length > 0)
        return true;
    }
  return false;
}

static char *
dup_inline_votes (GfPassages *reader)
{
  uint32_t page = 0;

  for (size_t i = reader->start; i < reader->end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      size_t rest = line->aside || line->rule ? 0 : inline_votes (reader, line);
      GfPassage passage
          = { .label.rest = (uint32_t) rest, .line = i, .start = i, .end = i + 1 };

      if (rest == 0 || is_vote_passage (reader, i))
        continue;
      while (passage.end < reader->end
             && !gf_lines_get (reader->lines, passage.end)->first)
        passage.end++;
      return gf_passage_dup_text (reader, &passage, &page);
    }
  return g_strdup ("");
}

char *
gf_decision_dup_votes (GfPassages *reader)
{
  const GfPassage *passage = gf_passages_find (reader, GF_HEADING_VOTE);
  uint32_t page = 0;

  return passage != NULL ? gf_passage_dup_text (reader, passage, &page)
                         : dup_inline_votes (reader);
}

/* The paragraph, from the line on, that tells of the recommendation's own fall; NULL for
 * none. */
char *
gf_decision_dup_fall (GfPassages *reader)
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

/* "2 stemte for forslaget, 4 stemte mot.", which tells of no fall by its words. */
static bool
read_lost (const GfPassages *reader, GfDecision *decision, const char *text)
{
  int32_t in_favour = -1, against = -1;

  if (!gf_votes_read (reader->lines->registers, text, strlen (text), false, &in_favour,
                      &against)
      || in_favour < 0 || against <= in_favour)
    return false;
  decision->votes_for = in_favour;
  decision->votes_against = against;
  return true;
}

bool
gf_decision_read_votes (GfPassages *reader, GfDecision *decision, const char *text)
{
  bool rejected = decision->outcome == GF_OUTCOME_REJECTED;

  return text != NULL
         && (gf_votes_read (reader->lines->registers, text, strlen (text), rejected,
                            &decision->votes_for, &decision->votes_against)
             || (rejected && read_lost (reader, decision, text)));
}

/* Whether what stands under a label is what was said and done in the meeting. */
bool
gf_decision_is_of_meeting (const GfPassages *reader, const GfPassage *passage)
{
  static const char *const words[]
      = { "ehandling", "andsaming", "\xc3\xb8tet", "rdskifte" };
  g_autofree char *label = passage->label.length > 0 && !passage->label.moved
                               ? gf_passage_dup_label (reader, passage)
                               : NULL;

  if (passage->label.role == GF_HEADING_VOTE || passage->label.moved)
    return true;
  for (size_t i = 0; label != NULL && i < G_N_ELEMENTS (words); i++)
    if (passage->label.role == GF_HEADING_DISCUSSION
        && (strstr (label, words[i]) != NULL || strstr (label, "HANDLING") != NULL))
      return true;
  return false;
}

/* Whether what stands in @passage is of the meeting that decided, and not of another
 * body's, or an earlier one. */
static bool
is_of_same_meeting (const GfPassages *reader, const GfPassage *passage)
{
  return !passage->told_before && (!passage->of_other || reader->decided.of_other);
}

/* "Votering:", and not a paragraph that tells of a vote without that label. */
static bool
is_vote_label (const GfPassages *reader, const GfPassage *passage)
{
  (void) reader;
  return passage->label.role == GF_HEADING_VOTE && passage->label.length > 0;
}

/* The line of the label after @passage, of the list of @reader; the end of the case. */
static size_t
next_label (const GfPassages *reader, const GfPassage *passage)
{
  const GfPassage *next = passage + 1;

  return next < &g_array_index (reader->list, GfPassage, reader->list->len)
             ? MAX (next->line, passage->end)
             : reader->end;
}

/* The end of @passage, of the list of @reader, and of the paragraphs right below it that
 * tell what became of what was proposed there: "Forslaget falt med 1 mot 4 stemmer." ends
 * what is said. */
static size_t
end_with_told (const GfPassages *reader, const GfPassage *passage)
{
  size_t end = passage->end, last = next_label (reader, passage);

  while (end < last && !gf_lines_get (reader->lines, end)->aside
         && gf_lines_get (reader->lines, end)->kind != GF_BLOCK_HEADING
         && gf_passages_find_statement_on (reader, end) != GF_OUTCOME_UNKNOWN)
    do
      end++;
    while (end < last && !gf_lines_get (reader->lines, end)->first);
  return end;
}

/* "Heradsstyret - sak 008/18:", right above the decision: what that body said and did. */
static bool
is_above_decision (const GfPassages *reader, const GfPassage *passage)
{
  const GfPassage *next = passage + 1;

  return passage->label.role == GF_HEADING_DISCUSSION && passage->label.length > 0
         && gf_passage_is_quoted (reader, passage)
         && next < &g_array_index (reader->list, GfPassage, reader->list->len)
         && next->line >= passage->end
         && gf_passages_role (reader, next) == GF_HEADING_DECISION;
}

static bool
tells_of_meeting (const GfPassages *reader, const GfPassage *passage)
{
  return (passage->label.role == GF_HEADING_VOTE
          || passage->label.role == GF_HEADING_DISCUSSION)
         && (gf_decision_is_of_meeting (reader, passage)
             || is_above_decision (reader, passage));
}

/* "Votering: Enstemmig vedtatt.": what was counted before that was not the last vote. */
static bool
is_unanimous_vote (const GfPassages *reader)
{
  static const char *const unanimous[]
      = { "enstemmig", "einstemmig", "samrøystes", NULL };

  for (guint i = reader->list->len; i > 0; i--)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i - 1);
      GfPassage whole = *passage;
      g_autofree char *text = NULL;
      uint32_t page = 0;

      if (!is_vote_label (reader, passage))
        continue;
      whole.end = end_with_told (reader, passage);
      text = gf_passage_dup_text (reader, &whole, &page);
      g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_RECORD_WORDS);
      for (size_t k = 0; k < words->words->len; k++)
        if (gf_words_is_any (words, k, unanimous))
          return true;
      return false;
    }
  return false;
}

/* The votes told of in the passages for which @counts, the last first. */
static bool
set_votes_of (GfPassages *reader, GfDecision *decision,
              bool (*counts) (const GfPassages *reader, const GfPassage *passage))
{
  for (guint i = reader->list->len; i > 0; i--)
    {
      GfPassage passage = g_array_index (reader->list, GfPassage, i - 1);
      g_autofree char *text = NULL;
      uint32_t page = 0;

      if (!is_of_same_meeting (reader, &passage)
          || !counts (reader, &g_array_index (reader->list, GfPassage, i - 1)))
        continue;
      passage.end
          = end_with_told (reader, &g_array_index (reader->list, GfPassage, i - 1));
      text = gf_passage_dup_text (reader, &passage, &page);
      if (gf_decision_read_votes (reader, decision, text))
        return true;
    }
  return false;
}

/* Whether @text says what became of a proposal. */
bool
gf_decision_tells_end (const GfPassages *reader, const char *text)
{
  uint64_t meanings = GF_MEANING (GF_OUTCOME_ADOPTED) | GF_MEANING (GF_OUTCOME_POSTPONED)
                      | GF_MEANING (GF_OUTCOME_WITHDRAWN)
                      | GF_MEANING (GF_OUTCOME_WORD_FELL);
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_RECORD_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is (words, i, "samrøystes"))
      return true;
  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (gf_outcome_sentence_has (reader->lines->registers, words, start, end, meanings))
        return true;
    }
  return false;
}

/* The votes told of right before the first label, where they settled something. */
static bool
set_votes_before (GfPassages *reader, GfDecision *decision)
{
  size_t end = reader->list->len > 0 ? g_array_index (reader->list, GfPassage, 0).line
                                     : reader->end;
  size_t start
      = end > reader->start + MAX_LINES_BEFORE ? end - MAX_LINES_BEFORE : reader->start;

  for (size_t i = end; i > start; i--)
    {
      GfPassage line = { .line = SIZE_MAX, .start = i - 1, .end = i };
      uint32_t page = 0;
      g_autofree char *text = gf_passage_dup_text (reader, &line, &page);

      if (gf_decision_tells_end (reader, text)
          && !gf_treatments_tells_of_other (reader, i - 1)
          && gf_decision_read_votes (reader, decision, text))
        return true;
    }
  return false;
}

void
gf_decision_set_votes (GfPassages *reader, GfDecision *decision)
{
  g_autofree char *inlined = NULL, *fall = NULL;

  if (decision->outcome == GF_OUTCOME_PROPOSED)
    return;
  /* "Vedtak (4 mot 2 røyster)" */
  if (gf_decision_read_votes (reader, decision, decision->label)
      || set_votes_of (reader, decision, is_vote_label))
    return;
  inlined = dup_inline_votes (reader);
  fall = decision->outcome == GF_OUTCOME_REJECTED ? gf_decision_dup_fall (reader) : NULL;
  if (!gf_decision_read_votes (reader, decision, inlined)
      && !gf_decision_read_votes (reader, decision, fall)
      && !gf_decision_read_votes (reader, decision, decision->text)
      && !is_unanimous_vote (reader)
      && !set_votes_of (reader, decision, tells_of_meeting))
    set_votes_before (reader, decision);
}

/* The text of @line and of the one that follows it, with a blank between them. */
static char *
join_lines (const GfPassages *reader, size_t line)
{
  const GfLine *first = gf_lines_get (reader->lines, line);
  size_t next = line + 1;

  while (next < reader->end && gf_lines_get (reader->lines, next)->aside)
    next++;
  if (next >= reader->end)
    return g_strndup (first->bare, first->bare_length);
  const GfLine *second = gf_lines_get (reader->lines, next);
  return g_strdup_printf ("%.*s %.*s", (int) first->bare_length, first->bare,
                          (int) second->bare_length, second->bare);
}

/* The page of the last line in which @sentence begins, maybe to go on in the next; else
 * of the case. */
static uint32_t
page_of (const GfPassages *reader, const char *sentence)
{
  uint32_t page = gf_lines_get (reader->lines, reader->start)->page;
  g_autofree char *start = g_strndup (sentence, TELLING_BYTES);

  g_strdelimit (start, "\n", ' ');
  for (size_t i = reader->start; i < reader->end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      g_autofree char *text = line->aside ? NULL : join_lines (reader, i);
      const char *at = text != NULL ? strstr (text, start) : NULL;

      if (at != NULL && (size_t) (at - text) < line->bare_length)
        page = line->page;
    }
  return page;
}

GfDecision *
gf_decision_find_motion (GfPassages *reader)
{
  GfPassage whole = { .line = SIZE_MAX, .start = reader->start, .end = reader->end };
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, &whole, &page);
  GfOutcome outcome = GF_OUTCOME_UNKNOWN;
  char *carried = gf_outcome_dup_carried_motion (reader->lines->registers, text,
                                                 strlen (text), &outcome);
  GfDecision *decision;

  if (carried == NULL)
    return NULL;
  decision = gf_decision_new ();
  decision->text = g_strdup (carried);
  decision->evidence = carried;
  decision->outcome = outcome;
  decision->page = page_of (reader, carried);
  gf_decision_set_votes (reader, decision);
  return decision;
}

/* Whether what stands in @passage, of a meeting, says what became of a proposal. */
static bool
passage_tells_end (const GfPassages *reader, const GfPassage *passage)
{
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, passage, &page);

  return gf_decision_tells_end (reader, text);
}

bool
gf_decision_is_recorded (const GfPassages *reader)
{
  bool decided = false, told = false;

  for (guint i = 0; i < reader->list->len; i++)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i);

      if (gf_decision_is_of_meeting (reader, passage))
        told |= !passage->label.moved && passage_tells_end (reader, passage);
      else if (passage->label.role == GF_HEADING_DECISION)
        decided |= !gf_passage_is_empty (reader, passage)
                   && !gf_passage_is_quoted (reader, passage);
      else if (passage->label.role == GF_HEADING_RECOMMENDATION)
        decided |= told && !passage->label.officer;
    }
  return decided && told;
}
