/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parts.h: what the lemmas of bokmål are put together of, all the way down: what a
 * compound is to be found by beside itself.
 *
 * Remembers what it split; what is remembered is bounded.  For one thread at a time.
 */
#pragma once

#include <glib.h>

#include "norsk/compound.h"

typedef struct GfParts GfParts;

/* gf_parts_new: @bokmal and @lists: (transfer none), outlive it. */
GfParts *gf_parts_new (GfLexis *bokmal, const GfWordLists *lists);
void gf_parts_free (GfParts *parts);

/*
 * gf_parts_split: the parts of @lemma, the same whatever form it was met in.
 * Returns: (transfer none) (nullable): NULL where it has none; valid until
 * gf_parts_tidy ().
 */
const GfSplit *gf_parts_split (GfParts *parts, const char *lemma);

/*
 * gf_parts_add: adds to @roots, an array of owned strings, each once, what the compound
 * that @split splits can be found by: its parts, theirs, and the words that runs of them
 * make; at most GF_PARTS_MAX, of three letters or more.
 */
#define GF_PARTS_MAX 16
void gf_parts_add (GfParts *parts, const GfSplit *split, GPtrArray *roots);

/* gf_parts_tidy: forgets what was split, if that has become much. */
void gf_parts_tidy (GfParts *parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfParts, gf_parts_free)
