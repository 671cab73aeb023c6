/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/links/follow-ups.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

/* A document of 3 June 2022 with one unit, @text, a block a line; "|" between cells. */
static GfDocument *
make_document (GfDocumentType type, GfUnitKind kind, const char *text)
{
  GfDocument *document = gf_document_new ();
  GfUnit *unit = gf_unit_new (kind);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  document->type = type;
  document->date = g_strdup ("2022-06-03");
  unit->ordinal = 1;
  g_ptr_array_add (document->units, unit);
  for (char **line = lines; *line != NULL; line++)
    {
      bool is_row = strchr (*line, '|') != NULL;
      /* A block of several lines. */
      g_autofree char *copy
          = g_strdelimit (g_strdelimit (g_strdup (*line), "|", '\t'), "\\", '\n');

      g_ptr_array_add (
          unit->blocks,
          gf_block_new (is_row ? GF_BLOCK_TABLE_ROW : GF_BLOCK_PARAGRAPH, 0, 2, copy));
    }
  return document;
}

/* "due: sentence" of each, apart by " / " */
static char *
describe (const GfDocument *document)
{
  const GfUnit *unit = g_ptr_array_index (document->units, 0);
  g_autofree char *text = gf_unit_dup_text (unit);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < unit->follow_ups->len; i++)
    {
      const GfFollowUp *follow_up = g_ptr_array_index (unit->follow_ups, i);

      g_string_append_printf (out, "%s%s: ", i > 0 ? " / " : "", follow_up->due);
      g_string_append_len (out, text + follow_up->span.start, follow_up->span.length);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *text;
  const char *due; /* of each, with a blank between */
} FOLLOW_UPS[] = {
  { "Melder tilbake til Kari Nordmann innen 15. juni.", "2022-06-15" },
  { "Rådmennene melder tilbake innen 15. mai.", "2023-05-15" },
  { "Det legges fram en sak til behandling i september.", "2022-09" },
  { "Regionrådet ber om at det legges fram en sak i september med forslag.", "2022-09" },
  { "Utkast skal liggja føre 15. mai 2026.", "2026-05-15" },
  { "Utkast skal liggja føre\\15. mai 2026.", "2026-05-15" },
  { "Kommunane melder frå innan 1. juli.", "2022-07-01" },
  { "Frist: 1. september.", "2022-09-01" },
  { "Frist for å sende uttalelsen er 2. august.", "2022-08-02" },
  { "Fristen er sett til 01.10.22.", "2022-10-01" },
  { "Saken sendes på høring med høringsfrist 20.09.", "2022-09-20" },
  { "Arbeidet skal være ferdig innen utgangen av 2025.", "2025" },
  { "Sekretariatet lager et notat til neste møte 12.09.", "2022-09-12" },
  { "Saka vert utsett til møtet 2. desember.", "2022-12-02" },
  { "Planen behandles i Grenlandsrådet 17. mars.", "2023-03-17" },
  { "Sekretariatet legger fram forslag til strategi 11. november.", "2022-11-11" },
  { "Uttalen vert send før fylkesutvalet si handsaming 27. november.", "2022-11-27" },
  { "Ordningen evalueres i 2026.", "2026" },
  { "Kommunene må svare senest 1. juli og 1. oktober.", "2022-07-01" },
  { "Vi gjør dette i to runder: den ene skal være ferdig innen 1. juli, den andre skal "
    "være ferdig innen 1. oktober.",
    "2022-07-01 2022-10-01" },
  { "Tiltak|Ansvar|Frist\nNotat|Kari Nordmann|1. juli\nSøknad|Ola Nordmann|2023",
    "2022-07-01 2023" },
  { "Det legges fram 3. juni.", "2022-06-03" },
  /* None. */
  { "Rapporten ble lagt fram 15. mai.", "" },
  { "Søknaden ble sendt innen fristen 15. april.", "" },
  { "Fristen var 1. mai.", "" },
  { "Planen skulle vært ferdig innen 1. mai 2022.", "" },
  { "Neste møte er 26. august.", "" },
  { "Møtet ble hevet 15.30.", "" },
  { "Det forventes 500 flere elever innen 2030.", "" },
  { "Antallet eldre dobles innen 2040.", "" },
  { "Vi får ikke svar før i november.", "" },
  { "Rapporten legges fram innen 1. mars hvert år.", "" },
  { "Ta kontakt innen kl. 12.00.", "" },
  { "Han legger fram saken som 12/19.", "" },
  { "Det gjelder perioden 2022 til 2025.", "" },
  { "Utgiftene øker med 12.5 % i 2023.", "" },
  { "Navn|Frist\nKari|ingen", "" },
};

