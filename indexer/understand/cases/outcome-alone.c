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
/* "Enstemmig vedtatt." */
#define MAX_BARE_WORDS 2
/* "Styret holder fast på avslaget fra mai." */
#define MAX_NO_WORDS 20
/* "Vi gjør det dessverre ikke" */
#define MAX_WORDS_TO_NO 5

static const char *const not_words[] = { "ikke", "ikkje", NULL };

static bool
is_year (const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  const char *text = words->folded + word->start;

  return word->length == 4 && (memcmp (text, "19", 2) == 0 || memcmp (text, "20", 2) == 0)
         && g_ascii_isdigit (text[2]) && g_ascii_isdigit (text[3]);
}

/* "avslått i fjor", "vedtatt i juni 2015", "trukket i forrige møte": what follows the
 * outcome, from @at on, lays it before this meeting.  "til" leads to what is to come. */
static bool
is_told_of_before (const GfOutcomeReader *reader, size_t at, size_t end)
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
              || is_year (reader->words, at + 1)
              || (at + 2 < end && is_year (reader->words, at + 2))))
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
          && is_told_of_before (
              reader, clause.outcome == GF_OUTCOME_POSTPONED ? start : clause.end - 1,
              end)))
    return GF_OUTCOME_UNKNOWN;
  return clause.outcome;
}

/* "Saksbehandler tilrår at ..", "Rådmannen rår kommunestyret til ..": what an officer
 * proposes. */
static bool
is_recommended (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const verbs[]
      = { "tilrår", "anbefaler", "foreslår", "innstiller", "rår", NULL };
  static const char *const before[]
      = { "med", "fram", "frem", "gjer", "slikt", "slik", NULL };
  static const char *const with[]
      = { "forslag", "framlegg", "innstilling", "tilråding", "slikt", "slik", NULL };
  size_t size = 0;
  bool body;

  if (gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                          GF_MEANING (GF_HEADING_OFFICER), reader->words, start, &size)
          == NULL
      && gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_CASE)
                                 | GF_MEANING (GF_GRAMMAR_OFFICER)
                                 | GF_MEANING (GF_GRAMMAR_BODY),
                             reader->words, start, &size)
             == NULL)
    return false;
  body = gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_BODY), reader->words, start, NULL)
         != NULL;
  if (start + size < end && gf_words_is_any (reader->words, start + size, verbs)
      && gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_OFFICER), reader->words, start, NULL)
             != NULL)
    return true;
  for (size_t i = start + size; i + 1 < MIN (end, start + MAX_WORDS_TO_PROPOSAL); i++)
    if (gf_words_is_any (reader->words, i, before)
        && !(body && gf_words_is (reader->words, i, "med"))
        && gf_words_is_any (reader->words, i + 1, with))
      return true;
  return false;
}

/* The outcome of the sentence from @start, if it decides alone. */
static GfOutcome
alone_at (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t size = 0;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                                             GF_ANY_OUTCOME, reader->words, start, &size);
  GfOutcome outcome;

  if ((entry != NULL && entry->meaning == GF_OUTCOME_WORD_SEE)
      || is_recommended (reader, start, end))
    return GF_OUTCOME_UNKNOWN;
  outcome = clause_alone_at (reader, start, end);
  if (entry != NULL && entry->alone && entry->meaning <= GF_OUTCOME_LAST
      && !((entry->meaning == GF_OUTCOME_ADOPTED || entry->meaning == GF_OUTCOME_REJECTED
            || outcome == GF_OUTCOME_POSTPONED)
           && outcome != GF_OUTCOME_UNKNOWN))
    outcome = is_told_of_before (reader, start + size - 1, end)
                  ? GF_OUTCOME_UNKNOWN
                  : (GfOutcome) entry->meaning;
  if ((outcome == GF_OUTCOME_ADOPTED || outcome == GF_OUTCOME_REJECTED)
      && gf_outcome_is_of_refusal (reader, start, end))
    return outcome == GF_OUTCOME_ADOPTED ? GF_OUTCOME_REJECTED : GF_OUTCOME_ADOPTED;
  if (outcome != GF_OUTCOME_NOTED)
    return outcome;
  return gf_outcome_read_sentence (reader, start, end) == GF_OUTCOME_ADOPTED
             ? GF_OUTCOME_ADOPTED
             : GF_OUTCOME_NOTED;
}

GfOutcome
gf_outcome_find_alone (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 60);
  GfOutcomeReader reader = { registers, words, false };

  return words->words->len > 0 ? alone_at (&reader, 0, gf_outcome_sentence_end (words, 0))
                               : GF_OUTCOME_UNKNOWN;
}

/* "Kommunen sier nei. Vedtatt med 14 mot 11 stemmer." */
static bool
tells_how_it_was (const GfOutcomeReader *reader, size_t start, size_t end)
{
  return end - start <= MAX_END_WORDS && gf_outcome_begins_how (reader->words, start);
}

