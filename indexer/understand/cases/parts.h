/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parts.h: the text of a case as parts: discussion, proposals, decision, votes.
 *
 * Every line of the text is in one part or is a label; parts are in order and never over
 * each other, and stand word for word in the unit.  Private to understand.
 */
#pragma once

#include "indexer/understand/cases/passages.h"

/*
 * gf_parts_find: the parts of the case whose labels @passages are.
 * @start, @end: the lines of the unit, which gf_units_add made of them
 * @decision: (nullable): that gf_decision_find found in @passages
 * Returns: (transfer full): of GfCasePart, owned; empty for a case without text.
 */
GPtrArray *gf_parts_find (const GfPassages *passages, size_t start, size_t end,
                          const GfDecision *decision);
