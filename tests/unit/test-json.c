/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "query/json.h"
#include "tests/tap.h"

/* Each way that something may be written. */
static const char *const VALUES[] = {
  "{}",
  "[]",
  "{\"a\": {}, \"b\": [], \"c\": [[], {}]}",
  "{\"b\": 1, \"a\": -9007199254740993, \"\": 0}",
  "[true, false, null]",
  "[0.0, 1.5, 39.018, -2e-9, 1e300, 100000000000000000000.0]",
  "[\"\", \"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"\\u0001\\u001f\\u007f\\u2028\"]",
  "[\"<b>&amp;</b>\", \"blåbærsyltetøy \\ud83c\\udf53 Ča\\u0301\"]",
  "{\"æ\\\"\\n\": \"\\\"\"}",
};

static void
assert_same (const json_t *value)
{
  char *theirs = json_dumps (value, JSON_COMPACT);
  size_t size;
  g_autofree char *ours = gf_json_dup_text (value, &size);

  ck_assert_str_eq (ours, theirs);
  ck_assert_uint_eq (size, strlen (theirs));
  free (theirs);
}

START_TEST (the_text_is_that_of_jansson)
{
  json_t *value = json_loads (VALUES[_i], 0, NULL);

  ck_assert_ptr_nonnull (value);
  assert_same (value);
  json_decref (value);
}
END_TEST

START_TEST (a_zero_byte_does_not_end_a_string)
{
  json_t *value = json_pack ("[o, s]", json_stringn ("a\0b", 3), "c");

  assert_same (value);
  json_decref (value);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("json");
  TCase *tests = tcase_create ("json");

  tcase_add_loop_test (tests, the_text_is_that_of_jansson, 0, G_N_ELEMENTS (VALUES));
  tcase_add_test (tests, a_zero_byte_does_not_end_a_string);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
