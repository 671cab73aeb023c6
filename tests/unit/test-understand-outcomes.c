/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/outcomes.h"
#include "indexer/understand/cases/votes.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

static const struct
{
  const char *text;
  GfOutcome outcome;
} UNDER_A_LABEL[] = {
  { "Referatsakene tas til orientering.\nEnstemmig vedtatt.", GF_OUTCOME_NOTED },
  { "Rapporten tas til orientering. Budsjettet ble vedtatt.", GF_OUTCOME_ADOPTED },
  { "Unntatt offentlighet.", GF_OUTCOME_UNKNOWN },
  { "Saken legges fram uten innstilling.", GF_OUTCOME_UNKNOWN },
  { "Saka vert lagd fram utan tilråding.", GF_OUTCOME_UNKNOWN },
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
  { "Nettverket gir ikke reisestøtte. Avslått.", GF_OUTCOME_REJECTED },
  { "Nettverket gjev ikkje reisestønad. Avslått.", GF_OUTCOME_REJECTED },
  { "Nettverket gir reisestøtte. Søknaden om bankett avslås.", GF_OUTCOME_ADOPTED },
  { "Se eget notat.", GF_OUTCOME_UNKNOWN },
  { "Saka vert lagd fram utan tilråding.", GF_OUTCOME_UNKNOWN },
  /* Thanks, and what is only upheld, add nothing. */
  { "Utvalget takker for en god orientering. Saken tas til orientering.",
    GF_OUTCOME_NOTED },
  { "Rådet tok saken til orientering uten å fatte vedtak.", GF_OUTCOME_NOTED },
  { "Planutvalget opprettholder sitt vedtak. Klagen tas ikke til følge.",
    GF_OUTCOME_REJECTED },
  { "Vedtaket opprettholdes.", GF_OUTCOME_ADOPTED },
  /* A proposal fell, and the recommendation stands. */
  { "Forslaget fra Sp falt med 5 mot 16 stemmer. Innstillingen ble vedtatt med 16 mot 5 "
    "stemmer.",
    GF_OUTCOME_ADOPTED },
  { "Framlegget frå SV fall. Tilrådinga vart vedteken.", GF_OUTCOME_ADOPTED },
  { "Forslaget falt. Hallen er full.", GF_OUTCOME_REJECTED },
  { "Planutvalget drar på befaring før saken avgjøres.", GF_OUTCOME_POSTPONED },
  { "Høringsfristen utsettes til 1. mai.", GF_OUTCOME_ADOPTED },
  { "Skjenkjeløyve vert ikkje gjeve.", GF_OUTCOME_REJECTED },
  { "Det innføres ikke parkeringsavgift.", GF_OUTCOME_ADOPTED },
  { "Interpellasjonen ble trukket.", GF_OUTCOME_WITHDRAWN },
  /* What was asked for is not granted, in the main clause. */
  { "Fylkeskommunen gir ikke samtykke til kiosken.", GF_OUTCOME_REJECTED },
  { "Det er ikke grunnlag for å gi laget tilskudd.", GF_OUTCOME_REJECTED },
  { "Formannskapet finner ikke å ville bidra.", GF_OUTCOME_REJECTED },
  { "Rådet har ikkje høve til å gi tilskot.", GF_OUTCOME_REJECTED },
  { "Rådet ber om at tilskuddet ikke gis som lån.", GF_OUTCOME_ADOPTED },
  { "Kommunestyret har ikke merknader til at søknaden innvilges.", GF_OUTCOME_ADOPTED },
  { "Gebyret økes ikke.", GF_OUTCOME_ADOPTED },
  /* How it was decided leads to what was. */
  { "Vedtatt med 11 mot 4 stemmer:\nFylket gir ikke samtykke.", GF_OUTCOME_REJECTED },
  { "Et enstemmig utvalg vedtok:\nRapporten tas til orientering.", GF_OUTCOME_NOTED },
  { "Følgende velges enstemmig:\n- Kari Li\n- Ola Dal", GF_OUTCOME_ADOPTED },
  { "Rådet ber om dette:\nSøknaden avslås.", GF_OUTCOME_ADOPTED },
  { "Innstillingen fikk ingen stemmer.", GF_OUTCOME_REJECTED },
  { "Formannskapet tek ikkje stilling til saka no.", GF_OUTCOME_POSTPONED },
  { "Saka vert stilt i bero.", GF_OUTCOME_POSTPONED },
  { "Prosjektet settes på vent til 2024.", GF_OUTCOME_ADOPTED },
  { "Planen sendes på høring før endelig vedtak.", GF_OUTCOME_ADOPTED },
  { "Saken er ikke lenger aktuell.", GF_OUTCOME_WITHDRAWN },
  { "Alternativ 2 er ikke lenger aktuelt.", GF_OUTCOME_ADOPTED },
  { "Ingen vedtak i saken.", GF_OUTCOME_UNKNOWN },
  { "Rådet tok det til etterretning, og Ola Li takket.", GF_OUTCOME_NOTED },
  { "Rapporten ble tatt til orientering etter en kort gjennomgang.", GF_OUTCOME_NOTED },
  { "OK. Tas til orientering.", GF_OUTCOME_NOTED },
  { "Eldrerådet takker for informasjonen.", GF_OUTCOME_NOTED },
  { "Eldrerådet takker for gaven. Boden males.", GF_OUTCOME_ADOPTED },
  { "Tatt til orietering.", GF_OUTCOME_NOTED },
  { "Saken ble drøftet.", GF_OUTCOME_UNKNOWN },
  { "Saken ble drøftet. Lederen lager et notat.", GF_OUTCOME_ADOPTED },
  { "Saka vert teken av kartet i dag, og kjem att 30. november.", GF_OUTCOME_POSTPONED },
  { "Styret venter med programmet til mai.", GF_OUTCOME_POSTPONED },
  { "Utvalget sier nei til naboen.", GF_OUTCOME_REJECTED },
  { "Rådet vil på befaring før det tar en beslutning.", GF_OUTCOME_POSTPONED },
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
  { "Dette vart samrøystes vedteke: Styret byggjer skulen.", GF_OUTCOME_ADOPTED },
  { "Dette ble enstemmig vedtatt: Styret bygger skolen.", GF_OUTCOME_ADOPTED },
  { "Vert teken opp att i neste møte, 10. januar.", GF_OUTCOME_POSTPONED },
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
  { "Møteinnkalling og saksliste vart godkjent utan merknadar.", GF_OUTCOME_ADOPTED },
  { "Utkast til referat fra møte 12.12.06 godkjennes.", GF_OUTCOME_ADOPTED },
  { "Referatsakene ble tatt til orientering.", GF_OUTCOME_NOTED },
  { "Planen ble godkjent av departementet i 2012.", GF_OUTCOME_UNKNOWN },
  { "Uttalelsen er under arbeid om behandles i Grenlandsrådet 17. mars",
    GF_OUTCOME_UNKNOWN },
  /* What was before is no outcome of this meeting. */
  { "Søknaden ble avslått av fylkesmannen i fjor.", GF_OUTCOME_UNKNOWN },
  { "Saken ble utsatt i forrige møte.", GF_OUTCOME_UNKNOWN },
  { "Saka vart utsett frå møtet i mai.", GF_OUTCOME_UNKNOWN },
  { "Saken utsettes til møtet i januar 2021.", GF_OUTCOME_POSTPONED },
  { "Vi gjer som i fjor.", GF_OUTCOME_ADOPTED },
  { "Planutvalget avslo søknaden.", GF_OUTCOME_REJECTED },
  { "Kommunedirektøren trakk saken.", GF_OUTCOME_WITHDRAWN },
  { "Vi rakk ikke saken.", GF_OUTCOME_POSTPONED },
  { "Etter ønske fra søkeren ble saken tatt av kartet.", GF_OUTCOME_WITHDRAWN },
  { "Utsettelsesforslaget ble vedtatt med 5 mot 2 stemmer.", GF_OUTCOME_POSTPONED },
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
  { "Lina fortalte om planen. Tas til orientering.", GF_OUTCOME_NOTED },
  { "Lina viste tala. Styret tok rapporten til orientering.", GF_OUTCOME_NOTED },
  { "Framlegget fall med 3 mot 1 røyst. Søknaden vert ikkje stetta.",
    GF_OUTCOME_REJECTED },
  { "To var borte. Vi venter med å bestemme oss til neste møte.", GF_OUTCOME_POSTPONED },
  { "Lina viste planen. Budsjettet ble vedtatt.", GF_OUTCOME_ADOPTED },
  { "Lina ba om å få saken utsatt. Enstemmig vedtatt.", GF_OUTCOME_POSTPONED },
  { "Lina viste planen. Enstemmig vedtatt.", GF_OUTCOME_ADOPTED },
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
  { "vedteken mot éi røyst", false, true, -1, 1 },
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
  { "Innstillingen enstemmig vedtatt (7 st.).", false, true, 7, -1 },
  { "Vedtatt med 8-6 stemmer.", false, true, 8, 6 },
  { "Forslaget ble vedtatt mot 2 (Sp, SV).", false, true, -1, 2 },
  { "Bygget har 8-10 rom.", false, false, 0, 0 },
  { "Søknaden vert ikkje imøtekomen. Vedtaket vart gjort med 7 røyster mot 2.", true,
    true, 7, 2 },
  { "Tilrådinga fekk 2 røyster og fall. Framlegget vart vedteke med 3 mot 2 røyster.",
    false, true, 3, 2 },
  { "Innstillingen ble vedtatt med 9 mot 2 stemmer. Tilleggsforslaget ble vedtatt med 6 "
    "mot 5 stemmer.",
    false, true, 9, 2 },
  { "For forslaget stemte 4: Ola Li (A), Kari Bø (B).\nImot forslaget stemte 31: Per Å "
    "(C).\nDermed ble utsettelsesforslaget ikke vedtatt.\n\nFor forslaget stemte 31: Per "
    "Å (C).\nImot forslaget stemte 4: Ola Li (A).\nDermed ble innstillingen vedtatt.",
    false, true, 31, 4 },
  { "For forslag 1 stemte 10: Ola Li (A).\nFor forslag 2 stemte 25: Per Å (C).\nDermed "
    "ble forslag 2 vedtatt.",
    false, true, 25, 10 },
  { "Forslag fra Ola Li om utleie mot kr 30 000 fikk 2 stemmer. 4 stemte mot.", true,
    true, 2, 4 },
  { "Framlegget fekk 5 røyster. 1 røysta imot.", false, true, 5, 1 },
  { "4 stemte mot.", false, false, 0, 0 },
  { "Det ble stemt over å ta saken opp. 4 stemte mot dette.", false, true, -1, 4 },
  { "Innstillinga fekk 6 røyster, framlegget frå Vik 11 røyster.", false, true, 11, 6 },
  { "Ved votering fikk innstillingen 3 stemmer og forslaget fra Vik 4 stemmer.", false,
    true, 4, 3 },
  { "Innstillingen fikk 20 stemmer og forslaget 13.", false, true, 20, 13 },
  { "Framlegget frå Vik fekk 9 røyster og er vedteke; 8 røysta for innstillinga.", false,
    true, 9, 8 },
  { "Framlegget fekk 3 røyster (V og 2 Ap) mot 5 og er med det falle.", true, true, 3,
    5 },
  { "Innstillingen falt med 2 (H, Frp) mot 4 stemmer.", true, true, 2, 4 },
  { "Forslaget fikk 2 stemmer og ble dermed ikke vedtatt.", true, true, 2, -1 },
  { "Framlegget frå Vik fekk 1 røyst og fall.", true, true, 1, -1 },
  { "Framlegget frå Vik fekk 1 røyst og fall.", false, false, 0, 0 },
  { "Framlegget frå leiaren fekk 3 røyster og vart vedteke. Framlegget frå Vik fekk 1 "
    "røyst.",
    false, true, 3, 1 },
  { "For forslaget stemte 35: Ola Li (A).\nDermed ble forslaget vedtatt.", false, true,
    35, -1 },
  { "Framlegget fekk 8 røyster og vart vedteke. 1 røyst imot (Vik).", false, true, 8, 1 },
  { "Bygget males hvert år. (3 mot 1.)", false, true, 3, 1 },
  { "Alternativ A (ei røyst kvar) fekk 5 røyster, alternativ B fekk 3.", false, true, 5,
    3 },
  { "Samrøystes (5).", false, true, 5, -1 },
  { "Tre for å si nei til forslaget, to imot.", false, true, 3, 2 },
  { "Rom (5) males. Tre for alt.", false, false, 0, 0 },
  { "Forslaget fra Li fikk 6 stemmer og ble vedtatt.", false, true, 6, -1 },
  { "Tilrådinga fekk\n10 røyster og er vedteken.", false, true, 10, -1 },
  { "Framlegget frå KrF fekk 5 røyster, framlegget frå Sp 2. Tilrådinga fekk 10 røyster "
    "og er vedteken.",
    false, true, 10, -1 },
  { "Forslaget fra Li fikk 6 stemmer og ble ikke vedtatt.", false, false, 0, 0 },
  { "Forslaget fikk 3 stemmer, 4 stemte mot, og forslaget falt.", true, true, 3, 4 },
  { "Planen vedtas. 4 stemte for og ingen mot.", false, true, 4, 0 },
  { "Fire stemte for, én mot.", false, true, 4, 1 },
  { "Det er ingen mot som da.", false, false, 0, 0 },
  { "Ved røysting fekk framlegget frå Vik 3 røyster og framlegget i saka 1.", false, true,
    3, 1 },
  { "Framlegget fekk 3 røyster og er lik forslag 1.", false, false, 0, 0 },
  { "Innstillingen er dermed vedtatt med 34 mot 5.", false, true, 34, 5 },
  { "Innstillingen vedtatt, 33 mot 4. Planen trykkes.", false, true, 33, 4 },
  { "Vedtatt enstemmig. Laget vant med 3 mot 2.", false, false, 0, 0 },
  { "Avgiften ble vedtatt med 3 mot 2 kroner.", false, false, 0, 0 },
  { "Framlegget fekk 3 røyster og vart nedrøysta med 4 røyster.", true, true, 3, 4 },
  { "Framlegget vart nedrøysta med 4 røyster.", false, false, 0, 0 },
  { "Kravet fekk ei røyst og fall mot tre.", true, true, 1, 3 },
  { "Framlegget frå Vik fekk 2 røyster. Tilrådinga fekk 3 røyster.", true, true, 3, 2 },
  { "Framlegg A fekk 2 røyster. Det andre fekk 3 røyster. Det tredje fekk 4 røyster.",
    false, false, 0, 0 },
  { "Endringsforslaget fikk 2 stemmer. Innstillingen fikk 9 stemmer.", false, false, 0,
    0 },
  { "3 røysta for framlegget. 1 røysta mot (Vik).", true, true, 3, 1 },
  { "Rådet går for utkast 2. To av seks røysta imot.", false, true, -1, 2 },
  { "Framlegget vart vedteke med 4 mot 2 røyster. Tilrådinga med denne endringa vart "
    "samrøystes vedteken.",
    false, false, 0, 0 },
  { "Vedtatt med trettifire mot tjueåtte stemmer.", false, true, 34, 28 },
  { "Innstillingen ble vedtatt mot 3 stemmer.", false, true, -1, 3 },
  { "Vedtatt mot tre.", false, true, -1, 3 },
};

