/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/outcomes.h"
#include "indexer/understand/votes.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

static const struct
{
  const char *text;
  GfOutcome outcome;
} UNDER_A_LABEL[] = {
  { "Godkjent.", GF_OUTCOME_ADOPTED },
  { "Innkalling og saksliste godkjennes.", GF_OUTCOME_ADOPTED },
  { "Enstemmig vedtatt.", GF_OUTCOME_ADOPTED },
  { "Regionrådet slutter seg til strategien.", GF_OUTCOME_ADOPTED },
  { "1. Velferdsteknologi\n2. Beredskap", GF_OUTCOME_ADOPTED },
  { "Per Dal velges som leder.", GF_OUTCOME_ADOPTED },
  { "Saken tas til orientering, og sekretariatet bes følge opp.", GF_OUTCOME_ADOPTED },
  { "Forumet tar saken til etterretning.\nForumet ber om en ny sak i september.",
    GF_OUTCOME_ADOPTED },
  { "Rapporten tas til orientering. Den publiseres på nettsiden.", GF_OUTCOME_ADOPTED },
  { "Heimfjordrådet rår kommunane til å velja fiber.", GF_OUTCOME_ADOPTED },
  { "Vart samrøystes vedteke.", GF_OUTCOME_ADOPTED },
  { "Søknaden om planarbeid sendes ikke.", GF_OUTCOME_ADOPTED },
  { "Oppstart av prosjektet utsettes til 2024.", GF_OUTCOME_ADOPTED },
  { "Saken tas til orientering.", GF_OUTCOME_NOTED },
  { "Tatt til etterretning. Enstemmig.", GF_OUTCOME_NOTED },
  { "Orienteringen tas til orientering med de merknader som fremkom i møtet.",
    GF_OUTCOME_NOTED },
  { "Styret tar rapporten til etterretning.", GF_OUTCOME_NOTED },
  { "Regionrådet tek saka til vitande.", GF_OUTCOME_NOTED },
  { "Meldinga vert teken til orientering.", GF_OUTCOME_NOTED },
  { "Teke til orientering, samrøystes.", GF_OUTCOME_NOTED },
  { "Saken utsettes.", GF_OUTCOME_POSTPONED },
  { "Saken utsettes til neste møte. Daglig leder legger fram tall.",
    GF_OUTCOME_POSTPONED },
  { "Saken sendes tilbake til administrasjonen.", GF_OUTCOME_POSTPONED },
  { "Saka vert utsett til budsjettet er vedteke.", GF_OUTCOME_POSTPONED },
  { "Saka vart samrøystes utsett.", GF_OUTCOME_POSTPONED },
  { "Regionrådet utsetter saken.", GF_OUTCOME_POSTPONED },
  { "Saka vert send attende til arbeidsgruppa.", GF_OUTCOME_POSTPONED },
  { "Søknaden sendes tilbake til styret.", GF_OUTCOME_POSTPONED },
  { "Klagen vert ikkje teken til følgje.", GF_OUTCOME_REJECTED },
  { "Klagen tas ikke til følge. Vedtaket står.", GF_OUTCOME_REJECTED },
  { "Søknaden avslås.", GF_OUTCOME_REJECTED },
  { "Regionrådet avslår å gi støtte til initiativet.", GF_OUTCOME_REJECTED },
  { "Søknaden vert avslegen. Bedrifta kan søkja på nytt.", GF_OUTCOME_REJECTED },
  { "Søknaden innvilges ikke.", GF_OUTCOME_REJECTED },
  { "Framlegget fall med 3 mot 8 røyster.", GF_OUTCOME_REJECTED },
  { "Forslaget fikk ikke flertall.", GF_OUTCOME_REJECTED },
  { "Saken trekkes.", GF_OUTCOME_WITHDRAWN },
  { "Saken ble trukket fra sakslisten.", GF_OUTCOME_WITHDRAWN },
  { "Saka vart trekt før møtet.", GF_OUTCOME_WITHDRAWN },
  { "Se eget notat.", GF_OUTCOME_UNKNOWN },
  { "Saka vert lagd fram utan tilråding.", GF_OUTCOME_UNKNOWN },
};

START_TEST (under_a_label)
{
  const char *text = UNDER_A_LABEL[_i].text;
  GfOutcome outcome = gf_outcome_read (registers, text, strlen (text));

  ck_assert_msg (outcome == UNDER_A_LABEL[_i].outcome, "%s: %s", text,
                 gf_outcome_name (outcome));
}
END_TEST

