/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * options.h: what gjenfinn-indexer was asked to do: command line first, then config file,
 * then defaults.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/limits.h"

typedef struct
{
  char *index;
  char *level; /* "public", "internal" */
  unsigned n_jobs;
  unsigned units_a_commit; /* what is written at once, and found at once */
  bool positions;          /* in libxapian's way, for its servers */
  GfLimits limits;         /* of each file */
  GStrv passwords;         /* to try on encrypted files; NULL for none */
  GStrv languages;         /* of text in images, as tesseract calls them; NULL for
                              Norwegian, empty for none: images are left alone */
  bool retry_failed;       /* also files that have not changed */
  bool watch;              /* go on when something changes, without end */
  bool quiet;
  GStrv paths;
} GfOptions;

typedef enum
{
  GF_OPTIONS_ERROR_USAGE, /* say it, and how to get help */
  GF_OPTIONS_ERROR_ENOUGH /* --version was asked for, and given */
} GfOptionsError;
#define GF_OPTIONS_ERROR (gf_options_error_quark ())
GQuark gf_options_error_quark (void);

/* gf_options_fail: sets @error to USAGE.  Returns: false. */
bool gf_options_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/*
 * gf_options_parse: @argv of main ().  --help and --version print and exit.
 * Errors: USAGE, naming the option, or file, section and key.
 */
GfOptions *gf_options_parse (int argc, char **argv, GError **error);
void gf_options_free (GfOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfOptions, gf_options_free)
