/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/prose.h"

#include "indexer/extract/flow.h"
#include "indexer/extract/limits.h"

/* What a block costs beside its text. */
#define BLOCK_BYTES 64

/* A paragraph that is open. */
typedef struct
{
  GString *text;
  GString *hidden;
  GfBlockKind kind; /* as gf_prose_set_kind () has it */
} Level;

struct GfProse
{
  GfReading *reading;
  GfFlow *flow;
  GArray *levels;     /* of Level: the paragraph, and insets within it */
  GPtrArray *pending; /* of GfBlock: what follows the paragraph or row that is open */
  GArray *breaks;     /* of guint: blocks before each break between pages */
  size_t pending_bytes;
  bool in_row;
  bool in_cell;
  bool is_full;
};

static void
clear_level (gpointer data)
{
  Level *level = data;

  g_string_free (level->text, TRUE);
  g_string_free (level->hidden, TRUE);
}

static void
push_level (GfProse *prose, GfBlockKind kind)
{
  Level level
      = { .text = g_string_new (NULL), .hidden = g_string_new (NULL), .kind = kind };

  g_array_append_val (prose->levels, level);
}

static Level *
innermost (const GfProse *prose)
{
  return &g_array_index (prose->levels, Level, prose->levels->len - 1);
}

GfProse *
gf_prose_new (GfReading *reading)
{
  GfProse *prose = g_new0 (GfProse, 1);

  prose->reading = reading;
  prose->flow = gf_flow_new (reading);
  prose->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_set_clear_func (prose->levels, clear_level);
  prose->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
  prose->breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  push_level (prose, GF_BLOCK_PARAGRAPH);
  return prose;
}

bool
gf_prose_is_full (const GfProse *prose)
{
  return prose->is_full || gf_flow_is_full (prose->flow);
}

static void
put_pending (GfProse *prose)
{
  for (guint i = 0; i < prose->pending->len && !gf_prose_is_full (prose); i++)
    {
      const GfBlock *block = g_ptr_array_index (prose->pending, i);

      if (!gf_reading_add (prose->reading, block->kind, block->level, 0, block->text))
        prose->is_full = true;
    }
  g_ptr_array_set_size (prose->pending, 0);
  prose->pending_bytes = 0;
}

/* Nothing is open that pending blocks would part. */
static bool
is_between (const GfProse *prose)
{
  return prose->levels->len == 1 && !prose->in_row && !gf_prose_has_text (prose);
}

static bool
has_room (GfProse *prose, size_t length)
{
  uint64_t most = prose->reading->options->limits.text_mb << 20;

  if (prose->pending_bytes + length <= most)
    return true;
  gf_reading_cut (prose->reading,
                  "a paragraph or a table row of more than %" G_GUINT64_FORMAT " MB",
                  prose->reading->options->limits.text_mb);
  prose->is_full = true;
  return false;
}

static void
add_pending (GfProse *prose, GfBlockKind kind, uint8_t level, GString *text)
{
  if (text->len > 0 && has_room (prose, text->len + BLOCK_BYTES))
    {
      prose->pending_bytes += text->len + BLOCK_BYTES;
      g_ptr_array_add (prose->pending, gf_block_new (kind, level, 0, text->str));
    }
  g_string_truncate (text, 0);
}

void
gf_prose_free (GfProse *prose)
{
  if (prose == NULL)
    return;
  while (prose->levels->len > 1)
    gf_prose_end_inset (prose);
  gf_prose_end_paragraph (prose, (GfProseFormat){ .in_table = prose->in_row });
  gf_prose_end_row (prose);
  gf_flow_free (prose->flow);
  g_array_unref (prose->levels);
  g_ptr_array_unref (prose->pending);
  g_array_unref (prose->breaks);
  g_free (prose);
}

void
gf_prose_set_kind (GfProse *prose, GfBlockKind kind)
{
  innermost (prose)->kind = kind;
}

