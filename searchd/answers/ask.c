/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "searchd/answers/ask.h"

#include "query/json.h"
#include "searchd/answers/index-problem.h"
#include "searchd/http/conditional.h"
#include "searchd/http/encoding.h"

/* The postings and hits of a quick answer: about a millisecond, three of five questions
   (doc/performance.md). */
#define QUICK_POSTINGS 25000

/* By the same. */
#define POSTINGS_PER_US 20

#define VARY "Accept, " GF_VARY_ENCODING

/* The program's version too: another version may answer otherwise from the same index. */
static char *
dup_etag (GfIndex *index, const GfAsking *asking, GError **error)
{
  g_autofree char *snapshot = gf_index_dup_snapshot (index, error);

  if (snapshot == NULL)
    return NULL;
  return g_strdup_printf ("\"%s-%s%s%s\"", PACKAGE_VERSION, snapshot,
                          asking->variant != NULL ? "-" : "",
                          asking->variant != NULL ? asking->variant : "");
}

/* Whether @answer is all of what there is to say: another time it may be more. */
static bool
is_whole (const GfService *service, const json_t *answer)
{
  bool is_partial = json_object_get (answer, "partial") != NULL;

  if (is_partial)
    gf_metrics_count (service->metrics, GF_COUNT_PARTIAL_ANSWERS, 1);
  return !is_partial && json_object_get (answer, "shards_missing") == NULL;
}

static GfReply *
reply_json (const json_t *answer)
{
  size_t size;
  char *text = gf_json_dup_text (answer, &size);
  g_autoptr (GBytes) body = g_bytes_new_take (text, size);

  return gf_reply_new_bytes (200, "application/json", body);
}

/* An answer as a reply; *whole_out: whether it may be kept. */
static GfReply *
ask_index (const GfService *service, GfIndex *index, const GfAsking *asking,
           bool *whole_out, GError **error)
{
  json_t *answer = asking->ask (index, asking->question, error);

  if (answer == NULL)
    return NULL;
  *whole_out = is_whole (service, answer);

  GfReply *reply = asking->render != NULL ? asking->render (answer, asking->how)
                                          : reply_json (answer);

  json_decref (answer);
  return reply;
}

static void
set_validity (GfReply *reply, const GfAsking *asking, const char *etag)
{
  const char *cache_control
      = asking->cache_control != NULL ? asking->cache_control : GF_CACHE_CHECKED;

  gf_reply_set_header (reply, "Cache-Control", etag != NULL ? cache_control : "no-store");
  if (etag != NULL)
    gf_reply_set_header (reply, "ETag", etag);
}

static GfReply *
answer_from (const GfService *service, GfIndex *index, const GfHttpRequest *request,
             const GfAsking *asking, GError **error)
{
  bool is_whole_answer = true;
  g_autofree char *before = dup_etag (index, asking, error);
  if (before == NULL)
    return NULL;

  g_autoptr (GfReply) reply
      = gf_not_modified (request, before, GF_HTTP_NO_DATE)
            ? gf_reply_new (304)
            : ask_index (service, index, asking, &is_whole_answer, error);
  if (reply == NULL)
    return NULL;

  /* A commit in the midst of the question makes the library start again from the new one.
   */
  g_autofree char *after = dup_etag (index, asking, error);
  if (after == NULL)
    return NULL;

  const char *etag = reply->status == 304 ? before : after;
  set_validity (reply, asking, is_whole_answer ? etag : NULL);
  return g_steal_pointer (&reply);
}

void
gf_ask_set_limits (GfRequest *question, const GfHttpRequest *request)
{
  gf_request_set_deadline (question, request->deadline_us);
  gf_request_set_budget (question, request->dear_us_out != NULL ? QUICK_POSTINGS : 0,
                         request->dear_us_out);
}

GfReply *
gf_ask (const GfService *service, const GfHttpRequest *request, const GfAsking *asking)
{
  g_autoptr (GError) error = NULL;
  GfIndex *index = gf_index_pool_take (service->pool, &error);

  if (index == NULL)
    return gf_problem_from_error (error);

  GfReply *reply = answer_from (service, index, request, asking, &error);

  gf_index_pool_give (service->pool, index);
  if (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_DEAR))
    {
      *request->dear_us_out /= POSTINGS_PER_US;
      return NULL;
    }
  if (reply == NULL)
    return gf_problem_from_error (error);
  gf_reply_set_header (reply, "Vary", VARY);
  return reply;
}
