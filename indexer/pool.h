/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pool.h: gjenfinn-extract processes, one a core, each with one file at a time.
 *
 * A worker that dies, hangs or talks nonsense is replaced, and the file it held is
 * blamed; one that was killed from outside is not held against its file the first time.
 * A worker that a hostile file has taken over without a sign may still lie about the
 * files it is given later: what it sends is checked to concern the file in its hands and
 * no other document.
 *
 * What a worker asks about words is asked of the analyst; while it waits its time does
 * not run, and others go on.  Everything happens in the calls below: no threads, no
 * callbacks outside them.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/analyst.h"
#include "indexer/file.h"

typedef struct GfPool GfPool;

typedef enum
{
  GF_POOL_ERROR_START /* no worker can be started, or it refuses to work unprotected */
} GfPoolError;
#define GF_POOL_ERROR (gf_pool_error_quark ())
GQuark gf_pool_error_quark (void);

/* What a worker made of a file.  Valid during the callback. */
typedef struct
{
  GfReadStatus status;
  const char *reason; /* a GF_REASON_* word; NULL when read whole */
  const char *detail; /* NULL when read whole */
  uint32_t pages;
  GPtrArray *units;   /* of GVariant, GF_ANALYSED_TYPE; empty when not read */
  GVariant *document; /* GF_ANALYSED_TYPE; NULL when not read */
} GfReadResult;

/* @file: (transfer full), as submitted.  Errors end the run. */
typedef bool (*GfPoolReport) (gpointer user_data, GfFile *file,
                              const GfReadResult *result, GError **error);

typedef struct
{
  unsigned n_workers;      /* 1 or more */
  unsigned seconds_a_file; /* wall clock; 0 for no limit */
  /* (transfer none): copied */
  const char *program;   /* path of gjenfinn-extract */
  const char *registers; /* folder it reads before it locks itself in */
  const char *words;     /* the level's lexicon, the same; NULL for none */
  GfAnalyst *analyst;    /* (transfer none): whom workers' questions about words go to;
                            the pool hears its answers.  Outlives the pool */
} GfPoolOptions;

/*
 * gf_pool_new: starts the workers, and waits until each has entered its sandbox.
 * @report: called once for each file submitted, in no set order
 * Errors: START; the workers have then said why on stderr.
 */
GfPool *gf_pool_new (const GfPoolOptions *options, GfPoolReport report,
                     gpointer user_data, GError **error);

/* Kills what still works. */
void gf_pool_free (GfPool *pool);

/*
 * gf_pool_submit: hands @file to a worker; waits for one to be free, and reports on
 * others meanwhile.
 * @file: (transfer full); @fd: (transfer full): open at its beginning
 * Errors: START, the analyst's, and those of the report.
 */
bool gf_pool_submit (GfPool *pool, GfFile *file, int fd, GError **error);

/* gf_pool_finish: waits for and reports on all that was submitted.  Errors: as submit. */
bool gf_pool_finish (GfPool *pool, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfPool, gf_pool_free)
