/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * request.h: what a client asked, read from the bytes it sent.
 *
 * Plain data: knows no HTTP library, no index and no route, so that it can be tested, and
 * fuzzed, by itself.  The target is decoded here and nowhere else: afterwards the path
 * and every parameter are valid UTF-8 without NUL, and each was decoded exactly once.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A longer target is refused with 414.  The longest question, 2,000 bytes, takes 6,000
   when every byte of it is percent-encoded. */
#define GF_TARGET_MAX_BYTES 8192

typedef struct
{
  char *name;
  char *value;
} GfHttpField;

typedef struct
{
  char *method;
  char *target; /* as sent */
  char *path;   /* decoded, begins with '/'; NULL before gf_http_request_parse () */
  GPtrArray *parameters; /* of GfHttpField, owned, in the order of the target */
  GPtrArray *headers;    /* the same */
  char *client;    /* whose request it is: the peer's address, or the one that a trusted
                      proxy names; NULL where not known */
  bool from_proxy; /* the peer itself is a proxy that the settings trust: what it says of
                      its client may be believed */
  int64_t deadline_us; /* of g_get_monotonic_time (): when the answer is to be ready, with
                          what it has by then; 0: none */
  uint64_t *dear_us_out; /* not NULL: what turns out to be dear is not to be answered now:
                            whoever answers gives NULL, and here how long it may take, and
                            is asked once more without this */
  const char *route; /* static: the pattern it matched, for metrics and log; NULL before
                        that */
} GfHttpRequest;

typedef enum
{
  GF_HTTP_ERROR_TOO_LONG,  /* the target is over GF_TARGET_MAX_BYTES */
  GF_HTTP_ERROR_MALFORMED, /* it cannot be decoded; the message says why, without
                              repeating a value */
} GfHttpError;
#define GF_HTTP_ERROR (gf_http_error_quark ())
GQuark gf_http_error_quark (void);

GfHttpRequest *gf_http_request_new (const char *method, const char *target);
void gf_http_request_free (GfHttpRequest *request);

/* gf_http_request_add_header: @value may be NULL (sent without one): taken as "". */
void gf_http_request_add_header (GfHttpRequest *request, const char *name,
                                 const char *value);

/* gf_http_request_get_header: the first header @name, whatever its case; NULL where there
 * is none. */
const char *gf_http_request_get_header (const GfHttpRequest *request, const char *name);

/* gf_http_request_get_only_header: the header @name, whatever its case; NULL where there
 * is none, or more than one: of what must not be ambiguous. */
const char *gf_http_request_get_only_header (const GfHttpRequest *request,
                                             const char *name);

/*
 * gf_http_request_parse: the target as path and parameters, in place of those there are.
 * Errors: TOO_LONG, MALFORMED (no leading '/', a '%' without two hexadecimal digits, a
 * NUL, bytes that are not UTF-8); the message begins with the name of the parameter, in
 * quotes, where it is one's value that cannot be decoded.
 */
bool gf_http_request_parse (GfHttpRequest *request, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfHttpRequest, gf_http_request_free)
