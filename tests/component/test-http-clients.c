/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose request it is: addresses, networks, and what proxies say. */
#include "searchd/http/proxies.h"

#include <arpa/inet.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <string.h>

#include "tests/tap.h"

static GfAddress
address_of (const char *text)
{
  GfAddress address;

  ck_assert_msg (gf_address_parse (text, &address), "%s", text);
  return address;
}

static const struct
{
  const char *text;
  const char *formatted; /* NULL: no address */
  bool loopback;
} addresses[] = {
  { "192.0.2.1", "192.0.2.1", false },
  { "::ffff:192.0.2.1", "192.0.2.1", false },
  { "127.0.0.1", "127.0.0.1", true },
  { "127.9.9.9", "127.9.9.9", true },
  { "128.0.0.1", "128.0.0.1", false },
  { "::1", "::1", true },
  { "::2", "::2", false },
  { "2001:DB8:0:0::1", "2001:db8::1", false },
  { "", NULL, false },
  { "192.0.2", NULL, false },
  { "192.0.2.1 ", NULL, false },
  { "192.0.2.01", NULL, false },
  { "192.0.2.256", NULL, false },
  { "[::1]", NULL, false },
  { "::1%lo", NULL, false },
  { "192.0.2.1:80", NULL, false },
  { "unknown", NULL, false },
};

START_TEST (parses_addresses)
{
  GfAddress address;
  bool parsed = gf_address_parse (addresses[_i].text, &address);

  ck_assert_int_eq (parsed, addresses[_i].formatted != NULL);
  if (!parsed)
    return;
  g_autofree char *formatted = gf_address_format (&address);
  ck_assert_str_eq (formatted, addresses[_i].formatted);
  ck_assert_int_eq (gf_address_is_loopback (&address), addresses[_i].loopback);
}
END_TEST

START_TEST (reads_sockets)
{
  struct sockaddr_in four = { .sin_family = AF_INET };
  struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
  struct sockaddr local = { .sa_family = AF_UNIX };
  GfAddress a;
  GfAddress b;

  inet_pton (AF_INET, "192.0.2.1", &four.sin_addr);
  inet_pton (AF_INET6, "::ffff:192.0.2.1", &six.sin6_addr);
  ck_assert (gf_address_from_socket ((struct sockaddr *) &four, &a));
  ck_assert (gf_address_from_socket ((struct sockaddr *) &six, &b));
  ck_assert (gf_address_equal (&a, &b));
  ck_assert_uint_eq (gf_address_hash (&a), gf_address_hash (&b));
  ck_assert (!gf_address_from_socket (&local, &a));
  ck_assert (!gf_address_from_socket (NULL, &a));
}
END_TEST

