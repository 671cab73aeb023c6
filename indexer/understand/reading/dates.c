/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/dates.h"

#include <string.h>

/* Two digits of a year stand for 1970 to 2069. */
#define FIRST_SHORT_YEAR 70
#define FIRST_YEAR 1900
#define LAST_YEAR 2099

typedef struct
{
  const char *name;
  int month;
} Month;

/* Bokmål and nynorsk agree; the English ones that differ; North Sami; what is cut short
 * keeps three letters or four. */
static const Month months[] = {
  { "januar", 1 },       { "februar", 2 },      { "mars", 3 },
  { "april", 4 },        { "mai", 5 },          { "juni", 6 },
  { "juli", 7 },         { "august", 8 },       { "september", 9 },
  { "oktober", 10 },     { "november", 11 },    { "desember", 12 },
  { "january", 1 },      { "february", 2 },     { "march", 3 },
  { "may", 5 },          { "june", 6 },         { "july", 7 },
  { "october", 10 },     { "december", 12 },    { "ođđajagemánnu", 1 },
  { "guovvamánnu", 2 },  { "njukčamánnu", 3 },  { "cuoŋománnu", 4 },
  { "miessemánnu", 5 },  { "geassemánnu", 6 },  { "suoidnemánnu", 7 },
  { "borgemánnu", 8 },   { "čakčamánnu", 9 },   { "golggotmánnu", 10 },
  { "skábmamánnu", 11 }, { "juovlamánnu", 12 }, { "jan", 1 },
  { "feb", 2 },          { "mar", 3 },          { "apr", 4 },
  { "jun", 6 },          { "jul", 7 },          { "aug", 8 },
  { "sep", 9 },          { "febr", 2 },         { "sept", 9 },
  { "okt", 10 },         { "nov", 11 },         { "des", 12 },
};

static int
month_at (const GfWords *words, size_t index)
{
  if (index >= words->words->len)
    return 0;

  /* Nearly every word of a text comes by here, and few begin as the name does. */
  char first = words->folded[gf_words_get (words, index)->start];
  for (size_t i = 0; i < G_N_ELEMENTS (months); i++)
    if (months[i].name[0] == first && gf_words_is (words, index, months[i].name))
      return months[i].month;
  return 0;
}

/* The number that word @index is; -1 where it is none. */
static int
number_at (const GfWords *words, size_t index, uint32_t *n_digits_out)
{
  const GfWord *word;
  int value = 0;

  if (index >= words->words->len)
    return -1;
  word = gf_words_get (words, index);
  *n_digits_out = word->length;
  if (word->length > 4)
    return -1;
  for (uint32_t i = 0; i < word->length; i++)
    {
      char c = words->folded[word->start + i];

      if (!g_ascii_isdigit (c))
        return -1;
      value = value * 10 + (c - '0');
    }
  return value;
}

static int
full_year (int value, uint32_t n_digits)
{
  if (n_digits == 2)
    return value >= FIRST_SHORT_YEAR ? 1900 + value : 2000 + value;
  return n_digits == 4 && value >= FIRST_YEAR && value <= LAST_YEAR ? value : 0;
}

static int
year_at (const GfWords *words, size_t index)
{
  uint32_t n_digits = 0;
  int value = number_at (words, index, &n_digits);

  return value >= 0 ? full_year (value, n_digits) : 0;
}

/* Whether what stands between words @index and @index + 1 is made of @marks only, @max of
 * them. */
static bool
is_between (const char *text, const GfWords *words, size_t index, const char *marks,
            size_t max)
{
  const GfWord *word, *next;
  const char *p, *end;

  if (index + 1 >= words->words->len)
    return false;
  word = gf_words_get (words, index);
  next = gf_words_get (words, index + 1);
  p = text + word->start + word->length;
  end = text + next->start;
  if (end == p || (size_t) (end - p) > max)
    return false;
  return strspn (p, marks) >= (size_t) (end - p);
}

static bool
is_valid (const GfDate *date)
{
  if (date->year == 0 || date->month < 1 || date->month > 12)
    return false;
  if (date->day == 0)
    return true;
  return g_date_valid_dmy ((GDateDay) date->day, (GDateMonth) date->month,
                           (GDateYear) date->year);
}

static bool
finish (const GfWords *words, size_t first, size_t last, GfDate *date)
{
  const GfWord *word = gf_words_get (words, last);

  date->start = gf_words_get (words, first)->start;
  date->end = word->start + word->length;
  return is_valid (date);
}

/* "19. november 2024", "3 juni 2022". */
static bool
read_named (const char *text, const GfWords *words, size_t i, GfDate *date)
{
  uint32_t n_digits = 0;
  int day = number_at (words, i, &n_digits);

  if (day < 1 || day > 31 || n_digits > 2 || !is_between (text, words, i, ". ", 3))
    return false;
  date->day = day;
  date->month = month_at (words, i + 1);
  if (date->month == 0 || !is_between (text, words, i + 1, "., \n", 3))
    return false;
  date->year = year_at (words, i + 2);
  return date->year >= FIRST_YEAR && gf_words_get (words, i + 2)->length == 4
         && finish (words, i, i + 2, date);
}

/* Whether word @i is the tail of a longer number, "24/602-2", or @last the head of one,
   "04.03" of "04.03.2024". */
static bool
is_of_number (const char *text, const GfWords *words, size_t i, size_t last)
{
  const GfWord *first = gf_words_get (words, i), *end = gf_words_get (words, last);
  const char *after = text + end->start + end->length;

  return (first->start > 1 && strchr ("-/", text[first->start - 1]) != NULL
          && g_ascii_isdigit (text[first->start - 2]))
         || (*after == '.' && g_ascii_isdigit (after[1]));
}

