/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences that say how it was decided, or that it was as proposed, and not what. */
#include <string.h>

#include "indexer/understand/cases/outcomes-private.h"

/* "Enstemmig vedtatt." */
#define MAX_BARE_WORDS 2
/* "Samrøystes vedteke som framlegget. 9 røyster." is no longer. */
#define MAX_AS_PROPOSED_WORDS 20
/* "rådets" */
#define MIN_GENITIVE_BYTES 6

/* The words from @start on that say whose the recommendation is: "Rådmannens". */
size_t
gf_outcome_skip_officer (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t size = 0;

  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_OFFICER), reader->words, start, &size)
                     != NULL
                 && start + size < end
             ? start + size
             : start;
}

/* Past "Formannskapets" as past an officer's name. */
static size_t
skip_owner (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t at = gf_outcome_skip_officer (reader, start, end);
  const GfWord *word = gf_words_get (reader->words, start);

  return at == start && start + 1 < end && word->length >= MIN_GENITIVE_BYTES
                 && reader->words->folded[word->start + word->length - 1] == 's'
             ? start + 1
             : at;
}

/* Whether the sentence from @start is about what was proposed: "Rådmannens innstilling
   vedtas", "Som innstilling". */
static bool
begins_proposal (const GfOutcomeReader *reader, size_t start, size_t end)
{
  uint64_t roles = GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)
                   | GF_MEANING (GF_HEADING_RECOMMENDATION);

  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS, roles,
                             reader->words, skip_owner (reader, start, end), NULL)
         != NULL;
}

/* "Framlegget vart vedteke", but not "Framlegget frå Sp", which is another. */
static bool
begins_the_proposal (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const proposals[]
      = { "forslaget",    "framlegget", "innstillingen", "innstillinga",
          "tilrådningen", "tilrådinga", "tilrådingen",   NULL };

  return start + 1 < end && gf_words_is_any (reader->words, start, proposals)
         && gf_registers_match (reader->registers, GF_REGISTER_GRAMMAR,
                                GF_MEANING (GF_GRAMMAR_PREPOSITION), reader->words,
                                start + 1, NULL)
                == NULL;
}

/* Past "Votering:" at @start, if more follows it. */
static size_t
skip_vote (const GfOutcomeReader *reader, size_t start, size_t end)
{
  size_t size = 0;

  return gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_VOTE), reader->words, start, &size)
                     != NULL
                 && start + size < end
             ? start + size
             : start;
}

/* "Enstemmig vedtatt.", "Votering: Enstemmig vedtatt." and "Innstillingen ble vedtatt."
 * say how it was decided, not what. */
bool
gf_outcome_tells_how (const GfOutcomeReader *reader, size_t start, size_t end)
{
  return end - start <= GF_OUTCOME_MAX_HOW_WORDS
         && (gf_outcome_begins_how (reader->words, skip_vote (reader, start, end))
             || begins_proposal (reader, start, end));
}

/* "6 mot 3 røyster": whether the words from @at on tell of nothing else. */
static bool
tells_only_votes (const GfOutcomeReader *reader, size_t at, size_t end)
{
  static const char *const votes[]
      = { "med",   "mot",     "stemmer",  "stemme",  "røyster",
          "røyst", "vedtatt", "vedteken", "vedteke", NULL };

  for (; at < end; at++)
    if (!gf_words_is_any (reader->words, at, votes)
        && gf_outcome_number_at (reader, at) < 0)
      return false;
  return true;
}

/* Whether the sentence from @start says "as proposed", and nothing else. */
static bool
says_as_proposed (const GfOutcomeReader *reader, size_t start, size_t end)
{
  start = skip_vote (reader, start, end);
  if (end - start > GF_OUTCOME_MAX_HOW_WORDS
      && !tells_only_votes (reader, start + GF_OUTCOME_MAX_HOW_WORDS - 2, end))
    return false;
  for (size_t i = start; i < end; i++)
    if (gf_registers_match (reader->registers, GF_REGISTER_OUTCOMES,
                            GF_MEANING (GF_OUTCOME_WORD_AS), reader->words, i, NULL)
        != NULL)
      return true;
  return (begins_proposal (reader, start, end)
          || begins_the_proposal (reader, start, end))
         && gf_outcome_read_sentence (reader, start, end) == GF_OUTCOME_ADOPTED;
}

/* "Enstemmig vedtatt.", "Votering: Samrøystes vedteke." */
static bool
says_adopted (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const adopted[]
      = { "vedtatt", "vedteke", "vedteken", "godkjent", "godkjend", NULL };

  start = skip_vote (reader, start, end);
  return end - start <= MAX_BARE_WORDS && gf_outcome_begins_how (reader->words, start)
         && gf_words_is_any (reader->words, end - 1, adopted);
}

bool
gf_outcome_is_as_proposed (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_AS_PROPOSED_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  bool as_proposed = false;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      /* "Enstemmig vedtatt." is said of what was proposed too. */
      if (says_as_proposed (&reader, start, end) || says_adopted (&reader, start, end))
        as_proposed = true;
      else if (!gf_outcome_tells_how (&reader, start, end))
        return false;
    }
  return as_proposed && words->words->len < MAX_AS_PROPOSED_WORDS;
}

/* "Innstillingen ...", "Rådmannens tilråding ...", "Framlegget frå ..." */
bool
gf_outcome_is_about_proposal (const GfOutcomeReader *reader, size_t start, size_t end)
{
  static const char *const begins[]
      = { "innstilling", "tilråding", "tilrådning", "forslag", "framlegg" };
  const GfWord *word
      = gf_words_get (reader->words, gf_outcome_skip_officer (reader, start, end));

  for (size_t i = 0; i < G_N_ELEMENTS (begins); i++)
    if (word->length >= strlen (begins[i])
        && memcmp (reader->words->folded + word->start, begins[i], strlen (begins[i]))
               == 0)
      return true;
  return begins_proposal (reader, start, end);
}