START_TEST (finds)
{
  g_autoptr (GfDocument) document
      = make_document (GF_TYPE_MINUTES, GF_UNIT_CASE, FOLLOW_UPS[_i].text);
  g_autoptr (GString) due = g_string_new (NULL);

  gf_follow_ups_find (registers, document);
  const GfUnit *unit = g_ptr_array_index (document->units, 0);
  for (guint i = 0; i < unit->follow_ups->len; i++)
    g_string_append_printf (
        due, "%s%s", i > 0 ? " " : "",
        ((GfFollowUp *) g_ptr_array_index (unit->follow_ups, i))->due);
  ck_assert_msg (strcmp (due->str, FOLLOW_UPS[_i].due) == 0, "%s: '%s', not '%s'",
                 FOLLOW_UPS[_i].text, due->str, FOLLOW_UPS[_i].due);
}
END_TEST

START_TEST (span_is_the_sentence)
{
  g_autoptr (GfDocument) document = make_document (
      GF_TYPE_MINUTES, GF_UNIT_CASE,
      "Æøå.\nSaken ble drøftet. Rådmennene melder tilbake innen 15. juni. Takk for det.\n"
      "12/22|Skoleruter|Svar sendes innen 1. juli.|Kari Nordmann");

  gf_follow_ups_find (registers, document);
  g_autofree char *found = describe (document);
  ck_assert_str_eq (found, "2022-06-15: Rådmennene melder tilbake innen 15. juni. / "
                           "2022-07-01: Svar sendes innen 1. juli.");
  g_autoptr (GVariant) packed = gf_unit_pack (g_ptr_array_index (document->units, 0));
  g_autoptr (GfUnit) unpacked = gf_unit_unpack (packed, NULL);
  ck_assert_ptr_nonnull (unpacked);
}
END_TEST

/* The nearest that comes, unless nobody knows when the document was written. */
START_TEST (no_year_without_a_date)
{
  g_autoptr (GfDocument) document
      = make_document (GF_TYPE_MINUTES, GF_UNIT_CASE,
                       "Svar sendes innen 1. juli. Resten sendes innen 1. mai 2010.");

  g_clear_pointer (&document->date, g_free);
  gf_follow_ups_find (registers, document);
  g_autofree char *found = describe (document);
  ck_assert_str_eq (found, "2010-05-01: Resten sendes innen 1. mai 2010.");
}
END_TEST

/* "Forfall meldes innen 14. mars" is about the meeting, which is over. */
START_TEST (head_of_minutes_promises_nothing)
{
  g_autoptr (GfDocument) document = make_document (GF_TYPE_AGENDA, GF_UNIT_SECTION,
                                                   "Forfall meldes innen 1. september.");
  GfUnit *unit = gf_unit_new (GF_UNIT_CASE);

  unit->ordinal = 2;
  g_ptr_array_add (document->units, unit);
  gf_follow_ups_find (registers, document);
  g_autofree char *found = describe (document);
  ck_assert_str_eq (found, "");
}
END_TEST

/* Rules come again each year. */
START_TEST (agreement_needs_a_year)
{
  g_autoptr (GfDocument) document
      = make_document (GF_TYPE_AGREEMENT, GF_UNIT_SECTION,
                       "Søknader sendes innen 1. oktober. Avtalen evalueres innen 1. "
                       "oktober 2024.");

  gf_follow_ups_find (registers, document);
  g_autofree char *found = describe (document);
  ck_assert_str_eq (found, "2024-10-01: Avtalen evalueres innen 1. oktober 2024.");
}
END_TEST

START_TEST (many)
{
  static const char *const pieces[]
      = { "innen 15. juni ", "frist ", "skal legges fram i september, ", "12.03. " };
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 1000000)
    g_string_append (text, pieces[_i]);
  g_autoptr (GfDocument) document
      = make_document (GF_TYPE_MINUTES, GF_UNIT_CASE, text->str);
  gf_follow_ups_find (registers, document);
  const GfUnit *unit = g_ptr_array_index (document->units, 0);
  ck_assert_uint_le (unit->follow_ups->len, 100);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("follow-ups");
  TCase *tcase = tcase_create ("follow-ups");

  registers = load_registers ();
  tcase_set_timeout (tcase, 120);
  tcase_add_loop_test (tcase, finds, 0, G_N_ELEMENTS (FOLLOW_UPS));
  tcase_add_test (tcase, span_is_the_sentence);
  tcase_add_test (tcase, no_year_without_a_date);
  tcase_add_test (tcase, head_of_minutes_promises_nothing);
  tcase_add_test (tcase, agreement_needs_a_year);
  tcase_add_loop_test (tcase, many, 0, 4);
  suite_add_tcase (suite, tcase);
  int status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
