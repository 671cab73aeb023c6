/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index-private.h: an open index as the rest of query sees it.
 *
 * Whatever reads goes through gf_index_read (), which starts it again when the indexer
 * has overwritten what it was reading, and which turns errors into those of index.h.
 */
#pragma once

#include "common/lexicon.h"
#include "common/record.h"
#include "norsk/roots.h"
#include "norsk/stem.h"
#include "query/index.h"
#include "query/index/memory.h"
#include "query/index/renames.h"
#include "query/index/shard.h"
#include "query/question/stop-words.h"
#include "xapian-c/xapian-c.h"

struct GfWordData
{
  GfAnalysis *analysis;
  GfStopWords *stop_words;
  GMutex lock;
  GfRenames *renames; /* read by the first question that needs them; guarded by lock */
  GHashTable *away;   /* shard -> when to try it again; guarded by lock */
  GfLexicon *joined;  /* of several shards; guarded by lock, as is the next */
  char *joined_of;    /* which lexicons these were */
  GfMemories *memories;
};

/* gf_word_data_get_renames: (transfer none).  Errors: INDEX: a register is missing or
   cannot be read. */
const GfRenames *gf_word_data_get_renames (GfWordData *data, GError **error);

/*
 * gf_word_data_may_try: whether to try a shard that did not answer: false for some
 * seconds after gf_word_data_set_away (), and then true to one of those who ask.
 */
bool gf_word_data_may_try (GfWordData *data, const char *shard);
void gf_word_data_set_away (GfWordData *data, const char *shard, bool away);

/* gf_word_data_join: gf_lexicon_join (), once for all handles.  @key: says which they
   are.  Returns: (transfer full): NULL where there is none. */
GfLexicon *gf_word_data_join (GfWordData *data, const char *key,
                              const GPtrArray *lexicons);

struct GfIndex
{
  char *folder; /* as given to gf_index_open () */
  char *level;
  GfWordData *data;
  GfShards *places;
  struct stat places_stat; /* of the file of shards */
  GPtrArray *shards;       /* GfShard, one a place; some may be away */
  XcDatabase *units;       /* of all that are there, as one */
  XcDatabase *documents;
  bool joined;        /* these are handles of their own, beside those of the shards */
  GfLexicon *lexicon; /* NULL where there is none to read: words are analysed anew */
  bool has_lexicon;   /* it was looked for */
  GfRoots *roots;
  GfStemmer *stemmer;
  GfMemory *memory;              /* of the state that was asked for last; NULL before */
  bool has_asked_memory;         /* it was asked for since the reader began */
  const GfStopWords *stop_words; /* of the word data */
};

/*
 * GfIndexReader: reads something from start to end.  Called again after a false with
 * XC_ERROR_MODIFIED, so it throws away what it had gathered first.  Errors: any.
 */
typedef bool (*GfIndexReader) (GfIndex *index, void *data, GError **error);

/* gf_index_read: Errors: PARAMETER (where libxapian cannot do what the question asks),
   INDEX, and those of GF_QUERY_ERROR that @reader sets. */
bool gf_index_read (GfIndex *index, GfIndexReader reader, void *data, GError **error);

/* Whether it is more than a folder. */
bool gf_index_is_of_shards (const GfIndex *index);

/* Whether the lexicon is there and of the commit that is read: while a run goes on it is
   not yet. */
bool gf_index_has_its_words (GfIndex *index);

/* What stands for "uuid:revision" now; inside a reader.  Returns: (transfer full). */
char *gf_index_snapshot (GfIndex *index, GError **error);

/* gf_index_get_memory: what is remembered of the state that is read; inside a reader.
   *memory_out: (transfer none): good while that is read; NULL for several shards, and for
   servers, whose state is not known well enough. */
bool gf_index_get_memory (GfIndex *index, GfMemory **memory_out, GError **error);

/* The contract's coverage object, of all shards that are there, and the names of those
   that are not, as "shards_missing"; inside a reader.  Returns: (transfer full). */
json_t *gf_index_coverage (GfIndex *index, GError **error);

/* gf_index_set_missing: "shards_missing" of @answer: the names of shards that are away;
   not set where none is. */
void gf_index_set_missing (const GfIndex *index, json_t *answer);

/* gf_index_find_metadata: the bytes under @key in the documents database of the shard
   that has them; inside a reader.  *value_out: (transfer full): NULL where none has. */
bool gf_index_find_metadata (GfIndex *index, const char *key, GBytes **value_out,
                             GError **error);

/* gf_index_find_unread: the entry, as in gf_index_unread (), of the file @name: its path,
   or the path as shown; inside a reader.  *file_out: (transfer full): NULL where there is
   none, or it was read whole. */
bool gf_index_find_unread (GfIndex *index, const char *name, json_t **file_out,
                           GError **error);

/* gf_index_describe_container: a sentence on the file @name (its path, or the path as
   shown) that has no text of its own: how many files lie in it, and what some are called;
   inside a reader.  *said_out: (transfer full): NULL where none do. */
bool gf_index_describe_container (GfIndex *index, const char *name, char **said_out,
                                  GError **error);

/* gf_record_from_bytes: @data, which need not be aligned, as a variant of @type; its
   normal form is not checked.  Returns: (transfer full), not floating. */
GVariant *gf_record_from_bytes (const char *type, const void *data, size_t size);

/* The head and the unit of a GF_STORED_UNIT_TYPE.  Errors: GF_RECORD_ERROR. */
bool gf_record_read_unit (const XcBytes *data, GfDocument **head_out, GfUnit **unit_out,
                          GError **error);

/* The head of a GF_STORED_DOCUMENT_TYPE, with what was set aside.  Returns: (transfer
 * full).  Errors: GF_RECORD_ERROR. */
GfDocument *gf_record_read_document (const XcBytes *data, GError **error);
