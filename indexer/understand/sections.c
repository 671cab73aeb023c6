/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/sections.h"

#include <string.h>

#include "indexer/understand/glued.h"
#include "indexer/understand/labels.h"

#define MAX_HEADING_BYTES 160
#define MAX_PLAIN_HEADING_BYTES 70
#define MIN_PARAGRAPH_BYTES 120
#define MAX_TITLE_LINES 3
/* Marked headings, from which on others are not guessed at. */
#define MIN_MARKED 2

static void
section_clear (gpointer data)
{
  g_free (((GfSection *) data)->title);
}

/* Depth of "1.2.3 Title": 3; 0 where no such number and title stand there. */
static uint8_t
number_depth (const GfLine *line)
{
  const char *p = line->bare, *end = p + line->bare_length;
  uint8_t depth = 0;

  while (p < end && g_ascii_isdigit (*p) && depth < 6)
    {
      const char *start = p;

      while (p < end && g_ascii_isdigit (*p))
        p++;
      if (p - start > 2)
        return 0;
      depth++;
      if (p < end && *p == '.')
        p++;
    }
  if (depth == 0 || p >= end || (*p != ' ' && *p != '\t'))
    return 0;
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p < end && g_unichar_isupper (g_utf8_get_char (p)) ? depth : 0;
}

static bool
ends_as_text (const GfLine *line)
{
  return line->bare_length == 0
         || strchr (".,;:", line->bare[line->bare_length - 1]) != NULL;
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

static size_t
count_marked (const GfLines *lines, size_t start, size_t end)
{
  size_t n = 0;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      n += !line->aside && line->first
           && (line->kind == GF_BLOCK_HEADING || line->underlined);
    }
  return n;
}

static uint8_t
marked_level (const GfLines *lines, size_t index)
{
  const GfLine *line = gf_lines_get (lines, index);
  uint8_t depth = number_depth (line);

  if (line->underlined)
    return index + 1 < gf_lines_size (lines)
                   && *gf_lines_get (lines, index + 1)->raw == '='
               ? 1
               : 2;
  if (line->kind != GF_BLOCK_HEADING || !line->first)
    return 0;
  if (line->level > 0)
    return line->level;
  return depth > 0 ? depth : 1;
}

/* Only where nothing is marked: numbered lines, capitals, bold, and short lines above a
 * paragraph. */
static uint8_t
guessed_level (const GfLines *lines, size_t index, size_t end)
{
  const GfLine *line = gf_lines_get (lines, index);
  size_t next = gf_lines_next (lines, index + 1);

  if (!line->first || !line->last || line->kind != GF_BLOCK_PARAGRAPH || line->bullet
      || line->bare_length > MAX_HEADING_BYTES || ends_as_text (line))
    return 0;
  if (number_depth (line) > 0)
    return number_depth (line);
  if (gf_line_find_key (lines, line, GF_KEYS, NULL))
    return 0;
  if (is_capitals (line))
    return 1;
  if (line->strong)
    return 2;
  if (line->bare_length <= MAX_PLAIN_HEADING_BYTES && next < end
      && g_unichar_isupper (g_utf8_get_char (line->bare))
      && gf_lines_get (lines, next)->bare_length >= MIN_PARAGRAPH_BYTES)
    return 2;
  return 0;
}

static char *
dup_heading (const GfLines *lines, size_t index, size_t end)
{
  g_autoptr (GString) title = g_string_new (NULL);

  for (size_t i = index; i < MIN (end, index + MAX_TITLE_LINES); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      size_t length = gf_whole_characters (line->bare, line->bare_length, 300);

      if (i > index && (line->first || line->rule))
        break;
      g_string_append_printf (title, "%s%.*s", i > index ? " " : "", (int) length,
                              line->bare);
      if (line->underlined)
        break;
    }
  return gf_clean_title (title->str, title->len);
}

static void
add_section (GArray *sections, size_t start, uint8_t level, char *title)
{
  GfSection section = { start, level, title };

  g_array_append_val (sections, section);
}

static void
find_glued (GfLines *lines, size_t start, size_t *end, GArray *sections)
{
  g_autoptr (GArray) headings = gf_glued_headings (lines, start, end);

  for (guint i = 0; i < headings->len; i++)
    {
      const GfGluedHeading *heading = &g_array_index (headings, GfGluedHeading, i);
      const GfLine *line = gf_lines_get (lines, heading->line);

      if (heading->line == gf_lines_next (lines, start))
        continue;
      add_section (sections, heading->line, heading->level,
                   gf_clean_title (line->bare, heading->length));
    }
}

static void
find_marked (const GfLines *lines, size_t start, size_t end, GArray *sections)
{
  bool marked = count_marked (lines, start, end) >= MIN_MARKED;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      uint8_t level;

      if (line->aside || line->rule)
        continue;
      level = marked ? marked_level (lines, i) : guessed_level (lines, i, end);
      if (level == 0)
        continue;
      /* What stands above the first heading is a section too, unless that is the first
       * line. */
      if (sections->len == 1 && i == gf_lines_next (lines, start))
        g_array_set_size (sections, 0);
      add_section (sections, sections->len == 0 ? start : i, level,
                   dup_heading (lines, i, end));
    }
}

GArray *
gf_sections_find (GfLines *lines, size_t start, size_t *end)
{
  GArray *sections = g_array_new (FALSE, TRUE, sizeof (GfSection));

  g_array_set_clear_func (sections, section_clear);
  add_section (sections, start, 0, NULL);
  if (gf_glued_is (lines, start, *end))
    find_glued (lines, start, end, sections);
  else
    find_marked (lines, start, *end, sections);
  return sections;
}
