/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/sections/heading-lines.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

#define MAX_HEADING_BYTES 160
#define MAX_PLAIN_HEADING_BYTES 70
#define MAX_TITLE_LINES 3
#define MAX_TITLE_BYTES 300
/* What a short line stands above is text from this length on, or from the other if it
   ends as a sentence does. */
#define MIN_PARAGRAPH_BYTES 120
#define MIN_SENTENCE_BYTES 40
/* Marked headings, from which on others are not guessed at. */
#define MIN_MARKED 2
/* "§ 1", "§ 2", "§ 3" each at the start of a line: no text that only mentions them. */
#define MIN_CHAIN 3
#define MIN_LETTERED_CHAIN 2
/* A "§ 4" whose title runs into its text has one no longer than this. */
#define MAX_SECTION_TITLE_BYTES 60

typedef struct
{
  const GfLines *lines;
  size_t end;
  bool marked;
  uint32_t chains[GF_N_OUTLINES];           /* numbers that carry each other on */
  GfOutlineNumber last[GF_N_OUTLINES];      /* of depth 0 before the first */
  uint8_t levels[GF_OUTLINE_MAX_DEPTH + 1]; /* of marked headings, by decimal depth */
  GfOutlineNumber item; /* of the list that the line before was in; depth 0 for none */
  GArray *headings;
} Finder;

static void
heading_clear (gpointer data)
{
  g_free (((GfHeadingLine *) data)->title);
}

static bool
ends_as_text (const GfLine *line)
{
  return line->bare_length == 0
         || strchr (".,;:", line->bare[line->bare_length - 1]) != NULL;
}

static bool
begins_with_capital (const GfLine *line)
{
  return line->bare_length > 0
         && (g_unichar_isupper (g_utf8_get_char (line->bare))
             || (line->bare_length > 2 && memcmp (line->bare, "\xc2\xab", 2) == 0));
}

static bool
is_capitals (const GfLine *line)
{
  size_t letters = 0;

  for (const char *p = line->bare; p < line->bare + line->bare_length;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return false;
      letters += g_unichar_isupper (c) != 0;
    }
  return letters >= 4;
}

/* The next line with text. */
static const GfLine *
line_after (const Finder *finder, size_t index, size_t *index_out)
{
  size_t i = index + 1;

  while (i < finder->end
         && (gf_lines_get (finder->lines, i)->aside
             || gf_lines_get (finder->lines, i)->rule))
    i++;
  *index_out = i;
  return i < finder->end ? gf_lines_get (finder->lines, i) : NULL;
}

static char *
dup_title (const GfLines *lines, size_t index, size_t n_lines)
{
  g_autoptr (GString) title = g_string_new (NULL);

  for (size_t i = index; i < index + n_lines; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      size_t length
          = gf_whole_characters (line->bare, line->bare_length, MAX_TITLE_BYTES);

      if (i > index && line->aside)
        continue;
      g_string_append_printf (title, "%s%.*s", i > index ? " " : "", (int) length,
                              line->bare);
    }
  return gf_clean_title (title->str, title->len);
}

/* Lines of the heading block that begins at @index. */
static size_t
count_block_lines (const Finder *finder, size_t index)
{
  size_t n = 1;

  if (gf_lines_get (finder->lines, index)->underlined)
    return 1;
  while (n < MAX_TITLE_LINES && index + n < finder->end
         && !gf_lines_get (finder->lines, index + n)->first
         && !gf_lines_get (finder->lines, index + n)->rule)
    n++;
  return n;
}

static GfHeadingLine *
add_heading (Finder *finder, size_t index, size_t n_lines, const GfOutlineNumber *number)
{
  GfHeadingLine heading = { .line = index };

  if (number != NULL)
    {
      heading.number = *number;
      finder->last[number->kind] = *number;
      /* "2.1" may come again below "Del II". */
      for (unsigned kind = number->kind + 1; kind < GF_N_OUTLINES; kind++)
        finder->last[kind].depth = 0;
    }
  heading.title = dup_title (finder->lines, index, n_lines);
  g_array_append_val (finder->headings, heading);
  return &g_array_index (finder->headings, GfHeadingLine, finder->headings->len - 1);
}

static bool
carries_on (const Finder *finder, const GfOutlineNumber *number)
{
  const GfOutlineNumber *last = &finder->last[number->kind];

  return gf_outline_follows (last->depth > 0 ? last : NULL, number)
         || (number->depth == 1 && number->parts[0] <= 1);
}