static const struct
{
  const char *a;
  const char *b;
  bool same;
} sites[] = {
  { "192.0.2.1", "192.0.2.1", true },
  { "192.0.2.1", "192.0.2.2", false },
  { "2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true },
  { "2001:db8:1:2::1", "2001:db8:1:3::1", false },
};

START_TEST (takes_a_customer_as_one)
{
  GfAddress a = address_of (sites[_i].a);
  GfAddress b = address_of (sites[_i].b);

  a = gf_address_get_site (&a);
  b = gf_address_get_site (&b);
  ck_assert_int_eq (gf_address_equal (&a, &b), sites[_i].same);
}
END_TEST

static const struct
{
  const char *network;
  const char *address; /* NULL: it is no network */
  bool has;
} networks[] = {
  { "192.0.2.0/24", "192.0.2.255", true },
  { "192.0.2.0/24", "192.0.3.0", false },
  { "192.0.2.0/24", "::ffff:192.0.2.7", true },
  { "192.0.2.128/25", "192.0.2.127", false },
  { "192.0.2.128/25", "192.0.2.200", true },
  { "192.0.2.1", "192.0.2.1", true },
  { "192.0.2.1", "192.0.2.0", false },
  { "0.0.0.0/0", "192.0.2.1", true },
  { "0.0.0.0/0", "2001:db8::1", false },
  { "::/0", "2001:db8::1", true },
  { "2001:db8::/33", "2001:db8:7fff::1", true },
  { "2001:db8::/33", "2001:db8:8000::1", false },
  { "2001:db8::1/128", "2001:db8::1", true },
  { "192.0.2.1/24", NULL, false },
  { "192.0.2.0/33", NULL, false },
  { "192.0.2.0/", NULL, false },
  { "192.0.2.0/-1", NULL, false },
  { "192.0.2.0/2 4", NULL, false },
  { "2001:db8::/129", NULL, false },
  { "/24", NULL, false },
  { "localhost", NULL, false },
};

START_TEST (knows_networks)
{
  GfNetwork network;

  ck_assert_int_eq (gf_network_parse (networks[_i].network, &network),
                    networks[_i].address != NULL);
  if (networks[_i].address == NULL)
    return;
  GfAddress address = address_of (networks[_i].address);
  ck_assert_int_eq (gf_network_has (&network, &address), networks[_i].has);
}
END_TEST

#define X "X-Forwarded-For"
#define TEN                                                                              \
  "10.0.0.9,10.0.0.9,10.0.0.9,10.0.0.9,10.0.0.9,10.0.0.9,10.0.0.9,10.0.0.9,10.0.0.9,"    \
  "10.0.0.9"

/* 10.0.0.0/8 and 2001:db8:f::/48 are proxies. */
static const struct
{
  const char *header; /* that the proxies write */
  const char *peer;
  const char *sent[3]; /* "Name: value" */
  const char *client;  /* NULL: not known */
} hops[] = {
  { X, "192.0.2.1", { NULL }, "192.0.2.1" },
  { X, "192.0.2.1", { X ": 192.0.2.9" }, "192.0.2.1" },
  { X, "10.0.0.1", { NULL }, "10.0.0.1" },
  { X, "10.0.0.1", { X ": 192.0.2.9" }, "192.0.2.9" },
  { X, "10.0.0.1", { "x-forwarded-for:192.0.2.9" }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": 198.51.100.1, 192.0.2.9" }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": 198.51.100.1, 192.0.2.9, 10.0.0.2,10.0.0.3" }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": 198.51.100.1", X ": 192.0.2.9, 10.0.0.2" }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": 192.0.2.9", X ": 10.0.0.2", X ": 10.0.0.3" }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": 10.0.0.2" }, "10.0.0.2" },
  { X, "10.0.0.1", { X ": 192.0.2.9, unknown" }, "10.0.0.1" },
  { X, "10.0.0.1", { X ": 192.0.2.9, unknown, 10.0.0.2" }, "10.0.0.2" },
  { X, "10.0.0.1", { X ": ,,," }, "10.0.0.1" },
  { X, "10.0.0.1", { X ": " }, "10.0.0.1" },
  { X, "10.0.0.1", { X ": 192.0.2.9:4711" }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": [2001:db8::9]:4711" }, "2001:db8::9" },
  { X, "10.0.0.1", { X ": 2001:db8::9" }, "2001:db8::9" },
  { X, "2001:db8:f::1", { X ": 2001:db8::9, 2001:db8:f::7" }, "2001:db8::9" },
  { X, "10.0.0.1", { "Forwarded: for=192.0.2.9" }, "10.0.0.1" },
  { X, "10.0.0.1", { "Forwarded: for=198.51.100.1", X ": 192.0.2.9" }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": 192.0.2.9," TEN }, "192.0.2.9" },
  { X, "10.0.0.1", { X ": 192.0.2.9," TEN "," TEN }, "10.0.0.9" },
  { X, "unix", { X ": 192.0.2.9" }, "192.0.2.9" },
  { X, "unix", { NULL }, NULL },
  { X, "unix", { X ": nobody" }, NULL },
  { "Forwarded", "10.0.0.1", { X ": 192.0.2.9" }, "10.0.0.1" },
  { "forwarded", "10.0.0.1", { "Forwarded: for=192.0.2.9" }, "192.0.2.9" },
  { "Forwarded",
    "10.0.0.1",
    { "Forwarded: for=198.51.100.1, proto=https;For=192.0.2.9;by=10.0.0.1" },
    "192.0.2.9" },
  { "Forwarded",
    "10.0.0.1",
    { "Forwarded: for=\"[2001:db8:cafe::17]:4711\"" },
    "2001:db8:cafe::17" },
  { "Forwarded", "10.0.0.1", { "Forwarded: for=_hidden" }, "10.0.0.1" },
  { "Forwarded", "10.0.0.1", { "Forwarded: proto=https" }, "10.0.0.1" },
};

