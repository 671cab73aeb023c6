/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "norsk/lttoolbox-c.h"
#include "norsk/readings.h"
#include "tests/tap.h"

#define BOKMAL GF_DICTIONARIES "/nob-nno.automorf.bin"
#define NYNORSK GF_DICTIONARIES "/nno-nob.automorf.bin"
#define BILINGUAL GF_DICTIONARIES "/nno-nob.autobil.bin"

static LtDictionary *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  LtDictionary *dictionary = lt_dictionary_open (path, &error);

  ck_assert_msg (dictionary != NULL && lt_dictionary_load (dictionary, &error), "%s",
                 error != NULL ? error->message : "");
  return dictionary;
}

static const struct
{
  const char *path;
  const char *input;
  size_t n_bytes;      /* of the longest piece; 0 where there is none */
  const char *reading; /* one of its readings */
} PIECES[] = {
  { BOKMAL, "jernbane", 8, "/jernbane<n><m><sg><ind>/" },
  { BOKMAL, "hørings", 8, "/høring<n><m><sg><ind><cmp>" LT_FIRST },
  { NYNORSK, "kommunar", 8, "/kommune<n><m><pl><ind>/" },
  { BOKMAL, "Oslo", 4, "/Oslo<np><top>/" },
  { BOKMAL, "qqq", 0, NULL },
  { BOKMAL, "", 0, NULL },
  { BOKMAL, "東京", 0, NULL },
  { NYNORSK, "kommunane", 9, "/kommune<n><m><pl><def>/" },
  { BILINGUAL, "høyring<n><f><sg><ind>", 14, "/høring<n><m>/" },
  /* no entry has such a tag, nor what follows it */
  { BILINGUAL, "høyring<n><f><nosuchtag>", 14, "/høring<n><m>/" },
  { BILINGUAL, "høyring<nosuchtag><n>", 0, NULL },
};

START_TEST (reads_pieces)
{
  g_autoptr (LtDictionary) dictionary = load (PIECES[_i].path);
  const LtPiece *pieces;
  size_t n;

  ck_assert (lt_dictionary_read (dictionary, PIECES[_i].input, 2, &pieces, &n, NULL));
  ck_assert_int_eq (n == 0, PIECES[_i].n_bytes == 0);
  if (n == 0)
    return;
  g_autofree char *closed = g_strconcat (pieces[n - 1].readings, "/", NULL);

  ck_assert_uint_eq (pieces[n - 1].n_bytes, PIECES[_i].n_bytes);
  ck_assert_msg (strstr (closed, PIECES[_i].reading) != NULL, "%s: %s", PIECES[_i].input,
                 closed);
}
END_TEST

START_TEST (gives_no_shorter_pieces)
{
  g_autoptr (LtDictionary) dictionary = load (BOKMAL);
  const LtPiece *pieces;
  size_t n;

  ck_assert (lt_dictionary_read (dictionary, "jernbane", 8, &pieces, &n, NULL));
  ck_assert_uint_eq (n, 1);
  ck_assert (lt_dictionary_read (dictionary, "jernbane", 9, &pieces, &n, NULL));
  ck_assert_uint_eq (n, 0);
}
END_TEST

START_TEST (refuses_bad_input)
{
  g_autofree char *longer = g_strnfill (LT_MAX_INPUT_BYTES + 1, 'a');
  const char *inputs[] = { longer, "\xff\xfe", "h\xc3", "ord<n" };
  g_autoptr (LtDictionary) dictionary = load (BOKMAL);

  for (size_t i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GError) error = NULL;
      const LtPiece *pieces;
      size_t n;

      ck_assert (!lt_dictionary_read (dictionary, inputs[i], 1, &pieces, &n, &error));
      ck_assert (g_error_matches (error, LT_ERROR, LT_ERROR_INPUT));
    }
}
END_TEST

START_TEST (loads_once)
{
  g_autoptr (LtDictionary) dictionary = load (BOKMAL);

  ck_assert (lt_dictionary_load (dictionary, NULL));
}
END_TEST

START_TEST (tells_what_is_not_there)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (lt_dictionary_open ("/nonexistent", &error));
  ck_assert (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
}
END_TEST

