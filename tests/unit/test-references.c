/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/links/references.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

/* Minutes of Regionrådet in Fjordregionen on 3 June 2022 with cases RR 21/22 and RR
   22/22, of which the last has @text, a block a line. */
static GfDocument *
make_document (GfDocumentType type, const char *text)
{
  GfDocument *document = gf_document_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  document->type = type;
  document->body = g_strdup ("Regionrådet");
  document->region = g_strdup ("Fjordregionen");
  document->date = g_strdup ("2022-06-03");
  for (uint32_t i = 1; i <= 2; i++)
    {
      GfUnit *unit = gf_unit_new (GF_UNIT_CASE);

      unit->ordinal = i;
      unit->case_number = g_strdup_printf ("%u/22", 20 + i);
      unit->case_prefix = g_strdup ("RR");
      g_ptr_array_add (document->units, unit);
    }
  GfUnit *last = g_ptr_array_index (document->units, 1);
  for (char **line = lines; *line != NULL; line++)
    {
      bool is_row = strchr (*line, '|') != NULL;

      g_ptr_array_add (last->blocks,
                       gf_block_new (is_row ? GF_BLOCK_TABLE_ROW : GF_BLOCK_PARAGRAPH, 0,
                                     4, g_strdelimit (*line, "|", '\t')));
    }
  return document;
}

/* "words=number,prefix,body,date" of each, apart by "; ": what is not said is left out.
 */
static char *
describe (const GfUnit *unit)
{
  g_autofree char *text = gf_unit_dup_text (unit);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < unit->references->len; i++)
    {
      const GfReference *reference = g_ptr_array_index (unit->references, i);
      const char *values[] = { reference->case_number, reference->case_prefix,
                               reference->body, reference->date };

      g_string_append (out, i > 0 ? "; " : "");
      g_string_append_len (out, text + reference->span.start, reference->span.length);
      g_string_append_c (out, '=');
      for (size_t j = 0; j < G_N_ELEMENTS (values); j++)
        g_string_append_printf (out, "%s%s", j > 0 ? "," : "",
                                values[j] != NULL ? values[j] : "");
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *text;
  const char *found;
} REFERENCES[] = {
  { "Økonomien – oppfølging fra sak KF 12/21.",
    "sak KF 12/21=12/21,KF,Kommunedirektørforum," },
  { "Jf. sak 12/19.", "sak 12/19=12/19,,," },
  { "Jf. sak 012/2019.", "sak 012/2019=12/19,,," },
  { "Det bygger på RR-sak 31/17.", "RR-sak 31/17=31/17,RR,Regionrådet," },
  { "Vi viser til RR 5/22.", "RR 5/22=5/22,RR,Regionrådet," },
  { "Legevakta har vært i drift siden 2014 (PS 59/13).", "PS 59/13=59/13,PS,," },
  { "PS 63-13 står ved lag.", "PS 63-13=63/13,PS,," },
  { "Det er mulig (sak 13/15 og 14/15).", "sak 13/15=13/15,,,; 14/15=14/15,,," },
  { "Se sakene 12/19, 13/19 og 15/19.",
    "sakene 12/19=12/19,,,; 13/19=13/19,,,; 15/19=15/19,,," },
  { "Kabelen fra 2007 (K-sak 8/07) røk.", "K-sak 8/07=8/07,K,," },
  { "Se F.sak 14/16 og FT-sak 2/20.",
    "F.sak 14/16=14/16,F,,; FT-sak 2/20=2/20,FT,Fylkestinget," },
  { "Sak nr. 34/08 ligger fast.", "Sak nr. 34/08=34/08,,," },
  { "I saka 7.1/07 vart det vedteke.", "saka 7.1/07=7.1/07,,," },
  { "Saka vart utsett i sak 16/98.", "sak 16/98=16/98,,," },
  /* Whose it is, and when. */
  { "Det er vedteke av Heimfjordrådet i sak 19/18.", "sak 19/18=19/18,,Heimfjordrådet," },
  { "Vedteken av Heimfjordrådet 8. juni 2018 i sak 19/18.",
    "sak 19/18=19/18,,Heimfjordrådet,2018-06-08" },
  { "Formannskapet behandlet saken 11.12.18, sak nr. 187/18.",
    "sak nr. 187/18=187/18,,Formannskapet,2018-12-11" },
  { "Se sak 12/19 i arbeidsutvalget.", "sak 12/19=12/19,,Arbeidsutvalget," },
  { "Dette følger regionrådets sak 12/19.", "sak 12/19=12/19,,Regionrådet," },
  { "Eikeby kommunestyre var enig, sak 31/20.", "sak 31/20=31/20,,Eikeby kommunestyre," },
  { "Regionrådet i Varstadregionen vedtok det i sak 9/21.",
    "sak 9/21=9/21,,Regionrådet i Varstadregionen," },
  { "Formannskapet var enig. Jf. sak 12/19.", "sak 12/19=12/19,,," },
  { "Formannskapet|20.03.2013|017/13", "017/13=17/13,,Formannskapet,2013-03-20" },
  /* Meetings. */
  { "Utsatt sak fra møtet i AU den 7. november.",
    "møtet i AU den 7. november=,,Arbeidsutvalget,2021-11-07" },
  { "Oppfølging fra møtet 12. mars.", "møtet 12. mars=,,,2022-03-12" },
  { "Oppfølging frå møtet 12. august.", "møtet 12. august=,,,2021-08-12" },
  { "Uttalelsen behandles i Grenlandsrådet 17. mars.",
    "Grenlandsrådet 17. mars=,,Grenlandsrådet,2023-03-17" },
  { "Godkjenning av referat fra møte 17.03 2022.", "møte 17.03 2022=,,,2022-03-17" },
  { "Vedtak av 14.06.2019 i regionrådet.",
    "14.06.2019 i regionrådet=,,Regionrådet,2019-06-14" },
  { "Neste møte: 26. august.", "møte: 26. august=,,,2022-08-26" },
  { "Saka vert utsett til møtet 2. desember.", "møtet 2. desember=,,,2022-12-02" },
  { "Styret får saken 28. november.",
    "Styret får saken 28. november=,,Styret,2022-11-28" },
  { "Utsatt sak fra 4. mars.", "Utsatt sak fra 4. mars=,,,2022-03-04" },
};

