/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "norsk/analysis.h"
#include "tests/tap.h"

typedef struct
{
  const char *form;
  const char *lemmas; /* apart by blanks; each must be there */
  const char *parts;  /* the same; NULL: none may be there */
  const char *never;  /* in neither list; NULL for nothing to say */
} Row;

static const Row ROWS[] = {
  /* one lemma for all forms, of both written languages */
  { "høringen", "høring", NULL, NULL },
  { "høringene", "høring", NULL, NULL },
  { "høyringar", "høring", NULL, "høy" },
  { "kommunar", "kommune", NULL, NULL },
  { "rådmenn", "rådmann", NULL, "råd mann" },
  { "vedtatt", "vedta", NULL, NULL },
  { "vedteke", "vedta", NULL, NULL },
  { "skulane", "skole", NULL, "skule" },
  { "leder", "leder lede", NULL, "lær" },
  /* the field's own pairs, and their forms */
  { "samrøystes", "enstemmig", NULL, "samrøyst" },
  { "fråsegnene", "uttalelse", NULL, NULL },
  { "handsama", "behandle", NULL, NULL },
  { "rekneskapen", "regnskap", NULL, "regn skap" },
  { "samferdsla", "samferdsel", NULL, NULL },
  { "vegane", "vei", NULL, NULL },
  /* what a register says decides, also against the dictionary */
  { "nemnd", "nemnd", NULL, "nevne" },
  { "år", "år", NULL, "åre" },
  /* orders are not for minutes, and function words stand for nothing else */
  { "vei", "vei", NULL, "veie" },
  { "for", "for", NULL, "fare fôr" },
  /* an old form of "the world" */
  { "verdi", "verdi", NULL, "verd verden" },
  /* compounds that no dictionary has */
  { "velferdsteknologiprosjektene", "velferdsteknologiprosjekt",
    "velferd teknologi prosjekt velferdsteknologi teknologiprosjekt", NULL },
  { "skjønnsmidler", "skjønnsmiddel", "skjønn middel", NULL },
  { "skjønsmidlar", "skjønnsmiddel", "skjønn middel", NULL },
  { "høyringssvara", "høringssvar", "høring svar", "høyring" },
  { "høyringsfråsegn", "høringsuttalelse", "høring uttalelse", NULL },
  { "kommunestyremøtene", "kommunestyremøte", "kommune styremøte styre møte kommunestyre",
    NULL },
  { "samferdsleplan", "samferdselsplan", "samferdsel plan", NULL },
  { "svartidene", "svartid", "svar tid", "svart id" },
  { "prosjektskjønn", "prosjektskjønn", "prosjekt skjønn", "kjønn" },
  { "fylkestinget", "fylkesting", "fylke ting", "sting" },
  { "trafikkork", "trafikkork", "trafikk kork", NULL },
  /* compounds that one has as a word */
  { "jernbanen", "jernbane", "jern bane", NULL },
  { "kommunedirektører", "kommunedirektør", "kommune direktør", NULL },
  { "kommunedirektørkollegiet", "kommunedirektørkollegium",
    "kommunedirektør kollegium kommune direktør", NULL },
  { "arealplanen", "arealplan", "areal plan", NULL },
  { "bustadpolitikken", "boligpolitikk", "bolig politikk", NULL },
  { "medlemskapet", "medlemskap", "medlem", "skap" },
  { "hovedmål", "hovedmål", "mål", "hode hoved" },
  /* whose parts mislead */
  { "samarbeidet", "samarbeid", NULL, "arbeid" },
  { "forslagene", "forslag", NULL, "slag lag" },
  { "området", "område", NULL, "råde" },
  { "regnskapet", "regnskap", NULL, "regn skap" },
  { "rapporten", "rapport", NULL, "ort" },
  { "organisering", "organisering", NULL, "organ ring" },
  { "innbyggerne", "innbygger", NULL, "bygger" },
  /* names of places are themselves */
  { "lier", "lier", NULL, "li" },
  { "nes", "nes", NULL, "ne" },
  { "sola", "sola", NULL, "sol" },
  { "time", "time", NULL, NULL },
  { "liers", "lier", NULL, "li" },
  { "sandvikas", "sandvika", NULL, "sand vik sandvik" },
  { "øyer", "øyer øy", NULL, NULL },
  { "stad", "stad sted", NULL, NULL },
  { "oss", "vi", NULL, "os" },
  { "noreg", "norge", NULL, NULL },
  { "ingrid", "ingrid", NULL, "grid" },
  { "kongsbergregionen", "kongsbergregion", "kongsberg region", "kong berg bergregion" },
  { "drammensregionens", "drammensregion", "drammen region", "mens" },
  /* what stands before a hyphen only */
  { "samferdsels", "samferdsel", NULL, NULL },
  /* neither words nor letters */
  { "2023", "2023", NULL, NULL },
  { "e134", "e134", NULL, NULL },
  { "x", "x", NULL, NULL },
  { "東京", "東京", NULL, NULL },
  { "komiteen", "komite", NULL, NULL },
  /* the stem of what nobody knows, but not where that is another word */
  { "qvarstadene", "qvarstad", NULL, NULL },
  { "tinne", "tinne", NULL, "tinn" },
};

