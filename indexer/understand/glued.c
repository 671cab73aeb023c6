/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages that a converter has put into one line each: headings found by what is left of
 * them, a number in sequence and the capital that begins the text after the heading.
 */
#include "indexer/understand/glued.h"

#include <string.h>

#define MAX_DEPTH 4
#define MAX_WORDS 14
#define MAX_UNNUMBERED_WORDS 4
#define MIN_LINE_BYTES 300
#define MIN_LINES 3
/* Inserting a line moves those after it; more headings than this, and it is no strategy.
 */
#define MAX_SPLITS 400

static bool
is_letter_before (const char *start, const char *p)
{
  const char *before = p > start ? g_utf8_find_prev_char (start, p) : NULL;

  return before != NULL && g_unichar_islower (g_utf8_get_char (before));
}

/* No heading ends in one of these; the capital after it is that of a name. */
static bool
is_small_word (const char *word, size_t length)
{
  static const char *const small[]
      = { "og",  "i",   "for",   "av",  "til",    "på",    "med", "fra",
          "frå", "som", "om",    "ved", "er",     "har",   "den", "det",
          "de",  "å",   "eller", "mot", "mellom", "innen", "hos", "at" };

  for (size_t i = 0; i < G_N_ELEMENTS (small); i++)
    if (strlen (small[i]) == length && memcmp (word, small[i], length) == 0)
      return true;
  return false;
}

/* "SATSINGSOMRÅDE 1: ": a word in capitals, a number and a colon. */
static size_t
named_number (const char *text, size_t length)
{
  size_t i = 0, capitals = 0;

  for (; i < MIN (length, 40) && text[i] != ' '; i++)
    {
      if (g_ascii_islower (text[i]))
        return 0;
      capitals++;
    }
  if (capitals < 4 || i + 3 >= length || !g_ascii_isdigit (text[i + 1]))
    return 0;
  for (i++; i < length && g_ascii_isdigit (text[i]); i++)
    ;
  return i + 1 < length && text[i] == ':' && text[i + 1] == ' ' ? i + 2 : 0;
}

size_t
gf_glued_title (const char *text, size_t length, size_t depth)
{
  bool numbered = depth > 0, deep = depth > 1;
  size_t named = numbered ? 0 : named_number (text, length);
  size_t max_words = numbered || named > 0 ? MAX_WORDS : MAX_UNNUMBERED_WORDS;
  const char *end = text + length, *p = text + named;

  if (p >= end || !g_unichar_isupper (g_utf8_get_char (p)))
    return 0;
  for (size_t n = 0; n < max_words && p < end; n++)
    {
      const char *space = memchr (p, ' ', (size_t) (end - p));
      size_t word = space != NULL ? (size_t) (space - p) : 0;

      if (space == NULL || space + 1 >= end)
        return 0;
      if (deep && (space[-1] == ':' || space[-1] == '?'))
        return (size_t) (space - text);
      if (strchr (".,;:!?", space[-1]) != NULL)
        return 0;
      if (g_unichar_isupper (g_utf8_get_char (space + 1)) && is_letter_before (p, space)
          && !is_small_word (p, word))
        return (size_t) (space - text);
      p = space + 1;
    }
  return 0;
}

typedef struct
{
  uint32_t parts[MAX_DEPTH];
  size_t depth;
} Number;

/* "1.2 ", "4. ", "1. 1. ": bytes taken; 0 for none. */
static size_t
read_number (const char *text, size_t length, Number *number)
{
  size_t i = 0;

  *number = (Number){ { 0 }, 0 };
  while (number->depth < MAX_DEPTH && i < length && g_ascii_isdigit (text[i]))
    {
      uint32_t value = 0;
      size_t digits = 0;

      for (; i < length && g_ascii_isdigit (text[i]) && digits < 3; i++, digits++)
        value = value * 10 + (uint32_t) (text[i] - '0');
      number->parts[number->depth++] = value;
      if (i < length && text[i] == '.')
        i++;
      else
        break;
    }
  if (number->depth == 0 || i >= length || text[i] != ' ')
    return 0;
  return i + 1;
}

/* Whether @next may come after @last: its first child, its next sibling, an elder's next;
   the same once more, since writers miscount. */
static bool
follows (const Number *last, const Number *next)
{
  if (last->depth == 0)
    return next->parts[0] == 1 && (next->depth == 1 || next->parts[1] <= 1);
  for (size_t i = 0; i < next->depth; i++)
    {
      uint32_t before = i < last->depth ? last->parts[i] : 0;

      if (next->parts[i] == before)
        continue;
      if (next->parts[i] != before + 1)
        return false;
      for (size_t j = i + 1; j < next->depth; j++)
        if (next->parts[j] != 1)
          return false;
      return true;
    }
  return next->depth == last->depth;
}

bool
gf_glued_is (const GfLines *lines, size_t start, size_t end)
{
  size_t n_long = 0, bytes = 0, long_bytes = 0;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (line->kind == GF_BLOCK_HEADING || line->kind == GF_BLOCK_TABLE_ROW)
        return false;
      bytes += line->bare_length;
      if (line->bare_length < MIN_LINE_BYTES || !line->first || !line->last)
        continue;
      n_long++;
      long_bytes += line->bare_length;
    }
  return n_long >= MIN_LINES && long_bytes * 10 >= bytes * 9
         && long_bytes / n_long >= 1000;
}

/* The heading at the start of @line. */
static bool
heading_at_start (const GfLine *line, Number *last, GfGluedHeading *heading)
{
  Number number;
  size_t skip = read_number (line->bare, line->bare_length, &number), twice;
  Number again;

  if (skip > 0
      && (twice = read_number (line->bare + skip, line->bare_length - skip, &again)) > 0)
    skip += twice;
  heading->length = (uint32_t) gf_glued_title (
      line->bare + skip, line->bare_length - skip, skip > 0 ? number.depth : 0);
  if (heading->length == 0 || (skip > 0 && !follows (last, &number)))
    return false;
  heading->length += (uint32_t) skip;
  heading->level = skip > 0 ? (uint8_t) number.depth : 1;
  if (skip > 0)
    *last = number;
  return true;
}

/* The next numbered heading inside @line from @from on, after the end of a sentence. */
static size_t
heading_inside (const GfLine *line, size_t from, const Number *last)
{
  for (size_t i = MAX (from, 2); i + 4 < line->bare_length; i++)
    {
      const char *p = line->bare + i;
      Number number;
      size_t skip;

      if (p[-1] != ' ' || !g_ascii_isdigit (*p) || strchr (".?!", p[-2]) == NULL)
        continue;
      skip = read_number (p, line->bare_length - i, &number);
      if (skip > 0 && follows (last, &number)
          && gf_glued_title (p + skip, line->bare_length - i - skip, number.depth) > 0)
        return i;
    }
  return 0;
}

GArray *
gf_glued_headings (GfLines *lines, size_t start, size_t *end)
{
  GArray *headings = g_array_new (FALSE, FALSE, sizeof (GfGluedHeading));
  Number last = { { 0 }, 0 };
  size_t n_splits = 0;

  for (size_t i = start; i < *end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      GfGluedHeading heading = { .line = i };
      size_t inside;

      if (line->aside || line->rule)
        continue;
      if (heading_at_start (line, &last, &heading))
        g_array_append_val (headings, heading);
      inside
          = n_splits < MAX_SPLITS ? heading_inside (line, heading.length + 1, &last) : 0;
      if (inside == 0)
        continue;
      gf_lines_split (lines, i, inside);
      n_splits++;
      ++*end;
    }
  return headings;
}
