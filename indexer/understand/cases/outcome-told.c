/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a case in sentences without any label: which of them decides. */
#include <string.h>

#include "indexer/understand/cases/outcomes-private.h"

/* "Uttalen vart vedteken med denne tilføyinga.": what adopts at the end says no more. */
#define MAX_END_WORDS 10
/* "Enstemmig vedtatt." */
#define MAX_BARE_WORDS 2
/* "Styret holder fast på avslaget fra mai." */
#define MAX_NO_WORDS 20
/* "Vi gjør det dessverre ikke" */
#define MAX_WORDS_TO_NO 5

static const char *const not_words[] = { "ikke", "ikkje", NULL };

/* "tidligere vedtak", "tidligere avslag": what stands, and no other time. */
static bool
names_decision (const GfOutcomeReader *reader, size_t index)
{
  const char *word = reader->words->folded + gf_words_get (reader->words, index)->start;

  return g_str_has_prefix (word, "vedtak") || g_str_has_prefix (word, "avslag");
}

/* "i sak 18/17", "vedtatt i TR 14/20", "tidligere": of another time. */
static bool
is_of_another_time (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const words[] = { "sak", "tidligere", "tidlegare", "fjor", NULL };
  const char *folded = reader->words->folded;

  for (size_t i = start; i < end; i++)
    {
      const GfWord *word = gf_words_get (reader->words, i);

      if ((gf_words_is_any (reader->words, i, words)
           && !gf_words_is (reader->words, i, "sak")
           && !(i + 1 < end && names_decision (reader, i + 1)))
          || (gf_words_is (reader->words, i, "sak") && i + 1 < end
              && g_ascii_isdigit (folded[gf_words_get (reader->words, i + 1)->start]))
          || (i + 1 < end && g_ascii_isdigit (folded[word->start])
              && folded[word->start + word->length] == '/'))
        return true;
    }
  return gf_outcome_is_told_of_before (reader, start, end)
         || gf_outcome_is_past_day (reader, start, end);
}

/* "Saken ble utsatt. Nå er planen god.": of before, where more is told after it. */
static bool
was_put_off (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const past[] = { "ble", "blei", "vart", "var", NULL };

  for (size_t i = start; end < reader->words->words->len && i < end; i++)
    if (gf_words_is_any (reader->words, i, past))
      return true;
  return false;
}

/* "Styret ønsker et nytt utkast og behandler avtalen igjen i mai.", "De var enige om ikke
 * å gå videre": what else the sentence from @start says of what seems adopted. */
static GfOutcome
unless_undone (const GfOutcomeReader *reader, size_t start, size_t end)
{
  int said = gf_outcome_read_sentence (reader, start, end);

  return said == GF_OUTCOME_POSTPONED || said == GF_OUTCOME_REJECTED
                 || said == GF_OUTCOME_WITHDRAWN || said == GF_OUTCOME_NOTED
             ? (GfOutcome) said
             : GF_OUTCOME_ADOPTED;
}

/* "ikke funnet grunn til å": near @at, behind "ikke". */
static bool
has_ground (const GfOutcomeReader *reader, size_t at, size_t end)
{
  uint64_t grounds = GF_MEANING (GF_GRAMMAR_GROUND) | GF_MEANING (GF_GRAMMAR_AGREE);

  for (size_t i = at; i < MIN (end, at + 2); i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, grounds,
                            reader->words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* "Vi gjer det ikkje.": what a body does not do. */
static bool
does_not (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const past[] = { "ble", "var", "vart", "hadde", "er", "har", NULL };
  static const char *const does[] = { "gjør", "gjer", NULL };

  if (end < start + 3
      || gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_BODY), reader->words, start, NULL)
             == NULL
      || gf_words_is_any (reader->words, start + 1, past)
      || (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                              GF_MEANING (GF_GRAMMAR_TELLING), reader->words, start + 1,
                              NULL)
              != NULL
          && !gf_words_is_any (reader->words, start + 1, does)))
    return false;
  for (size_t i = start + 2; i < MIN (end, start + MAX_WORDS_TO_NO); i++)
    if (gf_words_is_any (reader->words, i, not_words))
      return true;
  return false;
}

/* "Ikke medhold.", "Vi gjer det ikkje.", "Avslaget blir stående.": no, to who asked. */
static bool
is_no (const GfOutcomeReader *reader, size_t start, size_t end)
{
  if (end - start > MAX_NO_WORDS)
    return false;
  if (gf_words_is_any (reader->words, start, not_words))
    return true;
  for (size_t i = start; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                            GF_MEANING (GF_OUTCOME_WORD_STAYS), reader->words, i, NULL)
            != NULL
        || (gf_words_is_any (reader->words, i, not_words)
            && has_ground (reader, i + 1, end)))
      return true;
  return does_not (reader, start, end);
}

