/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reply.h: an answer before it is sent: a status, headers, and bytes or a stretch of a
 * file.
 *
 * Plain data, so that a handler can be tested without a connection.  Knows no HTTP
 * library; http.c turns it into what that library sends.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdint.h>

typedef struct
{
  unsigned status;
  GPtrArray *headers; /* name, value, name, value; owned */
  GBytes *body;       /* NULL where the body is a file */
  GBytes *gzipped;    /* the same, where somebody has made it already; else NULL */
  int fd;             /* -1 where it is not; owned */
  uint64_t offset;    /* of the first byte sent, where it is */
  uint64_t length;    /* how many are sent, where it is */
} GfReply;

/* gf_reply_new: with no body. */
GfReply *gf_reply_new (unsigned status);
void gf_reply_free (GfReply *reply);

/* gf_reply_new_bytes: @body (transfer none): is referenced. */
GfReply *gf_reply_new_bytes (unsigned status, const char *content_type, GBytes *body);

/* gf_reply_new_json: @value (transfer none): is written out now. */
GfReply *gf_reply_new_json (unsigned status, const char *content_type,
                            const json_t *value);

/* gf_reply_new_file: @length bytes of @fd from @offset.  @fd: (transfer full). */
GfReply *gf_reply_new_file (unsigned status, const char *content_type, int fd,
                            uint64_t offset, uint64_t length);

/* gf_reply_set_header: in place of any there is of that name; a control character in
   @value (a file name may hold a line break) is sent as '_'. */
void gf_reply_set_header (GfReply *reply, const char *name, const char *value);

/* gf_reply_get_header: NULL where there is none. */
const char *gf_reply_get_header (const GfReply *reply, const char *name);

/* gf_reply_secure: the headers every answer carries, those it has already left as they
 * are. */
void gf_reply_secure (GfReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfReply, gf_reply_free)
