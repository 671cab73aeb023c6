/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "searchd/answers/ask.h"

#include "searchd/http/conditional.h"
#include "searchd/answers/index-problem.h"

/* The program's version too: another version may answer otherwise from the same index. */
static char *
dup_etag (GfIndex *index, GError **error)
{
  g_autofree char *snapshot = gf_index_dup_snapshot (index, error);

  if (snapshot == NULL)
    return NULL;
  return g_strdup_printf ("\"%s-%s\"", PACKAGE_VERSION, snapshot);
}

static GfReply *
ask_for_json (GfIndex *index, GfAsk ask, const void *question, GError **error)
{
  json_t *answer = ask (index, question, error);

  if (answer == NULL)
    return NULL;

  GfReply *reply = gf_reply_new_json (200, "application/json", answer);

  json_decref (answer);
  return reply;
}

static GfReply *
answer_from (GfIndex *index, const GfHttpRequest *request, GfAsk ask,
             const void *question, GError **error)
{
  g_autofree char *before = dup_etag (index, error);
  if (before == NULL)
    return NULL;

  g_autoptr (GfReply) reply = gf_not_modified (request, before, GF_HTTP_NO_DATE)
                                  ? gf_reply_new (304)
                                  : ask_for_json (index, ask, question, error);
  if (reply == NULL)
    return NULL;

  /* A commit in the midst of the question makes the library start again from the new one.
   */
  g_autofree char *after = dup_etag (index, error);
  if (after == NULL)
    return NULL;

  gf_reply_set_header (reply, "ETag", reply->status == 304 ? before : after);
  return g_steal_pointer (&reply);
}

GfReply *
gf_ask_json (const GfService *service, const GfHttpRequest *request, GfAsk ask,
             const void *question, const char *cache_control)
{
  g_autoptr (GError) error = NULL;
  GfIndex *index = gf_index_pool_take (service->pool, &error);

  if (index == NULL)
    return gf_problem_from_error (error);

  GfReply *reply = answer_from (index, request, ask, question, &error);

  gf_index_pool_give (service->pool, index);
  if (reply == NULL)
    return gf_problem_from_error (error);
  gf_reply_set_header (reply, "Cache-Control", cache_control);
  return reply;
}
