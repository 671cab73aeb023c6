/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of a decision that are of something beside it: who signs, another case, what
 * others said; and which sentence shows what the decision was. */
#include <string.h>

#include "indexer/understand/cases/outcomes-private.h"

/* A fragment of fewer words ("Vedtak:", a number) is no sentence. */
#define MIN_SENTENCE_WORDS 2
/* "Nordre Land, den 12. juni 2009" */
#define MAX_DATE_WORDS 6
/* "Fylkesordføreren takket representantene og hevet fylkestinget." is no longer. */
#define MAX_CLOSING_WORDS 16
/* "Votering: Forslaget fra Sp ble etter debatt vedtatt med 5 mot 2 stemmer:" is no
 * longer. */
#define MAX_LEAD_WORDS 14
/* "AU-sak 4/25", "Fsk-sak" */
#define MAX_PREFIX_BYTES 4
/* "Fylkesmannens fraråding tas ikke til følge." */
#define MAX_WORDS_TO_OBJECTION 3
/* "ble ikke tatt opp", "behandles i dag ikke" */
#define MAX_WORDS_TO_NOT 4
/* "henvendelsen fra naboen trekkes" */
#define MAX_WORDS_AROUND 4
/* "Saken ble ikke behandlet i møtet, jf. merknaden til sakslisten." is no longer. */
#define MAX_UNTREATED_WORDS 12

bool
gf_outcome_is_place_and_date (const GfOutcomeReader *reader, size_t start, size_t end)
{
  const char *folded = reader->words->folded;
  const GfWord *place = end - start > 3 ? gf_words_get (reader->words, end - 4) : NULL;

  return place != NULL
         && (folded[place->start + place->length] == ','
             || gf_words_is (reader->words, end - 4, "den"))
         && end - start <= MAX_DATE_WORDS
         && gf_words_get (reader->words, end - 1)->length == 4
         && g_ascii_isdigit (folded[gf_words_get (reader->words, end - 1)->start])
         && g_ascii_isdigit (folded[gf_words_get (reader->words, end - 3)->start])
         && gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                GF_MEANING (GF_GRAMMAR_DAY), reader->words, end - 2, NULL)
                != NULL;
}

bool
gf_outcome_is_signed (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_DATE_WORDS + 2);
  GfOutcomeReader reader = { registers, words, false };

  return words->words->len > 0
         && gf_outcome_is_place_and_date (&reader, 0, gf_outcome_sentence_end (words, 0));
}

bool
gf_outcome_closes (const GfRegisters *registers, const char *text, size_t length)
{
  static const char *const closed[]
      = { "hevet", "heva", "hevde", "avsluttet", "avslutta", "slutta", NULL };
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_CLOSING_WORDS + 1);

  for (size_t i = 1; words->words->len <= MAX_CLOSING_WORDS && i + 1 < words->words->len;
       i++)
    if (gf_words_is_any (words, i, closed)
        && gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                               GF_MEANING (GF_GRAMMAR_BODY), words, i + 1, NULL)
               != NULL)
      return true;
  return false;
}

bool
gf_outcome_is_of_other_case (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const cases[]
      = { "sak", "saker", "sakene", "saka", "punkt", "pkt", NULL };

  /* "2. Punkt 7 utsettes" */
  if (start < end
      && g_ascii_isdigit (
          reader->words->folded[gf_words_get (reader->words, start)->start]))
    start++;
  /* "AU-sak 4/25 vart stroken." */
  if (start + 2 < end && gf_words_get (reader->words, start)->length <= MAX_PREFIX_BYTES
      && gf_words_is (reader->words, start + 1, "sak"))
    start++;
  /* "Sak om skolen er trukket." */
  if (start + 1 < end && gf_words_is (reader->words, start, "sak")
      && gf_words_is (reader->words, start + 1, "om"))
    return true;
  return start + 1 < end && gf_words_is_any (reader->words, start, cases)
         && g_ascii_isdigit (
             reader->words->folded[gf_words_get (reader->words, start + 1)->start]);
}

bool
gf_outcome_is_but_for (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const rest[]
      = { "ellers", "elles", "øvrig", "forøvrig", "øvrige", "resten", NULL };

  if (!gf_outcome_is_of_other_case (reader, start, end))
    return false;
  for (size_t i = end; i < reader->words->words->len; i++)
    if (gf_words_is_any (reader->words, i, rest))
      return true;
  return false;
}

static const char *const not_words[] = { "ikke", "ikkje", NULL };

static bool
has_any (const GfOutcomeReader *reader, size_t start, size_t end,
         const char *const *words)
{
  for (size_t i = start; i < end; i++)
    if (gf_words_is_any (reader->words, i, words))
      return true;
  return false;
}

