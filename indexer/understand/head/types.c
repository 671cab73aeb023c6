/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of document it is, by the words at its top. */
#include "indexer/understand/head/head.h"

#include <string.h>

#include "indexer/understand/head/meeting-dates.h"
#include "indexer/understand/reading/labels.h"
#include "indexer/understand/reading/made-names.h"
#include "indexer/understand/reading/numbers.h"

#define MAX_TYPE_LINES 14
#define MAX_LINE_BYTES 110
/* Where a word that names a type stands weighs this much. */
#define PLACE_FIRST 6
#define PLACE_TITLE 8
#define PLACE_NEAR 3
#define PLACE_FAR 1
#define PLACE_METADATA 4
/* Such a line ended by a point is a sentence. */
#define MIN_SENTENCE_BYTES 50
#define MAX_SENTENCE_BYTES 400
/* One that calls a meeting, and says when and where. */
#define MAX_CALL_BYTES 160

typedef struct
{
  int scores[GF_TYPE_LAST + 1];
  int best[GF_TYPE_LAST + 1];       /* what one word gave at most */
  char *evidence[GF_TYPE_LAST + 1]; /* that word */
} Scores;

static void
note_evidence (Scores *scores, int type, int weight, const char *words, size_t length)
{
  if (weight <= scores->best[type])
    return;
  scores->best[type] = weight;
  g_free (scores->evidence[type]);
  scores->evidence[type] = g_strndup (words, length);
}

bool
gf_head_is_office (const char *text, const GfWords *words, size_t last)
{
  const GfWord *word = gf_words_get (words, last);
  const char *after = text + word->start + word->length;

  return last == 0 && words->words->len > 2
         && ((strncmp (after, ", ", 2) == 0 && g_ascii_islower (after[2]))
             || strncmp (after, "- og ", 5) == 0);
}

/* "Hovudutval for plan og utvikling": whether word @i is the "for" of an organ's name. */
static bool
is_organ_for (const GfWords *words, size_t i)
{
  static const char *const kinds[]
      = { "utvalg",       "utval",     "utvalget",  "utvalet", "hovedutvalg",
          "hovudutval",   "komite",    "komité",    "nemnd",   "hovedutvalget",
          "hovudutvalet", "avdeling",  "avdelinga", "seksjon", "avdelingen",
          "seksjonen",    "fagutvalg", NULL };

  return i > 0 && gf_words_is (words, i, "for") && gf_words_is_any (words, i - 1, kinds);
}

static void
score_text (const GfRegisters *registers, const char *text, size_t length, int place,
            Scores *scores)
{
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, MAX_LINE_BYTES), SIZE_MAX);
  int share = 4;
  bool organ = false;

  for (size_t i = 0; i < words->words->len && share > 0;)
    {
      size_t size = 1;
      const GfEntry *entry = gf_registers_match_fuzzily (registers, GF_REGISTER_TYPES,
                                                         GF_ANY_MEANING, words, i, &size);

      organ |= is_organ_for (words, i);
      if (entry != NULL && !(organ && entry->meaning == GF_TYPE_PLAN)
          && !gf_head_is_office (text, words, i + size - 1))
        {
          const GfWord *first = gf_words_get (words, i);
          const GfWord *last = gf_words_get (words, i + size - 1);

          scores->scores[entry->meaning] += entry->weight * place * share;
          note_evidence (scores, entry->meaning, entry->weight * place * share,
                         text + first->start, last->start + last->length - first->start);
          /* The first word names the thing, the next what it is about. */
          share = share > 1 ? share / 2 : 0;
        }
      i += size > 0 ? size : 1;
    }
}

static int
place_of (const GfLines *head, size_t index, bool seen_heading)
{
  const GfLine *line = gf_lines_get (head, index);

  if (line->kind == GF_BLOCK_HEADING && line->level <= 1 && !seen_heading)
    return PLACE_TITLE;
  if (index > 0 && gf_line_find_key (head, line, GF_KEYS, NULL))
    return 0;
  if (index == 0)
    return PLACE_FIRST;
  return index < 3 ? PLACE_NEAR : PLACE_FAR;
}

