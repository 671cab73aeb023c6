/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lexicon of an index as the indexer writes it: which words, which roots, and when.
 */
#include "indexer/vocabulary.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/component/store-fixture.h"
#include "tests/tap.h"

#define LEXICON "index/public/words"

static GfWordTable *table;
static GfAnalyst *analyst;

/* Dies of "dies"; else a word's lemma is the word and "rot", its part "del". */
static GfAnalyst *
new_analyst (const char *stamp)
{
  g_autofree char *program = g_build_filename (g_getenv ("GF_TOP_BUILDDIR"),
                                               "tests/component/bad-words", NULL);
  const GfAnalystOptions options
      = { .program = program, .registers = stamp, .table = table, .seconds_a_try = 10 };

  return gf_analyst_new (&options);
}

static void
setup (void)
{
  char name[] = "vocabulary.XXXXXX";

  ck_assert_ptr_nonnull (mkdtemp (name));
  ck_assert_int_eq (chdir (name), 0);
  table = gf_word_table_new (100000, 10 << 20);
  analyst = new_analyst ("stamp");
}

static void
teardown (void)
{
  gf_analyst_free (analyst);
  gf_word_table_free (table);
}

static void
renew_analyst (const char *stamp)
{
  teardown ();
  table = gf_word_table_new (100000, 10 << 20);
  analyst = new_analyst (stamp);
}

/* A document of one unit for each of @words, apart by spaces. */
static void
put_words (GfStore *store, const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);

  for (unsigned i = 0; split[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/c/%u-%s", i, split[i]);
      g_autofree char *sha256
          = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

      put (store, path, sha256, split[i]);
    }
  commit (store);
}

static void
write_anew (GfStore *store, const GfLexicon *known)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (gf_vocabulary_write (store, known, table, analyst, &error), "%s",
                 error ? error->message : "");
}

/* "word:units:lemma/part", apart by spaces; "?" where it was not analysed. */
static char *
print (const GfLexicon *lexicon)
{
  GString *printed = g_string_new (NULL);

  for (uint32_t i = 0; i < gf_lexicon_get_n_words (lexicon); i++)
    {
      GfLexiconWord word;

      gf_lexicon_get (lexicon, i, &word);
      g_string_append_printf (printed, "%s%s:%u:", i > 0 ? " " : "", word.word,
                              word.n_units);
      if (word.analysed)
        g_string_append_printf (printed, "%s/%s", word.roots.lemmas, word.roots.parts);
      else
        g_string_append_c (printed, '?');
    }
  return g_string_free (printed, FALSE);
}

/* Asserts what the lexicon says, and that it is up to date.  Returns: (transfer full). */
static GfLexicon *
expect_and_keep (GfStore *store, const char *words)
{
  GfLexicon *lexicon = gf_vocabulary_open (store);

  ck_assert_ptr_nonnull (lexicon);
  g_autofree char *printed = print (lexicon);
  ck_assert_str_eq (printed, words);
  ck_assert (!gf_vocabulary_is_due (store, lexicon));
  return lexicon;
}

static void
expect (GfStore *store, const char *words)
{
  gf_lexicon_unref (expect_and_keep (store, words));
}

START_TEST (has_the_words_of_the_index)
{
  g_autoptr (GfStore) store = open_store ();

  put_words (store, "by veg veg øy 1984 Rveg SRveg GRøst");
  ck_assert (gf_vocabulary_is_due (store, NULL));
  ck_assert_ptr_null (gf_vocabulary_open (store));
  write_anew (store, NULL);
  g_autoptr (GfLexicon) lexicon = expect_and_keep (
      store, "1984:1:1984/ by:1:byrot/del veg:2:vegrot/del øy:1:øyrot/del");
  ck_assert_str_eq (gf_lexicon_get_stamp (lexicon), "stamp");
  ck_assert_uint_eq (gf_lexicon_get_n_units (lexicon), 8);
}
END_TEST

/* What the run learnt is not asked again: here it would be deadly. */
START_TEST (takes_roots_from_the_run)
{
  g_autoptr (GfStore) store = open_store ();
  const GfWordRoots learnt = { "lemma\0", "ledd\0" };

  gf_word_table_add (table, "dies", &learnt);
  put_words (store, "by dies");
  write_anew (store, NULL);
  expect (store, "by:1:byrot/del dies:1:lemma/ledd");
  ck_assert_uint_eq (gf_analyst_count_deaths (analyst), 0);
}
END_TEST

