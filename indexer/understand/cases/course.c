/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/course.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

#define MAX_ROW_BYTES 200
#define MAX_ROW_WORDS 24
/* Bodies that one paper goes to, with empty rows and dates on lines of their own. */
#define MAX_COURSE_LINES 12
/* Lines of a paper's head. */
#define MAX_PAPER_LINES 24
/* Tables of its course that one head may have, the body's and the secretariat's. */
#define MAX_PAPER_COURSES 2
/* What a document says of its body it says here. */
#define MAX_HEAD_LINES 40
#define MAX_PLACE_BYTES 60
#define MAX_ARCHIVE_LINES 40
/* Shorter words than this do not tell one body from another. */
#define MIN_BODY_WORD 5

#define PAPER_KEYS                                                                       \
  (GF_KEYS | GF_MEANING (GF_HEADING_WORKER_KEY) | GF_MEANING (GF_HEADING_ARCHIVE_KEY)    \
   | GF_MEANING (GF_HEADING_CASE_COLUMN))
#define COURSE_COLUMNS                                                                   \
  (GF_MEANING (GF_HEADING_MEETING_KEY) | GF_MEANING (GF_HEADING_DATE_KEY)                \
   | GF_MEANING (GF_HEADING_BODY_KEY))

static bool
has_digit (const char *p, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (g_ascii_isdigit (p[i]))
      return true;
  return false;
}

/* Bytes of the first column at @p; all of it where there is but one. */
static size_t
column_length (const char *p, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (p[i] == '\t' || (p[i] == ' ' && i + 1 < length && p[i + 1] == ' '))
      return i;
  return length;
}

/* Columns without a digit: the heads of a table. */
static bool
may_head_columns (const GfLine *line)
{
  return !line->aside && !line->rule && line->bare_length <= MAX_ROW_BYTES
         && !has_digit (line->bare, line->bare_length)
         && column_length (line->bare, line->bare_length) < line->bare_length;
}

static bool
mentions (const GfLine *line, const char *word, size_t length)
{
  for (size_t i = 0; i + length <= line->bare_length; i++)
    if (g_ascii_strncasecmp (line->bare + i, word, length) == 0)
      return true;
  return false;
}

bool
gf_course_is_head (const GfLines *lines, const GfLine *line)
{
  bool numbers = false, course = false;

  if (!may_head_columns (line) || !mentions (line, "sak", 3))
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, MAX_ROW_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    {
      numbers |= gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                     GF_MEANING (GF_HEADING_CASE_COLUMN), words, i, NULL)
                 != NULL;
      course |= gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                    COURSE_COLUMNS, words, i, NULL)
                != NULL;
    }
  return numbers && course;
}

/* Bytes of a date in digits, "03.03.2020" or "03.03.20", that @p is all of. */
static bool
is_date (const char *p, size_t length)
{
  size_t n_digits = 0, n_dots = 0;

  for (size_t i = 0; i < length; i++)
    {
      n_digits += g_ascii_isdigit (p[i]) != 0;
      n_dots += p[i] == '.';
    }
  return n_dots == 2 && n_digits >= 4 && n_digits <= 8 && n_digits + n_dots == length;
}

bool
gf_course_is_row (const GfLines *lines, const GfLine *line)
{
  size_t first = column_length (line->bare, line->bare_length), length;
  bool date = false, numbered = false;

  if (line->aside || line->rule || line->bare_length > MAX_ROW_BYTES || first == 0
      || first == line->bare_length || has_digit (line->bare, first))
    return false;
  for (size_t at = first; at < line->bare_length; at += length)
    {
      while (at < line->bare_length && (line->bare[at] == ' ' || line->bare[at] == '\t'))
        at++;
      length = column_length (line->bare + at, line->bare_length - at);
      date |= is_date (line->bare + at, length);
      numbered |= length > 0 && g_ascii_isdigit (line->bare[at])
                  && memchr (line->bare + at, '/', length) != NULL;
    }

  GfNumber number;

  return date && numbered && gf_number_find (lines, line, &number);
}

bool
gf_course_is_key (const GfLines *lines, const GfLine *line, const GfNumber *number)
{
  bool ends
      = number->rest >= line->bare_length
        || column_length (line->bare + number->end, line->bare_length - number->end) == 0;

  return number->kind == GF_NUMBER_YEARLY && ends && number->prefix[0] == '\0'
         && memchr (line->bare, ':', MIN (number->start, line->bare_length)) != NULL
         && gf_line_find_key (lines, line, GF_MEANING (GF_HEADING_CASE_COLUMN), NULL);
}

