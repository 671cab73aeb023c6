/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * describe.h: a question as it was understood, in words (bokmål).
 */
#pragma once

#include "query/question/tree.h"

/*
 * gf_describe: @tree: NULL for everything
 * @match_any: what side by side means
 * Returns: (transfer full): "jernbane OG region: grenland. Småord som ikke må være med:
 * om."
 */
char *gf_describe (const GfNode *tree, bool match_any);
