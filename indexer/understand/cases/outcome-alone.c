/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences that decide without any label above them. */
#include <string.h>

#include "indexer/understand/cases/outcomes-private.h"

/* "Uttalen vart vedteken med denne tilføyinga.": what adopts at the end says no more. */
#define MAX_END_WORDS 10
/* "Saka vart trekt fordi søkjaren ikkje lenger treng lånet." is no longer. */
#define MAX_OF_CASE_WORDS 20
/* "Saken legges fram for utvalget med forslag om" */
#define MAX_WORDS_TO_PROPOSAL 10
/* "Samtidig får rådmannen" */
#define MAX_WORDS_TO_ORDER 3

bool
gf_outcome_is_year (const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  const char *text = words->folded + word->start;

  return word->length == 4 && (memcmp (text, "19", 2) == 0 || memcmp (text, "20", 2) == 0)
         && g_ascii_isdigit (text[2]) && g_ascii_isdigit (text[3]);
}

bool
gf_outcome_is_told_of_before (const GfOutcomeReader *reader, size_t at, size_t end)
{
  static const char *const at_words[] = { "i", "på", NULL };
  static const char *const last[] = { "fjor", "forrige", "førre", "siste", "sist", NULL };

  for (at = MAX (at, 1); at + 1 < end; at++)
    {
      if (gf_words_is (reader->words, at, "til"))
        return false;
      if (gf_words_is_any (reader->words, at, at_words)
          && !gf_words_is (reader->words, at - 1, "som")
          && (gf_words_is_any (reader->words, at + 1, last)
              || gf_outcome_is_year (reader->words, at + 1)
              || (at + 2 < end && gf_outcome_is_year (reader->words, at + 2))))
        return true;
    }
  return false;
}

/* The outcome of the sentence from @start, if the grammar finds that it decides alone. */
static GfOutcome
clause_alone_at (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfClause clause;

  if (!gf_clause_read (reader->registers, reader->words, start, end, &clause)
      || !clause.alone
      || (!clause.now
          && gf_outcome_is_told_of_before (
              reader, clause.outcome == GF_OUTCOME_POSTPONED ? start : clause.end - 1,
              end)))
    return GF_OUTCOME_UNKNOWN;
  return clause.outcome;
}

/* Whether who may recommend something, or the case, stands at @start. */
static bool
names_recommender (const GfOutcomeReader *reader, size_t start, size_t *size_out)
{
  uint64_t who = GF_MEANING (GF_GRAMMAR_CASE) | GF_MEANING (GF_GRAMMAR_OFFICER)
                 | GF_MEANING (GF_GRAMMAR_BODY);

  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_OFFICER), reader->words, start,
                             size_out)
             != NULL
         || gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, who,
                                reader->words, start, size_out)
                != NULL;
}

/* "Saken legges fram .. med forslag", from @at on, behind @body or somebody else. */
static bool
comes_with_proposal (const GfOutcomeReader *reader, size_t at, size_t end, bool body)
{
  static const char *const before[]
      = { "med", "fram", "frem", "gjer", "slikt", "slik", NULL };
  static const char *const with[]
      = { "forslag", "framlegg", "innstilling", "tilråding", "slikt", "slik", NULL };
  static const char *const comes[] = { "tilbake", "attende", NULL };

  for (; at + 1 < end; at++)
    if (gf_words_is_any (reader->words, at, before)
        && !gf_words_is_any (reader->words, at - 1, comes)
        && !(body && gf_words_is (reader->words, at, "med"))
        && gf_words_is_any (reader->words, at + 1, with))
      return true;
  return false;
}

bool
gf_outcome_is_recommended (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const verbs[] = { "tilrår", "anbefaler", "foreslår", "innstiller",
                                       "rår",    "anbefalte", "tilrådde", NULL };
  size_t size = 0;

  if (!names_recommender (reader, start, &size))
    return false;
  if (start + size < end && gf_words_is_any (reader->words, start + size, verbs)
      && gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_OFFICER), reader->words, start, NULL)
             != NULL)
    return true;
  return comes_with_proposal (
      reader, start + size, MIN (end, start + MAX_WORDS_TO_PROPOSAL),
      gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                          GF_MEANING (GF_GRAMMAR_BODY), reader->words, start, NULL)
          != NULL);
}

/* "Innstillingen ble enstemmig vedtatt: Søknaden avslås.": what follows what leads to it
 * says; UNKNOWN where it does not say that alone. */
static GfOutcome
led_to (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t at = gf_outcome_skip_lead (reader, start, end);

  return at > start ? gf_outcome_alone_at (reader, at, end) : GF_OUTCOME_UNKNOWN;
}

