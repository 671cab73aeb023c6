/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our JSON is byte for byte what jansson writes. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "query/json.h"
#include "tests/tap.h"

static void
compare (const json_t *value)
{
  size_t length;
  g_autofree char *text = gf_json_dup_text (value, &length);
  char *expected = json_dumps (value, JSON_COMPACT | JSON_ENCODE_ANY);

  ck_assert_str_eq (text, expected);
  ck_assert_uint_eq (length, strlen (expected));
  free (expected);
}

static const char *const texts[] = {
  "{}",
  "[]",
  "[[],{},[{}]]",
  "[null,true,false]",
  "[0,-1,9007199254740993,-9223372036854775808]",
  "[0.0,1.5,-12.345,1e300,1e-7,100000.0,23.401]",
  "[\"\",\"\\\"\",\"\\\\\",\"a\\\"b\\\\c/d\",\"\\b\\f\\n\\r\\t\"]",
  "[\"\\u0001\\u001f\\u007f\\u0000x\",\"<mark>\",\"\\u2028\"]",
  "[\"æøå\",\"€\",\"\xf0\x9f\x8f\x94\"]",
  "{\"b\":1,\"a\":[{\"x\\n\":\"y\"}],\"æ\":null}",
};

START_TEST (values_are_written_as_jansson_writes_them)
{
  json_t *value = json_loads (texts[_i], JSON_ALLOW_NUL, NULL);

  ck_assert_ptr_nonnull (value);
  compare (value);
  json_decref (value);
}
END_TEST

START_TEST (every_character_is_escaped_as_it_should_be)
{
  for (gunichar c = 0; c < 0x300; c++)
    {
      char bytes[8] = "a";
      int length = 1 + g_unichar_to_utf8 (c, bytes + 1);
      json_t *value = json_stringn (bytes, (size_t) length);

      compare (value);
      json_decref (value);
    }
}
END_TEST

START_TEST (numbers_are_as_jansson_has_them)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 2000; i++)
    {
      json_t *value = json_pack ("[f, I]", g_rand_double_range (random, -1e6, 1e6),
                                 (json_int_t) g_rand_int (random));

      compare (value);
      json_decref (value);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("json-text");
  TCase *tests = tcase_create ("json-text");

  tcase_add_loop_test (tests, values_are_written_as_jansson_writes_them, 0,
                       G_N_ELEMENTS (texts));
  tcase_add_test (tests, every_character_is_escaped_as_it_should_be);
  tcase_add_test (tests, numbers_are_as_jansson_has_them);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
