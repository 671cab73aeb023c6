/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * server.h: a gjenfinn-searchd that is asked in the place of an index: its JSON is that
 * of the query library (searchd's doc/openapi.yaml), its problems are that library's
 * errors.
 *
 * What comes is no more trusted than any other text: it is whole JSON, of the kind that
 * was asked for, or an error.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

typedef struct GfServer GfServer;

/* As the command line has them; NULL where not given. */
typedef struct
{
  const char *url; /* "https://example.org/gjenfinn", "unix:/run/gjenfinn/public" */
  const char *token_file;
  const char *ca_file;
  const char *timeout; /* seconds, 1 to 3600; 60 where not given */
} GfServerOptions;

/*
 * gf_server_new: Asks nothing yet.
 * Errors: G_OPTION_ERROR_BAD_VALUE: no such address, a token that cannot be read, or one
 * that would go over the network for all to see.
 */
GfServer *gf_server_new (const GfServerOptions *options, GError **error);
void gf_server_free (GfServer *server);

/*
 * gf_server_ask: what @route answers.  Where the server has too much to do, waits as long
 * as it says, within reason, and asks again.
 * @route: below the server's address: "/api/v1/search"; escaped where it must be
 * @parameters: name, value, name, value, as UTF-8; NULL for none
 * @member: one that the answer has; of each route a different one
 * Returns: (transfer full): an object.
 * Errors: PARAMETER (with the server's words), NOT_FOUND, INDEX (no answer, no token, a
 * problem there; the message begins with the address).
 */
json_t *gf_server_ask (GfServer *server, const char *route, const GPtrArray *parameters,
                       const char *member, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfServer, gf_server_free)