/* Whether a long word of the row stands in what the document says of itself. */
static bool
names_own_body (const GfLines *lines, size_t head, const GfLine *row)
{
  g_autoptr (GfWords) words = gf_words_new (row->bare, row->bare_length, MAX_ROW_WORDS);
  g_autofree char *word = NULL;

  for (size_t i = 0; i < words->words->len && word == NULL; i++)
    if (gf_words_get (words, i)->length >= MIN_BODY_WORD
        && !has_digit (words->folded + gf_words_get (words, i)->start, 1))
      word = g_strndup (words->folded + gf_words_get (words, i)->start,
                        gf_words_get (words, i)->length);
  for (size_t i = 0; word != NULL && i < MIN (head, MAX_HEAD_LINES); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      g_autofree char *folded
          = gf_fold (line->bare, MIN (line->bare_length, MAX_ROW_BYTES));

      if (strstr (folded, word) != NULL)
        return true;
    }
  return false;
}

static bool
is_row (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  GfLabel label;

  *number_out = (GfNumber){ 0 };
  if (line->rule || line->bare_length > MAX_ROW_BYTES
      || gf_label_read (lines, line, &label))
    return false;
  gf_number_find (lines, line, number_out);
  return number_out->kind != GF_NUMBER_NONE
         || (has_digit (line->bare, line->bare_length)
             && column_length (line->bare, line->bare_length) < line->bare_length);
}

bool
gf_course_read (const GfLines *lines, size_t head, GfCourse *course_out)
{
  bool found = false, own = false;
  size_t end = MIN (gf_lines_size (lines), head + 1 + MAX_COURSE_LINES);

  *course_out = (GfCourse){ .end = head + 1 };
  for (size_t i = head + 1; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      GfNumber number;

      if (line->aside)
        continue;
      if (!is_row (lines, line, &number))
        break;
      course_out->end = i + 1;
      if (number.kind == GF_NUMBER_NONE)
        continue;

      bool names = names_own_body (lines, head, line);

      if (own && !names)
        continue;
      course_out->row = i;
      course_out->number = number;
      own |= names;
      found = true;
    }
  return found;
}

bool
gf_course_has (const GfLines *lines, size_t head, size_t end, const GfNumber *number)
{
  for (size_t i = head + 1; i < end; i++)
    {
      GfNumber row;

      if (!gf_lines_get (lines, i)->aside
          && gf_number_find (lines, gf_lines_get (lines, i), &row)
          && row.serial == number->serial && row.year == number->year)
        return true;
    }
  return false;
}

bool
gf_paper_is_heading (const GfLines *lines, const GfLine *line)
{
  size_t size = 0;

  if (line->bare_length > MAX_PLACE_BYTES || line->bare_length == 0)
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, 6);

  if (words->words->len == 0)
    return false;
  gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                      GF_MEANING (GF_HEADING_PAPER), words, 0, &size);
  return size > 0 && size == words->words->len;
}

/* "KVALSUND KOMMUNE", "Kommunestyret" */
static bool
is_place (const GfLines *lines, const GfLine *line)
{
  static const GfRegister registers[] = { GF_REGISTER_BODIES, GF_REGISTER_REGIONS };
  size_t size = 0, n;

  if (line->bare_length > MAX_PLACE_BYTES || line->bullet)
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, 8);

  n = words->words->len;
  if (n == 0)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (registers); i++)
    if (gf_registers_match (lines->registers, registers[i], GF_ANY_MEANING, words, 0,
                            &size)
            != NULL
        && size == n)
      return true;
  /* Not any organisation: "Felles legevakt" may be a title, and the name of a firm. */
  return n <= 3 && gf_words_get (words, n - 1)->length > MIN_BODY_WORD
         && gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                GF_MEANING (GF_HEADING_OWNER), words, n - 1, &size)
                != NULL;
}

/* "Saksbehandler  Arkiv  ArkivsakID": the values are on the line below. */
static bool
heads_keys (const GfLines *lines, const GfLine *line)
{
  size_t first, size = 0;

  if (!may_head_columns (line) || memchr (line->bare, ':', line->bare_length) != NULL)
    return false;
  first = column_length (line->bare, line->bare_length);

  g_autoptr (GfWords) words = gf_words_new (line->bare, first, 6);

  if (words->words->len == 0)
    return false;
  gf_registers_match (lines->registers, GF_REGISTER_HEADINGS, PAPER_KEYS, words, 0,
                      &size);
  return size == words->words->len;
}

/* "Saksbehandler Alf Thode Skog", "Arkiv nr. 080": a key without its colon, and names or
 * a number. */
static bool
is_bare_key (const GfLines *lines, const GfLine *line)
{
  size_t size = 0;

  if (line->bare_length > MAX_PLACE_BYTES || line->bullet)
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, 8);

  if (words->words->len < 2
      || gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_WORKER_KEY)
                                 | GF_MEANING (GF_HEADING_ARCHIVE_KEY),
                             words, 0, &size)
             == NULL)
    return false;
  for (size_t i = size; i < words->words->len; i++)
    {
      const char *word = line->bare + gf_words_get (words, i)->start;

      if (!g_ascii_isdigit (*word) && !g_unichar_isupper (g_utf8_get_char (word)))
        return false;
    }
  return size < words->words->len;
}

