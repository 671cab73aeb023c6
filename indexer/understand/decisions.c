/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/decisions.h"

#include <string.h>

#include "indexer/understand/outcomes.h"
#include "indexer/understand/passages.h"
#include "indexer/understand/votes.h"

/* A statement without a label is short. */
#define MAX_STATEMENT_BYTES 300
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
dup_votes_text (GfPassages *reader)
{
  const GfPassage *passage = gf_passages_find (reader, GF_HEADING_VOTE);
  uint32_t page = 0;

  return passage != NULL ? gf_passage_dup_text (reader, passage, &page)
                         : dup_inline_votes (reader);
}

/* The paragraph, from the line on, that tells of the recommendation's own fall; NULL for
 * none. */
static char *
dup_fall (GfPassages *reader)
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
read_votes (GfPassages *reader, GfDecision *decision, const char *text)
{
  return text != NULL
         && gf_votes_read (reader->lines->registers, text, strlen (text),
                           decision->outcome == GF_OUTCOME_REJECTED, &decision->votes_for,
                           &decision->votes_against);
}

/* Whether what stands under a label is what was said and done in the meeting. */
static bool
is_of_meeting (const GfPassages *reader, const GfPassage *passage)
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

/* The votes told of under the labels of @role, the last first. */
static bool
set_votes_of (GfPassages *reader, GfDecision *decision, GfHeading role)
{
  for (guint i = reader->list->len; i > 0; i--)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i - 1);
      g_autofree char *text = NULL;
      uint32_t page = 0;

      if (passage->label.role != role || !is_of_meeting (reader, passage))
        continue;
      text = gf_passage_dup_text (reader, passage, &page);
      if (read_votes (reader, decision, text))
        return true;
    }
  return false;
}

/* Whether @text says what became of a proposal. */
static bool
tells_end (const GfPassages *reader, const char *text)
{
  uint64_t meanings = GF_MEANING (GF_OUTCOME_ADOPTED) | GF_MEANING (GF_OUTCOME_POSTPONED)
                      | GF_MEANING (GF_OUTCOME_WITHDRAWN)
                      | GF_MEANING (GF_OUTCOME_WORD_FELL);
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_RECORD_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_registers_match (reader->lines->registers, GF_REGISTER_OUTCOMES, meanings,
                            words, i, NULL)
            != NULL
        || gf_words_is (words, i, "samrøystes"))
      return true;
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

      if (tells_end (reader, text) && read_votes (reader, decision, text))
        return true;
    }
  return false;
}

static void
set_votes (GfPassages *reader, GfDecision *decision)
{
  g_autofree char *inlined = NULL, *fall = NULL;

  if (decision->outcome == GF_OUTCOME_PROPOSED)
    return;
  /* "Vedtak (4 mot 2 røyster)" */
  if (read_votes (reader, decision, decision->label)
      || set_votes_of (reader, decision, GF_HEADING_VOTE))
    return;
  inlined = dup_inline_votes (reader);
  fall = decision->outcome == GF_OUTCOME_REJECTED ? dup_fall (reader) : NULL;
  if (!read_votes (reader, decision, inlined) && !read_votes (reader, decision, fall)
      && !read_votes (reader, decision, decision->text)
      && !set_votes_of (reader, decision, GF_HEADING_DISCUSSION))
    set_votes_before (reader, decision);
}

static void
set_evidence (GfPassages *reader, GfDecision *decision, const char *text)
{
  if (decision->evidence == NULL && decision->outcome != GF_OUTCOME_UNKNOWN)
    decision->evidence = gf_outcome_dup_evidence (reader->lines->registers, text,
                                                  strlen (text), decision->outcome);
}

static GfDecision *
decision_new (GfPassages *reader, const GfPassage *passage, GfOutcome outcome)
{
  GfDecision *decision = gf_decision_new ();

  decision->text = gf_passage_dup_text (reader, passage, &decision->page);
  decision->label = gf_passage_dup_label (reader, passage);
  decision->outcome = outcome;
  reader->decided = *passage;
  return decision;
}

/* "Forslag om utlån fikk 2 stemmer. 4 stemte mot.", right before the label of a decision
 * not to: what fell is what the case asked.  NULL for no such paragraph. */
