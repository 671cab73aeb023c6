/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/clauses.h"

#include <string.h>

/* Who decides, what and how is said in the first words of a sentence. */
#define MAX_CLAUSE_WORDS 40
/* "å" stands near what is to be done: "å kunne støtte". */
#define MAX_WORDS_AFTER_TO 2
/* "enige om at det er best å utsette" */
#define MAX_WORDS_TO_TO 6
/* "avslår med dette søknaden", "utsettes saken". */
#define MAX_WORDS_TO_OBJECT 5
/* "støtter dessverre ikke" */
#define MAX_WORDS_TO_NOT 3
/* "Kari Holm", "Medlemmene i arbeidsutvalget": a subject of no register. */
#define MAX_OTHER_WORDS 4
/* "Per Dal": somebody. */
#define MAX_NAME_WORDS 2
/* "av departementet": who did it, right behind the verb. */
#define MAX_WORDS_TO_AGENT 3

/* "Votering:", "Samrøystes vedtak:" */
#define MAX_LABEL_WORDS 2

#define NOWHERE SIZE_MAX
#define IS(meaning) (UINT64_C (1) << (meaning))
/* What a meeting has before it. */
#define MATTERS                                                                          \
  (IS (GF_GRAMMAR_CASE) | IS (GF_GRAMMAR_REQUEST) | IS (GF_GRAMMAR_PROPOSAL))
#define HELPERS (IS (GF_GRAMMAR_CAN) | IS (GF_GRAMMAR_SHALL) | IS (GF_GRAMMAR_MODAL))

typedef struct
{
  const GfRegisters *registers;
  const GfWords *words;
  size_t start, end;
  uint64_t seen;   /* of GfGrammarWord, in the clause up to here */
  uint64_t before; /* the same of the sentence, but for verbs that help and "ikke" */
  size_t agree_at, to_at;
  guint n_other;    /* words of no register */
  bool subordinate; /* within a clause of something else */
  bool opened_so;   /* the sentence began with such a clause */
  bool after_preposition;
} Reader;

static bool
has (const Reader *reader, uint64_t meanings)
{
  return (reader->seen & meanings) != 0;
}

static bool
follows (const Reader *reader, size_t index, char mark)
{
  const GfWord *before
      = index > reader->start ? gf_words_get (reader->words, index - 1) : NULL;

  return before != NULL && reader->words->folded[before->start + before->length] == mark;
}

static const GfEntry *
match_word (const Reader *reader, uint64_t meanings, size_t index, size_t *size_out)
{
  return gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR, meanings,
                             reader->words, index, size_out);
}

/* Whether a word of @meanings stands within @n words from @index on, before a clause of
 * something else. */
static bool
is_near (const Reader *reader, uint64_t meanings, size_t index, size_t n)
{
  for (size_t i = index; i < MIN (reader->end, index + n); i++)
    {
      if (match_word (reader, meanings, i, NULL) != NULL)
        return true;
      if (match_word (reader, IS (GF_GRAMMAR_BREAK), i, NULL) != NULL
          || gf_words_is (reader->words, i, "og")
          || gf_words_is (reader->words, i, "men"))
        return false;
    }
  return false;
}

/* "ble ikke vedtatt", "tas ikke til følge", "innvilges ikke". */
static bool
is_negated (const Reader *reader, size_t at, size_t end)
{
  return has (reader, IS (GF_GRAMMAR_NOT))
         || is_near (reader, IS (GF_GRAMMAR_NOT), at, end - at + MAX_WORDS_TO_NOT);
}

/* "i fylkestinget", "i alle kommunene", behind "vedtatt". */
static bool
is_of_others (const Reader *reader, size_t at)
{
  static const char *const others[]
      = { "alle", "flere", "fleire", "kommunene", "kommunane", "samtlige" };

  for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
    if (gf_words_is (reader->words, at, others[i]))
      return true;
  return !gf_words_is (reader->words, at, "møtet")
         && is_near (reader, IS (GF_GRAMMAR_BODY), at, 2);
}

