/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.h: what the person who waits is told: how far it has come, lines for what
 * could not be read, a summary.
 *
 * Everything goes to stderr.  On a terminal a bar, and below it what each worker holds,
 * are drawn in place, at most ten times a second.  Elsewhere, in a log, there is a line
 * now and then, GF_PROGRESS_LINE_SECONDS apart.  Control characters in names are shown as
 * '?', so that a file name cannot drive the terminal.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/file.h"

#define GF_PROGRESS_LINE_SECONDS 10

typedef struct GfProgress GfProgress;

typedef enum
{
  GF_PROGRESS_SHOWN, /* bar or lines on the way, failures, summary */
  GF_PROGRESS_QUIET  /* failures only */
} GfProgressMode;

GfProgress *gf_progress_new (GfProgressMode mode);
void gf_progress_free (GfProgress *progress);

/* gf_progress_start: @n_files were met, of which some may turn out unchanged; those that
 * are to be read have @n_bytes. */
void gf_progress_start (GfProgress *progress, unsigned n_files, uint64_t n_bytes,
                        unsigned n_workers);

/* gf_progress_hold: @worker, from 0, has @file in its hands, NULL for none, and has begun
 * @page, 0 where that is not known. */
void gf_progress_hold (GfProgress *progress, unsigned worker, const GfFile *file,
                       uint32_t page);

/* One more file is done: unchanged, ... */
void gf_progress_count_unchanged (GfProgress *progress);
/* ... the same content as one already there (moved, copied), ... */
void gf_progress_count_same (GfProgress *progress, const GfFile *file);
/* ... or gone through; says on a line of its own why it was not read, or not wholly.
   Files within files are counted apart. */
void gf_progress_count_file (GfProgress *progress, const GfFile *file, uint32_t pages);

/* A file that was in the index is gone from the collection. */
void gf_progress_count_gone (GfProgress *progress, const GfFile *file);

/* gf_progress_warn: a line for what is no file's fault; also where quiet. */
void gf_progress_warn (GfProgress *progress, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* How many files of this run were not read, or not wholly, those within files among them.
 */
unsigned gf_progress_get_failures (const GfProgress *progress);

/* gf_progress_finish: the summary.  @n_unread: files of the whole index that are not
   read, or not wholly. */
void gf_progress_finish (GfProgress *progress, unsigned n_unread);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfProgress, gf_progress_free)
