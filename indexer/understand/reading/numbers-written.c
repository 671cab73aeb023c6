/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of cases in a column of their own, as they are spelled, and archive numbers. */
#include "indexer/understand/reading/numbers.h"

#include <string.h>

#include "common/schema.h"

/* "Utvalgssak 112/2019" in the last column. */
#define MAX_TRAILING_BYTES 24
/* A row of column heads, and one of numbers. */
#define MAX_HEAD_BYTES 120
/* The title of an item that nothing sets off from its number is short. */
#define MAX_BARE_BYTES 100

/* Where the last column of @line begins, after a title; 0 for none. */
static uint32_t
find_last_column (const GfLine *line)
{
  const char *p = line->bare;
  uint32_t at = line->bare_length;

  while (at > 1 && line->bare_length - at < MAX_TRAILING_BYTES && p[at - 1] != '\t'
         && !(p[at - 1] == ' ' && p[at - 2] == ' '))
    at--;
  return at > 1 && line->bare_length - at < MAX_TRAILING_BYTES ? at : 0;
}

/* "III. Tittel" at the beginning of a block. */
static bool
read_roman (const GfLine *line, GfNumber *number)
{
  static const char *const numerals[]
      = { "I",  "II", "III", "IV",  "V",    "VI",  "VII", "VIII",
          "IX", "X",  "XI",  "XII", "XIII", "XIV", "XV" };
  size_t n = strspn (line->bare, "IVX");

  if (!line->first || line->bare_length > MAX_BARE_BYTES || n == 0 || n > 5
      || n + 2 >= line->bare_length || strchr (".)", line->bare[n]) == NULL
      || line->bare[n + 1] != ' '
      || !g_unichar_isupper (g_utf8_get_char (line->bare + n + 2)))
    return false;
  for (uint32_t i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (strlen (numerals[i]) == n && memcmp (line->bare, numerals[i], n) == 0)
      {
        *number = (GfNumber){ .kind = GF_NUMBER_ITEM,
                              .style = GF_ITEM_ROMAN,
                              .serial = i + 1,
                              .end = (uint32_t) n,
                              .rest = (uint32_t) n + 2 };
        return true;
      }
  return false;
}

/* "c) Tittel" at the beginning of a block. */
static bool
read_letter (const GfLine *line, GfNumber *number)
{
  const char *p = line->bare;

  if (!line->first || line->bare_length < 5 || line->bare_length > MAX_BARE_BYTES
      || *p < 'a' || *p > 'z' || p[1] != ')' || p[2] != ' '
      || !g_unichar_isupper (g_utf8_get_char (p + 3)))
    return false;
  *number = (GfNumber){ .kind = GF_NUMBER_ITEM,
                        .style = GF_ITEM_LETTER,
                        .serial = (uint32_t) (*p - 'a' + 1),
                        .end = 1,
                        .rest = 3 };
  return true;
}

bool
gf_number_read_listed (const GfLine *line, GfNumber *number_out)
{
  return read_letter (line, number_out) || read_roman (line, number_out);
}

void
gf_number_read_row (const GfLine *line, GfNumber *number_out)
{
  size_t n = strspn (line->bare, "0123456789"), at = n;
  uint32_t serial = 0;

  *number_out = (GfNumber){ 0 };
  while (at < line->bare_length && line->bare[at] == '\t')
    at++;
  if (n == 0 || n > 2 || at == n || at >= line->bare_length
      || !g_unichar_isupper (g_utf8_get_char (line->bare + at)))
    return;
  for (size_t i = 0; i < n; i++)
    serial = serial * 10 + (uint32_t) (line->bare[i] - '0');
  *number_out = (GfNumber){ .kind = GF_NUMBER_ITEM,
                            .style = GF_ITEM_BARE,
                            .serial = serial,
                            .end = (uint32_t) n,
                            .rest = (uint32_t) at };
}

/* Where "(pkt. 3)" at the end of @line begins; 0 for nowhere. */
static uint32_t
find_parenthesis (const GfLine *line)
{
  const char *open = line->bare_length > 4 && line->bare[line->bare_length - 1] == ')'
                         ? memrchr (line->bare, '(', line->bare_length)
                         : NULL;

  return open != NULL && open > line->bare && line->first
                 && (size_t) (line->bare + line->bare_length - open) < MAX_TRAILING_BYTES
             ? (uint32_t) (open + 1 - line->bare)
             : 0;
}

/* "Tittel (pkt. 3)", "Tittel (sak 12/19)" */
static bool
read_behind (const GfLines *lines, const GfLine *line, GfNumber *number)
{
  uint32_t at = find_parenthesis (line);
  GfLine inner = *line;

  if (at == 0)
    return false;
  inner.bare += at;
  inner.bare_length -= at + 1;
  gf_number_read (lines, &inner, number);
  if (number->end != inner.bare_length || number->kind == GF_NUMBER_NONE
      || (number->kind == GF_NUMBER_YEARLY && !number->worded))
    return false;
  number->kind = number->kind == GF_NUMBER_YEARLY ? GF_NUMBER_YEARLY : GF_NUMBER_ITEM;
  number->style = GF_ITEM_BEHIND;
  number->trails = true;
  number->start = at - 1;
  number->end = number->rest = line->bare_length;
  return true;
}

void
gf_number_read_trailing (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  uint32_t at = find_last_column (line);
  GfLine column = *line;

  *number_out = (GfNumber){ 0 };
  if (read_behind (lines, line, number_out))
    return;
  *number_out = (GfNumber){ 0 };
  if (at == 0 || !g_unichar_isupper (g_utf8_get_char (line->bare)))
    return;
  column.bare += at;
  column.bare_length -= at;
  gf_number_read (lines, &column, number_out);
  if (number_out->kind != GF_NUMBER_YEARLY || number_out->rest != column.bare_length)
    {
      *number_out = (GfNumber){ 0 };
      return;
    }
  number_out->trails = true;
  number_out->start = at;
  number_out->end = number_out->rest = line->bare_length;
}

/* Whether the last word of @line is "Saksnr". */
static bool
ends_with_case (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_HEAD_BYTES);
  size_t n = words->words->len, size = 0;

  return n > 1 && line->bare_length <= MAX_HEAD_BYTES
         && gf_registers_match (lines->registers, GF_REGISTER_NUMBERS,
                                GF_MEANING (GF_NUMBER_CASE), words, n - 1, &size)
                != NULL;
}