START_TEST (votes)
{
  int32_t in_favour = 0, against = 0;
  bool found = gf_votes_read (registers, VOTES[_i].text, strlen (VOTES[_i].text),
                              VOTES[_i].fell, &in_favour, &against);

  ck_assert_msg (found == VOTES[_i].found, "%s", VOTES[_i].text);
  ck_assert_int_eq (in_favour, VOTES[_i].in_favour);
  ck_assert_int_eq (against, VOTES[_i].against);
}
END_TEST

static const struct
{
  const char *text;
  const char *not_done;
} NOT[] = {
  { "Kommunen kjøper ikke tomta. Enstemmig vedtatt.", "Kommunen kjøper ikke tomta." },
  { "Vedtatt med 4 stemmer:\nTomta selges ikke.", "Tomta selges ikke." },
  { "Rådet støttar ikkje nytt namn", "Rådet støttar ikkje nytt namn" },
  { "Kommunen kjøper tomta.", NULL },
  { "Rådet ber om at skogen ikke hogges.", NULL },
  { "Rådet ber rådmannen om ikke å hogge skogen.", NULL },
  { "Avgift innføres ikke. Budsjettet vedtas.", NULL },
  { "Utvalget har ikke merknader.", NULL },
  { "", NULL },
};

START_TEST (answers)
{
  const char *stays = "Vedtatt mot 2 stemmer. Åpningstiden opprettholdes.";
  const char *won = "Innstillingen falt. Forslaget fra Sp fikk 14 stemmer.";
  const char *fell = "Innstillingen falt. Det ble en lang debatt.";
  const char *more = "Rapporten tas til orientering. Rådmannen skal lukke avvikene.";
  const char *noted = "Rapporten tas til orientering. Det er en god rapport.";

  ck_assert (gf_outcome_stays (registers, stays, strlen (stays)));
  ck_assert (!gf_outcome_stays (registers, more, strlen (more)));
  ck_assert (gf_outcome_another_won (registers, won, strlen (won)));
  ck_assert (!gf_outcome_another_won (registers, fell, strlen (fell)));
  ck_assert (gf_outcome_orders_besides (registers, more, strlen (more)));
  ck_assert (!gf_outcome_orders_besides (registers, noted, strlen (noted)));
  ck_assert (gf_outcome_voices (registers, "Høring – søknad om konsesjon"));
  ck_assert (!gf_outcome_voices (registers, "Søknad om høring"));
  ck_assert (gf_outcome_keeps (registers, "Forslag om å beholde skolen"));
  ck_assert (!gf_outcome_keeps (registers, "Forslag om ny skole"));
}
END_TEST

