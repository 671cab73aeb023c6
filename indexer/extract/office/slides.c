/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/slides.h"

#include "indexer/extract/office/office.h"

bool
gf_slides_begin (GfSlides *slides)
{
  if (!gf_reading_begin_page (slides->reading, slides->page + 1))
    return false;
  slides->page++;
  slides->first_block = gf_text_get_blocks (slides->reading->text)->len;
  gf_text_set_pages (slides->reading->text, slides->page);
  return true;
}

static void
put_title_first (const GfSlides *slides)
{
  GPtrArray *blocks = gf_text_get_blocks (slides->reading->text);

  for (guint i = slides->first_block; i < blocks->len; i++)
    {
      GfBlock *title = g_ptr_array_index (blocks, i);

      if (title->kind != GF_BLOCK_HEADING)
        continue;
      for (guint j = i; j > slides->first_block; j--)
        blocks->pdata[j] = blocks->pdata[j - 1];
      blocks->pdata[slides->first_block] = title;
      return;
    }
}

void
gf_slides_end (GfSlides *slides, bool is_hidden)
{
  put_title_first (slides);
  if (is_hidden)
    gf_office_hide (slides->reading, slides->first_block);
}
