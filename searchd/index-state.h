/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index-state.h: how the index is, for who runs the daemon: in the metrics, and on the
 * log when it cannot be read and when it can again.
 */
#pragma once

#include <stdbool.h>

#include "searchd/answers/index-pool.h"
#include "searchd/operate/metrics.h"

typedef struct GfIndexState GfIndexState;

/* gf_index_state_new: all are borrowed; @folder and @level as for gf_index_open (). */
GfIndexState *gf_index_state_new (GfIndexPool *pool, GfMetrics *metrics,
                                  const char *folder, const char *level);
void gf_index_state_free (GfIndexState *state);

/*
 * gf_index_state_look: counts anew where the index has changed since the last look, which
 * takes some milliseconds; else takes none to speak of.
 * Errors: those of gf_index_pool_take (); which are logged, once until it can be read.
 */
bool gf_index_state_look (GfIndexState *state, GError **error);

/*
 * gf_index_state_watch: looks every GF_INDEX_STATE_LOOK_S from now on, in a thread of its
 * own, so that nobody else waits where the index is on a disk, or a machine, that does
 * not answer; until gf_index_state_free ().  Nobody else may look any more.
 */
#define GF_INDEX_STATE_LOOK_S 5
void gf_index_state_watch (GfIndexState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfIndexState, gf_index_state_free)
