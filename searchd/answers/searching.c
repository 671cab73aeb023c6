/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers with hits, and what leads to them; see answers.h. */
#include <string.h>

#include "query/print/csv.h"
#include "query/plan/like.h"
#include "searchd/answers/answers.h"
#include "searchd/answers/format.h"
#include "searchd/answers/parameters.h"
#include "searchd/http/problem.h"

/* Suggestions are asked for at every key: a browser may use those it has for a while. */
#define CACHE_SUGGESTIONS "private, max-age=60"

/* Where no hit is asked for, but facets are, these are the table. */
static char *
write_csv (const json_t *answer)
{
  bool has_hits = json_array_size (json_object_get (answer, "hits")) > 0;

  return !has_hits && json_object_get (answer, "facets") != NULL ? gf_csv_facets (answer)
                                                                 : gf_csv_search (answer);
}

static const GfFormat formats[]
    = { GF_FORMAT_JSON, GF_FORMAT_CSV (write_csv, "gjenfinn.csv") };

json_t *
gf_answers_ask_search (GfIndex *index, const void *question, GError **error)
{
  return gf_search (index, question, error);
}

GfReply *
gf_answers_search (const GfService *service, const GfHttpRequest *request,
                   const char *const *values)
{
  g_autoptr (GfRequest) question = gf_request_new ();
  GfReply *refusal = NULL;
  const GfFormat *format
      = gf_format_choose (request, formats, G_N_ELEMENTS (formats), &refusal);

  (void) values;
  for (guint i = 0; refusal == NULL && i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);

      if (!gf_format_is_parameter (field->name))
        refusal = gf_parameters_set (question, field);
    }
  if (refusal != NULL)
    return refusal;
  gf_ask_set_limits (question, request);
  return gf_ask_as (service, request, gf_answers_ask_search, question, format);
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

/* Sets @field of a search by likeness.  What is most like something comes first, and
   nothing has all of its words: there is no choice of either.  Nor is it a list that
   anybody reads to its end. */
static GfReply *
set_like_field (LikeQuestion *question, const GfHttpField *field)
{
  static const char *const others[] = { "match", "sort", "cursor", NULL };
  bool is_id = strcmp (field->name, "id") == 0;

  if (gf_format_is_parameter (field->name))
    return NULL;
  if (g_strv_contains (others, field->name))
    return gf_parameters_refuse (field->name, "there is no such choice here");
  if (!is_id && strcmp (field->name, "text") != 0)
    return gf_parameters_set (question->request, field);
  if (question->id != NULL || question->text != NULL)
    return gf_parameters_refuse (field->name, "give one id or one text");
  if (field->value[strspn (field->value, " \t\r\n")] == '\0')
    return gf_parameters_refuse (field->name, "is empty");
  *(is_id ? &question->id : &question->text) = field->value;
  return NULL;
}

GfReply *
gf_answers_like (const GfService *service, const GfHttpRequest *request,
                 const char *const *values)
{
  g_autoptr (GfRequest) narrowed = gf_request_new ();
  LikeQuestion question = { .request = narrowed };
  GfReply *refusal = NULL;
  const GfFormat *format
      = gf_format_choose (request, formats, G_N_ELEMENTS (formats), &refusal);

  (void) values;
  for (guint i = 0; refusal == NULL && i < request->parameters->len; i++)
    refusal = set_like_field (&question, g_ptr_array_index (request->parameters, i));
  if (refusal != NULL)
    return refusal;
  if (question.id == NULL && question.text == NULL)
    return gf_parameters_refuse ("id", "give an id, or a text");
  if (question.id != NULL && !gf_parameters_is_id (question.id))
    return gf_parameters_no_document ();
  gf_ask_set_limits (narrowed, request);
  return gf_ask_as (service, request, ask_like, &question, format);
}

static json_t *
ask_suggest (GfIndex *index, const void *text, GError **error)
{
  (void) error;
  return gf_index_suggest (index, text);
}

/* What a question box outside the page reads: [question, [suggestions]]
   (OpenSearch Suggestions 1.1). */
static GfReply *
render_for_box (const json_t *answer, const void *text)
{
  json_t *box = json_pack ("[s, O]", text, json_object_get (answer, "suggestions"));
  GfReply *reply = gf_reply_new_json (200, "application/x-suggestions+json", box);

  json_decref (box);
  return reply;
}

GfReply *
gf_answers_suggest (const GfService *service, const GfHttpRequest *request,
                    const char *const *values)
{
  static const char *const known[] = { "q", "format", NULL };
  static const GfFormat suggest_formats[]
      = { GF_FORMAT_JSON,
          { "opensearch", "application/x-suggestions+json", NULL, NULL } };
  const char *text = gf_parameters_get (request, "q");
  GfReply *refusal = gf_parameters_check (request, known);

  (void) values;
  if (refusal != NULL)
    return refusal;

  const GfFormat *format = gf_format_choose (request, suggest_formats,
                                             G_N_ELEMENTS (suggest_formats), &refusal);
  if (format == NULL)
    return refusal;

  bool is_for_box = format == &suggest_formats[1];
  const GfAsking asking = { .ask = ask_suggest,
                            .question = text != NULL ? text : "",
                            .render = is_for_box ? render_for_box : NULL,
                            .how = text != NULL ? text : "",
                            .variant = is_for_box ? format->name : NULL,
                            .cache_control = CACHE_SUGGESTIONS };
  return gf_ask (service, request, &asking);
}
