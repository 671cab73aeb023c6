/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcDatabase: reading one or several databases as one.
 *
 * A handle shows the database as it was at one commit, until xc_database_reopen(). A
 * writer keeps the blocks of the newest commit and the one before; a handle older than
 * that may meet a block that has been used again, and any function here, and xc_search(),
 * may then fail with MODIFIED. No call moves the handle behind the caller's back, for
 * then half an answer would come from one commit and half from another. The whole
 * question is asked again instead:
 *
 *   unsigned attempts = 0;
 *   bool ok;
 *   do
 *     ok = answer_the_question (db, ..., error);
 *   while (!ok && xc_database_recover (db, &attempts, error));
 *
 * libxapian checks the structure of every block it reads, but keeps no checksums: blocks
 * that are missing, cut or overwritten become CORRUPT, while bits changed inside a block
 * may go unnoticed, and 1.4.22 may read past its buffers for them. Do not open a database
 * from a stranger.
 */
#ifndef XC_DATABASE_H
#define XC_DATABASE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "xapian-c/xc-list.h"

G_BEGIN_DECLS

typedef struct XcDatabase XcDatabase;

/** XC_RECOVER_MAX_ATTEMPTS: how often xc_database_recover() says "again" to one question.
 */
#define XC_RECOVER_MAX_ATTEMPTS 20

/**
 * xc_database_open: opens the newest commit of the database at @path, for reading.
 *
 * Needs no lock and disturbs no writer. @path must be readable again at every reopen.
 *
 * Returns: (transfer full): NULL on error.
 * Errors: NOT_FOUND (there is no database: create it with XcWriter), CORRUPT (damaged or
 * of another version of libxapian: rebuild). The message names @path.
 */
XcDatabase *xc_database_open (const char *path, GError **error);

/**
 * xc_database_open_many: opens several databases as one.
 * @paths: @n_paths of them, at least one; the same order gives the same document numbers
 *
 * Frequencies, counts and searches are over all of them. Document numbers are
 * interleaved: number d of database i (from 0) appears as (d - 1) * @n_paths + i + 1.
 * Metadata is that of the first database alone.
 *
 * Returns: (transfer full): NULL on error; none is left open then.
 * Errors: as xc_database_open(); QUERY when @n_paths is 0.
 */
XcDatabase *xc_database_open_many (const char *const *paths, size_t n_paths,
                                   GError **error);

/**
 * xc_database_open_remote: opens the database, or databases as one, that a server of
 * libxapian's (xapian-tcpsrv) has at @host and @port.
 * @timeout_ms: above 0: how long the server may take for each message it is waited for
 * @connect_ms: above 0: how long connecting may take
 *
 * The server opens the newest commit when it is connected to. It ends connections that
 * nothing was asked over for a minute, or what it was told. Whoever can reach it may read
 * everything: there is neither password nor encryption.
 *
 * Listing terms, numbers or metadata brings all that there are under the prefix, metadata
 * in a message each; xc_database_get_revision() fails with QUERY.
 *
 * Returns: (transfer full): NULL on error.
 * Errors: NETWORK (nobody there, or no server of libxapian's), here and from every
 * function of the handle; after that it is of no more use.
 */
XcDatabase *xc_database_open_remote (const char *host, uint16_t port, unsigned timeout_ms,
                                     unsigned connect_ms, GError **error);

/**
 * xc_database_is_silent: whether a function of the handle, or of one that shares its
 * connection, failed with NETWORK because of this server (or one of these), and not of
 * another that was asked with it. For ever, then: open it anew.
 */
bool xc_database_is_silent (const XcDatabase *db);

/**
 * xc_database_join: several open databases as one, numbered as by
 * xc_database_open_many().
 * @databases: @n_databases of them, at least one; they stay the caller's, and share what
 * is open with the new handle: reopening one reopens it in both. All belong to one thread
 *
 * Returns: (transfer full): NULL on error. Errors: QUERY when @n_databases is 0.
 */
XcDatabase *xc_database_join (XcDatabase *const *databases, size_t n_databases,
                              GError **error);

/**
 * XcPlaceUse: says that @term, of @size bytes, stands at @position, as it would be given
 * to xc_document_add_posting().
 */
