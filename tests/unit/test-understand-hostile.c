/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random bytes, shuffled lines, and documents made to take long: no crash, nothing lost,
 * and time in proportion to the size. */
#include "tests/unit/test-understand.h"

#define N_ROUNDS 120
/* Each allocation costs many times as much under AddressSanitizer. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#define SLOWED_DOWN 1
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined SLOWED_DOWN
#define LARGE_BYTES ((size_t) 1 << 20)
#else
#define LARGE_BYTES ((size_t) 10 << 20)
#endif
/* Seconds for that, on a slow machine too. */
#define MAX_SECONDS 60

static GfRegisters *registers;

static const char *const PIECES[] = {
  "Vedtak:",
  "Vedtak: Godkjent.",
  "Sak 1/23 Vei",
  "KF 22/22 *Tittel*",
  "14/23",
  "1. Punkt",
  "- 2. Punkt**",
  "Saken utsettes.",
  "Votering: 3 mot 8 stemmer",
  "[bookmark: ",
  "[tekst](#)",
  "***",
  "Innhold",
  "Innhold 1 2 3 4 5",
  "28.02.23",
  "Detaljer",
  "Transkript",
  "Like dokumenter",
  "=====",
  "Referat",
  "Strategi",
  "Saksframlegg",
  "1 2 3. A b C d.",
  "\t\t",
  "§ 27",
  "rådet",
  "Åsby regionråd",
  "Møtet hevet",
  "Kari Åsli\nleder",
  "\xe2\x80\x93",
  "Forslag til vedtak",
  "Side 3 av 4",
  "\f",
  "\n\n",
};

static char *
random_document (GRand *rand, bool bytes)
{
  GString *out = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 400);

  for (int i = 0; i < n; i++)
    {
      if (bytes)
        g_string_append_c (out, (char) g_rand_int_range (rand, 1, 256));
      else
        g_string_append (out, PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))]);
      if (!bytes)
        g_string_append_c (out, " \n\n\t"[g_rand_int_range (rand, 0, 4)]);
    }
  return g_string_free (out, FALSE);
}

static void
understand_random (bool bytes)
{
  GRand *rand = g_rand_new_with_seed (bytes ? 11 : 22);

  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *string = random_document (rand, bytes);
      g_autoptr (GfText) text = read_plain (string);
      g_autoptr (GfDocument) document = gf_understand (text, registers);

      check_whole (text, document);
    }
  g_rand_free (rand);
}

START_TEST (random_bytes) { understand_random (true); }
END_TEST

START_TEST (random_pieces) { understand_random (false); }
END_TEST

START_TEST (nothing_at_all)
{
  g_autoptr (GfText) text = gf_text_new (MAX_BYTES);
  g_autoptr (GfDocument) document = gf_understand (text, registers);

  ck_assert_uint_eq (document->units->len, 0);
  ck_assert_uint_eq (document->set_aside->len, 0);
  ck_assert_ptr_null (document->title);
  ck_assert_ptr_null (document->date);
  ck_assert_ptr_null (document->language);
}
END_TEST

START_TEST (the_same_text_gives_the_same_document)
{
  GRand *rand = g_rand_new_with_seed (33);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *string = random_document (rand, false);
      g_autoptr (GfText) one = read_plain (string), two = read_plain (string);
      g_autoptr (GfDocument) first = gf_understand (one, registers);
      g_autoptr (GfDocument) second = gf_understand (two, registers);

      ck_assert_uint_eq (first->units->len, second->units->len);
      for (guint j = 0; j < first->units->len; j++)
        {
          g_autoptr (GVariant) a = gf_unit_pack (get_unit (first, j));
          g_autoptr (GVariant) b = gf_unit_pack (get_unit (second, j));

          ck_assert (g_variant_equal (a, b));
        }
    }
  g_rand_free (rand);
}
END_TEST

/* What is repeated until the document is large; "%d" is a number that counts up. */
static const char *const LARGE[] = {
  "%d/23\n",
  "Sak %d/23 Tittel\n\nVedtak: Godkjent.\n\n",
  "%d. Punkt\n",
  "1. 2. ",
  "Innhold\n\n",
  "Vedtak: %d ",
  "Detaljer\n\nTittel nummer %d\n\nTittel nummer %d og mer\n\n",
  "Topp\nSide %d av 90000\nVedtak:\n\f",
  "[a",
  "**",
  "rådet ",
  "Votering: %d mot 2 stemmer\n\nVedtak: a\n\n",
};

START_TEST (large_documents_take_linear_time)
{
  g_autoptr (GString) string = g_string_new ("Referat\n\nSak 1/23 Vei\n\n");
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = NULL;
  gint64 start;

  for (int i = 1; string->len < LARGE_BYTES; i++)
    {
      g_auto (GStrv) parts = g_strsplit (LARGE[_i], "%d", -1);
      g_autofree char *spelled = g_strdup_printf ("%d", i);
      g_autofree char *piece = g_strjoinv (spelled, parts);

      g_string_append (string, piece);
    }
  text = read_plain (string->str);
  start = g_get_monotonic_time ();
  document = gf_understand (text, registers);
  ck_assert_int_lt (g_get_monotonic_time () - start, MAX_SECONDS * G_USEC_PER_SEC);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-hostile");
  TCase *tests = tcase_create ("hostile");
  int status;

  registers = load_registers ();
  tcase_set_timeout (tests, 180);
  tcase_add_test (tests, random_bytes);
  tcase_add_test (tests, random_pieces);
  tcase_add_test (tests, nothing_at_all);
  tcase_add_test (tests, the_same_text_gives_the_same_document);
  tcase_add_loop_test (tests, large_documents_take_linear_time, 0, G_N_ELEMENTS (LARGE));
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
