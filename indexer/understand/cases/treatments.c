/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/treatments.h"

#include <string.h>

#include "indexer/understand/cases/decision-votes.h"

#define MAX_LABEL_WORDS 14
/* "Formannskapet behandlet saken 12.02.2021 i sak 14/21 og gjorde dette vedtaket:" */
#define MAX_ABOVE_BYTES 160
/* "I møtet i formannskapet" */
#define MAX_WORDS_TO_BODY 4

/* The body that is said to have treated the case. */
typedef struct
{
  char *body; /* its name, folded, without its ending; NULL for no name */
  bool any;   /* a treatment was begun */
  bool own;   /* it is that of whose document it is */
  bool past;  /* "Tidligere behandling": of another meeting, whoever met */
  bool said;  /* its label says that it tells of what was said: "Behandling i ..." */
} Treatment;

/* "formannskap" of "formannskapets": what all its forms begin with. */
static char *
dup_stem (const char *name, size_t length)
{
  static const char *const endings[] = { "et", "en", "a", "e" };

  if (length > 1 && name[length - 1] == 's')
    length--;
  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      size_t size = strlen (endings[i]);

      if (length > size + 2 && memcmp (name + length - size, endings[i], size) == 0)
        return g_strndup (name, length - size);
    }
  return g_strndup (name, length);
}

/* "planutvalg", and not "møtet", "kommunen" or "flertallet", which are of any body. */
static bool
is_made_like_body (const GfRegisters *registers, const GfWords *words, size_t index)
{
  static const char *const parts[]
      = { "utval", "råd", "nemnd", "styr", "forum", "komit" };
  const GfWord *word = gf_words_get (words, index);

  if (gf_registers_match (registers, GF_REGISTER_GRAMMAR, GF_MEANING (GF_GRAMMAR_BODY),
                          words, index, NULL)
      == NULL)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strstr_len (words->folded + word->start, word->length, parts[i]) != NULL)
      return true;
  return false;
}

/* Words of a body's name at @index, the last maybe in the genitive; 0 for none. */
static size_t
body_length (const GfRegisters *registers, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  size_t size = 0;

  if (gf_registers_match (registers, GF_REGISTER_BODIES, GF_ANY_MEANING, words, index,
                          &size)
      != NULL)
    return size;
  if (is_made_like_body (registers, words, index))
    return 1;
  if (word->length < 4 || words->folded[word->start + word->length - 1] != 's')
    return 0;

  g_autoptr (GfWords) stem
      = gf_words_new (words->folded + word->start, word->length - 1, 1);

  return stem->words->len == 1 && body_length (registers, stem, 0) > 0;
}

char *
gf_treatments_dup_body (const GfRegisters *registers, const GfWords *words, size_t index,
                        size_t *size_out)
{
  const GfWord *first = gf_words_get (words, index), *end;

  *size_out = body_length (registers, words, index);
  if (*size_out == 0)
    return NULL;
  end = gf_words_get (words, index + *size_out - 1);
  return dup_stem (words->folded + first->start, end->start + end->length - first->start);
}

/* The stem of the first body named in the first @last of @words.  @at_out: (optional):
 * its word */
static char *
dup_body (const GfRegisters *registers, const GfWords *words, size_t last, size_t *at_out)
{
  for (size_t i = 0, size; i < MIN (last, words->words->len); i++)
    {
      char *body = gf_treatments_dup_body (registers, words, i, &size);

      if (body == NULL)
        continue;
      if (at_out != NULL)
        *at_out = i;
      return body;
    }
  return NULL;
}

/* Whether @stem, named in @folded, is the body of @subjects: either may be told in fewer
 * words than the other. */
static bool
is_own (const char *const *subjects, const char *folded, const char *stem)
{
  for (size_t i = 0; subjects != NULL && subjects[i] != NULL; i++)
    {
      g_autofree char *own = dup_stem (subjects[i], strlen (subjects[i]));

      if (strstr (subjects[i], stem) != NULL || strstr (folded, own) != NULL)
        return true;
    }
  return false;
}

bool
gf_treatments_is_own (const GfPassages *reader, const char *stem)
{
  return is_own (reader->subjects, stem, stem);
}

static bool
knows_own (const GfPassages *reader)
{
  return reader->subjects != NULL && reader->subjects[0] != NULL;
}

