/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * access-token.h: the secret by which a client shows that it may ask, as it stands in a
 * file or comes on standard input: a line of visible ASCII without blanks, so that it
 * goes into a header as it is.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Shorter ones can be guessed; longer ones crypt(3) does not take. */
#define GF_ACCESS_TOKEN_MIN_BYTES 16
#define GF_ACCESS_TOKEN_MAX_BYTES 256

/* gf_access_token_is_good: as said above, and of a length as just said. */
bool gf_access_token_is_good (const char *token);

/*
 * gf_access_token_read: the token that can be read from @fd, one line, the line's end
 * left out.  No more is read than a token may be long, and a little. Returns: (transfer
 * full): NULL on error; to be freed with gf_access_token_free (). Errors:
 * G_IO_ERROR_INVALID_DATA, saying what a token must be, never what was read; or what the
 * system said.
 */
char *gf_access_token_read (int fd, GError **error);

/* gf_access_token_free: after it has been overwritten.  @token may be NULL. */
void gf_access_token_free (char *token);
