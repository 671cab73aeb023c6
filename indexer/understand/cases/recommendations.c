/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/recommendations.h"

#include <string.h>

#include "indexer/understand/cases/outcomes-private.h"
#include "indexer/understand/cases/treatments.h"
#include "indexer/understand/reading/label-owners.h"

#define MAX_LABEL_WORDS 14
/* Whose officer's it is, is not told: there is one. */
#define OFFICER "*"

static bool
is_proposal (const GfPassage *passage)
{
  return passage->label.role == GF_HEADING_PROPOSAL
         || passage->label.role == GF_HEADING_RECOMMENDATION;
}

static bool
is_from (const GfWords *words, size_t index)
{
  return gf_words_is_any (words, index, (const char *const[]){ "fra", "frå", NULL });
}

/* Who is named at word @index of what is said of a proposal, as the one whose it is:
 * "Rådmannens", "formannskapets", "formannskapet si", "frå Sp".  (transfer full)
 * (nullable): NULL for nobody.  @size_out: words of that. */
static char *
dup_owner (const GfRegisters *registers, const GfWords *words, size_t index,
           size_t *size_out)
{
  const GfWord *word = gf_words_get (words, index);
  char *body;

  *size_out = 1;
  /* "Innstilling til kommunestyret" */
  if (index > 0 && gf_words_is (words, index - 1, "til"))
    return NULL;
  if (gf_registers_match (registers, GF_REGISTER_HEADINGS,
                          GF_MEANING (GF_HEADING_OFFICER), words, index, size_out)
      != NULL)
    return g_strdup (OFFICER);
  body = gf_treatments_dup_body (registers, words, index, size_out);
  if (body != NULL)
    return body;
  *size_out = 1;
  return index > 0 && is_from (words, index - 1)
             ? g_strndup (words->folded + word->start, word->length)
             : NULL;
}

/* "Forslag fra Høyre:", of one who meets. */
static bool
is_motion (const GfPassages *reader, const GfPassage *passage)
{
  const GfLine *line = gf_lines_get (reader->lines, passage->line);

  return passage->label.moved
         && gf_label_is_motion (reader->lines, line->bare, passage->label.length);
}

/* Whose the proposal in @passage is by its label. */
static char *
dup_label_owner (const GfPassages *reader, const GfPassage *passage)
{
  g_autofree char *label = gf_passage_dup_label (reader, passage);
  g_autoptr (GfWords) words = NULL;

  if (passage->label.officer)
    return g_strdup (OFFICER);
  if (label == NULL)
    return NULL;
  words = gf_words_new (label, strlen (label), MAX_LABEL_WORDS);
  for (size_t i = 0, size; i < words->words->len; i++)
    {
      char *owner = dup_owner (reader->lines->registers, words, i, &size);

      if (owner != NULL)
        return owner;
    }
  return NULL;
}

/* The last sentence's owner of what was carried, of the words of @text: NULL for none. */
static char *
dup_carried_owner (const GfPassages *reader, const char *text)
{
  static const char *const carried[]
      = { "vedtatt", "vedtas", "vedteke", "vedteken", "vedtaken", "tiltrådt", NULL };
  static const char *const not_words[] = { "ikke", "ikkje", NULL };
  const GfRegisters *registers = reader->lines->registers;
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), GF_OUTCOME_MAX_WORDS);
  g_autofree char *owner = NULL;
  char *found = NULL;

  for (size_t i = 0, size; i < words->words->len; i += size)
    {
      char *named;

      if (i > 0
          && gf_words_get (words, i)->sentence != gf_words_get (words, i - 1)->sentence)
        g_clear_pointer (&owner, g_free);
      named = dup_owner (registers, words, i, &size);
      size = MAX (size, 1);
      if (named != NULL)
        {
          g_free (owner);
          owner = named;
        }
      else if (gf_words_is_any (words, i, not_words)
               || gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                      GF_MEANING (GF_OUTCOME_WORD_FELL), words, i, NULL)
                      != NULL)
        g_clear_pointer (&owner, g_free);
      else if (owner != NULL && gf_words_is_any (words, i, carried))
        {
          g_free (found);
          found = g_steal_pointer (&owner);
        }
    }
  return found;
}

