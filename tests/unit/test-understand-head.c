/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document says of itself, beside its title, date and organ: and that nothing is
   said of it that it does not say. */
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

static const struct
{
  const char *text;
  const char *field, *expected; /* NULL: nothing */
} heads[] = {
  /* Type, and the words that say so. */
  { "MØTEBOK\n\nUtval: Formannskapet", "type", "minutes" },
  { "MØTEBOK\n\nUtval: Formannskapet", "evidence", "MØTEBOK" },
  { "Innkalling til møte i regionrådet\n\nDato: 1. mars 2021", "evidence",
    "Innkalling til møte" },
  { "Vaksdal kommune\n\nSAKSPAPIR\n\nSaksnr\tUtval\n15/2019\tLevekårsutvalet", "type",
    "case-paper" },
  { "Rådsmøte 29.5.2017\n\nTil stede: Kari Varmo, Ola Lindbo\n\nSak 13/17 Møteplan",
    "type", "minutes" },
  { "Rådsmøte 29.5.2017\n\nTil stede: Kari Varmo, Ola Lindbo\n\nSak 13/17 Møteplan",
    "evidence", "Til stede" },
  { "Bading i elva\n\nDet er skrevet referat fra møtet om badingen i elva i sommer.",
    "type", "other" },
  { "Bading i elva\n\nDet er skrevet referat fra møtet om badingen i elva i sommer.",
    "evidence", NULL },
  /* An organ is a name. */
  { "Referat\n\nDato: 1.2.2021\n\nVi arbeider videre med satsingsområdet fra i fjor.",
    "body", NULL },
  { "Møteprotokoll\n\nPlan- og miljøutvalget\n\nDato: 1.2.2021", "body",
    "Plan- og miljøutvalget" },
  { "Referat\n\nDetaljer regionråd\n\nDato: 1.2.2021", "body", "Regionrådet" },
  { "Referat\n\nAndre regionråd har gjort det samme\n\nDato: 1.2.2021", "body", NULL },
  { "Strategi 2019-2030\n\nKongsbergregionens strategi for vekst", "body",
    "Kongsbergregionen" },
  { "Møteprotokoll\n\nUtvalg: Hovedutvalg for teknisk\nDato: 24.05.11", "body",
    "Hovedutvalg for teknisk" },
  { "VOLDA KOMMUNE\n\nRÅD FOR MENNESKE MED NEDSETT FUNKSJONSEVNE\n\nMØTEBOK\n\n"
    "Dato: 05.05.2015",
    "body", "Råd for menneske med nedsett funksjonsevne" },
  { "Møteprotokoll for Hovedutvalg for oppvekst og kultur 18. januar 2022", "body",
    "Hovedutvalg for oppvekst og kultur" },
  { "Styre/råd/utvalg:\tMøtested:\tMøtedato:\nPlanutvalget\tHerredshuset\t14.11.2013\n\n"
    "MØTEPROTOKOLL",
    "body", "Planutvalget" },
  /* An organ and its place. */
  { "Møteprotokoll for Eldrerådet i Nesodden\n\nDato: 5. februar 2018", "region",
    "Nesodden" },
  { "Kontrollutvalget i Meråker kommune\n\nMØTEBOK\n\nDato: 5. februar 2018", "region",
    "Meråker" },
  { "Kontrollutvalget i Storlia kommune\n\nMØTEBOK\n\nDato: 5. februar 2018", "region",
    "Storlia" },
  { "Møteprotokoll Storlia ungdomsråd\n\nDato: 5. februar 2018", "region", "Storlia" },
  { "Referat\n\nMøte i:\tLidheirådet\nDato:\t14. november 2008", "region", "Lidheia" },
  { "Møteprotokoll\n\nUtvalg: Nedre Lidal samkommunestyre\nDato: 13.06.2013", "region",
    "Nedre Lidal" },
  { "Møteprotokoll\n\nUtvalg: Midtre Namdal samkommunestyre\nDato: 13.06.2013", "region",
    "Midtre Namdal" },
  { "Til: Rådmannsgruppa for Ytre Livik\nEmne: Referat frå møtet 10.05.2007\n\nHei!",
    "region", "Ytre Livik" },
  { "HALD-samarbeidet\n\nReferat fra møte i rådmannsgruppa\n\n20. februar 2015", "region",
    "HALD" },
  { "Møtebok\n\nUtval: Klagenemnda for eigedomsskatt\nDato: 18.06.2013", "body",
    "Klagenemnda for eigedomsskatt" },
  { "Protokoll fra regionrådsmøte i Båtsfjord\n\nØst-Finnmark regionråd\n\n"
    "Dato: 5. februar 2018",
    "region", "Øst-Finnmark" },
  /* Names of no register. */
  { "Møteprotokoll\n\nUtvalg: Teknisk samordning\nDato: 12.05.2018", "body",
    "Teknisk samordning" },
  { "Referat\n\nFra: Kari Varmo\nDato: 12.05.2018", "body", NULL },
  { "Møteprotokoll\n\nKommunalt råd for mennesker med nedsatt funksjonsevne\n\n"
    "Møtedato: 12.11.2009",
    "body", "Kommunalt råd for mennesker med nedsatt funksjonsevne" },
  { "Vest-Lividrådet\n\nMøtebok\n\nDato: 12.05.2018", "body", "Vest-Lividrådet" },
  { "Rådet for Livikregionen\n\nReferat\n\nDato: 12.05.2018", "body",
    "Rådet for Livikregionen" },
  { "Varlia kommune\n\nProtokoll fra Driftsutvalgets møte 12.05.2018", "body",
    "Driftsutvalget" },
  { "Livik interkommunale politiske råd\n\nProtokoll 12.05.2021", "body",
    "Livik interkommunale politiske råd" },
  { "Varlia kommune\n\nMøteprotokoll\n\nOppvekstkomiteen\n\nDato: 12.05.2018", "body",
    "Oppvekstkomiteen" },
  { "Varlia formannskap - møte nr. 4/2018\n\nProtokoll\n\nDato: 12.05.2018", "region",
    "Varlia" },
  { "Ungdomsrådet i Varlia\n\nReferat fra møte 12.05.2018", "region", "Varlia" },
  { "Formannskapet i Herredshuset\n\nReferat fra møte 12.05.2018", "region", NULL },
  { "Midtland fylkeskommune\n\nFylkeseldrerådet\n\nMøteprotokoll 12.05.2018", "region",
    "Midtland fylkeskommune" },
  { "LOFOTRÅDET\n\nMøteprotokoll\n\nDato: 12.05.2018", "region", "Lofoten" },
  { "Livik regionråd\n\nMidtland fylkeskommune\n\nVår ref: 21/34\nDato: "
    "18.06.2021\n\nHøringsuttalelse – regional transportplan",
    "body", "Livik regionråd" },
  /* An organ alone below the council's letterhead; words of a key are none. */
  { "LISTERRÅDET\n\nArbeidsutvalget\n\nPROTOKOLL\n\nDato: 12.05.2018", "body",
    "Arbeidsutvalget" },
  { "Møteinnkalling Utvalg/styre/råd : Møte i kontrollutvalget Møtedato: 12.05.2018",
    "body", "Kontrollutvalget" },
  { "PROTOKOLL FRA MØTE LIVIK REGIONRÅD\n\nTid: 12. mai 2018", "body",
    "Livik regionråd" },
  { "MØTEREFERAT\n\nInterkommunalt politisk råd Livik\n\nDato: 12.05.2021", "region",
    "Livik" },
  { "MØTEREFERAT\n\nInterkommunalt politisk råd for Livik\n\nDato: 12.05.2021", "body",
    "Interkommunalt politisk råd Livik" },
  { "Avtale om vann mellom Varlia kommune og Storlia kommune\n\nInngått 12.05.2018. "
    "Godkjent av Varlia kommunestyre.",
    "body", "Varlia kommune" },
  /* Who answers stands in the title, whom it answers in the letterhead. */
  { "Midtland fylkeskommune\n\n# Høringssvar fra Livikregionen IPR – regional plan for "
    "kollektivtrafikk i Midtland\n\nVi viser til brev.",
    "region", "Livikregionen" },
  /* Municipalities in a list. */
  { "LIVIK REGIONRÅD\nHole – Jevnaker – Ringerike\n\nMøtebok\n\nDato: 12.05.2018",
    "municipalities", "Hole Jevnaker Ringerike" },
  { "Notat\n\nDato: 12.05.2018\n\nHer er svarene.\n\nAlle svarte.\n\nKarmøy kommune: "
    "ja\nBokn kommune: nei\nSveio kommune: "
    "ja",
    "municipalities", "Karmøy Bokn Sveio" },
  { "Notat om bading\n\nBarn fra Hole, Jevnaker og Ringerike bader.", "municipalities",
    NULL },
  { "Møtebok\n\nStad: Hol, Hol kommunehus\nDato: 12.05.2018", "municipalities", NULL },
  /* Whose it is. */
  { "SKIEN KOMMUNE\n\nMøteprotokoll\n\nUtvalg: Formannskapet\nDato: 12.03.2019", "region",
    "Skien" },
  { "SKIEN KOMMUNE\n\nMøteprotokoll\n\nUtvalg: Formannskapet\nDato: 12.03.2019",
    "municipalities", "Skien" },
  { "SKIEN KOMMUNE\n\nMøteprotokoll\n\nUtvalg: Formannskapet\nDato: 12.03.2019",
    "counties", "Telemark" },
  { "SKIEN KOMMUNE\n\nMøteprotokoll\n\nUtvalg: Formannskapet\nDato: 12.03.2021",
    "counties", "Vestfold og Telemark" },
  { "SKIEN KOMMUNE\n\nMøteprotokoll\n\nUtvalg: Formannskapet\nDato: 12.03.2024",
    "counties", "Telemark" },
  { "HORDALAND FYLKESKOMMUNE\n\nMøtebok\n\nFylkestinget\nDato: 12.03.2014", "region",
    "Hordaland fylkeskommune" },
  { "HORDALAND FYLKESKOMMUNE\n\nMøtebok\n\nFylkestinget\nDato: 12.03.2014",
    "municipalities", NULL },
  { "HORDALAND FYLKESKOMMUNE\n\nMøtebok\n\nFylkestinget\nDato: 12.03.2014", "counties",
    "Hordaland" },
  { "Møteinnkalling\n\nUtvalg/styre/råd: Møte i kontrollutvalget i Frøya kommune\n"
    "Møtedato: 19.02.2009",
    "municipalities", "Frøya" },
  { "VARSTAD KOMMUNE\n\nMøteprotokoll\n\nUtvalg: Formannskapet", "region", "Varstad" },
  { "VARSTAD KOMMUNE\n\nMøteprotokoll\n\nUtvalg: Formannskapet", "municipalities", NULL },
  { "Høringsuttalelse\n\nRollag kommune gir følgende innspill til planen.",
    "municipalities", "Rollag" },
  { "Notat om bading\n\nSkien kommune deltar, og Bamble kommune vil kanskje delta.",
    "municipalities", NULL },
  { "Notat om bading\n\nBarn fra Skien og Bamble bader.", "region", NULL },
  /* The members of a region, as they were on that day. */
  { "Referat regionråd\n\nTrondheimsregionen\nDato: 12.03.2015", "municipalities",
    "Stjørdal Malvik Trondheim Melhus Skaun Midtre Gauldal Klæbu Orkdal Rissa Leksvik" },
  { "Referat regionråd\n\nTrondheimsregionen\nDato: 12.03.2022", "municipalities",
    "Stjørdal Malvik Trondheim Melhus Skaun Midtre Gauldal Orkland Indre Fosen" },
  { "Referat\n\nRegionrådet for Indre Østfold\nDato: 12.03.2022", "counties", "Viken" },
  /* The meeting. */
  { "Møtebok\n\nMøte: 6/2014\nStad: Meland rådhus", "number", "6/2014" },
  { "Møteprotokoll\n\nMøte nr. 5/2009\nSted: Rådhuset", "number", "5/2009" },
  { "Styreprotokoll\n\nStyremøte 2-2012\nTorsdag 22.03.12", "number", "2-2012" },
  { "Møteprotokoll\n\nMøtedato: 12.03.2021", "number", NULL },
  { "Møteprotokoll\n\nTid og sted: Rådhusstua, Varmo rådhus klokken 0900 - 1200", "place",
    "Rådhusstua, Varmo rådhus" },
  { "Møteprotokoll\n\nTid og sted: Fredag 3. juni 2022, Rådhuset kl. 9", "place",
    "Rådhuset" },
  { "1 Møteprotokoll Utvalg: Formannskapet Møtested: Salen, Rådhuset Møtedato: "
    "12.03.2021 Tid: 10:00",
    "place", "Salen, Rådhuset" },
  { "1 Møteprotokoll Utvalg: Formannskapet Møtested: Salen, Rådhuset Møtedato: "
    "12.03.2021 Tid: 10:00",
    "date", "2021-03-12" },
  { "Referat\n\nDato: 6. - 8. oktober 2014", "date", "2014-10-06" },
  { "Referat\n\nDato: den 3.-4. juni 2020", "date", "2020-06-03" },
  { "Referat\n\nDato: 3. og 4. juni 2020", "date", "2020-06-03" },
  { "Referat\n\nDato: 03.-04.06.2020", "date", "2020-06-03" },
  { "Referat\n\nDato: 30. mai – 1. juni 2020", "date", "2020-05-30" },
  { "Referat\n\nDato: 12. febr. 2019", "date", "2019-02-12" },
  { "Referat\n\nDato: 3. geassemánnu 2020", "date", "2020-06-03" },
  { "Møtebok frå møte i Regionrådet for Storlia 25. april 2014\n\nSak 1/14 Ymse", "title",
    "Møtebok frå møte i Regionrådet for Storlia 25. april 2014" },
  { "Møteprotokoll\n\nSted: det ble ikke sagt hvor møtet skulle være", "place", NULL },
  /* Case worker and archive. */
  { "Saksframlegg\n\nSaksbehandler: Kari Varmo, tlf. 12345678\nArkivsaksnr.: 12/752",
    "worker", "Kari Varmo" },
  { "Saksframlegg\n\nSaksbehandler: Kari Varmo, tlf. 12345678\nArkivsaksnr.: 12/752",
    "archive", "12/752" },
  { "Fråsegn\n\nVedteken 20. mai 2022. Sakshandsamar: Kari Varmo. Vår ref. 22/77-9.",
    "worker", "Kari Varmo" },
  { "Fråsegn\n\nVedteken 20. mai 2022. Sakshandsamar: Kari Varmo. Vår ref. 22/77-9.",
    "archive", "22/77-9" },
  { "Referat\n\nReferanse: 22-\nDato: 10. juni 2022", "archive", NULL },
  { "Referat\n\nVår ref: Deres ref: Dato: 10. juni 2022", "archive", NULL },
  /* Time. */
  { "Notat om bading\n\nPublisert 12.03.2021, oppdatert 14.03.2021.", "published",
    "2021-03-12" },
  { "Strategi 2019–2030\n\nVarstadregionen", "period", "2019 2030" },
  { "Handlingsplan 2020-23\n\nVarstadregionen", "period", "2020 2023" },
  { "Rapport for 1. halvår 2011\n\nVarstadregionen", "period", "2011-01-01 2011-06-30" },
  { "Tertialrapport 2. tertial 2014\n\nVarstadregionen", "period",
    "2014-05-01 2014-08-31" },
  { "Årsmelding 2012\n\nVarstadregionen", "period", "2012 2012" },
  { "Referat fra møtet om strategi 2019–2030\n\nDato: 12.03.2021", "period", NULL },
  { "Halvårsrapport 2024\n\nRapporten gjelder:\t1. januar – 30. juni 2024", "period",
    "2024-01-01 2024-06-30" },
  { "Halvårsrapport 2011\n\nLagt fram for styringsgruppen 19. august 2011", "period",
    "2011-01-01 2011-06-30" },
  { "Halvårsrapport 2011\n\nLagt fram for styringsgruppen 19. mars 2011", "period",
    NULL },
  /* A region that no register has. */
  { "PROTOKOLL\n\nMØTE I REGIONRÅDET STORLIVIK\n\nTid: 8. november 2013", "region",
    "Storlivik" },
  { "Innkalling\n\nRegionrådet Storlivik, møte 5/25\n\nDato: 10.10.2025", "region",
    "Storlivik" },
  { "Innkalling\n\nRegionrådet Storlivik, Austlivik\n\nDato: 10.10.2025", "region",
    NULL },
  { "Innkalling\n\nRegionrådet Sak 5/25\n\nDato: 10.10.2025", "region", NULL },
  { "Møtebok for Fellesnemnda for Storlivik\n\nDato: 22.05.2017", "region", "Storlivik" },
  { "MIDTLAND FYLKESKOMMUNE\n\nMøtebok\n\nFylkesutvalget\nDato: 12.03.2014", "region",
    "Midtland fylkeskommune" },
  { "Høringssvar fra Varlia kommune – plan for Storlivikregionen\n\nStorlivikregionen\n\n"
    "Varlia formannskap behandlet planen 17. januar 2023.",
    "region", "Varlia" },
  { "Høringssvar fra Varlia kommune – plan for Storlivikregionen\n\nStorlivikregionen\n\n"
    "Varlia formannskap behandlet planen 17. januar 2023.",
    "body", "Formannskapet" },
  { "Notat om bading\n\nVarlia kommune deltar, og Fjordlia kommune vil kanskje delta.",
    "region", NULL },
  /* Of several dates. */
  { "Referat fra ungdomsrådet\n\nPublisert 23.04.2021\n\nMøtet ble holdt på Teams "
    "tirsdag 20. april 2021 fra kl. 14.",
    "date", "2021-04-20" },
  { "Referat fra ungdomsrådet\n\nPublisert 23.04.2021\n\nVi snakket om hallen.", "date",
    "2021-04-23" },
  { "Emne: Kort referat rådmannsutvalet 4. mars\n\nDato: 7. mars 2016", "date",
    "2016-03-04" },
  { "Emne: Kort referat rådmannsutvalet 30. desember\n\nDato: 7. januar 2016", "date",
    "2015-12-30" },
  { "Emne: Kort referat rådmannsutvalet 4. mars\n\nDato: 7. mars 2016", "title",
    "Kort referat rådmannsutvalet 4. mars" },
  /* The meeting, without keys. */
  { "Innkalling\n\nRegionrådet Storlivik, møte 5/25\n\nDato: 10.10.2025", "number",
    "5/25" },
  { "Referat fra møte 5 i prosjektgruppen for felles barnevern\n\nDato: 24.10.2012",
    "number", "5" },
  { "Referat fra møte 5. mai i prosjektgruppen\n\nDato: 5.5.2012", "number", NULL },
  { "Innkalling\n\nGodkjenning av møtebok frå møte 5/25\n\nDato: 10.10.2025", "number",
    NULL },
  { "Innkalling\n\nFredag 10. oktober 2025 i Holmvik, gamle telegrafen", "place",
    "Holmvik, gamle telegrafen" },
  { "Styreprotokoll\n\nTorsdag 22.03.12 kl. 1700–1945, Smelthytta, Nordfell", "place",
    "Smelthytta, Nordfell" },
  { "Styreprotokoll\n\nTorsdag 22.03.12 kl. 1700–1945 kom mange", "place", NULL },
  { "Protokoll\n\nFjernmøte torsdag 30. april 2020, klokka 12.00 til 12.50", "place",
    "Fjernmøte" },
  { "Referat\n\nMøtet ble holdt på Teams tirsdag 20. april 2021.", "place", "Teams" },
  { "Referat\n\nMøtet ble holdt i går, og det gikk bra 20. april 2021.", "place", NULL },
  { "Innkalling\n\nDato: 10.10.2025\n\nUtsendt 1. oktober 2025 av Kari Varmo, "
    "saksbehandlar.",
    "worker", "Kari Varmo" },
  { "Innkalling\n\nDato: 10.10.2025\n\nUtsendt 1. oktober 2025 av kommunen, "
    "saksbehandlar.",
    "worker", NULL },
  { "Referat\n\nAdministrativ samarbeidsgruppe\n\nDato: 1.2.2021", "body",
    "Administrativ samarbeidsgruppe" },
  /* The day, the hour and the day of the week are no place; a house below the day is. */
  { "Protokoll\n\nMøtested: Salen, rådhuset Tirsdag 05.09.2017 16:00", "place",
    "Salen, rådhuset" },
  { "Protokoll\n\nMøtested: Hamar, 24.-26. november 2022", "place", "Hamar" },
  { "Referat\n\nMøtet vart halde i Livikvåg frå kl. 10.00 til 14.15.", "place",
    "Livikvåg" },
  { "Møtebok\n\nFredag 15. februar 2013 kl. 12.00\nLivik rådhus", "place",
    "Livik rådhus" },
  { "Møtebok\n\nFredag 15. februar 2013 kl. 12.00\nKari Varmo", "place", NULL },
  { "Referat\n\nMøte\t1/2026\nTid\tFredag 6. februar 2026\nStad\tTeams", "place",
    "Teams" },
  { "Styreprotokoll nr. 5/2018\n\nDato: 14.11.2018", "number", "5/2018" },
  /* Keys that ran together in a cell, and above their values. */
  { "Saksframlegg\n\nSakshandsamar: Arkivsak: Dato:\tKari Varmo 24/602-2 04.03.2024",
    "date", "2024-03-04" },
  { "Saksframlegg\n\nSakshandsamar: Arkivsak: Dato:\tKari Varmo 24/602-2 04.03.2024",
    "worker", "Kari Varmo" },
  { "Saksframlegg\n\nSakshandsamar: Arkivsak: Dato:\tKari Varmo 24/602-2 04.03.2024",
    "archive", "24/602-2" },
  { "Høyringsuttale\n\nVår referanse\tDykkar referanse\tSakshandsamar\tDato\n"
    "2021/318-7\t2021/20417\tKari Varmo\t28.05.2021",
    "archive", "2021/318-7" },
  /* Whom a letter goes to. */
  { "Skien kommune\n\nTelemark fylkeskommune\nPostboks 2844\n3702 Skien\n\n"
    "Høringsuttalelse – rutetilbudet\n\nDato: 28.05.2012",
    "region", "Skien" },
  /* What was sent before the meeting is another's. */
  { "Referat\n\nDato: 20.03.2007\n\nSak 1/07 Referat\n\nReferatet ble sendt ut "
    "20.12.2006.",
    "published", NULL },
  { "SAMARBEIDSAVTALE\n\nmellom\n\nVarlia kommune og Storlia kommune\n\nom felles "
    "barnevern\n\nVarlia, 12.05.2018",
    "title",
    "SAMARBEIDSAVTALE mellom Varlia kommune og Storlia kommune om felles barnevern" },
  { "Referat\n\nDato: 12.05.2018\n\nForslag til vedtak: Saka blir utsett. Dei andre "
    "kjem ikkje.",
    "language", "nn" },
  /* Titles of two lines, and below whose paper it is. */
  { "MØTEINNKALLING FOR\nVARLIA UNGDOMSRÅD\n\nTid: 12.05.2018", "title",
    "MØTEINNKALLING FOR VARLIA UNGDOMSRÅD" },
  { "VARLIA KOMMUNE\n\nVARLIA VILTNEMND - MØTEBOK\n\nDato: 12.05.2018", "title",
    "VARLIA VILTNEMND - MØTEBOK" },
  { "Livik regionråd          Blad 1\n\nMøtebok\n\nDato: 12.05.2018", "title",
    "Møtebok – Livik regionråd 12.05.2018" },
  { "Norlia regionråd\n\nInnkalling til møte 12. april sendes ut en uke før.\n\nMøte i "
    "arbeidsutvalget\n\nDato: 12.05.2018",
    "title", "Møte i arbeidsutvalget" },
};

