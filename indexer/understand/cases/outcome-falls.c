/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposals that fell, what was carried instead, and what is said beside it. */
#include "indexer/understand/cases/outcomes-private.h"

/* "Etter debatt ble innstillingen" */
#define MAX_HOW_WORDS 6
/* No council has more members. */
#define MAX_VOTES 999
/* "Forslaget fra Ap og Sp om å avslå" */
#define MAX_REFUSAL_WORDS 14

int
gf_outcome_number_at (const GfOutcomeReader *reader, size_t at)
{
  const char *text = reader->words->folded + gf_words_get (reader->words, at)->start;
  guint64 number
      = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, NULL, 10) : MAX_VOTES + 1;

  return number <= MAX_VOTES ? (int) number : -1;
}

int
gf_outcome_weigh_vote (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const got[] = { "fikk", "fekk", NULL };
  bool proposal = false;

  for (size_t i = start; i + 3 < end; i++)
    {
      int first = gf_outcome_number_at (reader, i + 1),
          second = gf_outcome_number_at (reader, i + 3);

      proposal
          |= gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                 GF_MEANING (GF_GRAMMAR_PROPOSAL), reader->words, i, NULL)
             != NULL;
      if (!proposal || !gf_words_is_any (reader->words, i, got) || first < 0
          || second < 0)
        continue;
      if (gf_words_is (reader->words, i + 2, "av"))
        second -= first;
      else if (!gf_words_is (reader->words, i + 2, "mot"))
        return 0;
      return (first > second) - (first < second);
    }
  return 0;
}

/* Whether something is said to have fallen in the sentence from @start. */
bool
gf_outcome_has_fall (const GfOutcomeReader *reader, size_t start, size_t end)
{
  if (gf_outcome_weigh_vote (reader, start, end) < 0)
    return true;
  for (size_t i = start; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                            GF_MEANING (GF_OUTCOME_WORD_FELL), reader->words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* Where the words "om å" end, before what a proposal in the first words of the sentence
 * from @start is to do; @end for nowhere. */
static size_t
find_proposed (const GfOutcomeReader *reader, size_t start, size_t end)
{
  bool proposal = false;

  for (size_t i = start; i + 2 < MIN (end, start + MAX_REFUSAL_WORDS); i++)
    {
      proposal
          |= gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                 GF_MEANING (GF_GRAMMAR_PROPOSAL), reader->words, i, NULL)
             != NULL;
      if (proposal && gf_words_is (reader->words, i, "om")
          && gf_words_is (reader->words, i + 1, "å"))
        return i + 2;
    }
  return end;
}

bool
gf_outcome_is_of_refusal (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t at = find_proposed (reader, start, end);
  const GfEntry *verb = at < end
                            ? gf_registers_match (reader->registers, GF_REGISTER_VERBS,
                                                  GF_MEANING (GF_VERB_INFINITIVE),
                                                  reader->words, at, NULL)
                            : NULL;

  return verb != NULL && verb->said == GF_OUTCOME_REJECTED;
}

/* Whether a sentence tells last of what fell, or of what was adopted: -1 for neither. */
static int
tells_of_fall (const GfRegisters *registers, const GfWords *words, size_t start,
               size_t end)
{
  int fell = -1;

  for (size_t i = start; i < end; i++)
    if (gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                            GF_MEANING (GF_OUTCOME_WORD_FELL), words, i, NULL)
        != NULL)
      fell = 1;
    else if (gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                 GF_MEANING (GF_OUTCOME_ADOPTED), words, i, NULL)
             != NULL)
      fell = 0;
  if (fell < 0
      && gf_outcome_sentence_has (registers, words, start, end,
                                  GF_MEANING (GF_OUTCOME_ADOPTED)))
    fell = 0;
  return fell;
}

bool
gf_outcome_fell (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  bool fell = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      int told;

      end = gf_outcome_sentence_end (words, start);
      told = tells_of_fall (registers, words, start, end);
      fell = told < 0 ? fell : told != 0;
    }
  return fell;
}

/* Whether the sentence from @start is about the recommendation: "Innstillingen falt",
 * "Rådmannens innstilling falt", "Etter debatt ble innstillingen nedstemt". */
bool
gf_outcome_begins_recommendation (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t last = MIN (end, start + MAX_HOW_WORDS);

  for (size_t i = start; i < last; i++)
    if ((i == start
         || gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                GF_MEANING (GF_GRAMMAR_PASSIVE), reader->words, i - 1,
                                NULL)
                != NULL)
        && gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                               GF_MEANING (GF_HEADING_RECOMMENDATION), reader->words,
                               gf_outcome_skip_officer (reader, i, end), NULL)
               != NULL)
      return true;
  return false;
}

/* Whether the sentence from @start tells that a proposal, and not the recommendation, was
 * adopted, or got votes and did not fall. */
static bool
wins (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const got[] = { "fikk", "fekk", NULL };
  bool proposal = false;

  if (gf_outcome_has_fall (reader, start, end)
      || gf_outcome_begins_recommendation (reader, start, end))
    return false;
  for (size_t i = start; i < end; i++)
    {
      proposal
          |= gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                 GF_MEANING (GF_GRAMMAR_PROPOSAL), reader->words, i, NULL)
             != NULL;
      if (proposal && gf_words_is_any (reader->words, i, got) && i + 1 < end
          && g_ascii_isdigit (
              reader->words->folded[gf_words_get (reader->words, i + 1)->start]))
        return true;
    }
  return proposal
         && gf_outcome_sentence_has (reader->registers, reader->words, start, end,
                                     GF_MEANING (GF_OUTCOME_ADOPTED));
}

