/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/period.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/understand/reading/said-dates.h"

#define MAX_LINES 6
#define MAX_LINE_BYTES 160
#define FIRST_YEAR 1950
#define LAST_YEAR 2099
/* No plan covers more. */
#define MAX_YEARS 60

typedef struct
{
  const char *number, *ordinal, *ordinal_nn, *part;
  const char *from, *to; /* month and day */
} Part;

static const Part parts[] = {
  { "1", "første", "fyrste", "halvår", "01-01", "06-30" },
  { "2", "andre", "andre", "halvår", "07-01", "12-31" },
  { "1", "første", "fyrste", "tertial", "01-01", "04-30" },
  { "2", "andre", "andre", "tertial", "05-01", "08-31" },
  { "3", "tredje", "tredje", "tertial", "09-01", "12-31" },
  { "1", "første", "fyrste", "kvartal", "01-01", "03-31" },
  { "2", "andre", "andre", "kvartal", "04-01", "06-30" },
  { "3", "tredje", "tredje", "kvartal", "07-01", "09-30" },
  { "4", "fjerde", "fjerde", "kvartal", "10-01", "12-31" },
};

static int
year_at (const GfWords *words, size_t index)
{
  int year = 0;

  if (index >= words->words->len || gf_words_get (words, index)->length != 4)
    return 0;
  for (uint32_t i = 0; i < 4; i++)
    {
      char c = words->folded[gf_words_get (words, index)->start + i];

      if (!g_ascii_isdigit (c))
        return 0;
      year = year * 10 + (c - '0');
    }
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

/* "22" after "2019-", the last two digits of a year. */
static int
short_year_at (const GfWords *words, size_t index, int first)
{
  const GfWord *word;

  if (index >= words->words->len || gf_words_get (words, index)->length != 2)
    return 0;
  word = gf_words_get (words, index);
  if (!g_ascii_isdigit (words->folded[word->start])
      || !g_ascii_isdigit (words->folded[word->start + 1]))
    return 0;
  return first / 100 * 100 + (words->folded[word->start] - '0') * 10
         + (words->folded[word->start + 1] - '0');
}

/* A dash of any length between words @index and @index + 1, and nothing else. */
static bool
is_dash_after (const char *text, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  const GfWord *next = gf_words_get (words, index + 1);
  const char *p = text + word->start + word->length;
  bool dash = false;

  for (; p < text + next->start; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != ' ' && c != '-' && c != 0x2010 && c != 0x2011 && c != 0x2013 && c != 0x2014
          && c != '/')
        return false;
      dash |= c != ' ' && c != '/';
    }
  return dash;
}

static bool
is_joined (const char *text, const GfWords *words, size_t index, size_t *next_out)
{
  if (index + 1 >= words->words->len)
    return false;
  *next_out = index + 1;
  if (is_dash_after (text, words, index))
    return true;
  *next_out = index + 2;
  return index + 2 < words->words->len
         && (gf_words_is (words, index + 1, "til")
             || gf_words_is (words, index + 1, "og"))
         && (gf_words_is (words, index + 1, "til")
             || (index > 0 && gf_words_is (words, index - 1, "perioden")));
}

/* "2019–2030", "2019-22", "2019 til 2022" */
static bool
find_years (const char *text, const GfWords *words, char **from_out, char **to_out)
{
  for (size_t i = 0; i < words->words->len; i++)
    {
      int first = year_at (words, i), last;
      size_t next = 0;

      if (first == 0 || !is_joined (text, words, i, &next))
        continue;
      last = year_at (words, next);
      if (last == 0)
        last = short_year_at (words, next, first);
      if (last <= first || last - first > MAX_YEARS)
        continue;
      *from_out = g_strdup_printf ("%d", first);
      *to_out = g_strdup_printf ("%d", last);
      return true;
    }
  return false;
}

static int
any_year (const GfWords *words)
{
  for (size_t i = 0; i < words->words->len; i++)
    if (year_at (words, i) != 0)
      return year_at (words, i);
  return 0;
}

/* "halvårsrapport" begins as "halvår" does. */
static bool
begins_with (const GfWords *words, size_t index, const char *opening)
{
  return index < words->words->len
         && gf_words_get (words, index)->length >= strlen (opening)
         && memcmp (words->folded + gf_words_get (words, index)->start, opening,
                    strlen (opening))
                == 0;
}

/* "1. halvår 2011", "2. tertial" */
static bool
find_part (const GfWords *words, char **from_out, char **to_out)
{
  int year = any_year (words);

  for (size_t i = 0; year != 0 && i + 1 < words->words->len; i++)
    for (size_t j = 0; j < G_N_ELEMENTS (parts); j++)
      if ((gf_words_is (words, i, parts[j].number)
           || gf_words_is (words, i, parts[j].ordinal)
           || gf_words_is (words, i, parts[j].ordinal_nn))
          && begins_with (words, i + 1, parts[j].part))
        {
          *from_out = g_strdup_printf ("%d-%s", year, parts[j].from);
          *to_out = g_strdup_printf ("%d-%s", year, parts[j].to);
          return true;
        }
  return false;
}