static char *
dup_list (const GStrv list)
{
  return list != NULL ? g_strjoinv (" ", list) : NULL;
}

static char *
dup_field (const GfDocument *document, const char *field)
{
  const GfDetails *details = &document->details;

  if (strcmp (field, "municipalities") == 0)
    return dup_list (details->municipalities);
  if (strcmp (field, "counties") == 0)
    return dup_list (details->counties);
  if (strcmp (field, "period") == 0)
    return details->period_from != NULL
               ? g_strconcat (details->period_from, " ", details->period_to, NULL)
               : NULL;

  const struct
  {
    const char *name, *value;
  } fields[] = { { "type", gf_document_type_name (document->type) },
                 { "evidence", details->type_evidence },
                 { "body", document->body },
                 { "region", document->region },
                 { "date", document->date },
                 { "title", document->title },
                 { "language", document->language },
                 { "number", details->meeting_number },
                 { "place", details->meeting_place },
                 { "worker", details->case_worker },
                 { "archive", details->archive_reference },
                 { "published", details->published } };

  for (size_t i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (field, fields[i].name) == 0)
      return g_strdup (fields[i].value);
  ck_abort_msg ("no field %s", field);
}

START_TEST (test_head)
{
  g_autoptr (GfText) text = read_plain (heads[_i].text);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *found = dup_field (document, heads[_i].field);

  ck_assert_msg (g_strcmp0 (found, heads[_i].expected) == 0, "%s of \"%s\": %s, not %s",
                 heads[_i].field, heads[_i].text, found, heads[_i].expected);
}
END_TEST

