/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Minutes, agendas and case papers in the layouts that stored documents were seen in:
 * what the cases are, and what only looks like one.  The texts are invented. */
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

/* The cases as "PREFIX NUMBER|TITLE|OUTCOME", apart by line breaks. */
typedef struct
{
  const char *name;
  bool plain; /* plain text; else a block a line */
  const char *text;
  const char *cases;
} Layout;

static const Layout LAYOUTS[] = {
  { "number alone, title below", true,
    "Referat rådmannskollegiet\n12.03.18.\n\nTil stede: Kari Åsli, Per Dal\n\n"
    "4/18\nReferater\nReferat fra 6. februar.\nKonklusjon: Referatet godkjent.\n\n"
    "5/18\nFelles innkjøp\nKonklusjon:\nSaken utsettes til neste møte.\n\n"
    "6/18\nEventuelt\n-Ingen saker.",
    "4/18|Referater|adopted\n5/18|Felles innkjøp|postponed\n6/18|Eventuelt|-" },
  { "prefix and emphasis", true,
    "REFERAT, KOMMUNEDIREKTØRFORUM – 05.05. 2023\n\n"
    "KF 9/23 *Referat fra møte 17.03 2023*\n\nVedtak: *Referatet godkjent.*\n\n"
    "KF 10/23 ***Jordvern – NOU 2023:3.***\n\nFra møtet: Saken bør ikke utsettes.\n\n"
    "Vedtak: ***Saken tas til orientering.***\n\nKF 11/23 **Eventuelt:**\n\nSaken "
    "trekkes.\n\n"
    "Kari Åsli\nDaglig leder",
    "KF 9/23|Referat fra møte 17.03 2023|adopted\nKF 10/23|Jordvern – NOU 2023:3.|noted\n"
    "KF 11/23|Eventuelt:|withdrawn" },
  { "Sak with leading zeros and a colon", true,
    "Møtereferat Regionråd\nDato: 09.02.2018\n\n"
    "Sak 005/18: Godkjenning av innkalling\n\nVedtak: Godkjent.\n\n"
    "Sak 006/18: eByggesak i alle kommuner\n\nSaken ble behandlet i sak 12/17.\n"
    "Sak 12/17 ble vedtatt i fjor.\n\n"
    "Vedtak: Regionrådet slutter seg til planen.",
    "5/18|Godkjenning av innkalling|adopted\n6/18|eByggesak i alle kommuner|adopted" },
  { "Sak with comma and K-sak", true,
    "Møtebok\n\nSak 47/14 Godkjenning, innkalling og sakliste\n\nVedtak:\n\n"
    "Samrøystes godkjent.\n\nSak 48/14 Skulebruk\n\nFramlegg til vedtak:\n\n"
    "Planen vert vedteken.\n\nRøysting:\n\nFramlegget fall med 3 mot 8 røyster.\n\n"
    "Sak 49/14 Ymse\n\nIngen saker.",
    "47/14|Godkjenning, innkalling og "
    "sakliste|adopted\n48/14|Skulebruk|rejected\n49/14|Ymse|-" },
  { "FT-sak with a dash", false,
    "H1 Protokoll fra fylkestinget\nH2 FT-sak 22/13 - Godkjenning av protokoll\nP "
    "Innstilling:\n"
    "P Protokollen godkjennes.\nP Votering: Enstemmig vedtatt.\n"
    "H2 FT-sak 23/13 - Økonomiplan\nP Vedtak:\nP Økonomiplanen 2014-2017 vedtas mot 5 "
    "stemmer.",
    "FT 22/13|Godkjenning av protokoll|adopted\nFT 23/13|Økonomiplan|adopted" },
  { "PS of four-digit years, list first", false,
    "H1 Møteprotokoll\nP Utvalg: Regionrådet\nP Møtedato: 12.06.2019\nP Saksliste\n"
    "T Saksnr.|Tittel|Arkivsak\nT PS 14/2019|Godkjenning|19/22\nT PS "
    "15/2019|Budsjett|19/4976\n"
    "T RS 3/2019|Brev fra departementet|14/796-19\n"
    "H2 PS 14/2019 Godkjenning\nP Vedtak\nP Innkallingen godkjennes.\n"
    "H2 PS 15/2019 Budsjett\nP Rådmannens innstilling\nP Budsjettet vedtas.\n"
    "P Behandling\nP Saken ble drøftet.\nP Vedtak\nP Saken sendes tilbake til "
    "rådmannen.\n"
    "H2 RS 3/2019 Brev fra departementet\nP Vedtak\nP Tatt til orientering.",
    "PS 14/19|Godkjenning|adopted\nPS 15/19|Budsjett|postponed\n"
    "RS 3/19|Brev fra departementet|noted" },
  { "two numbers side by side", false,
    "H1 Møtebok\nT Utvalssaksnr.|Arkivsaksnr.|Tittel\nT 57/09|09/805|Hytteplan\n"
    "P Saksopplysningar\nP Planen ligg føre.\nP Vedtak\nP Planen vert vedteken med 5 mot "
    "2 røyster.\n"
    "T Utvalssaksnr.|Arkivsaksnr.|Tittel\nT 58/09|09/31-2|Ymse\nP Vedtak\nP Saka vert "
    "utsett.",
    "57/09|Hytteplan|adopted\n58/09|Ymse|postponed" },
  { "table with text in its cells", false,
    "H1 Referat\nT Saksnr.|Rådmannsforum\n"
    "T 27/09|Referater\\nReferat fra juni.\\nKonklusjon: Godkjent.\n"
    "T 28/09|Skjønnsmidler\\nKonklusjon:\\n1. Innkjøp\\n2. Barnevern",
    "27/09|Referater|adopted\n28/09|Skjønnsmidler|adopted" },
  { "numbered items, lists within", true,
    "Referat fra møte i koordineringsgruppen\n\nTid: 4. mars 2021\n\n"
    "- 1. Godkjenning av innkalling**\nGodkjennes.\n"
    "- 2. Nytt fra delregionene**\n\n- Kraft\n- Vei\n\n"
    "3. Handlingsplan\n\nTiltakene er:\n\n1. Bane\n2. Buss\n3. Båt\n4. Sykkel\n\n"
    "Konklusjon:\n\nEnighet om planen.\n\n4. Møteplan\n\nPlanen ligger på nettsiden.\n\n"
    "Det ble ikke tid til økonomirapporten.",
    "1|Godkjenning av innkalling|adopted\n2|Nytt fra "
    "delregionene|-\n3|Handlingsplan|adopted\n"
    "4|Møteplan|-" },
  { "Sak 1, Sak 2", true,
    "Møtereferat styret\n\nSak 1: Referat\n\nVedtak: Referatet tas til etterretning.\n\n"
    "Sak 2: Søknad om tilskudd\n\nVedtak: Søknaden avslås.\n\nSak 3: Eventuelt\n\nIntet.",
    "1|Referat|noted\n2|Søknad om tilskudd|rejected\n3|Eventuelt|-" },
  { "agenda", true,
    "MØTEINNKALLING\n\nUtvalg: Regionrådet\nMøte: 6/2014\nDato: 27.11.2014\n\n"
    "Sak 31/14 Årsbudsjett\n\nRådmannens forslag til vedtak:\n\nBudsjettet vedtas.\n\n"
    "Sak 32/14 Orienteringer\n\nStatsforvalteren kommer.",
    "31/14|Årsbudsjett|proposed\n32/14|Orienteringer|-" },
  { "agenda of a list only", false,
    "H1 Saksliste\nP Utvalg: Styret\nT Sak|Tittel\nT 7/26|Godkjenning av protokoll\n"
    "T 8/26|Budsjettrammer",
    "7/26|Godkjenning av protokoll|-\n8/26|Budsjettrammer|-" },
  { "numbers that are none", true,
    "Referat arbeidsutvalget\nDato: 27/10-17\nMøte: 6/2017\n\n"
    "12/17\nVei og bane\nE134 og Rv4 ble drøftet. Fristen er\n27/10-17 og\n20/4-18 og\n"
    "NOU 2017:3 og\nFV 40 / FV 37 og\n35/484 er gnr/bnr.\n2013 – "
    "2025\n14/796-19\n19/4976\n100' til hver\n"
    "Konklusjon: Tas til orientering, og oversendes fylkeskommunen.",
    "12/17|Vei og bane|adopted" },
  { "references at the start of lines", true,
    "Protokoll regionrådet 14. juni 2019\n\nRR-sak 14/19 Bane\n\nSaken bygger på\n"
    "RR-sak 31/17 og på innspillet i\nKF 19/19. Se også\nsak 22/19 som\n13/19 viser.\n\n"
    "Vedtak: Regionrådet støtter forslaget.\n\nRR-sak 15/19 Vei\n\nVedtak: Saken "
    "trekkes.",
    "RR 14/19|Bane|adopted\nRR 15/19|Vei|withdrawn" },
  { "no label, nynorsk", true,
    "Møtebok Fjordrådet 3. mai 2016\n\nSak 4/16 Møtebok\n\nMøteboka vart godkjend utan "
    "merknadar.\n\n"
    "Sak 5/16 Skyss\n\nSaka vart samrøystes utsett.\n\nSak 6/16 Veg\n\nVart samrøystes "
    "vedteke.\n\n"
    "Sak 7/16 Ferje\n\nUtsett sak frå møtet 3. mars. To alternativ vart drøfta.",
    "4/16|Møtebok|adopted\n5/16|Skyss|postponed\n6/16|Veg|adopted\n7/16|Ferje|-" },
  { "wrapped title, underlined", true,
    "PROTOKOLL FRA STYREMØTE\n=======================\n\nSted: Rådhuset\n\n"
    "Sak 3/12  Høring av regional plan for areal og transport og alt som ellers\n"
    "hører til i den\n-----------------------------------------------------------\n\n"
    "Vedtak:\n\nPlanen støttes.\n\nSak 4/12  Eventuelt\n-------------------\n\nIngen.",
    "3/12|Høring av regional plan for areal og transport og alt som ellers hører til i "
    "den|"
    "adopted\n4/12|Eventuelt|-" },
  { "bold numbers without a space to the title", false,
    "H1 MØTEPROTOKOLL\nH2 Saksnr. 12/20\\nKlima og energi\nP Enstemmig vedtak:\n"
    "P Planen legges ut på høring.\nH2 Saksnr. 13/20\\nValg\nP Styrets vedtak:\nP Åse Li "
    "velges.",
    "12/20|Klima og energi|adopted\n13/20|Valg|adopted" },
  { "the body's own cases, years in full", false,
    "H1 Styreprotokoll\nP Styresak 36/2016: Innkalling\nP Vedtak: Godkjent.\n"
    "P Styresak 37/2016: Ny kai\nP Vedtak: Saken utsettes.",
    "36/16|Innkalling|adopted\n37/16|Ny kai|postponed" },
  { "numbered titles with their text right below", true,
    "Referat frå rådmannsgruppa 10.05.2007\n\n1. Referat frå 29. mars\nGodkjent.\n\n"
    "2. Kystlab - økonomien\nUnderskotet i fjor var 700 000. Styret har sett i verk "
    "tiltak.\nGruppa tok dette til orientering.\n\n3. Sal av vegskrape\nDei var ikkje "
    "med. Saka vert utsett.",
    "1|Referat frå 29. mars|adopted\n2|Kystlab - økonomien|noted\n"
    "3|Sal av vegskrape|postponed" },
  { "a table of mere numbers, with text in its cells", false,
    "H1 Referat fra møte 5\nT Nr.|Tema og oppfølging\n"
    "T 1|Referat fra møte 4\\nOK, ingen merknader.\n"
    "T 2|Lokaler\\nKonklusjon: Kontoret legges til Åsmark.",
    "1|Referat fra møte 4|adopted\n2|Lokaler|adopted" },
  { "a table of figures", false,
    "H1 Referat fra møte 5\nP Prosjektet kostet mer enn tenkt.\nT Nr.|Post|Kr\nT "
    "1|Leie|400\nT 2|Strøm|90\nP Gruppen drøftet tallene.",
    "" },
  { "titles that end as organisations do", false,
    "H1 MØTEPROTOKOLL\nH2 Saksnr. 12/20\nP Felles legevakt\nP Enstemmig vedtak:\n"
    "P Planen legges ut på høring.\nH2 Saksnr. 13/20\nP Ny skole\nP Enstemmig vedtak:\n"
    "P Planen legges ut på høring.\nH2 Saksnr. 14/20\nP Storfonn kommune\n"
    "P Tilskudd til museum\nP Enstemmig vedtak:\nP Planen legges ut på høring.",
    "12/20|Felles legevakt|adopted\n13/20|Ny skole|adopted\n"
    "14/20|Tilskudd til museum|adopted" },
  { "proposal, then what became of it", true,
    "Møtebok\n\nSak 1/15 Skule\n\nRådmannen sitt framlegg til vedtak:\n\nPlanen vert "
    "lagd ut.\n\n"
    "Vart samrøystes vedteke.\n\nSak 2/15 Veg\n\nFramlegg til vedtak:\n\n1. Vegen vert "
    "bygd.\n\n"
    "2. Rekninga godkjennes.\n\nSak 3/15 Ferje\n\nFramlegg til vedtak: Ferja går.\n\n"
    "Røysting: Framlegget vart vedteke med 4 mot 3 røyster.",
    "1/15|Skule|adopted\n2/15|Veg|proposed\n3/15|Ferje|adopted" },
  { "numbers before the labels", false,
    "H1 Møteprotokoll\nP Utvalg: Formannskapet\nH2 17/13 Høring\nP Saksprotokoll i "
    "Formannskapet - "
    "20.03.2013\nP Behandling:\nP Per Dal foreslo utsettelse.\nP FSK-017/13 Vedtak:\n"
    "P Planen støttes.\nH2 18/13 Orientering\nP FSK-018/13 Vedtak:\nP Tatt til "
    "orientering.",
    "17/13|Høring|adopted\n18/13|Orientering|noted" },
  { "headings without numbers", false,
    "H1 Referat fra styremøte 3. mai 2017\nP Til stede: Kari Åsli\nH2 Godkjenning av "
    "referat\n"
    "P Vedtak: Godkjent.\nH2 Budsjett\nP Tallene ble lagt fram.\nH3 Vedtak\n"
    "P Budsjettet vedtas.\nH2 Eventuelt\nP Ingen saker.",
    "1|Godkjenning av referat|adopted\n2|Budsjett|adopted\n3|Eventuelt|-" },
  { "columns set with blanks", true,
    "MØTEPROTOKOLL\n\nUtvalg:      Regionrådet\nDato:        14.05.2013\n\n"
    "Saksnr.     Tittel                     Arkivsak\nPS 3/13     Vei og bane            "
    "    13/22\n"
    "PS 4/13     Orientering                13/796-19\n\n"
    "PS 3/13     Vei og bane                13/22\n\nVedtak:\nUttalelsen sendes.\n\n"
    "PS 4/13     Orientering                13/796-19\n\nVedtak:\nTas til etterretning.",
    "PS 3/13|Vei og bane|adopted\nPS 4/13|Orientering|noted" },
  { "whose decision it is, in the words above it", true,
    "Møteprotokoll\n\nSak 1/25 Referatsaker\nMøtebehandling:\nLia spurte.\n"
    "Hovedutvalg teknisk og miljøs vedtak 12.03.2025:\nSakene tas til orientering.\n\n"
    "Sak 2/25 Lån\nFramlegg til vedtak:\nHeradet yter lån.\nHeradsstyret - sak 002/25:\n"
    "Samrøystes.\nHST- vedtak:\nHeradet yter lån.\n\n"
    "Sak 3/25 Plan\nFormannskapet sitt vedtak:\nPlanen vert lagd ut.",
    "1/25|Referatsaker|noted\n2/25|Lån|adopted\n3/25|Plan|adopted" },
  { "whose proposal it is, in an agenda", true,
    "MØTEINNKALLING\n\nSak 1/25 Plan\n\nSaksopplysningar: Planen har vore på "
    "høyring.\n\nUtval for plan og miljø si tilråding: Planen vert vedteken.\n\n"
    "Sak 2/25 Hytter\n\nFramlegg frå utval for drift og utvikling\n\n"
    "Endringa vert ikkje godkjend.\n\n"
    "Sak 3/25 Veg\n\nForslag til vedtak:\n\nVegen vert bygd.",
    "1/25|Plan|proposed\n2/25|Hytter|proposed\n3/25|Veg|proposed" },
  { "more in the heading than the word for it", true,
    "Møtebok\n\nSak 1/21 Tunnel\nTilråding:\nTunnelen vert bygd.\nHandsaming:\n"
    "Liv Dal gjorde framlegg om bru. Framlegget fekk 2 røyster og fall.\n"
    "Vedtak (5 mot 2 røyster):\nTunnelen vert bygd.\n\n"
    "Sak 2/21 Kai\nForslag til vedtak:\nKaien rives.\nVedtak mot 3 stemmer:\nKaien "
    "settes i stand.\n\n"
    "Sak 3/21 Lager\nInnstilling:\nLageret selges.\nVedtak – enstemmig:\nSaken "
    "utsettes.\n\n"
    "Sak 4/21 Lønn\nInnstilling:\nLønna økes.\nVedtak (unntatt offentlighet):\nTas til "
    "orientering.",
    "1/21|Tunnel|adopted\n2/21|Kai|adopted\n3/21|Lager|postponed\n4/21|Lønn|noted" },
  { "what became of a recommendation", true,
    "Protokoll styret\n\nSak 1/22 Havn\nInnstilling:\nHavna utvides.\nBehandling:\n"
    "Flere tok ordet. Innstillingen falt med 4 mot 6 stemmer.\n\n"
    "Sak 2/22 Skole\nInnstilling:\nSkolen bygges.\nBehandling:\n"
    "Lia foreslo å utsette saken. Forslaget falt med 1 mot 6 stemmer.\n\n"
    "Sak 3/22 Sti\nInnstilling:\nStien merkes.\n\nSaken utsettes.\n\n"
    "Sak 4/22 Bro\nInnstilling:\nBroen støttes.\nBehandling:\nInnstillingen falt med 2 "
    "mot 5 stemmer.\nVedtak:\nStyret støtter ikke broen.",
    "1/22|Havn|rejected\n2/22|Skole|adopted\n3/22|Sti|postponed\n4/22|Bro|rejected" },
  { "outcomes at the end of a line, and in the midst of one", true,
    "Referat forum 5. mai 2022\n\n1/22\nFerje\nLina orienterte. Saken sendes tilbake "
    "til gruppa.\n\n"
    "2/22\nVakt\nTo modeller ble vist. Saka vert utsett.\n\n"
    "3/22\nFond\nArne innledet. Forslag til konklusjon: Fondet avvikles.\n\n"
    "4/22\nKurs\nArne innledet. Konklusjon: Kurset holdes i mai.\n\n"
    "5/22\nPlan\nPlanen kom i mars. Saken ble utsatt. Nå er planen god.\n\n"
    "6/22\nLag\nForslag til vedtak: Laget støttes.\nProtokollasjon: Utsatt til neste "
    "møte.",
    "1/22|Ferje|postponed\n2/22|Vakt|postponed\n3/22|Fond|proposed\n"
    "4/22|Kurs|adopted\n5/22|Plan|-\n6/22|Lag|postponed" },
  { "taken off right after a long title", true,
    "Protokoll representantskapet\nSted: Nes\n\nSAK 1/19: GODKJENNING AV MØTEBOKA OG "
    "SAKSLISTA\n"
    "Godkjent.\n\nSAK 2/19: REGNSKAP FOR ÅRET SOM GIKK I FJOR\nVedtak: Fastsettes.\n\n"
    "SAK 3/19: UTTALELSE OM VEGEN TIL NORD OG SØR\nSaken trekkes fra sakslisten.\n\n"
    "SAK 4/19: PLAN FOR KYSTEN I HELE FYLKET NÅ\nForslag til vedtak: Vedtas.\nDrøftet.\n"
    "Og drøftet.\nOg drøftet igjen.",
    "1/19|GODKJENNING AV MØTEBOKA OG SAKSLISTA|adopted\n"
    "2/19|REGNSKAP FOR ÅRET SOM GIKK I FJOR|adopted\n"
    "3/19|UTTALELSE OM VEGEN TIL NORD OG SØR|withdrawn\n"
    "4/19|PLAN FOR KYSTEN I HELE FYLKET NÅ|proposed" },
  { "nothing is decided in an agenda", true,
    "MØTEINNKALLING\n\nUtvalg: Styret\nDato: 3.3.2023\n\nSak 1/23 Vakt\n\nDaglig leder "
    "anbefaler at vakta videreføres.\n\n"
    "Sak 2/23 Bane\n\nDagleg leiar rår til at styret stør bana.\n\n"
    "Sak 3/23 Veg\n\nInnstilling: Vegen godkjennes.\n\n"
    "Sak 4/23 Gjerde\n\nVedtak i sak 7/21:\n\nGjerdet rives.\n\n"
    "Sak 5/23 Port\n\nVedtak i sak 8/21:\nPorten males.\n\nForslag til vedtak: Porten "
    "rives.\n\nSak 6/23 Tak\n\nVedtak: Taket godkjennes.",
    "1/23|Vakt|proposed\n2/23|Bane|proposed\n3/23|Veg|proposed\n4/23|Gjerde|-\n"
    "5/23|Port|proposed\n6/23|Tak|proposed" },
  { "a case of another prefix, and the rest unnumbered", true,
    "MØTEPROTOKOLL\n\nSaksliste\nPS 7/24     24/1     Vei\nPS 8/24     24/2     Bane\n"
    "RS 2/24     24/3     Referatsaker\n\nPS 7/24 Vei\n\nVedtak:\nVeien støttes.\n\n"
    "PS 8/24 Bane\n\nVedtak:\nBanen støttes.\n\nRS 2/24 Referatsaker\n\nTas til "
    "orientering.\n\nEventuelt\nJulebordet blir i Dal.\n\nMøtet hevet kl. 14",
    "PS 7/24|Vei|adopted\nPS 8/24|Bane|adopted\nRS 2/24|Referatsaker|noted" },
  { "a last case of another prefix, in no list", true,
    "MØTEPROTOKOLL\n\nPS 7/24 Vei\n\nBehandlet før i\n\nFSK 3/24 Vei\n\nVedtak:\nVeien "
    "støttes.\n\nPS 8/24 Bane\n\nVedtak:\nBanen støttes.\n\nRS 2/24 Referatsaker\n\nTas "
    "til orientering.",
    "PS 7/24|Vei|adopted\nPS 8/24|Bane|adopted\nRS 2/24|Referatsaker|noted" },
  { "subject on a line of its own", true,
    "Utskrift av møtebok\n\nMøtedato: 3.11.2009\n\nARKIVSAK: 09/805   LØPENR: "
    "2009/3312\n\nUTVALSSAK NR: 61/09\nSAKA GJELD: FELLES ARKIV\nVEDTAK:\nArkivet vert "
    "oppretta.\n\n"
    "ARKIVSAK: 09/812\nUTVALSSAK NR: 62/09\nSAKA GJELD: RASSIKRING PÅ FV 55\nVEDTAK:\n"
    "Saka vert utsett.\n\n"
    "ARKIVSAK: 08/117\nUtval sak 63/09\nSakshandsamar: Per\nSak: Støtte til leiren\n"
    "VEDTAK:\nSøknaden vert ikkje imøtekomen.",
    "61/09|FELLES ARKIV|adopted\n62/09|RASSIKRING PÅ FV 55|postponed\n"
    "63/09|Støtte til leiren|rejected" },
  { "January: numbers begin again", true,
    "Referat styret 10.01.2022\n\nSak 1/22 Referat\n\nReferatet fra 9. desember, jf.\n"
    "Sak 88/21 Budsjett, ble gjennomgått.\n\nVedtak: Godkjent.\n\nSak 2/22 "
    "Ymse\n\nIntet.",
    "1/22|Referat|adopted\n2/22|Ymse|-" },
};