static const char *
registers (void)
{
  return g_getenv ("GF_REGISTERS");
}

static GfAnalysis *
new_analysis (void)
{
  g_autoptr (GError) error = NULL;
  GfAnalysis *analysis = gf_analysis_new (registers (), &error);

  ck_assert_msg (analysis != NULL, "%s", error != NULL ? error->message : "");
  return analysis;
}

static bool
has (GfRootList list, const char *wanted)
{
  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    if (strcmp (root, wanted) == 0)
      return true;
  return false;
}

static char *
as_words (GfRootList list)
{
  GString *words = g_string_new (NULL);

  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", root);
  return g_string_free (words, FALSE);
}

static void
check_row (GfAnalysis *analysis, const Row *row)
{
  g_auto (GStrv) lemmas = g_strsplit (row->lemmas, " ", -1);
  g_auto (GStrv) parts = g_strsplit (row->parts != NULL ? row->parts : "", " ", -1);
  g_auto (GStrv) never = g_strsplit (row->never != NULL ? row->never : "", " ", -1);
  GfWordRoots found;

  gf_analysis_find (analysis, row->form, &found);
  g_autofree char *said_lemmas = as_words (found.lemmas);
  g_autofree char *said_parts = as_words (found.parts);
  g_autofree char *said
      = g_strdup_printf ("%s: %s / %s", row->form, said_lemmas, said_parts);
  for (char **root = lemmas; *root != NULL; root++)
    ck_assert_msg (has (found.lemmas, *root), "%s, not the lemma %s", said, *root);
  for (char **root = parts; *root != NULL; root++)
    ck_assert_msg (has (found.parts, *root), "%s, not the part %s", said, *root);
  for (char **root = never; *root != NULL; root++)
    ck_assert_msg (!has (found.lemmas, *root) && !has (found.parts, *root), "%s, but %s",
                   said, *root);
  ck_assert_msg (row->parts != NULL || *found.parts == '\0', "%s, but parts", said);
}

START_TEST (finds_roots)
{
  g_autoptr (GfAnalysis) analysis = new_analysis ();

  check_row (analysis, &ROWS[_i]);
}
END_TEST

/* What was asked before must not be seen in what is asked now. */
START_TEST (keeps_nothing_of_the_words_before)
{
  g_autoptr (GfAnalysis) analysis = new_analysis ();

  for (size_t i = 0; i < 2 * G_N_ELEMENTS (ROWS); i++)
    check_row (analysis, &ROWS[i % G_N_ELEMENTS (ROWS)]);
}
END_TEST