START_TEST (not_to)
{
  g_autofree char *not_done
      = gf_outcome_dup_not (registers, NOT[_i].text, strlen (NOT[_i].text), 0);

  ck_assert_pstr_eq (not_done, NOT[_i].not_done);
}
END_TEST

static const struct
{
  const char *text;
  GfOutcome outcome;
} OF_CASE[] = {
  { "Leder var borte. Saken ble trukket. Neste møte er i mai.", GF_OUTCOME_WITHDRAWN },
  { "Kari spurte. Saka vert utsett. Ola takka.", GF_OUTCOME_POSTPONED },
  { "Kari spurte. Saka vart utsett. No er ho klar.", GF_OUTCOME_UNKNOWN },
  { "Saken", GF_OUTCOME_UNKNOWN },
  { "Kari spurte. Saken ble utsatt i forrige møte. Ola takket.", GF_OUTCOME_UNKNOWN },
  { "Kari sa: Saken trekkes. Ola takket.", GF_OUTCOME_UNKNOWN },
  { "Bygget ble trukket fram. Prosjektet utsettes.", GF_OUTCOME_UNKNOWN },
  { "Saken ble vedtatt. Ola takket.", GF_OUTCOME_UNKNOWN },
};

START_TEST (of_the_case)
{
  const char *text = OF_CASE[_i].text;
  GfOutcome outcome = gf_outcome_find_of_case (registers, text, strlen (text));

  ck_assert_msg (outcome == OF_CASE[_i].outcome, "%s: %s", text,
                 gf_outcome_name (outcome));
}
END_TEST

