/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of a real index: how hits are shown, counted, ordered, paged and filtered;
 * documents shown, and what there is. */
#include <string.h>

#include "tests/component/query-fixture.h"
#include "tests/tap.h"

START_TEST (test_document_hit)
{
  GError *error = NULL;
  json_t *answer = ask (councils, &error, "q", "velferdsteknologi fiber", "match", "any",
                        "unit", "document", "sort", "date", NULL);
  assert_ok (answer != NULL, error);
  json_t *hit = hit_at (answer, 0);
  json_t *best = json_object_get (hit, "best_unit");

  ck_assert_str_eq (get_string (hit, "unit"), "document");
  ck_assert_str_eq (get_string (hit, "title"), "strategi.pdf");
  ck_assert_str_eq (get_string (best, "title"), "Helse");
  ck_assert (strstr (get_string (hit, "snippet"), "<mark>velferdsteknologi</mark>")
             != NULL);
  ck_assert_int_eq (json_integer_value (json_object_get (hit, "page")), 2);
  json_decref (answer);
}
END_TEST

START_TEST (test_kinds)
{
  static const char *const expected[][2]
      = { { "case", "a.1 a.2 a.3 b.1 b.2" }, { "section", "c.1 c.2 d.1" } };

  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GError *error = NULL;
      json_t *answer = ask (councils, &error, "unit", expected[i][0], NULL);
      assert_ok (answer != NULL, error);
      g_autofree char *ids = sorted_ids (answer);

      ck_assert_str_eq (ids, expected[i][1]);
      json_decref (answer);
    }
}
END_TEST

