/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index-private.h: an open index as the rest of query sees it.
 *
 * Whatever reads goes through gf_index_read (), which starts it again when the indexer
 * has overwritten what it was reading, and which turns errors into those of index.h.
 */
#pragma once

#include <sys/stat.h>

#include "common/lexicon.h"
#include "common/record.h"
#include "norsk/roots.h"
#include "norsk/stem.h"
#include "query/index.h"
#include "query/renames.h"
#include "query/stop-words.h"
#include "xapian-c/xapian-c.h"

struct GfWordData
{
  GfAnalysis *analysis;
  GfStopWords *stop_words;
  GMutex lock;
  GfRenames *renames; /* read by the first question that needs them; guarded by lock */
};

/* gf_word_data_get_renames: (transfer none).  Errors: INDEX: a register is missing or
   cannot be read. */
const GfRenames *gf_word_data_get_renames (GfWordData *data, GError **error);

struct GfIndex
{
  char *folder; /* as given to gf_index_open () */
  char *level;
  GfWordData *data;
  uint64_t generation; /* whose databases are open: common/generation.h */
  XcDatabase *units;
  XcDatabase *documents;
  struct stat units_stat; /* of the folders that are open: another in its place shows */
  struct stat documents_stat;
  bool unfinished; /* what could not be opened is there in part: it may be being made */
  GfLexicon *lexicon; /* NULL where there is none to read: words are analysed anew */
  struct stat lexicon_stat;
  GfRoots *roots;
  GfStemmer *stemmer;
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

/* Whether the lexicon is there and of the commit that is read: while a run goes on it is
   not yet. */
bool gf_index_has_its_words (GfIndex *index);

/* What stands for "uuid:revision" now; inside a reader.  Returns: (transfer full). */
char *gf_index_snapshot (GfIndex *index, GError **error);

/* The contract's coverage object; inside a reader.  Returns: (transfer full). */
json_t *gf_index_coverage (GfIndex *index, GError **error);

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

/* gf_index_fail: sets @error to INDEX, with what to do about it. */
void gf_index_fail (GError **error, const GfIndex *index, const char *what);

/* gf_record_from_bytes: @data, which need not be aligned, as a variant of @type; its
   normal form is not checked.  Returns: (transfer full), not floating. */
GVariant *gf_record_from_bytes (const char *type, const void *data, size_t size);

/* The head and the unit of a GF_STORED_UNIT_TYPE.  Errors: GF_RECORD_ERROR. */
bool gf_record_read_unit (const XcBytes *data, GfDocument **head_out, GfUnit **unit_out,
                          GError **error);

/* The head of a GF_STORED_DOCUMENT_TYPE, with what was set aside.  Returns: (transfer
 * full).  Errors: GF_RECORD_ERROR. */
GfDocument *gf_record_read_document (const XcBytes *data, GError **error);
