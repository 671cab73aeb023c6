/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * names.h: a question with what its names were called before and after.
 *
 * "rådmann" becomes an OR of itself and a NAME, "kommunedirektør"; so do names of several
 * words, and the first parts of compounds.  What is not to be there, what stands in
 * quotes and what is to be near something is left as it was written.
 */
#pragma once

#include "norsk/roots.h"
#include "query/index/renames.h"
#include "query/question/tree.h"

/* gf_names_add: @tree: (transfer full); Returns: (transfer full). */
GfNode *gf_names_add (const GfRenames *renames, GfRoots *roots, GfNode *tree);
