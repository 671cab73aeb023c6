#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Some 600 damaged, hostile and odd files, good ones among them: the indexer goes through all of them, within
# its limits of time and memory, and each file is read or listed with a true reason.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

command -v python3 > /dev/null || skip_all "python3 is not installed"
expected=$GF_TOP_SRCDIR/corpus/damaged/expectations.tsv

# Sanitizers need memory and time of their own: there the small files only.
if grep -q '^#define GF_SANITIZERS 1' "$GF_TOP_BUILDDIR/config.h"; then
  small=true
  mkdir damaged
  cp -r "$GF_DAMAGED/." damaged/
  rm -f damaged/README.md damaged/expectations.tsv
  awk -F '\t' '$3 == "here"' "$expected" > expectations.tsv
else
  small=false
  python3 "$GF_TOP_SRCDIR/corpus/make-damaged" --into damaged > made.txt 2>&1 || { cat made.txt; exit 1; }
  cp "$expected" expectations.tsv
fi
n_files=$(find damaged -type f -printf x | wc -c)

# Less of what only takes time: the others stand at what they are for everyone.
printf '[limits]\ncpu-seconds=4\nseconds=60\narchive-mb=600\nmembers=1000\nocr-seconds=4\n' > settings.conf

# most NAME COLUMN: the most that a process of this name took, in kB.
most ()
{
  awk -v name="$1" -v column="$2" 'index (name, $1) == 1 { print $column }' measured.txt
}

# below NUMBER LIMIT
below ()
{
  if [ -z "$1" ] || [ "$1" -gt "$2" ]; then
    printf "'%s' is more than %s\n" "$1" "$2"
    cat measured.txt
    return 1
  fi
}

# is_told: nothing that the indexer says of a file holds what a terminal would obey.
is_told ()
{
  ! LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]' said.txt
}

# What it says of thousands of files is looked at, but not shown.
go_through ()
{
  "$GF_TOP_SRCDIR/tests/e2e/measure" measured.txt 540 \
    gjenfinn-indexer --index index --config settings.conf --jobs 2 damaged 2> said.txt
}

exits "the whole tree is gone through" 1 go_through
check "and what is said of it is text" is_told
sed 's/^/# /' measured.txt
is "every file is counted, once" "$n_files" ask .coverage.files vedtak
is "as read, read in part or not read" "$n_files" \
  ask '.coverage | .read + .partly_read + .unread' vedtak
query unread > unread.json
check "each became what it may" \
  "$GF_TOP_SRCDIR/tests/e2e/check-hostile" expectations.tsv damaged unread.json
for word in alkekongen bjørnebæret dvergbjørka elvesandjegeren fjellrypa gaupesporet havsulene issvulmen; do
  is "a good file among them is found: $word" 1 ask .total "=$word"
done
is "nothing outside was read: no entity, link or path led there" 0 ask .total '"root x 0 0"'
check "and no link was followed" same "" "$(jq -r '.files[].path' unread.json | grep -c '^damaged/things/' | grep -v '^0$')"

if ! $small; then
  # 512 MB of address space (memory-mb), what a process has before its first file, and what it maps.
  check "no worker took more memory than it may" below "$(most gjenfinn-extract 4)" $((1024 * 1024))
  check "nor held more" below "$(most gjenfinn-extract 3)" $((640 * 1024))
  check "nor did the indexer" below "$(most gjenfinn-indexer 3)" $((400 * 1024))
  check "nor did gjenfinn-words" below "$(most gjenfinn-words 3)" $((300 * 1024))
fi

exits "a second run reads nothing again" 0 \
  gjenfinn-indexer --index index --config settings.conf damaged
check "all is as it was" said "$n_files files: 0 read, 0 read in part, 0 not read, $n_files unchanged"
finish
