/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of its dates is a document's: that of the meeting, not that of the writing. */
#include "indexer/understand/reading/dates.h"

#include <string.h>

#include "indexer/understand/head/fields.h"
#include "indexer/understand/head/meeting-dates.h"
#include "indexer/understand/reading/labels.h"
#include "indexer/understand/reading/numbers.h"
#include "indexer/understand/reading/said-dates.h"

#define MAX_LINE_BYTES 400
/* Of a first page in one line, so much may be its head. */
#define MAX_OPENING_BYTES 250
/* The head of a document without cases: dates further down are of other things. */
#define MAX_HEAD_LINES 40
#define MAX_ADOPTED_LINES 25
/* A line that holds a date and not much else. */
#define MAX_DATE_LINE_BYTES 60
/* " /ks" */
#define MAX_AFTER_DATE 5
/* "Nore og Uvdal den" is the longest that stands before the day of a signing; it stands
   in the last lines. */
#define MAX_PLACE_WORDS 5
#define MAX_SIGNED_LINES 25
/* How often the years of a text must name one year before it is taken for the document's.
 */
#define MIN_YEARS 3

typedef struct
{
  const GfLines *all;
  const GfLines *lines; /* of the head */
  size_t end;
  const char *title;
  bool passes_published; /* the day of the publishing is not the meeting's */
  bool passes_sent;      /* nor is that of the sending, where another is told */
} Reader;

static bool
find_in (const char *text, size_t length, GfDate *date_out)
{
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, MAX_LINE_BYTES), SIZE_MAX);

  return gf_date_find (text, words, 0, date_out);
}

static bool
is_whole (const GfDate *date)
{
  return date->day != 0;
}

/* Whether line @index is of the sending, where that is passed over. */
static bool
is_sent (const Reader *reader, size_t index)
{
  return reader->passes_sent
         && (gf_line_is_sent (gf_lines_get (reader->lines, index))
             || gf_line_is_letterhead (reader->lines, index));
}

/* The date after a key, on its line or the next. */
static bool
find_after_key (const Reader *reader, GfHeading key, GfDate *date_out)
{
  for (size_t i = 0; i < reader->end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      uint32_t rest = line->bare_length;

      if (!gf_line_find_key (reader->lines, line, GF_MEANING (key), &rest)
          || is_sent (reader, i))
        continue;
      if (rest >= line->bare_length && i + 1 < reader->end)
        {
          line = gf_lines_get (reader->lines, i + 1);
          rest = 0;
        }
      if (find_in (line->bare + rest, line->bare_length - rest, date_out)
          && is_whole (date_out))
        return true;
    }
  return false;
}

/* "Utvalg     Møtedato     Utvalgssak": heads of columns set with blanks. */
static bool
heads_columns (const GfLine *line, const GfField *field)
{
  if (field->column > 0 || field->key == 0 || !gf_line_has_columns (line))
    return false;
  for (uint32_t i = 0; i < line->bare_length; i++)
    if (g_ascii_isdigit (line->bare[i]) || line->bare[i] == ':')
      return false;
  return true;
}

/* The same for keys in the midst of a line, as where a page is one line. */
static bool
find_in_fields (const Reader *reader, uint64_t keys, GfDate *date_out)
{
  g_autoptr (GfFields) fields = gf_fields_new (reader->lines);

  for (guint i = gf_fields_find (fields, keys, 0); i < fields->list->len;
       i = gf_fields_find (fields, keys, i + 1))
    {
      const GfField *field = gf_fields_get (fields, i);
      g_autofree char *value
          = field->marked && !is_sent (reader, field->line)
                    && !heads_columns (gf_lines_get (reader->lines, field->line), field)
                ? gf_field_dup_value (fields, field)
                : NULL;

      if (value != NULL && find_in (value, strlen (value), date_out)
          && is_whole (date_out) && date_out->start < MAX_DATE_LINE_BYTES)
        return true;
    }
  return false;
}

/* What the file or the page is called by those who published it. */
static bool
find_in_metadata (const Reader *reader, GfDate *date_out)
{
  const char *title = gf_text_get (reader->lines->text, GF_TEXT_TITLE);

  return title != NULL && find_in (title, strlen (title), date_out)
         && is_whole (date_out);
}

