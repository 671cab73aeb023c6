/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a case: discussion, proposals, decision, votes, as spans of its text. */
#include "indexer/understand/understand.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

/* parts of the first case: "kind [label] text" a line, a line break in the text as "/".
 */
static const struct
{
  const char *name, *text, *parts;
} PARTS[] = {
  { "under labels",
    "Protokoll\n\nSak 4/20 Skolen\n\nSaksopplysninger:\nSkolen er gammel.\n\nRådmannens "
    "innstilling:\nSkolen bygges.\n\nBehandling:\nOla Lie spurte om pris.\n\nVotering:\n"
    "Enstemmig vedtatt.\n\nVedtak:\n1. Skolen bygges.\n2. Prisen meldes.\n\nSak 5/20 "
    "Ymse",
    "discussion [Saksopplysninger] Skolen er gammel.\n"
    "proposal [Rådmannens innstilling] Skolen bygges.\n"
    "discussion [Behandling] Ola Lie spurte om pris.\n"
    "vote [Votering] Enstemmig vedtatt.\n"
    "decision [Vedtak] 1. Skolen bygges./2. Prisen meldes." },
  { "what another body decided before",
    "Protokoll\n\nUtvalg: Kommunestyret\n\nSak 4/20 Søknad om vei\n\n"
    "Behandling i formannskapet 12.02.2020:\nOla Lie spurte om pris.\n\n"
    "Votering:\nEnstemmig.\n\nVedtak i formannskapet:\nSøknaden innvilges.\n\n"
    "Behandling i kommunestyret:\nInnstillingen falt med 4 mot 15 stemmer.\n\n"
    "Sak 5/20 Ymse",
    "discussion [Behandling i formannskapet 12.02.2020] Ola Lie spurte om pris.\n"
    "vote [Votering] Enstemmig.\ndecision [Vedtak i formannskapet] Søknaden innvilges.\n"
    "discussion [Behandling i kommunestyret] Innstillingen falt med 4 mot 15 stemmer." },
  { "motions and votes without a label",
    "Protokoll\n\nSak 4/20 Skolen\n\nBehandling\nOrdføreren la fram saken.\n\n"
    "Ola Lie (Sp) fremmet følgende tilleggsforslag:\nTaket isoleres.\n\n"
    "Ved votering falt forslaget mot 2 stemmer.\n\nVedtak\nSkolen bygges.\n\nSak 5/20 "
    "Ymse",
    "discussion [Behandling] Ordføreren la fram saken.\n"
    "proposal [Ola Lie (Sp) fremmet følgende tilleggsforslag] Taket isoleres.\n"
    "vote [] Ved votering falt forslaget mot 2 stemmer.\ndecision [Vedtak] Skolen "
    "bygges." },
  { "a decision without a label",
    "Protokoll\n\nSak 4/20 Skolen\n\nÅse Dal orienterte.\n\nSaken utsettes.\n\nSak 5/20 "
    "Ymse",
    "discussion [] Åse Dal orienterte.\ndecision [] Saken utsettes." },
  { "neither label nor decision",
    "Protokoll\n\nSak 4/20 Skolen\n\nÅse Dal orienterte.\nDet kom spørsmål.\n\nSak 5/20 "
    "Ymse",
    "discussion [] Åse Dal orienterte./Det kom spørsmål." },
  { "a body in two words, or for short",
    "Protokoll\n\nSak 4/20 Skolen\n\nTU - Behandling:\nÅse Dal orienterte.\n\nTeknisk "
    "utvalgs vedtak:\nSkolen bygges.\n\nSak 5/20 Ymse",
    "discussion [TU - Behandling] Åse Dal orienterte.\n"
    "decision [Teknisk utvalgs vedtak] Skolen bygges." },
  { "on the line of the label",
    "Protokoll\n\nSak 4/20 Skolen\n\nFra møtet: Åse Dal orienterte.\n\nVedtak: Skolen "
    "bygges.\nStraks.\n\nSak 5/20 Ymse",
    "discussion [Fra møtet] Åse Dal orienterte.\n"
    "decision [Vedtak] Skolen bygges./Straks." },
  { "a label in the midst of a line",
    "Protokoll\n\nSak 4/20 Skolen\n\nÅse Dal innledet om saken. Vedtak: Brevet "
    "sendes.\n\n"
    "Sak 5/20 Ymse",
    "discussion [] Åse Dal innledet om saken.\ndecision [Vedtak] Brevet sendes." },
  { "in an agenda",
    "Møteinnkalling\n\nSak 4/20 Skolen\n\nSaksopplysninger:\nSkolen er gammel.\n\n"
    "Innstilling:\nSkolen bygges.\n\nSak 5/20 Ymse",
    "discussion [Saksopplysninger] Skolen er gammel.\nproposal [Innstilling] Skolen "
    "bygges." },
  { "nynorsk",
    "Møtebok\n\nSak 4/20 Skulen\n\nTilråding frå rådmannen:\nSkulen vert bygd.\n\n"
    "Handsaming i møtet:\nKari Å sette fram slikt framlegg:\nSaka vert utsett.\n\n"
    "Røysting:\nFramlegget fall med 3 mot 8 røyster.\n\nSamrøystes vedtak:\nSkulen vert "
    "bygd.\n\nSak 5/20 Ymse",
    "proposal [Tilråding frå rådmannen] Skulen vert bygd.\n"
    "proposal [Kari Å sette fram slikt framlegg] Saka vert utsett.\n"
    "vote [Røysting] Framlegget fall med 3 mot 8 røyster.\n"
    "decision [Samrøystes vedtak] Skulen vert bygd." },
  { "who decided, and with what votes, under the label",
    "Protokoll\n\nSak 4/20 Skolen\n\nVedtak:\nFylkesutvalget vedtok med 9 mot 4 stemmer "
    "(H og SV):\n\nSkolen bygges.\n\nSak 5/20 Ymse",
    "decision [Vedtak] Fylkesutvalget vedtok med 9 mot 4 stemmer (H og SV):/Skolen "
    "bygges." },
  { "who decided, and with what votes, as the label",
    "Protokoll\n\nSak 4/20 Skolen\n\nFylkesutvalget vedtok med 9 mot 4 stemmer:\n\n"
    "Skolen bygges.\n\nSak 5/20 Ymse",
    "decision [Fylkesutvalget vedtok med 9 mot 4 stemmer] Skolen bygges." },
  { "a body and a number above what was said there",
    "Møtebok\n\nSak 4/20 Skulen\n\nFramlegg til vedtak:\nSkulen vert bygd.\n\n"
    "Fellesnemnda - 004/20:\nKari Å bad om tal.\n\nVedtak:\nSaka vert utsett.\n\nSak "
    "5/20 Ymse",
    "proposal [Framlegg til vedtak] Skulen vert bygd.\n"
    "discussion [Fellesnemnda - 004/20] Kari Å bad om tal.\n"
    "decision [Vedtak] Saka vert utsett." },
};

