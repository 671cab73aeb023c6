#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Files within files, over one run after another: each a document of its own, kept in step with the
# archive that it lies in, and none lost in silence.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
command -v bsdtar > /dev/null || skip_all "bsdtar is not here"

minutes ()
{
  printf 'Møteprotokoll\nRegionrådet for Fjordane\n\nDato: 3. mars 2021\n\nSak 1/21: %s\n\n' "$1"
  printf '%s\n\nVedtak: Regionrådet godkjenner forslaget.\n' "$2"
}

# pack ARCHIVE FILE...: in the format that its name says, the same bytes for the same files.
pack ()
{
  local archive=$1
  shift
  touch -d @1600000000 "$@"
  bsdtar -a -cf "$archive" --uid 0 --gid 0 --uname '' --gname '' "$@"
}

paths ()
{
  ask '[.hits[].document.path] | sort | join(" ")' "$1"
}

# leftovers: files in the index folder that should have been gone.
leftovers ()
{
  find index -name '.member*'
}

# found_and_coverage QUESTION: how many it finds, and the coverage.
found_and_coverage ()
{
  echo "$(ask .total "$1") $(coverage)"
}

# has_not FILE FIXED-STRING...: none of these is in it.
has_not ()
{
  local file=$1 word
  shift
  for word in "$@"; do
    ! grep -qF -- "$word" "$file" || { echo "it has: $word"; return 1; }
  done
}

coverage ()
{
  query status | jq -c '.coverage | [.files, .read, .partly_read, .unread, .members,
    .members_partly_read // 0, .members_unread // 0]'
}

mkdir -p docs make/annex
cd make || exit 1
minutes "Ladestasjoner" "Flere ladestasjoner langs kysten." > a.txt
minutes "Felles legevakt" "Legevakten flyttes." > annex/b.txt
minutes "Brannvern" "Brannvernet samordnes." > c.txt
head -c 3000 /dev/urandom > noise.bin
: > empty.txt
pack inner.tar c.txt
pack ../docs/minutes.tar a.txt annex/b.txt inner.tar
cd .. || exit 1
minutes "Turstier" "Stiene merkes." > docs/own.txt

exits "archives are gone through" 0 index docs
check "and what they hold is counted apart" said '4 files within those: 4 read'
is "a member is found by its path" docs/minutes.tar/a.txt paths ladestasjonen
is "in a folder too" docs/minutes.tar/annex/b.txt paths legevakten
is "and in an archive in the archive" docs/minutes.tar/inner.tar/c.txt paths brannvernet
is "each counts where it belongs" '[2,2,0,0,4,0,0]' coverage
is "no file is left in the index folder" "" leftovers
exits "an archive has no text to show" 2 query show docs/minutes.tar
check "but what lies in it" said \
  "'docs/minutes.tar' has no text of its own; 3 files lie in it: 'docs/minutes.tar/a.txt', 'docs/minutes.tar/annex/b.txt', 'docs/minutes.tar/inner.tar'"
exits "nor has one in it" 2 query show "$PWD/docs/minutes.tar/inner.tar"
check "which has but one file" said "1 file lies in it: 'docs/minutes.tar/inner.tar/c.txt'"
exits "nor by the path that is shown" 2 query --format json show docs/minutes.tar/inner.tar
check "which is as good" said "1 file lies in it: 'docs/minutes.tar/inner.tar/c.txt'"

exits "a second run reads nothing" 0 index docs
check "and takes nothing out" said '2 files: 0 read, 0 read in part, 0 not read, 2 unchanged, .* 0 gone'
is "nor forgets" '[2,2,0,0,4,0,0]' coverage

mkdir docs/archive
mv docs/minutes.tar docs/archive/old.tar
exits "a moved archive is not read again" 0 index docs
check "nor what it holds" said '^gjenfinn-indexer: 4 files within those: 0 read.* 4 moved or copied, 4 gone'
is "it has its new path, to the innermost" docs/archive/old.tar/inner.tar/c.txt paths brannvernet
is "and nothing is counted twice" '[2,2,0,0,4,0,0]' coverage

cp docs/archive/old.tar docs/copy.tar
exits "a copy" 0 index docs
is "has members of its own" '[3,3,0,0,8,0,0]' coverage
is "but its documents are the same" 1 ask .total legevakten
rm docs/copy.tar
index docs 2> stderr.txt
is "and goes with all of them" '[2,2,0,0,4,0,0]' coverage

