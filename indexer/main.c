/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gjenfinn-indexer: parses, wires, runs. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "indexer/crawl.h"
#include "indexer/follow.h"
#include "indexer/options.h"
#include "indexer/run.h"
#include "xapian-c/xapian-c.h"

enum
{
  EXIT_ALL_READ = 0,
  EXIT_SOME_UNREAD = 1,
  EXIT_USAGE = 2,
  EXIT_INDEX = 3
};

/* The disk is full, or this user's part of it: libxapian tells only by its words. */
static bool
is_without_room (const GError *error)
{
  return strstr (error->message, g_strerror (ENOSPC)) != NULL
         || strstr (error->message, g_strerror (EDQUOT)) != NULL;
}

static const char *
get_advice (const GError *error)
{
  if (error->domain == GF_OPTIONS_ERROR)
    return " (see gjenfinn-indexer --help)";
  if (is_without_room (error))
    return " (make room and run gjenfinn-indexer again: what was committed is kept)";
  return "";
}

static int
complain (const GError *error)
{
  if (g_error_matches (error, GF_OPTIONS_ERROR, GF_OPTIONS_ERROR_ENOUGH))
    return EXIT_ALL_READ;
  fprintf (stderr, "gjenfinn-indexer: %s%s\n", error->message, get_advice (error));
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
  xc_set_last_words ("gjenfinn-indexer: libxapian could not go on; the disk of the index "
                     "may be full (make room and run gjenfinn-indexer again: what was "
                     "committed is kept)",
                     EXIT_INDEX);
  g_autoptr (GfOptions) options = gf_options_parse (argc, argv, &error);
  if (options == NULL
      || !(options->watch ? gf_follow (options, &error)
                          : gf_run (options, &outcome, &error)))
    return complain (error);
  return outcome.n_failures > 0 ? EXIT_SOME_UNREAD : EXIT_ALL_READ;
}
