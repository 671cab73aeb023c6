/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/clauses.h"

#include <string.h>

#include "indexer/understand/cases/clauses-private.h"

/* Who decides, what and how is said in the first words of a sentence. */
#define MAX_CLAUSE_WORDS 40
/* "Votering:", "Samrøystes vedtak:" */
#define MAX_LABEL_WORDS 2
/* "enig med rådmannen i at" */
#define MAX_WORDS_TO_THAT 4
/* "lager", but not "er" */
#define MIN_VERB_LENGTH 3
/* What tells how a clause is built; the rest is looked for near a verb. */
#define STRUCTURE                                                                        \
  (GF_ANY_MEANING                                                                        \
   & ~(IS (GF_GRAMMAR_LATER) | IS (GF_GRAMMAR_DAY) | IS (GF_GRAMMAR_TELLING)             \
       | IS (GF_GRAMMAR_AGAIN) | IS (GF_GRAMMAR_ACCEPTS)))
#define TIMES (IS (GF_GRAMMAR_LATER) | IS (GF_GRAMMAR_DAY) | IS (GF_GRAMMAR_AGAIN))

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
  if (!reader->opened_so)
    {
      reader->seen = reader->seen_around;
      reader->n_other = reader->n_around;
    }
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
  return reader->agree_at != NOWHERE && reader->agree_at + MAX_WORDS_TO_THAT >= at
         && !is_asking (reader, reader->agree_at);
}

/* "enige om at det trengs tid, og at saken utsettes" */
static bool
agrees_again (const GfClauseReader *reader, size_t at)
{
  return reader->agree_at != NOWHERE && !is_asking (reader, reader->agree_at)
         && gf_words_is (reader->words, at - 1, "og")
         && gf_words_is (reader->words, at, "at");
}

/* "vart sidan vedteken", "har siden trukket" */
static bool
is_later_on (const GfClauseReader *reader, size_t at)
{
  static const char *const since[] = { "siden", "sidan", NULL };

  return gf_words_is_any (reader->words, at, since)
         && gf_clause_match (reader, IS (GF_GRAMMAR_PASSIVE) | IS (GF_GRAMMAR_PERFECT),
                             at - 1, NULL)
                != NULL;
}

/* What is said in a clause of something else says nothing of the one around it. */
static void
begin_subordinate (GfClauseReader *reader)
{
  if (!reader->subordinate)
    {
      reader->seen_around = reader->seen;
      reader->n_around = reader->n_other;
    }
  reader->subordinate = true;
}

static void
take_meaning (GfClauseReader *reader, size_t at, GfGrammarWord meaning)
{
  if (meaning == GF_GRAMMAR_BREAK && at > reader->start && !agrees_before (reader, at)
      && !is_later_on (reader, at) && !agrees_again (reader, at))
    begin_subordinate (reader);
  else if (meaning == GF_GRAMMAR_BREAK && at == reader->start
           && !gf_words_is (reader->words, at, "som"))
    reader->subordinate = reader->opened_so = true;
  if ((meaning == GF_GRAMMAR_AGREE && reader->agree_at == NOWHERE)
      || (meaning == GF_GRAMMAR_GROUND && gf_clause_has (reader, IS (GF_GRAMMAR_NOT))))
    reader->agree_at = at;
  if (meaning == GF_GRAMMAR_NONE)
    {
      reader->seen |= IS (GF_GRAMMAR_NOT);
      reader->none = true;
    }
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
      reader->n_other = 0;
      reader->wants = reader->asks = false;
      /* "Det kom ønske om mer tid, og saken ble utsatt." */
      if (at + 1 < reader->end
          && gf_clause_match (reader, IS (GF_GRAMMAR_CASE), at + 1, NULL) != NULL)
        reader->before &= ~(IS (GF_GRAMMAR_MOTION) | IS (GF_GRAMMAR_PROPOSAL));
    }
}

static bool
is_number (const GfClauseReader *reader, size_t at)
{
  return g_ascii_isdigit (reader->words->folded[gf_words_get (reader->words, at)->start]);
}

