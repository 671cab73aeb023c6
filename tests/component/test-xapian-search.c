/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching: totals, order, pages, values, counts, weights, the time limit. */
#include "tests/component/test-xapian-fixture.h"
#include "xapian-c/xc-testing.h"

#include <stdlib.h>
#include <string.h>

/* Slot 0: an id that differs, in another order than the numbers; 1: a date; 2: a colour.
 */
static const FixtureDocument documents[] = {
  { "e", "sea", { "0=e", "1=2021", "2=blue" } },
  { "d", "sea", { "0=d", "1=2020", "2=red" } },
  { "c", "sea", { "0=c", "2=blue" } },
  { "b", "sea", { "0=b", "1=2021" } },
  { "a", "sea sea sea", { "0=a", "1=20", "2=blue" } },
  { "f", "land", { "0=f", "1=2022", "2=green" } },
};

#define N_SEA 5

static XcDatabase *db;

static void
setup (void)
{
  g_autoptr (GError) error = NULL;

  fixture_setup ();
  g_autofree char *path = fixture_path ("db");
  fixture_write (path, documents, G_N_ELEMENTS (documents));
  db = xc_database_open (path, &error);
  assert_ok (db != NULL, error);
}

static void
teardown (void)
{
  g_clear_pointer (&db, xc_database_free);
  fixture_teardown ();
}

static XcResults *
search (XcSearch request, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query = xc_query_new_term (word, 1, NULL);

  request.query = query;
  XcResults *results = xc_search (db, &request, &error);
  assert_ok (results != NULL, error);
  return results;
}

static void
assert_order (XcSearch request, const char *expected)
{
  g_autoptr (XcResults) results = search (request, "sea");
  g_autofree char *ids = fixture_ids (results);

  ck_assert_str_eq (ids, expected);
}

static const struct
{
  XcWeighting weighting;
  uint32_t tie_slot;
  XcSortKey keys[2];
  size_t n_keys;
  const char *expected;
} orders[] = {
  /* The heaviest first; then equals by number, or by the slot. */
  { XC_WEIGHTING_BM25, XC_NO_SLOT, { { 0 } }, 0, "a e d c b" },
  { XC_WEIGHTING_BM25, 0, { { 0 } }, 0, "a b c d e" },
  { XC_WEIGHTING_NONE, XC_NO_SLOT, { { 0 } }, 0, "e d c b a" },
  { XC_WEIGHTING_NONE, 0, { { 0 } }, 0, "a b c d e" },
  /* "c" has no date, "b" no colour: last both ways. "20" is before its continuations. */
  { XC_WEIGHTING_BM25, 0, { { 1, false } }, 1, "a d b e c" },
  { XC_WEIGHTING_BM25, 0, { { 1, true } }, 1, "b e d a c" },
  { XC_WEIGHTING_BM25, XC_NO_SLOT, { { 1, true } }, 1, "e b d a c" },
  { XC_WEIGHTING_BM25, 0, { { 2, false }, { 1, false } }, 2, "a e c d b" },
  { XC_WEIGHTING_BM25, 0, { { 2, true }, { 1, true } }, 2, "d e a c b" },
  { XC_WEIGHTING_BM25, 0, { { 2, false }, { 1, true } }, 2, "e a c d b" },
  { XC_WEIGHTING_NONE, 0, { { 1, true } }, 1, "b e d a c" },
  { XC_WEIGHTING_NONE, 0, { { 7, true } }, 1, "a b c d e" },
};

START_TEST (order_is_as_asked)
{
  XcSearch request = XC_SEARCH_INIT;

  request.weighting = orders[_i].weighting;
  request.tie_slot = orders[_i].tie_slot;
  request.sort_keys = orders[_i].keys;
  request.n_sort_keys = orders[_i].n_keys;
  assert_order (request, orders[_i].expected);
}
END_TEST

