/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/access.h"

#include <string.h>

#include "common/fail.h"
#include "searchd/answers/token-check.h"
#include "searchd/answers/token-hash.h"
#include "searchd/http/cors.h"
#include "searchd/http/listen.h"

#define LEVEL_INTERNAL "internal"

void
gf_access_rules_clear (GfAccessRules *rules)
{
  g_clear_pointer (&rules->tokens, g_strfreev);
  g_clear_pointer (&rules->user_header, g_free);
  g_clear_pointer (&rules->origins, g_strfreev);
}

static bool
check_tokens (const GfAccessRules *rules, GError **error)
{
  guint n = rules->tokens != NULL ? g_strv_length (rules->tokens) : 0;

  if (n > GF_TOKEN_HASHES_MAX)
    return gf_fail (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                    "'tokens': %u of them; at most %d", n, GF_TOKEN_HASHES_MAX);
  for (guint i = 0; i < n; i++)
    if (!gf_token_hash_is_good (rules->tokens[i]))
      return gf_fail (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                      "'tokens': number %u is no hash of a token: make it with "
                      "gjenfinn-searchd --hash-token",
                      i + 1);
  return true;
}

/* A name of a header, and none that a client's own credentials stand in. */
static bool
check_user_header (const char *name, GError **error)
{
  if (name == NULL)
    return true;
  if (*name == '\0' || name[strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-")]
      || g_ascii_strcasecmp (name, "Authorization") == 0)
    return gf_fail (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                    "'user-header': '%s' is no header to name a user in", name);
  return true;
}

static bool
check_origins (const GfAccessRules *rules, bool is_internal, GError **error)
{
  for (size_t i = 0; rules->origins != NULL && rules->origins[i] != NULL; i++)
    {
      const char *origin = rules->origins[i];

      if (!gf_cors_origin_is_good (origin))
        return gf_fail (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                        "'cors-origins': '%s' is no origin: give it as "
                        "https://example.org, in small letters, with nothing after",
                        origin);
      if (is_internal && strcmp (origin, GF_CORS_ANY) == 0)
        return gf_fail (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                        "'cors-origins': '*' is not for internal: name them");
    }
  return true;
}

static bool
has_tokens (const GfAccessRules *rules)
{
  return rules->tokens != NULL && rules->tokens[0] != NULL;
}

static bool
check_some_way_in (const GfAccessRules *rules, GError **error)
{
  bool is_guarded = has_tokens (rules) || rules->user_header != NULL;

  if (is_guarded && rules->open)
    return gf_fail (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                    "'open': yes would let in those without a token or user-header");
  if (!is_guarded && !rules->open)
    return gf_fail (
        error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
        "'tokens': internal needs a token (gjenfinn-searchd --hash-token), a "
        "user-header of a trusted proxy, or open=yes for all on this machine");
  return true;
}

static bool
is_internal (const char *level)
{
  return strcmp (level, LEVEL_INTERNAL) == 0;
}

bool
gf_access_rules_check (const GfAccessRules *rules, const char *level, GError **error)
{
  return check_tokens (rules, error) && check_user_header (rules->user_header, error)
         && check_origins (rules, is_internal (level), error)
         && (!is_internal (level) || check_some_way_in (rules, error));
}

bool
gf_access_check_listener (const GfAccessRules *rules, const char *level, int fd,
                          GError **error)
{
  if (!is_internal (level) || !rules->open || gf_listen_is_local (fd))
    return true;
  return gf_fail (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                  "'open': internal without tokens is for a loopback address or a "
                  "Unix socket only, and this can be reached from elsewhere");
}
