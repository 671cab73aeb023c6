/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/conditional.h"

#include "tests/tap.h"

/* The RFC's own example, in the three forms it names. */
#define EXAMPLE_SECONDS 784111777

static const struct
{
  const char *text;
  bool good;
  int64_t seconds;
} dates[] = {
  { "Sun, 06 Nov 1994 08:49:37 GMT", true, EXAMPLE_SECONDS },
  { "Sunday, 06-Nov-94 08:49:37 GMT", true, EXAMPLE_SECONDS },
  { "Sun Nov  6 08:49:37 1994", true, EXAMPLE_SECONDS },
  { "Wed Nov 16 08:49:37 1994", true, EXAMPLE_SECONDS + 10 * 86400 },
  { "Thu, 01 Jan 1970 00:00:00 GMT", true, 0 },
  { "Thu, 29 Feb 2024 23:59:59 GMT", true, 1709251199 },
  { "Thu, 29 Feb 2023 23:59:59 GMT", false, 0 },
  { "Sun, 06 Nov 1994 24:00:00 GMT", false, 0 },
  { "Sun, 00 Nov 1994 08:49:37 GMT", false, 0 },
  { "Sun, 06 Nvo 1994 08:49:37 GMT", false, 0 },
  { "Sun, 06 Nov 1994 08:49:37 UTC", false, 0 },
  { "Sun, 06 Nov 1994 08:49:37 GMT ", false, 0 },
  { "Sun, 06 Nov 1994 08:49:37", false, 0 },
  { "Sun, 06 Nov -994 08:49:37 GMT", false, 0 },
  { "Sunday, 06-Nov-94 08:49:37", false, 0 },
  { "Sun Nov  6 08:49:37 199", false, 0 },
  { "1994-11-06T08:49:37Z", false, 0 },
  { "søn, 06 Nov 1994 08:49:37 GMT", false, 0 },
  { "", false, 0 },
};

START_TEST (parses_dates)
{
  int64_t seconds = 0;

  ck_assert_msg (gf_http_date_parse (dates[_i].text, &seconds) == dates[_i].good, "'%s'",
                 dates[_i].text);
  ck_assert_int_eq (seconds, dates[_i].seconds);
}
END_TEST

START_TEST (formats_dates)
{
  g_autofree char *example = gf_http_date_format (EXAMPLE_SECONDS);
  g_autofree char *beyond = gf_http_date_format (INT64_C (400000000000));

  ck_assert_str_eq (example, "Sun, 06 Nov 1994 08:49:37 GMT");
  ck_assert_ptr_null (beyond);
}
END_TEST

static const struct
{
  const char *list;
  bool in;
} lists[] = {
  { "\"abc\"", true },        { "W/\"abc\"", true },
  { "\"x\", \"abc\"", true }, { "\"x,y\" , W/\"abc\"", true },
  { " \"abc\" ", true },      { "*", true },
  { "\"abcd\"", false },      { "\"ab\"", false },
  { "abc", false },           { "\"x\"", false },
  { "\"x", false },           { "\"x, \"abc", false },
  { ",,,", false },           { "", false },
};

START_TEST (finds_tags)
{
  ck_assert_msg (gf_etag_in_list (lists[_i].list, "\"abc\"") == lists[_i].in, "%s",
                 lists[_i].list);
}
END_TEST

static const struct
{
  const char *header;
  const char *value;
  bool not_modified;
} conditions[] = {
  { "If-None-Match", "\"abc\"", true },
  { "if-none-match", "\"abc\"", true },
  { "If-None-Match", "\"other\"", false },
  { "If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", true },
  { "If-Modified-Since", "Sun, 06 Nov 1994 08:49:38 GMT", true },
  { "If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT", false },
  { "If-Modified-Since", "nonsense", false },
  { "Accept", "*/*", false },
};

START_TEST (asks_whether_modified)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, conditions[_i].header, conditions[_i].value);
  ck_assert_int_eq (gf_not_modified (request, "\"abc\"", EXAMPLE_SECONDS),
                    conditions[_i].not_modified);
}
END_TEST

START_TEST (tag_counts_before_date)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, "If-Modified-Since",
                              "Sun, 06 Nov 1994 08:49:37 GMT");
  gf_http_request_add_header (request, "If-None-Match", "\"other\"");
  ck_assert (!gf_not_modified (request, "\"abc\"", EXAMPLE_SECONDS));
}
END_TEST

START_TEST (without_a_date_no_date_matches)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, "If-Modified-Since",
                              "Sun, 06 Nov 1994 08:49:37 GMT");
  ck_assert (!gf_not_modified (request, "\"abc\"", GF_HTTP_NO_DATE));
}
END_TEST

static const struct
{
  const char *if_range;
  const char *etag;
  bool good;
} ranges[] = {
  { NULL, "\"abc\"", true },
  { "\"abc\"", "\"abc\"", true },
  { "\"other\"", "\"abc\"", false },
  { "W/\"abc\"", "W/\"abc\"", false },
  { "Sun, 06 Nov 1994 08:49:37 GMT", "\"abc\"", true },
  { "Sun, 06 Nov 1994 08:49:38 GMT", "\"abc\"", false },
  { "nonsense", "\"abc\"", false },
};

START_TEST (asks_whether_range_counts)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  if (ranges[_i].if_range != NULL)
    gf_http_request_add_header (request, "If-Range", ranges[_i].if_range);
  ck_assert_int_eq (gf_range_still_good (request, ranges[_i].etag, EXAMPLE_SECONDS),
                    ranges[_i].good);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-conditional");
  TCase *tcase = tcase_create ("conditional");

  tcase_add_loop_test (tcase, parses_dates, 0, G_N_ELEMENTS (dates));
  tcase_add_test (tcase, formats_dates);
  tcase_add_loop_test (tcase, finds_tags, 0, G_N_ELEMENTS (lists));
  tcase_add_loop_test (tcase, asks_whether_modified, 0, G_N_ELEMENTS (conditions));
  tcase_add_test (tcase, tag_counts_before_date);
  tcase_add_test (tcase, without_a_date_no_date_matches);
  tcase_add_loop_test (tcase, asks_whether_range_counts, 0, G_N_ELEMENTS (ranges));
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
