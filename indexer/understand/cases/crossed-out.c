/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/crossed-out.h"

#include <string.h>

#include "indexer/understand/cases/decision-votes.h"
#include "indexer/understand/cases/decisions-private.h"
#include "indexer/understand/cases/outcomes.h"

/* "saken er trukket av kommunedirektøren" */
#define MAX_MARK_WORDS 6
/* A case that is not to be taken has little more below its title than that. */
#define MAX_TEXT_BYTES 600

/* Bytes of all that is told of the case. */
static size_t
text_size (const GfPassages *passages)
{
  size_t size = 0;

  for (size_t i = passages->start; i < passages->end; i++)
    if (!gf_lines_get (passages->lines, i)->aside)
      size += gf_lines_get (passages->lines, i)->bare_length;
  return size;
}

/* Whether what is told behind the first sentence, "Søkeren trakk søknaden.", says that
 * the case is not taken, and nothing that it is: or tells no more. */
static bool
is_left_at_that (const GfWords *words)
{
  static const char *const not_words[] = { "ikke", "ikkje", "utgår", "avsluttes", NULL };
  static const char *const again[]
      = { "ny", "nytt", "nå", "no", "her", "vedlegg", "ettersendes", "men", NULL };
  bool more = false, left = false;

  for (size_t i = 0; i < words->words->len; i++)
    {
      more |= gf_words_get (words, i)->sentence > 0;
      left |= gf_words_is_any (words, i, not_words);
      if (gf_words_is_any (words, i, again))
        return false;
    }
  return !more || left;
}

GfDecision *
gf_crossed_out_find (GfPassages *passages)
{
  const GfRegisters *registers = passages->lines->registers;

  if (text_size (passages) > MAX_TEXT_BYTES)
    return NULL;
  for (size_t i = passages->start; i < passages->end; i++)
    {
      const GfLine *line = gf_lines_get (passages->lines, i);

      if (line->aside || line->rule
          || gf_outcome_find_alone (registers, line->bare, line->bare_length)
                 != GF_OUTCOME_WITHDRAWN)
        continue;

      g_autoptr (GfWords) words = gf_line_words (line, MAX_TEXT_BYTES);
      return is_left_at_that (words)
                 ? gf_decision_without_label (passages, i, i, GF_OUTCOME_WITHDRAWN)
                 : NULL;
    }
  return NULL;
}

/* Whether anything was recommended or proposed. */
static bool
has_proposal (const GfPassages *passages)
{
  return gf_passages_find (passages, GF_HEADING_PROPOSAL) != NULL
         || gf_passages_find (passages, GF_HEADING_RECOMMENDATION) != NULL;
}

/* The last of the first @n passages that begins at or before line @index, plus one; 0 for
 * none. */
static guint
passage_before (const GfPassages *passages, guint n, size_t index)
{
  while (n > 0 && g_array_index (passages->list, GfPassage, n - 1).line > index)
    n--;
  return n;
}

/* Whether line @index was said at the meeting: within @passage (nullable), "Behandling",
 * or within none, where nothing was proposed that it might belong to. */
static bool
is_told_at_meeting (const GfPassages *passages, const GfPassage *passage, size_t index,
                    bool proposed)
{
  if (passage == NULL || index >= passage->end)
    return !proposed;
  return passage->label.role == GF_HEADING_DISCUSSION && !passage->told_before
         && gf_decision_is_of_meeting (passages, passage);
}

GfDecision *
gf_crossed_out_find_told (GfPassages *passages)
{
  guint n = passages->list->len;
  bool proposed = has_proposal (passages);

  if (gf_passages_find (passages, GF_HEADING_VOTE) != NULL
      || (passages->title != NULL
          && gf_outcome_only_tells (passages->lines->registers, passages->title)))
    return NULL;
  for (size_t i = passages->end; i > passages->start; i--)
    {
      const GfLine *line = gf_lines_get (passages->lines, i - 1);
      n = passage_before (passages, n, i - 1);
      const GfPassage *passage
          = n > 0 ? &g_array_index (passages->list, GfPassage, n - 1) : NULL;

      if (!line->aside && !line->rule && line->bare_length <= MAX_TEXT_BYTES
          && is_told_at_meeting (passages, passage, i - 1, proposed)
          && gf_outcome_mentions_withdrawal (passages->lines->registers, line->bare,
                                             line->bare_length))
        return gf_decision_without_label (passages, i - 1, i - 1, GF_OUTCOME_WITHDRAWN);
    }
  return NULL;
}

/* A part of a title. */
typedef struct
{
  const char *text;
  size_t length;
} Part;

static bool
is_around (char character)
{
  return strchr (" .-*()[]", character) != NULL;
}

