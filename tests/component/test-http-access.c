/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may ask: rules, tokens, proxies, other sites' pages; without a socket but for where
 * one listens. */
#include <gio/gio.h>
#include <crypt.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/autofd.h"
#include "searchd/answers/access.h"
#include "searchd/answers/token-check.h"
#include "searchd/http/cors.h"
#include "searchd/http/listen.h"
#include "tests/tap.h"

#define TOKEN "en-passe-lang-noekkel"
#define OTHER "en-annen-lang-noekkel"

/* A hash of @token that takes little time to make. */
static char *
quick_hash (const char *token)
{
  struct crypt_data *data = g_new0 (struct crypt_data, 1);
  char *hash = g_strdup (crypt_rn (token, "$y$j75$ny4lRPwT5p4fCJT.", data, sizeof *data));

  g_free (data);
  ck_assert_ptr_nonnull (hash);
  return hash;
}

/* The rules with the hash of TOKEN alone.  Returns: to be cleared. */
static GfAccessRules
token_rules (void)
{
  GfAccessRules rules = { .tokens = g_new0 (char *, 2) };

  rules.tokens[0] = quick_hash (TOKEN);
  return rules;
}

/* For one of another user agent: with at most one header of @name. */
static GfHttpRequest *
ask (const char *name, const char *value)
{
  GfHttpRequest *request = gf_http_request_new ("GET", "/api/v1/search?q=a");

  gf_http_request_add_header (request, "Host", "example.org");
  if (name != NULL)
    gf_http_request_add_header (request, name, value);
  return request;
}

/* The status of a refusal; 0 where it may go on. */
static unsigned
verdict (GfAccess *access, const GfHttpRequest *request)
{
  g_autoptr (GfReply) reply = gf_access_intercept (access, request);

  return reply != NULL ? reply->status : 0;
}

static unsigned
verdict_of (GfAccess *access, const char *name, const char *value)
{
  g_autoptr (GfHttpRequest) request = ask (name, value);

  return verdict (access, request);
}

static char *
basic (const char *name, const char *password)
{
  g_autofree char *both = g_strconcat (name, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) both, strlen (both));

  return g_strconcat ("Basic ", encoded, NULL);
}

/* NULL: no such rule.  One token, one origin. */
static const struct
{
  const char *level;
  const char *token;
  const char *user_header;
  const char *origin;
  bool open;
  const char *complaint; /* what the message begins with; NULL: all is well */
} rules[] = {
  { "public", NULL, NULL, NULL, false, NULL },
  { "public", NULL, NULL, "*", false, NULL },
  { "public", "nonsense", NULL, NULL, false, "'tokens': number 1 is no hash" },
  { "internal", NULL, NULL, NULL, false, "'tokens': internal needs a token" },
  { "internal", NULL, NULL, NULL, true, NULL },
  { "internal", "hash", NULL, NULL, false, NULL },
  { "internal", "hash", NULL, NULL, true, "'open': yes would let in" },
  { "internal", NULL, "X-Remote-User", NULL, false, NULL },
  { "internal", NULL, "X-Remote-User", NULL, true, "'open': yes would let in" },
  { "internal", NULL, "", NULL, false, "'user-header': ''" },
  { "internal", NULL, "X User", NULL, false, "'user-header': 'X User'" },
  { "internal", NULL, "authorization", NULL, false, "'user-header': 'authorization'" },
  { "internal", "hash", NULL, "https://a.example", false, NULL },
  { "internal", "hash", NULL, "*", false, "'cors-origins': '*' is not for internal" },
  { "public", NULL, NULL, "https://a.example/", false, "'cors-origins': 'https://a" },
  { "public", NULL, NULL, "https://A.example", false, "'cors-origins'" },
  { "public", NULL, NULL, "a.example", false, "'cors-origins'" },
  { "public", NULL, NULL, "null", false, "'cors-origins'" },
  { "public", NULL, NULL, "https://", false, "'cors-origins'" },
  { "public", NULL, NULL, "http://localhost:5173", false, NULL },
};

