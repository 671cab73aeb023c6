/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/clauses.h"

#include <string.h>

#include "indexer/understand/cases/clauses-private.h"

/* Who decides, what and how is said in the first words of a sentence. */
#define MAX_CLAUSE_WORDS 40
/* "Votering:", "Samrøystes vedtak:" */
#define MAX_LABEL_WORDS 2
/* "lager", but not "er" */
#define MIN_VERB_LENGTH 3
/* What tells how a clause is built; the rest is looked for near a verb. */
#define STRUCTURE                                                                        \
  (GF_ANY_MEANING                                                                        \
   & ~(IS (GF_GRAMMAR_LATER) | IS (GF_GRAMMAR_DAY) | IS (GF_GRAMMAR_TELLING)             \
       | IS (GF_GRAMMAR_ACCEPTS)))

static bool
follows (const GfClauseReader *reader, size_t index, char mark)
{
  const GfWord *before
      = index > reader->start ? gf_words_get (reader->words, index - 1) : NULL;

  return before != NULL && reader->words->folded[before->start + before->length] == mark;
}

/* The clause of something else ends: "Når planen er ferdig, utsettes saken". */
static void
end_subordinate (GfClauseReader *reader)
{
  reader->subordinate = false;
  if (reader->opened_so)
    {
      reader->seen = reader->before = 0;
      reader->n_other = 0;
    }
  reader->opened_so = false;
}

/* Words behind a preposition say what the subject is about; "behandlingen av saken" is
 * said of a case all the same. */
static bool
counts (const GfClauseReader *reader, GfGrammarWord meaning)
{
  return (IS (meaning) & (MATTERS | IS (GF_GRAMMAR_DOCUMENT) | IS (GF_GRAMMAR_BODY))) == 0
         || !reader->after_preposition || (reader->before & MATTERS) != 0
         || reader->n_other == 0;
}

/* "ber", "ba": somebody else is to do it. */
static bool
is_asking (const GfClauseReader *reader, size_t at)
{
  static const char *const asks[] = { "ber", "ba", "bad", "bed", "bes", NULL };

  return gf_words_is_any (reader->words, at, asks);
}

/* "enighet om at saken utsettes", where "ber om at" is said to somebody else. */
static bool
agrees_before (const GfClauseReader *reader, size_t at)
{
  return reader->agree_at != NOWHERE && reader->agree_at + 3 >= at
         && !is_asking (reader, reader->agree_at);
}

static void
take_meaning (GfClauseReader *reader, size_t at, GfGrammarWord meaning)
{
  if (meaning == GF_GRAMMAR_BREAK && at > reader->start && !agrees_before (reader, at))
    reader->subordinate = true;
  else if (meaning == GF_GRAMMAR_BREAK && at == reader->start)
    reader->subordinate = reader->opened_so = true;
  if (meaning == GF_GRAMMAR_AGREE && reader->agree_at == NOWHERE)
    reader->agree_at = at;
  if (!counts (reader, meaning))
    return;
  reader->seen |= IS (meaning);
  if ((IS (meaning) & (HELPERS | IS (GF_GRAMMAR_NOT))) == 0)
    reader->before |= IS (meaning);
  /* "forslaget om utsettelse" is both. */
  if (meaning == GF_GRAMMAR_MOTION)
    reader->before |= IS (GF_GRAMMAR_PROPOSAL);
}

/* "ble ikke drøftet og vedtas", "Bygget er ikke klart, så vi venter med saken": what was
 * said of the clause before says nothing of the next. */
static void
begin_clause (GfClauseReader *reader, size_t at)
{
  bool and = gf_words_is (reader->words, at, "og")
             || gf_words_is (reader->words, at, "men");

  if (and)
    reader->seen &= ~(HELPERS | IS (GF_GRAMMAR_NOT));
  if (follows (reader, at, ',') && (and || gf_words_is (reader->words, at, "så")))
    {
      reader->seen = 0;
      reader->wants = reader->asks = false;
    }
}

static bool
is_number (const GfClauseReader *reader, size_t at)
{
  return g_ascii_isdigit (reader->words->folded[gf_words_get (reader->words, at)->start]);
}

/* Takes word @at into account.  Returns: how many words were taken. */
static size_t
take_word (GfClauseReader *reader, size_t at)
{
  size_t size = 0;
  const GfEntry *entry = gf_clause_match (reader, STRUCTURE, at, &size);

  reader->asks |= is_asking (reader, at);
  reader->wants |= gf_words_is (reader->words, at, "vil")
                   || gf_words_is (reader->words, at, "ville");
  if (gf_words_is (reader->words, at, "å"))
    {
      /* "Saka vert å utsetja." */
      if (at > reader->start
          && gf_clause_match (reader, IS (GF_GRAMMAR_PASSIVE), at - 1, NULL) != NULL)
        reader->agree_at = at - 1;
      reader->to_at = at;
      return 1;
    }
  begin_clause (reader, at);
  if (entry == NULL)
    {
      reader->n_other += !reader->after_preposition && !is_number (reader, at);
      reader->after_preposition = false;
      return 1;
    }
  take_meaning (reader, at, (GfGrammarWord) entry->meaning);
  reader->after_preposition = entry->meaning == GF_GRAMMAR_PREPOSITION;
  /* A long phrase may hold the verb; only the two-word ones are passed over. */
  return entry->meaning == GF_GRAMMAR_AGREE || entry->meaning == GF_GRAMMAR_BREAK ? size
                                                                                  : 1;
}

