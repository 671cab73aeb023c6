/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/outcomes.h"

#include <string.h>

#include "indexer/understand/cases/outcomes-private.h"

/* This many words after "tas til orientering" are an order besides. */
#define MIN_ORDER_WORDS 3
/* A fragment of fewer words ("Vedtak:", a number) is no sentence. */
#define MIN_SENTENCE_WORDS 2
/* "Karmøy og Haugesund Brannvesen IKS" */
#define MAX_NAME_WORDS 5

/* What the sentences of a decision were found to be. */
typedef struct
{
  bool seen[GF_N_OUTCOME_WORDS];
  GfOutcome first; /* of the sentences that decide */
  bool negated;    /* the first sentence says what is not to be done */
  bool lost;       /* the first to decide is of a proposal, and what was proposed fell */
  bool settled;    /* and a later one adopted another, or the recommendation */
  bool refused;    /* a request is said to be turned down */
  bool granted;    /* something is adopted by its own verb */
  bool put_off;    /* and not only left untreated */
  bool took_back;  /* somebody's proposal was withdrawn */
  guint n_statements; /* sentences of no register's words: something is said to be done */
} Findings;

size_t
gf_outcome_sentence_end (const GfWords *words, size_t start)
{
  size_t end = start;

  while (end < words->words->len
         && gf_words_get (words, end)->sentence == gf_words_get (words, start)->sentence)
    end++;
  return end;
}

static bool
is_small (const GfWords *words, size_t index)
{
  static const char *const small[]
      = { "og",  "i",   "til", "for",  "av",   "som",  "med",   "den",
          "det", "de",  "dei", "ved",  "å",    "en",   "ei",    "et",
          "eit", "er",  "ble", "blir", "vart", "vert", "saken", "saka",
          "på",  "fra", "frå", "jf",   "a",    "b",    NULL };

  if (gf_words_get (words, index)->length <= 1)
    return true;
  return gf_words_is_any (words, index, small);
}

/* Whether what comes from @at on is besides what came before: ", og rådmannen ..". */
static bool
begins_more (const GfOutcomeReader *reader, size_t at)
{
  static const char *const and[] = { "og", "men", "samt" };
  const GfWord *before = gf_words_get (reader->words, at - 1);

  for (size_t i = 0; i < G_N_ELEMENTS (and); i++)
    if (gf_words_is (reader->words, at, and[i]))
      return true;
  return reader->words->folded[before->start + before->length] == ',';
}

/* Whether the words from @at on, after "til orientering", order something besides. */
static bool
orders_more (const GfOutcomeReader *reader, size_t at, size_t end)
{
  guint n = 0;
  bool more = false, does = false;

  for (; at < end; at++)
    {
      const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                                                 GF_ANY_OUTCOME, reader->words, at, NULL);

      if (entry != NULL
          && (entry->meaning == GF_OUTCOME_WORD_NEUTRAL
              || entry->meaning == GF_OUTCOME_NOTED))
        break;
      if (entry != NULL && entry->meaning == GF_OUTCOME_WORD_PERFORMS)
        return true;
      more |= begins_more (reader, at);
      n += more && !is_small (reader->words, at);
      does |= gf_registers_match (reader->registers, GF_REGISTER_VERBS, GF_ANY_MEANING,
                                  reader->words, at, NULL)
              != NULL;
    }
  return does && n >= MIN_ORDER_WORDS;
}

/* Whether @entry says what became of a case, or that it says so elsewhere. */
static bool
is_outcome (const GfEntry *entry)
{
  return entry->meaning <= GF_OUTCOME_LAST || entry->meaning == GF_OUTCOME_WORD_FELL
         || entry->meaning == GF_OUTCOME_WORD_SEE;
}

/* "tas til orientering, og rådmannen bes ...": noted, and more besides. */
static int
of_clause (const GfOutcomeReader *reader, const GfClause *clause, int performs,
           size_t end)
{
  if (clause->outcome == GF_OUTCOME_NOTED
      && ((performs == GF_OUTCOME_WORD_PERFORMS && !clause->infinitive)
          || orders_more (reader, clause->end, end)))
    return GF_OUTCOME_ADOPTED;
  return (int) clause->outcome;
}

/* Whether @clause says more than @entry (nullable), a register's words from @i to @after:
 * "det vart semje om" is all that these say of "det vart semje om å utsetja saka". */
static bool
clause_goes_before (const GfClause *clause, size_t i, const GfEntry *entry, size_t after)
{
  /* "Referatet ble godkjent og tatt til etterretning." */
  if (entry != NULL && entry->meaning == GF_OUTCOME_NOTED
      && clause->outcome == GF_OUTCOME_ADOPTED)
    return clause->at < after;
  if (entry != NULL && is_outcome (entry))
    return (clause->infinitive && entry->meaning == GF_OUTCOME_ADOPTED)
           || (clause->outcome == GF_OUTCOME_POSTPONED
               && (entry->meaning == GF_OUTCOME_WITHDRAWN
                   || entry->meaning == GF_OUTCOME_ADOPTED));
  return i >= clause->at;
}

