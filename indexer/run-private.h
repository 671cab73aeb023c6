/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run-private.h: what the files of a run share: run.c goes through the collection,
 * run-members.c through the files within files.
 */
#pragma once

#include "indexer/analyst.h"
#include "indexer/edges.h"
#include "indexer/pool.h"
#include "indexer/progress.h"
#include "indexer/recognised.h"
#include "indexer/run.h"
#include "indexer/store.h"
#include "indexer/vocabulary.h"

typedef struct
{
  const GfOptions *options;
  GfStore *store;
  GfLexicon *lexicon; /* the words of the index before this run; NULL for none */
  GfWordTable *table; /* what this run learns of words */
  GfAnalyst *analyst; /* made for the pool, or for the lexicon */
  GfPool *pool;       /* started for the first file that must be read */
  GfProgress *progress;
  GfRecognised *recognised;
  GfEdges *edges;
  GVariant *repeated;   /* of them, what the workers are told; made for the pool */
  GPtrArray *waiting;   /* containers whose members are still to be gone through: the last
                           first, so that few are kept at a time */
  GHashTable *gone;     /* a set of paths: to be taken out of the index in the end */
  GHashTable *retried;  /* contents that were read again because they failed before */
  unsigned n_restless;  /* files that were left, see GF_RUN_REST_SECONDS */
  GHashTable *outdated; /* contents that are to be read again, by what is repeated now */
} GfRun;

/* run.c */
/* @file (transfer full): its outcome is set, and there is no document. */
bool gf_run_put_unread (GfRun *run, GfFile *file, GError **error);

/* Tells of @file, which has become what another with the same content is. */
void gf_run_count_same (GfRun *run, const GfFile *file);

/*
 * gf_run_take: sees to @file (transfer full), whose content and size are known: as
 * another file with the same content, or by a worker.
 * @open: called where it must be read: a descriptor, or -1 with the outcome of @file set
 * or with @error
 */
typedef int (*GfRunOpen) (gpointer data, GfFile *file);
bool gf_run_take (GfRun *run, GfFile *file, GfRunOpen open, gpointer data,
                  GError **error);

/* run-members.c */
/*
 * gf_run_await_members: the file at @path, which is in the table, holds what is in @spool
 * (NULL for nothing) and no more: that is gone through in its turn, and what it held
 * before is gone.
 */
void gf_run_await_members (GfRun *run, const char *path, GfSpool *spool);

/* gf_run_take_members: goes through what waits, until nothing does; workers may still be
 * at it. */
bool gf_run_take_members (GfRun *run, GError **error);

/*
 * gf_run_copy_members: the file at @to, which is in the table, has the same content as
 * the one at @from, all of whose members are known: it has the same members.
 */
bool gf_run_copy_members (GfRun *run, const char *from, const char *to, GError **error);

GPtrArray *gf_run_new_waiting (void);
