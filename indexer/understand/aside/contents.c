/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/aside/contents.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

#define MIN_CONTENTS_LINES 3
/* Lists of contents looked for in one file: an agenda may hold several papers. */
#define MAX_CONTENTS 50
#define MAX_CONTENTS_LINE_BYTES 200
/* Text has a sentence for so many bytes; a list of titles hardly any. */
#define MIN_SENTENCE_BYTES 250
#define MIN_GLUED_BYTES 120

static void
set_aside (GfLines *lines, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    if (!gf_lines_get (lines, i)->aside)
      gf_line_set_aside (gf_lines_get (lines, i), GF_BLOCK_BOILERPLATE);
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

/* "... av planen. Den", not "1. Innledning": the point after a word. */
static size_t
count_sentences (const GfLine *line)
{
  const char *p = line->bare;
  size_t n = 0;

  for (size_t i = 2; i < line->bare_length; i++)
    n += strchr (".!?", p[i]) != NULL && g_ascii_islower (p[i - 1])
         && g_ascii_islower (p[i - 2]) && (i + 1 == line->bare_length || p[i + 1] == ' ');
  return n;
}

/* The contents glued into one line: no sentences. */
static bool
is_glued_contents (const GfLines *lines, const GfLine *line)
{
  return line->bare_length > MIN_GLUED_BYTES && line->first && line->last
         && gf_line_begins_with (lines, line, GF_HEADING_CONTENTS)
         && count_sentences (line) * MIN_SENTENCE_BYTES < line->bare_length;
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

/* Where each short line stands last.  Returns: (transfer full). */
static GHashTable *
find_last_places (const GfLines *lines)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (gf_line_is_alone (line) && line->bare_length > 0
          && line->bare_length < MAX_CONTENTS_LINE_BYTES)
        g_hash_table_replace (places, g_strndup (line->bare, line->bare_length),
                              GSIZE_TO_POINTER (i));
    }
  return places;
}

/* Contents without page numbers, as in a web page: a run of short lines each of which
   stands again further down. */
static size_t
repeated_end (const GfLines *lines, size_t start, GHashTable *places)
{
  size_t end = start, n = 0;

  for (size_t i = start; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      g_autofree char *text = NULL;

      if (line->aside || line->rule)
        continue;
      text = g_strndup (line->bare, MIN (line->bare_length, MAX_CONTENTS_LINE_BYTES));
      if (line->kind == GF_BLOCK_HEADING
          || GPOINTER_TO_SIZE (g_hash_table_lookup (places, text)) <= i)
        break;
      end = i + 1;
      n++;
    }
  return n >= MIN_CONTENTS_LINES ? end : start;
}

void
gf_contents_set_aside (GfLines *lines)
{
  g_autoptr (GHashTable) places = NULL;
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
          if (places == NULL)
            places = find_last_places (lines);
          end = end > i + 1 ? end : repeated_end (lines, i + 1, places);
          end = end > i + 1 ? end : i;
        }
      set_aside (lines, i, end);
      /* Without its heading a list still shows by its leaders. */
      run = is_contents_line (line) && has_leaders (line) ? run + 1 : 0;
      if (run >= MIN_CONTENTS_LINES)
        set_aside (lines, i + 1 - run, i + 1);
    }
}
