/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/decisions.h"

#include <string.h>

#include "indexer/understand/cases/crossed-out.h"
#include "indexer/understand/cases/decision-votes.h"
#include "indexer/understand/cases/decisions-private.h"
#include "indexer/understand/cases/outcomes-private.h"
#include "indexer/understand/cases/recommendations.h"
#include "indexer/understand/cases/votes.h"

#define MAX_LINE_BYTES 20000
/* A request is granted at once, or not. */
#define MAX_DECISION_WORDS 100

void
gf_decision_set_evidence (GfPassages *reader, GfDecision *decision, const char *text)
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

/* Whether the title of the case asks for something. */
static bool
title_asks (const GfPassages *reader)
{
  return reader->title != NULL
         && gf_outcome_asks (reader->lines->registers, reader->title);
}

/* Whether a sentence of @text says by its own verb that something is granted. */
static bool
says_adopted (const GfPassages *reader, const char *text)
{
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_DECISION_WORDS);

  return gf_outcome_sentence_has (reader->lines->registers, words, 0, words->words->len,
                                  GF_MEANING (GF_OUTCOME_ADOPTED));
}

/* Whether what is told above the decision in @passage says that a proposal was carried
 * after one that fell, or, but for what only has a request to answer, any at all. */
static bool
was_another_carried (GfPassages *reader, const GfPassage *passage, bool request)
{
  GfPassage above = { .line = SIZE_MAX,
                      .start = reader->start,
                      .end = MIN (passage->line, reader->end) };
  uint32_t page = 0;

  if (above.end <= above.start)
    return false;

  g_autofree char *text = gf_passage_dup_text (reader, &above, &page);

  return gf_outcome_another_won (reader->lines->registers, text, strlen (text))
         || (!request && gf_decision_tells_end (reader, text)
             && !gf_outcome_fell (reader->lines->registers, text, strlen (text)));
}

/* Whether what @decision says leaves all as it was: by its words, or because what the
 * title asks for was all there was to vote on. */
static bool
changes_nothing (GfPassages *reader, const GfPassage *passage, const GfDecision *decision)
{
  const char *text = decision->text;

  return gf_outcome_is_negated (text, strlen (text))
         || gf_outcome_stays (reader->lines->registers, text, strlen (text))
         || (title_asks (reader)
             && gf_recommendations_find_above (reader, passage) == NULL
             && !says_adopted (reader, text));
}

/* The words of the vote decide where those of the decision only say what is not to be
 * done, or what stays as it was. */
static void
with_vote (GfPassages *reader, const GfPassage *passage, GfDecision *decision,
           GfOutcome outcome)
{
  g_autofree char *votes = gf_decision_dup_votes (reader);
  g_autofree char *fall = NULL, *lost = NULL;

  decision->outcome = outcome;
  if (outcome != GF_OUTCOME_ADOPTED || !changes_nothing (reader, passage, decision)
      || (!gf_outcome_is_negated (decision->text, strlen (decision->text))
          && was_another_carried (reader, passage, false)))
    return;
  fall = gf_decision_dup_fall (reader);
  if (fall == NULL && !gf_outcome_fell (reader->lines->registers, votes, strlen (votes)))
    lost = dup_lost_vote (reader, passage);
  else
    lost = g_strdup (fall != NULL ? fall : votes);
  if (lost == NULL)
    return;
  decision->outcome = GF_OUTCOME_REJECTED;
  gf_decision_set_evidence (reader, decision, lost);
  if (decision->evidence == NULL)
    decision->evidence = g_strdup (lost);
  gf_decision_read_votes (reader, decision, lost);
}

/* "Rådmannens innstilling vedtas", where that is "Søknaden avslås": what was proposed
   says what was decided. */
static void
with_proposal (GfPassages *reader, const GfPassage *passage, GfDecision *decision)
{
  const GfRegisters *registers = reader->lines->registers;
  const GfPassage *proposal = NULL;
  uint32_t page = 0;

  if (decision->outcome == GF_OUTCOME_ADOPTED
      && gf_outcome_is_as_proposed (registers, decision->text, strlen (decision->text)))
    proposal = gf_recommendations_find_above (reader, passage);
  if (proposal == NULL)
    return;

  g_autofree char *text = gf_passage_dup_text (reader, proposal, &page);
  GfOutcome outcome = gf_outcome_read (registers, text, strlen (text));

  if (outcome == GF_OUTCOME_UNKNOWN || outcome == GF_OUTCOME_ADOPTED)
    return;
  decision->outcome = outcome;
  gf_decision_set_evidence (reader, decision, text);
}

/* "Framlegg til vedtak: Tatt til orientering. Røysting: Framlegget vart vedteke.": what
 * was adopted says what became of the case. */
