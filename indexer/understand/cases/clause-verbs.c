/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a verb decides, by what it is said of, and what. */
#include "indexer/understand/cases/clauses-private.h"

/* "å" stands near what is to be done: "å kunne støtte". */
#define MAX_WORDS_AFTER_TO 2
/* "enige om at det er best å utsette" */
#define MAX_WORDS_TO_TO 6
/* "avslår med dette søknaden", "utsettes saken". */
#define MAX_WORDS_TO_OBJECT 5
/* "Kari Holm", "Medlemmene i arbeidsutvalget": a subject of no register. */
#define MAX_OTHER_WORDS 4
/* "Per Dal, Kari Li og Ola Bø": who was chosen. */
#define MAX_NAME_WORDS 12
/* "Alt godkjent." */
#define MAX_WHAT_WORDS 2
/* Which forms of a verb: of deeds, of what is decided later. */
#define DEEDS 1
#define DECIDED_LATER 2

/* "Etter en samlet vurdering utsettes saken", "... avslås derfor søknaden". */
static bool
is_followed_by_matter (const GfClauseReader *reader, size_t end)
{
  if (end < reader->end
      && gf_clause_match (reader, IS (GF_GRAMMAR_ADVERB), end, NULL) != NULL)
    end++;
  return gf_clause_is_near (reader, MATTERS, end, 1);
}

/* How many words of no register may stand before @verb where nothing else tells what it
 * is said of: "Kari Li og Ola Bø velges", "Kommunens avtale sies opp", "Alt godkjent". */
static guint
max_others (const GfEntry *verb, GfVerbForm form)
{
  if (verb->of == GF_VERB_OF_PERSON)
    return MAX_NAME_WORDS;
  if (verb->said == GF_OUTCOME_NOTED || form == GF_VERB_PASSIVE
      || verb->of == GF_VERB_OF_DEED || verb->of == GF_VERB_OF_ANYONE
      || verb->of == GF_VERB_OF_DECIDE)
    return MAX_OTHER_WORDS;
  return verb->said == GF_OUTCOME_ADOPTED && verb->of == GF_VERB_OF_ANY ? MAX_WHAT_WORDS
                                                                        : 0;
}

/* What @verb may be said of: a plan may be put off, but not taken off as a case is. */
static uint64_t
matters_of (const GfClauseReader *reader, const GfEntry *verb, size_t end)
{
  bool later
      = verb->of == GF_VERB_OF_LATER
        && gf_clause_is_near (reader, IS (GF_GRAMMAR_LATER) | IS (GF_GRAMMAR_AGAIN), end,
                              MAX_WORDS_TO_LATER);

  return verb->said == GF_OUTCOME_POSTPONED && (verb->of != GF_VERB_OF_LATER || later)
             ? MATTERS | IS (GF_GRAMMAR_DOCUMENT)
             : MATTERS;
}

/* "sendes tilbake til arbeidsgruppa": whether those who are to work more on it, whatever
 * it is, stand behind the verb that ends at @end.  What goes back to municipalities is
 * money. */
static bool
is_back_to_group (const GfClauseReader *reader, const GfEntry *verb, size_t end)
{
  static const char *const back[] = { "tilbake", "attende", "retur", NULL };
  uint64_t workers = IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER);

  return verb->said == GF_OUTCOME_POSTPONED && end + 1 < reader->end
         && gf_words_is_any (reader->words, end - 1, back)
         && gf_words_is (reader->words, end, "til")
         && gf_clause_match (reader, workers, end + 1, NULL) != NULL
         && !g_str_has_prefix (reader->words->folded
                                   + gf_words_get (reader->words, end + 1)->start,
                               "kommun");
}

/* What was done with a case, or with what a meeting has before it: "Saken ble utsatt",
 * "Utsettes", "Deretter utsettes saken". */
