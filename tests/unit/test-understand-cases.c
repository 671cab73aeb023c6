/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as the systems of municipalities set them out, from 1987 to 2026: papers in an
 * agenda, roll calls, records of one case, numbers of every spelling.  The shapes are
 * those of real documents, the text is invented. */
#include "indexer/understand/understand.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

/* cases: "PS 5/09|title|outcome|for-against|archive number" a line. */
static const struct
{
  const char *name, *text, *cases;
} LAYOUTS[] = {
  { "the name of who was elected, last of all",
    "Møteprotokoll\n\nSak 1/19 Plan\nVedtak:\nPlanen vedtas.\n\nSak 2/19 Valg av leder\n"
    "Barn og unges kommunestyre:\nIngen merknader.\nVedtak:\nFølgende velges til leder "
    "for 2019-2023.\n\nKari Lie",
    "1/19|Plan|adopted||\n2/19|Valg av leder|adopted||" },
  { "taken off where the agenda was approved, or in the list, and told nowhere else",
    "Møteprotokoll\n\nUtvalg: Formannskapet\nDato: 12.03.2024\n\n"
    "Merknader til innkalling: Ingen\n"
    "Merknader til sakslisten: PS 010/24 ble strøket etter ønske fra rådmannen.\n\n"
    "Kommunedirektøren trakk sakene 11/24 og 12/24. Forslag om å trekke sak 14/24 "
    "falt. Kari Lie ba om at sak 15/24 trekkes.\n\n"
    "Saksnr  Tittel\nPS 13/24  Lys i Nyveien (trukket)\nPS 16/24  Trukket kabel\n\n"
    "PS 10/24 Vei\n\nRådmannens innstilling:\nVeien bygges.\n\n"
    "PS 11/24 Plan\n\nIkke behandlet, jf. merknad til sakslisten.\n\n"
    "PS 12/24 Kai\n\nVedtak:\nKaia bygges.\n\n"
    "PS 13/24 Lys i Nyveien\n\nRådmannens innstilling:\nLysene overtas.\n\n"
    "PS 14/24 Bru\n\nRådmannens innstilling:\nBrua bygges.\n\n"
    "PS 15/24 Port\n\nRådmannens innstilling:\nPorten bygges.\n\n"
    "PS 16/24 Trukket kabel\n\nRådmannens innstilling:\nKabelen godkjennes.",
    "PS 10/24|Vei|withdrawn||\nPS 11/24|Plan|withdrawn||\n"
    "PS 12/24|Kai|adopted||\nPS 13/24|Lys i Nyveien|withdrawn||\n"
    "PS 14/24|Bru|proposed||\nPS 15/24|Port|proposed||\n"
    "PS 16/24|Trukket kabel|proposed||" },
  { "taken off before the meeting, in an agenda",
    "Møteinnkalling\n\nUtvalg: Formannskapet\nDato: 12.03.2024\n\n"
    "PS 10/24 Vei\n\nTrukket av søkeren 1. mars.\n\n"
    "PS 11/24 Plan\n\nSaksopplysninger:\nSøkeren trakk søknaden i e-post av 4. mars. "
    "Saken legges derfor ikke fram til behandling.\n\n"
    "PS 12/24 Kai\n\nSaksopplysninger:\nNaboen trakk klagen i mars.\n\n"
    "Rådmannens innstilling:\nKaia bygges.",
    "PS 10/24|Vei|withdrawn||\nPS 11/24|Plan|withdrawn||\nPS 12/24|Kai|proposed||" },
  { "reports with numbers below an item that has none",
    "Møteprotokoll\n\nUtvalg: Eldrerådet\n\n1. Godkjenning av innkalling\n\nVedtak:\n"
    "Godkjent.\n\n2. Referatsaker\n\nRS 3/18 Brev fra Lidal\n\nRS 4/18 Brev fra Moen\n\n"
    "Vedtak:\nTatt til orientering.\n\n3. Tilskudd\n\nVedtak:\nSøknaden avslås.",
    "1|Godkjenning av innkalling|adopted||\n2|Referatsaker|noted||\n"
    "3|Tilskudd|rejected||" },
  { "reports with numbers below a case numbered without a year",
    "Møteprotokoll\n\nUtvalg: Eldrerådet\n\nSak 1: Innkalling\n\nVedtak:\nGodkjent.\n\n"
    "Sak 2: Meldinger\n\nMS 3/18 Brev fra Lidal\nMS 4/18 Brev fra Moen\n\n"
    "Vedtak: Tatt til orientering.\n\nSak 3: Tilskudd\n\nVedtak:\nSøknaden avslås.",
    "1|Innkalling|adopted||\n2|Meldinger|noted||\n3|Tilskudd|rejected||" },
  { "cases with a year beside items are the cases",
    "Møteprotokoll\n\nUtvalg: Eldrerådet\n\n1. Godkjenning av innkalling\n\nVedtak:\n"
    "Godkjent.\n\n2. Referatsaker\n\nRS 3/18 Brev fra Lidal\n\n3. Tilskudd\n\nVedtak:\n"
    "Søknaden avslås.\n\nPS 14/18 Ny vei\n\nVedtak:\nVeien bygges.\n\n"
    "PS 15/18 Ny bru\n\nVedtak:\nBrua bygges.",
    "PS 14/18|Ny vei|adopted||\nPS 15/18|Ny bru|adopted||" },
  { "the last of the reports, with a decision of its own",
    "Møteprotokoll\n\nPS 1/18 Innkalling\n\nVedtak:\nGodkjent.\n\nPS 2/18 Meldinger\n\n"
    "RS 13/18 Brev fra Lidal\n\nRS 14/18 Klage på gebyr\n\nVedtak:\n"
    "Klagen tas ikke til følge.\n\nPS 3/18 Ny vei\n\nVedtak:\nVeien bygges.",
    "PS 1/18|Innkalling|adopted||\nPS 2/18|Meldinger|-||\n"
    "RS 14/18|Klage på gebyr|rejected||\nPS 3/18|Ny vei|adopted||" },
  { "a year of two digits first, and numbers past a hundred",
    "Møteprotokoll\n\nUtvalg: Formannskapet\nDato: 28.08.2024\n\n"
    "FS 24/99 Innkalling\nVedtak:\nGodkjent.\n\nFS 24/100 Strategi\nVedtak:\nVedtas.\n\n"
    "FS 24/101 Skjenketider\nVedtak:\nUtvides.\n\nFS 24/102 Budsjett\nVedtak:\nVedtas.",
    "FS 99/24|Innkalling|adopted||\nFS 100/24|Strategi|adopted||\n"
    "FS 101/24|Skjenketider|adopted||\nFS 102/24|Budsjett|adopted||" },
  { "papers behind the list of an agenda",
    "MØTEINNKALLING\nKommunestyret\n\nMøtedato: 10.12.2009\n\nSAKSLISTE\n\n"
    "Utvalgssakstype/nr.  Arkivsaksnr.\n                     Tittel\n"
    "56/09    09/810\n         GODKJENNING AV PROTOKOLL\n57/09    09/805\n"
    "         SØKNAD OM FRITAK\n\nSak 56/09\n\nSAKSFREMLEGG\n\nLIDAL KOMMUNE\n"
    "Kommunestyret\n\nSaksbehandler: Åse Dal     Arkiv: 033\nArkivsaksnr.: 09/810\n\n"
    "Saksnr.:  Utvalg             Møtedato\n56/09     Kommunestyret      10.12.2009\n\n"
    "GODKJENNING AV PROTOKOLL\n\nOrdførers innstilling:\n\nProtokollen godkjennes.\n\n"
    "Sak 57/09\n\nSAKSFREMLEGG\n\nSaksbehandler: Åse Dal     Arkiv: 033\n"
    "Arkivsaksnr.: 09/805\n\nSaksnr.:  Utvalg             Møtedato\n"
    "57/09     Kommunestyret      10.12.2009\n\nSØKNAD OM FRITAK\n\n"
    "Innstilling:\n\nSaken legges frem uten innstilling.",
    "56/09|GODKJENNING AV PROTOKOLL|proposed||09/810\n"
    "57/09|SØKNAD OM FRITAK|unknown||09/805" },
  { "papers that a table of their course begins",
    "Innkalling\nKommunestyret\n\nMøtedato:  23.04.2015\n\nSaksliste\n\nSaksnr     "
    "Tittel\n"
    "021/15     Godkjenning av innkalling\n022/15     Meldingar\n\nSakspapir\n\n"
    "Saksnr     Utval              Type     Dato\n"
    "021/15     Kommunestyret      PS       23.04.2015\n\n"
    "Saksbehandlar     Arkiv     ArkivsakID\nÅse Dal                     15/166\n\n"
    "Godkjenning av innkalling\n\nFramlegg til vedtak:\nInnkallinga vert godkjend.\n\n"
    "Sakspapir\n\nSaksnr     Utval              Type     Dato\n"
    "031/15     Formannskapet      PS       16.04.2015\n"
    "022/15     Kommunestyret      PS       23.04.2015\n\n"
    "Saksbehandlar     Arkiv     ArkivsakID\nÅse Dal                     15/167\n\n"
    "Meldingar\n\nSaksopplysningar:\nRådmannen orienterer.",
    "21/15|Godkjenning av innkalling|proposed||15/166\n22/15|Meldingar|-||15/167" },
  { "the number in the last column, the label with it",
    "MØTEBOK\n\nValstyret\nMøtedato: 15.01.2015\n\nSAKSGANG\n"
    "Styre, utval, komite m.m.     Møtedato       Saksnr.\n"
    "Valstyret                     15.01.2015     001/15\n\nAvgjerd av: Valstyret\n"
    "Arkivsaknr.: 15/40-1\n\nGodkjenning av sakliste\n\nRÅDMANNEN SI TILRÅDING:\n\n"
    "Saklista vert godkjend.\n\nVALSTYRET 001/15 VEDTAK:\n\nSaklista vert godkjend.\n"
    "Vedtaket var samrøystes.\n\nSAKSGANG\n"
    "Styre, utval, komite m.m.     Møtedato       Saksnr.\n"
    "Valstyret                     15.01.2015     002/15\n\nAvgjerd av: Valstyret\n"
    "Arkivsaknr.: 14/2298-3\n\nKrinsar\n\nRÅDMANNEN SI TILRÅDING:\n\nFem krinsar.\n\n"
    "Røysting: Tilrådinga frå rådmannen fekk 2 røyster og fall. Framlegget frå Åse Dal "
    "vart vedteke med 3 mot 2 røyster.\n\nVALSTYRET 002/15 VEDTAK:\n\nÅtte krinsar.",
    "1/15|Godkjenning av sakliste|adopted||15/40-1\n2/15|Krinsar|adopted|3-2|14/2298-3" },
  { "roll calls, and cases of other kinds between",
    "Møteprotokoll\n\nUtvalg:     Kommunestyret\nDato:       25.03.2026\n\nSaksliste\n\n"
    "Saksnr.     Tittel\nPS 6/26     Referatsaker\nRS 4/26     Møteprotokoll fra "
    "utvalget\n"
    "PS 7/26     Skolen\nFO 2/26     Spørsmål om veg\n\nPS 6/26 Referatsaker\n"
    "Kommunestyrets behandling av sak 6/2026 i møte den 25.03.2026:\n\nBehandling\n\n"
    "For forslaget stemte 35: Åse Dal (AP), Ola Lie (SP).\n"
    "Dermed ble forslaget vedtatt.\n\nVEDTAK\n\nReferatsakene tas til orientering.\n\n"
    "RS 4/26 Møteprotokoll fra utvalget\n\nPS 7/26 Skolen\n"
    "Kommunestyrets behandling av sak 7/2026 i møte den 25.03.2026:\n\nBehandling\n"
    "Ola Lie (Høyre) fremmet følgende utsettelsesforslag:\n\nSaken utsettes.\n\n"
    "For forslaget stemte 4: Ola Lie (H).\nImot forslaget stemte 31: Åse Dal (AP).\n"
    "Dermed ble utsettelsesforslaget ikke vedtatt.\n\n"
    "Kommunedirektørens forslag til vedtak:\nSkolen bygges.\n\n"
    "For forslaget stemte 31: Åse Dal (AP).\nImot forslaget stemte 4: Ola Lie (H).\n"
    "Dermed ble innstillingen vedtatt.\n\nVEDTAK\n\nSkolen bygges.\n\n"
    "FO 2/26 Spørsmål om veg\nKommunestyrets behandling av sak 2/2026 i møte den "
    "25.03.2026:\n\nBehandling\nOrdføreren svarte.",
    "PS 6/26|Referatsaker|noted|35-|\nRS 4/26|Møteprotokoll fra utvalget|-||\n"
    "PS 7/26|Skolen|adopted|31-4|\nFO 2/26|Spørsmål om veg|-||" },
  { "the record of one case",
    "Hovedutvalg plan og miljøs behandling av sak 30/2026 i møte den 09.06.2026:\n"
    "Behandling\n\nÅse Dal (Høyre) fremmet følgende forslag:\nSaken sendes tilbake.\n\n"
    "For forslaget stemte 5: Åse Dal (H).\nImot forslaget stemte 4: Ola Lie (SP).\n"
    "Dermed ble forslaget vedtatt.\n\nVedtak\nSaken sendes tilbake til administrasjonen.",
    "30/26|-|postponed|5-4|" },
  { "the year first",
    "Møteprotokoll for\nLidal sokneråd\n\nDato:   07.12.2017\n\n"
    "SR 2017/43 Godkjenning av innkalling\n\nUTGREIING\n\nINNSTILLING\n"
    "1. Soknerådet godkjenner innkallinga.\n\nMØTEHANDSAMING\n\nSAMRØYSTES VEDTAK\n"
    "1. Soknerådet godkjenner innkallinga.\n\nSR 2017/44 Skriv\n\nUTGREIING\n"
    "M 2017/42 Kyrkjelydsutvalet\n\nSAMRØYSTES VEDTAK\n"
    "1. Soknerådet tek skriva til orientering.",
    "SR 2017/43|Godkjenning av innkalling|adopted||\nSR 2017/44|Skriv|noted||" },
  { "years before 1990",
    "Utskrift av møtebok\n\nBYSTYRET\n\nMøte den 18.06.1987\n\nSak 12/87.\nHAVNA\n\n"
    "Vedtak: Som formannskapets innstilling, enst.\n\nSak 13/87.\nPLAN FOR OS\n\n"
    "Rep. Dal foreslo saken utsatt. Forslaget ble vedtatt med 24 mot 19 stemmer.\n\n"
    "Vedtak: Saken utsettes.",
    "12/87|HAVNA|adopted||\n13/87|PLAN FOR OS|postponed|24-19|" },
  { "two numbers of properties are no cases of 1987",
    "Referat\n\nMøte den 18.06.2007\n\nSak 5/07 Eiendommer\n\n12/87\n\n13/87\n\n"
    "Vedtak: Begge selges.",
    "5/07|Eiendommer|adopted||" },
  { "a full stop between number and year",
    "MØTEREFERAT\n\nStyremøte 14. mars 2014 kl. 10.00\n\nSAK 07.14 REFERAT\n\n"
    "Vedtak: Referatet godkjennes.\n\nSAK 08.14 VEG\n\nMøte med vegvesenet 04.04.14.\n\n"
    "Vedtak: Rv 9 prioriteres i NTP 2014-2023.",
    "7/14|REFERAT|adopted||\n8/14|VEG|adopted||" },
  { "taken out of their order",
    "MØTEBOK\n\nStyremøte 4. april 2014\n\nSAK 29/14 INNKALLING\n\nEnstemmig "
    "godkjent.\n\n"
    "SAK 20/14 GRANSKING\n\nVedtak:\nStyret velger tilbudet. Vedtatt mot 1 stemme.\n\n"
    "SAK 31/14 ANSETTELSE\n\nVedtak: Unntatt offentlighet.\n\nSAK 10/14 VEDTEKTER\n\n"
    "Trukket.",
    "29/14|INNKALLING|adopted||\n20/14|GRANSKING|adopted|-1|\n"
    "31/14|ANSETTELSE|unknown||\n10/14|VEDTEKTER|withdrawn||" },
  { "archive numbers in the list, groups of cases",
    "Møteprotokoll\nLidal kontrollutvalg\n\nDato:       28.05.2018 kl. 9:00\n\n"
    "Sakskart                                                                     Side\n"
    "Saker til behandling\n"
    "16/18    18/00098-3     Årsregnskap 2017 og uttalelse fra utvalget           3\n"
    "17/18    17/00210-9     Forvaltningsrevisjon om spesialundervisning          4\n\n"
    "16/18 Årsregnskap 2017 og uttalelse fra utvalget\n\nVotering\nEnstemmig\n\n"
    "Kontrollutvalgets vedtak\nUttalelsen sendes.\n\nOrienteringssaker\n\n"
    "17/18 Forvaltningsrevisjon om spesialundervisning\n\nKontrollutvalgets vedtak\n"
    "Kontrollutvalget tar saken til orientering.",
    "16/18|Årsregnskap 2017 og uttalelse fra utvalget|adopted||18/00098-3\n"
    "17/18|Forvaltningsrevisjon om spesialundervisning|noted||17/00210-9" },
  { "the archive number behind the title, and dots to a page",
    "Møteprotokoll\n\nFormannskapet\nMøtedato: 15.05.2012\n\nSaksliste\n"
    "PS 54/12 Kunsthall i Lidal (12/9497) .......... 2\n\n"
    "PS 54/12 Kunsthall i Lidal (12/9497)\n\nVEDTAK:\nEn kunsthall bygges.\n\n"
    "PS 68/12 Kollektivknutepunkt (12/18693)\n\nVEDTAK:\nSaken utsettes.",
    "PS 54/12|Kunsthall i Lidal|adopted||12/9497\n"
    "PS 68/12|Kollektivknutepunkt|postponed||12/18693" },
  { "what the case is about, below its keys",
    "Innkalling til møte i Kommunestyret 19.08.2015\n\n45/15: MELDINGER\n\n46/15: "
    "SALG\n\n"
    "Sak 45/15\n\nLIDAL KOMMUNE\n\nUtvalgssaksnr: 45/15     Arkivsaksnr: 15/2011\n"
    "Saksbehandler: Åse Dal\n\nSaksnummer   Utvalg            Møtedato\n"
    "45/15        Kommunestyret     19.08.2015\n\nSAKEN GJELDER: MELDINGER TIL MØTET\n\n"
    "RÅDMANNENS INNSTILLING:\nMeldingene tas til orientering.\n\nSak 46/15\n\n"
    "LIDAL KOMMUNE\n\nUtvalgssaksnr: 46/15     Arkivsaksnr: 15/1955\n"
    "Saksbehandler: Åse Dal\n\nSAKEN GJELDER: SALG AV ØL\n\nRÅDMANNENS INNSTILLING:\n"
    "Det tillates salg.",
    "45/15|MELDINGER TIL MØTET|proposed||15/2011\n46/15|SALG AV ØL|proposed||15/1955" },
  { "a row without heads begins each case",
    "Møteprotokoll\nLidal fellesråd\n\n22.11.2016\n\nSakliste\n\n"
    "Sak 30/16  Godkjenning av innkalling\nSak 35/16  Minnelund\n\nUnderskrifter:\n\n"
    "Fellesrådet      30/16     22.11.2016     rbs\n\nGODKJENNING AV INNKALLING\n\n"
    "Innstilling: Innkalling godkjent\n\nVedtak: Innkalling godkjent.\n\n"
    "LIDAL KYRKJELEGE FELLESRÅD\n\nFellesrådet      35/16     22.11.2016     rbs\n\n"
    "MINNELUND\n\nVedtak: Saken utsettes til neste møte.",
    "30/16|GODKJENNING AV INNKALLING|adopted||\n35/16|MINNELUND|postponed||" },
  { "a paper without a number, its title over two lines",
    "Lidal kommune\n\nSaksframlegg\n\nArkivreferanse: 2026/1477-1\nSaksbehandler: Åse "
    "Dal\n\n"
    "Behandling:\nSaksnummer\n\nMøtedato\n\nUtvalg\nFormannskapet\n\n"
    "Interpellasjon FO 2-2025 om kostnader og en plan for forlengelse av\nLivegen\n"
    "Kommunedirektørens forslag til vedtak:\nVegen bygges ikke.\n\nVurdering:\n"
    "I sak 12/25 ble det vedtatt å vente.",
    "1|Interpellasjon FO 2-2025 om kostnader og en plan for forlengelse av Livegen|"
    "proposed||2026/1477-1" },
  { "a paper with the record of a meeting inside",
    "Lidal kommune\n\nSAKSPAPIR\n\nSaksnr      Utval              Type    Dato\n"
    "15/2019     Levekårsutvalet    PS      18.03.2019\n\n"
    "Sakshandsamar        Arkiv               ArkivsakID\nÅse Dal              H12"
    "                 18/1407\n\nVIKARORDNING I HELSE\n\n"
    "Rådmannen sitt framlegg til vedtak:\n\nEi vikarordning vert oppretta.\n\n"
    "LEV - Behandling:\n\nSamrøystes vedtak.\n\nLEV - Tilråding:\n\n"
    "Ei vikarordning vert oppretta.\n\nSaksopplysningar\n\n"
    "Samandrag/konklusjon (kort om saka)\nVikarpool er ikkje egna.",
    "15/19|VIKARORDNING I HELSE|adopted||18/1407" },
  { "the body beside the number, the title below",
    "Møtebok\nFellesnemnda\n\nMøtedato: 22.05.2017\n\n"
    "019/17     Fellesnemnda     PS     Åse Dal     17/3554\n\nKommunevåpen\n\n"
    "Vedtak:\nJuryen vert oppnemnd.\n\n"
    "020/17     Fellesnemnda     PS     Åse Dal     17/3555\n\nNamn på kulturskulen\n\n"
    "Vedtak:\nSaka vert utsett.",
    "19/17|Kommunevåpen|adopted||17/3554\n20/17|Namn på "
    "kulturskulen|postponed||17/3555" },
  { "the body's name is a title where nothing is beside it",
    "Møteprotokoll\nKommunestyret\n\nMøtedato: 22.05.2017\n\n"
    "Sak 19/17 Ungdomsrådet\n\nVedtak:\nRådet får fem medlemmer.\n\n"
    "Sak 20/17 Veg\n\nVedtak:\nSaken utsettes.",
    "19/17|Ungdomsrådet|adopted||\n20/17|Veg|postponed||" },
  { "a note whose items run on after their titles",
    "Frå: Lina Å\nTil: Per Dal\nSendt: 7. mars 2016 10:14\nEmne: Referat rådmannsutvalet "
    "4. mars\n\nHei!\n\nHer er det vi vart samde om.\n\n"
    "1) Museet. Magasinet vart dyrare enn det som låg til grunn i sak 34/13. Semje om at "
    "kommunane\ndekkjer kvar sin del. Per lagar notat.\n\n"
    "2) Sommarjobb for ungdom. 24 plassar. Vi gjer som i fjor.\n\n"
    "3) Ny logo. Utsett. Ingen likte utkasta.\n\n4) Arkivplan. Lina orienterte.\n\n"
    "5) Veg nr. 9 i Lidalen. Det vart spurt om brøyting.\n\nHelsing\nLina",
    "1|Museet|adopted||\n2|Sommarjobb for ungdom|adopted||\n3|Ny logo|postponed||\n"
    "4|Arkivplan|noted||\n5|Veg nr. 9 i Lidalen|-||" },
  { "list numbers before the numbers of the cases",
    "Protokoll\nRepresentantskapet\n\nMøtedato: 30.04.2020\n\n"
    "1. Rep. sak 1/2020 Konstituering\n\nVedtak: Godkjent.\n\n"
    "2. Rep. sak 2/2020 Val av revisor\n\nSaka gjekk ut.\n\n"
    "3. Rep. sak 3/2020 Ymse\n\nIngen saker.",
    "Rep 1/20|Konstituering|adopted||\nRep 2/20|Val av revisor|withdrawn||\n"
    "Rep 3/20|Ymse|-||" },
  { "what was decided at the end of what was said",
    "Referat\nRegionrådet\n\nDato: 08.11.2013\n\n"
    "Sak 33/13 Rapport\n\nLina Å viste tala.\nStyret tok rapporten til\norientering.\n\n"
    "Sak 34/13 Støtte\n\nPer Dal gjorde framlegg om kr 50. Framlegget fall med 3 mot 1 "
    "røyst. Søknaden vert ikkje stetta.\n\n"
    "Sak 35/13 Utlån av slegga\n\nForslag fra Ola Li om å låne den ut fikk 2 stemmer. 4 "
    "stemte mot.\n\nVedtak: Slegga lånes ikke ut.\n\n"
    "Sak 36/13 Ordliste\n\nDet kom spørsmål.\n\nVedtak: Lista trykkes ikke.",
    "33/13|Rapport|noted||\n34/13|Støtte|rejected|1-3|\n"
    "35/13|Utlån av slegga|rejected|2-4|\n36/13|Ordliste|adopted||" },
  { "reports that are rows of the case they are laid before the meeting in",
    "MØTEPROTOKOLL\nKommunestyret\n\nDato: 19.12.2006\n\nPS 0081/06  FRITAK\n\n"
    "Vedtak:\n\nFritak innvilges.\n\nPS 0082/06  MELDINGER\n\n"
    "MS 0012/06  Fylkesmannen - godkjenning av lån\nMS 0013/06  Årsmelding\n\n"
    "Vedtak:\n\nTatt til orientering.",
    "PS 81/06|FRITAK|adopted||\nPS 82/06|MELDINGER|noted||" },
  { "the same in an agenda, with nothing decided yet",
    "Møteinnkalling\nFylkesutvalget\n\nDato: 16.11.2010\n\n"
    "Sak 142/10 Referatsaker\n\nRF 18/10 Brev fra departementet\n\n"
    "RF 19/10 Referat fra møte\n\nSak 143/10 Båtrute\n\nInnstilling\n\n"
    "Ruten legges ned.",
    "142/10|Referatsaker|-||\n143/10|Båtrute|proposed||" },
  { "reports behind the decision stand by themselves",
    "Møteprotokoll\nStyret\n\nDato: 20.04.2016\n\nSaksliste\nPS 22/16  Protokoll\n"
    "PS 23/16  Referatsaker\nRS 9/16  Møteprotokoll fra utvalget\n"
    "RS 10/16  Brev om veg\n\nPS 22/16 Protokoll\n\nVedtak\n\nGodkjent.\n\n"
    "PS 23/16 Referatsaker\n\nVedtak\n\nReferatsakene tas til orientering.\n\n"
    "RS 9/16 Møteprotokoll fra utvalget\n\nRS 10/16 Brev om veg",
    "PS 22/16|Protokoll|adopted||\nPS 23/16|Referatsaker|noted||\n"
    "RS 9/16|Møteprotokoll fra utvalget|-||\nRS 10/16|Brev om veg|-||" },
  { "a title that begins with a property",
    "MØTEPROTOKOLL\nPlanutvalget\n\nDato: 10.06.2020\n\n"
    "48/20 Gbnr 62/118 – søknad om terrasse\n\nVedtak:\n\nSøknaden avslås.\n\n"
    "49/20 Gnr 71/9 – klage\n\nVedtak:\n\nSaken utsettes.",
    "48/20|Gbnr 62/118 – søknad om terrasse|rejected||\n"
    "49/20|Gnr 71/9 – klage|postponed||" },
  { "sentences that run on after the title",
    "PROTOKOLL\nPlanutvalget\n\nDato: 08.09.2020\n\nSaksliste\n"
    "65/20 Naust i Vika\n66/20 Tannhelse\n67/20 Eventuelt\n\n"
    "65/20 Naust i Vika Dal viste til befaringen 2. juni.\n\nVedtak:\n\n"
    "Søknaden avslås.\n\n66/20 Tannhelse\n\nVedtak:\n\nSaken utsettes.\n\n"
    "67/20 Eventuelt Dal etterlyste saken om gapahuk (29/20).",
    "65/20|Naust i Vika|rejected||\n66/20|Tannhelse|postponed||\n"
    "67/20|Eventuelt|-||" },
  { "the same where no list has the title",
    "MØTEBOK\nFylkestinget\n\nDato: 15.10.2013\n\n"
    "Sak 42/13 Tannhelseplan 2014 - 2020 Fylkesrådmannen har lagt fram planen. Åtte "
    "kommunar har gått imot.\n\nVedtak:\n\nPlanen vert vedteken.\n\n"
    "Sak 43/13 Ymse Dal spurde om vegen til Lidalen.",
    "42/13|Tannhelseplan 2014 - 2020|adopted||\n43/13|Ymse|-||" },
};

