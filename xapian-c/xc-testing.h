/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hooks for the tests of xapian-c and for bench/, in a library of its own that no program
 * links: throws, inside a guard, each of the exceptions libxapian can throw; and asks
 * libxapian as a program does that has nothing of ours, to be measured against.
 */
#ifndef XC_TESTING_H
#define XC_TESTING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "xapian-c/xc-search.h"

G_BEGIN_DECLS

/**
 * xc_testing_get_name: the name of an exception.
 * @which: from 0
 *
 * Returns: (transfer none): its class as Error::get_type() has it, or "std::bad_alloc" or
 * "int"; NULL after the last.
 */
const char *xc_testing_get_name (size_t which);

/** xc_testing_throw: throws exception @which through a guard, as any function of xapian-c
 * might; returns false. */
bool xc_testing_throw (size_t which, GError **error);

/**
 * xc_testing_search_plainly: @request as libxapian answers it by one plain call: the page
 * by weight, of equal ones by document number, its data, the exact total, and the counts
 * by libxapian's own spies. Of @request only query, offset, limit, bm25 and the
 * count_slots are looked at.
 * @total_out: (out): how many match
 *
 * Returns: false on error.
 */
bool xc_testing_search_plainly (XcDatabase *db, const XcSearch *request,
                                uint32_t *total_out, GError **error);

/** xc_testing_set_plain: @db is searched by libxapian alone, as a handle on several is,
 * and nothing is remembered of it. */
void xc_testing_set_plain (XcDatabase *db, bool plain);

/**
 * xc_testing_describe: all that libxapian reads of the database at @path, in words:
 * documents, terms, postings with positions, values of @slots, metadata.
 *
 * Returns: (transfer full): NULL on error.
 */
GBytes *xc_testing_describe (const char *path, const uint32_t *slots, size_t n_slots,
                             GError **error);

/** xc_testing_check: whether libxapian's own check finds no fault with the database at
 * @path. Errors: CORRUPT, with what it said. */
bool xc_testing_check (const char *path, GError **error);

/**
 * xc_testing_compact: as xc_compact(), by libxapian's own compaction, which is for
 * databases that it has written alone.
 */
bool xc_testing_compact (const char *const *sources, size_t n_sources,
                         const char *destination, GError **error);

/**
 * xc_testing_list_terms: the terms of each document of @db, a single database, with what
 * they count there, found from the lists of the terms: a document may not list them.
 *
 * Returns: (transfer full) (element-type XcList): by number, NULL where there is none;
 * NULL on error.
 */
GPtrArray *xc_testing_list_terms (XcDatabase *db, GError **error);

G_END_DECLS

#endif
