/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was at a meeting, however minutes say so.  Everyone is invented. */
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

#define HEAD "Møteprotokoll\n\nUtvalg: Regionrådet\nDato: 12.03.2021\n\n"
#define CASES                                                                            \
  "\n\nSak 1/21 Godkjenning av innkalling\n\nVedtak: Godkjent.\n\nSak 2/21 "             \
  "Budsjett\n\nVedtak: Godkjent."

/* People: "+" present or "-" absent, name, role, organisation. */
static const struct
{
  const char *text;
  const char *people;
} heads[] = {
  /* Comma lists, in bokmål and nynorsk. */
  { "Til stede: Kari Varmo, Ola Lindbo og Per-Arne T. Skog",
    "+Kari Varmo||\n+Ola Lindbo||\n+Per-Arne T. Skog||" },
  { "Til stades: Kari Varmo (leiar), Ola Lindbo\nForfall: Liv Storås",
    "+Kari Varmo|leiar|\n+Ola Lindbo||\n-Liv Storås||" },
  { "Forfall: Ingen", "" },
  { "Til stede: Ordfører Kari Varmo, Eikeby kommune, leder, ordfører Ola Lindbo, "
    "Langmo kommune",
    "+Kari Varmo|Ordfører|Eikeby kommune\n+Ola Lindbo|ordfører|Langmo kommune" },
  { "Til stades: Ordførarar: Kari Varmo, Ola Lindbo (varaordførar Langmo) Rådmenn: Per "
    "Skog (frå 3/21)",
    "+Kari Varmo|ordførar|\n+Ola Lindbo|varaordførar Langmo|\n+Per Skog|rådmann|" },
  /* One a line, with tabs. */
  { "Deltakere:\nKari\tVarmo\tEikebyregionen IPR\nOla Petter\tLindbo\tLangmo kommune\n"
    "Liv\tStor Ås\tEikebyregionen, sekretariatet",
    "+Kari Varmo||Eikebyregionen IPR\n+Ola Petter Lindbo||Langmo kommune\n"
    "+Liv Stor Ås||Eikebyregionen, sekretariatet" },
  { "Medlemmer:\nKommunedirektør i Eikeby:\tKari Varmo\nRådmann i Langmo:\tOla Lindbo",
    "+Kari Varmo|Kommunedirektør i Eikeby|\n+Ola Lindbo|Rådmann i Langmo|" },
  { "Møtende:\nKari Varmo, styreleder\nOla Lindbo, Langmo kommune",
    "+Kari Varmo|styreleder|\n+Ola Lindbo||Langmo kommune" },
  /* Tables, whole and run together. */
  { "Faste medlemmer som møtte:\nNavn\tFunksjon\tRepresenterer\nKari "
    "Varmo\tOrdfører\tSP\n"
    "Ola Lindbo\tMedlem\tAP\nFølgende medlemmer hadde meldt forfall:\n"
    "Navn\tFunksjon\tRepresenterer\nLiv Storås\tMedlem\tH\nFølgende varamedlemmer "
    "møtte:\n"
    "Navn\tMøtte for\tRepresenterer\nPer Skog\tLiv Storås\tH",
    "+Kari Varmo|Ordfører|SP\n+Ola Lindbo|Medlem|AP\n-Liv Storås|Medlem|H\n"
    "+Per Skog|varamedlem for Liv Storås|H" },
  { "Følgjande faste medlemmer møtte: Namn Funksjon Parti Kari Varmo Medlem A Ola "
    "Lindbo Medlem Frp Liv Anne Storås Fylkesordførar H",
    "+Kari Varmo|Medlem|A\n+Ola Lindbo|Medlem|Frp\n"
    "+Liv Anne Storås|Fylkesordførar|H" },
  { "DESSE MØTTE\nHØGRE\n1. Kari Varmo\n2. Ola Lindbo\nVENSTRE\n1. Liv Storås",
    "+Kari Varmo||HØGRE\n+Ola Lindbo||HØGRE\n+Liv Storås||VENSTRE" },
  { "Til stede: For Høyre: Kari Varmo, Ola Lindbo For Venstre: Liv Storås",
    "+Kari Varmo||Høyre\n+Ola Lindbo||Høyre\n+Liv Storås||Venstre" },
  { "DESSE MØTTE\nVarmo, Kari (A)\nLindbo, Ola P. (Frp)",
    "+Kari Varmo||A\n+Ola P. Lindbo||Frp" },
  { "Til stede: Kari Varmo og Ola Lindbo. Forfall: Liv Storås. Koordinator Per Skog "
    "skrev "
    "referat.",
    "+Kari Varmo||\n+Ola Lindbo||\n-Liv Storås||\n+Per Skog|Koordinator|" },
  /* No key stands above them. */
  { "Til stades var Kari Varmo (leiar), Ola Lindbo og Liv Storås. Per Skog hadde meldt "
    "forfall.",
    "+Kari Varmo|leiar|\n+Ola Lindbo||\n+Liv Storås||\n-Per Skog||" },
  { "Til stades var alle som skulle. Det var ein fin dag.", "" },
  { "Til stades", "" },
  { "Til stades var Kari Varmo. hadde forfall.", "+Kari Varmo||" },
  /* Who stood in for whom. */
  { "Til stede: Kari Varmo (vara for Ola Lindbo), Per Skog pva Liv Storås",
    "+Kari Varmo|varamedlem for Ola Lindbo|\n+Per Skog|varamedlem for Liv Storås|" },
  { "Varamedlemmer: Kari Varmo møtte for Ola Lindbo",
    "+Kari Varmo|varamedlem for Ola Lindbo|" },
  { "Fra administrasjonen møtte: Rådmann Kari Varmo\nReferent: Ola Lindbo",
    "+Kari Varmo|Rådmann|\n+Ola Lindbo|referent|" },
  { "Forfall: Liv Storås. Varamedlem Kari Varmo møtte.",
    "-Liv Storås||\n+Kari Varmo|Varamedlem|" },
  { "Til stede:\nNavn\tFunksjon\tKommune\nKari Varmo\tLeder\tEikeby\nOla Lindbo\t"
    "Nestleder\tLangmo",
    "+Kari Varmo|Leder|Eikeby\n+Ola Lindbo|Nestleder|Langmo" },
  /* What is nobody. */
  { "Til stede: Kari Varmo Ola Lindbo Per Skog Liv Storås", "" },
  { "Til stede: Alle medlemmene møtte til fastsatt tid og ingen hadde merknader", "" },
  { "Til stede: Kari Varmo, Indre Fosen, Nore og Uvdal", "+Kari Varmo||Indre Fosen" },
  { "Innkalt: Kari Varmo, Ola Lindbo", "" },
  /* The place between what somebody is and the name. */
  { "Til stede: Ordfører i Gjerdrum Kari Varmo-Lie (leder), Ordfører i Nes Ola Lindbo\n"
    "Forfall uten vara: Rådmann i Hol Per-Jan Skog",
    "+Kari Varmo-Lie|Ordfører i Gjerdrum|\n+Ola Lindbo|Ordfører i Nes|\n-Per-Jan "
    "Skog|Rådmann i Hol|" },
  /* Who came, behind those who did not. */
  { "Forfall: Kari Varmo (Eikeby)\nRegionsjef: Ola Lindbo",
    "-Kari Varmo||Eikeby\n+Ola Lindbo|Regionsjef|" },
  { "Forfall: Kari Varmo (ordførar). I tillegg møtte Ola Lindbo, dagleg leiar Liv Storås",
    "-Kari Varmo|ordførar|\n+Ola Lindbo||\n+Liv Storås|dagleg leiar|" },
  /* What several are, each is. */
  { "Til stede: Ordførerne Kari Varmo (Eikeby), Ola Lindbo (Langmo, leder) og Liv Storås "
    "(Skogli). Rådmann Per Skog (Eikeby) og daglig leder Siri-Anne Berg.",
    "+Kari Varmo|ordfører|Eikeby\n+Ola Lindbo|ordfører, leder|Langmo\n"
    "+Liv Storås|ordfører|Skogli\n+Per Skog|Rådmann|Eikeby\n"
    "+Siri-Anne Berg|daglig leder|" },
  { "Rådmenn: Kari Varmo (Eikeby), Ola Lindbo\nForfall: Ordførarane Liv Storås, Langmo, "
    "og "
    "Per Skog, Skogli",
    "+Kari Varmo|rådmann|Eikeby\n+Ola Lindbo|rådmann|\n-Liv Storås|ordførar|Langmo\n"
    "-Per Skog|ordførar|Skogli" },
  { "Følgende medlemmer møtte: Kari Varmo (leder), Ola Lindbo",
    "+Kari Varmo|leder|\n+Ola Lindbo|medlem|" },
  /* Whom the meeting made something, and who is something besides. */
  { "Sekretær: Kari Varmo, daglig leder", "+Kari Varmo|daglig leder, sekretær|" },
  { "Til stede: IKT-sjef Kari Varmo, Teknisk sjef Ola Lindbo, Liv Storås, 1. vara",
    "+Kari Varmo|IKT-sjef|\n+Ola Lindbo|Teknisk sjef|\n+Liv Storås|1. vara|" },
  /* From where, and no other key. */
  { "Fra Eidemark: Kari Varmo (leder), Ola Lindbo\nFra Lia: Liv Storås\nIkke møtt: Per "
    "Skog",
    "+Kari Varmo|leder|Eidemark\n+Ola Lindbo||Eidemark\n+Liv Storås||Lia\n-Per Skog||" },
  /* In columns set with blanks. */
  { "Deltakere:\nKari Varmo            Eikeby\nOla Lindbo            Langmo",
    "+Kari Varmo||Eikeby\n+Ola Lindbo||Langmo" },
  /* Who came from elsewhere, below who did not come. */
  { "Til stede: Kari Varmo\nForfall: Ola Lindbo (medlem)\nFra Østmark Revisjon: Liv "
    "Storås, revisor\nAdm.: Per Skog, rådmann",
    "+Kari Varmo||\n-Ola Lindbo|medlem|\n+Liv Storås|revisor|Østmark Revisjon\n"
    "+Per Skog|rådmann|" },
  { "Frå administrasjonen møtte på delar av møtet:\nKari Varmo\trådgjevar",
    "+Kari Varmo|rådgjevar|" },
  { "Møtte:      Kari Varmo, styreleiar\n            Ola Lindbo\n            Liv Storås, "
    "nestleiar",
    "+Kari Varmo|styreleiar|\n+Ola Lindbo||\n+Liv Storås|nestleiar|" },
  { "Til stede:  Kari Varmo, Ola\n            Lindbo, Liv Storås,\n            Per Skog",
    "+Kari Varmo||\n+Ola Lindbo||\n+Liv Storås||\n+Per Skog||" },
  /* In sentences. */
  { "Rådet hadde møte fredag. Til stades var desse ordførarane: Kari Varmo, Eikeby; Ola "
    "Lindbo, Langmo. For Skogli møtte varaordførar Liv Storås.",
    "+Kari Varmo|ordførar|Eikeby\n+Ola Lindbo|ordførar|Langmo\n"
    "+Liv Storås|varaordførar|" },
  { "Forfall hadde Kari Varmo (Eikeby) og Ola Lindbo. Frå sekretariatet møtte dagleg "
    "leiar "
    "Liv Storås. Per Skog skreiv referatet.",
    "-Kari Varmo||Eikeby\n-Ola Lindbo||\n+Liv Storås|dagleg leiar|\n"
    "+Per Skog|sekretær|" },
  { "Kari Varmo møtte som vara for Ola Lindbo (H), som hadde meldt forfall.",
    "+Kari Varmo|varamedlem for Ola Lindbo|\n-Ola Lindbo||H" },
  { "Til stede: Kari Varmo (H), leder\nOla Lindbo (Sp), vara for Liv Storås\nForfall: "
    "Liv "
    "Storås (Sp)",
    "+Kari Varmo|leder|H\n+Ola Lindbo|varamedlem for Liv Storås|Sp\n-Liv Storås||Sp" },
  { "Rådmann Kari Varmo deltok i sak 2/21. Kommunen deltok ikke i prosjektet.",
    "+Kari Varmo|Rådmann|" },
};

