/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a case begins, and its title: on the line of its number, in a cell of its row, or
 * below. */
#include "indexer/understand/cases/cases.h"

#include <string.h>

#include "indexer/understand/cases/case-rows.h"
#include "indexer/understand/cases/course.h"
#include "indexer/understand/reading/labels.h"
#include "indexer/understand/cases/outcomes.h"

#define MAX_TITLE_BYTES 400
#define MAX_TITLE_LINES 4
/* The subject may stand below the archive number and the officer. */
#define MAX_SUBJECT_LINES 5
#define MAX_KEY_LINE_BYTES 60
#define MAX_KEY_BYTES 30
/* The name of a body, with that of its region. */
#define MAX_BODY_BYTES 100
#define MAX_BODY_WORDS 12
/* "PS", "FO": the kind of case, in a column of its own. */
#define MAX_SHORT_BYTES 4
/* "Arkivsaksnr 2007/00223" */
#define MAX_ARCHIVE_BYTES 40

/* The end of the first column at @p: a tab, or two blanks in a row as text and PDF have
 * them. */
static size_t
column_length (const char *p, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (p[i] == '\t'
        || (p[i] == ' ' && i + 1 < length && (p[i + 1] == ' ' || p[i + 1] == '|')))
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

/* Bytes of "Arkivsak 07/223", where the papers are, at @text; 0 for none.  "Gbnr 62/118"
 * is what a title is about. */
static size_t
archive_words (const GfLines *lines, const char *text, size_t length)
{
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, MAX_ARCHIVE_BYTES), 4);
  size_t size = 0, at, n;

  if (words->words->len < 2
      || gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_ARCHIVE_KEY), words, 0, &size)
             == NULL
      || size >= words->words->len)
    return 0;
  at = gf_words_get (words, size)->start;
  n = gf_archive_number_read (text + at, length - at);
  return n > 0 ? at + n : 0;
}

/* A column of its own. */
static bool
is_archive_column (const GfLines *lines, const char *text, size_t length)
{
  return length > 0 && archive_words (lines, text, length) == length;
}

/* Bytes of "Arkivsak 07/223 " that a title follows on the same line. */
static size_t
skip_archive_words (const GfLines *lines, const char *text, size_t length)
{
  size_t n = archive_words (lines, text, length);

  return n > 0 && n + 1 < length && text[n] == ' ' ? n + 1 : 0;
}

/* The title among what follows a number on its line: past archive numbers, without the
   columns after it.  @length_out: 0 where the line holds no title. */
static const char *
title_on_line (const GfLines *lines, const char *rest, size_t length, size_t *length_out)
{
  for (;;)
    {
      size_t skip = skip_blanks (rest, length), column;

      skip += gf_number_skip_archive (rest + skip, length - skip);
      skip += skip_archive_words (lines, rest + skip, length - skip);
      rest += skip;
      length -= skip;
      column = column_length (rest, length);
      if (column == 0
          || (has_letter (rest, column) && !is_archive_column (lines, rest, column)))
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

/* "Utbygging av veg på" wants more words. */
static bool
hangs (const char *title, size_t length)
{
  static const char *const small[]
      = { " og",         " i",   " av",  " for", " p\xc3\xa5", " til",
          " med",        " om",  " fra", " ved", " en",        " et",
          " fr\xc3\xa5", " ein", " eit", " -",   ",",          "/" };

  while (length > 0 && title[length - 1] == ' ')
    length--;
  for (size_t i = 0; i < G_N_ELEMENTS (small); i++)
    if (length > strlen (small[i])
        && memcmp (title + length - strlen (small[i]), small[i], strlen (small[i])) == 0)
      return true;
  return false;
}

/* "Val av møteleiar", and below it "og to til å skrive under": no sentence begins so. */
static bool
begins_within (const GfLine *next, const char *title, size_t length)
{
  return length > 0 && strchr (".:;!?", title[length - 1]) == NULL
         && next->bare_length > 2 && g_unichar_islower (g_utf8_get_char (next->bare))
         && g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (next->bare)));
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
  if (line->kind != GF_BLOCK_HEADING && !line->runs_on && !next->underlined
      && !hangs (title, length) && !begins_within (next, title, length)
      && !(is_capitals (title, length) && is_capitals (next->bare, next->bare_length)))
    return false;
  if (is_capitals (title, length) && !is_capitals (next->bare, next->bare_length))
    return false;
  if (gf_line_begins_with (lines, next, GF_HEADING_PAPER) || is_archive_key (lines, next)
      || *next->bare == '|')
    return false;
  return !is_something_else (lines, next) && !tells_outcome (lines, next);
}

