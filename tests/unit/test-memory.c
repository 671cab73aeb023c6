/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of a state of an index: what was kept, of that state, and no more
 * than there is room for. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "query/index/memory.h"
#include "tests/tap.h"

#define N_WORDS 500

static GfLexicon *
new_lexicon (void)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("", 1000);
  g_autoptr (GError) error = NULL;

  for (unsigned i = 0; i < N_WORDS; i++)
    {
      g_autofree char *word = g_strdup_printf ("ord%05u", i * 3);

      gf_lexicon_writer_add (writer, word, i + 1, NULL);
    }

  GfLexicon *lexicon = gf_lexicon_writer_make (writer, &error);
  ck_assert_msg (lexicon != NULL, "%s", error ? error->message : "");
  return lexicon;
}

/* Every @step-th word of the lexicon, with a count of its own. */
static GArray *
new_entries (GPtrArray *names, unsigned step)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (XcEntry));

  for (unsigned i = 0; i < N_WORDS; i += step)
    {
      char *name = g_strdup_printf ("ord%05u", i * 3);
      XcEntry entry = { .name = { name, strlen (name) }, .count = 1 + i * i * 40 };

      g_ptr_array_add (names, name);
      g_array_append_val (entries, entry);
    }
  return entries;
}

static GfUnitWords *
new_words (const GfLexicon *lexicon, unsigned step)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) entries = new_entries (names, step);

  return gf_unit_words_new (lexicon, (const XcEntry *) (const void *) entries->data,
                            entries->len);
}

static void
check_words (const GfUnitWords *words, unsigned step)
{
  GfUnitWordsIter iter = { 0 };

  ck_assert_uint_eq (gf_unit_words_get_n (words), (N_WORDS + step - 1) / step);
  for (unsigned i = 0; i < N_WORDS; i += step)
    {
      ck_assert (gf_unit_words_next (words, &iter));
      ck_assert_uint_eq (iter.number, i);
      ck_assert_uint_eq (iter.count, 1 + i * i * 40);
    }
  ck_assert (!gf_unit_words_next (words, &iter));
}

START_TEST (words_come_back_as_numbers_and_counts)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GfUnitWords) words = new_words (lexicon, (unsigned) _i);

  ck_assert_ptr_nonnull (words);
  check_words (words, (unsigned) _i);
}
END_TEST

START_TEST (words_that_the_lexicon_lacks_are_not_packed)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  const XcEntry known[] = { { .name = { "ord00003", 8 }, .count = 2 } };
  const XcEntry unknown[] = { { .name = { "ord00003", 8 }, .count = 2 },
                              { .name = { "ord00004", 8 }, .count = 1 } };
  g_autoptr (GfUnitWords) words = gf_unit_words_new (lexicon, known, 1);
  g_autoptr (GfUnitWords) nothing = gf_unit_words_new (lexicon, known, 0);
  GfUnitWordsIter iter = { 0 };

  ck_assert_ptr_nonnull (words);
  ck_assert_ptr_nonnull (nothing);
  ck_assert (!gf_unit_words_next (nothing, &iter));
  ck_assert_ptr_null (gf_unit_words_new (lexicon, unknown, 2));
}
END_TEST

START_TEST (a_memory_is_of_one_state_of_one_index)
{
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GfMemories) memories = gf_memories_new ();
  g_autoptr (GfMemory) first = gf_memories_get (memories, "/a/public", "1");
  g_autoptr (GfMemory) same = gf_memories_get (memories, "/a/public", "1");
  g_autoptr (GfMemory) other = gf_memories_get (memories, "/a/internal", "1");
  g_autoptr (GfUnitWords) words = new_words (lexicon, 7);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (unsigned));
  uint32_t number;

  ck_assert_ptr_eq (first, same);
  ck_assert_ptr_ne (first, other);
  gf_memory_keep_words (first, 3, words);
  gf_memory_keep_group (first, "id", "k");
  gf_memory_keep_years (first, "units DY", years);
  gf_memory_keep_document (first, 3, 5);
  g_autoptr (GfUnitWords) found = gf_memory_find_words (same, 3);
  ck_assert_ptr_eq (found, words);
  ck_assert_ptr_null (gf_memory_find_words (first, 4));
  ck_assert_ptr_null (gf_memory_find_words (other, 3));
  ck_assert_ptr_null (gf_memory_find_group (other, "id"));
  ck_assert_ptr_null (gf_memory_find_years (other, "units DY"));
  ck_assert (!gf_memory_find_document (other, 3, &number));

  /* Who is still on the state before is told nothing of the next. */
  g_autoptr (GfMemory) later = gf_memories_get (memories, "/a/public", "2");
  ck_assert (gf_memory_is_of (later, "2") && gf_memory_is_of (first, "1"));
  ck_assert_ptr_null (gf_memory_find_words (later, 3));
  ck_assert_ptr_null (gf_memory_find_group (later, "id"));
  ck_assert_ptr_null (gf_memory_find_years (later, "units DY"));
  ck_assert (!gf_memory_find_document (later, 3, &number));
  gf_memory_keep_words (first, 3, words);
  gf_memory_keep_group (first, "id", "k");
  gf_memory_keep_years (first, "units DY", years);
  gf_memory_keep_document (first, 3, 5);
  ck_assert_ptr_null (gf_memory_find_words (first, 3));
  ck_assert_ptr_null (gf_memory_find_group (first, "id"));
  ck_assert_ptr_null (gf_memory_find_years (first, "units DY"));
  ck_assert (!gf_memory_find_document (first, 3, &number));
}
END_TEST

