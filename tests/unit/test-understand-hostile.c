/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random bytes, shuffled lines, and documents made to take long: no crash, nothing lost,
 * and time in proportion to the size. */
#include "tests/unit/test-understand.h"

#include <malloc.h>
#include <sys/resource.h>
#include <time.h>

#define N_ROUNDS 120
/* Each allocation costs many times as much under AddressSanitizer. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#define SLOWED_DOWN 1
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined SLOWED_DOWN
#define LARGE_BYTES ((size_t) 1 << 20)
#define SMALL_BYTES ((size_t) 1 << 16)
#define MAX_KILOBYTES (4L << 20)
#else
#define LARGE_BYTES ((size_t) 10 << 20)
#define SMALL_BYTES ((size_t) 1 << 17)
/* What the text itself takes in blocks of a few bytes is a good part of this. */
#define MAX_KILOBYTES (2L << 20)
#endif
/* Seconds for that, on a slow machine too. */
#define MAX_SECONDS 60.0
#define GROWTH 4
#define MAX_GROWTH (2.0 * GROWTH)
#define MAX_ROUNDS 4
/* Too short to be compared. */
#define NOTHING_SECONDS 0.02
/* Of one case, where it is short and where it is long. */
#define SHORT_CASE_BYTES 1000
#define LONG_CASE_BYTES 24000
/* The same in long cases takes no longer than in short ones; this is forgiven. */
#define MAX_LONGER 3.0

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

/* Lines of the examples that are text as they lie. */
static GPtrArray *
read_lines (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const char *folder = g_getenv ("GF_EXAMPLES");
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (folders, g_strdup (folder != NULL ? folder : "corpus/examples"));
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (g_ptr_array_index (folders, i), 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path
              = g_build_filename (g_ptr_array_index (folders, i), name, NULL);
          g_autofree char *contents = NULL;
          g_auto (GStrv) found = NULL;

          if (g_file_test (path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add (folders, g_strdup (path));
          if ((!g_str_has_suffix (name, ".txt") && !g_str_has_suffix (name, ".md")
               && !g_str_has_suffix (name, ".html"))
              || !g_file_get_contents (path, &contents, NULL, NULL))
            continue;
          found = g_strsplit (contents, "\n", -1);
          for (char **line = found; *line != NULL; line++)
            g_ptr_array_add (lines, g_utf8_make_valid (*line, -1));
        }
    }
  return lines;
}

START_TEST (shuffled_lines)
{
  g_autoptr (GPtrArray) lines = read_lines ();
  GRand *rand = g_rand_new_with_seed (44);

  ck_assert_uint_gt (lines->len, 300);
  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (GfText) text = NULL;
      g_autoptr (GfDocument) document = NULL;

      for (int j = g_rand_int_range (rand, 0, 250); j > 0; j--)
        g_string_append_printf (
            string, "%s%s",
            (char *) lines->pdata[g_rand_int_range (rand, 0, (int) lines->len)],
            g_rand_int_range (rand, 0, 3) == 0 ? "\n" : "\n\n");
      text = read_plain (string->str);
      document = gf_understand (text, registers);
      check_whole (text, document);
    }
  g_rand_free (rand);
}
END_TEST

/* How the pieces of a large document are laid out: as plain text, or each a block of that
   kind. */
typedef enum
{
  PLAIN,
  PARAGRAPHS,
  HEADINGS,
  ROWS,
  ITEMS
} Layout;