/* "vil utsette", "Vi skal utsette": what a body wants, by word @at. */
static bool
tells_wish (const GfClauseReader *reader, size_t at)
{
  static const char *const us[] = { "vi", "me", NULL };
  static const char *const wants[] = { "vil", "ville", NULL };

  return gf_words_is_any (reader->words, at, wants)
         || (at == reader->start + 1 && gf_words_is (reader->words, at, "skal")
             && gf_words_is_any (reader->words, at - 1, us));
}

/* "Saka vert å utsetja.": "å" at @at. */
static size_t
take_to (GfClauseReader *reader, size_t at)
{
  if (at > reader->start
      && gf_clause_match (reader, IS (GF_GRAMMAR_PASSIVE), at - 1, NULL) != NULL)
    reader->agree_at = at - 1;
  reader->to_at = at;
  return 1;
}

/* A word of no register. */
static size_t
take_other (GfClauseReader *reader, size_t at)
{
  reader->n_other += !reader->after_preposition && !is_number (reader, at)
                     && gf_clause_match (reader, TIMES, at, NULL) == NULL;
  reader->after_preposition = false;
  return 1;
}

/* Takes word @at into account.  Returns: how many words were taken. */
static size_t
take_word (GfClauseReader *reader, size_t at)
{
  const uint64_t whole
      = IS (GF_GRAMMAR_AGREE) | IS (GF_GRAMMAR_BREAK) | IS (GF_GRAMMAR_GROUND);
  size_t size = 0;
  const GfEntry *entry = gf_clause_match (reader, STRUCTURE, at, &size);

  reader->asks |= is_asking (reader, at);
  reader->wants |= tells_wish (reader, at);
  if (gf_words_is (reader->words, at, "å"))
    return take_to (reader, at);
  begin_clause (reader, at);
  if (entry == NULL)
    return take_other (reader, at);
  take_meaning (reader, at, (GfGrammarWord) entry->meaning);
  reader->after_preposition = entry->meaning == GF_GRAMMAR_PREPOSITION;
  /* A long phrase may hold the verb; only the two-word ones are passed over. */
  return (IS (entry->meaning) & whole) != 0 ? size : 1;
}

/* "vil ha saken på høring først, og utsetter avgjørelsen", "slutter seg til rådmannen og
 * går ikke videre med forslaget", "protesten tas til følge, og søknaden avslås": what the
 * same body does besides, where @clause says that something is done. */
static void
read_more (GfClauseReader *reader, GfClause *clause)
{
  uint64_t ours = IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER);
  GfClause more;
  bool and = false, request = false;

  for (size_t i = clause->end; clause->outcome == GF_OUTCOME_ADOPTED && i < reader->end;
       i++)
    {
      if (gf_words_is (reader->words, i, "og") || gf_words_is (reader->words, i, "men"))
        {
          and = true;
          request = false;
          reader->seen = reader->before = reader->before & ours;
          reader->n_other = 0;
        }
      else if (and&&gf_clause_read_verb (reader, i, &more)
               && (more.outcome == GF_OUTCOME_POSTPONED
                   || (more.outcome == GF_OUTCOME_REJECTED && (more.negated || request))))
        {
          *clause = more;
          return;
        }
      request |= gf_clause_match (reader, IS (GF_GRAMMAR_REQUEST), i, NULL) != NULL;
    }
}

/* "Dersom rammen ikke holder, legges saken fram på nytt.": that may come to be, but the
 * case is not put off or turned down now. */
static bool
is_only_if (const GfWords *words, size_t start, const GfClause *clause)
{
  static const char *const conditions[] = { "dersom", "hvis", "viss", "såfremt", NULL };

  return gf_words_is_any (words, start, conditions)
         && clause->outcome != GF_OUTCOME_ADOPTED && clause->outcome != GF_OUTCOME_NOTED;
}