START_TEST (test_hit)
{
  json_t *answer = ask_total (councils, "dobbeltspor", "all", 1);
  json_t *hit = hit_at (answer, 0);
  json_t *document = json_object_get (hit, "document");
  json_t *decision = json_object_get (hit, "decision");
  json_t *votes = json_object_get (decision, "votes");

  ck_assert_str_eq (get_string (hit, "id"), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.2");
  ck_assert_str_eq (get_string (hit, "unit"), "case");
  ck_assert_str_eq (get_string (hit, "title"), "Jernbanen gjennom regionen");
  ck_assert_str_eq (get_string (hit, "case"), "15/23");
  ck_assert (json_object_get (hit, "case_prefix") == NULL);
  ck_assert_int_eq (json_integer_value (json_object_get (hit, "page")), 2);
  ck_assert (json_object_get (hit, "heading_path") == NULL);
  ck_assert_str_eq (get_string (document, "path"), "samling/fjord/referat-2023.pdf");
  ck_assert_str_eq (get_string (document, "type"), "minutes");
  ck_assert_str_eq (get_string (document, "body"), "Regionrådet");
  ck_assert_str_eq (get_string (document, "region"), "Fjordregionen");
  ck_assert_str_eq (get_string (document, "date"), "2023-02-28");
  ck_assert_str_eq (get_string (document, "language"), "nb");
  ck_assert_int_eq (json_integer_value (json_object_get (document, "pages")), 3);
  ck_assert_str_eq (get_string (decision, "outcome"), "adopted");
  ck_assert_str_eq (get_string (decision, "label"), "Vedtak");
  ck_assert_str_eq (get_string (decision, "text"),
                    "Regionrådet ber staten bygge dobbeltspor på jernbanen.");
  ck_assert_int_eq (json_integer_value (json_object_get (votes, "for")), 8);
  ck_assert_int_eq (json_integer_value (json_object_get (votes, "against")), 3);
  ck_assert (strstr (get_string (hit, "snippet"), "<mark>dobbeltspor</mark>") != NULL);
  ck_assert (json_real_value (json_object_get (hit, "score")) > 0);
  json_decref (answer);
}
END_TEST

START_TEST (test_unknown_fields_left_out)
{
  json_t *answer = ask_total (councils, "type:notat", "all", 1);
  json_t *hit = hit_at (answer, 0);
  json_t *document = json_object_get (hit, "document");

  ck_assert (json_object_get (hit, "title") == NULL);
  ck_assert (json_object_get (hit, "case") == NULL);
  ck_assert (json_object_get (hit, "decision") == NULL);
  ck_assert (json_object_get (hit, "score") == NULL);
  ck_assert (json_object_get (document, "region") == NULL);
  ck_assert (json_object_get (document, "body") == NULL);
  ck_assert (json_object_get (document, "date") == NULL);
  json_decref (answer);
}
END_TEST

START_TEST (test_snippet_is_escaped)
{
  json_t *answer = ask_total (councils, "bredbånd", "all", 1);

  ck_assert (strstr (get_string (hit_at (answer, 0), "snippet"),
                     "<mark>bredbånd</mark> &lt;b&gt;og&lt;/b&gt; fiber &amp; mer")
             != NULL);
  json_decref (answer);
}
END_TEST

START_TEST (test_answer)
{
  json_t *answer = ask_total (councils, "jernbane \"veg", "any", 3);
  json_t *coverage = json_object_get (answer, "coverage");
  json_t *query = json_object_get (answer, "query");

  ck_assert_str_eq (get_string (query, "text"), "jernbane \"veg");
  ck_assert (g_str_has_prefix (get_string (query, "plan"), "jernbane "));
  ck_assert_uint_eq (json_array_size (json_object_get (query, "notes")), 1);
  ck_assert (json_object_get (query, "xapian") == NULL);
  ck_assert_int_eq (json_integer_value (json_object_get (coverage, "files")), 5);
  ck_assert_int_eq (json_integer_value (json_object_get (coverage, "read")), 4);
  ck_assert_int_eq (json_integer_value (json_object_get (coverage, "partly_read")), 0);
  ck_assert_int_eq (json_integer_value (json_object_get (coverage, "unread")), 1);
  ck_assert (strchr (get_string (answer, "snapshot"), ':') != NULL);
  ck_assert (json_object_get (answer, "facets") == NULL);
  ck_assert (json_object_get (answer, "suggestion") == NULL);
  json_decref (answer);
}
END_TEST

START_TEST (test_explain)
{
  GError *error = NULL;
  json_t *answer = ask (councils, &error, "q", "jernbanene", "explain", "true", NULL);
  assert_ok (answer != NULL, error);
  json_t *query = json_object_get (answer, "query");

  ck_assert (strstr (get_string (query, "xapian"), "Query(") != NULL);
  ck_assert (strstr (get_string (query, "plan"), "«jernbanene»: jernbanen") != NULL);
  json_decref (answer);
}
END_TEST

START_TEST (test_suggestion)
{
  json_t *answer = ask_total (councils, "dobbeltspor bredbånd", "all", 0);

  ck_assert_int_eq (json_integer_value (json_object_get (answer, "match_any_total")), 2);
  ck_assert (strstr (get_string (answer, "suggestion"), "2 treff") != NULL);
  json_decref (answer);

  answer = ask_total (councils, "dobbeltspor type:strategi", "all", 0);
  ck_assert (json_object_get (answer, "suggestion") == NULL);
  json_decref (answer);
}
END_TEST

/* The words of a NEAR, a phrase and an OG are counted one by one. */
START_TEST (test_suggestion_taken_apart)
{
  static const char *const questions[]
      = { "skog NÆR jernbane", "\"skog om jernbane\"", "skog OG jernbane" };

  for (size_t i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      json_t *answer = ask_total (councils, questions[i], "all", 0);

      ck_assert_int_eq (json_integer_value (json_object_get (answer, "match_any_total")),
                        2);
      ck_assert_str_eq (get_string (answer, "suggestion"),
                        "Ingenting har alle ordene sammen. Søk med minst ett av "
                        "ordene gir 2 treff.");
      json_decref (answer);
    }
}
END_TEST

/* The case itself, then what cites it, however each spells the number; page by page. */
START_TEST (test_case_first)
{
  static const char *const questions[]
      = { "PS 59/13", "sak PS 59/13", "sak nr. 59/13", "sak 059/2013", "59/13" };
  GError *error = NULL;
  g_autoptr (Fixture) built = fixture_new ("cases", "public");
  g_autoptr (GfDocument) citing
      = fixture_document ('1', "x", GF_TYPE_NOTE, NULL, NULL, NULL);
  g_autoptr (GfDocument) minutes
      = fixture_document ('2', "y", GF_TYPE_MINUTES, NULL, NULL, NULL);

  fixture_section (citing, NULL, "PS 59/13 PS 59/13, se sak PS 59/13.");
  fixture_section (citing, NULL, "Se sak 59/2013 om det.");
  fixture_section (citing, NULL, "Se sak 059/13 om det.");
  fixture_section (citing, NULL, "Se sak 59/14 om det.");
  fixture_case (minutes, "PS 59/13", "Skolebygg", "Lang tekst om en skole.",
                GF_OUTCOME_ADOPTED, "Ja.");
  fixture_case (minutes, "KF 59/13", "Annet", "Noe annet.", GF_OUTCOME_ADOPTED, "Ja.");
  fixture_add (built, citing, "x");
  fixture_add (built, minutes, "y");
  fixture_commit (built);

  g_autoptr (GfIndex) index = gf_index_open ("cases", "public", NULL, &error);
  assert_ok (index != NULL, error);
  for (size_t i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      json_t *answer = ask_total (index, questions[i], "all", 5);
      g_autofree char *ids = hit_ids (answer);
      double first = json_real_value (json_object_get (hit_at (answer, 0), "score"));
      double last = json_real_value (json_object_get (hit_at (answer, 4), "score"));

      ck_assert_msg (g_str_has_prefix (ids, "2.1 "), "%s: %s", questions[i], ids);
      ck_assert (first > last);
      json_decref (answer);
    }

  json_t *page = ask (index, &error, "q", "59/13", "limit", "3", "offset", "1", "facets",
                      "true", NULL);
  assert_ok (page != NULL, error);
  g_autofree char *ids = hit_ids (page);
  ck_assert_msg (g_str_has_prefix (ids, "2.2 1."), "%s", ids);
  ck_assert_uint_eq (json_array_size (json_object_get (page, "hits")), 3);
  ck_assert_int_eq (json_integer_value (json_object_get (page, "total")), 5);
  json_decref (page);

  page = ask (index, &error, "q", "59/13", "sort", "date", NULL);
  g_autofree char *dated = hit_ids (page);
  ck_assert_str_eq (dated, "1.1 1.2 1.3 2.1 2.2");
  json_decref (page);
}
END_TEST

static void
assert_notes (const char *question, const char *expected)
{
  GError *error = NULL;
  json_t *answer = ask (councils, &error, "q", question, NULL);
  assert_ok (answer != NULL, error);
  json_t *notes = json_object_get (json_object_get (answer, "query"), "notes");
  const char *first = json_string_value (json_array_get (notes, 0));

  ck_assert_msg (g_strcmp0 (first, expected) == 0, "%s: %s", question, first);
  json_decref (answer);
}

START_TEST (test_notes)
{
  static const char *const expected[][2] = {
    { "region:Grenland", "Ingen dokumenter har region: grenland." },
    { "organ:\"Utvalget\"", "Ingen dokumenter har organ: Utvalget." },
    { "region:heiregionen", NULL },
    { "region:\"Heiregionen\"", NULL },
    { "utfall: vedtatt", "«utfall: vedtatt» er lest som utfall:vedtatt." },
    { "skole sak:", "«sak:» mangler en verdi, og er lest som et ord." },
    { "velferds*teknologi", "«velferds*teknologi»: stjernen virker bare sist i et ord; "
                            "lest som «velferds*»." },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_notes (expected[i][0], expected[i][1]);
}
END_TEST

START_TEST (test_sorting)
{
  static const char *const expected[][2]
      = { { "date", "c.1 c.2 b.1 b.2 a.1 a.2 a.3 d.1" },
          { "-date", "a.1 a.2 a.3 b.1 b.2 c.1 c.2 d.1" },
          { "relevance", "a.1 a.2 a.3 b.1 b.2 c.1 c.2 d.1" } };

  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GError *error = NULL;
      json_t *answer = ask (councils, &error, "sort", expected[i][0], NULL);
      assert_ok (answer != NULL, error);
      g_autofree char *ids = hit_ids (answer);

      ck_assert_str_eq (ids, expected[i][1]);
      json_decref (answer);
    }
}
END_TEST

START_TEST (test_ranking)
{
  json_t *answer = ask_total (councils, "felles uttale jernbane", "any", 2);
  g_autofree char *ids = hit_ids (answer);

  ck_assert_str_eq (ids, "b.1 c.1");
  json_decref (answer);
}
END_TEST

/* Page by page, every hit once, in the order of the whole. */
START_TEST (test_paging)
{
  json_t *whole = ask_total (councils, "veg jernbane jernbanen regionen", "any", 4);
  g_autofree char *all = hit_ids (whole);
  g_autoptr (GString) paged = g_string_new (NULL);

  for (unsigned offset = 0; offset < 5; offset++)
    {
      GError *error = NULL;
      g_autofree char *text = g_strdup_printf ("%u", offset);
      json_t *page = ask (councils, &error, "q", "veg jernbane jernbanen regionen",
                          "match", "any", "limit", "1", "offset", text, NULL);
      assert_ok (page != NULL, error);
      g_autofree char *id = hit_ids (page);

      ck_assert_int_eq (json_integer_value (json_object_get (page, "total")), 4);
      ck_assert_int_eq (json_integer_value (json_object_get (page, "offset")), offset);
      g_string_append_printf (paged, "%s%s", paged->len > 0 && *id ? " " : "", id);
      json_decref (page);
    }
  ck_assert_str_eq (paged->str, all);
  json_decref (whole);
}
END_TEST

/* Equal hits come in the same order however the index was built. */
START_TEST (test_order_does_not_depend_on_building)
{
  static const char *const orders[] = { "123456789", "987654321", "519283746" };
  g_autofree char *first = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      GError *error = NULL;
      g_autofree char *folder = g_strdup_printf ("order-%zu", i);
      g_autoptr (Fixture) built = fixture_new (folder, "public");

      for (const char *digit = orders[i]; *digit != '\0'; digit++)
        {
          g_autoptr (GfDocument) document
              = fixture_document (*digit, folder, GF_TYPE_NOTE, NULL, NULL, "2020-01-01");

          fixture_section (document, "Likt", "Helt lik tekst.");
          fixture_add (built, document, folder);
        }
      fixture_commit (built);

      g_autoptr (GfIndex) index = gf_index_open (folder, "public", NULL, &error);
      assert_ok (index != NULL, error);
      json_t *answer = ask_total (index, "lik tekst", "all", 9);
      g_autofree char *ids = hit_ids (answer);
      json_decref (answer);
      if (first == NULL)
        first = g_strdup (ids);
      ck_assert_str_eq (ids, first);
    }
  ck_assert_str_eq (first, "1.1 2.1 3.1 4.1 5.1 6.1 7.1 8.1 9.1");
}
END_TEST

