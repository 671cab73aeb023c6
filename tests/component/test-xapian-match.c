/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is found by what is remembered of a database is what libxapian finds: the same
 * documents, weights, order, totals and counts, for random trees over random documents.
 */
#include "tests/component/test-xapian-fixture.h"

#include <math.h>
#include <string.h>

#include "xapian-c/xc-testing.h"

/* More than are weighed together, so that some are passed over by what is known of the
   best before them. */
#define N_DOCUMENTS 17000
#define N_WORDS 40
#define N_TREES 120
#define MAX_DEPTH 3
#define MANY_TIMES 300

enum
{
  SLOT_ORDER,
  SLOT_COLOUR, /* few values, some documents without */
  SLOT_GROUP,  /* of what is collapsed */
  SLOT_PREFER
};

static XcDatabase *db;

/* Word 0 is in most documents, the last in next to none. */
static unsigned
random_word (GRand *random)
{
  double share = g_rand_double (random);

  return (unsigned) (share * share * share * N_WORDS);
}

static void
add_value (XcDocument *document, uint32_t slot, const char *value)
{
  ck_assert (xc_document_set_value (document, slot, value, strlen (value), NULL));
}

static XcDocument *
random_document (GRand *random, int number)
{
  XcDocument *document = xc_document_new (NULL);
  int n = g_rand_int_range (random, 1, 24);
  g_autofree char *order = g_strdup_printf ("%06d", (number * 7919) % N_DOCUMENTS);
  g_autofree char *unique = g_strdup_printf ("Q%d", number);
  g_autofree char *colour = g_strdup_printf ("c%d", g_rand_int_range (random, 0, 9));
  g_autofree char *group = g_strdup_printf ("g%d", g_rand_int_range (random, 0, 300));
  g_autofree char *prefer = g_strdup_printf ("%d", g_rand_int_range (random, 0, 20));

  for (int i = 0; i < n; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%02u", random_word (random));

      ck_assert (xc_document_add_posting (document, word, (uint32_t) i + 1, 1, NULL));
    }
  /* More often than a byte can say. */
  if (number % 500 == 0)
    ck_assert (xc_document_add_term (document, "w05", MANY_TIMES, NULL));
  ck_assert (xc_document_add_boolean_term (document, unique, NULL));
  ck_assert (xc_document_set_data (document, order, strlen (order), NULL));
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

static void
setup (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  fixture_setup ();
  g_autofree char *path = fixture_path ("db");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE, &error);
  for (int i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (XcDocument) document = random_document (random, i);

      assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
    }
  for (int i = 0; i < N_DOCUMENTS; i += 97)
    {
      g_autofree char *unique = g_strdup_printf ("Q%d", i);

      assert_ok (xc_writer_delete_documents (writer, unique, &error), error);
    }
  assert_ok (xc_writer_close (writer, &error), error);
  db = xc_database_open (path, &error);
  assert_ok (db != NULL, error);
}

static void
teardown (void)
{
  g_clear_pointer (&db, xc_database_free);
  fixture_teardown ();
}

static XcQuery *
term (GRand *random)
{
  unsigned number = random_word (random);
  /* One more than there are. */
  g_autofree char *word
      = g_strdup_printf ("w%02u", number + (g_rand_int_range (random, 0, 20) == 0));

  return xc_query_new_term (word, (uint32_t) g_rand_int_range (random, 1, 3), NULL);
}

