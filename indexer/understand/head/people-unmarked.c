/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people-unmarked.h"

#include <string.h>

#include "indexer/understand/head/people-words.h"

#define MAX_LINES 40
#define MAX_LINE_BYTES 1000
#define MAX_ROW_WORDS 30
/* Fewer rows may be of anything. */
#define MIN_ROWS 3
#define MIN_SENTENCE_WORDS 4

static bool
is_row (const GfLines *head, size_t index)
{
  return index < gf_lines_size (head)
         && gf_lines_get (head, index)->kind == GF_BLOCK_TABLE_ROW;
}

static void
add_field (GArray *found, uint64_t key, size_t line, uint32_t start, uint32_t end,
           size_t last)
{
  GfField field = { .keys = key,
                    .marked = true,
                    .line = line,
                    .start = start,
                    .end = end,
                    .last = last,
                    .last_end = UINT32_MAX };

  g_array_append_val (found, field);
}

/* "Navn  Funksjon  Representerer", and "Kommune  Møtte". */
static bool
heads_people (const GfLines *head, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  if (words->words->len == 2 && gf_words_is (words, 0, "kommune"))
    return gf_registers_match (head->registers, GF_REGISTER_HEADINGS,
                               GF_MEANING (GF_HEADING_PRESENT_KEY), words, 1, NULL)
           != NULL;
  return gf_line_heads_people (head, line);
}

/* "Kari  Varmo  Eikeby kommune": a name in two cells, and no more than one other. */
static bool
is_split_person (const GfLines *head, const GfLine *line, bool *organisation_out)
{
  g_autofree char *text = g_strndup (
      line->bare, gf_whole_characters (line->bare, line->bare_length, MAX_LINE_BYTES));
  g_autoptr (GArray) words = gf_person_words_new (head->registers, text, MAX_ROW_WORDS);
  guint cell = 0;
  bool names = true;

  for (guint i = 0; i < words->len; i++)
    {
      const GfPersonWord *word = &g_array_index (words, GfPersonWord, i);

      cell += i > 0 && (word->gap & GF_GAP_CELL) != 0;
      names = names && (cell > 1 || word->kind == GF_PERSON_NAME);
      *organisation_out |= cell == 2 && word->kind == GF_PERSON_ORGANISATION;
    }
  return names && cell == 2;
}

static size_t
find_end_of_rows (const GfLines *head, size_t index)
{
  while (is_row (head, index))
    index++;
  return index;
}

/* Rows of first name, last name, where from, of which most say a municipality. */
static size_t
find_end_of_split (const GfLines *head, size_t index)
{
  size_t end = index, n_organisations = 0;

  for (; is_row (head, end); end++)
    {
      bool organisation = false;

      if (!is_split_person (head, gf_lines_get (head, end), &organisation))
        break;
      n_organisations += organisation;
    }
  return end - index >= MIN_ROWS && n_organisations * 2 > end - index ? end : index;
}

/* "Til stades var Kari Varmo og Ola Lindbo. Per Skog hadde meldt forfall." */
static bool
read_sentence (GArray *found, const GfLines *head, size_t index)
{
  static const char *const absent[]
      = { " hadde meldt forfall", " hadde forfall", " melde forfall", " meldte forfall" };
  const GfLine *line = gf_lines_get (head, index);
  g_autofree char *text = g_strndup (line->bare, line->bare_length);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
  const char *start, *stop;
  size_t size = 0;

  if (words->words->len < MIN_SENTENCE_WORDS
      || gf_registers_match (head->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_PRESENT_KEY), words, 0, &size)
             == NULL
      || size + 1 >= words->words->len || !gf_words_is (words, size, "var"))
    return false;
  start = text + gf_words_get (words, size + 1)->start;
  stop = strstr (start, ". ");
  add_field (found, GF_MEANING (GF_HEADING_PRESENT_KEY), index, (uint32_t) (start - text),
             stop != NULL ? (uint32_t) (stop - text) : line->bare_length, index + 1);
  for (size_t i = 0; stop != NULL && i < G_N_ELEMENTS (absent); i++)
    {
      const char *said = strstr (stop, absent[i]);

      if (said == NULL)
        continue;
      start = g_strrstr_len (text, said - text, ". ");
      if (start != NULL)
        add_field (found, GF_MEANING (GF_HEADING_ABSENT_KEY), index,
                   (uint32_t) (start + 2 - text), (uint32_t) (said - text), index + 1);
      break;
    }
  return true;
}

GArray *
gf_people_find_unmarked (const GfLines *head)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GfField));
  const uint64_t present = GF_MEANING (GF_HEADING_PRESENT_KEY);

  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_LINES) && found->len == 0; i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      size_t end = i;

      if (is_row (head, i) && heads_people (head, line))
        end = find_end_of_rows (head, i + 1);
      else if (is_row (head, i))
        end = find_end_of_split (head, i);
      else
        read_sentence (found, head, i);
      if (end > i)
        add_field (found, present, i, 0, line->bare_length, end);
    }
  return found;
}
