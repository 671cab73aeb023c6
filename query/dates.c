/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/dates.h"

#include <string.h>

#include "common/schema.h"

#define FIRST_DAY 0u
#define LAST_DAY 99991231u

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

static unsigned
days_in_month (unsigned year, unsigned month)
{
  return g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

static bool
set_day (unsigned year, unsigned month, unsigned day, GfPeriod *period)
{
  if (year == 0 || month < 1 || month > 12 || day < 1
      || day > days_in_month (year, month))
    return false;
  period->first = period->last = day_number (year, month, day);
  return true;
}

static bool
set_month (unsigned year, unsigned month, GfPeriod *period)
{
  if (year == 0 || month < 1 || month > 12)
    return false;
  period->first = day_number (year, month, 1);
  period->last = day_number (year, month, days_in_month (year, month));
  return true;
}

static bool
set_year (unsigned year, GfPeriod *period)
{
  period->first = day_number (year, 1, 1);
  period->last = day_number (year, 12, 31);
  return year != 0;
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

/* "28.02.2023": day first, as Norwegians write. */
static bool
parse_norwegian (const char *p, GfPeriod *period)
{
  unsigned day, month, year;

  if (!read_short (&p, &day) || *p++ != '.' || !read_short (&p, &month) || *p++ != '.'
      || !read_year (p, &year))
    return false;
  return set_day (year, month, day, period);
}

/* "2023-02-28", "2023-02" or "2023". */
static bool
parse_iso (const char *p, GfPeriod *period)
{
  unsigned day, month, year;

  if (!read_digits (&p, 4, &year))
    return false;
  if (*p == '\0')
    return set_year (year, period);
  if (*p++ != '-' || !read_digits (&p, 2, &month))
    return false;
  if (*p == '\0')
    return set_month (year, month, period);
  if (*p++ != '-' || !read_digits (&p, 2, &day) || *p != '\0')
    return false;
  return set_day (year, month, day, period);
}

static bool
parse_point (const char *text, GfPeriod *period)
{
  return parse_iso (text, period) || parse_norwegian (text, period);
}

/* "2019-2022", or with a dash: years only, since "2019-12" is a month. */
static bool
parse_years (const char *p, GfPeriod *period)
{
  unsigned first, last;

  if (!read_digits (&p, 4, &first))
    return false;
  if (g_str_has_prefix (p, "–"))
    p += strlen ("–");
  else if (*p++ != '-')
    return false;
  if (!read_digits (&p, 4, &last) || *p != '\0' || first == 0 || last < first)
    return false;
  period->first = day_number (first, 1, 1);
  period->last = day_number (last, 12, 31);
  return true;
}

static bool
parse_range (const char *text, const char *dots, GfPeriod *period)
{
  g_autofree char *from = g_strstrip (g_strndup (text, (gsize) (dots - text)));
  g_autofree char *to = g_strstrip (g_strdup (dots + 2));
  GfPeriod first = { FIRST_DAY, FIRST_DAY };
  GfPeriod last = { LAST_DAY, LAST_DAY };

  if (*from == '\0' && *to == '\0')
    return false;
  if (*from != '\0' && !parse_point (from, &first))
    return false;
  if (*to != '\0' && !parse_point (to, &last))
    return false;
  period->first = first.first;
  period->last = last.last;
  return period->first <= period->last;
}

bool
gf_period_parse (const char *text, GfPeriod *period_out)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *dots = strstr (stripped, "..");
  GfPeriod period = { FIRST_DAY, LAST_DAY };

  if (dots != NULL ? !parse_range (stripped, dots, &period)
                   : !parse_point (stripped, &period) && !parse_years (stripped, &period))
    return false;
  *period_out = period;
  return true;
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

/* Days of one month, both ends within it; the month's own term where all of it is meant.
 */
static void
add_days (GPtrArray *terms, unsigned year, unsigned month, unsigned from, unsigned to)
{
  if (from == 1 && to == days_in_month (year, month))
    {
      add_term (terms, GF_TERM_MONTH, 6, year * 100 + month);
      return;
    }
  for (unsigned day = from; day <= to; day++)
    add_term (terms, GF_TERM_DAY, 8, day_number (year, month, day));
}

/* A part of one year, both ends within it. */
static void
add_part_of_year (GPtrArray *terms, unsigned first, unsigned last)
{
  unsigned year = first / 10000;
  unsigned first_month = first / 100 % 100;
  unsigned last_month = last / 100 % 100;

  for (unsigned month = first_month; month <= last_month; month++)
    add_days (terms, year, month, month == first_month ? first % 100 : 1,
              month == last_month ? last % 100 : days_in_month (year, month));
}

static bool
is_whole (const GfPeriod *period, unsigned year)
{
  return day_number (year, 1, 1) >= period->first
         && day_number (year, 12, 31) <= period->last;
}

GPtrArray *
gf_period_terms (const GfPeriod *period, const unsigned *years, size_t n_years)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);
  unsigned first_year = period->first / 10000;
  unsigned last_year = period->last / 10000;

  if (period->first != FIRST_DAY && !begins_year (period->first))
    add_part_of_year (terms, period->first,
                      MIN (period->last, day_number (first_year, 12, 31)));
  for (size_t i = 0; i < n_years; i++)
    if (is_whole (period, years[i]))
      add_term (terms, GF_TERM_YEAR, 4, years[i]);
  if (ends_year (period->last))
    return terms;
  if (last_year > first_year)
    add_part_of_year (terms, day_number (last_year, 1, 1), period->last);
  else if (begins_year (period->first))
    add_part_of_year (terms, period->first, period->last);
  return terms;
}