/* A word that the analysis dies of is its own root. */
START_TEST (survives_a_deadly_word)
{
  g_autoptr (GfStore) store = open_store ();

  put_words (store, "by dies veg");
  write_anew (store, NULL);
  expect (store, "by:1:byrot/del dies:1:dies/ veg:1:vegrot/del");
}
END_TEST

/* Other dictionaries: what is in the index stays as it is, and says so; words that left
   the index are gone, and analysed anew when they come again. */
START_TEST (known_words_keep_their_roots)
{
  g_autoptr (GfStore) store = open_store ();
  const GfWordRoots other = { "annen\0", "" };

  put_words (store, "by veg");
  write_anew (store, NULL);
  g_autoptr (GfLexicon) first
      = expect_and_keep (store, "by:1:byrot/del veg:1:vegrot/del");

  renew_analyst ("newer");
  gf_word_table_add (table, "veg", &other);
  gf_word_table_add (table, "øy", &other);
  ck_assert (gf_store_remove_file (store, "/c/0-by", NULL));
  put_words (store, "øy");
  ck_assert (gf_vocabulary_is_due (store, first));
  write_anew (store, first);
  g_autoptr (GfLexicon) second = expect_and_keep (store, "veg:1:vegrot/del øy:1:annen/");
  ck_assert_str_eq (gf_lexicon_get_stamp (second), "stamp");
}
END_TEST

START_TEST (an_empty_index_needs_nobody)
{
  g_autoptr (GfStore) store = open_store ();

  renew_analyst ("no-sandbox");
  write_anew (store, NULL);
  g_autoptr (GfLexicon) empty = expect_and_keep (store, "");
  ck_assert_str_eq (gf_lexicon_get_stamp (empty), "");

  renew_analyst ("stamp");
  put_words (store, "by");
  write_anew (store, empty);
  g_autoptr (GfLexicon) lexicon = expect_and_keep (store, "by:1:byrot/del");
  ck_assert_str_eq (gf_lexicon_get_stamp (lexicon), "stamp");
}
END_TEST

/* Numbers come first, and need no analysis; the stamp is told all the same. */
START_TEST (an_index_of_numbers_has_a_stamp)
{
  g_autoptr (GfStore) store = open_store ();

  put_words (store, "1 2");
  write_anew (store, NULL);
  g_autoptr (GfLexicon) lexicon = expect_and_keep (store, "1:1:1/ 2:1:2/");
  ck_assert_str_eq (gf_lexicon_get_stamp (lexicon), "stamp");
}
END_TEST

/* Longer than an analysis reads, and longer than a word is. */
START_TEST (long_words_are_left_to_their_stem)
{
  g_autoptr (GfStore) store = open_store ();
  g_autofree char *longish = g_strnfill (65, 'x');
  g_autofree char *longest = g_strnfill (128, 'y');
  g_autofree char *too_long = g_strnfill (129, 'z');
  g_autofree char *words = g_strdup_printf ("%s %s %s", longish, longest, too_long);
  g_autofree char *expected = g_strdup_printf ("%s:1:? %s:1:?", longish, longest);

  put_words (store, words);
  write_anew (store, NULL);
  expect (store, expected);
}
END_TEST

START_TEST (a_damaged_one_is_written_anew)
{
  g_autoptr (GfStore) store = open_store ();
  g_autofree char *bytes = NULL;
  gsize size;

  put_words (store, "by veg");
  write_anew (store, NULL);
  ck_assert (g_file_get_contents (LEXICON, &bytes, &size, NULL));
  /* In its head, in its midst, at its end; and cut. */
  const gsize places[] = { 3, size / 2, size - 1 };
  for (unsigned i = 0; i < G_N_ELEMENTS (places); i++)
    {
      bytes[places[i]] ^= 1;
      ck_assert (g_file_set_contents (LEXICON, bytes, (gssize) size, NULL));
      ck_assert_ptr_null (gf_vocabulary_open (store));
      bytes[places[i]] ^= 1;
    }
  ck_assert (g_file_set_contents (LEXICON, bytes, (gssize) size - 8, NULL));
  ck_assert_ptr_null (gf_vocabulary_open (store));

  write_anew (store, NULL);
  expect (store, "by:1:byrot/del veg:1:vegrot/del");
}
END_TEST

