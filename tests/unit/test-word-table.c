/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/word-table.h"

#include <check.h>

#include "tests/tap.h"

static void
check_word (const GfWordTable *table, const char *word, const char *lemma,
            const char *last_part)
{
  GfWordRoots roots;

  ck_assert_msg (gf_word_table_find (table, word, &roots), "%s", word);
  ck_assert_str_eq (roots.lemmas, lemma);
  const char *part = roots.parts;
  for (const char *next = part; *next != '\0'; next += strlen (next) + 1)
    part = next;
  ck_assert_str_eq (part, last_part);
}

START_TEST (keeps_roots)
{
  g_autoptr (GfWordTable) table = gf_word_table_new (100, 10000);
  const GfWordRoots plan = { "transportplan\0", "transport\0plan\0" };
  const GfWordRoots nothing = { "", "" };
  const GfWordRoots other = { "other\0", "" };
  GfWordRoots roots;

  gf_word_table_add (table, "transportplanen", &plan);
  gf_word_table_add (table, "by", &nothing);
  gf_word_table_add (table, "transportplanen", &other);
  ck_assert_uint_eq (gf_word_table_count (table), 2);
  check_word (table, "transportplanen", "transportplan", "plan");
  check_word (table, "by", "", "");
  ck_assert (!gf_word_table_find (table, "transport", &roots));
}
END_TEST

START_TEST (is_bounded)
{
  g_autoptr (GfWordTable) few = gf_word_table_new (10, 10000);
  g_autoptr (GfWordTable) small = gf_word_table_new (10000, 100);
  const GfWordRoots roots = { "ord\0", "" };

  for (int i = 100; i < 200; i++)
    {
      g_autofree char *word = g_strdup_printf ("%d", i);

      gf_word_table_add (few, word, &roots);
      gf_word_table_add (small, word, &roots);
    }
  ck_assert_uint_eq (gf_word_table_count (few), 10);
  /* "100", "ord", two lists' ends: ten bytes. */
  ck_assert_uint_eq (gf_word_table_count (small), 10);
  check_word (few, "109", "ord", "");
  check_word (small, "109", "ord", "");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("word-table");
  TCase *tests = tcase_create ("word-table");

  tcase_add_test (tests, keeps_roots);
  tcase_add_test (tests, is_bounded);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