GfOutcome
gf_outcome_alone_at (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfOutcome led = led_to (reader, start, end);
  size_t size = 0;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                                             GF_ANY_OUTCOME, reader->words, start, &size);
  GfOutcome outcome;

  if (led != GF_OUTCOME_UNKNOWN)
    return led;
  if ((entry != NULL && entry->meaning == GF_OUTCOME_WORD_SEE)
      || gf_outcome_is_recommended (reader, start, end))
    return GF_OUTCOME_UNKNOWN;
  outcome = clause_alone_at (reader, start, end);
  if (entry != NULL && entry->meaning <= GF_OUTCOME_LAST
      && (entry->alone || (entry->meaning == GF_OUTCOME_NOTED && start + size == end))
      && !((entry->meaning == GF_OUTCOME_ADOPTED || entry->meaning == GF_OUTCOME_REJECTED
            || outcome == GF_OUTCOME_POSTPONED)
           && outcome != GF_OUTCOME_UNKNOWN))
    outcome = gf_outcome_is_told_of_before (reader, start + size - 1, end)
                  ? GF_OUTCOME_UNKNOWN
                  : (GfOutcome) entry->meaning;
  if ((outcome == GF_OUTCOME_ADOPTED || outcome == GF_OUTCOME_REJECTED)
      && gf_outcome_is_of_refusal (reader, start, end))
    return outcome == GF_OUTCOME_ADOPTED ? GF_OUTCOME_REJECTED : GF_OUTCOME_ADOPTED;
  if ((outcome == GF_OUTCOME_POSTPONED || outcome == GF_OUTCOME_REJECTED)
      && gf_outcome_since_withdrawn (reader, start, end, outcome))
    return GF_OUTCOME_WITHDRAWN;
  if (outcome == GF_OUTCOME_UNKNOWN && gf_outcome_weigh_vote (reader, start, end) != 0)
    return gf_outcome_weigh_vote (reader, start, end) > 0 ? GF_OUTCOME_ADOPTED
                                                          : GF_OUTCOME_REJECTED;
  if (outcome != GF_OUTCOME_NOTED)
    return outcome;
  return gf_outcome_read_sentence (reader, start, end) == GF_OUTCOME_ADOPTED
             ? GF_OUTCOME_ADOPTED
             : GF_OUTCOME_NOTED;
}

/* "15.03.2016" */
static bool
is_date (const GfOutcomeReader *reader, size_t index)
{
  const GfWord *word = gf_words_get (reader->words, index);
  const char *after = reader->words->folded + word->start + word->length;

  return g_ascii_isdigit (after[-1]) && after[0] == '.' && g_ascii_isdigit (after[1]);
}

/* "i" juni, "4." juni */
static bool
names_day (const GfOutcomeReader *reader, size_t before)
{
  const GfWord *word = gf_words_get (reader->words, before);

  return gf_words_is (reader->words, before, "i")
         || g_ascii_isdigit (reader->words->folded[word->start]);
}

bool
gf_outcome_is_past_day (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const past[] = { "ble", "blei", "vart", "var", "er", NULL };
  static const char *const opens[] = { "å", "at", NULL };
  bool told = false;

  for (size_t i = start; i < end && !gf_words_is_any (reader->words, i, opens); i++)
    {
      told |= gf_words_is_any (reader->words, i, past);
      if (told
          && (is_date (reader, i)
              || (i > start && names_day (reader, i - 1)
                  && gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                         GF_MEANING (GF_GRAMMAR_DAY), reader->words, i,
                                         NULL)
                         != NULL)))
        return true;
    }
  return false;
}

/* "Saken ble utsatt i mars. Nå er det to nye tilbud.": whether the first sentence, up to
 * @end, tells of before, and more follows. */
static bool
was_put_off_on_day (const GfOutcomeReader *reader, size_t end)
{
  static const char *const future[] = { "til", "inntil", NULL };

  for (size_t i = 0; i < end; i++)
    if (gf_words_is_any (reader->words, i, future))
      return false;
  return end < reader->words->words->len && gf_outcome_is_past_day (reader, 0, end);
}

GfOutcome
gf_outcome_find_alone (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 60);
  GfOutcomeReader reader = { registers, words, false };

  GfOutcome outcome;
  size_t end;

  if (words->words->len == 0)
    return GF_OUTCOME_UNKNOWN;
  end = gf_outcome_sentence_end (words, 0);
  outcome = gf_outcome_alone_at (&reader, 0, end);
  return outcome == GF_OUTCOME_POSTPONED && was_put_off_on_day (&reader, end)
             ? GF_OUTCOME_UNKNOWN
             : outcome;
}

/* "Kommunen sier nei. Vedtatt med 14 mot 11 stemmer." */
static bool
tells_how_it_was (const GfOutcomeReader *reader, size_t start, size_t end)
{
  return end - start <= MAX_END_WORDS && gf_outcome_begins_how (reader->words, start);
}