/* What is told in the meeting: all but what was proposed, and what led up to it. */
static char *
dup_told (const GfPassages *reader)
{
  GString *told = g_string_new (NULL);
  size_t cursor = reader->start;

  for (guint i = 0; i <= reader->list->len; i++)
    {
      const GfPassage *passage
          = i < reader->list->len ? &g_array_index (reader->list, GfPassage, i) : NULL;
      bool proposal = passage != NULL && is_proposal (passage);
      GfPassage before = { .line = SIZE_MAX,
                           .start = cursor,
                           .end = passage == NULL ? reader->end
                                  : proposal      ? passage->line
                                                  : passage->end };
      uint32_t page = 0;

      if (before.end > cursor)
        {
          g_autofree char *text = gf_passage_dup_text (reader, &before, &page);

          g_string_append_printf (told, "%s\n\n", text);
        }
      if (passage != NULL)
        cursor = MAX (cursor, MAX (passage->end, passage->line + 1));
    }
  return g_string_free (told, FALSE);
}

static bool
is_same_owner (const char *one, const char *other)
{
  return one != NULL && other != NULL
         && (g_str_has_prefix (one, other) || g_str_has_prefix (other, one));
}

/* Whether what stands in @passage may have been carried. */
static bool
may_be_carried (const GfPassages *reader, const GfPassage *passage)
{
  return (is_proposal (passage) || is_motion (reader, passage))
         && !gf_passage_is_empty (reader, passage);
}

/* Whether two that name different owners, or one of which names none, are proposed. */
static bool
are_several (const GfPassages *reader)
{
  g_autofree char *first = NULL;
  unsigned n = 0;

  for (guint i = 0; i < reader->list->len; i++)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i);
      g_autofree char *owner = NULL;

      if (!may_be_carried (reader, passage))
        continue;
      owner = dup_label_owner (reader, passage);
      if (n > 0 && !is_same_owner (first, owner))
        return true;
      if (n++ == 0)
        first = g_steal_pointer (&owner);
    }
  return false;
}

/* Whether a vote is told of below @passage, under its label. */
static bool
has_vote_below (const GfPassages *reader, const GfPassage *passage)
{
  for (guint i = 0; i < reader->list->len; i++)
    {
      const GfPassage *below = &g_array_index (reader->list, GfPassage, i);

      if (below->line > passage->line && below->label.role == GF_HEADING_VOTE)
        return true;
    }
  return false;
}

/* "Formannskapets innstilling til kommunestyret", in the minutes of the first: that is
 * what it decided, if it does not stand above the vote. */
static bool
has_own (const GfPassages *reader)
{
  const GfPassage *own = gf_passages_find (reader, GF_HEADING_RECOMMENDATION);
  g_autofree char *owner = own != NULL ? dup_label_owner (reader, own) : NULL;

  return own != NULL && !has_vote_below (reader, own)
         && (owner == NULL || gf_treatments_is_own (reader, owner));
}

const GfPassage *
gf_recommendations_find_carried (const GfPassages *reader)
{
  g_autofree char *told = NULL, *carried = NULL;

  if (!reader->of_meeting || !are_several (reader) || has_own (reader))
    return NULL;
  told = dup_told (reader);
  carried = dup_carried_owner (reader, told);
  for (guint i = reader->list->len; carried != NULL && i > 0; i--)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i - 1);
      g_autofree char *owner = NULL;

      if (!may_be_carried (reader, passage))
        continue;
      owner = dup_label_owner (reader, passage);
      if (is_same_owner (owner, carried))
        return passage;
    }
  return NULL;
}

const GfPassage *
gf_recommendations_find_above (const GfPassages *reader, const GfPassage *passage)
{
  const GfPassage *carried = gf_recommendations_find_carried (reader);

  if (carried != NULL && carried->line < passage->line)
    return carried;
  for (guint i = reader->list->len; i > 0; i--)
    {
      const GfPassage *above = &g_array_index (reader->list, GfPassage, i - 1);
      GfHeading role = above->label.role;

      if (above->line < passage->line && !gf_passage_is_empty (reader, above)
          && (role == GF_HEADING_PROPOSAL || role == GF_HEADING_RECOMMENDATION
              || (role == GF_HEADING_DECISION && above->told_before)))
        return above;
    }
  return NULL;
}

size_t
gf_recommendations_end (const GfPassages *reader)
{
  size_t end = reader->start;

  for (guint i = 0; i < reader->list->len; i++)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i);

      if (is_proposal (passage))
        end = MAX (end, passage->end);
    }
  return end;
}
