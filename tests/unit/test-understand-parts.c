/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small parts: words, dates, numbers, language, chains, page furniture. */
#include "indexer/understand/cases/chain.h"
#include "indexer/understand/reading/dates.h"
#include "indexer/understand/aside/furniture.h"
#include "indexer/understand/understand.h"
#include "indexer/understand/reading/language.h"
#include "indexer/understand/reading/numbers.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

static const struct
{
  const char *text, *folded;
} FOLDS[] = {
  { "VEDTAK Æøå", "vedtak æøå" }, { "ÆØÅÉÜ", "æøåéü" }, { "ČĐŊŠŦŽ", "čđŋšŧž" },
  { "3 × 4 ÷ 2", "3 × 4 ÷ 2" },   { "ſß–…", "ſß–…" },   { "", "" },
};

START_TEST (folding_keeps_bytes_in_place)
{
  g_autofree char *folded = gf_fold (FOLDS[_i].text, strlen (FOLDS[_i].text));

  ck_assert_str_eq (folded, FOLDS[_i].folded);
  ck_assert (g_utf8_validate (folded, -1, NULL));
}
END_TEST

static const struct
{
  const char *text;
  uint32_t sentences;
} SENTENCES[] = {
  { "Saken utsettes. Ny sak kommer.", 2 },
  { "Møte 15. juni kl. 9.30 i Skien", 1 },
  { "Takk, jf. saken. Nei", 2 },
  { "1. Ja\n2. Nei", 2 },
  { "Det står i sak 34/13. Ny sak kommer.", 2 },
  { "Møte 15. Mai i Skien", 1 },
  { "En linje som\ngår videre", 1 },
  { "Ja; nei! Kanskje?", 2 + 1 },
};

START_TEST (sentences)
{
  const char *text = SENTENCES[_i].text;
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), SIZE_MAX);
  uint32_t n = 0, before = UINT32_MAX;

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_get (words, i)->sentence != before)
      {
        n++;
        before = gf_words_get (words, i)->sentence;
      }
  ck_assert_uint_eq (n, SENTENCES[_i].sentences);
}
END_TEST

static const struct
{
  const char *pattern, *text;
  size_t index, size;
} PHRASES[] = {
  { "vedtak", "Vedtak", 0, 1 },
  { "utsett*", "UTSETTES", 0, 1 },
  { "*rådet", "Fjordrådet", 0, 1 },
  { "saken .. utsettes", "Saken om veien utsettes", 0, 4 },
  { "saken .. utsettes", "Saken utsettes", 0, 2 },
  { "saken .. utsettes", "Saken er klar. Møtet utsettes", 0, 0 },
  { "saken .. utsettes", "Saken a b c d e f g h i utsettes", 0, 0 },
  { "^utsatt", "Ble utsatt", 1, 0 },
  { "^utsatt", "Ja. Utsatt", 1, 1 },
  { "utsatt$", "utsatt. Ny", 0, 1 },
  { "utsatt$", "utsatt til mai", 0, 0 },
};

START_TEST (phrases)
{
  GfPhrase *phrase = gf_phrase_new (PHRASES[_i].pattern);
  g_autoptr (GfWords) words
      = gf_words_new (PHRASES[_i].text, strlen (PHRASES[_i].text), SIZE_MAX);

  ck_assert_uint_eq (gf_phrase_match (phrase, words, PHRASES[_i].index, false),
                     PHRASES[_i].size);
  gf_phrase_free (phrase);
}
END_TEST

static const struct
{
  const char *a, *b;
  bool near;
} SLIPS[] = {
  { "forslag", "forsalg", true },
  { "forslag", "forslag", true },
  { "forslag", "forsla", true },
  { "forslag", "forslagg", true },
  { "forslag", "fårslag", false },
  { "forslag", "frolsag", false },
  { "konklusjon", "konklusion", true },
  { "", "a", true },
  { "", "ab", false },
};

START_TEST (slips)
{
  ck_assert (gf_one_slip_apart (SLIPS[_i].a, strlen (SLIPS[_i].a), SLIPS[_i].b,
                                strlen (SLIPS[_i].b))
             == SLIPS[_i].near);
}
END_TEST