START_TEST (finds)
{
  g_autoptr (GfDocument) document = make_document (GF_TYPE_MINUTES, REFERENCES[_i].text);

  gf_references_find (registers, document);
  g_autofree char *found = describe (g_ptr_array_index (document->units, 1));
  ck_assert_msg (strcmp (found, REFERENCES[_i].found) == 0, "%s: '%s', not '%s'",
                 REFERENCES[_i].text, found, REFERENCES[_i].found);
}
END_TEST

static const char *const NONE[] = {
  "RR 22/22 Økonomien",             /* the unit's own number */
  "Sak 22/22: Økonomien",           /* the same */
  "Saken gjelder 22/22.",           /* the same */
  "RS 4/22 Brev fra departementet", /* an item of a list */
  "Arkivsak 14/796 og arkivsaksnr. 19/15.",
  "Saksnr: 19/15",
  "Saken har arkivnummer 14/796-19.",
  "Sak 2019/123 hos Sivilombudet.",
  "Sak 14/1796 ligger der.",
  "NOU 2023:3 og Meld. St. 12/19.",
  "Møte 6/2014 ble holdt.",
  "Protokoll nr 1/21 er sendt ut.",
  "Fv 40/37 og E 18/19.",
  "Eiendommen gnr 35/48 er solgt.",
  "Fristen er 27/10-21.",
  "Den 3/12 ble det sagt.",
  "Det koster 12/19 av summen.",
  "Jf. lov 12/19 og EFTA-domstolens sak E-1/20.",
  "Skoleåret 18/19 var det 12/20 elever.",
  "Sak 12/48 ligger i fremtiden.",
  "Regionrådet møttes 3. juni 2022.", /* the meeting itself */
  "Rådet ble stiftet 3. mai 2005.",
  "Samarbeidet ble et eldreråd 1. juli 2021.",
  "Innføringen skjedde 12. mars.",
  "Møtet varte fra 12.00 til 14.30.",
  "Ordfører Nordmann ble valgt 1. januar 2020.",
  "Ikke noe.",
  "22/22|Søknader|Nettverket|20.05.22", /* a row of the case itself */
  "Rapporten behandles i skapet 18.12.2022.",
  "Sak / og 12/ og /19 sak",
};

START_TEST (finds_none)
{
  g_autoptr (GfDocument) document = make_document (GF_TYPE_MINUTES, NONE[_i]);

  gf_references_find (registers, document);
  g_autofree char *found = describe (g_ptr_array_index (document->units, 1));
  ck_assert_msg (*found == '\0', "%s: '%s'", NONE[_i], found);
}
END_TEST

/* Its own case in the row that tells its course is where the decision stands. */
START_TEST (case_paper_points_to_the_minutes)
{
  g_autoptr (GfDocument) document
      = make_document (GF_TYPE_CASE_PAPER, "Regionrådet|RR 22/22|10.06.2022");

  gf_references_find (registers, document);
  g_autofree char *found = describe (g_ptr_array_index (document->units, 1));
  ck_assert_str_eq (found, "RR 22/22=22/22,RR,Regionrådet,2022-06-10");
}
END_TEST

