/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcQuery: a question as a tree, built from the leaves up.
 *
 * Constructors leave their parts with the caller (transfer none) and share their innards,
 * so a part may be used in many queries and freed at once. A part that is NULL gives NULL
 * and leaves an error already set as it is: a tree may be built without looking, and only
 * its root looked at.
 *
 *   g_autoptr (XcQuery) word = xc_query_new_term ("word", 1, error);
 *   g_autoptr (XcQuery) kind = xc_query_new_term ("Kblue", 1, error);
 *   g_autoptr (XcQuery) query = xc_query_new_filter (word, kind, error);
 *   if (query == NULL)
 *     return NULL;
 *
 * OP_MAX has no constructor: libxapian 1.4.22 crashes now and then over an OR of them
 * (two in a thousand random trees).
 *
 * All constructors return (transfer full), NULL on error. Errors: QUERY where said; else
 * NO_MEMORY at most. How deep and wide a tree may be is for the caller to bound:
 * libxapian walks it by recursion.
 */
#ifndef XC_QUERY_H
#define XC_QUERY_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "xapian-c/xc-list.h"

G_BEGIN_DECLS

typedef struct XcQuery XcQuery;

void xc_query_free (XcQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XcQuery, xc_query_free)

/** xc_query_new_nothing: matches no document. */
XcQuery *xc_query_new_nothing (GError **error);

/** xc_query_new_all: matches every document, without weight. */
XcQuery *xc_query_new_all (GError **error);

/**
 * xc_query_new_term: documents with @term.
 * @term: not empty (QUERY otherwise); one longer than XC_TERM_MAX_BYTES matches nothing
 * @wqf: how often the question holds it; raises its weight where bm25.k3 is above 0. 1 as
 * a rule, 0 for no weight
 */
XcQuery *xc_query_new_term (const char *term, uint32_t wqf, GError **error);

/** xc_query_new_and: all parts; weights added up. No parts: matches nothing. */
XcQuery *xc_query_new_and (XcQuery *const *parts, size_t n_parts, GError **error);

/** xc_query_new_or: any part; weights of those that match added up. No parts: matches
 * nothing. */
XcQuery *xc_query_new_or (XcQuery *const *parts, size_t n_parts, GError **error);

/**
 * xc_query_new_synonym: any part; weighted as if all were one term. No parts: matches
 * nothing. Dearer than OR, since lengths of documents are needed; with no weighting it is
 * the same.
 */
XcQuery *xc_query_new_synonym (XcQuery *const *parts, size_t n_parts, GError **error);

/** xc_query_new_and_not: @wanted without @unwanted; the weight of @wanted. */
XcQuery *xc_query_new_and_not (const XcQuery *wanted, const XcQuery *unwanted,
                               GError **error);

/** xc_query_new_filter: both; the weight of @wanted alone. */
XcQuery *xc_query_new_filter (const XcQuery *wanted, const XcQuery *filter,
                              GError **error);

/** xc_query_new_and_maybe: @wanted; the weight of @bonus is added where that matches too.
 */
XcQuery *xc_query_new_and_maybe (const XcQuery *wanted, const XcQuery *bonus,
                                 GError **error);

/**
 * xc_query_new_near: all parts within @window words, in any order.
 * @parts: terms, or OR of terms (QUERY otherwise, also for SYNONYM); written with
 * positions, or they match nothing
 * @window: in words, from the first to the last with both counted; 0 or less than
 * @n_parts means @n_parts
 */
XcQuery *xc_query_new_near (XcQuery *const *parts, size_t n_parts, uint32_t window,
                            GError **error);

/** xc_query_new_phrase: as xc_query_new_near(), in the order given. @window 0: an exact
 * phrase. */
XcQuery *xc_query_new_phrase (XcQuery *const *parts, size_t n_parts, uint32_t window,
                              GError **error);

/** xc_query_new_scaled: @query with its weight multiplied by @factor, which is 0 or more
 * (QUERY otherwise). */
XcQuery *xc_query_new_scaled (const XcQuery *query, double factor, GError **error);

/**
 * xc_query_new_value_range: documents whose slot holds bytes from @lower to @upper, both
 * included. No weight. A document with nothing in the slot is in no range that has an
 * end.
 * @lower: (nullable): NULL for no lower end
 * @upper: (nullable): NULL for no upper end
 *
 * libxapian looks at every document of the slot: a term for each coarse step of the range
 * is several times quicker.
 */
XcQuery *xc_query_new_value_range (uint32_t slot, const XcBytes *lower,
                                   const XcBytes *upper, GError **error);

/**
 * XcWildcardLimit: what a wildcard does with more terms than it may have.
 * @XC_WILDCARD_ERROR: xc_search() fails with QUERY
 * @XC_WILDCARD_FIRST: the first of them in order of bytes
 * @XC_WILDCARD_MOST_FREQUENT: those that most documents have
 */
typedef enum
{
  XC_WILDCARD_ERROR,
  XC_WILDCARD_FIRST,
  XC_WILDCARD_MOST_FREQUENT,
} XcWildcardLimit;

/**
 * xc_query_new_wildcard: documents with any term that begins with @prefix; weighted as a
 * synonym.
 * @prefix: not empty (QUERY otherwise)
 * @max_terms: at least 1 (QUERY otherwise); for each database of several
 */
XcQuery *xc_query_new_wildcard (const char *prefix, uint32_t max_terms,
                                XcWildcardLimit limit, GError **error);

/**
 * xc_query_dup_description: the tree in libxapian's own notation, such as "Query((a AND
 * b))". For tests and for people who look for a fault; not to be parsed, and not the same
 * in every version.
 *
 * Returns: (transfer full): valid UTF-8, to be freed with g_free(); NULL on error.
 */
char *xc_query_dup_description (const XcQuery *query, GError **error);

G_END_DECLS

#endif
