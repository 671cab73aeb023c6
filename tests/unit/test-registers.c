/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/registers.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tap.h"

static const char *
shipped_folder (void)
{
  return g_getenv ("GF_REGISTERS") != NULL ? g_getenv ("GF_REGISTERS")
                                           : "corpus/registers";
}

static const char *const FILES[]
    = { "headings.tsv",        "outcome-words.tsv",   "document-types.tsv",
        "bodies.tsv",          "regions.tsv",         "members.tsv",
        "function-words.tsv",  "number-words.tsv",    "abbreviations.tsv",
        "reference-words.tsv", "follow-up-words.tsv", "outcome-verbs.tsv",
        "outcome-grammar.tsv" };

/* The shipped registers, with one of them replaced. */
static char *
make_folder (const char *file, const char *contents)
{
  char *folder = g_dir_make_tmp ("registers-XXXXXX", NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *from = g_build_filename (shipped_folder (), FILES[i], NULL);
      g_autofree char *to = g_build_filename (folder, FILES[i], NULL);
      g_autofree char *shipped = NULL;
      bool replaced = strcmp (file, FILES[i]) == 0;

      if (replaced && contents == NULL)
        continue;
      ck_assert (g_file_get_contents (from, &shipped, NULL, NULL));
      ck_assert (g_file_set_contents (to, replaced ? contents : shipped, -1, NULL));
    }
  return folder;
}

static void
remove_folder (const char *folder)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *path = g_build_filename (folder, FILES[i], NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

START_TEST (shipped_registers_load)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfRegisters) registers = gf_registers_load (shipped_folder (), &error);

  ck_assert_ptr_nonnull (registers);
  ck_assert_ptr_null (error);
}
END_TEST

static const struct
{
  const char *file, *contents, *told;
  int code;
} FAULTS[] = {
  { "headings.tsv", NULL, "headings.tsv", G_FILE_ERROR_NOENT },
  { "headings.tsv", "phrase\tlanguage\tmeaning\tsource\nvedtak\tnb\tdecison\tx\n",
    "headings.tsv line 2: unknown meaning 'decison'", G_FILE_ERROR_INVAL },
  { "headings.tsv", "# c\nphrase\tlanguage\tmeaning\tsource\n\nvedtak\tnb\n",
    "headings.tsv line 4: wrong number of cells", G_FILE_ERROR_INVAL },
  { "regions.tsv", "phrase\tname\tkind\tfrom\tto\tsource\n\tA\tcouncil\t\t\tx\n",
    "regions.tsv line 2: no phrase", G_FILE_ERROR_INVAL },
  { "bodies.tsv",
    "phrase\tlanguage\tname\tregion\tfrom\tto\tsource\nstyret\tnb\tStyret\t\t\t\t\n",
    "bodies.tsv line 2: no source", G_FILE_ERROR_INVAL },
  { "bodies.tsv", "\xff\n", "not UTF-8", G_FILE_ERROR_INVAL },
};

START_TEST (faults_name_their_place)
{
  g_autofree char *folder = make_folder (FAULTS[_i].file, FAULTS[_i].contents);
  g_autoptr (GError) error = NULL;
  GfRegisters *registers = gf_registers_load (folder, &error);

  remove_folder (folder);
  ck_assert_ptr_null (registers);
  ck_assert (g_error_matches (error, G_FILE_ERROR, FAULTS[_i].code));
  ck_assert_msg (strstr (error->message, FAULTS[_i].told) != NULL, "%s", error->message);
}
END_TEST

