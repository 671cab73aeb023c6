/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes a section, under which headings, and what is set aside: invented documents
 * in the shapes that strategies, plans, reports, agreements and web pages have. */
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

#define TEXT                                                                               \
  "P Kommunene i regionen har arbeidet sammen om dette i mange år, og de vil gå videre " \
  "med det arbeidet som er begynt, slik at alle innbyggerne kan ha nytte av det.\n"

/* "Title" or "Path > Title", one a line; "-" for a section without a title. */
static char *
list_sections (const GfDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);
      g_autofree char *path
          = unit->heading_path != NULL ? g_strjoinv (" > ", unit->heading_path) : NULL;

      g_string_append_printf (out, "%s%s%s%s", out->len > 0 ? "\n" : "",
                              path != NULL ? path : "", path != NULL ? " > " : "",
                              unit->title != NULL ? unit->title : "-");
    }
  return g_string_free (out, FALSE);
}

static GfDocument *
understand_blocks (const char *blocks, const char *format)
{
  g_autoptr (GfText) text = read_blocks (blocks);
  GfDocument *document;

  gf_text_set (text, GF_TEXT_FORMAT, format);
  document = gf_understand (text, registers);
  check_whole (text, document);
  return document;
}

static const struct
{
  const char *name, *blocks, *expected;
} OUTLINES[] = {
  { "numbers of several levels",
    "P Strategi for regionen\nP 1 Innledning\n" TEXT "P 2 Mål\nP 2.1 Klima\n" TEXT
    "P 2.1.1 Transport\n" TEXT "P 2.2 Areal\n" TEXT "P 3 Videre arbeid\n" TEXT,
    "Strategi for regionen\n1 Innledning\n2 Mål\n2 Mål > 2.1 Klima\n"
    "2 Mål > 2.1 Klima > 2.1.1 Transport\n2 Mål > 2.2 Areal\n3 Videre arbeid" },
  { "chapters and parts above numbers",
    "P Plan for regionen\nP Del I Grunnlag\n" TEXT "P Kapittel 1 Innledning\n" TEXT
    "P 1.1 Bakgrunn\n" TEXT "P Del II Tiltak\n" TEXT "P Kapittel 2 Veg\n" TEXT,
    "Plan for regionen\nDel I Grunnlag\nDel I Grunnlag > Kapittel 1 Innledning\n"
    "Del I Grunnlag > Kapittel 1 Innledning > 1.1 Bakgrunn\nDel II Tiltak\n"
    "Del II Tiltak > Kapittel 2 Veg" },
  { "a chapter and its name in two blocks, or two lines",
    "P Plan for regionen\nP Kapittel 1\nP Mål og retning\n" TEXT
    "P Del 2\\nResultater i kommunene\n" TEXT,
    "Plan for regionen\nKapittel 1 Mål og retning\nDel 2 Resultater i kommunene" },
  { "roman numbers and letters",
    "P Rapport om samarbeid\nP I. Organisering\n" TEXT "P A. Styret\n" TEXT
    "P B. Rådet\n" TEXT "P II. Økonomi\n" TEXT,
    "Rapport om samarbeid\nI. Organisering\nI. Organisering > A. Styret\n"
    "I. Organisering > B. Rådet\nII. Økonomi" },
  { "a roman number alone is a word",
    "P Rapport om samarbeid\nP I. Kongsgard er det mange som venter\n" TEXT,
    "Rapport om samarbeid" },
  { "paragraphs of an agreement, each with a title",
    "P Vedtekter for Åsbyrådet\nP § 1 Navn\n" TEXT "P § 2. Formål\n" TEXT
    "P § 3-1 Rådet\n" TEXT,
    "Vedtekter for Åsbyrådet\n§ 1 Navn\n§ 2. Formål\n§ 3-1 Rådet" },
  { "paragraphs whose text goes on after the number",
    "P Vedtekter for Åsbyrådet\nP § 1 Rådet er et samarbeid mellom kommunene Åsby og "
    "Lien, jf. § 2 og kommuneloven § 18-1.\nP § 2 Formål. Rådet skal arbeide for at "
    "regionen vokser.\nP § 3 Rådet har fem medlemmer.\nP § 4 Vedtektene gjelder fra i "
    "dag.",
    "Vedtekter for Åsbyrådet\n§ 1\n§ 2 Formål\n§ 3\n§ 4" },
  { "paragraphs within one block",
    "P Vedtekter for Åsbyrådet\nP § 1 Navn\\nRådet heter Åsbyrådet.\\n§ 2 Formål\\nRådet "
    "skal samle kommunene.\\n§ 3 Styre\\nRådet har et styre på fem.",
    "Vedtekter for Åsbyrådet\n§ 1 Navn\n§ 2 Formål\n§ 3 Styre" },
  { "a law that is only mentioned",
    "P Notat om samarbeid\nP § 27 i den gamle loven gjelder ikke lenger, og kommunene må "
    "derfor finne en annen form for samarbeidet sitt.\n" TEXT,
    "Notat om samarbeid" },
  { "short lines above text",
    "P Årsmelding for Åsbyrådet\nP Økonomi\n" TEXT "P Hva er gjort for klimaet?\n" TEXT,
    "Årsmelding for Åsbyrådet\nØkonomi\nHva er gjort for klimaet?" },
  { "two headings in a row",
    "P Årsmelding for Åsbyrådet\n" TEXT "P Oppfølging\nP Sakens bakgrunn\n" TEXT,
    "Årsmelding for Åsbyrådet\nOppfølging\nSakens bakgrunn" },
  { "of more short lines only the last may be one",
    "P Notat om ansatte\n" TEXT "P Kari Nordmann\nP Ola Nordmann\nP Åse Nordmann\n"
    "P Arbeidet i året\n" TEXT,
    "Notat om ansatte\nArbeidet i året" },
  { "capitals, above the rest",
    "P Plan for Åsby\nP SAMFERDSEL\n" TEXT "P Buss\n" TEXT "P KULTUR\n" TEXT,
    "Plan for Åsby\nSAMFERDSEL\nSAMFERDSEL > Buss\nKULTUR" },
  { "items of a list",
    "P Notat om veg\n" TEXT "P 1. Ny bru\nP 2. Ny veg\nP 3. Ny kai\n" TEXT
    "L Ferje\nL Buss\n" TEXT,
    "Notat om veg" },
  { "captions and rows",
    "H1 Årsrapport for Åsby\nH2 Folketall\n" TEXT "P Tabell 1 Folketall i regionen\n"
    "T Kommune|2020|2021\nT Åsby|100|200\nP Figur 3 Utvikling\n" TEXT,
    "Årsrapport for Åsby\nFolketall" },
  { "years, amounts and sentences",
    "P Notat om tall\n" TEXT "P 2019 Budsjettet\n" TEXT "P 3 kommuner er med\n" TEXT
    "P 28.02.23 Møtet\n" TEXT,
    "Notat om tall" },
  { "unmarked numbers among marked ones",
    "H1 1 Innledning\n" TEXT "H1 2 Mål\n" TEXT "P 2.1 Klima\n" TEXT "P Kort linje\n" TEXT,
    "1 Innledning\n2 Mål\n2 Mål > 2.1 Klima" },
  { "a marked heading in two blocks",
    "H1 1 Innledning\n" TEXT "H1 2 Mål for en region som\nH1 vokser sammen\n" TEXT,
    "1 Innledning\n2 Mål for en region som vokser sammen" },
  { "a heading as the first line of broken text",
    "P Notat om veg\nP Bakgrunn for saken\\nKommunene har arbeidet for ny veg i mange "
    "år, "
    "og staten\\nhar svart at den ikke kommer med det første uten penger.\\nDerfor er "
    "det "
    "nå på tide at kommunene sammen ser på om\\ndet er mulig å betale en del av den nye "
    "vegen selv, uten\\nat det går ut over skolene og det andre som kommunene\\ner "
    "pålagt "
    "å gjøre for innbyggerne sine. Slik er det nå.\\nDet er kommet flere forslag om "
    "dette "
    "i de siste årene.",
    "Notat om veg\nBakgrunn for saken" },
};

