/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What feeds are made of: XML of any text, ids, times, links. */
#include <string.h>

#include "searchd/answers/base-url.h"
#include "searchd/answers/feed-entry.h"
#include "searchd/answers/xml.h"
#include "tests/tap.h"

static const struct
{
  const char *text;
  const char *xml;
} texts[] = {
  { "", "" },
  { "Møte 1 & 2", "Møte 1 &amp; 2" },
  { "<b a=\"c\">'x'</b>", "&lt;b a=&quot;c&quot;&gt;'x'&lt;/b&gt;" },
  { "]]>", "]]&gt;" },
  { "a\tb\nc\rd", "a\tb\nc&#13;d" },
  { "a\x01z\x1f\x0b", "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD" },
  { "\xEF\xBF\xBE\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD" },
  { "\xF0\x9F\x9A\x82", "\xF0\x9F\x9A\x82" },
};

START_TEST (any_text_is_xml)
{
  g_autoptr (GString) out = g_string_new (NULL);

  gf_xml_text (out, texts[_i].text);
  ck_assert_str_eq (out->str, texts[_i].xml);
}
END_TEST

START_TEST (elements)
{
  g_autoptr (GString) out = g_string_new (NULL);

  gf_xml_element (out, "a", "b<");
  gf_xml_element (out, "left-out", NULL);
  gf_xml_empty (out, "link", "href", "/?a=1&b=\"", "type", NULL, "rel", "self", NULL);
  ck_assert_str_eq (out->str,
                    "<a>b&lt;</a>\n<link href=\"/?a=1&amp;b=&quot;\" rel=\"self\"/>\n");
}
END_TEST

/* Fixed for all time: a reader of feeds knows by them what it has seen. */
START_TEST (ids_stay)
{
  g_autofree char *id = gf_feed_id ("5f0c64d1b7d94f0f9a3dd0cf2c9e8b11.3");
  g_autofree char *again = gf_feed_id ("5f0c64d1b7d94f0f9a3dd0cf2c9e8b11.3");
  g_autofree char *other = gf_feed_id ("5f0c64d1b7d94f0f9a3dd0cf2c9e8b11.4");

  ck_assert_str_eq (id, again);
  ck_assert_str_ne (id, other);
  ck_assert_msg (g_regex_match_simple ("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-"
                                       "[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
                                       id, 0, 0),
                 "%s", id);
  ck_assert_str_eq (id, "urn:uuid:62c39a1a-2ef2-8d25-8f97-91053b7be2d1");
}
END_TEST

static const struct
{
  const char *date; /* NULL: none */
  const char *time;
} times[] = {
  { "2023-02-28", "2023-02-28T00:00:00Z" }, { "2011-07", "2011-07-01T00:00:00Z" },
  { "2011", "2011-01-01T00:00:00Z" },       { NULL, "1970-01-01T00:00:00Z" },
  { "", "1970-01-01T00:00:00Z" },           { "2023-02-30", "1970-01-01T00:00:00Z" },
  { "2023-13", "1970-01-01T00:00:00Z" },    { "juli", "1970-01-01T00:00:00Z" },
  { "2023-02-28T", "1970-01-01T00:00:00Z" }
};

START_TEST (times_are_whole)
{
  json_t *hit = json_pack ("{s:{s:s*}}", "document", "date", times[_i].date);
  g_autofree char *time = gf_feed_time (hit);

  ck_assert_str_eq (time, times[_i].time);
  json_decref (hit);
}
END_TEST

/* Where hardly anything is known there is an entry all the same. */
START_TEST (bare_hits_are_entries)
{
  g_autoptr (GString) out = g_string_new (NULL);
  json_t *hit = json_pack ("{s:s, s:{s:s, s:s}}", "id", "ab", "document", "id", "ab",
                           "path", "a/b.txt");

  gf_feed_put_entry (out, "https://sok.example", hit);
  ck_assert_ptr_nonnull (strstr (out->str, "<title>a/b.txt</title>"));
  ck_assert_ptr_nonnull (strstr (out->str, "href=\"https://sok.example/?document=ab\""));
  ck_assert_ptr_null (strstr (out->str, "<author>"));
  ck_assert_ptr_null (strstr (out->str, "<category"));
  ck_assert_ptr_null (strstr (out->str, "<summary"));
  json_decref (hit);
}
END_TEST

static const struct
{
  const char *url;  /* of the settings */
  const char *host; /* the header; NULL: none */
  const char *base;
} bases[] = {
  { NULL, "sok.example:8080", "http://sok.example:8080" },
  { NULL, "[::1]:80", "http://[::1]:80" },
  { NULL, NULL, "http://localhost" },
  { NULL, "", "http://localhost" },
  { NULL, "a/b", "http://localhost" },
  { NULL, "a\"><script>", "http://localhost" },
  { NULL, "a@b", "http://localhost" },
  { "https://sok.example.org", "other.example", "https://sok.example.org" },
  { "https://sok.example.org/", NULL, "https://sok.example.org" },
  { "https://example.org/sok/", NULL, "https://example.org/sok" },
};

START_TEST (knows_where_it_is)
{
  const GfService service = { .url = bases[_i].url };
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  if (bases[_i].host != NULL)
    gf_http_request_add_header (request, "Host", bases[_i].host);
  g_autofree char *base = gf_base_url (&service, request);
  ck_assert_str_eq (base, bases[_i].base);
}
END_TEST

START_TEST (a_host_without_end_is_none)
{
  const GfService service = { 0 };
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");
  g_autofree char *host = g_strnfill (5000, 'a');

  gf_http_request_add_header (request, "Host", host);
  g_autofree char *base = gf_base_url (&service, request);
  ck_assert_str_eq (base, "http://localhost");
}
END_TEST

START_TEST (queries_are_written_again)
{
  static const char *const without[] = { "limit", NULL };
  g_autoptr (GfHttpRequest) request = gf_http_request_new (
      "GET", "/feed.atom?q=a+b%26c&limit=3&region=%C3%85&region=B&limit=4");

  ck_assert (gf_http_request_parse (request, NULL));
  g_autofree char *query = gf_base_url_query (request, without, "cursor", "x=y");
  g_autofree char *same = gf_base_url_query (request, without, NULL, NULL);
  ck_assert_str_eq (query, "?q=a%20b%26c&region=%C3%85&region=B&cursor=x%3Dy");
  ck_assert_str_eq (same, "?q=a%20b%26c&region=%C3%85&region=B");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-feed");
  TCase *tests = tcase_create ("feed");

  tcase_add_loop_test (tests, any_text_is_xml, 0, G_N_ELEMENTS (texts));
  tcase_add_test (tests, elements);
  tcase_add_test (tests, ids_stay);
  tcase_add_loop_test (tests, times_are_whole, 0, G_N_ELEMENTS (times));
  tcase_add_test (tests, bare_hits_are_entries);
  tcase_add_loop_test (tests, knows_where_it_is, 0, G_N_ELEMENTS (bases));
  tcase_add_test (tests, a_host_without_end_is_none);
  tcase_add_test (tests, queries_are_written_again);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
