/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/service.h"

#include <string.h>

#include "searchd/answers/answers.h"
#include "searchd/answers/index-problem.h"
#include "searchd/http/problem.h"

#define ALLOWED "GET, HEAD"
#define ID "{id}"

/* In a pattern, {id} stands for one stretch without a slash. */
static const struct
{
  const char *pattern;
  GfAnswer answer;
} routes[] = {
  { "/api/v1/search", gf_answers_search },
  { "/api/v1/like", gf_answers_like },
  { "/api/v1/suggest", gf_answers_suggest },
  { "/api/v1/documents/" ID, gf_answers_document },
  { "/api/v1/documents/" ID "/file", gf_answers_file },
  { "/api/v1/status", gf_answers_status },
  { "/api/v1/unread", gf_answers_unread },
  { "/healthz", gf_answers_health },
};

/* @id_out: (transfer full): what stood for {id}, NULL where @pattern has none. */
static bool
matches (const char *pattern, const char *path, char **id_out)
{
  const char *hole = strstr (pattern, ID);

  if (hole == NULL)
    return strcmp (pattern, path) == 0;

  size_t before = (size_t) (hole - pattern);
  if (strncmp (pattern, path, before) != 0)
    return false;

  const char *id = path + before;
  size_t length = strcspn (id, "/");

  if (length == 0 || strcmp (id + length, hole + strlen (ID)) != 0)
    return false;
  *id_out = g_strndup (id, length);
  return true;
}

static GfReply *
answer_route (const GfService *service, const GfHttpRequest *request)
{
  for (size_t i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autofree char *id = NULL;

      if (matches (routes[i].pattern, request->path, &id))
        return routes[i].answer (service, request, id);
    }

  GfReply *reply = gf_site_answer (service->site, request);
  return reply != NULL ? reply
                       : gf_problem (404, "there is nothing at this address", NULL);
}

static GfReply *
refuse_method (void)
{
  GfReply *reply = gf_problem (405, "only GET and HEAD are answered", NULL);

  gf_reply_set_header (reply, "Allow", ALLOWED);
  return reply;
}

static GfReply *
answer (const GfService *service, GfHttpRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (strcmp (request->method, "GET") != 0 && strcmp (request->method, "HEAD") != 0)
    return refuse_method ();
  if (!gf_http_request_parse (request, &error))
    return gf_problem_from_error (error);
  return answer_route (service, request);
}

GfReply *
gf_service_answer (const GfService *service, GfHttpRequest *request)
{
  GfReply *reply = answer (service, request);

  gf_reply_secure (reply);
  return reply;
}
