/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * memory.h: what is remembered of one state of an index beside what the shim remembers
 * of its databases: the words of units that were looked at, which documents they are of,
 * what is akin to words, which documents are versions, which years there are.
 *
 * Reading words one unit at a time is most of what it takes to put hits in order; other
 * questions look at the same units.  Shared by all handles on that state, in any thread;
 * a later state has a memory of its own, and makes the one before it keep nothing more.
 * Nothing here is an answer or a part of one, and all of it is what the databases say at
 * that state.  What it takes is bounded, the oldest unused going first.
 */
#pragma once

#include "query/index/unit-words.h"

typedef struct GfMemory GfMemory;

/* The newest memory of each index that a process has open. */
typedef struct GfMemories GfMemories;

GfMemories *gf_memories_new (void);
void gf_memories_free (GfMemories *memories);

/*
 * gf_memories_get: the memory of @state of the index @index.
 * @index: what tells it from other indexes of the process
 * @state: tells databases, commit and lexicon from all others of @index
 * Returns: (transfer full).
 */
GfMemory *gf_memories_get (GfMemories *memories, const char *index, const char *state);

/* gf_memory_is_of: whether it is that of @state. */
bool gf_memory_is_of (const GfMemory *memory, const char *state);
void gf_memory_unref (GfMemory *memory);

/* gf_memory_find_words: the words of the unit @docid.  Returns: (transfer full): NULL
   where they are not remembered. */
GfUnitWords *gf_memory_find_words (GfMemory *memory, uint32_t docid);
void gf_memory_keep_words (GfMemory *memory, uint32_t docid, GfUnitWords *words);

/* gf_memory_find_kin: what was kept of words that are akin (words.h), by their @key.
   Returns: (transfer full) (element-type utf8): NULL where nothing was; never changed. */
GPtrArray *gf_memory_find_kin (GfMemory *memory, const char *key);
void gf_memory_keep_kin (GfMemory *memory, const char *key, GPtrArray *kin);

/*
 * gf_memory_find_years: the years (unsigned) that one of the databases has something of.
 * @key: tells which, and of what
 * Returns: (transfer full): NULL where they are not remembered; never changed.
 */
GArray *gf_memory_find_years (GfMemory *memory, const char *key);
void gf_memory_keep_years (GfMemory *memory, const char *key, GArray *years);

/*
 * gf_memory_find_document: which document the unit @docid is of.
 * *number_out: in the documents database; 0 where that does not have it
 * Returns: false where it is not remembered; *number_out is then as it was.
 */
bool gf_memory_find_document (GfMemory *memory, uint32_t docid, uint32_t *number_out);
void gf_memory_keep_document (GfMemory *memory, uint32_t docid, uint32_t number);

/* gf_memory_find_group: the key of the group of versions that the document @id is in
   (versions.h), "" where it is in none.  Returns: (transfer full): NULL where it is not
   remembered. */
char *gf_memory_find_group (GfMemory *memory, const char *id);
void gf_memory_keep_group (GfMemory *memory, const char *id, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfMemories, gf_memories_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfMemory, gf_memory_unref)