/* What the register's words @entry, at @at and up to @after, say the sentence from @start
 * is, where the grammar finds that it decides or not; GF_N_OUTCOME_WORDS where they do
 * not say that by themselves. */
static int
of_entry (const GfOutcomeReader *reader, const GfEntry *entry, bool at_start,
          size_t after, size_t end, int performs)
{
  uint64_t empty = GF_MEANING (GF_OUTCOME_WORD_NEUTRAL)
                   | GF_MEANING (GF_OUTCOME_WORD_THANKS)
                   | GF_MEANING (GF_OUTCOME_WORD_TALK);

  if (entry->meaning == GF_OUTCOME_NOTED)
    return performs == GF_OUTCOME_WORD_PERFORMS || orders_more (reader, after, end)
               ? GF_OUTCOME_ADOPTED
               : GF_OUTCOME_NOTED;
  if (is_outcome (entry) || (at_start && (GF_MEANING (entry->meaning) & empty) != 0))
    return entry->meaning;
  return GF_N_OUTCOME_WORDS;
}

/* What a sentence of which no words by themselves say so is. */
static int
of_rest (const GfOutcomeReader *reader, const GfClause *clause, int performs,
         size_t start, size_t end)
{
  if (clause != NULL)
    return of_clause (reader, clause, performs, end);
  if (gf_outcome_refuses (reader->registers, reader->words, start, end))
    return GF_OUTCOME_REJECTED;
  return performs == GF_OUTCOME_WORD_PERFORMS ? GF_OUTCOME_ADOPTED : GF_N_OUTCOME_WORDS;
}

static int
read_meaning (const GfOutcomeReader *reader, size_t start, size_t end)
{
  int performs = GF_N_OUTCOME_WORDS, meaning;
  GfClause clause;
  bool decides = gf_clause_read (reader->registers, reader->words, start, end, &clause);

  for (size_t i = start, size; i < end; i += MAX (size, 1))
    {
      const GfEntry *entry;

      size = 0;
      entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES, GF_ANY_OUTCOME,
                                  reader->words, i, &size);
      if (decides && clause_goes_before (&clause, i, entry, i + size))
        return of_clause (reader, &clause, performs, end);
      if (entry == NULL)
        continue;
      meaning = of_entry (reader, entry, i == start && !decides, i + size, end, performs);
      if (meaning != GF_N_OUTCOME_WORDS)
        return meaning;
      if (entry->meaning == GF_OUTCOME_WORD_PERFORMS)
        performs = GF_OUTCOME_WORD_PERFORMS;
    }
  return of_rest (reader, decides ? &clause : NULL, performs, start, end);
}

int
gf_outcome_read_sentence (const GfOutcomeReader *reader, size_t start, size_t end)
{
  int meaning = read_meaning (reader, start, end);

  if ((meaning == GF_OUTCOME_ADOPTED || meaning == GF_N_OUTCOME_WORDS)
      && gf_clause_waits (reader->registers, reader->words, start, end))
    return GF_OUTCOME_POSTPONED;
  if ((meaning == GF_OUTCOME_ADOPTED || meaning == GF_OUTCOME_REJECTED
       || meaning == GF_OUTCOME_WORD_FELL)
      && gf_outcome_is_of_refusal (reader, start, end))
    return meaning == GF_OUTCOME_ADOPTED ? GF_OUTCOME_REJECTED : GF_OUTCOME_ADOPTED;
  if ((meaning == GF_OUTCOME_POSTPONED || meaning == GF_OUTCOME_REJECTED)
      && gf_outcome_since_withdrawn (reader, start, end, (GfOutcome) meaning))
    return GF_OUTCOME_WITHDRAWN;
  if (meaning == GF_N_OUTCOME_WORDS && gf_outcome_weigh_vote (reader, start, end) < 0)
    return GF_OUTCOME_WORD_FELL;
  /* "Merknadene tas ikke til følge. Tillatelse gis." */
  if (meaning == GF_OUTCOME_REJECTED && gf_outcome_is_of_objection (reader, start, end))
    return GF_N_OUTCOME_WORDS;
  return meaning == GF_OUTCOME_REJECTED
                 && gf_outcome_denies_refusal (reader->registers, reader->words, start,
                                               end)
             ? GF_OUTCOME_ADOPTED
             : meaning;
}

bool
gf_outcome_only_waits (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (read_meaning (&reader, start, end) == GF_OUTCOME_POSTPONED)
        return false;
    }
  return true;
}