static GfOutcome
of_carried (const GfPassages *reader, const char *proposal, const char *after)
{
  const GfRegisters *registers = reader->lines->registers;
  bool as_proposed = gf_outcome_is_as_proposed (registers, after, strlen (after));
  bool won
      = !as_proposed && gf_outcome_recommendation_won (registers, after, strlen (after));
  GfOutcome outcome = as_proposed || won
                          ? gf_outcome_read (registers, proposal, strlen (proposal))
                          : GF_OUTCOME_ADOPTED;

  /* With what was recommended stands what others proposed, and what fell. */
  if (won && (outcome == GF_OUTCOME_POSTPONED || outcome == GF_OUTCOME_WITHDRAWN))
    return GF_OUTCOME_ADOPTED;
  return outcome == GF_OUTCOME_UNKNOWN ? GF_OUTCOME_ADOPTED : outcome;
}

/* Whether a proposal above the decision in @passage was to do something. */
static bool
was_proposed (const GfPassages *reader, const GfPassage *passage)
{
  const GfPassage *above = gf_recommendations_find_above (reader, passage);
  uint32_t page = 0;

  if (above == NULL)
    return false;

  g_autofree char *text = gf_passage_dup_text (reader, above, &page);

  return !gf_outcome_stays (reader->lines->registers, text, strlen (text))
         && gf_outcome_read (reader->lines->registers, text, strlen (text))
                == GF_OUTCOME_ADOPTED;
}

/* "Sandlia skule søkjer om 20 000 kr.": whether what is told above the decision in
 * @passage begins by telling that somebody asks for something. */
static bool
text_asks (GfPassages *reader, const GfPassage *passage)
{
  GfPassage above = { .line = SIZE_MAX,
                      .start = reader->top,
                      .end = MIN (passage->line, reader->end) };
  uint32_t page = 0;

  if (above.end <= above.start)
    return false;

  g_autofree char *text = gf_passage_dup_text (reader, &above, &page);

  return gf_outcome_begins_asking (reader->lines->registers, text, strlen (text));
}

/* "Kommunen kjøper ikke tomta.", where a letter asked for it or it was proposed: turned
   down.  Where neither is so, not to do something is as good a decision as to do it. */
static void
with_request (GfPassages *reader, const GfPassage *passage, GfDecision *decision)
{
  const GfRegisters *registers = reader->lines->registers;
  bool asked = title_asks (reader) || text_asks (reader, passage);
  bool proposed = was_proposed (reader, passage);
  bool keeps = reader->title != NULL && gf_outcome_keeps (registers, reader->title);
  uint64_t meanings = (keeps || was_another_carried (reader, passage, title_asks (reader))
                           ? 0
                           : GF_MEANING (GF_OUTCOME_WORD_STAYS))
                      | (asked ? GF_MEANING (GF_OUTCOME_WORD_LACKS) : 0);
  g_autofree char *refusal = decision->outcome == GF_OUTCOME_ADOPTED
                                 ? gf_outcome_dup_not (registers, decision->text,
                                                       strlen (decision->text), meanings)
                                 : NULL;

  if (refusal == NULL || !(asked || proposed))
    return;
  decision->outcome = GF_OUTCOME_REJECTED;
  g_free (decision->evidence);
  decision->evidence = g_steal_pointer (&refusal);
}

/* "Eldrerådet godtar ikke kutt": in what is said to others, to be against something is
 * what was decided. */
static bool
with_voice (GfPassages *reader, GfDecision *decision)
{
  const GfRegisters *registers = reader->lines->registers;
  const char *text = decision->text;

  if (text == NULL
      || !((reader->title != NULL && gf_outcome_voices (registers, reader->title))
           || (decision->label != NULL && gf_outcome_voices (registers, decision->label)))
      || gf_outcome_fell (registers, text, strlen (text)))
    return false;
  if (decision->outcome == GF_OUTCOME_REJECTED
      || (decision->outcome == GF_OUTCOME_POSTPONED
          && gf_outcome_only_waits (registers, text, strlen (text))))
    decision->outcome = GF_OUTCOME_ADOPTED;
  return true;
}

static GfDecision *
decided (GfPassages *reader, const GfPassage *passage)
{
  GfDecision *decision = decision_new (reader, passage, GF_OUTCOME_UNKNOWN);
  GfOutcome outcome = gf_outcome_read (reader->lines->registers, decision->text,
                                       strlen (decision->text));
  bool voiced;

  decision->outcome = outcome;
  voiced = with_voice (reader, decision);
  with_vote (reader, passage, decision, decision->outcome);
  with_proposal (reader, passage, decision);
  if (!voiced)
    with_request (reader, passage, decision);
  gf_decision_set_evidence (reader, decision, decision->text);
  gf_decision_set_votes (reader, decision);
  return decision;
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
      else if (passage->label.role == GF_HEADING_VOTE && outcome == GF_OUTCOME_UNKNOWN
               && gf_decision_is_carried (reader, text))
        outcome = GF_OUTCOME_ADOPTED;
      if (outcome == GF_OUTCOME_UNKNOWN)
        continue;
      *text_out = g_steal_pointer (&text);
      return outcome;
    }
  return GF_OUTCOME_UNKNOWN;
}

