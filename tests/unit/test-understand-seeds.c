/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The five real documents, where they are at hand. */
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

static char *
seed_path (const char *name)
{
  const char *folder = g_getenv ("GJENFINN_SEEDS");
  const char *top = g_getenv ("GF_TOP_SRCDIR");

  if (folder != NULL)
    return g_build_filename (folder, name, NULL);
  return g_build_filename (top != NULL ? top : ".", "..", "shared", "seeds", name, NULL);
}

typedef struct
{
  GfText *text;
  GfDocument *document;
} Seed;

/* The extractor has no path to give away what a file is: nor has this. */
static Seed
read_seed (const char *name)
{
  g_autofree char *path = seed_path (name);
  g_autofree char *contents = NULL;
  Seed seed;

  ck_assert (g_file_get_contents (path, &contents, NULL, NULL));
  seed.text = read_plain (contents);
  seed.document = gf_understand (seed.text, registers);
  check_whole (seed.text, seed.document);
  return seed;
}

static void
seed_clear (Seed *seed)
{
  gf_document_free (seed->document);
  gf_text_free (seed->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seed, seed_clear)

#define GRENLAND "grenland-kommunedirektorkollegiet-2023-02-28.txt"
#define TRONDHEIM "trondheimsregionen-kommunedirektorforum-2022-06-03.txt"
#define OSLO "osloregionen-koordineringsgruppe-2024-11-19.txt"
#define STRATEGY "kongsbergregionen-strategi-bakgrunn-2019.txt"
#define REPORT "kongsbergregionen-halvarsrapport-2011.txt"

static const struct
{
  const char *file, *title, *body, *region, *date;
  GfDocumentType type;
  guint n_cases;
} HEADS[] = {
  { GRENLAND, "Referat kommunedirektørkollegiet", "Kommunedirektørkollegiet", "Grenland",
    "2023-02-28", GF_TYPE_MINUTES, 10 },
  { TRONDHEIM, "REFERAT, KOMMUNEDIREKTØRFORUM – 03.06. 2022", "Kommunedirektørforum",
    "Trondheimsregionen", "2022-06-03", GF_TYPE_MINUTES, 10 },
  { OSLO, "Referat fra møte i administrativ koordineringsgruppe", "Koordineringsgruppen",
    "Osloregionen", "2024-11-19", GF_TYPE_MINUTES, 9 },
  { STRATEGY, "Strategi Bakgrunnsdokument", "Kongsbergregionen", "Kongsbergregionen",
    "2019", GF_TYPE_STRATEGY, 0 },
  { REPORT,
    "HALVÅRSRAPPORT 2011 Pr 01.07.11 for Kongsbergregionen Jan Erik Innvær / daglig "
    "leder",
    "Kongsbergregionen", "Kongsbergregionen", "2011-07-01", GF_TYPE_REPORT, 0 },
};

START_TEST (heads)
{
  g_auto (Seed) seed = read_seed (HEADS[_i].file);

  ck_assert_str_eq (seed.document->title, HEADS[_i].title);
  ck_assert_str_eq (seed.document->body, HEADS[_i].body);
  ck_assert_str_eq (seed.document->region, HEADS[_i].region);
  ck_assert_str_eq (seed.document->date, HEADS[_i].date);
  ck_assert_str_eq (seed.document->language, "nb");
  ck_assert_uint_eq (seed.document->type, HEADS[_i].type);
  ck_assert_uint_eq (count_cases (seed.document), HEADS[_i].n_cases);
}
END_TEST

static const struct
{
  const char *file, *number, *prefix, *title, *outcome, *label;
} CASES[] = {
  { GRENLAND, "14/23", NULL, "Referater", "adopted", "Konklusjon" },
  { GRENLAND, "15/23", NULL, "Årsmelding for Grenlandssamarbeidet IPR 2022", "adopted",
    "Konklusjon" },
  { GRENLAND, "16/23", NULL,
    "Årsmelding for Det kommunale oppgavefellesskapet, Grenlandssamarbeidet 2022",
    "proposed", "Forslag til konklusjon" },
  { GRENLAND, "17/23", NULL,
    "Forsalg til uttalelse: Hørings svar til NOU 2023:3 Mer av alt –raskere", "-", NULL },
  { GRENLAND, "18/23", NULL, "Tjenesteutvikling –søknad om skjønnsmidler 2023", "adopted",
    "Konklusjon" },
  { GRENLAND, "19/23", NULL, "Søknad om skjønnsmidler 2023", "adopted", "Konklusjon" },
  { GRENLAND, "20/23", NULL,
    "Retningslinjer Grenland næringsfond –referatsak for kommunestyrene", "adopted",
    "Konklusjon" },
  { GRENLAND, "21/23", NULL,
    "Innspill om togtilbudet på Sørlandsbanen, Bratsbergbanen og Vestfoldbanen",
    "adopted", "Konklusjon" },
  { GRENLAND, "22/23", NULL,
    "Samarbeidsavtale mellom Nye Telemark fylkeskommune og Grenlandssamarbeidet IPR",
    "adopted", "Konklusjon" },
  { GRENLAND, "23/23", NULL, "Eventuelt", "adopted", NULL },
  { TRONDHEIM, "22/22", "KF", "Referat fra møte 17.03 2022", "adopted", "Vedtak" },
  { TRONDHEIM, "23/22", "KF",
    "Trondheimsregionen sin økonomiske stilling – oppfølging fra sak TR 49/21.",
    "adopted", "Vedtak" },
  { TRONDHEIM, "24/22", "KF", "Talent Attraction Management – forslag til videre arbeid.",
    "adopted", "Vedtak" },
  { TRONDHEIM, "25/22", "KF",
    "Opprustning av trondheim.com og Trondheimsregionen sin rolle i overordnet "
    "profilering.",
    "adopted", "Vedtak" },
  { TRONDHEIM, "26/22", "KF", "Høring av Verdiskapingsstrategien.", "adopted", "Vedtak" },
  { TRONDHEIM, "27/22", "KF",
    "Utlysning av midler til utarbeiding av kommunale jordvernstrategier – "
    "Landbruksdirektoratet.",
    "adopted", "Vedtak" },
  { TRONDHEIM, "28/22", "KF", "Program for felles møte med formannskapene.", "noted",
    "Vedtak" },
  { TRONDHEIM, "29/22", "KF",
    "Saker til neste møte i Trondheimsregionen – regionrådet 17.06. 2022.", "noted",
    "Vedtak" },
  { TRONDHEIM, "30/22", "KF", "Orienteringer.", "-", NULL },
  { TRONDHEIM, "31/22", "KF", "Åpen post/eventuelt:", "postponed", NULL },
  { OSLO, "1", NULL, "Godkjenning av innkalling", "adopted", NULL },
  { OSLO, "2", NULL,
    "Godkjenning av referat fra møtet i koordineringsgruppen den 7. november 2024",
    "adopted", NULL },
  { OSLO, "3", NULL, "Runde rundt bordet – Hva er nytt i delregionene?", "-", NULL },
  { OSLO, "4", NULL, "Handlingsplan 2025", "-", NULL },
  { OSLO, "5", NULL, "Struktur og arbeidsform", "adopted", "Konklusjon" },
  { OSLO, "6", NULL, "Leder og nestleder i KG", "adopted", "Konklusjon" },
  { OSLO, "7", NULL, "Arendalsuken 2025", "adopted", "Konklusjon" },
  { OSLO, "8", NULL, "Vertskap for felles faggruppesamling: aug/sept", "adopted",
    "Konklusjon" },
  { OSLO, "9", NULL, "Møteplan 2025", "adopted", "Konklusjon" },
};

START_TEST (cases)
{
  g_auto (Seed) seed = read_seed (CASES[_i].file);
  const GfUnit *unit = find_case (seed.document, CASES[_i].number);

  ck_assert_str_eq (unit->title, CASES[_i].title);
  ck_assert_pstr_eq (unit->case_prefix, CASES[_i].prefix);
  ck_assert_str_eq (outcome_of (unit), CASES[_i].outcome);
  if (unit->decision != NULL)
    ck_assert_pstr_eq (unit->decision->label, CASES[_i].label);
}
END_TEST

static const struct
{
  const char *file, *number, *begins, *ends;
} DECISIONS[] = {
  { GRENLAND, "14/23", "Referatet godkjent.", "Referatet godkjent." },
  { GRENLAND, "19/23", "KDK sender inn søknader", "blir ikke sendt." },
  { GRENLAND, "22/23", "Kommunedirektørkollegiet stiller seg bak", "Reed Aasgaard." },
  { GRENLAND, "23/23", "Grenlandssamarbeidet fortsetter", "abonnement fra 2024" },
  { TRONDHEIM, "22/22", "Referat rådmannsforum", "godkjent." },
  { TRONDHEIM, "23/22", "1. Kommunedirektørforum tar saken", "1.-2. september." },
  { TRONDHEIM, "31/22", "Saken utsettes.", "Saken utsettes." },
  { OSLO, "1", "Godkjennes.", "Godkjennes." },
  { OSLO, "9", "Medlemmene i KG gir", "tilbakemeldinger av referatet." },
};

START_TEST (decisions)
{
  g_auto (Seed) seed = read_seed (DECISIONS[_i].file);
  const char *text = find_case (seed.document, DECISIONS[_i].number)->decision->text;

  ck_assert_msg (g_str_has_prefix (text, DECISIONS[_i].begins), "%s", text);
  ck_assert_msg (g_str_has_suffix (text, DECISIONS[_i].ends), "%s", text);
}
END_TEST

/* What a document-sharing site showed beside these two is nobody's text. */
START_TEST (listings_are_set_aside)
{
  static const char *const files[] = { STRATEGY, REPORT };
  static const char *const foreign[] = { "Handlingsprogram for Drammensregionen",
                                         "Rollag kommune gir følgende",
                                         "Like dokumenter",
                                         "Detaljer",
                                         "Romsdal Regionråd",
                                         "Lindesnesrådet" };
  g_auto (Seed) seed = read_seed (files[_i]);

  ck_assert_uint_gt (seed.document->set_aside->len, 90);
  for (guint i = 0; i < seed.document->units->len; i++)
    {
      const GfUnit *unit = get_unit (seed.document, i);
      g_autofree char *text = gf_unit_dup_text (unit);

      ck_assert_int_eq (unit->kind, GF_UNIT_SECTION);
      for (size_t j = 0; j < G_N_ELEMENTS (foreign); j++)
        ck_assert_msg (strstr (text, foreign[j]) == NULL, "%s", foreign[j]);
    }
}
END_TEST

static size_t
count_letters (const GPtrArray *blocks)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  append_blocks (letters, blocks);
  return (size_t) g_utf8_strlen (letters->str, (gssize) letters->len);
}

