/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/outcomes.h"

#include <string.h>

/* A decision longer than this has said what it says. */
#define MAX_WORDS 4000
/* This many words after "tas til orientering" are an order besides. */
#define MIN_ORDER_WORDS 3
/* A fragment of fewer words ("Vedtak:", a number) is no sentence. */
#define MIN_SENTENCE_WORDS 2
#define MAX_HOW_WORDS 6
/* "Uttalen vart vedteken med denne tilføyinga.": what adopts at the end says no more. */
#define MAX_END_WORDS 10
/* "Saka vart trekt fordi søkjaren ikkje lenger treng lånet." is no longer. */
#define MAX_OF_CASE_WORDS 20
/* "Samrøystes vedteke som framlegget. 9 røyster." is no longer. */
#define MAX_AS_PROPOSED_WORDS 20

/* What is granted and what asks say nothing alone. */
#define ANY_OUTCOME                                                                      \
  (GF_ANY_MEANING                                                                        \
   & ~(GF_MEANING (GF_OUTCOME_WORD_GRANTS) | GF_MEANING (GF_OUTCOME_WORD_REQUEST)))

/* What the sentences of a decision were found to be. */
typedef struct
{
  bool seen[GF_N_OUTCOME_WORDS];
  GfOutcome first; /* of the sentences that decide */
  bool negated;    /* the first sentence says what is not to be done */
  bool lost;       /* the first to decide is of a proposal, and what was proposed fell */
  bool settled;    /* and a later one adopted another, or the recommendation */
  guint n_statements; /* sentences of no register's words: something is said to be done */
} Findings;

typedef struct
{
  const GfRegisters *registers;
  const GfWords *words;
} Reader;

static size_t
sentence_end (const GfWords *words, size_t start)
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
      = { "og",   "i",    "til",   "for",  "av", "som", "med", "den", "det", "de",
          "dei",  "ved",  "å",     "en",   "ei", "et",  "eit", "er",  "ble", "blir",
          "vart", "vert", "saken", "saka", "på", "fra", "frå", "jf",  "a",   "b" };

  if (gf_words_get (words, index)->length <= 1)
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS (small); i++)
    if (gf_words_is (words, index, small[i]))
      return true;
  return false;
}

/* Whether the words from @at on, after "til orientering", order something besides. */
static bool
orders_more (const Reader *reader, size_t at, size_t end)
{
  guint n = 0;

  for (; at < end; at++)
    {
      const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                                                 ANY_OUTCOME, reader->words, at, NULL);

      if (entry != NULL && entry->meaning == GF_OUTCOME_WORD_NEUTRAL)
        return n >= MIN_ORDER_WORDS;
      if (entry != NULL && entry->meaning == GF_OUTCOME_WORD_PERFORMS)
        return true;
      n += !is_small (reader->words, at);
    }
  return n >= MIN_ORDER_WORDS;
}

/* The meaning of the sentence from @start up to @end: the first outcome in it; NEUTRAL
   where all it has is such a word at its start; GF_N_OUTCOME_WORDS for a statement of its
   own. */
static int
read_sentence (const Reader *reader, size_t start, size_t end)
{
  int performs = GF_N_OUTCOME_WORDS;

  for (size_t i = start; i < end;)
    {
      size_t size = 0;
      const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                                                 ANY_OUTCOME, reader->words, i, &size);

      if (entry == NULL)
        {
          i++;
          continue;
        }
      if (entry->meaning == GF_OUTCOME_NOTED)
        return performs == GF_OUTCOME_WORD_PERFORMS || orders_more (reader, i + size, end)
                   ? GF_OUTCOME_ADOPTED
                   : GF_OUTCOME_NOTED;
      if (entry->meaning <= GF_OUTCOME_LAST || entry->meaning == GF_OUTCOME_WORD_FELL
          || entry->meaning == GF_OUTCOME_WORD_SEE)
        return entry->meaning;
      if (entry->meaning == GF_OUTCOME_WORD_NEUTRAL && i == start)
        return GF_OUTCOME_WORD_NEUTRAL;
      if (entry->meaning == GF_OUTCOME_WORD_PERFORMS)
        performs = GF_OUTCOME_WORD_PERFORMS;
      i += size;
    }
  if (gf_outcome_refuses (reader->registers, reader->words, start, end))
    return GF_OUTCOME_REJECTED;
  return performs == GF_OUTCOME_WORD_PERFORMS ? GF_OUTCOME_ADOPTED : GF_N_OUTCOME_WORDS;
}