static GfDocument *
understand (const char *text, bool plain, GfText **text_out)
{
  *text_out = plain ? read_plain (text) : read_blocks (text);
  return gf_understand (*text_out, registers);
}

static char *
describe_cases (const GfDocument *document)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);

      if (unit->kind == GF_UNIT_CASE)
        g_string_append_printf (out, "%s%s%s%s|%s|%s", out->len > 0 ? "\n" : "",
                                unit->case_prefix != NULL ? unit->case_prefix : "",
                                unit->case_prefix != NULL ? " " : "", unit->case_number,
                                unit->title, outcome_of (unit));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

START_TEST (layouts)
{
  const Layout *layout = &LAYOUTS[_i];
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (layout->text, layout->plain, &text);
  g_autofree char *cases = describe_cases (document);

  check_whole (text, document);
  ck_assert_msg (strcmp (cases, layout->cases) == 0, "%s:\n%s\nwanted:\n%s", layout->name,
                 cases, layout->cases);
}
END_TEST

static const struct
{
  const char *text, *title, *body, *region, *date;
  GfDocumentType type;
} HEADS[] = {
  { "H1 MØTEPROTOKOLL\nP Utvalg: Formannskapet\nP Møtested: Rådhuset, Åsby kommune\n"
    "P Dato: 03.04.2013\nP Tidspunkt: 09:00",
    "Møteprotokoll – Formannskapet 03.04.2013", "Formannskapet", NULL, "2013-04-03",
    GF_TYPE_MINUTES },
  { "H1 Møteinnkalling\nP Utval: Grøndal regionråd\nP Møtedato: 11.06.2020\n"
    "P Grøndal, 3. juni 2020",
    "Møteinnkalling – Grøndal regionråd 11.06.2020", "Grøndal regionråd", "Grøndal",
    "2020-06-11", GF_TYPE_AGENDA },
  { "H1 Referat fra møte i arbeidsutvalget i Varåsregionen 5. mars 2021\nP Dato: 19. "
    "mars 2021",
    "Referat fra møte i arbeidsutvalget i Varåsregionen 5. mars 2021", "Arbeidsutvalget",
    "Varåsregionen", "2021-03-05", GF_TYPE_MINUTES },
  { "H1 Regional strategi for Varåsregionen 2020–2032\nP Vedtatt av regionrådet 29. "
    "november 2019",
    "Regional strategi for Varåsregionen 2020–2032", "Regionrådet", "Varåsregionen",
    "2019-11-29", GF_TYPE_STRATEGY },
  { "H1 Årsmelding 2021 for Lidalsrådet\nP Lidal har fire kommunar.",
    "Årsmelding 2021 for Lidalsrådet", "Lidalsrådet", "Lidal", "2021", GF_TYPE_REPORT },
  { "H1 Halvårsrapport 1. halvår 2014\nP For Varåsregionen.",
    "Halvårsrapport 1. halvår 2014", "Varåsregionen", "Varåsregionen", "2014-06-30",
    GF_TYPE_REPORT },
  { "H1 Høringsuttalelse til regional plan\nP Fra: Samarbeidsrådet for Ravndal\n"
    "P Dato: 1. juni 2016",
    "Høringsuttalelse til regional plan", "Samarbeidsrådet", "Ravndal", "2016-06-01",
    GF_TYPE_HEARING },
  { "H1 Samarbeidsavtale om legevakt\nP Inngått 29. november 2018. Avtalen avløser "
    "avtalen av "
    "14. mars 2014.",
    "Samarbeidsavtale om legevakt", NULL, NULL, "2018-11-29", GF_TYPE_AGREEMENT },
  { "H1 Notat – beredskap\nP Til: Kommunedirektørutvalget\nP Dato: 30.02.2021\n"
    "P Datert: 17. februar 2021",
    "Notat – beredskap", "Kommunedirektørutvalget", NULL, "2021-02-17", GF_TYPE_NOTE },
  { "H1 MØTEINNKALLING\nP Utvalg: Styret\nP Dato: 5. desember 2025\nP Tid: 12.00\nH2 "
    "SAKLISTE\n"
    "T Saksnr.|Sakstittel\nT AU 4/25|Protokoll fra møte 6. november 2025\n"
    "T AU 5/25|Valg\nH2 AU 4/25 Protokoll fra møte 6. november 2025\nP Forslag til "
    "vedtak: Godkjennes.\nH2 AU 5/25 Valg\nP Forslag til vedtak: Per velges.",
    "Møteinnkalling – Styret 05.12.2025", "Styret", NULL, "2025-12-05", GF_TYPE_AGENDA },
  { "P STORDALEN REGIONRÅD\nP MØTEBOK\nP Tid: 23. september 2021",
    "Møtebok – Stordalen regionråd 23.09.2021", "Stordalen regionråd", "Stordalen",
    "2021-09-23", GF_TYPE_MINUTES },
  { "P NORD OG SØRE DAL IPR\nP MØTEBOK\nP Utval: Styret", "Møtebok – Styret", "Styret",
    "Nord og Søre Dal", NULL, GF_TYPE_MINUTES },
  { "P Protokoll fra møte i styret, Dalarådet\\nDato: 3/4-19\\nSted: Nes\nP Noe.",
    "Protokoll fra møte i styret, Dalarådet", "Styret", "Dala", "2019-04-03",
    GF_TYPE_MINUTES },
  { "P Protokoll fra styret i Dalarådet Dato: 3/4-19\nP Noe.",
    "Protokoll fra styret i Dalarådet", "Styret", "Dala", "2019-04-03", GF_TYPE_MINUTES },
  { "P Noe annet\nP Her står det lite.", "Noe annet", NULL, NULL, NULL, GF_TYPE_OTHER },
};