static const struct
{
  const char *text, *date; /* NULL for none */
} DATES[] = {
  { "28.02.23.", "2023-02-28" },
  { "03.06. 2022", "2022-06-03" },
  { "Fredag 03. juni 2022 kl 0830", "2022-06-03" },
  { "19. november 2024 kl. 12.00-15.45", "2024-11-19" },
  { "Tid: 3 mai 1998", "1998-05-03" },
  { "27/10-17", "2017-10-27" },
  { "20/4-18", "2018-04-20" },
  { "18/1-07 og 19/1-07", "2007-01-18" },
  { "2023-02-28", "2023-02-28" },
  { "juni 2011", "2011-06" },
  { "11. og 12. januar 2012", "2012-01-11" },
  { "19. nov. 2024", "2024-11-19" },
  { "1.6.2019", "2019-06-01" },
  { "01.07.71", "1971-07-01" },
  { "29.02.2024", "2024-02-29" },
  { "29.02.2023", NULL },
  { "31. juni 2022", NULL },
  { "30.02.2021", NULL },
  { "45.13.2022", NULL },
  { "kl 09.00 - 12.00", NULL },
  { "0830-1100", NULL },
  { "versjon 1.2.3", NULL },
  { "sak 14/23", NULL },
  { "15. juni", NULL },
  { "2020–2032", NULL },
  { "tlf 12 34 56 78", NULL },
  { "", NULL },
};

START_TEST (dates)
{
  const char *text = DATES[_i].text;
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), SIZE_MAX);
  GfDate date;
  bool found = gf_date_find (text, words, 0, &date);
  g_autofree char *written = found ? gf_date_format (&date) : NULL;

  ck_assert_msg (g_strcmp0 (written, DATES[_i].date) == 0, "%s: %s", text, written);
}
END_TEST

