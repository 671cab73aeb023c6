/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching where one document stands for those alike: which, where, totals and counts.
 */
#include "tests/component/test-xapian-fixture.h"

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

/* By colour: "a", "c" and "e" are blue, and "a" is the best of them. */
static const struct
{
  XcWeighting weighting;
  uint32_t prefer_slot;
  const char *expected;
  const char *counts; /* of dates, of what stands */
  XcSortKey sort_key; /* in use where by_date is set */
  bool by_date;
} collapsed[] = {
  /* The newest stands where the best was; of those without, the least of the slot that
     decides ties. */
  { XC_WEIGHTING_BM25, 1, "e b d", "2020:1 2021:2", { 0, false }, false },
  { XC_WEIGHTING_BM25, XC_NO_SLOT, "a b d", "20:1 2020:1 2021:1", { 0, false }, false },
  { XC_WEIGHTING_NONE, 1, "e b d", "2020:1 2021:2", { 0, false }, false },
  /* Where there is a key to sort by what stands has the place of its own. */
  { XC_WEIGHTING_NONE, 1, "d b e", "2020:1 2021:2", { 1, false }, true },
  { XC_WEIGHTING_NONE, 1, "b e d", "2020:1 2021:2", { 1, true }, true },
};

static char *
list_counts (const XcResults *results)
{
  GString *list = g_string_new (NULL);
  size_t n;
  const XcEntry *entries = xc_results_get_counts (results, 0, &n);

  for (size_t i = 0; i < n; i++)
    g_string_append_printf (list, "%s%s:%u", i > 0 ? " " : "", entries[i].name.data,
                            entries[i].count);
  return g_string_free (list, FALSE);
}

static XcSearch
collapsing_search (int i)
{
  XcSearch request = XC_SEARCH_INIT;

  request.weighting = collapsed[i].weighting;
  request.tie_slot = 0;
  request.collapse_slot = 2;
  request.prefer_slot = collapsed[i].prefer_slot;
  request.sort_keys = &collapsed[i].sort_key;
  request.n_sort_keys = collapsed[i].by_date;
  return request;
}

START_TEST (one_stands_for_those_alike)
{
  static const uint32_t slots[] = { 1 };
  XcSearch request = collapsing_search (_i);

  request.count_slots = slots;
  request.n_count_slots = 1;
  g_autoptr (XcResults) results = search (request, "sea");
  g_autofree char *ids = fixture_ids (results);
  g_autofree char *counts = list_counts (results);
  const XcTotal *total = xc_results_get_total (results);
  size_t n;
  const XcHit *hits = xc_results_get_hits (results, &n);

  ck_assert_str_eq (ids, collapsed[_i].expected);
  ck_assert_str_eq (counts, collapsed[_i].counts);
  ck_assert_uint_eq (total->lower, 3);
  ck_assert_uint_eq (total->upper, 3);
  ck_assert_uint_eq (total->n_collapsed, 2);
  ck_assert (!total->cut_short);
  for (size_t i = 0; i < n; i++)
    ck_assert_uint_eq (hits[i].n_collapsed, strchr ("ae", ids[2 * i]) != NULL ? 2 : 0);
}
END_TEST

START_TEST (pages_of_those_that_stand_join_up)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (uint32_t i = 0; i < 4; i++)
    {
      XcSearch request = collapsing_search (_i);

      request.offset = i;
      request.limit = 1;
      g_autoptr (XcResults) results = search (request, "sea");
      g_autofree char *id = fixture_ids (results);

      g_string_append_printf (ids, "%s%s", i > 0 && *id != '\0' ? " " : "", id);
      ck_assert_uint_eq (xc_results_get_total (results)->lower, 3);
    }
  ck_assert_str_eq (ids->str, collapsed[_i].expected);
}
END_TEST

START_TEST (how_many_have_a_value)
{
  uint32_t n;

  ck_assert (xc_database_get_value_count (db, 2, &n, NULL));
  ck_assert_uint_eq (n, 5);
  ck_assert (xc_database_get_value_count (db, 9, &n, NULL));
  ck_assert_uint_eq (n, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-collapse");
  TCase *tcase = tcase_create ("collapse");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, one_stands_for_those_alike, 0, G_N_ELEMENTS (collapsed));
  tcase_add_loop_test (tcase, pages_of_those_that_stand_join_up, 0,
                       G_N_ELEMENTS (collapsed));
  tcase_add_test (tcase, how_many_have_a_value);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
