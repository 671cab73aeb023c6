/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "query/question/dates.h"
#include "tests/tap.h"

static const struct
{
  const char *text;
  unsigned first; /* 1 where it is no period */
  unsigned last;
  const char *described;
} periods[] = {
  { "2019", 20190101, 20191231, "2019" },
  { " 2019 ", 20190101, 20191231, "2019" },
  { "2023-02", 20230201, 20230228, "2023-02-01 til 2023-02-28" },
  { "2024-02", 20240201, 20240229, "2024-02-01 til 2024-02-29" },
  { "2023-02-28", 20230228, 20230228, "2023-02-28" },
  { "28.02.2023", 20230228, 20230228, "2023-02-28" },
  { "1.3.2023", 20230301, 20230301, "2023-03-01" },
  { "24.3.23", 20230324, 20230324, "2023-03-24" },
  { "24.03.98", 19980324, 19980324, "1998-03-24" },
  { "24.03.2023", 20230324, 20230324, "2023-03-24" },
  { "1.1.2019..31.12.2020", 20190101, 20201231, "2019 til 2020" },
  { "1.1.19..31.12.20", 20190101, 20201231, "2019 til 2020" },
  { "24.3.", 1, 0, NULL },
  { "24.3.123", 1, 0, NULL },
  { "2019..2022", 20190101, 20221231, "2019 til 2022" },
  { "2019 .. 2022", 20190101, 20221231, "2019 til 2022" },
  { "2019-2022", 20190101, 20221231, "2019 til 2022" },
  { "2019–2022", 20190101, 20221231, "2019 til 2022" },
  { "2019..", 20190101, 99991231, "fra 2019" },
  { "..2022", 0, 20221231, "til og med 2022" },
  { "2019-05..", 20190501, 99991231, "fra 2019-05-01" },
  { "2023-02..2023-05", 20230201, 20230531, "2023-02-01 til 2023-05-31" },
  { "28.02.2023..1.3.2023", 20230228, 20230301, "2023-02-28 til 2023-03-01" },
  { "", 1, 0, NULL },
  { "..", 1, 0, NULL },
  { "19", 1, 0, NULL },
  { "20190", 1, 0, NULL },
  { "0000", 1, 0, NULL },
  { "2019-13", 1, 0, NULL },
  { "2019-00", 1, 0, NULL },
  { "2019-02-29", 1, 0, NULL },
  { "2019-1-1", 1, 0, NULL },
  { "2019-01-01x", 1, 0, NULL },
  { "31.04.2019", 1, 0, NULL },
  { "2022..2019", 1, 0, NULL },
  { "2022-2019", 1, 0, NULL },
  { "2019...2022", 20190101, 20221231, "2019 til 2022" },
  { "2019…2022", 20190101, 20221231, "2019 til 2022" },
  { "2019…", 20190101, 99991231, "fra 2019" },
  { "2019 - 2022", 20190101, 20221231, "2019 til 2022" },
  { "1.2.2019-31.3.2019", 20190201, 20190331, "2019-02-01 til 2019-03-31" },
  { "1.2.2019–2020", 20190201, 20201231, "2019-02-01 til 2020-12-31" },
  { "27/10-17", 20171027, 20171027, "2017-10-27" },
  { "28/02/2023", 20230228, 20230228, "2023-02-28" },
  { "28/2-23..1.3.2023", 20230228, 20230301, "2023-02-28 til 2023-03-01" },
  { "28/2", 1, 0, NULL },
  { "28.2-23", 1, 0, NULL },
  { "2019-", 1, 0, NULL },
  { "1.2.-3.2.2019", 1, 0, NULL },
  { ">2019", 20200101, 99991231, "fra 2020" },
  { ">=2019", 20190101, 99991231, "fra 2019" },
  { ">2023-02", 20230301, 99991231, "fra 2023-03-01" },
  { ">28.02.2024", 20240229, 99991231, "fra 2024-02-29" },
  { "<2019", 0, 20181231, "til og med 2018" },
  { "<=2019-02", 0, 20190228, "til og med 2019-02-28" },
  { "<2019-03-01", 0, 20190228, "til og med 2019-02-28" },
  { "<0001", 0, 10101, "til og med 0001-01-01" },
  { ">9999", 99991231, 99991231, "fra 9999-12-31" },
  { ">", 1, 0, NULL },
  { "<=", 1, 0, NULL },
  { "*", 0, 99991231, "alle" },
  { "28. februar 2023", 20230228, 20230228, "2023-02-28" },
  { "1 Mai 2019", 20190501, 20190501, "2019-05-01" },
  { "sept. 2019", 20190901, 20190930, "2019-09-01 til 2019-09-30" },
  { "juni 2019..juli 2019", 20190601, 20190731, "2019-06-01 til 2019-07-31" },
  { ">mars 2019", 20190401, 99991231, "fra 2019-04-01" },
  { "2019—2022", 20190101, 20221231, "2019 til 2022" },
  { "2019/2022", 20190101, 20221231, "2019 til 2022" },
  { "februar", 1, 0, NULL },
  { "fe 2023", 1, 0, NULL },
  { "februari 2023", 1, 0, NULL },
  { "februar 23", 1, 0, NULL },
  { "30. februar 2023", 1, 0, NULL },
  { "28.. februar 2023", 1, 0, NULL },
  { "28. 2. februar 2023", 1, 0, NULL },
  { "28.  februar 2023", 1, 0, NULL },
  { "....", 1, 0, NULL },
  { "i fjor", 1, 0, NULL },
  { "-2019", 1, 0, NULL },
};