START_TEST (rules_are_checked)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = quick_hash (TOKEN);
  char *token[] = { (char *) rules[_i].token, NULL };
  char *origin[] = { (char *) rules[_i].origin, NULL };
  const GfAccessRules checked = { .tokens = token,
                                  .user_header = (char *) rules[_i].user_header,
                                  .origins = origin,
                                  .open = rules[_i].open };

  if (g_strcmp0 (token[0], "hash") == 0)
    token[0] = hash;
  ck_assert_int_eq (gf_access_rules_check (&checked, rules[_i].level, &error),
                    rules[_i].complaint == NULL);
  if (rules[_i].complaint == NULL)
    return;
  ck_assert (g_error_matches (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE));
  ck_assert_msg (g_str_has_prefix (error->message, rules[_i].complaint), "%s",
                 error->message);
  ck_assert_ptr_null (strstr (error->message, "nonsense"));
}
END_TEST

START_TEST (tokens_are_so_many)
{
  g_autoptr (GError) error = NULL;
  g_auto (GfAccessRules) many = { .tokens = g_new0 (char *, GF_TOKEN_HASHES_MAX + 2) };

  for (int i = 0; i < GF_TOKEN_HASHES_MAX; i++)
    many.tokens[i] = quick_hash (OTHER);
  ck_assert (gf_access_rules_check (&many, "internal", &error));
  many.tokens[GF_TOKEN_HASHES_MAX] = quick_hash (TOKEN);
  ck_assert (!gf_access_rules_check (&many, "internal", &error));
}
END_TEST

/* A socket that listens at @address; closed by the caller. */
static int
listen_at (const char *address)
{
  g_autofree char *url = NULL;
  int fd = gf_listen_open (address, &url, NULL);

  ck_assert_int_ge (fd, 0);
  return fd;
}

static int
listen_at_unix (void)
{
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const struct sockaddr_un where = { .sun_family = AF_UNIX, .sun_path = "here" };

  ck_assert_int_eq (bind (fd, (const struct sockaddr *) &where, sizeof where), 0);
  return fd;
}

START_TEST (what_is_open_is_for_this_machine)
{
  const GfAccessRules open = { .open = true };
  const GfAccessRules closed = { 0 };
  gf_autofd loopback = listen_at ("127.0.0.1:0");
  gf_autofd anywhere = listen_at ("0.0.0.0:0");
  gf_autofd local = listen_at_unix ();
  g_autoptr (GError) error = NULL;

  ck_assert (gf_access_check_listener (&open, "internal", loopback, NULL));
  ck_assert (gf_access_check_listener (&open, "internal", local, NULL));
  ck_assert (gf_access_check_listener (&open, "public", anywhere, NULL));
  ck_assert (gf_access_check_listener (&closed, "internal", anywhere, NULL));
  ck_assert (!gf_access_check_listener (&open, "internal", anywhere, &error));
  ck_assert (g_error_matches (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE));
  ck_assert (!gf_access_check_listener (&open, "internal", -1, NULL));
}
END_TEST

START_TEST (public_is_for_everyone)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, "public");

  ck_assert_uint_eq (verdict_of (access, NULL, NULL), 0);
  ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " OTHER), 0);
  ck_assert_uint_eq (verdict_of (NULL, NULL, NULL), 0);
}
END_TEST

START_TEST (internal_is_for_tokens)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, "internal");
  g_autofree char *good = basic ("hvem som helst", TOKEN);
  g_autofree char *bad = basic (TOKEN, OTHER);

  /* Twice: not known yet, and known. */
  for (int i = 0; i < 2; i++)
    {
      ck_assert_uint_eq (verdict_of (access, NULL, NULL), 401);
      ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " OTHER), 401);
      ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " TOKEN "x"), 401);
      ck_assert_uint_eq (verdict_of (access, "Authorization", bad), 401);
      ck_assert_uint_eq (verdict_of (access, "X-Remote-User", "kari"), 401);
      ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " TOKEN), 0);
      ck_assert_uint_eq (verdict_of (access, "Authorization", good), 0);
    }
}
END_TEST

START_TEST (the_hash_is_no_token)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, "internal");
  g_autofree char *shown = g_strconcat ("Bearer ", closed.tokens[0], NULL);

  ck_assert_uint_eq (verdict_of (access, "Authorization", shown), 401);
}
END_TEST

