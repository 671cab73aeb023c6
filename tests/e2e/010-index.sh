#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One run after another over a changing collection: what is new, changed, moved, copied or gone is
# noticed, the rest is left alone, and what could not be read is said.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

minutes ()
{
  cat <<TXT
Møteprotokoll
Regionrådet for Fjordane

Dato: 3. mars 2021
Sted: Rådhuset i Storvik

Sak 1/21: $1

$2

Vedtak: Regionrådet godkjenner forslaget.
TXT
}

mkdir -p docs/2021
minutes "Ladestasjoner langs kysten" "Det trengs flere ladestasjoner." > docs/2021/a.txt
minutes "Felles legevakt" "Legevakten flyttes." > docs/b.txt

exits "a first run reads everything" 0 index docs
check "and sums up" said '2 files: 2 read, 0 read in part, 0 not read, 0 unchanged'
is "a word is found by its other form" 1 ask .total ladestasjonen
is "the path is shown from the collection" docs/2021/a.txt ask '.hits[0].document.path' ladestasjon
is "coverage is part of the answer" '{"files":2,"read":2,"partly_read":0,"unread":0,"members":0}' \
  ask '.coverage | tojson' ladestasjon

exits "a second run reads nothing" 0 index docs
check "and says so" said '2 files: 0 read, 0 read in part, 0 not read, 2 unchanged'
before=$(ask .snapshot ladestasjon)
index docs 2> stderr.txt
is "and leaves the index as it is" "$before" ask .snapshot ladestasjon

minutes "Felles brannvern" "Brannvernet samordnes." > docs/b.txt
exits "a changed file is read again" 0 index docs
check "and no other" said '2 files: 1 read, .* 1 unchanged'
is "what it said before is gone" 0 ask .total legevakt
is "what it says now is found" 1 ask .total brannvern

id=$(ask '.hits[0].id' ladestasjon)
mkdir docs/flyttet
mv docs/2021/a.txt docs/flyttet/ny.txt
exits "a moved file is not read again" 0 index docs
check "and is counted as moved" said '2 files: 0 read, .* 1 unchanged, 1 moved or copied, 1 gone'
is "it has its new path" docs/flyttet/ny.txt ask '.hits[0].document.path' ladestasjon
is "and keeps its id" "$id" ask '.hits[0].id' ladestasjon

cp docs/flyttet/ny.txt docs/aaa.txt
exits "a copy is one document more in no list" 0 index docs
is "one hit for two files" 1 ask .total ladestasjon
is "both are counted" 3 ask .coverage.files ladestasjon
rm docs/aaa.txt
index docs 2> stderr.txt
is "when one goes the other is shown" docs/flyttet/ny.txt ask '.hits[0].document.path' ladestasjon

rm docs/b.txt
exits "a deleted file is noticed" 0 index docs
is "and found no more" 0 ask .total brannvern
is "nor counted" 1 ask .coverage.files ladestasjon

: > docs/tom.pdf
exits "a file that cannot be read gives status 1" 1 index docs
check "and a line with its reason" said "could not read 'docs/tom.pdf': empty"
is "it is counted" '{"files":2,"read":1,"partly_read":0,"unread":1,"members":0}' ask '.coverage | tojson' ladestasjon
is "and listed" 'docs/tom.pdf empty' ask '.files[] | .path + " " + .reason' unread
exits "it is not tried again" 0 index docs
check "but remembered" said '1 files in the index are not read'
cp docs/tom.pdf docs/tom.txt
exits "another empty file" 1 index docs
check "is named too" said "could not read 'docs/tom.txt': empty"
rm docs/tom.txt
index docs 2> stderr.txt
minutes "Nytt vannverk" "Prøver tas hver uke." > docs/tom.pdf
exits "until it changes; its name says nothing of what it is" 0 index docs
is "then it is read" 1 ask .total vannverket
is "and nothing is unread" 0 ask .coverage.unread vannverk

exits "a collection that is not there is refused" 2 index nowhere
check "by name" said "cannot find 'nowhere'"
is "and nothing is taken to be gone" 2 ask .coverage.files vannverk
mkdir other
minutes "Turstier" "Stiene merkes." > other/c.txt
exits "another collection is added" 0 index other
is "beside the first" 3 ask .coverage.files turstier

mkdir -p elsewhere/docs
minutes "Bomvei" "Satsene endres." > elsewhere/docs/b.txt
index elsewhere/docs 2> stderr.txt
is "another collection of the same name is told apart" elsewhere/docs/b.txt \
  ask '.hits[0].document.path' bomvei

exits "no index named" 2 gjenfinn-indexer docs
exits "no documents named" 2 gjenfinn-indexer --index index
exits "an unknown option" 2 gjenfinn-indexer --index index --nonsense docs
exits "no jobs" 2 gjenfinn-indexer --index index --jobs 0 docs
exits "an unknown level" 2 gjenfinn-indexer --index index --level secret docs
printf '[indexer]\njobb=2\n' > bad.conf
exits "a misspelt setting" 2 gjenfinn-indexer --index index --config bad.conf docs
check "is named" said "unknown key 'jobb'"
printf '[indexer]\njobs=1\nindex=index\n' > good.conf
exits "settings from a file" 0 gjenfinn-indexer --config good.conf --quiet docs
is "quiet says nothing" "" cat stderr.txt
# The mode binds root too, once it may not override it.
as_anyone=()
[ "$(id -u)" -ne 0 ] || as_anyone=(setpriv --bounding-set=-dac_override --inh-caps=-dac_override)
for closed in index/public index/public/units index/public/documents/flintlock; do
  chmod a-w "$closed"
  exits "$closed cannot be written" 3 "${as_anyone[@]}" gjenfinn-indexer --index index docs
  check "and it says so" said "cannot write to the index: '$closed': Permission denied"
  check "blaming nobody" test -z "$(grep another stderr.txt)"
  chmod u+w "$closed"
done
head -c 4096 /dev/zero | dd of=index/public/units/iamglass conv=notrunc status=none
exits "a damaged index" 3 index docs
check "and what to do" said 'move .* away'
: > not-a-folder
exits "an index that cannot be made" 3 gjenfinn-indexer --index not-a-folder docs
finish