static void
assert_facet (const json_t *answer, const char *facet, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);
  size_t i;
  json_t *row;

  json_array_foreach (json_object_get (json_object_get (answer, "facets"), facet), i, row)
      g_string_append_printf (out, "%s%s %d", i > 0 ? ", " : "",
                              json_string_value (json_array_get (row, 0)),
                              (int) json_integer_value (json_array_get (row, 1)));
  ck_assert_str_eq (out->str, expected);
}

START_TEST (test_facets)
{
  GError *error = NULL;
  json_t *answer = ask (councils, &error, "facets", "true", "limit", "0", NULL);
  assert_ok (answer != NULL, error);

  ck_assert_uint_eq (json_array_size (json_object_get (answer, "hits")), 0);
  assert_facet (answer, "region", "Heiregionen 4, Fjordregionen 3");
  assert_facet (answer, "type", "minutes 5, strategy 2, note 1");
  assert_facet (answer, "body", "Regionrådet 3, Rådmannsutvalget 2");
  assert_facet (answer, "year", "2023 3, 2011 2, 2018 2");
  assert_facet (answer, "outcome", "adopted 2, noted 1, postponed 1, rejected 1");
  assert_facet (answer, "language", "nb 8");
  json_decref (answer);
}
END_TEST

START_TEST (test_facets_of_hits_only)
{
  GError *error = NULL;
  json_t *answer
      = ask (councils, &error, "q", "jernbane", "facets", "true", "limit", "1", NULL);
  assert_ok (answer != NULL, error);

  assert_facet (answer, "region", "Heiregionen 2");
  assert_facet (answer, "type", "minutes 1, strategy 1");
  assert_facet (answer, "outcome", "rejected 1");
  json_decref (answer);
}
END_TEST