static const struct
{
  const char *line;
  GfNumberKind kind;
  const char *prefix, *number, *rest;
} NUMBERS[] = {
  { "14/23", GF_NUMBER_YEARLY, "", "14/23", "" },
  { "KF 23/22 *Tittel*", GF_NUMBER_YEARLY, "KF", "23/22", "Tittel" },
  { "TR 49/21", GF_NUMBER_YEARLY, "TR", "49/21", "" },
  { "Sak 005/18: Godkjenning", GF_NUMBER_YEARLY, "", "5/18", "Godkjenning" },
  { "Sak 47/14 Godkjenning, alt", GF_NUMBER_YEARLY, "", "47/14", "Godkjenning, alt" },
  { "FT-sak 22/13 - Plan", GF_NUMBER_YEARLY, "FT", "22/13", "Plan" },
  { "K-sak 19/98 – Plan", GF_NUMBER_YEARLY, "K", "19/98", "Plan" },
  { "S 7.1/07 Plan", GF_NUMBER_YEARLY, "S", "7.1/07", "Plan" },
  { "PS 15/2019", GF_NUMBER_YEARLY, "PS", "15/19", "" },
  { "sak 0091/06", GF_NUMBER_YEARLY, "", "91/06", "" },
  { "FSK-017/13 Plan", GF_NUMBER_YEARLY, "FSK", "17/13", "Plan" },
  { "Saksnr.: 12-2018 Plan", GF_NUMBER_YEARLY, "", "12/18", "Plan" },
  { "Sak 15/20: eByggesak", GF_NUMBER_YEARLY, "", "15/20", "eByggesak" },
  { "Sak 12/87 Plan", GF_NUMBER_YEARLY, "", "12/87", "Plan" },
  { "Sak 3-2012 Plan", GF_NUMBER_YEARLY, "", "3/12", "Plan" },
  { "SAK 07.14 VEG", GF_NUMBER_YEARLY, "", "7/14", "VEG" },
  { "Sak 2018.5 Veg", GF_NUMBER_YEARLY, "", "2018/5", "Veg" },
  { "Sak 2018.5 millioner er brukt", GF_NUMBER_NONE, "", NULL, NULL },
  { "NOK 2018.5 Kostnad", GF_NUMBER_NONE, "", NULL, NULL },
  { "Sak 5 av 2018 Veg", GF_NUMBER_YEARLY, "", "5/18", "Veg" },
  { "Sak 5 av 2018 ble utsatt", GF_NUMBER_NONE, "", NULL, NULL },
  { "PS 05/18/KS Veg", GF_NUMBER_YEARLY, "PS", "5/18", "Veg" },
  { "PS 05/18/ks Veg", GF_NUMBER_NONE, "", NULL, NULL },
  { "3/KS Veg", GF_NUMBER_NONE, "", NULL, NULL },
  { "SR 2017/43 Plan", GF_NUMBER_YEARLY, "SR", "2017/43", "Plan" },
  { "FSK-18/0045 Plan", GF_NUMBER_YEARLY, "FSK", "18/45", "Plan" },
  { "2019/045 Plan", GF_NUMBER_YEARLY, "", "2019/45", "Plan" },
  { "2019/20 Skoleåret", GF_NUMBER_NONE, "", NULL, NULL },
  { "2020/2021 Skoleåret", GF_NUMBER_NONE, "", NULL, NULL },
  { "Sak 2019/4976 Arkiv", GF_NUMBER_NONE, "", NULL, NULL },
  { "1.12 Delmål", GF_NUMBER_NONE, "", NULL, NULL },
  { "Sak 12 – 2019 Plan", GF_NUMBER_YEARLY, "", "12/19", "Plan" },
  { "Sak 3: 2020-budsjettet", GF_NUMBER_WORDED, "", "3", "2020-budsjettet" },
  { "Sak 3: Plan", GF_NUMBER_WORDED, "", "3", "Plan" },
  { "- 1. Godkjenning**", GF_NUMBER_ITEM, "", "1", "Godkjenning" },
  { "2) Plan", GF_NUMBER_ITEM, "", "2", "Plan" },
  { "Rep. sak 4/2020 Plan", GF_NUMBER_YEARLY, "Rep", "4/20", "Plan" },
  { "2. Rep. sak 4/2020 Plan", GF_NUMBER_YEARLY, "Rep", "4/20", "Plan" },
  { "12) Sak 4/20: Plan", GF_NUMBER_YEARLY, "", "4/20", "Plan" },
  { "3. AU 4/20 Plan", GF_NUMBER_YEARLY, "AU", "4/20", "Plan" },
  { "3. 4/20 Plan", GF_NUMBER_ITEM, "", "3", "4/20 Plan" },
  { "3. Sak om veg", GF_NUMBER_ITEM, "", "3", "Sak om veg" },
  { "Jf. sak 4/2020 Plan", GF_NUMBER_NONE, "", NULL, NULL },
  { "27/10-17", GF_NUMBER_NONE, "", NULL, NULL },
  { "20/4-18", GF_NUMBER_NONE, "", NULL, NULL },
  { "NOU 2023:3 Mer", GF_NUMBER_NONE, "", NULL, NULL },
  { "Møte: 6/2014", GF_NUMBER_NONE, "", NULL, NULL },
  { "Protokoll nr: 1/2021", GF_NUMBER_NONE, "", NULL, NULL },
  { "E134 Haukeli", GF_NUMBER_NONE, "", NULL, NULL },
  { "FV 40 / FV 37", GF_NUMBER_NONE, "", NULL, NULL },
  { "Rv4 til Gjøvik", GF_NUMBER_NONE, "", NULL, NULL },
  { "100' til hver", GF_NUMBER_NONE, "", NULL, NULL },
  { "27 samarbeid", GF_NUMBER_NONE, "", NULL, NULL },
  { "F203 REGIONAL", GF_NUMBER_NONE, "", NULL, NULL },
  { "2013 – 2025", GF_NUMBER_NONE, "", NULL, NULL },
  { "35/484", GF_NUMBER_NONE, "", NULL, NULL },
  { "gnr. 35 bnr. 48", GF_NUMBER_NONE, "", NULL, NULL },
  { "14/796-19", GF_NUMBER_NONE, "", NULL, NULL },
  { "19/4976", GF_NUMBER_NONE, "", NULL, NULL },
  { "2025/23456", GF_NUMBER_NONE, "", NULL, NULL },
  { "2019/12 Brev", GF_NUMBER_NONE, "", NULL, NULL },
  { "12/17 er vedtatt", GF_NUMBER_NONE, "", NULL, NULL },
  { "1.2 Delmål", GF_NUMBER_NONE, "", NULL, NULL },
  { "1/3 av dette", GF_NUMBER_NONE, "", NULL, NULL },
  { "99999999999/23", GF_NUMBER_NONE, "", NULL, NULL },
  { "0/23 Null", GF_NUMBER_NONE, "", NULL, NULL },
};

