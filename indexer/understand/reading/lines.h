/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lines.h: the blocks of a text as lines, each with its page and without its marks.
 *
 * A line points into the text of its block, which is never changed: what is put together
 * from lines again stands word for word in the block.  Private to understand.
 */
#pragma once

#include <string.h>

#include "indexer/understand/reading/registers.h"
#include "indexer/understand/reading/text.h"
#include "indexer/understand/reading/words.h"

typedef struct
{
  const char *raw; /* as it stands in the block, without its line break */
  uint32_t raw_length;
  const char *bare; /* without white space, bullet and marks of emphasis at its ends */
  uint32_t bare_length;
  uint32_t block;
  uint32_t page;
  GfBlockKind kind;
  uint8_t level;
  bool first;  /* of its block */
  bool last;   /* of its block */
  bool strong; /* set in bold or italics by a converter's asterisks, as a whole or at an
                  end */
  bool bullet; /* had a bullet before it */
  bool underlined; /* a line of dashes follows */
  bool rule;       /* is such a line */
  bool runs_on; /* as long as the lines of this text get: the next one goes on with it */
  bool aside;   /* set aside, as what kind says */
} GfLine;

typedef struct
{
  GfText *text;
  const GfRegisters *registers;
  GArray *lines; /* of GfLine; empty lines are left out */
} GfLines;

/* gf_lines_new: (transfer none) of both; the lines live as long as the text. */
GfLines *gf_lines_new (GfText *text, const GfRegisters *registers);
void gf_lines_free (GfLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfLines, gf_lines_free)

/* gf_lines_new_head: the first @max of the lines before line @end that are not set aside
 * and hold text: what the document says of itself.  Read only; lives as long as @lines.
 */
GfLines *gf_lines_new_head (const GfLines *lines, size_t end, size_t max);

static inline GfLine *
gf_lines_get (const GfLines *lines, size_t index)
{
  return &g_array_index (lines->lines, GfLine, index);
}

static inline size_t
gf_lines_size (const GfLines *lines)
{
  return lines->lines->len;
}

/* gf_line_is_sentence: whether @line ends with a full stop behind several words. */
static inline bool
gf_line_is_sentence (const GfLine *line)
{
  return line->bare_length > 0 && line->bare[line->bare_length - 1] == '.'
         && memchr (line->bare, ' ', line->bare_length) != NULL;
}

/* gf_lines_next: the first line at or after @index that is not set aside; the size for
 * none. */
size_t gf_lines_next (const GfLines *lines, size_t index);

/* gf_lines_split: makes line @index two, the second beginning @offset bytes into its bare
 * text. */
void gf_lines_split (GfLines *lines, size_t index, size_t offset);

/* gf_line_set_aside: out of the units, as @kind. */
void gf_line_set_aside (GfLine *line, GfBlockKind kind);

/* gf_line_words: the words of the first @max_bytes of the bare line.  Returns: (transfer
 * full) */
GfWords *gf_line_words (const GfLine *line, size_t max_bytes);

/* gf_line_is_row: a row of a table, or of columns that tabs set apart. */
static inline bool
gf_line_is_row (const GfLine *line)
{
  return line->kind == GF_BLOCK_TABLE_ROW
         || memchr (line->bare, '\t', line->bare_length) != NULL;
}

/* gf_line_has_columns: such a row, or one set apart with blanks, as in plain text. */
static inline bool
gf_line_has_columns (const GfLine *line)
{
  return gf_line_is_row (line)
         || g_strstr_len (line->bare, line->bare_length, "   ") != NULL;
}

/* gf_line_is_alone: the only line of its block, or a heading. */
static inline bool
gf_line_is_alone (const GfLine *line)
{
  return (line->first && line->last) || line->kind == GF_BLOCK_HEADING
         || line->underlined;
}

/*
 * gf_clean_title: @text in one line, without what converters leave behind: asterisks,
 * "[text](#)", "[bookmark: _GoBack]", bullets at its start.
 * Returns: (transfer full) (nullable): NULL where nothing is left.
 */
char *gf_clean_title (const char *text, size_t length);

/* gf_whole_characters: the most bytes up to @max that end between characters. */
size_t gf_whole_characters (const char *text, size_t length, size_t max);

/*
 * gf_lines_blocks: lines from @start up to @end as blocks, those of one block together.
 * @aside: those set aside, or those not.  Returns: (transfer full): of GfBlock.
 */
void gf_lines_add_blocks (const GfLines *lines, size_t start, size_t end, bool aside,
                          GPtrArray *blocks);

/*
 * gf_lines_dup_offsets: where the bare text of each line from @start up to @end stands in
 * the text of the blocks that gf_lines_add_blocks makes of those not set aside, joined by
 * '\n'.  Returns: (transfer full): of size_t, SIZE_MAX for a line set aside.
 */
GArray *gf_lines_dup_offsets (const GfLines *lines, size_t start, size_t end);
