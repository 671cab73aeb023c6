/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/dates.h"

#include <string.h>

#include "common/schema.h"

#define FIRST_DAY 0u
#define LAST_DAY 99991231u
#define MIN_MONTH_LETTERS 3

static unsigned
day_number (unsigned year, unsigned month, unsigned day)
{
  return year * 10000 + month * 100 + day;
}

/* Exactly @n digits at *@p, which moves past them. */
static bool
read_digits (const char **p, unsigned n, unsigned *number_out)
{
  unsigned number = 0;

  for (unsigned i = 0; i < n; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return false;
      number = number * 10 + (unsigned) (**p - '0');
    }
  *number_out = number;
  return true;
}

/* One or two digits. */
static bool
read_short (const char **p, unsigned *number_out)
{
  unsigned n = g_ascii_isdigit (**p) && g_ascii_isdigit ((*p)[1]) ? 2 : 1;

  return read_digits (p, n, number_out);
}

/* How far a reader goes to make sense of what stands there. */
typedef enum
{
  AS_WRITTEN,
  AS_MEANT
} Reading;

static unsigned
days_in_month (unsigned year, unsigned month)
{
  return g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

static bool
set_year (unsigned year, GfPeriod *period)
{
  period->first = day_number (year, 1, 1);
  period->last = day_number (year, 12, 31);
  return year != 0;
}

static bool
set_month (unsigned year, unsigned month, Reading reading, GfPeriod *period)
{
  if (year == 0)
    return false;
  if (month < 1 || month > 12)
    return reading == AS_MEANT && set_year (year, period);
  period->first = day_number (year, month, 1);
  period->last = day_number (year, month, days_in_month (year, month));
  return true;
}

/* A day that the month does not have is its last one, if anything. */
static bool
set_day (unsigned year, unsigned month, unsigned day, Reading reading, GfPeriod *period)
{
  if (!set_month (year, month, reading, period))
    return false;
  if (month < 1 || month > 12)
    return true;
  if (day < 1)
    return reading == AS_MEANT;
  if (day > days_in_month (year, month))
    {
      period->first = period->last;
      return reading == AS_MEANT;
    }
  period->first = period->last = day_number (year, month, day);
  return true;
}

/* "2023", or "23" for it: a year of two digits is of the hundred years from 1950 on, as
 * in case numbers. */
static bool
read_year (const char *p, unsigned *year_out)
{
  size_t n = strlen (p);

  if ((n != 2 && n != 4) || !read_digits (&p, (unsigned) n, year_out))
    return false;
  if (n == 2)
    *year_out += *year_out >= 50 ? 1900 : 2000;
  return true;
}

/* "28.02.2023", "28/2-23": day first, as Norwegians write. */
static bool
parse_norwegian (const char *p, Reading reading, GfPeriod *period)
{
  unsigned day, month, year;

  if (!read_short (&p, &day) || *p == '\0' || strchr ("./", *p) == NULL)
    return false;

  bool has_slash = *p++ == '/';
  if (!read_short (&p, &month) || *p == '\0'
      || strchr (has_slash ? "-/" : ".", *p++) == NULL || !read_year (p, &year))
    return false;
  return set_day (year, month, day, reading, period);
}

/* A month or a day: two digits, though one may be all there is. */
static bool
read_two (const char **p, Reading reading, unsigned *number_out)
{
  return reading == AS_MEANT ? read_short (p, number_out)
                             : read_digits (p, 2, number_out);
}

/* "2023-02-28", "2023-02" or "2023". */
static bool
parse_iso (const char *p, Reading reading, GfPeriod *period)
{
  unsigned day, month, year;

  if (reading == AS_MEANT && read_year (p, &year))
    return set_year (year, period);
  if (!read_digits (&p, 4, &year))
    return false;
  if (*p == '\0')
    return set_year (year, period);
  if (*p++ != '-' || !read_two (&p, reading, &month))
    return false;
  if (*p == '\0')
    return set_month (year, month, reading, period);
  if (*p++ != '-' || !read_two (&p, reading, &day) || *p != '\0')
    return false;
  return set_day (year, month, day, reading, period);
}

/* The number of the month whose name, or the beginning of it, is @name; 0 for none. */
static unsigned
month_number (const char *name)
{
  static const char *const months[]
      = { "januar", "februar", "mars",      "april",   "mai",      "juni",
          "juli",   "august",  "september", "oktober", "november", "desember" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  lower[strcspn (lower, ".")] = '\0';
  for (unsigned i = 0; strlen (lower) >= MIN_MONTH_LETTERS && i < G_N_ELEMENTS (months);
       i++)
    if (g_str_has_prefix (months[i], lower))
      return i + 1;
  return 0;
}

/* "28. februar 2023", "feb. 2023": the same in bokmål and nynorsk. */
static bool
parse_named (const char *text, Reading reading, GfPeriod *period)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 4);
  guint n = g_strv_length (words);
  const char *p = words[0];
  unsigned day, year;

  if (n < 2 || n > 3 || strlen (words[n - 1]) != 4 || !read_year (words[n - 1], &year))
    return false;

  unsigned month = month_number (words[n - 2]);
  if (month == 0)
    return false;
  if (n == 2)
    return set_month (year, month, reading, period);
  return read_short (&p, &day) && (*p == '\0' || strcmp (p, ".") == 0)
         && set_day (year, month, day, reading, period);
}