static GfDecision *
decision_with (GfPassages *reader, const GfPassage *passage, GfOutcome outcome,
               const char *evidence)
{
  GfDecision *decision = decision_new (reader, passage, outcome);

  gf_decision_set_evidence (reader, decision, evidence);
  gf_decision_set_votes (reader, decision);
  return decision;
}

/* "Framlegg til vedtak: Byttet vert godkjent.", and in a paragraph below it "Saka går
 * attende.": what became of the case after all; UNKNOWN for nothing. */
static GfOutcome
undone_below (GfPassages *reader, const GfPassage *passage, char **text_out)
{
  GfPassage last = gf_passages_last_paragraph (reader, passage->start, passage->end);
  uint32_t page = 0;
  g_autofree char *text = NULL;
  GfOutcome outcome;

  if (!reader->of_meeting || last.start <= passage->start
      || !gf_lines_get (reader->lines, last.start)->first)
    return GF_OUTCOME_UNKNOWN;
  text = gf_passage_dup_text (reader, &last, &page);
  g_strdelimit (text, "\n", ' ');
  outcome = gf_outcome_find_last (reader->lines->registers, text, strlen (text));
  if (outcome != GF_OUTCOME_POSTPONED && outcome != GF_OUTCOME_WITHDRAWN)
    return GF_OUTCOME_UNKNOWN;
  *text_out = g_steal_pointer (&text);
  return outcome;
}

/* What a body recommends it has decided, unless it was voted down after all, put off or
 * taken off. */
static GfDecision *
recommended (GfPassages *reader, const GfPassage *passage)
{
  g_autofree char *votes = gf_decision_dup_votes (reader);
  g_autofree char *fall = gf_decision_dup_fall (reader);
  GfDecision *decision
      = fall == NULL ? gf_decision_find_statement (reader, passage->end) : NULL;

  if (decision != NULL
      && (decision->outcome == GF_OUTCOME_POSTPONED
          || decision->outcome == GF_OUTCOME_WITHDRAWN))
    return decision;
  g_clear_pointer (&decision, gf_decision_free);
  if (fall == NULL
      && gf_outcome_another_won (reader->lines->registers, votes, strlen (votes)))
    return decision_with (reader, passage, GF_OUTCOME_ADOPTED, votes);
  if (fall == NULL)
    return decided (reader, passage);
  decision = decision_new (reader, passage, GF_OUTCOME_REJECTED);
  gf_decision_set_evidence (reader, decision, fall);
  gf_decision_set_votes (reader, decision);
  return decision;
}

static GfDecision *
proposed (GfPassages *reader, const GfPassage *passage)
{
  g_autofree char *after = NULL;
  GfOutcome outcome
      = reader->of_meeting ? outcome_after (reader, passage, &after) : GF_OUTCOME_UNKNOWN;
  GfDecision *decision;

  if (outcome == GF_OUTCOME_UNKNOWN)
    outcome = undone_below (reader, passage, &after);
  decision = decision_new (reader, passage,
                           outcome == GF_OUTCOME_UNKNOWN ? GF_OUTCOME_PROPOSED : outcome);

  if (decision->outcome == GF_OUTCOME_ADOPTED && after != NULL)
    decision->outcome = of_carried (reader, decision->text, after);
  /* "Saken legges fram uten innstilling": under the label, but no proposal. */
  if (decision->outcome == GF_OUTCOME_PROPOSED
      && gf_outcome_read (reader->lines->registers, decision->text,
                          strlen (decision->text))
             == GF_OUTCOME_UNKNOWN)
    decision->outcome = GF_OUTCOME_UNKNOWN;
  if (decision->outcome == GF_OUTCOME_PROPOSED)
    decision->evidence = g_strdup (decision->label);
  else if (after != NULL)
    gf_decision_set_evidence (reader, decision, after);
  gf_decision_set_votes (reader, decision);
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
      return gf_decision_without_label (reader, i - 1, i - 1, GF_OUTCOME_PROPOSED);
  return NULL;
}

/* In an agenda or a case paper nothing has been decided: what stands there is proposed,
 * unless the case was taken off before the meeting. */
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
  if (decision == NULL)
    decision = find_recommended (reader);
  return decision != NULL ? decision : gf_crossed_out_find (reader);
}