/* The same of documents with a layout, and with an author. */
static const struct
{
  const char *blocks, *author; /* author: NULL where the file names none */
  const char *field, *expected;
} layouts[] = {
  { "B Varlia kommune\nB Politikk\nH1 Formannskapet 8. november 2023\nP Alle kom.", NULL,
    "region", "Varlia" },
  { "B Midtland fylkeskommune\nH1 Fylkesutvalget 19. september 2017\nP Alle kom.", NULL,
    "region", "Midtland fylkeskommune" },
  /* Below its text a site tells of others. */
  { "H1 Formannskapet 8. november 2023\nP Alle kom.\nB Varlia kommune", NULL, "region",
    NULL },
  { "B Varlia kommune\nB Fjordlia kommune\nH1 Formannskapet 8. november 2023\nP Alle "
    "kom.",
    NULL, "region", NULL },
  { "H1 NOTAT\nP Dato: 30.09.2025\nP Gata var stengt.", "Varlia kommune", "region",
    "Varlia" },
  { "H1 NOTAT\nP Dato: 30.09.2025\nP Gata var stengt.", "Kari Varmo", "region", NULL },
  /* The host of a secretariat. */
  { "H1 Møte i Storlivikregionen\nP Dato: 30.09.2025", "Varlia kommune", "region",
    "Storlivikregionen" },
  /* Keys in a row, and in the next what they are. */
  { "T Deres ref.|Vår ref.|Saksbehandler|Dato\nT 2025/12|2025/447-8|Kari "
    "Varmo|27.02.2026\n"
    "H1 Høringssvar fra Livik regionråd\nP Vedtatt 26.02.2026.",
    NULL, "date", "2026-02-27" },
  { "T Deres ref.|Vår ref.|Saksbehandler|Dato\nT 2025/12|2025/447-8|Kari "
    "Varmo|27.02.2026\n"
    "H1 Høringssvar fra Livik regionråd",
    NULL, "archive", "2025/447-8" },
  { "T Deres ref.|Vår ref.|Saksbehandler|Dato\nT 2025/12|2025/447-8|Kari "
    "Varmo|27.02.2026\n"
    "H1 Høringssvar fra Livik regionråd",
    NULL, "worker", "Kari Varmo" },
  { "H1 Møteprotokoll\nP Dato: 30.09.2025\nT Saksnr|Arkivsaksnr|Tittel\n"
    "T 1/25|25/117|Ymse",
    NULL, "archive", NULL },
  { "H1 Notat\nP Dato: 30.09.2025\nP Saksnr.: 21/104-2", NULL, "archive", "21/104-2" },
  { "H1 Møteprotokoll\nP Dato: 30.09.2025\nP Saksnr.: 21/104-2", NULL, "archive", NULL },
  { "H1 Referat\nP Vår ref.: RR 2014/31", NULL, "archive", "RR 2014/31" },
  /* Where, in a sentence. */
  { "H1 Protokoll\nP Det ble holdt møte i styret fredag 28. april 2017 kl. 12.00 på "
    "Varmo "
    "hotell, Livik. Alle kom.",
    NULL, "place", "Varmo hotell, Livik" },
  { "H1 Møtebok\nP Rådsmøte torsdag den 17. september 2015, kl. 10.00 – 15.15, i "
    "Varmosalen "
    "i Livik",
    NULL, "place", "Varmosalen i Livik" },
  { "H1 Protokoll\nP Livik regionråd hadde møte i Varmo kulturhus fredag 29. mars 2019 "
    "kl. "
    "09.30–14.00. Alle kom.",
    NULL, "place", "Varmo kulturhus" },
  { "H1 Protokoll\nP Møtet ble holdt på Varmo hotell", NULL, "place", "Varmo hotell" },
  { "H1 Referat\nP Hvor: digitalt på Teams", NULL, "place", "digitalt på Teams" },
  { "H1 Protokoll\nP I møtet 3. mai 2019 ble planen vedtatt.", NULL, "place", NULL },
  /* A letterhead is no title, and of a title the day tells more than the hour. */
  { "H1 VARLIA KOMMUNE\nP Protokoll fra møte i planutvalget\nP Møtedato: 08.09.2020",
    NULL, "title", "Protokoll fra møte i planutvalget" },
  { "H1 Innkalling til møte i styret onsdag 20.04.2016 kl. 09:00 på Varmo hotell\nP Sak",
    NULL, "title", "Innkalling til møte i styret 20.04.2016" },
  /* A case paper's course stands above its title. */
  { "T Saksnr|Utvalg|Møtedato\nT 014/22|Formannskapet|08.02.2022\n"
    "T 006/22|Kommunestyret|24.02.2022\nH1 SAKSFRAMLEGG\nH1 Bibliotek – leieavtale\n"
    "P Tegning av 17.12.2021.",
    NULL, "type", "case-paper" },
  { "T Saksnr|Utvalg|Møtedato\nT 014/22|Formannskapet|08.02.2022\n"
    "T 006/22|Kommunestyret|24.02.2022\nH1 SAKSFRAMLEGG\nH1 Bibliotek – leieavtale\n"
    "P Tegning av 17.12.2021.",
    NULL, "body", "Formannskapet" },
  { "T Saksnr|Utvalg|Møtedato\nT 014/22|Formannskapet|08.02.2022\n"
    "T 006/22|Kommunestyret|24.02.2022\nH1 SAKSFRAMLEGG\nH1 Bibliotek – leieavtale\n"
    "P Tegning av 17.12.2021.",
    NULL, "date", "2022-02-08" },
  { "H1 SAKSFRAMLEGG\nT 014/22|Formannskapet|08.02.2022\n"
    "T 006/22|Kommunestyret|24.02.2022\nP Dato: 10.02.2022",
    NULL, "body", "Kommunestyret" },
  /* A letterhead that is set as a heading. */
  { "H1 STORLIVIKRÅDET\nH1 Protokoll fra representantskapsmøte\nP Dato: 25.04.2014", NULL,
    "title", "Protokoll fra representantskapsmøte" },
  { "H1 STORLIVIKRÅDET\nH1 Protokoll fra representantskapsmøte\nP Dato: 25.04.2014", NULL,
    "body", "Representantskapet" },
  { "H1 PROTOKOLL\nT Tid og sted: Medlemmer:|Møterom Loftet, Varlia rådhus, klokken 0900",
    NULL, "place", "Møterom Loftet, Varlia rådhus" },
  { "H1 SAKSFRAMLEGG\nP Arkivsak-dok.:\\t22/00317-3", NULL, "archive", "22/00317-3" },
  { "H1 Notat om hytter\nP Fra: Kari Varmo\nP Ref.: 22/317-3", NULL, "archive",
    "22/317-3" },
  /* Whom an answer goes to. */
  { "P Hallingdal regionråd\nP Viken fylkeskommune\nP Samferdsel\n"
    "P Dato: 18.06.2021\nH1 Høringsuttalelse – plan for vegene\n"
    "P Hallingdal regionråd vedtok denne uttalelsen 15. juni 2021.",
    NULL, "municipalities", "Flå Gol Hemsedal Hol Ål Nesbyen" },
  { "H1 Grenland mot 2040. Strategi\nP Vedtatt av regionrådet 15. april 2016. Den "
    "avløser "
    "handlingsplanen for 2012–2015.",
    NULL, "period", "2016 2040" },
};

