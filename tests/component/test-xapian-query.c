/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries: what each constructor matches, what it refuses, and that parts may be freed.
 */
#include "tests/component/test-xapian-fixture.h"

#include <string.h>

static const FixtureDocument documents[] = {
  { "1", "blue sky over the wide sea", { "0=a", "1=2020" } },
  { "2", "red house by the sea", { "0=b", "1=2021" } },
  { "3", "the sea is blue", { "0=c", "1=2022" } },
  { "4", "seaside house", { NULL } },
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

/* The ids of what @query matches, ascending. */
static char *
matches (const XcQuery *query, GError **error)
{
  XcSearch request = XC_SEARCH_INIT;

  request.query = query;
  request.weighting = XC_WEIGHTING_NONE;
  g_autoptr (XcResults) results = xc_search (db, &request, error);
  return results != NULL ? fixture_ids (results) : NULL;
}

static XcQuery *
term (const char *word)
{
  return xc_query_new_term (word, 1, NULL);
}

typedef XcQuery *(*Combine) (XcQuery *const *parts, size_t n_parts, GError **error);

static XcQuery *
combine (Combine constructor, const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);
  g_autoptr (GPtrArray) parts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) xc_query_free);

  for (size_t i = 0; split[i] != NULL; i++)
    g_ptr_array_add (parts, term (split[i]));
  return constructor ((XcQuery **) parts->pdata, parts->len, NULL);
}

static XcQuery *
near_3 (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return xc_query_new_near (parts, n_parts, 3, error);
}

static XcQuery *
near_exact (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return xc_query_new_near (parts, n_parts, 0, error);
}

static XcQuery *
phrase (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return xc_query_new_phrase (parts, n_parts, 0, error);
}

static XcQuery *
phrase_4 (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return xc_query_new_phrase (parts, n_parts, 4, error);
}

/* One less than the words: to be taken as no less. */
static XcQuery *
phrase_1 (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return xc_query_new_phrase (parts, n_parts, 1, error);
}

static const struct
{
  Combine constructor;
  const char *words;
  const char *expected;
} combinations[] = {
  { xc_query_new_and, "the sea", "1 2 3" },
  { xc_query_new_and, "the sea blue", "1 3" },
  { xc_query_new_and, "sea nobody", "" },
  { xc_query_new_and, "house", "2 4" },
  { xc_query_new_or, "red seaside", "2 4" },
  { xc_query_new_or, "nobody red", "2" },
  { xc_query_new_synonym, "red seaside", "2 4" },
  { phrase, "the sea", "2 3" },
  { phrase, "sea the", "" },
  { phrase, "the wide sea", "1" },
  { phrase, "house", "2 4" },
  { phrase_1, "the sea", "2 3" },
  { phrase_4, "the sea", "1 2 3" },
  { phrase_4, "blue sea", "" },
  { near_exact, "sea the", "2 3" },
  { near_3, "sea the", "1 2 3" },
  { near_3, "blue sea", "3" },
  { near_3, "is sea", "3" },
};

START_TEST (combinations_match)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query
      = combine (combinations[_i].constructor, combinations[_i].words);
  g_autofree char *ids = matches (query, &error);

  assert_ok (ids != NULL, error);
  ck_assert_str_eq (ids, combinations[_i].expected);
}
END_TEST

static const Combine combiners[] = {
  xc_query_new_and, xc_query_new_or, xc_query_new_synonym, phrase, near_3,
};

START_TEST (no_parts_match_nothing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query = combiners[_i](NULL, 0, &error);

  assert_ok (query != NULL, error);
  g_autofree char *ids = matches (query, &error);
  ck_assert_str_eq (ids, "");
}
END_TEST

START_TEST (a_missing_part_is_passed_on)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) word = term ("sea");
  XcQuery *parts[] = { word, NULL };

  assert_fails (combiners[_i](parts, 2, &error) != NULL, error, XC_ERROR_QUERY);
  ck_assert_ptr_null (combiners[_i](parts, 2, NULL));
  assert_fails (xc_query_new_filter (word, NULL, &error) != NULL, error, XC_ERROR_QUERY);
  assert_fails (xc_query_new_scaled (NULL, 1, &error) != NULL, error, XC_ERROR_QUERY);
}
END_TEST

