/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words beside a verb say of it. */
#include "indexer/understand/cases/clauses-private.h"

/* "støtter dessverre ikke" */
#define MAX_WORDS_TO_NOT 3
/* "av departementet": who did it, right behind the verb. */
#define MAX_WORDS_TO_AGENT 3
/* "Deretter vil kommunestyret" */
#define MAX_WORDS_TO_BODY 6

bool
gf_clause_has (const GfClauseReader *reader, uint64_t meanings)
{
  return (reader->seen & meanings) != 0;
}

const GfEntry *
gf_clause_match (const GfClauseReader *reader, uint64_t meanings, size_t index,
                 size_t *size_out)
{
  return gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, meanings,
                             reader->words, index, size_out);
}

/* Whether a word of @meanings stands within @n words from @index on, before a clause of
 * something else. */
bool
gf_clause_is_near (const GfClauseReader *reader, uint64_t meanings, size_t index,
                   size_t n)
{
  for (size_t i = index; i < MIN (reader->end, index + n); i++)
    {
      if (gf_clause_match (reader, meanings, i, NULL) != NULL)
        return true;
      if (gf_clause_match (reader, IS (GF_GRAMMAR_BREAK), i, NULL) != NULL
          || gf_words_is (reader->words, i, "og")
          || gf_words_is (reader->words, i, "men"))
        return false;
    }
  return false;
}

/* "ble ikke vedtatt", "tas ikke til følge", "innvilges ikke". */
bool
gf_clause_is_negated (const GfClauseReader *reader, size_t at, size_t end)
{
  return gf_clause_has (reader, IS (GF_GRAMMAR_NOT))
         || gf_clause_is_near (reader, IS (GF_GRAMMAR_NOT), at,
                               end - at + MAX_WORDS_TO_NOT);
}

/* "stortinget", "kommunene": not who meets. */
static bool
is_other (const GfClauseReader *reader, size_t at)
{
  static const char *const others[]
      = { "alle",      "flere",     "fleire",   "stortinget",
          "kommunene", "kommunane", "samtlige", NULL };

  return gf_words_is_any (reader->words, at, others);
}

/* "i fylkestinget", "i alle kommunene", behind "vedtatt". */
static bool
is_of_others (const GfClauseReader *reader, size_t at)
{
  return is_other (reader, at)
         || (!gf_words_is (reader->words, at, "møtet")
             && gf_clause_is_near (reader, IS (GF_GRAMMAR_BODY), at, 2));
}

/* "godkjent av departementet", "vedtatt i fylkestinget": who did it is not who meets. */
bool
gf_clause_has_other_agent (const GfClauseReader *reader, size_t end)
{
  uint64_t ours = IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER);

  for (size_t i = end; i + 1 < MIN (reader->end, end + MAX_WORDS_TO_AGENT); i++)
    {
      if (gf_words_is (reader->words, i, "av"))
        return is_other (reader, i + 1) || !gf_clause_is_near (reader, ours, i + 1, 3);
      if (gf_words_is (reader->words, i, "i") && is_of_others (reader, i + 1))
        return true;
    }
  return false;
}

bool
gf_clause_is_of_meeting (const GfClauseReader *reader)
{
  if (!gf_clause_has (reader, IS (GF_GRAMMAR_BODY)))
    return false;
  for (size_t i = reader->start; i < MIN (reader->end, reader->start + MAX_WORDS_TO_BODY);
       i++)
    if (is_other (reader, i))
      return false;
  return true;
}

/* Whether the sentence begins with the verb, or with words that say nothing of what it is
 * said of. */
bool
gf_clause_is_bare (const GfClauseReader *reader)
{
  return reader->n_other == 0
         && (reader->before
             & (MATTERS | IS (GF_GRAMMAR_DOCUMENT) | IS (GF_GRAMMAR_BODY)
                | IS (GF_GRAMMAR_OFFICER)))
                == 0;
}

/* Whether one of @words stands in the sentence up to the verb at @at. */
static bool
has_any (const GfClauseReader *reader, size_t at, const char *const *words)
{
  for (size_t word = reader->start; word < at; word++)
    if (gf_words_is_any (reader->words, word, words))
      return true;
  return false;
}

/* "er sendt", "var bestilt": what was done before. */
bool
gf_clause_is_state (const GfClauseReader *reader, size_t at)
{
  static const char *const state[] = { "er", "var", NULL };

  return has_any (reader, at, state);
}