static const struct
{
  const char *text;
  bool asked;
  GfOutcome outcome;
} TOLD[] = {
  { "Utkastet var klart. Uttalelsen ble enstemmig vedtatt og legges ved. Kari sender "
    "den.",
    false, GF_OUTCOME_ADOPTED },
  { "Avtalen går ut. Semje om å halde fram. Per er positiv.", false, GF_OUTCOME_ADOPTED },
  { "Det ble enighet om at lederen ser på det til høsten 2020.", false,
    GF_OUTCOME_ADOPTED },
  { "Styret kjøper båt. Kari kjører.", false, GF_OUTCOME_ADOPTED },
  { "Det er ikke midler igjen. Søker oppfordres til å prøve neste år.", true,
    GF_OUTCOME_REJECTED },
  { "Garanti blir ikke gitt.", true, GF_OUTCOME_REJECTED },
  { "Rådet ga støtte i sak 18/17 også.", false, GF_OUTCOME_UNKNOWN },
  { "Strategien ble vedtatt i TR 14/20.", false, GF_OUTCOME_UNKNOWN },
  { "Avtalen ble undertegnet i juni, og kontoret er flyttet.", false,
    GF_OUTCOME_UNKNOWN },
  { "Saken ble utsatt. Nå er planen god.", false, GF_OUTCOME_UNKNOWN },
  { "Lina viste bilder. Mange spurte.", false, GF_OUTCOME_UNKNOWN },
  { "", false, GF_OUTCOME_UNKNOWN },
};

