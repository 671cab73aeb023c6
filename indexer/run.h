/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run.h: one run of the indexer: crawl, hand out, collect, commit.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/options.h"

/* With --watch a file that changed within this time is left until it rests: it may still
   be being written. */
#define GF_RUN_REST_SECONDS 2

typedef struct
{
  unsigned n_failures; /* files gone through now that could not be read, or not wholly */
  unsigned n_restless; /* files left because they may still be being written */
} GfRunOutcome;

/*
 * gf_run: brings the index up to date with the collection.
 * Errors: GF_STORE_ERROR_*, GF_POOL_ERROR_*, GF_ANALYST_ERROR_*, those of gf_crawl () and
 * gf_paths_find_data ().  What was committed before an error stays.
 */
bool gf_run (const GfOptions *options, GfRunOutcome *outcome_out, GError **error);
