/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/aside/boilerplate.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

/* Two entries alike may be chance; three are a listing. */
#define MIN_GROUPS 3
/* Lines between the parts of an entry: the title may be set in more lines than one. */
#define MAX_GROUP_LINES 8
#define MIN_TITLE_BYTES 6
/* A listing on a web page is short, and no entry of it is a text. */
#define MAX_LISTED_BYTES 4000
#define MAX_ENTRY_BYTES 400
/* Before the text, a listing ends where a line is too long for a title, or is the first
   of the pages; it is at most so long. */
#define MAX_TITLE_BYTES 300
#define MIN_PAGE_BYTES 200
#define MAX_TITLES 400
/* It begins within the first lines. */
#define MAX_LINES_BEFORE 12
/* What a site puts below its last listing: terms of use, addresses. */
#define MAX_CLOSING_LINES 8
#define MAX_CLOSING_BYTES 120

static void
set_aside (GfLines *lines, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    if (!gf_lines_get (lines, i)->aside)
      gf_line_set_aside (gf_lines_get (lines, i), GF_BLOCK_BOILERPLATE);
}

static size_t
find_only (const GfLines *lines, size_t start, GfHeading meaning)
{
  for (size_t i = start; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (!line->aside && gf_line_is_only (lines, line, meaning))
        return i;
    }
  return gf_lines_size (lines);
}

static size_t
count_only (const GfLines *lines, size_t start, GfHeading meaning)
{
  size_t n = 0;

  for (size_t i = find_only (lines, start, meaning); i < gf_lines_size (lines);
       i = find_only (lines, i + 1, meaning))
    n++;
  return n;
}

/* Whether line @index opens with line @title, as the opening of a listed document does.
 */
static bool
repeats (const GfLines *lines, size_t index, size_t title)
{
  const GfLine *line = gf_lines_get (lines, index), *first = gf_lines_get (lines, title);

  return line->first && first->first && first->bare_length >= MIN_TITLE_BYTES
         && line->bare_length > first->bare_length
         && memcmp (line->bare, first->bare, first->bare_length) == 0;
}

/* An entry at @start: a title and, right below, a text that opens with it, and
   "Detaljer".  Where a
   @transcript was announced, an entry may do without that; elsewhere "Bamble" above
   "Bamble kommune melder ..." is a round of news and no listing.  @end_out: the line
   after the entry. */
static bool
read_group (const GfLines *lines, size_t start, bool transcript, size_t *end_out)
{
  size_t next = gf_lines_next (lines, start + 1);

  if (next >= gf_lines_size (lines) || !repeats (lines, next, start))
    return false;
  *end_out = next + 1;
  for (size_t i = next + 1; i < MIN (gf_lines_size (lines), next + MAX_GROUP_LINES); i++)
    if (gf_line_is_only (lines, gf_lines_get (lines, i), GF_HEADING_DETAILS))
      {
        *end_out = i + 1;
        return true;
      }
  return transcript;
}

/* The end of a row of such entries at @start; @start itself where there are too few. */
static size_t
listing_end (const GfLines *lines, size_t start, bool transcript)
{
  size_t end = start, next = start, n = 0;

  while (next < gf_lines_size (lines) && read_group (lines, next, transcript, &next))
    {
      end = next;
      next = gf_lines_next (lines, next);
      n++;
    }
  return n >= MIN_GROUPS ? end : start;
}

static void
set_aside_listings (GfLines *lines, bool transcript)
{
  for (size_t i = 0; i < gf_lines_size (lines);)
    {
      size_t end
          = gf_lines_get (lines, i)->aside ? i : listing_end (lines, i, transcript);

      set_aside (lines, i, end);
      i = MAX (end, i + 1);
    }
}

/* Where the entries' openings were left out or changed, "Detaljer" after each still
   tells: all from the line above the first entry to the last "Detaljer". */
static void
set_aside_detailed (GfLines *lines, size_t start)
{
  size_t first = find_only (lines, start, GF_HEADING_DETAILS), last = first;

  if (count_only (lines, start, GF_HEADING_DETAILS) < MIN_GROUPS)
    return;
  for (size_t i = first; i < gf_lines_size (lines);
       i = find_only (lines, i + 1, GF_HEADING_DETAILS))
    last = i;
  while (first > start + 1 && !repeats (lines, first - 1, first - 2))
    first--;
  set_aside (lines,
             first > start + 1 ? first - 2 : find_only (lines, start, GF_HEADING_DETAILS),
             last + 1);
}

