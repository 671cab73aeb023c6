/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "searchd/answers.h"

#include <string.h>

#include "query/search.h"
#include "searchd/conditional.h"
#include "searchd/original.h"
#include "searchd/problem.h"

#define DOCUMENT_ID_DIGITS 32

/* What a handler asks of the index once it has one. */
typedef json_t *(*Ask) (GfIndex *index, const void *question, GError **error);

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
ask_for_json (GfIndex *index, Ask ask, const void *question, GError **error)
{
  json_t *answer = ask (index, question, error);

  if (answer == NULL)
    return NULL;

  GfReply *reply = gf_reply_new_json (200, "application/json", answer);

  json_decref (answer);
  return reply;
}

static GfReply *
answer_from (GfIndex *index, const GfHttpRequest *request, Ask ask, const void *question,
             GError **error)
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
  gf_reply_set_header (reply, "Cache-Control", "no-cache");
  return g_steal_pointer (&reply);
}

static GfReply *
answer_json (const GfService *service, const GfHttpRequest *request, Ask ask,
             const void *question)
{
  g_autoptr (GError) error = NULL;
  GfIndex *index = gf_index_pool_take (service->pool, &error);

  if (index == NULL)
    return gf_problem_from_error (error);

  GfReply *reply = answer_from (index, request, ask, question, &error);

  gf_index_pool_give (service->pool, index);
  return reply != NULL ? reply : gf_problem_from_error (error);
}

static GfReply *
refuse_parameters (const GfHttpRequest *request)
{
  if (request->parameters->len == 0)
    return NULL;

  const GfHttpField *field = g_ptr_array_index (request->parameters, 0);
  g_autofree char *detail
      = g_strdup_printf ("'%s': no parameters are known here", field->name);
  return gf_problem (400, detail, field->name);
}

static GfReply *
no_such_document (void)
{
  return gf_problem (404, "there is no such document", NULL);
}

/* gf_index_show () takes paths too, which is right for a command and not for the network.
 */
static bool
is_id (const char *id)
{
  size_t digits = strspn (id, "0123456789abcdef");
  const char *ordinal = id + digits;

  if (digits != DOCUMENT_ID_DIGITS)
    return false;
  if (*ordinal == '\0')
    return true;
  return *ordinal == '.' && ordinal[1] != '\0'
         && strspn (ordinal + 1, "0123456789") == strlen (ordinal + 1);
}

static json_t *
ask_search (GfIndex *index, const void *question, GError **error)
{
  return gf_search (index, question, error);
}

static json_t *
ask_document (GfIndex *index, const void *question, GError **error)
{
  return gf_index_show (index, question, error);
}

static json_t *
ask_status (GfIndex *index, const void *question, GError **error)
{
  (void) question;
  return gf_index_status (index, error);
}

static json_t *
ask_unread (GfIndex *index, const void *question, GError **error)
{
  (void) question;
  return gf_index_unread (index, error);
}

GfReply *
gf_answer_search (const GfService *service, const GfHttpRequest *request, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfRequest) question = gf_request_new ();

  (void) id;
  for (guint i = 0; i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);

      if (!g_strv_contains (gf_request_parameters (), field->name))
        {
          g_autofree char *detail
              = g_strdup_printf ("'%s': there is no such parameter", field->name);
          return gf_problem (400, detail, field->name);
        }
      if (!gf_request_set (question, field->name, field->value, &error))
        return gf_problem_from_error (error);
    }
  return answer_json (service, request, ask_search, question);
}

GfReply *
gf_answer_document (const GfService *service, const GfHttpRequest *request,
                    const char *id)
{
  GfReply *refusal = refuse_parameters (request);

  if (refusal != NULL)
    return refusal;
  return is_id (id) ? answer_json (service, request, ask_document, id)
                    : no_such_document ();
}

GfReply *
gf_answer_file (const GfService *service, const GfHttpRequest *request, const char *id)
{
  g_autoptr (GError) error = NULL;
  GfReply *refusal = refuse_parameters (request);

  if (refusal != NULL)
    return refusal;
  if (!is_id (id))
    return no_such_document ();

  GfIndex *index = gf_index_pool_take (service->pool, &error);
  if (index == NULL)
    return gf_problem_from_error (error);

  g_autofree char *media_type = NULL;
  g_autofree char *path = gf_index_dup_file (index, id, &media_type, &error);

  gf_index_pool_give (service->pool, index);
  return path != NULL ? gf_original_answer (request, path, media_type)
                      : gf_problem_from_error (error);
}

GfReply *
gf_answer_status (const GfService *service, const GfHttpRequest *request, const char *id)
{
  GfReply *refusal = refuse_parameters (request);

  (void) id;
  return refusal != NULL ? refusal : answer_json (service, request, ask_status, NULL);
}

GfReply *
gf_answer_unread (const GfService *service, const GfHttpRequest *request, const char *id)
{
  GfReply *refusal = refuse_parameters (request);

  (void) id;
  return refusal != NULL ? refusal : answer_json (service, request, ask_unread, NULL);
}

GfReply *
gf_answer_health (const GfService *service, const GfHttpRequest *request, const char *id)
{
  g_autoptr (GError) error = NULL;
  GfIndex *index = gf_index_pool_take (service->pool, &error);

  (void) request;
  (void) id;
  if (index == NULL)
    return gf_problem_from_error (error);
  gf_index_pool_give (service->pool, index);

  json_t *healthy = json_pack ("{s:s}", "status", "ok");
  GfReply *reply = gf_reply_new_json (200, "application/json", healthy);

  json_decref (healthy);
  gf_reply_set_header (reply, "Cache-Control", "no-store");
  return reply;
}
