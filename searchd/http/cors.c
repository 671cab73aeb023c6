/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/cors.h"

#include <string.h>

#define METHODS "GET, HEAD"
/* Those that a page may set beyond the ones that browsers always allow. */
#define REQUEST_HEADERS "Authorization, If-None-Match, If-Modified-Since, Range, If-Range"
/* Those of the answer that it may read beyond the ones that browsers always show. */
#define REPLY_HEADERS                                                                    \
  "ETag, Content-Range, Accept-Ranges, Content-Disposition, Link, Retry-After"
/* How long a browser need not ask again; Chromium takes no more than two hours. */
#define PREFLIGHT_SECONDS "7200"

bool
gf_cors_origin_is_good (const char *origin)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789.-:[]";

  if (strcmp (origin, GF_CORS_ANY) == 0)
    return true;

  const char *host = g_str_has_prefix (origin, "https://")  ? origin + 8
                     : g_str_has_prefix (origin, "http://") ? origin + 7
                                                            : "";
  return *host != '\0' && strspn (host, allowed) == strlen (host);
}

/* What Access-Control-Allow-Origin is to say to @request; NULL for nothing. */
static const char *
find_origin (const char *const *origins, const GfHttpRequest *request)
{
  const char *origin = gf_http_request_get_only_header (request, "Origin");

  if (origins == NULL || origin == NULL)
    return NULL;
  if (g_strv_contains (origins, GF_CORS_ANY))
    return GF_CORS_ANY;
  return g_strv_contains (origins, origin) ? origin : NULL;
}

GfReply *
gf_cors_answer_preflight (const char *const *origins, const GfHttpRequest *request)
{
  bool is_preflight
      = strcmp (request->method, "OPTIONS") == 0
        && gf_http_request_get_header (request, "Access-Control-Request-Method") != NULL;

  if (!is_preflight || find_origin (origins, request) == NULL)
    return NULL;

  GfReply *reply = gf_reply_new (204);

  gf_reply_set_header (reply, "Access-Control-Allow-Methods", METHODS);
  gf_reply_set_header (reply, "Access-Control-Allow-Headers", REQUEST_HEADERS);
  gf_reply_set_header (reply, "Access-Control-Max-Age", PREFLIGHT_SECONDS);
  return reply;
}

static void
vary_by_origin (GfReply *reply)
{
  const char *before = gf_reply_get_header (reply, "Vary");
  g_autofree char *both
      = before != NULL ? g_strconcat (before, ", Origin", NULL) : g_strdup ("Origin");

  gf_reply_set_header (reply, "Vary", both);
}

void
gf_cors_mark (const char *const *origins, const GfHttpRequest *request, GfReply *reply)
{
  const char *origin = find_origin (origins, request);

  if (origins == NULL || origins[0] == NULL)
    return;
  if (!g_strv_contains (origins, GF_CORS_ANY))
    vary_by_origin (reply);
  if (origin == NULL)
    return;
  gf_reply_set_header (reply, "Access-Control-Allow-Origin", origin);
  gf_reply_set_header (reply, "Access-Control-Expose-Headers", REPLY_HEADERS);
}