/* Whether the sentence from @start begins with one of the register's words of @meanings.
 */
static bool
begins_with (const GfOutcomeReader *reader, size_t start, uint64_t meanings)
{
  return gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES, meanings,
                             reader->words, start, NULL)
         != NULL;
}

/* What the sentence from @start, of which @deed is the clause, decides alone; where no
 * deed's verb stands, no other does. */
static GfOutcome
decided_alone (const GfOutcomeReader *reader, size_t start, size_t end,
               const GfClause *deed)
{
  return deed->outcome != GF_OUTCOME_UNKNOWN
                 || begins_with (reader, start, GF_ANY_OUTCOME)
             ? gf_outcome_alone_at (reader, start, end)
             : GF_OUTCOME_UNKNOWN;
}

/* Whether the sentence from @start says no to who asked. */
static bool
turns_down (const GfOutcomeReader *reader, size_t start, size_t end)
{
  return gf_outcome_refuses (reader->registers, reader->words, start, end)
         || is_no (reader, start, end)
         || gf_outcome_sentence_has (reader->registers, reader->words, start, end,
                                     GF_MEANING (GF_OUTCOME_REJECTED));
}

/* What the sentence from @start, which does not decide alone, says that was done: by
 * @deed, or that all agreed on what was asked for. */
static GfOutcome
done_by (const GfOutcomeReader *reader, size_t start, size_t end, const GfClause *deed,
         bool does)
{
  GfOutcome outcome = GF_OUTCOME_UNKNOWN;

  if (reader->asked && turns_down (reader, start, end))
    return GF_OUTCOME_REJECTED;
  if (does)
    outcome = reader->asked && deed->negated ? GF_OUTCOME_REJECTED : deed->outcome;
  else if (gf_clause_accepts (reader->registers, reader->words, start, end))
    outcome = GF_OUTCOME_ADOPTED;
  return outcome == GF_OUTCOME_ADOPTED ? unless_undone (reader, start, end) : outcome;
}

/* What the sentence from @start says, whenever that was: what decides alone, what a body
 * does, or that all agreed on what was asked for. */
static GfOutcome
tell (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfClause deed;
  bool does = gf_clause_read_deed (reader->registers, reader->words, start, end, &deed);
  GfOutcome outcome;

  if (begins_with (reader, start, GF_MEANING (GF_OUTCOME_WORD_SEE)))
    return GF_OUTCOME_UNKNOWN;
  if (gf_outcome_is_recommended (reader, start, end))
    return gf_clause_accepts (reader->registers, reader->words, start, end)
               ? GF_OUTCOME_UNKNOWN
               : GF_OUTCOME_PROPOSED;
  outcome = decided_alone (reader, start, end, &deed);
  if (outcome == GF_OUTCOME_POSTPONED && was_put_off (reader, start, end))
    return GF_OUTCOME_UNKNOWN;
  /* "Det ble avgjort at vi ikke går videre med det." */
  if (outcome == GF_OUTCOME_ADOPTED && reader->asked && does && deed.negated)
    return GF_OUTCOME_REJECTED;
  return outcome != GF_OUTCOME_UNKNOWN ? outcome
                                       : done_by (reader, start, end, &deed, does);
}

/* What the sentence from @start says where all is told in sentences. */
static GfOutcome
told_at (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfOutcome outcome = tell (reader, start, end);

  /* "Sak 34/24 er tatt av kartet." */
  if (outcome == GF_OUTCOME_WITHDRAWN && gf_words_is (reader->words, start, "sak"))
    return outcome;
  return outcome != GF_OUTCOME_UNKNOWN && is_of_another_time (reader, start, end)
             ? GF_OUTCOME_UNKNOWN
             : outcome;
}

GfOutcome
gf_outcome_find_told (const GfRegisters *registers, const char *text, size_t length,
                      bool asked)
{
  GfOutcome outcome = gf_outcome_find_last_by (registers, text, length, asked, told_at);
  size_t start = gf_outcome_last_sentence (text, length);

  if (outcome != GF_OUTCOME_UNKNOWN || start == 0)
    return outcome;

  /* "Budsjettet er på 2 millioner. Enstemmig." */
  g_autoptr (GfWords) words
      = gf_words_new (text + start, length - start, MAX_BARE_WORDS + 1);

  return words->words->len > 0 && words->words->len <= MAX_BARE_WORDS
                 && gf_outcome_begins_how (words, 0)
             ? GF_OUTCOME_ADOPTED
             : GF_OUTCOME_UNKNOWN;
}