static bool
parse_point (const char *text, Reading reading, GfPeriod *period)
{
  return parse_iso (text, reading, period) || parse_norwegian (text, reading, period)
         || parse_named (text, reading, period);
}

/* From the one to the other, either of which may be open. */
static bool
join (const GfPeriod *from, const GfPeriod *to, Reading reading, GfPeriod *period)
{
  bool is_turned = from->first > to->last;

  *period = is_turned ? (GfPeriod){ to->first, from->last }
                      : (GfPeriod){ from->first, to->last };
  return !is_turned || reading == AS_MEANT;
}

/* @text up to @gap, and what comes @gap_length bytes after it. */
static bool
parse_range (const char *text, const char *gap, size_t gap_length, Reading reading,
             GfPeriod *period)
{
  g_autofree char *from = g_strstrip (g_strndup (text, (gsize) (gap - text)));
  g_autofree char *to = g_strstrip (g_strdup (gap + gap_length));
  GfPeriod first = { FIRST_DAY, FIRST_DAY };
  GfPeriod last = { LAST_DAY, LAST_DAY };

  if (*from == '\0' && *to == '\0')
    return false;
  if (*from != '\0' && !parse_point (from, reading, &first))
    return false;
  if (*to != '\0' && !parse_point (to, reading, &last))
    return false;
  return join (&first, &last, reading, period);
}

/* A year of four digits, or a day with full stops: what a hyphen can stand between. */
static bool
is_side (const char *text)
{
  size_t digits = strspn (text, "0123456789");

  return strchr (text, '.') != NULL || (digits == 4 && text[digits] == '\0');
}

/* "2019-2022", or with a dash or a slash: not "2019-12", which is a month. */
static bool
parse_hyphened (const char *text, Reading reading, GfPeriod *period)
{
  static const char *const signs[] = { "–", "—", "/", "-" };

  for (size_t i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *sign = strstr (text, signs[i]);
      size_t length = strlen (signs[i]);

      if (sign == NULL)
        continue;

      g_autofree char *from = g_strstrip (g_strndup (text, (gsize) (sign - text)));
      g_autofree char *to = g_strstrip (g_strdup (sign + length));
      if (is_side (from) && is_side (to))
        return parse_range (text, sign, length, reading, period);
    }
  return false;
}

/* The day @n_days after @day; the ends of time stay where they are. */
static unsigned
shift (unsigned day, int n_days)
{
  GDate date;

  if (day == FIRST_DAY || day == LAST_DAY || day == day_number (1, 1, 1))
    return day;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                  (GDateYear) (day / 10000));
  if (n_days > 0)
    g_date_add_days (&date, (guint) n_days);
  else
    g_date_subtract_days (&date, (guint) -n_days);
  return day_number (g_date_get_year (&date), g_date_get_month (&date),
                     g_date_get_day (&date));
}

/* ">2019", "<=2019-02". */
static bool
parse_compared (const char *text, Reading reading, GfPeriod *period)
{
  bool is_after = *text == '>';
  GfPeriod point;

  if (!is_after && *text != '<')
    return false;

  bool with_it = text[1] == '=';
  if (!parse_point (text + (with_it ? 2 : 1), reading, &point))
    return false;
  if (is_after)
    period->first = with_it ? point.first : shift (point.last, 1);
  else
    period->last = with_it ? point.last : shift (point.first, -1);
  return true;
}

/* "2019…2022" and "2019...2022" as "2019..2022". */
static char *
dup_plain (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "…", -1);
  char *plain = g_strstrip (g_strjoinv ("..", parts));
  char *dots = strstr (plain, "..");

  while (dots != NULL && dots[2] == '.')
    memmove (dots, dots + 1, strlen (dots));
  return plain;
}