/* The end of what stands under the heading at @start, to the next as high; @start itself
   where it is more than a listing. */
static size_t
entries_end (const GfLines *lines, size_t start)
{
  const GfLine *heading = gf_lines_get (lines, start);
  size_t n_bytes = 0;
  size_t i = start + 1;

  for (; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (line->kind == GF_BLOCK_HEADING
          && (heading->kind != GF_BLOCK_HEADING || line->level <= heading->level))
        break;
      /* Below a line that is no heading only the list goes with it. */
      if (heading->kind != GF_BLOCK_HEADING && line->kind != GF_BLOCK_LIST_ITEM)
        break;
      n_bytes += line->bare_length;
      if (line->bare_length > MAX_ENTRY_BYTES || n_bytes > MAX_LISTED_BYTES)
        return start;
    }
  return n_bytes > 0 ? i : start;
}

/* "Les også: Ny skole på Åsen" */
static bool
is_pointer (const GfLines *lines, const GfLine *line)
{
  const char *colon = memchr (line->bare, ':', MIN (line->bare_length, 60));
  GfLine label = *line;

  if (colon == NULL || line->bare_length > MAX_ENTRY_BYTES || !line->first || !line->last)
    return false;
  label.bare_length = (uint32_t) (colon - line->bare);
  return gf_line_is_only (lines, &label, GF_HEADING_LISTING);
}

/* A web page tells of others anywhere: "Relaterte saker", "Les også". */
static void
set_aside_pointers (GfLines *lines)
{
  const char *format = gf_text_get (lines->text, GF_TEXT_FORMAT);

  if (g_strcmp0 (format, "text/html") != 0
      && g_strcmp0 (format, "multipart/related") != 0)
    return;
  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (gf_line_is_alone (line) && gf_line_is_only (lines, line, GF_HEADING_LISTING))
        {
          size_t end = entries_end (lines, i);

          set_aside (lines, i, end);
          i = MAX (end, i + 1) - 1;
        }
      else if (is_pointer (lines, line))
        set_aside (lines, i, i + 1);
    }
}

/* "Like dokumenter" right below the title, then nothing but titles, then the text, which
   no marker announces. */
static void
set_aside_titles (GfLines *lines, size_t listing)
{
  size_t n = 0, i = listing + 1;

  if (listing > MAX_LINES_BEFORE)
    return;
  for (; i < gf_lines_size (lines) && n < MAX_TITLES; i++, n++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->kind == GF_BLOCK_HEADING || line->bare_length > MAX_TITLE_BYTES
          || (line->bare_length > MIN_PAGE_BYTES && line->bare[0] == '1'
              && line->bare[1] == ' '))
        break;
    }
  if (n >= MIN_GROUPS && n < MAX_TITLES && i < gf_lines_size (lines))
    set_aside (lines, listing, i);
}

/* A few short lines after the last listing are the site's own. */
static void
set_aside_closing (GfLines *lines)
{
  size_t n = 0, i = gf_lines_size (lines);

  while (i > 0 && n <= MAX_CLOSING_LINES)
    {
      const GfLine *line = gf_lines_get (lines, i - 1);

      if (line->aside && line->kind == GF_BLOCK_BOILERPLATE
          && gf_line_is_only (lines, line, GF_HEADING_DETAILS))
        break;
      if (line->kind == GF_BLOCK_HEADING || line->bare_length > MAX_CLOSING_BYTES)
        return;
      n += !line->aside;
      i--;
    }
  if (i > 0 && n <= MAX_CLOSING_LINES)
    set_aside (lines, i, gf_lines_size (lines));
}

void
gf_boilerplate_set_aside (GfLines *lines)
{
  size_t transcript = find_only (lines, 0, GF_HEADING_TRANSCRIPT);
  size_t listing = find_only (lines, 0, GF_HEADING_LISTING);
  size_t start = 0;

  if (transcript < gf_lines_size (lines))
    set_aside (lines, 0, start = transcript + 1);
  set_aside_listings (lines, start > 0);
  set_aside_detailed (lines, start);
  set_aside_pointers (lines);
  if (start > 0)
    set_aside_closing (lines);
  else if (listing < gf_lines_size (lines))
    set_aside_titles (lines, listing);
  /* A site's own list after the text, with no openings: titles only, to the end. */
  if (listing < gf_lines_size (lines) && transcript == gf_lines_size (lines)
      && listing > gf_lines_size (lines) / 2)
    set_aside (lines, listing, gf_lines_size (lines));
}
