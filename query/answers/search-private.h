/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search-private.h: parts of what a question takes, for those who measure them: what
 * libxapian is asked, and the page before anything is made of its hits.
 */
#pragma once

#include "query/plan/plan.h"
#include "query/plan/rank.h"
#include "query/search.h"

/*
 * gf_search_plan: the plan that gf_search () would put to the index for @request; good
 * for the commit that @index shows.  Returns: (transfer full).  Errors: as gf_search (),
 * and those of the shim.
 */
GfPlan *gf_search_plan (GfIndex *index, const GfRequest *request, GError **error);

/*
 * gf_search_page: what gf_search () does until it has the hits in their order: the
 * exact total is that of page_out->results, the records of the hits are their data.  Hits
 * of the case that the question names have no place of their own.
 * @page_out: to be cleared, after an error too
 * Errors: as gf_search ().
 */
bool gf_search_page (GfIndex *index, const GfRequest *request, GfPage *page_out,
                     GError **error);
