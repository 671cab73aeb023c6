/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store.h: the index being written: units, documents and the table of files as one.
 *
 * Two Xapian databases are committed one after the other, units first, and carry the
 * number of the commit.  Whenever a kill falls, what was committed is whole; where it
 * falls between the two, the next open finds the numbers apart and takes out what only
 * one of them has, so that the files concerned are read again.  Nothing shows before
 * gf_store_commit ().
 *
 * Once a run has brought many new documents, the next ones go into runs (batch.h), and
 * the commit merges these with the databases into new ones, a generation
 * (common/generation.h), which becomes current at once.  A kill leaves the current one as
 * it was; the runs that were whole are taken in when the index is opened the next time.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/files.h"
#include "xapian-c/xc-list.h"

typedef struct GfStore GfStore;

typedef enum
{
  GF_STORE_ERROR_LOCKED, /* another indexer is at work on it: wait for it */
  GF_STORE_ERROR_SCHEMA, /* of another version: build it again */
  GF_STORE_ERROR_ENTRY,  /* a worker sent what no sound worker sends; nothing was changed
                          */
  GF_STORE_ERROR_INDEX   /* cannot be made, read or written; the message says why */
} GfStoreError;
#define GF_STORE_ERROR (gf_store_error_quark ())
GQuark gf_store_error_quark (void);

/*
 * gf_store_open: the index for @level ("public", "internal") in @folder, made where there
 * is none. Errors: all three.
 */
GfStore *gf_store_open (const char *folder, const char *level, GError **error);

/*
 * gf_store_keep_positions: the index keeps the positions of words in libxapian's way for
 * good, so that libxapian's servers can tell where they stand.  For one without units.
 * Errors: INDEX (it has some, and was begun without).
 */
bool gf_store_keep_positions (GfStore *store, GError **error);

/* Closes without committing. */
void gf_store_free (GfStore *store);

/* The table of files, in step with what was put (transfer none). */
GfFiles *gf_store_get_files (GfStore *store);

/*
 * gf_store_put_document: @file was read: @units (of GF_ANALYSED_TYPE) and @document
 * replace whatever the file was before.  @file (transfer full): its sha256 is set; its
 * document id X
 */
bool gf_store_put_document (GfStore *store, GfFile *file, GPtrArray *units,
                            GVariant *document, GError **error);

/*
 * gf_store_put_same: @file (transfer full) holds what another file holds that was gone
 * through before: it shares its document or its failure.  Errors: INDEX.
 */
bool gf_store_put_same (GfStore *store, GfFile *file, GError **error);

/* gf_store_put_unread: @file (transfer full) gave no document; a document it gave before,
   and no other file holds, goes.  Errors: INDEX. */
bool gf_store_put_unread (GfStore *store, GfFile *file, GError **error);

/* gf_store_remove_file: the file at @path is gone.  Errors: INDEX. */
bool gf_store_remove_file (GfStore *store, const char *path, GError **error);

/* How many units were written since the last commit. */
unsigned gf_store_count_pending (const GfStore *store);

/* gf_store_commit: all or nothing, and lasting.  Errors: INDEX (the disk is full, say).
 */
bool gf_store_commit (GfStore *store, GError **error);

/*
 * gf_store_commit_if_due: commits where @units_a_commit units or more wait, or where it
 * is time that something is found; a batch, which must merge for that, at growing
 * intervals. Errors: INDEX.
 */
bool gf_store_commit_if_due (GfStore *store, unsigned units_a_commit, GError **error);

/* The number of the last commit, over all runs. */
uint64_t gf_store_get_commit (const GfStore *store);

/* gf_store_dup_path: of @name beside the databases.  Returns: (transfer full). */
char *gf_store_dup_path (const GfStore *store, const char *name);

/* gf_store_list_format: the ids of the documents of @media_type, before anything was put.
 * Returns: (transfer full) (element-type utf8): NULL on error, INDEX. */
GPtrArray *gf_store_list_format (GfStore *store, const char *media_type, GError **error);

/* Cases and sections.  Errors: INDEX. */
bool gf_store_count_units (GfStore *store, uint32_t *n_units_out, GError **error);

/*
 * gf_store_list_words: words as they stand in the units, in order of bytes, each with the
 * number of units that have it.
 * @after: the last of those listed before; "" first
 * Returns: (transfer full): the next ones, at most @max_words; some may be prefixed
 * terms, which begin in upper case, and are no words; without entries: that was the last.
 * Errors: INDEX.
 */
XcList *gf_store_list_words (GfStore *store, const char *after, size_t max_words,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfStore, gf_store_free)