cp make/a.txt docs/loose.txt
exits "what lies in an archive lies outside too" 0 index docs
check "and is not read again" said '3 files: 0 read, .* 1 moved or copied'
is "it is one document" 1 ask .total ladestasjonen
rm docs/loose.txt
index docs 2> stderr.txt

(cd make && minutes "Vannverk" "Prøver tas hver uke." > d.txt && pack ../docs/archive/old.tar a.txt d.txt noise.bin empty.txt)
exits "a changed archive" 1 index docs
check "only what is new in it is read" said '4 files within those: 1 read, 0 read in part, 2 not read, 1 moved or copied, 3 gone'
is "the new is found" docs/archive/old.tar/d.txt paths vannverket
is "what is no more in it is not" 0 ask .total legevakten
is "to the innermost" 0 ask .total brannvernet
is "what could not be read is counted" '[2,2,0,0,4,0,2]' coverage
is "and listed" "docs/archive/old.tar/empty.txt empty" \
  ask '.files[] | select(.reason == "empty") | .path + " " + .reason' unread
exits "it is not tried again" 0 index docs
exits "but when asked for" 1 index --retry-failed docs
check "and no other" said '4 files within those: 0 read, 0 read in part, 2 not read, 2 moved or copied, 0 gone'
is "nothing came of it" '[2,2,0,0,4,0,2]' coverage
touch docs/archive/old.tar
exits "a touched archive has the same content" 0 index docs
is "and the same members" '[2,2,0,0,4,0,2]' coverage

rm docs/archive/old.tar
exits "a deleted archive" 0 index docs
is "takes all that it held with it" '[1,1,0,0,0,0,0]' coverage
is "from the documents too" 0 ask .total vannverket

mkdir docs/x.tar
minutes "Bomvei" "Satsene endres." > docs/x.tar/a.txt
index docs 2> stderr.txt
rm -r docs/x.tar
(cd make && minutes "Svømmehall" "Hallen bygges." > a.txt && pack ../docs/x.tar a.txt)
exits "an archive where a folder was" 0 index docs
is "has what it has" docs/x.tar/a.txt paths svømmehallen
is "and no more" '0 [2,2,0,0,1,0,0]' found_and_coverage bomveien
rm docs/x.tar
mkdir docs/x.tar
minutes "Bomvei" "Satsene endres." > docs/x.tar/a.txt
exits "and a folder where an archive was" 0 index docs
is "has what it has" docs/x.tar/a.txt paths bomveien
is "and no more" '0 [2,2,0,0,0,0,0]' found_and_coverage svømmehallen

# limit NAME VALUE: the settings that say so.
limit ()
{
  printf '[limits]\n%s=%s\n' "$1" "$2" > limit.conf
}

(cd make && pack one.tar c.txt && pack two.tar one.tar && pack ../docs/deep.tar two.tar a.txt)
limit nesting 2
exits "archives in archives have a limit" 1 gjenfinn-indexer --config limit.conf --index index docs
check "which is said of the archive that is too deep" said "docs/deep.tar/two.tar/one.tar': limit"
is "the rest is read" docs/deep.tar/a.txt paths svømmehallen
exits "with another limit it is tried again when asked for" 0 index --retry-failed docs
is "and read" docs/deep.tar/two.tar/one.tar/c.txt paths brannvernet
rm docs/deep.tar

(cd make && for n in 1 2 3 4 5; do minutes "Sak $n" "Ordet nummer$n." > "n$n.txt"; done && pack ../docs/many.tar n?.txt)
limit members 3
exits "so has their number" 1 gjenfinn-indexer --config limit.conf --index index docs
check "which is said" said "read only part of 'docs/many.tar': limit"
is "what came before it is kept" '[3,2,1,0,3,0,0]' coverage
cp docs/many.tar docs/many-2.tar
cp docs/many.tar docs/many-3.tar
exits "of copies too" 1 gjenfinn-indexer --config limit.conf --index index docs
exits "all of them are tried again when asked for" 0 index --jobs 1 --retry-failed docs
is "and are whole" '[5,5,0,0,15,0,0]' coverage
rm docs/many*.tar
index docs 2> stderr.txt

