/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * like.h: more like this: what a text is about, as a question.
 *
 * The words that tell most about the text, by how often it has them and how rare they are
 * in the index, ranked as any of them may match; the document that it came from is left
 * out.  A question beside it narrows what is searched, as filters do.
 */
#pragma once

#include "query/search.h"

typedef struct GfLike GfLike;

/*
 * gf_like_from_document: of what gf_index_show () finds by @name: of one case or section
 * where that is a unit's id.
 * Errors: NOT_FOUND, INDEX.
 */
GfLike *gf_like_from_document (GfIndex *index, const char *name, GError **error);

/* gf_like_from_text: of @text, valid UTF-8, of which at most GF_LIKE_MAX_BYTES are read.
 */
#define GF_LIKE_MAX_BYTES ((size_t) 4 << 20)
GfLike *gf_like_from_text (GfIndex *index, const char *text);
void gf_like_free (GfLike *like);

/*
 * gf_search_like: the contract's search object (search.h) with what is most like @like
 * first; query.words are the words that were chosen.
 * Errors: as gf_search ().
 */
json_t *gf_search_like (GfIndex *index, const GfRequest *request, const GfLike *like,
                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfLike, gf_like_free)