/* @part without the blanks, dashes and brackets around it. */
static Part
trim (Part part)
{
  static const char dash[] = "\xe2\x80\x93";

  while (part.length > 0 && is_around (part.text[part.length - 1]))
    part.length--;
  while (part.length > 0 && is_around (*part.text))
    part = (Part){ part.text + 1, part.length - 1 };
  if (part.length > strlen (dash) && memcmp (part.text, dash, strlen (dash)) == 0)
    return trim ((Part){ part.text + strlen (dash), part.length - strlen (dash) });
  return part;
}

/* Whether the word at @at is one who takes a case off, or what it is taken off. */
static bool
is_of_list (const GfRegisters *registers, const GfWords *words, size_t at)
{
  static const char *const of[]
      = { "saksl", "sakli",     "sakskart",   "kartet",    "dagsorden", "møte",
          "adm",   "forslagss", "framleggss", "interpell", NULL };
  const char *word = words->folded + gf_words_get (words, at)->start;

  for (size_t i = 0; of[i] != NULL; i++)
    if (g_str_has_prefix (word, of[i]))
      return true;
  return gf_registers_match (registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_OFFICER), words, at, NULL)
         != NULL;
}

/* "Trukket av søker", but not "Trukket kabel", "utgår fra 1. august": whether the first
 * word says it, and what follows but by whom or from what list. */
static bool
begins_with_mark (const GfRegisters *registers, Part part, const GfWords *words)
{
  static const char *const next[] = { "av", "fra", "frå", NULL };
  const GfWord *first = gf_words_get (words, 0);
  size_t n = words->words->len;

  return (n == 1
          || (n == 3 && gf_words_is_any (words, 1, next)
              && is_of_list (registers, words, 2)))
         && gf_outcome_find_alone (registers, part.text, first->start + first->length)
                == GF_OUTCOME_WITHDRAWN;
}

/* Whether all that @part says is that the case is withdrawn. */
static bool
is_mark (const GfRegisters *registers, Part part)
{
  static const char *const cases[] = { "saken", "saka", "sak", NULL };
  g_autoptr (GfWords) words = gf_words_new (part.text, part.length, MAX_MARK_WORDS + 1);

  if (words->words->len == 0 || words->words->len > MAX_MARK_WORDS)
    return false;
  return begins_with_mark (registers, part, words)
         || (gf_words_is_any (words, 0, cases)
             && gf_outcome_find_alone (registers, part.text, part.length)
                    == GF_OUTCOME_WITHDRAWN);
}

static bool
is_capitals (Part part)
{
  for (const char *p = part.text; p < part.text + part.length; p = g_utf8_next_char (p))
    if (!g_unichar_isupper (g_utf8_get_char (p)))
      return false;
  return part.length > 0;
}

/* The last word, where it is in capitals and the one before is not. */
static Part
last_in_capitals (const char *title)
{
  const char *blank = strrchr (title, ' ');
  const char *before = blank;

  while (before != NULL && before > title && before[-1] != ' ')
    before--;
  if (blank == NULL || !is_capitals ((Part){ blank + 1, strlen (blank + 1) })
      || is_capitals ((Part){ before, (size_t) (blank - before) }))
    return (Part){ title, 0 };
  return (Part){ blank + 1, strlen (blank + 1) };
}

/* From @from on, up to the end of the title or, where that is told, to @end. */
static Part
part_between (const char *from, const char *end)
{
  if (from == NULL)
    return (Part){ "", 0 };
  return (Part){ from,
                 end != NULL && end > from ? (size_t) (end - from) : strlen (from) };
}

/* What stands before @end (nullable), where it is in capitals: "UTGÅR: Ny vei". */
static Part
in_capitals (const char *title, const char *end)
{
  Part part = { title, end != NULL ? (size_t) (end - title) : 0 };

  return is_capitals (part) ? part : (Part){ title, 0 };
}

GfDecision *
gf_crossed_out_new (const char *text, size_t length, uint32_t page)
{
  GfDecision *decision = gf_decision_new ();

  decision->outcome = GF_OUTCOME_WITHDRAWN;
  decision->page = page;
  decision->text = g_strndup (text, length);
  decision->evidence = g_strdup (decision->text);
  return decision;
}

GfDecision *
gf_crossed_out_read_title (const GfRegisters *registers, const char *title, uint32_t page)
{
  if (title == NULL)
    return NULL;

  const char *bracket = strrchr (title, '('), *colon = strchr (title, ':');
  const char *dash = strstr (title, " - ");
  const Part parts[]
      = { part_between (title, NULL),
          part_between (bracket, bracket != NULL ? strchr (bracket, ')') : NULL),
          part_between (g_strrstr (title, " - "), NULL),
          part_between (g_strrstr (title, " \xe2\x80\x93 "), NULL),
          in_capitals (title, colon),
          in_capitals (title, dash),
          last_in_capitals (title) };

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      Part part = trim (parts[i]);

      if (is_mark (registers, part))
        return gf_crossed_out_new (part.text, part.length, page);
    }
  return NULL;
}