bool
gf_outcome_another_won (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  bool fell = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (fell && wins (&reader, start, end))
        return true;
      fell |= gf_outcome_has_fall (&reader, start, end);
    }
  return false;
}

bool
gf_outcome_recommendation_fell (const GfRegisters *registers, const char *text,
                                size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  bool fell = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      size_t word = words->words->len;

      end = gf_outcome_sentence_end (words, start);
      /* "Innstillingen falt. Forslaget fra Sp fikk 14 stemmer." */
      if (fell && wins (&reader, start, end))
        return false;
      if (gf_outcome_begins_recommendation (&reader, start, end))
        for (word = start; word < end; word++)
          if (gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                  GF_MEANING (GF_OUTCOME_WORD_FELL), words, word, NULL)
              != NULL)
            break;
      fell |= word < end;
    }
  return fell;
}

/* Whether the sentence from @start adopts by its own verb: no deed of somebody else. */
bool
gf_outcome_grants (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfClause clause;

  return gf_clause_read (reader->registers, reader->words, start, end, &clause)
         && clause.outcome == GF_OUTCOME_ADOPTED && !clause.negated;
}

/* Whether the sentence from @start names the case, or what was asked for. */
static bool
names_matter (const GfOutcomeReader *reader, size_t start, size_t end)
{
  uint64_t matters = GF_MEANING (GF_GRAMMAR_CASE) | GF_MEANING (GF_GRAMMAR_REQUEST)
                     | GF_MEANING (GF_GRAMMAR_PROPOSAL);

  for (size_t i = start; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, matters,
                            reader->words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* "Søknaden fra Lia IL avslås.", "Lia IL får avslag.": one of several who asked. */
static bool
refuses_another (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const from[] = { "fra", "frå", NULL };

  return start + 1 < end
         && ((gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                  GF_MEANING (GF_GRAMMAR_REQUEST), reader->words, start,
                                  NULL)
                  != NULL
              && gf_words_is_any (reader->words, start + 1, from))
             || !names_matter (reader, start, end));
}

/* "Leieavtalen sies opp. Forslag om å beholde lokalene fikk én stemme.", "Avslaget gjøres
 * om. Søker får hjelp som før.", "Budsjettet vedtas. Det gis ikke gave.": what
 * seems refused is not what was adopted before, or @granted. */
static bool
is_weak (const GfOutcomeReader *reader, size_t start, size_t end, bool granted)
{
  GfClause clause;

  if (gf_outcome_has_fall (reader, start, end)
      || (granted && refuses_another (reader, start, end)))
    return true;
  return !gf_clause_read (reader->registers, reader->words, start, end, &clause)
         && !(gf_outcome_refuses (reader->registers, reader->words, start, end)
              && !(granted && !names_matter (reader, start, end)));
}

/* "Styret vedtok planen. Forslaget om endring ble trukket.", "Bevillingen gis. Søknaden
 * om utvidet tid er trukket.": where something was @granted. */
static bool
withdraws_part (const GfOutcomeReader *reader, size_t start, size_t end, bool granted)
{
  GfClause clause;

  return gf_outcome_is_of_other_case (reader, start, end)
         || (gf_clause_read (reader->registers, reader->words, start, end, &clause)
             && (clause.proposal || granted) && !clause.of_case);
}

bool
gf_outcome_comes_back (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const comes[] = { "kommer", "kjem", NULL };
  static const char *const another[]
      = { "en", "ei", "egen", "eigen", "eiga", "ny", "særskilt", NULL };
  GfClause clause;

  if (!gf_clause_read (reader->registers, reader->words, start, end, &clause)
      || clause.outcome != GF_OUTCOME_POSTPONED)
    return false;
  for (size_t i = start; i + 1 < end; i++)
    if (gf_words_is_any (reader->words, i, another)
        && gf_words_is (reader->words, i + 1, "sak"))
      return true;
  return gf_words_is_any (reader->words, clause.at, comes);
}

/* "Det ble enighet om å male hytta. Vi venter med taket.": a part of it waits, and not
 * the report or the plan that the case is about, unless something was @granted. */
static bool
puts_off_part (const GfOutcomeReader *reader, size_t start, size_t end, bool granted)
{
  GfClause clause;

  return gf_outcome_is_of_other_case (reader, start, end)
         || (granted && gf_outcome_comes_back (reader, start, end))
         || ((granted
              || gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                     GF_MEANING (GF_GRAMMAR_DOCUMENT), reader->words,
                                     start, NULL)
                     == NULL)
             && gf_clause_read (reader->registers, reader->words, start, end, &clause)
             && clause.outcome == GF_OUTCOME_POSTPONED && !clause.of_case
             && !clause.motion && !clause.decision && !clause.proposal);
}

/* Whether @outcome, of the sentence from @start, is only of something beside what was
 * adopted before, or @granted: adopted by its own verb. */
bool
gf_outcome_is_beside_adopted (const GfOutcomeReader *reader, size_t start, size_t end,
                              GfOutcome outcome, bool granted)
{
  switch (outcome)
    {
    case GF_OUTCOME_REJECTED:
      return is_weak (reader, start, end, granted);
    case GF_OUTCOME_WITHDRAWN:
      return withdraws_part (reader, start, end, granted);
    case GF_OUTCOME_POSTPONED:
      return puts_off_part (reader, start, end, granted);
    default:
      return false;
    }
}
