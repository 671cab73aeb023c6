/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/sections/sections.h"

#include <string.h>

#include "indexer/understand/sections/glued.h"
#include "indexer/understand/sections/heading-lines.h"

static void
section_clear (gpointer data)
{
  g_free (((GfSection *) data)->title);
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

/* The kinds of numbers that the headings bear, and the least depth of decimal ones. */
static uint32_t
find_kinds (const GArray *headings, uint8_t *least_out)
{
  uint32_t kinds = 0;

  *least_out = GF_OUTLINE_MAX_DEPTH;
  for (guint i = 0; i < headings->len; i++)
    {
      const GfHeadingLine *heading = &g_array_index (headings, GfHeadingLine, i);

      if (heading->level > 0 || heading->number.depth == 0)
        continue;
      kinds |= 1u << heading->number.kind;
      if (heading->number.kind == GF_OUTLINE_DECIMAL)
        *least_out = MIN (*least_out, heading->number.depth);
    }
  return kinds;
}

/* How deep a heading lies that no format tells: by its number, and by the kinds of
   numbers above it. */
static uint8_t
numbered_level (const GfOutlineNumber *number, uint32_t kinds, uint8_t least)
{
  uint8_t level = 1;

  for (unsigned kind = 0; kind < number->kind; kind++)
    level += (kinds >> kind) & 1;
  if (number->kind == GF_OUTLINE_DECIMAL)
    level += number->depth - least;
  return level;
}

static void
set_levels (GArray *headings)
{
  uint8_t least, current = 0;
  uint32_t kinds = find_kinds (headings, &least);

  for (guint i = 0; i < headings->len; i++)
    {
      GfHeadingLine *heading = &g_array_index (headings, GfHeadingLine, i);

      if (heading->level > 0)
        continue;
      if (heading->number.depth > 0)
        heading->level = current = numbered_level (&heading->number, kinds, least);
      else
        heading->level = heading->is_high ? 1
                         : current > 0    ? current + 1
                         : kinds != 0     ? 1
                                          : 2;
    }
}

static void
find_lines (const GfLines *lines, size_t start, size_t end, GArray *sections)
{
  g_autoptr (GArray) headings = gf_heading_lines_find (lines, start, end);

  set_levels (headings);
  for (guint i = 0; i < headings->len; i++)
    {
      GfHeadingLine *heading = &g_array_index (headings, GfHeadingLine, i);

      /* What stands above the first heading is a section too, unless that is the first
       * line. */
      if (sections->len == 1 && i == 0 && heading->line == gf_lines_next (lines, start))
        g_array_set_size (sections, 0);
      add_section (sections, sections->len == 0 ? start : heading->line, heading->level,
                   g_steal_pointer (&heading->title));
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
    find_lines (lines, start, *end, sections);
  return sections;
}
