/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Motions, and wishes, to put a case off or take it off, and what became of them. */
#include "indexer/understand/cases/outcomes-private.h"

/* "Dette vart vedteke med 6 mot 5 røyster." is no longer. */
#define MAX_CARRIED_WORDS 10
/* "Per Arne Holt (Sp):" */
#define MAX_NAME_WORDS 8
/* No council has more members. */
#define MAX_VOTES 999

/* "Enstemmig vedtatt.", "Det ble vedtatt mot én stemme.": said of what was moved. */
static bool
adopts_moved (const GfOutcomeReader *reader, size_t start, size_t end,
              const GfClause *clause)
{
  return clause->outcome == GF_OUTCOME_ADOPTED
         && (clause->proposal || (clause->of_case && end - start <= MAX_CARRIED_WORDS))
         && !gf_outcome_begins_recommendation (reader, start, end);
}

/* Whether the sentence from @start tells of somebody's proposal or wish. */
static bool
has_motion (const GfOutcomeReader *reader, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                            GF_MEANING (GF_GRAMMAR_MOVED)
                                | GF_MEANING (GF_GRAMMAR_MOTION),
                            reader->words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* "Per Holt (Sp): Saken utsettes": what the proposal from @start, behind the name of who
 * makes it, would do to the case. */
static GfOutcome
moved_by_name (const GfOutcomeReader *reader, size_t start, size_t end)
{
  const char *folded = reader->words->folded;
  GfClause clause;

  for (size_t i = start; i < MIN (end, start + MAX_NAME_WORDS); i++)
    {
      const GfWord *before = i > 0 ? gf_words_get (reader->words, i - 1) : NULL;
      const char *after = before != NULL ? folded + before->start + before->length : "";

      if (*after == ')')
        after++;
      if (*after != ':')
        continue;
      return gf_clause_read (reader->registers, reader->words, i, end, &clause)
                     && (clause.outcome == GF_OUTCOME_POSTPONED
                         || clause.outcome == GF_OUTCOME_WITHDRAWN
                         || clause.outcome == GF_OUTCOME_REJECTED)
                 ? clause.outcome
                 : GF_OUTCOME_UNKNOWN;
    }
  return GF_OUTCOME_UNKNOWN;
}

/* The number of votes that word @at begins with; -1 for none. */
static int
number_at (const GfOutcomeReader *reader, size_t at)
{
  const GfWord *word = gf_words_get (reader->words, at);
  const char *text = reader->words->folded + word->start;
  guint64 number
      = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, NULL, 10) : MAX_VOTES + 1;

  return number <= MAX_VOTES ? (int) number : -1;
}

/* "Framlegget fekk 20 av 25 røyster.", "7 for og 4 mot utsettelsesforslaget." */
static bool
wins_vote (const GfOutcomeReader *reader, size_t start, size_t end)
{
  bool of_proposal = false;
  int first = -1, second = -1;
  bool part = false;

  for (size_t i = start; i < end; i++)
    {
      int number = number_at (reader, i);

      of_proposal |= gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                         GF_MEANING (GF_GRAMMAR_PROPOSAL)
                                             | GF_MEANING (GF_GRAMMAR_MOTION),
                                         reader->words, i, NULL)
                     != NULL;
      if (number >= 0 && first >= 0 && second < 0)
        {
          second = number;
          part = gf_words_is (reader->words, i - 1, "av");
        }
      first = number >= 0 && first < 0 ? number : first;
    }
  return of_proposal && second >= 0 && (part ? first > second - first : first > second)
         && !gf_outcome_begins_recommendation (reader, start, end);
}

/* What the sentence from @start makes of the case by carrying a motion, @moved before or
 * within it; UNKNOWN where it carries none. */
static GfOutcome
carry_motion (const GfOutcomeReader *reader, size_t start, size_t end, GfOutcome *moved)
{
  const GfRegisters *registers = reader->registers;
  bool motion = has_motion (reader, start, end), decides;
  GfOutcome moves;
  GfClause clause;

  if (!motion && *moved == GF_OUTCOME_UNKNOWN)
    {
      *moved = moved_by_name (reader, start, end);
      return GF_OUTCOME_UNKNOWN;
    }
  if (gf_outcome_has_fall (reader, start, end))
    {
      *moved = GF_OUTCOME_UNKNOWN;
      return GF_OUTCOME_UNKNOWN;
    }
  decides = gf_clause_read (registers, reader->words, start, end, &clause);
  if (decides && clause.outcome == GF_OUTCOME_POSTPONED && clause.motion)
    return GF_OUTCOME_POSTPONED;
  moves = motion ? gf_clause_moves (registers, reader->words, start, end)
                 : GF_OUTCOME_UNKNOWN;
  if (moves == GF_OUTCOME_UNKNOWN)
    moves = moved_by_name (reader, start, end);
  if (moves != GF_OUTCOME_UNKNOWN)
    *moved = moves;
  if (*moved != GF_OUTCOME_UNKNOWN
      && ((decides && adopts_moved (reader, start, end, &clause))
          || wins_vote (reader, start, end)
          || gf_clause_accepts (registers, reader->words, start, end)))
    return *moved;
  return GF_OUTCOME_UNKNOWN;
}

char *
gf_outcome_dup_carried_motion (const GfRegisters *registers, const char *text,
                               size_t length, GfOutcome *outcome_out)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  char *carried = NULL;
  GfOutcome moved = GF_OUTCOME_UNKNOWN;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      GfOutcome outcome;

      end = gf_outcome_sentence_end (words, start);
      outcome = carry_motion (&reader, start, end, &moved);
      if (outcome != GF_OUTCOME_UNKNOWN)
        {
          size_t from = gf_words_get (words, start)->start;
          const GfWord *last = gf_words_get (words, end - 1);

          g_free (carried);
          carried = g_strndup (text + from,
                               gf_outcome_evidence_end (text, length, last) - from);
          *outcome_out = outcome;
        }
      else if (carried != NULL && gf_outcome_begins_recommendation (&reader, start, end)
               && gf_outcome_read_sentence (&reader, start, end) == GF_OUTCOME_ADOPTED)
        g_clear_pointer (&carried, g_free);
    }
  return carried;
}
