/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outcomes-private.h: a sentence of a decision as outcomes.c and
 * outcome-*.c read it.  Private to them.
 */
#pragma once

#include "indexer/understand/cases/clauses.h"
#include "indexer/understand/cases/outcomes.h"

/* A decision longer than this has said what it says. */
#define GF_OUTCOME_MAX_WORDS 4000
/* One that says how it was decided is no longer. */
#define GF_OUTCOME_MAX_HOW_WORDS 6

/* What is granted, and what titles say, says nothing alone. */
#define GF_ANY_OUTCOME                                                                   \
  (GF_ANY_MEANING                                                                        \
   & ~(GF_MEANING (GF_OUTCOME_WORD_GRANTS) | GF_MEANING (GF_OUTCOME_WORD_REQUEST)        \
       | GF_MEANING (GF_OUTCOME_WORD_SETTLES) | GF_MEANING (GF_OUTCOME_WORD_TELLS)       \
       | GF_MEANING (GF_OUTCOME_WORD_STAYS) | GF_MEANING (GF_OUTCOME_WORD_LACKS)         \
       | GF_MEANING (GF_OUTCOME_WORD_VOICES)))

typedef struct
{
  const GfRegisters *registers;
  const GfWords *words;
  bool asked; /* the title of the case asks for something */
} GfOutcomeReader;

/* gf_outcome_sentence_end: the word after the sentence that has word @start. */
size_t gf_outcome_sentence_end (const GfWords *words, size_t start);

/* gf_outcome_read_sentence: the meaning of the sentence from @start up to @end: the first
 * outcome in it; NEUTRAL where all it has is such a word at its start;
 * GF_N_OUTCOME_WORDS for a statement of its own. */
