/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cors.h: which other sites' pages may read the answers (the Fetch standard's CORS
 * protocol).  None, unless the settings name them.
 *
 * A page so named asks with a token of its own or without any: what a browser holds of
 * names and passwords never goes along (there is no Access-Control-Allow-Credentials).
 */
#pragma once

#include <stdbool.h>

#include "searchd/http/reply.h"
#include "searchd/http/request.h"

/* Among the origins: any. */
#define GF_CORS_ANY "*"

/* gf_cors_origin_is_good: whether @origin is as browsers send it: "https://example.org"
 * or "http://example.org:8080", in small letters, nothing after; or "*". */
bool gf_cors_origin_is_good (const char *origin);

/*
 * gf_cors_answer_preflight: what a browser is told that asks whether a page may ask.
 * @origins: NULL for none
 * Returns: (transfer full): NULL where @request is no such question, or its origin is
 * none of them: then it is a request like others.
 */
GfReply *gf_cors_answer_preflight (const char *const *origins,
                                   const GfHttpRequest *request);

/* gf_cors_mark: adds to @reply what lets a page of @origins read it, if @request is from
 * one; and tells caches that this depends on who asks. */
void gf_cors_mark (const char *const *origins, const GfHttpRequest *request,
                   GfReply *reply);
