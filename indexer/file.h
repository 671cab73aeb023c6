/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file.h: a file of the collection: where it is, and what became of reading it.
 *
 * A row of the index's table of files (GF_FILE_TYPE), in memory.  Paths are bytes of the
 * file system; what people see is the shown path, which is UTF-8.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/schema.h"

typedef struct
{
  char *path;        /* absolute */
  char *shown;       /* name of the collection, "/", path within it; valid UTF-8 */
  uint64_t size;     /* bytes */
  int64_t mtime_ns;  /* since 1970 */
  char *sha256;      /* hex; NULL where the file was never read */
  char *document_id; /* NULL where no document came of it */
  GfReadStatus status;
  char *reason;       /* a GF_REASON_* word; NULL when read whole */
  char *detail;       /* a sentence for people; NULL when read whole */
  int64_t since_us;   /* when this state was first seen, since 1970 */
  char *container;    /* path of the file that it lies in; NULL for a file of the disk */
  uint32_t n_members; /* files that lie in it, themselves gone through or not */
  int64_t ctime_ns;   /* when gf_file_open () opened it; not of the row, 0 before */
} GfFile;

/* @path and @shown are copied; the status is GF_READ_NOT with no reason yet. */
GfFile *gf_file_new (const char *path, const char *shown);
void gf_file_free (GfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFile, gf_file_free)

/*
 * gf_file_new_member: the file called @name (bytes; parts apart by "/") within
 * @container: its path is that of the container, "/" and its name, its time of change the
 * container's.
 */
GfFile *gf_file_new_member (const GfFile *container, const char *name);

/* gf_file_set_outcome: @reason and @detail are copied, and may be NULL when read whole.
 */
void gf_file_set_outcome (GfFile *file, GfReadStatus status, const char *reason,
                          const char *detail);

/* gf_file_take_content: @sha256 (copied), and the document id that belongs to it. */
void gf_file_set_content (GfFile *file, const char *sha256);

/* gf_file_is_digest: whether @name is a SHA-256 as it is written here: hex, lower case.
 */
bool gf_file_is_digest (const char *name);

/* Whether a file still has the content @sha256: asked by what is kept by content. */
typedef bool (*GfFileIsUsed) (gpointer user_data, const char *sha256);

/* The id of the document with this content: the first 128 bits of the digest, as hex, so
   that it is the same in every index.  Returns: (transfer full). */
char *gf_file_dup_document_id (const char *sha256);

/* Whether size and time of change are the same: then the content is taken to be. */
bool gf_file_looks_unchanged (const GfFile *file, const GfFile *known);

GVariant *gf_file_pack (const GfFile *file); /* (transfer full) */

/* NULL where @packed is not a row of this version. */
GfFile *gf_file_unpack (GVariant *packed);

/*
 * gf_file_open: opens it for reading, without following a link or waiting on a device,
 * and takes its size and time of change anew. Returns: a descriptor, or -1: then the
 * outcome says why.
 */
int gf_file_open (GfFile *file);

/*
 * gf_file_is_still: whether @fd, from gf_file_open (), holds what it held then: of the
 * same size, changed in no way that the system knows of.  True of a file that was not
 * opened so, which nobody else has.
 */
bool gf_file_is_still (const GfFile *file, int fd);

/*
 * gf_file_digest: SHA-256 of what @fd, from gf_file_open (), holds; the offset is 0
 * before and after. Returns: (transfer full) (nullable): hex; NULL on a read error, or
 * where that is not as much as the file's size, which the outcome then says.
 */
char *gf_file_digest (GfFile *file, int fd);
