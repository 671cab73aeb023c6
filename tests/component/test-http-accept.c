/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client would rather have, and bodies made smaller for it: without a socket. */
#include "searchd/http/accept.h"

#include <gio/gio.h>
#include <string.h>

#include "searchd/http/encoding.h"
#include "tests/tap.h"

static const char *const offered[] = { "application/json", "text/csv" };

static const struct
{
  const char *header;
  int chosen;
} accepts[] = {
  { NULL, 0 },
  { "", 0 },
  { " , ", 0 },
  { "*/*", 0 },
  { "application/json", 0 },
  { "text/csv", 1 },
  { "TEXT/CSV", 1 },
  { "text/*", 1 },
  { "text/html, */*;q=0.1", 0 },
  { "application/json;q=0.5, text/csv", 1 },
  { "application/json;q=0.5,text/csv;q=0.4", 0 },
  { "application/json;q=0.001, text/csv;q=0", 0 },
  { "application/json;q=0, text/csv;q=0.001", 1 },
  { "application/json;q=0, */*", 1 },
  { "*/*;q=0.9, application/json;q=0.1", 1 },
  { "text/csv; header=present; q=0.7, application/json; q=0.6", 1 },
  { "text/csv;charset=utf-8", 1 },
  { "\ttext/csv ;\tq=1.000 ", 1 },
  { "text/csv;Q=1, application/json;q=0.9", 1 },
  { "image/png", -1 },
  { "*", -1 },
  { "text/", -1 },
  { "text/csvx", -1 },
  { "application/jso", -1 },
  { "application/json;q=0", -1 },
  { "application/json;q=x", -1 },
  { "application/json;q=", -1 },
  { "*/*;q=0", -1 },
  { ";;;,,;q=1", -1 },
  { "text/csv;q=9", 1 },
};

START_TEST (chooses)
{
  ck_assert_msg (gf_accept_choose (accepts[_i].header, offered, G_N_ELEMENTS (offered))
                     == accepts[_i].chosen,
                 "%s", accepts[_i].header);
}
END_TEST

static const struct
{
  const char *header;
  bool has_gzip;
} codings[] = {
  { NULL, false },           { "", false },
  { "gzip", true },          { "GZip", true },
  { "br, gzip", true },      { "gzip;q=0.1", true },
  { "gzip;q=0", false },     { "gzip;q=0.000", false },
  { "gzip; q=0, *", false }, { "*", true },
  { "*;q=0", false },        { "*;q=0, gzip", true },
  { "identity", false },     { "x-gzip", false },
  { "gzipped", false },      { "deflate, br;q=1.0, zstd", false },
};

START_TEST (takes_a_coding)
{
  ck_assert_msg (gf_accept_has_coding (codings[_i].header, "gzip")
                     == codings[_i].has_gzip,
                 "%s", codings[_i].header);
}
END_TEST

/* A header as long as one may be takes no time to speak of. */
START_TEST (long_headers_are_read)
{
  g_autoptr (GString) header = g_string_new (NULL);

  while (header->len < 1 << 20)
    g_string_append (header, "text/x;q=0.5;a=b,");
  g_string_append (header, "text/csv");
  ck_assert_int_eq (gf_accept_choose (header->str, offered, G_N_ELEMENTS (offered)), 1);
}
END_TEST

static GBytes *
text_of (size_t length)
{
  char *text = g_malloc (length);

  memset (text, 'a', length);
  return g_bytes_new_take (text, length);
}

static GBytes *
unzip (GBytes *zipped)
{
  g_autoptr (GZlibDecompressor) gzip
      = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  gsize size, read, written;
  const void *bytes = g_bytes_get_data (zipped, &size);
  char *plain = g_malloc (1 << 20);

  ck_assert_int_eq (g_converter_convert (G_CONVERTER (gzip), bytes, size, plain, 1 << 20,
                                         G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
                    G_CONVERTER_FINISHED);
  return g_bytes_new_take (plain, written);
}

START_TEST (gzip_gives_back_what_it_got)
{
  g_autoptr (GBytes) body = text_of (50000);
  g_autoptr (GBytes) zipped
      = gf_encoding_gzip (body, _i == 0 ? GF_ENCODING_EACH : GF_ENCODING_ONCE);
  ck_assert_ptr_nonnull (zipped);
  g_autoptr (GBytes) plain = unzip (zipped);

  ck_assert_uint_lt (g_bytes_get_size (zipped), g_bytes_get_size (body));
  ck_assert (g_bytes_equal (plain, body));
}
END_TEST

START_TEST (what_does_not_shrink_is_left)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) small = text_of (GF_ENCODING_MIN_BYTES - 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint32 *noise = g_new (guint32, 5000);

  for (size_t i = 0; i < 5000; i++)
    noise[i] = g_rand_int (random);
  g_autoptr (GBytes) body = g_bytes_new_take (noise, 5000 * sizeof *noise);
  ck_assert_ptr_null (gf_encoding_gzip (empty, GF_ENCODING_EACH));
  ck_assert_ptr_null (gf_encoding_gzip (small, GF_ENCODING_EACH));
  ck_assert_ptr_null (gf_encoding_gzip (body, GF_ENCODING_ONCE));
}
END_TEST

