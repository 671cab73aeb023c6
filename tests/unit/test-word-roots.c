/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about words and their answers: what is sound, what is cut, what is refused;
   and that the largest of them fit into a socket. */
#include "common/word-roots.h"

#include <check.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/hash.h"
#include "common/message.h"
#include "tests/tap.h"

static GVariant *
make_question (unsigned n_words, unsigned word_bytes)
{
  g_autofree char *word = g_strnfill (word_bytes, 'x');
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_WORDS_TYPE));
  for (unsigned i = 0; i < n_words; i++)
    g_variant_builder_add (&builder, "s", word);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static const struct
{
  unsigned n_words, word_bytes;
  bool is_sound;
} questions[] = { { 0, 1, false },
                  { 1, 0, false },
                  { 1, 1, true },
                  { GF_QUESTION_MAX_WORDS, GF_QUESTION_MAX_WORD_BYTES, true },
                  { GF_QUESTION_MAX_WORDS + 1, 1, false },
                  { 1, GF_QUESTION_MAX_WORD_BYTES + 1, false } };

START_TEST (bounds_questions)
{
  g_autoptr (GVariant) question
      = make_question (questions[_i].n_words, questions[_i].word_bytes);

  ck_assert_int_eq (gf_question_is_sound (question), questions[_i].is_sound);
  if (questions[_i].is_sound)
    ck_assert_uint_le (g_variant_get_size (question), GF_QUESTION_MAX_BYTES);
}
END_TEST

static GVariant *
answer_of (const GfWordRoots *roots, unsigned n_words)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_ROOTS_TYPE));
  for (unsigned i = 0; i < n_words; i++)
    gf_answer_add (&builder, roots);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* "a,b|c": lemmas, parts. */
static char *
print (const GfWordRoots *roots)
{
  GString *printed = g_string_new (NULL);

  for (const char *root = roots->lemmas; *root != '\0'; root += strlen (root) + 1)
    g_string_append_printf (printed, "%s%s", root > roots->lemmas ? "," : "", root);
  g_string_append_c (printed, '|');
  for (const char *root = roots->parts; *root != '\0'; root += strlen (root) + 1)
    g_string_append_printf (printed, "%s%s", root > roots->parts ? "," : "", root);
  return g_string_free (printed, FALSE);
}

static const struct
{
  GfWordRoots roots;
  const char *printed;
} answers[] = {
  { { "", "" }, "|" },
  { { "vei\0", "" }, "vei|" },
  { { "transportplan\0", "transport\0plan\0" }, "transportplan|transport,plan" },
  { { "høre\0høring\0", "" }, "høre,høring|" },
  /* a prefix is upper case, and a root none */
  { { "Xvei\0vei\0", "Øst\0" }, "vei|Øst" },
  { { "a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0", "" },
    "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p|" },
};

START_TEST (carries_roots)
{
  g_autoptr (GVariant) answer = answer_of (&answers[_i].roots, 2);
  g_autoptr (GString) text = g_string_new ("of before");
  GfWordRoots roots;

  for (size_t i = 0; i < 2; i++)
    {
      ck_assert (gf_answer_get (answer, i, text, &roots));
      g_autofree char *printed = print (&roots);
      ck_assert_str_eq (printed, answers[_i].printed);
    }
}
END_TEST

/* As the specification of GVariant's text has them. */
static const char *const lies[] = {
  "[(['']        , @as [])]",
  "[(['a', '']   , @as [])]",
  "[(@as []      , [''])]",
  "[(['X']       , @as [])]",
  "[(['a'], ['Plan'])]",
  "[(['a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a'], @as [])]",
};

START_TEST (refuses_what_is_no_root)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GVariant) answer
      = g_variant_parse (G_VARIANT_TYPE (GF_ROOTS_TYPE), lies[_i], NULL, NULL, NULL);
  GfWordRoots roots;

  ck_assert_ptr_nonnull (answer);
  ck_assert (!gf_answer_get (answer, 0, text, &roots));
}
END_TEST

