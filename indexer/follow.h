/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * follow.h: gjenfinn-indexer --watch: runs whenever something has changed.
 *
 * It ends by a signal, at any instant: what was committed is whole, and the next run
 * finds the rest (store.h).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/options.h"

/*
 * gf_follow: runs, waits for a change, and so on.
 * Returns: false, with the errors of gf_run () and gf_watch_new ().
 */
bool gf_follow (const GfOptions *options, GError **error);
