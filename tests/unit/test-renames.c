/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/renames.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

#include "norsk/tokens.h"
#include "tests/tap.h"

#define MAX_WORDS 64

static char *
registers_folder (void)
{
  return g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", "registers", NULL);
}

static GfRenames *
load (void)
{
  g_autofree char *folder = registers_folder ();
  g_autoptr (GError) error = NULL;
  GfRenames *renames = gf_renames_load_folder (folder, &error);

  ck_assert_msg (renames != NULL, "%s", error != NULL ? error->message : "");
  return renames;
}

static void
add_other (GString *said, const GfOtherName *other)
{
  g_autofree char *words = g_strjoinv (" ", other->words);

  g_string_append_printf (said, "%s%s%s%s", said->len > 0 ? "; " : "", words,
                          other->same ? "" : " (part)",
                          other->time == GF_NAME_NEWER   ? " +"
                          : other->time == GF_NAME_OLDER ? " -"
                                                         : "");
  if (other->limited)
    g_string_append_printf (said, " %s..%s", other->from != NULL ? other->from : "",
                            other->before != NULL ? other->before : "");
}

/* The words of @text with the lemmas that stand after a slash: "rådmenn/rådmann". */
static size_t
read_words (char *text, GfRenamesWord *words, char lemmas[MAX_WORDS][80], char **forms)
{
  g_auto (GStrv) pieces = g_strsplit (text, " ", MAX_WORDS);
  size_t n = 0;

  for (char **piece = pieces; *piece != NULL; piece++)
    {
      char *slash = strchr (*piece, '/');
      g_autoptr (GfTokens) tokens = NULL;
      GfToken token;

      memset (lemmas[n], 0, sizeof lemmas[n]);
      if (slash != NULL)
        {
          g_strlcpy (lemmas[n], slash + 1, sizeof lemmas[n] - 1);
          *slash = '\0';
        }
      words[n].lemmas = slash != NULL ? lemmas[n] : NULL;
      tokens = gf_tokens_new (*piece, -1);
      for (; n < MAX_WORDS - 1 && gf_tokens_next (tokens, &token); n++)
        words[n].form = forms[n] = g_strdup (token.form);
    }
  return n;
}

/* What gf_renames_find () says of the word of @text at @index, in short. */
static char *
ask (const GfRenames *renames, const char *text, size_t index, bool places,
     size_t *n_words_out)
{
  GfRenamesWord words[MAX_WORDS] = { 0 };
  char lemmas[MAX_WORDS][80];
  g_auto (GStrv) forms = g_new0 (char *, MAX_WORDS + 1);
  g_autofree char *copy = g_strdup (text);
  GfRenamesQuestion question = { words, read_words (copy, words, lemmas, forms), places };
  g_autoptr (GString) said = g_string_new (NULL);

  ck_assert_uint_lt (index, question.n_words);
  g_autoptr (GPtrArray) others = gf_renames_find (renames, &question, index, n_words_out);
  for (unsigned i = 0; i < others->len; i++)
    add_other (said, others->pdata[i]);
  return g_strdup (said->str);
}