static void
check_damaged (const char *bytes, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup ("damaged-XXXXXX");
  int fd = g_mkstemp (path);

  ck_assert_int_ge (fd, 0);
  ck_assert (g_close (fd, NULL));
  ck_assert (g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_autoptr (LtDictionary) dictionary = lt_dictionary_open (path, NULL);

  g_remove (path);
  ck_assert_ptr_nonnull (dictionary);
  ck_assert (!lt_dictionary_load (dictionary, &error));
  ck_assert (g_error_matches (error, LT_ERROR, LT_ERROR_DAMAGED));
  ck_assert (g_str_has_prefix (error->message, "Damaged: "));
}

static const struct
{
  const char *bytes;
  size_t size;
} DAMAGED[] = {
  { "", 0 },
  { "LTT", 3 },
  { "no dictionary of lttoolbox", 26 },
  { "LTTB\0\0\0\0\0\0\0", 11 },
  { "LTTB\0\0\0\0\0\0\0\0", 12 },
  { "LTTB\0\0\0\0\0\0\0\1", 12 },
  { "LTTB\0\0\0\0\0\0\0\0\xff\xff\xff\xff", 16 },
};

START_TEST (refuses_what_is_no_dictionary)
{
  check_damaged (DAMAGED[_i].bytes, DAMAGED[_i].size);
}
END_TEST

/* Cut short wherever it is, but for the last byte, which may be no more than a name's. */
START_TEST (refuses_what_is_cut_short)
{
  g_autofree char *bytes = NULL;
  gsize size;

  ck_assert (g_file_get_contents (BILINGUAL, &bytes, &size, NULL));
  for (gsize i = 1; i < 40; i++)
    check_damaged (bytes, i);
  for (gsize i = 1; i < 20; i++)
    check_damaged (bytes, size * i / 20);
}
END_TEST

static const struct
{
  const char *readings;
  const char *lemma; /* of the first, as a root; NULL where it is none */
  GfWordClass word_class;
  GfReadingUse use;
  size_t n;
} READINGS[] = {
  { "", NULL, GF_WORD_OTHER, GF_READING_WHOLE, 0 },
  { "/", NULL, GF_WORD_OTHER, GF_READING_WHOLE, 0 },
  { "/vei<n><m><sg><ind>/veie<vblex><imp>", "vei", GF_WORD_NOUN, GF_READING_WHOLE, 2 },
  { "vei<n>", "vei", GF_WORD_NOUN, GF_READING_WHOLE, 1 },
  { "/vei", "vei", GF_WORD_OTHER, GF_READING_WHOLE, 1 },
  { "/vei<n><cmp>" LT_FIRST, "vei", GF_WORD_NOUN, GF_READING_FIRST, 1 },
  { "/fin<adj>" LT_LAST, "fin", GF_WORD_ADJECTIVE, GF_READING_LAST, 1 },
  { "/Oslo<np><top>", "oslo", GF_WORD_NAME, GF_READING_WHOLE, 1 },
  { "/rekke¹<vblex><pp>", "rekke", GF_WORD_VERB, GF_READING_WHOLE, 1 },
  { "/komité<n>", "komite", GF_WORD_NOUN, GF_READING_WHOLE, 1 },
  { "/for<pr>", "for", GF_WORD_FUNCTION, GF_READING_WHOLE, 1 },
  { "/gå\\# ut<vblex>", NULL, GF_WORD_VERB, GF_READING_WHOLE, 1 },
  { "/<n>", NULL, GF_WORD_NOUN, GF_READING_WHOLE, 1 },
};

START_TEST (takes_readings_apart)
{
  const char *at = READINGS[_i].readings;
  GfReading reading;
  size_t n = 0;

  for (; gf_reading_next (&at, &reading); n++)
    {
      g_autofree char *root = gf_reading_dup_root (&reading);

      if (n > 0)
        continue;
      ck_assert_ptr_eq (g_strcmp0 (root, READINGS[_i].lemma) == 0 ? NULL : root, NULL);
      ck_assert_int_eq (reading.word_class, READINGS[_i].word_class);
      ck_assert_int_eq (reading.use, READINGS[_i].use);
    }
  ck_assert_uint_eq (n, READINGS[_i].n);
}
END_TEST

/* Neither where they are not installed, nor where there is no lttoolbox to read them. */
static bool
has_dictionaries (void)
{
  g_autoptr (LtDictionary) dictionary = lt_dictionary_open (BILINGUAL, NULL);

  return dictionary != NULL;
}

int
main (void)
{
  Suite *suite = suite_create ("lttoolbox");
  TCase *tests = tcase_create ("tests");

  tcase_add_loop_test (tests, takes_readings_apart, 0, G_N_ELEMENTS (READINGS));
  if (has_dictionaries ())
    {
      tcase_add_loop_test (tests, reads_pieces, 0, G_N_ELEMENTS (PIECES));
      tcase_add_test (tests, gives_no_shorter_pieces);
      tcase_add_test (tests, refuses_bad_input);
      tcase_add_test (tests, loads_once);
      tcase_add_test (tests, tells_what_is_not_there);
      tcase_add_loop_test (tests, refuses_what_is_no_dictionary, 0,
                           G_N_ELEMENTS (DAMAGED));
      tcase_add_test (tests, refuses_what_is_cut_short);
    }
  else
    printf ("# no dictionaries of apertium-nno-nob: what needs them is left out\n");
  tcase_set_timeout (tests, 60);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
