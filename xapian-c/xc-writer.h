/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcDocument: what is to be written. XcWriter: the one who writes it.
 *
 * A database has one writer at a time, in the whole machine; readers are never blocked
 * and see nothing before a commit. What has been committed is whole, whatever happens to
 * the process afterwards. Outside a transaction libxapian also commits by itself every
 * 10,000 documents ($XAPIAN_FLUSH_THRESHOLD, read when a writer is opened); a set of
 * changes that must appear together or not at all therefore goes into a transaction.
 */
#ifndef XC_WRITER_H
#define XC_WRITER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "xapian-c/xc-database.h"

G_BEGIN_DECLS

/**
 * XC_TERM_MAX_BYTES: the longest term that can be written: MAX_SAFE_TERM_LENGTH in
 * libxapian's backends/glass/glass_database.cc. A zero byte would count twice, but
 * zero-terminated terms have none.
 */
#define XC_TERM_MAX_BYTES 245

typedef struct XcDocument XcDocument;
typedef struct XcWriter XcWriter;

/** xc_document_new: an empty document. Returns: (transfer full): NULL on error, which is
 * NO_MEMORY. */
XcDocument *xc_document_new (GError **error);

void xc_document_free (XcDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XcDocument, xc_document_free)

/** xc_document_set_data: replaces the bytes that come back with every hit; @size 0 takes
 * them away. */
bool xc_document_set_data (XcDocument *document, const void *data, size_t size,
                           GError **error);

/**
 * xc_document_add_posting: says that @term stands at @position, and adds @weight to its
 * weight (wdf) in the document.
 * @position: from 1, in words; the same in NEAR and PHRASE queries
 * @weight: usually 1; 0 for a position that should not count
 *
 * Errors: QUERY (@term is empty or longer than XC_TERM_MAX_BYTES: leave it out or shorten
 * it, and go on; the document is as before).
 */
bool xc_document_add_posting (XcDocument *document, const char *term, uint32_t position,
                              uint32_t weight, GError **error);

/** xc_document_add_term: adds @weight to @term's weight, with no position. Errors: as
 * xc_document_add_posting(). */
bool xc_document_add_term (XcDocument *document, const char *term, uint32_t weight,
                           GError **error);

/**
 * xc_document_add_boolean_term: adds a term that filters and identifies but does not
 * weigh, nor count in the document's length. Errors: as xc_document_add_posting().
 */
bool xc_document_add_boolean_term (XcDocument *document, const char *term,
                                   GError **error);

/**
 * xc_document_add_postings: adds @weight to @term's weight, and says that it stands at
 * each of @positions: the same as xc_document_add_posting() for each, with half the work.
 * @positions: @n_positions, may be NULL where there are none
 *
 * Errors: as xc_document_add_posting(); some of it may have been added.
 */
bool xc_document_add_postings (XcDocument *document, const char *term, uint32_t weight,
                               const uint32_t *positions, size_t n_positions,
                               GError **error);

/** xc_document_remove_term: takes @term off, with its positions. Errors: QUERY (the
 * document has not got it). */
bool xc_document_remove_term (XcDocument *document, const char *term, GError **error);

/**
 * xc_document_set_value: puts bytes into a slot, for sorting (by bytes), counting and
 * ranges.
 * @slot: any but XC_NO_SLOT
 * @size: 0 empties the slot
 *
 * Errors: QUERY (the slot is XC_NO_SLOT).
 */
bool xc_document_set_value (XcDocument *document, uint32_t slot, const void *value,
                            size_t size, GError **error);

/**
 * xc_database_dup_document: the document with the number @docid, terms, values and data,
 * to be changed and written back with xc_writer_replace_docid().
 * @db: of xc_writer_get_database(). The document reads from it when it is changed or
 * written, and so belongs to the same thread; of another handle it would be of another
 * commit
 *
 * Returns: (transfer full): NULL on error. Errors: NOT_FOUND.
 */
