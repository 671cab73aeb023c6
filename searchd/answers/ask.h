/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask.h: a question put to a borrowed index handle, and its JSON as a reply.
 *
 * The reply is tagged with the snapshot that it was made from, so that asking again of an
 * unchanged index costs no search.  From any thread.
 */
#pragma once

#include "searchd/answers/service.h"

/* What is asked of the index: a new reference, or NULL and an error of query/index.h. */
typedef json_t *(*GfAsk) (GfIndex *index, const void *question, GError **error);

/* For gf_ask_json (): a copy in hand is used only where the server says that it still
   stands. */
#define GF_CACHE_CHECKED "no-cache"

/*
 * gf_ask_json: what @ask makes of @question (transfer none).
 * @cache_control: the header of that name
 * Returns: (transfer full): never NULL; 304 where @request has the answer in hand, a
 * problem document where @ask fails.
 */
GfReply *gf_ask_json (const GfService *service, const GfHttpRequest *request, GfAsk ask,
                      const void *question, const char *cache_control);
