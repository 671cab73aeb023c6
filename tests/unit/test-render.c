/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers as text for people and as CSV. */
#include <string.h>

#include "query/print/csv.h"
#include "query/print/text-private.h"
#include "tests/tap.h"

static const struct
{
  const char *value;
  const char *cell;
} cells[] = {
  { NULL, "" },
  { "", "" },
  { "veg", "veg" },
  { "a,b", "\"a,b\"" },
  { "si \"ja\"", "\"si \"\"ja\"\"\"" },
  { "to\nlinjer", "\"to\nlinjer\"" },
  { "=1+1", "\"'=1+1\"" },
  { "+47", "\"'+47\"" },
  { "-1", "\"'-1\"" },
  { "@SUM(A1)", "\"'@SUM(A1)\"" },
  { "\t=1", "\"'\t=1\"" },
  { "1=1", "1=1" },
};

START_TEST (test_cell)
{
  g_autoptr (GString) out = g_string_new (NULL);

  gf_csv_cell (out, cells[_i].value);
  ck_assert_str_eq (out->str, cells[_i].cell);
}
END_TEST

static const char answer_text[]
    = "{\"query\": {\"text\": \"veg\", \"plan\": \"veg.\", \"notes\": [\"Et notat.\"]},"
      " \"total\": 12, \"offset\": 0, \"coverage\": {\"files\": 40, \"read\": 36,"
      " \"partly_read\": 1, \"unread\": 3}, \"hits\": [{\"id\": \"x.1\", \"unit\": "
      "\"case\", \"title\": \"=Ny \\u001b[2Jveg\\u202e\", \"case\": \"22/22\","
      " \"case_prefix\": \"KF\", \"page\": 2, \"score\": 7.31, \"snippet\": \"en "
      "<mark>veg</mark> &lt;b&gt; &amp; mer\", \"snippet_page\": 3, \"document\": "
      "{\"id\":"
      " \"x\", \"path\": \"a/b.pdf\", \"type\": \"minutes\", \"body\": \"Utvalget\","
      " \"region\": \"Heia\", \"date\": \"2022-06-03\"}, \"decision\": {\"outcome\": "
      "\"adopted\", \"text\": \"Ja, \\\"ja\\\"\"}}], \"facets\": {\"type\": "
      "[[\"minutes\","
      " 7], [\"note\", 5]], \"region\": []}}";

static json_t *
load (const char *text)
{
  json_error_t error;
  json_t *json = json_loads (text, 0, &error);

  ck_assert_msg (json != NULL, "%s", error.text);
  return json;
}

START_TEST (test_search_as_text)
{
  const GfTextStyle style = { false, "/srv/x y", "internal", false, false };
  json_t *answer = load (answer_text);
  g_autofree char *text = gf_text_search (answer, &style);

  ck_assert_str_eq (
      text, "Merk: Et notat.\n"
            " 1. Sak KF 22/22 =Ny [2Jveg\n"
            "    vedtatt · referat · Utvalget · Heia · 03.06.2022 · side 3\n"
            "    en veg <b> & mer\n"
            "    Utfall: Ja, \"ja\"\n"
            "    a/b.pdf\n\n"
            "type: referat 7, notat 5\n"
            "12 treff, viser 1–1. De neste: --offset 1\n"
            "3 av 40 filer kunne ikke leses, og 1 ble bare delvis lest: gjenfinn-query "
            "--index '/srv/x y' --level internal unread\n");
  json_decref (answer);
}
END_TEST