/* "Dato skrevet: 09.12.2002", "Saksbehandler: Dag Dal": a key and its value, neither of
   them long. */
static bool
has_key_shape (const GfLine *line)
{
  const char *colon = memchr (line->bare, ':', MIN (line->bare_length, MAX_KEY_BYTES));

  return colon != NULL && line->bare_length <= MAX_KEY_LINE_BYTES
         && colon + 1 < line->bare + line->bare_length
         && (colon[1] == ' ' || colon[1] == '\t');
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
      if (!gf_line_find_key (lines, line, GF_KEYS, NULL) && !has_key_shape (line))
        return SIZE_MAX;
    }
  return SIZE_MAX;
}

/* Where a parenthesis that holds but an archive number begins at the end of @text; its
 * length for nowhere. */
static size_t
find_archive (const char *text, size_t length)
{
  const char *open
      = length > 4 && text[length - 1] == ')' ? memrchr (text, '(', length) : NULL;
  size_t size;

  if (open == NULL)
    return length;
  size = (size_t) (text + length - 1 - (open + 1));
  return gf_archive_number_read (open + 1, size) == size ? (size_t) (open - text)
                                                         : length;
}

/* "Budsjett 2013 ............ 4": leaders and the number of a page, as in a list of
 * contents. */
static size_t
find_leaders (const char *text, size_t length)
{
  size_t i = length, n_dots = 0;

  while (i > 0 && (g_ascii_isdigit (text[i - 1]) || text[i - 1] == ' '))
    i--;
  while (i > 0 && (text[i - 1] == '.' || text[i - 1] == ' ' || text[i - 1] == '_'))
    n_dots += text[--i] != ' ';
  return n_dots >= 3 ? i : length;
}

/* "SAKSPROTOKOLL: REGULERINGSPLAN": what the paper is called is no part of its title. */
static size_t
skip_paper_word (const GfLines *lines, const char *text, size_t length)
{
  const char *colon = memchr (text, ':', MIN (length, 30));
  GfLine line = { .bare = text };

  if (colon == NULL || colon + 1 >= text + length)
    return 0;
  line.bare_length = (uint32_t) (colon - text);
  return gf_paper_is_heading (lines, &line) ? line.bare_length + 1 : 0;
}

/* The title as it is called, without what tells where it is filed. */
static char *
clean (const GfLines *lines, GString *title)
{
  size_t skip = skip_paper_word (lines, title->str, title->len);

  g_string_erase (title, 0, (gssize) skip);
  g_string_truncate (title, find_archive (title->str, title->len));
  g_string_truncate (title, find_leaders (title->str, title->len));
  return gf_clean_title (title->str, title->len);
}

static char *
read_lines (const GfLines *lines, size_t at, const char *text, size_t length,
            size_t *text_out)
{
  g_autoptr (GString) title = g_string_new (NULL);

  append_line (title, text, length);
  for (size_t n = 1; n < MAX_TITLE_LINES && goes_on (lines, at, title->str, title->len);
       n++)
    {
      const GfLine *line = gf_lines_get (lines, ++at);

      append_line (title, line->bare, line->bare_length);
    }
  *text_out = at + 1;
  return clean (lines, title);
}

