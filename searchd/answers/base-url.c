/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/base-url.h"

#include <string.h>

/* RFC 1035: a name of 253, and a port. */
#define MAX_HOST_BYTES 260
#define HOST_CHARACTERS                                                                  \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:[]"

static bool
is_host (const char *host)
{
  size_t length = strspn (host, HOST_CHARACTERS);

  return length > 0 && length <= MAX_HOST_BYTES && host[length] == '\0';
}

char *
gf_base_url (const GfService *service, const GfHttpRequest *request)
{
  const char *host = gf_http_request_get_header (request, "Host");

  if (service->url != NULL)
    {
      char *url = g_strdup (service->url);
      size_t length = strlen (url);

      if (length > 0 && url[length - 1] == '/')
        url[length - 1] = '\0';
      return url;
    }
  return g_strconcat ("http://", host != NULL && is_host (host) ? host : "localhost",
                      NULL);
}

static void
append (GString *query, const char *name, const char *value)
{
  g_string_append_c (query, query->len == 0 ? '?' : '&');
  g_string_append_uri_escaped (query, name, NULL, FALSE);
  g_string_append_c (query, '=');
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

char *
gf_base_url_query (const GfHttpRequest *request, const char *const *without,
                   const char *name, const char *value)
{
  GString *query = g_string_new (NULL);

  for (guint i = 0; i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);

      if (!g_strv_contains (without, field->name))
        append (query, field->name, field->value);
    }
  if (name != NULL && value != NULL)
    append (query, name, value);
  return g_string_free (query, FALSE);
}