/* More words than are remembered, each of them a compound that nobody has seen. */
START_TEST (forgets_without_harm)
{
  g_autoptr (GfAnalysis) analysis = new_analysis ();

  for (int i = 0; i < 30000; i++)
    {
      g_autofree char *form = g_strdup_printf ("kommune%c%c%cplan", 'a' + i % 26,
                                               'a' + i / 26 % 26, 'a' + i / 676 % 26);
      GfWordRoots found;

      gf_analysis_find (analysis, form, &found);
      ck_assert (*found.lemmas != '\0');
    }
  for (size_t i = 0; i < G_N_ELEMENTS (ROWS); i++)
    check_row (analysis, &ROWS[i]);
}
END_TEST

static size_t
count (GfRootList list)
{
  size_t n = 0;

  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    n++;
  return n;
}

/* Words made to have as many parts, and ways through them, as can be. */
START_TEST (is_bounded)
{
  static const char *const pieces[]
      = { "is", "by", "øy", "ås", "bil", "plan", "sak", "møte", "areal", "a", "s", "e" };
  g_autoptr (GfAnalysis) analysis = new_analysis ();
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GString) form = g_string_new (NULL);
      GfWordRoots found;

      while (form->len < 20 + (gsize) i % 60)
        g_string_append (form,
                         pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      gf_analysis_find (analysis, form->str, &found);
      ck_assert_uint_ge (count (found.lemmas), 1);
      ck_assert_uint_le (count (found.lemmas), GF_ANALYSIS_MAX_LEMMAS);
      ck_assert_uint_le (count (found.parts), GF_ANALYSIS_MAX_PARTS);
    }
}
END_TEST

START_TEST (leaves_long_words_alone)
{
  g_autoptr (GfAnalysis) analysis = new_analysis ();
  g_autoptr (GString) form = g_string_new (NULL);
  GfWordRoots found;

  while (form->len <= GF_ANALYSIS_MAX_FORM_BYTES)
    g_string_append (form, "kommune");
  gf_analysis_find (analysis, form->str, &found);
  ck_assert_uint_eq (count (found.lemmas), 1);
  ck_assert_uint_eq (count (found.parts), 0);
}
END_TEST

static const struct
{
  const char *form;
  const char *lemma;
} STEMS[] = {
  { "kommunene", "kommun" },
  { "samrøystes", "enstemmig" },
  { "lier", "lier" },
  { "liers", "lier" },
  { "14", "14" },
  { "jernbanen", "jernban" },
};

START_TEST (does_without_dictionaries)
{
  g_autoptr (GfAnalysis) analysis
      = gf_analysis_new_with (registers (), "/nonexistent", NULL);
  g_autoptr (GfAnalysis) other = new_analysis ();
  GfWordRoots found;

  ck_assert (!gf_analysis_has_dictionaries (analysis));
  gf_analysis_find (analysis, STEMS[_i].form, &found);
  ck_assert_str_eq (found.lemmas, STEMS[_i].lemma);
  ck_assert_uint_eq (count (found.lemmas), 1);
  ck_assert_uint_eq (count (found.parts), 0);
  ck_assert_str_ne (gf_analysis_get_stamp (analysis), gf_analysis_get_stamp (other));
}
END_TEST

/* Words before and after the stamp do not change it, and it is the same for another. */
START_TEST (has_one_stamp)
{
  g_autoptr (GfAnalysis) first = new_analysis ();
  g_autoptr (GfAnalysis) second = new_analysis ();
  GfWordRoots found;

  gf_analysis_find (second, "kommunene", &found);
  ck_assert_str_eq (gf_analysis_get_stamp (first), gf_analysis_get_stamp (second));
}
END_TEST

/* The registers of the project, with one file replaced by @contents; none where that is
   NULL. */
