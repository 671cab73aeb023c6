/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * token-check.h: whether a token is one of those whose hashes the settings have.
 *
 * Each hash takes some 20 ms to try (token-hash.h), so what was found is remembered: of
 * good tokens for as long as this lives, one for each hash; of bad ones the latest.  What
 * is remembered is a keyed digest, whose key is made here and never leaves.  Few are
 * tried at a time, so that bad tokens in plenty cost neither all processors nor all
 * threads. For any number of threads.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Tokens tried at once; one more is told to come again. */
#define GF_TOKEN_CHECKS_AT_ONCE 2
/* How many hashes there may be. */
#define GF_TOKEN_HASHES_MAX 32

typedef struct GfTokenCheck GfTokenCheck;

typedef enum
{
  GF_TOKEN_BAD,
  GF_TOKEN_GOOD,
  GF_TOKEN_BUSY /* not known yet, and too many others are being tried */
} GfTokenVerdict;

/* gf_token_check_new: @hashes: NULL for none; gf_token_hash_is_good (), at most
 * GF_TOKEN_HASHES_MAX; copied. */
GfTokenCheck *gf_token_check_new (const char *const *hashes);
GfTokenCheck *gf_token_check_ref (GfTokenCheck *check);
void gf_token_check_unref (GfTokenCheck *check);

/*
 * gf_token_check_try: Takes microseconds where @token is known; else some 20 ms for each
 * hash.  Where another thread tries the same token, waits for what it finds.
 */
GfTokenVerdict gf_token_check_try (GfTokenCheck *check, const char *token);

/* gf_token_check_knows: whether gf_token_check_try () would answer at once. */
bool gf_token_check_knows (GfTokenCheck *check, const char *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfTokenCheck, gf_token_check_unref)
