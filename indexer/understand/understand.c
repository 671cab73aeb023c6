/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/understand.h"

#include <string.h>

#include "indexer/understand/bodies.h"
#include "indexer/understand/boilerplate.h"
#include "indexer/understand/cases.h"
#include "indexer/understand/dates.h"
#include "indexer/understand/decisions.h"
#include "indexer/understand/furniture.h"
#include "indexer/understand/head.h"
#include "indexer/understand/labels.h"
#include "indexer/understand/language.h"
#include "indexer/understand/lines.h"
#include "indexer/understand/sections.h"

#define MAX_HEAD_LINES 60
/* Above this a section is cut at a paragraph. */
#define MAX_SECTION_BYTES 6000
/* The cut may fall this much earlier to leave no crumb behind. */
#define MIN_REST_BYTES 800
#define MAX_DEPTH 16

typedef struct
{
  GfLines *lines;
  GfDocument *document;
  GfBelonging *belonging;
} Reading;

static bool
is_empty_range (const GfLines *lines, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    if (!gf_lines_get (lines, i)->aside)
      return false;
  return true;
}

static void
set_pages (const GfText *text, GfUnit *unit)
{
  for (guint i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      if (unit->page == 0)
        unit->page = block->page;
      unit->page_last = MAX (unit->page_last, block->page);
    }
  unit->page_label = g_strdup (gf_text_get_page_label (text, unit->page));
}

static void
set_language (const GfRegisters *registers, GfUnit *unit)
{
  GfLanguageCount count = { { 0 } };

  for (guint i = 0; i < unit->blocks->len; i++)
    gf_language_count (registers, ((GfBlock *) g_ptr_array_index (unit->blocks, i))->text,
                       &count);
  unit->language = g_strdup (gf_language_name (&count));
}

/* A unit of the lines from @start up to @end; NULL where none of them is left. */
static GfUnit *
add_unit (Reading *reading, GfUnitKind kind, size_t start, size_t end)
{
  GfUnit *unit;

  if (is_empty_range (reading->lines, start, end))
    return NULL;
  unit = gf_unit_new (kind);
  if (unit->blocks == NULL)
    unit->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
  gf_lines_add_blocks (reading->lines, start, end, false, unit->blocks);
  unit->ordinal = reading->document->units->len + 1;
  set_pages (reading->lines->text, unit);
  set_language (reading->lines->registers, unit);
  g_ptr_array_add (reading->document->units, unit);
  return unit;
}

/* Folded names that a sentence deciding without a label may begin with. */
static char **
dup_subjects (const Reading *reading)
{
  const GfBelonging *belonging = reading->belonging;
  const char *names[] = { belonging->body, belonging->council, belonging->region };
  GPtrArray *subjects = g_ptr_array_new ();

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL)
      g_ptr_array_add (subjects, gf_fold (names[i], strlen (names[i])));
  g_ptr_array_add (subjects, NULL);
  return (char **) g_ptr_array_free (subjects, FALSE);
}

static void
add_case (Reading *reading, const GfCase *found, size_t end, const char *const *subjects)
{
  GfUnit *unit = add_unit (reading, GF_UNIT_CASE, found->start, end);

  if (unit == NULL)
    return;
  unit->case_number = gf_number_dup (&found->number);
  unit->case_prefix
      = found->number.prefix[0] != '\0' ? g_strdup (found->number.prefix) : NULL;
  unit->title = g_strdup (found->title);
  unit->decision = gf_decision_find (reading->lines, found->text, end,
                                     reading->document->type, subjects);
}

static void
add_section (Reading *reading, size_t start, size_t end, const char *title, GStrv path)
{
  GfUnit *unit = add_unit (reading, GF_UNIT_SECTION, start, end);

  if (unit == NULL)
    return;
  unit->title = g_strdup (title);
  unit->heading_path = path != NULL && path[0] != NULL ? g_strdupv (path) : NULL;
}

static size_t
bytes_between (const GfLines *lines, size_t start, size_t end)
{
  size_t bytes = 0;

  for (size_t i = start; i < end; i++)
    bytes += gf_lines_get (lines, i)->aside ? 0 : gf_lines_get (lines, i)->bare_length;
  return bytes;
}

/* The end of a piece of at most MAX_SECTION_BYTES from @start, at the start of a block.
 */
static size_t
piece_end (const GfLines *lines, size_t start, size_t end)
{
  size_t bytes = 0, cut = 0;

  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (i > start && line->first)
        cut = i;
      bytes += line->bare_length;
      if (bytes > MAX_SECTION_BYTES && i > start)
        return cut > 0 ? cut : i;
    }
  return end;
}