void
gf_prose_add (GfProse *prose, gunichar c, bool is_hidden)
{
  Level *level = innermost (prose);
  GString *text = is_hidden ? level->hidden : level->text;

  if (!gf_prose_is_full (prose) && has_room (prose, text->len + 8))
    g_string_append_unichar (text, c);
}

bool
gf_prose_has_text (const GfProse *prose)
{
  return innermost (prose)->text->len > 0;
}

static GfBlockKind
kind_of (const Level *level, GfProseFormat format)
{
  if (level->kind != GF_BLOCK_PARAGRAPH)
    return level->kind;
  if (format.level > 0)
    return GF_BLOCK_HEADING;
  return format.is_list_item ? GF_BLOCK_LIST_ITEM : GF_BLOCK_PARAGRAPH;
}

static void
end_row (GfProse *prose)
{
  GfBlockKind kind = innermost (prose)->kind;

  if (prose->in_row)
    gf_flow_end_row (prose->flow, kind == GF_BLOCK_PARAGRAPH ? GF_BLOCK_TABLE_ROW : kind);
  prose->in_row = prose->in_cell = false;
}

static void
follow_table (GfProse *prose, bool in_table)
{
  if (!in_table)
    end_row (prose);
  else if (!prose->in_row)
    gf_flow_begin_row (prose->flow);
  if (in_table && !prose->in_cell)
    gf_flow_begin_cell (prose->flow);
  prose->in_row = prose->in_cell = in_table;
}

void
gf_prose_end_paragraph (GfProse *prose, GfProseFormat format)
{
  Level *level = innermost (prose);
  GfBlockKind kind = kind_of (level, format);
  uint8_t heading = kind == GF_BLOCK_HEADING ? format.level : 0;

  if (prose->levels->len > 1)
    add_pending (prose, kind, heading, level->text);
  else
    {
      follow_table (prose, format.in_table);
      gf_flow_begin_paragraph (prose->flow);
      gf_flow_add (prose->flow, level->text->str);
      gf_flow_end_paragraph (prose->flow, kind, heading);
      g_string_truncate (level->text, 0);
    }
  add_pending (prose, GF_BLOCK_HIDDEN, 0, level->hidden);
  if (is_between (prose))
    put_pending (prose);
}

void
gf_prose_end_cell (GfProse *prose, GfProseFormat format)
{
  format.in_table = true;
  if (prose->levels->len > 1)
    gf_prose_add (prose, '\t', false);
  else
    gf_prose_end_paragraph (prose, format);
  if (prose->levels->len == 1)
    prose->in_cell = false;
}

void
gf_prose_end_row (GfProse *prose)
{
  if (prose->levels->len > 1)
    gf_prose_end_paragraph (prose, (GfProseFormat){ 0 });
  else
    end_row (prose);
  if (is_between (prose))
    put_pending (prose);
}

void
gf_prose_begin_inset (GfProse *prose, GfBlockKind kind)
{
  push_level (prose, kind);
}

void
gf_prose_end_inset (GfProse *prose)
{
  if (prose->levels->len < 2)
    return;
  gf_prose_end_paragraph (prose, (GfProseFormat){ 0 });
  g_array_set_size (prose->levels, prose->levels->len - 1);
  if (is_between (prose))
    put_pending (prose);
}

void
gf_prose_break_page (GfProse *prose)
{
  guint n_blocks = gf_text_get_blocks (prose->reading->text)->len;

  if (prose->breaks->len <= prose->reading->options->limits.pages)
    g_array_append_val (prose->breaks, n_blocks);
}

void
gf_prose_number_pages (GfProse *prose, uint32_t n_pages)
{
  GPtrArray *blocks = gf_text_get_blocks (prose->reading->text);
  uint32_t page = 1;

  if (n_pages == 0 || prose->breaks->len + 1 != n_pages)
    return;
  for (guint i = 0; i < blocks->len; i++)
    {
      GfBlock *block = g_ptr_array_index (blocks, i);

      while (page < n_pages && g_array_index (prose->breaks, guint, page - 1) <= i)
        page++;
      block->page = page;
    }
  gf_text_set_pages (prose->reading->text, n_pages);
}
