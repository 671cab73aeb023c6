/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/encoding.h"

#include <gio/gio.h>
#include <string.h>

#include "searchd/http/accept.h"

GBytes *
gf_encoding_gzip (GBytes *body, int level)
{
  g_autoptr (GZlibCompressor) gzip
      = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, level);
  gsize size, read, written;
  const void *bytes = g_bytes_get_data (body, &size);
  g_autofree void *smaller = g_try_malloc (size);

  if (size < GF_ENCODING_MIN_BYTES || smaller == NULL)
    return NULL;

  /* Where it does not fit in the space of the original it has not become smaller. */
  GConverterResult result
      = g_converter_convert (G_CONVERTER (gzip), bytes, size, smaller, size,
                             G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
  if (result != G_CONVERTER_FINISHED)
    return NULL;
  return g_bytes_new_take (g_realloc (g_steal_pointer (&smaller), written), written);
}

static bool
may_vary (const GfReply *reply)
{
  const char *vary = gf_reply_get_header (reply, "Vary");

  return vary != NULL && strstr (vary, GF_VARY_ENCODING) != NULL;
}

static void
weaken_tag (GfReply *reply)
{
  const char *tag = gf_reply_get_header (reply, "ETag");

  if (tag == NULL || g_str_has_prefix (tag, "W/"))
    return;

  g_autofree char *weak = g_strconcat ("W/", tag, NULL);
  gf_reply_set_header (reply, "ETag", weak);
}

/* Returns: (transfer full): NULL where the body goes out as it is. */
static GBytes *
smaller_body (const GfReply *reply)
{
  if (reply->gzipped != NULL)
    return g_bytes_ref (reply->gzipped);
  return gf_encoding_gzip (reply->body, GF_ENCODING_EACH);
}

void
gf_encoding_apply (const GfHttpRequest *request, GfReply *reply)
{
  const char *accepted = gf_http_request_get_header (request, "Accept-Encoding");

  if (!may_vary (reply) || !gf_accept_has_coding (accepted, "gzip"))
    return;
  /* RFC 9110, 15.4.5: the tag that the whole answer would have had. */
  if (reply->status == 304)
    weaken_tag (reply);
  if (reply->body == NULL)
    return;

  GBytes *smaller = smaller_body (reply);
  if (smaller == NULL)
    return;
  g_bytes_unref (reply->body);
  reply->body = smaller;
  gf_reply_set_header (reply, "Content-Encoding", "gzip");
  weaken_tag (reply);
}