typedef void (*XcPlaceUse) (const char *term, size_t size, uint32_t position, void *user);

/**
 * XcPlaces: how to learn from the data of a document where its words stand: a database
 * that was merged as XC_LIST_NOTHING does not tell that of all. For any thread.
 * @each: calls @use for each place of each term that has any, in any order; false where
 * the data cannot be read
 * @dup_name: a term that the document has, and no other; (transfer full), to be freed
 * with g_free(); NULL where the data cannot be read
 */
typedef struct
{
  bool (*each) (const void *data, size_t size, XcPlaceUse use, void *user);
  char *(*dup_name) (const void *data, size_t size);
} XcPlaces;

/**
 * xc_database_set_places: where the database does not tell it, NEAR and PHRASE are looked
 * for by @places, in what has all of their words; without it they are not found there.
 * Handles joined of this one later have it too.
 * @places: (transfer none): outlives the handle
 */
void xc_database_set_places (XcDatabase *db, const XcPlaces *places);

/** xc_database_free: not for the handle of xc_writer_get_database(). */
void xc_database_free (XcDatabase *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XcDatabase, xc_database_free)

/**
 * xc_database_reopen: moves the handle to the newest commit.
 * @changed_out: (out) (optional): false when it was there already for certain, so that
 * what was cached still holds; of a database nobody has committed to yet, always true
 *
 * Cheap when nothing has changed: one small file is read. A database put in the place of
 * another (by renaming folders) is not dependably noticed, since the two may have the
 * same revision: open that anew. On the handle of a writer it does nothing.
 *
 * Errors: NOT_FOUND (the database was removed). The handle then still shows the old
 * commit or nothing usable: free it and open anew.
 */
bool xc_database_reopen (XcDatabase *db, bool *changed_out, GError **error);

/**
 * xc_database_recover: what to do after a failed question: whether to ask it again.
 * @attempts: (inout): set to 0 before the question is first asked, kept in between
 * @error: (inout): of the failed question
 *
 * True when the last failure of this handle was MODIFIED, or CORRUPT and there is a newer
 * commit, and there have been fewer than XC_RECOVER_MAX_ATTEMPTS: then @error has been
 * cleared and the handle is at the newest commit, and everything read for this question
 * before (numbers, lists, results) is to be thrown away. False otherwise, with @error
 * left as it was; except that when the handle turns out to have been at the newest commit
 * all along, the blocks cannot have been used again, only damaged, and @error becomes
 * CORRUPT; and when reopening fails, @error says why.
 *
 * A question over several handles ends: `while (!ok && (xc_database_recover (a, ...) ||
 * xc_database_recover (b, ...)))`.
 */
bool xc_database_recover (XcDatabase *db, unsigned *attempts, GError **error);

/** xc_database_get_doc_count: the number of documents. */
bool xc_database_get_doc_count (XcDatabase *db, uint32_t *count_out, GError **error);

/**
 * xc_database_get_unmerged: of a single database, how many documents xc_compact() would
 * write otherwise than they are.
 * @added_out: (out): those that were added since it was merged as XC_LIST_NOTHING; all
 * where it never was
 * @gone_out: (out): those that are gone since it was merged, but not from its lists
 */
bool xc_database_get_unmerged (XcDatabase *db, uint32_t *added_out, uint32_t *gone_out,
                               GError **error);

/** xc_database_get_value_count: the number of documents with something in @slot; known
 * without looking at any. */
bool xc_database_get_value_count (XcDatabase *db, uint32_t slot, uint32_t *count_out,
                                  GError **error);

/** xc_database_get_average_length: the mean length of the documents, a length being the
 * sum of what its terms count (wdf); 0 without documents. */
bool xc_database_get_average_length (XcDatabase *db, double *length_out, GError **error);

/**
 * xc_database_dup_uuid: the identity of the database, given when it was made and kept for
 * its life.
 *
 * Several databases opened as one have theirs joined by ':'. A compacted copy has a new
 * one.
 *
 * Returns: (transfer full): ASCII, to be freed with g_free(); NULL on error.
 */
char *xc_database_dup_uuid (XcDatabase *db, GError **error);

