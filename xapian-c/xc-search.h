/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc_search: one question, one answer with everything in it: a page of hits with their
 * data, how many there are in all, and how the matching documents spread over the values
 * of slots. Nothing in an answer refers back to the database.
 *
 * What it costs: a total that must be exact, and counts, make libxapian look at every
 * matching document (about 0.1 µs each, and as much again for every slot counted);
 * without them it stops when the page is certain. Paging on costs as much as one page of
 * offset + limit hits.
 *
 * Several databases answer as one that has all of their documents would, on this machine
 * or on others; where sort keys decide, and where documents are collapsed, that takes a
 * list of those concerned from each (some 60 bytes a document and slot).
 */
#ifndef XC_SEARCH_H
#define XC_SEARCH_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "xapian-c/xc-database.h"
#include "xapian-c/xc-list.h"
#include "xapian-c/xc-query.h"

G_BEGIN_DECLS

/** XC_NO_SLOT: no slot of a document; libxapian's BAD_VALUENO. */
#define XC_NO_SLOT UINT32_MAX

/** XcWeighting: BM25 with the request's parameters, or none: every weight is 0, and order
 * is by the keys alone. */
typedef enum
{
  XC_WEIGHTING_BM25,
  XC_WEIGHTING_NONE,
} XcWeighting;

/**
 * XcBm25: the parameters of Xapian::BM25Weight, with its defaults in XC_BM25_INIT.
 * @k1: 0 or more: how much more often means better; 0 for not at all
 * @k2: 0 or more: extra for short documents over all; dear, leave it at 0
 * @k3: 0 or more: how much wqf counts
 * @b: 0 to 1: how much of a document's length is made up for
 * @min_normlen: documents shorter than this share of the average length count as having
 * it
 */
typedef struct
{
  double k1;
  double k2;
  double k3;
  double b;
  double min_normlen;
} XcBm25;

#define XC_BM25_INIT                                                                     \
  {                                                                                      \
    1.0, 0.0, 1.0, 0.5, 0.5                                                              \
  }

/** XcSortKey: a slot to sort by, in order of bytes. Documents with nothing in it come
 * last, whatever the direction. */
typedef struct
{
  uint32_t slot;
  bool descending;
} XcSortKey;

/**
 * XcSearch: the question. Begin with XC_SEARCH_INIT and set what differs; nothing in it
 * is kept.
 * @query: never NULL
 * @among: (array length=n_among) (nullable): numbers of documents, rising: no others
 * match, and none of these for that alone. NULL: any. For a handle on one database of
 * this machine; others fail with QUERY
 * @offset: hits to pass over; beyond the last gives an empty page, with the total
 * @limit: hits wanted; 0 for the total and the counts alone
 * @weighting, @bm25: see above
 * @sort_keys: (array length=n_sort_keys) (nullable): what to sort by, first key first;
 * then weight has no say in the order. None: by weight, greatest first
 * @tie_slot: decides between hits that are still equal, ascending. With a slot that
 * differs in every document, the order is the same in every database with the same
 * documents, however it was built. XC_NO_SLOT: by document number
 * @collapse_slot: of the matching documents with the same value in it only one stands, at
 * the place of the best of them, or by its own sort_keys: the one with the greatest value
 * in @prefer_slot, by bytes, of two the one with the least in @tie_slot. Those with
 * nothing in it all stand. Totals and counts are of what stands, and exact. XC_NO_SLOT:
 * every document stands
 * @prefer_slot: see there
 * @exact_total: find the exact total, where bounds would be quicker
 * @no_data: leave the hits' data for xc_results_fetch_data ()
 * @value_slots: (array length=n_value_slots) (nullable): slots to return with each hit
 * @count_slots: (array length=n_count_slots) (nullable): slots whose values to count over
 * *all* matching documents; makes the total exact too
 * @deadline_us: above 0: the moment of g_get_monotonic_time () at which to stop: for a
 * handle on one database of this machine, to some milliseconds; for several, looking for
 * an exact total and counts stops, and the page is given as it can be; servers are asked
 * for neither once it has passed, and an answer is waited for as long as
 * xc_database_open_remote () says
 * @most_postings: above 0: where more than so many may have to be gone through nothing is
 * looked for, and XcTotal says too_dear; known without reading any. For a handle on one
 * database of this machine; others never are
 */