/* What is repeated until the document is large; "%d" is a number that counts up. */
static const struct
{
  Layout layout;
  const char *start, *piece;
} LARGE[] = {
  { PLAIN, "Sak 1/23 Vei\n\n", "%d/23\n" },
  { PLAIN, "Sak 1/23 Vei\n\n", "%d/23 " },
  { PARAGRAPHS, "", "%d/23" },
  { ROWS, "", "%d/23\tTittel" },
  { HEADINGS, "", "%d/23" },
  { HEADINGS, "Sak 1/23 Vei", "Sak %d/23 Tittel" },
  { PLAIN, "", "Sak %d/23 Tittel\n\nVedtak: Godkjent.\n\n" },
  { PLAIN, "", "Saksnr.   Utval   Møtedato\n%d/23   Styret   12.03.2023\n\n" },
  { PLAIN, "", "19/%d Tittel\n\n" },
  { PLAIN, "", "%d – 2023 Tittel\n\n" },
  { PLAIN, "Sak 1/23 Vei\n\n", "%d. Punkt\n" },
  { PLAIN, "Sak 1/23 Vei\n\n", "1. 2. " },
  { PLAIN, "Sak 1/23 Vei\n\n", "Innhold\n\n" },
  { PLAIN, "Sak 1/23 Vei\n\n", "Vedtak: %d " },
  { PLAIN, "Sak 1/23 Vei\n\n", "Vedtak:\n" },
  { PARAGRAPHS, "Sak 1/23 Vei", "Vedtak:" },
  { PLAIN, "", "Detaljer\n\nTittel nummer %d\n\nTittel nummer %d og mer\n\n" },
  { PLAIN, "", "Topp\nSide %d av 90000\nVedtak:\n\f" },
  { PLAIN, "Sak 1/23 Vei\n\n", "[a" },
  { PLAIN, "Sak 1/23 Vei\n\n", "**" },
  { PLAIN, "Sak 1/23 Vei\n\n", "rådet " },
  { PLAIN, "Sak 1/23 Vei\n\n", "Votering: %d mot 2 stemmer\n\nVedtak: a\n\n" },
  { PLAIN, "Til stede:\n", "Kari Nordmann\n" },
  { PLAIN, "Til stede: ", "Kari Nordmann %d, " },
  { PARAGRAPHS, "Til stede:", "Kari Nordmann\tÅsby kommune" },
  { PLAIN, "Sak 1/23 Vei\n\n", "jf. sak %d/20 og " },
  { PLAIN, "Sak 1/23 Vei\n\n", "Se sak %d/20.\n\n" },
  { PLAIN, "Sak 1/23 Vei\n\n", "innen 15. juni 2023 " },
  { PLAIN, "Sak 1/23 Vei\n\n", "Svar innen 15.06.2023.\n" },
  { PLAIN, "", "15.06.2023\n\n" },
  { HEADINGS, "Strategi", "%d Mål" },
  { HEADINGS, "Strategi", "Mål" },
  { PARAGRAPHS, "Strategi", "%d.1.2 Mål for regionen" },
  { PARAGRAPHS, "Strategi", "Kort linje" },
  { PLAIN, "Vedtekter\n\n", "§ %d Navn\n" },
  { PLAIN, "Vedtekter\n\n", "§ 1 Navn\n" },
  { PLAIN, "Strategi\n\n", "Kapittel %d\n\n" },
  { PLAIN, "Strategi\n\n", "Tabell %d: Tall\n" },
  { PLAIN, "Strategi\n\n", "Innledning ....... %d\n" },
  { PLAIN, "Strategi\n\nLike dokumenter\n\n", "Tittel %d\n\n" },
  { PLAIN, "Strategi\n\nTranskript\n\n",
    "%d Side med noe tekst på. 1.1 Mål for alle Og mer tekst.\n\n" },
  { PLAIN, "Strategi\n\n", "Kommunene vil ha ny veg. " },
  { PLAIN, "Strategi\n\n", "vegen" },
  { ROWS, "Kommune\tTall", "Åsby\t%d" },
  { ITEMS, "Strategi", "Punkt %d:" },
};

static void
append_piece (GString *out, size_t which, int number)
{
  g_auto (GStrv) parts = g_strsplit (LARGE[which].piece, "%d", -1);
  g_autofree char *spelled = g_strdup_printf ("%d", number);
  g_autofree char *piece = g_strjoinv (spelled, parts);

  g_string_append (out, piece);
}

static GfText *
make_plain (size_t which, size_t n_bytes)
{
  g_autoptr (GString) string = g_string_new ("Referat\n\n");

  g_string_append (string, LARGE[which].start);
  for (int i = 1; string->len < n_bytes; i++)
    append_piece (string, which, i);
  return read_plain (string->str);
}

static GfText *
make_blocks (size_t which, size_t n_bytes)
{
  static const GfBlockKind kinds[] = { [PARAGRAPHS] = GF_BLOCK_PARAGRAPH,
                                       [HEADINGS] = GF_BLOCK_HEADING,
                                       [ROWS] = GF_BLOCK_TABLE_ROW,
                                       [ITEMS] = GF_BLOCK_LIST_ITEM };
  GfText *text = gf_text_new (MAX_BYTES);
  size_t bytes = 0;

  gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 0, "Referat");
  gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 0, LARGE[which].start);
  for (int i = 1; bytes < n_bytes; i++)
    {
      g_autoptr (GString) piece = g_string_new (NULL);

      append_piece (piece, which, i);
      gf_text_add (text, kinds[LARGE[which].layout], LARGE[which].layout == HEADINGS, 0,
                   piece->str);
      bytes += piece->len + 1;
    }
  return text;
}

