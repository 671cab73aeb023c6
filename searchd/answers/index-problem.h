/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index-problem.h: errors of the query library, and of reading a request, as problem
 * documents.
 *
 * Of a question that cannot be answered there are also "reason", a word for programs,
 * "character", which one of it, from 1, and "detail_nb", a sentence in bokmål
 * (query/question/trouble.h).
 */
#pragma once

#include "searchd/http/reply.h"

/*
 * gf_problem_from_error: @error, of the query library or of reading a request, as a
 * client may see it: its message where it speaks of what was asked, a general sentence,
 * and the message on the log, where it speaks of the index.
 */
GfReply *gf_problem_from_error (const GError *error);