START_TEST (outlines)
{
  g_autoptr (GfDocument) document = understand_blocks (OUTLINES[_i].blocks, NULL);
  g_autofree char *found = list_sections (document);

  ck_assert_msg (strcmp (found, OUTLINES[_i].expected) == 0, "%s:\n%s", OUTLINES[_i].name,
                 found);
}
END_TEST

static const struct
{
  const char *name, *format, *blocks;
  const char *aside; /* what is set aside, blocks apart by '\n' */
} ASIDES[] = {
  { "contents with leaders over two pages", "application/pdf",
    "- 1\nH1 Strategi\nP Innhold\nP 1 Innledning ........ 3\nP 2 Mål ......... 4\n- 2\n"
    "P 2.1 Klima ....... 5\nP 3 Tiltak .......... 7\n- 3\nH1 1 Innledning\n" TEXT
    "H1 2 Mål\n" TEXT,
    "Innhold\n1 Innledning ........ 3\n2 Mål ......... 4\n2.1 Klima ....... 5\n3 Tiltak "
    ".......... 7" },
  { "contents without leaders, in nynorsk", NULL,
    "H1 Plan\nP Innhald\nP Føreord\\t3\nP 1 Mål 4\nP 2 Tiltak 6\nH1 Føreord\n" TEXT
    "H1 1 Mål\n" TEXT,
    "Innhald\nFøreord\t3\n1 Mål 4\n2 Tiltak 6" },
  { "contents that the text repeats", NULL,
    "P Plan for Åsby\nP Innhold\nP Bakgrunn\nP Mål\nP Tiltak\nP Bakgrunn\n" TEXT
    "P Mål\n" TEXT "P Tiltak\n" TEXT,
    "Innhold\nBakgrunn\nMål\nTiltak" },
  { "a list of figures and one of index words", NULL,
    "H1 Plan\n" TEXT "H1 Mål\n" TEXT "P Figurliste\nP Figur 1 Kart 4\nP Figur 2 Folk 6\n"
    "P Figur 3 Veg 9\nP Stikkordregister\nP areal 4, 9\nP buss 3\nP ferje 8, 11",
    "Figurliste\nFigur 1 Kart 4\nFigur 2 Folk 6\nFigur 3 Veg "
    "9\nStikkordregister\nareal 4, 9\nbuss 3\nferje 8, 11" },
  { "a paragraph about content", NULL,
    "H1 Plan\nP Innhold i avtalen er at kommunene skal betale like mye hver, og at de "
    "skal møtes to ganger i året for å se på hvordan det går med arbeidet.\nH1 "
    "Mål\n" TEXT,
    "" },
  { "what a site puts beside its text", "text/html",
    "P Hopp til innholdet\nP Skriv ut\nH1 Plan for Åsby\n" TEXT "P Del på Facebook\n"
    "P Til toppen\nH1 Mål\n" TEXT,
    "Hopp til innholdet\nSkriv ut\nDel på Facebook\nTil toppen" },
  { "the way to the page", "text/html",
    "L Forside\nL Politikk\nL Høring om ny veg\nP Høring om ny veg\n" TEXT,
    "Forside\nPolitikk\nHøring om ny veg" },
  { "a list that the text begins with", "text/html", "L Åsby\nL Lien\nP Kommunene\n" TEXT,
    "" },
  { "a mail's disclaimer", "message/rfc822",
    "P Høringssvar frå Åsby\n" TEXT "P Denne e-posten er berre meint for mottakaren. "
    "Slett han om du fekk han ved ein feil.\nP Sendt frå min telefon",
    "Denne e-posten er berre meint for mottakaren. Slett han om du fekk han ved ein "
    "feil.\nSendt frå min telefon" },
  { "the same words in no mail", "application/pdf",
    "P Notat\nP Denne e-posten ble sendt til alle, og den ble lest.\n" TEXT, "" },
  { "a site's titles above the text", "text/html",
    "P Økonomirapport for Åsby\nP Like dokumenter\nP Vedtekter for Lien\nP Referat 3. "
    "mars\nP Årsmelding for Viken\nP 1 Økonomirapport for Åsby Rapporten viser at "
    "kommunen bruker mindre enn den har fått. Det skyldes at flere stillinger står "
    "tomme, og at vinteren var mild. Rådmannen mener at det ikke er grunn til å endre "
    "budsjettet nå, men vil følge med på hvordan det går.",
    "Like dokumenter\nVedtekter for Lien\nReferat 3. mars\nÅrsmelding for Viken" },
};