char *
gf_case_read_title_at (const GfLines *lines, size_t at, size_t *text_out)
{
  const GfLine *line;
  const char *text;
  size_t length = 0;
  uint32_t rest = 0;

  at = gf_lines_next (lines, at);
  if (at >= gf_lines_size (lines) || is_no_title (lines, gf_lines_get (lines, at)))
    return NULL;
  line = gf_lines_get (lines, at);
  if (gf_line_find_key (lines, line, GF_MEANING (GF_HEADING_SUBJECT_KEY), &rest)
      && rest < line->bare_length)
    return read_lines (lines, at, line->bare + rest, line->bare_length - rest, text_out);
  text = title_on_line (lines, line->bare, line->bare_length, &length);
  if (line->rule || line->bare_length > MAX_TITLE_BYTES)
    return NULL;
  return read_lines (lines, at, text, length, text_out);
}

/* Whether @text is the name of a body, with its region or without, and nothing more. */
static bool
is_body_name (const GfLines *lines, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (
      text, gf_whole_characters (text, length, MAX_BODY_BYTES), MAX_BODY_WORDS);
  size_t n = words->words->len, i = 0;

  if (n == 0 || length > MAX_BODY_BYTES)
    return false;
  while (i < n)
    {
      size_t size = 0;

      if (gf_registers_match (lines->registers, GF_REGISTER_BODIES, GF_ANY_MEANING, words,
                              i, &size)
              == NULL
          && (i == 0
              || gf_registers_match (lines->registers, GF_REGISTER_REGIONS,
                                     GF_ANY_MEANING, words, i, &size)
                     == NULL))
        return false;
      i += size;
    }
  return true;
}

/* The first of the columns after the body's that may be a title: not "PS", a date, a
 * number. */
static const char *
column_after_body (const char *text, size_t length, size_t *length_out)
{
  while (length > 0)
    {
      size_t skip = skip_blanks (text, length), column;

      text += skip;
      length -= skip;
      column = column_length (text, length);
      if (column > MAX_SHORT_BYTES && has_letter (text, column)
          && !g_ascii_isdigit (*text))
        {
          *length_out = column;
          return text;
        }
      text += column;
      length -= column;
    }
  return NULL;
}

/* "019/17  Fellesnemnda  PS  Åse Dal  17/3554": the body that treats the case is not its
 * title, which stands below the row, or in a later column where more rows follow. */
static char *
read_title_beside_body (const GfLines *lines, size_t index, const char *body,
                        size_t length, size_t *text_out)
{
  const GfLine *line = gf_lines_get (lines, index);
  size_t below = gf_lines_next (lines, index + 1), after, column = 0;
  const char *text = body + length;

  after = (size_t) (line->bare + line->bare_length - text);
  if ((after == 0 && line->kind != GF_BLOCK_TABLE_ROW)
      || !is_body_name (lines, body, length))
    return NULL;
  if (below < gf_lines_size (lines)
      && gf_lines_get (lines, below)->kind != GF_BLOCK_TABLE_ROW
      && !gf_lines_get (lines, below)->bullet)
    {
      char *title = gf_case_read_title_at (lines, below, text_out);

      if (title != NULL)
        return title;
    }
  text = column_after_body (text, after, &column);
  return text != NULL ? read_lines (lines, index, text, column, text_out) : NULL;
}

static bool
ends_with_number (const GfLines *lines, const GfLine *line)
{
  GfNumber number = { 0 };

  gf_number_read_trailing (lines, line, &number);
  return number.kind != GF_NUMBER_NONE;
}

size_t
gf_case_find_trailed (const GfLines *lines, size_t line, size_t floor)
{
  size_t first = line;

  while (first > floor && line - first < MAX_TITLE_LINES - 1
         && !gf_lines_get (lines, first)->first && !gf_lines_get (lines, first - 1)->aside
         && !is_something_else (lines, gf_lines_get (lines, first - 1))
         && !ends_with_number (lines, gf_lines_get (lines, first - 1)))
    first--;
  return first == floor || gf_lines_get (lines, first)->first ? first : line;
}

/* "HYTTE PÅ NESHOLMEN" above "Sak 71/07    Arkivsak 07/223": whether the title stands
 * above line @index, in its block. */
