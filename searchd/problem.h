/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * problem.h: errors as problem documents (RFC 9457).
 *
 * The type is always "about:blank": the status says what kind of trouble it is, "detail"
 * what it was this time, and "parameter" which one to mend.  Of a question that cannot be
 * answered there are also "reason", a word for programs, "character", which one of it,
 * from 1, and "detail_nb", a sentence in bokmål (query/trouble.h).  No machine path ever
 * stands in one; what an operator needs goes to the log.
 */
#pragma once

#include <glib.h>

#include "searchd/reply.h"

/* gf_problem: @parameter: (nullable): the name of the one that is wrong. */
GfReply *gf_problem (unsigned status, const char *detail, const char *parameter);

/* gf_problem_title: the reason phrase of @status (RFC 9110); "Error" for one never sent
 * here. */
const char *gf_problem_title (unsigned status);

/*
 * gf_problem_from_error: @error, of the query library or of reading a request, as a
 * client may see it: its message where it speaks of what was asked, a general sentence,
 * and the message on the log, where it speaks of the index.
 */
GfReply *gf_problem_from_error (const GError *error);