START_TEST (heads)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (HEADS[_i].text, false, &text);

  ck_assert_str_eq (document->title, HEADS[_i].title);
  ck_assert_pstr_eq (document->body, HEADS[_i].body);
  ck_assert_pstr_eq (document->region, HEADS[_i].region);
  ck_assert_pstr_eq (document->date, HEADS[_i].date);
  ck_assert_str_eq (gf_document_type_name (document->type),
                    gf_document_type_name (HEADS[_i].type));
}
END_TEST

static const char PAPER[]
    = "H1 Saksframlegg\nT Utvalg|Saksnr.|Møtedato\nT Kommunedirektørforum|KF "
      "11/25|28.02.2025\n"
      "T Regionrådet|RR 7/25|21.03.2025\nP Arkivsak: 25/19-6\nP Dato: 12. mars 2025\n"
      "H2 Krysningsspor\nH3 Forslag til vedtak\nL 1. Regionrådet støtter sporet.\n"
      "H3 Bakgrunn\nP Sporet er omtalt i sak 3/24.";

START_TEST (a_case_paper_is_one_case)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (PAPER, false, &text);
  const GfUnit *unit = find_case (document, "7/25");

  check_whole (text, document);
  ck_assert_uint_eq (document->units->len, 1);
  ck_assert_str_eq (unit->case_prefix, "RR");
  ck_assert_str_eq (outcome_of (unit), "proposed");
  ck_assert_str_eq (unit->decision->text, "1. Regionrådet støtter sporet.");
  ck_assert_str_eq (document->date, "2025-03-12");
}
END_TEST

