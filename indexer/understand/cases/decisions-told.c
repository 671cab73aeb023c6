/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions that stand under no label, told in sentences. */
#include <string.h>

#include "indexer/understand/cases/decision-votes.h"
#include "indexer/understand/cases/decisions-private.h"
#include "indexer/understand/cases/outcomes.h"
#include "indexer/understand/cases/votes.h"

/* A statement without a label is short. */
#define MAX_STATEMENT_BYTES 300
#define MAX_LINE_BYTES 20000
#define MAX_SENTENCE_WORDS 60
/* "Lille Moen kommune:" */
#define MAX_TELLER_WORDS 3
/* "Kari Li og Ola Bø skriver under sammen med lederen." is no longer. */
#define MAX_SETTLED_WORDS 25

static bool
is_subject (const GfWords *words, const char *const *subjects, size_t *n_words_out)
{
  for (size_t i = 0; subjects != NULL && subjects[i] != NULL; i++)
    {
      size_t length = strlen (subjects[i]);

      if (!g_str_has_prefix (words->folded, subjects[i])
          || g_ascii_isalnum (words->folded[length])
          || (unsigned char) words->folded[length] >= 0x80)
        continue;
      *n_words_out = 0;
      while (*n_words_out < words->words->len
             && gf_words_get (words, *n_words_out)->start < length)
        ++*n_words_out;
      return true;
    }
  return false;
}

/* "Grenlandssamarbeidet viderefører abonnement ...": the body does what deciding does. */
static bool
performs_on (GfPassages *reader, size_t index, const char *const *subjects)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  size_t n_words = 0;

  if (line->aside || line->rule || line->bare_length > MAX_STATEMENT_BYTES)
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, 20);

  return words->words->len > 0 && is_subject (words, subjects, &n_words)
         && gf_outcome_performs (reader->lines->registers, words, n_words);
}

GfDecision *
gf_decision_without_label (GfPassages *reader, size_t first, size_t last,
                           GfOutcome outcome)
{
  GfPassage passage = { .line = SIZE_MAX, .start = first, .end = last + 1 };
  GfDecision *decision = gf_decision_new ();

  decision->text = gf_passage_dup_text (reader, &passage, &decision->page);
  decision->outcome = outcome;
  reader->decided = passage;
  gf_decision_set_evidence (reader, decision, decision->text);
  gf_decision_set_votes (reader, decision);
  return decision;
}

/* "Lina orienterte. Saken utsettes.": at the end of the last paragraph of the case. */
static GfOutcome
end_of (GfPassages *reader, size_t start, GfPassage *paragraph_out)
{
  g_autofree char *text = NULL;
  uint32_t page = 0;

  *paragraph_out = gf_passages_last_paragraph (
      reader, start, gf_passages_end_before_table (reader, start));
  text = gf_passage_dup_text (reader, paragraph_out, &page);
  if (strlen (text) > MAX_LINE_BYTES)
    return GF_OUTCOME_UNKNOWN;
  g_strdelimit (text, "\n", ' ');
  return gf_outcome_find_end (reader->lines->registers, text, strlen (text));
}

/* "Rapporten tas til orientering. Rådmannen skal lukke avvikene.", "Forslaget falt.
 * Planen ble vedtatt.": what the rest of the line at @index makes of @outcome. */
static GfOutcome
with_rest (GfPassages *reader, size_t index, GfOutcome outcome)
{
  const GfRegisters *registers = reader->lines->registers;
  GfPassage line = { .line = SIZE_MAX, .start = index, .end = index + 1 };
  uint32_t page = 0;

  while (line.end < reader->end && !gf_lines_get (reader->lines, line.end)->first)
    line.end++;

  g_autofree char *text = gf_passage_dup_text (reader, &line, &page);

  g_strdelimit (text, "\n", ' ');
  if (outcome == GF_OUTCOME_NOTED
      && gf_outcome_orders_besides (registers, text, strlen (text)))
    return GF_OUTCOME_ADOPTED;
  return outcome == GF_OUTCOME_REJECTED
                 && gf_outcome_find_last (registers, text, strlen (text))
                        == GF_OUTCOME_ADOPTED
             ? GF_OUTCOME_ADOPTED
             : outcome;
}