/* Letters set aside of a hundred; and a
   sentence each near the edges of what is the document's own. */
static const struct
{
  const char *file;
  size_t least, most;
  const char *own[3];
} SHARES[] = {
  { STRATEGY, 39, 42, { "Strategi Bakgrunnsdokument", "Forord", NULL } },
  { REPORT, 18, 21, { "HALVÅRSRAPPORT 2011", "Innledning", NULL } },
  { GRENLAND, 0, 1, { "Referat", NULL } },
  { TRONDHEIM, 0, 1, { "REFERAT", NULL } },
  { OSLO, 0, 1, { "Referat", NULL } },
};

START_TEST (shares_set_aside)
{
  g_auto (Seed) seed = read_seed (SHARES[_i].file);
  g_autoptr (GString) text = g_string_new (NULL);
  size_t aside = count_letters (seed.document->set_aside), all = aside;

  for (guint i = 0; i < seed.document->units->len; i++)
    {
      const GfUnit *unit = get_unit (seed.document, i);
      g_autofree char *own = gf_unit_dup_text (unit);

      all += count_letters (unit->blocks);
      g_string_append (text, own);
    }
  ck_assert_uint_ge (aside * 100, SHARES[_i].least * all);
  ck_assert_uint_le (aside * 100, SHARES[_i].most * all);
  for (const char *const *own = SHARES[_i].own; *own != NULL; own++)
    ck_assert_msg (strstr (text->str, *own) != NULL, "%s", *own);
}
END_TEST

