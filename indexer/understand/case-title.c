/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a case begins, and its title: on the line of its number, in a cell of its row, or
 * below. */
#include "indexer/understand/cases.h"

#include <string.h>

#include "indexer/understand/labels.h"
#include "indexer/understand/outcomes.h"

#define MAX_TITLE_BYTES 400
#define MAX_TITLE_LINES 4
/* The subject may stand below the archive number and the officer. */
#define MAX_SUBJECT_LINES 5

/* The end of the first column at @p: a tab, or two blanks in a row as text and PDF have
 * them. */
static size_t
column_length (const char *p, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (p[i] == '\t' || (p[i] == ' ' && i + 1 < length && p[i + 1] == ' '))
      return i;
  return length;
}

static bool
has_letter (const char *p, size_t length)
{
  for (const char *q = p; q < p + length; q = g_utf8_next_char (q))
    if (g_unichar_isalpha (g_utf8_get_char (q)))
      return true;
  return false;
}

static size_t
skip_blanks (const char *p, size_t length)
{
  size_t i = 0;

  while (i < length && (p[i] == ' ' || p[i] == '\t'))
    i++;
  return i;
}

/* The title among what follows a number on its line: past archive numbers, without the
   columns after it.  @length_out: 0 where the line holds no title. */
static const char *
title_on_line (const char *rest, size_t length, size_t *length_out)
{
  for (;;)
    {
      size_t skip = skip_blanks (rest, length), column;

      skip += gf_number_skip_archive (rest + skip, length - skip);
      rest += skip;
      length -= skip;
      column = column_length (rest, length);
      if (column == 0 || has_letter (rest, column))
        {
          *length_out = column;
          return rest;
        }
      rest += column;
      length -= column;
    }
}

static void
append_line (GString *title, const char *text, size_t length)
{
  if (title->len > 0)
    g_string_append_c (title, ' ');
  g_string_append_len (title, text,
                       (gssize) gf_whole_characters (text, length, MAX_TITLE_BYTES));
}

static bool
is_something_else (const GfLines *lines, const GfLine *line)
{
  GfLabel label;
  GfNumber number;

  if (gf_label_read (lines, line, &label))
    return true;
  gf_number_read (lines, line, &number);
  return number.kind == GF_NUMBER_YEARLY || number.kind == GF_NUMBER_WORDED;
}

/* Right below a number a title may look like a label: "Forslag til uttalelse: Høringssvar
 * ...". */
static bool
is_no_title (const GfLines *lines, const GfLine *line)
{
  GfLabel label;

  if (!is_something_else (lines, line))
    return false;
  if (!gf_label_read (lines, line, &label))
    return true;
  if (label.role == GF_HEADING_PROPOSAL)
    return label.rest >= line->bare_length;
  return label.role != GF_HEADING_DISCUSSION;
}

/* Capitals end where the title does. */
static bool
is_capitals (const char *text, size_t length)
{
  bool any = false;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return false;
      any |= g_unichar_isupper (g_utf8_get_char (p)) != 0;
    }
  return any;
}

/* "Saken trekkes fra sakslisten." right below a title is what became of the case. */
static bool
tells_outcome (const GfLines *lines, const GfLine *line)
{
  return gf_outcome_find_alone (
             lines->registers, line->bare,
             gf_whole_characters (line->bare, line->bare_length, MAX_TITLE_BYTES))
         != GF_OUTCOME_UNKNOWN;
}

/* Whether the title on line @index goes on with the next: in a heading of several lines,
   or where the writer's program broke the line. */
static bool
goes_on (const GfLines *lines, size_t index, const char *title, size_t length)
{
  const GfLine *line = gf_lines_get (lines, index);
  const GfLine *next;

  if (line->last || line->underlined || index + 1 >= gf_lines_size (lines))
    return false;
  next = gf_lines_get (lines, index + 1);
  if (next->aside || next->rule || next->block != line->block || next->bullet)
    return false;
  if (line->kind != GF_BLOCK_HEADING && !line->runs_on && !next->underlined)
    return false;
  if (is_capitals (title, length) && !is_capitals (next->bare, next->bare_length))
    return false;
  return !is_something_else (lines, next) && !tells_outcome (lines, next);
}

