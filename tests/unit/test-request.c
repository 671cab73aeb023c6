/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "query/request.h"
#include "query/question/trouble.h"
#include "tests/tap.h"

static const struct
{
  const char *name;
  const char *value;
  const char *message; /* NULL where it is right */
} parameters[] = {
  { "q", "", NULL },
  { "q", "jernbane", NULL },
  { "q", "\xff", "'q': is not valid UTF-8" },
  { "unit", "case", NULL },
  { "unit", "section", NULL },
  { "unit", "document", NULL },
  { "unit", "", "'unit': may be case, section, document, not ''" },
  { "unit", "Case", "'unit': may be" },
  { "match", "all", NULL },
  { "match", "any", NULL },
  { "match", "some", "'match': may be all, any, not 'some'" },
  { "sort", "relevance", NULL },
  { "sort", "date", NULL },
  { "sort", "-date", NULL },
  { "sort", "+date", "'sort': may be" },
  { "limit", "0", NULL },
  { "limit", "100", NULL },
  { "limit", "1001", "'limit': may be a number from 0 to 1000" },
  { "limit", "-1", "'limit'" },
  { "limit", " 1", "'limit'" },
  { "limit", "1e1", "'limit'" },
  { "limit", "99999999999999999999", "'limit'" },
  { "offset", "1000000", NULL },
  { "offset", "1000001", "'offset': may be a number from 0 to 1000000" },
  { "facets", "true", NULL },
  { "facets", "false", NULL },
  { "facets", "1", "'facets': may be false, true" },
  { "explain", "true", NULL },
  { "explain", "yes", "'explain'" },
  { "recency", "true", NULL },
  { "recency", "1", "'recency': may be false, true" },
  { "names", "false", NULL },
  { "names", "no", "'names': may be false, true, not 'no'" },
  { "without", "lemmas", NULL },
  { "without", "lemmas,parts",
    "'without': may be words, stems, lemmas, parts, names, "
    "spelling, near, grams, relax, context, not 'lemmas,parts'" },
  { "without", "", "'without'" },
  { "region", "Grenland", NULL },
  { "region", " ", "'region': ' ' is no value of it" },
  { "body", "Regionrådet", NULL },
  { "type", "minutes", NULL },
  { "type", "referat", NULL },
  { "type", "brev", "'type': 'brev' is no value of it; it may be minutes (referat)" },
  { "year", "2023", NULL },
  { "year", "2019..2022", NULL },
  { "year", "i fjor", "'year': 'i fjor' is no value of it; it may be 2023" },
  { "outcome", "adopted", NULL },
  { "outcome", "bra", "'outcome'" },
  { "language", "nn", NULL },
  { "language", "se", "'language'" },
  { "size", "10", "'size': is no parameter of a search" },
  { "date", "2023", "'date': is no parameter" },
  { "", "", "'': is no parameter" },
};

START_TEST (test_parameter)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  g_autoptr (GError) error = NULL;
  bool ok = gf_request_set (request, parameters[_i].name, parameters[_i].value, &error);

  ck_assert_msg (ok == (parameters[_i].message == NULL), "%s=%s", parameters[_i].name,
                 parameters[_i].value);
  if (ok)
    return;
  ck_assert (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER));
  ck_assert_msg (g_str_has_prefix (error->message, parameters[_i].message), "%s",
                 error->message);
}
END_TEST

START_TEST (test_defaults)
{
  g_autoptr (GfRequest) request = gf_request_new ();

  ck_assert_str_eq (request->question, "");
  ck_assert_int_eq (request->units, GF_UNITS_ALL);
  ck_assert (!request->match_any);
  ck_assert_int_eq (request->sort, GF_SORT_RELEVANCE);
  ck_assert_uint_eq (request->limit, 10);
  ck_assert_uint_eq (request->offset, 0);
  ck_assert (!request->facets && !request->explain && !request->recency);
  ck_assert_uint_eq (request->without, 0);
}
END_TEST

