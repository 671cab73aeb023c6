/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * address.h: the addresses of clients, IPv4 and IPv6 alike, and sets of them.
 *
 * Plain values.  An IPv4 address is kept as IPv6 has it (::ffff:a.b.c.d, RFC 4291), so
 * that one that comes over an IPv6 socket is the same.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

typedef struct
{
  uint8_t bytes[16];
} GfAddress;

/* gf_address_from_socket: false where it has none, as over a local socket. */
bool gf_address_from_socket (const struct sockaddr *peer, GfAddress *address_out);

/* gf_address_parse: "192.0.2.1", "2001:db8::1"; nothing else, no port, no brackets. */
bool gf_address_parse (const char *text, GfAddress *address_out);

/* gf_address_format: (transfer full): IPv4 as IPv4. */
char *gf_address_format (const GfAddress *address);

/* gf_address_is_loopback: 127.0.0.0/8 (RFC 1122) or ::1. */
bool gf_address_is_loopback (const GfAddress *address);

/* gf_address_get_site: whom a limit holds: an IPv4 address itself, but of IPv6 the first
   64 bits, since each customer has at least as many (RFC 6177). */
GfAddress gf_address_get_site (const GfAddress *address);

guint gf_address_hash (gconstpointer address);
gboolean gf_address_equal (gconstpointer a, gconstpointer b);

/* An address and how many of its first bits count. */
typedef struct
{
  GfAddress address;
  unsigned n_bits; /* of 128 */
} GfNetwork;

/* gf_network_parse: "192.0.2.0/24", "2001:db8::/32", or an address alone.  False where it
 * is neither, or has bits set past its length, which would be a mistake. */
bool gf_network_parse (const char *text, GfNetwork *network_out);
bool gf_network_has (const GfNetwork *network, const GfAddress *address);