START_TEST (a_refusal_says_how)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, "internal");
  g_autoptr (GfHttpRequest) request = ask ("Authorization", "Bearer " OTHER);
  g_autoptr (GfReply) reply = gf_access_intercept (access, request);
  const char *ways = gf_reply_get_header (reply, "WWW-Authenticate");
  gsize length = 0;
  const char *body = g_bytes_get_data (reply->body, &length);

  ck_assert (g_str_has_prefix (ways, "Basic realm="));
  ck_assert_ptr_nonnull (strstr (ways, "Bearer realm="));
  ck_assert_str_eq (gf_reply_get_header (reply, "Cache-Control"), "no-store");
  ck_assert_ptr_null (g_strstr_len (body, (gssize) length, OTHER));
  ck_assert_ptr_nonnull (g_strstr_len (body, (gssize) length, "\"detail_nb\""));
}
END_TEST

static const struct
{
  const char *route;
  unsigned status;
} exempt[] = {
  { "/healthz", 0 }, { "/readyz", 0 }, { "/metrics", 401 }, { "/", 401 }, { NULL, 401 },
};

START_TEST (health_is_for_everyone)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, "internal");
  g_autoptr (GfHttpRequest) request = ask (NULL, NULL);

  request->route = exempt[_i].route;
  ck_assert_uint_eq (verdict (access, request), exempt[_i].status);
}
END_TEST

START_TEST (a_proxy_names_who_asks)
{
  const GfAccessRules named = { .user_header = (char *) "X-Remote-User" };
  g_autoptr (GfAccess) access = gf_access_new (&named, "internal");
  g_autoptr (GfHttpRequest) kari = ask ("x-remote-user", "kari");
  g_autoptr (GfHttpRequest) nobody = ask ("X-Remote-User", " ");
  g_autoptr (GfHttpRequest) other = ask ("X-Remote-Users", "kari");

  ck_assert_uint_eq (verdict (access, kari), 401);
  kari->from_proxy = nobody->from_proxy = other->from_proxy = true;
  ck_assert_uint_eq (verdict (access, kari), 0);
  ck_assert_uint_eq (verdict (access, nobody), 401);
  ck_assert_uint_eq (verdict (access, other), 401);
  /* One of the two may be the client's own. */
  gf_http_request_add_header (kari, "X-Remote-User", "kari");
  ck_assert_uint_eq (verdict (access, kari), 401);
}
END_TEST

static const struct
{
  const char *host; /* NULL: none */
  unsigned status;
} hosts[] = {
  { "localhost", 0 },
  { "LOCALHOST:8080", 0 },
  { "127.0.0.1:8080", 0 },
  { "127.0.0.1", 0 },
  { "[::1]:8080", 0 },
  { "[::1]", 0 },
  { NULL, 403 },
  { "", 403 },
  { "example.org", 403 },
  { "127.0.0.1.example.org:8080", 403 },
  { "[::2]", 403 },
  { "localhost.example.org", 403 },
  { "[", 403 },
  { "127.", 403 },
  { ":8080", 403 },
  { "192.0.2.1", 403 },
};

START_TEST (what_is_open_is_not_for_forged_names)
{
  const GfAccessRules open = { .open = true };
  g_autoptr (GfAccess) access = gf_access_new (&open, "internal");
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  if (hosts[_i].host != NULL)
    gf_http_request_add_header (request, "Host", hosts[_i].host);
  ck_assert_uint_eq (verdict (access, request), hosts[_i].status);
  if (hosts[_i].host == NULL)
    return;
  gf_http_request_add_header (request, "Host", "localhost");
  ck_assert_uint_eq (verdict (access, request), 403);
}
END_TEST

START_TEST (rules_may_change)
{
  g_auto (GfAccessRules) before = token_rules ();
  g_auto (GfAccessRules) after = { .tokens = g_new0 (char *, 2) };
  g_autoptr (GfAccess) access = gf_access_new (&before, "internal");

  ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " TOKEN), 0);
  ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " OTHER), 401);
  after.tokens[0] = quick_hash (OTHER);
  gf_access_set_rules (access, &after);
  ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " TOKEN), 401);
  ck_assert_uint_eq (verdict_of (access, "Authorization", "Bearer " OTHER), 0);
}
END_TEST

/* Else whoever shows bad tokens then, and takes the few places there are to try new ones
   in, shuts out those who were in. */
START_TEST (what_is_known_outlives_other_changes)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, "internal");
  g_autoptr (GfHttpRequest) good = ask ("Authorization", "Bearer " TOKEN);

  ck_assert_uint_eq (verdict (access, good), 0);
  closed.user_header = g_strdup ("X-User");
  gf_access_set_rules (access, &closed);
  ck_assert (gf_access_is_quick (access, good));
  g_free (closed.tokens[0]);
  closed.tokens[0] = quick_hash (OTHER);
  gf_access_set_rules (access, &closed);
  ck_assert (!gf_access_is_quick (access, good));
}
END_TEST