/* "godkjent av departementet", "vedtatt i fylkestinget": who did it is not who meets. */
static bool
has_other_agent (const Reader *reader, size_t end)
{
  uint64_t ours = IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER);

  for (size_t i = end; i + 1 < MIN (reader->end, end + MAX_WORDS_TO_AGENT); i++)
    {
      if (gf_words_is (reader->words, i, "av"))
        return !is_near (reader, ours, i + 1, 3);
      if (gf_words_is (reader->words, i, "i"))
        return is_of_others (reader, i + 1);
    }
  return false;
}

/* Whether the sentence begins with the verb, or with words that say nothing of what it is
 * said of. */
static bool
is_bare (const Reader *reader)
{
  return reader->n_other == 0
         && (reader->before
             & (MATTERS | IS (GF_GRAMMAR_DOCUMENT) | IS (GF_GRAMMAR_BODY)
                | IS (GF_GRAMMAR_OFFICER)))
                == 0;
}

/* "Etter en samlet vurdering utsettes saken", "... avslås derfor søknaden". */
static bool
is_followed_by_matter (const Reader *reader, size_t end)
{
  if (end < reader->end && match_word (reader, IS (GF_GRAMMAR_ADVERB), end, NULL) != NULL)
    end++;
  return is_near (reader, MATTERS, end, 1);
}

/* What was done with a case, or with what a meeting has before it: "Saken ble utsatt",
 * "Utsettes", "Deretter utsettes saken". */
static bool
is_said_of (const Reader *reader, const GfEntry *verb, size_t end, bool *alone_out)
{
  bool matter = (reader->before & MATTERS) != 0
                || is_near (reader, MATTERS, end, MAX_WORDS_TO_OBJECT);
  bool document = (reader->before & IS (GF_GRAMMAR_DOCUMENT)) != 0;
  bool bare = is_bare (reader);

  *alone_out = (matter || document || bare
                || (verb->said == GF_OUTCOME_NOTED && reader->n_other <= MAX_OTHER_WORDS)
                || (verb->of == GF_VERB_OF_PERSON && reader->n_other <= MAX_OTHER_WORDS))
               && !(verb->said != GF_OUTCOME_WITHDRAWN && has_other_agent (reader, end));
  if (verb->of != GF_VERB_OF_CASE && verb->of != GF_VERB_OF_ITSELF)
    return true;
  return (reader->before & MATTERS) != 0 || (bare && !document)
         || (reader->n_other == 0 && matter) || is_followed_by_matter (reader, end);
}

static bool
accept_participle (const Reader *reader, const GfEntry *verb, size_t at, size_t end,
                   bool *alone_out)
{
  if (has (reader, IS (GF_GRAMMAR_PERFECT)) && !has (reader, IS (GF_GRAMMAR_PASSIVE)))
    {
      *alone_out = has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER));
      return verb->of == GF_VERB_OF_ITSELF
                 ? (reader->before & MATTERS) != 0
                 : verb->of == GF_VERB_OF_CASE
                       && is_near (reader, MATTERS, at + 1, MAX_WORDS_TO_OBJECT);
    }
  /* "om utsatt frist" */
  if (!has (reader, IS (GF_GRAMMAR_PASSIVE))
      && (verb->of == GF_VERB_OF_ITSELF || reader->after_preposition
          || (has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER))
              && !has (reader, MATTERS | IS (GF_GRAMMAR_DOCUMENT)))))
    return false;
  /* "Utsatt sak fra møtet i mai" */
  if (at == reader->start && is_near (reader, MATTERS, end, 1))
    return false;
  if (!has (reader, IS (GF_GRAMMAR_PASSIVE)) && reader->n_other > MAX_OTHER_WORDS)
    return false;
  return is_said_of (reader, verb, end, alone_out);
}

