/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/component/xapian-trees.h"

#include <math.h>
#include <string.h>

#define N_TREES 120
#define MANY_TIMES 300

XcDatabase *trees_db;
XcDatabase *trees_plain;
bool trees_are_placed;

unsigned
trees_word (GRand *random)
{
  double share = g_rand_double (random);

  return (unsigned) (share * share * share * N_WORDS);
}

static void
add_value (XcDocument *document, uint32_t slot, const char *value)
{
  ck_assert (xc_document_set_value (document, slot, value, strlen (value), NULL));
}

XcDocument *
trees_document (GRand *random, int number)
{
  XcDocument *document = xc_document_new (NULL);
  int n = g_rand_int_range (random, 1, 24);
  g_autofree char *order = g_strdup_printf ("%06d", (number * 7919) % N_DOCUMENTS);
  g_autofree char *unique = g_strdup_printf ("Q%d", number);
  g_autofree char *colour = g_strdup_printf ("c%d", g_rand_int_range (random, 0, 9));
  g_autofree char *group = g_strdup_printf ("g%d", g_rand_int_range (random, 0, 300));
  g_autofree char *prefer = g_strdup_printf ("%d", g_rand_int_range (random, 0, 20));

  g_autoptr (GString) data = g_string_new (NULL);
  g_string_printf (data, "%s %s", order, unique);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%02u", trees_word (random));

      g_string_append_printf (data, " %s", word);
      ck_assert (xc_document_add_posting (document, word, (uint32_t) i + 1, 1, NULL));
    }
  /* More often than a byte can say. libxapian takes what stands nowhere for part of a
     phrase. */
  if (number % 500 == 0 && !trees_are_placed)
    ck_assert (xc_document_add_term (document, "w05", MANY_TIMES, NULL));
  ck_assert (xc_document_add_boolean_term (document, unique, NULL));
  ck_assert (xc_document_set_data (document, data->str, data->len, NULL));
  add_value (document, SLOT_ORDER, order);
  if (number % 11 != 0)
    add_value (document, SLOT_COLOUR, colour);
  if (number % 3 == 0)
    {
      add_value (document, SLOT_GROUP, group);
      add_value (document, SLOT_PREFER, prefer);
    }
  return document;
}

static XcQuery *
term_of (GRand *random, unsigned number)
{
  /* One more than there are. */
  g_autofree char *word
      = g_strdup_printf ("w%02u", number + (g_rand_int_range (random, 0, 20) == 0));

  return xc_query_new_term (word, (uint32_t) g_rand_int_range (random, 1, 3), NULL);
}

static XcQuery *
term (GRand *random)
{
  return term_of (random, trees_word (random));
}

/* A word that may stand in two places libxapian does not always see in both: there only
   where it is asked alone. */
static XcQuery *
term_apart (GRand *random, unsigned number)
{
  unsigned another;

  do
    another = trees_word (random);
  while (trees_are_placed && another <= number + 1 && number <= another + 1);
  return term_of (random, another);
}

static XcQuery *
within (GRand *random)
{
  unsigned number = trees_word (random);
  g_autoptr (XcQuery) a = term_of (random, number);
  g_autoptr (XcQuery) b = term_apart (random, number);
  g_autoptr (XcQuery) c = term_apart (random, number);
  XcQuery *either[] = { b, c };
  g_autoptr (XcQuery) place = xc_query_new_or (either, 2, NULL);
  XcQuery *places[] = { a, place };
  uint32_t window = (uint32_t) g_rand_int_range (random, 0, 5);

  return g_rand_boolean (random) ? xc_query_new_near (places, 2, window, NULL)
                                 : xc_query_new_phrase (places, 2, window, NULL);
}

static XcQuery *
synonym (GRand *random)
{
  g_autoptr (XcQuery) a = term (random);
  g_autoptr (XcQuery) b = term (random);
  g_autoptr (XcQuery) c = term (random);
  XcQuery *parts[] = { a, b, c };

  return xc_query_new_synonym (parts, (size_t) g_rand_int_range (random, 1, 4), NULL);
}

static XcQuery *
leaf (GRand *random)
{
  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
      return within (random);
    case 1:
      return xc_query_new_wildcard ("w0", 100, XC_WILDCARD_MOST_FREQUENT, NULL);
    case 2:
      return xc_query_new_all (NULL);
    case 3:
      return xc_query_new_nothing (NULL);
    case 4:
      {
        XcBytes from = { "c3", 2 }, to = { "c6", 2 };

        return xc_query_new_value_range (SLOT_COLOUR, &from, &to, NULL);
      }
    case 5:
    case 6:
    case 7:
      return synonym (random);
    default:
      return term (random);
    }
}

XcQuery *
trees_tree (GRand *random, int depth)
{
  if (depth == 0)
    return leaf (random);

  g_autoptr (XcQuery) a = trees_tree (random, depth - 1);
  g_autoptr (XcQuery) b = trees_tree (random, depth - 1);
  XcQuery *both[] = { a, b };

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      return xc_query_new_and (both, 2, NULL);
    case 1:
      return xc_query_new_and_not (a, b, NULL);
    case 2:
      return xc_query_new_filter (a, b, NULL);
    case 3:
      return xc_query_new_and_maybe (a, b, NULL);
    case 4:
      return xc_query_new_scaled (a, g_rand_int_range (random, 0, 4) * 0.4, NULL);
    default:
      return xc_query_new_or (both, 2, NULL);
    }
}

