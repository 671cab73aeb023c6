/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unit-text.h: the texts of a unit whose words are its words, and how much these count.
 *
 * The indexer makes terms and positions of them, and readers find these again in what is
 * stored: both go by what is here.  The words of the title count twice, as do those of
 * headings and of the decision.  The title stands GF_TITLE_GAP positions before the text,
 * unless one of the first blocks holds it already; phrases run from block to block, never
 * out of a unit.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/record.h"

/* No phrase and no NEAR reaches over it. */
#define GF_TITLE_GAP 100

typedef struct
{
  const char *text;
  uint32_t wdf;       /* what each of its words counts */
  bool has_positions; /* its words stand behind those before; else they were there already
                         or stand nowhere */
  uint32_t gap;       /* places left free behind it */
} GfUnitText;

typedef void (*GfUnitTextUse) (const GfUnitText *text, void *data);

/* gf_unit_each_text: calls @use for each, in their order. */
void gf_unit_each_text (const GfUnit *unit, GfUnitTextUse use, void *data);

/* gf_unit_has_title_in_text: whether one of its first blocks holds @title. */
bool gf_unit_has_title_in_text (const GfUnit *unit, const char *title);

/* What a word of a title counts, and what less where it stands in the text too. */
#define GF_TITLE_WDF 2
#define GF_TEXT_WDF 1