/* Numbers as they are spelled, four in a row: "#" is 5 to 8. */
static const struct
{
  const char *number, *cases;
} SPELLINGS[] = {
  { "2019/#", "2019/5 2019/6 2019/7 2019/8" },
  { "2019/# –", "2019/5 2019/6 2019/7 2019/8" },
  { "PS 2019/#", "2019/5 2019/6 2019/7 2019/8" },
  { "Sak 2019 / #", "2019/5 2019/6 2019/7 2019/8" },
  { "Sak 2019 - #:", "2019/5 2019/6 2019/7 2019/8" },
  { "Sak 2019-#", "2019/5 2019/6 2019/7 2019/8" },
  { "4#-2019", "45/19 46/19 47/19 48/19" },
  { "Saksnr.: 18/4#", "45/18 46/18 47/18 48/18" },
  { "Saksnr. 18/3#", "35/18 36/18 37/18 38/18" },
  { "KS 18/3#", "35/18 36/18 37/18 38/18" },
  { "SAK #/2021-2", "5/21 6/21 7/21 8/21" },
  { "B-sak #/18", "5/18 6/18 7/18 8/18" },
  { "E-sak #/2018:", "5/18 6/18 7/18 8/18" },
  { "Fsk. #/05", "5/05 6/05 7/05 8/05" },
  { "Fsk #/05", "5/05 6/05 7/05 8/05" },
  { "Politisk sak nr. #/18", "5/18 6/18 7/18 8/18" },
  { "Beslutningssak #/18", "5/18 6/18 7/18 8/18" },
  { "Arb.utv. sak #/18", "5/18 6/18 7/18 8/18" },
  { "Sak nr. 1#:", "15 16 17 18" },
  { "Sak 2019.#", "2019/5 2019/6 2019/7 2019/8" },
  { "Sak 2019.#:", "2019/5 2019/6 2019/7 2019/8" },
  { "Sak # av 2018", "5/18 6/18 7/18 8/18" },
  { "PS18/#", "5/18 6/18 7/18 8/18" },
  { "PS18/10#", "105/18 106/18 107/18 108/18" },
  { "PS 0#/18/KS", "5/18 6/18 7/18 8/18" },
};

