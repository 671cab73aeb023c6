/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search-private.h: what libxapian is asked for a question, for those who measure it.
 */
#pragma once

#include "query/plan/plan.h"
#include "query/search.h"

/*
 * gf_search_plan: the plan that gf_search () would put to the index for @request; good
 * for the commit that @index shows.  Returns: (transfer full).  Errors: as gf_search (),
 * and those of the shim.
 */
GfPlan *gf_search_plan (GfIndex *index, const GfRequest *request, GError **error);
