/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is found by what is remembered of a database is what libxapian finds: the same
 * documents, weights, order, totals and counts, for random trees over random documents.
 */
#include "tests/component/xapian-trees.h"

#include <string.h>

static XcDatabase *
write_and_open (const char *name, XcWriterMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *path = fixture_path (name);
  g_autoptr (XcWriter) writer = xc_writer_open (path, mode, &error);

  for (int i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (XcDocument) document = trees_document (random, i);

      assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
    }
  assert_ok (xc_writer_close (writer, &error), error);
  g_clear_pointer (&writer, xc_writer_free);
  writer = xc_writer_open (path, XC_WRITER_OPEN, &error);
  for (int i = 0; i < N_DOCUMENTS; i += 97)
    {
      g_autofree char *unique = g_strdup_printf ("Q%d", i);

      assert_ok (xc_writer_delete_documents (writer, unique, &error), error);
    }
  assert_ok (xc_writer_close (writer, &error), error);

  XcDatabase *opened = xc_database_open (path, &error);
  assert_ok (opened != NULL, error);
  return opened;
}

static void
setup (void)
{
  fixture_setup ();
  trees_db = write_and_open ("db", XC_WRITER_CREATE);
}

/* Lists have documents that are gone; those of which libxapian is asked have not. */
static void
setup_with_gone (void)
{
  fixture_setup ();
  trees_db = write_and_open ("db", XC_WRITER_CREATE_BULK);
  trees_plain = write_and_open ("plain", XC_WRITER_CREATE);
}

static void
teardown (void)
{
  g_clear_pointer (&trees_db, xc_database_free);
  g_clear_pointer (&trees_plain, xc_database_free);
  fixture_teardown ();
}

START_TEST (finds_what_libxapian_finds) { trees_compare (_i); }
END_TEST

static XcResults *
search_until (XcQuery *query, int64_t deadline_us)
{
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.exact_total = true;
  request.deadline_us = deadline_us;
  return trees_search (&request, false);
}

START_TEST (what_is_too_dear_is_left)
{
  g_autoptr (XcQuery) word = xc_query_new_term ("w00", 1, NULL);
  XcSearch request = XC_SEARCH_INIT;

  request.query = word;
  request.exact_total = true;

  g_autoptr (XcResults) whole = trees_search (&request, false);
  uint32_t n = xc_results_get_total (whole)->lower;

  ck_assert_uint_gt (n, 100);
  request.most_postings = n;
  g_autoptr (XcResults) within = trees_search (&request, false);
  request.most_postings = n - 1;
  g_autoptr (XcResults) past = trees_search (&request, false);

  ck_assert_uint_eq (xc_results_get_total (within)->too_dear, 0);
  ck_assert_uint_eq (xc_results_get_total (within)->lower, n);
  ck_assert_uint_eq (xc_results_get_total (past)->too_dear, n);
  ck_assert (xc_results_get_total (past)->cut_short);
  ck_assert_uint_le (xc_results_get_total (past)->lower, n);
  ck_assert_uint_ge (xc_results_get_total (past)->upper, n);
}
END_TEST

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

  assert_frequency (trees_db, "w00", n);
  assert_frequency (trees_db, "Qnew", 0);
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN, &error);
  g_autoptr (XcDocument) document = fixture_document (&added);

  assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
  assert_ok (xc_database_reopen (trees_db, NULL, &error), error);
  g_autoptr (XcResults) after = search_until (query, 0);
  ck_assert_uint_eq (xc_results_get_total (after)->lower, n + 1);
  assert_frequency (trees_db, "w00", n + 1);
  assert_frequency (trees_db, "Qnew", 1);

  g_autoptr (XcDatabase) shown = g_steal_pointer (&trees_db);
  (void) shown;
  trees_db = g_steal_pointer (&other);
  g_autoptr (XcResults) old = search_until (query, 0);
  ck_assert_uint_eq (xc_results_get_total (old)->lower, n);
  assert_frequency (trees_db, "w00", n);
  assert_frequency (trees_db, "Qnew", 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-match");
  TCase *tests = tcase_create ("match");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_set_timeout (tests, 120);
  tcase_add_loop_test (tests, finds_what_libxapian_finds, 0, TREES_N_WAYS);
  tcase_add_test (tests, a_deadline_is_told);
  tcase_add_test (tests, what_is_too_dear_is_left);
  tcase_add_test (tests, what_is_remembered_is_of_one_commit);
  suite_add_tcase (suite, tests);

  TCase *gone = tcase_create ("gone");
  tcase_add_checked_fixture (gone, setup_with_gone, teardown);
  tcase_set_timeout (gone, 120);
  tcase_add_loop_test (gone, finds_what_libxapian_finds, 0, TREES_N_WAYS);
  tcase_add_test (gone, what_is_remembered_is_of_one_commit);
  suite_add_tcase (suite, gone);
  return fixture_run (suite);
}
