/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * config-file.h: a file of settings, line by line, so that what is wrong can be told with
 * its line.
 *
 * The format is that of GLib's key files, which Gjenfinn's other programs read: groups in
 * brackets, key=value, # before comments; blanks around = and at the ends of a line do
 * not count; in a value \s, \n, \t, \r and \\ stand for what they do there.  Stricter in
 * that a key may stand once in a group.
 */
#pragma once

#include <glib.h>

#define GF_CONFIG_MAX_BYTES (1024 * 1024)

typedef struct
{
  unsigned line; /* from 1 */
  char *group;
  char *key; /* NULL: the line of the group's head */
  char *value;
} GfConfigEntry;

/*
 * gf_config_read: what stands in @path.
 * @troubles: of char *, owned by it: a line "PATH:LINE: what is wrong" is added for each
 * thing that is, and the line it is about passed over
 * Returns: (transfer full): of GfConfigEntry, in their order; NULL where the file cannot
 * be read, which is added too.
 */
GPtrArray *gf_config_read (const char *path, GPtrArray *troubles);

/* gf_config_trouble: adds "PATH:LINE: " and what @format makes to @troubles. */
void gf_config_trouble (GPtrArray *troubles, const char *path, unsigned line,
                        const char *format, ...) G_GNUC_PRINTF (4, 5);
