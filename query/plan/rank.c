/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/rank.h"

#include <math.h>
#include <string.h>

#include "common/schema.h"

/* Hits that are put in order by their spelling too. */
#define DEPTH 50
#define GRAM_WEIGHT 0.25
/* The newest weigh this much more, and half of it is gone in so many years. */
#define RECENCY_SHARE 0.3
#define RECENCY_YEARS 3.0

/* Mean lengths (xc_database_get_average_length (): some 1.9 times the words) up to which
 * a collection is one of short texts, and from which it is one of long ones. */
#define SHORT_LENGTH 155.0
#define LONG_LENGTH 670.0

static const XcBm25 short_bm25 = { .k1 = 0.7, .k3 = 1, .b = 0.4, .min_normlen = 0.5 };
static const XcBm25 long_bm25 = { .k1 = 1.6, .k3 = 1, .b = 0.8, .min_normlen = 0 };

static double
between (double from, double to, double share)
{
  return from + (to - from) * share;
}

bool
gf_rank_bm25 (XcDatabase *db, XcBm25 *bm25_out, GError **error)
{
  double length;

  if (!xc_database_get_average_length (db, &length, error))
    return false;

  double share = CLAMP ((length - SHORT_LENGTH) / (LONG_LENGTH - SHORT_LENGTH), 0.0, 1.0);
  *bm25_out = short_bm25;
  bm25_out->k1 = between (short_bm25.k1, long_bm25.k1, share);
  bm25_out->b = between (short_bm25.b, long_bm25.b, share);
  bm25_out->min_normlen = between (short_bm25.min_normlen, long_bm25.min_normlen, share);
  return true;
}

void
gf_page_clear (GfPage *page)
{
  xc_results_free (page->results);
  if (page->hits != NULL)
    g_array_unref (page->hits);
}

/* g_array_sort () is stable: hits of one weight keep the order that the search gave them.
 */
static int
by_weight (gconstpointer a, gconstpointer b)
{
  double first = ((const XcHit *) a)->weight;
  double second = ((const XcHit *) b)->weight;

  return first < second ? 1 : first > second ? -1 : 0;
}

static bool
add_spelling (const GfReorder *reorder, const XcBm25 *bm25, GArray *hits, GError **error)
{
  g_autofree double *scores = g_new0 (double, hits->len + 1);

  if (!gf_grams_score (reorder->grams, &reorder->words, bm25,
                       (const XcHit *) (const void *) hits->data, hits->len, scores,
                       error))
    return false;
  for (unsigned i = 0; i < hits->len; i++)
    g_array_index (hits, XcHit, i).weight += GRAM_WEIGHT * scores[i];
  return true;
}

/* "20230228", "202302" or "2023" as years; 0 where there is no date. */
static double
years_of (const XcHit *hit)
{
  const XcBytes *date = &hit->values[1];
  g_autofree char *digits = g_strndup (date->data, MIN (date->size, 6));
  double number = g_ascii_strtod (digits, NULL);

  if (date->size < 4)
    return 0;
  return date->size < 6 ? number : floor (number / 100) + fmod (number, 100) / 12;
}

/* Against the newest of the hits and not against today, so that the same question gives
   the same order tomorrow. */
static void
add_recency (GArray *hits)
{
  double newest = 0;

  for (unsigned i = 0; i < hits->len; i++)
    newest = MAX (newest, years_of (&g_array_index (hits, XcHit, i)));
  for (unsigned i = 0; i < hits->len; i++)
    {
      XcHit *hit = &g_array_index (hits, XcHit, i);

      hit->weight *= 1 + RECENCY_SHARE * exp2 ((years_of (hit) - newest) / RECENCY_YEARS);
    }
}

/* The first DEPTH of @hits in the order that is wanted. */
static bool
reorder_best (XcDatabase *db, const GfReorder *reorder, const XcBm25 *bm25, GArray *hits,
              GError **error)
{
  unsigned n = MIN (hits->len, DEPTH);
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (XcHit));

  if (n == 0)
    return true;
  g_array_append_vals (best, hits->data, n);
  if (reorder->grams != NULL && !add_spelling (reorder, bm25, best, error))
    return false;
  if (reorder->context != NULL
      && !gf_context_add (reorder->context, db, reorder->words.memory, best, error))
    return false;
  if (reorder->recency)
    add_recency (best);
  g_array_sort (best, by_weight);
  memcpy (hits->data, best->data, n * sizeof (XcHit));
  return true;
}

static GArray *
take_hits (const XcResults *results)
{
  size_t n;
  const XcHit *hits = xc_results_get_hits (results, &n);
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (XcHit));

  if (n > 0)
    g_array_append_vals (taken, hits, (guint) n);
  return taken;
}

static bool
is_late (const XcSearch *search)
{
  return search->deadline_us > 0 && g_get_monotonic_time () >= search->deadline_us;
}

/* A page that begins among the hits to be put in order needs all of these. */
static bool
rank_from_the_top (XcDatabase *db, const XcSearch *search, const GfReorder *reorder,
                   GfPage *page_out, GError **error)
{
  static const uint32_t slots[] = { GF_SLOT_ORDER, GF_SLOT_DATE };
  bool needs_order = reorder->context != NULL && reorder->words.memory == NULL;
  XcSearch whole = *search;

  /* Of most of them the order alone is wanted. */
  whole.no_data = true;
  whole.value_slots = slots;
  whole.n_value_slots = reorder->recency ? 2 : needs_order ? 1 : 0;
  whole.offset = 0;
  whole.limit = MAX (search->offset + search->limit, DEPTH);
  page_out->results = xc_search (db, &whole, error);
  if (page_out->results == NULL)
    return false;
  page_out->hits = take_hits (page_out->results);
  page_out->order_cut = is_late (search);
  if (!page_out->order_cut
      && !reorder_best (db, reorder, &search->bm25, page_out->hits, error))
    return false;

  unsigned skip = MIN (search->offset, page_out->hits->len);
  g_array_remove_range (page_out->hits, 0, skip);
  g_array_set_size (page_out->hits, MIN (search->limit, page_out->hits->len));
  return xc_results_fetch_data (page_out->results, db,
                                (XcHit *) (void *) page_out->hits->data,
                                page_out->hits->len, error);
}

bool
gf_rank_page (XcDatabase *db, const XcSearch *search, const GfReorder *reorder,
              GfPage *page_out, GError **error)
{
  page_out->hits = NULL;
  if (reorder != NULL && search->offset < DEPTH && search->limit > 0)
    return rank_from_the_top (db, search, reorder, page_out, error);

  page_out->results = xc_search (db, search, error);
  if (page_out->results == NULL)
    return false;
  page_out->hits = take_hits (page_out->results);
  return true;
}