START_TEST (what_is_known_is_quick)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, "internal");
  g_autoptr (GfAccess) everyone = gf_access_new (&closed, "public");
  g_autoptr (GfHttpRequest) good = ask ("Authorization", "Bearer " TOKEN);
  g_autoptr (GfHttpRequest) bad = ask ("Authorization", "Bearer " OTHER);
  g_autoptr (GfHttpRequest) none = ask (NULL, NULL);

  ck_assert (gf_access_is_quick (NULL, bad));
  ck_assert (gf_access_is_quick (everyone, bad));
  ck_assert (gf_access_is_quick (access, none));
  ck_assert (!gf_access_is_quick (access, good));
  ck_assert (!gf_access_is_quick (access, bad));
  ck_assert_uint_eq (verdict (access, good), 0);
  ck_assert_uint_eq (verdict (access, bad), 401);
  ck_assert (gf_access_is_quick (access, good));
  ck_assert (gf_access_is_quick (access, bad));
}
END_TEST

/* What a page of @origin asks the browser whether it may ask. */
static GfHttpRequest *
preflight (const char *origin)
{
  GfHttpRequest *request = gf_http_request_new ("OPTIONS", "/api/v1/search");

  gf_http_request_add_header (request, "Origin", origin);
  gf_http_request_add_header (request, "Access-Control-Request-Method", "GET");
  gf_http_request_add_header (request, "Access-Control-Request-Headers", "authorization");
  return request;
}

START_TEST (a_page_that_is_named_may_ask)
{
  g_auto (GfAccessRules) closed = token_rules ();
  const char *const origins[] = { "https://a.example", "https://b.example", NULL };
  g_autoptr (GfHttpRequest) request = preflight ("https://b.example");

  closed.origins = g_strdupv ((char **) origins);
  g_autoptr (GfAccess) access = gf_access_new (&closed, "internal");
  g_autoptr (GfReply) reply = gf_access_intercept (access, request);

  gf_access_mark (access, request, reply);
  ck_assert_uint_eq (reply->status, 204);
  ck_assert_str_eq (gf_reply_get_header (reply, "Access-Control-Allow-Origin"),
                    "https://b.example");
  ck_assert_str_eq (gf_reply_get_header (reply, "Access-Control-Allow-Methods"),
                    "GET, HEAD");
  ck_assert (g_str_has_prefix (
      gf_reply_get_header (reply, "Access-Control-Allow-Headers"), "Authorization,"));
  ck_assert_str_eq (gf_reply_get_header (reply, "Vary"), "Origin");
  ck_assert_ptr_null (gf_reply_get_header (reply, "Access-Control-Allow-Credentials"));
}
END_TEST

static const char *const strangers[] = { "https://c.example",
                                         "http://a.example",
                                         "https://a.example:8443",
                                         "https://a.example.c.example",
                                         "null",
                                         "" };

START_TEST (other_pages_may_not)
{
  const char *const origins[] = { "https://a.example", NULL };
  const GfAccessRules rules_here = { .origins = (char **) origins };
  g_autoptr (GfAccess) access = gf_access_new (&rules_here, "public");
  g_autoptr (GfHttpRequest) request = preflight (strangers[_i]);
  g_autoptr (GfReply) reply = gf_reply_new (405);

  ck_assert_ptr_null (gf_access_intercept (access, request));
  gf_access_mark (access, request, reply);
  ck_assert_ptr_null (gf_reply_get_header (reply, "Access-Control-Allow-Origin"));
  /* A cache must not give this one to those who may. */
  ck_assert_str_eq (gf_reply_get_header (reply, "Vary"), "Origin");
}
END_TEST

START_TEST (no_page_may_where_none_is_named)
{
  const GfAccessRules none = { 0 };
  g_autoptr (GfAccess) access = gf_access_new (&none, "public");
  g_autoptr (GfHttpRequest) request = preflight ("https://a.example");
  g_autoptr (GfReply) reply = gf_reply_new (405);

  ck_assert_ptr_null (gf_access_intercept (access, request));
  gf_access_mark (access, request, reply);
  ck_assert_uint_eq (reply->headers->len, 0);
}
END_TEST

