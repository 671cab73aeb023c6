#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Draft, hearing version and adopted strategy stand as one hit, the newest; so does a case of an agenda
# and of the minutes of that meeting.  Reports for different years and minutes of different meetings,
# written on one template, stand each by itself.  Whatever order they came in, and whatever goes again.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

# section HEADING SENTENCE...: a heading, and sentences of a strategy; the number of words is what counts.
section ()
{
  printf '# %s\n\n' "$1"
  shift
  printf '%s\n\n' "$@"
}

# strategy TITLE LINE WHAT-IS-SAID-OF-CHARGING
strategy ()
{
  printf '# %s\n\nRegionrådet for Fjordane\n\n%s\n\n' "$1" "$2"
  section "Innledning" \
    "Kommunene langs fjorden har gått sammen om en felles strategi for klima og energi i hele regionen." \
    "Arbeidet tok til våren før med en kartlegging av utslipp fra veitrafikk, landbruk og bygninger."
  section "Transport" \
    "$3" \
    "Ferjene på de tre korte sambandene går på strøm, og de to lange får batteri når anbudet lyses ut."
  section "Bygg" \
    "Nye skoler og omsorgsboliger bygges i tre der det er mulig, og oppvarmes med varmepumpe fra sjøen." \
    "Eldre bygg får nye vinduer og styring av varme og lys i den rekkefølgen som sparer mest hvert år."
  section "Landbruk" \
    "Bøndene får hjelp til å søke om støtte til drenering, dekke på gjødsellager og bedre spredning." \
    "Regionen ber fylkeskommunen om et prøveprosjekt med biogass sammen med meieriet i Storvik."
}

minutes ()
{
  cat <<TXT
$1

Regionrådet for Fjordane

Møtedato: $2
Sted: Rådhuset i Storvik

Sak $3: Felles legevakt i Storvik

Legevakten flyttes til nye lokaler ved sykehuset fra nyttår, og leien deles etter folketall.

$4

Sak $5: Brannvern og beredskap

Brannvernet samordnes mellom de fire kommunene, og det søkes om felles øvelsesfelt på Neset.

$4
TXT
}

report ()
{
  printf '# Årsrapport %s\n\nRegionrådet for Fjordane\n\n' "$1"
  section "Om regionrådet" \
    "Regionrådet er et samarbeid mellom fire kommuner og har kontor i Storvik med tre ansatte." \
    "Rådet møtes fem ganger i året, og arbeidsutvalget forbereder sakene sammen med sekretariatet."
  section "Legevakt" \
    "Legevakten tok imot $2 pasienter i løpet av året, og ventetiden var kortere enn året før."
  section "Økonomi" \
    "Regnskapet viser et overskudd på $3 tusen kroner, som er satt av til neste års prosjekter." \
    "Kommunene betaler etter folketall, og tilskuddet er regulert med den kommunale deflatoren."
}

collect ()
{
  rm -rf "$1"
  mkdir -p "$1"
  strategy "Klimastrategi 2023–2030, utkast" "Utkast 3. januar 2022" \
    "Det bygges hurtigladere ved alle rådhus før utgangen av perioden." > "$1/klima-utkast.md"
  strategy "Klimastrategi 2023–2030, høringsutkast" "Høringsutkast 15. juni 2022" \
    "Det bygges hurtigladere ved alle rådhus og ferjekaier før utgangen av perioden." > "$1/klima-hoering.md"
  strategy "Klimastrategi 2023–2030" "Vedtatt av regionrådet 15. desember 2022" \
    "Det bygges hurtigladere ved rådhus, ferjekaier og idrettshaller innen 2026." > "$1/klima.md"
  minutes "Møteinnkalling" "3. mars 2021" "1/21" "Innstilling: Regionrådet godkjenner forslaget." "2/21" > "$1/innkalling.txt"
  minutes "Møteprotokoll" "3. mars 2021" "1/21" "Vedtak: Regionrådet godkjenner forslaget." "2/21" > "$1/protokoll.txt"
  minutes "Møteprotokoll" "2. juni 2021" "7/21" "Vedtak: Regionrådet godkjenner forslaget." "8/21" > "$1/neste.txt"
  report 2021 4210 120 > "$1/rapport-2021.md"
  report 2022 4385 95 > "$1/rapport-2022.md"
}

# paths ARGUMENT...: the files of the hits, in their order.
paths ()
{
  ask '[.hits[].document.path | sub(".*/"; "")] | join(" ")' "$@"
}

# Every hit of everything, asked for one at a time.
one_by_one ()
{
  local n

  for n in $(seq 0 $(($(ask .total '') - 1))); do
    ask '.hits[0].id' -n 1 --offset "$n" ''
  done | paste -sd' '
}

collect docs
exits "a collection is read" 0 index docs

