/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/rate.h"

#include <string.h>

typedef struct
{
  GfAddress site;
  unsigned n_connections;
  double spent; /* tokens taken that have not come back by refilled_us */
  int64_t refilled_us;
  GList link; /* in idle, where it has no connection; of itself */
} Entry;

struct GfRate
{
  GMutex lock;
  unsigned n_idle_most;
  GHashTable *entries; /* GfAddress to Entry, owned; key is the entry's own */
  GQueue idle;         /* those without a connection, the last heard of first */
};

GfRate *
gf_rate_new (unsigned n_addresses)
{
  GfRate *rate = g_new0 (GfRate, 1);

  g_mutex_init (&rate->lock);
  g_queue_init (&rate->idle);
  rate->n_idle_most = MAX (n_addresses, 1);
  rate->entries = g_hash_table_new_full (gf_address_hash, gf_address_equal, NULL, g_free);
  return rate;
}

void
gf_rate_free (GfRate *rate)
{
  if (rate == NULL)
    return;

  g_hash_table_unref (rate->entries);
  g_mutex_clear (&rate->lock);
  g_free (rate);
}

/* @entry is in idle from now on, as the one last heard of. */
static void
rest (GfRate *rate, Entry *entry)
{
  g_queue_push_head_link (&rate->idle, &entry->link);
  if (rate->idle.length <= rate->n_idle_most)
    return;

  Entry *oldest = g_queue_pop_tail_link (&rate->idle)->data;
  g_hash_table_remove (rate->entries, &oldest->site);
}

/* The entry of @site, made where there is none, out of idle. */
static Entry *
wake (GfRate *rate, const GfAddress *site)
{
  Entry *entry = g_hash_table_lookup (rate->entries, site);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->site = *site;
      entry->link.data = entry;
      g_hash_table_insert (rate->entries, &entry->site, entry);
    }
  else if (entry->n_connections == 0)
    g_queue_unlink (&rate->idle, &entry->link);
  return entry;
}

bool
gf_rate_connect (GfRate *rate, const GfAddress *site, unsigned most)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&rate->lock);
  Entry *entry = wake (rate, site);
  bool allowed = entry->n_connections < most;

  if (allowed)
    entry->n_connections++;
  else if (entry->n_connections == 0)
    rest (rate, entry);
  return allowed;
}

void
gf_rate_disconnect (GfRate *rate, const GfAddress *site)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&rate->lock);
  Entry *entry = g_hash_table_lookup (rate->entries, site);

  g_assert (entry != NULL && entry->n_connections > 0);
  if (--entry->n_connections == 0)
    rest (rate, entry);
}

static uint64_t
take (Entry *entry, double per_second, unsigned burst, int64_t now_us)
{
  double passed_us = (double) MAX (now_us - entry->refilled_us, 0);

  entry->spent = MAX (0, entry->spent - passed_us * per_second / G_USEC_PER_SEC);
  entry->refilled_us = MAX (now_us, entry->refilled_us);
  if (entry->spent + 1 <= burst)
    {
      entry->spent += 1;
      return 0;
    }
  return 1 + (uint64_t) ((entry->spent + 1 - burst) / per_second * G_USEC_PER_SEC);
}

uint64_t
gf_rate_take (GfRate *rate, const GfAddress *site, double per_second, unsigned burst,
              int64_t now_us)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&rate->lock);
  Entry *entry = wake (rate, site);
  uint64_t wait_us = take (entry, per_second, burst, now_us);

  if (entry->n_connections == 0)
    rest (rate, entry);
  return wait_us;
}

unsigned
gf_rate_count (GfRate *rate)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&rate->lock);

  return g_hash_table_size (rate->entries);
}
