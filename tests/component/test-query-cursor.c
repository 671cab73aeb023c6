/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists read to their end, page by page: of hits, of documents; pages and units of one;
   and what a list may cost. */
#include <string.h>

#include "query/cursor.h"
#include "query/show/show-part.h"
#include "tests/component/query-fixture.h"
#include "tests/tap.h"

/* One page of the list, from @cursor on. */
static json_t *
ask_page (GfIndex *index, const char *question, const char *sort, const char *limit,
          const char *cursor)
{
  GError *error = NULL;
  json_t *answer = ask (index, &error, "q", question, "sort", sort, "limit", limit,
                        "cursor", cursor, NULL);

  assert_ok (answer != NULL, error);
  return answer;
}

/* The ids of all pages, as those of one answer. */
static char *
walk (const char *question, const char *sort, const char *limit)
{
  g_autofree char *cursor = g_strdup (GF_CURSOR_FIRST);
  json_t *all = json_pack ("{s:[]}", "hits");

  for (unsigned i = 0; cursor != NULL && i < 100; i++)
    {
      json_t *page = ask_page (councils, question, sort, limit, cursor);

      ck_assert_int_eq (json_integer_value (json_object_get (page, "offset")),
                        json_array_size (json_object_get (all, "hits")));
      ck_assert_ptr_null (json_object_get (page, "changed_since"));
      json_array_extend (json_object_get (all, "hits"), json_object_get (page, "hits"));
      g_free (cursor);
      cursor = g_strdup (get_string (page, "next_cursor"));
      json_decref (page);
    }
  ck_assert_ptr_null (cursor);

  char *ids = hit_ids (all);
  json_decref (all);
  return ids;
}

static const struct
{
  const char *question;
  const char *sort;
  const char *limit;
} walks[] = {
  { "", "relevance", "1" },
  { "", "date", "1" },
  { "", "-date", "2" },
  { "jernbane", "relevance", "1" },
  { "jernbane", "date", "3" },
  { "", "relevance", "100" },
  { "finnesikke", "relevance", "5" },
};

START_TEST (every_hit_is_reached_once)
{
  GError *error = NULL;
  json_t *whole = ask (councils, &error, "q", walks[_i].question, "sort", walks[_i].sort,
                       "limit", "100", NULL);
  assert_ok (whole != NULL, error);

  g_autofree char *expected = hit_ids (whole);
  g_autofree char *walked = walk (walks[_i].question, walks[_i].sort, walks[_i].limit);
  ck_assert_str_eq (walked, expected);
  ck_assert_ptr_null (json_object_get (whole, "next_cursor"));
  json_decref (whole);
}
END_TEST

START_TEST (an_offset_has_a_bound_and_a_cursor_none)
{
  GError *error = NULL;
  g_autoptr (GfRequest) request = gf_request_new ();

  ck_assert (!gf_request_set (request, "offset", "1000001", NULL));
  request->offset = 3000000;
  request->has_cursor = true;
  json_t *answer = json_pack ("{s:s, s:I, s:[i], s:{}}", "snapshot", "u:1", "total",
                              (json_int_t) 4000000, "hits", 1, "query");
  gf_cursor_finish (request, answer);

  g_autoptr (GfRequest) next = gf_request_new ();
  assert_ok (gf_request_set (next, "cursor", get_string (answer, "next_cursor"), &error),
             error);
  ck_assert_uint_eq (next->offset, 3000001);
  ck_assert_str_eq (next->cursor_snapshot, "u:1");
  json_decref (answer);
}
END_TEST

static const struct
{
  json_int_t total;
  bool is_partial;
  bool has_next;
} ends[] = {
  { 3, false, false }, /* one hit, after two */
  { 4, false, true },
  { 3, true, true },
  { 0, true, true },
};

/* A list that was cut short has not come to its end. */
START_TEST (only_the_end_is_an_end)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  json_t *answer = json_pack ("{s:s, s:I, s:[i], s:{}}", "snapshot", "u:1", "total",
                              ends[_i].total, "hits", 1, "query");

  ck_assert (gf_request_set (request, "cursor", "*", NULL));
  request->offset = 2;
  if (ends[_i].is_partial)
    json_object_set_new (answer, "partial", json_pack ("[s]", "total"));
  gf_cursor_finish (request, answer);
  ck_assert_int_eq (get_string (answer, "next_cursor") != NULL, ends[_i].has_next);
  json_decref (answer);
}
END_TEST

/* "1 5 0 u:1", and others like it, as cursors. */
static const struct
{
  const char *cursor;
  const char *why;
} bad[] = {
  { "", "an empty one" },
  { "x", "too short" },
  { "MSAxIDAgdTox!", "other characters" },
  { "MiA1IDAgdTox", "another version" },
  { "MSA1IDA", "no snapshot" },
  { "MSA1IDAg", "an empty snapshot" },
  { "MSA1IDAgdTox", "of another question" },
  { "MSA1IHggdTox", "no question" },
  { "MSAtNSAwIHU6MQ", "a place below 0" },
  { "MSA5OTk5OTk5OTk5IDAgdTox", "a place past 32 bits" },
  { "MSA1IDAgdTox\\0", "a backslash" },
};

