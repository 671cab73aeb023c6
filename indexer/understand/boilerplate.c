/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/boilerplate.h"

#include <string.h>

#include "indexer/understand/labels.h"

/* Two entries alike may be chance; three are a listing. */
#define MIN_GROUPS 3
/* Lines between the parts of an entry: the title may be set in more lines than one. */
#define MAX_GROUP_LINES 8
#define MIN_TITLE_BYTES 6
/* A transcript's marker stands before the text it announces, not after half of it. */
#define MIN_CONTENTS_LINES 3
/* A listing on a web page is short, and no entry of it is a text. */
#define MAX_LISTED_BYTES 4000
#define MAX_ENTRY_BYTES 400
/* Lists of contents looked for in one file: an agenda may hold several papers. */
#define MAX_CONTENTS 50
#define MAX_CONTENTS_LINE_BYTES 200

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
  /* A site's own list after the text, with no openings: titles only, to the end. */
  if (listing < gf_lines_size (lines) && transcript == gf_lines_size (lines)
      && listing > gf_lines_size (lines) / 2)
    set_aside (lines, listing, gf_lines_size (lines));
}

/* "1.2 Dagens organisering ........ 6", "Forord<tab>3". */
static bool
is_contents_line (const GfLine *line)
{
  const char *p = line->bare;
  size_t i = line->bare_length, digits = 0;

  if (i > MAX_CONTENTS_LINE_BYTES)
    return false;
  while (i > 0 && g_ascii_isdigit (p[i - 1]) && digits < 4)
    i--, digits++;
  return digits > 0 && digits < 4 && i > 2 && strchr (". \t", p[i - 1]) != NULL;
}

static bool
has_leaders (const GfLine *line)
{
  return g_strstr_len (line->bare, line->bare_length, "....") != NULL
         || g_strstr_len (line->bare, line->bare_length, ". . .") != NULL
         || g_strstr_len (line->bare, line->bare_length, "\xe2\x80\xa6") != NULL;
}

/* The contents glued into one line: many numbers among few words, no sentence. */
static bool
is_glued_contents (const GfLines *lines, const GfLine *line)
{
  return line->bare_length > 120 && gf_line_begins_with (lines, line, GF_HEADING_CONTENTS)
         && g_strstr_len (line->bare, line->bare_length, ". ") != NULL
         && g_ascii_isdigit (line->bare[line->bare_length - 1]);
}

/* The lines after the heading "Innhold" that end in page numbers, or that the text
   repeats as its headings. */
static size_t
contents_end (const GfLines *lines, size_t start)
{
  size_t end = start, n_missed = 0, n = 0;

  for (size_t i = start; i < gf_lines_size (lines) && n_missed < 3; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule)
        continue;
      if (is_contents_line (line))
        {
          end = i + 1;
          n++;
          n_missed = 0;
        }
      else
        n_missed++;
    }
  return n >= MIN_CONTENTS_LINES ? end : start;
}

/* Contents without page numbers, as in a web page: a run of short lines each of which
   stands again further down. */
static size_t
repeated_end (const GfLines *lines, size_t start)
{
  g_autoptr (GHashTable) headings
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  size_t end = start, n = 0;

  for (size_t i = start; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->kind == GF_BLOCK_HEADING && line->bare_length < MAX_CONTENTS_LINE_BYTES)
        g_hash_table_add (headings, g_strndup (line->bare, line->bare_length));
    }
  for (size_t i = start; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      g_autofree char *text = g_strndup (line->bare, MIN (line->bare_length, 400));

      if (line->aside || line->rule)
        continue;
      if (line->kind == GF_BLOCK_HEADING || !g_hash_table_contains (headings, text))
        break;
      end = i + 1;
      n++;
    }
  return n >= MIN_CONTENTS_LINES ? end : start;
}

void
gf_contents_set_aside (GfLines *lines)
{
  size_t run = 0, n_headings = 0;

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      GfLine *line = gf_lines_get (lines, i);
      size_t end = i;

      if (line->aside || line->rule)
        continue;
      if (is_glued_contents (lines, line))
        end = i + 1;
      else if (n_headings < MAX_CONTENTS
               && gf_line_is_only (lines, line, GF_HEADING_CONTENTS))
        {
          n_headings++;
          end = contents_end (lines, i + 1);
          end = end > i + 1 ? end : repeated_end (lines, i + 1);
          end = end > i + 1 ? end : i;
        }
      set_aside (lines, i, end);
      /* Without its heading a list still shows by its leaders. */
      run = is_contents_line (line) && has_leaders (line) ? run + 1 : 0;
      if (run >= MIN_CONTENTS_LINES)
        set_aside (lines, i + 1 - run, i + 1);
    }
}