static char *
describe (const GfUnit *unit)
{
  g_autofree char *whole = gf_unit_dup_text (unit);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < unit->parts->len; i++)
    {
      const GfCasePart *part = g_ptr_array_index (unit->parts, i);
      g_autofree char *text = g_strndup (whole + part->span.start, part->span.length);

      g_strdelimit (text, "\n", '/');
      g_string_append_printf (out, "%s%s [%s] %s", i > 0 ? "\n" : "",
                              gf_case_part_kind_name (part->kind),
                              part->label != NULL ? part->label : "", text);
    }
  return g_string_free (out, FALSE);
}

START_TEST (parts)
{
  g_autoptr (GfText) text = read_plain (PARTS[_i].text);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *found = describe (find_case (document, "4/20"));

  ck_assert_msg (strcmp (found, PARTS[_i].parts) == 0, "%s:\n%s\nwanted:\n%s",
                 PARTS[_i].name, found, PARTS[_i].parts);
}
END_TEST

/* Over pages with a foot that is set aside: in order, apart, and on their page. */
START_TEST (over_pages)
{
  g_autoptr (GfText) text = read_plain (
      "Protokoll\n\nSak 4/20 Skolen\n\nBehandling:\nFørste side.\n\nSide 1 av "
      "3\f\nSkolen ble drøftet.\n\nVedtak:\nSkolen bygges\n\nSide 2 av 3\f\n"
      "før jul.\n\nSak 5/20 Ymse\n\nIntet.\n\nSide 3 av 3");
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  const GfUnit *unit = find_case (document, "4/20");
  g_autofree char *whole = gf_unit_dup_text (unit);
  uint32_t before = 0;

  ck_assert_uint_eq (unit->parts->len, 2);
  for (guint i = 0; i < unit->parts->len; i++)
    {
      const GfCasePart *part = g_ptr_array_index (unit->parts, i);

      ck_assert_uint_ge (part->span.start, before);
      before = part->span.start + part->span.length;
      ck_assert_uint_le (before, strlen (whole));
      ck_assert_uint_eq (part->span.page, i + 1);
    }
  ck_assert_str_eq (unit->decision->text, "Skolen bygges\nfør jul.");
  ck_assert (g_str_has_prefix (
      whole + ((const GfCasePart *) g_ptr_array_index (unit->parts, 1))->span.start,
      unit->decision->text));
}
END_TEST