START_TEST (what_no_answer_gave_is_refused)
{
  GError *error = NULL;
  json_t *answer
      = ask (councils, &error, "q", "jernbane", "cursor", bad[_i].cursor, NULL);

  ck_assert_msg (answer == NULL, "%s", bad[_i].why);
  assert_fails (answer != NULL, error, GF_QUERY_ERROR_PARAMETER, "'cursor': ");
}
END_TEST

START_TEST (a_cursor_is_of_its_question)
{
  GError *error = NULL;
  json_t *page = ask_page (councils, "", "date", "1", "*");
  const char *cursor = get_string (page, "next_cursor");
  json_t *other
      = ask (councils, &error, "q", "jernbane", "sort", "date", "cursor", cursor, NULL);
  assert_fails (other != NULL, error, GF_QUERY_ERROR_PARAMETER,
                "'cursor': is of another");
  other = ask (councils, &error, "q", "", "sort", "-date", "cursor", cursor, NULL);
  assert_fails (other != NULL, error, GF_QUERY_ERROR_PARAMETER,
                "'cursor': is of another");

  /* How much is asked for, and in which order, may be as it likes. */
  other = ask (councils, &error, "cursor", cursor, "facets", "true", "limit", "2", "sort",
               "date", "q", "", NULL);
  assert_ok (other != NULL, error);
  json_decref (other);
  json_decref (page);
}
END_TEST

START_TEST (a_cursor_or_an_offset)
{
  GError *error = NULL;
  json_t *answer = ask (councils, &error, "cursor", "*", "offset", "1", NULL);

  assert_fails (answer != NULL, error, GF_QUERY_ERROR_PARAMETER, "'offset': ");
  answer = ask (councils, &error, "offset", "1", "cursor", "*", NULL);
  assert_fails (answer != NULL, error, GF_QUERY_ERROR_PARAMETER, "'cursor': ");
  answer = ask (councils, &error, "cursor", "*", "cursor", "*", NULL);
  assert_fails (answer != NULL, error, GF_QUERY_ERROR_PARAMETER, "'cursor': ");
}
END_TEST

static Fixture *fixture;

static void
setup (void)
{
  fixture = fixture_new_councils ();
}

static void
teardown (void)
{
  fixture_free (fixture);
}

static void
add_note (char digit, const char *path)
{
  g_autoptr (GfDocument) note
      = fixture_document (digit, path, GF_TYPE_NOTE, NULL, NULL, NULL);

  fixture_section (note, NULL, "Et nytt notat om jernbane.");
  fixture_add (fixture, note, path);
  fixture_commit (fixture);
}

START_TEST (a_change_between_two_pages_is_told)
{
  GError *error = NULL;
  g_autoptr (GfIndex) index = fixture_open ();
  json_t *first = ask_page (index, "", "date", "2", "*");

  add_note ('e', "samling/nytt.txt");
  assert_ok (gf_index_refresh (index, &error), error);
  json_t *second = ask_page (index, "", "date", "2", get_string (first, "next_cursor"));

  ck_assert_str_eq (get_string (second, "changed_since"), get_string (first, "snapshot"));
  ck_assert_str_ne (get_string (second, "snapshot"), get_string (first, "snapshot"));
  const json_t *notes = json_object_get (json_object_get (second, "query"), "notes");
  ck_assert_uint_eq (json_array_size (notes), 1);

  /* Only once: the next page is of the same commit as this. */
  json_t *third = ask_page (index, "", "date", "2", get_string (second, "next_cursor"));
  ck_assert_ptr_null (json_object_get (third, "changed_since"));
  json_decref (first);
  json_decref (second);
  json_decref (third);
}
END_TEST

/* The first digits of the ids. */
static char *
list_ids (GfIndex *index, const char *after, unsigned limit, char **next_out)
{
  GError *error = NULL;
  GString *ids = g_string_new (NULL);
  json_t *list = gf_index_list (index, after, limit, &error);
  size_t i;
  json_t *one;

  assert_ok (list != NULL, error);
  json_array_foreach (json_object_get (list, "documents"), i, one)
      g_string_append_c (ids, get_string (one, "id")[0]);
  g_free (*next_out);
  *next_out = g_strdup (get_string (list, "next_cursor"));
  json_decref (list);
  return g_string_free (ids, FALSE);
}

/* Whatever comes in between, what stays is met once. */
START_TEST (documents_are_listed)
{
  GError *error = NULL;
  g_autoptr (GfIndex) index = fixture_open ();
  g_autofree char *next = NULL;
  g_autofree char *all = list_ids (index, "", 1000, &next);
  ck_assert_str_eq (all, "abcd");
  ck_assert_ptr_null (next);

  g_autofree char *two = list_ids (index, "", 2, &next);
  ck_assert_str_eq (two, "ab");
  add_note ('9', "samling/foran.txt");
  add_note ('e', "samling/bak.txt");
  assert_ok (gf_index_refresh (index, &error), error);
  g_autofree char *more = list_ids (index, next, 2, &next);
  ck_assert_str_eq (more, "cd");
  g_autofree char *rest = list_ids (index, next, 2, &next);
  ck_assert_str_eq (rest, "e");
  ck_assert_ptr_null (next);
}
END_TEST