GfDecision *
gf_decision_find_statement (GfPassages *reader, size_t start)
{
  GfPassage paragraph;
  GfOutcome at_end = end_of (reader, start, &paragraph);

  for (size_t i = reader->end; i > start; i--)
    {
      const GfLine *line = gf_lines_get (reader->lines, i - 1);
      GfOutcome outcome = gf_passages_find_statement_on (reader, i - 1);

      if (at_end != GF_OUTCOME_UNKNOWN && !line->aside)
        return gf_decision_without_label (reader, paragraph.start, paragraph.end - 1,
                                          at_end);

      if (outcome != GF_OUTCOME_UNKNOWN)
        outcome = with_rest (reader, i - 1, outcome);
      if (outcome != GF_OUTCOME_UNKNOWN)
        return gf_decision_without_label (reader, i - 1, i - 1, outcome);
    }
  return NULL;
}

/* What the body does is what it decides, unless it puts the case off or refuses: "Styret
 * ønsker et nytt utkast og behandler avtalen igjen i mai." */
static GfDecision *
performed (GfPassages *reader, size_t first, size_t last)
{
  GfDecision *decision
      = gf_decision_without_label (reader, first, last, GF_OUTCOME_ADOPTED);
  GfOutcome outcome = gf_outcome_read (reader->lines->registers, decision->text,
                                       strlen (decision->text));

  if (outcome != GF_OUTCOME_POSTPONED && outcome != GF_OUTCOME_WITHDRAWN
      && outcome != GF_OUTCOME_REJECTED)
    return decision;
  gf_decision_free (decision);
  return gf_decision_without_label (reader, first, last, outcome);
}

static GfDecision *
find_performed (GfPassages *reader, const char *const *subjects)
{
  size_t first = SIZE_MAX, last = 0;

  for (size_t i = reader->start; i < reader->end; i++)
    if (performs_on (reader, i, subjects))
      {
        first = MIN (first, i);
        last = i;
      }
  return first != SIZE_MAX ? performed (reader, first, last) : NULL;
}

/* "... ba om tid. Regionrådet sa ja til kr 30 000.": the last sentence of the case. */
static GfDecision *
find_performed_last (GfPassages *reader, const char *const *subjects)
{
  GfPassage paragraph = gf_passages_last_paragraph (
      reader, reader->start, gf_passages_end_before_table (reader, reader->start));
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, &paragraph, &page);
  size_t n_words = 0;

  if (strlen (text) > MAX_LINE_BYTES)
    return NULL;
  g_strdelimit (text, "\n", ' ');

  size_t start = gf_outcome_last_sentence (text, strlen (text));
  g_autoptr (GfWords) words
      = gf_words_new (text + start, strlen (text) - start, MAX_SENTENCE_WORDS);

  return words->words->len > 0 && is_subject (words, subjects, &n_words)
                 && gf_outcome_performed (reader->lines->registers, words, n_words)
             ? performed (reader, paragraph.start, paragraph.end - 1)
             : NULL;
}

/* "Innstillingen fikk 4 stemmer. Forslaget fra Moen fikk 5.": alternatives, of which the
 * numbers do not say which was carried. */
static unsigned
count_got (const GfWords *words)
{
  static const char *const got[] = { "fikk", "fekk", NULL };
  unsigned n = 0;

  for (size_t i = 0; i < words->words->len; i++)
    n += gf_words_is_any (words, i, got);
  return n;
}

/* "Enstemmig.", "9 for, 2 mot.": all that stands under "Votering". */
bool
gf_decision_is_carried (const GfPassages *reader, const char *text)
{
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_SENTENCE_WORDS);
  int32_t in_favour = -1, against = -1;

  return (words->words->len > 0 && gf_outcome_begins_how (words, 0))
         || (count_got (words) < 2
             && gf_votes_read (reader->lines->registers, text, strlen (text), false,
                               &in_favour, &against)
             && in_favour > against);
}

/* "Tre stemte for, åtte imot.": all that is told of what was asked for. */
static bool
is_lost (const GfPassages *reader, const char *text)
{
  int32_t in_favour = -1, against = -1;

  return gf_votes_read (reader->lines->registers, text, strlen (text), true, &in_favour,
                        &against)
         && in_favour >= 0 && in_favour < against;
}

/* "Leder var borte. Saken ble trukket. Neste møte er i mai.": told in the midst of a
 * paragraph. */
static GfOutcome
told_of_case_in (const GfPassages *reader, const char *text, bool asked)
{
  (void) asked;
  return gf_outcome_find_of_case (reader->lines->registers, text, strlen (text));
}

/* Whether the case asks for something: its title does, or what is told begins by telling
 * so; never what is said to others. */
