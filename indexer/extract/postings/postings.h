/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * postings.h: the terms, filters and values of one unit or document, as the indexer gets
 * them.
 *
 * Text is parted by norsk/tokens.h.  Each word gives the word itself under its field's
 * prefix, and in the end (gf_postings_add_roots ()) its lemmas and the roots of its parts
 * under theirs; what they count (wdf) is summed, each distinct root once an occurrence.
 * A root has no term of its own where who asks for it finds the text anyway: where it is
 * the word itself; where that word stands in the same field and is its own root; as a
 * part, where it is the lemma of another word (of real texts, a twentieth of the terms of
 * units and a ninth of those of documents).
 * Words over GF_WORD_MAX_BYTES give nothing, but take their position.
 *
 * Joined by hyphens.  Where gf_tokens_is_hyphenated () ties words together, "e-helse",
 * "sør-øst-norge", the words joined, "ehelse", "sørøstnorge", are given too, at the
 * position of the first; of a chain only the whole of it, so that every way to set the
 * hyphens meets in it.  None where the joined word would be over GF_WORD_MAX_BYTES. query
 * does the same with a question's words.
 *
 * Left out for brevity (indexer/extract/postings/ellipsis.h).  "areal- og transportplan"
 * gives "arealplan" too, at the position of "areal"; "transportplan og -strategi" gives
 * "transportstrategi", at that of "strategi".
 *
 * Not for threads to share.  Memory and time are linear in the text, but for the sorting
 * of distinct terms; the hash is keyed, so that no text can be made to collide.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "norsk/roots.h"

/* What a text is; which prefixes its words have (common/schema.h) goes by that. */
typedef enum
{
  GF_POSTINGS_TEXT,
  GF_POSTINGS_TITLE,
  GF_POSTINGS_DECISION,
  GF_POSTINGS_BODY,
  GF_POSTINGS_REGION
} GfPostingsField;

/*
 * What becomes of what a root counts that has no term of its own: it is counted with the
 * word or the lemma, or left.  Measured (make check-relevance, nDCG@10): units .860 and
 * .856, where before each root had its term .859; whole documents, where much is said in
 * many forms, .864 and .869, before .868.
 */
typedef enum
{
  GF_POSTINGS_SHARED_IS_COUNTED,
  GF_POSTINGS_SHARED_IS_LEFT
} GfPostingsShared;

typedef struct GfPostings GfPostings;

GfPostings *gf_postings_new (void);
void gf_postings_free (GfPostings *postings);

/* gf_postings_clear: empty again; keeps memory for the next, unless it is much. */
void gf_postings_clear (GfPostings *postings);

/*
 * gf_postings_add_text: the words of @text, valid UTF-8.
 * @wdf: what each occurrence counts
 * @position: (inout) (optional): the position last used; each word of @text takes the
 * next.  NULL for a field without positions.
 */
void gf_postings_add_text (GfPostings *postings, GfPostingsField field, const char *text,
                           uint32_t wdf, uint32_t *position);

/*
 * gf_postings_list_unknown: the words that @roots does not know and that are worth asking
 * about (common/word-roots.h): of letters, and not too long.
 * Returns: (transfer full) (element-type utf8): each once.
 */
GPtrArray *gf_postings_list_unknown (const GfPostings *postings, const GfRoots *roots);

/*
 * gf_postings_complete: gives the words that are written in part, where @roots knows what
 * the whole ones beside them are put together of; then forgets that they were.  Returns:
 * whether there were any.
 */
bool gf_postings_complete (GfPostings *postings, GfRoots *roots);

/* gf_postings_add_roots: the roots of every word there is.  Once, after all words. */
void gf_postings_add_roots (GfPostings *postings, GfRoots *roots,
                            GfPostingsShared shared);

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