static const char MISCELLANY[]
    = "Møtebok\n\nSak 1/20 Veg\nVedtak:\n1. Vegen vert bygd.\n2. Rekninga vert delt.\n\n"
      "Ymse\nNeste møte vert 3. mai.\n\nMøtet slutt kl. 12";

START_TEST (what_has_no_number_ends_the_last_case)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (MISCELLANY, true, &text);

  check_whole (text, document);
  ck_assert_uint_eq (count_cases (document), 1);
  ck_assert_str_eq (find_case (document, "1/20")->decision->text,
                    "1. Vegen vert bygd.\n2. Rekninga vert delt.");
  ck_assert_int_eq (get_unit (document, 2)->kind, GF_UNIT_SECTION);
  ck_assert_str_eq (get_unit (document, 2)->title, "Ymse");
}
END_TEST

static const char VOTED_LABEL[]
    = "Møtebok\n\nSak 1/20 A\nVedtak (6 mot 1 røyster):\nVegen vert bygd.\n\n"
      "Sak 2/20 B\nInnstilling:\nBrua støttes.\nBehandling:\nInnstillingen falt med 5 "
      "mot "
      "6 stemmer.";

START_TEST (votes_in_the_label_and_of_the_fall)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (VOTED_LABEL, true, &text);

  ck_assert_str_eq (find_case (document, "1/20")->decision->text, "Vegen vert bygd.");
  ck_assert_int_eq (find_case (document, "1/20")->decision->votes_for, 6);
  ck_assert_int_eq (find_case (document, "1/20")->decision->votes_against, 1);
  ck_assert_int_eq (find_case (document, "2/20")->decision->votes_for, 5);
  ck_assert_int_eq (find_case (document, "2/20")->decision->votes_against, 6);
}
END_TEST