XcDocument *xc_database_dup_document (XcDatabase *db, uint32_t docid, GError **error);

/**
 * XcWriterMode:
 * @XC_WRITER_OPEN: it must exist (NOT_FOUND otherwise)
 * @XC_WRITER_OPEN_OR_CREATE: create it where there is none
 * @XC_WRITER_CREATE: it must not exist (FAILED otherwise)
 * @XC_WRITER_CREATE_BULK: the same, for a database that is only added to, with data, and
 * read when it is closed: in a third of the time. What is in it lasts once the caller has
 * had its files and folder written (fsync). Of its functions only
 * xc_writer_add_document(), of documents made by xc_document_new(),
 * xc_writer_set_metadata(), those of dictionaries, xc_writer_close() and
 * xc_writer_free() are for it; it holds no lock, and all of it is in memory until it is
 * closed. Where libxapian has come to a format that we do not know
 * (xc-glass-database.hh), it is written as any other. As XC_LIST_FILTERS
 * @XC_WRITER_CREATE_BULK_UNLISTED: the same, as XC_LIST_NOTHING
 */
typedef enum
{
  XC_WRITER_OPEN,
  XC_WRITER_OPEN_OR_CREATE,
  XC_WRITER_CREATE,
  XC_WRITER_CREATE_BULK,
  XC_WRITER_CREATE_BULK_UNLISTED,
} XcWriterMode;

/**
 * XcListing: which of its terms are kept beside a document that is written in bulk or
 * merged. The others are found from, but not told of: xc_database_list_document_terms()
 * does not list them, they cannot be taken off, and where the document is taken out, no
 * reader sees them, but they take room until the next merge. It saves a third of what a
 * database takes (doc/performance.md).
 * @XC_LIST_FILTERS: those that do not weigh (xc_document_add_boolean_term())
 * @XC_LIST_NOTHING: none; a merge then keeps places in the stead of positions too
 * (xc_database_set_places()). What was merged so has no positions of words that few of
 * its documents have, nor gets them by being merged as XC_LIST_FILTERS
 */
typedef enum
{
  XC_LIST_FILTERS,
  XC_LIST_NOTHING,
} XcListing;

/**
 * xc_writer_open: takes the lock and opens for writing.
 * @path: a folder; its parent must exist
 *
 * The lock is on an open file and goes when the last process that has the descriptor is
 * gone, however it ends. It is closed on exec; a child that was forked and does not exec
 * keeps the lock, so fork such children first.
 *
 * Returns: (transfer full): NULL on error.
 * Errors: LOCKED (another writer: retry later), NOT_FOUND, CORRUPT. The message names
 * @path.
 */
XcWriter *xc_writer_open (const char *path, XcWriterMode mode, GError **error);

/**
 * xc_writer_free: releases the lock and throws away what was not committed: the way out
 * after an error. After xc_writer_close() it only frees.
 */
void xc_writer_free (XcWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XcWriter, xc_writer_free)

/**
 * xc_writer_close: commits and releases the lock, also when committing fails. A
 * transaction still open is cancelled.
 *
 * The writer and its database are then good for xc_writer_free() alone: any other use may
 * give CLOSED.
 *
 * Errors: FAILED (what was not committed is lost: report it and do that work again).
 */
bool xc_writer_close (XcWriter *writer, GError **error);

/**
 * xc_writer_dup_dictionary: what makes the data of the documents small: a bulk writer
 * trains one on the first of them, if there is enough; any other has the one that its
 * database has.
 * @dictionary_out: (transfer full): NULL where there is none
 */
bool xc_writer_dup_dictionary (XcWriter *writer, GBytes **dictionary_out, GError **error);

/**
 * xc_writer_set_dictionary: uses that of another writer, before anything is written.
 *
 * Errors: CORRUPT (it is none).
 */
bool xc_writer_set_dictionary (XcWriter *writer, GBytes *dictionary, GError **error);

