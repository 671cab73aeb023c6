/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.h: what the person who waits is told: a bar on a terminal, lines for what
 * could not be read, a summary.
 *
 * Everything goes to stderr.  The bar is drawn on a terminal only, at most ten times a
 * second; control characters in names are shown as '?', so that a file name cannot drive
 * the terminal.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/file.h"

typedef struct GfProgress GfProgress;

typedef enum
{
  GF_PROGRESS_SHOWN, /* bar, lines, summary */
  GF_PROGRESS_QUIET  /* lines only */
} GfProgressMode;

GfProgress *gf_progress_new (GfProgressMode mode);
void gf_progress_free (GfProgress *progress);

/* gf_progress_start: @n_files were met, of which some may turn out unchanged. */
void gf_progress_start (GfProgress *progress, unsigned n_files);

/* One more file is done: unchanged, ... */
void gf_progress_count_unchanged (GfProgress *progress);
/* ... the same content as one already there (moved, copied), ... */
void gf_progress_count_same (GfProgress *progress);
/* ... or gone through; says on a line of its own why it was not read, or not wholly. */
void gf_progress_count_file (GfProgress *progress, const GfFile *file, uint32_t pages);

/* A file that was in the index is gone from the collection. */
void gf_progress_count_gone (GfProgress *progress);

/* gf_progress_warn: a line for what is no file's fault; also where quiet. */
void gf_progress_warn (GfProgress *progress, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* How many files of this run were not read, or not wholly. */
unsigned gf_progress_get_failures (const GfProgress *progress);

/* gf_progress_finish: the summary.  @n_unread: files of the whole index that are not
   read, or not wholly. */
void gf_progress_finish (GfProgress *progress, unsigned n_unread);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfProgress, gf_progress_free)