static const struct
{
  const char *text;
  size_t index;
  size_t n_words;
  const char *others; /* "-" older, "+" newer, days of the documents where limited */
} questions[] = {
  /* offices */
  { "rådmann", 0, 1, "kommunedirektør +" },
  { "rådmannens", 0, 1, "kommunedirektør +" },
  { "rådmenn/rådmann", 0, 1, "kommunedirektør +" },
  { "kommunedirektørene", 0, 1, "rådmann -; administrasjonssjef -" },
  { "fylkesmannen i Rogaland", 0, 1, "statsforvalter +; statsforvaltar +" },
  { "statsforvalteren", 0, 1, "fylkesmann -; statsforvaltar" },
  { "statsforvaltaren", 0, 1, "statsforvalter; fylkesmann -" },
  { "Sivilombudsmannen", 0, 1, "sivilombudet +; sivilombodsmannen; sivilombodet +" },
  /* only whole words, and no other word */
  { "råd", 0, 0, "" },
  { "rådmannsforum", 0, 0, "" },
  { "kommunal", 0, 0, "" },
  { "direktør", 0, 0, "" },
  /* agencies: chains, abbreviations, successors */
  { "Difi", 0, 1,
    "direktoratet for forvaltning og ikt; digitaliseringsdirektoratet +; digdir +" },
  { "digdir", 0, 1,
    "digitaliseringsdirektoratet; direktoratet for forvaltning og ikt -; difi -" },
  { "KMD", 0, 1,
    "kommunal og moderniseringsdepartementet; kommunal og regionaldepartementet -; "
    "kommunal og distriktsdepartementet +; krd -; kdd +" },
  { "Jernbaneverkets planer", 0, 1,
    "bane nor (part) + 2017-01-01..; jernbanedirektoratet (part) + 2017-01-01.." },
  { "Bane NOR", 0, 2, "jernbaneverket (part) - ..2017-01-01" },
  { "SFT", 0, 1,
    "statens forurensningstilsyn; klima og forurensningsdirektoratet +; klif +; "
    "miljødirektoratet (part) + 2013-07-01.." },
  { "Høgskolen i Gjøvik", 0, 3, "ntnu (part) + 2016-01-01.." },
  { "NTNU", 0, 1, "" },
  /* forms */
  { "regionrådet", 0, 1, "interkommunalt politisk råd +; ipr +" },
  { "interkommunale politiske råd", 0, 3,
    "regionråd -; ipr; 27 samarbeid (part) - ..2019-10-01" },
  { "et 27-samarbeid om IKT", 1, 2,
    "interkommunalt politisk råd (part) + 2019-10-01..; "
    "kommunalt oppgavefellesskap (part) + 2019-10-01..; ipr (part) + 2019-10-01.." },
  /* municipalities: merged, split, back again */
  { "Klæbu", 0, 1, "trondheim (part) + 2020-01-01.." },
  { "Klæbus", 0, 1, "trondheim (part) + 2020-01-01.." },
  { "Orkland", 0, 1,
    "orkdal (part) - ..2020-01-01; meldal (part) - ..2020-01-01; "
    "agdenes (part) - ..2020-01-01; snillfjord (part) - ..2020-01-01" },
  { "Trondheim", 0, 1, "tråante" },
  { "Bjarkøy", 0, 1, "harstad (part) + 2013-01-01.." },
  { "Rissa kommune", 0, 1, "indre fosen (part) + 2018-01-01.." },
  { "Haram", 0, 1, "ålesund (part) + 2020-01-01..2024-01-01" },
  { "Skodje", 0, 1, "ålesund (part) + 2020-01-01.." },
  { "Ålesund", 0, 1, "" },
  { "Tysfjord", 0, 1,
    "divtasvuodna; narvik (part) + 2020-01-01..; hamarøy (part) + 2020-01-01.." },
  { "Mosvik", 0, 1, "inderøy (part) + 2012-01-01.." },
  { "Tustna", 0, 1, "aure kommune (part) + 2006-01-01.." },
  /* namesakes: what one of them became, whichever is meant */
  { "Nes", 0, 1, "nesbyen +" },
  { "Nesbyen", 0, 1, "nes - ..2020-01-01" },
  { "Bø", 0, 1, "midt telemark (part) + 2020-01-01.." },
  { "Sande", 0, 1, "holmestrand (part) + 2020-01-01.." },
  { "Os", 0, 1, "bjørnafjorden (part) + 2020-01-01.." },
  { "Herøy", 0, 1, "" },
  { "Våler", 0, 1, "" },
  /* everyday words are municipalities only beside "kommune" */
  { "ski", 0, 0, "" },
  { "skihall på fjell", 2, 0, "" },
  { "Ski kommune", 0, 1, "nordre follo (part) + 2020-01-01.." },
  { "kommunestyret i Ski", 2, 1, "nordre follo (part) + 2020-01-01.." },
  { "kommunal ski", 1, 0, "" },
  { "Nordre Follo", 0, 2,
    "oppegård (part) - ..2020-01-01; ski kommune (part) - ..2020-01-01" },
  /* other languages */
  { "Guovdageaidnu", 0, 1, "kautokeino" },
  { "Karasjok", 0, 1, "karasjohka" },
  { "Porsanger", 0, 1, "porsangu; porsanki" },
  { "Steinkjer", 0, 1, "stientje" },
  /* counties */
  { "Akershus", 0, 1, "viken (part) + 2020-01-01..2024-01-01" },
  { "Hedmark", 0, 1, "innlandet (part) + 2020-01-01.." },
  { "Sør-Trøndelag fylke", 0, 2, "trøndelag (part) + 2018-01-01.." },
  { "Sogn og Fjordane", 0, 3, "vestland (part) + 2020-01-01.." },
  { "Vestfold", 0, 1, "" },
  { "Troms", 0, 1, "romsa; tromssa" },
  { "Møre og Romsdal", 0, 3, "" },
  /* the longest name wins, and the end of the question ends it */
  { "Vestfold og", 0, 1, "" },
  { "i Oslo og Viken", 1, 3, "østfold buskerud oslo og akershus +" },
};