static uint8_t
marked_level (const GfLines *lines, size_t index)
{
  const GfLine *line = gf_lines_get (lines, index);

  if (line->underlined)
    return index + 1 < gf_lines_size (lines)
                   && *gf_lines_get (lines, index + 1)->raw == '='
               ? 1
               : 2;
  if (line->kind != GF_BLOCK_HEADING || !line->first)
    return 0;
  return line->level > 0 ? line->level : UINT8_MAX;
}

/* A heading that the file has as two, the second of which begins within a sentence. */
static bool
goes_on (const Finder *finder, size_t index, uint8_t level)
{
  const GfLine *line = gf_lines_get (finder->lines, index);
  const GfHeadingLine *before;
  size_t next;

  if (finder->headings->len == 0 || line->underlined
      || !g_unichar_islower (g_utf8_get_char (line->bare)))
    return false;
  before = &g_array_index (finder->headings, GfHeadingLine, finder->headings->len - 1);
  line_after (finder, before->line, &next);
  return next == index && (before->level == level || level == UINT8_MAX)
         && gf_lines_get (finder->lines, before->line)->kind == GF_BLOCK_HEADING;
}

static void
add_marked (Finder *finder, size_t index, uint8_t level)
{
  const GfLine *line = gf_lines_get (finder->lines, index);
  size_t n_lines = count_block_lines (finder, index);
  bool is_unknown = level == UINT8_MAX;
  GfOutlineNumber number;
  GfHeadingLine *heading;

  if (goes_on (finder, index, level))
    {
      g_autofree char *rest = dup_title (finder->lines, index, n_lines);

      heading
          = &g_array_index (finder->headings, GfHeadingLine, finder->headings->len - 1);
      g_autofree char *start = g_steal_pointer (&heading->title);
      heading->title = g_strjoin (" ", start, rest, NULL);
      return;
    }
  if (!gf_outline_read (finder->lines, line, &number))
    {
      add_heading (finder, index, n_lines, NULL)->level = is_unknown ? 1 : level;
      return;
    }
  heading = add_heading (finder, index, n_lines, &number);
  heading->level = is_unknown ? number.depth : level;
  if (number.kind == GF_OUTLINE_DECIMAL)
    finder->levels[number.depth] = heading->level;
}

/* The level of an unmarked "2.1.3" among marked headings; 0 where nothing tells. */
static uint8_t
level_between (const Finder *finder, const GfOutlineNumber *number)
{
  for (size_t depth = number->depth; depth > 0; depth--)
    if (finder->levels[depth] > 0)
      return finder->levels[depth] + (uint8_t) (number->depth - depth);
  return 0;
}

/* Alone in its block, or the first of a block whose text begins on the next line; "Del
   5", or a long numbered title, may take two lines.  @n_lines_out: those of the heading.
   Returns: false for none of these. */
static bool
is_set_apart (const Finder *finder, size_t index, const GfOutlineNumber *number,
              size_t *n_lines_out)
{
  const GfLine *line = gf_lines_get (finder->lines, index);
  const GfLine *next = index + 1 < finder->end && !line->last
                           ? gf_lines_get (finder->lines, index + 1)
                           : NULL;

  *n_lines_out = 1;
  if (!line->first || line->bare_length > MAX_HEADING_BYTES)
    return false;
  if (next == NULL)
    return !ends_as_text (line);
  if (next->last && !ends_as_text (next)
      && line->bare_length + next->bare_length <= MAX_HEADING_BYTES
      && (number->title >= line->bare_length
          || g_unichar_islower (g_utf8_get_char (next->bare))))
    {
      *n_lines_out = 2;
      return true;
    }
  return !line->runs_on && !ends_as_text (line) && begins_with_capital (next)
         && next->bare_length >= MIN_SENTENCE_BYTES;
}

/* "1. Vei", "2. Vann": next to each other, with nothing below any, as in a list. */
static bool
is_item (Finder *finder, size_t index, const GfOutlineNumber *number)
{
  size_t at;
  const GfLine *next = line_after (finder, index, &at);
  GfOutlineNumber after;
  bool was_item = finder->item.depth > 0 && gf_outline_is_sibling (&finder->item, number);
  bool item = was_item;

  if (number->kind == GF_OUTLINE_SECTION || number->kind <= GF_OUTLINE_CHAPTER)
    return false;
  if (next != NULL && gf_outline_read (finder->lines, next, &after))
    item |= gf_outline_is_sibling (number, &after);
  finder->item.depth = 0;
  if (item)
    finder->item = *number;
  return item;
}