static char *
list_people (const GfDocument *document)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; document->details.people != NULL && i < document->details.people->len;
       i++)
    {
      const GfPerson *person = g_ptr_array_index (document->details.people, i);

      g_string_append_printf (list, "%s%c%s|%s|%s", i > 0 ? "\n" : "",
                              person->presence == GF_PRESENT ? '+' : '-', person->name,
                              person->role != NULL ? person->role : "",
                              person->organisation != NULL ? person->organisation : "");
    }
  return g_string_free (list, FALSE);
}

START_TEST (test_people)
{
  g_autofree char *string = g_strconcat (HEAD, heads[_i].text, CASES, NULL);
  g_autoptr (GfText) text = read_plain (string);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *found = list_people (document);

  ck_assert_str_eq (found, heads[_i].people);
}
END_TEST

/* The same, laid out in rows. */
static const struct
{
  const char *blocks;
  const char *people;
} tables[] = {
  { "P Medlemmer:\nT Navn|Rolle|Møtt\nT Kari Varmo|Ordfører|Ja\nT Ola "
    "Lindbo|Medlem|Forfall\n"
    "T Liv Storås|Medlem|Ja\nT Per Skog|Medlem|Nei",
    "+Kari Varmo|Ordfører|\n-Ola Lindbo|Medlem|\n+Liv Storås|Medlem|\n-Per "
    "Skog|Medlem|" },
  /* No key stands above them. */
  { "T Navn|Funksjon|Representerer\nT Kari Varmo|Leder|Eikeby\nT Ola "
    "Lindbo|Medlem|Langmo\n"
    "P Merknader: Ingen",
    "+Kari Varmo|Leder|Eikeby\n+Ola Lindbo|Medlem|Langmo" },
  { "T Sted:|Rådhuset\nT Kari|Varmo|Eikeby kommune\nT Ola Petter|Lindbo|Langmo kommune\n"
    "T Liv|Storås|sekretariatet",
    "+Kari Varmo||Eikeby kommune\n+Ola Petter Lindbo||Langmo kommune\n"
    "+Liv Storås||sekretariatet" },
  { "T Møtedeltakar|Funksjon|Parti|Merknad\nT Kari Varmo|Ordførar|AP\n"
    "T Ola Lindbo|Medlem|SP|gjekk kl. 17",
    "+Kari Varmo|Ordførar|AP\n+Ola Lindbo|Medlem|SP" },
  { "T Funksjon|Namn|Forfall|Møtt for\nT Leiar|Kari Varmo, SP\nT Nestleiar|Ola Lindbo, "
    "AP\nT Medlem|Liv Storås, V\nT Medlem|Per Skog, H",
    "+Kari Varmo|Leiar|SP\n+Ola Lindbo|Nestleiar|AP\n+Liv Storås|Medlem|V\n"
    "+Per Skog|Medlem|H" },
  { "T Funksjon|Namn|Forfall|Møtt for\nT Leiar|Kari Varmo, SP\nT Medlem|Ola Lindbo, "
    "AP|X\n"
    "T Medlem|Liv Storås, V\nT Varamedlem|Per Skog, AP||Ola Lindbo",
    "+Kari Varmo|Leiar|SP\n-Ola Lindbo|Medlem|AP\n+Liv Storås|Medlem|V\n"
    "+Per Skog|Varamedlem|AP" },
  /* A place, and beside it who came from there. */
  { "T Kommune|Møtte\nT Flå|Kari Varmo, ordførar, og Ola Lindbo, rådmann\n"
    "T Gol|Liv Storås, ordførar. Rådmann Per Skog hadde meldt forfall",
    "+Kari Varmo|ordførar|\n+Ola Lindbo|rådmann|\n+Liv Storås|ordførar|\n"
    "-Per Skog|Rådmann|" },
  { "P Følgende medlemmer møtte:\nT Kommune|Ordfører|Varaordfører|Rådmann\n"
    "T Tana|Kari Varmo|Forfall|Ola Lindbo\nT Gamvik|Forfall||Liv Storås\n"
    "T Vadsø|Forfall|Forfall|Forfall",
    "+Kari Varmo|Ordfører|\n+Ola Lindbo|Rådmann|\n+Liv Storås|Rådmann|" },
  { "P Medlemmer:\nT Kommune|Navn|Funksjon\nT Tana|Kari Varmo|Leder",
    "+Kari Varmo|Leder|" },
  /* Keys in a row, and below each who it is said of. */
  { "T FORFALL|MØTANDE VARAMEDLEMER\nT Kari Varmo|Ola Lindbo\nT Liv Storås|Per Skog",
    "-Kari Varmo||\n-Liv Storås||\n+Ola Lindbo|varamedlem|\n+Per Skog|varamedlem|" },
  { "T Navn|Kommune|Møtt\nT Kari Varmo, rådmann|Eikeby|x\nT Ola Lindbo, rådmann|Langmo|"
    "forfall",
    "" },
  { "T Skole|Ny|Eikeby kommune\nT Vei|Bred|Langmo kommune", "" },
  { "T Navn|Telefon\nT Kari Varmo|12345678", "" },
};

