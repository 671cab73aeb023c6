/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runs.h: a batch on disk: small databases, each written once, side by side in a folder.
 *
 * libxapian holds what is being written in trees that its larger databases outgrow the
 * processor's caches with: a fresh database for every some hundred units, merged in the
 * end, takes 0.63 of the time (shared/bench).  A run is a folder with a database of units
 * and one of documents.  It is made under another name and renamed when it is on the
 * disk, so that what bears a run's name is whole.  It is called by the numbers of the
 * first and the last run that went into it, "3" or "0-63": after a kill between the
 * merging of some and their removal the merged one counts, and nothing comes twice.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* gf_runs_list: those in @folder that count, in their order; none where there is no
   folder.  Returns: (transfer full) (element-type filename): paths. */
GPtrArray *gf_runs_list (const char *folder);

/* gf_runs_path: of run @number in @folder, or, @is_part, of it while it is made.
   Returns: (transfer full). */
char *gf_runs_path (const char *folder, unsigned number, bool is_part);

/*
 * gf_runs_merge: @runs, paths, and @before (nullable), whose databases lie in it as a
 * run's do, as new databases in the folder @destination, which is made; on the disk when
 * this returns.  Where rows have the same key, that of the first run counts.
 * @keeps_positions: in libxapian's way; else as places, which are not kept of words that
 * few of these units have, though others may have them that they are merged with later
 * Errors: XC_ERROR, G_FILE_ERROR; what was made of @destination is left.
 */
bool gf_runs_merge (const GPtrArray *runs, const char *before, const char *destination,
                    bool keeps_positions, GError **error);

/*
 * gf_runs_thin_out: merges runs of @folder that are alike in size, where there are so
 * many that merging all at once would take too many descriptors.
 * Errors: as gf_runs_merge ().
 */
bool gf_runs_thin_out (const char *folder, GError **error);