static bool
has_letters (const GfLine *line)
{
  for (uint32_t i = 0; i < line->bare_length; i++)
    if (g_ascii_isalpha (line->bare[i]) || (unsigned char) line->bare[i] >= 0x80)
      return true;
  return false;
}

void
gf_number_read_below (const GfLines *lines, const GfLine *heads, const GfLine *line,
                      GfNumber *number_out)
{
  GfLine column = *line;
  uint32_t at;

  *number_out = (GfNumber){ 0 };
  if (line->bare_length > MAX_HEAD_BYTES || has_letters (line)
      || !ends_with_case (lines, heads) || (at = find_last_column (line)) == 0)
    return;
  column.bare += at;
  column.bare_length -= at;
  gf_number_read (lines, &column, number_out);
  number_out->worded = true;
  number_out->start += at;
  number_out->end = number_out->rest = line->bare_length;
}

char *
gf_number_dup (const GfNumber *number)
{
  g_autofree char *spelling = NULL;
  char *normal;

  if (number->kind != GF_NUMBER_YEARLY)
    return g_strdup_printf ("%u", number->serial);
  if (number->part != 0)
    return g_strdup_printf ("%u.%u/%02u", number->serial, number->part,
                            number->year % 100);
  if (number->year_first != 0)
    return g_strdup_printf ("%0*u/%u", number->year_first,
                            number->year_first == 2 ? number->year % 100 : number->year,
                            number->serial);
  spelling = g_strdup_printf ("%u/%u", number->serial, number->year);
  normal = gf_schema_case_number (spelling, NULL);
  return normal != NULL ? normal : g_strdup (spelling);
}

size_t
gf_number_skip_archive (const char *text, size_t length)
{
  size_t i = 0, n_digits = 0, slashes = 0;

  while (i < length && (g_ascii_isdigit (text[i]) || strchr ("/-.", text[i]) != NULL))
    {
      n_digits += g_ascii_isdigit (text[i]) != 0;
      slashes += text[i] == '/';
      i++;
    }
  if (n_digits < 3 || slashes == 0 || (i < length && strchr (" \t", text[i]) == NULL))
    return 0;
  while (i < length && (text[i] == ' ' || text[i] == '\t'))
    i++;
  return i;
}
