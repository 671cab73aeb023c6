/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shards.h: where the parts of an index lie.
 *
 * An index is one folder, or several shards: indexes of their own, here or behind
 * xapian-tcpsrv on other machines, named in the file INDEX/LEVEL/shards, which
 * gjenfinn-shards(5) describes. One level only: the file of a public index names nothing
 * of an internal one. A file is read whole, at most GF_SHARDS_MAX_BYTES, and whatever is
 * wrong in it is refused with the name of the group and key.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Below INDEX/LEVEL. */
#define GF_SHARDS_FILE "shards"
#define GF_SHARDS_MAX_BYTES (64 * 1024)
/* Each is asked for every question, and has a connection or two for every thread. */
#define GF_SHARDS_MAX 64

typedef struct
{
  char *host; /* NULL: no server */
  uint16_t port;
} GfShardServer;

typedef struct
{
  char *name;   /* as people are told it */
  char *folder; /* of an index on this machine, as given to --index; or NULL */
  GfShardServer units;
  GfShardServer documents;
  char *words; /* the shard's lexicon, copied to this machine; or NULL */
} GfShardPlace;

typedef struct
{
  bool answers_without; /* where one is away the others answer, and it is said */
  unsigned timeout_ms;  /* a server is waited for so long */
  unsigned connect_ms;  /* and to be connected to */
  GPtrArray *places;    /* GfShardPlace, in the order of the file; at least one */
} GfShards;

/*
 * gf_shards_read: of the index @folder.
 * *shards_out: (transfer full): one place, the folder itself, where there is no file of
 * shards
 * Errors: GF_QUERY_ERROR_INDEX.
 */
bool gf_shards_read (const char *folder, const char *level, GfShards **shards_out,
                     GError **error);
void gf_shards_free (GfShards *shards);

/* gf_shards_path: of the file.  Returns: (transfer full). */
char *gf_shards_path (const char *folder, const char *level);

bool gf_shard_place_is_remote (const GfShardPlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfShards, gf_shards_free)