/* Each case a row: its columns are its parts, and decide. */
START_TEST (rows_of_a_table)
{
  g_autoptr (GfText) text = read_blocks (
      "H1 Referat styringsgruppa\nP Dato: 14.05.2024\n"
      "T Saksnr.|Sak|Drøfting|Konklusjon|Ansvar|Frist\n"
      "T 11/24|Referat||Godkjent.\n"
      "T 12/24|Billetter|To tilbud.|Utsatt til neste møte.|Åse|01.06.24\nT "
      "13/24|Eventuelt|Intet.");
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *first = describe (find_case (document, "11/24"));
  g_autofree char *second = describe (find_case (document, "12/24"));
  g_autofree char *third = describe (find_case (document, "13/24"));

  ck_assert_str_eq (first, "decision [Konklusjon] Godkjent.");
  ck_assert_str_eq (outcome_of (find_case (document, "11/24")), "adopted");
  ck_assert_str_eq (second, "discussion [Drøfting] To tilbud.\ndecision [Konklusjon] "
                            "Utsatt til neste møte.");
  ck_assert_str_eq (outcome_of (find_case (document, "12/24")), "postponed");
  ck_assert_str_eq (find_case (document, "12/24")->decision->evidence,
                    "Utsatt til neste møte.");
  ck_assert_str_eq (third, "discussion [Drøfting] Intet.");
  ck_assert_str_eq (outcome_of (find_case (document, "13/24")), "-");
}
END_TEST

/* What a case is packed as is taken when it is unpacked: no span is bad. */
START_TEST (packed_and_unpacked)
{
  g_autoptr (GfText) text = read_plain (PARTS[_i].text);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  const GfUnit *unit = find_case (document, "4/20");
  g_autoptr (GVariant) packed = g_variant_ref_sink (gf_unit_pack (unit));
  g_autoptr (GfUnit) again = gf_unit_unpack (packed, NULL);

  ck_assert_ptr_nonnull (again);
  ck_assert_uint_eq (again->parts->len, unit->parts->len);
}
END_TEST

/* A list of tasks below the last case does not hide how that ended. */
START_TEST (tasks_below)
{
  g_autoptr (GfText) text = read_blocks (
      "H1 Referat\nP Dato: 01.12.2022\nH2 1. Budsjett\nP Godkjent.\nH2 2. Turer\n"
      "P Mange var med. Gruppa tok saken til orientering.\nP Aksjonspunkter\n"
      "T Nr.|Hva|Ansvar|Frist\nT 1|Nye kart|Åse|10.01.2023");
  g_autoptr (GfDocument) document = gf_understand (text, registers);

  ck_assert_str_eq (outcome_of (find_case (document, "2")), "noted");
  ck_assert_str_eq (find_case (document, "2")->decision->evidence,
                    "Gruppa tok saken til orientering.");
}
END_TEST

/* Votes told of below what a label is for, or above the decision. */
static const struct
{
  const char *text, *number;
  int32_t in_favour, against;
} TOLD[] = {
  { "Sak 1/20 Veg\n\nFSK-BEHANDLING:\nH mente at prisen er for høy.\n\nRådmannens "
    "forslag fikk 3 stemmer, 4 stemte mot, og forslaget falt.\n\nVedtak:\nKommunen "
    "kjøper ikke vegen.",
    "1/20", 3, 4 },
  { "Sak 1/20 Skule\n\nHeradsstyret - sak 1/20:\nBø gjorde framlegg om å venta. "
    "Framlegget fekk 12 røyster og vart vedteke.\n\nVedtak:\nSaka vert utsett.",
    "1/20", 12, -1 },
  { "Sak 1/20 Vedtekter\n\nBehandling:\nForslaget fra Bø fikk 5 stemmer og ble vedtatt."
    "\n\nVotering:\nVedtektene ble deretter enstemmig vedtatt.\n\nVedtak:\nVedtektene "
    "vedtas.",
    "1/20", -1, -1 },
};

START_TEST (votes_told)
{
  g_autofree char *minutes = g_strconcat ("Møteprotokoll\n\n", TOLD[_i].text, NULL);
  g_autoptr (GfText) text = read_plain (minutes);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  const GfUnit *unit = find_case (document, TOLD[_i].number);

  ck_assert_ptr_nonnull (unit->decision);
  ck_assert_int_eq (unit->decision->votes_for, TOLD[_i].in_favour);
  ck_assert_int_eq (unit->decision->votes_against, TOLD[_i].against);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-case-parts");
  TCase *tests = tcase_create ("parts");
  int status;

  registers = load_registers ();
  tcase_add_loop_test (tests, parts, 0, G_N_ELEMENTS (PARTS));
  tcase_add_test (tests, over_pages);
  tcase_add_test (tests, rows_of_a_table);
  tcase_add_test (tests, tasks_below);
  tcase_add_loop_test (tests, votes_told, 0, G_N_ELEMENTS (TOLD));
  tcase_add_loop_test (tests, packed_and_unpacked, 0, G_N_ELEMENTS (PARTS));
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
