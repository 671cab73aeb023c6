/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shard.h: one part of an index, open for reading: its two databases, of one generation
 * and, as far as waiting a little helps, of one commit; and its lexicon.
 *
 * Of a shard on this machine the newest commit is read whenever it is refreshed.  Of one
 * behind servers it is asked for once a second at most; and its connections are made anew
 * every ten seconds, since a server that was connected to goes on reading the generation
 * that was current then.
 */
#pragma once

#include <sys/stat.h>

#include "common/lexicon.h"
#include "query/index.h"
#include "query/index/shards.h"
#include "xapian-c/xapian-c.h"

typedef struct
{
  const GfShards *shards;
  const GfShardPlace *place;
  const char *level;
  uint64_t generation; /* whose databases are open: common/generation.h */
  XcDatabase *units;   /* NULL while it is away, and documents with it */
  XcDatabase *documents;
  struct stat units_stat; /* of the folders that are open: another in its place shows */
  struct stat documents_stat;
  unsigned n_opened; /* how often they were opened anew */
  bool unfinished;   /* what could not be opened is there in part: it may be being made */
  int64_t opened_us; /* of servers: when they were connected to, and last asked */
  int64_t asked_us;
  GfLexicon *lexicon; /* NULL where there is none to read */
  struct stat lexicon_stat;
} GfShard;

/* gf_shard_new: opens nothing yet.  All arguments outlive it. */
GfShard *gf_shard_new (const GfShards *shards, const GfShardPlace *place,
                       const char *level);
void gf_shard_free (GfShard *shard);

/* gf_shard_open: its newest commit; waits up to a second for an index that is being made.
   Errors: INDEX. */
bool gf_shard_open (GfShard *shard, GError **error);
void gf_shard_close (GfShard *shard);
bool gf_shard_is_open (const GfShard *shard);

/*
 * gf_shard_refresh: takes up the newest commit of one that is open.
 * @replaced_out: (out): its databases are other handles than before
 * Errors: INDEX: it is to be closed then.
 */
bool gf_shard_refresh (GfShard *shard, bool *replaced_out, GError **error);

/* gf_shard_refresh_lexicon: takes up the lexicon that stands there; whether it is another
   than before. */
bool gf_shard_refresh_lexicon (GfShard *shard);

/* Whether another generation than the open one is current. */
bool gf_shard_is_outdated (const GfShard *shard);

/* Whether the lexicon is of the commit that is read. */
bool gf_shard_has_its_words (GfShard *shard);

/* What stands for the state that is read.  Returns: (transfer full): NULL on error.
 *number_out: grows with each commit.  Errors: any. */
char *gf_shard_dup_state (GfShard *shard, uint64_t *number_out, GError **error);

/* gf_shard_convert_error: what the shim says, as index.h says it.  Returns: false. */
bool gf_shard_convert_error (const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfShard, gf_shard_free)
