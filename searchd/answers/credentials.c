/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/credentials.h"

#include <string.h>

#include "common/access-token.h"

#define BEARER "Bearer "
#define BASIC "Basic "
/* What a name and a token may take, encoded. */
#define MAX_BYTES 1024

/* What stands after @scheme, which is told whatever its case; NULL where it is another.
 */
static const char *
after_scheme (const char *value, const char *scheme)
{
  size_t length = strlen (scheme);

  if (g_ascii_strncasecmp (value, scheme, length) != 0)
    return NULL;
  return value + length + strspn (value + length, " ");
}

/* What stands after the first colon of the name and password that @encoded is. */
static char *
dup_password (const char *encoded)
{
  gsize length = 0;
  g_autofree guchar *decoded = g_base64_decode (encoded, &length);
  const char *colon = decoded != NULL ? memchr (decoded, ':', length) : NULL;
  char *password = NULL;

  if (colon != NULL)
    password = g_strndup (colon + 1, length - (gsize) (colon + 1 - (char *) decoded));
  if (decoded != NULL)
    explicit_bzero (decoded, length);
  return password;
}

/* @value: of the header. */
static char *
dup_token (const char *value)
{
  const char *bearer = after_scheme (value, BEARER);
  const char *basic = after_scheme (value, BASIC);

  if (bearer != NULL)
    return g_strdup (bearer);
  return basic != NULL ? dup_password (basic) : NULL;
}

char *
gf_credentials_dup_token (const GfHttpRequest *request)
{
  const char *value = gf_http_request_get_only_header (request, "Authorization");

  if (value == NULL || strlen (value) > MAX_BYTES)
    return NULL;

  char *token = dup_token (value);

  if (token != NULL && gf_access_token_is_good (token))
    return token;
  gf_access_token_free (token);
  return NULL;
}