START_TEST (asides)
{
  g_autoptr (GfDocument) document
      = understand_blocks (ASIDES[_i].blocks, ASIDES[_i].format);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < document->set_aside->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (document->set_aside, i);

      g_string_append_printf (found, "%s%s", i > 0 ? "\n" : "", block->text);
    }
  ck_assert_msg (strcmp (found->str, ASIDES[_i].aside) == 0, "%s:\n%s", ASIDES[_i].name,
                 found->str);
}
END_TEST

static char *
repeat (const char *start, const char *piece, size_t n)
{
  GString *out = g_string_new (start);

  for (size_t i = 0; i < n; i++)
    g_string_append (out, piece);
  return g_string_free (out, FALSE);
}

START_TEST (long_sections_are_cut_between_paragraphs)
{
  g_autofree char *blocks = repeat ("H1 Plan\nH1 Mål\n", TEXT, 100);
  g_autoptr (GfDocument) document = understand_blocks (blocks, NULL);

  ck_assert_uint_gt (document->units->len, 2);
  for (guint i = 1; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);
      g_autofree char *text = gf_unit_dup_text (unit);

      ck_assert_str_eq (unit->title, "Mål");
      ck_assert_uint_le (strlen (text), 7000);
      ck_assert (g_str_has_suffix (text, "nytte av det."));
    }
}
END_TEST

