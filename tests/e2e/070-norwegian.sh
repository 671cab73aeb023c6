#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A word finds its forms, the other written language, its compounds and its parts, its other
# names and its right spelling; and says so, and finds no more than that.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

# note NAME TEXT: a document of one paragraph.
note ()
{
  printf '%s\n' "$2" > "docs/$1.txt"
}

# found PARAMETER... QUESTION: the documents, by name.
found ()
{
  ask '[.hits[].document.path | sub (".*/"; "") | sub ("\\.txt$"; "")] | sort | unique | join (" ")' \
    --limit all "$@"
}

# first PARAMETER... QUESTION: the best document.
first ()
{
  ask '.hits[0].document.path | sub (".*/"; "") | sub ("\\.txt$"; "")' "$@"
}

# read_as KEY PARAMETER... QUESTION: what the first word was taken to mean besides.
read_as ()
{
  local key=$1
  shift
  ask ".query.words[0].$key.words // [] | join (\", \")" --limit 0 "$@"
}

mkdir docs
note tog 'Jernbanen gjennom dalen skal utbedres før vinteren kommer til bygda.'
note leder 'Lederen av utvalget åpnet møtet og ønsket de nye velkommen til salen.'
note lær 'Lær og skinn selges på torget hver lørdag fra morgen til kveld.'
note høyring 'Høyringa om jordvernstrategien er avslutta, og svara ligg ved saka.'
note svar 'Høringssvar om jordvern fra bygdene ble lest opp og tatt med videre.'
note prosjekt 'Et prosjekt innen velferdsteknologi starter til høsten i alle bygdene.'
note vegen 'Vedlikehaldet av vegane er utsett til våren på grunn av frosten.'
note veie 'Fisken må veies på kaia, og å veie den nøye er viktig for prisen.'
note før 'Møtedato: 4. mai 2015. Rådmannen orienterte om budsjettet for neste år.'
note etter 'Møtedato: 5. mai 2022. Kommunedirektøren orienterte om budsjettet for neste år.'
note klæbu 'Møtedato: 6. mai 2016. Klæbu ønsker en ny skole ved elva, og det haster.'
note trondheim-før 'Møtedato: 7. mai 2016. Trondheim ønsker en ny skole ved fjorden, og det haster.'
note trondheim-etter 'Møtedato: 8. mai 2023. Trondheim ønsker en ny skole i byen, og det haster.'
note lier 'Lier ønsker ny kai, og Drammen er med på laget.'
note plan 'Areal- og transportplanen er vedteken i alle kommunane no.'
index --quiet docs

is "a form finds another" tog found jernbane
is "a person too" leder found leder
is "what only looks alike is not found" lær found lær
is "bokmål finds nynorsk, and compounds" 'høyring svar' found 'høring jordvern'
is "nynorsk finds bokmål" 'høyring svar' found 'høyringar jordvern'
is "vei is veg" vegen found vei
is "and is not to weigh" veie found veie
is "a compound is in its parts" prosjekt found velferdsteknologiprosjekt
is "and a part in a compound" 'høyring svar' found jordvern
is "what is written in part is whole" plan found arealplan
is "and the whole is found as it is written" plan found 'areal- og transportplan'
is "names are no common words" lier found lier
is "nor are common words names" '' found lia

is "an office has its other name" 'etter før' found kommunedirektør
is "in both directions" 'etter før' found rådmannen
is "unless it is switched off" etter found --no-names kommunedirektør
check "which is said" grep -q 'rådmann' <(ask .query.plan --limit 0 kommunedirektør)
is "what became a part of something is found in it, from then on" 'klæbu trondheim-etter' found Klæbu

is "as a filter too" 'klæbu trondheim-etter' found kommune:Klæbu
check "which is said" grep -q Trondheim <(ask '.query.notes[]' kommune:Klæbu)

is "a word that is not there is spelled anew" tog found jernbanne
is "which is said" jernbanen read_as spellings jernbanne
is "a word that is there is not" leder found leder
is "letters that a keyboard may lack" 'høyring svar' found hoering
is "nothing is spelled anew in quotes" '' found '"jernbanne"'

is "what is not to be there is the word, not its compounds" 'høyring svar' found 'høring -jordvernplan'
is "in all its forms" svar found 'høring -jordvernstrategi'
is "an exclusion in a sentence is one" 'leder lier veie' found --match any 'ny kai -skole'
is "an option of a program is none" '«-z» er lest som et ord, ikke som noe som skal bort.' \
  ask '.query.notes[0]' --match any 'kai -z'

is "quotes are exact" høyring found '"høyringa"'
is "and so is =" '' found =jernbane
is "a star is any ending" tog found 'jernban*'

is "the word itself comes before its compounds" svar first --match any 'høringssvar'
is "a sentence finds what it asks for" vegen first --match any 'Hvorfor er vedlikeholdet av veiene utsatt?'
is "with errors too" vegen first --match any 'Hvorfor er vedlikholdet av viene utsatt?'
is "the best unit of a document is the same" prosjekt first --unit document --match any 'prosjekter for teknologi i velferden'

is "where nothing has all, what has all but one is apart" '0 tog' \
  ask '"\(.total) \(.relaxed.hits[0].document.path | sub (".*/"; "") | sub ("\\.txt$"; ""))"' 'jernbane dalen havneterminal'
is "the forms that were searched are said" 'jernbanen' read_as forms jernbane
is "and the compounds" 'høringssvar' read_as compounds høring

is "more like a text" svar \
  ask '.hits[0].document.path | sub (".*/"; "") | sub ("\\.txt$"; "")' like - <<< 'Høringen om jordvern i bygdene.'
is "more like a document is not that document" etter \
  ask '.hits[0].document.path | sub (".*/"; "") | sub ("\\.txt$"; "")' like docs/før.txt
is "a beginning is completed" 'jernbanen' ask '.suggestions[0]' suggest jernb
finish
