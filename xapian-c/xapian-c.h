/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xapian-c: libxapian for C, with GError and whole answers.
 *
 * The only door to libxapian: nothing else includes <xapian.h> or is C++. No exception
 * and no iterator leaves it; every list comes back complete. These headers are the
 * manual:
 *
 *   xc-error.h     what can go wrong, and what to do about it
 *   xc-list.h      XcList: names with counts or bytes, as the listing functions hand them
 * out xc-database.h  XcDatabase: reading; one moment of the index, and how to move to the
 * next xc-writer.h    XcDocument and XcWriter: writing; transactions, the lock,
 * compaction xc-query.h     XcQuery: the tree of a question xc-search.h    xc_search: a
 * question answered with a page of hits, totals and counts
 *
 * Strings: terms, prefixes, metadata keys and paths are zero-terminated, so a term with a
 * zero byte in it cannot be written or asked for. Document data, slot values and metadata
 * values are bytes with a size and may hold anything. Nothing here looks inside any of
 * them: encoding is the caller's affair.
 *
 * Ownership: what `new`, `open`, `dup`, `list` and `search` return is the caller's, and
 * has a free function that takes NULL and an autoptr. What `get` returns belongs to the
 * object asked. Arguments are never kept and never freed.
 *
 * Threads: libxapian counts references without atomics. One object is used by one thread
 * at a time, and everything that shares its innards stays on that thread with it: an
 * XcWriter with its XcDatabase and the XcDocuments read from it, a query with every query
 * it was built from. Separate
 * objects may be used in separate threads, so: a database handle per thread, and queries
 * built where they are asked. XcList and XcResults are plain memory, shared with nothing:
 * any thread may read them, and a thread other than the maker may free them.
 *
 * Failure: functions return false or NULL and set @error; out-parameters are then left
 * untouched. @error may be NULL. A NULL object is a bug in the caller and is caught by
 * g_return_val_if_fail.
 */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include "xapian-c/xc-error.h"
#include "xapian-c/xc-list.h"
#include "xapian-c/xc-database.h"
#include "xapian-c/xc-writer.h"
#include "xapian-c/xc-query.h"
#include "xapian-c/xc-search.h"

#endif