START_TEST (pages_join_up_to_the_whole)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  XcSearch request = XC_SEARCH_INIT;

  request.tie_slot = 0;
  request.limit = 2;
  for (request.offset = 0; request.offset < 10; request.offset += request.limit)
    {
      g_autoptr (XcResults) results = search (request, "sea");
      g_autofree char *ids = fixture_ids (results);

      g_string_append_printf (joined, "%s ", ids);
    }
  ck_assert_str_eq (joined->str, "a b c d e   ");
}
END_TEST

static const struct
{
  uint32_t offset;
  uint32_t limit;
  const char *expected;
} pages[] = {
  { 0, 0, "" },
  { 4, UINT32_MAX, "e" },
  { 5, 10, "" },
  { UINT32_MAX, UINT32_MAX, "" },
};

START_TEST (odd_pages)
{
  XcSearch request = XC_SEARCH_INIT;

  request.tie_slot = 0;
  request.exact_total = true;
  request.offset = pages[_i].offset;
  request.limit = pages[_i].limit;
  g_autoptr (XcResults) results = search (request, "sea");
  g_autofree char *ids = fixture_ids (results);

  ck_assert_str_eq (ids, pages[_i].expected);
  ck_assert_uint_eq (xc_results_get_total (results)->lower, N_SEA);
  ck_assert_uint_eq (xc_results_get_total (results)->upper, N_SEA);
}
END_TEST

START_TEST (an_order_with_zero_bytes_and_continuations)
{
  /* Ascending by bytes; "" is no value, and so last. */
  static const struct
  {
    const char *bytes;
    size_t size;
  } values[] = { { "\0", 1 },    { "\0\0", 2 }, { "\0\xff", 2 },   { "\x01", 1 },
                 { "a", 1 },     { "a\0", 2 },  { "a\0b", 3 },     { "a\x01", 2 },
                 { "a\xff", 2 }, { "\xff", 1 }, { "\xff\xff", 2 }, { "", 0 } };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("bytes");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE, &error);
  size_t n, last = G_N_ELEMENTS (values) - 1;

  for (size_t i = 0; i < G_N_ELEMENTS (values); i++)
    {
      /* In an order that neither direction asks for. */
      size_t at = i * 5 % G_N_ELEMENTS (values);
      g_autoptr (XcDocument) document = xc_document_new (NULL);
      char id = (char) ('a' + at);

      ck_assert (xc_document_set_data (document, &id, 1, NULL));
      ck_assert (
          xc_document_set_value (document, 3, values[at].bytes, values[at].size, NULL));
      ck_assert (xc_writer_add_document (writer, document, NULL, NULL));
    }

  XcSortKey key = { .slot = 3, .descending = _i == 1 };
  XcSearch request = XC_SEARCH_INIT;
  g_autoptr (XcQuery) all = xc_query_new_all (NULL);
  request.query = all;
  request.limit = 100;
  request.sort_keys = &key;
  request.n_sort_keys = 1;
  g_autoptr (XcResults) results
      = xc_search (xc_writer_get_database (writer), &request, &error);
  assert_ok (results != NULL, error);
  const XcHit *hits = xc_results_get_hits (results, &n);
  ck_assert_uint_eq (n, G_N_ELEMENTS (values));
  for (size_t i = 0; i < last; i++)
    ck_assert_int_eq (hits[i].data.data[0], (int) ('a' + (_i == 1 ? last - 1 - i : i)));
  ck_assert_int_eq (hits[last].data.data[0], (int) ('a' + last));
}
END_TEST

START_TEST (values_come_with_the_hits)
{
  static const uint32_t slots[] = { 2, 7, 0 };
  XcSearch request = XC_SEARCH_INIT;
  size_t n;

  request.tie_slot = 0;
  request.value_slots = slots;
  request.n_value_slots = G_N_ELEMENTS (slots);
  g_autoptr (XcResults) results = search (request, "sea");
  const XcHit *hits = xc_results_get_hits (results, &n);

  ck_assert_uint_eq (n, N_SEA);
  ck_assert_uint_eq (hits[0].docid, 5);
  ck_assert_str_eq (hits[0].values[0].data, "blue");
  ck_assert_uint_eq (hits[0].values[0].size, 4);
  ck_assert_uint_eq (hits[0].values[1].size, 0);
  ck_assert_str_eq (hits[0].values[1].data, "");
  ck_assert_str_eq (hits[0].values[2].data, "a");
  ck_assert_str_eq (hits[4].values[2].data, "e");
}
END_TEST

