/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/crossed-out.h"

#include <string.h>

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

GfDecision *
gf_crossed_out_find (GfPassages *passages)
{
  if (text_size (passages) > MAX_TEXT_BYTES)
    return NULL;
  for (size_t i = passages->start; i < passages->end; i++)
    {
      const GfLine *line = gf_lines_get (passages->lines, i);

      if (!line->aside && !line->rule
          && gf_outcome_find_last (passages->lines->registers, line->bare,
                                   line->bare_length)
                 == GF_OUTCOME_WITHDRAWN)
        return gf_decision_without_label (passages, i, i, GF_OUTCOME_WITHDRAWN);
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

/* "Trukket av søker", but not "Trukket kabel": whether the first word says it, and what
 * follows but by whom or from what. */
static bool
begins_with_mark (const GfRegisters *registers, Part part, const GfWords *words)
{
  static const char *const next[] = { "av", "fra", "fr\xc3\xa5", "etter", NULL };
  const GfWord *first = gf_words_get (words, 0);

  return (words->words->len == 1 || gf_words_is_any (words, 1, next))
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

/* The last of @mark in @title. */
static const char *
find_last (const char *title, const char *mark)
{
  return g_strrstr (title, mark);
}

GfDecision *
gf_crossed_out_read_title (const GfRegisters *registers, const char *title, uint32_t page)
{
  if (title == NULL)
    return NULL;

  const char *bracket = strchr (title, '('), *colon = strchr (title, ':');
  const Part parts[]
      = { part_between (title, NULL),
          part_between (bracket, bracket != NULL ? strchr (bracket, ')') : NULL),
          part_between (find_last (title, " - "), NULL),
          part_between (find_last (title, " \xe2\x80\x93 "), NULL),
          colon != NULL ? part_between (title, colon) : (Part){ "", 0 },
          last_in_capitals (title) };

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      Part part = trim (parts[i]);

      if (!is_mark (registers, part))
        continue;
      GfDecision *decision = gf_decision_new ();
      decision->outcome = GF_OUTCOME_WITHDRAWN;
      decision->page = page;
      decision->text = g_strndup (part.text, part.length);
      decision->evidence = g_strdup (decision->text);
      return decision;
    }
  return NULL;
}
