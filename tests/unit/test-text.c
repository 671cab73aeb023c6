/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/text.h"

#include <check.h>
#include <string.h>

#include "tests/tap.h"

static const char *
only_block (GfText *text)
{
  GPtrArray *blocks = gf_text_get_blocks (text);

  return blocks->len == 1 ? ((GfBlock *) g_ptr_array_index (blocks, 0))->text : NULL;
}

static const struct
{
  const char *given, *kept;
} CLEANING[] = {
  { "Vedtak", "Vedtak" },
  { "  \tVedtak\n ", "Vedtak" },
  { "a\tb\nc", "a\tb\nc" },
  { "sam\xc2\xad"
    "arbeid",
    "samarbeid" },
  { "a\x01"
    "b\x7f"
    "c\xc2\x85"
    "d",
    "abc\nd" },
  { "a\r\nb\rc", "a\nb\nc" },
  { "a\x0c"
    "b",
    "a\nb" },
  { "\xef\xbb\xbfVedtak", "Vedtak" },
  { "bad \xff byte", "bad \xef\xbf\xbd byte" },
  { "cut \xc3", "cut \xef\xbf\xbd" },
  { "A\xcc\x8as", "Ås" },
  { "", NULL },
  { " \n\t ", NULL },
  { "\xc2\xad", NULL },
};

START_TEST (blocks_are_cleaned)
{
  g_autoptr (GfText) text = gf_text_new (1000);

  ck_assert (gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 3, CLEANING[_i].given));
  ck_assert_pstr_eq (only_block (text), CLEANING[_i].kept);
  ck_assert (!gf_text_is_cut (text));
}
END_TEST

START_TEST (a_block_keeps_its_kind)
{
  g_autoptr (GfText) text = gf_text_new (1000);
  GfBlock *block;

  gf_text_add (text, GF_BLOCK_HEADING, 2, 7, "Mål");
  block = g_ptr_array_index (gf_text_get_blocks (text), 0);
  ck_assert_int_eq (block->kind, GF_BLOCK_HEADING);
  ck_assert_uint_eq (block->level, 2);
  ck_assert_uint_eq (block->page, 7);
}
END_TEST

START_TEST (budget_cuts_between_characters)
{
  g_autoptr (GfText) text = gf_text_new (5);

  ck_assert (!gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 0, "åååå"));
  ck_assert_str_eq (only_block (text), "åå");
  ck_assert (gf_text_is_cut (text));
  ck_assert (!gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 0, "mer"));
  ck_assert_uint_eq (gf_text_get_blocks (text)->len, 1);
}
END_TEST

START_TEST (budget_that_just_holds_cuts_nothing)
{
  g_autoptr (GfText) text = gf_text_new (8);

  ck_assert (gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 0, "åååå"));
  ck_assert (!gf_text_is_cut (text));
  ck_assert (!gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 0, "x"));
  ck_assert (gf_text_is_cut (text));
}
END_TEST

START_TEST (properties)
{
  g_autoptr (GfText) text = gf_text_new (8);

  ck_assert_ptr_null (gf_text_get (text, GF_TEXT_TITLE));
  gf_text_set (text, GF_TEXT_TITLE, " Referat ");
  ck_assert_str_eq (gf_text_get (text, GF_TEXT_TITLE), "Referat");
  gf_text_set (text, GF_TEXT_TITLE, "  ");
  ck_assert_ptr_null (gf_text_get (text, GF_TEXT_TITLE));
  gf_text_set (text, GF_TEXT_TITLE, NULL);
  ck_assert_ptr_null (gf_text_get (text, GF_TEXT_TITLE));
}
END_TEST

START_TEST (pages)
{
  g_autoptr (GfText) text = gf_text_new (8);
  uint32_t first = 9, last = 9;

  ck_assert_uint_eq (gf_text_get_pages (text), 0);
  gf_text_set_pages (text, 12);
  ck_assert_uint_eq (gf_text_get_pages (text), 12);
  ck_assert_uint_eq (gf_text_get_pages_without_text (text, NULL, NULL), 0);
  gf_text_note_page_without_text (text, 4);
  gf_text_note_page_without_text (text, 2);
  ck_assert_uint_eq (gf_text_get_pages_without_text (text, &first, &last), 2);
  ck_assert_uint_eq (first, 2);
  ck_assert_uint_eq (last, 4);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("text");
  TCase *tests = tcase_create ("text");

  tcase_add_loop_test (tests, blocks_are_cleaned, 0, G_N_ELEMENTS (CLEANING));
  tcase_add_test (tests, a_block_keeps_its_kind);
  tcase_add_test (tests, budget_cuts_between_characters);
  tcase_add_test (tests, budget_that_just_holds_cuts_nothing);
  tcase_add_test (tests, properties);
  tcase_add_test (tests, pages);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