/* What gf_answer_add () cuts is what gf_answer_get () takes: one byte more is refused. */
START_TEST (bounds_the_bytes_of_a_word)
{
  g_autofree char *fits = g_malloc0 (GF_ANSWER_MAX_WORD_BYTES + 1);
  g_autofree char *too_long = g_malloc0 (GF_ANSWER_MAX_WORD_BYTES + 2);
  g_autoptr (GString) text = g_string_new (NULL);
  GfWordRoots roots;

  memset (fits, 'x', GF_ANSWER_MAX_WORD_BYTES - 1);
  memset (too_long, 'x', GF_ANSWER_MAX_WORD_BYTES);
  const GfWordRoots given[] = { { fits, "" }, { too_long, "y\0" } };
  g_autoptr (GVariant) whole = answer_of (&given[0], 1);
  g_autoptr (GVariant) cut = answer_of (&given[1], 1);

  ck_assert (gf_answer_get (whole, 0, text, &roots));
  ck_assert_str_eq (roots.lemmas, fits);
  ck_assert (gf_answer_get (cut, 0, text, &roots));
  ck_assert_str_eq (roots.lemmas, "");
  ck_assert_str_eq (roots.parts, "y");

  g_autoptr (GVariant) lie = g_variant_ref_sink (
      g_variant_new_parsed ("[([%s], @as [])]", (const char *) too_long));
  ck_assert (!gf_answer_get (lie, 0, text, &roots));
}
END_TEST

/* Nobody reads at the other end: it is there whole all the same. */
START_TEST (the_largest_answer_is_posted_at_once)
{
  static const char list[] = "aaaaaaaaaaaaaaaaaaaaaaa\0"
                             "aaaaaaaaaaaaaaaaaaaaaaa\0"
                             "aaaaaaaaaaaaaaaaaaaaaaa\0"
                             "aaaaaaaaaaaaaaaaaaaaaaa\0"
                             "aaaaaaaaaaaaaaaaaaaaaaa\0"
                             "aaaaaaaaaaaaaaaaaaaaaaa\0"
                             "aaaaaaaaaaaaaaaaaaaaaaa\0"
                             "aaaaaaaaaaaaaaaaaaaaaaa\0";
  const GfWordRoots roots = { list, list };
  g_autoptr (GVariant) answer = answer_of (&roots, GF_QUESTION_MAX_WORDS);
  g_autoptr (GError) error = NULL;
  GfMessageType type;
  int pair[2];

  ck_assert_uint_le (g_variant_get_size (answer), GF_ANSWER_MAX_BYTES);
  ck_assert_uint_gt (g_variant_get_size (answer), GF_ANSWER_MAX_BYTES * 3 / 4);
  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, pair), 0);
  ck_assert_msg (gf_message_post (pair[0], GF_MESSAGE_ROOTS, answer, &error), "%s",
                 error ? error->message : "");
  g_autoptr (GVariant) received
      = gf_message_receive (pair[1], GF_ANSWER_MAX_BYTES, 0, &type, NULL, &error);
  ck_assert_msg (received != NULL, "%s", error ? error->message : "");
  ck_assert (g_variant_equal (received, answer));

  /* One who never reads does not stop the sender. */
  bool posted = true;
  for (int i = 0; posted && i < 100; i++)
    posted = gf_message_post (pair[0], GF_MESSAGE_ROOTS, answer, &error);
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_TIMEOUT));
  g_clear_error (&error);
  close (pair[1]);
  ck_assert (!gf_message_post (pair[0], GF_MESSAGE_ROOTS, answer, &error));
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED));
  close (pair[0]);
}
END_TEST

/* All of g_str_hash ()'s one value. */
START_TEST (hashes_under_a_key)
{
  const GfHashKey key = gf_hash_key ();
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);

  for (unsigned i = 0; i < 1024; i++)
    {
      char word[21] = { 0 };

      for (unsigned bit = 0; bit < 10; bit++)
        memcpy (word + 2 * bit, i >> bit & 1 ? "bB" : "ac", 2);
      ck_assert_uint_eq (g_str_hash (word), g_str_hash ("acacacacacacacacacac"));
      ck_assert_uint_eq (gf_hash_string (word), gf_hash_bytes (&key, word, 20));
      g_hash_table_add (hashes, GUINT_TO_POINTER (gf_hash_string (word)));
    }
  ck_assert_uint_gt (g_hash_table_size (hashes), 1000);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("word-roots");
  TCase *tests = tcase_create ("word-roots");

  tcase_add_loop_test (tests, bounds_questions, 0, G_N_ELEMENTS (questions));
  tcase_add_loop_test (tests, carries_roots, 0, G_N_ELEMENTS (answers));
  tcase_add_loop_test (tests, refuses_what_is_no_root, 0, G_N_ELEMENTS (lies));
  tcase_add_test (tests, bounds_the_bytes_of_a_word);
  tcase_add_test (tests, the_largest_answer_is_posted_at_once);
  tcase_add_test (tests, hashes_under_a_key);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
