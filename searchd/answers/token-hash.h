/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * token-hash.h: what the config file holds of a token: its hash by crypt(3), salted and
 * slow to make (yescrypt, 16 MB and some 20 ms each), from which the token cannot be had
 * back.  The only file that knows libcrypt.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * gf_token_hash_new: a hash of @token with a salt of its own.
 * @token: gf_access_token_is_good ()
 * Returns: (transfer full): without ';' or blanks, so that it can be one of a list.
 * Errors: G_IO_ERROR_FAILED.
 */
char *gf_token_hash_new (const char *token, GError **error);

/*
 * gf_token_hash_is_good: whether @hash is one that this system makes, by a method that it
 * does not count as broken.
 */
bool gf_token_hash_is_good (const char *hash);

/* gf_token_hash_matches: whether @hash was made of @token.  Takes as long when not. */
bool gf_token_hash_matches (const char *hash, const char *token);
