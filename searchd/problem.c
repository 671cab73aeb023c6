/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/problem.h"

#include <string.h>

#include "query/trouble.h"
#include "searchd/request.h"

static const struct
{
  unsigned status;
  const char *title;
} titles[] = {
  { 400, "Bad Request" },           { 404, "Not Found" },
  { 405, "Method Not Allowed" },    { 413, "Content Too Large" },
  { 414, "URI Too Long" },          { 416, "Range Not Satisfiable" },
  { 500, "Internal Server Error" }, { 503, "Service Unavailable" },
};

const char *
gf_problem_title (unsigned status)
{
  for (size_t i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i].status == status)
      return titles[i].title;
  return "Error";
}

static json_t *
new_problem (unsigned status, const char *detail, const char *parameter)
{
  json_t *problem = json_pack ("{s:s, s:s, s:i, s:s, s:s*}", "type", "about:blank",
                               "title", gf_problem_title (status), "status", (int) status,
                               "detail", detail, "parameter", parameter);

  g_assert (problem != NULL);
  return problem;
}

/* @problem: (transfer full). */
static GfReply *
reply_with (unsigned status, json_t *problem)
{
  GfReply *reply = gf_reply_new_json (status, "application/problem+json", problem);

  json_decref (problem);
  gf_reply_set_header (reply, "Cache-Control", "no-store");
  return reply;
}

GfReply *
gf_problem (unsigned status, const char *detail, const char *parameter)
{
  return reply_with (status, new_problem (status, detail, parameter));
}

/* The name in quotes that @message begins with, as query/index.h and request.h promise.
 */
static char *
dup_quoted_name (const char *message)
{
  if (message[0] != '\'')
    return NULL;

  const char *end = strchr (message + 1, '\'');

  return end != NULL ? g_strndup (message + 1, (gsize) (end - message - 1)) : NULL;
}

static GfReply *
index_problem (const GError *error)
{
  g_printerr ("gjenfinn-searchd: %s\n", error->message);

  GfReply *reply = gf_problem (503, "the index cannot be read at the moment", NULL);

  gf_reply_set_header (reply, "Retry-After", "10");
  return reply;
}

/* What is told of a question that cannot be answered, for programs and for people. */
static void
add_trouble (json_t *problem, const GError *error)
{
  const char *reason = gf_trouble_get_reason (error);
  const char *norwegian = gf_trouble_get_norwegian (error);
  unsigned character = gf_trouble_get_character (error);

  if (reason != NULL)
    json_object_set_new (problem, "reason", json_string (reason));
  if (character > 0)
    json_object_set_new (problem, "character", json_integer (character));
  if (norwegian != NULL)
    json_object_set_new (problem, "detail_nb", json_string (norwegian));
}

GfReply *
gf_problem_from_error (const GError *error)
{
  if (g_error_matches (error, GF_HTTP_ERROR, GF_HTTP_ERROR_TOO_LONG))
    return gf_problem (414, error->message, NULL);
  if (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND))
    return gf_problem (404, "there is no such document", NULL);
  if (!g_error_matches (error, GF_HTTP_ERROR, GF_HTTP_ERROR_MALFORMED)
      && !g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER))
    return index_problem (error);

  g_autofree char *parameter = dup_quoted_name (error->message);
  json_t *problem = new_problem (400, error->message, parameter);

  add_trouble (problem, error);
  return reply_with (400, problem);
}