/* Whether the clause up to the verb at @at tells of what was. */
static bool
is_past (const GfClauseReader *reader, size_t at)
{
  static const char *const past[] = { "ble", "blei", "vart", "var", "er", "har", NULL };

  return gf_clause_has (reader, IS (GF_GRAMMAR_PASSIVE) | IS (GF_GRAMMAR_PERFECT))
         && has_any (reader, at, past);
}

/* "før det er holdt folkemøte" */
bool
gf_clause_is_before_something (const GfClauseReader *reader, size_t end)
{
  for (size_t i = end; i < MIN (reader->end, end + MAX_WORDS_TO_LATER); i++)
    if (gf_words_is (reader->words, i, "før") || gf_words_is (reader->words, i, "førenn"))
      return true;
  return false;
}

/* "på neste møte", "i mai" beside a verb from @at to @end: done then, and not now. */
bool
gf_clause_is_later (const GfClauseReader *reader, size_t at, size_t end)
{
  uint64_t later
      = IS (GF_GRAMMAR_LATER)
        | (is_past (reader, at)
                   && !(end < reader->end && gf_words_is (reader->words, end, "til"))
               ? 0
               : IS (GF_GRAMMAR_DAY) | IS (GF_GRAMMAR_AGAIN));

  return !gf_clause_has_other_agent (reader, end)
         && (gf_clause_is_near (reader, later, reader->start, at - reader->start)
             || gf_clause_is_near (reader, later, end, MAX_WORDS_TO_LATER)
             || (gf_clause_is_negated (reader, at, end)
                 && gf_clause_is_before_something (reader, end)));
}

/* "tar det", "tek ho": what was spoken of. */
bool
gf_clause_has_pronoun (const GfClauseReader *reader, size_t at)
{
  static const char *const pronouns[]
      = { "det", "den", "dette", "denne", "disse", "ho", "han", "henne", "desse", NULL };

  return at < reader->end && gf_words_is_any (reader->words, at, pronouns);
}

/* "tar saken tilbake og legger den fram 25. september", "og behandles i juni": from "og"
 * at @at on. */
static bool
is_laid_before_again (const GfClauseReader *reader, size_t at)
{
  static const char *const lays[]
      = { "legges",    "legger",     "legg",       "leggjast", "leggast",  "behandles",
          "behandler", "behandlast", "handsamast", "fremmes",  "fremjast", NULL };
  static const char *const before[] = { "fram", "frem", NULL };

  if (at + 2 >= reader->end || !gf_words_is (reader->words, at, "og")
      || !gf_words_is_any (reader->words, at + 1, lays))
    return false;
  for (size_t i = at + 2; i < MIN (reader->end, at + 2 + MAX_WORDS_TO_LATER); i++)
    if (gf_words_is_any (reader->words, i, before)
        || gf_clause_match (reader, IS (GF_GRAMMAR_DAY), i, NULL) != NULL)
      return true;
  return false;
}

/* "Kommunen trekker klagen": what it asked others for. */
static bool
is_own_request (const GfClauseReader *reader, size_t at, size_t end)
{
  static const char *const who[]
      = { "kommunen", "fylkeskommunen", "heradet", "fylket", NULL };
  static const char *const sent[] = { "søknaden", "klagen", "klaga", "anken", NULL };

  return at > reader->start && gf_words_is_any (reader->words, at - 1, who)
         && end < reader->end && gf_words_is_any (reader->words, end, sent);
}

bool
gf_clause_undoes_own (const GfClauseReader *reader, size_t at, size_t end)
{
  static const char *const decisions[] = { "vedtak", "vedtaket", "vedtakene", NULL };
  static const char *const back[] = { "tilbake", "attende", NULL };

  return has_any (reader, at, decisions)
         || is_own_request (reader, at, end)
         /* "trekker tilbake vedtaket av 28. februar" */
         || (end < reader->end && gf_words_is_any (reader->words, end, decisions))
         || (end + 1 < reader->end && gf_words_is_any (reader->words, end, back)
             && gf_words_is_any (reader->words, end + 1, decisions));
}

/* "tas av sakslisten og kommer opp igjen til høsten" */
bool
gf_clause_comes_back (const GfClauseReader *reader, size_t end)
{
  static const char *const next[] = { "sak", "punkt", NULL };

  for (size_t i = end; i < reader->end; i++)
    {
      size_t size = 0;

      if (is_laid_before_again (reader, i))
        return true;
      /* "og vi gikk til neste sak" */
      if (gf_clause_match (reader, IS (GF_GRAMMAR_LATER) | IS (GF_GRAMMAR_AGAIN), i,
                           &size)
              != NULL
          && !gf_words_is_any (reader->words, i + size, next))
        return true;
    }
  return false;
}