static GString *
describe (const GfDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);

      if (unit->kind != GF_UNIT_CASE)
        continue;
      g_string_append_printf (out, "%s%s%s%s|%s|%s|", out->len > 0 ? "\n" : "",
                              unit->case_prefix != NULL ? unit->case_prefix : "",
                              unit->case_prefix != NULL ? " " : "", unit->case_number,
                              unit->title != NULL ? unit->title : "-", outcome_of (unit));
      if (unit->decision != NULL && unit->decision->votes_for >= 0)
        g_string_append_printf (out, "%d", unit->decision->votes_for);
      if (unit->decision != NULL
          && (unit->decision->votes_for >= 0 || unit->decision->votes_against >= 0))
        g_string_append_c (out, '-');
      if (unit->decision != NULL && unit->decision->votes_against >= 0)
        g_string_append_printf (out, "%d", unit->decision->votes_against);
      g_string_append_printf (out, "|%s",
                              unit->archive_number != NULL ? unit->archive_number : "");
    }
  return out;
}

START_TEST (layouts)
{
  g_autoptr (GfText) text = read_plain (LAYOUTS[_i].text);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autoptr (GString) cases = describe (document);

  ck_assert_msg (strcmp (cases->str, LAYOUTS[_i].cases) == 0, "%s:\n%s\nwanted:\n%s",
                 LAYOUTS[_i].name, cases->str, LAYOUTS[_i].cases);
  check_whole (text, document);
}
END_TEST

