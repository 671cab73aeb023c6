/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a body does in deciding, by the verb near its name. */
#include "indexer/understand/cases/outcomes-private.h"

#include <string.h>

#define MAX_VERB_DISTANCE 3
#define MAX_TALK_WORDS 5
/* "Ikke" further from the start than this is another clause's. */
#define MAX_WORDS_BEFORE_NOT 12
/* "ser seg ikke", "kan ikke sjå at det er grunn til å gi". */
#define WORDS_BEFORE_GRANT 2
#define WORDS_TO_GRANT 6
/* "ikke se at det er grunn til å nekte" */
#define WORDS_TO_REFUSAL 10
#define MAX_TITLE_WORDS 60
/* "Enstemmig vedtatt mot 2 stemmer." is no longer. */
#define MAX_HOW_WORDS 10

bool
gf_outcome_is_negated (const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 60);

  for (size_t i = 0; i < words->words->len && gf_words_get (words, i)->sentence == 0; i++)
    if (gf_words_is (words, i, "ikke") || gf_words_is (words, i, "ikkje"))
      return true;
  return false;
}

/* "drøftet saken og ba ...": past the talk that came before the deed. */
static size_t
skip_talk (const GfWords *words, size_t at)
{
  static const char *const talk[] = { "drøft", "diskuter", "behandl", "handsam" };
  bool talks = false;

  for (size_t i = 0; at < words->words->len && i < G_N_ELEMENTS (talk); i++)
    talks
        = talks
          || g_str_has_prefix (words->folded + gf_words_get (words, at)->start, talk[i]);
  for (size_t i = at + 1; talks && i < MIN (words->words->len, at + MAX_TALK_WORDS); i++)
    if (gf_words_is (words, i, "og"))
      return i + 1;
  return at;
}

/* Whether a verb of @meaning stands within three words of a subject of @n_subject words.
 */
static bool
has_verb (const GfRegisters *registers, const GfWords *words, size_t n_subject,
          GfOutcomeWord meaning)
{
  n_subject = skip_talk (words, n_subject);
  for (size_t i = n_subject; i < words->words->len && i < n_subject + MAX_VERB_DISTANCE;
       i++)
    {
      if (gf_words_get (words, i)->sentence != gf_words_get (words, 0)->sentence)
        return false;
      if (gf_registers_match (registers, GF_REGISTER_OUTCOMES, GF_MEANING (meaning),
                              words, i, NULL)
          != NULL)
        return true;
    }
  return false;
}

bool
gf_outcome_performs (const GfRegisters *registers, const GfWords *words, size_t n_subject)
{
  return has_verb (registers, words, n_subject, GF_OUTCOME_WORD_PERFORMS);
}

bool
gf_outcome_performed (const GfRegisters *registers, const GfWords *words,
                      size_t n_subject)
{
  return has_verb (registers, words, n_subject, GF_OUTCOME_WORD_PERFORMED)
         && !gf_outcome_tells_of_before (words);
}

bool
gf_outcome_begins_how (const GfWords *words, size_t start)
{
  static const char *const first[] = { "enstemmig", "samrøystes", "einstemmig", "enst",
                                       "vedtatt",   "vedteke",    "vedteken",   NULL };

  return gf_words_is_any (words, start, first);
}

bool
gf_outcome_leads_in (const GfWords *words, size_t start, size_t end)
{
  static const char *const last[]
      = { "vedtok",   "vedtak",    "vedtatt",    "vedteke", "vedtas",
          "vedtaket", "enstemmig", "samrøystes", "stemmer", "stemme",
          "røyster",  "røyst",     "slik",       NULL };
  const GfWord *word = gf_words_get (words, end - 1);

  return end < words->words->len && end - start <= MAX_HOW_WORDS
         && words->folded[word->start + word->length] == ':'
         && gf_words_is_any (words, end - 1, last);
}

/* "ingen merknader", "ingen andre" */
static bool
is_no_objection (const GfWords *words, size_t at, size_t end)
{
  static const char *const others[] = { "merknad",   "innvend", "kommentar", "innsigels",
                                        "motforest", "andre",   "anna",      "annen" };

  for (size_t i = 0; at < end && i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (words->folded + gf_words_get (words, at)->start, others[i]))
      return true;
  return false;
}

/* Where the main clause from @start up to @end says not; @end for nowhere.  What comes
 * after "at" or "som" is of another clause. */
static size_t
find_not (const GfWords *words, size_t start, size_t end)
{
  static const char *const not_words[]
      = { "ikke",   "ikkje",   "ingen",  "inga",  "intet",  "inkje",  "aldri",
          "verken", "hverken", "korkje", "neppe", "avstår", "avstod", NULL };
  static const char *const others[]
      = { "at", "som", "fordi", "dersom", "hvis", "viss", "når", "mens", "medan", NULL };

  for (size_t i = start; i < MIN (end, start + MAX_WORDS_BEFORE_NOT); i++)
    {
      if (gf_words_is_any (words, i, not_words) && !is_no_objection (words, i + 1, end))
        return i;
      if (gf_words_is_any (words, i, others))
        return end;
    }
  return end;
}

