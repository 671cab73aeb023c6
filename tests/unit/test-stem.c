/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/stem.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "common/schema.h"

static const struct
{
  const char *form;
  const char *root;
} roots[] = {
  { "", "" },
  { "a", "a" },
  { "og", "og" },
  { "14", "14" },
  { "kommune", "kommun" },
  { "kommunene", "kommun" },
  { "kommunar", "kommun" },
  { "møtene", "møt" },
  { "høringer", "høring" },
  { "høringen", "høring" },
  { "regionane", "region" },
  { "東京", "東京" },
};

START_TEST (finds_roots)
{
  g_autoptr (GfStemmer) stemmer = gf_stemmer_new ();

  ck_assert_str_eq (gf_stemmer_root (stemmer, roots[_i].form), roots[_i].root);
}
END_TEST

/* One after the other on the same stemmer, and each twice. */
START_TEST (keeps_nothing_of_the_word_before)
{
  g_autoptr (GfStemmer) stemmer = gf_stemmer_new ();

  for (size_t i = 0; i < 2 * G_N_ELEMENTS (roots); i++)
    {
      size_t row = i % G_N_ELEMENTS (roots);

      ck_assert_str_eq (gf_stemmer_root (stemmer, roots[row].form), roots[row].root);
    }
}
END_TEST

START_TEST (leaves_long_words_alone)
{
  g_autoptr (GfStemmer) stemmer = gf_stemmer_new ();
  g_autofree char *stem = g_strnfill (GF_WORD_MAX_BYTES - 3, 'b');
  g_autofree char *root = g_strconcat (stem, "en", NULL);
  g_autofree char *longest = g_strconcat (stem, "ene", NULL);
  g_autofree char *longer = g_strconcat (stem, "bene", NULL);

  ck_assert_str_eq (gf_stemmer_root (stemmer, longest), root);
  ck_assert_str_eq (gf_stemmer_root (stemmer, longer), longer);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("stem");
  TCase *stem = tcase_create ("stem");
  SRunner *runner = srunner_create (suite);

  tcase_add_loop_test (stem, finds_roots, 0, G_N_ELEMENTS (roots));
  tcase_add_test (stem, keeps_nothing_of_the_word_before);
  tcase_add_test (stem, leaves_long_words_alone);
  suite_add_tcase (suite, stem);

  srunner_set_tap (runner, "-");
  srunner_run_all (runner, CK_SILENT);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