static void
add_pieces (Reading *reading, size_t start, size_t end, const char *title, GStrv path)
{
  size_t left = bytes_between (reading->lines, start, end);

  while (start < end)
    {
      size_t cut = left > MAX_SECTION_BYTES + MIN_REST_BYTES
                       ? piece_end (reading->lines, start, end)
                       : end;

      left -= bytes_between (reading->lines, start, cut);
      add_section (reading, start, cut, title, path);
      start = cut;
    }
}

typedef struct
{
  const char *titles[MAX_DEPTH];
  uint8_t levels[MAX_DEPTH];
  size_t depth;
} Path;

static GStrv
dup_path (const Path *path)
{
  GStrv copy = g_new0 (char *, path->depth + 1);

  for (size_t i = 0; i < path->depth; i++)
    copy[i] = g_strdup (path->titles[i]);
  return copy;
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

static void
add_sections (Reading *reading, size_t start, size_t end)
{
  g_autoptr (GArray) sections = gf_sections_find (reading->lines, start, &end);
  const char *document_title = reading->document->title;
  Path path = { .depth = 0 };

  for (guint i = 0; i < sections->len; i++)
    {
      const GfSection *section = &g_array_index (sections, GfSection, i);
      size_t next = i + 1 < sections->len
                        ? g_array_index (sections, GfSection, i + 1).start
                        : end;

      pop_path (&path, section->level);

      g_auto (GStrv) titles = dup_path (&path);

      add_pieces (reading, section->start, next,
                  section->title != NULL || i > 0 ? section->title : document_title,
                  titles);
      push_path (&path, section, document_title);
    }
}

/* Where an unnumbered "Eventuelt" or "Ymse" stands as a heading after the last case, from
 * @start up to @end; @end for nowhere. */
static size_t
find_miscellany (const GfLines *lines, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (!line->aside && !line->rule && !line->bullet
          && (line->first || line->strong || line->underlined)
          && line->kind != GF_BLOCK_LIST_ITEM && line->kind != GF_BLOCK_TABLE_ROW
          && gf_line_is_only (lines, line, GF_HEADING_MISCELLANY))
        return i;
    }
  return end;
}

static void
add_miscellany (Reading *reading, size_t start, size_t end)
{
  const GfLine *line;
  g_autofree char *title = NULL;

  if (start >= end)
    return;
  line = gf_lines_get (reading->lines, start);
  title = gf_clean_title (line->bare, line->bare_length);
  if (title != NULL && g_str_has_suffix (title, ":"))
    title[strlen (title) - 1] = '\0';
  add_pieces (reading, start, end, title, NULL);
}

static void
add_cases (Reading *reading, const GArray *cases)
{
  g_auto (GStrv) subjects = dup_subjects (reading);
  size_t n_lines = gf_lines_size (reading->lines);
  const GfCase *first = &g_array_index (cases, GfCase, 0);
  const GfCase *last = &g_array_index (cases, GfCase, cases->len - 1);
  size_t tail = gf_find_tail (reading->lines, last->text, n_lines);
  size_t rest = find_miscellany (reading->lines, last->text, tail);

  add_pieces (reading, 0, first->start, reading->document->title, NULL);
  for (guint i = 0; i < cases->len; i++)
    {
      const GfCase *found = &g_array_index (cases, GfCase, i);
      size_t end = i + 1 < cases->len ? g_array_index (cases, GfCase, i + 1).start : rest;

      add_case (reading, found, end, (const char *const *) subjects);
    }
  add_miscellany (reading, rest, tail);
  add_pieces (reading, tail, n_lines, reading->document->title, NULL);
}

/* A row of a table, or "Saksnr: 12/19": where a paper says which case it is; running text
   only refers to others. */
static bool
tells_course (const GfLines *lines, const GfLine *line)
{
  return line->kind == GF_BLOCK_TABLE_ROW
         || memchr (line->bare, '\t', line->bare_length) != NULL
         || gf_line_begins_with (lines, line, GF_HEADING_CASE_COLUMN);
}

/* A case paper is one case, whatever it holds: its number stands in the rows that tell
 * its course. */
