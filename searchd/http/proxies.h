/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * proxies.h: the proxies that are trusted, and whose request it is that one hands on.
 *
 * A header can be sent by anybody: X-Forwarded-For and Forwarded (RFC 7239) are believed
 * only of a peer that is named here, and of the hops they list only the last one that is
 * not itself such a proxy: what stands before that was written by whoever asked.  Only
 * one of the two headers is looked at, the one that the proxies write: the other would be
 * passed on as the client sent it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "searchd/http/address.h"
#include "searchd/http/request.h"

typedef struct GfProxies GfProxies;

/*
 * gf_proxies_new:
 * @networks: addresses and networks (address.h), and "unix" for whoever comes over a
 * local socket; (nullable): none
 * @header: "X-Forwarded-For" or "Forwarded", in any case; (nullable): the former
 * Errors: G_IO_ERROR_INVALID_ARGUMENT, naming the one that cannot be read.
 */
GfProxies *gf_proxies_new (const char *const *networks, const char *header,
                           GError **error);
void gf_proxies_free (GfProxies *proxies);

/* gf_proxies_has: @peer: NULL for one over a local socket; @proxies may be NULL: none. */
bool gf_proxies_has (const GfProxies *proxies, const GfAddress *peer);

/*
 * gf_proxies_find_client: whose request it is.
 * @peer: who is connected; NULL over a local socket
 * Returns: false where nobody knows: a local socket, and no believable hop.
 */
bool gf_proxies_find_client (const GfProxies *proxies, const GfAddress *peer,
                             const GfHttpRequest *request, GfAddress *client_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfProxies, gf_proxies_free)
