/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <glib.h>

#include "indexer/extract/markdown.h"
#include "tests/tap.h"

static const struct
{
  const char *text;
  bool is_markdown;
} cases[] = {
  { "# Referat\n\nTekst", true },
  { "\n\n## Referat\n", true },
  { "---\ntitle: Referat\n---\n# Referat\n", true },
  { "Referat\n\n# Sak 1\n\nTekst\n\n# Sak 2\n", true },
  { "Referat\n\n# Sak 1\n\nTekst\n", false },
  { "- 1. Godkjenning av innkalling**\nGodkjennes.\n- 2. Referat**\n", false },
  { "KF 22/22 *Referat fra møte*\n\nVedtak: *Godkjent.*\n", false },
  { "[Møte i koordineringsgruppe](#)\n\n***\n", false },
  { "#1 av 3\n#2 av 3\n#hashtag\n", false },
  { "####### sju\n", false },
  { "#\n#\n# \n", false },
  { "---\n", false },
  { "", false },
};

START_TEST (likely)
{
  ck_assert_msg (gf_markdown_is_likely (cases[_i].text) == cases[_i].is_markdown, "%s",
                 cases[_i].text);
}
END_TEST

/* The five seeds hold what a converter left of Markdown, and are plain text. */
START_TEST (seeds_are_text)
{
  const char *folder = g_getenv ("GF_SEEDS");
  g_autoptr (GDir) seeds = folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (seeds != NULL && (name = g_dir_read_name (seeds)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      ck_assert (g_file_get_contents (path, &text, NULL, NULL));
      ck_assert_msg (!gf_markdown_is_likely (text), "%s", name);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("markdown");
  TCase *tests = tcase_create ("markdown");

  tcase_add_loop_test (tests, likely, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tests, seeds_are_text);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
