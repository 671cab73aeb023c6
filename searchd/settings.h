/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings.h: what the daemon was told, by its command line and its config file.
 *
 * The command line wins.  The config file is one for all of Gjenfinn's programs, a group
 * each; a key this program does not know, in its own group, is an error that names it,
 * and so is a group that none of them has: a misspelt setting is never passed over.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  char *index;  /* never NULL */
  char *listen; /* "127.0.0.1:8080" unless told otherwise */
  char *level;  /* "public" or "internal" */
} GfSettings;

/*
 * gf_settings_read: from @arguments (transfer full), the program's name first,
 * NULL-terminated.
 * --help and --version print and end the program with 0.
 * Errors: G_OPTION_ERROR, G_KEY_FILE_ERROR or G_FILE_ERROR; all are usage errors.
 * Returns: (transfer full).
 */
GfSettings *gf_settings_read (char **arguments, GError **error);
void gf_settings_free (GfSettings *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSettings, gf_settings_free)