/* The number with # for @digit, and what stands beside it. */
static void
add_spelled (GString *out, const char *number, char digit, const char *format)
{
  g_autofree char *spelled = g_strdup (number);

  *strrchr (spelled, '#') = digit;
  g_string_append (out, *format == '(' ? "Vegen til Lidalen (" : spelled);
  g_string_append (out, *format == '(' ? spelled : format);
  g_string_append (out, *format == '(' ? ")" : "");
  g_string_append (out, "\n\nDal spurde om pengane.\n\nVedtak:\n\nSaka vert utsett.\n\n");
}

static char *
dup_numbers (const char *number, const char *format)
{
  g_autoptr (GString) plain = g_string_new ("MØTEBOK\n\nStyret\n\nDato: 12.03.2019\n\n");
  GString *found = g_string_new (NULL);

  for (char digit = '5'; digit <= '8'; digit++)
    add_spelled (plain, number, digit, format);

  g_autoptr (GfText) text = read_plain (plain->str);
  g_autoptr (GfDocument) document = gf_understand (text, registers);

  for (guint i = 0; i < document->units->len; i++)
    if (get_unit (document, i)->kind == GF_UNIT_CASE)
      g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "",
                              get_unit (document, i)->case_number);
  return g_string_free (found, FALSE);
}

