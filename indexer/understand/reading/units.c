/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/units.h"

#include "indexer/understand/reading/language.h"

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
count_unit (const GfRegisters *registers, const GfUnit *unit, GfLanguageCount *count)
{
  for (guint i = 0; i < unit->blocks->len; i++)
    gf_language_count (registers, ((GfBlock *) g_ptr_array_index (unit->blocks, i))->text,
                       count);
}

GfUnit *
gf_units_add (const GfLines *lines, GfDocument *document, GfUnitKind kind, size_t start,
              size_t end)
{
  GfUnit *unit;

  if (is_empty_range (lines, start, end))
    return NULL;
  unit = gf_unit_new (kind);
  if (unit->blocks == NULL)
    unit->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
  gf_lines_add_blocks (lines, start, end, false, unit->blocks);
  unit->ordinal = document->units->len + 1;
  set_pages (lines->text, unit);
  g_ptr_array_add (document->units, unit);
  return unit;
}

void
gf_units_settle_language (const GfLines *lines, GfDocument *document)
{
  guint n_units = document->units->len;
  g_autofree GfLanguageCount *counts = g_new0 (GfLanguageCount, n_units + 1);
  GfLanguageCount whole = { { 0 } };
  const char *single;

  for (guint i = 0; i < n_units; i++)
    {
      GfUnit *unit = g_ptr_array_index (document->units, i);

      count_unit (lines->registers, unit, &counts[i]);
      gf_language_add (&whole, &counts[i]);
      unit->language = g_strdup (gf_language_name (&counts[i]));
    }
  document->language = g_strdup (gf_language_name (&whole));
  single = gf_language_single (&whole);
  for (guint i = 0; single != NULL && i < n_units; i++)
    {
      GfUnit *unit = g_ptr_array_index (document->units, i);

      if (unit->language == NULL && gf_language_allows (&counts[i], single))
        unit->language = g_strdup (single);
    }
}
