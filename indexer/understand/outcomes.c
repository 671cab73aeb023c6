/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/outcomes.h"

#include <string.h>

/* A decision longer than this has said what it says. */
#define MAX_WORDS 4000
/* This many words after "tas til orientering" are an order besides. */
#define MIN_ORDER_WORDS 3
/* A fragment of fewer words ("Vedtak:", a number) is no sentence. */
#define MIN_SENTENCE_WORDS 2
#define MAX_VERB_DISTANCE 3
#define MAX_HOW_WORDS 6

/* What the sentences of a decision were found to be. */
typedef struct
{
  bool seen[GF_N_OUTCOME_WORDS];
  GfOutcome first;    /* of the sentences that decide */
  bool negated;       /* the first sentence says what is not to be done */
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
                                                 GF_ANY_MEANING, reader->words, at, NULL);

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
                                                 GF_ANY_MEANING, reader->words, i, &size);

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
  return performs == GF_OUTCOME_WORD_PERFORMS ? GF_OUTCOME_ADOPTED : GF_N_OUTCOME_WORDS;
}

/* "Enstemmig vedtatt." and "Innstillingen ble vedtatt." say how it was decided, not what.
 */
static bool
tells_how (const Reader *reader, size_t start, size_t end)
{
  static const char *const first[]
      = { "enstemmig", "samrøystes", "einstemmig", "vedtatt", "vedteke", "vedteken" };
  uint64_t roles = GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)
                   | GF_MEANING (GF_HEADING_RECOMMENDATION);

  if (end - start > MAX_HOW_WORDS)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (first); i++)
    if (gf_words_is (reader->words, start, first[i]))
      return true;
  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS, roles,
                             reader->words, start, NULL)
         != NULL;
}

static void
take_sentence (const Reader *reader, size_t start, size_t end, Findings *findings)
{
  int meaning;

  if (end - start < MIN_SENTENCE_WORDS
      && gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES, GF_ANY_MEANING,
                             reader->words, start, NULL)
             == NULL)
    return;
  meaning = read_sentence (reader, start, end);
  if (meaning == GF_OUTCOME_ADOPTED && findings->first == GF_OUTCOME_NOTED
      && tells_how (reader, start, end))
    meaning = GF_OUTCOME_WORD_NEUTRAL;
  if (meaning == GF_N_OUTCOME_WORDS)
    findings->n_statements++;
  else
    findings->seen[meaning] = true;
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

/* The outcome of the sentence from @start, if it decides alone. */
static GfOutcome
alone_at (const Reader *reader, size_t start, size_t end)
{
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                                             GF_ANY_MEANING, reader->words, start, NULL);

  if (entry == NULL || !entry->alone || entry->meaning > GF_OUTCOME_LAST)
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

GfOutcome
gf_outcome_find_last (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Reader reader = { registers, words };
  GfOutcome last = GF_OUTCOME_UNKNOWN;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = sentence_end (words, start);

      GfOutcome outcome = alone_at (&reader, start, end);
      if (outcome != GF_OUTCOME_UNKNOWN)
        last = outcome;
    }
  return last;
}

bool
gf_outcome_fell (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  bool fell = false;

  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfEntry *entry = gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                                 GF_ANY_MEANING, words, i, NULL);

      if (entry != NULL && entry->meaning == GF_OUTCOME_WORD_FELL)
        fell = true;
      else if (entry != NULL && entry->meaning == GF_OUTCOME_ADOPTED)
        fell = false;
    }
  return fell;
}

/* Whether the sentence from @start is about the recommendation: "Innstillingen falt",
 * "Rådmannens innstilling falt". */
static bool
begins_recommendation (const Reader *reader, size_t start, size_t end)
{
  size_t size = 0;

  if (gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                          GF_MEANING (GF_HEADING_OFFICER), reader->words, start, &size)
          != NULL
      && start + size < end)
    start += size;
  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_RECOMMENDATION), reader->words, start,
                             NULL)
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

/* The offset of the last sentence of @text; 0 where there is but one.  After "Rv 44." as
 * after any full stop before a capital: what is looked for there is not taken by mistake.
 */
static size_t
last_sentence (const char *text, size_t length)
{
  for (size_t i = length; i > 2; i--)
    if (text[i - 3] == '.' && text[i - 2] == ' '
        && g_unichar_isupper (g_utf8_get_char (text + i - 1)))
      return i - 1;
  return 0;
}

GfOutcome
gf_outcome_find_end (const GfRegisters *registers, const char *text, size_t length)
{
  size_t start = last_sentence (text, length);
  GfOutcome outcome
      = start > 0 ? gf_outcome_find_alone (registers, text + start, length - start)
                  : GF_OUTCOME_UNKNOWN;

  return outcome != GF_OUTCOME_ADOPTED ? outcome : GF_OUTCOME_UNKNOWN;
}

bool
gf_outcome_is_negated (const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 60);

  for (size_t i = 0; i < words->words->len && gf_words_get (words, i)->sentence == 0; i++)
    if (gf_words_is (words, i, "ikke") || gf_words_is (words, i, "ikkje"))
      return true;
  return false;
}

bool
gf_outcome_performs (const GfRegisters *registers, const GfWords *words, size_t n_subject)
{
  for (size_t i = n_subject; i < words->words->len && i < n_subject + MAX_VERB_DISTANCE;
       i++)
    {
      const GfEntry *entry = gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                                 GF_ANY_MEANING, words, i, NULL);

      if (gf_words_get (words, i)->sentence != gf_words_get (words, 0)->sentence)
        return false;
      if (entry != NULL && entry->meaning == GF_OUTCOME_WORD_PERFORMS)
        return true;
    }
  return false;
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