/* What the last sentence of @text that says something by @read_at says. */
static GfOutcome
find_last_by (const GfRegisters *registers, const char *text, size_t length, bool asked,
              GfOutcome (*read_at) (const GfOutcomeReader *reader, size_t start,
                                    size_t end))
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, asked };
  GfOutcome last = GF_OUTCOME_UNKNOWN;
  bool done = false, granted = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);

      GfOutcome outcome = read_at (&reader, start, end);
      /* "Det er ikke midler igjen. Søker bes prøve neste år." */
      if (outcome != GF_OUTCOME_UNKNOWN
          && !(asked && last == GF_OUTCOME_REJECTED && outcome == GF_OUTCOME_ADOPTED
               && !gf_outcome_grants (&reader, start, end))
          && !(last == GF_OUTCOME_ADOPTED
               && gf_outcome_is_beside_adopted (&reader, start, end, outcome, granted))
          && !(done && outcome == GF_OUTCOME_ADOPTED
               && tells_how_it_was (&reader, start, end)))
        {
          last = outcome;
          granted
              = outcome == GF_OUTCOME_ADOPTED && gf_outcome_grants (&reader, start, end);
          done = outcome != GF_OUTCOME_ADOPTED
                 && !gf_outcome_has_fall (&reader, start, end);
        }
    }
  return last;
}

GfOutcome
gf_outcome_find_last (const GfRegisters *registers, const char *text, size_t length)
{
  return find_last_by (registers, text, length, false, alone_at);
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
  outcome = alone_at (reader, start, end);
  return outcome != GF_OUTCOME_WITHDRAWN
                 && gf_words_is_any (reader->words, start + 1, past)
             ? GF_OUTCOME_UNKNOWN
             : outcome;
}

GfOutcome
gf_outcome_find_of_case (const GfRegisters *registers, const char *text, size_t length)
{
  GfOutcome last = find_last_by (registers, text, length, false, of_case_at);

  return last != GF_OUTCOME_ADOPTED ? last : GF_OUTCOME_UNKNOWN;
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

/* "ble undertegnet i juni", but not "ble bestemt å møtes i juni". */
static bool
is_past_day (const GfOutcomeReader *reader, size_t start, size_t end)
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
           && !gf_words_is (reader->words, i, "sak"))
          || (gf_words_is (reader->words, i, "sak") && i + 1 < end
              && g_ascii_isdigit (folded[gf_words_get (reader->words, i + 1)->start]))
          || (i + 1 < end && g_ascii_isdigit (folded[word->start])
              && folded[word->start + word->length] == '/'))
        return true;
    }
  return is_told_of_before (reader, start, end) || is_past_day (reader, start, end);
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
                 || said == GF_OUTCOME_WITHDRAWN
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

/* What the sentence from @start says, whenever that was: what decides alone, what a body
 * does, or that all agreed on what was asked for. */
static GfOutcome
tell (const GfOutcomeReader *reader, size_t start, size_t end)
{
  const GfRegisters *registers = reader->registers;
  const GfWords *words = reader->words;
  GfClause deed;
  bool does = gf_clause_read_deed (registers, words, start, end, &deed);
  GfOutcome outcome = GF_OUTCOME_UNKNOWN;

  if (gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                          GF_MEANING (GF_OUTCOME_WORD_SEE), words, start, NULL)
      != NULL)
    return GF_OUTCOME_UNKNOWN;
  if (is_recommended (reader, start, end))
    return gf_clause_accepts (registers, words, start, end) ? GF_OUTCOME_UNKNOWN
                                                            : GF_OUTCOME_PROPOSED;
  /* Where no deed's verb stands, no other does. */
  if (deed.outcome != GF_OUTCOME_UNKNOWN
      || gf_registers_match (registers, GF_REGISTER_OUTCOMES, GF_ANY_OUTCOME, words,
                             start, NULL)
             != NULL)
    outcome = alone_at (reader, start, end);
  if (outcome == GF_OUTCOME_POSTPONED && was_put_off (reader, start, end))
    return GF_OUTCOME_UNKNOWN;
  /* "Det ble avgjort at vi ikke går videre med det." */
  if (outcome == GF_OUTCOME_ADOPTED && reader->asked && does && deed.negated)
    return GF_OUTCOME_REJECTED;
  if (outcome != GF_OUTCOME_UNKNOWN)
    return outcome;
  if (reader->asked
      && (gf_outcome_refuses (registers, words, start, end) || is_no (reader, start, end)
          || gf_outcome_sentence_has (registers, words, start, end,
                                      GF_MEANING (GF_OUTCOME_REJECTED))))
    return GF_OUTCOME_REJECTED;
  if (does)
    outcome = reader->asked && deed.negated ? GF_OUTCOME_REJECTED : deed.outcome;
  else if (gf_clause_accepts (registers, words, start, end))
    outcome = GF_OUTCOME_ADOPTED;
  return outcome == GF_OUTCOME_ADOPTED ? unless_undone (reader, start, end) : outcome;
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
      noted |= alone_at (&reader, start, end) == GF_OUTCOME_NOTED;
    }
  return false;
}

GfOutcome
gf_outcome_find_told (const GfRegisters *registers, const char *text, size_t length,
                      bool asked)
{
  GfOutcome outcome = find_last_by (registers, text, length, asked, told_at);
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
    if (is_year (words, i) || gf_words_is (words, i, "sak")
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

  return meaning == GF_OUTCOME_POSTPONED || meaning == GF_OUTCOME_WITHDRAWN
                 || meaning == GF_OUTCOME_NOTED
                 || (meaning == GF_OUTCOME_REJECTED
                     && !gf_outcome_has_fall (&reader, 0, words->words->len))
             ? (GfOutcome) meaning
             : GF_OUTCOME_ADOPTED;
}

GfOutcome
gf_outcome_find_end (const GfRegisters *registers, const char *text, size_t length)
{
  size_t start = gf_outcome_last_sentence (text, length);
  GfOutcome outcome
      = start > 0 ? gf_outcome_find_alone (registers, text + start, length - start)
                  : GF_OUTCOME_UNKNOWN;

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