/* "Varamedlem til styret for nødnettet: Kari Li ble valgt.": who is chosen follows. */
static bool
begins_post (const GfWords *words, size_t start)
{
  static const char *const posts[]
      = { "vara",     "medlem",    "leder",    "leiar",   "nestle",
          "styremed", "styrelede", "styrelei", "represe", "delegat" };
  const GfWord *word = gf_words_get (words, start);

  for (size_t i = 0; i < G_N_ELEMENTS (posts); i++)
    if (g_str_has_prefix (words->folded + word->start, posts[i]))
      return true;
  return false;
}

/* What the mark before word @at says of the clause.  Returns: whether what follows is
 * somebody's words, or the decision itself. */
static bool
take_mark (GfClauseReader *reader, size_t at)
{
  if (follows (reader, at, ',') && reader->subordinate)
    end_subordinate (reader);
  /* "Ingen merknader, tas til orientering." */
  if (follows (reader, at, ',') && reader->none)
    reader->seen &= ~IS (GF_GRAMMAR_NOT);
  if (!follows (reader, at, ':'))
    return false;
  reader->n_other = 0;
  /* "Behandling: Innsigelsen frafalles." */
  reader->before &= ~IS (GF_GRAMMAR_CASE);
  reader->seen &= ~IS (GF_GRAMMAR_CASE);
  return at > reader->start + MAX_LABEL_WORDS
         && !begins_post (reader->words, reader->start);
}

static bool
read_clause (const GfRegisters *registers, const GfWords *words, size_t start, size_t end,
             bool deeds, GfClauseLead lead, GfClause *clause_out)
{
  GfClauseReader reader = { .registers = registers,
                            .words = words,
                            .start = start,
                            .end = MIN (end, start + MAX_CLAUSE_WORDS),
                            .agree_at = NOWHERE,
                            .to_at = NOWHERE,
                            .deeds = deeds,
                            .lead = lead };

  *clause_out = (GfClause){ .outcome = GF_OUTCOME_UNKNOWN };
  for (size_t i = start; i < reader.end && !take_mark (&reader, i);
       i += take_word (&reader, i))
    if (!reader.subordinate && gf_clause_read_verb (&reader, i, clause_out))
      {
        read_more (&reader, clause_out);
        if (!is_only_if (words, start, clause_out))
          return true;
        break;
      }
  *clause_out = (GfClause){ .outcome = GF_OUTCOME_UNKNOWN };
  return false;
}

static bool
has_word (const GfWords *words, size_t start, size_t end, const char *word)
{
  for (size_t i = start; i < MIN (end, start + MAX_CLAUSE_WORDS); i++)
    if (gf_words_is (words, i, word))
      return true;
  return false;
}

bool
gf_clause_read (const GfRegisters *registers, const GfWords *words, size_t start,
                size_t end, GfClause *clause_out)
{
  return read_clause (registers, words, start, end, false, GF_CLAUSE_LEADS_NONE,
                      clause_out)
         || (has_word (words, start, end, "at")
             && read_clause (registers, words, start, end, false, GF_CLAUSE_LEADS_THAT,
                             clause_out));
}

/* "Sekretariatet lager et utkast": an officer or a body, then what is done, by a verb in
 * the present that no register need know. */
