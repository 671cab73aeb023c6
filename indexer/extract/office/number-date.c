/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/number-private.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* 31 December 9999. */
#define MAX_DAY 2958465
#define DAYS_TO_1904 1462
#define SECONDS_A_DAY 86400

typedef struct
{
  int year;
  int month; /* from 1 */
  int day;
  int weekday; /* from Monday, 0 */
  int hour;
  int minute;
  int second;
  int64_t all_seconds; /* of the value */
} Moment;

/* Day 60 of the first system is 29 February 1900, which never was: Excel has it from
   Lotus 1-2-3. */
static void
take_day (Moment *moment, int day)
{
  g_autoptr (GDateTime) first
      = g_date_time_new_utc (1899, 12, day < 60 ? 31 : 30, 0, 0, 0);
  g_autoptr (GDateTime) then = g_date_time_add_days (first, day);

  moment->year = g_date_time_get_year (then);
  moment->month = g_date_time_get_month (then);
  moment->day = g_date_time_get_day_of_month (then);
  moment->weekday = g_date_time_get_day_of_week (then) - 1;
  if (day == 60)
    moment->month = 2, moment->day = 29;
}

static Moment
take_apart (double value)
{
  int64_t seconds = (int64_t) floor (value * SECONDS_A_DAY + 0.5);
  Moment moment = { .all_seconds = seconds };
  int rest = (int) (seconds % SECONDS_A_DAY);

  take_day (&moment, (int) (seconds / SECONDS_A_DAY));
  moment.hour = rest / 3600;
  moment.minute = rest / 60 % 60;
  moment.second = rest % 60;
  return moment;
}

static const GfNumberToken *
get_token (const GfNumberSection *section, guint i)
{
  return &g_array_index (section->tokens, GfNumberToken, i);
}

static bool
is_part (const GfNumberToken *token)
{
  return token->kind == GF_NUMBER_DATE || token->kind == GF_NUMBER_ELAPSED;
}

/* "m" is minutes behind hours and before seconds. */
static bool
is_minute (const GfNumberSection *section, guint place)
{
  for (guint i = place; i-- > 0;)
    if (is_part (get_token (section, i)))
      {
        if (g_ascii_tolower (*get_token (section, i)->text) == 'h')
          return true;
        break;
      }
  for (guint i = place + 1; i < section->tokens->len; i++)
    if (is_part (get_token (section, i)))
      return g_ascii_tolower (*get_token (section, i)->text) == 's';
  return false;
}

static void
append_month (GString *out, int month, size_t length)
{
  static const char *const names[]
      = { "januar", "februar", "mars",      "april",   "mai",      "juni",
          "juli",   "august",  "september", "oktober", "november", "desember" };
  const char *name = names[month - 1];

  if (length <= 2)
    g_string_append_printf (out, "%0*d", (int) length, month);
  else
    g_string_append_len (out, name, length == 3 ? 3 : length == 5 ? 1 : -1);
}

static void
append_day (GString *out, const Moment *moment, size_t length)
{
  static const char *const names[]
      = { "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag" };
  static const char *const short_names[]
      = { "man", "tir", "ons", "tor", "fre", "lør", "søn" };

  if (length <= 2)
    g_string_append_printf (out, "%0*d", (int) length, moment->day);
  else
    g_string_append (out, (length == 3 ? short_names : names)[moment->weekday]);
}

static void
append_part (GString *out, const GfNumberSection *section, guint place,
             const Moment *moment, bool has_halves)
{
  const GfNumberToken *token = get_token (section, place);
  size_t length = strlen (token->text);
  int width = (int) MIN (length, 2);
  int hour = has_halves ? (moment->hour + 11) % 12 + 1 : moment->hour;

  switch (g_ascii_tolower (*token->text))
    {
    case 'y':
    case 'e':
      if (length <= 2 && *token->text != 'e')
        g_string_append_printf (out, "%02d", moment->year % 100);
      else
        g_string_append_printf (out, "%04d", moment->year);
      return;
    case 'm':
      if (length <= 2 && is_minute (section, place))
        g_string_append_printf (out, "%0*d", width, moment->minute);
      else
        append_month (out, moment->month, length);
      return;
    case 'd':
      append_day (out, moment, length);
      return;
    case 'h':
      g_string_append_printf (out, "%0*d", width, hour);
      return;
    default:
      g_string_append_printf (out, "%0*d", width, moment->second);
    }
}

static void
append_elapsed (GString *out, char unit, const Moment *moment)
{
  int64_t seconds = unit == 'h' ? 3600 : unit == 'm' ? 60 : 1;

  g_string_append_printf (out, "%02" G_GINT64_FORMAT, moment->all_seconds / seconds);
}

static bool
has_halves (const GfNumberSection *section)
{
  for (guint i = 0; i < section->tokens->len; i++)
    if (get_token (section, i)->kind == GF_NUMBER_HALF_DAY)
      return true;
  return false;
}

void
gf_number_write_date (GString *out, const GfNumberSection *section, double value,
                      bool is_1904)
{
  double days = is_1904 ? value + DAYS_TO_1904 : value;

  if (days < 0 || days >= MAX_DAY)
    {
      gf_number_write_digits (out, NULL, value);
      return;
    }
  Moment moment = take_apart (days);
  if (is_1904)
    moment.all_seconds -= (int64_t) DAYS_TO_1904 * SECONDS_A_DAY;
  bool halves = has_halves (section);
  for (guint i = 0; i < section->tokens->len; i++)
    {
      const GfNumberToken *token = get_token (section, i);

      if (token->kind == GF_NUMBER_DATE)
        append_part (out, section, i, &moment, halves);
      else if (token->kind == GF_NUMBER_ELAPSED)
        append_elapsed (out, *token->text, &moment);
      else if (token->kind == GF_NUMBER_HALF_DAY)
        g_string_append (out, moment.hour < 12 ? "AM" : "PM");
      else if (token->kind == GF_NUMBER_SLASH)
        g_string_append_c (out, '.');
      else if (token->kind == GF_NUMBER_LITERAL
               || (token->kind == GF_NUMBER_SIGN && *token->text != '@'))
        g_string_append (out, token->text);
    }
}