/**
 * xc_writer_get_database: reading as the writer sees it, with what is not committed yet.
 *
 * Returns: (transfer none): alive as long as the writer; do not free. For it MODIFIED
 * does not arise, and reopening does nothing.
 */
XcDatabase *xc_writer_get_database (XcWriter *writer);

/**
 * xc_writer_add_document: adds @document under a new number.
 * @docid_out: (out) (optional): the number
 *
 * @document may be changed and added again.
 */
bool xc_writer_add_document (XcWriter *writer, const XcDocument *document,
                             uint32_t *docid_out, GError **error);

/**
 * xc_writer_replace_document: puts @document in the place of all documents that have
 * @unique_term; adds it if none has.
 * @unique_term: not empty; @document must have it too, or the next replacement will not
 * find it
 * @docid_out: (out) (optional): the number: the lowest of those replaced, or a new one
 *
 * Errors: QUERY (@unique_term is empty).
 */
bool xc_writer_replace_document (XcWriter *writer, const char *unique_term,
                                 const XcDocument *document, uint32_t *docid_out,
                                 GError **error);

/**
 * xc_writer_replace_docid: puts @document in the place of the one with the number @docid.
 * With what xc_database_dup_document() gave, changed, only the changes are written. Where
 * no document has the number, it gets it.
 *
 * Errors: QUERY (@docid is 0; was another's; or its terms are not listed (XcListing), and
 * @document was not made of it).
 */
bool xc_writer_replace_docid (XcWriter *writer, uint32_t docid,
                              const XcDocument *document, GError **error);

/**
 * xc_writer_delete_documents: deletes all documents that have @term. It is no error when
 * there are none.
 * @term: not empty
 *
 * Errors: QUERY (@term is empty).
 */
bool xc_writer_delete_documents (XcWriter *writer, const char *term, GError **error);

/**
 * xc_writer_set_metadata: stores bytes under @key; @size 0 removes the key.
 * @key: not empty, at most XC_TERM_MAX_BYTES
 *
 * Errors: QUERY (@key is empty or too long).
 */
bool xc_writer_set_metadata (XcWriter *writer, const char *key, const void *value,
                             size_t size, GError **error);

/** xc_writer_commit: makes the changes lasting and visible. Errors: FAILED in a
 * transaction, and when the disk is full. */
bool xc_writer_commit (XcWriter *writer, GError **error);

/**
 * xc_writer_begin_transaction: commits what came before; what comes after is held
 * together, however much it is.
 *
 * Errors: FAILED (there is one already).
 */
bool xc_writer_begin_transaction (XcWriter *writer, GError **error);

/**
 * xc_writer_commit_transaction: all changes since the beginning become lasting and
 * visible at once.
 *
 * Errors: FAILED (none was begun, or the disk is full: free the writer, which leaves the
 * database as it was at the last commit, and do the work again).
 */
bool xc_writer_commit_transaction (XcWriter *writer, GError **error);

/** xc_writer_cancel_transaction: none of the changes since the beginning happened.
 * Errors: FAILED (none was begun). */
bool xc_writer_cancel_transaction (XcWriter *writer, GError **error);

/**
 * xc_compact: writes the newest commits of @sources, merged and compacted, as one new
 * database.
 * @sources: @n_sources paths, at least one; none of them locked out: writers may hold
 * them, but not write
 * @destination: a folder that does not exist, whose parent does
 * @listing: of all of its documents; filters that a source does not list are not listed
 *
 * Documents keep their order and are numbered from 1 on, from source to source. Nothing
 * is left of what was taken out of a source. Where sources share a metadata key, the
 * first one's bytes are kept.
 *
 * Errors: NOT_FOUND (a source), CORRUPT (a source), QUERY (@n_sources is 0, or
 * @destination exists), FAILED. What was written of @destination on failure is left
 * there: remove it.
 */
bool xc_compact (const char *const *sources, size_t n_sources, const char *destination,
                 XcListing listing, GError **error);

G_END_DECLS

#endif
