/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/unit-text.h"

#include <string.h>

/* What an occurrence counts more in a heading, and in the decision than where else it
   stands. */
#define HEADING_EXTRA_WDF 1
#define DECISION_EXTRA_WDF 1
/* The title of a case stands in its first blocks, after its number. */
#define TITLE_BLOCKS 4

/* A title that was written over several lines or blocks has them apart by a space. */
bool
gf_unit_has_title_in_text (const GfUnit *unit, const char *title)
{
  g_autoptr (GString) opening = g_string_new (NULL);

  for (unsigned i = 0; i < MIN (unit->blocks->len, TITLE_BLOCKS); i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      g_string_append_c (opening, ' ');
      g_string_append (opening, block->text);
    }
  g_strdelimit (opening->str, "\n\t", ' ');
  return strstr (opening->str, title) != NULL;
}

/* Whether block @i of @unit is a heading, and not one that the title was made of. */
static bool
is_heading_within (const GfUnit *unit, unsigned i)
{
  const GfBlock *block = g_ptr_array_index (unit->blocks, i);

  if (block->kind != GF_BLOCK_HEADING)
    return false;
  if (i >= TITLE_BLOCKS || unit->title == NULL)
    return true;

  g_autofree char *line = g_strdelimit (g_strdup (block->text), "\n\t", ' ');
  return strstr (unit->title, line) == NULL && strstr (line, unit->title) == NULL;
}

static GfUnitText
title_of (const GfUnit *unit)
{
  if (gf_unit_has_title_in_text (unit, unit->title))
    return (GfUnitText){ .text = unit->title, .wdf = GF_TITLE_WDF - GF_TEXT_WDF };
  return (GfUnitText){
    .text = unit->title, .wdf = GF_TITLE_WDF, .has_positions = true, .gap = GF_TITLE_GAP
  };
}

void
gf_unit_each_text (const GfUnit *unit, GfUnitTextUse use, void *data)
{
  if (unit->title != NULL)
    {
      GfUnitText title = title_of (unit);

      use (&title, data);
    }
  for (unsigned i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);
      uint32_t extra = is_heading_within (unit, i) ? HEADING_EXTRA_WDF : 0;
      GfUnitText text = { block->text, GF_TEXT_WDF + extra, true, 0 };

      use (&text, data);
    }
  if (unit->decision != NULL)
    {
      GfUnitText decision = { .text = unit->decision->text, .wdf = DECISION_EXTRA_WDF };

      use (&decision, data);
    }
}