/* A case of the agenda's list: @date, found in it, is of what the case is about. */
static bool
names_case (const GfLines *lines, const GfLine *line, const GfDate *date)
{
  GfNumber number;

  if (gf_line_has_columns (line) && gf_number_find (lines, line, &number))
    return true;
  gf_number_read (lines, line, &number);
  return number.kind != GF_NUMBER_NONE && date->start >= number.rest;
}

static bool
find_in_title (const Reader *reader, GfDate *date_out)
{
  return reader->title != NULL
         && find_in (reader->title, strlen (reader->title), date_out);
}

/* "Dato: 5. desember 2025" */
static bool
find_key_on (const Reader *reader, size_t index, GfDate *date_out)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  uint32_t rest = 0;

  return gf_line_find_key (reader->lines, line, GF_MEANING (GF_HEADING_DATE_KEY), &rest)
         && rest < line->bare_length
         && find_in (line->bare + rest, line->bare_length - rest, date_out)
         && is_whole (date_out);
}

/* "Publisert 23.04.2021" */
static bool
is_passed_over (const Reader *reader, const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;

  if (reader->passes_sent && (gf_line_is_sent (line) || gf_line_is_of_another (line)))
    return true;
  if (!reader->passes_published)
    return false;
  words = gf_line_words (line, MAX_DATE_LINE_BYTES);
  return words->words->len > 0
         && gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                                GF_MEANING (GF_HEADING_PUBLISHED), words, 0, NULL)
                != NULL;
}

/* A line near the top that is a date and hardly more: "28.02.23.", "Fredag 3. juni 2022";
 * or one that says that its date is one.  @whole: hardly anything may follow, as in the
 * title of a case, "17. mai 2026 - ny komite". */
static bool
find_alone (const Reader *reader, bool whole, GfDate *date_out)
{
  for (size_t i = 0; i < MIN (reader->end, 8); i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);

      if (line->bare_length <= MAX_DATE_LINE_BYTES
          && !gf_line_find_key (reader->lines, line, GF_KEYS, NULL)
          && find_in (line->bare, line->bare_length, date_out) && is_whole (date_out)
          && !names_case (reader->lines, line, date_out) && !is_passed_over (reader, line)
          && !is_sent (reader, i)
          && !(whole && date_out->end + MAX_AFTER_DATE < line->bare_length))
        return true;
      if (!is_sent (reader, i) && find_key_on (reader, i, date_out))
        return true;
    }
  return false;
}

static bool
find_first (const Reader *reader, size_t n_lines, GfDate *date_out)
{
  for (size_t i = 0; i < MIN (reader->end, n_lines); i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);

      if (line->bare_length <= MAX_LINE_BYTES
          && find_in (line->bare, line->bare_length, date_out) && is_whole (date_out)
          && !names_case (reader->lines, line, date_out)
          && !is_passed_over (reader, line))
        return true;
    }
  return false;
}

/* The date in the same sentence after a word of @meaning: "Vedtatt av regionrådet 29.
   november 2019", "Pr 01.07.11". */
static bool
find_after_word (const Reader *reader, GfHeading meaning, size_t n_lines,
                 GfDate *date_out)
{
  for (size_t i = 0; i < MIN (reader->end, n_lines); i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      g_autoptr (GfWords) words
          = gf_line_words (line, i == 0 ? MAX_OPENING_BYTES : MAX_LINE_BYTES);

      for (size_t j = 0;
           (i == 0 || line->bare_length <= MAX_LINE_BYTES) && j < words->words->len; j++)
        {
          const GfEntry *entry
              = gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                                    GF_MEANING (meaning), words, j, NULL);

          if (entry != NULL && gf_date_find (line->bare, words, j, date_out)
              && is_whole (date_out)
              && date_out->start - gf_words_get (words, j)->start < 110)
            return true;
        }
    }
  return false;
}

