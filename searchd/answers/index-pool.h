/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index-pool.h: open handles on one access level of one index, for threads to borrow.
 *
 * A handle belongs to one thread at a time, so a thread takes one for the length of an
 * answer. Handles are opened as they are needed: there are never more than threads that
 * answer at once. The last one given back is the first taken, since its blocks are the
 * likeliest in memory. All of it may be called from any thread.
 */
#pragma once

#include "query/index.h"
#include "searchd/operate/metrics.h"

typedef struct GfIndexPool GfIndexPool;

/* gf_index_pool_new: opens nothing yet; @folder and @level as for gf_index_open (). */
GfIndexPool *gf_index_pool_new (const char *folder, const char *level);

/* gf_index_pool_set_metrics: where shards, and those of them that are away, are counted;
   before the first handle is taken. @metrics (transfer none) outlives the pool. */
void gf_index_pool_set_metrics (GfIndexPool *pool, GfMetrics *metrics);

/* gf_index_pool_free: every handle must have been given back. */
void gf_index_pool_free (GfIndexPool *pool);

/*
 * gf_index_pool_take: a handle that reads the newest commit; an index built anew in the
 * same place, where the old handle is of no use, is opened instead. Returns: (transfer
 * full): to gf_index_pool_give ().  Errors: those of gf_index_open ().
 */
GfIndex *gf_index_pool_take (GfIndexPool *pool, GError **error);

/* gf_index_pool_give: @index (transfer full). */
void gf_index_pool_give (GfIndexPool *pool, GfIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfIndexPool, gf_index_pool_free)