/* The words from @start on that say whose the recommendation is: "Rådmannens". */
static size_t
skip_officer (const Reader *reader, size_t start, size_t end)
{
  size_t size = 0;

  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_OFFICER), reader->words, start, &size)
                     != NULL
                 && start + size < end
             ? start + size
             : start;
}

/* Whether the sentence from @start is about what was proposed: "Rådmannens innstilling
   vedtas", "Som innstilling". */
static bool
begins_proposal (const Reader *reader, size_t start, size_t end)
{
  uint64_t roles = GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)
                   | GF_MEANING (GF_HEADING_RECOMMENDATION);

  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS, roles,
                             reader->words, skip_officer (reader, start, end), NULL)
         != NULL;
}

/* "Enstemmig vedtatt." and "Innstillingen ble vedtatt." say how it was decided, not what.
 */
static bool
tells_how (const Reader *reader, size_t start, size_t end)
{
  return end - start <= MAX_HOW_WORDS
         && (gf_outcome_begins_how (reader->words, start)
             || begins_proposal (reader, start, end));
}

/* Whether the sentence from @start says "as proposed", and nothing else. */
static bool
says_as_proposed (const Reader *reader, size_t start, size_t end)
{
  if (end - start > MAX_HOW_WORDS)
    return false;
  for (size_t i = start; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                            GF_MEANING (GF_OUTCOME_WORD_AS), reader->words, i, NULL)
        != NULL)
      return true;
  return begins_proposal (reader, start, end)
         && read_sentence (reader, start, end) == GF_OUTCOME_ADOPTED;
}

bool
gf_outcome_is_as_proposed (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_AS_PROPOSED_WORDS);
  Reader reader = { registers, words };
  bool as_proposed = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = sentence_end (words, start);
      if (says_as_proposed (&reader, start, end))
        as_proposed = true;
      else if (!tells_how (&reader, start, end))
        return false;
    }
  return as_proposed && words->words->len < MAX_AS_PROPOSED_WORDS;
}

/* Whether something is said to have fallen in the sentence from @start. */
static bool
has_fall (const Reader *reader, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                            GF_MEANING (GF_OUTCOME_WORD_FELL), reader->words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* "Innstillingen ...", "Rådmannens tilråding ...", "Framlegget frå ..." */
static bool
is_about_proposal (const Reader *reader, size_t start, size_t end)
{
  static const char *const begins[]
      = { "innstilling", "tilråding", "tilrådning", "forslag", "framlegg" };
  const GfWord *word = gf_words_get (reader->words, skip_officer (reader, start, end));

  for (size_t i = 0; i < G_N_ELEMENTS (begins); i++)
    if (word->length >= strlen (begins[i])
        && memcmp (reader->words->folded + word->start, begins[i], strlen (begins[i]))
               == 0)
      return true;
  return begins_proposal (reader, start, end);
}

static void
take_sentence (const Reader *reader, size_t start, size_t end, Findings *findings)
{
  int meaning;

  if (end - start < MIN_SENTENCE_WORDS
      && gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES, ANY_OUTCOME,
                             reader->words, start, NULL)
             == NULL)
    return;
  meaning = read_sentence (reader, start, end);
  if ((meaning == GF_OUTCOME_ADOPTED || meaning == GF_N_OUTCOME_WORDS)
      && gf_outcome_leads_in (reader->words, start, end))
    return;
  if (meaning == GF_OUTCOME_ADOPTED && findings->first == GF_OUTCOME_NOTED
      && tells_how (reader, start, end))
    meaning = GF_OUTCOME_WORD_NEUTRAL;
  if (meaning == GF_N_OUTCOME_WORDS)
    findings->n_statements++;
  else
    findings->seen[meaning] = true;
  if (findings->first == GF_OUTCOME_UNKNOWN && meaning == GF_OUTCOME_REJECTED)
    findings->lost = has_fall (reader, start, end);
  findings->settled |= findings->lost && meaning == GF_OUTCOME_ADOPTED
                       && is_about_proposal (reader, start, end);
  if (findings->first == GF_OUTCOME_UNKNOWN && meaning <= GF_OUTCOME_LAST)
    findings->first = (GfOutcome) meaning;
  if (findings->first == GF_OUTCOME_UNKNOWN && meaning == GF_N_OUTCOME_WORDS)
    findings->first = GF_OUTCOME_ADOPTED;
}