static const struct
{
  const char *file, *title;
  uint32_t page;
} SECTIONS[] = {
  { STRATEGY, "Forord", 3 },
  { STRATEGY, "1.2 Ny kommunelov fordrer annen organisering av regionsamarbeidet", 7 },
  { STRATEGY, "1.3 Regionreformen", 7 },
  { STRATEGY, "6.4 Bruk av årshjul og tiltaksplaner sikrer fremdrift", 19 },
  { STRATEGY, "8. Kommunikasjon", 21 },
  { REPORT, "Innledning", 0 },
  { REPORT, "SATSINGSOMRÅDE 2: Kommunikasjon / infrastruktur / samferdsel", 0 },
  { REPORT, "SATSINGSOMRÅDE 5: Tjenesteutvikling", 0 },
};

START_TEST (sections)
{
  g_auto (Seed) seed = read_seed (SECTIONS[_i].file);

  for (guint i = 0; i < seed.document->units->len; i++)
    {
      const GfUnit *unit = get_unit (seed.document, i);

      if (g_strcmp0 (unit->title, SECTIONS[_i].title) != 0)
        continue;
      ck_assert_uint_eq (unit->page, SECTIONS[_i].page);
      return;
    }
  ck_abort_msg ("no section %s", SECTIONS[_i].title);
}
END_TEST

START_TEST (pages_of_a_glued_copy)
{
  g_auto (Seed) seed = read_seed (STRATEGY);

  ck_assert_uint_eq (seed.document->pages, 27);
}
END_TEST

int
main (void)
{
  g_autofree char *path = seed_path (GRENLAND);
  Suite *suite;
  TCase *tests;
  int status;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_print ("1..0 # SKIP the seeds are not at hand\n");
      return EXIT_SUCCESS;
    }
  suite = suite_create ("understand-seeds");
  tests = tcase_create ("seeds");
  registers = load_registers ();
  tcase_add_loop_test (tests, heads, 0, G_N_ELEMENTS (HEADS));
  tcase_add_loop_test (tests, cases, 0, G_N_ELEMENTS (CASES));
  tcase_add_loop_test (tests, decisions, 0, G_N_ELEMENTS (DECISIONS));
  tcase_add_loop_test (tests, listings_are_set_aside, 0, 2);
  tcase_add_loop_test (tests, shares_set_aside, 0, G_N_ELEMENTS (SHARES));
  tcase_add_loop_test (tests, sections, 0, G_N_ELEMENTS (SECTIONS));
  tcase_add_test (tests, pages_of_a_glued_copy);
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