static bool
is_said_of (const GfClauseReader *reader, GfVerbForm form, const GfEntry *verb,
            size_t end, bool *alone_out)
{
  bool matter = (reader->before & MATTERS) != 0
                || gf_clause_is_near (reader, MATTERS, end, MAX_WORDS_TO_OBJECT);
  bool document = (reader->before & IS (GF_GRAMMAR_DOCUMENT)) != 0;
  bool bare = gf_clause_is_bare (reader);

  *alone_out = (matter || document || bare || reader->n_other <= max_others (verb, form))
               && !(verb->said != GF_OUTCOME_WITHDRAWN
                    && gf_clause_has_other_agent (reader, end));
  if ((verb->of != GF_VERB_OF_CASE && verb->of != GF_VERB_OF_ITSELF
       && verb->of != GF_VERB_OF_LATER)
      || (verb->negated == GF_OUTCOME_POSTPONED
          && gf_clause_is_negated (reader, end, end)))
    return true;
  return (reader->before & matters_of (reader, verb, end)) != 0 || (bare && !document)
         || (reader->n_other == 0 && matter) || is_followed_by_matter (reader, end)
         || is_back_to_group (reader, verb, end);
}

/* "Søker har trukket saken", "Rådet har merket seg rapporten" */
static bool
accept_perfect (const GfClauseReader *reader, const GfEntry *verb, size_t at,
                bool *alone_out)
{
  *alone_out = gf_clause_has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER))
               || verb->said == GF_OUTCOME_WITHDRAWN;
  if (verb->said == GF_OUTCOME_NOTED)
    return *alone_out;
  if (verb->of == GF_VERB_OF_ITSELF)
    return (reader->before & MATTERS) != 0;
  return verb->of == GF_VERB_OF_CASE
         && (gf_clause_is_near (reader, MATTERS, at + 1, MAX_WORDS_TO_OBJECT)
             || (verb->said == GF_OUTCOME_WITHDRAWN
                 && gf_clause_has_pronoun (reader, at + 1)));
}

static bool
accept_participle (const GfClauseReader *reader, const GfEntry *verb, size_t at,
                   size_t end, bool *alone_out)
{
  if (gf_clause_has (reader, IS (GF_GRAMMAR_PERFECT))
      && !gf_clause_has (reader, IS (GF_GRAMMAR_PASSIVE)))
    return accept_perfect (reader, verb, at, alone_out);
  /* "Brevet er sendt" tells of before. */
  if (verb->of == GF_VERB_OF_DEED
      && (!gf_clause_has (reader, IS (GF_GRAMMAR_PASSIVE))
          || gf_clause_is_state (reader, at)))
    return false;
  /* "om utsatt frist" */
  if (!gf_clause_has (reader, IS (GF_GRAMMAR_PASSIVE))
      && (verb->of == GF_VERB_OF_ITSELF || reader->after_preposition
          || (gf_clause_has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER))
              && !gf_clause_has (reader, MATTERS | IS (GF_GRAMMAR_DOCUMENT)))))
    return false;
  /* "Utsatt sak fra møtet i mai" */
  if (at == reader->start && gf_clause_is_near (reader, MATTERS, end, 1))
    return false;
  if (!gf_clause_has (reader, IS (GF_GRAMMAR_PASSIVE))
      && reader->n_other > MAX_OTHER_WORDS)
    return false;
  return is_said_of (reader, GF_VERB_PARTICIPLE, verb, end, alone_out);
}

/* "vedtar", "vedtek" */
static bool
is_present (const GfClauseReader *reader, size_t at)
{
  static const char *const strong[]
      = { "vedtek", "tek", "gjev", "held", "vel", "set", "legg", "bed", NULL };
  const GfWord *word = gf_words_get (reader->words, at);

  return gf_words_is_any (reader->words, at, strong)
         || reader->words->folded[word->start + word->length - 1] == 'r';
}

/* "mente utvalget, og returnerte saken": the same as before does it. */
static bool
goes_on (const GfClauseReader *reader, size_t at)
{
  return at > reader->start
         && (gf_words_is (reader->words, at - 1, "og")
             || gf_words_is (reader->words, at - 1, "men"))
         && (reader->before & (IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER))) != 0;
}

/* "så tar vi det på neste møte": who does it, behind the verb. */
static bool
is_ours (const GfClauseReader *reader, size_t at)
{
  static const char *const us[] = { "vi", "me", NULL };

  return at < reader->end && gf_words_is_any (reader->words, at, us);
}

/* Whether the clause up to the verb at @at has somebody who may do it. */
static bool
has_someone (const GfClauseReader *reader, size_t at)
{
  return gf_clause_has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER))
         || goes_on (reader, at) || is_ours (reader, at + 1);
}