/* "Vi søker om penger. Søknad om arkiv avventes.": a part of what was decided waits. */
static bool
is_part_only (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfClause clause;

  return gf_clause_read (reader->registers, reader->words, start, end, &clause)
         && !clause.of_case && !clause.motion;
}

/* "Leiaren spør hotella. Styret avgjer staden i mai." */
static bool
is_decided_later (const GfOutcomeReader *reader, size_t start, size_t end)
{
  GfClause clause;

  return gf_clause_read (reader->registers, reader->words, start, end, &clause)
         && clause.decision;
}

/* "Nemnda stadfester vedtaket. Klagen forkastes." */
static bool
is_about_request (const GfOutcomeReader *reader, size_t start)
{
  return gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_REQUEST), reader->words, start, NULL)
         != NULL;
}

/* Whether the sentence from @start, which says @meaning, says it only of a part of what
 * was adopted before, or of another case. */
static bool
is_beside (const GfOutcomeReader *reader, size_t start, size_t end, int meaning,
           const Findings *findings)
{
  return (meaning == GF_OUTCOME_POSTPONED || meaning == GF_OUTCOME_WITHDRAWN)
         && (findings->first == GF_OUTCOME_ADOPTED
             || findings->seen[GF_OUTCOME_WORD_NEUTRAL] /* "Godkjent." */
             || gf_outcome_is_but_for (reader, start, end))
         && (gf_outcome_is_of_other_case (reader, start, end)
             || (findings->granted && gf_outcome_comes_back (reader, start, end))
             || (is_part_only (reader, start, end)
                 && !(findings->n_statements > 0 && !findings->seen[GF_OUTCOME_ADOPTED]
                      && is_decided_later (reader, start, end))));
}

/* What the sentence from @start says beside those before it; -1 for nothing. */
static int
read_beside (const GfOutcomeReader *reader, size_t start, size_t end,
             const Findings *findings)
{
  bool bare = end - start < MIN_SENTENCE_WORDS;
  int meaning;

  if (gf_outcome_is_place_and_date (reader, start, end)
      || (bare
          && !gf_outcome_sentence_has (reader->registers, reader->words, start, end,
                                       GF_ANY_OUTCOME)))
    return -1;
  meaning = gf_outcome_read_sentence (reader, start, end);
  if ((meaning == GF_OUTCOME_ADOPTED || meaning == GF_N_OUTCOME_WORDS)
      && gf_outcome_leads_in (reader->words, start, end))
    return -1;
  /* "OK. Tas til orientering." */
  if (meaning == GF_OUTCOME_ADOPTED
      && (bare
          || (findings->first == GF_OUTCOME_NOTED
              && gf_outcome_tells_how (reader, start, end))))
    return GF_OUTCOME_WORD_NEUTRAL;
  /* "Orienteringen tas til etterretning. Sak om skolen er trukket." */
  if (meaning == GF_OUTCOME_WITHDRAWN && findings->first == GF_OUTCOME_NOTED
      && gf_outcome_is_of_other_case (reader, start, end))
    return -1;
  return is_beside (reader, start, end, meaning, findings) ? GF_N_OUTCOME_WORDS : meaning;
}

static void
take_adopted (const GfOutcomeReader *reader, size_t start, size_t end, Findings *findings)
{
  findings->settled
      |= findings->lost && gf_outcome_is_about_proposal (reader, start, end);
  findings->granted |= gf_outcome_grants (reader, start, end);
}

static void
take_rejected (const GfOutcomeReader *reader, size_t start, size_t end,
               Findings *findings)
{
  if (findings->first == GF_OUTCOME_UNKNOWN)
    findings->lost = gf_outcome_has_fall (reader, start, end);
  findings->refused |= is_about_request (reader, start);
}

static void
take_sentence (const GfOutcomeReader *reader, size_t start, size_t end,
               Findings *findings)
{
  int meaning
      = read_beside (reader, gf_outcome_skip_lead (reader, start, end), end, findings);
  bool statement = meaning == GF_N_OUTCOME_WORDS;

  if (meaning < 0)
    return;
  if (meaning == GF_OUTCOME_WITHDRAWN
      && gf_outcome_takes_motion_back (reader, start, end))
    {
      findings->took_back = true;
      return;
    }
  findings->put_off |= meaning == GF_OUTCOME_POSTPONED
                       && !gf_outcome_leaves_untreated (reader, start, end);
  findings->n_statements += statement;
  if (!statement)
    findings->seen[meaning] = true;
  if (meaning == GF_OUTCOME_ADOPTED)
    take_adopted (reader, start, end, findings);
  else if (meaning == GF_OUTCOME_REJECTED)
    take_rejected (reader, start, end, findings);
  if (findings->first == GF_OUTCOME_UNKNOWN && (statement || meaning <= GF_OUTCOME_LAST))
    findings->first = statement ? GF_OUTCOME_ADOPTED : (GfOutcome) meaning;
}

