/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/problem.h"

static const struct
{
  unsigned status;
  const char *title;
} titles[] = {
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 406, "Not Acceptable" },
  { 408, "Request Timeout" },
  { 413, "Content Too Large" },
  { 414, "URI Too Long" },
  { 416, "Range Not Satisfiable" },
  { 429, "Too Many Requests" },
  { 431, "Request Header Fields Too Large" },
  { 500, "Internal Server Error" },
  { 503, "Service Unavailable" },
};

const char *
gf_problem_title (unsigned status)
{
  for (size_t i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i].status == status)
      return titles[i].title;
  return "Error";
}

json_t *
gf_problem_new (unsigned status, const char *detail, const char *parameter)
{
  json_t *problem = json_pack ("{s:s, s:s, s:i, s:s, s:s*}", "type", "about:blank",
                               "title", gf_problem_title (status), "status", (int) status,
                               "detail", detail, "parameter", parameter);

  g_assert (problem != NULL);
  return problem;
}

GfReply *
gf_problem_reply (json_t *problem)
{
  unsigned status = (unsigned) json_integer_value (json_object_get (problem, "status"));
  GfReply *reply = gf_reply_new_json (status, "application/problem+json", problem);

  json_decref (problem);
  gf_reply_set_header (reply, "Cache-Control", "no-store");
  return reply;
}

GfReply *
gf_problem (unsigned status, const char *detail, const char *parameter)
{
  return gf_problem_reply (gf_problem_new (status, detail, parameter));
}