START_TEST (numbers)
{
  g_autoptr (GfText) text = read_plain (NUMBERS[_i].line);
  g_autoptr (GfLines) lines = gf_lines_new (text, registers);
  const GfLine *line = gf_lines_get (lines, 0);
  GfNumber number;
  g_autofree char *spelled = NULL;
  g_autofree char *rest = NULL;

  gf_number_read (lines, line, &number);
  ck_assert_msg (number.kind == NUMBERS[_i].kind, "%s: %d", NUMBERS[_i].line,
                 number.kind);
  if (number.kind == GF_NUMBER_NONE)
    return;
  spelled = gf_number_dup (&number);
  rest = g_strndup (line->bare + number.rest, line->bare_length - number.rest);
  ck_assert_str_eq (number.prefix, NUMBERS[_i].prefix);
  ck_assert_str_eq (spelled, NUMBERS[_i].number);
  ck_assert_str_eq (rest, NUMBERS[_i].rest);
}
END_TEST

static const struct
{
  const char *text, *language; /* NULL: too little to tell */
} LANGUAGES[] = {
  { "Jeg vet ikke hva de har vedtatt.", "nb" },
  { "Eg veit ikkje kva dei har vedteke.", "nn" },
  { "The council has not decided what this is.", "en" },
  { "Ikkje", NULL },
  { "Kongsberg Notodden Tinn", NULL },
  { "ikke ikkje frå fra", NULL },
  { "", NULL },
};

START_TEST (languages)
{
  GfLanguageCount count = { { 0 } };

  gf_language_count (registers, LANGUAGES[_i].text, &count);
  ck_assert_pstr_eq (gf_language_name (&count), LANGUAGES[_i].language);
}
END_TEST

START_TEST (heaviest_chain)
{
  static const GfChainLink links[] = { { 14, 1 }, { 15, 1 }, { 16, 1 }, { 14, 9 },
                                       { 3, 5 },  { 15, 1 }, { 99, 1 }, { 16, 9 } };
  static const size_t wanted[] = { 3, 5, 7 };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (GfChainLink));

  g_array_append_vals (array, links, G_N_ELEMENTS (links));

  g_autoptr (GArray) chain = gf_chain_heaviest (array);

  ck_assert_uint_eq (chain->len, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < chain->len; i++)
    ck_assert_uint_eq (g_array_index (chain, size_t, i), wanted[i]);
}
END_TEST

static const char PAGES[]
    = "- 1\nP Dalrådet\nH1 Møtebok\nP Vedtak\nP Ja.\nP Side 1 av 3\n"
      "- 2\nP Dalrådet\nP Vedtak\nP Nei.\nP Side 2 av 3\n"
      "- 3\nP Dalrådet\nP Vedtak\nP Kanskje.\nP Side 3 av 3";

START_TEST (furniture)
{
  g_autoptr (GfText) text = read_blocks (PAGES);
  g_autoptr (GfLines) lines = gf_lines_new (text, registers);
  guint headers = 0, footers = 0;

  gf_furniture_set_aside (lines);
  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      headers += line->aside && line->kind == GF_BLOCK_HEADER;
      footers += line->aside && line->kind == GF_BLOCK_FOOTER;
      if (g_str_has_prefix (line->bare, "Vedtak"))
        ck_assert (!line->aside);
    }
  ck_assert_uint_eq (headers, 3);
  ck_assert_uint_eq (footers, 3);
}
END_TEST

