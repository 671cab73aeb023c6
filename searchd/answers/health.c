/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the daemon is, for who runs it; see answers.h. */
#include "searchd/answers/answers.h"

#include <string.h>

#include "searchd/answers/index-problem.h"
#include "searchd/http/problem.h"

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

static GfReply *
never_stored (GfReply *reply)
{
  gf_reply_set_header (reply, "Cache-Control", "no-store");
  return reply;
}

static GfReply *
all_is_well (void)
{
  json_t *well = json_pack ("{s:s}", "status", "ok");
  GfReply *reply = gf_reply_new_json (200, "application/json", well);

  json_decref (well);
  return never_stored (reply);
}

GfReply *
gf_answers_health (const GfService *service, const GfHttpRequest *request,
                   const char *const *values)
{
  (void) service;
  (void) request;
  (void) values;
  return all_is_well ();
}

GfReply *
gf_answers_ready (const GfService *service, const GfHttpRequest *request,
                  const char *const *values)
{
  g_autoptr (GError) error = NULL;

  (void) request;
  (void) values;
  if (service->draining != NULL && atomic_load (service->draining))
    return never_stored (gf_problem (503, "the service is about to end", NULL));

  GfIndex *index = gf_index_pool_take (service->pool, &error);
  if (index == NULL)
    return never_stored (gf_problem_from_error (error));
  gf_index_pool_give (service->pool, index);
  return all_is_well ();
}

GfReply *
gf_answers_metrics (const GfService *service, const GfHttpRequest *request,
                    const char *const *values)
{
  (void) request;
  (void) values;
  if (service->metrics == NULL)
    return never_stored (gf_problem (404, "nothing is counted here", NULL));

  char *text = gf_metrics_format (service->metrics);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  return never_stored (gf_reply_new_bytes (200, METRICS_TYPE, body));
}