/* The end of the title of "§ 4 Styret. Styret har fem medlemmer."; of "§ 4" alone where
   a sentence follows right away. */
static size_t
section_title_length (const GfLine *line, const GfOutlineNumber *number)
{
  size_t max = MIN (line->bare_length, number->title + MAX_SECTION_TITLE_BYTES);

  if (line->bare_length <= number->title + MAX_SECTION_TITLE_BYTES
      && !ends_as_text (line))
    return line->bare_length;
  for (size_t i = number->title; i + 2 < max; i++)
    if (strchr (".:", line->bare[i]) != NULL && line->bare[i + 1] == ' '
        && g_unichar_isupper (g_utf8_get_char (line->bare + i + 2)))
      return i;
  return number->title;
}

/* A § whose numbers go on from the one before is one wherever its line begins. */
static bool
add_chained_section (Finder *finder, size_t index, const GfOutlineNumber *number)
{
  const GfLine *line = gf_lines_get (finder->lines, index);
  GfHeadingLine *heading;
  char *title;
  size_t length;

  if (number->kind != GF_OUTLINE_SECTION || finder->chains[GF_OUTLINE_SECTION] < MIN_CHAIN
      || !carries_on (finder, number))
    return false;
  length = section_title_length (line, number);
  title = gf_clean_title (line->bare, length);
  if (title == NULL)
    return false;
  heading = add_heading (finder, index, 1, number);
  g_free (heading->title);
  heading->title = title;
  return true;
}

static bool
has_chain (const Finder *finder, const GfOutlineNumber *number)
{
  bool weak = number->kind == GF_OUTLINE_ROMAN || number->kind == GF_OUTLINE_LETTER;

  return !weak || finder->chains[number->kind] >= MIN_LETTERED_CHAIN;
}

/* "Kapittel 3", and its name in the next block. */
static size_t
take_name (const Finder *finder, size_t index, const GfOutlineNumber *number)
{
  size_t at;
  const GfLine *line = gf_lines_get (finder->lines, index);
  const GfLine *next = line_after (finder, index, &at);
  GfOutlineNumber other;

  if (number->title < line->bare_length || next == NULL || at > index + 2 || !next->first
      || !next->last || next->bare_length > MAX_PLAIN_HEADING_BYTES || ends_as_text (next)
      || !begins_with_capital (next) || gf_outline_read (finder->lines, next, &other))
    return 1;
  return at + 1 - index;
}

/* Returns: the lines that the heading takes; 0 for no heading. */
static size_t
add_numbered (Finder *finder, size_t index, const GfOutlineNumber *number)
{
  size_t n_lines;
  GfHeadingLine *heading;

  if (add_chained_section (finder, index, number))
    return 1;
  if (is_item (finder, index, number) || !has_chain (finder, number)
      || !carries_on (finder, number) || !is_set_apart (finder, index, number, &n_lines))
    return 0;
  if (finder->marked
      && (number->kind != GF_OUTLINE_DECIMAL || level_between (finder, number) == 0))
    return 0;
  if (n_lines == 1)
    n_lines = take_name (finder, index, number);
  heading = add_heading (finder, index, n_lines, number);
  if (finder->marked)
    heading->level = level_between (finder, number);
  return n_lines;
}

/* A short line by itself, with a capital first. */
static bool
is_short (const Finder *finder, const GfLine *line)
{
  return line != NULL && line->kind == GF_BLOCK_PARAGRAPH && line->first && line->last
         && !line->bullet && line->bare_length <= MAX_PLAIN_HEADING_BYTES
         && begins_with_capital (line) && !ends_as_text (line)
         && !gf_line_find_key (finder->lines, line, GF_KEYS, NULL)
         && !gf_outline_is_caption (finder->lines, line);
}

static bool
is_body (const GfLine *line)
{
  if (line == NULL)
    return false;
  if (line->bare_length >= MIN_PARAGRAPH_BYTES || line->kind == GF_BLOCK_LIST_ITEM
      || line->bullet || (line->kind == GF_BLOCK_TABLE_ROW && line->first))
    return true;
  if (!line->last)
    return line->bare_length >= MIN_SENTENCE_BYTES;
  return line->bare_length >= MIN_SENTENCE_BYTES
         && line->bare[line->bare_length - 1] == '.';
}

