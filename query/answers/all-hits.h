/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * all-hits.h: every hit of a question, page by page, of one state of the index: where it
 * has changed between two pages, all is asked for again.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

/* Hits asked for at a time. */
#define GF_ALL_HITS_PAGE 500

/* One page: the contract's search object; NULL on error. */
typedef json_t *(*GfAskPage) (void *closure, unsigned offset, unsigned limit,
                              GError **error);

/*
 * gf_all_hits: the answer of the first page, with the hits of all pages from @first on.
 * Errors: those of @ask; GF_QUERY_ERROR_INDEX where the index changes all the time.
 */
json_t *gf_all_hits (GfAskPage ask, void *closure, unsigned first, GError **error);