START_TEST (test_values)
{
  g_autoptr (GfRequest) request = gf_request_new ();

  ck_assert (gf_request_set (request, "unit", "section", NULL));
  ck_assert (gf_request_set (request, "match", "any", NULL));
  ck_assert (gf_request_set (request, "sort", "-date", NULL));
  ck_assert (gf_request_set (request, "limit", "100", NULL));
  ck_assert (gf_request_set (request, "facets", "true", NULL));
  ck_assert (gf_request_set (request, "facets", "false", NULL));
  ck_assert_int_eq (request->units, GF_UNITS_SECTIONS);
  ck_assert (request->match_any);
  ck_assert_int_eq (request->sort, GF_SORT_DATE_DESCENDING);
  ck_assert_uint_eq (request->limit, 100);
  ck_assert (!request->facets);
}
END_TEST

/* Each word switches its own part off, and no other. */
START_TEST (test_without)
{
  static const struct
  {
    const char *word;
    GfPart part;
  } parts[] = {
    { "words", GF_PART_WORDS },   { "stems", GF_PART_STEMS },
    { "lemmas", GF_PART_LEMMAS }, { "parts", GF_PART_PARTS },
    { "names", GF_PART_NAMES },   { "spelling", GF_PART_SPELLING },
    { "near", GF_PART_NEAR },     { "grams", GF_PART_GRAMS },
    { "relax", GF_PART_RELAX },
  };
  g_autoptr (GfRequest) every = gf_request_new ();

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GfRequest) request = gf_request_new ();

      ck_assert (gf_request_has (every, parts[i].part));
      ck_assert (gf_request_set (request, "without", parts[i].word, NULL));
      ck_assert (gf_request_set (every, "without", parts[i].word, NULL));
      for (size_t j = 0; j < G_N_ELEMENTS (parts); j++)
        ck_assert (gf_request_has (request, parts[j].part) == (i != j));
    }
  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    ck_assert (!gf_request_has (every, parts[i].part));
}
END_TEST

START_TEST (test_names_switch)
{
  g_autoptr (GfRequest) request = gf_request_new ();

  ck_assert (gf_request_set (request, "without", "near", NULL));
  ck_assert (gf_request_set (request, "names", "false", NULL));
  ck_assert (!gf_request_has (request, GF_PART_NAMES));
  ck_assert (gf_request_set (request, "names", "true", NULL));
  ck_assert (gf_request_has (request, GF_PART_NAMES));
  ck_assert (!gf_request_has (request, GF_PART_NEAR));
}
END_TEST

START_TEST (test_too_long)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *longest = g_strnfill (2000, 'a');
  g_autofree char *too_long = g_strnfill (2001, 'a');

  ck_assert (gf_request_set (request, "q", longest, NULL));
  ck_assert (!gf_request_set (request, "q", too_long, &error));
  ck_assert_str_eq (error->message,
                    "'q': may be at most 2000 bytes long, and is 2001: use fewer words");
  ck_assert_str_eq (gf_trouble_get_reason (error), GF_TROUBLE_TOO_LONG);
  ck_assert_str_eq (
      gf_trouble_get_norwegian (error),
      "Spørsmålet er for langt: 2001 byte, og det kan være 2000. Bruk færre ord.");
  ck_assert_str_eq (request->question, longest);
}
END_TEST

START_TEST (test_too_many_filters)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  g_autoptr (GError) error = NULL;

  for (unsigned i = 0; i < 50; i++)
    ck_assert (gf_request_set (request, "region", "Grenland", NULL));
  ck_assert (!gf_request_set (request, "region", "Grenland", &error));
  ck_assert (g_str_has_prefix (error->message, "'region': "));
}
END_TEST

/* Every name that is listed is known. */
START_TEST (test_names)
{
  g_autoptr (GfRequest) request = gf_request_new ();

  for (const char *const *name = gf_request_parameters (); *name != NULL; name++)
    {
      g_autoptr (GError) error = NULL;

      if (!gf_request_set (request, *name, "\x01", &error))
        ck_assert_msg (strstr (error->message, "is no parameter") == NULL, "%s", *name);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("request");
  TCase *tests = tcase_create ("request");

  tcase_add_loop_test (tests, test_parameter, 0, G_N_ELEMENTS (parameters));
  tcase_add_test (tests, test_defaults);
  tcase_add_test (tests, test_values);
  tcase_add_test (tests, test_without);
  tcase_add_test (tests, test_names_switch);
  tcase_add_test (tests, test_too_long);
  tcase_add_test (tests, test_too_many_filters);
  tcase_add_test (tests, test_names);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
