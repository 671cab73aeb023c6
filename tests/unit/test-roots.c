/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

#include "norsk/roots.h"
#include "tests/tap.h"

/* Its roots are such as no analysis would give. */
static GfLexicon *
new_lexicon (const char *lemma)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("test", 10);
  g_autoptr (GError) error = NULL;
  g_autofree char *lemmas = g_strdup_printf ("%s|", lemma);
  const GfWordRoots roots = { lemmas, "del\0annen\0" };

  lemmas[strlen (lemma)] = '\0';
  gf_lexicon_writer_add (writer, "høringen", 3, &roots);
  gf_lexicon_writer_add (writer, "ukjente", 2, NULL);
  ck_assert (gf_lexicon_writer_save (writer, "words", &error));
  GfLexicon *lexicon = gf_lexicon_open ("words", &error);
  g_remove ("words");
  ck_assert_ptr_nonnull (lexicon);
  return lexicon;
}

static void
check_found (GfRoots *roots, const char *form, const char *lemma, const char *part)
{
  GfWordRoots found;

  gf_roots_find (roots, form, &found);
  ck_assert_str_eq (found.lemmas, lemma);
  ck_assert_str_eq (found.parts, part);
}

START_TEST (has_stems_alone)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);

  check_found (roots, "høringen", "høring", "");
  check_found (roots, "kommunene", "kommun", "");
  check_found (roots, "14", "14", "");
  ck_assert (!gf_roots_knows (roots, "høringen"));
}
END_TEST

START_TEST (asks_the_lexicon_first)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ("fra-listen");
  g_autoptr (GfAnalysis) analysis = gf_analysis_new (g_getenv ("GF_REGISTERS"), NULL);
  g_autoptr (GfRoots) roots = gf_roots_new (lexicon, analysis);

  ck_assert_ptr_nonnull (analysis);
  ck_assert (gf_roots_knows (roots, "høringen"));
  check_found (roots, "høringen", "fra-listen", "del");
  /* it is there, but nobody analysed it */
  ck_assert (!gf_roots_knows (roots, "ukjente"));
}
END_TEST

START_TEST (asks_the_analysis_then)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ("fra-listen");
  g_autoptr (GfAnalysis) analysis = gf_analysis_new (g_getenv ("GF_REGISTERS"), NULL);
  g_autoptr (GfRoots) roots = gf_roots_new (lexicon, analysis);

  ck_assert (!gf_roots_knows (roots, "samrøystes"));
  check_found (roots, "samrøystes", "enstemmig", "");
  ck_assert (gf_roots_knows (roots, "samrøystes"));
}
END_TEST

START_TEST (remembers_what_was_added)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  const GfWordRoots first = { "en\0to\0", "tre\0" }, second = { "fire\0", "" };
  const GfWordRoots nothing = { "", "" };

  gf_roots_add (roots, "tall", &first);
  ck_assert (gf_roots_knows (roots, "tall"));
  check_found (roots, "tall", "en", "tre");
  gf_roots_add (roots, "tall", &second);
  check_found (roots, "tall", "fire", "");
  /* one lemma there must be */
  gf_roots_add (roots, "tallene", &nothing);
  ck_assert (gf_roots_knows (roots, "tallene"));
  check_found (roots, "tallene", "tall", "");

  gf_roots_forget (roots);
  ck_assert (!gf_roots_knows (roots, "tall"));
  check_found (roots, "tall", "tall", "");
}
END_TEST

START_TEST (changes_its_lexicon)
{
  g_autoptr (GfLexicon) first = new_lexicon ("første");
  g_autoptr (GfLexicon) second = new_lexicon ("andre");
  g_autoptr (GfRoots) roots = gf_roots_new (first, NULL);

  check_found (roots, "høringen", "første", "del");
  gf_roots_set_lexicon (roots, second);
  check_found (roots, "høringen", "andre", "del");
  /* the same once more must not be let go of in between */
  gf_roots_set_lexicon (roots, second);
  check_found (roots, "høringen", "andre", "del");
  gf_roots_set_lexicon (roots, NULL);
  check_found (roots, "høringen", "høring", "");
}
END_TEST

/* Half a million words are far more than may be remembered; the last one is there. */
START_TEST (is_bounded)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  const GfWordRoots found = { "rot\0", "" };
  size_t n_known = 0;

  for (int i = 0; i < 500 * 1000; i++)
    {
      char form[16];

      g_snprintf (form, sizeof form, "ord%d", i);
      gf_roots_add (roots, form, &found);
      ck_assert (gf_roots_knows (roots, form));
    }
  for (int i = 0; i < 500 * 1000; i++)
    {
      char form[16];

      g_snprintf (form, sizeof form, "ord%d", i);
      n_known += gf_roots_knows (roots, form);
    }
  ck_assert_uint_gt (n_known, 0);
  ck_assert_uint_lt (n_known, 250 * 1000);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("roots");
  TCase *tests = tcase_create ("tests");

  tcase_add_test (tests, has_stems_alone);
  tcase_add_test (tests, asks_the_lexicon_first);
  tcase_add_test (tests, asks_the_analysis_then);
  tcase_add_test (tests, remembers_what_was_added);
  tcase_add_test (tests, changes_its_lexicon);
  tcase_add_test (tests, is_bounded);
  tcase_set_timeout (tests, 60);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