static bool
is_period (const char *text, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  const char *after = text + word->start + word->length;

  if (index > 0)
    {
      const GfWord *before = gf_words_get (words, index - 1);
      const char *gap = text + before->start + before->length;
      size_t n = (size_t) (text + word->start - gap);

      if (before->length == 4 && n <= 5
          && (memchr (gap, '-', n) || memchr (gap, '\xe2', n)))
        return true;
    }
  while (*after == ' ')
    after++;
  return (*after == '-' || g_str_has_prefix (after, "\xe2\x80\x93"))
         && index + 1 < words->words->len && gf_words_get (words, index + 1)->length == 4
         && g_ascii_isdigit (words->folded[gf_words_get (words, index + 1)->start]);
}

static int
plain_year (const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  int year = 0;

  if (word->length != 4)
    return 0;
  for (uint32_t i = 0; i < 4; i++)
    {
      char c = words->folded[word->start + i];

      if (!g_ascii_isdigit (c))
        return 0;
      year = year * 10 + (c - '0');
    }
  return year >= 1950 && year <= 2049 ? year : 0;
}

static bool
find_year_in (const char *text, size_t length, GfDate *date_out)
{
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, MAX_LINE_BYTES), SIZE_MAX);

  for (size_t i = 0; i < words->words->len; i++)
    if (plain_year (words, i) != 0 && !is_period (text, words, i))
      {
        *date_out = (GfDate){ .year = plain_year (words, i) };
        return true;
      }
  return false;
}

/* The last day of the half-year or third of a year that a report is named after. */
static bool
find_period_end (const Reader *reader, GfDate *date_out)
{
  static const struct
  {
    const char *first, *second;
    int month, day;
  } periods[] = { { "1", "halvår", 6, 30 },   { "første", "halvår", 6, 30 },
                  { "2", "halvår", 12, 31 },  { "andre", "halvår", 12, 31 },
                  { "1", "tertial", 4, 30 },  { "første", "tertial", 4, 30 },
                  { "2", "tertial", 8, 31 },  { "andre", "tertial", 8, 31 },
                  { "3", "tertial", 12, 31 }, { "1", "kvartal", 3, 31 },
                  { "2", "kvartal", 6, 30 },  { "3", "kvartal", 9, 30 } };
  g_autoptr (GfWords) words
      = reader->title != NULL ? gf_words_new (reader->title, strlen (reader->title), 40)
                              : NULL;

  if (words == NULL || !find_year_in (reader->title, strlen (reader->title), date_out))
    return false;
  for (size_t i = 0; i + 1 < words->words->len; i++)
    for (size_t j = 0; j < G_N_ELEMENTS (periods); j++)
      if (gf_words_is (words, i, periods[j].first)
          && gf_words_is (words, i + 1, periods[j].second))
        {
          date_out->month = periods[j].month;
          date_out->day = periods[j].day;
          return true;
        }
  return false;
}