static bool
has_meaning (const GfRegisters *registers, const GfWords *words, size_t start, size_t end,
             int meaning)
{
  for (size_t i = start; i < end; i++)
    if (gf_registers_match (registers, GF_REGISTER_OUTCOMES, GF_MEANING (meaning), words,
                            i, NULL)
        != NULL)
      return true;
  return false;
}

/* "ser ikke grunn til å nekte bevilling", with "ikke" at @not_at. */
static bool
denies_refusal (const GfRegisters *registers, const GfWords *words, size_t not_at,
                size_t end)
{
  for (size_t i = not_at + 1; i + 1 < MIN (end, not_at + WORDS_TO_REFUSAL); i++)
    {
      const GfEntry *verb
          = gf_words_is (words, i, "å")
                ? gf_registers_match (registers, GF_REGISTER_VERBS,
                                      GF_MEANING (GF_VERB_INFINITIVE), words, i + 1, NULL)
                : NULL;

      if (verb != NULL && verb->said == GF_OUTCOME_REJECTED)
        return true;
    }
  return false;
}

bool
gf_outcome_denies_refusal (const GfRegisters *registers, const GfWords *words,
                           size_t start, size_t end)
{
  size_t not_at = find_not (words, start, end);

  return not_at < end && denies_refusal (registers, words, not_at, end);
}

bool
gf_outcome_refuses (const GfRegisters *registers, const GfWords *words, size_t start,
                    size_t end)
{
  size_t not_at = find_not (words, start, end);

  return not_at < end && !denies_refusal (registers, words, not_at, end)
         && has_meaning (registers, words,
                         MAX (start, not_at - MIN (not_at, WORDS_BEFORE_GRANT)),
                         MIN (end, not_at + WORDS_TO_GRANT), GF_OUTCOME_WORD_GRANTS);
}

/* "Rådet ber rådmannen ikke kreve gebyr": another is asked not to. */
static bool
asks_another (const GfRegisters *registers, const GfWords *words, size_t start,
              size_t not_at)
{
  return not_at > start + WORDS_BEFORE_GRANT
         && has_meaning (registers, words, start, not_at - WORDS_BEFORE_GRANT,
                         GF_OUTCOME_WORD_PERFORMS);
}

/* "Skjenketiden utvides, og uteserveringen stenger som før.": whether something is done,
 * by a verb before @stays_at. */
static bool
does_before (const GfRegisters *registers, const GfWords *words, size_t start,
             size_t stays_at)
{
  GfClause deed;

  return stays_at > start
         && gf_clause_read_deed (registers, words, start, stays_at, &deed)
         && deed.outcome == GF_OUTCOME_ADOPTED && !deed.negated;
}

/* Whether the sentence from @start says what is not to be done, or by one of @meanings
 * that nothing changes. */
static bool
says_not (const GfRegisters *registers, const GfWords *words, size_t start, size_t end,
          uint64_t meanings)
{
  size_t not_at = find_not (words, start, end);

  if (not_at < end)
    return !asks_another (registers, words, start, not_at)
           && !denies_refusal (registers, words, not_at, end);
  for (size_t i = start; i < end; i++)
    {
      const GfEntry *entry = gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                                 meanings, words, i, NULL);

      if (entry != NULL)
        return entry->meaning != GF_OUTCOME_WORD_STAYS
               || !does_before (registers, words, start, i);
    }
  return false;
}

/* "Gebyret står ved lag.": whether the sentence from @start is that nothing changes,
 * where @meanings say that this matters. */
static bool
all_stays (const GfRegisters *registers, const GfWords *words, size_t start, size_t end,
           uint64_t meanings)
{
  return (meanings & GF_MEANING (GF_OUTCOME_WORD_STAYS)) != 0
         && has_meaning (registers, words, start, end, GF_OUTCOME_WORD_STAYS);
}

static bool
tells_only_how (const GfWords *words, size_t start, size_t end)
{
  return (end - start <= MAX_HOW_WORDS && gf_outcome_begins_how (words, start))
         || gf_outcome_leads_in (words, start, end);
}

bool
gf_outcome_stays (const GfRegisters *registers, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (!tells_only_how (words, start, end))
        return says_not (registers, words, start, end,
                         GF_MEANING (GF_OUTCOME_WORD_STAYS));
    }
  return false;
}

