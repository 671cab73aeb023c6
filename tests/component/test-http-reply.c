/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies, problem documents, the original file, and the page's files: without a socket.
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "query/question/trouble.h"
#include "searchd/http/conditional.h"
#include "searchd/answers/original.h"
#include "searchd/answers/index-problem.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"
#include "searchd/answers/site.h"
#include "tests/tap.h"

static json_t *
body_of (const GfReply *reply)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (reply->body, &length);
  json_t *value = json_loadb (text, length, 0, NULL);

  ck_assert_ptr_nonnull (value);
  return value;
}

static const struct
{
  int code;
  const char *message;
  unsigned status;
  const char *parameter;
  const char *detail;
} errors[] = {
  { GF_QUERY_ERROR_PARAMETER, "'limit': give a number from 0 to 100", 400, "limit",
    "'limit': give a number from 0 to 100" },
  { GF_QUERY_ERROR_PARAMETER, "no name in quotes", 400, NULL, "no name in quotes" },
  { GF_QUERY_ERROR_PARAMETER, "'unclosed", 400, NULL, "'unclosed" },
  { GF_QUERY_ERROR_NOT_FOUND, "/srv/secret is not in the index", 404, NULL,
    "there is no such document" },
  { GF_QUERY_ERROR_INDEX, "cannot open '/srv/secret'", 503, NULL,
    "the index cannot be read at the moment" },
};

START_TEST (errors_become_problems)
{
  g_autoptr (GError) error
      = g_error_new_literal (GF_QUERY_ERROR, errors[_i].code, errors[_i].message);
  g_autoptr (GfReply) reply = gf_problem_from_error (error);
  json_t *problem = body_of (reply);
  const char *parameter = json_string_value (json_object_get (problem, "parameter"));

  ck_assert_uint_eq (reply->status, errors[_i].status);
  ck_assert_str_eq (gf_reply_get_header (reply, "content-type"),
                    "application/problem+json");
  ck_assert_str_eq (json_string_value (json_object_get (problem, "type")), "about:blank");
  ck_assert_str_eq (json_string_value (json_object_get (problem, "title")),
                    gf_problem_title (errors[_i].status));
  ck_assert_int_eq (json_integer_value (json_object_get (problem, "status")),
                    errors[_i].status);
  ck_assert_str_eq (json_string_value (json_object_get (problem, "detail")),
                    errors[_i].detail);
  ck_assert_pstr_eq (parameter, errors[_i].parameter);
  json_decref (problem);
}
END_TEST

/* Why a question cannot be answered is told besides; of other errors there is nothing to
 * tell. */
START_TEST (trouble_is_told)
{
  static const char *const members[] = { "reason", "character", "detail_nb" };
  g_autoptr (GError) plain = g_error_new_literal (
      GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER, "'limit': give a number");
  g_autoptr (GError) error = NULL;

  gf_trouble_set (&error, GF_TROUBLE_TOO_DEEP, (unsigned) _i, g_strdup ("too deep"),
                  g_strdup ("For mange parenteser."));
  g_autoptr (GfReply) reply = gf_problem_from_error (error);
  g_autoptr (GfReply) other = gf_problem_from_error (plain);
  json_t *problem = body_of (reply);
  json_t *without = body_of (other);

  ck_assert_uint_eq (reply->status, 400);
  ck_assert_str_eq (json_string_value (json_object_get (problem, "parameter")), "q");
  ck_assert_str_eq (json_string_value (json_object_get (problem, "reason")), "too-deep");
  ck_assert_str_eq (json_string_value (json_object_get (problem, "detail_nb")),
                    "For mange parenteser.");
  ck_assert_int_eq (json_integer_value (json_object_get (problem, "character")), _i);
  ck_assert_int_eq (json_object_get (problem, "character") != NULL, _i > 0);
  for (size_t i = 0; i < G_N_ELEMENTS (members); i++)
    ck_assert_ptr_null (json_object_get (without, members[i]));
  json_decref (problem);
  json_decref (without);
}
END_TEST

static const struct
{
  int code;
  const char *message;
  unsigned status;
  const char *parameter;
} malformed[] = {
  { GF_HTTP_ERROR_MALFORMED, "'q': the address is not UTF-8", 400, "q" },
  { GF_HTTP_ERROR_MALFORMED, "a '%' in the address is not followed by two digits", 400,
    NULL },
  { GF_HTTP_ERROR_TOO_LONG, "the address is longer than 8192 bytes", 414, NULL },
};