/* What gf_period_parse () refuses, and what may have been meant. */
static const struct
{
  const char *text;
  unsigned first; /* 1 where that cannot be told either */
  unsigned last;
} guesses[] = {
  { "19", 20190101, 20191231 },
  { "98", 19980101, 19981231 },
  { "2019-13", 20190101, 20191231 },
  { "2019-13-05", 20190101, 20191231 },
  { "2019-00", 20190101, 20191231 },
  { "2019-1", 20190101, 20190131 },
  { "2019-1-1", 20190101, 20190101 },
  { "2019-02-29", 20190228, 20190228 },
  { "2024-02-31", 20240229, 20240229 },
  { "2019-02-00", 20190201, 20190228 },
  { "31.04.2019", 20190430, 20190430 },
  { "5.13.2019", 20190101, 20191231 },
  { "2022..2019", 20190101, 20221231 },
  { "2022-2019", 20190101, 20221231 },
  { "1.1.2019..31.2.2019", 20190101, 20190228 },
  { "17..19", 20170101, 20191231 },
  { ">19", 20200101, 99991231 },
  { "30. februar 2023", 20230228, 20230228 },
  { "20190", 1, 0 },
  { "0000", 1, 0 },
  { "2019-01-01x", 1, 0 },
  { "i fjor", 1, 0 },
  { "-2019", 1, 0 },
  { "", 1, 0 },
  { "..", 1, 0 },
  { "2019..2020..2021", 1, 0 },
};

START_TEST (test_guess)
{
  GfPeriod period = { 7, 7 };
  bool ok = gf_period_guess (guesses[_i].text, &period);

  ck_assert (!gf_period_parse (guesses[_i].text, &(GfPeriod){ 0, 0 }));
  ck_assert_msg (ok == (guesses[_i].first != 1), "'%s'", guesses[_i].text);
  ck_assert_uint_eq (period.first, ok ? guesses[_i].first : 7);
  ck_assert_uint_eq (period.last, ok ? guesses[_i].last : 7);
}
END_TEST

START_TEST (test_parse)
{
  GfPeriod period = { 7, 7 };
  bool ok = gf_period_parse (periods[_i].text, &period);

  ck_assert_msg (ok == (periods[_i].first != 1), "'%s'", periods[_i].text);
  if (!ok)
    {
      ck_assert_uint_eq (period.first, 7);
      return;
    }
  ck_assert_uint_eq (period.first, periods[_i].first);
  ck_assert_uint_eq (period.last, periods[_i].last);

  g_autofree char *described = gf_period_describe (&period);
  ck_assert_str_eq (described, periods[_i].described);
}
END_TEST

static const struct
{
  const char *text;
  const char *terms;
} expected[] = {
  { "2019", "DY2019" },
  { "2014", "" }, /* the index has nothing of that year */
  { "2018..2020", "DY2018 DY2019 DY2020" },
  { "..2018", "DY2011 DY2018" },
  { "2020..", "DY2020 DY2023" },
  { "2023-02", "DM202302" },
  { "2023-02-28", "DD20230228" },
  { "2023-02..2023-04", "DM202302 DM202303 DM202304" },
  { "2018-11..2020-02", "DM201811 DM201812 DY2019 DM202001 DM202002" },
  { "2019-12-30..2020-01-02", "DD20191230 DD20191231 DD20200101 DD20200102" },
  { "2019-01-31..2019-03-01", "DD20190131 DM201902 DD20190301" },
  { "2019-12-31..", "DD20191231 DY2020 DY2023" },
  { "..2019-01-01", "DY2011 DY2018 DD20190101" },
  { "2019-01-01..2019-12-31", "DY2019" },
  { "2019-01..2019-11",
    "DM201901 DM201902 DM201903 DM201904 DM201905 DM201906 DM201907 DM201908 DM201909 "
    "DM201910 DM201911" },
};

START_TEST (test_terms)
{
  static const unsigned years[] = { 2011, 2018, 2019, 2020, 2023 };
  GfPeriod period;

  ck_assert (gf_period_parse (expected[_i].text, &period));
  g_autoptr (GPtrArray) terms
      = gf_period_terms (&period, &gf_period_date, years, G_N_ELEMENTS (years));
  g_ptr_array_add (terms, NULL);
  g_autofree char *joined = g_strjoinv (" ", (char **) terms->pdata);
  ck_assert_str_eq (joined, expected[_i].terms);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("period");
  TCase *tests = tcase_create ("period");

  tcase_add_loop_test (tests, test_parse, 0, G_N_ELEMENTS (periods));
  tcase_add_loop_test (tests, test_guess, 0, G_N_ELEMENTS (guesses));
  tcase_add_loop_test (tests, test_terms, 0, G_N_ELEMENTS (expected));
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