static bool
asks (const GfPassages *reader)
{
  const GfRegisters *registers = reader->lines->registers;
  GfPassage whole = { .line = SIZE_MAX, .start = reader->start, .end = reader->end };
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, &whole, &page);

  if (reader->title != NULL && gf_outcome_voices (registers, reader->title))
    return false;
  return (reader->title != NULL && gf_outcome_asks (registers, reader->title))
         || gf_outcome_begins_asking (registers, text, strlen (text));
}

bool
gf_decision_names_teller (const char *text)
{
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_TELLER_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);

      if (text[word->start + word->length] == ':')
        return true;
    }
  return false;
}

/* "Varamedlem: Kari Li ble foreslått og valgt." */
static bool
elects (const char *text)
{
  static const char *const chosen[] = { "valgt", "vald", "valgte", NULL };
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_SENTENCE_WORDS);
  bool proposed = false;

  for (size_t i = 0; i < words->words->len; i++)
    {
      proposed |= gf_words_is (words, i, "foreslått");
      if (proposed && gf_words_is_any (words, i, chosen))
        return true;
    }
  return false;
}

/* "Uttalelsen ble vedtatt og legges ved. Kari sender den.": prose without any label, of
 * which the last sentence that decides does so.  Where people tell what is new, they tell
 * of others, and the most that was done is to note it. */
static GfOutcome
told_in (const GfPassages *reader, const char *text, bool asked)
{
  const GfRegisters *registers = reader->lines->registers;
  GfOutcome outcome;

  if (reader->title != NULL && gf_outcome_only_tells (registers, reader->title))
    {
      outcome = gf_outcome_find_last (registers, text, strlen (text));
      return outcome == GF_OUTCOME_NOTED
                     || (outcome == GF_OUTCOME_POSTPONED
                         && !gf_decision_names_teller (text))
                     || (outcome == GF_OUTCOME_ADOPTED && elects (text))
                 ? outcome
                 : GF_OUTCOME_UNKNOWN;
    }
  outcome = gf_outcome_find_told (registers, text, strlen (text), asked);
  if (outcome == GF_OUTCOME_UNKNOWN && asked && is_lost (reader, text))
    return GF_OUTCOME_REJECTED;
  return outcome == GF_OUTCOME_UNKNOWN && gf_decision_is_carried (reader, text)
             ? GF_OUTCOME_ADOPTED
             : outcome;
}

/* What the last paragraph that decides anything by @read, where something was @asked for
 * or not, decides. */
static GfDecision *
find_last_paragraph (GfPassages *reader, bool asked,
                     GfOutcome (*read) (const GfPassages *reader, const char *text,
                                        bool asked))
{
  for (size_t end = reader->end; end > reader->start;)
    {
      GfPassage paragraph = gf_passages_last_paragraph (reader, reader->start, end);
      uint32_t page = 0;
      g_autofree char *text = gf_passage_dup_text (reader, &paragraph, &page);
      GfOutcome outcome;

      if (paragraph.end <= paragraph.start || strlen (text) > MAX_LINE_BYTES)
        return NULL;
      g_strdelimit (text, "\n", ' ');
      outcome = read (reader, text, asked);
      if (outcome != GF_OUTCOME_UNKNOWN)
        return gf_decision_without_label (reader, paragraph.start, paragraph.end - 1,
                                          outcome);
      end = paragraph.start;
    }
  return NULL;
}

/* "Valg av leder: Kari Li.": what is settled in a word was so, where nothing says that it
 * was not. */
static GfDecision *
find_settled (GfPassages *reader)
{
  GfPassage whole = { .line = SIZE_MAX, .start = reader->start, .end = reader->end };
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, &whole, &page);
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_SETTLED_WORDS + 1);

  if (reader->title == NULL || words->words->len == 0
      || words->words->len > MAX_SETTLED_WORDS
      || !gf_outcome_settles (reader->lines->registers, reader->title)
      || gf_outcome_read (reader->lines->registers, text, strlen (text))
             == GF_OUTCOME_UNKNOWN)
    return NULL;
  return gf_decision_without_label (reader, whole.start, whole.end - 1,
                                    GF_OUTCOME_ADOPTED);
}

GfDecision *
gf_decision_find_off (GfPassages *reader)
{
  size_t end = reader->list->len > 0 ? g_array_index (reader->list, GfPassage, 0).line
                                     : reader->start;

  if (gf_passages_find (reader, GF_HEADING_VOTE) != NULL)
    return NULL;
  for (size_t i = reader->start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);

      if (!line->aside && !line->rule && line->bare_length <= MAX_STATEMENT_BYTES
          && gf_outcome_find_of_case (reader->lines->registers, line->bare,
                                      line->bare_length)
                 == GF_OUTCOME_WITHDRAWN)
        return gf_decision_without_label (reader, i, i, GF_OUTCOME_WITHDRAWN);
    }
  return NULL;
}

