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
  uint64_t commit;
  unsigned n_pending;
};

/* Takes a document and its units out of both databases.  Errors: the shim's. */
bool gf_store_drop_document (GfStore *store, const char *document_id, GError **error);

/*
 * gf_store_mend: after a kill between the two commits: takes out what only one database
 * has, and lets the files concerned be read again.  Errors: the shim's.
 */
bool gf_store_mend (GfStore *store, GError **error);

/* A foreign error (transfer full) becomes ours, with what was being done.  Returns:
 * false. */
bool gf_store_fail (GError **error, GError *cause, const char *doing);