START_TEST (malformed_requests_become_problems)
{
  g_autoptr (GError) error
      = g_error_new_literal (GF_HTTP_ERROR, malformed[_i].code, malformed[_i].message);
  g_autoptr (GfReply) reply = gf_problem_from_error (error);
  json_t *problem = body_of (reply);

  ck_assert_uint_eq (reply->status, malformed[_i].status);
  ck_assert_pstr_eq (json_string_value (json_object_get (problem, "parameter")),
                     malformed[_i].parameter);
  ck_assert_str_eq (json_string_value (json_object_get (problem, "detail")),
                    malformed[_i].message);
  json_decref (problem);
}
END_TEST

START_TEST (headers_are_replaced_and_clean)
{
  g_autoptr (GfReply) reply = gf_reply_new (200);

  gf_reply_set_header (reply, "X-Name", "a");
  gf_reply_set_header (reply, "x-name", "b\r\nSet-Cookie: c");
  gf_reply_set_header (reply, "Content-Security-Policy", "sandbox");
  gf_reply_secure (reply);
  ck_assert_str_eq (gf_reply_get_header (reply, "X-Name"), "b__Set-Cookie: c");
  ck_assert_str_eq (gf_reply_get_header (reply, "Content-Security-Policy"), "sandbox");
  ck_assert_str_eq (gf_reply_get_header (reply, "X-Content-Type-Options"), "nosniff");
  ck_assert_ptr_null (gf_reply_get_header (reply, "Set-Cookie"));
}
END_TEST

static const struct
{
  const char *path;
  const char *media_type;
  const char *header;
} dispositions[] = {
  { "/a/referat.pdf", "application/pdf",
    "inline; filename=\"referat.pdf\"; filename*=UTF-8''referat.pdf" },
  { "/a/møte 1.pdf", "application/pdf",
    "inline; filename=\"m_te 1.pdf\"; filename*=UTF-8''m%C3%B8te%201.pdf" },
  { "/a/x.html", "text/html",
    "attachment; filename=\"x.html\"; filename*=UTF-8''x.html" },
  { "/a/x.pdf", "text/html", "attachment; filename=\"x.pdf\"; filename*=UTF-8''x.pdf" },
  { "/a/x.svg", "image/svg+xml",
    "attachment; filename=\"x.svg\"; filename*=UTF-8''x.svg" },
  { "/a/x.txt", "text/plain", "attachment; filename=\"x.txt\"; filename*=UTF-8''x.txt" },
  { "/a/q\"\\%;.txt", "text/plain",
    "attachment; filename=\"q___;.txt\"; filename*=UTF-8''q%22%5C%25%3B.txt" },
  { "/a/l\n.txt", "text/plain",
    "attachment; filename=\"l_.txt\"; filename*=UTF-8''l%0A.txt" },
  { "/a/\xe5.txt", "text/plain",
    "attachment; filename=\"_.txt\"; filename*=UTF-8''%EF%BF%BD.txt" },
};

START_TEST (names_the_file)
{
  g_autofree char *header
      = gf_content_disposition (dispositions[_i].path, dispositions[_i].media_type);

  ck_assert_str_eq (header, dispositions[_i].header);
}
END_TEST

static char *folder;

static void
make_folder (void)
{
  folder = g_dir_make_tmp ("test-http-XXXXXX", NULL);
  ck_assert_ptr_nonnull (folder);
}