START_TEST (spellings)
{
  g_autofree char *found = dup_numbers (SPELLINGS[_i].number, " Vegen til Lidalen");

  ck_assert_msg (strcmp (found, SPELLINGS[_i].cases) == 0, "%s: %s", SPELLINGS[_i].number,
                 found);
}
END_TEST

/* The year first, and the title below; any number with its year, behind its title. */
START_TEST (numbers_apart)
{
  g_autofree char *above = dup_numbers ("2019/#", "\n\nVegen til Lidalen");
  g_autofree char *behind = dup_numbers ("PS #/19", "(");
  g_autofree char *bare = dup_numbers ("#/19", "(");

  ck_assert_str_eq (above, "2019/5 2019/6 2019/7 2019/8");
  ck_assert_str_eq (behind, "5/19 6/19 7/19 8/19");
  ck_assert_str_eq (bare, "5/19 6/19 7/19 8/19");
}
END_TEST

/* Archive numbers in a cell of a table, under what heads its column. */
static const struct
{
  const char *blocks, *cases;
} TABLES[] = {
  { "H1 Møtebok\nT Saknr|Tittel\nT 044/14|Ymse\nT 045/14|Båten\nP 044/14 Ymse\n"
    "T Saknr|Utval|Type|Arkivsaknr.\nT 044/14|Formannskapet|PS|14/3\n"
    "P Formannskapet - 044/14 Vedtak:\nP Godkjent.\nP 045/14 Båten\n"
    "T Saknr|Utval|Type|Arkivsaknr.\nT 045/14|Formannskapet|PS|12/911\n"
    "P Formannskapet - 045/14 Vedtak:\nP Godkjent.",
    "44/14|14/3 45/14|12/911" },
  { "H1 Protokoll\nT Saksnr.:|Utvalg:|Møtedato:|Arkivsak:\n"
    "T 25/17|Kontrollutvalget|26.09.2017|17/00012-32\nH2 Godkjenning\nP Vedtak:\n"
    "P Godkjent.\nT Saksnr.:|Utvalg:|Møtedato:|Arkivsak:\n"
    "T 26/17|Kontrollutvalget|26.09.2017|17/00048-5\nH2 Byggene\nP Vedtak:\n"
    "P Godkjent.",
    "25/17|17/00012-32 26/17|17/00048-5" },
  { "H1 Innkalling\nH2 Sakspapir\nT Saksnr|Utval|Type|Dato\n"
    "T 96/14 Sakshandsamar|Kommunestyret Arkiv|PS ArkivsakID|11.12.2014\n"
    "T Åse Dal||14/1133\nH3 Innkalling\nP Framlegg til vedtak: Godkjent.\n"
    "H2 Sakspapir\nT Saksnr|Utval|Type|Dato\n"
    "T 97/14 Sakshandsamar|Kommunestyret Arkiv|PS ArkivsakID|11.12.2014\n"
    "T Åse Dal||14/1134\nH3 Protokoll\nP Framlegg til vedtak: Godkjent.",
    "96/14|14/1133 97/14|14/1134" },
  { "H1 Møteprotokoll\nT Saksnr|Innhald|Arkivsak\nT FE 14/14|Ymse|39771/2014\n"
    "T FE 15/14|Retningslinjer|41208/2014\nH2 FE 14/14 Ymse\nP Vedtak:\nP Godkjent.\n"
    "H2 FE 15/14 Retningslinjer\nP Vedtak:\nP Godkjent.",
    "14/14|39771/2014 15/14|41208/2014" },
  { "H1 Innkalling\nT Saksnr|Innhold|Arkivsaksnr\nT 141/10|Protokoll|200900125\n"
    "T 142/10|Båtrute|201002210\nP Sak 141/10 Protokoll\nP Vedtak:\nP Godkjent.\n"
    "P Sak 142/10 Båtrute\nP Vedtak:\nP Godkjent.",
    "141/10|200900125 142/10|201002210" },
  { "H1 Protokoll\nT Saksnr.|Arkivnr.|Sak\nT 17/12|12/00074-1|Veg\nP Vedtak:\n"
    "P Godkjent.\nT Saksnr.|Arkivnr.|Sak\nT 18/12||Eventuelt\nP Ingen saker.",
    "17/12|12/00074-1 18/12|(null)" },
};

