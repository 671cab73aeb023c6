/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/range.h"

#include "tests/tap.h"

static const struct
{
  const char *header;
  uint64_t size;
  GfRange range;
  uint64_t offset;
  uint64_t length;
} cases[] = {
  { "bytes=0-0", 10, GF_RANGE_PART, 0, 1 },
  { "bytes=0-9", 10, GF_RANGE_PART, 0, 10 },
  { "bytes=2-4", 10, GF_RANGE_PART, 2, 3 },
  { "Bytes=2-4", 10, GF_RANGE_PART, 2, 3 },
  { "bytes=9-9", 10, GF_RANGE_PART, 9, 1 },
  { "bytes=4-", 10, GF_RANGE_PART, 4, 6 },
  { "bytes=4-99", 10, GF_RANGE_PART, 4, 6 },
  { "bytes=-3", 10, GF_RANGE_PART, 7, 3 },
  { "bytes=-10", 10, GF_RANGE_PART, 0, 10 },
  { "bytes=-99", 10, GF_RANGE_PART, 0, 10 },
  { "bytes=0-18446744073709551615", 10, GF_RANGE_PART, 0, 10 },
  { "bytes=0-99999999999999999999999", 10, GF_RANGE_PART, 0, 10 },
  { "bytes=-99999999999999999999999", 10, GF_RANGE_PART, 0, 10 },
  { "bytes=18446744073709551614-", UINT64_MAX, GF_RANGE_PART, UINT64_MAX - 1, 1 },
  { "bytes=10-", 10, GF_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=10-12", 10, GF_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=99999999999999999999999-", 10, GF_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=-0", 10, GF_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=0-", 0, GF_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=-1", 0, GF_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=4-2", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=-", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes", 10, GF_RANGE_WHOLE, 0, 0 },
  { "", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=1", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=1-2x", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=a-b", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=--1", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=+1-2", 10, GF_RANGE_WHOLE, 0, 0 },
  { "bytes=0-1,3-4", 10, GF_RANGE_WHOLE, 0, 0 },
  { "lines=0-1", 10, GF_RANGE_WHOLE, 0, 0 },
};

START_TEST (parses)
{
  uint64_t offset = 0;
  uint64_t length = 0;
  GfRange range = gf_range_parse (cases[_i].header, cases[_i].size, &offset, &length);

  ck_assert_msg (range == cases[_i].range, "'%s' gave %d", cases[_i].header, (int) range);
  ck_assert_uint_eq (offset, cases[_i].offset);
  ck_assert_uint_eq (length, cases[_i].length);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-range");
  TCase *tcase = tcase_create ("range");

  tcase_add_loop_test (tcase, parses, 0, sizeof cases / sizeof cases[0]);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
