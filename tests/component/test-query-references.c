/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text points to within an index, both ways, and follow-ups by their date. */
#include <string.h>
#include <unistd.h>

#include "tests/component/query-fixture.h"
#include "tests/tap.h"

static Fixture *fixture;

static void
setup (void)
{
  g_autofree char *data = g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", NULL);
  g_autofree char *folder = g_dir_make_tmp ("references.XXXXXX", NULL);

  ck_assert (chdir (folder) == 0);
  g_setenv ("GJENFINN_DATADIR", data, TRUE);
  fixture = fixture_new ("index", "public");
}

static void
teardown (void)
{
  fixture_free (fixture);
}

/* A paper with one case. */
typedef struct
{
  char id;
  GfDocumentType type;
  const char *region;
  const char *body;
  const char *date;
  const char *number; /* NULL for a section */
} Paper;

static void
add_titled (const Paper *paper, const char *title, const char *words,
            const GfReference *says)
{
  g_autofree char *path = g_strdup_printf ("samling/%c.pdf", paper->id);
  g_autofree char *file = g_strdup_printf ("/collection/%c.pdf", paper->id);
  g_autoptr (GfDocument) document = fixture_document (
      paper->id, path, paper->type, paper->region, paper->body, paper->date);

  if (title != NULL)
    {
      g_free (document->title);
      document->title = g_strdup (title);
    }

  GfUnit *unit = paper->number != NULL ? fixture_case (document, paper->number, "En sak",
                                                       words, GF_OUTCOME_UNKNOWN, NULL)
                                       : fixture_section (document, "Et avsnitt", words);

  if (says != NULL)
    {
      GfTextSpan span = { 0, (uint32_t) strlen (words), 1 };
      GfReference *reference = gf_reference_new (says->kind, span);

      reference->case_number = g_strdup (says->case_number);
      reference->case_prefix = g_strdup (says->case_prefix);
      reference->body = g_strdup (says->body);
      reference->date = g_strdup (says->date);
      g_ptr_array_add (unit->references, reference);
    }
  fixture_add (fixture, document, file);
}

static void
add_paper (const Paper *paper, const char *words, const GfReference *says)
{
  add_titled (paper, NULL, words, says);
}

/* What the only reference of document @id points to: "a.1", "b" or "-". */
static char *
target_of (char id)
{
  GError *error = NULL;
  g_autofree char *name = g_strnfill (32, id);
  GfIndex *index = fixture_open ();
  json_t *shown = gf_index_show (index, name, &error);

  assert_ok (shown != NULL, error);
  const json_t *unit = json_array_get (json_object_get (shown, "units"), 0);
  const json_t *reference = json_array_get (json_object_get (unit, "references"), 0);
  ck_assert (reference != NULL);
  const char *document_id = get_string (reference, "document_id");
  const char *unit_id = get_string (reference, "unit_id");
  ck_assert (json_is_boolean (json_object_get (reference, "resolved")));
  ck_assert (json_is_true (json_object_get (reference, "resolved"))
             == (document_id != NULL));
  char *target = document_id == NULL ? g_strdup ("-")
                 : unit_id != NULL
                     ? g_strdup_printf ("%c%s", document_id[0], unit_id + 32)
                     : g_strndup (document_id, 1);
  json_decref (shown);
  gf_index_close (index);
  return target;
}

/* The ids of what points to document @id, or to its unit: "x.1 y.1". */
static char *
referring_to (char id, bool unit)
{
  GError *error = NULL;
  g_autofree char *name = g_strnfill (32, id);
  GfIndex *index = fixture_open ();
  json_t *shown = gf_index_show (index, name, &error);
  GString *out = g_string_new (NULL);
  size_t i;
  json_t *one;

  assert_ok (shown != NULL, error);
  const json_t *of = unit ? json_array_get (json_object_get (shown, "units"), 0)
                          : json_object_get (shown, "document");
  json_array_foreach (json_object_get (of, "referred_by"), i, one)
  {
    const char *unit_id = get_string (one, "unit_id");

    g_string_append_printf (out, "%s%c%s", i > 0 ? " " : "", unit_id[0], unit_id + 32);
  }
  json_decref (shown);
  gf_index_close (index);
  return g_string_free (out, FALSE);
}

#define FJORD "Fjordregionen"
#define HEI "Heiregionen"
#define COUNCIL "Regionrådet"
#define FORUM "Kommunedirektørforum"

