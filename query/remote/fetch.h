/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fetch.h: gets what an address answers, over HTTP or HTTPS.  The only file that knows
 * libcurl is fetch.c.
 *
 * Whoever answers may mean ill: how much and how long is bounded, no redirection is
 * followed (it could lead the token elsewhere), no other protocol spoken, and a
 * certificate must be good and for that name.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct GfFetch GfFetch;

/* All are borrowed for the call. */
typedef struct
{
  const char *token;   /* NULL for none */
  const char *ca_file; /* certificates to trust in the place of the system's; or NULL */
  const char *socket;  /* of the file system, to go to whatever the address; or NULL */
  bool direct;         /* past any proxy that the environment names */
  unsigned timeout_s;  /* for one whole answer */
} GfFetchOptions;

typedef struct
{
  unsigned status;
  unsigned retry_after_s; /* 0 where nothing is said */
  char *media_type;       /* "" where nothing is said */
  GString *body;          /* unpacked */
} GfFetched;

/* What one answer may hold. */
#define GF_FETCH_MAX_BYTES ((size_t) 256 << 20)

/* Returns: (transfer full). */
GfFetch *gf_fetch_new (const GfFetchOptions *options);
void gf_fetch_free (GfFetch *fetch);

/*
 * gf_fetch_get: Returns: (transfer full): whatever its status is; NULL on error.
 * Errors: GF_QUERY_ERROR_INDEX: why there is no answer, without the address.
 */
GfFetched *gf_fetch_get (GfFetch *fetch, const char *url, GError **error);
void gf_fetched_free (GfFetched *fetched);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFetch, gf_fetch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFetched, gf_fetched_free)