static const struct
{
  const char *text;
  GfRegister which;
  uint64_t meanings;
  int meaning; /* -1 for no match */
  size_t size;
} MATCHES[] = {
  { "Forslag til vedtak:", GF_REGISTER_HEADINGS, GF_ANY_MEANING, GF_HEADING_PROPOSAL, 3 },
  { "Vedtak", GF_REGISTER_HEADINGS, GF_ANY_MEANING, GF_HEADING_DECISION, 1 },
  { "Frå", GF_REGISTER_HEADINGS, GF_MEANING (GF_HEADING_BODY_KEY), GF_HEADING_BODY_KEY,
    1 },
  { "Frå", GF_REGISTER_HEADINGS, GF_MEANING (GF_HEADING_VOTE), -1, 0 },
  { "møteprotokoll", GF_REGISTER_TYPES, GF_ANY_MEANING, GF_TYPE_MINUTES, 1 },
  { "Verdiskapingsstrategi", GF_REGISTER_TYPES, GF_ANY_MEANING, GF_TYPE_STRATEGY, 1 },
  { "banan", GF_REGISTER_TYPES, GF_ANY_MEANING, -1, 0 },
  { "ikkje", GF_REGISTER_LANGUAGES, GF_ANY_MEANING, GF_LANGUAGE_NN, 1 },
  { "Det var ikke flertall for", GF_REGISTER_OUTCOMES, GF_ANY_MEANING,
    GF_OUTCOME_REJECTED, 5 },
  { "utsettes", GF_REGISTER_VERBS, GF_MEANING (GF_VERB_PASSIVE), GF_VERB_PASSIVE, 1 },
  { "utsettes", GF_REGISTER_VERBS, GF_MEANING (GF_VERB_ACTIVE), -1, 0 },
  { "sendes den tilbake", GF_REGISTER_VERBS, GF_ANY_MEANING, GF_VERB_PASSIVE, 3 },
  { "Innstillingen", GF_REGISTER_GRAMMAR, GF_ANY_MEANING, GF_GRAMMAR_PROPOSAL, 1 },
  { "NOU 2023", GF_REGISTER_NUMBERS, GF_ANY_MEANING, GF_NUMBER_OTHER, 1 },
};

START_TEST (matching)
{
  g_autoptr (GfRegisters) registers = gf_registers_load (shipped_folder (), NULL);
  g_autoptr (GfWords) words
      = gf_words_new (MATCHES[_i].text, strlen (MATCHES[_i].text), SIZE_MAX);
  size_t size = 99;
  const GfEntry *entry = gf_registers_match (registers, MATCHES[_i].which,
                                             MATCHES[_i].meanings, words, 0, &size);

  ck_assert_int_eq (entry != NULL ? entry->meaning : -1, MATCHES[_i].meaning);
  ck_assert_uint_eq (size, MATCHES[_i].size);
}
END_TEST

START_TEST (a_slip_of_the_pen)
{
  g_autoptr (GfRegisters) registers = gf_registers_load (shipped_folder (), NULL);
  g_autoptr (GfWords) words = gf_words_new ("Forsalg til vedtak", 18, SIZE_MAX);
  const GfEntry *entry;

  ck_assert_ptr_null (gf_registers_match (registers, GF_REGISTER_HEADINGS, GF_ANY_MEANING,
                                          words, 0, NULL));
  entry = gf_registers_match_fuzzily (registers, GF_REGISTER_HEADINGS, GF_ANY_MEANING,
                                      words, 0, NULL);
  ck_assert_ptr_nonnull (entry);
  ck_assert_int_eq (entry->meaning, GF_HEADING_PROPOSAL);
}
END_TEST

START_TEST (dates_of_membership)
{
  g_autoptr (GfRegisters) registers = gf_registers_load (shipped_folder (), NULL);
  g_autoptr (GfWords) words = gf_words_new ("Klæbu", strlen ("Klæbu"), SIZE_MAX);
  const GfEntry *entry = gf_registers_match (registers, GF_REGISTER_MEMBERS,
                                             GF_ANY_MEANING, words, 0, NULL);

  ck_assert_ptr_nonnull (entry);
  ck_assert_str_eq (entry->name, "Trondheimsregionen");
  ck_assert_str_eq (entry->to, "2019-12-31");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("registers");
  TCase *tests = tcase_create ("registers");

  tcase_add_test (tests, shipped_registers_load);
  tcase_add_loop_test (tests, faults_name_their_place, 0, G_N_ELEMENTS (FAULTS));
  tcase_add_loop_test (tests, matching, 0, G_N_ELEMENTS (MATCHES));
  tcase_add_test (tests, a_slip_of_the_pen);
  tcase_add_test (tests, dates_of_membership);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
