/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings.h: what the daemon was told, by its command line and its config file.
 *
 * The command line wins.  The config file is one for all of Gjenfinn's programs, a group
 * each; a key this program does not know, in its own group, is an error that names it,
 * and so is a group that none of them has: a misspelt setting is never passed over.  The
 * keys are those of settings-table.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "searchd/answers/access.h"
#include "searchd/http/limits.h"
#include "searchd/operate/log.h"

typedef enum
{
  GF_COMMAND_SERVE,
  GF_COMMAND_CHECK_CONFIG, /* the settings are good, or they would not have been read */
  GF_COMMAND_HASH_TOKEN    /* of which no setting says anything: none is checked */
} GfCommand;

typedef struct
{
  GfCommand command;
  char *index;            /* NULL for GF_COMMAND_HASH_TOKEN only */
  char *level;            /* "public" or "internal" */
  char *url;              /* where clients reach it; NULL: where they say that they do */
  GStrv listen;           /* NULL: GF_DEFAULT_LISTEN, unless sockets were handed over */
  unsigned drain_seconds; /* how long what was begun may take once it is to end */
  GfHttpLimits limits;
  GStrv trusted_proxies; /* NULL for none */
  char *proxy_header;    /* in which they say on whose behalf they ask */
  GfLogOptions log;
  GfAccessRules access;
  char *tls_certificate; /* files; both or neither */
  char *tls_key;
} GfSettings;

#define GF_DEFAULT_LISTEN "127.0.0.1:8080"

/* gf_settings_new: the defaults, without an index.  Returns: (transfer full). */
GfSettings *gf_settings_new (void);
void gf_settings_free (GfSettings *settings);

/*
 * gf_settings_read: from @arguments (transfer full), the program's name first,
 * NULL-terminated.
 * --help and --version print and end the program with 0.
 * Errors: G_OPTION_ERROR or G_KEY_FILE_ERROR; all are usage errors.  The message has a
 * line for each thing that is wrong, with its line in the file where it has one.
 * Returns: (transfer full).
 */
GfSettings *gf_settings_read (char **arguments, GError **error);

/*
 * gf_settings_list_restarts: the keys that differ and that only a start takes up.
 * Returns: (transfer full): NULL-terminated, never NULL.
 */
GStrv gf_settings_list_restarts (const GfSettings *running, const GfSettings *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSettings, gf_settings_free)
