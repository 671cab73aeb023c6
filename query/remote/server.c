/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/remote/server.h"

#include <fcntl.h>
#include <string.h>

#include "common/access-token.h"
#include "common/autofd.h"
#include "common/fail.h"
#include "query/index.h"
#include "query/remote/fetch.h"

#define UNIX "unix:"
#define DEFAULT_TIMEOUT_S 60
#define MAX_TIMEOUT_S 3600
/* Times that a server is asked which has too much to do, and how long to wait at most. */
#define MAX_TRIES 6
#define MAX_WAIT_S 10
/* Of a server's own words, in characters. */
#define MAX_SAID 400

struct GfServer
{
  char *url;  /* as given, for messages */
  char *base; /* what routes are put after */
  bool has_token;
  GfFetch *fetch;
};

static bool
is_this_machine (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || strcmp (host, "::1") == 0
         || (g_str_has_prefix (host, "127.") && g_hostname_is_ip_address (host));
}

/* Who can read what is sent on its way. */
typedef enum
{
  WAY_LOCAL, /* nobody: it does not leave this machine */
  WAY_TLS,   /* nobody */
  WAY_OPEN   /* anybody */
} Way;

static bool
check_url (const char *url, Way *way_out, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  bool is_https = strcmp (scheme, "https") == 0;

  if ((!is_https && strcmp (scheme, "http") != 0) || host == NULL || *host == '\0')
    return gf_fail (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "'server': '%s' is no address: give it as https://example.org, "
                    "http://localhost:8080 or unix:/run/gjenfinn/public",
                    url);
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    return gf_fail (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "'server': an address without user, password, '?' and '#'; a "
                    "token goes in a file: --token-file FILE");
  *way_out = is_this_machine (host) ? WAY_LOCAL : is_https ? WAY_TLS : WAY_OPEN;
  return true;
}

static bool
read_timeout (const char *text, unsigned *seconds_out, GError **error)
{
  guint64 seconds = DEFAULT_TIMEOUT_S;

  if (text != NULL
      && !g_ascii_string_to_unsigned (text, 10, 1, MAX_TIMEOUT_S, &seconds, NULL))
    return gf_fail (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "'timeout': may be 1 to %d seconds, not '%s'", MAX_TIMEOUT_S, text);
  *seconds_out = (unsigned) seconds;
  return true;
}

static char *
read_token (const char *file, GError **error)
{
  gf_autofd fd = open (file, O_RDONLY | O_CLOEXEC);
  g_autoptr (GError) why = NULL;
  char *token = fd >= 0 ? gf_access_token_read (fd, &why) : NULL;

  if (fd < 0)
    gf_fail (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
             "cannot read the token in '%s': %s", file, g_strerror (errno));
  else if (token == NULL)
    gf_fail (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
             "cannot read the token in '%s': %s", file, why->message);
  return token;
}

/* @token: NULL for none.  What is for this machine alone goes to no proxy. */
static GfServer *
new_server (const GfServerOptions *options, Way way, const char *token,
            unsigned timeout_s)
{
  bool is_unix = g_str_has_prefix (options->url, UNIX);
  const GfFetchOptions how = { .token = token,
                               .ca_file = options->ca_file,
                               .socket = is_unix ? options->url + strlen (UNIX) : NULL,
                               .direct = way == WAY_LOCAL,
                               .timeout_s = timeout_s };
  GfServer *server = g_new0 (GfServer, 1);

  server->url = g_strdup (options->url);
  server->base = g_strdup (is_unix ? "http://localhost" : options->url);
  for (size_t end = strlen (server->base); server->base[end - 1] == '/'; end--)
    server->base[end - 1] = '\0';
  server->has_token = token != NULL;
  server->fetch = gf_fetch_new (&how);
  return server;
}

GfServer *
gf_server_new (const GfServerOptions *options, GError **error)
{
  bool is_unix = g_str_has_prefix (options->url, UNIX "/");
  unsigned timeout_s = DEFAULT_TIMEOUT_S;
  Way way = WAY_LOCAL;

  if ((!is_unix && !check_url (options->url, &way, error))
      || !read_timeout (options->timeout, &timeout_s, error))
    return NULL;
  if (options->token_file == NULL)
    return new_server (options, way, NULL, timeout_s);
  if (way == WAY_OPEN)
    {
      gf_fail (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "'server': a token would go over the network for all to see: "
               "give an https address in the place of '%s'",
               options->url);
      return NULL;
    }

  char *token = read_token (options->token_file, error);
  GfServer *server = token != NULL ? new_server (options, way, token, timeout_s) : NULL;

  gf_access_token_free (token);
  return server;
}

