#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a document points to and what points to it, as the index grows and shrinks; promises by their dates.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
[ -d "$GF_EXAMPLES" ] || skip_all "no example collection"

later=papers/motebok-2026-02-05.pdf
earlier=papers/motebok-regionraadet-2010-05-06.pdf
# shellcheck disable=SC2016 # jq's variables
reference='.units[] | select(.case == "5/26") | .references[] | select(.case == $n)'
mkdir papers
cp "$GF_EXAMPLES/gronheia/2026/motebok-2026-02-05.pdf" papers/

# pointed NUMBER JQ-FILTER: of the reference to that case in the later minutes.
pointed ()
{
  query show "$later" | jq -r --arg n "$1" "$reference | $2"
}

index papers 2> stderr.txt
is "what is pointed to and is not there stays unresolved" "sak 016/10 false null" \
  pointed 16/10 '"\(.text) \(.resolved) \(.document_id)"'
is "a person is told so" 1 grep -c "sak 016/10 → ikke funnet i samlingen" <(gjenfinn-query --index index show "$later")

cp "$GF_EXAMPLES/gronheia/2010/motebok-regionraadet-2010-05-06.pdf" papers/
index papers 2> stderr.txt
id=$(ask .document.id show "$earlier")
is "and is resolved once it comes" "true $id 16/10" \
  pointed 16/10 "\"\(.resolved) \(.document_id) \(.case)\""
unit=$(ask '.units[] | select(.case == "16/10") | .id' show "$earlier")
is "to the case itself" "$unit" pointed 16/10 .unit_id
is "with its title" "$(ask '.units[] | select(.case == "16/10") | .title' show "$earlier")" pointed 16/10 .target.title
is "what is not there still is not" false pointed 24/10 .resolved
is "a unit's id shows its document" "$id" ask .document.id show "$unit"
is "and it knows what points to it" "5/26 2026-02-05 sak 016/10" \
  ask '.units[] | select(.case == "16/10") | .referred_by[] | "\(.case) \(.date) \(.text)"' show "$earlier"
is "in words too" 1 grep -c "Sak RR 5/26 .*05.02.2026" <(gjenfinn-query --index index show "$earlier" | grep -A1 "Vist til fra")

check "a promise has its sentence and date" test \
  "$(ask '[.units[] | select(.case == "12/10") | .follow_ups[] | select(.due == "2012-12-31")] | length' show "$earlier")" -eq 1
is "and is found by it" 12/10 ask '.hits[].case' 'frist:2012'
is "by day, month and range" "1 1 1 0" \
  echo "$(ask .total frist:2012-12-31) $(ask .total due:2012-12) $(ask .total 'frist:2012-12..2013')" \
  "$(ask .total frist:2012-11)"
is "the plan says so" true ask '.query.plan | startswith("frist: 2012")' --explain frist:2012
# shellcheck disable=SC2016 # jq's variables
check "every part, reference and promise stands in its unit's text" test \
  "$(ask '[.units[] | .text as $t | (.parts // [], .references // [], .follow_ups // [])[] | .text as $w
     | select($t | contains($w) | not)] | length' show "$later")" -eq 0

rm "$earlier"
index papers 2> stderr.txt
is "what has gone is not pointed to" false pointed 16/10 .resolved
exits "nor shown" 2 query show "$earlier"

# A hundred cases of one number, and fifteen thousand references to it.
rm -rf index papers
mkdir papers
printf '[document]\ntype = minutes\nregion = Fjordane\nbody = Regionrådet\n' > papers/gjenfinn.conf
for i in {1..100}; do
  printf 'Møteprotokoll\n\nMøtedato: %s.5.2021\n\nSak 1/21 Veg %s\n\nTekst.\n' $((i % 28 + 1)) "$i" > "papers/$i.txt"
done
{
  printf 'Møteprotokoll\n\nMøtedato: 3.3.2022\n\n'
  for i in {2..76}; do
    printf 'Sak %s/22 Skule %s\n\n' "$i" "$i"
    printf 'Vist til sak 1/21 i saka. %.0s' {1..200}
    printf '\n\n'
  done
} > papers/many.txt
index papers 2> stderr.txt
is "of very many references the last are listed and not looked for" "true 15000 true false" \
  ask '[.references_cut, ([.units[].references[]?] | length), ([.units[].references[]?][0].resolved),
    ([.units[].references[]?][-1].resolved)] | map(tostring) | join(" ")' show "$PWD/papers/many.txt"

printf 'REFERAT, KOMMUNEDIREKTØRFORUM\n\nKF 22/22 *Referat*\n\nVedtak: *Referatet godkjent.*\n' > papers/stars.txt
index papers 2> stderr.txt
gjenfinn-query --index index show "$PWD/papers/stars.txt" > shown.txt
check "a decision is shown" grep -qF 'Referatet godkjent.' shown.txt
check "and no marks that were left between its parts" test -z "$(grep -xF '*' shown.txt)"
finish
