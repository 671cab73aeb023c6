/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/proxies.h"

#include <gio/gio.h>
#include <string.h>

#define LOCAL "unix"
#define FORWARDED "Forwarded"
#define X_FORWARDED_FOR "X-Forwarded-For"

/* More proxies in a row than these, and nobody knows: the last one looked at asks. */
#define MAX_HOPS 16

/* Longer than any address with its port, brackets and quotes. */
#define MAX_HOP_BYTES 64

struct GfProxies
{
  GArray *networks; /* of GfNetwork */
  bool local;
  const char *header;
};

static bool
add_network (GfProxies *proxies, const char *text, GError **error)
{
  GfNetwork network;

  if (strcmp (text, LOCAL) == 0)
    {
      proxies->local = true;
      return true;
    }
  if (gf_network_parse (text, &network))
    {
      g_array_append_val (proxies->networks, network);
      return true;
    }
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
      "'%s' is no address, network (192.0.2.0/24, 2001:db8::/32) or \"" LOCAL "\"", text);
  return false;
}

static bool
choose_header (GfProxies *proxies, const char *header, GError **error)
{
  if (header == NULL || g_ascii_strcasecmp (header, X_FORWARDED_FOR) == 0)
    proxies->header = X_FORWARDED_FOR;
  else if (g_ascii_strcasecmp (header, FORWARDED) == 0)
    proxies->header = FORWARDED;
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "'%s' is neither " X_FORWARDED_FOR " nor " FORWARDED, header);
  return proxies->header != NULL;
}

GfProxies *
gf_proxies_new (const char *const *networks, const char *header, GError **error)
{
  g_autoptr (GfProxies) proxies = g_new0 (GfProxies, 1);

  proxies->networks = g_array_new (FALSE, FALSE, sizeof (GfNetwork));
  if (!choose_header (proxies, header, error))
    return NULL;
  for (size_t i = 0; networks != NULL && networks[i] != NULL; i++)
    if (!add_network (proxies, networks[i], error))
      return NULL;
  return g_steal_pointer (&proxies);
}

void
gf_proxies_free (GfProxies *proxies)
{
  if (proxies == NULL)
    return;

  g_array_unref (proxies->networks);
  g_free (proxies);
}

bool
gf_proxies_has (const GfProxies *proxies, const GfAddress *peer)
{
  if (proxies == NULL)
    return false;
  if (peer == NULL)
    return proxies->local;
  for (guint i = 0; i < proxies->networks->len; i++)
    if (gf_network_has (&g_array_index (proxies->networks, GfNetwork, i), peer))
      return true;
  return false;
}

/* Takes what surrounds an address: "[2001:db8::1]:443", "192.0.2.1:80", quotes. */
static bool
parse_node (const char *node, GfAddress *address_out)
{
  char text[MAX_HOP_BYTES];

  if (g_strlcpy (text, node, sizeof text) >= sizeof text)
    return false;

  size_t length = strlen (text);
  char *from = text;
  if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
    {
      text[length - 1] = '\0';
      from++;
    }
  char *colon = strchr (from, ':');
  if (*from == '[')
    {
      from++;
      from[strcspn (from, "]")] = '\0';
    }
  else if (colon != NULL && strchr (colon + 1, ':') == NULL)
    *colon = '\0';
  return gf_address_parse (from, address_out);
}

/* The value of "for" in one element of Forwarded: "for=192.0.2.60;proto=http". */
static bool
parse_forwarded (const char *element, GfAddress *address_out)
{
  g_auto (GStrv) pairs = g_strsplit (element, ";", -1);

  for (size_t i = 0; pairs[i] != NULL; i++)
    {
      char *pair = g_strstrip (pairs[i]);

      if (g_ascii_strncasecmp (pair, "for=", 4) == 0)
        return parse_node (pair + 4, address_out);
    }
  return false;
}

/* The hops of one header's value, from the last: each is whom the one after it had it
   from. Returns: whether to go on: @client_inout is still a proxy. */
static bool
walk_hops (const GfProxies *proxies, const char *value, unsigned *n_hops_inout,
           GfAddress *client_inout)
{
  const char *end = value + strlen (value);

  while (end > value && (*n_hops_inout)++ < MAX_HOPS)
    {
      const char *start = end;

      while (start > value && start[-1] != ',')
        start--;
      g_autofree char *hop = g_strndup (start, (size_t) (end - start));
      GfAddress address;
      g_strstrip (hop);
      if (!(proxies->header[0] == 'F' ? parse_forwarded (hop, &address)
                                      : parse_node (hop, &address)))
        return false;
      *client_inout = address;
      if (!gf_proxies_has (proxies, &address))
        return false;
      end = start > value ? start - 1 : value;
    }
  return *n_hops_inout <= MAX_HOPS;
}

bool
gf_proxies_find_client (const GfProxies *proxies, const GfAddress *peer,
                        const GfHttpRequest *request, GfAddress *client_out)
{
  static const GfAddress nobody = { { 0 } };
  unsigned n_hops = 0;

  *client_out = peer != NULL ? *peer : nobody;
  if (!gf_proxies_has (proxies, peer))
    return peer != NULL;
  for (guint i = request->headers->len; i > 0; i--)
    {
      const GfHttpField *header = g_ptr_array_index (request->headers, i - 1);

      if (g_ascii_strcasecmp (header->name, proxies->header) == 0
          && !walk_hops (proxies, header->value, &n_hops, client_out))
        break;
    }
  return !gf_address_equal (client_out, &nobody);
}
