/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Motions, and wishes, to put a case off or take it off, and what became of them. */
#include "indexer/understand/cases/outcomes-private.h"

/* "Dette vart vedteke med 6 mot 5 røyster." is no longer. */
#define MAX_CARRIED_WORDS 10

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
    return GF_OUTCOME_UNKNOWN;
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
  if (moves != GF_OUTCOME_UNKNOWN)
    *moved = moves;
  if (*moved != GF_OUTCOME_UNKNOWN
      && ((decides && adopts_moved (reader, start, end, &clause))
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
