/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query/remote/fetch.h"

#include <curl/curl.h>
#include <string.h>

#include "query/index.h"

#define CONNECT_SECONDS 10L
#define USER_AGENT "gjenfinn-query/" PACKAGE_VERSION

struct GfFetch
{
  CURL *curl;
  struct curl_slist *headers;
  unsigned timeout_s;
  char why[CURL_ERROR_SIZE]; /* what the library says of the last failure */
};

void
gf_fetched_free (GfFetched *fetched)
{
  if (fetched == NULL)
    return;
  g_free (fetched->media_type);
  g_string_free (fetched->body, TRUE);
  g_free (fetched);
}

/* Less than @size taken tells the library to give up. */
static size_t
take_bytes (char *bytes, size_t size, size_t n, void *data)
{
  GString *body = data;

  if (size * n > GF_FETCH_MAX_BYTES - body->len)
    return 0;
  g_string_append_len (body, bytes, (gssize) (size * n));
  return size * n;
}

static void
add_token (GfFetch *fetch, const char *token)
{
  g_autofree char *header = g_strconcat ("Authorization: Bearer ", token, NULL);

  fetch->headers = curl_slist_append (NULL, header);
  explicit_bzero (header, strlen (header));
}

GfFetch *
gf_fetch_new (const GfFetchOptions *options)
{
  GfFetch *fetch = g_new0 (GfFetch, 1);

  curl_global_init (CURL_GLOBAL_DEFAULT);
  fetch->curl = curl_easy_init ();
  g_assert (fetch->curl != NULL);
  fetch->timeout_s = options->timeout_s;
  if (options->token != NULL)
    add_token (fetch, options->token);
  curl_easy_setopt (fetch->curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (fetch->curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (fetch->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (fetch->curl, CURLOPT_CONNECTTIMEOUT,
                    MIN (CONNECT_SECONDS, (long) options->timeout_s));
  curl_easy_setopt (fetch->curl, CURLOPT_TIMEOUT, (long) options->timeout_s);
  curl_easy_setopt (fetch->curl, CURLOPT_USERAGENT, USER_AGENT);
  curl_easy_setopt (fetch->curl, CURLOPT_HTTPHEADER, fetch->headers);
  /* All that the library can unpack. */
  curl_easy_setopt (fetch->curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt (fetch->curl, CURLOPT_ERRORBUFFER, fetch->why);
  curl_easy_setopt (fetch->curl, CURLOPT_WRITEFUNCTION, take_bytes);
  if (options->direct)
    curl_easy_setopt (fetch->curl, CURLOPT_PROXY, "");
  if (options->ca_file != NULL)
    curl_easy_setopt (fetch->curl, CURLOPT_CAINFO, options->ca_file);
  if (options->socket != NULL)
    curl_easy_setopt (fetch->curl, CURLOPT_UNIX_SOCKET_PATH, options->socket);
  return fetch;
}

void
gf_fetch_free (GfFetch *fetch)
{
  if (fetch == NULL)
    return;
  curl_easy_cleanup (fetch->curl);
  curl_slist_free_all (fetch->headers);
  curl_global_cleanup ();
  g_free (fetch);
}

/* What the library says, or else what @code means. */
static const char *
detail_of (const GfFetch *fetch, CURLcode code)
{
  return fetch->why[0] != '\0' ? fetch->why : curl_easy_strerror (code);
}

static void
set_error (const GfFetch *fetch, CURLcode code, GError **error)
{
  switch (code)
    {
    case CURLE_OPERATION_TIMEDOUT:
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                   "no answer within %u seconds", fetch->timeout_s);
      return;
    case CURLE_WRITE_ERROR:
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                   "the answer is over %zu MB", GF_FETCH_MAX_BYTES >> 20);
      return;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_PEER_FAILED_VERIFICATION:
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                   "no safe connection (TLS): %s", detail_of (fetch, code));
      return;
    default:
      g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                           detail_of (fetch, code));
    }
}

static void
fill (GfFetched *fetched, CURL *curl)
{
  long status = 0;
  curl_off_t retry_after = 0;
  const char *media_type = NULL;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (curl, CURLINFO_RETRY_AFTER, &retry_after);
  curl_easy_getinfo (curl, CURLINFO_CONTENT_TYPE, &media_type);
  fetched->status = (unsigned) status;
  fetched->retry_after_s = (unsigned) CLAMP (retry_after, 0, G_MAXINT);
  fetched->media_type = g_strdup (media_type != NULL ? media_type : "");
}

GfFetched *
gf_fetch_get (GfFetch *fetch, const char *url, GError **error)
{
  g_autoptr (GfFetched) fetched = g_new0 (GfFetched, 1);

  fetched->body = g_string_new (NULL);
  fetch->why[0] = '\0';
  curl_easy_setopt (fetch->curl, CURLOPT_URL, url);
  curl_easy_setopt (fetch->curl, CURLOPT_WRITEDATA, fetched->body);

  CURLcode code = curl_easy_perform (fetch->curl);
  if (code != CURLE_OK)
    {
      set_error (fetch, code, error);
      return NULL;
    }
  fill (fetched, fetch->curl);
  return g_steal_pointer (&fetched);
}