START_TEST (any_page_may_where_all_are)
{
  const char *const origins[] = { "*", NULL };
  const GfAccessRules any = { .origins = (char **) origins };
  g_autoptr (GfAccess) access = gf_access_new (&any, "public");
  g_autoptr (GfHttpRequest) request = ask ("Origin", "https://a.example");
  g_autoptr (GfReply) reply = gf_reply_new (200);

  gf_reply_set_header (reply, "Vary", "Accept-Encoding");
  gf_access_mark (access, request, reply);
  ck_assert_str_eq (gf_reply_get_header (reply, "Access-Control-Allow-Origin"), "*");
  ck_assert_str_eq (gf_reply_get_header (reply, "Vary"), "Accept-Encoding");
}
END_TEST

START_TEST (vary_is_added_to)
{
  const char *const origins[] = { "https://a.example", NULL };
  g_autoptr (GfHttpRequest) request = ask (NULL, NULL);
  g_autoptr (GfReply) reply = gf_reply_new (200);

  gf_reply_set_header (reply, "Vary", "Accept-Encoding");
  gf_cors_mark (origins, request, reply);
  ck_assert_str_eq (gf_reply_get_header (reply, "Vary"), "Accept-Encoding, Origin");
}
END_TEST

/* NULL: no such header. */
static const struct
{
  const char *level;
  const char *before;
  const char *after;
} caching[] = {
  { "internal", NULL, "private" },
  { "internal", "no-cache", "private, no-cache" },
  { "internal", "max-age=60", "private, max-age=60" },
  { "internal", "private, max-age=60", "private, max-age=60" },
  { "internal", "no-store", "no-store" },
  { "public", "no-cache", "no-cache" },
  { "public", NULL, NULL },
};

START_TEST (internal_is_in_no_shared_cache)
{
  g_auto (GfAccessRules) closed = token_rules ();
  g_autoptr (GfAccess) access = gf_access_new (&closed, caching[_i].level);
  g_autoptr (GfHttpRequest) request = ask (NULL, NULL);
  g_autoptr (GfReply) reply = gf_reply_new (200);

  if (caching[_i].before != NULL)
    gf_reply_set_header (reply, "Cache-Control", caching[_i].before);
  gf_access_mark (access, request, reply);
  ck_assert_pstr_eq (gf_reply_get_header (reply, "Cache-Control"), caching[_i].after);
}
END_TEST

static void
add_rules (TCase *cases)
{
  tcase_add_loop_test (cases, rules_are_checked, 0, G_N_ELEMENTS (rules));
  tcase_add_test (cases, tokens_are_so_many);
  tcase_add_test (cases, what_is_open_is_for_this_machine);
  tcase_add_test (cases, public_is_for_everyone);
  tcase_add_test (cases, internal_is_for_tokens);
  tcase_add_test (cases, the_hash_is_no_token);
  tcase_add_test (cases, a_refusal_says_how);
  tcase_add_loop_test (cases, health_is_for_everyone, 0, G_N_ELEMENTS (exempt));
  tcase_add_test (cases, a_proxy_names_who_asks);
  tcase_add_loop_test (cases, what_is_open_is_not_for_forged_names, 0,
                       G_N_ELEMENTS (hosts));
  tcase_add_test (cases, rules_may_change);
  tcase_add_test (cases, what_is_known_outlives_other_changes);
  tcase_add_test (cases, what_is_known_is_quick);
}

static void
add_pages (TCase *cases)
{
  tcase_add_test (cases, a_page_that_is_named_may_ask);
  tcase_add_loop_test (cases, other_pages_may_not, 0, G_N_ELEMENTS (strangers));
  tcase_add_test (cases, no_page_may_where_none_is_named);
  tcase_add_test (cases, any_page_may_where_all_are);
  tcase_add_test (cases, vary_is_added_to);
  tcase_add_loop_test (cases, internal_is_in_no_shared_cache, 0, G_N_ELEMENTS (caching));
}

int
main (void)
{
  Suite *suite = suite_create ("access");
  TCase *cases = tcase_create ("access");

  tcase_set_timeout (cases, 60);
  add_rules (cases);
  add_pages (cases);
  suite_add_tcase (suite, cases);
  return gf_tap_run (suite);
}
