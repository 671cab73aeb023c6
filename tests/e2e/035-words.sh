#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of an index beside it: written when something changed, mended where they are missing,
# damaged or of another commit, left alone otherwise.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

words ()
{
  "$GF_TOP_BUILDDIR/tests/e2e/list-words" "${1:-index}/public/words"
}

# word WORD: its line.
word ()
{
  words | grep "^$1 "
}

mkdir docs
printf 'Møteprotokoll\n\nSak 1/21: Ladestasjoner\n\nVedtak: Kommunene bygger ladestasjoner.\n' > docs/a.txt
printf 'Areal- og transportplanen\n\nPlanen gjelder i 1984.\n' > docs/b.txt
exits "a first run" 0 index docs
check "has the words as they stand" word ladestasjoner
check "that a word is in one unit" test "$(word kommunene | cut -d' ' -f2)" = 1:
check "numbers are their own roots" test "$(word 1984)" = "1984 1: 1984 /"
check "no word is without its roots" test "$(words | grep -c '^[^ ]* [0-9]*?')" -eq 0
check "what is written in part is a word" word arealplanen
is "and found" 1 ask .total '"arealplanen"'
words > first.txt

before=$(stat -c '%i %Y' index/public/words)
exits "a run without changes" 0 index docs
is "leaves them alone" "$before" stat -c '%i %Y' index/public/words

rm index/public/words
exits "missing ones" 0 index docs
check "are made again" same "$(cat first.txt)" "$(words)"
printf 'x' | dd of=index/public/words bs=1 seek=200 conv=notrunc status=none
exits "damaged ones" 0 index docs
check "as well" same "$(cat first.txt)" "$(words)"
: > index/public/words
exits "and empty ones" 0 index docs
check "too" same "$(cat first.txt)" "$(words)"

cp index/public/words old
printf 'Vannverket utvides.\n' > docs/c.txt
exits "a new file" 0 index docs
check "has new words" word vannverket
words > second.txt
cp old index/public/words
exits "those of an earlier commit" 0 index docs
check "are brought up to date" same "$(cat second.txt)" "$(words)"

rm docs/c.txt
exits "a file that goes" 0 index docs
check "takes its words along" same "$(cat first.txt)" "$(words)"
rm docs/*
exits "an index without words" 0 index docs
is "has none" 1 eval 'words | wc -l'

# The same words from an index that grew file by file, and from one that was made at once.
find "$GF_EXAMPLES" -type f | sort > files.txt
while read -r file; do
  cp "$file" docs/
  if [ "$((RANDOM % 4))" -eq 0 ]; then index --quiet docs 2> stderr.txt; fi
done < files.txt
index --quiet docs 2> stderr.txt
gjenfinn-indexer --quiet --index calm docs 2> stderr.txt
check "there are many by then" test "$(words | wc -l)" -gt 1000
check "the same, however they came" diff <(words) <(words calm)

mkdir inside && printf 'Turstier merkes.\n' > inside/a.txt
gjenfinn-indexer --quiet --index inside/index inside 2> stderr.txt
gjenfinn-indexer --quiet --index inside/index inside 2> stderr.txt
is "an index inside its own collection is no document" 1 \
  eval 'gjenfinn-query --index inside/index status --format json | jq .coverage.files'

exits "the level has words of its own" 0 gjenfinn-indexer --index index --level internal inside/a.txt
check "beside its databases" test -s index/internal/words
check "and no others" test "$("$GF_TOP_BUILDDIR/tests/e2e/list-words" index/internal/words | wc -l)" -eq 3

# Without anyone who can analyse there is no run.
mkdir parts
for program in gjenfinn-extract gjenfinn-words; do cp "$GF_TOP_BUILDDIR/$program" parts/; done
rm parts/gjenfinn-words
exits "no gjenfinn-words" 3 env GJENFINN_LIBEXECDIR=parts gjenfinn-indexer --index other inside/a.txt
check "is said" said "cannot find 'gjenfinn-words'"
printf '#!/bin/sh\nexit 3\n' > parts/gjenfinn-words
chmod +x parts/gjenfinn-words
exits "one that does not work" 3 env GJENFINN_LIBEXECDIR=parts gjenfinn-indexer --index other inside/a.txt
check "is said too" said "cannot start gjenfinn-words"
exits "and nothing is lost" 0 gjenfinn-indexer --index other inside/a.txt
finish