/* "Saken utgår", "Utgår": whether the verb from @at to @end is what the case does. */
static bool
does_itself (const GfClauseReader *reader, const GfEntry *verb, size_t at, size_t end)
{
  uint64_t matters
      = (verb->of == GF_VERB_OF_LATER ? MATTERS : matters_of (reader, verb, end))
        | (verb->said == GF_OUTCOME_ADOPTED ? IS (GF_GRAMMAR_DOCUMENT) : 0);

  return (reader->before & matters) != 0
         || (gf_clause_is_bare (reader)
             && (at == reader->start || gf_clause_has_pronoun (reader, reader->start)));
}

/* "saken ble behandlet": whether the verb at @at is a participle of the same letters. */
static bool
may_be_participle (const GfClauseReader *reader, size_t at)
{
  return gf_clause_has (reader,
                        IS (GF_GRAMMAR_PASSIVE) | IS (GF_GRAMMAR_PERFECT) | MATTERS)
         && !(goes_on (reader, at)
              && (gf_clause_has_pronoun (reader, at + 1)
                  || gf_registers_match (reader->registers, GF_REGISTER_VERBS,
                                         IS (GF_VERB_PARTICIPLE), reader->words, at, NULL)
                         == NULL));
}

/* "utsetter saken", "tar det på neste møte": whether the verb from @at to @end is done
 * with a case. */
static bool
is_done_with_case (const GfClauseReader *reader, const GfEntry *verb, size_t at,
                   size_t end)
{
  bool ours = gf_clause_has (reader, IS (GF_GRAMMAR_BODY)) || is_ours (reader, at + 1);

  return gf_clause_is_near (reader, matters_of (reader, verb, end), at + 1,
                            end - at + MAX_WORDS_TO_OBJECT)
         || (ours
             && (gf_clause_has_pronoun (reader, at + 1)
                 || gf_clause_has_pronoun (reader, at + 2)))
         || is_back_to_group (reader, verb, end);
}

static bool
accept_active (const GfClauseReader *reader, const GfEntry *verb, size_t at, size_t end,
               bool *alone_out)
{
  bool someone = has_someone (reader, at), itself = does_itself (reader, verb, at, end);
  bool of_case = verb->of == GF_VERB_OF_CASE || verb->of == GF_VERB_OF_LATER;

  if (verb->of == GF_VERB_OF_ITSELF || (verb->of == GF_VERB_OF_LATER && itself))
    {
      *alone_out = true;
      return itself;
    }
  /* "ba om å bli vurdert og trakk seg": who is not to take part. */
  if (may_be_participle (reader, at)
      || (verb->said == GF_OUTCOME_WITHDRAWN && end < reader->end
          && gf_words_is (reader->words, end, "seg")))
    return false;
  if (verb->of == GF_VERB_OF_DECIDE)
    return *alone_out = gf_clause_is_of_meeting (reader);
  *alone_out = gf_clause_has (reader, IS (GF_GRAMMAR_BODY)) || (someone && of_case)
               || (goes_on (reader, at) && (reader->before & IS (GF_GRAMMAR_BODY)) != 0)
               || verb->said == GF_OUTCOME_WITHDRAWN;
  if (of_case)
    return is_done_with_case (reader, verb, at, end);
  if (verb->of == GF_VERB_OF_DEED)
    return *alone_out = someone;
  return someone || at == reader->start;
}

/* "Styret vil ..": what a body wants to do, it does. */
static bool
wants (const GfClauseReader *reader)
{
  return reader->wants && ((reader->seen | reader->before) & IS (GF_GRAMMAR_BODY)) != 0;
}

/* "Dessverre må utvalget gi avslag." */
static bool
must_refuse (const GfClauseReader *reader, const GfEntry *verb)
{
  return verb->said == GF_OUTCOME_REJECTED
         && gf_clause_has (reader, IS (GF_GRAMMAR_SHALL))
         && gf_clause_has (reader, IS (GF_GRAMMAR_BODY));
}

/* Whether @verb, of words @at to @end, is said of anything, or of a case behind it. */
static bool
takes_case (const GfClauseReader *reader, const GfEntry *verb, size_t at, size_t end)
{
  return (verb->of != GF_VERB_OF_CASE && verb->of != GF_VERB_OF_LATER)
         || gf_clause_has_pronoun (reader, at + 1)
         || gf_clause_is_near (reader, MATTERS, at + 1, end - at + MAX_WORDS_TO_OBJECT);
}

