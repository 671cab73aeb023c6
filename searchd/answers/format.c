/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/format.h"

#include <string.h>

#include "searchd/answers/parameters.h"
#include "searchd/http/accept.h"
#include "searchd/http/problem.h"

#define PARAMETER "format"
#define MAX_FORMATS 4

/* Where they stand in an answer; a number, a string, or a list of strings. */
static const struct
{
  const char *header;
  const char *object; /* NULL: in the answer itself */
  const char *key;
} told[] = {
  { "Gjenfinn-Total", NULL, "total" },
  { "Gjenfinn-Snapshot", NULL, "snapshot" },
  { "Gjenfinn-Changed-Since", NULL, "changed_since" },
  { "Gjenfinn-Next-Cursor", NULL, "next_cursor" },
  { "Gjenfinn-Partial", NULL, "partial" },
  { "Gjenfinn-Shards-Missing", NULL, "shards_missing" },
  { "Gjenfinn-Files-Unread", "coverage", "unread" },
  { "Gjenfinn-Files-Partly-Read", "coverage", "partly_read" },
};

bool
gf_format_is_parameter (const char *name)
{
  return strcmp (name, PARAMETER) == 0;
}

/* The last value of the parameter; NULL where it is not given. */
static const char *
wanted_by_name (const GfHttpRequest *request)
{
  const char *name = NULL;

  for (guint i = 0; i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);

      if (gf_format_is_parameter (field->name))
        name = field->value;
    }
  return name;
}

/* What there is, for a refusal: the names, or the media types. */
static char *
list (const GfFormat *formats, size_t n, bool by_name)
{
  GString *all = g_string_new (NULL);

  for (size_t i = 0; i < n; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "",
                            by_name ? formats[i].name : formats[i].media_type);
  return g_string_free (all, FALSE);
}

static const GfFormat *
choose_by_name (const char *name, const GfFormat *formats, size_t n,
                GfReply **refusal_out)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp (name, formats[i].name) == 0)
      return &formats[i];

  g_autofree char *names = list (formats, n, true);
  g_autofree char *why = g_strdup_printf ("may be %s", names);
  *refusal_out = gf_parameters_refuse (PARAMETER, why);
  return NULL;
}

const GfFormat *
gf_format_choose (const GfHttpRequest *request, const GfFormat *formats, size_t n,
                  GfReply **refusal_out)
{
  const char *name = wanted_by_name (request);
  const char *types[MAX_FORMATS];

  g_assert (n <= MAX_FORMATS);
  if (name != NULL)
    return choose_by_name (name, formats, n, refusal_out);

  for (size_t i = 0; i < n; i++)
    types[i] = formats[i].media_type;
  int chosen
      = gf_accept_choose (gf_http_request_get_header (request, "Accept"), types, n);
  if (chosen >= 0)
    return &formats[chosen];

  g_autofree char *all = list (formats, n, false);
  g_autofree char *why = g_strdup_printf ("this may be had as %s", all);
  *refusal_out = gf_problem (406, why, NULL);
  return NULL;
}

/* @value as a header; NULL for what is none. */
static char *
header_value (const json_t *value)
{
  if (json_is_string (value))
    return g_strdup (json_string_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  if (!json_is_array (value))
    return NULL;

  GString *all = g_string_new (NULL);
  size_t i;
  json_t *one;
  json_array_foreach ((json_t *) value, i, one)
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "",
                              json_is_string (one) ? json_string_value (one) : "");
  return g_string_free (all, FALSE);
}

void
gf_format_tell (GfReply *reply, const json_t *answer)
{
  for (size_t i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const json_t *object
          = told[i].object != NULL ? json_object_get (answer, told[i].object) : answer;
      g_autofree char *value = header_value (json_object_get (object, told[i].key));

      if (value != NULL)
        gf_reply_set_header (reply, told[i].header, value);
    }
}

static GfReply *
render (const json_t *answer, const void *how)
{
  const GfFormat *format = how;
  char *text = format->write (answer);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  g_autofree char *type = g_strconcat (format->media_type, "; charset=utf-8", NULL);
  GfReply *reply = gf_reply_new_bytes (200, type, body);

  if (format->file_name != NULL)
    {
      g_autofree char *disposition
          = g_strdup_printf ("attachment; filename=\"%s\"", format->file_name);
      gf_reply_set_header (reply, "Content-Disposition", disposition);
    }
  gf_format_tell (reply, answer);
  return reply;
}

GfReply *
gf_ask_as (const GfService *service, const GfHttpRequest *request, GfAsk ask,
           const void *question, const GfFormat *format)
{
  const GfAsking asking = { .ask = ask,
                            .question = question,
                            .render = format->write != NULL ? render : NULL,
                            .how = format,
                            .variant = format->write != NULL ? format->name : NULL };

  return gf_ask (service, request, &asking);
}
