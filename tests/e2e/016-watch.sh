#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# --watch: what is written, moved and removed is found, or found no more, within seconds, and what is
# still being written is left until it rests.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

# Generous: machines are shared. What is not found by then is not found.
patience=60

# becomes EXPECTED QUESTION: the number of hits, at last.
becomes ()
{
  local now="" tries
  for ((tries = 0; tries < patience * 5; tries++)); do
    now=$(ask .total "$2" 2>&1)
    [ "$now" != "$1" ] || return 0
    sleep 0.2
  done
  echo "'$2' finds $now, not $1, after $patience seconds"
  sed 's/^/indexer: /' watch.txt
  return 1
}

mkdir -p docs/old
echo "Kommunestyret drøftet ferjeleie." > docs/old/first.txt
index --watch --quiet docs 2> watch.txt &
watcher=$!
trap 'kill "$watcher" 2> /dev/null' EXIT

check "what was there is found" becomes 1 ferjeleie
echo "Formannskapet drøftet gangbru." > docs/second.txt
check "a new file is found" becomes 1 gangbru
mkdir -p docs/new/below
echo "Utvalget drøftet hoppbakke." > docs/new/below/third.txt
check "a file in a new folder is found" becomes 1 hoppbakke
echo "Utvalget drøftet skøytebane." > docs/new/below/third.txt
check "a changed file is found by its new words" becomes 1 skøytebane
check "and no more by its old ones" becomes 0 hoppbakke
mv docs/second.txt docs/new/moved.txt
check "a moved file is found" becomes 1 gangbru
moved ()
{
  local tries
  for ((tries = 0; tries < patience * 5; tries++)); do
    [ "$(ask '.hits[0].document.path' gangbru)" != docs/new/moved.txt ] || return 0
    sleep 0.2
  done
  ask '.hits[0].document.path' gangbru
  return 1
}
check "where it is now" moved
rm docs/old/first.txt
check "a removed file is found no more" becomes 0 ferjeleie

# A line every half a second is never at rest for as long as a file must be.
for n in 1 2 3 4 5 6 7 8; do
  echo "Linje $n om svømmehall."
  sleep 0.5
done > docs/growing.txt &
writer=$!
seen_early=no
while kill -0 "$writer" 2> /dev/null; do
  [ "$(ask .total svømmehall)" = 0 ] || seen_early=yes
  sleep 0.3
done
check "a file is left while it is written" same no "$seen_early"
check "and found when it rests" becomes 1 "linje NÆR/3 8"

index=$(find index -name iamglass | wc -l)
check "the index watched over is one" same 2 "$index"
mkdir -p docs/inside
check "it still runs" kill -0 "$watcher"
kill "$watcher"
wait "$watcher" 2> /dev/null
exits "after the signal an ordinary run finds nothing to do" 0 index --quiet docs
finish