static bool
accept_infinitive (const GfClauseReader *reader, const GfEntry *verb, size_t at,
                   size_t end, bool *alone_out)
{
  /* "ber rådmannen legge saken fram på nytt" */
  if (verb->said == GF_OUTCOME_POSTPONED && reader->asks && reader->to_at == NOWHERE)
    return gf_clause_is_near (reader, MATTERS, at + 1, end - at + MAX_WORDS_TO_OBJECT);
  if (reader->to_at == NOWHERE
      && (wants (reader) || must_refuse (reader, verb)
          || (gf_clause_has (reader, IS (GF_GRAMMAR_CAN))
              && gf_clause_has (reader, IS (GF_GRAMMAR_BODY)))))
    {
      *alone_out = true;
      return takes_case (reader, verb, at, end) || gf_clause_has_pronoun (reader, at + 2);
    }
  if (reader->to_at == NOWHERE || at > reader->to_at + 1 + MAX_WORDS_AFTER_TO
      || reader->agree_at == NOWHERE || reader->agree_at > reader->to_at
      || reader->to_at > reader->agree_at + MAX_WORDS_TO_TO)
    return false;
  *alone_out = gf_clause_has (reader, IS (GF_GRAMMAR_BODY) | IS (GF_GRAMMAR_OFFICER)
                                          | IS (GF_GRAMMAR_PASSIVE))
               || reader->n_other == 0;
  /* "Flertallet gikk inn for å utsette." */
  return takes_case (reader, verb, at, end) || (reader->before & MATTERS) != 0
         || (verb->of == GF_VERB_OF_CASE && end == reader->end);
}

