/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/conditional.h"

#include <string.h>

static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

char *
gf_http_date_format (int64_t seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);

  if (date == NULL)
    return NULL;
  return g_strdup_printf (
      "%s, %02d %s %04d %02d:%02d:%02d GMT", days[g_date_time_get_day_of_week (date) - 1],
      g_date_time_get_day_of_month (date), months[g_date_time_get_month (date) - 1],
      g_date_time_get_year (date), g_date_time_get_hour (date),
      g_date_time_get_minute (date), g_date_time_get_second (date));
}

/* Whether @text has the shape of @pattern: 'a' a letter, '9' a digit, '_' a digit or a
   blank, the rest itself. */
static bool
has_shape (const char *text, const char *pattern)
{
  for (; *pattern != '\0' && *text != '\0'; pattern++, text++)
    {
      bool fits = *pattern == 'a'   ? g_ascii_isalpha (*text)
                  : *pattern == '9' ? g_ascii_isdigit (*text)
                  : *pattern == '_' ? g_ascii_isdigit (*text) || *text == ' '
                                    : *text == *pattern;
      if (!fits)
        return false;
    }
  return *pattern == *text;
}

/* The @count digits at @text; a blank is a zero. */
static int
digits (const char *text, int count)
{
  int number = 0;

  for (int i = 0; i < count; i++)
    number = number * 10 + (text[i] == ' ' ? 0 : text[i] - '0');
  return number;
}

/* The month whose name stands at @text, from 1; 0 where none does. */
static int
month_at (const char *text)
{
  for (int i = 0; i < 12; i++)
    if (strncmp (text, months[i], 3) == 0)
      return i + 1;
  return 0;
}

/* RFC 9110: a year of two digits more than 50 years ahead is the one a century before. */
static int
full_year (int two_digits)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int year = g_date_time_get_year (now) / 100 * 100 + two_digits;

  return year > g_date_time_get_year (now) + 50 ? year - 100 : year;
}

static bool
to_seconds (int year, int month, int day, const char *time, int64_t *seconds_out)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (
      year, month, day, digits (time, 2), digits (time + 3, 2), digits (time + 6, 2));

  if (date == NULL)
    return false;
  *seconds_out = g_date_time_to_unix (date);
  return true;
}

bool
gf_http_date_parse (const char *text, int64_t *seconds_out)
{
  if (has_shape (text, "aaa, 99 aaa 9999 99:99:99 GMT"))
    return to_seconds (digits (text + 12, 4), month_at (text + 8), digits (text + 5, 2),
                       text + 17, seconds_out);
  if (has_shape (text, "aaa aaa _9 99:99:99 9999"))
    return to_seconds (digits (text + 20, 4), month_at (text + 4), digits (text + 8, 2),
                       text + 11, seconds_out);

  /* The day of the week is written out: Sunday, Wednesday. */
  const char *rest = text + strspn (text, "adeFhiMnorSstTuWy");
  if (rest == text || !has_shape (rest, ", 99-aaa-99 99:99:99 GMT"))
    return false;
  return to_seconds (full_year (digits (rest + 9, 2)), month_at (rest + 5),
                     digits (rest + 2, 2), rest + 12, seconds_out);
}

/* Without the "W/" of a weak tag. */
static const char *
opaque (const char *etag)
{
  return g_str_has_prefix (etag, "W/") ? etag + 2 : etag;
}

bool
gf_etag_in_list (const char *list, const char *etag)
{
  const char *wanted = opaque (etag);
  size_t length = strlen (wanted);

  for (const char *at = list; *at != '\0';)
    {
      at += strspn (at, ", \t");
      if (*at == '*')
        return true;
      at = opaque (at);
      if (strncmp (at, wanted, length) == 0)
        return true;

      /* Past this tag; a comma may stand between its quotes. */
      const char *end = *at == '"' ? strchr (at + 1, '"') : NULL;
      at = end != NULL ? end + 1 : at + strcspn (at, ",");
    }
  return false;
}

bool
gf_not_modified (const GfHttpRequest *request, const char *etag, int64_t changed)
{
  const char *list = gf_http_request_get_header (request, "If-None-Match");
  const char *since = gf_http_request_get_header (request, "If-Modified-Since");
  int64_t seconds = 0;

  if (list != NULL)
    return gf_etag_in_list (list, etag);
  return changed != GF_HTTP_NO_DATE && since != NULL
         && gf_http_date_parse (since, &seconds) && changed <= seconds;
}

bool
gf_range_still_good (const GfHttpRequest *request, const char *etag, int64_t changed)
{
  const char *condition = gf_http_request_get_header (request, "If-Range");
  int64_t seconds = 0;

  if (condition == NULL)
    return true;
  if (strchr (condition, '"') != NULL)
    return !g_str_has_prefix (etag, "W/") && strcmp (condition, etag) == 0;
  return changed != GF_HTTP_NO_DATE && gf_http_date_parse (condition, &seconds)
         && changed == seconds;
}