/**
 * xc_database_get_revision: the number of the commit the handle shows.
 *
 * Grows with each commit. Together with the UUID it names a state of the database: equal
 * pairs, equal content. For several databases opened as one it is the sum of theirs, of
 * which the same is true.
 */
bool xc_database_get_revision (XcDatabase *db, uint64_t *revision_out, GError **error);

/** xc_database_has_term: whether any document has @term; behind a server cheaper
 * than its frequency. */
bool xc_database_has_term (XcDatabase *db, const char *term, bool *exists_out,
                           GError **error);

/** xc_database_get_term_frequency: how many documents have @term; 0 for a term nobody
 * has. */
bool xc_database_get_term_frequency (XcDatabase *db, const char *term,
                                     uint32_t *count_out, GError **error);

/**
 * xc_database_list_terms: the terms that begin with @prefix, each with its number of
 * documents.
 * @prefix: "" for every term
 * @max_entries: at most this many, the first in order of bytes; the list says whether
 * there were more
 *
 * Returns: (transfer full): NULL on error.
 */
XcList *xc_database_list_terms (XcDatabase *db, const char *prefix, size_t max_entries,
                                GError **error);

/**
 * xc_database_list_terms_after: the terms behind @after in order of bytes, each with its
 * number of documents: all terms, page by page.
 * @after: not listed, and need not be a term; "" for the first page
 * @max_entries: at most this many
 *
 * Returns: (transfer full): NULL on error; without entries behind the last term.
 */
XcList *xc_database_list_terms_after (XcDatabase *db, const char *after,
                                      size_t max_entries, GError **error);

/**
 * xc_database_list_docids: the numbers of the documents that have @term, ascending.
 * @term: "" for every document
 * @after: only numbers greater than this: 0 first, then the last number of the page
 * before
 * @max_docids: at most this many; fewer means that was the end
 * @n_out: (out): how many
 *
 * Returns: (transfer full) (array length=n_out): to be freed with g_free(); NULL on
 * error, and never otherwise.
 */
uint32_t *xc_database_list_docids (XcDatabase *db, const char *term, uint32_t after,
                                   size_t max_docids, size_t *n_out, GError **error);

/**
 * xc_database_dup_metadata: the bytes stored under @key.
 * @key: not empty
 * @value_out: (out) (nullable) (transfer full): NULL when there is no such key; never an
 * empty GBytes
 *
 * Errors: QUERY (@key is empty).
 */
bool xc_database_dup_metadata (XcDatabase *db, const char *key, GBytes **value_out,
                               GError **error);

/**
 * xc_database_list_metadata: the keys that begin with @prefix, each with its bytes.
 * @prefix: "" for every key
 * @max_entries: as for xc_database_list_terms()
 *
 * Returns: (transfer full): NULL on error.
 */
XcList *xc_database_list_metadata (XcDatabase *db, const char *prefix, size_t max_entries,
                                   GError **error);

/**
 * xc_database_dup_document_data: the data of a document.
 *
 * Returns: (transfer full): empty when it has none; NULL on error. The bytes are followed
 * by a zero byte. Errors: NOT_FOUND (no document has the number: it was deleted or
 * replaced since).
 */
GBytes *xc_database_dup_document_data (XcDatabase *db, uint32_t docid, GError **error);

/**
 * xc_database_dup_document_value: what a document has in a slot.
 *
 * Returns: (transfer full): empty when it has nothing there; NULL on error.
 * Errors: NOT_FOUND.
 */
GBytes *xc_database_dup_document_value (XcDatabase *db, uint32_t docid, uint32_t slot,
                                        GError **error);

/**
 * xc_database_list_document_terms: the terms of one document that begin with @prefix.
 *
 * The count of an entry is the term's weight in the document (its wdf): 0 for a boolean
 * term.
 *
 * Returns: (transfer full): NULL on error.
 * Errors: NOT_FOUND.
 */
XcList *xc_database_list_document_terms (XcDatabase *db, uint32_t docid,
                                         const char *prefix, size_t max_entries,
                                         GError **error);

/**
 * xc_database_list_document_terms_from: the same, of the terms that are not before @from
 * in order of bytes.
 */
XcList *xc_database_list_document_terms_from (XcDatabase *db, uint32_t docid,
                                              const char *from, size_t max_entries,
                                              GError **error);

G_END_DECLS

#endif
