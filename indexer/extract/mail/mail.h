/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail.h: what the files that read mails share; the readers themselves are in reading.h.
 *
 * GMime parses and undoes the transfer encodings.  It is given nothing that nests too
 * deep or comes in too many parts, and no text to convert: iconv could not load its
 * modules in the sandbox, and charset.h knows better.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* gf_mail_init: what GMime sets up once; before the sandbox closes. */
void gf_mail_init (void);

/*
 * gf_mail_measure: how much of @bytes, a mail, GMime can be given: up to where parts nest
 * deeper than GF_MAIL_MAX_DEPTH, or are more than @max_parts, or a header is longer than
 * any mail's.  @why_out: what was met, for people (transfer none); NULL where it is all.
 */
#define GF_MAIL_MAX_DEPTH 64
size_t gf_mail_measure (const char *bytes, size_t length, size_t max_parts,
                        const char **why_out);

/*
 * gf_mail_dup_words: the value of a header as it is sent, made text: in one line, encoded
 * words (RFC 2047) decoded; bytes that are not ASCII are taken for what they look like.
 * Returns: (transfer full) (nullable): NULL where @raw is NULL or blank.
 */
char *gf_mail_dup_words (const char *raw);

/*
 * gf_mail_dup_parameter: parameter @name (lower case) of the header value @raw
 * (nullable), decoded as RFC 2231, or RFC 2047, which many send, say.
 * Returns: (transfer full) (nullable).
 */
char *gf_mail_dup_parameter (const char *raw, const char *name);