/* Processor time that understanding so large a document of that kind takes. */
static double
measure (size_t which, size_t n_bytes)
{
  g_autoptr (GfText) text = LARGE[which].layout == PLAIN ? make_plain (which, n_bytes)
                                                         : make_blocks (which, n_bytes);
  g_autoptr (GfDocument) document = NULL;
  clock_t start = clock (), end;

  document = gf_understand (text, registers);
  end = clock ();
  ck_assert_ptr_nonnull (document);
  return (double) (end - start) / CLOCKS_PER_SEC;
}

/* Four times the size takes four times the time: twice that is forgiven, which is half of
   what a square would take.  Where a machine is disturbed, the best of some rounds
   counts. */
START_TEST (time_is_linear)
{
  double small = G_MAXDOUBLE, large = G_MAXDOUBLE;

  for (int i = 0; i < MAX_ROUNDS; i++)
    {
      small = MIN (small, measure (_i, SMALL_BYTES));
      large = MIN (large, measure (_i, GROWTH * SMALL_BYTES));
      if (large <= MAX_GROWTH * small || large < NOTHING_SECONDS)
        return;
    }
  ck_abort_msg ("\"%s\": %.3f s, and %.3f s for %d times as much", LARGE[_i].piece, small,
                large, GROWTH);
}
END_TEST

/* What is told in a case again and again. */
static const char *const TOLD[] = {
  "for a stemte 1 ",
  "mot 2 stemmer og ",
  "Votering: Enstemmig vedtatt.\n",
  "Votering:\n\n",
  "Kari Lie fremmet forslag:\nNei.\n",
  "Forslaget fikk 3 stemmer. ",
  "Forslaget falt.\n\n",
  "Innstillingen fra rådet ble vedtatt. ",
  "Saken trekkes.\n",
};

/* Processor time that cases of so many bytes take, with that told in them. */
static double
measure_cases (const char *told, size_t case_bytes)
{
  g_autoptr (GString) string = g_string_new ("Referat\n\n");
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = NULL;
  clock_t start;

  for (int i = 1; string->len < SMALL_BYTES; i++)
    {
      size_t end = string->len + case_bytes;

      g_string_append_printf (string, "\n\nSak %d/23 Søknad om vei\n\nVedtak:\n", i);
      while (string->len < end)
        g_string_append (string, told);
    }
  text = read_plain (string->str);
  start = clock ();
  document = gf_understand (text, registers);
  ck_assert_ptr_nonnull (document);
  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

START_TEST (long_cases_take_no_longer)
{
  double apart = G_MAXDOUBLE, joined = G_MAXDOUBLE;

  for (int i = 0; i < MAX_ROUNDS; i++)
    {
      apart = MIN (apart, measure_cases (TOLD[_i], SHORT_CASE_BYTES));
      joined = MIN (joined, measure_cases (TOLD[_i], LONG_CASE_BYTES));
      if (joined <= MAX_LONGER * apart || joined < NOTHING_SECONDS)
        return;
    }
  ck_abort_msg ("\"%s\": %.3f s in short cases, %.3f s in long ones", TOLD[_i], apart,
                joined);
}
END_TEST

/* Those that 10 MB are made of: case numbers in each layout, heads of papers, labels,
   names, references, dates. */
static const int WHOLE[] = { 0, 1, 2, 7, 28 };

START_TEST (large_documents_take_bounded_time_and_memory)
{
  struct rusage usage;

  ck_assert_double_lt (measure ((size_t) WHOLE[_i], LARGE_BYTES), MAX_SECONDS);
  getrusage (RUSAGE_SELF, &usage);
  ck_assert_int_lt (usage.ru_maxrss, MAX_KILOBYTES);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-hostile");
  TCase *tests = tcase_create ("hostile");
  int status;

  /* Else what is left of a block that grew is filled each time, however large it is. */
  mallopt (M_PERTURB, 0);
  registers = load_registers ();
  tcase_set_timeout (tests, 180);
  tcase_add_test (tests, random_bytes);
  tcase_add_test (tests, random_pieces);
  tcase_add_test (tests, nothing_at_all);
  tcase_add_test (tests, the_same_text_gives_the_same_document);
  tcase_add_test (tests, shuffled_lines);
  tcase_add_loop_test (tests, time_is_linear, 0, G_N_ELEMENTS (LARGE));
  tcase_add_loop_test (tests, long_cases_take_no_longer, 0, G_N_ELEMENTS (TOLD));
  tcase_add_loop_test (tests, large_documents_take_bounded_time_and_memory, 0,
                       G_N_ELEMENTS (WHOLE));
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