static bool
read_clause (const GfRegisters *registers, const GfWords *words, size_t start, size_t end,
             bool deeds, bool loose, GfClause *clause_out)
{
  GfClauseReader reader = { .registers = registers,
                            .words = words,
                            .start = start,
                            .end = MIN (end, start + MAX_CLAUSE_WORDS),
                            .agree_at = NOWHERE,
                            .to_at = NOWHERE,
                            .deeds = deeds,
                            .loose = loose };

  *clause_out = (GfClause){ .outcome = GF_OUTCOME_UNKNOWN };
  for (size_t i = start; i < reader.end;)
    {
      if (follows (&reader, i, ',') && reader.subordinate)
        end_subordinate (&reader);
      /* What follows is somebody's words, or the decision itself. */
      if (follows (&reader, i, ':') && i > start + MAX_LABEL_WORDS)
        return false;
      if (follows (&reader, i, ':'))
        reader.n_other = 0;
      if (!reader.subordinate && gf_clause_read_verb (&reader, i, clause_out))
        return true;
      i += take_word (&reader, i);
    }
  *clause_out = (GfClause){ .outcome = GF_OUTCOME_UNKNOWN };
  return false;
}

bool
gf_clause_read (const GfRegisters *registers, const GfWords *words, size_t start,
                size_t end, GfClause *clause_out)
{
  return read_clause (registers, words, start, end, false, false, clause_out);
}

/* "Sekretariatet lager et utkast": an officer or a body, then what is done, by a verb in
 * the present that no register need know. */
static bool
acts_now (const GfRegisters *registers, const GfWords *words, size_t start, size_t end)
{
  size_t size = 0;
  const GfWord *verb;

  if (start >= end
      || gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                             IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER), words, start,
                             &size)
             == NULL
      || start + size + 1 >= end)
    return false;
  verb = gf_words_get (words, start + size);
  return verb->length > MIN_VERB_LENGTH
         && words->folded[verb->start + verb->length - 1] == 'r'
         && gf_registers_match (registers, GF_REGISTER_GRAMMAR, IS (GF_GRAMMAR_TELLING),
                                words, start + size, NULL)
                == NULL;
}

static bool
has_infinitive (const GfWords *words, size_t start, size_t end)
{
  for (size_t i = start; i < MIN (end, start + MAX_CLAUSE_WORDS); i++)
    if (gf_words_is (words, i, "å"))
      return true;
  return false;
}

bool
gf_clause_read_deed (const GfRegisters *registers, const GfWords *words, size_t start,
                     size_t end, GfClause *clause_out)
{
  if (read_clause (registers, words, start, end, true, false, clause_out)
      || (has_infinitive (words, start, end)
          && read_clause (registers, words, start, end, true, true, clause_out)))
    return clause_out->alone;
  if (!acts_now (registers, words, start, end))
    return false;
  *clause_out = (GfClause){
    .outcome = GF_OUTCOME_ADOPTED, .at = start, .end = end, .alone = true
  };
  return true;
}

bool
gf_clause_accepts (const GfRegisters *registers, const GfWords *words, size_t start,
                   size_t end)
{
  for (size_t i = start; i < MIN (end, start + MAX_CLAUSE_WORDS); i++)
    if (gf_registers_match (registers, GF_REGISTER_GRAMMAR, IS (GF_GRAMMAR_ACCEPTS),
                            words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* Whether a later time is named behind the verb at @at. */
static bool
names_later (const GfRegisters *registers, const GfWords *words, size_t at)
{
  size_t end = MIN (words->words->len, at + MAX_WORDS_TO_LATER);

  for (size_t i = at + 1; i < end; i++)
    if (gf_registers_match (registers, GF_REGISTER_GRAMMAR, IS (GF_GRAMMAR_LATER), words,
                            i, NULL)
        != NULL)
      return true;
  return false;
}

/* What the verb at @at, of what somebody wants done, would do to the case. */
static GfOutcome
read_moved (const GfRegisters *registers, const GfWords *words, size_t at)
{
  for (int form = 0; form < GF_N_VERB_FORMS; form++)
    {
      const GfEntry *verb
          = gf_registers_match (registers, GF_REGISTER_VERBS, IS (form), words, at, NULL);

      if (verb != NULL
          && (verb->of != GF_VERB_OF_LATER || names_later (registers, words, at))
          && (verb->said == GF_OUTCOME_POSTPONED || verb->said == GF_OUTCOME_WITHDRAWN))
        return verb->said;
    }
  return GF_OUTCOME_UNKNOWN;
}

GfOutcome
gf_clause_moves (const GfRegisters *registers, const GfWords *words, size_t start,
                 size_t end)
{
  bool moved = false;

  for (size_t i = start; i < MIN (end, start + MAX_CLAUSE_WORDS); i++)
    {
      GfOutcome outcome = moved ? read_moved (registers, words, i) : GF_OUTCOME_UNKNOWN;

      if (outcome != GF_OUTCOME_UNKNOWN)
        return outcome;
      if (moved
          && gf_registers_match (registers, GF_REGISTER_GRAMMAR, IS (GF_GRAMMAR_MOTION),
                                 words, i, NULL)
                 != NULL)
        return GF_OUTCOME_POSTPONED;
      if (gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                              IS (GF_GRAMMAR_MOVED) | IS (GF_GRAMMAR_MOTION), words, i,
                              NULL)
          != NULL)
        moved = true;
    }
  return GF_OUTCOME_UNKNOWN;
}
