/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/flow.h"

#include <string.h>

#include "indexer/extract/limits.h"

/* What a block costs beside its text. */
#define BLOCK_BYTES 64

typedef struct
{
  GString *text;
  uint32_t page;
  int row_depth; /* the table rows it stands in */
} Paragraph;

typedef struct
{
  GfBlock *block;
  uint32_t cell; /* its number in the row, from 1 */
} CellBlock;

struct GfFlow
{
  GfReading *reading;
  uint32_t page;
  GArray *open;       /* of Paragraph, the innermost last */
  GPtrArray *pending; /* of GfBlock: what stood within the outermost paragraph */
  GArray *row;        /* of CellBlock */
  uint32_t n_cells;
  int row_depth;
  int n_unrolled; /* outermost of these rows that are layout; their blocks are not held */
  bool unroll_nested;
  size_t held_bytes; /* of open paragraphs, pending and row */
  bool full;
};

static void
clear_paragraph (gpointer paragraph)
{
  g_string_free (((Paragraph *) paragraph)->text, TRUE);
}

static void
clear_cell_block (gpointer cell_block)
{
  gf_block_free (((CellBlock *) cell_block)->block);
}

GfFlow *
gf_flow_new (GfReading *reading)
{
  GfFlow *flow = g_new0 (GfFlow, 1);

  flow->reading = reading;
  flow->open = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  g_array_set_clear_func (flow->open, clear_paragraph);
  flow->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
  flow->row = g_array_new (FALSE, FALSE, sizeof (CellBlock));
  g_array_set_clear_func (flow->row, clear_cell_block);
  return flow;
}

void
gf_flow_free (GfFlow *flow)
{
  if (flow == NULL)
    return;
  while (flow->open->len > 0)
    gf_flow_end_paragraph (flow, GF_BLOCK_PARAGRAPH, 0);
  while (flow->row_depth > 0)
    gf_flow_end_row (flow, GF_BLOCK_TABLE_ROW);
  g_array_unref (flow->open);
  g_ptr_array_unref (flow->pending);
  g_array_unref (flow->row);
  g_free (flow);
}

static Paragraph *
innermost (const GfFlow *flow)
{
  return flow->open->len > 0 ? &g_array_index (flow->open, Paragraph, flow->open->len - 1)
                             : NULL;
}

void
gf_flow_set_page (GfFlow *flow, uint32_t page)
{
  Paragraph *paragraph = innermost (flow);

  flow->page = page;
  if (paragraph != NULL && paragraph->text->len == 0)
    paragraph->page = page;
}

uint32_t
gf_flow_get_page (const GfFlow *flow)
{
  return flow->page;
}

void
gf_flow_next_page (GfFlow *flow)
{
  if (flow->page < flow->reading->options->limits.pages)
    gf_flow_set_page (flow, MAX (flow->page, 1) + 1);
}

bool
gf_flow_is_full (const GfFlow *flow)
{
  return flow->full;
}

void
gf_flow_begin_paragraph (GfFlow *flow)
{
  Paragraph paragraph
      = { .text = g_string_new (NULL), .page = flow->page, .row_depth = flow->row_depth };

  g_array_append_val (flow->open, paragraph);
}

void
gf_flow_add (GfFlow *flow, const char *text)
{
  Paragraph *paragraph = innermost (flow);

  if (paragraph == NULL || flow->full)
    return;
  size_t length = strlen (text);
  if (flow->held_bytes + length > flow->reading->options->limits.text_mb << 20)
    {
      gf_reading_cut (flow->reading,
                      "a paragraph or a table row of more than %" G_GUINT64_FORMAT " MB",
                      flow->reading->options->limits.text_mb);
      flow->full = true;
      return;
    }
  flow->held_bytes += length;
  g_string_append_len (paragraph->text, text, length);
}

char
gf_flow_last (const GfFlow *flow)
{
  const Paragraph *paragraph = innermost (flow);

  return paragraph != NULL && paragraph->text->len > 0
             ? paragraph->text->str[paragraph->text->len - 1]
             : '\0';
}

static void
emit (GfFlow *flow, const GfBlock *block)
{
  if (!gf_reading_add (flow->reading, block->kind, block->level, block->page,
                       block->text))
    flow->full = true;
}

