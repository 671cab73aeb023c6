/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a browser searches here; see answers.h. */
#include <string.h>

#include "searchd/answers/answers.h"
#include "searchd/answers/base-url.h"
#include "searchd/answers/parameters.h"
#include "searchd/answers/xml.h"
#include "searchd/http/conditional.h"
#include "searchd/http/encoding.h"

#define MEDIA_TYPE "application/opensearchdescription+xml"

/* What is searched, in which form, and below the base where. */
static const struct
{
  const char *media_type;
  const char *relation;
  const char *template;
} urls[] = {
  { "text/html", "results", "/?q={searchTerms}" },
  { "application/x-suggestions+json", "suggestions",
    "/api/v1/suggest?format=opensearch&q={searchTerms}" },
  { "application/atom+xml", "results", "/feed.atom?q={searchTerms}" },
  { "application/json", "results",
    "/api/v1/search?q={searchTerms}&limit={count?}&offset={startIndex?}" },
  { MEDIA_TYPE, "self", "/opensearch.xml" },
};

static void
put_url (GString *out, const char *base, size_t i)
{
  g_autofree char *template = g_strconcat (base, urls[i].template, NULL);

  /* Places are counted from 0 here, and from 1 where nothing is said. */
  gf_xml_empty (out, "Url", "type", urls[i].media_type, "rel", urls[i].relation,
                "indexOffset", "0", "template", template, NULL);
}

static char *
describe (const char *base)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                               "<OpenSearchDescription "
                               "xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n");

  gf_xml_element (out, "ShortName", "Gjenfinn");
  gf_xml_element (out, "Description",
                  "Søk i dokumentene til kommuner og regionråd: saker, vedtak, planer");
  for (size_t i = 0; i < G_N_ELEMENTS (urls); i++)
    put_url (out, base, i);
  g_string_append (out, "<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">");
  gf_xml_text (out, base);
  g_string_append (out, "/icon.svg</Image>\n");
  gf_xml_element (out, "Language", "nb");
  gf_xml_element (out, "Language", "nn");
  gf_xml_element (out, "InputEncoding", "UTF-8");
  gf_xml_element (out, "OutputEncoding", "UTF-8");
  g_string_append (out, "</OpenSearchDescription>\n");
  return g_string_free (out, FALSE);
}

GfReply *
gf_answers_opensearch (const GfService *service, const GfHttpRequest *request,
                       const char *const *values)
{
  GfReply *refusal = gf_parameters_none (request);

  (void) values;
  if (refusal != NULL)
    return refusal;

  g_autofree char *base = gf_base_url (service, request);
  char *text = describe (base);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autofree char *etag = g_strdup_printf ("\"%.32s\"", digest);
  GfReply *reply = gf_not_modified (request, etag, GF_HTTP_NO_DATE)
                       ? gf_reply_new (304)
                       : gf_reply_new_bytes (200, MEDIA_TYPE "; charset=utf-8", body);

  gf_reply_set_header (reply, "ETag", etag);
  gf_reply_set_header (reply, "Cache-Control", "no-cache");
  gf_reply_set_header (reply, "Vary", GF_VARY_ENCODING);
  return reply;
}
