/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that are no lexicon, or were one.
 */
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/lexicon-private.h"
#include "tests/tap.h"

/* The bytes of a lexicon with a little of everything. */
static GBytes *
row_bytes (void)
{
  static const GfWordRoots hearing = { "høring\0", "" };
  static const GfWordRoots answer = { "høringssvar\0", "høring\0svar\0" };
  static const GfWordRoots leader = { "leder\0lede\0", "" };
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("nob 1.2", 100);
  char *contents;
  gsize size;

  gf_lexicon_writer_set_commit (writer, 3);
  gf_lexicon_writer_add (writer, "e", 2, NULL);
  gf_lexicon_writer_add (writer, "høring", 12, &hearing);
  gf_lexicon_writer_add (writer, "høringa", 3, &hearing);
  gf_lexicon_writer_add (writer, "høringssvar", 4, &answer);
  gf_lexicon_writer_add (writer, "leder", 30, &leader);
  ck_assert (gf_lexicon_writer_save (writer, "words", NULL));
  ck_assert (g_file_get_contents ("words", &contents, &size, NULL));
  return g_bytes_new_take (contents, size);
}

static void
check_open (const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_lexicon_open (path, &error));
  ck_assert_msg (g_error_matches (error, GF_LEXICON_ERROR, code), "%s", error->message);
  ck_assert_ptr_nonnull (strstr (error->message, path));
}

START_TEST (what_is_no_lexicon_is_refused)
{
  check_open ("none", GF_LEXICON_ERROR_NOT_FOUND);
  ck_assert_int_eq (g_mkdir ("folder", 0700), 0);
  check_open ("folder", GF_LEXICON_ERROR_DAMAGED);
  ck_assert_int_eq (mkfifo ("pipe", 0600), 0);
  check_open ("pipe", GF_LEXICON_ERROR_DAMAGED);
  ck_assert (g_file_set_contents ("empty", "", 0, NULL));
  check_open ("empty", GF_LEXICON_ERROR_DAMAGED);
  ck_assert_int_eq (symlink ("loop", "loop"), 0);
  check_open ("loop", GF_LEXICON_ERROR_IO);
}
END_TEST

static GfLexicon *
read_bytes (const uint8_t *data, size_t size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return gf_lexicon_new (bytes, error);
}

START_TEST (a_file_of_another_length_is_refused)
{
  g_autoptr (GBytes) bytes = row_bytes ();
  gsize size;
  const uint8_t *data = g_bytes_get_data (bytes, &size);
  g_autofree uint8_t *longer = g_malloc0 (size + 1);

  memcpy (longer, data, size);
  for (size_t length = 0; length <= size + 1; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GfLexicon) lexicon = read_bytes (longer, length, &error);

      ck_assert_int_eq (lexicon != NULL, length == size);
      ck_assert (length == size
                 || g_error_matches (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_DAMAGED));
    }
}
END_TEST

/* All that can be asked, of every word and every root that is found. */
static void
walk (const GfLexicon *lexicon)
{
  uint32_t n = gf_lexicon_get_n_words (lexicon);
  unsigned shared;

  for (uint32_t i = 0; i < n; i++)
    {
      GfLexiconWord word;
      const uint32_t *numbers;

      gf_lexicon_get (lexicon, i, &word);
      ck_assert (g_utf8_validate (word.word, -1, NULL));
      gf_lexicon_find (lexicon, word.word);
      gf_lexicon_gram_units (lexicon, word.word);
      ck_assert_uint_gt (gf_lexicon_next_branch (lexicon, i, 2, &shared), i);
      for (const char *root = word.roots.lemmas; *root != '\0'; root += strlen (root) + 1)
        {
          size_t n_words = gf_lexicon_words_of_lemma (lexicon, root, &numbers);
          for (size_t j = 0; j < n_words; j++)
            gf_lexicon_get (lexicon, numbers[j], &word);
        }
    }
}

START_TEST (whatever_byte_decays_is_noticed)
{
  g_autoptr (GBytes) bytes = row_bytes ();
  gsize size;
  const uint8_t *data = g_bytes_get_data (bytes, &size);

  for (size_t i = 0; i < size; i++)
    for (int bit = 0; bit < 8; bit += 7)
      {
        g_autofree uint8_t *changed = g_memdup2 (data, size);
        g_autoptr (GError) error = NULL;

        changed[i] ^= (uint8_t) (1 << bit);
        g_autoptr (GfLexicon) lexicon = read_bytes (changed, size, &error);
        ck_assert (i >= sizeof (GfLexiconHeader) || lexicon == NULL);
        if (lexicon != NULL)
          {
            ck_assert (!gf_lexicon_verify (lexicon, &error));
            walk (lexicon);
          }
        ck_assert (g_error_matches (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_DAMAGED));
      }
}
END_TEST

/* Headers that add up, and say what is not so. */
static const struct
{
  unsigned section;
  int change;
} COUNTS[] = {
  { GF_LEXICON_WORDS, 1 },        { GF_LEXICON_SHARED, -1 },
  { GF_LEXICON_WORD_TEXT, -1 },   { GF_LEXICON_ROOT_TEXT, -1 },
  { GF_LEXICON_STAMP, -1 },       { GF_LEXICON_GRAMS, 1 << 30 },
  { GF_LEXICON_LEMMAS, -1 },      { GF_LEXICON_LEMMA_WORDS, -1 },
  { GF_LEXICON_ROOT_TEXT, -128 },
};

START_TEST (counts_that_lie_do_no_harm)
{
  g_autoptr (GBytes) bytes = row_bytes ();
  gsize size;
  const uint8_t *data = g_bytes_get_data (bytes, &size);
  uint64_t offsets[GF_LEXICON_N_SECTIONS];
  g_autofree uint8_t *changed = g_memdup2 (data, size);
  GfLexiconHeader header;

  memcpy (&header, data, sizeof header);
  header.counts[COUNTS[_i].section] += (uint32_t) COUNTS[_i].change;
  header.header_sum = gf_lexicon_header_sum (&header);
  memcpy (changed, &header, sizeof header);
  uint64_t claimed = gf_lexicon_layout (&header, offsets);
  g_autoptr (GfLexicon) lexicon = read_bytes (changed, size, NULL);
  ck_assert (claimed == size || lexicon == NULL);
  if (lexicon != NULL)
    walk (lexicon);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("lexicon-damage");
  TCase *tests = tcase_create ("lexicon-damage");

  tcase_add_test (tests, what_is_no_lexicon_is_refused);
  tcase_add_test (tests, a_file_of_another_length_is_refused);
  tcase_add_test (tests, whatever_byte_decays_is_noticed);
  tcase_add_loop_test (tests, counts_that_lie_do_no_harm, 0, G_N_ELEMENTS (COUNTS));
  tcase_set_timeout (tests, 30);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