static const char VOTES[]
    = "Protokoll\n\nSak 1/20 A\n\nVotering: Forslaget falt med 5 mot 3 stemmer.\n\n"
      "Vedtak: Regionrådet avslår søknaden.\n\nSak 2/20 B\n\nVedtak: Vedtatt mot 2 "
      "stemmer.\n\n"
      "Sak 3/20 C\n\nKommunestyret sa nei med 14 mot 5 stemmer.\n\nVedtak: Planen "
      "støttes.";

START_TEST (votes_of_the_case_only)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (VOTES, true, &text);

  ck_assert_int_eq (find_case (document, "1/20")->decision->votes_for, 3);
  ck_assert_int_eq (find_case (document, "1/20")->decision->votes_against, 5);
  ck_assert_int_eq (find_case (document, "2/20")->decision->votes_for, -1);
  ck_assert_int_eq (find_case (document, "2/20")->decision->votes_against, 2);
  ck_assert_int_eq (find_case (document, "3/20")->decision->votes_for, -1);
  ck_assert_int_eq (find_case (document, "3/20")->decision->votes_against, -1);
}
END_TEST

static const char STRATEGY[]
    = "- 1\nH1 Strategi for Lidal\nP Vedteken 3. mai 2018\n- 2\nP Strategi for Lidal\nH4 "
      "Innhald\n"
      "P 1 Innleiing\\t3\nP 2 Mål\\t3\nP 2.1 Delmål\\t3\nP Side 2\n- 3\nP Strategi for "
      "Lidal\n"
      "H1 1 Innleiing\nP Dette er ikkje ein lang tekst.\nH1 2 Mål\nH2 2.1 Delmål\n"
      "P Me vil koma lenger.\nP Side 3\n- 4\nP Strategi for Lidal\nP Meir om dette.\nP "
      "Side 4";

