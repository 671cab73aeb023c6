/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search as a feed; see answers.h. */
#include "config.h"

#include <string.h>

#include "searchd/answers/answers.h"
#include "searchd/answers/ask.h"
#include "searchd/answers/base-url.h"
#include "searchd/answers/feed-entry.h"
#include "searchd/answers/format.h"
#include "searchd/answers/parameters.h"
#include "searchd/answers/xml.h"
#include "searchd/http/accept.h"
#include "searchd/http/problem.h"

#define MEDIA_TYPE "application/atom+xml"
#define DEFAULT_LIMIT "20"

/* What a feed is made of beside the answer. */
typedef struct
{
  const GfHttpRequest *request;
  char *base;
} Feed;

static void
put_link (GString *out, const char *relation, const char *media_type, const char *base,
          const char *path, const char *query)
{
  g_autofree char *url = g_strconcat (base, path, query, NULL);

  gf_xml_empty (out, "link", "rel", relation, "type", media_type, "href", url, NULL);
}

/* To itself, to the page that shows the same, to the next part of the feed (RFC 5005). */
static void
put_links (GString *out, const Feed *feed, const json_t *answer)
{
  static const char *const all[] = { NULL };
  static const char *const part[] = { "cursor", NULL };
  static const char *const place[] = { "cursor", "limit", NULL };
  const char *next = json_string_value (json_object_get (answer, "next_cursor"));
  g_autofree char *self = gf_base_url_query (feed->request, all, NULL, NULL);
  g_autofree char *first = gf_base_url_query (feed->request, part, NULL, NULL);
  g_autofree char *page = gf_base_url_query (feed->request, place, "sort", "-date");

  put_link (out, "self", MEDIA_TYPE, feed->base, "/feed.atom", self);
  put_link (out, "first", MEDIA_TYPE, feed->base, "/feed.atom", first);
  put_link (out, "alternate", "text/html", feed->base, "/", page);
  put_link (out, "search", "application/opensearchdescription+xml", feed->base,
            "/opensearch.xml", "");
  if (next == NULL)
    return;

  g_autofree char *rest = gf_base_url_query (feed->request, part, "cursor", next);
  put_link (out, "next", MEDIA_TYPE, feed->base, "/feed.atom", rest);
}

/* Coverage is part of every answer: "74 treff. Alle 12 filer er lest." */
static void
put_subtitle (GString *out, const json_t *answer)
{
  const json_t *coverage = json_object_get (answer, "coverage");
  json_int_t files = json_integer_value (json_object_get (coverage, "files"));
  json_int_t unread = json_integer_value (json_object_get (coverage, "unread"));
  json_int_t partly = json_integer_value (json_object_get (coverage, "partly_read"));
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%" JSON_INTEGER_FORMAT " treff. ",
                   json_integer_value (json_object_get (answer, "total")));
  if (unread + partly == 0)
    g_string_append_printf (text, "Alle filer er lest: %" JSON_INTEGER_FORMAT ".", files);
  else
    g_string_append_printf (text,
                            "Av %" JSON_INTEGER_FORMAT " filer er %" JSON_INTEGER_FORMAT
                            " ikke lest og %" JSON_INTEGER_FORMAT " bare delvis lest.",
                            files, unread, partly);
  gf_xml_element (out, "subtitle", text->str);
}

static void
put_head (GString *out, const Feed *feed, const json_t *answer)
{
  static const char *const part[] = { "cursor", "limit", NULL };
  const char *question = gf_parameters_get (feed->request, "q");
  bool is_asked = question != NULL && *question != '\0';
  g_autofree char *title = g_strconcat ("Gjenfinn", is_asked ? ": " : "", question, NULL);
  g_autofree char *query = gf_base_url_query (feed->request, part, NULL, NULL);
  g_autofree char *name = g_strconcat ("feed", query, NULL);
  g_autofree char *id = gf_feed_id (name);
  const json_t *newest = json_array_get (json_object_get (answer, "hits"), 0);
  g_autofree char *updated = gf_feed_time (newest);

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"nb\">\n");
  gf_xml_element (out, "id", id);
  gf_xml_element (out, "title", title);
  put_subtitle (out, answer);
  gf_xml_element (out, "updated", updated);
  g_string_append (out, "<author><name>Gjenfinn</name></author>\n"
                        "<generator version=\"" PACKAGE_VERSION "\">Gjenfinn</generator>"
                        "\n");
  put_links (out, feed, answer);
}

static GfReply *
render (const json_t *answer, const void *how)
{
  const Feed *feed = how;
  GString *out = g_string_new (NULL);
  size_t i;
  json_t *hit;

  put_head (out, feed, answer);
  json_array_foreach (json_object_get (answer, "hits"), i, hit)
      gf_feed_put_entry (out, feed->base, hit);
  g_string_append (out, "</feed>\n");

  g_autoptr (GBytes) body = g_string_free_to_bytes (out);
  GfReply *reply = gf_reply_new_bytes (200, MEDIA_TYPE "; charset=utf-8", body);
  gf_format_tell (reply, answer);
  return reply;
}

/* The newest come first, and what comes after is asked for by the link in the feed. */
static GfReply *
set_field (GfRequest *question, const GfHttpField *field)
{
  static const char *const others[] = { "sort", "offset", "facets", "explain", NULL };

  if (g_strv_contains (others, field->name))
    return gf_parameters_refuse (field->name, "there is no such choice in a feed");
  return gf_parameters_set (question, field);
}

static GfRequest *
read_question (const GfHttpRequest *request, GfReply **refusal_out)
{
  g_autoptr (GfRequest) question = gf_request_new ();
  bool is_set = gf_request_set (question, "sort", "-date", NULL)
                && gf_request_set (question, "limit", DEFAULT_LIMIT, NULL)
                && (gf_parameters_get (request, "cursor") != NULL
                    || gf_request_set (question, "cursor", "*", NULL));

  g_assert (is_set);
  for (guint i = 0; i < request->parameters->len; i++)
    {
      *refusal_out = set_field (question, g_ptr_array_index (request->parameters, i));
      if (*refusal_out != NULL)
        return NULL;
    }
  gf_ask_set_limits (question, request);
  return g_steal_pointer (&question);
}

/* A reader of feeds that asks for any XML means this. */
static bool
is_accepted (const GfHttpRequest *request)
{
  static const char *const types[] = { MEDIA_TYPE, "application/xml", "text/xml" };
  const char *accepted = gf_http_request_get_header (request, "Accept");

  return gf_accept_choose (accepted, types, G_N_ELEMENTS (types)) >= 0;
}

GfReply *
gf_answers_feed (const GfService *service, const GfHttpRequest *request,
                 const char *const *values)
{
  GfReply *refusal = NULL;

  (void) values;
  if (!is_accepted (request))
    return gf_problem (406, "this may be had as " MEDIA_TYPE, NULL);

  g_autoptr (GfRequest) question = read_question (request, &refusal);
  if (question == NULL)
    return refusal;

  g_autofree char *base = gf_base_url (service, request);
  const Feed feed = { request, base };
  const GfAsking asking = { .ask = gf_answers_ask_search,
                            .question = question,
                            .render = render,
                            .how = &feed,
                            .variant = "atom" };
  return gf_ask (service, request, &asking);
}