static void
remove_folder (void)
{
  /* One level of folders is all these tests make. */
  for (int depth = 0; depth < 2; depth++)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      for (const char *name = g_dir_read_name (dir); name != NULL;
           name = g_dir_read_name (dir))
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autofree char *inner = g_build_filename (path, "inner.js", NULL);
          g_remove (inner);
          g_remove (path);
        }
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static char *
put (const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  ck_assert (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static const struct
{
  const char *header;
  const char *value;
  unsigned status;
  uint64_t offset;
  uint64_t length;
  const char *content_range;
} file_requests[] = {
  { "Accept", "*/*", 200, 0, 10, NULL },
  { "Range", "bytes=2-4", 206, 2, 3, "bytes 2-4/10" },
  { "Range", "bytes=-4", 206, 6, 4, "bytes 6-9/10" },
  { "Range", "bytes=8-", 206, 8, 2, "bytes 8-9/10" },
  { "Range", "bytes=0-1,4-5", 200, 0, 10, NULL },
  { "If-Modified-Since", "Sun, 06 Nov 2094 08:49:37 GMT", 304, 0, 0, NULL },
  { "If-None-Match", "*", 304, 0, 0, NULL },
};

START_TEST (serves_the_file)
{
  g_autofree char *path = put ("file.pdf", "0123456789");
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, file_requests[_i].header, file_requests[_i].value);
  g_autoptr (GfReply) reply = gf_original_answer (request, path, "application/pdf");

  ck_assert_uint_eq (reply->status, file_requests[_i].status);
  ck_assert_uint_eq (reply->offset, file_requests[_i].offset);
  ck_assert_uint_eq (reply->length, file_requests[_i].length);
  ck_assert_int_eq (reply->fd >= 0, file_requests[_i].length > 0);
  ck_assert_pstr_eq (gf_reply_get_header (reply, "Content-Range"),
                     file_requests[_i].content_range);
  ck_assert_ptr_nonnull (gf_reply_get_header (reply, "ETag"));
  ck_assert_ptr_nonnull (gf_reply_get_header (reply, "Last-Modified"));
  ck_assert_str_eq (gf_reply_get_header (reply, "Accept-Ranges"), "bytes");
}
END_TEST

static const struct
{
  const char *media_type;
  const char *disposition;
  bool in_sandbox;
} policies[] = {
  { "application/pdf", "inline;", false },
  { "text/html", "attachment;", true },
  { "image/svg+xml", "attachment;", true },
  { "application/pdf; x=\"", "attachment;", true },
  { "", "attachment;", true },
};

/* What a browser shows itself must never be what a script could run in. */
START_TEST (only_pdf_is_outside_the_sandbox)
{
  g_autofree char *path = put ("file.pdf", "0123456789");
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");
  g_autoptr (GfReply) reply = gf_original_answer (request, path, policies[_i].media_type);
  const char *policy = gf_reply_get_header (reply, "Content-Security-Policy");

  ck_assert (g_str_has_prefix (gf_reply_get_header (reply, "Content-Disposition"),
                               policies[_i].disposition));
  ck_assert_int_eq (g_str_has_prefix (policy, "sandbox;"), policies[_i].in_sandbox);
  ck_assert_ptr_nonnull (strstr (policy, "default-src 'none';"));
  ck_assert_ptr_nonnull (strstr (policy, "frame-ancestors 'none'"));
}
END_TEST

START_TEST (past_the_end_is_416)
{
  g_autofree char *path = put ("file.pdf", "0123456789");
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, "Range", "bytes=10-");
  g_autoptr (GfReply) reply = gf_original_answer (request, path, "application/pdf");

  ck_assert_uint_eq (reply->status, 416);
  ck_assert_str_eq (gf_reply_get_header (reply, "Content-Range"), "bytes */10");
  ck_assert_str_eq (gf_reply_get_header (reply, "Content-Type"),
                    "application/problem+json");
}
END_TEST

START_TEST (range_of_another_version_is_not_sent)
{
  g_autofree char *path = put ("file.pdf", "0123456789");
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, "Range", "bytes=2-4");
  gf_http_request_add_header (request, "If-Range", "\"of-another-version\"");
  g_autoptr (GfReply) reply = gf_original_answer (request, path, "application/pdf");

  ck_assert_uint_eq (reply->status, 200);
  ck_assert_uint_eq (reply->length, 10);
}
END_TEST

/* What may have come in the place of a file since it was indexed. */
START_TEST (only_regular_files_are_served)
{
  const char *kinds[] = { "gone", "folder", "link", "fifo" };
  g_autofree char *real = put ("real", "secret");
  g_autofree char *path = g_build_filename (folder, kinds[_i], NULL);
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  if (_i == 1)
    ck_assert_int_eq (g_mkdir (path, 0700), 0);
  if (_i == 2)
    ck_assert_int_eq (symlink (real, path), 0);
  if (_i == 3)
    ck_assert_int_eq (mkfifo (path, 0600), 0);
  g_autoptr (GfReply) reply = gf_original_answer (request, path, "application/pdf");

  ck_assert_uint_eq (reply->status, 404);
  ck_assert_str_eq (gf_reply_get_header (reply, "Content-Type"),
                    "application/problem+json");
}
END_TEST