/* To the row that is open, or to the text. */
static void
put (GfFlow *flow, GfBlock *block)
{
  CellBlock cell_block = { .block = block, .cell = flow->n_cells };

  if (flow->row_depth > flow->n_unrolled)
    {
      g_array_append_val (flow->row, cell_block);
      return;
    }
  emit (flow, block);
  gf_block_free (block);
}

static void
put_pending (GfFlow *flow)
{
  g_autoptr (GPtrArray) pending = g_steal_pointer (&flow->pending);

  flow->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
  g_ptr_array_set_free_func (pending, NULL);
  for (guint i = 0; i < pending->len; i++)
    put (flow, g_ptr_array_index (pending, i));
}

static void
forget_held (GfFlow *flow)
{
  if (flow->open->len == 0 && flow->row_depth == 0)
    flow->held_bytes = 0;
}

void
gf_flow_end_paragraph (GfFlow *flow, GfBlockKind kind, uint8_t level)
{
  Paragraph *paragraph = innermost (flow);

  if (paragraph == NULL)
    return;
  g_strstrip (paragraph->text->str);
  GfBlock *block = *paragraph->text->str != '\0'
                       ? gf_block_new (kind, level, paragraph->page, paragraph->text->str)
                       : NULL;
  bool within = flow->open->len > 1
                && g_array_index (flow->open, Paragraph, 0).row_depth == flow->row_depth;

  g_array_set_size (flow->open, flow->open->len - 1);
  if (block != NULL)
    flow->held_bytes += BLOCK_BYTES;
  if (block != NULL && within)
    g_ptr_array_add (flow->pending, block);
  else if (block != NULL)
    put (flow, block);
  if (flow->open->len == 0)
    put_pending (flow);
  forget_held (flow);
}

static void
emit_separately (GfFlow *flow)
{
  for (guint i = 0; i < flow->row->len; i++)
    emit (flow, g_array_index (flow->row, CellBlock, i).block);
  g_array_set_size (flow->row, 0);
}

void
gf_flow_unroll_nested (GfFlow *flow)
{
  flow->unroll_nested = true;
}

void
gf_flow_begin_row (GfFlow *flow)
{
  bool is_nested = flow->row_depth > flow->n_unrolled;

  if (is_nested && flow->unroll_nested)
    {
      emit_separately (flow);
      flow->n_unrolled = flow->row_depth;
    }
  flow->row_depth++;
  if (flow->row_depth == flow->n_unrolled + 1)
    flow->n_cells = 0;
}

void
gf_flow_begin_cell (GfFlow *flow)
{
  if (flow->row_depth == flow->n_unrolled + 1)
    flow->n_cells++;
}

static bool
has_heading (const GfFlow *flow)
{
  for (guint i = 0; i < flow->row->len; i++)
    if (g_array_index (flow->row, CellBlock, i).block->kind == GF_BLOCK_HEADING)
      return true;
  return false;
}

static void
emit_row (GfFlow *flow, GfBlockKind kind)
{
  g_autoptr (GString) text = g_string_new (NULL);
  uint32_t cell = 1;
  uint32_t page = g_array_index (flow->row, CellBlock, 0).block->page;

  for (guint i = 0; i < flow->row->len; i++)
    {
      const CellBlock *part = &g_array_index (flow->row, CellBlock, i);

      if (part->block->kind == GF_BLOCK_HIDDEN)
        continue;
      if (text->len > 0 && part->cell == cell)
        g_string_append_c (text, '\n');
      for (; cell < part->cell; cell++)
        g_string_append_c (text, '\t');
      g_string_append (text, part->block->text);
    }
  if (!gf_reading_add (flow->reading, kind, 0, page, text->str))
    flow->full = true;
  for (guint i = 0; i < flow->row->len && !flow->full; i++)
    if (g_array_index (flow->row, CellBlock, i).block->kind == GF_BLOCK_HIDDEN)
      emit (flow, g_array_index (flow->row, CellBlock, i).block);
}

void
gf_flow_end_row (GfFlow *flow, GfBlockKind kind)
{
  if (flow->row_depth == 0)
    return;
  flow->row_depth--;
  if (flow->row_depth > flow->n_unrolled)
    return;

  flow->n_unrolled = flow->row_depth;
  if (flow->row->len > 0 && flow->n_cells > 1 && !has_heading (flow))
    emit_row (flow, kind);
  else
    emit_separately (flow);
  g_array_set_size (flow->row, 0);
  forget_held (flow);
}