START_TEST (the_first_error_of_a_tree_is_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) word = xc_query_new_term ("sea", 1, &error);
  g_autoptr (XcQuery) bad = xc_query_new_scaled (word, -1, &error);
  g_autofree char *message = g_strdup (error->message);
  XcQuery *parts[] = { word, bad };

  ck_assert_ptr_null (xc_query_new_and (parts, 2, &error));
  ck_assert_str_eq (error->message, message);
  assert_fails (false, error, XC_ERROR_QUERY);
}
END_TEST

START_TEST (all_and_nothing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) all = xc_query_new_all (&error);
  g_autoptr (XcQuery) nothing = xc_query_new_nothing (&error);
  g_autofree char *all_ids = matches (all, &error);
  g_autofree char *no_ids = matches (nothing, &error);

  ck_assert_str_eq (all_ids, "1 2 3 4");
  ck_assert_str_eq (no_ids, "");
}
END_TEST

START_TEST (pairs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) sea = term ("sea");
  g_autoptr (XcQuery) blue = term ("blue");
  g_autoptr (XcQuery) without = xc_query_new_and_not (sea, blue, &error);
  g_autoptr (XcQuery) filtered = xc_query_new_filter (sea, blue, &error);
  g_autoptr (XcQuery) maybe = xc_query_new_and_maybe (sea, blue, &error);
  g_autofree char *without_ids = matches (without, &error);
  g_autofree char *filtered_ids = matches (filtered, &error);
  g_autofree char *maybe_ids = matches (maybe, &error);

  ck_assert_str_eq (without_ids, "2");
  ck_assert_str_eq (filtered_ids, "1 3");
  ck_assert_str_eq (maybe_ids, "1 2 3");
}
END_TEST

#define BYTES(text) (&(const XcBytes){ text, sizeof text - 1 })

static const struct
{
  const XcBytes *lower;
  const XcBytes *upper;
  const char *expected;
} ranges[] = {
  { BYTES ("2021"), BYTES ("2022"), "2 3" },
  { BYTES ("2021"), BYTES ("2021"), "2" },
  { BYTES ("2021"), NULL, "2 3" },
  { NULL, BYTES ("2021"), "1 2" },
  { BYTES ("2022"), BYTES ("2020"), "" },
  { BYTES ("2020"), BYTES ("20211"), "1 2" },
  { BYTES ("9"), NULL, "" },
  { NULL, BYTES ("9"), "1 2 3" },
  { NULL, NULL, "1 2 3 4" },
};

START_TEST (value_ranges)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query
      = xc_query_new_value_range (1, ranges[_i].lower, ranges[_i].upper, &error);
  g_autofree char *ids = matches (query, &error);

  assert_ok (ids != NULL, error);
  ck_assert_str_eq (ids, ranges[_i].expected);
}
END_TEST

START_TEST (wildcards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query = xc_query_new_wildcard ("sea", 2, XC_WILDCARD_ERROR, &error);
  g_autoptr (XcQuery) first = xc_query_new_wildcard ("sea", 1, XC_WILDCARD_FIRST, &error);
  g_autoptr (XcQuery) frequent
      = xc_query_new_wildcard ("s", 1, XC_WILDCARD_MOST_FREQUENT, &error);
  g_autoptr (XcQuery) too_many
      = xc_query_new_wildcard ("s", 2, XC_WILDCARD_ERROR, &error);
  g_autofree char *ids = matches (query, &error);
  g_autofree char *first_ids = matches (first, &error);
  g_autofree char *frequent_ids = matches (frequent, &error);

  ck_assert_str_eq (ids, "1 2 3 4");
  ck_assert_str_eq (first_ids, "1 2 3");
  ck_assert_str_eq (frequent_ids, "1 2 3");
  assert_fails (matches (too_many, &error) != NULL, error, XC_ERROR_QUERY);
}
END_TEST