static GfHttpRequest *
request_with (const char *const *sent, size_t n)
{
  GfHttpRequest *request = gf_http_request_new ("GET", "/");

  for (size_t i = 0; i < n && sent[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (sent[i], ":", 2);

      gf_http_request_add_header (request, parts[0], parts[1]);
    }
  return request;
}

START_TEST (believes_only_the_last_stranger)
{
  const char *const trusted[] = { "10.0.0.0/8", "2001:db8:f::/48", "unix", NULL };
  g_autoptr (GfProxies) proxies = gf_proxies_new (trusted, hops[_i].header, NULL);
  g_autoptr (GfHttpRequest) request = request_with (hops[_i].sent, 3);
  bool local = g_str_equal (hops[_i].peer, "unix");
  GfAddress peer = address_of (local ? "::" : hops[_i].peer);
  GfAddress client;

  ck_assert_int_eq (
      gf_proxies_find_client (proxies, local ? NULL : &peer, request, &client),
      hops[_i].client != NULL);
  if (hops[_i].client == NULL)
    return;
  g_autofree char *text = gf_address_format (&client);
  ck_assert_str_eq (text, hops[_i].client);
}
END_TEST

START_TEST (trusts_nobody_by_itself)
{
  const char *const sent[] = { X ": 192.0.2.9", NULL };
  g_autoptr (GfProxies) none = gf_proxies_new (NULL, NULL, NULL);
  g_autoptr (GfHttpRequest) request = request_with (sent, 1);
  GfAddress peer = address_of ("127.0.0.1");
  GfAddress client;

  ck_assert (gf_proxies_find_client (none, &peer, request, &client));
  ck_assert (gf_address_equal (&client, &peer));
  ck_assert (gf_proxies_find_client (NULL, &peer, request, &client));
  ck_assert (gf_address_equal (&client, &peer));
  ck_assert (!gf_proxies_find_client (NULL, NULL, request, &client));
  ck_assert (!gf_proxies_has (none, NULL));
}
END_TEST

static void
assert_refused (const char *network, const char *header, const char *named)
{
  const char *const trusted[] = { "10.0.0.1", network, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GfProxies) proxies = gf_proxies_new (trusted, header, &error);

  ck_assert_ptr_null (proxies);
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
  ck_assert_ptr_nonnull (strstr (error->message, named));
}

START_TEST (names_what_it_cannot_read)
{
  assert_refused ("10.0.0.1/8", NULL, "'10.0.0.1/8'");
  assert_refused ("proxy.example", NULL, "'proxy.example'");
  assert_refused (NULL, "X-Real-IP", "'X-Real-IP'");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-clients");
  TCase *tests = tcase_create ("clients");

  tcase_add_loop_test (tests, parses_addresses, 0, (int) G_N_ELEMENTS (addresses));
  tcase_add_test (tests, reads_sockets);
  tcase_add_loop_test (tests, takes_a_customer_as_one, 0, (int) G_N_ELEMENTS (sites));
  tcase_add_loop_test (tests, knows_networks, 0, (int) G_N_ELEMENTS (networks));
  tcase_add_loop_test (tests, believes_only_the_last_stranger, 0,
                       (int) G_N_ELEMENTS (hops));
  tcase_add_test (tests, trusts_nobody_by_itself);
  tcase_add_test (tests, names_what_it_cannot_read);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
