/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands near what, or in order, is found by the places that a merged database has
 * in the stead of positions: what libxapian finds by positions, and what trying finds.
 */
#include "tests/component/xapian-trees.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_PLACED_TREES 30

/* The data are the order, the unique term, and the words in their order. */
static bool
each_place (const void *data, size_t size, XcPlaceUse use, void *user)
{
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (uint32_t i = 2; words[i] != NULL; i++)
    use (words[i], strlen (words[i]), i - 1, user);
  return true;
}

static char *
dup_name (const void *data, size_t size)
{
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) words = g_strsplit (text, " ", 3);

  return g_strdup (words[1]);
}

static const XcPlaces data_places = { each_place, dup_name };

/* Documents from @first to before @end, of the same seed. */
static void
add_documents (XcWriter *writer, int first, int end)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 0; i < end; i++)
    {
      g_autoptr (XcDocument) document = trees_document (random, i);

      ck_assert (i < first || xc_writer_add_document (writer, document, NULL, NULL));
    }
}

static void
write_some (const char *path, XcWriterMode mode, int first, int end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, mode, &error);

  assert_ok (writer != NULL, error);
  add_documents (writer, first, end);
  assert_ok (xc_writer_close (writer, &error), error);
}

static void
merge_two (const char *first, const char *second, const char *merged)
{
  const char *sources[] = { first, second };
  g_autoptr (GError) error = NULL;

  assert_ok (xc_compact (sources, 2, merged, XC_LIST_NOTHING, &error), error);
}

/* Merged twice, so that places are of places and of positions, and added to afterwards.
 */
static void
setup (void)
{
  g_autoptr (GError) error = NULL;

  trees_are_placed = true;
  fixture_setup ();
  g_autofree char *all = fixture_path ("all");
  g_autofree char *one = fixture_path ("one");
  g_autofree char *two = fixture_path ("two");
  g_autofree char *three = fixture_path ("three");
  g_autofree char *both = fixture_path ("both");
  g_autofree char *merged = fixture_path ("merged");

  write_some (all, XC_WRITER_CREATE, 0, N_DOCUMENTS);
  write_some (one, XC_WRITER_CREATE_BULK_UNLISTED, 0, 4000);
  write_some (two, XC_WRITER_CREATE_BULK_UNLISTED, 4000, 9000);
  merge_two (one, two, both);
  write_some (both, XC_WRITER_OPEN, 9000, 11000);
  write_some (three, XC_WRITER_CREATE_BULK_UNLISTED, 11000, 16000);
  merge_two (both, three, merged);
  write_some (merged, XC_WRITER_OPEN, 16000, N_DOCUMENTS);
  trees_db = xc_database_open (merged, &error);
  assert_ok (trees_db != NULL, error);
  xc_database_set_places (trees_db, &data_places);
  trees_plain = xc_database_open (all, &error);
  assert_ok (trees_plain != NULL, error);
}

static void
teardown (void)
{
  g_clear_pointer (&trees_db, xc_database_free);
  g_clear_pointer (&trees_plain, xc_database_free);
  trees_are_placed = false;
  fixture_teardown ();
}

START_TEST (finds_what_libxapian_finds) { trees_compare (_i); }
END_TEST

/* What was not looked at is not passed over in silence, and what is told is true. */
static bool
is_at (const GStrv words, unsigned i, const char *word)
{
  return strcmp (words[i], word) == 0;
}

/* By trying all places: the first word at one, the first or the second at another less
   than @window away. */
static bool
stands_near (const GStrv words, const char *one, const char *two, unsigned window,
             bool in_order)
{
  for (unsigned i = 2; words[i] != NULL; i++)
    for (unsigned j = 2; words[j] != NULL; j++)
      if (i != j && is_at (words, i, one)
          && (is_at (words, j, one) || is_at (words, j, two))
          && (in_order ? j > i && j - i < window : MAX (i, j) - MIN (i, j) < window))
        return true;
  return false;
}

static uint32_t
count_near (const char *one, const char *two, unsigned window, bool in_order)
{
  uint32_t n = 0;

  for (uint32_t docid = 1; docid <= N_DOCUMENTS; docid++)
    {
      g_autoptr (GBytes) data = xc_database_dup_document_data (trees_db, docid, NULL);
      g_auto (GStrv) words = g_strsplit (g_bytes_get_data (data, NULL), " ", -1);

      n += stands_near (words, one, two, window, in_order);
    }
  return n;
}

/* libxapian misses some of these where both are not in order. */
START_TEST (a_word_may_stand_in_two_places)
{
  static const char *const pairs[][2]
      = { { "w00", "w11" }, { "w01", "w00" }, { "w30", "w00" } };

  for (unsigned i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (uint32_t window = 2; window < 5; window++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (XcQuery) one = xc_query_new_term (pairs[i][0], 1, NULL);
        g_autoptr (XcQuery) two = xc_query_new_term (pairs[i][1], 1, NULL);
        XcQuery *either[] = { one, two };
        g_autoptr (XcQuery) any = xc_query_new_or (either, 2, NULL);
        XcQuery *parts[] = { one, any };
        bool in_order = _i == 1;
        g_autoptr (XcQuery) query = in_order
                                        ? xc_query_new_phrase (parts, 2, window, NULL)
                                        : xc_query_new_near (parts, 2, window, NULL);
        XcSearch request = XC_SEARCH_INIT;

        request.query = query;
        g_autoptr (XcResults) found = xc_search (trees_db, &request, &error);
        assert_ok (found != NULL, error);
        ck_assert_uint_eq (xc_results_get_total (found)->lower,
                           count_near (pairs[i][0], pairs[i][1], window, in_order));
      }
}
END_TEST

/* A copy that libxapian makes has no places: data tell them then; also libxapian itself,
   as it is asked of several databases, finds by data what stands near what. */
START_TEST (places_are_found_without_their_table)
{
  g_autofree char *table = fixture_path ("merged/places");
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  ck_assert_int_eq (g_unlink (table), 0);
  for (int i = 0; i < N_PLACED_TREES; i++)
    {
      g_autoptr (XcQuery) query
          = trees_tree (random, g_rand_int_range (random, 1, MAX_DEPTH));
      g_autoptr (GError) error = NULL;
      XcSearch request = XC_SEARCH_INIT;

      request.query = query;
      request.limit = 0;
      request.exact_total = true;
      g_autoptr (XcResults) theirs = trees_search (&request, true);
      xc_testing_set_plain (trees_db, _i == 1);
      g_autoptr (XcResults) ours = xc_search (trees_db, &request, &error);
      assert_ok (ours != NULL, error);
      ck_assert_uint_eq (xc_results_get_total (ours)->lower,
                         xc_results_get_total (theirs)->lower);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-places");
  TCase *tests = tcase_create ("places");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_set_timeout (tests, 120);
  tcase_add_loop_test (tests, finds_what_libxapian_finds, 0, TREES_N_WAYS);
  tcase_add_loop_test (tests, a_word_may_stand_in_two_places, 0, 2);
  tcase_add_loop_test (tests, places_are_found_without_their_table, 0, 2);
  suite_add_tcase (suite, tests);
  return fixture_run (suite);
}