static GfReply *
ask_site (const GfSite *site, const char *target)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", target);

  ck_assert (gf_http_request_parse (request, NULL));
  return gf_site_answer (site, request);
}

static GfSite *
make_site (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *inner = g_build_filename (folder, "vendor", NULL);

  ck_assert_int_eq (g_mkdir (inner, 0700), 0);
  g_free (put ("index.html", "<p>page"));
  g_free (put (".npmrc.json", "{}"));
  g_free (put ("server.key", "secret"));
  g_free (put ("vendor/inner.js", "1"));
  GfSite *site = gf_site_load (folder, &error);

  ck_assert_ptr_nonnull (site);
  return site;
}

static const struct
{
  const char *target;
  const char *content_type; /* NULL: there must be nothing */
} pages[] = {
  { "/", "text/html; charset=utf-8" },
  { "/index.html", "text/html; charset=utf-8" },
  { "/index.html?q=1", "text/html; charset=utf-8" },
  { "/vendor/inner.js", "text/javascript; charset=utf-8" },
  { "/.npmrc.json", NULL },
  { "/server.key", NULL },
  { "/vendor", NULL },
  { "/vendor/", NULL },
  { "//index.html", NULL },
  { "/./index.html", NULL },
  { "/vendor/../index.html", NULL },
  { "/%2e%2e/index.html", NULL },
  { "/vendor%2finner.js", "text/javascript; charset=utf-8" },
  { "/../../../../../../etc/passwd", NULL },
  { "/..%2f..%2f..%2f..%2fetc%2fpasswd", NULL },
  { "/INDEX.HTML", NULL },
};

START_TEST (serves_what_was_there_at_start)
{
  g_autoptr (GfSite) site = make_site ();
  g_autoptr (GfReply) reply = ask_site (site, pages[_i].target);

  ck_assert_msg ((reply != NULL) == (pages[_i].content_type != NULL), "%s",
                 pages[_i].target);
  if (reply != NULL)
    ck_assert_str_eq (gf_reply_get_header (reply, "Content-Type"),
                      pages[_i].content_type);
}
END_TEST

START_TEST (page_in_hand_is_304)
{
  g_autoptr (GfSite) site = make_site ();
  g_autoptr (GfReply) first = ask_site (site, "/");
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");

  ck_assert (gf_http_request_parse (request, NULL));
  gf_http_request_add_header (request, "If-None-Match",
                              gf_reply_get_header (first, "ETag"));
  g_autoptr (GfReply) second = gf_site_answer (site, request);
  ck_assert_uint_eq (second->status, 304);
  ck_assert_ptr_null (second->body);
}
END_TEST

START_TEST (a_folder_without_a_page_is_refused)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_site_load (folder, &error));
  ck_assert (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_INVAL));
  g_clear_error (&error);
  ck_assert_ptr_null (gf_site_load ("/nonexistent", &error));
  ck_assert (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-reply");
  TCase *plain = tcase_create ("plain");
  TCase *files = tcase_create ("files");

  tcase_add_loop_test (plain, errors_become_problems, 0, G_N_ELEMENTS (errors));
  tcase_add_loop_test (plain, trouble_is_told, 0, 2);
  tcase_add_loop_test (plain, malformed_requests_become_problems, 0,
                       G_N_ELEMENTS (malformed));
  tcase_add_test (plain, headers_are_replaced_and_clean);
  tcase_add_loop_test (plain, names_the_file, 0, G_N_ELEMENTS (dispositions));
  suite_add_tcase (suite, plain);

  tcase_add_checked_fixture (files, make_folder, remove_folder);
  tcase_add_loop_test (files, serves_the_file, 0, G_N_ELEMENTS (file_requests));
  tcase_add_loop_test (files, only_pdf_is_outside_the_sandbox, 0,
                       G_N_ELEMENTS (policies));
  tcase_add_test (files, past_the_end_is_416);
  tcase_add_test (files, range_of_another_version_is_not_sent);
  tcase_add_loop_test (files, only_regular_files_are_served, 0, 4);
  tcase_add_loop_test (files, serves_what_was_there_at_start, 0, G_N_ELEMENTS (pages));
  tcase_add_test (files, page_in_hand_is_304);
  tcase_add_test (files, a_folder_without_a_page_is_refused);
  suite_add_tcase (suite, files);
  return gf_tap_run (suite);
}
