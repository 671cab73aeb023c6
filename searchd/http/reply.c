/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/reply.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The page is ours alone: no frames, no plug-ins, nothing from other hosts.  data: is for
   the icons that Designsystemet draws with CSS. */
#define PAGE_POLICY                                                                      \
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "       \
  "form-action 'self'; frame-ancestors 'none'"

static const struct
{
  const char *name;
  const char *value;
} security_headers[] = {
  { "Content-Security-Policy", PAGE_POLICY },
  { "X-Content-Type-Options", "nosniff" },
  { "X-Frame-Options", "DENY" },
  { "Referrer-Policy", "no-referrer" },
  { "Cross-Origin-Opener-Policy", "same-origin" },
  { "Cross-Origin-Resource-Policy", "same-origin" },
  { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
};

GfReply *
gf_reply_new (unsigned status)
{
  GfReply *reply = g_new0 (GfReply, 1);

  reply->status = status;
  reply->headers = g_ptr_array_new_with_free_func (g_free);
  reply->fd = -1;
  return reply;
}

void
gf_reply_free (GfReply *reply)
{
  if (reply == NULL)
    return;

  g_ptr_array_unref (reply->headers);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_clear_pointer (&reply->gzipped, g_bytes_unref);
  if (reply->fd >= 0)
    close (reply->fd);
  g_free (reply);
}

GfReply *
gf_reply_new_bytes (unsigned status, const char *content_type, GBytes *body)
{
  GfReply *reply = gf_reply_new (status);

  gf_reply_set_header (reply, "Content-Type", content_type);
  reply->body = g_bytes_ref (body);
  return reply;
}

GfReply *
gf_reply_new_json (unsigned status, const char *content_type, const json_t *value)
{
  char *text = json_dumps (value, JSON_COMPACT);

  /* Fails only for text that is not UTF-8 or for want of memory: both our own fault. */
  g_assert (text != NULL);

  g_autoptr (GBytes) body = g_bytes_new_with_free_func (text, strlen (text), free, text);
  return gf_reply_new_bytes (status, content_type, body);
}

GfReply *
gf_reply_new_file (unsigned status, const char *content_type, int fd, uint64_t offset,
                   uint64_t length)
{
  GfReply *reply = gf_reply_new (status);

  gf_reply_set_header (reply, "Content-Type", content_type);
  reply->fd = fd;
  reply->offset = offset;
  reply->length = length;
  return reply;
}

static int
find_header (const GfReply *reply, const char *name)
{
  for (guint i = 0; i + 1 < reply->headers->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (reply->headers, i), name) == 0)
      return (int) i;
  return -1;
}

void
gf_reply_set_header (GfReply *reply, const char *name, const char *value)
{
  char *clean = g_strdup (value);
  int at = find_header (reply, name);

  for (char *byte = clean; *byte != '\0'; byte++)
    if (g_ascii_iscntrl (*byte))
      *byte = '_';

  if (at >= 0)
    g_ptr_array_remove_range (reply->headers, (guint) at, 2);
  g_ptr_array_add (reply->headers, g_strdup (name));
  g_ptr_array_add (reply->headers, clean);
}

const char *
gf_reply_get_header (const GfReply *reply, const char *name)
{
  int at = find_header (reply, name);

  return at < 0 ? NULL : g_ptr_array_index (reply->headers, (guint) at + 1);
}

void
gf_reply_secure (GfReply *reply)
{
  for (size_t i = 0; i < G_N_ELEMENTS (security_headers); i++)
    if (find_header (reply, security_headers[i].name) < 0)
      gf_reply_set_header (reply, security_headers[i].name, security_headers[i].value);
}