static bool
accept_active (const Reader *reader, const GfEntry *verb, size_t at, size_t end,
               bool *alone_out)
{
  bool someone = has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER));

  if (verb->of == GF_VERB_OF_ITSELF)
    {
      *alone_out = true;
      return (reader->before & MATTERS) != 0 || (is_bare (reader) && at == reader->start);
    }
  /* "saken ble behandlet": a participle of the same letters. */
  if (has (reader, IS (GF_GRAMMAR_PASSIVE) | IS (GF_GRAMMAR_PERFECT) | MATTERS))
    return false;
  *alone_out
      = has (reader, IS (GF_GRAMMAR_BODY)) || (someone && verb->of == GF_VERB_OF_CASE);
  if (verb->of == GF_VERB_OF_CASE)
    return is_near (reader, MATTERS, at + 1, end - at + MAX_WORDS_TO_OBJECT);
  return someone || at == reader->start;
}

static bool
accept_infinitive (const Reader *reader, const GfEntry *verb, size_t at, size_t end,
                   bool *alone_out)
{
  if (reader->to_at == NOWHERE || at > reader->to_at + 1 + MAX_WORDS_AFTER_TO
      || reader->agree_at == NOWHERE || reader->agree_at > reader->to_at
      || reader->to_at > reader->agree_at + MAX_WORDS_TO_TO)
    return false;
  *alone_out = has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_PASSIVE))
               || reader->n_other == 0;
  return verb->of != GF_VERB_OF_CASE || (reader->before & MATTERS) != 0
         || is_near (reader, MATTERS, at + 1, end - at + MAX_WORDS_TO_OBJECT);
}

static bool
accept (const Reader *reader, const GfEntry *verb, size_t at, size_t end, bool *alone_out)
{
  switch ((GfVerbForm) verb->meaning)
    {
    case GF_VERB_PARTICIPLE:
      return accept_participle (reader, verb, at, end, alone_out);
    case GF_VERB_PASSIVE:
      return is_said_of (reader, verb, end, alone_out);
    case GF_VERB_ACTIVE:
      return accept_active (reader, verb, at, end, alone_out);
    case GF_VERB_INFINITIVE:
      return accept_infinitive (reader, verb, at, end, alone_out);
    default:
      return false;
    }
}

/* "kan ikke innvilges" is not doing it; "skal legges fram på nytt" puts off; else a verb
 * that helps says that nothing has been decided. */
static bool
is_real (const Reader *reader, const GfEntry *verb, bool negated)
{
  if (!has (reader, HELPERS))
    return true;
  if (has (reader, IS (GF_GRAMMAR_CAN)) && negated)
    return true;
  return has (reader, IS (GF_GRAMMAR_SHALL)) && verb->said == GF_OUTCOME_POSTPONED;
}

/* "vedtok å utsette": what was agreed on follows. */
static bool
leads_to_infinitive (const Reader *reader, size_t end)
{
  for (size_t i = end; i < MIN (reader->end, end + MAX_WORDS_AFTER_TO); i++)
    if (gf_words_is (reader->words, i, "å"))
      return true;
  return false;
}

/* A motion to put the case off, carried. */
static GfOutcome
of_motion (GfOutcome outcome)
{
  return outcome == GF_OUTCOME_ADOPTED ? GF_OUTCOME_POSTPONED : GF_OUTCOME_UNKNOWN;
}

static bool
read_verb (const Reader *reader, size_t at, GfClause *clause)
{
  for (int form = 0; form < GF_N_VERB_FORMS; form++)
    {
      size_t size = 0;
      bool alone = false, negated;
      const GfEntry *verb = gf_registers_match (reader->registers, GF_REGISTER_VERBS,
                                                IS (form), reader->words, at, &size);

      if (verb == NULL || !accept (reader, verb, at, at + size, &alone))
        continue;
      negated = is_negated (reader, at, at + size);
      if (!is_real (reader, verb, negated)
          || (!negated && verb->said != GF_OUTCOME_REJECTED
              && leads_to_infinitive (reader, at + size)))
        continue;
      *clause
          = (GfClause){ .outcome = negated ? verb->negated : verb->said,
                        .at = at,
                        .end = at + size,
                        .alone = alone,
                        .infinitive = form == GF_VERB_INFINITIVE,
                        .of_case = (reader->before & IS (GF_GRAMMAR_CASE)) != 0
                                   || is_bare (reader),
                        .motion = (reader->before & IS (GF_GRAMMAR_MOTION)) != 0,
                        .proposal = (reader->before & IS (GF_GRAMMAR_PROPOSAL)) != 0 };
      if (clause->motion)
        clause->outcome = of_motion (clause->outcome);
      if (clause->outcome != GF_OUTCOME_UNKNOWN)
        return true;
    }
  return false;
}