static GfOutcome
conclude (const Findings *findings)
{
  const bool *seen = findings->seen;

  if (seen[GF_OUTCOME_POSTPONED])
    return GF_OUTCOME_POSTPONED;
  if (seen[GF_OUTCOME_WITHDRAWN])
    return GF_OUTCOME_WITHDRAWN;
  if (findings->settled)
    return GF_OUTCOME_ADOPTED;
  if (findings->first == GF_OUTCOME_REJECTED
      || (findings->negated && seen[GF_OUTCOME_REJECTED]))
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
  return seen[GF_OUTCOME_WORD_NEUTRAL] && !seen[GF_OUTCOME_WORD_SEE] ? GF_OUTCOME_ADOPTED
                                                                     : GF_OUTCOME_UNKNOWN;
}

GfOutcome
gf_outcome_read (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Reader reader = { registers, words };
  Findings findings
      = { .first = GF_OUTCOME_UNKNOWN, .negated = gf_outcome_is_negated (text, length) };
  size_t n = words->words->len;

  for (size_t start = 0, end; start < n; start = end)
    {
      end = sentence_end (words, start);
      take_sentence (&reader, start, end, &findings);
    }
  /* A bare word ("Budsjettramme") under the label is what was decided. */
  if (n > 0 && findings.first == GF_OUTCOME_UNKNOWN && findings.n_statements == 0
      && !findings.seen[GF_OUTCOME_WORD_SEE])
    return findings.seen[GF_OUTCOME_WORD_FELL] ? GF_OUTCOME_REJECTED : GF_OUTCOME_ADOPTED;
  return conclude (&findings);
}

static bool
is_any (const Reader *reader, size_t index, const char *const *which)
{
  for (; *which != NULL; which++)
    if (gf_words_is (reader->words, index, *which))
      return true;
  return false;
}

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
is_told_of_before (const Reader *reader, size_t at, size_t end)
{
  static const char *const at_words[] = { "i", "på", NULL };
  static const char *const last[] = { "fjor", "forrige", "førre", "siste", "sist", NULL };

  for (at = MAX (at, 1); at + 1 < end; at++)
    {
      if (gf_words_is (reader->words, at, "til"))
        return false;
      if (is_any (reader, at, at_words) && !gf_words_is (reader->words, at - 1, "som")
          && (is_any (reader, at + 1, last) || is_year (reader->words, at + 1)
              || (at + 2 < end && is_year (reader->words, at + 2))))
        return true;
    }
  return false;
}

/* The outcome of the sentence from @start, if it decides alone. */
static GfOutcome
alone_at (const Reader *reader, size_t start, size_t end)
{
  size_t size = 0;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                                             ANY_OUTCOME, reader->words, start, &size);

  if (entry == NULL || !entry->alone || entry->meaning > GF_OUTCOME_LAST
      || is_told_of_before (reader, start + size - 1, end))
    return GF_OUTCOME_UNKNOWN;
  if (entry->meaning != GF_OUTCOME_NOTED)
    return (GfOutcome) entry->meaning;
  return read_sentence (reader, start, end) == GF_OUTCOME_ADOPTED ? GF_OUTCOME_ADOPTED
                                                                  : GF_OUTCOME_NOTED;
}

GfOutcome
gf_outcome_find_alone (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 60);
  Reader reader = { registers, words };

  return words->words->len > 0 ? alone_at (&reader, 0, sentence_end (words, 0))
                               : GF_OUTCOME_UNKNOWN;
}

/* What the last sentence of @text that says something by @read_at says. */
static GfOutcome
find_last_by (const GfRegisters *registers, const char *text, size_t length,
              GfOutcome (*read_at) (const Reader *reader, size_t start, size_t end))
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Reader reader = { registers, words };
  GfOutcome last = GF_OUTCOME_UNKNOWN;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = sentence_end (words, start);

      GfOutcome outcome = read_at (&reader, start, end);
      if (outcome != GF_OUTCOME_UNKNOWN)
        last = outcome;
    }
  return last;
}