is "of three versions one is listed" 1 ask .total hurtigladere
is "the adopted one" klima.md paths hurtigladere
is "two stand behind it" 2 ask '.hits[0].versions' hurtigladere
is "and are counted" 2 ask .older_versions hurtigladere
check "the plan says so" grep -q 'står bak den nyeste: 2 treff' <<< "$(ask .query.plan hurtigladere)"
is "each is named, newest first" 'older 2022-06-15 older 2022-01-03' \
  ask '[.hits[0].document.versions[] | .relation, .date] | join(" ")' hurtigladere
is "all are listed where all are wanted" 3 ask .total --versions all hurtigladere
is "and none is then behind another" null ask .older_versions --versions all hurtigladere
is "what only the draft and the hearing have is found there" klima-hoering.md paths '"alle rådhus"'
is "and a newer one is told of" newer ask '.hits[0].document.versions[0].relation' '"alle rådhus"'
is "documents too" klima.md paths --unit document hurtigladere
is "facets count what is listed" '[["2022",1]]' ask '.facets.year | tojson' --facets hurtigladere
is "and in all" '[["2022",3]]' ask '.facets.year | tojson' --facets --versions all hurtigladere
is "by date as by relevance" klima.md paths --sort date hurtigladere

is "a case of the agenda stands behind that of the minutes" "protokoll.txt neste.txt" \
  paths --sort date '"nye lokaler"'
is "with its agenda as of the same meeting" same-meeting \
  ask '.hits[0].document.versions[0].relation' --sort date 'sak:1/21'
is "a case by its number" '1 1' ask '[.total, .hits[0].versions] | join(" ")' 'sak:1/21'
is "minutes of two meetings stand by themselves" "neste.txt protokoll.txt" paths legevakten leien
is "reports for two years stand by themselves" "rapport-2021.md rapport-2022.md" \
  paths --sort date deflatoren
is "and are no versions" null ask '.hits[0].document.versions' deflatoren

is "every hit is reached" "$(query --limit all '' | jq '[.hits[].id] | sort | unique | length')" ask .total ''
is "pages go on where the last ended" "$(query --limit all '' | jq -r '[.hits[].id] | join(" ")')" \
  one_by_one

exits "an unknown choice is refused" 2 gjenfinn-query --index index --versions oldest legevakt
check "with what is allowed" said 'versions.*newest, all'

dump index > whole.json
for order in "klima.md klima-utkast.md protokoll.txt" "klima-utkast.md klima-hoering.md innkalling.txt"; do
  rm -rf index
  collect all
  rm -rf docs
  mkdir docs
  for file in $order; do cp "all/$file" docs/; index docs 2> stderr.txt; done
  cp all/* docs/
  index docs 2> stderr.txt
  dump index > other.json
  check "in the order $order" cmp whole.json other.json
done

cp docs/klima.md docs/klima-kopi.md
index docs 2> stderr.txt
is "the same content twice is one document" 2 ask '.hits[0].versions' hurtigladere
rm docs/klima-kopi.md docs/klima.md
index docs 2> stderr.txt
is "when the newest goes the next stands" klima-hoering.md paths hurtigladere
is "with one behind it" 1 ask '.hits[0].versions' hurtigladere
rm docs/klima-hoering.md docs/protokoll.txt
index docs 2> stderr.txt
is "and the last by itself" 'klima-utkast.md null null' \
  ask '[.hits[0].document.path[5:], .hits[0].versions, .hits[0].document.versions] | map(tostring) | join(" ")' hurtigladere
is "without minutes the agenda is listed" innkalling.txt paths 'sak:1/21'

rm -rf index docs
mkdir docs
for place in Neset Storvik; do
  minutes "Møteprotokoll" "3. mars 2021" "1/21" "Vedtak: Saken om $place utsettes." "2/21" \
    | sed "s/Felles legevakt i Storvik/Skolen i $place/" > "docs/$place.txt"
done
index docs 2> stderr.txt
is "two minutes of one body and day that say different things are both listed" 2 ask .total 'tittel:skolen'
is "as documents too" 2 ask .total --unit document utsettes
minutes "Innkalling" "3. mars 2021" "1/21" "Forslag til vedtak: Saken utsettes." "2/21" > docs/innkalling.txt
index docs 2> stderr.txt
is "and the agenda beside them" 3 ask .total --unit document beredskap
rm docs/Neset.txt
index docs 2> stderr.txt
is "when one goes the other stands for the agenda" 1 ask .total --unit document beredskap

rm -rf index docs
mkdir docs
printf '[document]\ntype = minutes\nregion = Fjordane\nbody = Regionrådet\ndate = 2021-03-03\n' > docs/gjenfinn.conf
for i in {1..120}; do printf 'Notat %s\n\nNoko om skulen, nummer %s.\n' "$i" "$i" > "docs/$i.txt"; done
index docs 2> stderr.txt
is "of very many papers each tells of others" 50 \
  ask '[.hits[] | select(.document.versions | length >= 99)] | length' --unit document --limit 50 skulen
finish