START_TEST (what_makes_no_sense_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) word = term ("sea");

  assert_fails (xc_query_new_term ("", 1, &error) != NULL, error, XC_ERROR_QUERY);
  assert_fails (xc_query_new_wildcard ("", 9, XC_WILDCARD_FIRST, &error) != NULL, error,
                XC_ERROR_QUERY);
  assert_fails (xc_query_new_wildcard ("a", 0, XC_WILDCARD_FIRST, &error) != NULL, error,
                XC_ERROR_QUERY);
  assert_fails (xc_query_new_scaled (word, -0.5, &error) != NULL, error, XC_ERROR_QUERY);
}
END_TEST

/* What may stand in a phrase: words and choices between words. */
static const struct
{
  Combine inner;
  bool is_allowed;
} phrase_parts[] = {
  { xc_query_new_or, true },
  { xc_query_new_synonym, false },
  { xc_query_new_and, false },
  { phrase, false },
};

START_TEST (parts_of_a_phrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) the = term ("the");
  g_autoptr (XcQuery) choice = combine (phrase_parts[_i].inner, "sea wide");
  XcQuery *parts[] = { the, choice };
  g_autoptr (XcQuery) query = xc_query_new_phrase (parts, 2, 0, &error);
  g_autofree char *ids = query != NULL ? matches (query, &error) : NULL;

  if (phrase_parts[_i].is_allowed)
    ck_assert_msg (g_strcmp0 (ids, "1 2 3") == 0, "%s", error ? error->message : ids);
  else
    assert_fails (ids != NULL, error, XC_ERROR_QUERY);
}
END_TEST

START_TEST (a_term_too_long_matches_nothing)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *longer = g_strnfill (XC_TERM_MAX_BYTES + 1, 's');
  g_autofree char *much_longer = g_strnfill (100000, 's');
  g_autoptr (XcQuery) query = term (longer);
  g_autoptr (XcQuery) wildcard
      = xc_query_new_wildcard (much_longer, 10, XC_WILDCARD_ERROR, &error);
  g_autofree char *ids = matches (query, &error);
  assert_ok (ids != NULL, error);
  g_autofree char *wildcard_ids = matches (wildcard, &error);
  assert_ok (wildcard_ids != NULL, error);

  ck_assert_str_eq (ids, "");
  ck_assert_str_eq (wildcard_ids, "");
}
END_TEST

START_TEST (descriptions_show_the_tree_after_its_parts_are_gone)
{
  g_autoptr (GError) error = NULL;
  XcQuery *sea = term ("sea");
  XcQuery *bad = term ("\xff");
  XcQuery *parts[] = { sea, bad };
  g_autoptr (XcQuery) either = xc_query_new_or (parts, 2, &error);
  g_autoptr (XcQuery) query = xc_query_new_filter (either, sea, &error);

  xc_query_free (sea);
  xc_query_free (bad);
  g_autofree char *description = xc_query_dup_description (query, &error);
  assert_ok (description != NULL, error);
  ck_assert (g_utf8_validate (description, -1, NULL));
  ck_assert_msg (strstr (description, "FILTER sea") != NULL, "%s", description);
  ck_assert_msg (strstr (description, "(sea OR") != NULL, "%s", description);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-query");
  TCase *tcase = tcase_create ("query");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, combinations_match, 0, G_N_ELEMENTS (combinations));
  tcase_add_loop_test (tcase, no_parts_match_nothing, 0, G_N_ELEMENTS (combiners));
  tcase_add_loop_test (tcase, a_missing_part_is_passed_on, 0, G_N_ELEMENTS (combiners));
  tcase_add_test (tcase, the_first_error_of_a_tree_is_kept);
  tcase_add_test (tcase, all_and_nothing);
  tcase_add_test (tcase, pairs);
  tcase_add_loop_test (tcase, value_ranges, 0, G_N_ELEMENTS (ranges));
  tcase_add_test (tcase, wildcards);
  tcase_add_test (tcase, what_makes_no_sense_is_refused);
  tcase_add_loop_test (tcase, parts_of_a_phrase, 0, G_N_ELEMENTS (phrase_parts));
  tcase_add_test (tcase, a_term_too_long_matches_nothing);
  tcase_add_test (tcase, descriptions_show_the_tree_after_its_parts_are_gone);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
