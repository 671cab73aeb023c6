#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The five real documents, where they are at hand: cases, decisions, outcomes, dates, bodies.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
[ -d "$GF_SEEDS" ] || skip_all "the real documents are not here"

# show NAME JQ-FILTER: of the one document whose path has NAME.
show ()
{
  local path
  path=$(find "$GF_SEEDS" -name "*$1*")
  gjenfinn-query --index index show --format json "$path" | jq -r "$2"
}
# shellcheck disable=SC2016 # jq's variables
outcome='.units[] | select(.unit == "case" and .case == $n) | .decision.outcome // "none"'
outcome_of ()
{
  local path
  path=$(find "$GF_SEEDS" -name "*$1*")
  gjenfinn-query --index index show --format json "$path" | jq -r --arg n "$2" "$outcome"
}
cases='[.units[] | select(.unit == "case") | .case] | join(" ")'
facts='.document | [.type, .body, .region, .date, .language] | join(", ")'

exits "all five are read" 0 index "$GF_SEEDS"
check "all five" said '5 files: 5 read'

is "Grenland: ten cases" "14/23 15/23 16/23 17/23 18/23 19/23 20/23 21/23 22/23 23/23" show grenland "$cases"
is "Grenland: titles" \
  "Referater|Årsmelding for Grenlandssamarbeidet IPR 2022|Årsmelding for Det kommunale oppgavefellesskapet, Grenlandssamarbeidet 2022" \
  show grenland '[.units[] | select(.unit == "case") | .title][0:3] | join("|")'
is "Grenland: the last title" "Eventuelt" show grenland '[.units[] | select(.unit == "case") | .title][9]'
is "Grenland: 16/23 is proposed" proposed outcome_of grenland 16/23
is "Grenland: 20/23 is adopted" adopted outcome_of grenland 20/23
is "Grenland: 17/23 has no decision" none outcome_of grenland 17/23
is "Grenland: facts" "minutes, Kommunedirektørkollegiet, Grenland, 2023-02-28, nb" show grenland "$facts"
is "Grenland: a label without its mark" "Konklusjon" \
  show grenland '.units[] | select(.case == "22/23") | .decision.label'

is "Trondheim: ten cases" "22/22 23/22 24/22 25/22 26/22 27/22 28/22 29/22 30/22 31/22" show trondheim "$cases"
is "Trondheim: their prefix" KF show trondheim '[.units[] | select(.unit == "case") | .case_prefix] | unique | join(" ")'
is "Trondheim: a title without its marks" "Referat fra møte 17.03 2022" \
  show trondheim '.units[] | select(.case == "22/22") | .title'
is "Trondheim: KF 31/22 is postponed" postponed outcome_of trondheim 31/22
is "Trondheim: KF 28/22 is noted" noted outcome_of trondheim 28/22
is "Trondheim: noted with an order is adopted" adopted outcome_of trondheim 23/22
is "Trondheim: facts" "minutes, Kommunedirektørforum, Trondheimsregionen, 2022-06-03, nb" show trondheim "$facts"

is "Oslo: nine items" "1 2 3 4 5 6 7 8 9" show oslo "$cases"
is "Oslo: five conclusions" 5 show oslo '[.units[] | select(.decision.label == "Konklusjon")] | length'
is "Oslo: decided without a heading" adopted outcome_of oslo 1
is "Oslo: facts" "minutes, Koordineringsgruppen, Osloregionen, 2024-11-19, nb" show oslo "$facts"

is "Kongsberg, half-year report: facts" "report, Kongsbergregionen, 2011-07-01, nb" \
  show halvarsrapport '.document | [.type, .region, .date, .language] | join(", ")'
is "Kongsberg, strategy: facts" "strategy, Kongsbergregionen, nb" \
  show strategi '.document | [.type, .region, .language] | join(", ")'
is "Kongsberg, strategy: the year" 2019 show strategi '.document.date[0:4]'
is "Kongsberg: no cases" "0 0" echo \
  "$(show halvarsrapport '[.units[] | select(.unit == "case")] | length')" \
  "$(show strategi '[.units[] | select(.unit == "case")] | length')"
is "another document's text is set aside" 0 ask .total '"Rollag kommune gir følgende høringsinnspill"'
is "and kept" true show strategi '[.set_aside[].text] | join("\n") | contains("Rollag kommune gir følgende høringsinnspill")'

is "found by inflected form" true ask '.total > 0' jernbanestasjon
is "jernbane" true ask '.total >= 2' jernbane
is "a phrase" 1 ask .total '"nasjonal kompetansetjeneste for miljømedisin"'
is "a case by any spelling" "$(ask .hits[0].id sak:23/22)" ask .hits[0].id 'sak:"KF 023-2022"'
is "in decisions only" 1 ask .total 'vedtak:jordvern ELLER vedtak:medlemsavgifter'
is "by region and year" 10 ask .total 'region:Trondheimsregionen år:2022' --unit case
finish