/* "Behandling i ...", and not "Saksprotokoll i ...". */
static bool
says_handled (const GfWords *words)
{
  for (size_t i = 0; i < words->words->len; i++)
    {
      const char *word = words->folded + gf_words_get (words, i)->start;

      if (g_strstr_len (word, gf_words_get (words, i)->length, "handl") != NULL
          || g_strstr_len (word, gf_words_get (words, i)->length, "handsam") != NULL)
        return true;
    }
  return false;
}

static bool
says_earlier (const GfWords *words)
{
  static const char *const earlier[] = { "tidligere", "tidlegare", NULL };

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, earlier))
      return true;
  return false;
}

static void
treatment_clear (Treatment *treatment)
{
  g_free (treatment->body);
  *treatment = (Treatment){ 0 };
}

/* What the label of @passage makes of @treatment: the same, another, or none. */
static void
take_label (const GfPassages *reader, const GfPassage *passage, Treatment *treatment)
{
  GfHeading role = passage->label.role;
  g_autofree char *label = passage->label.length > 0 && !passage->label.moved
                               ? gf_passage_dup_label (reader, passage)
                               : NULL;
  g_autofree char *body = NULL;
  bool meets = gf_decision_is_of_meeting (reader, passage)
               || gf_passage_is_quoted (reader, passage);

  if ((role == GF_HEADING_PROPOSAL || role == GF_HEADING_RECOMMENDATION)
      && treatment->past)
    treatment_clear (treatment);
  if (label == NULL || role == GF_HEADING_PROPOSAL || role == GF_HEADING_RECOMMENDATION)
    return;

  g_autoptr (GfWords) words = gf_words_new (label, strlen (label), MAX_LABEL_WORDS);

  body = dup_body (reader->lines->registers, words, MAX_LABEL_WORDS, NULL);
  if (body == NULL && role != GF_HEADING_DISCUSSION)
    return;
  if (body == NULL && meets && treatment->any && !treatment->said)
    return;
  treatment_clear (treatment);
  if (role == GF_HEADING_DISCUSSION && !meets
      && !(body != NULL && strstr (words->folded, "protokoll") != NULL))
    return;
  treatment->any = true;
  treatment->past = says_earlier (words);
  treatment->said = says_handled (words);
  treatment->own = !treatment->past
                   && (body == NULL || is_own (reader->subjects, words->folded, body));
  treatment->body = body != NULL || !treatment->past ? g_steal_pointer (&body)
                                                     : g_strdup ("tidligere");
}

static bool
names_body (const GfPassages *reader, const GfPassage *passage)
{
  g_autofree char *label = gf_passage_dup_label (reader, passage), *body = NULL;

  if (label == NULL)
    return false;

  g_autoptr (GfWords) words = gf_words_new (label, strlen (label), MAX_LABEL_WORDS);

  body = dup_body (reader->lines->registers, words, MAX_LABEL_WORDS, NULL);
  return body != NULL;
}

static bool
is_same (const Treatment *one, const char *body)
{
  return one->body != NULL && body != NULL
         && (g_str_has_prefix (one->body, body) || g_str_has_prefix (body, one->body));
}

/* Where the last treatment begins by the body whose document it is, or, where that is not
 * known, by another than the one before. */
static void
mark_labels (GfPassages *reader)
{
  Treatment treatment = { 0 };
  g_autofree char *other = NULL;

  for (guint i = 0; i < reader->list->len; i++)
    {
      GfPassage *passage = &g_array_index (reader->list, GfPassage, i);
      bool before = treatment.any;
      g_autofree char *last = g_strdup (treatment.body);

      take_label (reader, passage, &treatment);
      passage->of_other = treatment.any && !treatment.own
                          && (treatment.past || knows_own (reader))
                          && !(passage->label.role == GF_HEADING_DECISION && before
                               && is_same (&treatment, last));
      passage->told_before = treatment.past && passage->line > reader->start;
      if (!treatment.any || (before && is_same (&treatment, last)))
        continue;
      if (other != NULL && !is_same (&treatment, other)
          && (treatment.own || (!knows_own (reader) && !treatment.past)))
        {
          reader->own_start = passage->line;
          g_clear_pointer (&other, g_free);
        }
      if (!treatment.own && treatment.body != NULL)
        {
          g_free (other);
          other = g_strdup (treatment.body);
        }
    }
  treatment_clear (&treatment);
}

