/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/sections/outline.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

#define MAX_VALUE 199
#define MAX_ROMAN 39
/* Headings that the reading may have missed between two that it found. */
#define MAX_GAP 2

static uint32_t
skip_blanks (const GfLine *line, uint32_t at)
{
  while (at < line->bare_length)
    if (line->bare[at] == ' ' || line->bare[at] == '\t')
      at++;
    else if (at + 1 < line->bare_length && memcmp (line->bare + at, "\xc2\xa0", 2) == 0)
      at += 2;
    else
      break;
  return at;
}

/* An arabic number without a leading zero, which is a date's; bytes taken. */
static uint32_t
read_arabic (const GfLine *line, uint32_t at, uint32_t *value_out)
{
  uint32_t i = at, value = 0;

  for (; i < line->bare_length && i < at + 3 && g_ascii_isdigit (line->bare[i]); i++)
    value = value * 10 + (uint32_t) (line->bare[i] - '0');
  if (i < line->bare_length && g_ascii_isdigit (line->bare[i]))
    return 0;
  if (i == at || value > MAX_VALUE || (i > at + 1 && line->bare[at] == '0'))
    return 0;
  *value_out = value;
  return i - at;
}

static uint32_t
roman_value (char c)
{
  return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0;
}

static uint32_t
read_roman (const GfLine *line, uint32_t at, uint32_t *value_out)
{
  uint32_t i = at, value = 0;

  for (; i < line->bare_length && i < at + 7 && roman_value (line->bare[i]) > 0; i++)
    {
      uint32_t here = roman_value (line->bare[i]);
      uint32_t next = i + 1 < line->bare_length ? roman_value (line->bare[i + 1]) : 0;

      value = here < next ? value - here : value + here;
    }
  if (i == at || value == 0 || value > MAX_ROMAN)
    return 0;
  *value_out = value;
  return i - at;
}

/* What stands between a number and its title: ". ", ": ", " – ", " ". */
static bool
find_title (const GfLine *line, uint32_t at, GfOutlineNumber *number)
{
  bool marked = at < line->bare_length && strchr (".:)", line->bare[at]) != NULL;
  uint32_t after = at + marked, title = skip_blanks (line, after);

  if (title + 1 < line->bare_length && title > after
      && (line->bare[title] == '-' || memcmp (line->bare + title, "\xe2\x80", 2) == 0))
    title = skip_blanks (line, title + (line->bare[title] == '-' ? 1 : 3));
  number->title = MIN (title, line->bare_length);
  if (number->title >= line->bare_length)
    return true;
  return title > after
         && (g_unichar_isupper (g_utf8_get_char (line->bare + title))
             || memcmp (line->bare + title, "\xc2\xab", 2) == 0);
}

/* "4", "4.2.1", "4.2." */
static bool
read_decimal (const GfLine *line, GfOutlineNumber *number)
{
  uint32_t at = 0, n, value;

  number->kind = GF_OUTLINE_DECIMAL;
  while (number->depth < GF_OUTLINE_MAX_DEPTH && (n = read_arabic (line, at, &value)) > 0)
    {
      number->parts[number->depth++] = value;
      at += n;
      if (at + 1 >= line->bare_length || line->bare[at] != '.'
          || !g_ascii_isdigit (line->bare[at + 1]))
        break;
      at++;
    }
  if (number->depth == 0 || number->parts[0] > 99 || !find_title (line, at, number))
    return false;
  return number->title < line->bare_length;
}

/* "§ 5", "§ 5-2", "§ 3 a" */
static bool
read_section (const GfLine *line, GfOutlineNumber *number)
{
  uint32_t at, n, value;

  if (line->bare_length < 3 || memcmp (line->bare, "\xc2\xa7", 2) != 0)
    return false;
  number->kind = GF_OUTLINE_SECTION;
  at = skip_blanks (line, 2);
  while (number->depth < 2 && (n = read_arabic (line, at, &value)) > 0)
    {
      number->parts[number->depth++] = value;
      at += n;
      if (at >= line->bare_length || strchr ("-.", line->bare[at]) == NULL)
        break;
      if (at + 1 < line->bare_length && !g_ascii_isdigit (line->bare[at + 1]))
        break;
      at++;
    }
  if (at + 1 < line->bare_length && line->bare[at] == ' '
      && g_ascii_islower (line->bare[at + 1])
      && (at + 2 == line->bare_length || strchr (" .:", line->bare[at + 2]) != NULL))
    at += 2;
  return number->depth > 0 && find_title (line, at, number);
}