/* What the sentences up to now said of the case. */
typedef struct
{
  GfOutcome outcome;
  bool done;    /* it was put off, refused or noted, and not only a proposal that fell, or
                   was withdrawn */
  bool granted; /* it was adopted by its own verb */
} Last;

/* Whether the sentence from @start, which says @outcome, says no more of the case than
 * @last did: "Det er ikke midler igjen. Søker bes prøve neste år." */
static bool
adds_nothing (const GfOutcomeReader *reader, size_t start, size_t end, GfOutcome outcome,
              const Last *last)
{
  if (outcome == GF_OUTCOME_UNKNOWN)
    return true;
  if (last->outcome == GF_OUTCOME_WITHDRAWN && outcome == GF_OUTCOME_POSTPONED)
    return gf_outcome_leaves_untreated (reader, start, end);
  if (last->outcome == GF_OUTCOME_NOTED && outcome == GF_OUTCOME_WITHDRAWN)
    return gf_outcome_is_of_other_case (reader, start, end);
  if (last->outcome == GF_OUTCOME_ADOPTED)
    return gf_outcome_is_beside_adopted (reader, start, end, outcome, last->granted);
  if (!last->done || outcome != GF_OUTCOME_ADOPTED)
    return false;
  return tells_how_it_was (reader, start, end)
         || (reader->asked && last->outcome == GF_OUTCOME_REJECTED
             && !gf_outcome_grants (reader, start, end));
}

GfOutcome
gf_outcome_find_last_by (const GfRegisters *registers, const char *text, size_t length,
                         bool asked,
                         GfOutcome (*read_at) (const GfOutcomeReader *reader,
                                               size_t start, size_t end))
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, asked };
  Last last = { .outcome = GF_OUTCOME_UNKNOWN };

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      GfOutcome outcome;
      bool adopted;

      end = gf_outcome_sentence_end (words, start);
      outcome = read_at (&reader, start, end);
      adopted = outcome == GF_OUTCOME_ADOPTED;
      if (!adds_nothing (&reader, start, end, outcome, &last))
        last = (Last){ .outcome = outcome,
                       .done = !adopted && !gf_outcome_has_fall (&reader, start, end)
                               && !gf_outcome_takes_motion_back (&reader, start, end),
                       .granted = adopted && gf_outcome_grants (&reader, start, end) };
    }
  return last.outcome;
}

GfOutcome
gf_outcome_find_last (const GfRegisters *registers, const char *text, size_t length)
{
  return gf_outcome_find_last_by (registers, text, length, false, gf_outcome_alone_at);
}

/* What the sentence from @start says of the case itself: "Saken utsettes", "Saken ble
 * trukket".  "Saken ble utsatt. Nå er planen god." tells of before. */
static GfOutcome
of_case_at (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const past[] = { "ble", "blei", "vart", "var", NULL };
  const uint64_t cases = GF_MEANING (GF_GRAMMAR_CASE) | GF_MEANING (GF_GRAMMAR_REQUEST);
  GfOutcome outcome;

  if (end - start > MAX_OF_CASE_WORDS || end < start + 2
      || gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, cases, reader->words,
                             start, NULL)
             == NULL)
    return GF_OUTCOME_UNKNOWN;
  outcome = gf_outcome_alone_at (reader, start, end);
  return outcome != GF_OUTCOME_WITHDRAWN
                 && gf_words_is_any (reader->words, start + 1, past)
             ? GF_OUTCOME_UNKNOWN
             : outcome;
}

GfOutcome
gf_outcome_find_of_case (const GfRegisters *registers, const char *text, size_t length)
{
  GfOutcome last = gf_outcome_find_last_by (registers, text, length, false, of_case_at);

  return last != GF_OUTCOME_ADOPTED ? last : GF_OUTCOME_UNKNOWN;
}

/* Whether the sentence from @start says what an officer, or somebody else, is to do. */
static bool
orders (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const orders[] = { "skal", "får", "bes", "pålegges", "må", NULL };
  GfClause deed;

  if (gf_outcome_begins_how (reader->words, start))
    return false;
  if (gf_clause_read_deed (reader->registers, reader->words, start, end, &deed)
      && deed.outcome == GF_OUTCOME_ADOPTED)
    return true;
  for (size_t i = start; i < MIN (end, start + MAX_WORDS_TO_ORDER); i++)
    if (gf_words_is_any (reader->words, i, orders))
      for (size_t k = start; k < MIN (end, i + MAX_WORDS_TO_ORDER); k++)
        if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                GF_MEANING (GF_GRAMMAR_OFFICER), reader->words, k, NULL)
            != NULL)
          return true;
  return false;
}

bool
gf_outcome_orders_besides (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  bool noted = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (noted && orders (&reader, start, end))
        return true;
      noted |= gf_outcome_alone_at (&reader, start, end) == GF_OUTCOME_NOTED;
    }
  return false;
}
