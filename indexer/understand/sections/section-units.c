/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/sections/section-units.h"

#include <string.h>

#include "indexer/understand/sections/outline.h"
#include "indexer/understand/sections/sections.h"
#include "indexer/understand/reading/units.h"

/* Above this a section is cut at a paragraph. */
#define MAX_SECTION_BYTES 6000
/* Above this it is cut though nothing says that a sentence ends there. */
#define MAX_PARAGRAPH_BYTES (4 * MAX_SECTION_BYTES)
/* Above this a table is cut between its rows. */
#define MAX_TABLE_BYTES 30000
/* A cut leaves no smaller crumb than this, behind or before it. */
#define MIN_PIECE_BYTES 800
#define MAX_DEPTH 16
#define MAX_COLUMN_HEADS_BYTES 300

typedef struct
{
  GfLines *lines;
  GfDocument *document;
} Writer;

/* The headings above a section. */
typedef struct
{
  const char *titles[MAX_DEPTH];
  uint8_t levels[MAX_DEPTH];
  size_t depth;
} Path;

/* A place where a section may be cut. */
typedef struct
{
  size_t at;
  size_t table; /* the first row of the table that is cut there; SIZE_MAX for none */
} Cut;

static size_t
size_of (const GfLine *line)
{
  return line->aside ? 0 : (size_t) line->raw_length + 1;
}

static size_t
bytes_between (const GfLines *lines, size_t start, size_t end)
{
  size_t bytes = 0;

  for (size_t i = start; i < end; i++)
    bytes += size_of (gf_lines_get (lines, i));
  return bytes;
}

static bool
ends_sentence (const GfLine *line)
{
  return line->bare_length > 0
         && strchr (".!?", line->bare[line->bare_length - 1]) != NULL;
}

/* Whether @line and the one before it belong together: rows of a table, its caption, a
   list and the line that announces it. */
static bool
is_bound (const GfLines *lines, const GfLine *before, const GfLine *line)
{
  bool row = line->kind == GF_BLOCK_TABLE_ROW;

  if (!line->first)
    return true;
  if (row && before->kind == GF_BLOCK_TABLE_ROW)
    return true;
  return (row && gf_outline_is_caption (lines, before))
         || (before->bare_length > 0 && before->bare[before->bare_length - 1] == ':');
}

typedef struct
{
  size_t bytes;  /* so far */
  size_t at;     /* the last place between paragraphs; 0 for none */
  size_t within; /* the last between sentences of one block; 0 for none */
  size_t table;  /* the first row of the table that the line is of; SIZE_MAX for none */
} Measure;

static void
note_place (const GfLines *lines, Measure *measure, const GfLine *before, size_t index)
{
  const GfLine *line = gf_lines_get (lines, index);
  bool row = line->kind == GF_BLOCK_TABLE_ROW;

  if (!row)
    measure->table = SIZE_MAX;
  else if (measure->table == SIZE_MAX)
    measure->table = index;
  if (before == NULL || measure->bytes < MIN_PIECE_BYTES)
    return;
  if (!is_bound (lines, before, line))
    measure->at = index;
  else if (!row && (ends_sentence (before) || line->bullet))
    measure->within = index;
}

/* The end of the piece that begins at @start. */
static Cut
find_cut (const GfLines *lines, size_t start, size_t end)
{
  Measure measure = { .table = SIZE_MAX };
  const GfLine *before = NULL;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      note_place (lines, &measure, before, i);
      measure.bytes += size_of (line);
      if (measure.bytes > MAX_SECTION_BYTES && measure.at > 0)
        return (Cut){ measure.at, SIZE_MAX };
      if (measure.bytes > MAX_SECTION_BYTES && measure.within > 0)
        return (Cut){ measure.within, SIZE_MAX };
      if (before != NULL && measure.table != SIZE_MAX && i > measure.table
          && measure.bytes > MAX_TABLE_BYTES)
        return (Cut){ i, measure.table };
      if (before != NULL && measure.table == SIZE_MAX
          && measure.bytes > MAX_PARAGRAPH_BYTES)
        return (Cut){ i, SIZE_MAX };
      before = line;
    }
  return (Cut){ end, SIZE_MAX };
}

static char *
dup_column_heads (const GfLines *lines, size_t row)
{
  const GfLine *line = gf_lines_get (lines, row);
  size_t length
      = gf_whole_characters (line->bare, line->bare_length, MAX_COLUMN_HEADS_BYTES);
  g_autofree char *text = g_strndup (line->bare, length);
  g_auto (GStrv) cells = g_strsplit (text, "\t", -1);

  return g_strjoinv (" | ", cells);
}

static GStrv
dup_path (const Path *path, const char *column_heads)
{
  GStrv copy = g_new0 (char *, path->depth + 2);

  for (size_t i = 0; i < path->depth; i++)
    copy[i] = g_strdup (path->titles[i]);
  copy[path->depth] = g_strdup (column_heads);
  return copy;
}