static char *
dup_lost_vote (GfPassages *reader, const GfPassage *passage)
{
  GfPassage paragraph = gf_passages_last_paragraph (reader, reader->start, passage->line);
  int32_t in_favour = -1, against = -1;
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, &paragraph, &page);

  if (!gf_votes_read (reader->lines->registers, text, strlen (text), true, &in_favour,
                      &against)
      || in_favour < 0 || against <= in_favour)
    return NULL;
  return g_steal_pointer (&text);
}

/* The words of the vote decide where those of the decision only say what is not to be
 * done. */
static void
with_vote (GfPassages *reader, const GfPassage *passage, GfDecision *decision,
           GfOutcome outcome)
{
  g_autofree char *votes = dup_votes_text (reader);
  g_autofree char *fall = NULL, *lost = NULL;
  const char *text = decision->text;

  decision->outcome = outcome;
  if (outcome != GF_OUTCOME_ADOPTED || !gf_outcome_is_negated (text, strlen (text)))
    return;
  fall = dup_fall (reader);
  if (fall == NULL && !gf_outcome_fell (reader->lines->registers, votes, strlen (votes)))
    lost = dup_lost_vote (reader, passage);
  else
    lost = g_strdup (fall != NULL ? fall : votes);
  if (lost == NULL)
    return;
  decision->outcome = GF_OUTCOME_REJECTED;
  set_evidence (reader, decision, lost);
  if (decision->evidence == NULL)
    decision->evidence = g_strdup (lost);
  read_votes (reader, decision, lost);
}

static GfDecision *
decided (GfPassages *reader, const GfPassage *passage)
{
  GfDecision *decision = decision_new (reader, passage, GF_OUTCOME_UNKNOWN);
  GfOutcome outcome = gf_outcome_read (reader->lines->registers, decision->text,
                                       strlen (decision->text));

  with_vote (reader, passage, decision, outcome);
  set_evidence (reader, decision, decision->text);
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
performs_on (GfPassages *reader, size_t index, const char *const *subjects)
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
without_label (GfPassages *reader, size_t first, size_t last, GfOutcome outcome)
{
  GfPassage passage = { .line = SIZE_MAX, .start = first, .end = last + 1 };
  GfDecision *decision = gf_decision_new ();

  decision->text = gf_passage_dup_text (reader, &passage, &decision->page);
  decision->outcome = outcome;
  reader->decided = passage;
  set_evidence (reader, decision, decision->text);
  set_votes (reader, decision);
  return decision;
}

/* "Lina orienterte. Saken utsettes.": at the end of the last paragraph of the case. */
static GfOutcome
end_of (GfPassages *reader, size_t start, GfPassage *paragraph_out)
{
  g_autofree char *text = NULL;
  uint32_t page = 0;

  *paragraph_out = gf_passages_last_paragraph (
      reader, start, gf_passages_end_before_table (reader, start));
  text = gf_passage_dup_text (reader, paragraph_out, &page);
  if (strlen (text) > MAX_LINE_BYTES)
    return GF_OUTCOME_UNKNOWN;
  g_strdelimit (text, "\n", ' ');
  return gf_outcome_find_end (reader->lines->registers, text, strlen (text));
}

static GfDecision *
find_statement (GfPassages *reader, size_t start)
{
  GfPassage paragraph;
  GfOutcome at_end = end_of (reader, start, &paragraph);

  for (size_t i = reader->end; i > start; i--)
    {
      const GfLine *line = gf_lines_get (reader->lines, i - 1);
      GfOutcome outcome = gf_passages_find_statement_on (reader, i - 1);

      if (at_end != GF_OUTCOME_UNKNOWN && !line->aside)
        return without_label (reader, paragraph.start, paragraph.end - 1, at_end);

      if (outcome != GF_OUTCOME_UNKNOWN)
        return without_label (reader, i - 1, i - 1, outcome);
    }
  return NULL;
}

static GfDecision *
find_performed (GfPassages *reader, const char *const *subjects)
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
outcome_after (GfPassages *reader, const GfPassage *proposal, char **text_out)
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
        outcome = GF_OUTCOME_REJECTED;
      if (outcome == GF_OUTCOME_UNKNOWN)
        continue;
      *text_out = g_steal_pointer (&text);
      return outcome;
    }
  return GF_OUTCOME_UNKNOWN;
}

/* What a body recommends it has decided, unless it was voted down after all, put off or
 * taken off. */
static GfDecision *
recommended (GfPassages *reader, const GfPassage *passage)
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
  set_evidence (reader, decision, fall);
  set_votes (reader, decision);
  return decision;
}