GfOutcome
gf_outcome_find_last (const GfRegisters *registers, const char *text, size_t length)
{
  return find_last_by (registers, text, length, alone_at);
}

/* What the sentence from @start says of the case itself: "Saken utsettes", "Saken ble
 * trukket".  "Saken ble utsatt. Nå er planen god." tells of before. */
static GfOutcome
of_case_at (const Reader *reader, size_t start, size_t end)
{
  static const char *const cases[]
      = { "saken", "saka", "søknaden", "klagen", "klaga", "punktet", NULL };
  static const char *const past[] = { "ble", "blei", "vart", "var", NULL };
  GfOutcome outcome;

  if (end - start > MAX_OF_CASE_WORDS || end < start + 2
      || !is_any (reader, start, cases))
    return GF_OUTCOME_UNKNOWN;
  outcome = alone_at (reader, start, end);
  return outcome != GF_OUTCOME_WITHDRAWN && is_any (reader, start + 1, past)
             ? GF_OUTCOME_UNKNOWN
             : outcome;
}

GfOutcome
gf_outcome_find_of_case (const GfRegisters *registers, const char *text, size_t length)
{
  GfOutcome last = find_last_by (registers, text, length, of_case_at);

  return last != GF_OUTCOME_ADOPTED ? last : GF_OUTCOME_UNKNOWN;
}

bool
gf_outcome_fell (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  bool fell = false;

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                            GF_MEANING (GF_OUTCOME_WORD_FELL), words, i, NULL)
        != NULL)
      fell = true;
    else if (gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                 GF_MEANING (GF_OUTCOME_ADOPTED), words, i, NULL)
             != NULL)
      fell = false;
  return fell;
}

/* Whether the sentence from @start is about the recommendation: "Innstillingen falt",
 * "Rådmannens innstilling falt". */
static bool
begins_recommendation (const Reader *reader, size_t start, size_t end)
{
  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_RECOMMENDATION), reader->words,
                             skip_officer (reader, start, end), NULL)
         != NULL;
}

bool
gf_outcome_recommendation_fell (const GfRegisters *registers, const char *text,
                                size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Reader reader = { registers, words };
  bool fell = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      size_t word = words->words->len;

      end = sentence_end (words, start);
      if (begins_recommendation (&reader, start, end))
        for (word = start; word < end; word++)
          if (gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                  GF_MEANING (GF_OUTCOME_WORD_FELL), words, word, NULL)
              != NULL)
            break;
      fell |= word < end;
    }
  return fell;
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

/* "Enstemmig vedtatt." */
static bool
is_bare_adoption (const GfWords *words)
{
  return words->words->len > 0 && words->words->len <= 3
         && (gf_words_is (words, 0, "enstemmig") || gf_words_is (words, 0, "samrøystes")
             || gf_words_is (words, 0, "einstemmig") || gf_words_is (words, 0, "dette")
             || gf_words_is (words, 0, "vedtatt") || gf_words_is (words, 0, "vedteke"));
}

/* "Ordføreren ba om å få saken utsatt. Enstemmig vedtatt.": what was asked for in the
   sentence that ends at @end is what was done. */
static GfOutcome
asked_before (const GfRegisters *registers, const char *text, size_t end)
{
  size_t start = gf_outcome_last_sentence (text, end - 1);
  g_autoptr (GfWords) words = gf_words_new (text + start, end - start, MAX_WORDS);
  Reader reader = { registers, words };
  int meaning = words->words->len > 0
                    ? read_sentence (&reader, 0, sentence_end (words, 0))
                    : GF_N_OUTCOME_WORDS;

  return meaning == GF_OUTCOME_POSTPONED || meaning == GF_OUTCOME_WITHDRAWN
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

/* How surely the sentence from @start says @outcome: 0 for not at all. */
static int
says (const Reader *reader, size_t start, size_t end, GfOutcome outcome)
{
  int meaning = read_sentence (reader, start, end);

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

/* Past the full stop that ends the sentence of which @word is the last word. */
static size_t
evidence_end (const char *text, size_t length, const GfWord *word)
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
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Reader reader = { registers, words };
  size_t first = 0, last = 0, from;
  int best = 0;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      int sure;

      end = sentence_end (words, start);
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
                    evidence_end (text, length, gf_words_get (words, last - 1)) - from);
}
