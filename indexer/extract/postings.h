/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * postings.h: the terms, filters and values of one unit or document, as the indexer gets
 * them.
 *
 * Text is parted by norsk/tokens.h.  Each word gives the word itself under a prefix and
 * its root under the prefix for roots, the latter also where it is the same word; what
 * they count (wdf) is summed.  Words over GF_WORD_MAX_BYTES give nothing, but take their
 * position.
 *
 * Joined by hyphens.  Where gf_tokens_is_hyphenated () ties words together, "e-helse",
 * "sør-øst-norge", the words joined, "ehelse", "sørøstnorge", are given too, with their
 * root, at the position of the first; of a chain only the whole of it, so that every way
 * to set the hyphens meets in it.  None where the joined word would be over
 * GF_WORD_MAX_BYTES.  query does the same with a question's words.
 *
 * Not for threads to share.  Memory and time are linear in the text, but for the sorting
 * of distinct terms; the hash is keyed, so that no text can be made to collide.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct GfPostings GfPostings;

GfPostings *gf_postings_new (void);
void gf_postings_free (GfPostings *postings);

/* gf_postings_clear: empty again; keeps memory for the next, unless it is much. */
void gf_postings_clear (GfPostings *postings);

/*
 * gf_postings_add_text: the words of @text, valid UTF-8, and their roots.
 * @prefix: of schema.h, and @root_prefix the one that belongs to it: always the same pair
 * @wdf: what each occurrence counts
 * @position: (inout) (optional): the position last used; each word of @text takes the
 * next, and words (never roots) carry it.  NULL for a field without positions.
 */
void gf_postings_add_text (GfPostings *postings, const char *prefix,
                           const char *root_prefix, const char *text, uint32_t wdf,
                           uint32_t *position);

/* gf_postings_add_postings: the terms of @other and their wdf, without positions, filters
   and values. */
void gf_postings_add_postings (GfPostings *postings, const GfPostings *other);

/* gf_postings_add_filter: @term, whole (gf_schema_filter_term ()); given twice, it is
 * sent once. */
void gf_postings_add_filter (GfPostings *postings, const char *term);

/* gf_postings_add_value: @value for @slot, once for each slot.  An empty value is left
 * out. */
void gf_postings_add_value (GfPostings *postings, uint32_t slot, const char *value);

/*
 * gf_postings_pack: what was collected, around @record: terms and filters each in the
 * order of their bytes, positions rising.
 * Ends the collecting: next is gf_postings_clear () or gf_postings_free ().
 * @record: a floating reference is sunk
 * Returns: (transfer full): a GF_ANALYSED_TYPE in normal form; not floating.
 */
GVariant *gf_postings_pack (GfPostings *postings, GVariant *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfPostings, gf_postings_free)