START_TEST (sections_have_their_path)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (STRATEGY, false, &text);
  const GfUnit *last = get_unit (document, document->units->len - 1);

  check_whole (text, document);
  ck_assert_uint_eq (document->units->len, 4);
  ck_assert_str_eq (get_unit (document, 0)->title, "Strategi for Lidal");
  ck_assert_str_eq (get_unit (document, 1)->title, "1 Innleiing");
  ck_assert_str_eq (last->title, "2.1 Delmål");
  ck_assert_str_eq (last->heading_path[0], "2 Mål");
  ck_assert_uint_eq (last->page, 3);
  ck_assert_uint_eq (last->page_last, 4);
  ck_assert_str_eq (document->language, "nn");
}
END_TEST

START_TEST (long_sections_are_cut_at_paragraphs)
{
  g_autoptr (GString) string = g_string_new ("Strategi\n\n");
  g_autoptr (GfText) text = NULL;

  for (int i = 0; i < 40; i++)
    {
      for (int j = 0; j < 12; j++)
        g_string_append (string, "Dette er ikke den siste setningen. ");
      g_string_append (string, "\n\n");
    }

  g_autoptr (GfDocument) document = understand (string->str, true, &text);

  check_whole (text, document);
  ck_assert_uint_ge (document->units->len, 3);
  for (guint i = 0; i < document->units->len; i++)
    {
      g_autofree char *piece = gf_unit_dup_text (get_unit (document, i));

      ck_assert_uint_le (strlen (piece), 7000);
    }
}
END_TEST

