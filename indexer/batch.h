/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * batch.h: documents on their way into the runs of a batch (runs.h), by threads of its
 * own.
 *
 * The indexer's first thread listens to the workers and makes entries of what they send;
 * two others write them, units and documents apart as their databases are, which takes
 * three times as long.  A run is whole once both have closed it.  libxapian's objects are
 * handed over whole and used by one thread at a time.  How much waits is bounded.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "xapian-c/xapian-c.h"

typedef struct GfBatch GfBatch;

/* A document and what belongs to it: all of it goes into one run. */
typedef struct
{
  GPtrArray *units; /* of XcDocument */
  XcDocument *document;
  char *row_key; /* of its file, in the documents' metadata */
  GVariant *row;
  size_t n_bytes; /* as the worker sent it */
} GfBatchEntry;

void gf_batch_entry_free (GfBatchEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfBatchEntry, gf_batch_entry_free)

/*
 * gf_batch_new: starts writing runs into @folder, which is made.
 * @units_a_run: at most, but for a document that has more by itself
 * @units, @documents: the databases that the runs will be merged with: what makes their
 * data small is used again (xc_writer_set_dictionary ())
 * Errors: XC_ERROR, G_FILE_ERROR.
 */
GfBatch *gf_batch_new (const char *folder, unsigned units_a_run, XcWriter *units,
                       XcWriter *documents, GError **error);

/*
 * gf_batch_add: @entry (transfer full); waits while much is waiting already.
 * Errors: XC_ERROR, G_FILE_ERROR: of what was added before; the batch is then good for
 * gf_batch_free () alone.
 */
bool gf_batch_add (GfBatch *batch, GfBatchEntry *entry, GError **error);

/* gf_batch_finish: when it returns, all that was added is in whole runs, on the disk.
   Errors: as gf_batch_add (). */
bool gf_batch_finish (GfBatch *batch, GError **error);

/* Throws away what is not in whole runs. */
void gf_batch_free (GfBatch *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfBatch, gf_batch_free)