void
gf_server_free (GfServer *server)
{
  if (server == NULL)
    return;
  g_free (server->url);
  g_free (server->base);
  gf_fetch_free (server->fetch);
  g_free (server);
}

static char *
dup_address (const GfServer *server, const char *route, const GPtrArray *parameters)
{
  GString *address = g_string_new (server->base);

  g_string_append (address, route);
  for (guint i = 0; parameters != NULL && i + 1 < parameters->len; i += 2)
    {
      g_string_append (address, i == 0 ? "?" : "&");
      g_string_append_uri_escaped (address, g_ptr_array_index (parameters, i), NULL,
                                   FALSE);
      g_string_append_c (address, '=');
      g_string_append_uri_escaped (address, g_ptr_array_index (parameters, i + 1), NULL,
                                   FALSE);
    }
  return g_string_free (address, FALSE);
}

/* An object; NULL where the body is none. */
static json_t *
parse (const GfFetched *fetched, const char *media_type)
{
  size_t length = strlen (media_type);
  bool is_of_type
      = g_ascii_strncasecmp (fetched->media_type, media_type, length) == 0
        && strchr ("; \t", fetched->media_type[length]) != NULL; /* or its end */
  json_t *value = is_of_type ? json_loadb (fetched->body->str, fetched->body->len,
                                           JSON_REJECT_DUPLICATES, NULL)
                             : NULL;

  if (json_is_object (value))
    return value;
  json_decref (value);
  return NULL;
}

/* What the server says was wrong, fit for a terminal and of bounded length; NULL where it
   says nothing. */
static char *
dup_detail (const GfFetched *fetched)
{
  json_t *problem = parse (fetched, "application/problem+json");
  const char *said = json_string_value (json_object_get (problem, "detail"));
  GString *clean = g_string_new (NULL);
  long n = 0;

  for (; said != NULL && *said != '\0' && n < MAX_SAID; said = g_utf8_next_char (said))
    {
      gunichar c = g_utf8_get_char (said);

      g_string_append_unichar (clean, g_unichar_isprint (c) ? c : '?');
      n++;
    }
  json_decref (problem);
  return g_string_free (clean, n == 0);
}

static bool
fail_without_access (const GfServer *server, GError **error)
{
  if (server->has_token)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                    "'%s' does not know this token", server->url);
  return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                  "'%s' is not open to all: give a token in a file: --token-file FILE",
                  server->url);
}

static bool
fail_with_status (const GfServer *server, const GfFetched *fetched, GError **error)
{
  g_autofree char *detail = dup_detail (fetched);

  if (fetched->status == 401)
    return fail_without_access (server, error);
  if (detail == NULL)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                    "'%s' is no gjenfinn-searchd: it answers with %u", server->url,
                    fetched->status);
  if (fetched->status == 400 || fetched->status == 414)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER, "%s", detail);
  if (fetched->status == 404)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND, "%s", detail);
  return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, "'%s' answers with %u: %s",
                  server->url, fetched->status, detail);
}

/* Asks again where the server says that it has too much to do. */
static GfFetched *
fetch_patiently (GfServer *server, const char *address, GError **error)
{
  for (int i = 1;; i++)
    {
      g_autoptr (GfFetched) fetched = gf_fetch_get (server->fetch, address, error);

      if (fetched == NULL)
        {
          g_prefix_error (error, "cannot ask '%s': ", server->url);
          return NULL;
        }
      if ((fetched->status != 429 && fetched->status != 503)
          || fetched->retry_after_s == 0 || fetched->retry_after_s > MAX_WAIT_S
          || i == MAX_TRIES)
        return g_steal_pointer (&fetched);
      g_usleep (fetched->retry_after_s * G_USEC_PER_SEC);
    }
}

json_t *
gf_server_ask (GfServer *server, const char *route, const GPtrArray *parameters,
               const char *member, GError **error)
{
  g_autofree char *address = dup_address (server, route, parameters);
  g_autoptr (GfFetched) fetched = fetch_patiently (server, address, error);

  if (fetched == NULL)
    return NULL;
  if (fetched->status != 200)
    {
      fail_with_status (server, fetched, error);
      return NULL;
    }

  json_t *answer = parse (fetched, "application/json");
  if (json_object_get (answer, member) != NULL)
    return answer;
  json_decref (answer);
  gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
           "'%s' is no gjenfinn-searchd, or one of another version: no '%s' in what it "
           "answers",
           server->url, member);
  return NULL;
}