char *
gf_outcome_dup_not (const GfRegisters *registers, const char *text, size_t length,
                    uint64_t meanings)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, GF_OUTCOME_MAX_WORDS);
  GfOutcomeReader reader = { registers, words, false };
  const GfWord *first = NULL, *last = NULL;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      end = gf_outcome_sentence_end (words, start);
      if (tells_only_how (words, start, end)
          || (first == NULL && gf_outcome_is_of_objection (&reader, start, end)))
        continue;
      if (gf_outcome_sentence_has (registers, words, start, end,
                                   GF_MEANING (GF_OUTCOME_ADOPTED))
          && !(first == NULL && all_stays (registers, words, start, end, meanings)))
        return NULL;
      if (first != NULL)
        continue;
      if (!says_not (registers, words, start, end, meanings))
        return NULL;
      first = gf_words_get (words, start);
      last = gf_words_get (words, end - 1);
    }
  if (first == NULL)
    return NULL;

  size_t after = last->start + last->length;
  return g_strndup (text + first->start,
                    after + (after < length && text[after] == '.') - first->start);
}

bool
gf_outcome_asks (const GfRegisters *registers, const char *title)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), MAX_TITLE_WORDS);

  return has_meaning (registers, words, 0, words->words->len, GF_OUTCOME_WORD_REQUEST);
}

/* "framlegget om" at @at */
static bool
is_proposal_to (const GfRegisters *registers, const GfWords *words, size_t at)
{
  static const char *const about[] = { "om", NULL };
  size_t size = 0;

  return gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_PROPOSAL), words, at, &size)
             != NULL
         && gf_words_is_any (words, at + size, about);
}

bool
gf_outcome_begins_asking (const GfRegisters *registers, const char *text, size_t length)
{
  static const char *const asks[]
      = { "søker",   "søkjer", "søkt", "søkte", "ønsker", "ønskjer", "ynskjer",
          "anmoder", "ber",    "bed",  "ba",    "bad",    "spør",    NULL };
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_TITLE_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, asks) || is_proposal_to (registers, words, i)
        || gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                               GF_MEANING (GF_GRAMMAR_REQUEST), words, i, NULL)
               != NULL)
      return true;
  return false;
}

bool
gf_outcome_keeps (const GfRegisters *registers, const char *title)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), MAX_TITLE_WORDS);

  return has_meaning (registers, words, 0, words->words->len, GF_OUTCOME_WORD_STAYS);
}

/* "Riving av sjøhus - uttalelse", "Forslag til resolusjon": whether word @at of a title
 * names what the paper is, whatever it is about; "- uttalelse fra naboer" does not. */
static bool
names_paper (const GfWords *words, size_t at)
{
  static const char *const others[] = { "fra", "frå", "av", "hos", NULL };
  const GfWord *before = gf_words_get (words, at - 1);
  const char *between = words->folded + before->start + before->length;

  if (at + 1 < words->words->len && gf_words_is_any (words, at + 1, others))
    return false;
  return gf_words_is (words, at - 1, "til") || strncmp (between, " - ", 3) == 0
         || strncmp (between, " \xe2\x80\x93 ", 5) == 0;
}

bool
gf_outcome_voices (const GfRegisters *registers, const char *title)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), MAX_TITLE_WORDS);
  bool asks = false, applies = false;

  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfEntry *entry = gf_registers_match (
          registers, GF_REGISTER_OUTCOMES,
          GF_MEANING (GF_OUTCOME_WORD_VOICES) | GF_MEANING (GF_OUTCOME_WORD_REQUEST),
          words, i, NULL);

      if (entry != NULL && entry->meaning == GF_OUTCOME_WORD_VOICES
          && (!asks || (!applies && names_paper (words, i))))
        return true;
      asks |= entry != NULL;
      /* An application, or a complaint, is answered. */
      applies |= gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                                     GF_MEANING (GF_GRAMMAR_REQUEST), words, i, NULL)
                 != NULL;
    }
  return false;
}

bool
gf_outcome_settles (const GfRegisters *registers, const char *title)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), MAX_TITLE_WORDS);

  return has_meaning (registers, words, 0, words->words->len, GF_OUTCOME_WORD_SETTLES);
}

bool
gf_outcome_only_tells (const GfRegisters *registers, const char *title)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), MAX_TITLE_WORDS);

  return has_meaning (registers, words, 0, words->words->len, GF_OUTCOME_WORD_TELLS);
}

size_t
gf_outcome_last_sentence (const char *text, size_t length)
{
  for (size_t i = length; i > 2; i--)
    if (text[i - 3] == '.' && text[i - 2] == ' '
        && g_unichar_isupper (g_utf8_get_char (text + i - 1)))
      return i - 1;
  return 0;
}

bool
gf_outcome_sentence_has (const GfRegisters *registers, const GfWords *words, size_t start,
                         size_t end, uint64_t meanings)
{
  GfClause clause;

  for (size_t i = start; i < end; i++)
    if (gf_registers_match (registers, GF_REGISTER_OUTCOMES, meanings, words, i, NULL)
        != NULL)
      return true;
  return gf_clause_read (registers, words, start, end, &clause)
         && (GF_MEANING (clause.outcome) & meanings) != 0;
}