/* The file's own name of a page is told of the page that it is the name of. */
START_TEST (test_page_labels)
{
  const GfTextStyle style = { false, "x", "public", true, false };
  json_t *answer = load (
      "{\"query\": {\"text\": \"veg\"}, \"total\": 2, \"offset\": 0, \"hits\": ["
      "{\"id\": \"x.1\", \"unit\": \"section\", \"title\": \"En\", \"page\": 4, "
      "\"page_label\": \"iv\", \"document\": {\"id\": \"x\", \"path\": \"a.pdf\"}}, "
      "{\"id\": \"x.2\", \"unit\": \"section\", \"title\": \"To\", \"page\": 4, "
      "\"page_label\": \"iv\", \"snippet_page\": 6, \"document\": {\"id\": \"x\", "
      "\"path\": \"a.pdf\"}}]}");
  json_t *shown = load ("{\"document\": {\"id\": \"x\", \"path\": \"a.pdf\"}, "
                        "\"units\": [{\"title\": \"En\", \"text\": \"Ja.\", "
                        "\"page\": 4, \"page_label\": \"i\\u001bv\"}]}");
  g_autofree char *hits = gf_text_search (answer, &style);
  g_autofree char *show = gf_text_show (shown, &style);

  ck_assert_ptr_nonnull (strstr (hits, "side iv (4)\n"));
  ck_assert_ptr_nonnull (strstr (hits, "side 6\n"));
  ck_assert_ptr_nonnull (strstr (show, "En (side iv (4))\n"));
  json_decref (answer);
  json_decref (shown);
}
END_TEST

START_TEST (test_search_on_terminal)
{
  const GfTextStyle style = { true, "x", "public", true, false };
  json_t *answer = load (answer_text);
  g_autofree char *text = gf_text_search (answer, &style);

  ck_assert (strstr (text, "en \033[1mveg\033[0m <b> & mer") != NULL);
  ck_assert (strstr (text, "\033[2J") == NULL);
  ck_assert (g_str_has_prefix (text, "Lest som: veg.\n"));
  json_decref (answer);
}
END_TEST

START_TEST (test_search_as_csv)
{
  json_t *answer = load (answer_text);
  g_autofree char *csv = gf_csv_search (answer);

  ck_assert_str_eq (csv,
                    "id,unit,case_prefix,case,title,page,document_id,path,"
                    "document_title,type,body,region,date,language,outcome,decision,"
                    "snippet,snippet_page,score\r\n"
                    "x.1,case,KF,22/22,\"'=Ny \033[2Jveg\u202e\",2,x,a/b.pdf,,minutes,"
                    "Utvalget,Heia,2022-06-03,,adopted,\"Ja, \"\"ja\"\"\","
                    "en veg <b> & mer,3,7.310\r\n");
  json_decref (answer);
}
END_TEST

static const struct
{
  const char *coverage;
  const char *line;
} coverages[] = {
  { "{\"files\": 0}", "Indeksen har ingen filer.\n" },
  { "{\"files\": 5, \"read\": 5}", "Alle filer er lest: 5.\n" },
  { "{\"files\": 5, \"unread\": 2}",
    "2 av 5 filer kunne ikke leses: gjenfinn-query --index i unread\n" },
  { "{\"files\": 5, \"partly_read\": 2}",
    "2 av 5 filer ble bare delvis lest: gjenfinn-query --index i unread\n" },
};

START_TEST (test_coverage)
{
  const GfTextStyle style = { false, "i", "public", false, false };
  g_autoptr (GString) out = g_string_new (NULL);
  json_t *coverage = load (coverages[_i].coverage);

  gf_text_put_coverage (out, coverage, &style);
  ck_assert_str_eq (out->str, coverages[_i].line);
  json_decref (coverage);
}
END_TEST

START_TEST (test_dates)
{
  static const char *const dates[][2]
      = { { "2023-02-28", "28.02.2023" }, { "2011-07", "07.2011" }, { "2011", "2011" } };

  for (size_t i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      gf_text_put_date (out, dates[i][0]);
      ck_assert_str_eq (out->str, dates[i][1]);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("render");
  TCase *tests = tcase_create ("render");

  tcase_add_loop_test (tests, test_cell, 0, G_N_ELEMENTS (cells));
  tcase_add_test (tests, test_search_as_text);
  tcase_add_test (tests, test_page_labels);
  tcase_add_test (tests, test_search_on_terminal);
  tcase_add_test (tests, test_search_as_csv);
  tcase_add_loop_test (tests, test_coverage, 0, G_N_ELEMENTS (coverages));
  tcase_add_test (tests, test_dates);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