/* Whether what stands in @passage may end in a decision, if it is none itself. */
static bool
tells_of_meeting (const GfPassages *reader, const GfPassage *passage)
{
  return passage->label.role == GF_HEADING_PROPOSAL
         || passage->label.role == GF_HEADING_RECOMMENDATION
         || (passage->label.role == GF_HEADING_VOTE && passage->label.length > 0)
         || (passage->label.role == GF_HEADING_DISCUSSION && !passage->label.moved
             && gf_decision_is_of_meeting (reader, passage));
}

/* "Komiteens behandling: ... Votering: ... Vedtak: ...": the last decision, where
 * nobody's meeting is told of after it, is this meeting's, and so is the vote right above
 * it, unless its label says whose it is. */
static void
unmark_last (GfPassages *reader)
{
  for (guint i = reader->list->len; i > 0; i--)
    {
      GfPassage *passage = &g_array_index (reader->list, GfPassage, i - 1);

      if (tells_of_meeting (reader, passage))
        return;
      if (passage->label.role != GF_HEADING_DECISION)
        continue;
      passage->told_before = false;
      if (i > 1 && !passage->of_other && passage[-1].label.role == GF_HEADING_VOTE
          && passage[-1].label.length > 0 && !names_body (reader, passage - 1))
        passage[-1].told_before = passage[-1].of_other = false;
      return;
    }
}

bool
gf_treatments_tells_of_other (const GfPassages *reader, size_t index)
{
  static const char *const in[] = { "i", "av", NULL };
  const GfLine *line = gf_lines_get (reader->lines, index);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_ABOVE_BYTES);
  g_autofree char *body = NULL;
  size_t at = 0;
  const GfWord *word;

  if (!knows_own (reader))
    return false;
  body = dup_body (reader->lines->registers, words, MAX_WORDS_TO_BODY, &at);
  if (body == NULL || (at > 0 && !gf_words_is_any (words, at - 1, in)))
    return false;
  word = gf_words_get (words, at);
  return words->folded[word->start + word->length - 1] != 's'
         && !is_own (reader->subjects, words->folded, body);
}

/* "Enstemmig vedtatt:", and not "Vedtak:": it says whose it is by what stands above. */
static bool
tells_carried (const GfPassages *reader, const GfPassage *passage)
{
  g_autofree char *label
      = passage->label.role == GF_HEADING_DECISION && passage->label.length > 0
            ? gf_passage_dup_label (reader, passage)
            : NULL;

  return label != NULL && strstr (label, "edtak") == NULL
         && (strstr (label, "edtatt") != NULL || strstr (label, "edteke") != NULL);
}

/* Whether an officer recommends something below @passage, and a vote is told below that:
 * what was carried before was another's. */
static bool
comes_before_vote (const GfPassages *reader, const GfPassage *passage)
{
  const GfPassage *end = &g_array_index (reader->list, GfPassage, 0) + reader->list->len;
  bool recommended = false;

  for (const GfPassage *below = passage + 1; below < end; below++)
    {
      recommended |= below->label.officer && below->label.role != GF_HEADING_DISCUSSION;
      if (recommended && below->label.role == GF_HEADING_VOTE)
        return true;
    }
  return false;
}

static bool
has_digit_on (const GfPassages *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);

  for (size_t i = 0; i < line->bare_length; i++)
    if (g_ascii_isdigit (line->bare[i]))
      return true;
  return false;
}

/* "Formannskapet behandlet saken 12.02.2021." right above @passage. */
static bool
stands_below_other (const GfPassages *reader, const GfPassage *passage)
{
  size_t above = passage->line;

  while (above > reader->start && gf_lines_get (reader->lines, above - 1)->aside)
    above--;
  return above > reader->start && has_digit_on (reader, above - 1)
         && gf_treatments_tells_of_other (reader, above - 1);
}

void
gf_treatments_mark (GfPassages *reader, const char *const *subjects)
{
  reader->subjects = subjects;
  mark_labels (reader);
  unmark_last (reader);
  for (guint i = 0; i < reader->list->len; i++)
    {
      GfPassage *passage = &g_array_index (reader->list, GfPassage, i);

      passage->told_before |= passage->line < reader->own_start
                              || (tells_carried (reader, passage)
                                  && (comes_before_vote (reader, passage)
                                      || stands_below_other (reader, passage)));
      reader->any_before |= passage->told_before;
    }
}
