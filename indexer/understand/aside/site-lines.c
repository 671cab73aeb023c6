/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/aside/site-lines.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

/* Steps from a site's front page to a page. */
#define MAX_STEPS 8
#define MAX_DISCLAIMER_BYTES 3000

static bool
is_item (const GfLine *line)
{
  return line->bullet || line->kind == GF_BLOCK_LIST_ITEM;
}

static bool
is_same_text (const GfLine *a, const GfLine *b)
{
  return a->bare_length == b->bare_length
         && memcmp (a->bare, b->bare, a->bare_length) == 0;
}

/* "• Forside • Uttalelser • Krav til høring" above the title "Krav til høring". */
static void
set_aside_way (GfLines *lines)
{
  size_t first = gf_lines_next (lines, 0), i = first, n = 0;

  while (i < gf_lines_size (lines) && n <= MAX_STEPS && is_item (gf_lines_get (lines, i)))
    {
      i = gf_lines_next (lines, i + 1);
      n++;
    }
  if (n < 2 || n > MAX_STEPS || i >= gf_lines_size (lines)
      || !is_same_text (gf_lines_get (lines, i - 1), gf_lines_get (lines, i)))
    return;
  for (size_t j = first; j < i; j++)
    if (!gf_lines_get (lines, j)->aside)
      gf_line_set_aside (gf_lines_get (lines, j), GF_BLOCK_BOILERPLATE);
}

static bool
is_mail (const GfLines *lines)
{
  const char *format = gf_text_get (lines->text, GF_TEXT_FORMAT);

  return g_strcmp0 (format, "message/rfc822") == 0
         || g_strcmp0 (format, "application/vnd.ms-outlook") == 0;
}

/* The block that begins at @start, where a disclaimer does; returns the line after it. */
static size_t
set_aside_disclaimer (GfLines *lines, size_t start)
{
  size_t end = start + 1, bytes = gf_lines_get (lines, start)->bare_length;

  while (end < gf_lines_size (lines) && !gf_lines_get (lines, end)->first)
    bytes += gf_lines_get (lines, end++)->bare_length;
  if (bytes > MAX_DISCLAIMER_BYTES)
    return end;
  for (size_t i = start; i < end; i++)
    if (!gf_lines_get (lines, i)->aside)
      gf_line_set_aside (gf_lines_get (lines, i), GF_BLOCK_BOILERPLATE);
  return end;
}

void
gf_site_lines_set_aside (GfLines *lines)
{
  bool mail = is_mail (lines);

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule || !line->first || line->kind == GF_BLOCK_HEADING)
        continue;
      if (line->last && line->kind != GF_BLOCK_TABLE_ROW
          && gf_line_is_only (lines, line, GF_HEADING_SITE))
        gf_line_set_aside (line, GF_BLOCK_BOILERPLATE);
      else if (mail && gf_line_begins_with (lines, line, GF_HEADING_DISCLAIMER))
        i = set_aside_disclaimer (lines, i) - 1;
    }
  set_aside_way (lines);
}