static XcQuery *
within (GRand *random)
{
  g_autoptr (XcQuery) a = term (random);
  g_autoptr (XcQuery) b = term (random);
  g_autoptr (XcQuery) c = term (random);
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

static XcQuery *
tree (GRand *random, int depth)
{
  if (depth == 0)
    return leaf (random);

  g_autoptr (XcQuery) a = tree (random, depth - 1);
  g_autoptr (XcQuery) b = tree (random, depth - 1);
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

static XcResults *
search (const XcSearch *request, bool plain)
{
  g_autoptr (GError) error = NULL;

  xc_testing_set_plain (db, plain);
  XcResults *results = xc_search (db, request, &error);
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
  g_autoptr (XcResults) ours = search (request, false);
  g_autoptr (XcResults) theirs = search (request, true);
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

START_TEST (finds_what_libxapian_finds)
{
  static const uint32_t slots[] = { SLOT_COLOUR };
  XcSortKey key = { SLOT_COLOUR, ways[_i].descending };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i + 17);

  for (int i = 0; i < N_TREES; i++)
    {
      g_autoptr (XcQuery) query = tree (random, g_rand_int_range (random, 0, MAX_DEPTH));
      g_autoptr (GArray) among = some_documents (random);
      XcSearch request = XC_SEARCH_INIT;

      request.query = query;
      if (ways[_i].among)
        {
          request.among = (const uint32_t *) (const void *) among->data;
          request.n_among = among->len;
        }
      request.offset = ways[_i].offset;
      request.limit = ways[_i].limit;
      request.exact_total = true;
      request.tie_slot = SLOT_ORDER;
      request.value_slots = request.count_slots = slots;
      request.n_value_slots = request.n_count_slots = 1;
      if (ways[_i].collapses)
        {
          request.collapse_slot = SLOT_GROUP;
          request.prefer_slot = SLOT_PREFER;
        }
      if (ways[_i].by_colour)
        {
          request.weighting = XC_WEIGHTING_NONE;
          request.sort_keys = &key;
          request.n_sort_keys = 1;
        }
      compare (&request);
    }
}
END_TEST

static XcResults *
search_until (XcQuery *query, int64_t deadline_us)
{
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.exact_total = true;
  request.deadline_us = deadline_us;
  return search (&request, false);
}

START_TEST (what_is_too_dear_is_left)
{
  g_autoptr (XcQuery) word = xc_query_new_term ("w00", 1, NULL);
  XcSearch request = XC_SEARCH_INIT;

  request.query = word;
  request.exact_total = true;

  g_autoptr (XcResults) whole = search (&request, false);
  uint32_t n = xc_results_get_total (whole)->lower;

  ck_assert_uint_gt (n, 100);
  request.most_postings = n;
  g_autoptr (XcResults) within = search (&request, false);
  request.most_postings = n - 1;
  g_autoptr (XcResults) past = search (&request, false);

  ck_assert_uint_eq (xc_results_get_total (within)->too_dear, 0);
  ck_assert_uint_eq (xc_results_get_total (within)->lower, n);
  ck_assert_uint_eq (xc_results_get_total (past)->too_dear, n);
  ck_assert (xc_results_get_total (past)->cut_short);
  ck_assert_uint_le (xc_results_get_total (past)->lower, n);
  ck_assert_uint_ge (xc_results_get_total (past)->upper, n);
}
END_TEST

/* What was not looked at is not passed over in silence, and what is told is true. */
START_TEST (a_deadline_is_told)
{
  g_autoptr (XcQuery) a = xc_query_new_term ("w00", 1, NULL);
  g_autoptr (XcQuery) b = xc_query_new_term ("w01", 1, NULL);
  XcQuery *places[] = { a, b };
  bool was_cut = false;

  for (uint32_t i = 0; i < 40; i++)
    {
      /* Another one each time: what was found once is remembered. */
      g_autoptr (XcQuery) phrase = xc_query_new_phrase (places, 2, i + 2, NULL);
      g_autoptr (XcResults) part
          = search_until (phrase, g_get_monotonic_time () - 1 + 100 * i);
      g_autoptr (XcResults) whole
          = search_until (phrase, g_get_monotonic_time () + 60000000);
      const XcTotal *total = xc_results_get_total (part);
      uint32_t n = xc_results_get_total (whole)->lower;

      ck_assert_uint_gt (n, 100);
      ck_assert (!xc_results_get_total (whole)->cut_short);
      ck_assert_uint_le (total->lower, n);
      ck_assert_uint_ge (total->upper, n);
      ck_assert (total->cut_short || total->lower == n);
      was_cut = was_cut || (total->cut_short && total->order_cut);
    }
  ck_assert (was_cut);
}
END_TEST

static void
assert_frequency (XcDatabase *of, const char *term, uint32_t expected)
{
  uint32_t count = expected + 1;
  bool exists = expected == 0;

  ck_assert (xc_database_get_term_frequency (of, term, &count, NULL));
  ck_assert_uint_eq (count, expected);
  ck_assert (xc_database_has_term (of, term, &exists, NULL));
  ck_assert (exists == (expected > 0));
}

/* A commit is seen when the handle is reopened, and not before. */
START_TEST (what_is_remembered_is_of_one_commit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("db");
  g_autoptr (XcQuery) query = xc_query_new_term ("w00", 1, NULL);
  g_autoptr (XcDatabase) other = xc_database_open (path, &error);
  g_autoptr (XcResults) before = search_until (query, 0);
  uint32_t n = xc_results_get_total (before)->lower;
  const FixtureDocument added = { "new", "w00", { NULL } };

  assert_frequency (db, "w00", n);
  assert_frequency (db, "Qnew", 0);
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);
  g_autoptr (XcDocument) document = fixture_document (&added);

  assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
  assert_ok (xc_database_reopen (db, NULL, &error), error);
  g_autoptr (XcResults) after = search_until (query, 0);
  ck_assert_uint_eq (xc_results_get_total (after)->lower, n + 1);
  assert_frequency (db, "w00", n + 1);
  assert_frequency (db, "Qnew", 1);

  g_autoptr (XcDatabase) shown = g_steal_pointer (&db);
  (void) shown;
  db = g_steal_pointer (&other);
  g_autoptr (XcResults) old = search_until (query, 0);
  ck_assert_uint_eq (xc_results_get_total (old)->lower, n);
  assert_frequency (db, "w00", n);
  assert_frequency (db, "Qnew", 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-match");
  TCase *tests = tcase_create ("match");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_set_timeout (tests, 120);
  tcase_add_loop_test (tests, finds_what_libxapian_finds, 0, G_N_ELEMENTS (ways));
  tcase_add_test (tests, a_deadline_is_told);
  tcase_add_test (tests, what_is_too_dear_is_left);
  tcase_add_test (tests, what_is_remembered_is_of_one_commit);
  suite_add_tcase (suite, tests);
  return fixture_run (suite);
}