bool
gf_outcome_tells_of_before (const GfWords *words)
{
  for (size_t i = 0; i < words->words->len; i++)
    if (gf_outcome_is_year (words, i) || gf_words_is (words, i, "sak")
        || gf_words_is (words, i, "tidligere") || gf_words_is (words, i, "tidlegare"))
      return true;
  return false;
}

/* "Enstemmig vedtatt.", "Ingen motsatte seg det." */
static bool
is_bare_adoption (const GfWords *words)
{
  if (words->words->len >= 3 && words->words->len <= 5 && gf_words_is (words, 0, "ingen")
      && gf_words_is (words, 2, "seg"))
    return true;
  return words->words->len > 0
         && ((words->words->len <= MAX_END_WORDS && gf_outcome_begins_how (words, 0))
             || (words->words->len <= 3 && gf_words_is (words, 0, "dette")));
}

/* "Ordføreren ba om å få saken utsatt. Enstemmig vedtatt.": what was asked for in the
   sentence that ends at @end is what was done. */
static GfOutcome
asked_before (const GfRegisters *registers, const char *text, size_t end)
{
  size_t start = gf_outcome_last_sentence (text, end - 1);
  g_autoptr (GfWords) words
      = gf_words_new (text + start, end - start, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  int meaning
      = words->words->len > 0
            ? gf_outcome_read_sentence (&reader, 0, gf_outcome_sentence_end (words, 0))
            : GF_N_OUTCOME_WORDS;

  return meaning == GF_OUTCOME_POSTPONED
                 || (meaning == GF_OUTCOME_WITHDRAWN
                     && !gf_outcome_takes_motion_back (&reader, 0, words->words->len))
                 || meaning == GF_OUTCOME_NOTED
                 || (meaning == GF_OUTCOME_REJECTED
                     && !gf_outcome_has_fall (&reader, 0, words->words->len))
             ? (GfOutcome) meaning
             : GF_OUTCOME_ADOPTED;
}

/* What the last sentence, from @start, leaves of what was said before it: "Søknaden er
 * trukket. Saken behandles ikke.", "Tatt til orientering. Sak om skolen er trukket."
 * @outcome: what it says by itself */
static GfOutcome
beside_before (const GfRegisters *registers, const char *text, size_t start,
               size_t length, GfOutcome outcome)
{
  g_autoptr (GfWords) words
      = gf_words_new (text + start, length - start, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  size_t end = words->words->len;
  GfOutcome before = gf_outcome_find_last (registers, text, start);

  return (outcome == GF_OUTCOME_POSTPONED && before == GF_OUTCOME_WITHDRAWN
          && gf_outcome_leaves_untreated (&reader, 0, end))
                 || (outcome == GF_OUTCOME_WITHDRAWN && before == GF_OUTCOME_NOTED
                     && gf_outcome_is_of_other_case (&reader, 0, end))
             ? before
             : outcome;
}

GfOutcome
gf_outcome_find_end (const GfRegisters *registers, const char *text, size_t length)
{
  size_t start = gf_outcome_last_sentence (text, length);
  GfOutcome outcome
      = start > 0 ? gf_outcome_find_alone (registers, text + start, length - start)
                  : GF_OUTCOME_UNKNOWN;

  outcome = beside_before (registers, text, start, length, outcome);
  /* "Planen ble vedtatt. Forslaget om endring ble trukket." */
  if (outcome == GF_OUTCOME_WITHDRAWN
      && gf_outcome_find_last (registers, text, start) == GF_OUTCOME_ADOPTED)
    return GF_OUTCOME_UNKNOWN;
  /* "Vi vedtok å øke kontingenten. Forslaget om 400 kroner falt." */
  if ((outcome == GF_OUTCOME_REJECTED || outcome == GF_OUTCOME_POSTPONED
       || outcome == GF_OUTCOME_WITHDRAWN)
      && gf_outcome_find_told (registers, text, start, false) == GF_OUTCOME_ADOPTED
      && gf_outcome_find_told (registers, text, length, false) == GF_OUTCOME_ADOPTED)
    return GF_OUTCOME_UNKNOWN;
  if (outcome != GF_OUTCOME_ADOPTED)
    return outcome;

  g_autoptr (GfWords) words
      = gf_words_new (text + start, length - start, MAX_END_WORDS + 1);
  if (is_bare_adoption (words))
    outcome = asked_before (registers, text, start);
  if (outcome != GF_OUTCOME_ADOPTED)
    return outcome;
  return words->words->len <= MAX_END_WORDS && !gf_outcome_tells_of_before (words)
             ? GF_OUTCOME_ADOPTED
             : GF_OUTCOME_UNKNOWN;
}