#define SENTENCE "Kommunene vil ha ny veg og bygge den sammen i år. "

/* Lines broken by the writer's program, all one block; and all one line. */
static const char *const ENDLESS[]
    = { "Kommunene i regionen vil gjerne ha den nye vegen og\\nhar sagt det før. De vil "
        "helst\\nha den i år.\\n",
        SENTENCE };

START_TEST (endless_paragraphs_are_cut_between_sentences)
{
  g_autofree char *blocks = repeat ("H1 Plan\nH1 Mål\nP ", ENDLESS[_i], 1000);
  g_autoptr (GfDocument) document = understand_blocks (blocks, NULL);

  ck_assert_uint_gt (document->units->len, 5);
  for (guint i = 1; i < document->units->len; i++)
    {
      g_autofree char *text = gf_unit_dup_text (get_unit (document, i));

      ck_assert_uint_le (strlen (text), 26000);
      ck_assert_int_eq (text[strlen (text) - 1], '.');
    }
}
END_TEST

/* The caption and the row of heads stay with the rows. */
START_TEST (tables_stay_whole)
{
  g_autofree char *before = repeat ("H1 Plan\nH1 Folk\n", TEXT, 25);
  g_autofree char *start
      = g_strconcat (before, "P Tabell 1 Folketall\nT Kommune|Folketall\n", NULL);
  g_autofree char *blocks = repeat (start, "T Åsby kommune i regionen|12 345\n", 300);
  g_autoptr (GfDocument) document = understand_blocks (blocks, NULL);
  const GfUnit *last = get_unit (document, document->units->len - 1);
  g_autofree char *text = gf_unit_dup_text (last);

  ck_assert_uint_eq (document->units->len, 3);
  ck_assert (g_str_has_prefix (text, "Tabell 1 Folketall\nKommune\tFolketall\nÅsby"));
}
END_TEST

START_TEST (pieces_of_a_long_table_bear_its_heads)
{
  g_autofree char *blocks
      = repeat ("H1 Plan\nH1 Folk\nP Tabell 1 Folketall\nT Kommune|Folketall\n",
                "T Åsby kommune i regionen|12 345\n", 3000);
  g_autoptr (GfDocument) document = understand_blocks (blocks, NULL);

  ck_assert_uint_gt (document->units->len, 3);
  for (guint i = 2; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);
      guint depth = g_strv_length (unit->heading_path);

      ck_assert_str_eq (unit->title, "Folk");
      ck_assert_str_eq (unit->heading_path[depth - 1], "Kommune | Folketall");
    }
}
END_TEST

