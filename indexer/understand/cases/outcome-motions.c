/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Motions, and wishes, to put a case off or take it off, and what became of them. */
#include "indexer/understand/cases/outcomes-private.h"

/* "Dette vart vedteke med 6 mot 5 røyster." is no longer. */
#define MAX_CARRIED_WORDS 10
/* "ble enstemmig vedtatt" */
#define MAX_WORDS_TO_ADOPTED 3
/* "Per Arne Holt (Sp):" */
#define MAX_NAME_WORDS 8

/* "Ved votering mellom de to innstillingene ble rådmannens innstilling vedtatt." */
static bool
adopts_recommendation (const GfOutcomeReader *reader, size_t start, size_t end)
{
  for (size_t i = start + 1; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                            GF_MEANING (GF_GRAMMAR_PASSIVE), reader->words, i - 1, NULL)
            != NULL
        && gf_outcome_begins_recommendation (reader, i, end))
      return true;
  return false;
}

/* "Innstillingen ble vedtatt", "Rådmannens forslag ble vedtatt", maybe behind the label
 * of the vote: not what was moved. */
static bool
is_of_officer (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t label = 0;

  gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                      GF_MEANING (GF_HEADING_VOTE), reader->words, start, &label);
  start += start + label < end ? label : 0;
  return gf_outcome_begins_recommendation (reader, start, end)
         || gf_outcome_skip_officer (reader, start, end) > start
         || adopts_recommendation (reader, start, end);
}

/* "Innstillingen ble vedtatt med den endring at ..", "punkt 2 ble vedtatt": not as it
 * was; whose it is, and the word for it, come first. */
static bool
tells_of_change (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const changes[]
      = { "punkt",     "pkt",        "endret",   "endra",   "endring",    "endringer",
          "endringen", "endringar",  "endringa", "tillegg", "tillegget",  "del",
          "deler",     "unntak",     "unntatt",  "unnatak", "tilføyelse", "forskjellen",
          "forslaget", "framlegget", NULL };

  for (size_t i = gf_outcome_skip_officer (reader, start, end) + 2; i < end; i++)
    if (gf_words_is_any (reader->words, i, changes))
      return true;
  return false;
}

bool
gf_outcome_recommendation_won (const GfRegisters *registers, const char *text,
                               size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (is_of_officer (&reader, start, end) && !tells_of_change (&reader, start, end)
          && gf_outcome_read_sentence (&reader, start, end) == GF_OUTCOME_ADOPTED)
        return true;
    }
  return false;
}

/* "Enstemmig vedtatt.", "Det ble vedtatt mot én stemme.": said of what was moved. */
static bool
adopts_moved (const GfOutcomeReader *reader, size_t start, size_t end,
              const GfClause *clause)
{
  return clause->outcome == GF_OUTCOME_ADOPTED
         && (clause->proposal || (clause->of_case && end - start <= MAX_CARRIED_WORDS))
         && !is_of_officer (reader, start, end);
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

/* "Saksopplysningar: Planen ligg ute", "Formannskapets innstilling: Saken utsettes":
 * what stands there nobody moved. */
static bool
begins_label (const GfOutcomeReader *reader, size_t start)
{
  uint64_t labels = GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)
                    | GF_MEANING (GF_HEADING_VOTE) | GF_MEANING (GF_HEADING_DISCUSSION)
                    | GF_MEANING (GF_HEADING_RECOMMENDATION);
  const GfWord *word = gf_words_get (reader->words, start);
  bool whose = start + 1 < reader->words->words->len
               && reader->words->folded[word->start + word->length - 1] == 's';

  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS, labels,
                             reader->words, start, NULL)
             != NULL
         || (whose
             && gf_registers_match (reader->registers, GF_REGISTER_HEADINGS, labels,
                                    reader->words, start + 1, NULL)
                    != NULL);
}

/* "Innstilling:", on the line above the sentence from @start, is a label too; "Framlegg
 * frå Odd Moen:" names who moves. */
static bool
stands_below_label (const GfOutcomeReader *reader, size_t start)
{
  static const char *const from[] = { "fra", "frå", NULL };
  size_t above = start;
  uint32_t sentence;

  if (start == 0)
    return false;
  sentence = gf_words_get (reader->words, start - 1)->sentence;
  while (above > 0 && start - above < MAX_NAME_WORDS
         && gf_words_get (reader->words, above - 1)->sentence == sentence)
    if (gf_words_is_any (reader->words, --above, from))
      return false;
  return begins_label (reader, above);
}

/* "Per Holt (Sp): Saken utsettes": what the proposal from @start, behind the name of who
 * makes it, would do to the case. */
