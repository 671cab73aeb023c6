/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chain.h: of a row of weighted keys the strictly rising part that weighs most.
 *
 * Private to understand.  Time: n log n.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  uint32_t key;
  uint32_t weight;
} GfChainLink;

/* gf_chain_heaviest: @links: of GfChainLink.  Of two equally heavy, the one that ends
 * later. Returns: (transfer full): of size_t, indices into @links, rising. */
GArray *gf_chain_heaviest (const GArray *links);