static char *
make_registers (const char *file, const char *contents)
{
  static const char *const files[] = { "word-pairs.tsv", "whole-words.tsv", "places.tsv",
                                       "municipalities.tsv", "counties.tsv" };
  char *folder = g_dir_make_tmp ("registers-XXXXXX", NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *from = g_build_filename (registers (), files[i], NULL);
      g_autofree char *to = g_build_filename (folder, files[i], NULL);
      g_autofree char *shipped = NULL;
      const char *written = contents;

      ck_assert (g_file_get_contents (from, &shipped, NULL, NULL));
      if (strcmp (files[i], file) != 0)
        written = shipped;
      if (written != NULL)
        ck_assert (g_file_set_contents (to, written, -1, NULL));
    }
  return folder;
}

static void
remove_registers (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static const struct
{
  const char *file;
  const char *contents;
  int code; /* of G_FILE_ERROR, -1 for none */
} FAULTS[] = {
  { "word-pairs.tsv", NULL, G_FILE_ERROR_NOENT },
  { "whole-words.tsv", NULL, G_FILE_ERROR_NOENT },
  { "places.tsv", NULL, G_FILE_ERROR_NOENT },
  { "municipalities.tsv", NULL, G_FILE_ERROR_NOENT },
  { "counties.tsv", NULL, G_FILE_ERROR_NOENT },
  { "word-pairs.tsv", "word\troot\nen\tto\ttre\n", G_FILE_ERROR_INVAL },
  { "word-pairs.tsv", "word\troot\nen\n", G_FILE_ERROR_INVAL },
  { "word-pairs.tsv", "word\troot\nen\t\n", G_FILE_ERROR_INVAL },
  { "word-pairs.tsv", "ord\trot\n", G_FILE_ERROR_INVAL },
  { "word-pairs.tsv", "word\troot\n\xff\ten\n", G_FILE_ERROR_INVAL },
  { "word-pairs.tsv", "", -1 },
  { "whole-words.tsv", "word\tkind\nen\thalf\n", G_FILE_ERROR_INVAL },
  { "places.tsv", "name\tkind\n\tname\n", G_FILE_ERROR_INVAL },
};

START_TEST (refuses_faulty_registers)
{
  g_autofree char *folder = make_registers (FAULTS[_i].file, FAULTS[_i].contents);
  g_autoptr (GError) error = NULL;
  GfAnalysis *analysis = gf_analysis_new (folder, &error);

  remove_registers (folder);
  if (FAULTS[_i].code < 0)
    ck_assert (analysis != NULL && error == NULL);
  else
    {
      ck_assert_ptr_null (analysis);
      ck_assert (g_error_matches (error, G_FILE_ERROR, FAULTS[_i].code));
      ck_assert_ptr_nonnull (strstr (error->message, FAULTS[_i].file));
    }
  gf_analysis_free (analysis);
}
END_TEST

static bool
has_dictionaries (void)
{
  g_autoptr (GfAnalysis) analysis = gf_analysis_new (registers (), NULL);

  return analysis != NULL && gf_analysis_has_dictionaries (analysis);
}

int
main (void)
{
  Suite *suite = suite_create ("analysis");
  TCase *words = tcase_create ("words"), *registry = tcase_create ("registers");

  if (has_dictionaries ())
    {
      tcase_add_loop_test (words, finds_roots, 0, G_N_ELEMENTS (ROWS));
      tcase_add_test (words, keeps_nothing_of_the_words_before);
      tcase_add_test (words, forgets_without_harm);
      tcase_add_test (words, is_bounded);
      tcase_add_test (words, leaves_long_words_alone);
      tcase_add_test (words, has_one_stamp);
      tcase_add_loop_test (registry, does_without_dictionaries, 0, G_N_ELEMENTS (STEMS));
    }
  else
    printf ("# no dictionaries of apertium-nno-nob: what needs them is left out\n");
  tcase_set_timeout (words, 60);
  tcase_add_loop_test (registry, refuses_faulty_registers, 0, G_N_ELEMENTS (FAULTS));
  suite_add_tcase (suite, words);
  suite_add_tcase (suite, registry);
  return gf_tap_run (suite);
}
