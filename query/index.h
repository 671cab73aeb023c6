/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index.h: an index open for reading, and what is asked of it besides a search.
 *
 * An index of several shards (shards.h) answers as one that has all their documents
 * would.  Where one of them is away every call fails with INDEX, or, if its file of
 * shards says so, the others answer and the answer has "shards_missing": [names], in
 * itself and in its coverage; it is tried again after some seconds.
 *
 * One access level only: the databases of the others are never opened, so that no count,
 * facet or suggestion can leak them.  A handle belongs to one thread at a time; several
 * handles on the same folder live side by side.  Reading goes on while the indexer
 * writes: a call whose snapshot is overwritten under it reopens the index and starts
 * again, so callers never see that.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

typedef struct GfIndex GfIndex;

typedef enum
{
  GF_QUERY_ERROR_PARAMETER, /* a parameter is wrong; the message begins with its name in
                               quotes: tell the user */
  GF_QUERY_ERROR_NOT_FOUND, /* no such document or unit; or the file could not be read:
                               the message says why */
  GF_QUERY_ERROR_DEAR,      /* it takes more than gf_request_set_budget () allows */
  GF_QUERY_ERROR_INDEX      /* no index there, of another schema version, or damaged; the
                               message      says what to do */
} GfQueryError;
#define GF_QUERY_ERROR (gf_query_error_quark ())
GQuark gf_query_error_quark (void);

/*
 * What the handles of a process have in common: the registers and the dictionaries of
 * words, which take 200 MB once a question needs them.  For any number of threads.
 */
typedef struct GfWordData GfWordData;

/* Errors: INDEX: a register is missing or cannot be read. */
GfWordData *gf_word_data_new (GError **error);
GfWordData *gf_word_data_ref (GfWordData *data);
void gf_word_data_unref (GfWordData *data);

/*
 * gf_index_open: @folder as given to --index; @level "public" or "internal"; @data:
 * NULL for its own; a reference is taken.  Waits up to a second for an index of that
 * level which is there in part, since it may be being made. Errors: INDEX (none there,
 * not an index, another schema version, damaged), PARAMETER (level).
 */
GfIndex *gf_index_open (const char *folder, const char *level, GfWordData *data,
                        GError **error);
void gf_index_close (GfIndex *index);

/*
 * gf_index_refresh: takes up the newest commit.  Cheap where nothing changed.
 * Errors: INDEX.
 */
bool gf_index_refresh (GfIndex *index, GError **error);

/* gf_index_count_shards: how many parts it has (shards.h), and how many of them do not
   answer at the moment.  A plain index has one. */
void gf_index_count_shards (const GfIndex *index, unsigned *n_out,
                            unsigned *n_missing_out);

/* gf_index_dup_snapshot: "uuid:revision" of what is read now.  Returns: (transfer full).
 */
char *gf_index_dup_snapshot (GfIndex *index, GError **error);

/*
 * gf_index_show: a document as it was understood: the contract's show object.
 * @name: a document's id, a unit's id (its document is shown), an absolute path, a path
 * from the current folder, or a path as shown in a hit Returns: (transfer full).  Errors:
 * NOT_FOUND, INDEX.
 */
json_t *gf_index_show (GfIndex *index, const char *name, GError **error);

/* gf_index_dup_file: the absolute path of document @id's file, as bytes of the file
   system; of several the first that is still as it was read, by size and time of change:
   what has been put in its place is not this document.  Where the document lies in
   another file (an archive, a mail), that file, if no other is left. @format_out
   (transfer full): the media type of the file returned, "application/octet-stream" for an
   archive. Errors: NOT_FOUND (also where every file has changed or gone), INDEX. */
char *gf_index_dup_file (GfIndex *index, const char *id, char **format_out,
                         GError **error);

/* gf_index_status: the contract's status object; also "words": by what the words of
   "questions" and of the "index" are known ("dictionaries", "stems"), and whether both
   are by the "same" data.  Errors: INDEX. */
json_t *gf_index_status (GfIndex *index, GError **error);

/* gf_index_unread: {"coverage": {...}, "files": [{"path", "status", "reason", "detail",
   "since"}]} of every file that is unread or partly read, in order of path.  Errors:
   INDEX. */
json_t *gf_index_unread (GfIndex *index, GError **error);

/*
 * gf_index_suggest: {"suggestions": [...]}: @text, valid UTF-8, with its last word made
 * whole by words of this level, eight at most (suggest.h).
 * Returns: (transfer full): never NULL.
 */
json_t *gf_index_suggest (GfIndex *index, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfIndex, gf_index_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfWordData, gf_word_data_unref)