/* The year that the text names by far most often. */
static bool
find_common_year (const Reader *reader, GfDate *date_out)
{
  guint counts[100] = { 0 }, total = 0, best = 0;

  for (size_t i = 0; i < gf_lines_size (reader->all) && total < 5000; i++)
    {
      const GfLine *line = gf_lines_get (reader->all, i);

      if (line->aside || line->rule)
        continue;

      g_autoptr (GfWords) words = gf_line_words (line, 20000);

      for (size_t j = 0; j < words->words->len; j++)
        if (plain_year (words, j) != 0)
          {
            counts[plain_year (words, j) - 1950]++;
            total++;
          }
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  if (counts[best] < MIN_YEARS || counts[best] * 2 < total)
    return false;
  *date_out = (GfDate){ .year = 1950 + (int) best };
  return true;
}

static bool
find_first_of_any (const Reader *reader, GfDate *date_out)
{
  Reader any = *reader;

  any.passes_published = false;
  return find_first (&any, MAX_HEAD_LINES, date_out);
}

/* What says that it is the day of the meeting, before what may be that of the letter. */
static bool
find_told_date (const Reader *reader, GfDate *date_out)
{
  Reader told = *reader;

  told.passes_sent = true;
  return (find_in_title (&told, date_out) && is_whole (date_out))
         || find_after_key (&told, GF_HEADING_MEETING_KEY, date_out)
         || find_after_key (&told, GF_HEADING_DATE_KEY, date_out)
         || find_alone (&told, false, date_out)
         || find_in_fields (&told, GF_MEANING (GF_HEADING_MEETING_KEY), date_out)
         || find_in_fields (&told, GF_MEANING (GF_HEADING_DATE_KEY), date_out)
         || gf_meeting_date_find_said (told.lines, MAX_HEAD_LINES, date_out);
}

static bool
find_meeting_date (const Reader *reader, GfDate *date_out)
{
  return (find_in_title (reader, date_out) && is_whole (date_out))
         || find_after_key (reader, GF_HEADING_MEETING_KEY, date_out)
         || find_alone (reader, false, date_out)
         || find_after_key (reader, GF_HEADING_DATE_KEY, date_out)
         || find_in_fields (reader, GF_MEANING (GF_HEADING_MEETING_KEY), date_out)
         || find_in_fields (reader, GF_MEANING (GF_HEADING_DATE_KEY), date_out)
         || find_in_metadata (reader, date_out)
         || find_first (reader, MAX_HEAD_LINES, date_out)
         || find_in_title (reader, date_out) || find_first_of_any (reader, date_out);
}

/* Whether a cell of the row @line begins with @date. */
static bool
fills_cell (const GfLine *line, const GfDate *date)
{
  return date->start > 1
         && (line->bare[date->start - 1] == '\t'
             || strncmp (line->bare + date->start - 2, "  ", 2) == 0);
}

/* "014/22  Formannskapet  08.02.2022": the first meeting of a paper that says no other
   date, the last of a record. */
static bool
find_in_course (const Reader *reader, bool last, GfDate *date_out)
{
  bool found = false;
  GfDate date;

  for (size_t i = 0; i < MIN (reader->end, MAX_HEAD_LINES); i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      GfNumber number;

      if (gf_line_has_columns (line) && line->bare_length <= MAX_LINE_BYTES
          && gf_number_find (reader->lines, line, &number)
          && find_in (line->bare, line->bare_length, &date) && is_whole (&date)
          && (last ? fills_cell (line, &date) : !found))
        {
          *date_out = date;
          found = true;
        }
    }
  return found;
}

/* "Håvik, 4. februar": a letter's. */
static bool
follows_comma (const char *title, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);

  return index > 0 && word->start >= 2 && strncmp (title + word->start - 2, ", ", 2) == 0;
}

/* "Kort referat rådmannsutvalet 4. mars", sent on @date: the day of the meeting, in the
   year that this gives it.  NULL where the title names no day, or the year too. */
static char *
dup_day_in_title (const Reader *reader, const char *date, GfSaidTime time)
{
  g_autoptr (GfWords) words = NULL;

  if (reader->title == NULL || date == NULL || strlen (date) != strlen ("2016-03-07"))
    return NULL;
  words = gf_words_new (reader->title, strlen (reader->title), 60);
  for (size_t i = 0; i + 1 < words->words->len; i++)
    {
      GfSaidDate said;

      if (gf_date_month (words, i + 1) != 0 && !follows_comma (reader->title, words, i)
          && gf_said_date_read (reader->title, words, i, &said) && said.day != 0)
        return said.year == 0 ? gf_said_date_dup (&said, date, time) : NULL;
    }
  return NULL;
}

/* "Vassbygd, 15. juni 2021", "Vik den 3. mai 2019": a place and a day, and nothing else.
 */
static bool
is_signing (const GfLine *line, GfDate *date_out)
{
  size_t end;

  if (line->aside || line->rule || line->bare_length > MAX_DATE_LINE_BYTES
      || line->kind == GF_BLOCK_TABLE_ROW
      || !find_in (line->bare, line->bare_length, date_out) || !is_whole (date_out)
      || date_out->start == 0 || !g_unichar_isupper (g_utf8_get_char (line->bare)))
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, date_out->start, MAX_PLACE_WORDS);
  if (words->words->len == 0 || words->words->len == MAX_PLACE_WORDS
      || gf_words_get (words, words->words->len - 1)->sentence != 0)
    return false;
  end = date_out->start;
  while (end < line->bare_length
         && (g_ascii_isalnum (line->bare[end]) || strchr (". /-", line->bare[end]) != NULL
             || (unsigned char) line->bare[end] >= 0x80))
    end++;
  return end == line->bare_length;
}

