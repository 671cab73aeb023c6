#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The contract of doc/design.md, on the example collection: keys, values, totals, order, renderings.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

# Images are left alone, so that one of the examples is a file that was not read.
printf '[ocr]\nenabled=no\n' > settings.conf
gjenfinn-indexer --config settings.conf --quiet --index index "$GF_EXAMPLES" 2> stderr.txt

is "an answer's keys" "coverage facets hits offset query snapshot total" \
  ask 'keys | join(" ")' --facets jordvern
is "a case's keys" \
  "case case_prefix decision document id language page page_last score snippet snippet_page title unit" \
  ask '.hits[0] | keys | join(" ")' 'krysningsspor sak:7/25 type:minutes'
is "a section has a path of headings" true ask '.hits | any(.heading_path != null)' 'type:strategy jordvern'
is "its document's keys" "body date format id language pages path region title type versions" \
  ask '.hits[0].document | keys | join(" ")' 'type:minutes region:Varstadregionen år:2025 krysningsspor'
is "its decision's keys" "label outcome page text votes" \
  ask '.hits[0].decision | keys | join(" ")' 'sak:7/25 type:minutes'
is "votes are numbers" '{"for":8,"against":2}' ask '.hits[0].decision.votes | {for, against} | tojson' 'sak:7/25 type:minutes'
is "facets" "body language outcome region type year" ask '.facets | keys | join(" ")' --facets jordvern
check "a facet counts hits" test \
  "$(ask '[.facets.region[] | .[1]] | add' --facets jordvern)" -eq "$(ask .total jordvern)"
check "a mark is the only tag in a snippet" test \
  "$(ask '[.hits[].snippet | gsub("</?mark>"; "") | select(test("[<>]"))] | length' --limit 100 vedtak)" -eq 0

# Every hit is reached, once, in an order that does not change.
total=$(ask .total vedtak)
for ((offset = 0; offset < total; offset += 7)); do
  ask '.hits[].id' --limit 7 --offset "$offset" vedtak
done > paged.txt
check "every hit is reached once" test "$(sort -u paged.txt | wc -l)" -eq "$total"
ask '.hits[].id' --limit 100 vedtak > whole.txt
check "in the same order" cmp <(head -n 100 paged.txt) whole.txt
is "by date, oldest first" ordered ask \
  '[.hits[].document.date | select(.)] | if . == sort then "ordered" else . end' --sort date --limit 100 vedtak
is "newest first" ordered ask \
  '[.hits[].document.date | select(.)] | if . == (sort | reverse) then "ordered" else . end' --sort=-date --limit 100 vedtak

is "documents as a whole" true ask '.total > 0 and (.hits | all(.unit == "document"))' --unit document jordvern
is "words may meet anywhere in a document" true ask '.total > 0' --unit document 'jordvern legevakt'
is "all words must meet in a case" "$(ask .total 'legevakt jordvern')" ask .total 'jordvern legevakt'
is "any word will do" true ask '.total > 10' --match any 'hva ble bestemt om jordvern og legevakt'
is "in whole documents too" true ask '.total > 10' --unit document --match any 'hva ble bestemt om jordvern og legevakt'
is "nynorsk in nynorsk" true ask '.total > 0 and (.hits | all(.document.language == "nn"))' 'språk:nn høyring'
is "a field in English" "$(ask .total 'organ:regionrådet år:2019')" ask .total 'body:regionrådet year:2019'
is "outcome in Norwegian" "$(ask .total outcome:postponed)" ask .total utfall:utsatt
is "a range of dates" "$(ask .total 'år:2019 vedtak')" ask .total 'dato:2019-01-01..2019-12-31 vedtak'
# Of two versions, one may have a word that the other lacks; and what is asked for is found in compounds too,
# which IKKE leaves alone.
is "not" "$(($(ask .total --versions all vedtak) - $(ask .total --versions all 'vedtak =jernbane')))" \
  ask .total --versions all 'vedtak IKKE =jernbane'
is "a prefix" true ask '.total >= 1' 'velferdstek*'
is "what nobody wrote" 0 ask .total kvasarfisk
files=$(find "$GF_EXAMPLES" -type f | wc -l)
is "says what was covered" "$files" ask .coverage.files kvasarfisk
is "coverage counts the scan" 1 ask .coverage.unread kvasarfisk
is "deleted words of a tracked change are not text" 0 ask .total '"trekke seg" sak:7/23'

exits "a value that its field cannot have is a bad question" 2 query 'type:rød'
check "by name" said "type"
is "an unknown field is words" "$(ask .total 'farge jernbane')" ask .total 'farge:jernbane'
exits "a bad limit" 2 query --limit 1001 vedtak
check "by name" said "limit"
exits "a bad unit" 2 query --unit side vedtak
exits "no index" 3 gjenfinn-query --index nowhere vedtak
check "what to do" said "gjenfinn-indexer"
exits "no document" 2 query show nothing.pdf
exits "the other level is another index" 3 query --level internal vedtak

check "CSV has a line a hit" test "$(gjenfinn-query --index index --format csv --limit 3 vedtak | wc -l)" -ge 4
check "text ends with what was covered" grep -q "1 av $files filer" <(gjenfinn-query --index index vedtak)
id=$(ask '.hits[0].document.id' 'sak:7/25 type:minutes')
is "a document by its id" "$id" ask .document.id show "$id"
is "by a unit's id" "$id" ask .document.id show "$id.2"
is "by its path as shown" "$id" ask .document.id show examples/varstad/2025/protokoll-regionradet-2025-03-21.pdf
is "by its path" "$id" ask .document.id show "$GF_EXAMPLES/varstad/2025/protokoll-regionradet-2025-03-21.pdf"
is "show's keys" "document set_aside units" ask 'keys | join(" ")' show "$id"
is "status counts documents" "$((files - 1))" ask '.documents.total // .documents.count // ([.documents.type[] | .[1]] | add)' status
finish