START_TEST (weights)
{
  XcSearch request = XC_SEARCH_INIT;
  size_t n;
  g_autoptr (XcResults) results = search (request, "sea");
  const XcHit *hits = xc_results_get_hits (results, &n);

  ck_assert_double_gt (hits[0].weight, hits[1].weight);
  ck_assert_double_eq (hits[1].weight, hits[4].weight);

  /* Without k1 it does not matter how often. */
  request.bm25.k1 = 0;
  g_autoptr (XcResults) flat = search (request, "sea");
  hits = xc_results_get_hits (flat, &n);
  ck_assert_double_eq (hits[0].weight, hits[4].weight);
  ck_assert_double_gt (hits[0].weight, 0);

  request.weighting = XC_WEIGHTING_NONE;
  g_autoptr (XcResults) none = search (request, "sea");
  hits = xc_results_get_hits (none, &n);
  ck_assert_double_eq (hits[0].weight, 0);
}
END_TEST

static void
assert_counts (const XcResults *results, size_t which, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  size_t n;
  const XcEntry *counts = xc_results_get_counts (results, which, &n);

  for (size_t i = 0; i < n; i++)
    g_string_append_printf (text, "%s:%u ", counts[i].name.data, counts[i].count);
  ck_assert_str_eq (text->str, expected);
}

START_TEST (counts_are_over_all_that_match)
{
  static const uint32_t slots[] = { 2, 1, 7 };
  XcSearch request = XC_SEARCH_INIT;

  request.limit = (uint32_t) _i;
  request.count_slots = slots;
  request.n_count_slots = G_N_ELEMENTS (slots);
  g_autoptr (XcResults) results = search (request, "sea");
  const XcTotal *total = xc_results_get_total (results);

  assert_counts (results, 0, "blue:3 red:1 ");
  assert_counts (results, 1, "20:1 2020:1 2021:2 ");
  assert_counts (results, 2, "");
  ck_assert_uint_eq (total->lower, N_SEA);
  ck_assert_uint_eq (total->upper, N_SEA);
  ck_assert (!total->cut_short);
}
END_TEST

/* Enough documents for libxapian to stop early where it may. */
#define N_MANY 3000

static XcDatabase *
many (void)
{
  g_autofree char *path = fixture_path ("many");
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE, NULL);

  srand (7);
  for (unsigned i = 0; i < N_MANY; i++)
    {
      g_autoptr (XcDocument) document = xc_document_new (NULL);
      g_autofree char *id = g_strdup_printf ("%05u", i * 7919 % N_MANY);

      if (i % 2 == 0)
        ck_assert (
            xc_document_add_term (document, "two", 1 + (unsigned) rand () % 3, NULL));
      if (i % 3 == 0)
        ck_assert (xc_document_add_term (document, "three", 1, NULL));
      ck_assert (
          xc_document_add_term (document, "all", 1 + (unsigned) rand () % 3, NULL));
      ck_assert (xc_document_set_value (document, 0, id, 5, NULL));
      ck_assert (xc_document_set_data (document, id, 5, NULL));
      ck_assert (xc_writer_add_document (writer, document, NULL, NULL));
    }
  ck_assert (xc_writer_close (writer, NULL));
  return xc_database_open (path, NULL);
}

static const struct
{
  const char *a;
  const char *b;
  uint32_t total;
} totals[] = {
  { "two", "three", N_MANY / 6 },
  { "two", "all", N_MANY / 2 },
  { "all", "all", N_MANY },
  { "two", "nobody", 0 },
};