START_TEST (test_tables)
{
  g_autofree char *string = g_strconcat (
      "H1 Møteprotokoll\nP Utvalg: Regionrådet\nP Dato: 12.03.2021\n", tables[_i].blocks,
      "\nH2 Sak 1/21 Godkjenning\nP Vedtak: Godkjent.\n"
      "H2 Sak 2/21 Budsjett\nP Vedtak: Godkjent.",
      NULL);
  g_autoptr (GfText) text = read_blocks (string);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *found = list_people (document);

  ck_assert_str_eq (found, tables[_i].people);
}
END_TEST

/* An agenda tells who is called, which is not who came. */
START_TEST (test_agenda)
{
  g_autoptr (GfText) text = read_plain ("Møteinnkalling\n\nDeltakere: Kari Varmo, Ola "
                                        "Lindbo\n\nSak 1/21 Budsjett");
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *found = list_people (document);

  ck_assert_str_eq (found, "");
}
END_TEST

/* However many there are, they are few, and soon found. */
START_TEST (test_bounds)
{
  g_autoptr (GString) string = g_string_new (HEAD "Til stede: ");

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (string, "Kari Nummer%c%c%c,%s", 'a' + i % 26,
                            'a' + i / 26 % 26, 'a' + i / 676 % 26,
                            i % 100 == 99 ? "\n" : " ");

  g_autoptr (GfText) text = read_plain (string->str);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  ck_assert_uint_le (document->details.people->len, 300);
  ck_assert_uint_gt (document->details.people->len, 100);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-people");
  TCase *tests = tcase_create ("people");

  registers = load_registers ();
  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, test_people, 0, G_N_ELEMENTS (heads));
  tcase_add_loop_test (tests, test_tables, 0, G_N_ELEMENTS (tables));
  tcase_add_test (tests, test_agenda);
  tcase_add_test (tests, test_bounds);
  suite_add_tcase (suite, tests);
  int status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