/* A short note tells in one paragraph what was said and agreed on, in any order. */
static GfDecision *
find_noted (GfPassages *reader)
{
  const GfRegisters *registers = reader->lines->registers;
  GfPassage whole = { .line = SIZE_MAX, .start = reader->start, .end = reader->end };
  uint32_t page = 0;
  g_autofree char *text = gf_passage_dup_text (reader, &whole, &page);
  g_autofree char *noted = NULL;
  GfOutcome outcome;

  g_strdelimit (text, "\n", ' ');
  outcome = gf_outcome_find_last (registers, text, strlen (text));
  noted = gf_outcome_dup_evidence (registers, text, strlen (text), GF_OUTCOME_NOTED);
  if (outcome == GF_OUTCOME_UNKNOWN && noted != NULL
      && gf_outcome_read (registers, noted, strlen (noted)) == GF_OUTCOME_NOTED)
    outcome = GF_OUTCOME_NOTED;
  return outcome != GF_OUTCOME_UNKNOWN
             ? gf_decision_without_label (reader, whole.start, whole.end - 1, outcome)
             : NULL;
}

GfDecision *
gf_decision_find_told (GfPassages *reader, const char *const *subjects)
{
  GfDecision *decision = find_performed (reader, subjects);

  if (decision == NULL)
    decision = find_performed_last (reader, subjects);
  if (decision != NULL)
    return decision;
  if (reader->note)
    return find_noted (reader);
  decision = find_last_paragraph (reader, false, told_of_case_in);
  if (decision == NULL)
    decision = find_last_paragraph (reader, asks (reader), told_in);
  return decision != NULL ? decision : find_settled (reader);
}

/* "Plansjefen kommer tilbake med svar.", "Det kjem sak når staten har svart.": no case is
 * put off. */
static bool
puts_off_other (const GfPassages *reader, const GfDecision *decision)
{
  static const char *const comes[] = { "kommer", "kjem", NULL };
  g_autoptr (GfWords) words = NULL;

  if (decision->outcome != GF_OUTCOME_POSTPONED
      || gf_outcome_find_of_case (reader->lines->registers, decision->text,
                                  strlen (decision->text))
             == GF_OUTCOME_POSTPONED)
    return false;
  words = gf_words_new (decision->text, strlen (decision->text), MAX_SENTENCE_WORDS);
  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, comes))
      return true;
  return false;
}

/* "Formannskapet avviste spørsmålet.", "Forslaget ble enstemmig avvist.": whether a body,
 * or a vote, is told of. */
static bool
is_of_meeting (const GfPassages *reader, const GfDecision *decision)
{
  static const char *const votes[]
      = { "enstemmig", "samrøystes", "stemmer", "røyster", NULL };
  const char *text = decision->evidence != NULL ? decision->evidence : decision->text;
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_SENTENCE_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, votes)
        || (i == 0
            && gf_registers_match (reader->lines->registers, GF_REGISTER_GRAMMAR,
                                   GF_MEANING (GF_GRAMMAR_BODY), words, i, NULL)
                   != NULL))
      return true;
  return false;
}

/* "Spørsmål fra Kari Li" and "Spørsmålet ble trukket." */
static bool
begins_alike (const char *title, const char *text)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), 1);
  g_autofree char *folded = gf_fold (text, strlen (text));

  return words->words->len > 0
         && strncmp (folded, words->folded + gf_words_get (words, 0)->start,
                     gf_words_get (words, 0)->length)
                == 0;
}

/* "Klagen til Sivilombudet er trukket.", and not "Saken utgår." */
static bool
withdraws_other (const GfPassages *reader, const GfDecision *decision)
{
  const char *text = decision->evidence != NULL ? decision->evidence : decision->text;

  return decision->outcome == GF_OUTCOME_WITHDRAWN && !begins_alike (reader->title, text)
         && gf_outcome_begins_asking (reader->lines->registers, text, strlen (text));
}

bool
gf_decision_is_of_others (const GfPassages *reader, const GfDecision *decision)
{
  return (decision->outcome == GF_OUTCOME_REJECTED && !is_of_meeting (reader, decision))
         || puts_off_other (reader, decision) || withdraws_other (reader, decision)
         || (decision->evidence != NULL && gf_decision_names_teller (decision->evidence));
}