static void
add_case_paper (Reading *reading, const GArray *cases)
{
  GfUnit *unit = add_unit (reading, GF_UNIT_CASE, 0, gf_lines_size (reading->lines));

  if (unit == NULL)
    return;
  unit->title = g_strdup (reading->document->title);
  unit->decision = gf_decision_find (reading->lines, 0, gf_lines_size (reading->lines),
                                     reading->document->type, NULL);
  for (size_t i = 0; i < gf_lines_size (reading->lines) && i < MAX_HEAD_LINES; i++)
    {
      const GfLine *line = gf_lines_get (reading->lines, i);
      GfNumber number;

      if (line->aside || !tells_course (reading->lines, line)
          || !gf_number_find (reading->lines, line, &number))
        continue;
      g_free (unit->case_number);
      g_free (unit->case_prefix);
      unit->case_number = gf_number_dup (&number);
      unit->case_prefix = number.prefix[0] != '\0' ? g_strdup (number.prefix) : NULL;
    }
  if (unit->case_number == NULL && cases->len > 0)
    unit->case_number = gf_number_dup (&g_array_index (cases, GfCase, 0).number);
  if (unit->case_number == NULL)
    unit->case_number = g_strdup ("1");
}

static void
set_document_language (Reading *reading)
{
  GfLanguageCount count = { { 0 } };

  for (guint i = 0; i < reading->document->units->len; i++)
    {
      const GfUnit *unit = g_ptr_array_index (reading->document->units, i);

      for (guint j = 0; j < unit->blocks->len; j++)
        gf_language_count (reading->lines->registers,
                           ((GfBlock *) g_ptr_array_index (unit->blocks, j))->text,
                           &count);
    }
  g_free (reading->document->language);
  reading->document->language = g_strdup (gf_language_name (&count));
}

static void
set_aside (GfLines *lines, GfDocument *document)
{
  gf_furniture_set_aside (lines);
  gf_boilerplate_set_aside (lines);
  document->pages = gf_text_get_pages (lines->text);
  if (document->pages == 0)
    document->pages = gf_furniture_number_pages (lines);
  gf_contents_set_aside (lines);
}

static size_t
head_end (const GfLines *lines, const GArray *cases, GfDocumentType type)
{
  return cases->len > 0 && type != GF_TYPE_CASE_PAPER
             ? g_array_index (cases, GfCase, 0).start
             : gf_lines_size (lines);
}

static void
read_head (Reading *reading, const GArray *cases)
{
  GfDocument *document = reading->document;
  g_autoptr (GfLines) head = gf_lines_new_head (
      reading->lines, head_end (reading->lines, cases, document->type), MAX_HEAD_LINES);

  document->title = gf_head_dup_title (head);
  document->date
      = gf_date_of_document (reading->lines, head, document->type, document->title);
  reading->belonging
      = gf_belonging_find (reading->lines, head, document->type, document->title);
  document->body = g_strdup (reading->belonging->body);
  document->region = g_strdup (reading->belonging->region);
  if (document->type == GF_TYPE_MINUTES || document->type == GF_TYPE_AGENDA)
    gf_head_complete_title (reading->lines->registers, document);
}

/* What is cut into cases that were decided is minutes, whatever it calls itself not. */
static void
settle_type (GfDocument *document)
{
  guint n_decided = 0, n_cases = 0;

  for (guint i = 0; i < document->units->len && document->type == GF_TYPE_OTHER; i++)
    {
      const GfUnit *unit = g_ptr_array_index (document->units, i);

      n_cases += unit->kind == GF_UNIT_CASE;
      n_decided
          += unit->decision != NULL && unit->decision->outcome != GF_OUTCOME_PROPOSED;
    }
  if (n_cases >= 2 && n_decided >= 1)
    document->type = GF_TYPE_MINUTES;
}

GfDocument *
gf_understand (GfText *text, const GfRegisters *registers)
{
  g_autoptr (GfLines) lines = gf_lines_new (text, registers);
  g_autoptr (GfDocument) document = gf_document_new ();
  Reading reading = { lines, document, NULL };

  set_aside (lines, document);
  document->format = g_strdup (gf_text_get (text, GF_TEXT_FORMAT));

  g_autoptr (GfLines) opening
      = gf_lines_new_head (lines, gf_lines_size (lines), MAX_HEAD_LINES);

  document->type = gf_head_find_type (opening);

  g_autoptr (GArray) cases = gf_cases_find (lines, document->type);

  read_head (&reading, cases);
  if (document->type == GF_TYPE_CASE_PAPER)
    add_case_paper (&reading, cases);
  else if (cases->len > 0)
    add_cases (&reading, cases);
  else
    add_sections (&reading, 0, gf_lines_size (lines));
  settle_type (document);
  set_document_language (&reading);
  gf_lines_add_blocks (lines, 0, gf_lines_size (lines), true, document->set_aside);
  gf_belonging_free (reading.belonging);
  return g_steal_pointer (&document);
}