/* What lists the cases of the meeting points nowhere else. */
START_TEST (head_does_not_point_to_own_cases)
{
  g_autoptr (GfDocument) document = make_document (
      GF_TYPE_MINUTES, "Kari Nordmann møtte fra sak 21/22, og i RR 20/22.");
  GfUnit *head = g_ptr_array_index (document->units, 1);

  head->kind = GF_UNIT_SECTION;
  gf_references_find (registers, document);
  g_autofree char *found = describe (head);
  ck_assert_str_eq (found, "RR 20/22=20/22,RR,Regionrådet,");
}
END_TEST

/* But where it tells what happened in one of them. */
START_TEST (head_tells_of_own_case)
{
  g_autoptr (GfDocument) document = make_document (
      GF_TYPE_MINUTES,
      "Ola Dal var inhabil i sak 22/22.\nSaksnr. 21/22 til saksnr. 22/22\n"
      "Saksliste i|sak 21/22|Budsjett");
  GfUnit *head = g_ptr_array_index (document->units, 1);

  head->kind = GF_UNIT_SECTION;
  gf_references_find (registers, document);
  g_autofree char *found = describe (head);
  ck_assert_str_eq (found, "sak 22/22=22/22,,,");
}
END_TEST

START_TEST (year_first_where_own_cases_are_numbered_so)
{
  g_autoptr (GfDocument) document = make_document (
      GF_TYPE_MINUTES, "Jf. sak 2021/031 og sak FSK-18/0046, men ikke 2021/032.");
  GfUnit *unit = g_ptr_array_index (document->units, 1);

  g_free (unit->case_number);
  unit->case_number = g_strdup ("2022/48");
  gf_references_find (registers, document);
  g_autofree char *found = describe (unit);
  ck_assert_str_eq (found, "sak 2021/031=2021/31,,,; "
                           "sak FSK-18/0046=18/46,FSK,Formannskapet,");
}
END_TEST

/* Without a date of its own a document tells no year. */
START_TEST (no_year_without_a_date)
{
  g_autoptr (GfDocument) document = make_document (
      GF_TYPE_MINUTES, "Utsatt sak fra møtet 7. november. Utsatt fra møtet 7. mai 2020.");

  g_clear_pointer (&document->date, g_free);
  gf_references_find (registers, document);
  g_autofree char *found = describe (g_ptr_array_index (document->units, 1));
  ck_assert_str_eq (found, "møtet 7. mai 2020=,,,2020-05-07");
}
END_TEST

/* Spans are bytes of the unit's whole text, and tell their page. */
START_TEST (spans_are_of_the_whole_text)
{
  g_autoptr (GfDocument) document
      = make_document (GF_TYPE_MINUTES, "Æøå først.\nJf. sak 12/19.");
  const GfUnit *unit = g_ptr_array_index (document->units, 1);

  gf_references_find (registers, document);
  g_autofree char *found = describe (unit);
  ck_assert_str_eq (found, "sak 12/19=12/19,,,");
  const GfReference *reference = g_ptr_array_index (unit->references, 0);
  ck_assert_uint_eq (reference->span.page, 4);
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  g_autoptr (GfUnit) unpacked = gf_unit_unpack (packed, NULL);
  ck_assert_ptr_nonnull (unpacked);
}
END_TEST

/* A text of nothing but references, or but days, is read in linear time, and no more is
   kept than is of use. */
START_TEST (many)
{
  static const char *const pieces[]
      = { "sak 12/19 ", "i styret 12. mars 2020 ", "Formannskapet 12.03.2020 012/20\t",
          "12/19 og ", "sak sak sak " };
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 1000000)
    g_string_append (text, pieces[_i]);
  g_autoptr (GfDocument) document = make_document (GF_TYPE_MINUTES, text->str);
  gf_references_find (registers, document);
  const GfUnit *unit = g_ptr_array_index (document->units, 1);
  ck_assert_uint_le (unit->references->len, 200);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("references");
  TCase *tcase = tcase_create ("references");

  registers = load_registers ();
  tcase_set_timeout (tcase, 120);
  tcase_add_loop_test (tcase, finds, 0, G_N_ELEMENTS (REFERENCES));
  tcase_add_loop_test (tcase, finds_none, 0, G_N_ELEMENTS (NONE));
  tcase_add_test (tcase, case_paper_points_to_the_minutes);
  tcase_add_test (tcase, head_does_not_point_to_own_cases);
  tcase_add_test (tcase, head_tells_of_own_case);
  tcase_add_test (tcase, year_first_where_own_cases_are_numbered_so);
  tcase_add_test (tcase, no_year_without_a_date);
  tcase_add_test (tcase, spans_are_of_the_whole_text);
  tcase_add_loop_test (tcase, many, 0, 5);
  suite_add_tcase (suite, tcase);
  int status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