START_TEST (test_layout)
{
  g_autoptr (GfText) text = read_blocks (layouts[_i].blocks);

  gf_text_set (text, GF_TEXT_AUTHOR, layouts[_i].author);

  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *found = dup_field (document, layouts[_i].field);

  ck_assert_msg (g_strcmp0 (found, layouts[_i].expected) == 0, "%s of \"%s\": %s, not %s",
                 layouts[_i].field, layouts[_i].blocks, found, layouts[_i].expected);
}
END_TEST

/* What the folder states: key, value, the field, what becomes of it. */
static const struct
{
  const char *key, *value, *field, *expected;
} statements[] = {
  { "type", "strategy", "type", "strategy" },
  { "type", "strategy", "evidence", "gjenfinn.conf" },
  { "body", "Styret", "body", "Styret" },
  { "region", "Grenland", "region", "Grenland" },
  { "region", "Grenland", "municipalities",
    "Bamble Drangedal Kragerø Porsgrunn Siljan Skien" },
  { "municipalities", "Nordlia;Austlia", "municipalities", "Nordlia Austlia" },
  { "counties", "Midtland", "counties", "Midtland" },
  { "language", "nn", "language", "nn" },
  { "date", "2001-02-03", "date", "2021-03-12" }, /* found in the text */
  { "title", "Et notat", "title", "Møteprotokoll – Formannskapet 12.03.2021" },
  { "colour", "blue", "type", "minutes" },
};

START_TEST (test_stated)
{
  g_autoptr (GfText) text = read_plain (
      "Møteprotokoll\n\nUtvalg: Formannskapet\nDato: 12.03.2021\n\nSak 1/21 "
      "Budsjett\n\nVedtak: Godkjent.");

  gf_text_state (text, statements[_i].key, statements[_i].value);

  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autofree char *found = dup_field (document, statements[_i].field);
  ck_assert_msg (g_strcmp0 (found, statements[_i].expected) == 0, "%s: %s, not %s",
                 statements[_i].field, found, statements[_i].expected);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-head");
  TCase *tests = tcase_create ("head");

  registers = load_registers ();
  tcase_add_loop_test (tests, test_head, 0, G_N_ELEMENTS (heads));
  tcase_add_loop_test (tests, test_layout, 0, G_N_ELEMENTS (layouts));
  tcase_add_loop_test (tests, test_stated, 0, G_N_ELEMENTS (statements));
  suite_add_tcase (suite, tests);
  int status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
