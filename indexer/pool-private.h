/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pool-private.h: what the files of the pool share: pool.c hands out and waits,
 * pool-hear.c takes in what a worker says, pool-blame.c sees to a worker that is no more,
 * or no more to be trusted, and to its file.
 */
#pragma once

#include "indexer/child.h"
#include "indexer/pool.h"

/* How far the reading of a file has come, or is to go: zeros for not at all, or without
 * end. */
typedef struct
{
  uint32_t page;     /* begun */
  uint32_t n_blocks; /* read, in a format without pages */
} GfPoolStep;

typedef struct
{
  unsigned number;
  GfChild child;
  GfFile *file;   /* what it holds; NULL when idle */
  int fd;         /* of that file */
  unsigned depth; /* files that this one lies in */
  GPtrArray *units;
  GVariant *document;
  GVariant *edges;
  GfSpool *members;    /* NULL before the first */
  size_t n_bytes;      /* of all those, but for what lies in the spool */
  bool was_asked_anew; /* another worker for this file, for no fault of its own */
  unsigned n_kills;    /* of its workers, from outside */
  int64_t deadline_us; /* monotonic */
  bool is_waiting;     /* for what it asked about words: its time stands still */
  int64_t left_us;     /* then: until its deadline */
  size_t n_words;      /* asked about for this file */
  int64_t own_us;      /* that its small messages took, since deadlines were put off */

  GfPoolStep step;   /* where it is */
  uint64_t n_images; /* of the file, that time was given for, to read them for text */
  GVariant *known;   /* GF_PAGES_TYPE: seen in images before; NULL for none */
  GPtrArray *seen;   /* of GVariant: the same, now */
  /* Where an earlier worker ended over this file, and this one is to stop. */
  GfPoolStep stop;
  unsigned n_retreats;
  const char *reason; /* why it ended; NULL where none did */
  char *detail;
} GfPoolWorker;

struct GfPool
{
  GfPoolOptions options; /* its strings are our own */
  GfPoolReport report;
  gpointer user_data;
  GfPoolWorker *workers;
  int64_t left_us; /* when it was last done waiting for them */
};

/* What is said of a file is cut to this. */
#define GF_POOL_MAX_DETAIL_BYTES 1024

/* pool.c */
bool gf_pool_start_worker (GfPool *pool, GfPoolWorker *worker, GError **error);
/* Ends the process, and tells how it ended: a wait status.  @signal_number: 0 to let it
 * end. */
int gf_pool_stop_worker (GfPool *pool, GfPoolWorker *worker, int signal_number);
/* Asks for the file that @worker holds.  False where there is nobody to ask. */
bool gf_pool_ask (GfPool *pool, GfPoolWorker *worker);
/* Forgets what was made of its file. */
void gf_pool_drop_results (GfPoolWorker *worker);
/* Hands the file over with what was made of it; the worker is idle after. */
bool gf_pool_report (GfPool *pool, GfPoolWorker *worker, GfReadResult *result,
                     GError **error);
/* Tells whoever watches what @worker holds. */
void gf_pool_tell (GfPool *pool, const GfPoolWorker *worker);

/* pool-hear.c */
/* Takes in one message, which is there, or the end.  Errors: as gf_pool_submit (). */
bool gf_pool_hear (GfPool *pool, GfPoolWorker *worker, GError **error);
/* What the analyst said to @asker, a worker, which has read all that it was sent before.
 */
bool gf_pool_hand_on (gpointer user_data, gpointer asker, GVariant *answer,
                      GError **error);

/*
 * pool-blame.c: each sees to it that the file is reported on, by another worker or as it
 * stands, and that there is a worker again.
 */
/* It has ended. */
bool gf_pool_blame_death (GfPool *pool, GfPoolWorker *worker, GError **error);
/* It took too long. */
bool gf_pool_blame_hang (GfPool *pool, GfPoolWorker *worker, GError **error);
/* It is taken over, or broken. */
bool gf_pool_blame_nonsense (GfPool *pool, GfPoolWorker *worker, const char *what,
                             GError **error);
/* What it sends cannot be kept. */
bool gf_pool_blame_spool (GfPool *pool, GfPoolWorker *worker, const GError *cause,
                          GError **error);
/* What happened is not, or need not be, this file's fault: another is asked for it. */
bool gf_pool_ask_another (GfPool *pool, GfPoolWorker *worker, GError **error);
/* Where an earlier worker ended over the file: says so in @result.  @detail_out:
 * (transfer full): holds the words. */
void gf_pool_tell_why (const GfPoolWorker *worker, GfReadResult *result,
                       char **detail_out);