START_TEST (an_exact_total_is_exact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) big = many ();
  g_autoptr (XcQuery) a = xc_query_new_term (totals[_i].a, 1, NULL);
  g_autoptr (XcQuery) b = xc_query_new_term (totals[_i].b, 1, NULL);
  XcQuery *parts[] = { a, b };
  g_autoptr (XcQuery) query = xc_query_new_and (parts, 2, NULL);
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.tie_slot = 0;
  g_autoptr (XcResults) quick = xc_search (big, &request, &error);
  request.exact_total = true;
  g_autoptr (XcResults) exact = xc_search (big, &request, &error);
  const XcTotal *total = xc_results_get_total (quick);

  ck_assert_uint_le (total->lower, totals[_i].total);
  ck_assert_uint_ge (total->upper, totals[_i].total);
  ck_assert (!total->cut_short);
  total = xc_results_get_total (exact);
  ck_assert_uint_eq (total->lower, totals[_i].total);
  ck_assert_uint_eq (total->estimated, totals[_i].total);
  ck_assert_uint_eq (total->upper, totals[_i].total);
  ck_assert (!total->cut_short);

  /* Looking at everything does not change the page. */
  g_autofree char *ids = fixture_ids (quick);
  g_autofree char *exact_ids = fixture_ids (exact);
  ck_assert_str_eq (ids, exact_ids);
}
END_TEST

static void
assert_exact (XcDatabase *asked, const XcQuery *query, unsigned variant,
              uint32_t expected)
{
  g_autoptr (GError) error = NULL;
  XcSortKey key = { 0, true };
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.exact_total = true;
  request.weighting = variant & 1 ? XC_WEIGHTING_NONE : XC_WEIGHTING_BM25;
  request.sort_keys = &key;
  request.n_sort_keys = variant & 2 ? 1 : 0;
  request.tie_slot = variant & 4 ? 0 : XC_NO_SLOT;
  request.limit = variant & 8 ? 0 : 10;
  g_autoptr (XcResults) results = xc_search (asked, &request, &error);
  assert_ok (results != NULL, error);
  ck_assert_uint_eq (xc_results_get_total (results)->lower, expected);
  ck_assert_uint_eq (xc_results_get_total (results)->upper, expected);
  ck_assert (!xc_results_get_total (results)->cut_short);
}

/* Of these the total is known without looking, in whichever way they are asked. */
START_TEST (a_single_term_has_its_exact_total)
{
  g_autoptr (XcDatabase) big = many ();
  g_autofree char *path = fixture_path ("many");
  g_autofree char *small = fixture_path ("db");
  const char *paths[] = { path, small };
  g_autoptr (XcDatabase) both = xc_database_open_many (paths, 2, NULL);
  g_autoptr (XcQuery) word = xc_query_new_term ("two", 1, NULL);
  g_autoptr (XcQuery) scaled = xc_query_new_scaled (word, 0.5, NULL);
  g_autoptr (XcQuery) all = xc_query_new_all (NULL);
  g_autoptr (XcQuery) nothing = xc_query_new_nothing (NULL);

  for (unsigned variant = 0; variant < 16; variant++)
    {
      assert_exact (big, word, variant, N_MANY / 2);
      assert_exact (big, scaled, variant, N_MANY / 2);
      assert_exact (big, all, variant, N_MANY);
      assert_exact (big, nothing, variant, 0);
      assert_exact (both, word, variant, N_MANY / 2);
      assert_exact (both, all, variant, N_MANY + G_N_ELEMENTS (documents));
    }
}
END_TEST

/* The same document once more, with the greatest number, stands where the first one does.
 */