/* What is in the index, who refers and how, and what that resolves to. */
static const struct
{
  const char *name;
  Paper papers[4];
  Paper from; /* id 'f' */
  GfReference says;
  const char *target;
} CASES[] = {
  { "the same body before others of the region",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" },
      { 'b', GF_TYPE_MINUTES, FJORD, FORUM, "2019-04-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19" },
    "a.1" },
  { "a body that numbers its own cases means them",
    { { 'b', GF_TYPE_MINUTES, FJORD, FORUM, "2019-04-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19" },
    "-" },
  { "a strategy means the region's",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" },
      { 'b', GF_TYPE_MINUTES, HEI, COUNCIL, "2019-04-01", "12/19" } },
    { 'f', GF_TYPE_STRATEGY, FJORD, NULL, "2022", NULL },
    { .case_number = (char *) "12/19" },
    "a.1" },
  { "two bodies of the region are no answer",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" },
      { 'b', GF_TYPE_MINUTES, FJORD, FORUM, "2019-04-01", "12/19" } },
    { 'f', GF_TYPE_STRATEGY, FJORD, NULL, "2022", NULL },
    { .case_number = (char *) "12/19" },
    "-" },
  { "nor is another region",
    { { 'b', GF_TYPE_MINUTES, HEI, COUNCIL, "2019-04-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19" },
    "-" },
  { "unless the text names it",
    { { 'b', GF_TYPE_MINUTES, HEI, COUNCIL, "2019-04-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19", .body = (char *) "Regionrådet i Heiregionen" },
    "b.1" },
  { "letters before the number",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "PS 12/19" },
      { 'b', GF_TYPE_MINUTES, FJORD, FORUM, "2019-04-01", "KF 12/19" } },
    { 'f', GF_TYPE_NOTE, FJORD, NULL, "2022-01-01", NULL },
    { .case_number = (char *) "12/19", .case_prefix = (char *) "PS" },
    "a.1" },
  { "letters that say a body",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" },
      { 'b', GF_TYPE_MINUTES, FJORD, FORUM, "2019-04-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, FORUM, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19",
      .case_prefix = (char *) "RR",
      .body = (char *) COUNCIL },
    "a.1" },
  { "a body that is named and is not there",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19", .body = (char *) "Formannskapet" },
    "-" },
  { "a body that had another name then",
    { { 'a', GF_TYPE_MINUTES, FJORD, "Rådmannsforum", "2009-05-01", "12/09" } },
    { 'f', GF_TYPE_MINUTES, FJORD, FORUM, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/09" },
    "a.1" },
  { "two kinds of cases with one number",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "PS 12/19" },
      { 'b', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "RS 12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19" },
    "-" },
  { "the minutes before the agenda and the paper",
    { { 'a', GF_TYPE_AGENDA, FJORD, COUNCIL, "2019-05-01", "12/19" },
      { 'b', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" },
      { 'c', GF_TYPE_CASE_PAPER, FJORD, COUNCIL, "2019-05-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19" },
    "b.1" },
  { "the paper where there is nothing else",
    { { 'c', GF_TYPE_CASE_PAPER, FJORD, COUNCIL, "2019-05-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19" },
    "c.1" },
  { "a case of that number in another year is another",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2005-05-01", "12/19" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/19" },
    "-" },
  { "treated twice: the last that the text can know of",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2021-05-01", "12/21" },
      { 'b', GF_TYPE_MINUTES, FJORD, COUNCIL, "2021-09-01", "12/21" },
      { 'c', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-09-01", "12/21" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/21" },
    "b.1" },
  { "the day that the text says",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2021-05-01", "12/21" },
      { 'b', GF_TYPE_MINUTES, FJORD, COUNCIL, "2021-09-01", "12/21" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .case_number = (char *) "12/21", .date = (char *) "2021-05-01" },
    "a.1" },
  { "a meeting by body and day",
    { { 'a', GF_TYPE_MINUTES, FJORD, FORUM, "2021-11-07", "12/21" },
      { 'b', GF_TYPE_MINUTES, FJORD, COUNCIL, "2021-11-07", "13/21" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .kind = GF_REFERENCE_MEETING,
      .body = (char *) FORUM,
      .date = (char *) "2021-11-07" },
    "a" },
  { "a meeting without a body is the body's own",
    { { 'a', GF_TYPE_MINUTES, FJORD, FORUM, "2021-11-07", "12/21" },
      { 'b', GF_TYPE_AGENDA, FJORD, COUNCIL, "2021-11-07", "13/21" },
      { 'c', GF_TYPE_MINUTES, FJORD, COUNCIL, "2021-11-07", "13/21" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .kind = GF_REFERENCE_MEETING, .date = (char *) "2021-11-07" },
    "c" },
  { "a meeting of which only the month is known is not found",
    { { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2021-11", "12/21" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .kind = GF_REFERENCE_MEETING, .date = (char *) "2021-11-07" },
    "-" },
  { "a body whose name tells its region is found from elsewhere",
    { { 'a', GF_TYPE_MINUTES, "Heimfjord", "Heimfjordrådet", "2021-11-07", "12/21" } },
    { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" },
    { .kind = GF_REFERENCE_MEETING,
      .body = (char *) "Heimfjordrådet",
      .date = (char *) "2021-11-07" },
    "a" },
};

START_TEST (test_resolves)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES[_i].papers); i++)
    if (CASES[_i].papers[i].id != '\0')
      add_paper (&CASES[_i].papers[i], "Noe annet.", NULL);
  add_paper (&CASES[_i].from, "slik det ble sagt", &CASES[_i].says);
  fixture_commit (fixture);

  g_autofree char *target = target_of ('f');
  ck_assert_msg (strcmp (target, CASES[_i].target) == 0, "%s: '%s', not '%s'",
                 CASES[_i].name, target, CASES[_i].target);
  /* And the other way. */
  if (*target == '-')
    return;
  g_autofree char *back = referring_to (*target, target[1] != '\0');
  ck_assert_str_eq (back, "f.1");
}
END_TEST

/* "Representantskapet" is that of a company, which only the title may name. */
START_TEST (test_titles_name_companies)
{
  static const char *const other
      = "Protokoll fra representantskapet i Krisesenteret i Vik IKS";
  static const char *const same = "Møtebok - Representantskapet i Hei Vann IKS";
  const Paper a
      = { 'a', GF_TYPE_MINUTES, NULL, "Representantskapet", "2021-05-01", "12/21" };
  const Paper b
      = { 'b', GF_TYPE_MINUTES, NULL, "Representantskapet", "2021-06-01", "12/21" };
  const Paper from
      = { 'f', GF_TYPE_MINUTES, NULL, "Representantskapet", "2022-01-01", "1/22" };
  const GfReference says = { .case_number = (char *) "12/21" };

  add_titled (&a, other, "Noe annet.", NULL);
  if (_i > 0)
    add_titled (&b, same, "Noe annet.", NULL);
  add_titled (&from, "Protokoll fra representantskapet for Hei Vann IKS",
              "slik det ble sagt", &says);
  fixture_commit (fixture);

  g_autofree char *target = target_of ('f');
  ck_assert_str_eq (target, _i > 0 ? "b.1" : "-");
}
END_TEST

START_TEST (test_resolved_once_the_other_end_is_there)
{
  const Paper from = { 'f', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" };
  const Paper to = { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" };
  const GfReference says = { .case_number = (char *) "12/19" };

  add_paper (&from, "jf. sak 12/19", &says);
  fixture_commit (fixture);
  g_autofree char *before = target_of ('f');
  ck_assert_str_eq (before, "-");
  add_paper (&to, "Noe.", NULL);
  fixture_commit (fixture);
  g_autofree char *after = target_of ('f');
  ck_assert_str_eq (after, "a.1");
}
END_TEST

/* What is not the same case is not told of as pointing to it. */
START_TEST (test_others_do_not_point_here)
{
  const Paper here = { 'a', GF_TYPE_MINUTES, FJORD, COUNCIL, "2019-05-01", "12/19" };
  const Paper elsewhere = { 'f', GF_TYPE_MINUTES, HEI, COUNCIL, "2022-01-01", "1/22" };
  const Paper agenda = { 'b', GF_TYPE_AGENDA, FJORD, COUNCIL, "2019-05-01", "12/19" };
  const Paper same = { 'e', GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-01-01", "1/22" };
  const GfReference says = { .case_number = (char *) "12/19" };

  add_paper (&here, "Noe.", NULL);
  add_paper (&agenda, "Noe.", NULL);
  add_paper (&elsewhere, "jf. sak 12/19", &says);
  add_paper (&same, "jf. sak 12/19", &says);
  fixture_commit (fixture);
  g_autofree char *back = referring_to ('a', true);
  ck_assert_str_eq (back, "e.1");
  g_autofree char *agenda_back = referring_to ('b', true);
  ck_assert_str_eq (agenda_back, "");
}
END_TEST

static json_int_t
total_of (GfIndex *index, const char *question)
{
  GError *error = NULL;
  json_t *answer = ask (index, &error, "q", question, NULL);

  assert_ok (answer != NULL, error);
  json_int_t total = json_integer_value (json_object_get (answer, "total"));
  json_decref (answer);
  return total;
}

static const struct
{
  const char *question;
  json_int_t total;
} DUE[] = {
  { "frist:2023", 2 },       { "due:2023-06", 1 },     { "frist:15.06.2023", 1 },
  { "frist:2023-06-16", 0 }, { "frist:..2023-06", 1 }, { "frist:2023-01..2024", 2 },
  { "frist:>2023", 0 },      { "frist:*", 2 },         { "IKKE frist:*", 1 },
  { "dato:2023", 0 },        { "frist:2022", 0 },
};

/* By when it is due, and not when it was written. */
START_TEST (test_due)
{
  static const char *const dues[] = { "2023-06-15", "2023", NULL };
  GfIndex *index;

  for (size_t i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autofree char *path = g_strdup_printf ("samling/%zu.pdf", i);
      g_autoptr (GfDocument) document = fixture_document (
          (char) ('a' + i), path, GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-03-01");
      GfUnit *unit = fixture_case (document, "1/22", "Sak", "Melder tilbake i tide.",
                                   GF_OUTCOME_UNKNOWN, NULL);

      if (dues[i] != NULL)
        g_ptr_array_add (unit->follow_ups,
                         gf_follow_up_new ((GfTextSpan){ 0, 6, 1 }, dues[i]));
      fixture_add (fixture, document, path);
    }
  fixture_commit (fixture);
  index = fixture_open ();
  for (size_t i = 0; i < G_N_ELEMENTS (DUE); i++)
    ck_assert_msg (total_of (index, DUE[i].question) == DUE[i].total, "%s: %d",
                   DUE[i].question, (int) total_of (index, DUE[i].question));
  gf_index_close (index);
}
END_TEST

/* The whole of what is known stands in what is shown; what is not known does not. */
START_TEST (test_details)
{
  GError *error = NULL;
  g_autoptr (GfDocument) document = fixture_document (
      'a', "samling/a.pdf", GF_TYPE_MINUTES, FJORD, COUNCIL, "2022-03-01");
  GfUnit *unit
      = fixture_case (document, "1/22", "Sak", "Drøftet.", GF_OUTCOME_ADOPTED, "Vedtas.");
  GfDetails *details = &document->details;
  GfPerson *person = gf_person_new ("Kari Nordmann", GF_ABSENT);

  unit->decision->evidence = g_strdup ("Vedtas.");
  unit->archive_number = g_strdup ("14/796-19");
  g_ptr_array_add (unit->parts, gf_case_part_new (GF_CASE_PART_DECISION, "Vedtak",
                                                  (GfTextSpan){ 10, 7, 1 }));
  person->role = g_strdup ("ordfører");
  g_ptr_array_add (details->people, person);
  details->meeting_number = g_strdup ("1/2022");
  details->period_to = g_strdup ("2022");
  g_ptr_array_add (document->set_aside,
                   gf_block_new (GF_BLOCK_FOOTER, 0, 1, "abcdefghi"));
  fixture_add (fixture, document, "/collection/a.pdf");
  fixture_commit (fixture);

  GfIndex *index = fixture_open ();
  json_t *shown = gf_index_show (index, "samling/a.pdf", &error);
  assert_ok (shown != NULL, error);
  g_autofree char *said
      = json_dumps (shown, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION (9));
  static const char *const parts[] = {
    "\"meeting\":{\"number\":\"1/2022\"}",
    "\"period\":{\"to\":\"2022\"}",
    "\"people\":[{\"name\":\"Kari "
    "Nordmann\",\"presence\":\"absent\",\"role\":\"ordfører\"}]",
    "\"archive\":\"14/796-19\"",
    "\"evidence\":\"Vedtas.\"",
    "\"parts\":[{\"kind\":\"decision\",\"label\":\"Vedtak\",\"page\":1,\"text\":\"Vedtas."
    "\"}]",
    "\"set_aside_share\":0.36",
  };
  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    ck_assert_msg (strstr (said, parts[i]) != NULL, "%s: %s", parts[i], said);
  ck_assert_ptr_null (strstr (said, "published"));
  ck_assert_ptr_null (strstr (said, "references"));
  ck_assert_ptr_null (strstr (said, "follow_ups"));
  json_decref (shown);
  gf_index_close (index);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-references");
  TCase *tcase = tcase_create ("query-references");

  tcase_set_timeout (tcase, 60);
  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, test_resolves, 0, G_N_ELEMENTS (CASES));
  tcase_add_loop_test (tcase, test_titles_name_companies, 0, 2);
  tcase_add_test (tcase, test_resolved_once_the_other_end_is_there);
  tcase_add_test (tcase, test_others_do_not_point_here);
  tcase_add_test (tcase, test_due);
  tcase_add_test (tcase, test_details);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
