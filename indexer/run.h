/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run.h: one run of the indexer: crawl, hand out, collect, commit.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/options.h"

/*
 * gf_run: brings the index up to date with the collection.
 * @n_failures_out: how many files that were gone through now could not be read, or not
 * wholly Errors: GF_STORE_ERROR_*, GF_POOL_ERROR_*, GF_ANALYST_ERROR_*, those of gf_crawl
 * () and gf_paths_find_data (). What was committed before an error stays.
 */
bool gf_run (const GfOptions *options, unsigned *n_failures_out, GError **error);
