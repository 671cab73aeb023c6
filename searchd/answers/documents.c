/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents, whole and in parts; see answers.h. */
#include "query/print/csv.h"
#include "query/show/show-part.h"
#include "searchd/answers/answers.h"
#include "searchd/answers/format.h"
#include "searchd/answers/index-problem.h"
#include "searchd/answers/original.h"
#include "searchd/answers/parameters.h"
#include "searchd/http/problem.h"

#define DEFAULT_LIMIT 100

/* Which part of the list of documents. */
typedef struct
{
  const char *path; /* what stands there alone; NULL for all */
  const char *after;
  guint64 limit;
} ListQuestion;

static json_t *
ask_list (GfIndex *index, const void *data, GError **error)
{
  const ListQuestion *question = data;

  if (question->path != NULL)
    return gf_index_list_path (index, question->path, error);
  return gf_index_list (index, question->after, (unsigned) question->limit, error);
}

/* A cursor is the id of the last document of the list before. */
static GfReply *
read_list_question (const GfHttpRequest *request, ListQuestion *question)
{
  const char *cursor = gf_parameters_get (request, "cursor");
  const char *limit = gf_parameters_get (request, "limit");

  question->path = gf_parameters_get (request, "path");
  question->after = "";
  question->limit = DEFAULT_LIMIT;
  if (limit != NULL
      && !g_ascii_string_to_unsigned (limit, 10, 1, GF_LIST_MAX, &question->limit, NULL))
    return gf_parameters_refuse ("limit",
                                 "may be a number from 1 to " G_STRINGIFY (GF_LIST_MAX));
  if (cursor == NULL || g_str_equal (cursor, "*"))
    return NULL;
  if (!gf_parameters_is_id (cursor) || gf_parameters_is_unit_id (cursor))
    return gf_parameters_refuse ("cursor", "is none that an answer gave; '*' begins");
  question->after = cursor;
  return NULL;
}

GfReply *
gf_answers_documents (const GfService *service, const GfHttpRequest *request,
                      const char *const *values)
{
  static const char *const known[] = { "path", "limit", "cursor", "format", NULL };
  static const GfFormat formats[]
      = { GF_FORMAT_JSON, GF_FORMAT_CSV (gf_csv_documents, "gjenfinn-documents.csv") };
  ListQuestion question;
  GfReply *refusal = gf_parameters_check (request, known);

  (void) values;
  if (refusal == NULL)
    refusal = read_list_question (request, &question);
  if (refusal != NULL)
    return refusal;

  const GfFormat *format
      = gf_format_choose (request, formats, G_N_ELEMENTS (formats), &refusal);
  return format != NULL ? gf_ask_as (service, request, ask_list, &question, format)
                        : refusal;
}

/* Asks for what has an id, and no parameters. */
static GfReply *
ask_for_id (const GfService *service, const GfHttpRequest *request, GfAsk ask,
            const char *id)
{
  const GfAsking asking = { .ask = ask, .question = id };
  GfReply *refusal = gf_parameters_none (request);

  return refusal != NULL ? refusal : gf_ask (service, request, &asking);
}

static json_t *
ask_document (GfIndex *index, const void *id, GError **error)
{
  return gf_index_show (index, id, error);
}

GfReply *
gf_answers_document (const GfService *service, const GfHttpRequest *request,
                     const char *const *values)
{
  return gf_parameters_is_id (values[0])
             ? ask_for_id (service, request, ask_document, values[0])
             : gf_parameters_no_document ();
}

static json_t *
ask_unit (GfIndex *index, const void *id, GError **error)
{
  return gf_index_unit (index, id, error);
}

GfReply *
gf_answers_unit (const GfService *service, const GfHttpRequest *request,
                 const char *const *values)
{
  return gf_parameters_is_unit_id (values[0])
             ? ask_for_id (service, request, ask_unit, values[0])
             : gf_problem (404, "there is no such case or section", NULL);
}

typedef struct
{
  const char *id;
  guint64 page;
} PageQuestion;

static json_t *
ask_page (GfIndex *index, const void *data, GError **error)
{
  const PageQuestion *question = data;

  return gf_index_page (index, question->id, (unsigned) question->page, error);
}

static char *
write_page_text (const json_t *answer)
{
  return g_strconcat (json_string_value (json_object_get (answer, "text")), "\n", NULL);
}

GfReply *
gf_answers_page (const GfService *service, const GfHttpRequest *request,
                 const char *const *values)
{
  static const char *const known[] = { "format", NULL };
  static const GfFormat formats[]
      = { GF_FORMAT_JSON, { "text", "text/plain", write_page_text, NULL } };
  PageQuestion question = { .id = values[0] };
  GfReply *refusal = gf_parameters_check (request, known);

  if (refusal != NULL)
    return refusal;
  if (!gf_parameters_is_id (question.id))
    return gf_parameters_no_document ();
  if (!g_ascii_string_to_unsigned (values[1], 10, 1, INT32_MAX, &question.page, NULL))
    return gf_problem (404, "there is no such page", NULL);

  const GfFormat *format
      = gf_format_choose (request, formats, G_N_ELEMENTS (formats), &refusal);
  return format != NULL ? gf_ask_as (service, request, ask_page, &question, format)
                        : refusal;
}

GfReply *
gf_answers_file (const GfService *service, const GfHttpRequest *request,
                 const char *const *values)
{
  const char *id = values[0];
  g_autoptr (GError) error = NULL;
  GfReply *refusal = gf_parameters_none (request);

  if (refusal != NULL)
    return refusal;
  if (!gf_parameters_is_id (id))
    return gf_parameters_no_document ();

  GfIndex *index = gf_index_pool_take (service->pool, &error);
  if (index == NULL)
    return gf_problem_from_error (error);

  g_autofree char *media_type = NULL;
  g_autofree char *path = gf_index_dup_file (index, id, &media_type, &error);

  gf_index_pool_give (service->pool, index);
  return path != NULL ? gf_original_answer (request, path, media_type)
                      : gf_problem_from_error (error);
}
