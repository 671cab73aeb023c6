/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/access.h"

#include <string.h>

#include "common/access-token.h"
#include "searchd/answers/credentials.h"
#include "searchd/answers/token-check.h"
#include "searchd/http/cors.h"
#include "searchd/http/problem.h"

#define LEVEL_INTERNAL "internal"

/* Basic first: it is what a browser asks people for, and some look at the first only. */
#define CHALLENGES                                                                       \
  "Basic realm=\"Gjenfinn\", charset=\"UTF-8\", Bearer realm=\"Gjenfinn\""

/* Answered whoever asks: they tell nothing of the index. */
static const char *const open_routes[] = { "/healthz", "/readyz", NULL };

/* One state of the settings; what looks at it holds a reference. */
typedef struct
{
  GfAccessRules rules;
  GfTokenCheck *tokens;
} State;

struct GfAccess
{
  bool is_internal;
  GMutex lock;  /* guards state */
  State *state; /* a reference */
};

static void
state_clear (void *data)
{
  State *state = data;

  gf_access_rules_clear (&state->rules);
  gf_token_check_unref (state->tokens);
}

static void
state_unref (State *state)
{
  g_atomic_rc_box_release_full (state, state_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (State, state_unref)

static bool
is_same_list (GStrv one, GStrv other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_strv_equal ((const char *const *) one, (const char *const *) other);
}

/* @before: (nullable): what is known of its tokens is kept where they are the same. */
static State *
state_new (const GfAccessRules *rules, const State *before)
{
  State *state = g_atomic_rc_box_new0 (State);

  state->rules = (GfAccessRules){ .tokens = g_strdupv (rules->tokens),
                                  .user_header = g_strdup (rules->user_header),
                                  .origins = g_strdupv (rules->origins),
                                  .open = rules->open };
  state->tokens = before != NULL && is_same_list (before->rules.tokens, rules->tokens)
                      ? gf_token_check_ref (before->tokens)
                      : gf_token_check_new ((const char *const *) rules->tokens);
  return state;
}

GfAccess *
gf_access_new (const GfAccessRules *rules, const char *level)
{
  GfAccess *access = g_new0 (GfAccess, 1);

  access->is_internal = strcmp (level, LEVEL_INTERNAL) == 0;
  access->state = state_new (rules, NULL);
  g_mutex_init (&access->lock);
  return access;
}

void
gf_access_free (GfAccess *access)
{
  if (access == NULL)
    return;
  state_unref (access->state);
  g_mutex_clear (&access->lock);
  g_free (access);
}

void
gf_access_set_rules (GfAccess *access, const GfAccessRules *rules)
{
  g_autoptr (State) before = NULL;

  g_mutex_lock (&access->lock);
  before = access->state;
  access->state = state_new (rules, before);
  g_mutex_unlock (&access->lock);
}

/* Returns: (transfer full). */
static State *
take_state (GfAccess *access)
{
  g_mutex_lock (&access->lock);
  State *state = g_atomic_rc_box_acquire (access->state);
  g_mutex_unlock (&access->lock);
  return state;
}

static const char *const *
origins_of (const State *state)
{
  return (const char *const *) state->rules.origins;
}

static GfReply *
refuse (unsigned status, const char *detail, const char *norwegian)
{
  json_t *problem = gf_problem_new (status, detail, NULL);

  json_object_set_new (problem, "detail_nb", json_string (norwegian));
  return gf_problem_reply (problem);
}

static GfReply *
refuse_without_token (void)
{
  GfReply *reply = refuse (401, "a token that is known here is needed",
                           "Her trengs en adgangsnøkkel som tjenesten kjenner.");

  gf_reply_set_header (reply, "WWW-Authenticate", CHALLENGES);
  return reply;
}

static GfReply *
refuse_for_now (void)
{
  GfReply *reply = refuse (503, "too many new tokens are being looked at: try again",
                           "Mange spør på én gang. Prøv igjen om litt.");

  gf_reply_set_header (reply, "Retry-After", "1");
  return reply;
}

/* "localhost", "127.0.0.1:8080", "[::1]": a name that leads to this machine alone. */
static bool
is_name_of_this_machine (const char *host)
{
  size_t length = *host == '[' ? strcspn (host, "]") + 1 : strcspn (host, ":");
  g_autofree char *name = g_ascii_strdown (host, (gssize) MIN (length, strlen (host)));

  return strcmp (name, "localhost") == 0 || strcmp (name, "[::1]") == 0
         || (g_str_has_prefix (name, "127.") && g_hostname_is_ip_address (name));
}

/* A page from elsewhere can have its own name lead to this machine (DNS rebinding): what
   is open to everyone here would then be open to that page. */
static GfReply *
answer_open (const GfHttpRequest *request)
{
  const char *host = gf_http_request_get_only_header (request, "Host");

  if (host != NULL && is_name_of_this_machine (host))
    return NULL;
  return refuse (403, "only by a name of this machine, as localhost",
                 "Bare med et navn på denne maskinen, som localhost.");
}

static bool
is_named_by_proxy (const State *state, const GfHttpRequest *request)
{
  const char *name = state->rules.user_header;
  const char *user = name != NULL && request->from_proxy
                         ? gf_http_request_get_only_header (request, name)
                         : NULL;

  return user != NULL && user[strspn (user, " \t")] != '\0';
}

static GfReply *
ask_for_token (const State *state, const GfHttpRequest *request)
{
  char *token = gf_credentials_dup_token (request);
  GfTokenVerdict verdict
      = token != NULL ? gf_token_check_try (state->tokens, token) : GF_TOKEN_BAD;

  gf_access_token_free (token);
  if (verdict == GF_TOKEN_BUSY)
    return refuse_for_now ();
  return verdict == GF_TOKEN_GOOD ? NULL : refuse_without_token ();
}

static bool
is_for_everyone (const GfAccess *access, const GfHttpRequest *request)
{
  return access == NULL || !access->is_internal
         || (request->route != NULL && g_strv_contains (open_routes, request->route));
}

GfReply *
gf_access_intercept (GfAccess *access, const GfHttpRequest *request)
{
  if (access == NULL)
    return NULL;

  g_autoptr (State) state = take_state (access);
  GfReply *preflight = gf_cors_answer_preflight (origins_of (state), request);

  if (preflight != NULL || is_for_everyone (access, request))
    return preflight;
  if (state->rules.open)
    return answer_open (request);
  return is_named_by_proxy (state, request) ? NULL : ask_for_token (state, request);
}

bool
gf_access_is_quick (GfAccess *access, const GfHttpRequest *request)
{
  if (is_for_everyone (access, request))
    return true;

  g_autoptr (State) state = take_state (access);
  if (state->rules.open || is_named_by_proxy (state, request))
    return true;

  char *token = gf_credentials_dup_token (request);
  bool quick = token == NULL || gf_token_check_knows (state->tokens, token);

  gf_access_token_free (token);
  return quick;
}

/* "no-cache" lets a shared cache keep an answer, and ask before it is used: the answer
   that it then passes on is that of another who may ask. */
static void
keep_private (GfReply *reply)
{
  const char *control = gf_reply_get_header (reply, "Cache-Control");

  if (control == NULL)
    {
      gf_reply_set_header (reply, "Cache-Control", "private");
      return;
    }
  if (strstr (control, "private") != NULL || strstr (control, "no-store") != NULL)
    return;

  g_autofree char *both = g_strconcat ("private, ", control, NULL);
  gf_reply_set_header (reply, "Cache-Control", both);
}

void
gf_access_mark (GfAccess *access, const GfHttpRequest *request, GfReply *reply)
{
  if (access == NULL)
    return;

  g_autoptr (State) state = take_state (access);

  gf_cors_mark (origins_of (state), request, reply);
  if (access->is_internal)
    keep_private (reply);
}