/* Whether the sentence from @start up to @end says that the case is no longer pursued,
 * and not that something is refused. */
static bool
lays_away (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const away[]
      = { "henlagt",   "henlegges", "henlagd",    "henleggast", "bort", "vekk",
          "avsluttes", "avsluttet", "avsluttast", "avslutta",   NULL };
  static const char *const refused[]
      = { "avslås",   "avslått", "avslegen", "avvises", "avvist",
          "avvisast", "fremmes", "faller",   "fell",    NULL };

  return has_any (reader, start, end, away) && !has_any (reader, start, end, refused);
}

/* "behandlet", "handsama", or what begins so, at @at; "teken opp". */
static bool
is_treating (const GfOutcomeReader *reader, size_t at)
{
  static const char *const taken[] = { "tatt", "teken", "teke", "tekne", NULL };
  const char *word = reader->words->folded + gf_words_get (reader->words, at)->start;

  if (gf_words_is_any (reader->words, at, taken) && at + 1 < reader->words->words->len)
    return gf_words_is (reader->words, at + 1, "opp");
  return g_str_has_prefix (word, "behandl") || g_str_has_prefix (word, "handsam")
         || g_str_has_prefix (word, "realitetsbehandl");
}

/* "ikke behandlet", "behandles ikke": the verb, and no other, is said not to be done. */
static bool
is_not_treated (const GfOutcomeReader *reader, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    if (is_treating (reader, i)
        && has_any (reader, i > start + MAX_WORDS_TO_NOT ? i - MAX_WORDS_TO_NOT : start,
                    MIN (end, i + MAX_WORDS_TO_NOT), not_words))
      return true;
  return false;
}

/* "Behandles ikke - trukket av søker." */
static bool
is_behind_dash (const GfWords *words, size_t at)
{
  const GfWord *before = gf_words_get (words, at - 1);
  const char *from = words->folded + before->start + before->length;

  return g_str_has_prefix (from, " - ") || g_str_has_prefix (from, " \xe2\x80\x93 ");
}

bool
gf_outcome_since_withdrawn (const GfOutcomeReader *reader, size_t start, size_t end,
                            GfOutcome outcome)
{
  static const char *const since[]
      = { "da", "då", "fordi", "siden", "sidan", "ettersom", "avdi", NULL };
  static const char *const withdrawn[]
      = { "trukket", "trekt", "trukke", "trakk", "trekte", "drog", NULL };
  bool why = false;

  if (!lays_away (reader, start, end)
      && (outcome != GF_OUTCOME_POSTPONED || !is_not_treated (reader, start, end)))
    return false;
  for (size_t i = start; i < end; i++)
    {
      why |= gf_words_is_any (reader->words, i, since)
             || (i > start && is_behind_dash (reader->words, i));
      if (why && gf_words_is_any (reader->words, i, withdrawn))
        return true;
    }
  return false;
}

bool
gf_outcome_leaves_untreated (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const until[]
      = { "før", "neste", "senere", "seinare", "ferdig", "møte", "kommer", "kjem", NULL };

  return is_not_treated (reader, start, end) && !has_any (reader, start, end, until);
}

bool
gf_outcome_is_of_objection (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const heard[] = { "følge", "følgje", "fylgje", NULL };
  bool objection = false;

  for (size_t i = start; i < MIN (end, start + MAX_WORDS_TO_OBJECTION); i++)
    objection
        |= gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                               GF_MEANING (GF_GRAMMAR_OBJECTION), reader->words, i, NULL)
           != NULL;
  return objection && gf_words_is_any (reader->words, end - 1, heard);
}

/* "Rådmannens innstilling ble enstemmig vedtatt:": whether what leads to what was decided
 * ends with word @i, @adopts being whether it, or a word before, adopts. */
static bool
ends_lead (const GfWords *words, size_t i, bool adopts)
{
  static const char *const last[]
      = { "vedtatt", "vedtok", "vedteke", "vedteken", "enstemmig", "samrøystes",
          "stemmer", "stemme", "røyster", "røyst",    NULL };

  return adopts && gf_words_is_any (words, i, last);
}

size_t
gf_outcome_skip_lead (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const adopted[]
      = { "vedtatt", "vedtok", "vedteke", "vedteken", NULL };
  const GfWords *words = reader->words;
  bool how = gf_outcome_begins_how (words, start), adopts = false;

  for (size_t i = start; i + 1 < MIN (end, start + MAX_LEAD_WORDS); i++)
    {
      const GfWord *word = gf_words_get (words, i);

      adopts |= gf_words_is_any (words, i, adopted);
      if (words->folded[word->start + word->length] == ':'
          && (how || ends_lead (words, i, adopts))
          && !gf_outcome_has_fall (reader, start, i + 1))
        return i + 1;
    }
  return start;
}

