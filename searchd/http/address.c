/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#define V4_PREFIX_BYTES 12
#define SITE_BYTES 8 /* of IPv6 */

static const uint8_t v4_prefix[V4_PREFIX_BYTES]
    = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

static bool
is_v4 (const GfAddress *address)
{
  return memcmp (address->bytes, v4_prefix, V4_PREFIX_BYTES) == 0;
}

static void
set_v4 (GfAddress *address, const void *four_bytes)
{
  memcpy (address->bytes, v4_prefix, V4_PREFIX_BYTES);
  memcpy (address->bytes + V4_PREFIX_BYTES, four_bytes, 4);
}

bool
gf_address_from_socket (const struct sockaddr *peer, GfAddress *address_out)
{
  if (peer == NULL)
    return false;
  if (peer->sa_family == AF_INET)
    {
      struct sockaddr_in in;

      memcpy (&in, peer, sizeof in);
      set_v4 (address_out, &in.sin_addr);
      return true;
    }
  if (peer->sa_family == AF_INET6)
    {
      struct sockaddr_in6 in;

      memcpy (&in, peer, sizeof in);
      memcpy (address_out->bytes, &in.sin6_addr, sizeof address_out->bytes);
      return true;
    }
  return false;
}

bool
gf_address_parse (const char *text, GfAddress *address_out)
{
  struct in_addr four;

  if (inet_pton (AF_INET, text, &four) == 1)
    {
      set_v4 (address_out, &four);
      return true;
    }
  return inet_pton (AF_INET6, text, address_out->bytes) == 1;
}

char *
gf_address_format (const GfAddress *address)
{
  char text[INET6_ADDRSTRLEN];

  if (is_v4 (address))
    inet_ntop (AF_INET, address->bytes + V4_PREFIX_BYTES, text, sizeof text);
  else
    inet_ntop (AF_INET6, address->bytes, text, sizeof text);
  return g_strdup (text);
}

bool
gf_address_is_loopback (const GfAddress *address)
{
  static const GfAddress one = { { [15] = 1 } };

  return (is_v4 (address) && address->bytes[V4_PREFIX_BYTES] == 127)
         || gf_address_equal (address, &one);
}

GfAddress
gf_address_get_site (const GfAddress *address)
{
  GfAddress site = *address;

  if (!is_v4 (address))
    memset (site.bytes + SITE_BYTES, 0, sizeof site.bytes - SITE_BYTES);
  return site;
}

/* FNV-1a, and the bits mixed (murmur3's end): GLib's tables look at the lowest ones. */
guint
gf_address_hash (gconstpointer address)
{
  const GfAddress *self = address;
  uint32_t hash = 2166136261U;

  for (size_t i = 0; i < sizeof self->bytes; i++)
    hash = (hash ^ self->bytes[i]) * 16777619U;
  hash = (hash ^ (hash >> 16)) * 0x85ebca6bU;
  return hash ^ (hash >> 13);
}

gboolean
gf_address_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (GfAddress)) == 0;
}

static bool
have_prefix (const GfAddress *a, const GfAddress *b, unsigned n_bits)
{
  unsigned n_bytes = n_bits / 8;
  uint8_t mask = (uint8_t) (0xff00U >> (n_bits % 8));

  return memcmp (a->bytes, b->bytes, n_bytes) == 0
         && (mask == 0 || ((a->bytes[n_bytes] ^ b->bytes[n_bytes]) & mask) == 0);
}

/* No bit is set past the first @n_bits. */
static bool
ends_at (const GfAddress *address, unsigned n_bits)
{
  for (unsigned i = n_bits; i < 8 * sizeof address->bytes; i++)
    if ((address->bytes[i / 8] & (0x80U >> (i % 8))) != 0)
      return false;
  return true;
}

bool
gf_network_parse (const char *text, GfNetwork *network_out)
{
  const char *slash = strchr (text, '/');
  g_autofree char *address
      = slash != NULL ? g_strndup (text, (size_t) (slash - text)) : g_strdup (text);
  guint64 length = 0;

  if (!gf_address_parse (address, &network_out->address))
    return false;

  bool four = strchr (address, ':') == NULL;
  guint64 longest = four ? 32 : 128;

  if (slash == NULL)
    length = longest;
  else if (!g_ascii_string_to_unsigned (slash + 1, 10, 0, longest, &length, NULL))
    return false;
  network_out->n_bits = (unsigned) length + (four ? 8 * V4_PREFIX_BYTES : 0);
  return ends_at (&network_out->address, network_out->n_bits);
}

bool
gf_network_has (const GfNetwork *network, const GfAddress *address)
{
  return have_prefix (&network->address, address, network->n_bits);
}
