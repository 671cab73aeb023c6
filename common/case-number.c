/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case numbers as eInnsyn normalises them (its indexSettings.json; shared rules in
 * schema.h). */
#include "common/schema.h"

#include <string.h>

/* No serial or year is longer; a longer run of digits is something else. */
#define MAX_DIGITS 6
#define MAX_PARTS 3
#define MAX_PREFIX_LETTERS 8

typedef struct
{
  const char *digits;
  size_t length;
} Part;

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || *p == '\t')
    p++;
  return p;
}

/* "sak" says only that a case follows; the K of "K-sak" and the FT of "FT-sak" say whose.
 */
static bool
is_case_word (const char *word)
{
  static const char *const words[]
      = { "SAK", "SAKNR", "SAKSNR", "SAKSNUMMER", "NR", NULL };

  return g_strv_contains (words, word);
}

/* Moves the word gathered in @word to @prefix, unless it is one for "case". */
static void
end_word (GString *prefix, GString *word)
{
  if (!is_case_word (word->str))
    g_string_append (prefix, word->str);
  g_string_truncate (word, 0);
}

/* The words before the number, as in "PS", "K-sak", "Sak nr. TR"; ends at the first
 * digit. */
static const char *
read_prefix (const char *p, GString *prefix)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (; *p != '\0' && !g_ascii_isdigit (*p); p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        g_string_append_unichar (word, g_unichar_toupper (c));
      else if (strchr (" \t-.:", *p) != NULL)
        end_word (prefix, word);
      else
        return NULL;
    }
  end_word (prefix, word);
  return p;
}

static const char *
read_part (const char *p, Part *part)
{
  part->digits = p;
  while (g_ascii_isdigit (*p))
    p++;
  part->length = (size_t) (p - part->digits);
  return part->length > 0 && part->length <= MAX_DIGITS ? p : NULL;
}

static size_t
read_parts (const char *p, Part *parts)
{
  size_t n = 0;

  while (n < MAX_PARTS)
    {
      p = read_part (p, &parts[n++]);
      if (p == NULL)
        return 0;
      p = skip_blanks (p);
      if (*p == '\0')
        return n;
      if (*p != '/' && *p != '-')
        return 0;
      p = skip_blanks (p + 1);
    }
  return 0;
}

static void
append_part (GString *number, const Part *part)
{
  size_t zeros = 0;

  while (zeros + 1 < part->length && part->digits[zeros] == '0')
    zeros++;
  g_string_append_len (number, part->digits + zeros, (gssize) (part->length - zeros));
}

/* 2018 as 18: the year of a case number stands last, in two digits or four. */
static void
append_year (GString *number, const Part *part)
{
  gint64 year = g_ascii_strtoll (part->digits, NULL, 10);

  if (part->length == 4 && year >= 1950 && year <= 2049)
    g_string_append_printf (number, "%02d", (int) (year % 100));
  else if (part->length == 2)
    g_string_append_len (number, part->digits, 2);
  else
    append_part (number, part);
}

/* Two parts: number and year, "5/18".  Three: an archive number and its serial,
 * "14/796-19". */
static char *
join_parts (const Part *parts, size_t n_parts)
{
  GString *number = g_string_new (NULL);

  append_part (number, &parts[0]);
  g_string_append_c (number, '/');
  if (n_parts == 2)
    append_year (number, &parts[1]);
  else
    {
      append_part (number, &parts[1]);
      g_string_append_c (number, '-');
      append_part (number, &parts[2]);
    }
  return g_string_free (number, FALSE);
}

char *
gf_schema_case_number (const char *spelling, char **prefix_out)
{
  g_autoptr (GString) prefix = g_string_new (NULL);
  Part parts[MAX_PARTS];
  const char *p = read_prefix (skip_blanks (spelling), prefix);

  if (prefix_out != NULL)
    *prefix_out = NULL;
  if (p == NULL || *p == '\0')
    return NULL;

  size_t n_parts = read_parts (p, parts);
  if (n_parts < 2 || g_utf8_strlen (prefix->str, -1) > MAX_PREFIX_LETTERS)
    return NULL;
  if (prefix_out != NULL && prefix->len > 0)
    *prefix_out = g_strdup (prefix->str);
  return join_parts (parts, n_parts);
}