/* "Behandling:" above "Saksnummer", "Møtedato", "Utvalg", a line each, is their head. */
static bool
heads_course_below (const GfLines *lines, size_t index, const GfLabel *label)
{
  size_t below = gf_lines_next (lines, index + 1);

  return label->role == GF_HEADING_DISCUSSION
         && label->rest >= gf_lines_get (lines, index)->bare_length
         && below < gf_lines_size (lines)
         && gf_line_is_only (lines, gf_lines_get (lines, below), GF_HEADING_CASE_COLUMN);
}

/* The line after what begins at @index and belongs to a paper's head; @index for
 * nothing. */
static size_t
skip_one (const GfLines *lines, size_t index)
{
  const GfLine *line = gf_lines_get (lines, index);
  GfCourse course;
  GfLabel label;

  if (line->aside || line->rule)
    return index + 1;
  if (gf_course_is_head (lines, line))
    {
      gf_course_read (lines, index, &course);
      return course.end;
    }
  if (heads_keys (lines, line))
    return MIN (index + 2, gf_lines_size (lines));
  if (gf_paper_is_heading (lines, line) || is_place (lines, line))
    return index + 1;
  if (gf_label_read (lines, line, &label)
      && (label.role == GF_HEADING_DISCUSSION
          || !gf_line_find_key (lines, line, PAPER_KEYS, NULL)))
    return heads_course_below (lines, index, &label) ? index + 1 : index;
  if (gf_line_find_key (lines, line, PAPER_KEYS, NULL) || is_bare_key (lines, line)
      || gf_line_is_only (lines, line, GF_HEADING_CASE_COLUMN)
      || gf_line_is_only (lines, line, GF_HEADING_MEETING_KEY)
      || gf_line_is_only (lines, line, GF_HEADING_BODY_KEY)
      || is_date (line->bare, line->bare_length))
    return index + 1;
  return index;
}

size_t
gf_paper_skip (const GfLines *lines, size_t index)
{
  size_t n_courses = 0;

  for (size_t n = 0; n < MAX_PAPER_LINES && index < gf_lines_size (lines); n++)
    {
      size_t after;

      n_courses += gf_course_is_head (lines, gf_lines_get (lines, index));
      /* The next paper's: each is read by its own case. */
      if (n_courses > MAX_PAPER_COURSES)
        break;
      after = skip_one (lines, index);
      if (after == index)
        break;
      index = after;
    }
  return index;
}

/* "LIDALEN KYRKJELEGE FELLESRÅD", above a paper, is whose it is. */
static bool
is_letterhead (const GfLines *lines, const GfLine *line)
{
  if (!gf_line_is_alone (line) || line->bare_length > MAX_PLACE_BYTES)
    return false;
  for (const char *p = line->bare; p < line->bare + line->bare_length;
       p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, 6);

  return words->words->len > 0
         && gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                GF_MEANING (GF_HEADING_MODIFIER), words,
                                words->words->len - 1, NULL)
                != NULL;
}

size_t
gf_paper_find_start (const GfLines *lines, size_t line, size_t floor)
{
  size_t start = line;

  for (size_t n = 0, i = line; n < MAX_PAPER_LINES && i > floor; n++)
    {
      i--;
      if (gf_lines_get (lines, i)->aside)
        continue;
      /* The values of columns of keys are known by what heads them. */
      if (skip_one (lines, i) == i && !is_letterhead (lines, gf_lines_get (lines, i))
          && !(i > floor && heads_keys (lines, gf_lines_get (lines, i - 1))))
        break;
      start = i;
    }
  return start;
}

/* Whether digits in these numbers, with a slash between, number a case of an archive:
 * "09/805" and "2013/320", and with a year last "39771/2014", which no body counts to. */
static bool
is_archive_form (size_t n_first, size_t n_second)
{
  if (n_first == 5 || n_first == 6)
    return n_second == 4;
  return (n_first == 2 || n_first == 4) && n_second > 0 && n_second <= 6;
}

/* "200900125": the year and five digits, without a mark between. */
static bool
is_joined_form (const char *text, size_t n_digits)
{
  return n_digits == 9
         && (strncmp (text, "199", 3) == 0 || strncmp (text, "200", 3) == 0
             || strncmp (text, "201", 3) == 0 || strncmp (text, "202", 3) == 0);
}