# Archives in archives multiply: 10 of 10 files each, all alike, and then some that differ.
(cd make && for n in 1 2 3 4 5 6 7 8 9 10; do minutes "Sak $n" "Ordet formere$n." > "m$n.txt"; done \
  && pack alike1.tar m?.txt m10.txt && for n in 2 3 4 5 6 7 8 9 10; do cp -p alike1.tar "alike$n.tar"; done \
  && pack ../docs/alike.tar alike?.tar alike10.tar \
  && for n in 1 2 3 4 5 6 7 8 9 10; do minutes "Sak $n" "Ordet ulikt$n." > own.txt && pack "unlike$n.tar" own.txt m[1-9].txt; done \
  && pack ../docs/unlike.tar unlike?.tar unlike10.tar)
limit members 10
exits "archives that multiply have a limit" 1 gjenfinn-indexer --config limit.conf --index index docs
check "which is said where they are alike" said "could not read 'docs/alike.tar/alike.*': limit: what lies in it is too much"
check "and where they are not" said "could not read 'docs/unlike.tar/unlike.*': limit: what lies in it is too much.*: the rest was left"
is "no more than ten times the limit of each are in the index" 200 ask .coverage.members status
exits "nothing is read again" 0 gjenfinn-indexer --config limit.conf --index index docs
exits "with another limit" 0 index --retry-failed docs
is "all of it is" '[4,4,0,0,220,0,0]' coverage
rm docs/alike.tar docs/unlike.tar
index docs 2> stderr.txt

# A run that ends between an archive and the last of its members: the next goes on from there.
printf '[indexer]\nunits-a-commit=1\njobs=1\n' > often.conf
(cd make && mkdir lot && for n in $(seq 150); do minutes "Sak $n" "Ordet tall$n." > "lot/$n.txt"; done && pack ../docs/lot.tar lot)
gjenfinn-indexer --quiet --config often.conf --index index docs 2> killed.txt &
indexer=$!
for _ in $(seq 600); do
  [ "$(query status | jq .coverage.members)" -gt 5 ] && break
  sleep 0.02
done
kill -9 "$indexer" 2> /dev/null
wait "$indexer" 2> /dev/null
echo "# killed with $(query status | jq .coverage.members) of 150 members"
exits "a run after a kill" 0 index docs
is "has every member" '[3,3,0,0,150,0,0]' coverage
is "to the last" 1 ask .total tall150
is "and each once" 1 ask .total tall3
is "and leaves nothing behind" "" leftovers
rm docs/lot.tar

# On a terminal: what each process holds, and no name that drives the terminal.
if command -v script > /dev/null; then
  # It takes a while to read: a bar that is drawn ten times a second shows it.
  minutes "Ferge" "$(yes 'Fergen går hver time.' | head -n 100000)" > docs/$'rød\e[31m\u202e'.txt
  script -qc "gjenfinn-indexer --index index --jobs 1 docs" /dev/null < /dev/null > terminal.txt 2>&1
  check "a bar is drawn" grep -qF '[     ' terminal.txt
  check "with what is being read" grep -qE '^.{0,4}1 docs/rød\?\[31m\?\.txt' terminal.txt
  check "and its name is harmless" has_not terminal.txt $'\e[31m' $'\u202e'
  exits "elsewhere nothing is drawn" 0 index docs
  check "at all" has_not stderr.txt '[ '
fi

# Settings: what is not understood is refused, and what is secret is not everyone's.
refuses ()
{
  local name=$1 pattern=$2
  printf '%b' "$3" > bad.conf
  exits "$name" 2 gjenfinn-indexer --config bad.conf --index index docs
  check "and says what is allowed" said "$pattern"
}
refuses "a misspelt limit" "unknown key 'page' in \\[limits\\].*pages" '[limits]\npage=1\n'
refuses "a misspelt group" 'unknown group \[limit\]' '[limit]\npages=1\n'
refuses "a limit of nothing" "'pages' in \\[limits\\] must be a number from 1 to 1000000, not '0'" '[limits]\npages=0\n'
refuses "a limit beyond all bounds" "from 1 to 16, not '17'" '[limits]\nnesting=17\n'
refuses "a limit that is no number" "not 'ten'" '[limits]\npages=ten\n'
printf '[files]\npasswords=hemmelig;ord\n' > secret.conf
chmod 604 secret.conf
exits "passwords that everyone may read" 0 gjenfinn-indexer --config secret.conf --index index docs
check "are warned of" said "'secret.conf' holds passwords"
check "and not repeated" has_not stderr.txt hemmelig
chmod 600 secret.conf
exits "passwords of one's own" 0 gjenfinn-indexer --config secret.conf --index index docs
check "are not" has_not stderr.txt "holds passwords"
finish
