/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/record.h"

GfBlock *
gf_block_new (GfBlockKind kind, uint8_t level, uint32_t page, const char *text)
{
  GfBlock *block = g_new (GfBlock, 1);

  *block
      = (GfBlock){ .kind = kind, .level = level, .page = page, .text = g_strdup (text) };
  return block;
}

void
gf_block_free (GfBlock *block)
{
  if (block == NULL)
    return;
  g_free (block->text);
  g_free (block);
}

GfDecision *
gf_decision_new (void)
{
  GfDecision *decision = g_new0 (GfDecision, 1);

  decision->votes_for = -1;
  decision->votes_against = -1;
  return decision;
}

void
gf_decision_free (GfDecision *decision)
{
  if (decision == NULL)
    return;
  g_free (decision->label);
  g_free (decision->text);
  g_free (decision);
}

static GPtrArray *
new_blocks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
}

GfUnit *
gf_unit_new (GfUnitKind kind)
{
  GfUnit *unit = g_new0 (GfUnit, 1);

  unit->kind = kind;
  unit->blocks = new_blocks ();
  return unit;
}

void
gf_unit_free (GfUnit *unit)
{
  if (unit == NULL)
    return;
  g_free (unit->case_number);
  g_free (unit->case_prefix);
  g_free (unit->title);
  g_strfreev (unit->heading_path);
  g_free (unit->language);
  g_free (unit->page_label);
  g_ptr_array_unref (unit->blocks);
  gf_decision_free (unit->decision);
  g_free (unit);
}

char *
gf_unit_dup_text (const GfUnit *unit)
{
  GString *text = g_string_new (NULL);

  for (unsigned i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, block->text);
    }
  return g_string_free (text, FALSE);
}

GfDocument *
gf_document_new (void)
{
  GfDocument *document = g_new0 (GfDocument, 1);

  document->units = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_unit_free);
  document->set_aside = new_blocks ();
  return document;
}

void
gf_document_free (GfDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->id);
  g_free (document->path);
  g_free (document->title);
  g_free (document->body);
  g_free (document->region);
  g_free (document->date);
  g_free (document->language);
  g_free (document->format);
  g_ptr_array_unref (document->units);
  g_ptr_array_unref (document->set_aside);
  g_free (document);
}