static const struct
{
  const char *digits; /* how the id ends */
  unsigned page;
  const char *text; /* NULL: not found */
} pages[] = {
  { "", 1, "Et notat uten dato, om fiber." },
  { ".1", 1, "Et notat uten dato, om fiber." },
  { "", 2, "" },
  { "", 4, NULL },
  { "", 0, NULL },
  { "0", 1, NULL },
};

START_TEST (pages_are_read)
{
  GError *error = NULL;
  g_autofree char *id
      = g_strconcat ("dddddddddddddddddddddddddddddddd", pages[_i].digits, NULL);
  json_t *page = gf_index_page (councils, id, pages[_i].page, &error);

  if (pages[_i].text == NULL)
    {
      assert_fails (page != NULL, error, GF_QUERY_ERROR_NOT_FOUND, "");
      return;
    }
  assert_ok (page != NULL, error);
  ck_assert_str_eq (get_string (page, "text"), pages[_i].text);
  ck_assert_uint_eq (json_array_size (json_object_get (page, "units")),
                     *pages[_i].text != '\0' ? 1 : 0);
  json_decref (page);
}
END_TEST

START_TEST (units_are_shown)
{
  GError *error = NULL;
  json_t *hits = ask_total (councils, "bredbånd", "all", 1);
  const char *id = get_string (hit_at (hits, 0), "id");
  json_t *shown = gf_index_unit (councils, id, &error);
  assert_ok (shown != NULL, error);

  const json_t *unit = json_object_get (shown, "unit");
  ck_assert_str_eq (get_string (unit, "id"), id);
  ck_assert_ptr_nonnull (get_string (unit, "text"));
  ck_assert_int_eq (get_string (json_object_get (shown, "document"), "id")[0], 'b');
  json_decref (shown);
  shown = gf_index_unit (councils, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.77", &error);
  assert_fails (shown != NULL, error, GF_QUERY_ERROR_NOT_FOUND, "");
  json_decref (hits);
}
END_TEST

static json_t *
ask_within (uint32_t most_postings, const char *limit, uint64_t *needed_out,
            GError **error)
{
  g_autoptr (GfRequest) request = gf_request_new ();

  ck_assert (gf_request_set (request, "q", "dobbeltspor", NULL));
  ck_assert (gf_request_set (request, "limit", limit, NULL));
  gf_request_set_budget (request, most_postings, needed_out);
  return gf_search (councils, request, error);
}

START_TEST (a_list_may_be_too_dear)
{
  static const struct
  {
    uint32_t most_postings;
    const char *limit;
    bool is_dear;
  } budgets[] = {
    { 0, "10", false },
    { 100 * GF_POSTINGS_PER_HIT, "10", false },
    { 1, "0", true },                        /* the word's postings */
    { 10 * GF_POSTINGS_PER_HIT, "10", true } /* the hits */
  };

  for (size_t i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      g_autoptr (GError) error = NULL;
      uint64_t needed = 0;
      json_t *answer
          = ask_within (budgets[i].most_postings, budgets[i].limit, &needed, &error);

      ck_assert_int_eq (answer == NULL, budgets[i].is_dear);
      ck_assert_int_eq (needed > budgets[i].most_postings
                            || (budgets[i].is_dear && needed == budgets[i].most_postings),
                        budgets[i].is_dear);
      ck_assert_int_eq (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_DEAR),
                        budgets[i].is_dear);
      if (answer != NULL)
        ck_assert_int_eq (json_array_size (json_object_get (answer, "hits")), 1);
      json_decref (answer);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-cursor");
  TCase *reading = tcase_create ("reading");
  TCase *changing = tcase_create ("changing");

  tcase_add_checked_fixture (reading, councils_setup, councils_teardown);
  tcase_add_loop_test (reading, every_hit_is_reached_once, 0, G_N_ELEMENTS (walks));
  tcase_add_test (reading, an_offset_has_a_bound_and_a_cursor_none);
  tcase_add_loop_test (reading, only_the_end_is_an_end, 0, G_N_ELEMENTS (ends));
  tcase_add_loop_test (reading, what_no_answer_gave_is_refused, 0, G_N_ELEMENTS (bad));
  tcase_add_test (reading, a_cursor_is_of_its_question);
  tcase_add_test (reading, a_cursor_or_an_offset);
  tcase_add_test (reading, a_list_may_be_too_dear);
  tcase_add_loop_test (reading, pages_are_read, 0, G_N_ELEMENTS (pages));
  tcase_add_test (reading, units_are_shown);
  suite_add_tcase (suite, reading);
  tcase_add_checked_fixture (changing, setup, teardown);
  tcase_add_test (changing, a_change_between_two_pages_is_told);
  tcase_add_test (changing, documents_are_listed);
  suite_add_tcase (suite, changing);
  return gf_tap_run (suite);
}
