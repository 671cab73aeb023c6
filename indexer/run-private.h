/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run-private.h: what the files of a run share: run.c goes through the collection,
 * run-end.c sees to what is left then, run-members.c through the files within files.
 */
#pragma once

#include "indexer/analyst.h"
#include "indexer/crawl.h"
#include "indexer/edges.h"
#include "indexer/pool.h"
#include "indexer/progress.h"
#include "indexer/recognised.h"
#include "indexer/run.h"
#include "indexer/stated.h"
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
  GfStated *stated;
  GVariant *repeated;   /* of them, what the workers are told; made for the pool */
  GPtrArray *waiting;   /* containers whose members are still to be gone through: the last
                           first, so that few are kept at a time */
  GHashTable *n_within; /* path of a file of the disk to how many files were found to lie
                           in it now, and in those in turn */
  GHashTable *gone;     /* a set of paths: to be taken out of the index in the end */
  GHashTable *retried;  /* contents that were read again because they failed before */
  int64_t committed_us; /* monotonic: the last commit, as far as is known */
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

/* gf_run_take_file: @file (transfer full), of the disk: new, changed, or to be read
 * again.
 */
bool gf_run_take_file (GfRun *run, GfFile *file, GError **error);

/* gf_run_finish_reading: until every worker is idle and nothing waits. */
bool gf_run_finish_reading (GfRun *run, GError **error);

bool gf_run_ensure_analyst (GfRun *run, GError **error);
bool gf_run_commit_at_times (GfRun *run, GError **error);

/* run-end.c */
/* gf_run_find_gone: notes the paths of the index that lie in the collection and were not
 * met; what lies in a file goes with it. */
void gf_run_find_gone (GfRun *run, const GfCrawl *crawl);
/* After the new ones, so that a moved file finds its content still there. */
bool gf_run_remove_gone (GfRun *run, GError **error);
/* gf_run_read_outdated: reads the web pages again that were read before it was known what
 * they repeat, as far as that is known now; no worker is at work. */
bool gf_run_read_outdated (GfRun *run, GError **error);
/* gf_run_find_doubtful: after a run that was killed: web pages whose edges are not known
 * are to be read again. */
bool gf_run_find_doubtful (GfRun *run, GError **error);
/* gf_run_write_words: after the last commit: what readers know of words is brought up to
 * it. */
bool gf_run_write_words (GfRun *run, GError **error);
/* gf_run_note_stated: what lies below a gjenfinn.conf that has changed is to be read
 * again. */
void gf_run_note_stated (GfRun *run, const GfCrawl *crawl);
/* gf_run_keep: what the next run will want to know; what of it is not kept is found out
 * anew. */
void gf_run_keep (GfRun *run);

/* run-members.c */
/*
 * gf_run_limit_members: sets how many of the files in @spool (NULL for none) lie in
 * @file: all, unless the file of the disk that it lies in comes to hold more in all than
 * it may.  The outcome of @file then says so.
 */
void gf_run_limit_members (GfRun *run, GfFile *file, const GfSpool *spool);

/* Whether @file, which lies in another, may have the members of @known, which has the
 * same content; if so, they are counted. */
bool gf_run_may_copy_members (GfRun *run, const GfFile *file, const GfFile *known);

/*
 * gf_run_await_members: the file at @path, which is in the table, holds as many of those
 * in @spool (NULL for nothing) as its row says and no more: that is gone through in its
 * turn, and what it held before is gone.
 */
void gf_run_await_members (GfRun *run, const char *path, GfSpool *spool);

/* gf_run_take_members: goes through what waits, until nothing does; workers may still be
 * at it. */
bool gf_run_take_members (GfRun *run, GError **error);

/*
 * gf_run_copy_members: the file at @to, which is in the table, has the same content as
 * the one at @from, all of whose members are known: it has the same members.  @from may
 * be
 * @to, where the time of change alone is new.
 */
bool gf_run_copy_members (GfRun *run, const char *from, const char *to, GError **error);

GPtrArray *gf_run_new_waiting (void);