static bool
parse_period (const char *text, Reading reading, GfPeriod *period_out)
{
  g_autofree char *plain = dup_plain (text);
  const char *dots = strstr (plain, "..");
  GfPeriod period = { FIRST_DAY, LAST_DAY };
  bool is_read;

  if (dots != NULL)
    is_read = parse_range (plain, dots, 2, reading, &period);
  else
    is_read = strcmp (plain, "*") == 0 || parse_point (plain, reading, &period)
              || parse_hyphened (plain, reading, &period)
              || parse_compared (plain, reading, &period);
  if (is_read)
    *period_out = period;
  return is_read;
}

bool
gf_period_parse (const char *text, GfPeriod *period_out)
{
  return parse_period (text, AS_WRITTEN, period_out);
}

bool
gf_period_guess (const char *text, GfPeriod *period_out)
{
  return parse_period (text, AS_MEANT, period_out);
}

static bool
begins_year (unsigned day)
{
  return day % 10000 == 101;
}

static bool
ends_year (unsigned day)
{
  return day % 10000 == 1231;
}

/* As short as it was meant: a year where the day is the year's first or last. */
static void
append_day (GString *out, unsigned day, bool whole_year)
{
  if (whole_year)
    g_string_append_printf (out, "%04u", day / 10000);
  else
    g_string_append_printf (out, "%04u-%02u-%02u", day / 10000, day / 100 % 100,
                            day % 100);
}

char *
gf_period_describe (const GfPeriod *period)
{
  GString *out = g_string_new (NULL);
  bool from = period->first != FIRST_DAY;
  bool to = period->last != LAST_DAY;

  if (!from && !to)
    return g_string_free (g_string_append (out, "alle"), FALSE);

  bool years
      = (!from || begins_year (period->first)) && (!to || ends_year (period->last));

  if (!to)
    g_string_append (out, "fra ");
  if (!from)
    g_string_append (out, "til og med ");
  if (from)
    append_day (out, period->first, years);
  if (from && to
      && (years ? period->first / 10000 != period->last / 10000
                : period->first != period->last))
    {
      g_string_append (out, " til ");
      append_day (out, period->last, years);
    }
  if (!from)
    append_day (out, period->last, years);
  return g_string_free (out, FALSE);
}

static void
add_term (GPtrArray *terms, const char *prefix, int digits, unsigned number)
{
  g_ptr_array_add (terms, g_strdup_printf ("%s%0*u", prefix, digits, number));
}

/* Terms as they gather. */
typedef struct
{
  const GfPeriodPrefixes *prefixes;
  GPtrArray *terms;
} Gathering;

/* Days of one month, both ends within it; the month's own term where all of it is meant.
 */
static void
add_days (Gathering *gathering, unsigned year, unsigned month, unsigned from, unsigned to)
{
  if (from == 1 && to == days_in_month (year, month))
    {
      add_term (gathering->terms, gathering->prefixes->month, 6, year * 100 + month);
      return;
    }
  for (unsigned day = from; day <= to; day++)
    add_term (gathering->terms, gathering->prefixes->day, 8,
              day_number (year, month, day));
}

/* A part of one year, both ends within it. */
static void
add_part_of_year (Gathering *gathering, unsigned first, unsigned last)
{
  unsigned year = first / 10000;
  unsigned first_month = first / 100 % 100;
  unsigned last_month = last / 100 % 100;

  for (unsigned month = first_month; month <= last_month; month++)
    add_days (gathering, year, month, month == first_month ? first % 100 : 1,
              month == last_month ? last % 100 : days_in_month (year, month));
}

static bool
is_whole (const GfPeriod *period, unsigned year)
{
  return day_number (year, 1, 1) >= period->first
         && day_number (year, 12, 31) <= period->last;
}

const GfPeriodPrefixes gf_period_date = { GF_TERM_YEAR, GF_TERM_MONTH, GF_TERM_DAY };
const GfPeriodPrefixes gf_period_due
    = { GF_TERM_DUE_YEAR, GF_TERM_DUE_MONTH, GF_TERM_DUE_DAY };

GPtrArray *
gf_period_terms (const GfPeriod *period, const GfPeriodPrefixes *prefixes,
                 const unsigned *years, size_t n_years)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);
  Gathering gathering = { prefixes, terms };
  unsigned first_year = period->first / 10000;
  unsigned last_year = period->last / 10000;

  if (period->first != FIRST_DAY && !begins_year (period->first))
    add_part_of_year (&gathering, period->first,
                      MIN (period->last, day_number (first_year, 12, 31)));
  for (size_t i = 0; i < n_years; i++)
    if (is_whole (period, years[i]))
      add_term (terms, prefixes->year, 4, years[i]);
  if (ends_year (period->last))
    return terms;
  if (last_year > first_year)
    add_part_of_year (&gathering, day_number (last_year, 1, 1), period->last);
  else if (begins_year (period->first))
    add_part_of_year (&gathering, period->first, period->last);
  return terms;
}
