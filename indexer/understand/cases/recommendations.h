/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recommendations.h: which of several recommendations and proposals was carried, by whose
 * the one was that is said to have been: "Formannskapets innstilling ble vedtatt."
 *
 * Linear in the text of the case.  Private to understand.
 */
#pragma once

#include "indexer/understand/cases/passages.h"

/* gf_recommendations_find_carried: where there are recommendations, or proposals, by two
 * or more, the last of which what is told in the meeting says by its owner's name that it
 * was carried.  (transfer none) (nullable) */
const GfPassage *gf_recommendations_find_carried (const GfPassages *passages);

/* gf_recommendations_find_above: of the proposals and recommendations above the decision
 * in
 * @passage that which was carried, as far as is told, else the last.  (transfer none)
 * (nullable) */
const GfPassage *gf_recommendations_find_above (const GfPassages *passages,
                                                const GfPassage *passage);

/* gf_recommendations_end: the line after the last recommendation or proposal. */
size_t gf_recommendations_end (const GfPassages *passages);
