/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The title of a case: on the line of its number, in a cell of its row, or on the next
 * line. */
#include "indexer/understand/cases.h"

#include <string.h>

#include "indexer/understand/labels.h"

#define MAX_TITLE_BYTES 400
#define MAX_TITLE_LINES 4

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

/* Whether the title on line @index goes on with the next: in a heading of several lines,
   or where the writer's program broke the line. */
static bool
goes_on (const GfLines *lines, size_t index)
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
  return !is_something_else (lines, next);
}

char *
gf_case_read_title (const GfLines *lines, size_t index, const GfNumber *number,
                    size_t *text_out)
{
  const GfLine *line = gf_lines_get (lines, index);
  size_t length = 0, at = index;
  const char *text = title_on_line (line->bare + number->rest,
                                    line->bare_length - number->rest, &length);
  g_autoptr (GString) title = g_string_new (NULL);

  *text_out = index + 1;
  if (length == 0)
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
  for (size_t n = 1; n < MAX_TITLE_LINES && goes_on (lines, at); n++)
    {
      line = gf_lines_get (lines, ++at);
      append_line (title, line->bare, line->bare_length);
    }
  *text_out = at + 1;
  return gf_clean_title (title->str, title->len);
}