static bool
is_titled_above (const GfLines *lines, size_t index, const GfNumber *number)
{
  const GfLine *line = gf_lines_get (lines, index);
  size_t skip = skip_blanks (line->bare + number->rest, line->bare_length - number->rest);
  const char *rest = line->bare + number->rest + skip;

  return !line->first && number->rest + skip < line->bare_length
         && is_archive_column (lines, rest, line->bare_length - number->rest - skip)
         && gf_case_find_trailed (lines, index, 0) < index;
}

/* The title of a case whose number stands behind it. */
static char *
read_trailed (const GfLines *lines, size_t index, const GfNumber *number)
{
  const GfLine *line = gf_lines_get (lines, index);
  g_autoptr (GString) title = g_string_new (NULL);

  for (size_t i = gf_case_find_trailed (lines, index, 0); i < index; i++)
    append_line (title, gf_lines_get (lines, i)->bare,
                 gf_lines_get (lines, i)->bare_length);
  if (number->trails)
    append_line (title, line->bare, number->start);
  return clean (lines, title);
}

char *
gf_case_read_subject (const GfLines *lines, size_t index, size_t *text_out)
{
  uint32_t rest = 0;
  size_t subject = find_subject (lines, index, &rest);
  const GfLine *line;

  if (subject == SIZE_MAX)
    return NULL;
  line = gf_lines_get (lines, subject);
  return read_lines (lines, subject, line->bare + rest, line->bare_length - rest,
                     text_out);
}

char *
gf_case_read_title (const GfLines *lines, size_t index, const GfNumber *number,
                    size_t *text_out)
{
  const GfLine *line = gf_lines_get (lines, index);
  size_t length = 0;
  const char *text = title_on_line (lines, line->bare + number->rest,
                                    line->bare_length - number->rest, &length);

  *text_out = index + 1;
  if (number->trails || is_titled_above (lines, index, number))
    return read_trailed (lines, index, number);
  if (length > 0)
    {
      char *title = read_title_beside_body (lines, index, text, length, text_out);

      return title != NULL ? title : read_lines (lines, index, text, length, text_out);
    }
  char *subject = gf_case_read_subject (lines, index, text_out);

  return subject != NULL
             ? subject
             : gf_case_read_title_at (lines, gf_paper_skip (lines, index + 1), text_out);
}

char *
gf_case_dup_archive (const GfLines *lines, size_t index, const GfNumber *number)
{
  const GfLine *line = gf_lines_get (lines, index);
  const char *text = line->bare + number->rest;
  size_t length = MIN (line->bare_length - number->rest, MAX_TITLE_BYTES);
  size_t skip = skip_blanks (text, length), n, open;

  n = gf_archive_number_read (text + skip, length - skip);
  if (n > 0)
    return g_strndup (text + skip, n);
  open = find_archive (text, length);
  if (open < length)
    return g_strndup (text + open + 1, length - open - 2);
  /* In the last of several columns. */
  for (open = length; open > 2 && text[open - 1] != ' ' && text[open - 1] != '\t';)
    open--;
  if (open > 2 && open < length && (text[open - 2] == ' ' || text[open - 1] == '\t')
      && gf_archive_number_read (text + open, length - open) == length - open)
    return g_strndup (text + open, length - open);
  return gf_archive_dup (lines, index, index + 1);
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
gf_case_find_start (const GfLines *lines, size_t line, const GfNumber *number,
                    size_t floor)
{
  size_t above;
  const GfLine *head;

  if (number->trails || is_titled_above (lines, line, number))
    return gf_case_find_trailed (lines, line, floor);
  above = line = skip_archive_keys (lines, line, floor);
  while (above > floor && gf_lines_get (lines, above - 1)->aside)
    above--;
  if (above == floor)
    return line;
  head = gf_lines_get (lines, above - 1);
  return gf_case_rows_head_number (lines, head)
                 || (gf_line_is_alone (head)
                     && gf_line_is_only (lines, head, GF_HEADING_GROUP))
             ? above - 1
             : line;
}