START_TEST (finds_other_names)
{
  g_autoptr (GfRenames) renames = load ();
  size_t n_words;
  g_autofree char *others
      = ask (renames, questions[_i].text, questions[_i].index, false, &n_words);

  ck_assert_str_eq (others, questions[_i].others);
  ck_assert_uint_eq (n_words, questions[_i].n_words);
}
END_TEST

START_TEST (takes_a_place_for_a_place)
{
  g_autoptr (GfRenames) renames = load ();
  size_t n_words;
  g_autofree char *others = ask (renames, "ski", 0, true, &n_words);

  ck_assert_str_eq (others, "nordre follo (part) + 2020-01-01..");
}
END_TEST

/* Viken was made of three counties and became three of the same names: both are said. */
START_TEST (says_both_times)
{
  g_autoptr (GfRenames) renames = load ();
  size_t n_words;
  g_autofree char *others = ask (renames, "Viken", 0, false, &n_words);
  static const char *const counties[] = { "østfold", "akershus", "buskerud" };

  for (size_t i = 0; i < G_N_ELEMENTS (counties); i++)
    {
      g_autofree char *before = g_strdup_printf ("%s (part) - ..2020-01-01", counties[i]);
      g_autofree char *after = g_strdup_printf ("%s (part) + 2024-01-01..", counties[i]);

      ck_assert_ptr_nonnull (strstr (others, before));
      ck_assert_ptr_nonnull (strstr (others, after));
    }
}
END_TEST

static const struct
{
  const char *text;
  const char *sentence;
} sentences[] = {
  { "rådmannen", "rådmann → kommunedirektør (nytt navn fra oktober 2019)" },
  { "fylkesmann", "fylkesmann → statsforvalter (nytt navn fra 2021)" },
  { "statsforvalter", "statsforvalter → fylkesmann (eldre navn, før 2021)" },
  { "Sivilombudet", "Sivilombudet → Sivilombudsmannen (eldre navn, før 1. juli 2021)" },
  { "Digdir", "Digdir → Digitaliseringsdirektoratet (forkortelse)" },
  { "Klæbu", "Klæbu → Trondheim (slått sammen 2020; bare dokumenter fra 2020)" },
  { "Orkland", "Orkland → Orkdal (slått sammen 2020; bare dokumenter før 2020)" },
  { "Haram", "Haram → Ålesund (slått sammen 2020; bare dokumenter 2020–2023)" },
  { "Snillfjord", "Snillfjord → Heim kommune (delt 2020; bare dokumenter fra 2020)" },
  { "Nes", "Nes (Buskerud) → Nesbyen (nytt navn fra 2020)" },
  { "Jernbaneverket",
    "Jernbaneverket → Bane NOR (etterfølger fra 2017; bare dokumenter fra 2017)" },
  { "Aetat", "Aetat → NAV (etterfølger fra 1. juli 2006; bare dokumenter fra 1. juli "
             "2006)" },
  { "Klif", "Klif → Klima- og forurensningsdirektoratet (forkortelse)" },
  { "Porsanki", "Porsanki → Porsanger (norsk navn)" },
  { "Kautokeino", "Kautokeino → Guovdageaidnu (samisk navn)" },
};

