/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search.h: a question in, the contract's search object out.
 *
 * The same parameters, by the same names, come from a command line and from a URL; they
 * are checked here and only here.
 */
#pragma once

#include <stdint.h>

#include "query/index.h"

typedef struct GfRequest GfRequest;

/* A request with every parameter at its default. */
GfRequest *gf_request_new (void);
void gf_request_free (GfRequest *request);

/*
 * gf_request_set: one parameter, as text:
 *   q        the question, at most 2,000 bytes of UTF-8
 *   unit     case, section, document; default: cases and sections
 *   match    all (default), any
 *   sort     relevance (default), date (oldest first), -date
 *   limit    0 to 1,000; default 10   offset   0 to 1,000,000; default 0
 *   cursor   "*", or what the answer before gave, in the place of an offset: every hit of
 *            any list, page by page (cursor.h)
 *   facets   true, false (default)    explain  true, false (default)
 *   versions newest (default): of what is a version of the same, or the same case of an
 *            agenda and its minutes, the newest that matches; all: each by itself
 *   recency  true, false (default): newer documents a little before older ones
 *   names    true (default), false: also by the names that something had before and after
 *   without  for who measures: words, stems, lemmas, parts, names, spelling, near, grams
 *            or relax: answered without it; may be given several times
 *   region, type, body, year, outcome, language   a filter: as a field of the question,
 * whole value; given several times, any of them (so that a facet can be clicked) Errors:
 * PARAMETER, naming it and saying what is allowed.
 */
bool gf_request_set (GfRequest *request, const char *name, const char *value,
                     GError **error);

/*
 * gf_request_set_deadline: when the answer is to be given at the latest, as
 * g_get_monotonic_time () counts; 0, as at first, for never.  What is then not done is
 * left out, and the answer says so: "partial" (see gf_search ()).
 */
void gf_request_set_deadline (GfRequest *request, int64_t monotonic_us);

/*
 * gf_request_set_budget: how many postings the answer may have to go through; 0, as at
 * first, for any number.  Where it may be more gf_search () fails with DEAR before it has
 * read any.  Some GF_POSTINGS_PER_HIT of them take as long as a hit.  An index of shards
 * has no such bound.
 * @needed_out: (nullable): borrowed: with DEAR, how many it may be
 */
#define GF_POSTINGS_PER_HIT 1000
void gf_request_set_budget (GfRequest *request, uint32_t most_postings,
                            uint64_t *needed_out);

/* gf_request_parameters: the names gf_request_set () knows, NULL-terminated. */
const char *const *gf_request_parameters (void);

/*
 * gf_search: answers @request.  An empty question and "*" are everything; without words
 * to rank by, the newest come first. Returns: (transfer full): the contract's object:
 * query, total, offset, coverage, snapshot, hits, and facets where asked for (at most 50
 * values of each; "facets_cut" names those that have more).  Besides the contract:
 *   older_versions   hits behind newer versions of them, not in total; none with
 *                    versions=all
 *   hit.versions     how many of these stand behind it
 *   document.versions  the other versions of its document, and papers of its meeting, as
 *                    in show (versions.h), whether they match or not
 *   query.notes      sentences (bokmål) about what was read otherwise than written
 *   query.words      what each word wanted was taken to mean (reading.h)
 *   query.xapian     with explain: the query in libxapian's notation
 *   suggestion, match_any_total   where all words together find nothing: a sentence, and
 *                    how many hits match=any would have
 *   partial          where the deadline came first, which of these are missing or not
 *                    whole: "total" (there are at least so many), "facets", "order",
 *                    "snippets", "suggestion", "versions" (partial.h); query.notes has it
 *                    in words
 *   relaxed          then too: {"total", "hits"} of what has all of them but one
 *   hit.case_prefix, hit.page_last, hit.snippet_page (where the snippet's text stands),
 *   hit.page_label   what the file calls hit.page, where that is not its number ("iv")
 *   hit.best_unit    (over documents) the unit that the page and the snippet are of
 *   decision.cut     its text is over 4,000 characters and ends in "…" here
 *   next_cursor      with cursor: what asks for the next page; none on the last
 *   changed_since    with cursor: the snapshot of the page before, where that is another
 * A case that the question names by its number comes first, with 100 added to its score.
 * score is left out where nothing was ranked.  Snippets are HTML text: & < > escaped,
 * hits inside <mark>. Errors: PARAMETER (the question cannot be read; the message points
 * at the character), DEAR, INDEX.
 */
json_t *gf_search (GfIndex *index, const GfRequest *request, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRequest, gf_request_free)
