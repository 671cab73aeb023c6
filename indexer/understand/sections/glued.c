/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages that a converter has put into one line each: headings found by what is left of
 * them, a number in sequence and the capital that begins the text after the heading.
 */
#include "indexer/understand/sections/glued.h"

#include <string.h>

#define MAX_DEPTH 4
#define MAX_WORDS 14
/* "Satsingsområde 12" */
#define MAX_NAME_BYTES 40
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

/* "Kapittel 2 ", "Kap. 0 " before a title count as the number alone would. */
static size_t
read_named_number (const GfLines *lines, const char *text, size_t length, Number *number)
{
  size_t size = 0, name, taken;
  g_autoptr (GfWords) words = NULL;

  if (length == 0 || !g_ascii_isupper (*text))
    return 0;
  words = gf_words_new (text, gf_whole_characters (text, length, MAX_NAME_BYTES), 3);
  gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                      GF_MEANING (GF_HEADING_CHAPTER), words, 0, &size);
  if (size == 0 || size >= words->words->len)
    return 0;
  name = gf_words_get (words, size)->start;
  taken = read_number (text + name, length - name, number);
  return taken > 0 && number->depth == 1 ? name + taken : 0;
}

static size_t
read_any_number (const GfLines *lines, const char *text, size_t length, Number *number)
{
  size_t taken = read_number (text, length, number);

  return taken > 0 ? taken : read_named_number (lines, text, length, number);
}

/* Whether @next may come after @last: its first child, its next sibling, an elder's next;
   the same once more, since writers miscount. */
static bool
follows (const Number *last, const Number *next)
{
  if (last->depth == 0)
    return next->parts[0] <= 1 && (next->depth == 1 || next->parts[1] <= 1);
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

/* Pages that gf_furniture_number_pages () found: the blocks have none. */
static bool
has_found_pages (const GfLines *lines, size_t start)
{
  size_t first = gf_lines_next (lines, start);
  const GfLine *line = first < gf_lines_size (lines) ? gf_lines_get (lines, first) : NULL;
  const GfBlock *block
      = line != NULL ? g_ptr_array_index (gf_text_get_blocks (lines->text), line->block)
                     : NULL;

  return block != NULL && line->page > 0 && block->page == 0;
}

bool
gf_glued_is (const GfLines *lines, size_t start, size_t end)
{
  size_t n_long = 0, bytes = 0, long_bytes = 0;

  if (has_found_pages (lines, start))
    return true;

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

/* "1. Innledning 1.1 Bakgrunn Planen ...": where in the @length bytes of a title the
   number of the next heading stands; @length for nowhere. */
static size_t
find_next_number (const char *title, size_t length, const Number *number)
{
  for (size_t i = 1; i + 2 < length; i++)
    {
      Number next;

      if (title[i - 1] == ' ' && g_ascii_isdigit (title[i])
          && read_number (title + i, length - i, &next) > 0 && next.depth > 1
          && follows (number, &next))
        return i - 1;
    }
  return length;
}

/* At the start of a page a chapter may follow one whose heading was lost in the glue. */
static bool
skips_one (const Number *last, const Number *next)
{
  return next->depth == 1 && last->depth > 0 && next->parts[0] == last->parts[0] + 2;
}

/* The heading at the start of @line. */
static bool
heading_at_start (const GfLines *lines, const GfLine *line, Number *last,
                  GfGluedHeading *heading)
{
  Number number = { { 0 }, 0 }, again;
  size_t skip = read_any_number (lines, line->bare, line->bare_length, &number), twice;
  size_t length;

  if (skip > 0
      && (twice = read_number (line->bare + skip, line->bare_length - skip, &again)) > 0)
    skip += twice;
  length = gf_glued_title (line->bare + skip, line->bare_length - skip,
                           skip > 0 ? number.depth : 0);
  if (length == 0 || (skip > 0 && !follows (last, &number) && !skips_one (last, &number)))
    return false;
  if (skip > 0)
    {
      length = find_next_number (line->bare + skip, length, &number);
      *last = number;
    }
  heading->length = (uint32_t) (length + skip);
  heading->level = skip > 0 ? (uint8_t) number.depth : 1;
  return true;
}

/* The next numbered heading inside @line from @from on: after the end of a sentence, or
   where another heading ends, at @after. */
static size_t
heading_inside (const GfLines *lines, const GfLine *line, size_t after,
                const Number *last)
{
  for (size_t i = MAX (after, 2); i + 4 < line->bare_length; i++)
    {
      const char *p = line->bare + i;
      Number number;
      size_t skip;

      if (p[-1] != ' ' || (!g_ascii_isdigit (*p) && !g_ascii_isupper (*p))
          || (i != after && strchr (".?!", p[-2]) == NULL))
        continue;
      skip = read_any_number (lines, p, line->bare_length - i, &number);
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
      if (heading_at_start (lines, line, &last, &heading))
        g_array_append_val (headings, heading);
      inside = n_splits < MAX_SPLITS
                   ? heading_inside (lines, line, heading.length + 1, &last)
                   : 0;
      if (inside == 0)
        continue;
      gf_lines_split (lines, i, inside);
      n_splits++;
      ++*end;
    }
  return headings;
}