static const struct
{
  unsigned status;
  const char *accepted; /* NULL: no header */
  const char *vary;     /* the same */
  size_t length;
  bool is_zipped;
  const char *etag; /* afterwards */
} replies[] = {
  { 200, "gzip", "Accept-Encoding", 5000, true, "W/\"a\"" },
  { 200, "gzip", "Accept, Accept-Encoding", 5000, true, "W/\"a\"" },
  { 200, "gzip", "Accept-Encoding", 100, false, "\"a\"" },
  { 200, "gzip", "Accept", 5000, false, "\"a\"" },
  { 200, "gzip", NULL, 5000, false, "\"a\"" },
  { 200, "br", "Accept-Encoding", 5000, false, "\"a\"" },
  { 200, NULL, "Accept-Encoding", 5000, false, "\"a\"" },
  { 304, "gzip", "Accept-Encoding", 0, false, "W/\"a\"" },
  { 304, NULL, "Accept-Encoding", 0, false, "\"a\"" },
  { 304, "gzip", NULL, 0, false, "\"a\"" },
};

START_TEST (compresses_what_varies)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");
  g_autoptr (GfReply) reply = gf_reply_new (replies[_i].status);
  size_t length = replies[_i].length;

  if (replies[_i].accepted != NULL)
    gf_http_request_add_header (request, "Accept-Encoding", replies[_i].accepted);
  if (replies[_i].vary != NULL)
    gf_reply_set_header (reply, "Vary", replies[_i].vary);
  gf_reply_set_header (reply, "ETag", "\"a\"");
  reply->body = length > 0 ? text_of (length) : NULL;
  gf_encoding_apply (request, reply);

  ck_assert_pstr_eq (gf_reply_get_header (reply, "Content-Encoding"),
                     replies[_i].is_zipped ? "gzip" : NULL);
  ck_assert_str_eq (gf_reply_get_header (reply, "ETag"), replies[_i].etag);
  if (length > 0)
    ck_assert_int_eq (g_bytes_get_size (reply->body) < length, replies[_i].is_zipped);
}
END_TEST

/* A part of a file is not the file: its bytes go out as they lie. */
START_TEST (files_are_never_compressed)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");
  g_autoptr (GfReply) reply = gf_reply_new_file (206, "text/plain", -1, 0, 5000);

  gf_http_request_add_header (request, "Accept-Encoding", "gzip");
  gf_reply_set_header (reply, "ETag", "\"a\"");
  gf_encoding_apply (request, reply);
  ck_assert_ptr_null (gf_reply_get_header (reply, "Content-Encoding"));
  ck_assert_str_eq (gf_reply_get_header (reply, "ETag"), "\"a\"");
}
END_TEST

START_TEST (what_is_compressed_already_is_used)
{
  g_autoptr (GfHttpRequest) request = gf_http_request_new ("GET", "/");
  g_autoptr (GfReply) reply = gf_reply_new (200);

  gf_http_request_add_header (request, "Accept-Encoding", "gzip");
  gf_reply_set_header (reply, "Vary", "Accept-Encoding");
  reply->body = text_of (5000);
  reply->gzipped = g_bytes_new_static ("made before", 11);
  gf_encoding_apply (request, reply);
  ck_assert (g_bytes_equal (reply->body, reply->gzipped));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-accept");
  TCase *tests = tcase_create ("accept");

  tcase_add_loop_test (tests, chooses, 0, G_N_ELEMENTS (accepts));
  tcase_add_loop_test (tests, takes_a_coding, 0, G_N_ELEMENTS (codings));
  tcase_add_test (tests, long_headers_are_read);
  tcase_add_loop_test (tests, gzip_gives_back_what_it_got, 0, 2);
  tcase_add_test (tests, what_does_not_shrink_is_left);
  tcase_add_loop_test (tests, compresses_what_varies, 0, G_N_ELEMENTS (replies));
  tcase_add_test (tests, files_are_never_compressed);
  tcase_add_test (tests, what_is_compressed_already_is_used);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
