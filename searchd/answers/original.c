/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/original.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "common/autofd.h"
#include "searchd/http/conditional.h"
#include "searchd/http/problem.h"
#include "searchd/http/range.h"

#define PDF "application/pdf"

/* No scripts, no forms, an origin of its own: should a browser show a download after all.
 */
#define FILE_POLICY "sandbox; default-src 'none'; frame-ancestors 'none'"

/* Without the sandbox: Safari shows an empty window for a PDF in one, older Chromium
   blocks it, and where the viewer does come (Chromium 156 tried) it is because the policy
   is dropped, so it would protect nobody. Nothing of ours is at stake: viewers run in
   processes and origins of their own, the type is fixed and not to be guessed, and no
   page may frame it. The two exceptions are for the page that Chromium makes around its
   viewer: an <embed> with styles in it. */
#define PDF_POLICY                                                                       \
  "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors "   \
  "'none'"

/* attr-char of RFC 5987; the rest is percent-encoded. */
#define PLAIN_IN_FILE_NAME                                                               \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~"

static bool
is_shown (const char *media_type)
{
  return strcmp (media_type, PDF) == 0;
}

static char *
dup_ascii_name (const char *name)
{
  GString *ascii = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      bool plain = g_ascii_isprint (*at) && *at != '"' && *at != '\\' && *at != '%';
      g_string_append_c (ascii, plain ? *at : '_');
    }
  return g_string_free (ascii, FALSE);
}

static char *
dup_encoded_name (const char *name)
{
  GString *encoded = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (strchr (PLAIN_IN_FILE_NAME, *at) != NULL)
      g_string_append_c (encoded, *at);
    else
      g_string_append_printf (encoded, "%%%02X", (unsigned char) *at);
  return g_string_free (encoded, FALSE);
}

char *
gf_content_disposition (const char *path, const char *media_type)
{
  g_autofree char *bytes = g_path_get_basename (path);
  g_autofree char *name = g_utf8_make_valid (bytes, -1);
  g_autofree char *ascii = dup_ascii_name (name);
  g_autofree char *encoded = dup_encoded_name (name);

  return g_strdup_printf ("%s; filename=\"%s\"; filename*=UTF-8''%s",
                          is_shown (media_type) ? "inline" : "attachment", ascii,
                          encoded);
}

/* Of the time of change and the size: the content itself may be gigabytes. */
static char *
dup_etag (const struct stat *status)
{
  return g_strdup_printf ("\"%" G_GINT64_MODIFIER "x-%lx-%" G_GINT64_MODIFIER "x\"",
                          (gint64) status->st_mtim.tv_sec, status->st_mtim.tv_nsec,
                          (gint64) status->st_size);
}

/* A symbolic link or a FIFO in the file's place is not what was indexed; NONBLOCK:
   opening a FIFO would wait for its other end. */
static int
open_regular (const char *path, struct stat *status_out)
{
  gf_autofd fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0 || fstat (fd, status_out) != 0 || !S_ISREG (status_out->st_mode))
    return -1;
  return gf_steal_fd (&fd);
}

static GfReply *
unsatisfiable (uint64_t size)
{
  GfReply *reply = gf_problem (416, "the file ends before the range asked for", NULL);
  g_autofree char *whole = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, size);

  gf_reply_set_header (reply, "Content-Range", whole);
  return reply;
}

/* @fd: (transfer full). */
static GfReply *
send_file (const char *range, const char *media_type, int fd, uint64_t size)
{
  gf_autofd owned = fd;
  uint64_t offset = 0;
  uint64_t length = size;
  GfRange part
      = range != NULL ? gf_range_parse (range, size, &offset, &length) : GF_RANGE_WHOLE;

  if (part == GF_RANGE_UNSATISFIABLE)
    return unsatisfiable (size);
  if (part == GF_RANGE_WHOLE)
    return gf_reply_new_file (200, media_type, gf_steal_fd (&owned), 0, size);

  GfReply *reply
      = gf_reply_new_file (206, media_type, gf_steal_fd (&owned), offset, length);
  g_autofree char *content_range = g_strdup_printf (
      "bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, offset,
      offset + length - 1, size);

  gf_reply_set_header (reply, "Content-Range", content_range);
  return reply;
}

GfReply *
gf_original_answer (const GfHttpRequest *request, const char *path,
                    const char *media_type)
{
  struct stat status;
  gf_autofd fd = open_regular (path, &status);

  if (fd < 0)
    return gf_problem (404, "the file is no longer where it was when it was indexed",
                       NULL);

  int64_t changed = status.st_mtim.tv_sec;
  g_autofree char *etag = dup_etag (&status);
  g_autofree char *date = gf_http_date_format (changed);
  g_autofree char *disposition = gf_content_disposition (path, media_type);
  const char *range = gf_range_still_good (request, etag, changed)
                          ? gf_http_request_get_header (request, "Range")
                          : NULL;
  GfReply *reply = gf_not_modified (request, etag, changed)
                       ? gf_reply_new (304)
                       : send_file (range, media_type, gf_steal_fd (&fd), status.st_size);

  if (reply->status == 416)
    return reply;
  gf_reply_set_header (reply, "ETag", etag);
  if (date != NULL)
    gf_reply_set_header (reply, "Last-Modified", date);
  gf_reply_set_header (reply, "Accept-Ranges", "bytes");
  gf_reply_set_header (reply, "Cache-Control", "no-cache");
  gf_reply_set_header (reply, "Content-Disposition", disposition);
  gf_reply_set_header (reply, "Content-Security-Policy",
                       is_shown (media_type) ? PDF_POLICY : FILE_POLICY);
  return reply;
}
