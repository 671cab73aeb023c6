/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pool.h: gjenfinn-extract processes, one a core, each with one file at a time.
 *
 * A worker that dies, hangs or talks nonsense is replaced, and the file it held is
 * blamed; one that was killed from outside is not held against its file the first time.
 * Where it had come some way, another is asked for the part of the file before the place
 * where it ended, so that this much is kept.
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
#include "indexer/spool.h"

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
  GVariant *document; /* GF_ANALYSED_TYPE; NULL when not read, and where the file has no
                         text of its own, but members */
  GfSpool *members; /* the files that lie in it, all that came whole; take a reference to
                       keep them.  NULL for none */
  GVariant *recognised; /* GF_PAGES_TYPE: what was seen in its images, beside what was
                           known before; NULL for nothing */
  GVariant *edges;      /* "at": what it begins and ends with, of a web page; else NULL */
} GfReadResult;

/* @file: (transfer full), as submitted.  Errors end the run. */
typedef bool (*GfPoolReport) (gpointer user_data, GfFile *file,
                              const GfReadResult *result, GError **error);

/* @worker: from 0.  @file: what it holds now, NULL for nothing; @page: that it has begun,
 * 0 where that is not known. */
typedef void (*GfPoolWatch) (gpointer user_data, unsigned worker, const GfFile *file,
                             uint32_t page);

/* gf_stated_find () of @file: (transfer full) (nullable): GF_STATED_TYPE. */
typedef GVariant *(*GfPoolState) (gpointer user_data, const GfFile *file);

typedef struct
{
  unsigned n_workers;           /* 1 or more */
  const GfLimits *limits;       /* (transfer none): outlives the pool */
  const char *const *passwords; /* the same; NULL for none */
  const char *const *languages; /* the same: of text in images; NULL for Norwegian, empty
                                   for none: images are left alone */
  GVariant *repeated; /* "at": what many web pages begin and end with; a reference is
                         taken; NULL for nothing */
  /* (transfer none): copied */
  const char *program;   /* path of gjenfinn-extract */
  const char *registers; /* folder it reads before it locks itself in */
  const char *words;     /* the level's lexicon, the same; NULL for none */
  const char *folder;    /* where the files within a file are kept until they are read */
  GfAnalyst *analyst;    /* (transfer none): whom workers' questions about words go to;
                            the pool hears its answers.  Outlives the pool */
  GfPoolWatch watch;     /* NULL for nobody */
  GfPoolState state;     /* what workers are told of a file; NULL for nothing */
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
 * others meanwhile.  Not to be called from within a report.
 * @file: (transfer full); @fd: (transfer full): open at its beginning
 * @depth: files that it lies in
 * @recognised: GF_PAGES_TYPE: what was seen in its images before; a reference is taken;
 * NULL for nothing
 * Errors: START, the analyst's, and those of the report.
 */
bool gf_pool_submit (GfPool *pool, GfFile *file, int fd, unsigned depth,
                     GVariant *recognised, GError **error);

/* Whether something was submitted and is not reported on yet. */
bool gf_pool_is_busy (const GfPool *pool);

/* gf_pool_step: waits until something happens, which may be a report or not.  Errors: as
 * submit. */
bool gf_pool_step (GfPool *pool, GError **error);

/* gf_pool_finish: waits for and reports on all that was submitted.  Errors: as submit. */
bool gf_pool_finish (GfPool *pool, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfPool, gf_pool_free)