#define NYNORSK                                                                          \
  "P Kommunane har ikkje fått nokon ny veg, og dei vil at staten skal gjera meir for "  \
  "innbyggjarane enn det dei gjer no, slik dei sjølve har sagt frå om.\n"

START_TEST (short_sections_have_the_language_of_the_document)
{
  g_autofree char *blocks = repeat ("H1 Plan\nH1 Mål\nP Ny bru.\nH1 Veg\n", NYNORSK, 8);
  g_autoptr (GfDocument) document = understand_blocks (blocks, NULL);

  ck_assert_str_eq (document->language, "nn");
  for (guint i = 0; i < document->units->len; i++)
    ck_assert_str_eq (get_unit (document, i)->language, "nn");
}
END_TEST

START_TEST (in_a_mixed_document_they_have_none)
{
  g_autofree char *half = repeat ("H1 Plan\nH1 Mål\nP Ny bru.\nH1 Veg\n", NYNORSK, 8);
  g_autofree char *start = g_strconcat (half, "H1 Skole\n", NULL);
  g_autofree char *blocks = repeat (
      start, "P Kommunene har ikke fått noen ny skole, og de vil gjerne ha flere.\n", 8);
  g_autoptr (GfDocument) document = understand_blocks (blocks, NULL);

  ck_assert_ptr_null (get_unit (document, 1)->language);
  ck_assert_str_eq (get_unit (document, 2)->language, "nn");
  ck_assert_str_eq (get_unit (document, 3)->language, "nb");
}
END_TEST

/* A site's copy, a line a page: chapters by their words, a running head, contents. */
START_TEST (glued_pages)
{
  g_autoptr (GfDocument) document = understand_blocks (
      "P Plan for Åsby\nP Transkript\nP 1 Plan for trafikk Vedtatt av kommunestyret\n"
      "P 2 Innhold Kapittel Innledning... 2 Kapittel Tiltak Veger Skoler Kapittel "
      "Økonomi "
      "Kart over de nye vegene Kilder og vedlegg 9\n"
      "P 3 Åsby kommune Kapittel 1 Innledning Hver dag blir mennesker skadd i trafikken. "
      "Det koster mye, og det kan unngås. Kapittel 2 Tiltak 2.1 Veger Vegene skal få lys "
      "der barna går.\n"
      "P 4 Åsby kommune 2.2 Skoler Skolene skal lære barna om trafikk, og de skal ha "
      "trygge veger.\n",
      "text/html");
  g_autofree char *found = list_sections (document);

  ck_assert_uint_eq (document->pages, 4);
  ck_assert_str_eq (found,
                    "Plan for trafikk Vedtatt av kommunestyret\nKapittel 1 Innledning\n"
                    "Kapittel 2 Tiltak\nKapittel 2 Tiltak > 2.1 Veger\n"
                    "Kapittel 2 Tiltak > 2.2 Skoler");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-sections");
  TCase *tests = tcase_create ("sections");
  int status;

  registers = load_registers ();
  tcase_set_timeout (tests, 120);
  tcase_add_loop_test (tests, outlines, 0, G_N_ELEMENTS (OUTLINES));
  tcase_add_loop_test (tests, asides, 0, G_N_ELEMENTS (ASIDES));
  tcase_add_test (tests, long_sections_are_cut_between_paragraphs);
  tcase_add_loop_test (tests, endless_paragraphs_are_cut_between_sentences, 0,
                       G_N_ELEMENTS (ENDLESS));
  tcase_add_test (tests, tables_stay_whole);
  tcase_add_test (tests, pieces_of_a_long_table_bear_its_heads);
  tcase_add_test (tests, short_sections_have_the_language_of_the_document);
  tcase_add_test (tests, in_a_mixed_document_they_have_none);
  tcase_add_test (tests, glued_pages);
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