/* The line "Saken gjelder: Felles arkiv" among those right below a number that stands
   alone; SIZE_MAX for none. */
static size_t
find_subject (const GfLines *lines, size_t index, uint32_t *rest_out)
{
  size_t at = index;

  for (size_t n = 0; n < MAX_SUBJECT_LINES; n++)
    {
      const GfLine *line;

      at = gf_lines_next (lines, at + 1);
      if (at >= gf_lines_size (lines))
        return SIZE_MAX;
      line = gf_lines_get (lines, at);
      if (gf_line_find_key (lines, line, GF_MEANING (GF_HEADING_SUBJECT_KEY), rest_out)
          && *rest_out < line->bare_length)
        return at;
      if (!gf_line_find_key (lines, line, GF_KEYS, NULL))
        return SIZE_MAX;
    }
  return SIZE_MAX;
}

char *
gf_case_read_title (const GfLines *lines, size_t index, const GfNumber *number,
                    size_t *text_out)
{
  const GfLine *line = gf_lines_get (lines, index);
  size_t length = 0, at = index, subject;
  uint32_t rest = 0;
  const char *text = title_on_line (line->bare + number->rest,
                                    line->bare_length - number->rest, &length);
  g_autoptr (GString) title = g_string_new (NULL);

  *text_out = index + 1;
  subject = length == 0 ? find_subject (lines, index, &rest) : SIZE_MAX;
  if (subject != SIZE_MAX)
    {
      line = gf_lines_get (lines, at = subject);
      text = line->bare + rest;
      length = line->bare_length - rest;
    }
  else if (length == 0)
    {
      at = gf_lines_next (lines, index + 1);
      if (at >= gf_lines_size (lines) || is_no_title (lines, gf_lines_get (lines, at)))
        return NULL;
      line = gf_lines_get (lines, at);
      text = title_on_line (line->bare, line->bare_length, &length);
      if (line->rule || line->bare_length > MAX_TITLE_BYTES)
        return NULL;
    }
  append_line (title, text, length);
  for (size_t n = 1; n < MAX_TITLE_LINES && goes_on (lines, at, title->str, title->len);
       n++)
    {
      line = gf_lines_get (lines, ++at);
      append_line (title, line->bare, line->bare_length);
    }
  *text_out = at + 1;
  return gf_clean_title (title->str, title->len);
}

/* "ARKIVSAK: 09/805   LØPENR: 2009/3312" */
static bool
is_archive_key (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;

  if (!gf_line_find_key (lines, line, GF_MEANING (GF_HEADING_HEAD_KEY), NULL))
    return false;
  words = gf_words_new (line->bare,
                        gf_whole_characters (line->bare, line->bare_length, 60), 4);
  return gf_registers_match (lines->registers, GF_REGISTER_NUMBERS,
                             GF_MEANING (GF_NUMBER_OTHER), words, 0, NULL)
         != NULL;
}

/* Past the lines right above a case's number, in its block, that number its papers. */
static size_t
skip_archive_keys (const GfLines *lines, size_t line, size_t floor)
{
  while (floor > 0 && line > floor && !gf_lines_get (lines, line)->first
         && is_archive_key (lines, gf_lines_get (lines, line - 1)))
    line--;
  return line;
}

size_t
gf_case_find_start (const GfLines *lines, size_t line, size_t floor)
{
  size_t above = line = skip_archive_keys (lines, line, floor);

  while (above > floor && (gf_lines_get (lines, above - 1)->aside))
    above--;
  if (above > floor
      && gf_line_begins_with (lines, gf_lines_get (lines, above - 1),
                              GF_HEADING_CASE_COLUMN)
      && (gf_lines_get (lines, above - 1)->kind == GF_BLOCK_TABLE_ROW
          || gf_lines_get (lines, above - 1)->bare_length < 100))
    return above - 1;
  return line;
}
