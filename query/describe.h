/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * describe.h: a question as it was understood, in words (bokmål).
 */
#pragma once

#include "norsk/stem.h"
#include "query/tree.h"

/*
 * gf_describe: @tree: NULL for everything
 * @match_any: what side by side means
 * Returns: (transfer full): "jernbane (stamme «jernban») OG region: grenland. Småord som
 * ikke må være med: om."
 */
char *gf_describe (const GfNode *tree, GfStemmer *stemmer, bool match_any);
