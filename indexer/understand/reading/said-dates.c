/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/said-dates.h"

#include <string.h>

#include "indexer/understand/reading/dates.h"

#define FIRST_YEAR 1950
#define LAST_YEAR 2099
/* A year of two digits is of the hundred years from 1950 on. */
#define FIRST_SHORT_YEAR 50

typedef struct
{
  const char *text;
  const GfWords *words;
} Source;

/* What stands between word @index and the next is @length bytes, all of @marks. */
static bool
is_between (const Source *source, size_t index, const char *marks, size_t max)
{
  if (index + 1 >= source->words->words->len)
    return false;

  const GfWord *word = gf_words_get (source->words, index);
  size_t end = gf_words_get (source->words, index + 1)->start;
  size_t start = word->start + word->length;
  return end > start && end - start <= max
         && strspn (source->text + start, marks) >= end - start;
}

/* The number of at most @max_digits digits that word @index is; -1 for none. */
static int
number_at (const Source *source, size_t index, uint32_t max_digits)
{
  int value = 0;

  if (index >= source->words->words->len)
    return -1;
  const GfWord *word = gf_words_get (source->words, index);
  if (word->length > max_digits)
    return -1;
  for (uint32_t i = 0; i < word->length; i++)
    {
      char c = source->text[word->start + i];

      if (!g_ascii_isdigit (c))
        return -1;
      value = value * 10 + (c - '0');
    }
  return value;
}

/* The year that word @index is, of four digits, or of two where @may_be_short; 0 for
 * none. */
static int
year_at (const Source *source, size_t index, bool may_be_short)
{
  int value = number_at (source, index, 4);
  uint32_t n_digits = value >= 0 ? gf_words_get (source->words, index)->length : 0;

  if (n_digits == 2 && may_be_short)
    return value >= FIRST_SHORT_YEAR ? 1900 + value : 2000 + value;
  return n_digits == 4 && value >= FIRST_YEAR && value <= LAST_YEAR ? value : 0;
}

static int
month_at (const Source *source, size_t index)
{
  return index < source->words->words->len ? gf_date_month (source->words, index) : 0;
}

static bool
is_in_calendar (const GfSaidDate *date)
{
  /* Of a day without a year, 2000 has them all. */
  int year = date->year != 0 ? date->year : 2000;

  if (date->month == 0)
    return date->year != 0;
  if (date->month > 12)
    return false;
  return date->day == 0
         || g_date_valid_dmy ((GDateDay) date->day, (GDateMonth) date->month,
                              (GDateYear) year);
}

/* "2026-05-15" */
static bool
read_iso (const Source *source, size_t i, GfSaidDate *date)
{
  if (!is_between (source, i, "-", 1) || !is_between (source, i + 1, "-", 1))
    return false;
  *date = (GfSaidDate){ year_at (source, i, false), number_at (source, i + 1, 2),
                        number_at (source, i + 2, 2), 3 };
  return date->year != 0 && date->month > 0 && date->day > 0;
}

/* "7. november", "15 juni 2023" */
static bool
read_named (const Source *source, size_t i, GfSaidDate *date)
{
  *date = (GfSaidDate){ 0, month_at (source, i + 1), number_at (source, i, 2), 2 };
  if (date->day < 1 || date->month == 0 || !is_between (source, i, ". \n", 3))
    return false;
  if (!is_between (source, i + 1, "., \n", 2))
    return true;
  date->year = year_at (source, i + 2, false);
  date->n_words += date->year != 0;
  return true;
}

/* A word that no date of figures comes after: "kl. 12.30", "pkt. 2.1", "kr 12.50". */
static bool
is_other_number (const Source *source, size_t i)
{
  static const char *const words[]
      = { "kl",       "klokka", "klokken", "pkt", "punkt", "kap",
          "kapittel", "kr",     "ca",      "nr",  NULL };

  return i > 0
         && (gf_words_is_any (source->words, i - 1, words)
             || (number_at (source, i - 1, 4) >= 0
                 && is_between (source, i - 1, ".,/-", 1)));
}

/* Whether a day and a month without a year end at @after as they do: not "12.30–14.00",
   "12.5 %", "12.03.5". */
static bool
ends_as_day (const char *after)
{
  if (*after == '.')
    after++;
  if (g_ascii_isdigit (*after) || *after == '%' || *after == '/')
    return false;
  after += strspn (after, " ");
  return !g_str_has_prefix (after, "%") && !g_str_has_prefix (after, "prosent")
         && !g_str_has_prefix (after, "mill") && !g_str_has_prefix (after, "mrd")
         && !g_str_has_prefix (after, "–") && *after != '-';
}