static bool
accept (const GfClauseReader *reader, GfVerbForm form, const GfEntry *verb, size_t at,
        size_t end, bool *alone_out)
{
  if (verb->of == GF_VERB_OF_ANYONE)
    return !gf_clause_has (reader, IS (GF_GRAMMAR_PERFECT))
           && is_said_of (reader, form, verb, end, alone_out);
  if ((verb->of == GF_VERB_OF_LATER || verb->of == GF_VERB_OF_DECIDE)
      && !gf_clause_is_later (reader, at, end)
      && !(verb->negated != GF_OUTCOME_UNKNOWN && gf_clause_is_negated (reader, at, end)))
    return false;
  switch (form)
    {
    case GF_VERB_PARTICIPLE:
      return accept_participle (reader, verb, at, end, alone_out);
    case GF_VERB_PASSIVE:
      return is_said_of (reader, form, verb, end, alone_out);
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
is_real (const GfClauseReader *reader, GfVerbForm form, const GfEntry *verb, bool negated)
{
  if (!gf_clause_has (reader, HELPERS) || (form == GF_VERB_INFINITIVE && wants (reader)))
    return true;
  if (gf_clause_has (reader, IS (GF_GRAMMAR_CAN)) && negated)
    return true;
  if (form == GF_VERB_INFINITIVE && must_refuse (reader, verb))
    return true;
  /* "enige om at søknaden må avslås" */
  if (reader->agree_at != NOWHERE && verb->said == GF_OUTCOME_REJECTED)
    return true;
  return gf_clause_has (reader, IS (GF_GRAMMAR_SHALL))
         && (verb->said == GF_OUTCOME_POSTPONED
             || (verb->of == GF_VERB_OF_DEED && form == GF_VERB_PASSIVE));
}

/* "vedtar at saken utsettes": so it does. */
static bool
leads_to_that (const GfClauseReader *reader, size_t at, size_t end)
{
  return reader->lead == GF_CLAUSE_LEADS_NONE && end < reader->end
         && gf_words_is (reader->words, end, "at")
         && gf_clause_match (reader, IS (GF_GRAMMAR_AGREE), at, NULL) != NULL;
}

/* "vedtok å utsette": what was agreed on follows. */
static bool
leads_to_infinitive (const GfClauseReader *reader, size_t end)
{
  static const char *const voted[]
      = { "mot",   "med",       "stemmer",    "stemme", "røyster",
          "røyst", "enstemmig", "samrøystes", NULL };
  bool votes = end < reader->end && gf_words_is_any (reader->words, end, voted);
  size_t n = votes ? MAX_WORDS_TO_TO : MAX_WORDS_AFTER_TO;

  for (size_t i = end; i < MIN (reader->end, end + n); i++)
    if (gf_words_is (reader->words, i, "å"))
      return !gf_words_is (reader->words, i - 1, "til");
  return false;
}

/* A motion to put the case off, carried. */
static GfOutcome
of_motion (GfOutcome outcome)
{
  return outcome == GF_OUTCOME_ADOPTED ? GF_OUTCOME_POSTPONED : GF_OUTCOME_UNKNOWN;
}

/* "forslaget", "søknaden" behind the verb that ends at @end. */
static bool
has_request_behind (const GfClauseReader *reader, size_t end)
{
  return gf_clause_is_near (reader, IS (GF_GRAMMAR_PROPOSAL) | IS (GF_GRAMMAR_REQUEST),
                            end, MAX_WORDS_TO_OBJECT);
}

/* "vedtar at": what follows is decided, also where it is not to do something. */
static bool
is_decided_that (const GfClauseReader *reader)
{
  static const char *const decides[] = { "vedtar", "vedtok", "vedtek", NULL };

  return reader->agree_at != NOWHERE && reader->agree_at + 1 < reader->end
         && gf_words_is_any (reader->words, reader->agree_at, decides)
         && gf_words_is (reader->words, reader->agree_at + 1, "at");
}

/* "legges til side til avtalen er klar", "legges foreløpig bort": what is laid aside by
 * the words that end at @end is taken up again. */
static bool
waits_aside (const GfClauseReader *reader, size_t end)
{
  static const char *const aside[]
      = { "side", "sides", "bort", "vekk", "hylla", "hyllen", "skuffa", NULL };
  static const char *const until[]
      = { "til", "inntil", "foreløpig", "førebels", "påvente", "lenge", NULL };

  if (!gf_words_is_any (reader->words, end - 1, aside))
    return false;
  for (size_t i = reader->start; i < reader->end; i++)
    if ((i < end - 2 || i >= end) && gf_words_is_any (reader->words, i, until))
      return true;
  return false;
}

/* What is said by @verb, of words @at to @end, that was accepted. */
static GfOutcome
outcome_of (const GfClauseReader *reader, const GfEntry *verb, size_t at, size_t end,
            bool negated)
{
  GfOutcome outcome = negated ? verb->negated : verb->said;

  if (outcome == GF_OUTCOME_WITHDRAWN && gf_clause_undoes_own (reader, at, end))
    return GF_OUTCOME_ADOPTED;

  if (outcome == GF_OUTCOME_REJECTED && waits_aside (reader, end))
    return GF_OUTCOME_POSTPONED;
  /* "vedtar at kommunen ikke går inn i forhandlinger" */
  if (negated && outcome == GF_OUTCOME_REJECTED && verb->of == GF_VERB_OF_DEED
      && is_decided_that (reader) && !has_request_behind (reader, end))
    return GF_OUTCOME_ADOPTED;
  /* "går ikke videre med forslaget" */
  if (negated && outcome == GF_OUTCOME_UNKNOWN && verb->of == GF_VERB_OF_DEED
      && has_request_behind (reader, end))
    return GF_OUTCOME_REJECTED;
  /* "tas ikke opp før ..."; not to do a thing is decided as well. */
  if (negated && outcome == GF_OUTCOME_UNKNOWN
      && (verb->of == GF_VERB_OF_DEED
          || (verb->of == GF_VERB_OF_LATER
              && gf_clause_is_before_something (reader, end))))
    outcome = verb->said;
  if ((reader->before & IS (GF_GRAMMAR_MOTION)) != 0)
    return of_motion (outcome);
  return outcome == GF_OUTCOME_WITHDRAWN && gf_clause_comes_back (reader, end)
             ? GF_OUTCOME_POSTPONED
             : outcome;
}

/* "opplyste at saken er trukket": somebody tells what became of it. */
static bool
is_only_told (const GfClauseReader *reader)
{
  static const char *const tells[]
      = { "opplyste",   "opplyst",   "meldte",     "melde",     "meddelte",
          "informerte", "informert", "orienterte", "orientert", NULL };

  return reader->agree_at != NOWHERE
         && gf_words_is_any (reader->words, reader->agree_at, tells);
}

/* A verb that was found, from @at to @end. */
typedef struct
{
  const GfEntry *entry;
  GfVerbForm form;
  size_t at, end;
  bool deed, negated;
} Verb;

/* "prioriterer ikke søknaden": not to do it says, also under a label, that something was
 * turned down. */
static bool
is_deed_refused (const GfClauseReader *reader, const Verb *verb)
{
  return verb->negated
         && (verb->entry->negated != GF_OUTCOME_UNKNOWN
             || has_request_behind (reader, verb->end));
}

/* "vedtok å utsette", "vedtar at saken utsettes": whether what was decided follows. */
static bool
leads_on (const GfClauseReader *reader, const Verb *verb)
{
  if (verb->negated)
    return verb->entry->negated == GF_OUTCOME_WITHDRAWN
           && leads_to_infinitive (reader, verb->end);
  return verb->entry->said != GF_OUTCOME_REJECTED
         && ((reader->lead != GF_CLAUSE_LEADS_ALL && !verb->deed
              && leads_to_infinitive (reader, verb->end))
             || leads_to_that (reader, verb->at, verb->end));
}

/* Whether @verb, which was accepted, decides here. */
static bool
decides (const GfClauseReader *reader, const Verb *verb)
{
  GfOutcome said = verb->entry->said;

  if ((verb->deed && !reader->deeds && !is_deed_refused (reader, verb))
      || !is_real (reader, verb->form, verb->entry, verb->negated)
      || leads_on (reader, verb))
    return false;
  return !is_only_told (reader) || said == GF_OUTCOME_WITHDRAWN
         || said == GF_OUTCOME_POSTPONED;
}

static GfClause
make_clause (const GfClauseReader *reader, const Verb *verb, bool alone)
{
  uint64_t before = reader->before;

  return (GfClause){
    .outcome = outcome_of (reader, verb->entry, verb->at, verb->end, verb->negated),
    .at = verb->at,
    .end = verb->end,
    .alone = alone,
    .infinitive = verb->form == GF_VERB_INFINITIVE,
    .of_case = (before & IS (GF_GRAMMAR_CASE)) != 0 || gf_clause_is_bare (reader),
    .motion = (before & IS (GF_GRAMMAR_MOTION)) != 0,
    .proposal = (before & IS (GF_GRAMMAR_PROPOSAL)) != 0,
    .negated = verb->negated,
    .now = verb->form == GF_VERB_PASSIVE
           || (verb->form == GF_VERB_ACTIVE && is_present (reader, verb->at)),
    .decision = verb->entry->of == GF_VERB_OF_DECIDE
  };
}

/* "legges ut til 15. juni", where "legges til 15. juni" puts off: whether the verb at @at
 * is another by the word behind it. */
static bool
is_laid_out (const GfClauseReader *reader, size_t at)
{
  static const char *const lays[]
      = { "lagt", "legges", "legger", "lagd", "leggjast", "legg", NULL };

  return at + 1 < reader->end && gf_words_is_any (reader->words, at, lays)
         && gf_words_is (reader->words, at + 1, "ut");
}

static bool
read_form (const GfClauseReader *reader, GfVerbForm form, int kind, size_t at,
           GfClause *clause)
{
  size_t size = 0;
  bool alone = false;
  Verb verb = { .entry = gf_registers_match (reader->registers, GF_REGISTER_VERBS,
                                             IS (form + kind * GF_N_VERB_FORMS),
                                             reader->words, at, &size),
                .form = form,
                .at = at,
                .end = at + size,
                .deed = kind == DEEDS };

  if (verb.entry == NULL
      || (verb.entry->of == GF_VERB_OF_LATER && size == 1 && is_laid_out (reader, at))
      || !accept (reader, form, verb.entry, at, verb.end, &alone))
    return false;
  verb.negated = gf_clause_is_negated (reader, at, verb.end);
  if (!decides (reader, &verb))
    return false;
  *clause = make_clause (reader, &verb, alone);
  return clause->outcome != GF_OUTCOME_UNKNOWN;
}

bool
gf_clause_read_verb (const GfClauseReader *reader, size_t at, GfClause *clause)
{
  if (gf_registers_match (reader->registers, GF_REGISTER_VERBS, GF_ANY_MEANING,
                          reader->words, at, NULL)
      == NULL)
    return false;
  for (int form = 0; form < GF_N_VERB_FORMS; form++)
    if (read_form (reader, (GfVerbForm) form, DECIDED_LATER, at, clause)
        || read_form (reader, (GfVerbForm) form, 0, at, clause)
        || read_form (reader, (GfVerbForm) form, DEEDS, at, clause))
      return true;
  return false;
}
