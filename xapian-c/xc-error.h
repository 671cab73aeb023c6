/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The errors of xapian-c: few codes, each telling the caller what it can do. The message
 * always begins with the name of libxapian's exception class ("DatabaseLockError: ..."),
 * is valid UTF-8, and is meant for a log or an operator. Every function documents only
 * the codes that need a decision; any of them may also fail with CORRUPT, CLOSED,
 * NO_MEMORY or FAILED.
 */
#ifndef XC_ERROR_H
#define XC_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

#define XC_ERROR (xc_error_quark ())

GQuark xc_error_quark (void);

/**
 * XcErrorCode:
 * @XC_ERROR_NOT_FOUND: no database at the path, or no document with the number. Create
 * it, or answer "gone".
 * @XC_ERROR_LOCKED: another writer, in this process or another, has the database. Retry
 * later.
 * @XC_ERROR_MODIFIED: the writer has overwritten blocks this reader's moment needs. Throw
 * away what the question has gathered, xc_database_recover(), and ask it again from the
 * start.
 * @XC_ERROR_CORRUPT: the files are damaged, or in the format of another version of
 * libxapian. Retrying will not help; rebuild the index.
 * @XC_ERROR_QUERY: an argument, most often a query, cannot be used as given: a wildcard
 * with too many expansions, a phrase of something other than words, a term too long, an
 * empty key. The same call will fail again; tell whoever asked.
 * @XC_ERROR_CLOSED: used after xc_writer_close(). A bug in the caller.
 * @XC_ERROR_NO_MEMORY: libxapian could not allocate. Give up this question or batch.
 * @XC_ERROR_NETWORK: a server of a remote database does not answer, or not in time. Its
 * connection is of no more use: open the database anew, or do without it.
 * @XC_ERROR_FAILED: the rest: the disk is full, permission denied, one of the database's
 *   files missing, a transaction begun twice. Report the message.
 */
typedef enum
{
  XC_ERROR_NOT_FOUND,
  XC_ERROR_LOCKED,
  XC_ERROR_MODIFIED,
  XC_ERROR_CORRUPT,
  XC_ERROR_QUERY,
  XC_ERROR_CLOSED,
  XC_ERROR_NO_MEMORY,
  XC_ERROR_NETWORK,
  XC_ERROR_FAILED,
} XcErrorCode;

/**
 * xc_set_last_words: what is said on stderr, and with which status the process ends,
 * where libxapian ends it: 1.4.22 calls std::terminate() when a commit fails and so does
 * going back to the one before, as on a full disk. Nobody can catch that; what was
 * committed is whole.
 * @words: (transfer none): one line without its end; kept, not copied
 */
void xc_set_last_words (const char *words, int status);

G_END_DECLS

#endif