/* The clause of something else ends: "Når planen er ferdig, utsettes saken". */
static void
end_subordinate (Reader *reader)
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
counts (const Reader *reader, GfGrammarWord meaning)
{
  return (IS (meaning) & (MATTERS | IS (GF_GRAMMAR_DOCUMENT) | IS (GF_GRAMMAR_BODY))) == 0
         || !reader->after_preposition || (reader->before & MATTERS) != 0
         || reader->n_other == 0;
}

/* "enighet om at saken utsettes", where "ber om at" is said to somebody else. */
static bool
agrees_before (const Reader *reader, size_t at)
{
  static const char *const asks[] = { "ber", "ba", "bad", "bed" };

  if (reader->agree_at == NOWHERE || reader->agree_at + 3 < at)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (asks); i++)
    if (gf_words_is (reader->words, reader->agree_at, asks[i]))
      return false;
  return true;
}

static void
take_meaning (Reader *reader, size_t at, GfGrammarWord meaning)
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

/* Takes word @at into account.  Returns: how many words were taken. */
static size_t
take_word (Reader *reader, size_t at)
{
  size_t size = 0;
  const GfEntry *entry = match_word (reader, GF_ANY_MEANING, at, &size);

  if (gf_words_is (reader->words, at, "å"))
    {
      /* "Saka vert å utsetja." */
      if (at > reader->start
          && match_word (reader, IS (GF_GRAMMAR_PASSIVE), at - 1, NULL) != NULL)
        reader->agree_at = at - 1;
      reader->to_at = at;
      return 1;
    }
  /* "ble ikke drøftet, og planen vedtas" */
  if (gf_words_is (reader->words, at, "og") || gf_words_is (reader->words, at, "men"))
    reader->seen &= ~(HELPERS | IS (GF_GRAMMAR_NOT));
  if (entry == NULL)
    {
      reader->n_other += !reader->after_preposition;
      reader->after_preposition = false;
      return 1;
    }
  take_meaning (reader, at, (GfGrammarWord) entry->meaning);
  reader->after_preposition = entry->meaning == GF_GRAMMAR_PREPOSITION;
  /* A long phrase may hold the verb; only the two-word ones are passed over. */
  return entry->meaning == GF_GRAMMAR_AGREE || entry->meaning == GF_GRAMMAR_BREAK ? size
                                                                                  : 1;
}

bool
gf_clause_read (const GfRegisters *registers, const GfWords *words, size_t start,
                size_t end, GfClause *clause_out)
{
  Reader reader = { .registers = registers,
                    .words = words,
                    .start = start,
                    .end = MIN (end, start + MAX_CLAUSE_WORDS),
                    .agree_at = NOWHERE,
                    .to_at = NOWHERE };

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
      if (!reader.subordinate && read_verb (&reader, i, clause_out))
        return true;
      i += take_word (&reader, i);
    }
  *clause_out = (GfClause){ .outcome = GF_OUTCOME_UNKNOWN };
  return false;
}

bool
gf_clause_moves_to_postpone (const GfRegisters *registers, const GfWords *words,
                             size_t start, size_t end)
{
  bool moved = false;

  for (size_t i = start; i < MIN (end, start + MAX_CLAUSE_WORDS); i++)
    {
      if (gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                              IS (GF_GRAMMAR_MOVED) | IS (GF_GRAMMAR_MOTION), words, i,
                              NULL)
          != NULL)
        moved = true;
      for (int form = 0; moved && form < GF_N_VERB_FORMS; form++)
        {
          const GfEntry *verb = gf_registers_match (registers, GF_REGISTER_VERBS,
                                                    IS (form), words, i, NULL);

          if (verb != NULL && verb->said == GF_OUTCOME_POSTPONED)
            return true;
        }
    }
  return false;
}