/* Where it is signed: the last such line near the end. */
static bool
find_signed (const Reader *reader, GfDate *date_out)
{
  size_t n = gf_lines_size (reader->all);

  for (size_t i = n; i > 0 && i + MAX_SIGNED_LINES > n; i--)
    if (is_signing (gf_lines_get (reader->all, i - 1), date_out))
      return true;
  return false;
}

/* A case paper is dated when it was written; the meetings it goes to come after. */
static bool
find_paper_date (const Reader *reader, GfDate *date_out)
{
  return find_after_key (reader, GF_HEADING_DATE_KEY, date_out)
         || find_in_fields (reader, GF_MEANING (GF_HEADING_DATE_KEY), date_out)
         || find_in_course (reader, false, date_out)
         || find_after_key (reader, GF_HEADING_MEETING_KEY, date_out)
         || find_in_fields (reader, GF_MEANING (GF_HEADING_MEETING_KEY), date_out)
         || find_alone (reader, true, date_out) || find_signed (reader, date_out)
         || find_in_metadata (reader, date_out);
}

/* "Vår ref.   Dykkar ref.   Dato" and below it "18/22   18/11   13.06.2018": the last
   column of both. */
static bool
find_in_last_column (const Reader *reader, GfDate *date_out)
{
  for (size_t i = 0; i + 1 < MIN (reader->end, MAX_ADOPTED_LINES); i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      const GfLine *below = gf_lines_get (reader->lines, i + 1);
      g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
      const char *last = below->bare + below->bare_length;

      if (words->words->len < 2 || !gf_words_is (words, words->words->len - 1, "dato"))
        continue;
      while (last > below->bare && last[-1] != ' ' && last[-1] != '\t')
        last--;
      if (find_in (last, (size_t) (below->bare + below->bare_length - last), date_out)
          && is_whole (date_out))
        return true;
    }
  return false;
}

static bool
find_other_date (const Reader *reader, GfDate *date_out)
{
  return find_after_key (reader, GF_HEADING_DATE_KEY, date_out)
         || find_in_fields (reader, GF_MEANING (GF_HEADING_DATE_KEY), date_out)
         || find_in_last_column (reader, date_out)
         || find_after_word (reader, GF_HEADING_ADOPTED_ON, MAX_ADOPTED_LINES, date_out)
         || find_after_word (reader, GF_HEADING_PERIOD_END, 10, date_out)
         || (find_in_title (reader, date_out)) || find_alone (reader, false, date_out)
         || find_period_end (reader, date_out) || find_first (reader, 6, date_out)
         || find_signed (reader, date_out)
         || (reader->title != NULL
             && find_year_in (reader->title, strlen (reader->title), date_out))
         || find_common_year (reader, date_out);
}

char *
gf_date_of_document (const GfLines *lines, const GfLines *head, GfDocumentType type,
                     const char *title)
{
  bool meeting = type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA;
  Reader reader
      = { lines, head, gf_lines_size (head), title, meeting || type == GF_TYPE_CASE_PAPER,
          false };
  g_autofree char *written = NULL;
  char *day;
  GfDate date = { 0 };
  bool found, told = meeting && find_told_date (&reader, &date);
  GfSaidTime time = type == GF_TYPE_AGENDA ? GF_SAID_FUTURE : GF_SAID_PAST;

  if (meeting)
    found = told || find_in_course (&reader, true, &date)
            || find_meeting_date (&reader, &date);
  else if (type == GF_TYPE_CASE_PAPER)
    found = find_paper_date (&reader, &date);
  else
    found = find_other_date (&reader, &date);
  if (!found)
    return meeting ? gf_meeting_date_dup_numbered (lines, head, MAX_HEAD_LINES) : NULL;
  written = gf_date_format (&date);
  day = meeting ? dup_day_in_title (&reader, written, time) : NULL;
  if (day == NULL && meeting && !told)
    day = gf_meeting_date_dup_day (head, MAX_HEAD_LINES, written, time);
  return day != NULL ? day : g_steal_pointer (&written);
}