/* "28.02.23", "03.06. 2022", "27/10-17", "27/10 2017". */
static bool
read_dotted (const char *text, const GfWords *words, size_t i, GfDate *date)
{
  uint32_t n_day = 0, n_month = 0, n_year = 0;
  int day = number_at (words, i, &n_day), month = number_at (words, i + 1, &n_month);
  int year = number_at (words, i + 2, &n_year);
  bool dots
      = is_between (text, words, i, ". ", 2) && is_between (text, words, i + 1, ". ", 2);
  bool slash
      = is_between (text, words, i, "/", 1) && is_between (text, words, i + 1, "-/ .", 1);
  bool dashes
      = is_between (text, words, i, "-", 1) && is_between (text, words, i + 1, "-", 1);

  if (day < 1 || month < 1 || year < 0 || n_day > 2 || n_month > 2
      || !(dots || slash || dashes) || is_of_number (text, words, i, i + 2))
    return false;
  *date = (GfDate){ .year = full_year (year, n_year), .month = month, .day = day };
  return (n_year == 2 || n_year == 4) && finish (words, i, i + 2, date);
}

/* "2023-02-28" */
static bool
read_iso (const char *text, const GfWords *words, size_t i, GfDate *date)
{
  uint32_t n_year = 0, n_month = 0, n_day = 0;
  int year = number_at (words, i, &n_year), month = number_at (words, i + 1, &n_month);
  int day = number_at (words, i + 2, &n_day);

  if (n_year != 4 || n_month != 2 || n_day != 2 || year < 0 || month < 0 || day < 1
      || !is_between (text, words, i, "-_.", 1)
      || !is_between (text, words, i + 1, "-_.", 1))
    return false;
  *date = (GfDate){ .year = full_year (year, 4), .month = month, .day = day };
  return finish (words, i, i + 2, date);
}

/* "juni 2011" */
static bool
read_month (const char *text, const GfWords *words, size_t i, GfDate *date)
{
  uint32_t n_digits = 0;

  *date = (GfDate){ .month = month_at (words, i) };
  /* "31. juni 2022" is no date, not June. */
  if (i > 0 && number_at (words, i - 1, &n_digits) > 0 && n_digits <= 2
      && is_between (text, words, i - 1, ". ", 3))
    return false;
  if (date->month == 0 || gf_words_get (words, i)->length < 3
      || !is_between (text, words, i, " .,", 2)
      || gf_words_get (words, i + 1)->length != 4)
    return false;
  date->year = year_at (words, i + 1);
  return finish (words, i, i + 1, date);
}

bool
gf_date_is_weekday (const GfWords *words, size_t index)
{
  static const char *const days[]
      = { "mandag", "måndag", "tirsdag", "tysdag", "onsdag", "torsdag",
          "fredag", "lørdag", "laurdag", "søndag", "sundag", NULL };

  return gf_words_is_any (words, index, days);
}

/* "6.-8. oktober 2014", "3. og 4. juni 2022", "03.-04.06.2022": from its first day on. */
static bool
read_days (const char *text, const GfWords *words, size_t i, GfDate *date)
{
  uint32_t n_digits = 0;
  int day = number_at (words, i, &n_digits);
  const GfWord *word = gf_words_get (words, i);
  bool joined = i + 1 < words->words->len && gf_words_is (words, i + 1, "og");
  bool dotted = text[word->start + word->length] == '.';

  if (day < 1 || day > 31 || n_digits > 2
      || !(joined || is_between (text, words, i, ".- \xe2\x80\x93", 7)))
    return false;
  if (!joined && is_between (text, words, i, ". ", 7))
    return false;
  i += joined ? 2 : 1;
  i += gf_date_is_weekday (words, i);
  if (i >= words->words->len
      || !(read_named (text, words, i, date)
           || (dotted && read_dotted (text, words, i, date)))
      || day >= date->day)
    return false;
  date->day = day;
  date->start = word->start;
  return is_valid (date);
}

/* "30. mai – 1. juni 2020": the year stands behind the last day only. */
static bool
read_over_months (const char *text, const GfWords *words, size_t i, GfDate *date)
{
  uint32_t n_digits = 0;
  int day = number_at (words, i, &n_digits), month = month_at (words, i + 1);

  if (day < 1 || day > 31 || n_digits > 2 || month == 0
      || !is_between (text, words, i, ". ", 3)
      || !is_between (text, words, i + 1, " -\xe2\x80\x93", 5)
      || !read_named (text, words, i + 2, date) || month >= date->month)
    return false;
  date->day = day;
  date->month = month;
  date->start = gf_words_get (words, i)->start;
  return is_valid (date);
}

bool
gf_date_find (const char *text, const GfWords *words, size_t from, GfDate *date_out)
{
  for (size_t i = from; i < words->words->len; i++)
    {
      GfDate date = { 0 };

      if (read_iso (text, words, i, &date) || read_days (text, words, i, &date)
          || read_over_months (text, words, i, &date)
          || read_named (text, words, i, &date) || read_dotted (text, words, i, &date)
          || read_month (text, words, i, &date))
        {
          *date_out = date;
          return true;
        }
    }
  return false;
}

int
gf_date_month (const GfWords *words, size_t index)
{
  return month_at (words, index);
}

char *
gf_date_format (const GfDate *date)
{
  if (date->month == 0)
    return g_strdup_printf ("%04d", date->year);
  if (date->day == 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);
  return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
}
