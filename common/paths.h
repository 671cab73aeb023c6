/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paths.h: where the program's own files are: installed, or in the folder it was built
 * in.
 *
 * A program looks beside itself first (the build folder), then where make install puts
 * things, relative to itself, then at the configured place; GJENFINN_DATADIR and
 * GJENFINN_LIBEXECDIR come before all of these.  Nothing of this is for users' documents.
 */
#pragma once

#include <glib.h>

/*
 * gf_paths_find_data: @name below share/gjenfinn, "registers/bodies.tsv",
 * "web/index.html". Returns: (transfer full): a path that exists. Errors:
 * G_FILE_ERROR_NOENT, naming what was looked for and the variable that mends it.
 */
char *gf_paths_find_data (const char *name, GError **error);

/* gf_paths_find_program: the same for a program of our own that users do not call. */
char *gf_paths_find_program (const char *name, GError **error);
