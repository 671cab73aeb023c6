/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/index-problem.h"

#include <string.h>

#include "query/question/trouble.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"
#include "searchd/operate/log.h"

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
  gf_log (GF_LOG_ERROR, "%s", error->message);

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
  json_t *problem = gf_problem_new (400, error->message, parameter);

  add_trouble (problem, error);
  return gf_problem_reply (problem);
}
