/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "common/schema.h"
#include "tests/tap.h"

static const struct
{
  const char *spelling, *number, *prefix;
} NUMBERS[] = {
  { "14/23", "14/23", NULL },
  { "005/18", "5/18", NULL },
  { "5-2018", "5/18", NULL },
  { "5/2018", "5/18", NULL },
  { "15/1998", "15/98", NULL },
  { "0091/06", "91/06", NULL },
  { " 14 / 23 ", "14/23", NULL },
  { "KF 23/22", "23/22", "KF" },
  { "kf 023/2022", "23/22", "KF" },
  { "PS 15/2019", "15/19", "PS" },
  { "Sak 005/18", "5/18", NULL },
  { "sak nr. 5/18", "5/18", NULL },
  { "Saksnr: 5/18", "5/18", NULL },
  { "K-sak 19/98", "19/98", "K" },
  { "FT-sak 22/13", "22/13", "FT" },
  { "sak TR 49/21", "49/21", "TR" },
  { "RÅU 3/19", "3/19", "RÅU" },
  { "14/796-19", "14/796-19", NULL },
  { "2025/23456", "2025/23456", NULL },
  { "19/4976", "19/4976", NULL },
  { "0/0", "0/0", NULL },
  { "", NULL, NULL },
  { "14", NULL, NULL },
  { "14/", NULL, NULL },
  { "/23", NULL, NULL },
  { "14/23x", NULL, NULL },
  { "14/23/24/25", NULL, NULL },
  { "S 7.1/07", NULL, NULL },
  { "NOU 2023:3", NULL, NULL },
  { "1234567/23", NULL, NULL },
  { "kommunestyret 14/23", NULL, NULL },
  { "(14/23)", NULL, NULL },
};

START_TEST (case_numbers)
{
  g_autofree char *prefix = NULL;
  g_autofree char *number = gf_schema_case_number (NUMBERS[_i].spelling, &prefix);

  ck_assert_pstr_eq (number, NUMBERS[_i].number);
  if (number != NULL)
    ck_assert_pstr_eq (prefix, NUMBERS[_i].prefix);
}
END_TEST

static const struct
{
  const char *value, *term;
} TERMS[] = {
  { "Grenland", "XGgrenland" },
  { "  Nore  og\tUvdal ", "XGnore og uvdal" },
  { "ÆRFUGLØY", "XGærfugløy" },
  { "a\xcc\x8anes", "XGånes" },
  { "", "XG" },
  { "bad \xff byte", "XGbad \xef\xbf\xbd byte" },
};

START_TEST (filter_terms)
{
  g_autofree char *term = gf_schema_filter_term ("XG", TERMS[_i].value);

  ck_assert_str_eq (term, TERMS[_i].term);
}
END_TEST

START_TEST (long_filter_terms_stay_apart)
{
  g_autoptr (GString) one = g_string_new (NULL);

  for (int i = 0; i < 200; i++)
    g_string_append (one, "å");
  g_autofree char *first = gf_schema_filter_term ("XG", one->str);
  g_string_append (one, "x");
  g_autofree char *second = gf_schema_filter_term ("XG", one->str);

  ck_assert_uint_le (strlen (first), GF_TERM_MAX_BYTES);
  ck_assert (g_utf8_validate (first, -1, NULL));
  ck_assert_str_ne (first, second);
}
END_TEST

START_TEST (keys_sort_as_a_document_reads)
{
  g_autofree char *second = gf_schema_order_key ("ab", 2);
  g_autofree char *tenth = gf_schema_order_key ("ab", 10);
  g_autofree char *id = gf_schema_unit_id ("ab", 10);

  ck_assert_int_lt (strcmp (second, tenth), 0);
  ck_assert_str_eq (id, "ab.10");
}
END_TEST

START_TEST (keys_tell_their_document)
{
  static const char document[] = "00112233445566778899aabbccddeeff";
  g_autofree char *key = gf_schema_order_key (document, 12);
  g_autofree char *id = gf_schema_order_id (key, strlen (key));
  g_autofree char *short_id = gf_schema_order_id ("ab", 2);

  ck_assert_str_eq (id, document);
  ck_assert_str_eq (short_id, "ab");
}
END_TEST

START_TEST (file_keys_fit)
{
  g_autofree char *path = g_strnfill (4000, 'x');
  g_autofree char *key = gf_schema_file_key (path);

  ck_assert_uint_le (strlen (key), GF_TERM_MAX_BYTES);
  ck_assert (g_str_has_prefix (key, GF_META_FILE_PREFIX));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("schema");
  TCase *tests = tcase_create ("schema");

  tcase_add_loop_test (tests, case_numbers, 0, G_N_ELEMENTS (NUMBERS));
  tcase_add_loop_test (tests, filter_terms, 0, G_N_ELEMENTS (TERMS));
  tcase_add_test (tests, long_filter_terms_stay_apart);
  tcase_add_test (tests, keys_sort_as_a_document_reads);
  tcase_add_test (tests, keys_tell_their_document);
  tcase_add_test (tests, file_keys_fit);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
