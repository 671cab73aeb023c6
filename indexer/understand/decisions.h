/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decisions.h: the decision of a case: under a label, or in a sentence that decides by
 * itself. Private to understand.
 */
#pragma once

#include "indexer/understand/lines.h"

/*
 * gf_decision_find: the decision in the lines from @start up to @end, a case's text.
 * @subjects: (nullable): names of the body and the region, folded: a sentence they begin
 * may decide without a label Returns: (transfer full) (nullable): NULL where nothing was
 * decided or proposed.
 */
GfDecision *gf_decision_find (const GfLines *lines, size_t start, size_t end,
                              GfDocumentType type, const char *const *subjects);