/* "Kapittel 3", "DEL II", "Vedlegg A" */
static bool
read_named (const GfLines *lines, const GfLine *line, GfOutlineNumber *number)
{
  size_t length = gf_whole_characters (line->bare, line->bare_length, 60), size = 0;
  g_autoptr (GfWords) words = NULL;
  const GfEntry *entry;
  const GfWord *last;
  uint32_t at, n;

  if (length < 3 || !g_unichar_isupper (g_utf8_get_char (line->bare)))
    return false;
  words = gf_words_new (line->bare, length, 4);
  if (words->words->len < 2)
    return false;
  entry = gf_registers_match (
      lines->registers, GF_REGISTER_HEADINGS,
      GF_MEANING (GF_HEADING_PART) | GF_MEANING (GF_HEADING_CHAPTER), words, 0, &size);
  if (entry == NULL || size >= words->words->len)
    return false;
  last = gf_words_get (words, size);
  at = last->start;
  n = read_arabic (line, at, &number->parts[0]);
  if (n == 0)
    n = read_roman (line, at, &number->parts[0]);
  if (n == 0)
    return false;
  number->kind = entry->meaning == GF_HEADING_PART ? GF_OUTLINE_PART : GF_OUTLINE_CHAPTER;
  number->depth = 1;
  return find_title (line, at + n, number);
}

/* "IV. Vertskommune", "B. Bakgrunn": the point is needed, "I" begins many sentences. */
static bool
read_lettered (const GfLine *line, GfOutlineNumber *number)
{
  uint32_t n = read_roman (line, 0, &number->parts[0]);

  number->kind = GF_OUTLINE_ROMAN;
  if (n == 0 && line->bare_length > 2 && g_ascii_isupper (line->bare[0]))
    {
      number->kind = GF_OUTLINE_LETTER;
      number->parts[0] = (uint32_t) (line->bare[0] - 'A') + 1;
      n = 1;
    }
  if (n == 0 || n >= line->bare_length || strchr (".)", line->bare[n]) == NULL)
    return false;
  number->depth = 1;
  return find_title (line, n, number) && number->title < line->bare_length;
}

bool
gf_outline_read (const GfLines *lines, const GfLine *line, GfOutlineNumber *number_out)
{
  *number_out = (GfOutlineNumber){ 0 };
  if (line->rule || line->bare_length == 0)
    return false;
  if (g_ascii_isdigit (line->bare[0]))
    return read_decimal (line, number_out);
  if (line->bare[0] == '\xc2')
    return read_section (line, number_out);
  if (!g_unichar_isupper (g_utf8_get_char (line->bare)))
    return false;
  if (read_lettered (line, number_out))
    return true;
  *number_out = (GfOutlineNumber){ 0 };
  return read_named (lines, line, number_out);
}

bool
gf_outline_is_sibling (const GfOutlineNumber *last, const GfOutlineNumber *next)
{
  size_t n = next->depth;

  return last->kind == next->kind && last->depth == n
         && memcmp (last->parts, next->parts, (n - 1) * sizeof *next->parts) == 0
         && next->parts[n - 1] == last->parts[n - 1] + 1;
}

bool
gf_outline_follows (const GfOutlineNumber *last, const GfOutlineNumber *next)
{
  if (last == NULL)
    return true;
  if (last->kind != next->kind)
    return false;
  for (size_t i = 0; i < next->depth; i++)
    {
      uint32_t before = i < last->depth ? last->parts[i] : 0;

      if (next->parts[i] == before && i < last->depth)
        continue;
      return next->parts[i] > before && next->parts[i] <= before + 1 + MAX_GAP;
    }
  return next->depth == last->depth;
}

bool
gf_outline_is_caption (const GfLines *lines, const GfLine *line)
{
  size_t length = gf_whole_characters (line->bare, line->bare_length, 60), size = 0;
  g_autoptr (GfWords) words = gf_words_new (line->bare, length, 3);
  const GfWord *last;
  uint32_t after;

  if (words->words->len == 0)
    return false;
  gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                      GF_MEANING (GF_HEADING_CAPTION), words, 0, &size);
  if (size == 0)
    return false;
  last = gf_words_get (words, size - 1);
  after = last->start + last->length;
  if (after < line->bare_length && line->bare[after] == ':')
    return true;
  return size < words->words->len
         && g_ascii_isdigit (line->bare[gf_words_get (words, size)->start]);
}
