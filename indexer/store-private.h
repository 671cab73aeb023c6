/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store-private.h: what the files of the store share.
 */
#pragma once

#include "indexer/store.h"
#include "xapian-c/xapian-c.h"

/* No collection on one machine has more. */
#define GF_STORE_MAX_FILES ((size_t) 50 * 1000 * 1000)

struct GfStore
{
  char *folder; /* INDEX/LEVEL */
  XcWriter *units;
  XcWriter *documents;
  GfFiles *files;
  GHashTable
      *unsettled; /* ids of documents whose files came or went since the last commit */
  uint64_t commit;
  unsigned n_pending;
};

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

/* A foreign error (transfer full) becomes ours, with what was being done.  Returns:
 * false. */
bool gf_store_fail (GError **error, GError *cause, const char *doing);
