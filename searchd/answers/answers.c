/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/answers.h"

#include <string.h>

#include "query/like.h"
#include "query/search.h"
#include "searchd/answers/ask.h"
#include "searchd/answers/original.h"
#include "searchd/answers/index-problem.h"
#include "searchd/http/problem.h"

#define DOCUMENT_ID_DIGITS 32

/* Suggestions are asked for at every key: a browser may use those it has for a while. */
#define CACHE_SUGGESTIONS "private, max-age=60"

static GfReply *
refuse (const char *parameter, const char *why)
{
  g_autofree char *detail = g_strdup_printf ("'%s': %s", parameter, why);

  return gf_problem (400, detail, parameter);
}

static GfReply *
refuse_parameters (const GfHttpRequest *request)
{
  if (request->parameters->len == 0)
    return NULL;

  const GfHttpField *field = g_ptr_array_index (request->parameters, 0);
  return refuse (field->name, "no parameters are known here");
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

/* One of @id and @text is there. */
typedef struct
{
  GfRequest *request; /* narrows what is searched */
  const char *id;
  const char *text;
} LikeQuestion;

static json_t *
ask_like (GfIndex *index, const void *data, GError **error)
{
  const LikeQuestion *question = data;
  g_autoptr (GfLike) like = question->id != NULL
                                ? gf_like_from_document (index, question->id, error)
                                : gf_like_from_text (index, question->text);

  return like != NULL ? gf_search_like (index, question->request, like, error) : NULL;
}

static json_t *
ask_suggest (GfIndex *index, const void *text, GError **error)
{
  (void) error;
  return gf_index_suggest (index, text);
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

/* Sets @field of a search.  Returns: (transfer full): NULL where all is well. */
static GfReply *
set_field (GfRequest *question, const GfHttpField *field)
{
  g_autoptr (GError) error = NULL;

  if (!g_strv_contains (gf_request_parameters (), field->name))
    return refuse (field->name, "there is no such parameter");
  return gf_request_set (question, field->name, field->value, &error)
             ? NULL
             : gf_problem_from_error (error);
}

GfReply *
gf_answers_search (const GfService *service, const GfHttpRequest *request, const char *id)
{
  g_autoptr (GfRequest) question = gf_request_new ();

  (void) id;
  for (guint i = 0; i < request->parameters->len; i++)
    {
      GfReply *refusal = set_field (question, g_ptr_array_index (request->parameters, i));

      if (refusal != NULL)
        return refusal;
    }
  return gf_ask_json (service, request, ask_search, question, GF_CACHE_CHECKED);
}

/* Sets @field of a search by likeness.  What is most like something comes first, and
   nothing has all of its words: there is no choice of either. */
static GfReply *
set_like_field (LikeQuestion *question, const GfHttpField *field)
{
  static const char *const others[] = { "match", "sort", NULL };
  bool is_id = strcmp (field->name, "id") == 0;

  if (g_strv_contains (others, field->name))
    return refuse (field->name, "there is no such choice here");
  if (!is_id && strcmp (field->name, "text") != 0)
    return set_field (question->request, field);
  if (question->id != NULL || question->text != NULL)
    return refuse (field->name, "give one id or one text");
  if (field->value[strspn (field->value, " \t\r\n")] == '\0')
    return refuse (field->name, "is empty");
  *(is_id ? &question->id : &question->text) = field->value;
  return NULL;
}

GfReply *
gf_answers_like (const GfService *service, const GfHttpRequest *request, const char *id)
{
  g_autoptr (GfRequest) narrowed = gf_request_new ();
  LikeQuestion question = { .request = narrowed };

  (void) id;
  for (guint i = 0; i < request->parameters->len; i++)
    {
      GfReply *refusal
          = set_like_field (&question, g_ptr_array_index (request->parameters, i));

      if (refusal != NULL)
        return refusal;
    }
  if (question.id == NULL && question.text == NULL)
    return refuse ("id", "give an id, or a text");
  if (question.id != NULL && !is_id (question.id))
    return no_such_document ();
  return gf_ask_json (service, request, ask_like, &question, GF_CACHE_CHECKED);
}

GfReply *
gf_answers_suggest (const GfService *service, const GfHttpRequest *request,
                    const char *id)
{
  const char *text = "";

  (void) id;
  for (guint i = 0; i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);

      if (strcmp (field->name, "q") != 0)
        return refuse (field->name, "there is no such parameter");
      text = field->value;
    }
  return gf_ask_json (service, request, ask_suggest, text, CACHE_SUGGESTIONS);
}

GfReply *
gf_answers_document (const GfService *service, const GfHttpRequest *request,
                     const char *id)
{
  GfReply *refusal = refuse_parameters (request);

  if (refusal != NULL)
    return refusal;
  return is_id (id) ? gf_ask_json (service, request, ask_document, id, GF_CACHE_CHECKED)
                    : no_such_document ();
}

GfReply *
gf_answers_file (const GfService *service, const GfHttpRequest *request, const char *id)
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
gf_answers_status (const GfService *service, const GfHttpRequest *request, const char *id)
{
  GfReply *refusal = refuse_parameters (request);

  (void) id;
  return refusal != NULL
             ? refusal
             : gf_ask_json (service, request, ask_status, NULL, GF_CACHE_CHECKED);
}

GfReply *
gf_answers_unread (const GfService *service, const GfHttpRequest *request, const char *id)
{
  GfReply *refusal = refuse_parameters (request);

  (void) id;
  return refusal != NULL
             ? refusal
             : gf_ask_json (service, request, ask_unread, NULL, GF_CACHE_CHECKED);
}

GfReply *
gf_answers_health (const GfService *service, const GfHttpRequest *request, const char *id)
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