/* How surely the sentence from @start says @outcome: 0 for not at all. */
static int
says (const GfOutcomeReader *reader, size_t start, size_t end, GfOutcome outcome)
{
  int meaning
      = gf_outcome_read_sentence (reader, gf_outcome_skip_lead (reader, start, end), end);

  if (meaning == (int) outcome)
    return 3;
  if (outcome == GF_OUTCOME_REJECTED && meaning == GF_OUTCOME_WORD_FELL)
    return 3;
  if (outcome != GF_OUTCOME_ADOPTED)
    return 0;
  if (meaning == GF_N_OUTCOME_WORDS)
    return end - start >= MIN_SENTENCE_WORDS ? 2 : 0;
  return meaning == GF_OUTCOME_WORD_NEUTRAL;
}

size_t
gf_outcome_evidence_end (const char *text, size_t length, const GfWord *word)
{
  size_t end = word->start + word->length;

  while (end < length && strchr ("\"')]", text[end]) != NULL && text[end] != '\0')
    end++;
  return end < length && (text[end] == '.' || text[end] == '!') ? end + 1 : end;
}

char *
gf_outcome_dup_evidence (const GfRegisters *registers, const char *text, size_t length,
                         GfOutcome outcome)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  size_t first = 0, last = 0, from;
  int best = 0;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      int sure;

      end = gf_outcome_sentence_end (words, start);
      sure = says (&reader, start, end, outcome);
      if (sure <= best && last > 0)
        continue;
      best = MAX (best, sure);
      first = start;
      last = end;
    }
  if (last == 0)
    return NULL;
  from = gf_words_get (words, first)->start;
  return g_strndup (text + from,
                    gf_outcome_evidence_end (text, length, gf_words_get (words, last - 1))
                        - from);
}

bool
gf_outcome_is_untreated (const char *text)
{
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_UNTREATED_WORDS + 1);
  GfOutcomeReader reader = { NULL, words, false };
  size_t n = words->words->len;

  return n > 0 && n <= MAX_UNTREATED_WORDS && gf_outcome_leaves_untreated (&reader, 0, n);
}

/* "kommunen trekker", "skal trekke", "ikke trukket", "trakk seg": whether the words
 * around the verb at @at say that it is not the case that somebody took back. */
static bool
is_other_withdrawal (const GfOutcomeReader *reader, size_t start, size_t end, size_t at)
{
  static const char *const others[] = { "ikke",
                                        "ikkje",
                                        "kan",
                                        "kunne",
                                        "skal",
                                        "skulle",
                                        "bør",
                                        "burde",
                                        "vil",
                                        "ville",
                                        "m\xc3\xa5",
                                        "om",
                                        "dersom",
                                        "hvis",
                                        "viss",
                                        "kommunen",
                                        "heradet",
                                        "fylket",
                                        "fylkeskommunen",
                                        NULL };
  static const char *const past[]
      = { "tidligere", "tidlegare", "forrige", "f\xc3\xb8rre", NULL };
  size_t first = at > start + MAX_WORDS_AROUND ? at - MAX_WORDS_AROUND : start;

  if (at + 1 < end
      && (gf_words_is (reader->words, at + 1, "seg")
          || gf_words_is_any (reader->words, at + 1, not_words)))
    return true;
  for (size_t i = at; i > first && !gf_words_is (reader->words, i - 1, "og"); i--)
    if (gf_words_is_any (reader->words, i - 1, others))
      return true;
  return has_any (reader, start, end, past)
         || gf_outcome_is_told_of_before (reader, at, end);
}

/* A case, or what was asked for, near the verb at @at: "trakk saken", "henvendelsen
 * trekkes". */
static bool
is_about_case (const GfOutcomeReader *reader, size_t start, size_t end, size_t at)
{
  uint64_t matters = GF_MEANING (GF_GRAMMAR_CASE) | GF_MEANING (GF_GRAMMAR_REQUEST);
  size_t first = at > start + MAX_WORDS_AROUND ? at - MAX_WORDS_AROUND : start;

  for (size_t i = first; i < MIN (end, at + MAX_WORDS_AROUND); i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, matters,
                            reader->words, i, NULL)
        != NULL)
      return true;
  return false;
}

bool
gf_outcome_mentions_withdrawal (const GfRegisters *registers, const char *text,
                                size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (gf_outcome_is_of_other_case (&reader, start, end))
        continue;
      for (size_t i = start; i < end; i++)
        if (gf_clause_takes_back (registers, words, i)
            && !is_other_withdrawal (&reader, start, end, i)
            && is_about_case (&reader, start, end, i))
          return true;
    }
  return false;
}