/* "Votering: Forslaget falt med 20 mot 26 stemmer.", "Votering: 11 stemte for, 4 mot.",
 * and no more: what was proposed was voted down, or carried, if that is @outcome. */
static GfDecision *
find_voted (GfPassages *reader, GfOutcome outcome)
{
  const GfPassage *passage = gf_passages_find (reader, GF_HEADING_VOTE);
  g_autofree char *votes = passage != NULL ? gf_decision_dup_votes (reader) : NULL;
  GfDecision *decision;

  if (votes == NULL
      || !(outcome == GF_OUTCOME_REJECTED
               ? gf_outcome_fell (reader->lines->registers, votes, strlen (votes))
               : gf_decision_is_carried (reader, votes)))
    return NULL;
  decision = decision_new (reader, passage, outcome);
  gf_decision_set_evidence (reader, decision, votes);
  gf_decision_set_votes (reader, decision);
  return decision;
}

/* @decision, told after the proposal in @passage (nullable), which it may have carried.
 */
static GfDecision *
as_carried (const GfPassages *reader, GfDecision *decision, const GfPassage *passage)
{
  uint32_t page = 0;

  if (passage == NULL || decision->outcome != GF_OUTCOME_ADOPTED)
    return decision;

  g_autofree char *proposal = gf_passage_dup_text (reader, passage, &page);

  decision->outcome = of_carried (reader, proposal, decision->text);
  return decision;
}

/* What was proposed in @passage, of several of which that was carried, says what became
 * of the case, unless it was put off or taken off after all. */
static GfDecision *
carried (GfPassages *reader, const GfPassage *passage)
{
  GfDecision *decision
      = gf_decision_find_statement (reader, gf_recommendations_end (reader));

  if (decision != NULL
      && (decision->outcome == GF_OUTCOME_POSTPONED
          || decision->outcome == GF_OUTCOME_WITHDRAWN))
    return decision;
  g_clear_pointer (&decision, gf_decision_free);
  return decided (reader, passage);
}

static GfDecision *
find (GfPassages *reader, const char *const *subjects)
{
  const GfPassage *passage;
  GfDecision *decision;

  if (!reader->of_meeting)
    return find_proposed (reader);
  passage = gf_passages_find (reader, GF_HEADING_DECISION);
  if (passage != NULL)
    return decided (reader, passage);
  decision = gf_decision_find_motion (reader);
  if (decision == NULL)
    decision = gf_decision_find_off (reader);
  if (decision != NULL)
    return decision;
  passage = gf_recommendations_find_carried (reader);
  if (passage != NULL)
    return carried (reader, passage);
  passage = gf_passages_find (reader, GF_HEADING_RECOMMENDATION);
  if (passage != NULL)
    return recommended (reader, passage);
  passage = gf_passages_find (reader, GF_HEADING_PROPOSAL);
  decision = gf_decision_find_statement (reader,
                                         passage != NULL ? passage->end : reader->start);
  if (decision != NULL)
    return as_carried (reader, decision, passage);
  if (passage != NULL)
    return proposed (reader, passage);
  decision = find_inline (reader);
  if (decision == NULL)
    decision = find_voted (reader, GF_OUTCOME_REJECTED);
  if (decision == NULL)
    decision = gf_decision_find_told (reader, subjects);
  return decision != NULL ? decision : find_voted (reader, GF_OUTCOME_ADOPTED);
}

/* What became of a case that @decision (transfer full) (nullable) tells no end of. */
static GfDecision *
or_withdrawn (GfPassages *reader, GfDecision *decision)
{
  GfDecision *withdrawn;

  if (!reader->of_meeting
      || (decision != NULL && decision->outcome != GF_OUTCOME_PROPOSED
          && decision->outcome != GF_OUTCOME_UNKNOWN))
    return decision;
  withdrawn = gf_crossed_out_find_told (reader);
  if (withdrawn == NULL)
    return decision;
  g_clear_pointer (&decision, gf_decision_free);
  return withdrawn;
}

GfDecision *
gf_decision_find (GfPassages *reader, const char *const *subjects)
{
  GfDecision *decision;

  reader->start = MAX (reader->top, reader->own_start);
  decision = or_withdrawn (reader, find (reader, subjects));
  reader->start = reader->top;
  if (decision == NULL || !reader->of_meeting || decision->label != NULL)
    return decision;
  with_voice (reader, decision);
  if (reader->title != NULL
      && gf_outcome_only_tells (reader->lines->registers, reader->title)
      && gf_decision_is_of_others (reader, decision))
    g_clear_pointer (&decision, gf_decision_free);
  return decision;
}