static GfOutcome
moved_by_name (const GfOutcomeReader *reader, size_t start, size_t end)
{
  const char *folded = reader->words->folded;
  GfClause clause;

  if (begins_label (reader, start) || stands_below_label (reader, start))
    return GF_OUTCOME_UNKNOWN;
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

/* "Framlegget fekk 20 av 25 røyster.", "7 for og 4 mot utsettelsesforslaget." */
static bool
wins_vote (const GfOutcomeReader *reader, size_t start, size_t end)
{
  bool of_proposal = false;
  int first = -1, second = -1;
  bool part = false;

  for (size_t i = start; i < end; i++)
    {
      int number = gf_outcome_number_at (reader, i);

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
         && !is_of_officer (reader, start, end);
}

/* "Det vart røysta over utsetjing." */
static bool
votes_on_motion (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const voted[]
      = { "stemt", "stemte", "votert", "voterte", "røysta", "røyst", NULL };
  bool votes = false;

  for (size_t i = start; i + 1 < end; i++)
    {
      votes |= gf_words_is_any (reader->words, i, voted)
               && gf_words_is (reader->words, i + 1, "over");
      if (votes
          && gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                 GF_MEANING (GF_GRAMMAR_MOTION), reader->words, i + 1,
                                 NULL)
                 != NULL)
        return true;
    }
  return false;
}

/* What the case would come to if what is moved in the sentence from @start were done. */
static GfOutcome
moved_in (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfOutcome moves = has_motion (reader, start, end)
                        ? gf_clause_moves (reader->registers, reader->words, start, end)
                        : GF_OUTCOME_UNKNOWN;

  if (moves == GF_OUTCOME_UNKNOWN && votes_on_motion (reader, start, end))
    moves = GF_OUTCOME_POSTPONED;
  return moves != GF_OUTCOME_UNKNOWN ? moves : moved_by_name (reader, start, end);
}

/* "Forslag om at saken trekkes ble enstemmig vedtatt.": whether the sentence from @start
 * ends so. */
static bool
ends_adopted (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const adopted[] = { "vedtatt", "vedteke", "vedteken", NULL };

  if (!gf_words_is_any (reader->words, end - 1, adopted)
      || is_of_officer (reader, start, end))
    return false;
  for (size_t i = end - 1; i > start && i + MAX_WORDS_TO_ADOPTED > end - 1; i--)
    if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                            GF_MEANING (GF_GRAMMAR_PASSIVE), reader->words, i - 1, NULL)
        != NULL)
      return true;
  return false;
}

/* Whether the sentence from @start, of which @clause (nullable) is what it decides, says
 * that what was moved is done. */
static bool
carries (const GfOutcomeReader *reader, size_t start, size_t end, const GfClause *clause)
{
  return (clause != NULL && adopts_moved (reader, start, end, clause))
         || wins_vote (reader, start, end) || ends_adopted (reader, start, end)
         || gf_clause_accepts (reader->registers, reader->words, start, end);
}

bool
gf_outcome_takes_motion_back (const GfOutcomeReader *reader, size_t start, size_t end)
{
  const uint64_t matters = GF_MEANING (GF_GRAMMAR_CASE) | GF_MEANING (GF_GRAMMAR_REQUEST);
  bool proposal = false, back = false;

  for (size_t i = start; i < end; i++)
    {
      const GfWord *word = gf_words_get (reader->words, i);

      /* "Behandling:" */
      if (reader->words->folded[word->start + word->length] == ':')
        continue;
      if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, matters,
                              reader->words, i, NULL)
          != NULL)
        return false;
      proposal |= gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                      GF_MEANING (GF_GRAMMAR_PROPOSAL)
                                          | GF_MEANING (GF_GRAMMAR_MOTION),
                                      reader->words, i, NULL)
                  != NULL;
      back |= gf_clause_takes_back (reader->registers, reader->words, i);
    }
  return proposal && back;
}

/* What the sentence from @start makes of the case by carrying a motion, @moved before or
 * within it; UNKNOWN where it carries none. */
static GfOutcome
carry_motion (const GfOutcomeReader *reader, size_t start, size_t end, GfOutcome *moved)
{
  bool told = *moved != GF_OUTCOME_UNKNOWN || has_motion (reader, start, end), decides;
  GfOutcome moves;
  GfClause clause;

  if (gf_outcome_has_fall (reader, start, end)
      || gf_outcome_takes_motion_back (reader, start, end))
    {
      *moved = GF_OUTCOME_UNKNOWN;
      return GF_OUTCOME_UNKNOWN;
    }
  moves = moved_in (reader, start, end);
  decides = gf_clause_read (reader->registers, reader->words, start, end, &clause);
  if (told && decides && clause.outcome == GF_OUTCOME_POSTPONED && clause.motion)
    return GF_OUTCOME_POSTPONED;
  if (moves != GF_OUTCOME_UNKNOWN)
    *moved = moves;
  return told && carries (reader, start, end, decides ? &clause : NULL)
             ? *moved
             : GF_OUTCOME_UNKNOWN;
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