/* The list of cases tells the title where a paper's head is read as one. */
START_TEST (title_of_list)
{
  g_autoptr (GfText) text = read_blocks (
      "H1 Innkalling\nT Saksnr|Tittel\nT 96/14|Saklista\n"
      "T 99/14|Budsjett 2015\nH2 Sakspapir\nT Saksnr|Utval|Type|Dato\n"
      "T 96/14 Sakshandsamar|Kommunestyret Arkiv|PS ArkivsakID|11.12.2014\n"
      "T Åse Dal||14/1133\nH3 Saklista\nP Framlegg til vedtak: Godkjent.\n"
      "H2 Sakspapir\nT Saksnr|Utval|Type|Dato\n"
      "T 99/14|Kommunestyret|PS|11.12.2014\n"
      "T Sakshandsamar|Arkiv|ArkivsakID\nT Per-Steinar|151|14/902\n"
      "P Oksneset\nH3 Budsjett 2015\nP Framlegg til vedtak: Godkjent.");
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autoptr (GString) cases = describe (document);

  ck_assert_str_eq (cases->str, "96/14|Saklista|proposed||14/1133\n"
                                "99/14|Budsjett 2015|proposed||14/902");
}
END_TEST

START_TEST (tables)
{
  g_autoptr (GfText) text = read_blocks (TABLES[_i].blocks);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);

      if (unit->kind == GF_UNIT_CASE)
        g_string_append_printf (
            found, "%s%s|%s", found->len > 0 ? " " : "", unit->case_number,
            unit->archive_number != NULL ? unit->archive_number : "(null)");
    }
  ck_assert_str_eq (found->str, TABLES[_i].cases);
}
END_TEST