static GfDocumentType
best_type (const Scores *scores)
{
  int best = GF_TYPE_OTHER;

  for (int i = 1; i <= GF_TYPE_LAST; i++)
    if (scores->scores[i] > scores->scores[best])
      best = i;
  return (GfDocumentType) best;
}

static void
clear_but (Scores *scores, GfDocumentType type, char **evidence_out)
{
  *evidence_out = g_steal_pointer (&scores->evidence[type]);
  for (int i = 0; i <= GF_TYPE_LAST; i++)
    g_clear_pointer (&scores->evidence[i], g_free);
}

/* "Innkalling til møte i Kommunestyret 19.08.2015 kl. 17:00 på rådhuset.": what the paper
   is, though a point ends it. */
static bool
calls_meeting (const GfLines *head, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  return words->words->len > 0 && line->bare_length <= MAX_CALL_BYTES
         && gf_registers_match (head->registers, GF_REGISTER_TYPES,
                                GF_MEANING (GF_TYPE_AGENDA)
                                    | GF_MEANING (GF_TYPE_MINUTES),
                                words, 0, NULL)
                != NULL
         && !gf_line_is_of_another (line);
}

/* A sentence tells of other documents: "Høringen er gjennomført." */
static bool
is_sentence (const GfLines *head, const GfLine *line)
{
  return !calls_meeting (head, line) && line->kind == GF_BLOCK_PARAGRAPH
         && line->bare_length >= MIN_SENTENCE_BYTES
         && line->bare_length <= MAX_SENTENCE_BYTES
         && line->bare[line->bare_length - 1] == '.';
}

/* "M Ø T E B O K" is read as one word. */
static void
score_line (const GfLines *head, size_t index, int place, Scores *scores)
{
  const GfLine *line = gf_lines_get (head, index);
  g_autofree char *unspaced
      = gf_made_name_dup_unspaced (line->bare, MIN (line->bare_length, MAX_LINE_BYTES));

  if (unspaced != NULL)
    score_text (head->registers, unspaced, strlen (unspaced), place, scores);
  else
    score_text (head->registers, line->bare, line->bare_length, place, scores);
}

GfDocumentType
gf_head_find_type (const GfLines *head, char **evidence_out)
{
  const char *metadata = gf_text_get (head->text, GF_TEXT_TITLE);
  Scores scores = { 0 };
  GfDocumentType type;
  bool seen_heading = false;

  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_TYPE_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      GfNumber number;

      gf_number_read (head, line, &number);
      if (number.kind == GF_NUMBER_NONE)
        gf_number_read_loose (line, &number);
      /* A case paper's course, a table of meetings, stands above its title. */
      if (number.kind != GF_NUMBER_NONE && line->kind == GF_BLOCK_TABLE_ROW)
        continue;
      if (number.kind != GF_NUMBER_NONE)
        break;
      if (i == 0 || !is_sentence (head, line))
        score_line (head, i, place_of (head, i, seen_heading), &scores);
      seen_heading |= line->kind == GF_BLOCK_HEADING;
    }
  if (metadata != NULL)
    score_text (head->registers, metadata, strlen (metadata), PLACE_METADATA, &scores);
  type = best_type (&scores);
  clear_but (&scores, type, evidence_out);
  return type;
}

GfDocumentType
gf_head_find_type_of_file (const GfLines *head, char **evidence_out)
{
  const char *path = gf_text_get (head->text, GF_TEXT_PATH);
  const char *name = path != NULL ? strrchr (path, '/') : NULL;
  Scores scores = { 0 };
  GfDocumentType type;

  name = name != NULL ? name + 1 : path;
  if (name != NULL)
    score_text (head->registers, name, strlen (name), PLACE_FAR, &scores);
  type = best_type (&scores);
  clear_but (&scores, type, evidence_out);
  return type;
}
