/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask.h: a question put to a borrowed index handle, and its JSON as a reply.
 *
 * The reply is tagged with the snapshot that it was made from, so that asking again of an
 * unchanged index costs no search; what was cut short, or lacks a shard, has no tag and
 * is not to be kept.  From any thread.
 */
#pragma once

#include "query/search.h"
#include "searchd/answers/service.h"

/* gf_ask_set_limits: @question takes no longer than @request may. */
void gf_ask_set_limits (GfRequest *question, const GfHttpRequest *request);

/* What is asked of the index: a new reference, or NULL and an error of query/index.h. */
typedef json_t *(*GfAsk) (GfIndex *index, const void *question, GError **error);

/* What @answer looks like on the way.  Returns: (transfer full): never NULL. */
typedef GfReply *(*GfRender) (const json_t *answer, const void *how);

/* For an Asking: a copy in hand is used only where the server says that it still stands.
 */
#define GF_CACHE_CHECKED "no-cache"

typedef struct
{
  GfAsk ask;
  const void *question;
  GfRender render;           /* NULL: as JSON */
  const void *how;           /* for render */
  const char *variant;       /* what the tag says of the rendering; NULL for JSON */
  const char *cache_control; /* NULL: GF_CACHE_CHECKED */
} GfAsking;

/*
 * gf_ask: Returns: (transfer full): 304 where @request has the answer in hand, a problem
 * document where asking fails; NULL where it is dear, and @request may come again.
 */
GfReply *gf_ask (const GfService *service, const GfHttpRequest *request,
                 const GfAsking *asking);