static void
add_piece (const Writer *writer, size_t start, size_t end, const char *title,
           const Path *path, const char *column_heads)
{
  GfUnit *unit
      = gf_units_add (writer->lines, writer->document, GF_UNIT_SECTION, start, end);

  if (unit == NULL)
    return;
  unit->title = g_strdup (title);
  if (path->depth > 0 || column_heads != NULL)
    unit->heading_path = dup_path (path, column_heads);
}

static void
add_pieces (const Writer *writer, size_t start, size_t end, const char *title,
            const Path *path)
{
  size_t left = bytes_between (writer->lines, start, end);
  size_t table = SIZE_MAX;

  while (start < end)
    {
      g_autofree char *heads
          = table != SIZE_MAX ? dup_column_heads (writer->lines, table) : NULL;
      Cut cut = { end, SIZE_MAX };

      if (left > MAX_SECTION_BYTES + MIN_PIECE_BYTES)
        cut = find_cut (writer->lines, start, end);
      left -= bytes_between (writer->lines, start, cut.at);
      add_piece (writer, start, cut.at, title, path, heads);
      /* A third piece of a table has the head of the first. */
      table = cut.table == start && table != SIZE_MAX ? table : cut.table;
      start = cut.at;
    }
}

static void
pop_path (Path *path, uint8_t level)
{
  while (path->depth > 0 && path->levels[path->depth - 1] >= level)
    path->depth--;
}

static void
push_path (Path *path, const GfSection *section, const char *document_title)
{
  bool own = section->title == NULL || g_strcmp0 (section->title, document_title) == 0;

  if (own || section->level == 0 || path->depth >= MAX_DEPTH)
    return;
  path->titles[path->depth] = section->title;
  path->levels[path->depth++] = section->level;
}

/* Where a piece of a line may end: after a sentence, else a word, else a character. */
static size_t
find_break (const char *text, size_t length)
{
  size_t blank = 0;

  if (length <= 2 * MAX_SECTION_BYTES)
    return length;
  for (size_t i = MAX_SECTION_BYTES; i < 2 * MAX_SECTION_BYTES; i++)
    {
      if (text[i] != ' ')
        continue;
      if (strchr (".!?", text[i - 1]) != NULL)
        return i + 1;
      blank = i + 1;
    }
  return blank > 0 ? blank : gf_whole_characters (text, length, 2 * MAX_SECTION_BYTES);
}

static void
append_broken (GArray *lines, const GfLine *whole)
{
  const char *p = whole->bare, *end = whole->bare + whole->bare_length;

  while (p < end)
    {
      size_t length = find_break (p, (size_t) (end - p));
      bool last = p + length >= end;
      GfLine line = *whole;

      line.first = whole->first && p == whole->bare;
      line.last = whole->last && last;
      line.raw = p == whole->bare ? whole->raw : p;
      line.raw_length
          = (uint32_t) ((last ? whole->raw + whole->raw_length : p + length) - line.raw);
      line.bare = p;
      line.bare_length = (uint32_t) length;
      while (line.bare_length > 0 && line.bare[line.bare_length - 1] == ' ')
        line.bare_length--;
      g_array_append_val (lines, line);
      p += length;
    }
}

/* A line longer than any paragraph can only be cut within. */
static void
break_lines (GfLines *lines)
{
  GArray *broken;
  size_t n_long = 0;

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    n_long += gf_lines_get (lines, i)->bare_length > MAX_PARAGRAPH_BYTES;
  if (n_long == 0)
    return;
  broken = g_array_new (FALSE, FALSE, sizeof (GfLine));
  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->bare_length > MAX_PARAGRAPH_BYTES && !line->aside)
        append_broken (broken, line);
      else
        g_array_append_vals (broken, line, 1);
    }
  g_array_unref (lines->lines);
  lines->lines = broken;
}

void
gf_section_units_add (GfLines *lines, GfDocument *document)
{
  const Writer writer = { lines, document };
  const char *document_title = document->title;
  g_autoptr (GArray) sections = NULL;
  Path path = { .depth = 0 };
  size_t end;

  break_lines (lines);
  end = gf_lines_size (lines);
  sections = gf_sections_find (lines, 0, &end);
  for (guint i = 0; i < sections->len; i++)
    {
      const GfSection *section = &g_array_index (sections, GfSection, i);
      size_t next = i + 1 < sections->len
                        ? g_array_index (sections, GfSection, i + 1).start
                        : end;

      pop_path (&path, section->level);
      add_pieces (&writer, section->start, next,
                  section->title != NULL || i > 0 ? section->title : document_title,
                  &path);
      push_path (&path, section, document_title);
    }
}

void
gf_section_units_add_pieces (GfLines *lines, GfDocument *document, size_t start,
                             size_t end, const char *title)
{
  const Writer writer = { lines, document };
  const Path path = { .depth = 0 };

  add_pieces (&writer, start, end, title, &path);
}
