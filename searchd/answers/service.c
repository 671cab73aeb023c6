/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/service.h"

#include <string.h>

#include "searchd/answers/answers.h"
#include "searchd/answers/index-problem.h"
#include "searchd/http/encoding.h"
#include "searchd/http/problem.h"

#define ALLOWED "GET, HEAD"
/* In a pattern. */
#define MAX_HOLES 2

/* What every file of the page is counted as. */
#define SITE_ROUTE "/"

/* In a pattern, a name in braces stands for one stretch without a slash; as in
   doc/openapi.yaml, which the test of the API compares it with. */
typedef struct
{
  const char *pattern;
  GfAnswer answer; /* NULL: one of the page's files */
  bool is_quick;   /* looks into no database */
} Route;

static const Route routes[] = {
  { "/api/v1/search", gf_answers_search, false },
  { "/api/v1/like", gf_answers_like, false },
  { "/api/v1/suggest", gf_answers_suggest, false },
  { "/api/v1/documents", gf_answers_documents, false },
  { "/api/v1/documents/{id}", gf_answers_document, false },
  { "/api/v1/documents/{id}/file", gf_answers_file, false },
  { "/api/v1/documents/{id}/pages/{page}", gf_answers_page, false },
  { "/api/v1/units/{id}", gf_answers_unit, false },
  { "/api/v1/status", gf_answers_status, false },
  { "/api/v1/unread", gf_answers_unread, false },
  { "/api/v1/openapi.yaml", NULL, true },
  { "/feed.atom", gf_answers_feed, false },
  { "/opensearch.xml", gf_answers_opensearch, true },
  { "/healthz", gf_answers_health, true },
  { "/readyz", gf_answers_ready, false },
  { "/metrics", gf_answers_metrics, true },
};

/* The length of the stretch of @path that the hole at @pattern stands for. */
typedef struct
{
  const char *at;
  size_t length;
} Stretch;

/* Whether the @length bytes of @path are as @pattern says; @holes: of MAX_HOLES, set as
   far as there are holes. */
static bool
matches (const char *pattern, const char *path, size_t length, Stretch *holes)
{
  const char *end = path + length;
  size_t n = 0;

  while (*pattern != '\0')
    {
      if (*pattern != '{')
        {
          if (path == end || *path++ != *pattern++)
            return false;
          continue;
        }
      const char *slash = memchr (path, '/', (size_t) (end - path));
      size_t stretch = (size_t) ((slash != NULL ? slash : end) - path);

      if (stretch == 0)
        return false;
      g_assert (n < MAX_HOLES);
      holes[n++] = (Stretch){ path, stretch };
      path += stretch;
      pattern = strchr (pattern, '}') + 1;
    }
  return path == end;
}

static const Route *
find_route (const char *path, size_t length, Stretch *holes)
{
  for (size_t i = 0; i < G_N_ELEMENTS (routes); i++)
    if (matches (routes[i].pattern, path, length, holes))
      return &routes[i];
  return NULL;
}

const char *
gf_service_get_route (size_t n)
{
  return n < G_N_ELEMENTS (routes) ? routes[n].pattern : NULL;
}

bool
gf_service_is_quick (const GfService *service, const GfHttpRequest *request)
{
  Stretch holes[MAX_HOLES];
  size_t length = strcspn (request->target, "?");
  const Route *route = find_route (request->target, length, holes);

  /* What is escaped may turn out to be any path: nobody writes these so but to see what
     happens, and they can wait. */
  if (memchr (request->target, '%', length) != NULL)
    return false;
  return (route == NULL || route->is_quick)
         && gf_access_is_quick (service->access, request);
}

static bool
only_reads (const GfHttpRequest *request)
{
  return strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
}

static GfReply *
refuse_method (void)
{
  GfReply *reply = gf_problem (405, "only GET and HEAD are answered", NULL);

  gf_reply_set_header (reply, "Allow", ALLOWED);
  return reply;
}

static GfReply *
answer_site (const GfService *service, GfHttpRequest *request)
{
  g_autoptr (GfReply) reply = gf_site_answer (service->site, request);

  if (reply == NULL)
    return gf_problem (404, "there is nothing at this address", NULL);
  if (request->route == NULL)
    request->route = SITE_ROUTE;
  return only_reads (request) ? g_steal_pointer (&reply) : refuse_method ();
}

static GfReply *
answer_route (const GfService *service, GfHttpRequest *request, const Route *route,
              const Stretch *holes)
{
  if (!only_reads (request))
    return refuse_method ();

  g_autofree char *first = g_strndup (holes[0].at, holes[0].length);
  g_autofree char *second = g_strndup (holes[1].at, holes[1].length);
  const char *const values[] = { first, second };

  return route->answer (service, request, values);
}

/* Before anything is looked up.  Returns: NULL where the request may go on. */
static GfReply *
check_access (const GfService *service, const GfHttpRequest *request)
{
  GfReply *reply = gf_access_intercept (service->access, request);

  if (reply != NULL && (reply->status == 401 || reply->status == 403))
    gf_metrics_count (service->metrics, GF_COUNT_REFUSED_ACCESS, 1);
  return reply;
}

static GfReply *
answer (const GfService *service, GfHttpRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (!gf_http_request_parse (request, &error))
    return gf_problem_from_error (error);

  Stretch holes[MAX_HOLES] = { { NULL, 0 } };
  const Route *route = find_route (request->path, strlen (request->path), holes);
  request->route = route != NULL ? route->pattern : NULL;

  GfReply *refusal = check_access (service, request);
  if (refusal != NULL)
    return refusal;
  return route != NULL && route->answer != NULL
             ? answer_route (service, request, route, holes)
             : answer_site (service, request);
}

GfReply *
gf_service_answer (const GfService *service, GfHttpRequest *request)
{
  GfReply *reply = answer (service, request);

  if (reply == NULL)
    return NULL;
  gf_encoding_apply (request, reply);
  gf_access_mark (service->access, request, reply);
  gf_reply_secure (reply);
  return reply;
}
