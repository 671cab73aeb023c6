/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <check.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "tests/tap.h"

static const struct
{
  const char *bytes;
  size_t length;
  const char *text;
} cases[] = {
  { "", 0, "" },
  { "Sak", 3, "Sak" },
  { "B\xc3\xb8", 3, "Bø" },
  { "\xef\xbb\xbf"
    "B\xc3\xb8",
    6, "Bø" },
  { "B\xf8", 2, "Bø" },
  { "\x80\x93\x96\x99", 4, "€“–™" },
  /* CP1252 has no character there */
  { "a\x81\x8d\x8f\x90\x9d"
    "b",
    7, "ab" },
  { "\xff\xfe"
    "B\0\xf8\0",
    6, "Bø" },
  { "\xfe\xff\0B\0\xf8", 6, "Bø" },
  { "H\0e\0i\0 \0p\0\xe5\0", 12, "Hei på" },
  { "\0H\0e\0i\0 \0p\0\xe5", 12, "Hei på" },
  /* outside the BMP; a half of a pair; half a unit at the end */
  { "\xff\xfe\x3d\xd8\x00\xde", 6, "\xf0\x9f\x98\x80" },
  { "\xff\xfe\x3d\xd8"
    "a\0",
    6,
    "\xef\xbf\xbd"
    "a" },
  { "\xff\xfe"
    "a\0b",
    5, "a" },
  /* UTF-8 with a stray byte, cut within a character, and overlong */
  { "\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6\xc3\xb8 \xf8", 12, "æøåæø ø" },
  { "\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6\xc3\xb8\xc3", 11, "æøåæøÃ" },
  { "\xc0\xaf", 2, "À¯" },
  { "a\0b", 3, "ab" },
};

START_TEST (decode)
{
  /* A copy of its exact size, so that a sanitizer sees a byte too many. */
  g_autofree uint8_t *bytes = g_memdup2 (cases[_i].bytes, MAX (cases[_i].length, 1));
  g_autofree char *text = gf_charset_decode (bytes, cases[_i].length);

  ck_assert_str_eq (text, cases[_i].text);
}
END_TEST

START_TEST (any_bytes_become_utf8)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);
  uint8_t bytes[257];
  size_t length = (size_t) g_rand_int_range (random, 0, sizeof bytes);

  for (size_t i = 0; i < length; i++)
    bytes[i]
        = (uint8_t) g_rand_int_range (random, 0, _i % 2 ? 256 : 4) * (_i % 2 ? 1 : 0x3b);
  g_autofree uint8_t *exact = g_memdup2 (bytes, MAX (length, 1));
  g_autofree char *text = gf_charset_decode (exact, length);
  ck_assert (g_utf8_validate (text, -1, NULL));
  gf_charset_is_text (exact, length);
}
END_TEST

START_TEST (text_is_told_from_data)
{
  static const char text[] = "Sak 1\x01 om \xe5 bygge veg forbi kirka og skolen i sommer";
  static const char data[] = "\x7f"
                             "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0";

  ck_assert (gf_charset_is_text ((const uint8_t *) text, sizeof text - 1));
  ck_assert (!gf_charset_is_text ((const uint8_t *) data, sizeof data - 1));
  ck_assert (!gf_charset_is_text ((const uint8_t *) "", 0));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("charset");
  TCase *tests = tcase_create ("charset");

  tcase_add_loop_test (tests, decode, 0, G_N_ELEMENTS (cases));
  tcase_add_loop_test (tests, any_bytes_become_utf8, 0, 50);
  tcase_add_test (tests, text_is_told_from_data);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