/* "12.03.24", "03.06. 2022", "12.03.", "12/3", "27/10-17". */
static bool
read_figures (const Source *source, size_t i, GfSaidDate *date)
{
  bool dots = is_between (source, i, ". ", 2);
  bool slash = is_between (source, i, "/", 1);

  *date = (GfSaidDate){ 0, number_at (source, i + 1, 2), number_at (source, i, 2), 2 };
  if (date->day < 1 || date->month < 1 || (!dots && !slash)
      || is_other_number (source, i))
    return false;
  if (is_between (source, i + 1, dots ? ". " : "-/ .", 2))
    date->year = year_at (source, i + 2, !is_between (source, i + 1, " ", 1));
  if (date->year != 0)
    {
      date->n_words = 3;
      return true;
    }

  const GfWord *month = gf_words_get (source->words, i + 1);
  const char *after = source->text + month->start + month->length;
  /* "2.1" is a section, "12/19" a case: a day has two figures for the month, or a full
     stop after it. */
  return dots && (month->length == 2 || *after == '.') && ends_as_day (after);
}

/* "september", "juni 2025" */
static bool
read_month (const Source *source, size_t i, GfSaidDate *date)
{
  *date = (GfSaidDate){ 0, month_at (source, i), 0, 1 };
  /* "mar", "des" alone are too little. */
  if (date->month == 0
      || (gf_words_get (source->words, i)->length < 4
          && !gf_words_is (source->words, i, "mai")))
    return false;
  /* "31. juni" is no date, and not June. */
  if (i > 0 && number_at (source, i - 1, 2) > 0 && is_between (source, i - 1, ". ", 3))
    return false;
  if (is_between (source, i, " .,", 2))
    date->year = year_at (source, i + 1, false);
  date->n_words += date->year != 0;
  return true;
}

static bool
read_year (const Source *source, size_t i, GfSaidDate *date)
{
  *date = (GfSaidDate){ year_at (source, i, false), 0, 0, 1 };
  return date->year != 0;
}

bool
gf_said_date_read (const char *text, const GfWords *words, size_t index,
                   GfSaidDate *date_out)
{
  const Source source = { text, words };

  if (read_iso (&source, index, date_out) || read_named (&source, index, date_out)
      || read_figures (&source, index, date_out) || read_month (&source, index, date_out)
      || read_year (&source, index, date_out))
    return is_in_calendar (date_out);
  return false;
}

/* Whether nothing but one line break stands before word @index, and a date with the name
   of a month begins there. */
static bool
is_broken_off (const Source *source, size_t index)
{
  const GfWord *word = gf_words_get (source->words, index);
  GfSaidDate date;

  return word->length <= 2 && g_ascii_isdigit (source->text[word->start])
         && is_between (source, index - 1, " \n", 3) && read_named (source, index, &date);
}

void
gf_said_date_join_lines (const char *text, GfWords *words)
{
  const Source source = { text, words };
  uint32_t joined = 0, before = 0;

  for (size_t i = 0; i < words->words->len; i++)
    {
      GfWord *word = &g_array_index (words->words, GfWord, i);
      uint32_t sentence = word->sentence;

      if (i > 0 && sentence == before + 1 && is_broken_off (&source, i))
        joined++;
      before = sentence;
      word->sentence -= joined;
    }
}

/* The parts of an ISO date, 0 for those that are not there. */
static void
split_date (const char *date, int *year, int *month, int *day)
{
  g_auto (GStrv) parts = g_strsplit (date != NULL ? date : "", "-", 3);
  int *numbers[] = { year, month, day };

  for (size_t i = 0; i < G_N_ELEMENTS (numbers) && parts[i] != NULL; i++)
    *numbers[i] = (int) g_ascii_strtoll (parts[i], NULL, 10);
}

/* As a number that orders: a part that is not known is 0. */
static int
order (int month, int day)
{
  return month * 100 + day;
}

static char *
format (const GfSaidDate *said, int year)
{
  if (said->month == 0)
    return g_strdup_printf ("%04d", year);
  if (said->day == 0)
    return g_strdup_printf ("%04d-%02d", year, said->month);
  if (!g_date_valid_dmy ((GDateDay) said->day, (GDateMonth) said->month,
                         (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, said->month, said->day);
}

char *
gf_said_date_dup (const GfSaidDate *said, const char *document_date, GfSaidTime time)
{
  int year = 0, month = 0, day = 0;

  if (said->year != 0)
    return format (said, said->year);
  /* A document of a year alone does not tell on which side of it a month lies. */
  split_date (document_date, &year, &month, &day);
  if (year == 0 || month == 0)
    return NULL;

  bool by_month = said->day == 0 || day == 0;
  int now = order (month, by_month ? 0 : day);
  int then = order (said->month, by_month ? 0 : said->day);
  if (time == GF_SAID_PAST)
    return format (said, then <= now ? year : year - 1);
  return format (said, then >= now ? year : year + 1);
}