static const struct
{
  const char *text;
  GfOutcome outcome;
} ALONE[] = {
  { "Godkjennes.", GF_OUTCOME_ADOPTED },
  { "Godkjennes med endringer som fremkom under møtet.", GF_OUTCOME_ADOPTED },
  { "Referatet ble godkjent uten merknader.", GF_OUTCOME_ADOPTED },
  { "Enighet i KG om forslagene.", GF_OUTCOME_ADOPTED },
  { "Møteboka vart godkjend utan merknadar.", GF_OUTCOME_ADOPTED },
  { "vart samrøystes vedteke", GF_OUTCOME_ADOPTED },
  { "Saken utsettes", GF_OUTCOME_POSTPONED },
  { "Framlegget fall med 3 mot 8 røyster", GF_OUTCOME_REJECTED },
  { "Saken sendes tilbake til forumet.", GF_OUTCOME_POSTPONED },
  { "Saka vart send attende", GF_OUTCOME_POSTPONED },
  { "Saken tas ut og trekkes fra sakslisten", GF_OUTCOME_WITHDRAWN },
  { "Tas til orientering.", GF_OUTCOME_NOTED },
  { "Utsatt sak fra møtet i KG den 7. november.", GF_OUTCOME_UNKNOWN },
  { "Utsett sak frå møtet 4. desember.", GF_OUTCOME_UNKNOWN },
  { "Forslag til tiltak ble presentert under møtet.", GF_OUTCOME_UNKNOWN },
  { "Daglig leder orienterte om saken.", GF_OUTCOME_UNKNOWN },
  { "Kommunen har vedtatt planen.", GF_OUTCOME_UNKNOWN },
  { "Uttalelsen er under arbeid om behandles i Grenlandsrådet 17. mars",
    GF_OUTCOME_UNKNOWN },
};

START_TEST (without_a_label)
{
  GfOutcome outcome
      = gf_outcome_find_alone (registers, ALONE[_i].text, strlen (ALONE[_i].text));

  ck_assert_msg (outcome == ALONE[_i].outcome, "%s: %s", ALONE[_i].text,
                 gf_outcome_name (outcome));
}
END_TEST

static const struct
{
  const char *text;
  GfOutcome outcome;
} ENDS[] = {
  { "Lina la fram planen for Rv 44. Saken utsettes til høsten.", GF_OUTCOME_POSTPONED },
  { "Lina la fram planen. Saka vert send attende til styret.", GF_OUTCOME_POSTPONED },
  { "Lina la fram planen. Saken trekkes.", GF_OUTCOME_WITHDRAWN },
  { "Planen ble vist. Saken utsettes. Lina takket.", GF_OUTCOME_UNKNOWN },
  { "Lina sa: Saken utsettes.", GF_OUTCOME_UNKNOWN },
  { "Saken utsettes.", GF_OUTCOME_UNKNOWN },
  { ". ", GF_OUTCOME_UNKNOWN },
  { "", GF_OUTCOME_UNKNOWN },
};

START_TEST (at_the_end)
{
  GfOutcome outcome
      = gf_outcome_find_end (registers, ENDS[_i].text, strlen (ENDS[_i].text));

  ck_assert_msg (outcome == ENDS[_i].outcome, "%s: %s", ENDS[_i].text,
                 gf_outcome_name (outcome));
}
END_TEST

static const struct
{
  const char *text;
  bool fell, found;
  int32_t in_favour, against;
} VOTES[] = {
  { "Vedtatt med 8 mot 3 stemmer.", false, true, 8, 3 },
  { "vart vedteken med 10 mot 4 røyster", false, true, 10, 4 },
  { "Framlegget fall med 3 mot 8 røyster", true, true, 3, 8 },
  { "Forslaget falt med 5 mot 3 stemmer", true, true, 3, 5 },
  { "vedtatt mot 2 stemmer", false, true, -1, 2 },
  { "vedteken mot éi røyst", false, false, 0, 0 },
  { "8 stemmer for og 3 mot", false, true, 8, 3 },
  { "8 stemmer mot 3", false, true, 8, 3 },
  { "åtte mot tre stemmer", false, true, 8, 3 },
  { "enstemmig vedtatt (8 stemmer)", false, true, 8, -1 },
  { "fekk 2 røyster og fall mot 3 røyster", true, true, 2, 3 },
  { "Punkt 1 ble vedtatt med 7 mot 0 stemmer, punkt 2 med 4 mot 3 stemmer.", false, true,
    4, 3 },
  { "Kampen endte 3 mot 2.", false, false, 0, 0 },
  { "1 mot 99999999999 stemmer", false, false, 0, 0 },
  { "Enstemmig.", false, false, 0, 0 },
};

START_TEST (votes)
{
  int32_t in_favour = 0, against = 0;
  bool found = gf_votes_read (VOTES[_i].text, strlen (VOTES[_i].text), VOTES[_i].fell,
                              &in_favour, &against);

  ck_assert_msg (found == VOTES[_i].found, "%s", VOTES[_i].text);
  ck_assert_int_eq (in_favour, VOTES[_i].in_favour);
  ck_assert_int_eq (against, VOTES[_i].against);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-outcomes");
  TCase *tests = tcase_create ("outcomes");
  int status;

  registers = load_registers ();
  tcase_add_loop_test (tests, under_a_label, 0, G_N_ELEMENTS (UNDER_A_LABEL));
  tcase_add_loop_test (tests, without_a_label, 0, G_N_ELEMENTS (ALONE));
  tcase_add_loop_test (tests, at_the_end, 0, G_N_ELEMENTS (ENDS));
  tcase_add_loop_test (tests, votes, 0, G_N_ELEMENTS (VOTES));
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