typedef struct
{
  const XcQuery *query;
  const uint32_t *among;
  size_t n_among;
  uint32_t offset;
  uint32_t limit;
  XcWeighting weighting;
  XcBm25 bm25;
  const XcSortKey *sort_keys;
  size_t n_sort_keys;
  uint32_t tie_slot;
  uint32_t collapse_slot;
  uint32_t prefer_slot;
  bool exact_total;
  bool no_data;
  const uint32_t *value_slots;
  size_t n_value_slots;
  const uint32_t *count_slots;
  size_t n_count_slots;
  int64_t deadline_us;
  uint32_t most_postings;
} XcSearch;

#define XC_SEARCH_INIT                                                                   \
  {                                                                                      \
    .limit = 10, .weighting = XC_WEIGHTING_BM25, .bm25 = XC_BM25_INIT,                   \
    .tie_slot = XC_NO_SLOT, .collapse_slot = XC_NO_SLOT, .prefer_slot = XC_NO_SLOT       \
  }

/**
 * XcHit:
 * @docid: for the functions of this XcDatabase at this commit only
 * @weight: 0 or more
 * @data: the document's data
 * @values: (array): one for each of the request's value_slots, in their order
 * @n_collapsed: matching documents that it stands for beside itself
 */
typedef struct
{
  uint32_t docid;
  double weight;
  XcBytes data;
  const XcBytes *values;
  uint32_t n_collapsed;
} XcHit;

/**
 * XcTotal: how many documents match.
 * @lower, @upper: bounds that hold for certain; equal when the total is exact
 * @estimated: in between
 * @cut_short: an exact total or counts were asked for, and the deadline came first: the
 * bounds differ, or the counts are too low, or both
 * @order_cut: the deadline came before all that match were weighed: others may belong on
 * the page
 * @n_collapsed: documents that match and for which another stands
 * @too_dear: 0; past most_postings: how many there may be; there are no hits and no
 * counts, and the bounds are of everything
 */
typedef struct
{
  uint32_t lower;
  uint32_t estimated;
  uint32_t upper;
  bool cut_short;
  bool order_cut;
  uint32_t n_collapsed;
  uint64_t too_dear;
} XcTotal;

typedef struct XcResults XcResults;

/**
 * xc_search: answers @request from @db.
 *
 * Returns: (transfer full): NULL on error; no hits is not an error.
 * Errors: MODIFIED (xc_database_recover(), and ask again), QUERY (a wildcard has too many
 * terms: tell the user; or see @among).
 */
XcResults *xc_search (XcDatabase *db, const XcSearch *request, GError **error);

void xc_results_free (XcResults *results);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XcResults, xc_results_free)

/**
 * xc_results_fetch_data: the data of @hits, copies of hits of @results, from the @db that
 * was searched.
 * @hits: (array length=n_hits) (inout): their data is set; alive as long as @results
 *
 * Errors: MODIFIED.
 */
bool xc_results_fetch_data (XcResults *results, XcDatabase *db, XcHit *hits,
                            size_t n_hits, GError **error);

/** xc_results_get_total: Returns: (transfer none): alive as long as @results. */
const XcTotal *xc_results_get_total (const XcResults *results);

/**
 * xc_results_get_hits: the page, best first.
 * @n_out: (out): how many hits, at most the request's limit
 *
 * Returns: (transfer none): alive as long as @results; unspecified when there are none.
 */
const XcHit *xc_results_get_hits (const XcResults *results, size_t *n_out);

/**
 * xc_results_get_counts: the values of one counted slot, ascending, each with its number
 * of matching documents. Documents with nothing in the slot are in no entry.
 * @which: an index into the request's count_slots
 * @n_out: (out): how many different values
 *
 * Returns: (transfer none): alive as long as @results; unspecified when there are none.
 */
const XcEntry *xc_results_get_counts (const XcResults *results, size_t which,
                                      size_t *n_out);

G_END_DECLS

#endif
