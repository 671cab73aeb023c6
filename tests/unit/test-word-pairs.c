/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of corpus/words: what belongs together shares a lemma, what only looks alike
   shares none. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "norsk/analysis.h"
#include "tests/tap.h"

static const struct
{
  const char *file;
  bool joined;
  guint least; /* pairs, so that a list cut short is seen */
} LISTS[] = {
  { "words/inflections.tsv", true, 23 + 150 },
  { "words/written-languages.tsv", true, 19 + 150 },
  { "words/look-alikes.tsv", false, 200 },
};

/* The lemmas of @form, since the next call ends the list. */
static GStrv
dup_lemmas (GfAnalysis *analysis, const char *form)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GfWordRoots found;

  gf_analysis_find (analysis, form, &found);
  for (const char *root = found.lemmas; *root != '\0'; root += strlen (root) + 1)
    g_strv_builder_add (builder, root);
  return g_strv_builder_end (builder);
}

static bool
are_joined (GfAnalysis *analysis, const char *word, const char *other)
{
  g_auto (GStrv) lemmas = dup_lemmas (analysis, word);
  g_auto (GStrv) others = dup_lemmas (analysis, other);

  for (char **lemma = lemmas; *lemma != NULL; lemma++)
    if (g_strv_contains ((const char *const *) others, *lemma))
      return true;
  return false;
}

/* @file: below corpus */
static GStrv
read_lines (const char *file)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", file, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert_msg (g_file_get_contents (path, &contents, NULL, &error), "%s",
                 error != NULL ? error->message : "");
  return g_strsplit (contents, "\n", -1);
}

START_TEST (pairs_are_as_they_should)
{
  g_autoptr (GfAnalysis) analysis = gf_analysis_new (g_getenv ("GF_REGISTERS"), NULL);
  g_auto (GStrv) lines = read_lines (LISTS[_i].file);
  g_autoptr (GString) wrong = g_string_new (NULL);
  bool header = true;
  guint n = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);

      if (g_strv_length (cells) != 3 || header)
        {
          header &= g_strv_length (cells) != 3;
          continue;
        }
      n++;
      if (are_joined (analysis, cells[0], cells[1]) != LISTS[_i].joined)
        g_string_append_printf (wrong, " %s/%s", cells[0], cells[1]);
    }
  ck_assert_uint_ge (n, LISTS[_i].least);
  ck_assert_str_eq (wrong->str, "");
}
END_TEST

/* The root of a row must be a root of its own word, or nothing is joined by it. */
START_TEST (rows_lead_to_roots)
{
  g_autoptr (GfAnalysis) analysis = gf_analysis_new (g_getenv ("GF_REGISTERS"), NULL);
  g_auto (GStrv) lines = read_lines ("registers/word-pairs.tsv");
  g_autoptr (GString) wrong = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);

      if (g_strv_length (cells) != 4 || strcmp (cells[0], "word") == 0)
        continue;
      g_auto (GStrv) lemmas = dup_lemmas (analysis, cells[1]);

      if (!g_strv_contains ((const char *const *) lemmas, cells[1]))
        g_string_append_printf (wrong, " %s=%s", cells[0], cells[1]);
    }
  ck_assert_str_eq (wrong->str, "");
}
END_TEST

int
main (void)
{
  g_autoptr (GfAnalysis) analysis = gf_analysis_new (g_getenv ("GF_REGISTERS"), NULL);
  Suite *suite = suite_create ("word-pairs");
  TCase *pairs = tcase_create ("pairs");

  if (analysis != NULL && !gf_analysis_has_dictionaries (analysis))
    {
      printf ("1..0 # SKIP no dictionaries of apertium-nno-nob\n");
      return EXIT_SUCCESS;
    }
  tcase_add_loop_test (pairs, pairs_are_as_they_should, 0, G_N_ELEMENTS (LISTS));
  tcase_add_test (pairs, rows_lead_to_roots);
  tcase_set_timeout (pairs, 60);
  suite_add_tcase (suite, pairs);
  return gf_tap_run (suite);
}