START_TEST (what_is_kept_comes_back)
{
  g_autoptr (GfMemories) memories = gf_memories_new ();
  g_autoptr (GfMemory) memory = gf_memories_get (memories, "a", "1");
  g_autoptr (GPtrArray) kin = g_ptr_array_new ();
  uint32_t number = 0;

  ck_assert_ptr_null (gf_memory_find_kin (memory, "utvikling "));
  gf_memory_keep_kin (memory, "utvikling ", kin);
  g_autoptr (GPtrArray) found = gf_memory_find_kin (memory, "utvikling ");
  ck_assert_ptr_eq (found, kin);

  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (unsigned));
  gf_memory_keep_years (memory, "units DY", years);
  ck_assert_ptr_null (gf_memory_find_years (memory, "documents DY"));
  g_autoptr (GArray) found_years = gf_memory_find_years (memory, "units DY");
  ck_assert_ptr_eq (found_years, years);

  gf_memory_keep_group (memory, "id", "");
  g_autofree char *key = gf_memory_find_group (memory, "id");
  ck_assert_str_eq (key, "");

  gf_memory_keep_document (memory, 9, 4);
  gf_memory_keep_document (memory, 8, 0);
  ck_assert (gf_memory_find_document (memory, 9, &number));
  ck_assert_uint_eq (number, 4);
  ck_assert (gf_memory_find_document (memory, 8, &number));
  ck_assert_uint_eq (number, 0);
}
END_TEST

/* More than fits: the last are there, and what was asked for again. */
START_TEST (what_was_not_used_for_longest_goes_first)
{
  enum
  {
    N = 120000
  };
  g_autoptr (GfLexicon) lexicon = new_lexicon ();
  g_autoptr (GfMemories) memories = gf_memories_new ();
  g_autoptr (GfMemory) memory = gf_memories_get (memories, "a", "1");
  unsigned n_left = 0;

  for (uint32_t i = 1; i <= N; i++)
    {
      g_autoptr (GfUnitWords) words = new_words (lexicon, 5);

      gf_memory_keep_words (memory, i, words);
      g_autoptr (GfUnitWords) again = gf_memory_find_words (memory, 1);
      ck_assert_ptr_nonnull (again);
    }
  for (uint32_t i = 1; i <= N; i++)
    {
      g_autoptr (GfUnitWords) words = gf_memory_find_words (memory, i);

      n_left += words != NULL;
    }
  g_autoptr (GfUnitWords) last = gf_memory_find_words (memory, N);
  ck_assert_ptr_nonnull (last);
  check_words (last, 5);
  ck_assert_uint_lt (n_left, N);
  ck_assert_uint_gt (n_left, N / 4);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("memory");
  TCase *tests = tcase_create ("memory");

  tcase_add_loop_test (tests, words_come_back_as_numbers_and_counts, 1, 9);
  tcase_add_test (tests, words_that_the_lexicon_lacks_are_not_packed);
  tcase_add_test (tests, a_memory_is_of_one_state_of_one_index);
  tcase_add_test (tests, what_is_kept_comes_back);
  tcase_add_test (tests, what_was_not_used_for_longest_goes_first);
  tcase_set_timeout (tests, 60);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