START_TEST (order_does_not_depend_on_how_it_was_built)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) big = many ();
  g_autofree char *path = fixture_path ("many");
  g_autoptr (XcQuery) query = xc_query_new_term ("all", 1, NULL);
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.tie_slot = 0;
  request.limit = 500;
  g_autoptr (XcResults) before = xc_search (big, &request, &error);
  assert_ok (before != NULL, error);

  /* Take one out and put it in again: now it has the greatest number. */
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);
  size_t n;
  const XcHit *hits = xc_results_get_hits (before, &n);
  g_autoptr (XcList) terms
      = xc_database_list_document_terms (big, hits[100].docid, "", 9, &error);
  g_autoptr (XcDocument) document = xc_document_new (NULL);
  const XcEntry *entries = xc_list_get_entries (terms, &n);
  for (size_t i = 0; i < n; i++)
    ck_assert (
        xc_document_add_term (document, entries[i].name.data, entries[i].count, NULL));
  ck_assert (xc_document_set_data (document, hits[100].data.data, 5, NULL));
  ck_assert (xc_document_set_value (document, 0, hits[100].data.data, 5, NULL));
  ck_assert (xc_writer_add_document (writer, document, NULL, NULL));
  ck_assert (xc_writer_close (writer, NULL));
  ck_assert (xc_database_reopen (big, NULL, NULL));
  g_autoptr (XcResults) after = xc_search (big, &request, &error);
  hits = xc_results_get_hits (after, &n);
  /* The two with the same bytes in the slot stand together, at the same place. */
  ck_assert_str_eq (hits[100].data.data, hits[101].data.data);
  ck_assert_uint_gt (hits[101].docid, N_MANY);
}
END_TEST

/* Of libxapian's own search: with no time left it counts nothing, and says so; with
 * plenty it does not; in between it stops somewhere. */
START_TEST (the_deadline_shows)
{
  static const uint32_t slots[] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) big = many ();
  g_autoptr (XcQuery) a = xc_query_new_term ("two", 1, NULL);
  g_autoptr (XcQuery) b = xc_query_new_term ("three", 1, NULL);
  XcQuery *parts[] = { a, b };
  g_autoptr (XcQuery) query = xc_query_new_or (parts, 2, NULL);
  XcSearch request = XC_SEARCH_INIT;
  size_t n;

  xc_testing_set_plain (big, true);
  request.query = query;
  request.exact_total = true;
  request.count_slots = slots;
  request.n_count_slots = 1;
  request.deadline_us = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autoptr (XcResults) slow = xc_search (big, &request, &error);
  assert_ok (slow != NULL, error);
  ck_assert (!xc_results_get_total (slow)->cut_short);
  xc_results_get_counts (slow, 0, &n);
  ck_assert_uint_eq (n, N_MANY * 2 / 3);

  for (int left_us = 0; left_us < 400; left_us += 10)
    {
      request.deadline_us = g_get_monotonic_time () + left_us;
      g_autoptr (XcResults) quick = xc_search (big, &request, &error);

      assert_ok (quick != NULL, error);
      xc_results_get_hits (quick, &n);
      ck_assert_uint_eq (n, request.limit);
      ck_assert (left_us > 0 || xc_results_get_total (quick)->cut_short);
    }
}
END_TEST

START_TEST (results_outlive_everything)
{
  XcSearch request = XC_SEARCH_INIT;

  request.tie_slot = 0;
  g_autoptr (XcResults) results = search (request, "sea");
  g_clear_pointer (&db, xc_database_free);
  g_autofree char *ids = fixture_ids (results);
  ck_assert_str_eq (ids, "a b c d e");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-search");
  TCase *tcase = tcase_create ("search");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, order_is_as_asked, 0, G_N_ELEMENTS (orders));
  tcase_add_test (tcase, pages_join_up_to_the_whole);
  tcase_add_loop_test (tcase, odd_pages, 0, G_N_ELEMENTS (pages));
  tcase_add_loop_test (tcase, an_order_with_zero_bytes_and_continuations, 0, 2);
  tcase_add_test (tcase, values_come_with_the_hits);
  tcase_add_test (tcase, weights);
  tcase_add_loop_test (tcase, counts_are_over_all_that_match, 0, 3);
  tcase_add_loop_test (tcase, an_exact_total_is_exact, 0, G_N_ELEMENTS (totals));
  tcase_add_test (tcase, a_single_term_has_its_exact_total);
  tcase_add_test (tcase, order_does_not_depend_on_how_it_was_built);
  tcase_add_test (tcase, the_deadline_shows);
  tcase_add_test (tcase, results_outlive_everything);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