START_TEST (says_what_it_is)
{
  g_autoptr (GfRenames) renames = load ();
  g_autofree char *form = gf_tokens_fold (sentences[_i].text);
  GfRenamesWord word = { form, NULL };
  GfRenamesQuestion question = { &word, 1, false };
  size_t n_words;
  g_autoptr (GPtrArray) others = gf_renames_find (renames, &question, 0, &n_words);

  ck_assert_uint_ge (others->len, 1);
  ck_assert_str_eq (((GfOtherName *) others->pdata[0])->sentence, sentences[_i].sentence);
}
END_TEST

static const struct
{
  const char *form;
  const char *other; /* NULL for none */
} compounds[] = {
  { "rådmannsforum", "kommunedirektørforum" },
  { "rådmannsforumet", "kommunedirektørforumet" },
  { "kommunedirektørkollegiet", "rådmannskollegiet" },
  { "fylkesmannsembetet", "statsforvalterembetet" },
  { "statsforvalterembeta", "fylkesmannsembeta" },
  { "kommunedirektørens", NULL },
  { "kommunedirektørene", NULL },
  { "statsforvalternes", NULL },
  { "rådmannen", NULL },
  { "rådmanns", NULL },
  { "rådmann", NULL },
  { "", NULL },
  { "råd", NULL },
};

START_TEST (renames_first_parts)
{
  g_autoptr (GfRenames) renames = load ();
  g_autoptr (GPtrArray) others = gf_renames_find_compound (renames, compounds[_i].form);

  ck_assert_uint_eq (others->len, compounds[_i].other != NULL ? 1 : 0);
  if (others->len > 0)
    {
      const GfOtherName *other = others->pdata[0];

      ck_assert_str_eq (other->words[0], compounds[_i].other);
      ck_assert_ptr_null (other->words[1]);
      ck_assert (other->same && !other->limited);
    }
}
END_TEST

START_TEST (gives_roots_of_parts)
{
  g_autoptr (GfRenames) renames = load ();
  g_auto (GStrv) newer = gf_renames_find_part (renames, "rådmann");
  g_auto (GStrv) older = gf_renames_find_part (renames, "statsforvalter");

  ck_assert_str_eq (newer[0], "kommunedirektør");
  ck_assert_ptr_null (newer[1]);
  ck_assert_str_eq (older[0], "fylkesmann");
  ck_assert_ptr_null (gf_renames_find_part (renames, "trondheim"));
  ck_assert_ptr_null (gf_renames_find_part (renames, ""));
}
END_TEST

/* Every word of the registers, alone and in a long question, gives an end. */
START_TEST (ends_for_every_name)
{
  g_autoptr (GfRenames) renames = load ();
  g_autofree char *folder = registers_folder ();
  g_autofree char *path = g_build_filename (folder, "renames.tsv", NULL);
  g_autofree char *text = NULL;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));

  g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
  GfToken token;
  GfRenamesWord words[MAX_WORDS];
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_free);
  unsigned n = 0, n_found = 0;

  while (gf_tokens_next (tokens, &token))
    {
      g_ptr_array_add (forms, g_strdup (token.form));
      words[n % MAX_WORDS] = (GfRenamesWord){ forms->pdata[forms->len - 1], NULL };
      if (++n % MAX_WORDS != 0)
        continue;
      for (size_t i = 0; i < MAX_WORDS; i++)
        {
          GfRenamesQuestion question = { words, MAX_WORDS, true };
          size_t n_words;
          g_autoptr (GPtrArray) others
              = gf_renames_find (renames, &question, i, &n_words);

          ck_assert_uint_le (others->len, 64);
          ck_assert_uint_le (i + n_words, MAX_WORDS);
          n_found += others->len;
        }
    }
  ck_assert_uint_gt (n_found, 100);
}
END_TEST

