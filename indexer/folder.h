/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * folder.h: folders of databases: made lasting, moved into place, removed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * gf_folder_sync: waits until everything in @path, and its names, is on the disk.
 * Errors: G_FILE_ERROR, as those of all functions here; the message names the path.
 */
bool gf_folder_sync (const char *path, GError **error);

/* gf_folder_move: renames @from to @to, in the same folder, and waits until that is on
   the disk. */
bool gf_folder_move (const char *from, const char *to, GError **error);

/* gf_folder_link: makes @link in @folder say @target, in the place of what it said; at
   once, and lasting. */
bool gf_folder_link (const char *folder, const char *link, const char *target,
                     GError **error);

/* gf_folder_make: also where it is already. */
bool gf_folder_make (const char *path, GError **error);

/* gf_folder_write: a file @path with these bytes, in the place of what it was; at once,
 * and lasting.  A kill may leave @path with ".new" behind it, which the next one takes.
 */
bool gf_folder_write (const char *path, const void *data, size_t size, GError **error);

/* gf_folder_remove: with all that is in it.  What cannot be removed is left: whoever
   comes next finds it and tries again. */
void gf_folder_remove (const char *path);
