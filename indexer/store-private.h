/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store-private.h: what the files of the store share.
 */
#pragma once

#include "indexer/batch.h"
#include "indexer/store.h"
#include "xapian-c/xapian-c.h"

/* No collection on one machine has more. */
#define GF_STORE_MAX_FILES ((size_t) 50 * 1000 * 1000)

struct GfVersions;

struct GfStore
{
  char *folder; /* INDEX/LEVEL */
  int lock_fd;
  uint64_t generation; /* whose databases are open; common/generation.h */
  XcWriter *units;
  XcWriter *documents;
  GfFiles *files;
  GHashTable
      *unsettled; /* ids of documents whose files came or went since the last commit */
  struct GfVersions *versions; /* what of them are versions of one; versions.h */
  uint64_t commit;
  int64_t committed_us; /* the last commit, or the opening, by the monotonic clock */
  unsigned n_pending;

  GfBatch *batch;   /* where new documents go; NULL while they go into the databases */
  GHashTable *rows; /* key to GBytes, empty for none: rows of files that are written with
                       the databases that the batch ends in */
  unsigned n_new;   /* documents new to the index, since it was opened */
  unsigned n_files; /* that it had then */
  unsigned units_a_run;
  int64_t batch_interval_us;
  bool keeps_positions; /* GF_META_POSITIONS */
  bool cannot_merge;    /* it was tried in vain what gf_store_merge () does */
};

/* gf_store_open_databases: those of @generation take the place of those that are open. */
bool gf_store_open_databases (GfStore *store, uint64_t generation, GError **error);

/* Begins what the next commit commits.  Errors: the shim's. */
bool gf_store_begin (GfStore *store, GError **error);

/* Commits what stands in the databases, whichever they are.  Errors: the shim's. */
bool gf_store_commit_databases (GfStore *store, GError **error);

/* gf_store_load_files: the table of files from the databases.  Errors: the shim's. */
bool gf_store_load_files (GfStore *store, GError **error);

/*
 * gf_store_may_batch: a document that the index does not have is about to be written: a
 * batch is begun once there were many.  Errors: the shim's, G_FILE_ERROR.
 */
bool gf_store_may_batch (GfStore *store, GError **error);

/* gf_store_is_loose: whether so much was written or taken out since the databases were
   merged that they are to be merged anew.  Errors: the shim's. */
bool gf_store_is_loose (GfStore *store, bool *is_loose_out, GError **error);

/* gf_store_merge: what is committed, as a generation of its own; where that is not to be
   made, which is said, it stays as it is.  Errors: the same, G_FILE_ERROR. */
bool gf_store_merge (GfStore *store, GError **error);

/* gf_store_end_batch: merges and commits; no-op where there is no batch.  Errors: the
   same, GF_STORE_ERROR. */
bool gf_store_end_batch (GfStore *store, GError **error);

/*
 * gf_store_tidy: after a kill: takes in what whole runs of a batch there are, removes
 * what never became current.  Databases are open after, as before. Errors: as above.
 */
bool gf_store_tidy (GfStore *store, GError **error);

/* gf_store_put_row: @row NULL to take it out.  Errors: the shim's. */
bool gf_store_put_row (GfStore *store, const char *key, GVariant *row, GError **error);

/* Takes a document and its units out of both databases.  Errors: the shim's. */
bool gf_store_drop_document (GfStore *store, const char *document_id, GError **error);

/* The files of a document came or went: gf_store_settle () sees to it. */
void gf_store_unsettle (GfStore *store, const char *document_id);

/* Brings the paths of every unsettled document up to date; one without files goes.  Once
   a commit and not once a file, since a document may have thousands.  Errors: the shim's.
 */
bool gf_store_settle (GfStore *store, GError **error);

/*
 * gf_store_mend: after a kill between the two commits: takes out what only one database
 * has, lets the files concerned be read again, and unsettles the rest, since what the
 * units say of a path may be newer than the table of files.  Errors: the shim's.
 */
bool gf_store_mend (GfStore *store, GError **error);

/* A foreign error (transfer full) becomes ours, with what was being done, and where.
 * Returns: false. */
bool gf_store_fail (const GfStore *store, GError **error, GError *cause,
                    const char *doing);