XcResults *
trees_search (const XcSearch *request, bool plain)
{
  g_autoptr (GError) error = NULL;

  XcDatabase *asked = plain && trees_plain != NULL ? trees_plain : trees_db;

  xc_testing_set_plain (asked, plain);
  XcResults *results = xc_search (asked, request, &error);
  assert_ok (results != NULL, error);
  return results;
}

static bool
is_near (double a, double b)
{
  return fabs (a - b) <= 1e-9 * (1 + fabs (a));
}

/* Sums are added up in another order: what differs in the last digits may change places.
 */
static bool
is_tied (const XcHit *hits, size_t n, size_t i)
{
  return (i > 0 && is_near (hits[i].weight, hits[i - 1].weight))
         || (i + 1 < n && is_near (hits[i].weight, hits[i + 1].weight)) || i + 1 == n;
}

static void
compare_hits (const XcResults *ours, const XcResults *theirs)
{
  size_t n, n_theirs;
  const XcHit *a = xc_results_get_hits (ours, &n);
  const XcHit *b = xc_results_get_hits (theirs, &n_theirs);

  ck_assert_uint_eq (n, n_theirs);
  for (size_t i = 0; i < n; i++)
    {
      ck_assert_msg (is_near (a[i].weight, b[i].weight), "%zu: %.12f, not %.12f", i,
                     a[i].weight, b[i].weight);
      ck_assert_msg (a[i].docid == b[i].docid || is_tied (b, n, i), "%zu: %u, not %u", i,
                     a[i].docid, b[i].docid);
      if (a[i].docid != b[i].docid)
        continue;
      ck_assert_uint_eq (a[i].n_collapsed, b[i].n_collapsed);
      ck_assert_str_eq (a[i].data.data, b[i].data.data);
      ck_assert_str_eq (a[i].values[0].data, b[i].values[0].data);
    }
}

static void
compare_counts (const XcResults *ours, const XcResults *theirs)
{
  size_t n, n_theirs;
  const XcEntry *a = xc_results_get_counts (ours, 0, &n);
  const XcEntry *b = xc_results_get_counts (theirs, 0, &n_theirs);

  ck_assert_uint_eq (n, n_theirs);
  for (size_t i = 0; i < n; i++)
    {
      ck_assert_str_eq (a[i].name.data, b[i].name.data);
      ck_assert_uint_eq (a[i].count, b[i].count);
    }
}

static void
compare (const XcSearch *request)
{
  g_autoptr (XcResults) ours = trees_search (request, false);
  g_autoptr (XcResults) theirs = trees_search (request, true);
  const XcTotal *total = xc_results_get_total (ours);

  ck_assert_uint_eq (total->lower, total->upper);
  ck_assert_uint_eq (total->lower, xc_results_get_total (theirs)->lower);
  ck_assert_uint_eq (total->n_collapsed, xc_results_get_total (theirs)->n_collapsed);
  ck_assert (!total->cut_short && !total->order_cut);
  compare_hits (ours, theirs);
  compare_counts (ours, theirs);
}

/* Which way each loop asks. */
static const struct
{
  bool by_colour;
  bool descending;
  bool collapses;
  bool among;
  uint32_t offset;
  uint32_t limit;
} ways[] = {
  { .limit = 10 },
  { .offset = 15, .limit = 60 },
  { .limit = 0 },
  { .collapses = true, .limit = 30 },
  { .by_colour = true, .limit = 20 },
  { .by_colour = true, .descending = true, .offset = 7, .limit = 20 },
  { .by_colour = true, .collapses = true, .limit = 20 },
  { .among = true, .limit = 60 },
  { .among = true, .collapses = true, .limit = 30 },
};

/* Some numbers, rising, the last of which may be above all that there are. */
static GArray *
some_documents (GRand *random)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  uint32_t step = (uint32_t) g_rand_int_range (random, 1, 100);

  for (uint32_t number = step; number <= N_DOCUMENTS + step; number += step)
    g_array_append_val (numbers, number);
  return numbers;
}

void
trees_compare (int way)
{
  static const uint32_t slots[] = { SLOT_COLOUR };
  XcSortKey key = { SLOT_COLOUR, ways[way].descending };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) way + 17);

  for (int i = 0; i < N_TREES; i++)
    {
      g_autoptr (XcQuery) query
          = trees_tree (random, g_rand_int_range (random, 0, MAX_DEPTH));
      g_autoptr (GArray) among = some_documents (random);
      XcSearch request = XC_SEARCH_INIT;

      request.query = query;
      if (ways[way].among)
        {
          request.among = (const uint32_t *) (const void *) among->data;
          request.n_among = among->len;
        }
      request.offset = ways[way].offset;
      request.limit = ways[way].limit;
      request.exact_total = true;
      request.tie_slot = SLOT_ORDER;
      request.value_slots = request.count_slots = slots;
      request.n_value_slots = request.n_count_slots = 1;
      if (ways[way].collapses)
        {
          request.collapse_slot = SLOT_GROUP;
          request.prefer_slot = SLOT_PREFER;
        }
      if (ways[way].by_colour)
        {
          request.weighting = XC_WEIGHTING_NONE;
          request.sort_keys = &key;
          request.n_sort_keys = 1;
        }
      compare (&request);
    }
}