static const char LISTING[]
    = "Referat fra styret\n\nSak 1/20 Vei\n\nVedtak: Godkjent.\n\nReferat Dalrådet\n\n"
      "Referat Dalrådet Sak 5/19 Bane\n\nDetaljer\n\nStrategi for Lia\n\n"
      "Strategi for Lia Innhold 1. Mål\n\nDetaljer\n\nHandlingsplan 2016\n\n"
      "Handlingsplan 2016 Vedtatt av styret\n\nDetaljer";

START_TEST (listings_of_other_documents)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (LISTING, true, &text);

  check_whole (text, document);
  ck_assert_uint_eq (count_cases (document), 1);
  ck_assert_uint_eq (document->set_aside->len, 9);
  ck_assert_str_eq (find_case (document, "1/20")->decision->text, "Godkjent.");
}
END_TEST

static const char TAIL[]
    = "Referat fra styret 3. mai 2020\n\nTil stede: Kari Åsli\n\nSak 1/20 Vei\n\n"
      "Vedtak: Godkjent.\n\nMøtet hevet kl. 14.30.\n\nKari Åsli\nleder";

START_TEST (head_and_tail_are_sections)
{
  g_autoptr (GfText) text = NULL;
  g_autoptr (GfDocument) document = understand (TAIL, true, &text);

  ck_assert_uint_eq (document->units->len, 3);
  ck_assert_int_eq (get_unit (document, 0)->kind, GF_UNIT_SECTION);
  ck_assert_str_eq (get_unit (document, 0)->title, "Referat fra styret 3. mai 2020");
  ck_assert_int_eq (get_unit (document, 2)->kind, GF_UNIT_SECTION);
}
END_TEST