/* What shows an outcome stands word for word in the case. */
START_TEST (evidence_is_quoted)
{
  g_autoptr (GfText) text = read_plain (LAYOUTS[_i].text);
  g_autoptr (GfDocument) document = gf_understand (text, registers);

  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);
      g_autofree char *whole = gf_unit_dup_text (unit);

      if (unit->decision == NULL || unit->decision->outcome == GF_OUTCOME_UNKNOWN)
        continue;
      ck_assert_msg (unit->decision->evidence != NULL, "%s: %s", LAYOUTS[_i].name,
                     unit->title);
      /* That a case was taken off may be said elsewhere in the document. */
      if (unit->decision->outcome == GF_OUTCOME_WITHDRAWN)
        ck_assert_ptr_nonnull (strstr (LAYOUTS[_i].text, unit->decision->evidence));
      else
        ck_assert_ptr_nonnull (strstr (whole, unit->decision->evidence));
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-cases");
  TCase *tests = tcase_create ("cases");
  int status;

  registers = load_registers ();
  tcase_add_loop_test (tests, layouts, 0, G_N_ELEMENTS (LAYOUTS));
  tcase_add_loop_test (tests, spellings, 0, G_N_ELEMENTS (SPELLINGS));
  tcase_add_test (tests, numbers_apart);
  tcase_add_test (tests, title_of_list);
  tcase_add_loop_test (tests, tables, 0, G_N_ELEMENTS (TABLES));
  tcase_add_loop_test (tests, evidence_is_quoted, 0, G_N_ELEMENTS (LAYOUTS));
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
