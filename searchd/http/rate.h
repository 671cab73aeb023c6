/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rate.h: how many connections each address has, and how many questions it may still ask:
 * a token bucket each.
 *
 * An address is a site (address.h).  Memory is bounded: addresses with a connection, of
 * which there are no more than connections, and as many more as it was made for; past
 * that the one heard of the longest ago is forgotten, and with it how much it had asked.
 * Who has that many addresses to ask from is not held by a limit on each of them.  May be
 * called from any thread.
 */
#pragma once

#include "searchd/http/address.h"

typedef struct GfRate GfRate;

/* gf_rate_new: @n_addresses: how many without a connection are remembered; at least 1. */
GfRate *gf_rate_new (unsigned n_addresses);
void gf_rate_free (GfRate *rate);

/* gf_rate_connect: one connection more; false, and none more, where the site has @most
 * already.  gf_rate_disconnect: one that was counted is closed. */
bool gf_rate_connect (GfRate *rate, const GfAddress *site, unsigned most);
void gf_rate_disconnect (GfRate *rate, const GfAddress *site);

/*
 * gf_rate_take: one question more.
 * @per_second: how many tokens come; over 0   @burst: how many there can be; at least 1
 * @now_us: of g_get_monotonic_time ()
 * Returns: 0 where it may be asked; else how long until one may, in microseconds.
 */
uint64_t gf_rate_take (GfRate *rate, const GfAddress *site, double per_second,
                       unsigned burst, int64_t now_us);

/* gf_rate_count: how many addresses are remembered now. */
unsigned gf_rate_count (GfRate *rate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRate, gf_rate_free)