/* The lines of a mail's head are text; its subject is the title. */
START_TEST (a_mail_is_called_by_its_subject)
{
  static const char *const formats[] = { "message/rfc822", "application/vnd.ms-outlook" };
  g_autoptr (GfText) text
      = read_blocks ("P Fra: Åse Dal <aase@lidal.example>\nP Dato: 11.04.2023 10:30\n"
                     "P Emne: Innspill til sak 3/23\nP Hei, vi vil ha skule.");

  gf_text_set (text, GF_TEXT_TITLE, "Innspill til sak 3/23");
  gf_text_set (text, GF_TEXT_FORMAT, formats[_i]);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  ck_assert_str_eq (document->title, "Innspill til sak 3/23");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-layouts");
  TCase *tests = tcase_create ("layouts");
  int status;

  registers = load_registers ();
  tcase_add_loop_test (tests, layouts, 0, G_N_ELEMENTS (LAYOUTS));
  tcase_add_loop_test (tests, heads, 0, G_N_ELEMENTS (HEADS));
  tcase_add_test (tests, a_case_paper_is_one_case);
  tcase_add_test (tests, votes_of_the_case_only);
  tcase_add_test (tests, votes_in_the_label_and_of_the_fall);
  tcase_add_test (tests, what_has_no_number_ends_the_last_case);
  tcase_add_test (tests, sections_have_their_path);
  tcase_add_test (tests, long_sections_are_cut_at_paragraphs);
  tcase_add_test (tests, listings_of_other_documents);
  tcase_add_test (tests, head_and_tail_are_sections);
  tcase_add_loop_test (tests, a_mail_is_called_by_its_subject, 0, 2);
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