static bool
find_in (const char *text, size_t length, char **from_out, char **to_out)
{
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, MAX_LINE_BYTES), SIZE_MAX);

  return find_part (words, from_out, to_out)
         || find_years (text, words, from_out, to_out);
}

/* A report or a plan of one year names it beside its type's word: "Årsmelding 2012". */
static bool
find_year_of_report (const GfRegisters *registers, const char *title, char **from_out,
                     char **to_out)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), 40);

  for (size_t i = 0; i < words->words->len; i++)
    {
      size_t size = 0;
      int year;

      if (begins_with (words, i, "halvår")
          || gf_registers_match (registers, GF_REGISTER_TYPES,
                                 GF_MEANING (GF_TYPE_REPORT) | GF_MEANING (GF_TYPE_PLAN),
                                 words, i, &size)
                 == NULL)
        continue;
      year = year_at (words, i + size);
      if (year == 0 && i + size < words->words->len
          && (gf_words_is (words, i + size, "for")
              || gf_words_is (words, i + size, "året")))
        year = year_at (words, i + size + 1);
      if (year == 0)
        continue;
      *from_out = g_strdup_printf ("%d", year);
      *to_out = g_strdup_printf ("%d", year);
      return true;
    }
  return false;
}

/* "Halvårsrapport 2011" of 30 June, or of the autumn after: which half the date says. */
static bool
find_half (const char *title, const char *date, char **from_out, char **to_out)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), 40);
  int year = any_year (words);
  g_autofree char *digits = g_strdup_printf ("%d-", year);
  bool half = false;

  for (size_t i = 0; i < words->words->len; i++)
    half |= begins_with (words, i, "halvår");
  if (!half || year == 0 || date == NULL || strlen (date) != 10
      || !g_str_has_prefix (date, digits) || strcmp (date + 5, "06-30") < 0)
    return false;
  half = strcmp (date + 5, "12-31") < 0;
  *from_out = g_strdup_printf (half ? "%d-01-01" : "%d-07-01", year);
  *to_out = g_strdup_printf (half ? "%d-06-30" : "%d-12-31", year);
  return true;
}

/* "Varlia mot 2040", a strategy of 2021: from the year it was made on. */
static bool
find_horizon (const char *title, const char *date, char **from_out, char **to_out)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), 40);
  int last = any_year (words);
  int first = date != NULL ? (int) g_ascii_strtoll (date, NULL, 10) : 0;

  if (first < FIRST_YEAR || last <= first || last - first > MAX_YEARS)
    return false;
  *from_out = g_strdup_printf ("%d", first);
  *to_out = g_strdup_printf ("%d", last);
  return true;
}

/* "1. januar – 30. juni 2024" */
static bool
find_days (const GfLine *line, char **from_out, char **to_out)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  for (size_t i = 0; i < words->words->len; i++)
    {
      GfSaidDate from = { 0 }, to = { 0 };
      size_t next;

      if (!gf_said_date_read (line->bare, words, i, &from) || from.day == 0
          || !is_joined (line->bare, words, i + from.n_words - 1, &next)
          || !gf_said_date_read (line->bare, words, next, &to) || to.day == 0
          || to.year == 0)
        continue;
      if (from.year == 0)
        from.year = to.year;
      *from_out = g_strdup_printf ("%04d-%02d-%02d", from.year, from.month, from.day);
      *to_out = g_strdup_printf ("%04d-%02d-%02d", to.year, to.month, to.day);
      if (strcmp (*from_out, *to_out) < 0)
        return true;
      g_clear_pointer (from_out, g_free);
      g_clear_pointer (to_out, g_free);
    }
  return false;
}

void
gf_period_find (const GfLines *head, const GfDocument *document, char **from_out,
                char **to_out)
{
  GfDocumentType type = document->type;
  const char *title = document->title;
  bool covers = type == GF_TYPE_STRATEGY || type == GF_TYPE_PLAN || type == GF_TYPE_REPORT
                || type == GF_TYPE_AGREEMENT;

  *from_out = *to_out = NULL;
  if (!covers)
    return;
  if (title != NULL
      && (find_in (title, strlen (title), from_out, to_out)
          || find_half (title, document->date, from_out, to_out)
          || find_year_of_report (head->registers, title, from_out, to_out)
          || (type == GF_TYPE_STRATEGY
              && find_horizon (title, document->date, from_out, to_out))))
    return;
  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);

      if (type == GF_TYPE_REPORT && line->bare_length <= MAX_LINE_BYTES
          && find_days (line, from_out, to_out))
        return;
      if (line->bare_length <= MAX_LINE_BYTES
          && find_in (line->bare, line->bare_length, from_out, to_out))
        return;
    }
}
