/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * conditional.h: "only if it has changed": entity tags, HTTP dates, and the request
 * headers that carry them (RFC 9110, sections 5.6.7, 8.8 and 13).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "searchd/http/request.h"

/* No date: what a file without a known time of change has. */
#define GF_HTTP_NO_DATE INT64_MIN

/* gf_http_date_format: @seconds since 1970 as "Sun, 06 Nov 1994 08:49:37 GMT", whatever
   the locale. Returns: (transfer full); NULL before year 1 or after year 9999. */
char *gf_http_date_format (int64_t seconds);

/* gf_http_date_parse: any of the three forms the RFC names; false for all else. */
bool gf_http_date_parse (const char *text, int64_t *seconds_out);

/* gf_etag_in_list: whether @etag, with its quotes, is in an If-None-Match @list, compared
   weakly;
   "*" holds every one. */
bool gf_etag_in_list (const char *list, const char *etag);

/*
 * gf_not_modified: whether the client has this already, so that 304 is the answer.
 * If-None-Match counts before If-Modified-Since, which is then not looked at.
 */
bool gf_not_modified (const GfHttpRequest *request, const char *etag, int64_t changed);

/* gf_range_still_good: whether a Range header counts: no If-Range, or one that names this
   @etag, or exactly this time of change. */
bool gf_range_still_good (const GfHttpRequest *request, const char *etag,
                          int64_t changed);
