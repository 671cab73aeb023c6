/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decisions.h: the decision of a case: under a label, or in a sentence that decides by
 * itself. Private to understand.
 */
#pragma once

#include "indexer/understand/cases/passages.h"

/*
 * gf_decision_find: the decision in @passages, those of a case's text; passages->decided
 * becomes what it stands in.
 * @subjects: (nullable): names of the body and the region, folded: a sentence they begin
 * may decide without a label.  Returns: (transfer full) (nullable): NULL where nothing
 * was decided or proposed.
 */
GfDecision *gf_decision_find (GfPassages *passages, const char *const *subjects);