/* A folder with registers of our own. */
static char *
make_folder (const char *municipalities, const char *counties, const char *renames)
{
  const char *const files[][2] = { { "municipalities.tsv", municipalities },
                                   { "counties.tsv", counties },
                                   { "renames.tsv", renames } };
  char *folder = g_dir_make_tmp ("test-renames-XXXXXX", NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i][0], NULL);

      ck_assert (files[i][1] == NULL
                 || g_file_set_contents (path, files[i][1], -1, NULL));
    }
  return folder;
}

static void
remove_folder (const char *folder)
{
  static const char *const files[]
      = { "municipalities.tsv", "counties.tsv", "renames.tsv" };

  for (size_t i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

#define M "number\tname\tsami\tkven\tcounty\tfrom\tto\tbecame\thow\tword\tsource\n"
#define C "number\tname\tsami\tkven\tfrom\tto\tbecame\thow\tsource\n"
#define R "old\tnew\tfrom\tkind\trelation\tparts\tnote\tsource\n"

START_TEST (follows_circles_once)
{
  g_autofree char *folder
      = make_folder (M, C,
                     R "abetat\tbeetat\t2001\tagency\trenamed\t\t\tx\n"
                       "beetat\tceetat\t2002\tagency\tsuccessor\t\t\tx\n"
                       "ceetat\tabetat\t2003\tagency\trenamed\t\t\tx\n"
                       "abetat\tabetat\t2004\tagency\trenamed\t\t\tx\n"
                       "deetat\tabetat\t\tagency\twritten\t\t\tx\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GfRenames) renames = gf_renames_load_folder (folder, &error);
  size_t n_words;

  remove_folder (folder);
  ck_assert_msg (renames != NULL, "%s", error != NULL ? error->message : "");
  g_autofree char *others = ask (renames, "abetat", 0, false, &n_words);
  ck_assert_ptr_nonnull (strstr (others, "beetat"));
  ck_assert_ptr_nonnull (strstr (others, "ceetat"));
  ck_assert_ptr_nonnull (strstr (others, "deetat"));
  ck_assert_ptr_null (strstr (others, "abetat"));
}
END_TEST

START_TEST (bounds_what_it_follows)
{
  g_autoptr (GString) rows = g_string_new (R);

  for (int i = 0; i < 2000; i++)
    g_string_append_printf (
        rows, "etat%c%c%c\tetat%c%c%c\t2001\tagency\trenamed\t\t\tx\n", 'b' + i / 400,
        'b' + i / 20 % 20, 'b' + i % 20, 'b' + (i + 1) / 400, 'b' + (i + 1) / 20 % 20,
        'b' + (i + 1) % 20);

  g_autofree char *folder = make_folder (M, C, rows->str);
  g_autoptr (GfRenames) renames = gf_renames_load_folder (folder, NULL);
  GfRenamesWord word = { "etatbbb", NULL };
  GfRenamesQuestion question = { &word, 1, false };
  size_t n_words;

  remove_folder (folder);
  ck_assert_ptr_nonnull (renames);
  g_autoptr (GPtrArray) others = gf_renames_find (renames, &question, 0, &n_words);
  ck_assert_uint_ge (others->len, 10);
  ck_assert_uint_le (others->len, 64);
}
END_TEST

static const struct
{
  const char *municipalities, *counties, *renames;
  const char *said; /* in the message */
} faults[] = {
  { NULL, C, R, "municipalities.tsv" },
  { M, NULL, R, "counties.tsv" },
  { M, C, NULL, "renames.tsv" },
  { "\xff\xfe", C, R, "municipalities.tsv line 0" },
  { "number\tname\n", C, R, "no column 'sami'" },
  { M "0101\tA\n", C, R, "municipalities.tsv line 2: wrong number of cells" },
  { M "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16\t17\t18\n", C, R,
    "wrong number of cells" },
  { M "x101\tA\t\t\tB\t\t\t\t\t\tx\n", C, R, "no code: 'x101'" },
  { M "99999\tA\t\t\tB\t\t\t\t\t\tx\n", C, R, "no code: '99999'" },
  { M "0101\t\t\t\tB\t\t\t\t\t\tx\n", C, R, "no name for '0101'" },
  { M "0101\t-\t\t\tB\t\t\t\t\t\tx\n", C, R, "no word in '-'" },
  { M "0101\tA\t\t\tB\t1.1.2020\t\t\t\t\tx\n", C, R, "no date: '1.1.2020'" },
  { M "0101\tA\t\t\tB\t\t\t0102\tmerged\t\tx\n", C, R, "no last day" },
  { M "0101\tA\t\t\tB\t\t2019-12-31\t0102\teaten\t\tx\n"
      "0102\tB\t\t\tB\t2020-01-01\t\t\t\t\tx\n",
    C, R, "unknown word 'eaten'" },
  { M "0101\tA\t\t\tB\t\t2020-12-31\t0102\tmerged\t\tx\n"
      "0102\tB\t\t\tB\t2020-01-01\t\t\t\t\tx\n",
    C, R, "begins before" },
  { M, C, R "a\t\t2020\toffice\trenamed\t\t\tx\n", "a name is missing" },
  { M, C, R "a\tb\t\toffice\trenamed\t\t\tx\n", "no first day of 'b'" },
  { M, C, R "a\tb\t2020\tship\trenamed\t\t\tx\n", "unknown word 'ship'" },
  { M, C, R "a\tb\t2020\toffice\tlost\t\t\tx\n", "unknown word 'lost'" },
  { M, C, R "a\tb\t20-20\toffice\trenamed\t\t\tx\n", "no date: '20-20'" },
  { M, C, R "a\tb\t2020\toffice\trenamed\tone\t\tx\n", "not two parts: 'one'" },
};

START_TEST (says_what_is_wrong)
{
  g_autofree char *folder
      = make_folder (faults[_i].municipalities, faults[_i].counties, faults[_i].renames);
  g_autoptr (GError) error = NULL;
  g_autoptr (GfRenames) renames = gf_renames_load_folder (folder, &error);

  remove_folder (folder);
  ck_assert_ptr_null (renames);
  ck_assert_ptr_nonnull (error);
  ck_assert_int_eq (error->domain, G_FILE_ERROR);
  ck_assert_msg (strstr (error->message, faults[_i].said) != NULL, "%s", error->message);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("renames");
  TCase *names = tcase_create ("names");
  TCase *registers = tcase_create ("registers");

  tcase_add_loop_test (names, finds_other_names, 0, G_N_ELEMENTS (questions));
  tcase_add_test (names, takes_a_place_for_a_place);
  tcase_add_test (names, says_both_times);
  tcase_add_loop_test (names, says_what_it_is, 0, G_N_ELEMENTS (sentences));
  tcase_add_loop_test (names, renames_first_parts, 0, G_N_ELEMENTS (compounds));
  tcase_add_test (names, gives_roots_of_parts);
  tcase_add_test (names, ends_for_every_name);
  tcase_add_test (registers, follows_circles_once);
  tcase_add_test (registers, bounds_what_it_follows);
  tcase_add_loop_test (registers, says_what_is_wrong, 0, G_N_ELEMENTS (faults));
  tcase_set_timeout (names, 20);
  suite_add_tcase (suite, names);
  suite_add_tcase (suite, registers);
  return gf_tap_run (suite);
}