static GfOutcome
conclude (const Findings *findings)
{
  const bool *seen = findings->seen;

  if (seen[GF_OUTCOME_POSTPONED] && (findings->put_off || !seen[GF_OUTCOME_WITHDRAWN]))
    return GF_OUTCOME_POSTPONED;
  if (seen[GF_OUTCOME_WITHDRAWN])
    return GF_OUTCOME_WITHDRAWN;
  if (findings->settled)
    return GF_OUTCOME_ADOPTED;
  if (findings->first == GF_OUTCOME_REJECTED
      || (findings->negated && seen[GF_OUTCOME_REJECTED])
      || (findings->refused && !seen[GF_OUTCOME_ADOPTED]))
    return GF_OUTCOME_REJECTED;
  if (seen[GF_OUTCOME_WORD_FELL] && !seen[GF_OUTCOME_ADOPTED])
    return GF_OUTCOME_REJECTED;
  if (seen[GF_OUTCOME_ADOPTED]
      || (findings->n_statements > 0 && !seen[GF_OUTCOME_WORD_SEE]))
    return GF_OUTCOME_ADOPTED;
  if (seen[GF_OUTCOME_NOTED])
    return GF_OUTCOME_NOTED;
  if (seen[GF_OUTCOME_REJECTED])
    return GF_OUTCOME_REJECTED;
  if (seen[GF_OUTCOME_WORD_THANKS])
    return GF_OUTCOME_NOTED;
  return seen[GF_OUTCOME_WORD_NEUTRAL] && !seen[GF_OUTCOME_WORD_SEE] ? GF_OUTCOME_ADOPTED
                                                                     : GF_OUTCOME_UNKNOWN;
}

/* "Tatt til orietering.": a slip of the pen in the few words that say what. */
static void
note_slips (const GfOutcomeReader *reader, Findings *findings)
{
  uint64_t meanings = GF_MEANING (GF_OUTCOME_NOTED) | GF_MEANING (GF_OUTCOME_POSTPONED)
                      | GF_MEANING (GF_OUTCOME_REJECTED)
                      | GF_MEANING (GF_OUTCOME_WITHDRAWN);

  for (size_t i = 0; i < reader->words->words->len; i++)
    {
      const GfEntry *entry = gf_registers_match_fuzzily (
          reader->registers, GF_REGISTER_OUTCOMES, meanings, reader->words, i, NULL);

      if (entry == NULL)
        continue;
      findings->seen[entry->meaning] = true;
      findings->first = (GfOutcome) entry->meaning;
      findings->n_statements = 0;
      return;
    }
}

/* "Nes Renovasjon IKS", "Kari Lie": whether the words of @text from @start up to @end,
 * below what was decided, are a name, as of who signs or of whose paper it is. */
static bool
is_name (const char *text, const GfWords *words, size_t start, size_t end)
{
  const GfWord *last = gf_words_get (words, end - 1);

  if (end - start < MIN_SENTENCE_WORDS || end - start > MAX_NAME_WORDS
      || text[last->start + last->length] == '.')
    return false;
  for (size_t i = start; i < end; i++)
    if (!g_unichar_isupper (g_utf8_get_char (text + gf_words_get (words, i)->start)))
      return false;
  return true;
}

GfOutcome
gf_outcome_read (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  Findings findings
      = { .first = GF_OUTCOME_UNKNOWN, .negated = gf_outcome_is_negated (text, length) };
  size_t n = words->words->len;

  for (size_t start = 0, end; start < n; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (findings.first == GF_OUTCOME_UNKNOWN || !is_name (text, words, start, end))
        take_sentence (&reader, start, end, &findings);
    }
  if (n <= GF_OUTCOME_MAX_HOW_WORDS && findings.n_statements > 0)
    note_slips (&reader, &findings);
  if (findings.took_back && findings.first == GF_OUTCOME_UNKNOWN)
    return GF_OUTCOME_WITHDRAWN;
  /* A bare word ("Budsjettramme") under the label is what was decided. */
  if (n > 0 && findings.first == GF_OUTCOME_UNKNOWN && findings.n_statements == 0
      && !findings.seen[GF_OUTCOME_WORD_SEE] && !findings.seen[GF_OUTCOME_WORD_THANKS]
      && !findings.seen[GF_OUTCOME_WORD_TALK])
    return findings.seen[GF_OUTCOME_WORD_FELL] ? GF_OUTCOME_REJECTED : GF_OUTCOME_ADOPTED;
  return conclude (&findings);
}