/* What nobody sees is kept, and no text of any unit; pages keep the names they have. */
START_TEST (hidden_text_and_page_labels)
{
  g_autoptr (GfText) text = gf_text_new (1 << 20);

  gf_text_add (text, GF_BLOCK_HEADING, 1, 1, "Rapport om vei");
  gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 1, "Veien er smal, og det er mange som");
  gf_text_add (text, GF_BLOCK_HIDDEN, 0, 1, "Hemmelig navn");
  gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 1, "bruker den til skolen.");
  gf_text_add (text, GF_BLOCK_HEADING, 1, 2, "Tiltak");
  gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 2, "Den skal bli bredere.");
  gf_text_set_page_label (text, 1, "iii");
  gf_text_set_pages (text, 2);

  g_autoptr (GfDocument) document = gf_understand (text, registers);
  const GfUnit *first = g_ptr_array_index (document->units, 0);
  const GfUnit *last = g_ptr_array_index (document->units, document->units->len - 1);

  ck_assert_str_eq (first->page_label, "iii");
  ck_assert_uint_eq (last->page, 2);
  ck_assert_ptr_null (last->page_label);
  for (guint i = 0; i < document->units->len; i++)
    {
      g_autofree char *units_text
          = gf_unit_dup_text (g_ptr_array_index (document->units, i));
      ck_assert_ptr_null (strstr (units_text, "Hemmelig"));
    }
  ck_assert_uint_eq (document->set_aside->len, 1);
  const GfBlock *block = g_ptr_array_index (document->set_aside, 0);
  ck_assert_int_eq (block->kind, GF_BLOCK_HIDDEN);
  ck_assert_str_eq (block->text, "Hemmelig navn");
}
END_TEST

static const struct
{
  const char *text, *title; /* NULL where nothing is left */
} TITLES[] = {
  { "*Referat fra møte 17.03 2022*", "Referat fra møte 17.03 2022" },
  { "***Høring.***", "Høring." },
  { "[Møte i KG - Osloregionen](#)", "Møte i KG - Osloregionen" },
  { "[bookmark: _GoBack]Konklusjon", "Konklusjon" },
  { "\xc2\xb7 Velferd", "Velferd" },
  { "- Kraft  og\tvei ", "Kraft og vei" },
  { "[sic] og [a](b", "[sic] og [a](b" },
  { "**", NULL },
  { "", NULL },
};

START_TEST (titles)
{
  g_autofree char *title = gf_clean_title (TITLES[_i].text, strlen (TITLES[_i].text));

  ck_assert_pstr_eq (title, TITLES[_i].title);
}
END_TEST

/* The sentence that tells what was carried begins in the midst of a line, below words of
 * the same beginning on the page before. */
START_TEST (a_decision_is_on_its_page)
{
  static const char MINUTES[]
      = "Møteprotokoll for Teknisk utvalg\n\nMøtedato: 12.03.2024\n\n"
        "Sak 5/24 Plan for Havna\n\nKommunedirektørens forslag\n\n"
        "Saken utsettes til befaring.\f"
        "Tilleggsforslaget fra SV falt med 3 mot 6 stemmer. Kommunedirektørens forslag "
        "om "
        "utsettelse ble deretter vedtatt med 7 mot 2 stemmer (SV, V).";
  g_autoptr (GfText) text = read_plain (MINUTES);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  const GfUnit *unit = g_ptr_array_index (document->units, document->units->len - 1);

  ck_assert_ptr_nonnull (unit->decision);
  ck_assert_int_eq (unit->decision->outcome, GF_OUTCOME_POSTPONED);
  ck_assert_msg (g_str_has_prefix (unit->decision->text, "Kommunedirektørens forslag om"),
                 "%s", unit->decision->text);
  ck_assert_uint_eq (unit->decision->page, 2);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-parts");
  TCase *tests = tcase_create ("parts");
  int status;

  registers = load_registers ();
  tcase_add_loop_test (tests, folding_keeps_bytes_in_place, 0, G_N_ELEMENTS (FOLDS));
  tcase_add_loop_test (tests, sentences, 0, G_N_ELEMENTS (SENTENCES));
  tcase_add_loop_test (tests, phrases, 0, G_N_ELEMENTS (PHRASES));
  tcase_add_loop_test (tests, slips, 0, G_N_ELEMENTS (SLIPS));
  tcase_add_loop_test (tests, dates, 0, G_N_ELEMENTS (DATES));
  tcase_add_loop_test (tests, numbers, 0, G_N_ELEMENTS (NUMBERS));
  tcase_add_loop_test (tests, languages, 0, G_N_ELEMENTS (LANGUAGES));
  tcase_add_test (tests, heaviest_chain);
  tcase_add_test (tests, furniture);
  tcase_add_test (tests, hidden_text_and_page_labels);
  tcase_add_test (tests, a_decision_is_on_its_page);
  tcase_add_loop_test (tests, titles, 0, G_N_ELEMENTS (TITLES));
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