/* Databases that were made anew beside an old lexicon may have come to its number. */
START_TEST (one_of_other_databases_is_due)
{
  g_autoptr (GfStore) store = open_store ();

  put_words (store, "by veg");
  for (uint32_t n_units = 1; n_units <= 3; n_units++)
    {
      g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("stamp", n_units);

      gf_lexicon_writer_set_commit (writer, gf_store_get_commit (store));
      ck_assert (gf_lexicon_writer_save (writer, LEXICON, NULL));
      g_autoptr (GfLexicon) lexicon = gf_vocabulary_open (store);
      ck_assert_int_eq (gf_vocabulary_is_due (store, lexicon), n_units != 2);
    }
}
END_TEST

/* The same words, the same file: whatever happened before. */
START_TEST (is_the_same_for_the_same_words)
{
  g_autoptr (GfStore) store = open_store ();
  g_autofree char *once = NULL, *again = NULL;
  gsize size, size_again;

  put_words (store, "by veg øy");
  write_anew (store, NULL);
  ck_assert (g_file_get_contents (LEXICON, &once, &size, NULL));
  g_autoptr (GfLexicon) lexicon = gf_vocabulary_open (store);
  write_anew (store, lexicon);
  ck_assert (g_file_get_contents (LEXICON, &again, &size_again, NULL));
  ck_assert_uint_eq (size, size_again);
  ck_assert_mem_eq (once, again, size);
}
END_TEST

START_TEST (what_cannot_be_written_is_said)
{
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GError) error = NULL;

  put_words (store, "by");
  ck_assert_int_eq (mkdir (LEXICON, 0700), 0);
  ck_assert (!gf_vocabulary_write (store, NULL, table, analyst, &error));
  ck_assert (g_error_matches (error, GF_STORE_ERROR, GF_STORE_ERROR_INDEX));

  renew_analyst ("no-sandbox");
  g_clear_error (&error);
  ck_assert (!gf_vocabulary_write (store, NULL, table, analyst, &error));
  ck_assert (g_error_matches (error, GF_ANALYST_ERROR, GF_ANALYST_ERROR_START));
}
END_TEST

/* More words than are held at once. */
START_TEST (goes_through_many_words)
{
  enum
  {
    N_WORDS = 20000
  };
  g_autoptr (GfStore) store = open_store ();
  g_autoptr (GString) words = g_string_new ("1984");

  for (unsigned i = 0; i < N_WORDS; i++)
    g_string_append_printf (words, " w%u", i);
  put_words (store, words->str);
  write_anew (store, NULL);

  g_autoptr (GfLexicon) lexicon = gf_vocabulary_open (store);
  ck_assert_uint_eq (gf_lexicon_get_n_words (lexicon), N_WORDS + 1);
  for (unsigned i = 0; i < N_WORDS; i += 777)
    {
      g_autofree char *word = g_strdup_printf ("w%u", i);
      g_autofree char *root = g_strdup_printf ("w%urot", i);
      GfLexiconWord found;

      gf_lexicon_get (lexicon, gf_lexicon_find (lexicon, word), &found);
      ck_assert_str_eq (found.roots.lemmas, root);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("vocabulary");
  TCase *tests = tcase_create ("vocabulary");

  tcase_set_timeout (tests, 120);
  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_add_test (tests, has_the_words_of_the_index);
  tcase_add_test (tests, takes_roots_from_the_run);
  tcase_add_test (tests, survives_a_deadly_word);
  tcase_add_test (tests, known_words_keep_their_roots);
  tcase_add_test (tests, an_empty_index_needs_nobody);
  tcase_add_test (tests, an_index_of_numbers_has_a_stamp);
  tcase_add_test (tests, long_words_are_left_to_their_stem);
  tcase_add_test (tests, a_damaged_one_is_written_anew);
  tcase_add_test (tests, one_of_other_databases_is_due);
  tcase_add_test (tests, is_the_same_for_the_same_words);
  tcase_add_test (tests, what_cannot_be_written_is_said);
  tcase_add_test (tests, goes_through_many_words);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