static bool
acts_now (const GfRegisters *registers, const GfWords *words, size_t start, size_t end)
{
  /* They own, pay and build, whoever meets. */
  static const char *const owners[]
      = { "kommunen", "fylkeskommunen", "regionen", "selskapet", NULL };
  size_t size = 0;
  const GfWord *verb;

  if (start >= end || gf_words_is_any (words, start, owners)
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

bool
gf_clause_read_deed (const GfRegisters *registers, const GfWords *words, size_t start,
                     size_t end, GfClause *clause_out)
{
  if (read_clause (registers, words, start, end, true, GF_CLAUSE_LEADS_NONE, clause_out)
      || ((has_word (words, start, end, "å") || has_word (words, start, end, "at"))
          && read_clause (registers, words, start, end, true, GF_CLAUSE_LEADS_ALL,
                          clause_out)))
    return clause_out->alone;
  if (!acts_now (registers, words, start, end))
    return false;
  *clause_out = (GfClause){
    .outcome = GF_OUTCOME_ADOPTED, .at = start, .end = end, .alone = true
  };
  return true;
}

/* "saken", "det", "vi": what or who the clause behind "før" is about, at @at. */
static bool
is_ours (const GfClauseReader *reader, size_t at)
{
  static const char *const others[]
      = { "kommunestyret", "fylkestinget", "stortinget", "regjeringen", NULL };
  static const char *const those[] = { "de", "dei", "man", "ein", "en", NULL };

  return !gf_words_is_any (reader->words, at, others)
         && (gf_clause_has_pronoun (reader, at)
             || gf_words_is_any (reader->words, at, those)
             || gf_clause_match (
                    reader, MATTERS | IS (GF_GRAMMAR_DOCUMENT) | IS (GF_GRAMMAR_BODY), at,
                    NULL)
                    != NULL);
}

/* Whether a verb of deciding stands within the words from @at on. */
static bool
decides_soon (const GfClauseReader *reader, size_t at)
{
  static const char *const past[] = { "ble", "blei", "vart", "var", NULL };

  for (size_t i = at; i < MIN (reader->end, at + MAX_WORDS_TO_LATER)
                      && !gf_words_is_any (reader->words, i, past);
       i++)
    for (int form = 0; form < 3 * GF_N_VERB_FORMS; form++)
      {
        const GfEntry *verb = gf_registers_match (reader->registers, GF_REGISTER_VERBS,
                                                  IS (form), reader->words, i, NULL);

        if (verb != NULL
            && (verb->of == GF_VERB_OF_LATER || verb->of == GF_VERB_OF_DECIDE
                || (verb->of == GF_VERB_OF_ANY && verb->said == GF_OUTCOME_ADOPTED)))
          return !gf_clause_has_other_agent (reader, i + 1);
      }
  return false;
}

bool
gf_clause_waits (const GfRegisters *registers, const GfWords *words, size_t start,
                 size_t end)
{
  static const char *const before[] = { "før", "førenn", "innan", NULL };
  static const char *const past[] = { "var", "hadde", NULL };
  GfClauseReader reader = { .registers = registers,
                            .words = words,
                            .start = start,
                            .end = MIN (end, start + MAX_CLAUSE_WORDS) };

  for (size_t i = start; i + 2 < reader.end; i++)
    {
      if (gf_words_is_any (words, i, past))
        return false;
      if (gf_words_is_any (words, i, before) && is_ours (&reader, i + 1)
          && decides_soon (&reader, i + 2))
        return true;
    }
  return false;
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

bool
gf_clause_takes_back (const GfRegisters *registers, const GfWords *words, size_t at)
{
  for (int form = 0; form < GF_N_VERB_FORMS; form++)
    {
      const GfEntry *verb = form != GF_VERB_INFINITIVE ? gf_registers_match (
                                registers, GF_REGISTER_VERBS, IS (form), words, at, NULL)
                                                       : NULL;

      if (verb != NULL && verb->said == GF_OUTCOME_WITHDRAWN)
        return true;
    }
  return false;
}

/* Whether a later time is named behind the verb at @at. */
static bool
names_later (const GfRegisters *registers, const GfWords *words, size_t at)
{
  size_t end = MIN (words->words->len, at + MAX_WORDS_TO_LATER);

  for (size_t i = at + 1; i < end; i++)
    if (gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                            IS (GF_GRAMMAR_LATER) | IS (GF_GRAMMAR_AGAIN), words, i, NULL)
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
          && !(at + 1 < words->words->len && gf_words_is (words, at + 1, "seg"))
          && (verb->of != GF_VERB_OF_LATER || names_later (registers, words, at))
          && (verb->said == GF_OUTCOME_POSTPONED || verb->said == GF_OUTCOME_WITHDRAWN
              || (verb->said == GF_OUTCOME_REJECTED && verb->of != GF_VERB_OF_ITSELF)))
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
