/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * files.h: the table of files in memory: by path, by content, by document, by the file
 * that they lie in.
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

/* A file with this content that was gone through before, read or not; one that was read
 * goes before one that was not (transfer none) (nullable). */
const GfFile *gf_files_find_content (const GfFiles *files, const char *sha256);

/* The files of a document, in order of path: (transfer container), of GfFile; may be
 * empty. */
GPtrArray *gf_files_list_document (const GfFiles *files, const char *document_id);

/* Every file, in order of path: (transfer container), of GfFile. */
GPtrArray *gf_files_list (const GfFiles *files);

/* The files that lie in the one at @path, whether that is in the table or not, without
 * what lies in them in turn, in order of path: (transfer container), of GfFile; may be
 * empty. */
GPtrArray *gf_files_list_members (const GfFiles *files, const char *path);

/* How many files @file lies in: 0 for a file of the disk. */
unsigned gf_files_get_depth (const GfFiles *files, const GfFile *file);

/* The path of the outermost file that @file lies in, its own where it lies in none
 * (transfer none). */
const char *gf_files_get_outermost (const GfFiles *files, const GfFile *file);

/*
 * gf_files_is_complete: whether every file that lies in @file, and in those in turn, is
 * in the table: one is missing where a run was ended before it came to it, and one of an
 * older content of @file is none.  One that the disk failed over is taken to be missing.
 */
bool gf_files_is_complete (const GfFiles *files, const GfFile *file);

/* gf_files_is_read: whether @file, and all that lies in it, was read whole. */
bool gf_files_is_read (const GfFiles *files, const GfFile *file);

/* How many there are, and how many in each state; those that lie in others apart. */
typedef struct
{
  uint32_t files, by_status[GF_READ_LAST + 1];
  uint32_t members, members_by_status[GF_READ_LAST + 1];
} GfFilesCount;
GfFilesCount gf_files_count (const GfFiles *files);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFiles, gf_files_free)