START_TEST (test_facet_of_many_values)
{
  GError *error = NULL;
  g_autoptr (Fixture) built = fixture_new ("many", "public");

  for (unsigned i = 0; i < 60; i++)
    {
      g_autofree char *region = g_strdup_printf ("Region %02u", i);
      g_autoptr (GfDocument) document
          = fixture_document ('0', "x", GF_TYPE_NOTE, region, NULL, NULL);

      g_snprintf (document->id, 33, "%032u", i);
      fixture_section (document, NULL, "tekst");
      fixture_add (built, document, region);
    }
  fixture_commit (built);

  g_autoptr (GfIndex) index = gf_index_open ("many", "public", NULL, &error);
  assert_ok (index != NULL, error);
  json_t *answer = ask (index, &error, "facets", "true", NULL);
  assert_ok (answer != NULL, error);
  json_t *regions = json_object_get (json_object_get (answer, "facets"), "region");

  ck_assert_uint_eq (json_array_size (regions), 50);
  ck_assert_str_eq (json_string_value (json_array_get (json_array_get (regions, 0), 0)),
                    "Region 00");
  ck_assert_uint_eq (json_array_size (json_object_get (answer, "facets_cut")), 1);
  json_decref (answer);
}
END_TEST

START_TEST (test_filters)
{
  static const char *const expected[][3] = {
    { "region", "Heiregionen", "b.1 b.2 c.1 c.2" },
    { "type", "minutes", "a.1 a.2 a.3 b.1 b.2" },
    { "body", "Regionrådet", "a.1 a.2 a.3" },
    { "year", "2011", "c.1 c.2" },
    { "outcome", "rejected", "b.1" },
    { "language", "nb", "a.1 a.2 a.3 b.1 b.2 c.1 c.2 d.1" },
    { "language", "nn", "" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GError *error = NULL;
      json_t *answer = ask (councils, &error, expected[i][0], expected[i][1], NULL);
      assert_ok (answer != NULL, error);
      g_autofree char *ids = sorted_ids (answer);

      ck_assert_str_eq (ids, expected[i][2]);
      json_decref (answer);
    }
}
END_TEST

START_TEST (test_filters_together)
{
  GError *error = NULL;
  json_t *answer
      = ask (councils, &error, "q", "jernbane ELLER fiber", "region", "Heiregionen",
             "region", "Fjordregionen", "type", "referat", NULL);
  assert_ok (answer != NULL, error);
  g_autofree char *ids = sorted_ids (answer);

  ck_assert_str_eq (ids, "b.1 b.2");
  json_decref (answer);
}
END_TEST

static const struct
{
  const char *name;
  char digit; /* of the document that is shown, 0 for none */
} names[] = {
  { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 'a' },
  { "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.2", 'b' },
  { "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.99", 'b' },
  { "samling/hei/strategi.pdf", 'c' },
  { "/collection/notat.txt", 'd' },
  { "/collection/hei/../notat.txt", 'd' },
  { "ffffffffffffffffffffffffffffffff", 0 },
  { "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.x", 0 },
  { "samling/", 0 },
  { "", 0 },
  { "\xff\xfe", 0 },
};

START_TEST (test_show_names)
{
  GError *error = NULL;
  json_t *shown = gf_index_show (councils, names[_i].name, &error);

  if (names[_i].digit == 0)
    {
      assert_fails (shown != NULL, error, GF_QUERY_ERROR_NOT_FOUND,
                    "there is no document '");
      return;
    }
  assert_ok (shown != NULL, error);
  ck_assert_int_eq (get_string (json_object_get (shown, "document"), "id")[0],
                    names[_i].digit);
  json_decref (shown);
}
END_TEST

/* A file that the index knows and could not read: why, whichever way it is named. */
START_TEST (test_show_unread)
{
  static const char *const unread[]
      = { "/collection/samling/skannet.pdf", "samling/skannet.pdf" };

  for (size_t i = 0; i < G_N_ELEMENTS (unread); i++)
    {
      GError *error = NULL;
      g_autofree char *message = g_strdup_printf (
          "the file '%s' could not be read (unread, no-text: alle sidene er bilder)",
          unread[i]);
      json_t *shown = gf_index_show (councils, unread[i], &error);

      assert_fails (shown != NULL, error, GF_QUERY_ERROR_NOT_FOUND, message);
    }
}
END_TEST

START_TEST (test_file)
{
  static const struct
  {
    const char *name, *message;
  } cases[] = {
    { "cccccccccccccccccccccccccccccccc", "the file of document" },
    { "/collection/hei/strategi.pdf", "there is no document" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = NULL;
      char *none = NULL;

      assert_fails (gf_index_dup_file (councils, cases[i].name, &none, &error) != NULL,
                    error, GF_QUERY_ERROR_NOT_FOUND, cases[i].message);
    }
}
END_TEST

START_TEST (test_status)
{
  GError *error = NULL;
  json_t *status = gf_index_status (councils, &error);
  assert_ok (status != NULL, error);
  json_t *documents = json_object_get (status, "documents");
  json_t *units = json_object_get (status, "units");
  g_autofree char *formats
      = json_dumps (json_object_get (documents, "format"), JSON_COMPACT);
  g_autofree char *regions = json_dumps (json_object_get (units, "region"), JSON_COMPACT);
  g_autofree char *kinds = json_dumps (json_object_get (units, "unit"), JSON_COMPACT);

  ck_assert_int_eq (json_integer_value (json_object_get (documents, "total")), 4);
  ck_assert_int_eq (json_integer_value (json_object_get (units, "total")), 8);
  ck_assert_str_eq (formats, "[[\"application/pdf\",4]]");
  ck_assert_str_eq (regions, "[[\"Heiregionen\",4],[\"Fjordregionen\",3]]");
  ck_assert_str_eq (kinds, "[[\"case\",5],[\"section\",3]]");
  ck_assert_int_eq (json_integer_value (
                        json_object_get (json_object_get (status, "coverage"), "unread")),
                    1);
  json_decref (status);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-answer");
  TCase *tests = tcase_create ("query-answer");

  tcase_set_timeout (tests, 60);
  tcase_add_checked_fixture (tests, councils_setup, councils_teardown);
  tcase_add_test (tests, test_document_hit);
  tcase_add_test (tests, test_kinds);
  tcase_add_test (tests, test_hit);
  tcase_add_test (tests, test_unknown_fields_left_out);
  tcase_add_test (tests, test_snippet_is_escaped);
  tcase_add_test (tests, test_answer);
  tcase_add_test (tests, test_explain);
  tcase_add_test (tests, test_suggestion);
  tcase_add_test (tests, test_suggestion_taken_apart);
  tcase_add_test (tests, test_case_first);
  tcase_add_test (tests, test_notes);
  tcase_add_test (tests, test_sorting);
  tcase_add_test (tests, test_ranking);
  tcase_add_test (tests, test_paging);
  tcase_add_test (tests, test_order_does_not_depend_on_building);
  tcase_add_test (tests, test_facets);
  tcase_add_test (tests, test_facets_of_hits_only);
  tcase_add_test (tests, test_facet_of_many_values);
  tcase_add_test (tests, test_filters);
  tcase_add_test (tests, test_filters_together);
  tcase_add_loop_test (tests, test_show_names, 0, G_N_ELEMENTS (names));
  tcase_add_test (tests, test_show_unread);
  tcase_add_test (tests, test_file);
  tcase_add_test (tests, test_status);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
