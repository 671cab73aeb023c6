/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * files.h: the table of files in memory: by path, by content, by document.
 *
 * Read from the index at the start of a run, kept in step with what is written.  A
 * document may have several files, the same content in several places; it goes when its
 * last file does.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/file.h"

typedef struct GfFiles GfFiles;

GfFiles *gf_files_new (void);
void gf_files_free (GfFiles *files);

/* @file is taken (transfer full), in the place of one with the same path. */
void gf_files_put (GfFiles *files, GfFile *file);

/* No-op where there is none. */
void gf_files_remove (GfFiles *files, const char *path);

/* (transfer none) (nullable): valid until the table changes. */
const GfFile *gf_files_find_path (const GfFiles *files, const char *path);

/* A file with this content that was gone through before, read or not (transfer none)
 * (nullable). */
const GfFile *gf_files_find_content (const GfFiles *files, const char *sha256);

/* The files of a document, in order of path: (transfer container), of GfFile; may be
 * empty. */
GPtrArray *gf_files_list_document (const GfFiles *files, const char *document_id);

/* Every file, in order of path: (transfer container), of GfFile. */
GPtrArray *gf_files_list (const GfFiles *files);

/* How many there are, and how many in each state. */
typedef struct
{
  uint32_t files, by_status[GF_READ_LAST + 1];
} GfFilesCount;
GfFilesCount gf_files_count (const GfFiles *files);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFiles, gf_files_free)
