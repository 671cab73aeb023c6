/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * problem.h: errors as problem documents (RFC 9457).
 *
 * The type is always "about:blank": the status says what kind of trouble it is, "detail"
 * what it was this time, and "parameter" which one to mend.  No machine path ever stands
 * in one; what an operator needs goes to the log.
 */
#pragma once

#include <jansson.h>

#include "searchd/http/reply.h"

/* gf_problem: @parameter: (nullable): the name of the one that is wrong. */
GfReply *gf_problem (unsigned status, const char *detail, const char *parameter);

/* gf_problem_new: the same as JSON, for members to be added.  Returns: a new reference.
 */
json_t *gf_problem_new (unsigned status, const char *detail, const char *parameter);

/* gf_problem_reply: @problem: (transfer full): of gf_problem_new (). */
GfReply *gf_problem_reply (json_t *problem);

/* gf_problem_title: the reason phrase of @status (RFC 9110); "Error" for one never sent
 * here. */
const char *gf_problem_title (unsigned status);
