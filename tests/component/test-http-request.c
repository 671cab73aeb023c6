/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/request.h"

#include <string.h>

#include "tests/tap.h"

static const struct
{
  const char *target;
  const char *path;
  const char *parameters; /* name=value, each ended by ';' */
} good[] = {
  { "/", "/", "" },
  { "/api/v1/search?q=jernbane", "/api/v1/search", "q=jernbane;" },
  { "/?q=a+b%20c%2Bd", "/", "q=a b c+d;" },
  { "/a+b", "/a+b", "" },
  { "/bl%C3%A5b%C3%A6r?%C3%B8=%C3%A5", "/blåbær", "ø=å;" },
  { "/?q", "/", "q=;" },
  { "/?q=", "/", "q=;" },
  { "/?=x", "/", "=x;" },
  { "/?a=1&b=2&a=3", "/", "a=1;b=2;a=3;" },
  { "/?&&a=1&&", "/", "a=1;" },
  { "/?a=b=c?d", "/", "a=b=c?d;" },
  { "/%2e%2e/%2F", "/..//", "" },
  { "/%252e", "/%2e", "" },
};

static char *
all_parameters (const GfHttpRequest *request)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);
      g_string_append_printf (all, "%s=%s;", field->name, field->value);
    }
  return g_string_free (all, FALSE);
}

START_TEST (parses)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", good[_i].target);

  ck_assert_msg (gf_http_request_parse (request, &error), "%s", good[_i].target);
  g_autofree char *parameters = all_parameters (request);
  ck_assert_str_eq (request->path, good[_i].path);
  ck_assert_str_eq (parameters, good[_i].parameters);
}
END_TEST

static const struct
{
  const char *target;
  const char *begins; /* the message: the parameter's name, where it is known */
} bad[] = {
  { "", "the address" },
  { "*", "the address" },
  { "http://example.org/", "the address" },
  { "/%", "a '%'" },
  { "/%0", "a '%'" },
  { "/%zz", "a '%'" },
  { "/%00", "the address" },
  { "/a%0", "a '%'" },
  { "/?q=%00", "'q': the address" },
  { "/?q=a%00b", "'q': the address" },
  { "/?%00=1", "the address" },
  { "/%ff", "the address" },
  { "/\xff", "the address" },
  { "/?q=%c3", "'q': the address" },
  { "/?q=%ed%a0%80", "'q': the address" },
  { "/?q=%c0%af", "'q': the address" },
  { "/?q=%f5%80%80%80", "'q': the address" },
  { "/?q=%-1", "'q': a '%'" },
  { "/?a=1&%c3%b8=%zz", "'ø': a '%'" },
  { "/?%zz=%zz", "a '%'" },
  { "/?=%zz", "a '%'" },
  { "/?it's=%zz", "a '%'" },
};

START_TEST (refuses)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", bad[_i].target);

  ck_assert_msg (!gf_http_request_parse (request, &error), "%s", bad[_i].target);
  ck_assert (g_error_matches (error, GF_HTTP_ERROR, GF_HTTP_ERROR_MALFORMED));
  ck_assert_msg (g_str_has_prefix (error->message, bad[_i].begins), "%s: %s",
                 bad[_i].target, error->message);
}
END_TEST

START_TEST (refuses_what_is_too_long)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_strnfill (GF_TARGET_MAX_BYTES + 1, '/');
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", target);

  ck_assert (!gf_http_request_parse (request, &error));
  ck_assert (g_error_matches (error, GF_HTTP_ERROR, GF_HTTP_ERROR_TOO_LONG));

  g_autoptr (GfHttpRequest) longest = gf_http_request_new ("GET", target + 1);
  ck_assert (gf_http_request_parse (longest, NULL));
}
END_TEST

START_TEST (finds_headers_in_any_case)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, "If-None-Match", "\"a\"");
  gf_http_request_add_header (request, "if-none-match", "\"b\"");
  gf_http_request_add_header (request, "Empty", NULL);
  ck_assert_str_eq (gf_http_request_get_header (request, "IF-NONE-MATCH"), "\"a\"");
  ck_assert_str_eq (gf_http_request_get_header (request, "empty"), "");
  ck_assert_ptr_null (gf_http_request_get_header (request, "If-None"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-request");
  TCase *tcase = tcase_create ("request");

  tcase_add_loop_test (tcase, parses, 0, G_N_ELEMENTS (good));
  tcase_add_loop_test (tcase, refuses, 0, G_N_ELEMENTS (bad));
  tcase_add_test (tcase, refuses_what_is_too_long);
  tcase_add_test (tcase, finds_headers_in_any_case);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