/* Bytes of "09/805" or "200900125" at @text; 0 for none. */
static size_t
archive_body_length (const char *text, size_t length)
{
  size_t i = 0, first, second = 0;

  while (i < length && g_ascii_isdigit (text[i]))
    i++;
  first = i;
  if (is_joined_form (text, first))
    return i;
  if (i >= length || text[i] != '/')
    return 0;
  for (i++; i < length && g_ascii_isdigit (text[i]); i++)
    second++;
  return is_archive_form (first, second) ? i : 0;
}

size_t
gf_archive_number_read (const char *text, size_t length)
{
  size_t i = archive_body_length (text, length), part = 0;

  if (i == 0)
    return 0;
  if (i + 1 < length && text[i] == '-' && g_ascii_isdigit (text[i + 1]))
    for (i++; i < length && g_ascii_isdigit (text[i]); i++)
      part++;
  if (part > 5
      || (i < length
          && (text[i] == '/'
              || gf_is_word_character (
                  g_utf8_get_char_validated (text + i, (gssize) (length - i))))))
    return 0;
  return i;
}

/* The last archive number of @line from @from on: columns of bodies stand before it. */
static char *
find_number (const GfLine *line, size_t from, bool last)
{
  const char *found = NULL;
  size_t size = 0;

  for (size_t i = from; i < MIN (line->bare_length, MAX_ROW_BYTES); i++)
    {
      size_t n = 0;

      if (i > 0
          && (g_ascii_isdigit (line->bare[i - 1])
              || strchr ("/-.", line->bare[i - 1]) != NULL))
        continue;
      n = g_ascii_isdigit (line->bare[i])
              ? gf_archive_number_read (line->bare + i, line->bare_length - i)
              : 0;
      if (n == 0)
        continue;
      found = line->bare + i;
      size = n;
      if (!last)
        break;
    }
  return found != NULL ? g_strndup (found, size) : NULL;
}

/* Where "Arkivsaksnr" ends in @line; 0 where it does not stand there. */
static size_t
archive_key_end (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;

  if (line->bare_length > MAX_ROW_BYTES
      || !(mentions (line, "arkiv", 5) || mentions (line, "sak", 3)
           || mentions (line, "jo", 2)))
    return 0;
  words = gf_words_new (line->bare, line->bare_length, MAX_ROW_WORDS);
  for (size_t i = 0; i < words->words->len; i++)
    {
      size_t size = 0;

      if (gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                              GF_MEANING (GF_HEADING_ARCHIVE_KEY), words, i, &size)
          != NULL)
        return gf_words_get (words, i + size - 1)->start
               + gf_words_get (words, i + size - 1)->length;
    }
  return 0;
}

/* Where the columns after the first begin in @below, where the one of @head that ends at
 * @key is one of them: the first has the number of the case. */
static size_t
skip_first_cell (const GfLine *head, size_t key, const GfLine *below)
{
  const char *tab = memchr (below->bare, '\t', below->bare_length);

  return tab != NULL && memchr (head->bare, '\t', key) != NULL
             ? (size_t) (tab - below->bare)
             : 0;
}

/* The archive number that is all of the cell of @below under the one of @head that ends
 * at @key; NULL for none. */
static char *
dup_cell_below (const GfLine *head, size_t key, const GfLine *below)
{
  const char *cell = below->bare, *last = below->bare + below->bare_length;
  size_t length;

  if (below->aside || below->bare_length > MAX_ROW_BYTES
      || memchr (head->bare, '\t', head->bare_length) == NULL)
    return NULL;
  for (size_t i = 0; i < key && cell != NULL; i++)
    if (head->bare[i] == '\t')
      {
        cell = memchr (cell, '\t', (size_t) (last - cell));
        cell = cell != NULL ? cell + 1 : NULL;
      }
  if (cell == NULL)
    return NULL;
  while (cell < last && *cell == ' ')
    cell++;
  for (length = 0; cell + length < last && strchr (" \t", cell[length]) == NULL;)
    length++;
  return length > 0 && gf_archive_number_read (cell, length) == length
             ? g_strndup (cell, length)
             : NULL;
}

char *
gf_archive_dup (const GfLines *lines, size_t start, size_t end)
{
  size_t last = MIN (end, start + MAX_ARCHIVE_LINES);

  for (size_t i = start; i < last; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      size_t key = line->aside ? 0 : archive_key_end (lines, line);
      char *number;

      if (key == 0)
        continue;
      number = find_number (line, key, false);
      if (number == NULL && i + 1 < last)
        number = dup_cell_below (line, key, gf_lines_get (lines, i + 1));
      if (number == NULL && i + 1 < last && !gf_course_is_head (lines, line)
          && (may_head_columns (line) || key + 1 >= line->bare_length))
        number = find_number (gf_lines_get (lines, i + 1),
                              skip_first_cell (line, key, gf_lines_get (lines, i + 1)),
                              true);
      if (number != NULL)
        return number;
    }
  return NULL;
}
