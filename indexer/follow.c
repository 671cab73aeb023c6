/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/follow.h"

#include "indexer/run.h"
#include "indexer/watch.h"

/* When to look at what was still being written. */
#define LOOK_AGAIN_MS (GF_RUN_REST_SECONDS * 1000)

bool
gf_follow (const GfOptions *options, GError **error)
{
  g_autoptr (GfWatch) watch
      = gf_watch_new ((const char *const *) options->paths, options->index, error);
  bool was_whole = true;

  while (watch != NULL)
    {
      bool is_whole = gf_watch_refresh (watch);
      GfRunOutcome outcome;

      if (!is_whole && was_whole)
        g_printerr ("gjenfinn-indexer: not every folder can be watched (see "
                    "fs.inotify.max_user_watches): looking every %d seconds\n",
                    GF_WATCH_LOOK_SECONDS);
      was_whole = is_whole;
      if (!gf_run (options, &outcome, error))
        return false;
      while (!gf_watch_wait (watch, outcome.n_restless > 0 ? LOOK_AGAIN_MS : -1)
             && outcome.n_restless == 0 && is_whole)
        ;
    }
  return false;
}
