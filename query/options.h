/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * options.h: the command line of gjenfinn-query.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum
{
  GF_FORMAT_TEXT,
  GF_FORMAT_JSON,
  GF_FORMAT_CSV
} GfFormat;

typedef struct
{
  char *index;  /* either this or server, once parsed */
  char *server; /* these as given, NULL where not: remote/server.h checks them */
  char *token_file;
  char *ca_file;
  char *timeout;
  char *level; /* never NULL once parsed */
  GfFormat format;
  char *unit; /* these as given, NULL where not: search.h checks them */
  char *match;
  char *limit;
  char *offset;
  char *sort;
  char *versions;
  GStrv without; /* NULL where none is given */
  bool facets;
  bool explain;
  bool recency;
  bool no_names;
  bool help;
  bool version;
  char *command; /* "search" where none is named */
  bool is_bare;  /* none is named */
  GStrv words;   /* what follows the command; never NULL */
} GfOptions;

/*
 * gf_options_parse: @argv as main () has it, in the bytes of the file system.
 * Returns: (transfer full): NULL on error.
 * Errors: G_OPTION_ERROR.
 */
GfOptions *gf_options_parse (char **argv, GError **error);
void gf_options_free (GfOptions *options);

/* gf_options_help: the help of @command; all of it for NULL.  Returns: (transfer none).
 */
const char *gf_options_help (const char *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfOptions, gf_options_free)