/* Short and above text, or above such a line: two headings in a row there may be, but of
   more short lines only the last is one. */
static bool
is_above_text (const Finder *finder, size_t index, const GfLine *before)
{
  const GfLine *line = gf_lines_get (finder->lines, index), *next;
  size_t at;

  if (!is_short (finder, line)
      || gf_line_is_only (finder->lines, line, GF_HEADING_CONTENTS))
    return false;
  next = line_after (finder, index, &at);
  if (is_body (next))
    return true;
  return is_short (finder, next) && !is_short (finder, before)
         && is_body (line_after (finder, at, &at));
}

/* The first line of a block, much shorter than the text that goes on below it. */
static bool
heads_block (const Finder *finder, size_t index)
{
  const GfLine *line = gf_lines_get (finder->lines, index), *next;

  if (!line->first || line->last || line->runs_on || index + 1 >= finder->end
      || line->kind != GF_BLOCK_PARAGRAPH || line->bullet
      || line->bare_length > MAX_PLAIN_HEADING_BYTES || !begins_with_capital (line)
      || ends_as_text (line) || gf_line_find_key (finder->lines, line, GF_KEYS, NULL))
    return false;
  next = gf_lines_get (finder->lines, index + 1);
  return begins_with_capital (next) && next->runs_on
         && next->bare_length > line->bare_length;
}

static void
add_guessed (Finder *finder, size_t index, const GfLine *before)
{
  const GfLine *line = gf_lines_get (finder->lines, index);
  bool alone = line->first && line->last && line->kind == GF_BLOCK_PARAGRAPH
               && !line->bullet && line->bare_length <= MAX_HEADING_BYTES
               && !ends_as_text (line)
               && !gf_line_find_key (finder->lines, line, GF_KEYS, NULL);

  if (alone && is_capitals (line))
    add_heading (finder, index, 1, NULL)->is_high = true;
  else if ((alone && line->strong) || is_above_text (finder, index, before)
           || heads_block (finder, index))
    add_heading (finder, index, 1, NULL);
}

static size_t
read_line (Finder *finder, size_t index, const GfLine *before)
{
  const GfLine *line = gf_lines_get (finder->lines, index);
  uint8_t level = finder->marked ? marked_level (finder->lines, index) : 0;
  GfOutlineNumber number;
  size_t n_lines = 1;

  if (level > 0 && !gf_outline_is_caption (finder->lines, line))
    add_marked (finder, index, level);
  else if (line->bullet || line->kind != GF_BLOCK_PARAGRAPH)
    ;
  else if (gf_outline_read (finder->lines, line, &number))
    n_lines = add_numbered (finder, index, &number);
  else if (!finder->marked && !gf_outline_is_caption (finder->lines, line))
    add_guessed (finder, index, before);
  return MAX (n_lines, 1);
}

static void
count_line (Finder *finder, const GfLine *line)
{
  GfOutlineNumber number;

  if (line->bullet || line->kind == GF_BLOCK_TABLE_ROW
      || !gf_outline_read (finder->lines, line, &number) || !carries_on (finder, &number))
    return;
  finder->chains[number.kind]++;
  finder->last[number.kind] = number;
}

/* Whether headings are marked, and what numbers carry each other on. */
static void
survey (Finder *finder, size_t start)
{
  size_t n_marked = 0;

  for (size_t i = start; i < finder->end; i++)
    {
      const GfLine *line = gf_lines_get (finder->lines, i);

      if (line->aside || line->rule)
        continue;
      n_marked += line->first && (line->kind == GF_BLOCK_HEADING || line->underlined);
      count_line (finder, line);
    }
  finder->marked = n_marked >= MIN_MARKED;
  memset (finder->last, 0, sizeof finder->last);
}

GArray *
gf_heading_lines_find (const GfLines *lines, size_t start, size_t end)
{
  Finder finder = { .lines = lines, .end = end };
  const GfLine *before = NULL;

  finder.headings = g_array_new (FALSE, TRUE, sizeof (GfHeadingLine));
  g_array_set_clear_func (finder.headings, heading_clear);
  survey (&finder, start);
  for (size_t i = start; i < end;)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule)
        {
          i++;
          continue;
        }
      i += read_line (&finder, i, before);
      before = line;
    }
  return finder.headings;
}