int gf_outcome_read_sentence (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_is_of_refusal: whether the sentence from @start up to @end is of a proposal
 * to turn something down. */
bool gf_outcome_is_of_refusal (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_skip_officer: past the words from @start on that say whose the
 * recommendation is: "Rådmannens". */
size_t gf_outcome_skip_officer (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_tells_how: whether the sentence from @start up to @end says how it was
 * decided, and not what: "Enstemmig vedtatt.", "Innstillingen ble vedtatt." */
bool gf_outcome_tells_how (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_is_about_proposal: whether it begins with what was proposed: "Innstillingen
 * ...", "Rådmannens tilråding ...", "Framlegget frå ..." */
bool gf_outcome_is_about_proposal (const GfOutcomeReader *reader, size_t start,
                                   size_t end);

/* gf_outcome_sentence_has: whether words of one of @meanings, or the clause of the
 * sentence from @start up to @end, say so. */
bool gf_outcome_sentence_has (const GfRegisters *registers, const GfWords *words,
                              size_t start, size_t end, uint64_t meanings);

/* gf_outcome_weigh_vote: whether the sentence from @start up to @end tells in numbers
 * that a proposal was carried or fell: "Forslaget fikk 3 av 11 stemmer."  Returns: 1 for
 * carried, -1 for fell, 0 where it tells neither. */
int gf_outcome_weigh_vote (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_since_withdrawn: whether the sentence from @start up to @end, which says
 * @outcome by itself, says that something was withdrawn as the reason for it: "Saken ble
 * ikke behandlet, da søknaden er trukket.", "Saken henlegges, siden ..." */
bool gf_outcome_since_withdrawn (const GfOutcomeReader *reader, size_t start, size_t end,
                                 GfOutcome outcome);

/* gf_outcome_leaves_untreated: whether the sentence from @start up to @end says but that
 * the case was not taken, and not when it will be: "Ikke behandlet."  Beside "Saken ble
 * trukket." that puts nothing off. */
bool gf_outcome_leaves_untreated (const GfOutcomeReader *reader, size_t start,
                                  size_t end);

/* gf_outcome_is_of_objection: whether all that the sentence from @start up to @end says
 * is whether what others said against the case was heard: "Merknadene tas ikke til
 * følge." */
bool gf_outcome_is_of_objection (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_is_place_and_date: whether the sentence from @start up to @end is where and
 * when the document was signed: "Verdal, 12. juni 2009." */
bool gf_outcome_is_place_and_date (const GfOutcomeReader *reader, size_t start,
                                   size_t end);

/* gf_outcome_skip_lead: past the words from @start on that say how it was decided, with
 * what was decided behind them: "Samrøystes vedteke som tilrådinga: Søknaden vert
 * avslegen." */
size_t gf_outcome_skip_lead (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_number_at: the number, of votes, that word @at begins with; -1 for none. */
int gf_outcome_number_at (const GfOutcomeReader *reader, size_t at);

/* gf_outcome_has_fall: whether something is said to have fallen in the sentence from
 * @start up to @end. */
bool gf_outcome_has_fall (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_begins_recommendation: whether the sentence from @start up to @end is about
 * the recommendation. */
bool gf_outcome_begins_recommendation (const GfOutcomeReader *reader, size_t start,
                                       size_t end);

/* gf_outcome_grants: whether the sentence from @start up to @end adopts by its own verb:
 * no deed of somebody else. */
bool gf_outcome_grants (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_comes_back: whether the sentence from @start up to @end says that the case
 * will come up again, or another will: "Saken kommer tilbake når anbudene foreligger.",
 * "Det legges fram en egen sak om skolen."  That puts off nothing of what was granted
 * before it. */
bool gf_outcome_comes_back (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_is_beside_adopted: whether @outcome, of the sentence from @start up to @end,
 * is only of something beside what was adopted before, or @granted: adopted by its own
 * verb. */
bool gf_outcome_is_beside_adopted (const GfOutcomeReader *reader, size_t start,
                                   size_t end, GfOutcome outcome, bool granted);

/* gf_outcome_is_of_other_case: whether the sentence from @start up to @end begins with
 * the number of a case, or of an item, or with what a case is about: another than this.
 */
bool gf_outcome_is_of_other_case (const GfOutcomeReader *reader, size_t start,
                                  size_t end);

/* gf_outcome_is_but_for: whether it does, and what is said after it is of the rest:
 * "Punkt 3 strykes. Ellers som innstillingen." */
bool gf_outcome_is_but_for (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_takes_motion_back: whether the sentence from @start up to @end says that
 * somebody's proposal was withdrawn, and names no case: "Kari trakk forslaget." */
bool gf_outcome_takes_motion_back (const GfOutcomeReader *reader, size_t start,
                                   size_t end);

/* gf_outcome_evidence_end: past the full stop that ends the sentence of which @word is
 * the last word. */
size_t gf_outcome_evidence_end (const char *text, size_t length, const GfWord *word);

/* gf_outcome_is_year: whether word @index is a year: "2015". */
bool gf_outcome_is_year (const GfWords *words, size_t index);

/* gf_outcome_is_told_of_before: whether what follows an outcome, from @at up to @end,
 * lays it before this meeting: "avslått i fjor", "trukket i forrige møte". */
bool gf_outcome_is_told_of_before (const GfOutcomeReader *reader, size_t at, size_t end);

/* gf_outcome_is_past_day: whether the sentence from @start up to @end tells of a day that
 * was: "ble undertegnet i juni". */
bool gf_outcome_is_past_day (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_is_recommended: whether the sentence from @start up to @end says what an
 * officer proposes: "Saksbehandler tilrår at ..", "Rådmannen rår kommunestyret til ..".
 */
bool gf_outcome_is_recommended (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_alone_at: the outcome of the sentence from @start up to @end, if it decides
 * alone. */
GfOutcome gf_outcome_alone_at (const GfOutcomeReader *reader, size_t start, size_t end);

/* gf_outcome_find_last_by: what the last sentence of @text that says something by
 * @read_at says; @asked: where something was asked for. */
GfOutcome gf_outcome_find_last_by (const GfRegisters *registers, const char *text,
                                   size_t length, bool asked,
                                   GfOutcome (*read_at) (const GfOutcomeReader *reader,
                                                         size_t start, size_t end));