START_TEST (told)
{
  const char *text = TOLD[_i].text;
  GfOutcome outcome
      = gf_outcome_find_told (registers, text, strlen (text), TOLD[_i].asked);

  ck_assert_msg (outcome == TOLD[_i].outcome, "%s: %s", text, gf_outcome_name (outcome));
}
END_TEST

START_TEST (titles)
{
  ck_assert (gf_outcome_only_tells (registers, "Eventuelt"));
  ck_assert (gf_outcome_only_tells (registers, "Orientering om skolen"));
  ck_assert (!gf_outcome_only_tells (registers, "Ny skole"));
  ck_assert (!gf_outcome_only_tells (registers, ""));
  ck_assert (gf_outcome_settles (registers, "Valg av leder"));
  ck_assert (gf_outcome_settles (registers, "Godkjenning av møtebok"));
  ck_assert (!gf_outcome_settles (registers, "Møteplan"));
  ck_assert (!gf_outcome_settles (registers, ""));
}
END_TEST

START_TEST (asks)
{
  ck_assert (gf_outcome_asks (registers, "Støtte til kor - søknad fra Li songlag"));
  ck_assert (gf_outcome_asks (registers, "Klage på avslag"));
  ck_assert (gf_outcome_asks (registers, "Førespurnad om kjøp av tomt"));
  ck_assert (!gf_outcome_asks (registers, "Høring - ny kommunelov"));
  ck_assert (!gf_outcome_asks (registers, ""));
}
END_TEST

/* What fell is told by a word that also turns down. */
START_TEST (fell)
{
  static const char down[] = "Framlegget fall samrøystes.";
  static const char up[] = "Framlegget fall. Tilrådinga vart vedteken.";

  ck_assert (gf_outcome_fell (registers, down, strlen (down)));
  ck_assert (!gf_outcome_fell (registers, up, strlen (up)));
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
  tcase_add_test (tests, answers);
  tcase_add_loop_test (tests, not_to, 0, G_N_ELEMENTS (NOT));
  tcase_add_loop_test (tests, of_the_case, 0, G_N_ELEMENTS (OF_CASE));
  tcase_add_loop_test (tests, told, 0, G_N_ELEMENTS (TOLD));
  tcase_add_test (tests, titles);
  tcase_add_test (tests, asks);
  tcase_add_test (tests, fell);
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