static GfDecision *
proposed (GfPassages *reader, const GfPassage *passage)
{
  g_autofree char *after = NULL;
  GfOutcome outcome
      = reader->of_meeting ? outcome_after (reader, passage, &after) : GF_OUTCOME_UNKNOWN;
  GfDecision *decision = decision_new (
      reader, passage, outcome == GF_OUTCOME_UNKNOWN ? GF_OUTCOME_PROPOSED : outcome);

  /* "Saken legges fram uten innstilling": under the label, but no proposal. */
  if (decision->outcome == GF_OUTCOME_PROPOSED
      && gf_outcome_read (reader->lines->registers, decision->text,
                          strlen (decision->text))
             == GF_OUTCOME_UNKNOWN)
    decision->outcome = GF_OUTCOME_UNKNOWN;
  if (decision->outcome == GF_OUTCOME_PROPOSED)
    decision->evidence = g_strdup (decision->label);
  else if (after != NULL)
    set_evidence (reader, decision, after);
  set_votes (reader, decision);
  return decision;
}

static GfDecision *
find_inline (GfPassages *reader)
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
recommends_on (GfPassages *reader, size_t index)
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
find_recommended (GfPassages *reader)
{
  for (size_t i = reader->end; i > reader->start; i--)
    if (recommends_on (reader, i - 1))
      return without_label (reader, i - 1, i - 1, GF_OUTCOME_PROPOSED);
  return NULL;
}

/* In an agenda or a case paper nothing has been decided: what stands there is proposed.
 */
static GfDecision *
find_proposed (GfPassages *reader)
{
  const GfPassage *passage = gf_passages_find (reader, GF_HEADING_PROPOSAL);
  GfDecision *decision;

  if (passage == NULL)
    passage = gf_passages_find (reader, GF_HEADING_DECISION);
  if (passage != NULL
      && (passage->label.role != GF_HEADING_DECISION
          || !gf_passage_is_quoted (reader, passage)))
    return proposed (reader, passage);
  decision = find_inline (reader);
  return decision != NULL ? decision : find_recommended (reader);
}

/* Whether what stands in @passage, of a meeting, says what became of a proposal. */
static bool
passage_tells_end (const GfPassages *reader, const GfPassage *passage)
{
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, passage, &page);

  return tells_end (reader, text);
}

bool
gf_decision_is_recorded (const GfPassages *reader)
{
  bool decided = false, told = false;

  for (guint i = 0; i < reader->list->len; i++)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i);

      if (is_of_meeting (reader, passage))
        told |= !passage->label.moved && passage_tells_end (reader, passage);
      else if (passage->label.role == GF_HEADING_DECISION)
        decided |= !gf_passage_is_empty (reader, passage)
                   && !gf_passage_is_quoted (reader, passage);
      else if (passage->label.role == GF_HEADING_RECOMMENDATION)
        decided |= told && !passage->label.officer;
    }
  return decided && told;
}

/* A short note tells in one paragraph what was said and agreed on, in any order. */
static GfDecision *
find_noted (GfPassages *reader)
{
  const GfRegisters *registers = reader->lines->registers;
  GfPassage whole = { .line = SIZE_MAX, .start = reader->start, .end = reader->end };
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, &whole, &page);
  g_autofree char *noted = NULL;
  GfOutcome outcome;

  g_strdelimit (text, "\n", ' ');
  outcome = gf_outcome_find_last (registers, text, strlen (text));
  noted = gf_outcome_dup_evidence (registers, text, strlen (text), GF_OUTCOME_NOTED);
  if (outcome == GF_OUTCOME_UNKNOWN && noted != NULL
      && gf_outcome_read (registers, noted, strlen (noted)) == GF_OUTCOME_NOTED)
    outcome = GF_OUTCOME_NOTED;
  return outcome != GF_OUTCOME_UNKNOWN
             ? without_label (reader, whole.start, whole.end - 1, outcome)
             : NULL;
}

GfDecision *
gf_decision_find (GfPassages *reader, const char *const *subjects)
{
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
  decision = find_statement (reader, passage != NULL ? passage->end : reader->start);
  if (decision != NULL)
    return decision;
  if (passage != NULL)
    return proposed (reader, passage);
  decision = find_inline (reader);
  if (decision == NULL)
    decision = find_performed (reader, subjects);
  return decision == NULL && reader->note ? find_noted (reader) : decision;
}
