/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gjenfinn-indexer: parses, wires, runs. */
#include <locale.h>
#include <stdio.h>

#include "indexer/crawl.h"
#include "indexer/follow.h"
#include "indexer/options.h"
#include "indexer/run.h"

enum
{
  EXIT_ALL_READ = 0,
  EXIT_SOME_UNREAD = 1,
  EXIT_USAGE = 2,
  EXIT_INDEX = 3
};

static int
complain (const GError *error)
{
  if (g_error_matches (error, GF_OPTIONS_ERROR, GF_OPTIONS_ERROR_ENOUGH))
    return EXIT_ALL_READ;
  fprintf (stderr, "gjenfinn-indexer: %s%s\n", error->message,
           error->domain == GF_OPTIONS_ERROR ? " (see gjenfinn-indexer --help)" : "");
  return error->domain == GF_OPTIONS_ERROR || error->domain == GF_CRAWL_ERROR
             ? EXIT_USAGE
             : EXIT_INDEX;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  GfRunOutcome outcome = { 0 };

  setlocale (LC_ALL, "");
  g_autoptr (GfOptions) options = gf_options_parse (argc, argv, &error);
  if (options == NULL
      || !(options->watch ? gf_follow (options, &error)
                          : gf_run (options, &outcome, &error)))
    return complain (error);
  return outcome.n_failures > 0 ? EXIT_SOME_UNREAD : EXIT_ALL_READ;
}
