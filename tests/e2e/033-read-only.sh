#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The index may be read and not written: the indexer says so and changes nothing, questions are answered, and
# once it may be written again the next run completes.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

# The mode binds root too, once it may not override it.
as_anyone=()
rights=-dac_override,-dac_read_search
[ "$(id -u)" -ne 0 ] || as_anyone=(setpriv --bounding-set="$rights" --inh-caps="$rights")

# paper FROM TO: texts with a word of their own.
paper ()
{
  local n
  for ((n = $1; n <= $2; n++)); do
    printf 'Referat\n\nSak %d/24: Stier\n\nRådet så på kart%s.\n\nVedtak: Stiene merkes.\n' "$n" "$n" > "docs/$n.txt"
  done
}

# state: all that lies in the index, its bytes too; a lock says nothing.
state ()
{
  find index ! -name flintlock -printf '%p %y %m %s %T@ %l\n' | sort
  find index -type f -print0 | sort -z | xargs -0 sha256sum
}

# answers: as it did before.
answers ()
{
  "${as_anyone[@]}" gjenfinn-query --index index --format json stiene 2> answer.txt | jq .total
  cat answer.txt
}

# refused NAME: the run ends with 3 and one clear line, and changes nothing.
refused ()
{
  local before
  before=$(state)
  exits "$1: a run is refused" 3 "${as_anyone[@]}" gjenfinn-indexer --quiet --index index docs
  check "$1: it says what and where" said "cannot .*'index/public.*: (Permission denied|Read-only file system)"
  check "$1: in one line" test "$(wc -l < stderr.txt)" -eq 1
  check "$1: blaming nobody" test -z "$(grep another stderr.txt)"
  check "$1: it changes nothing" same "$before" "$(state)"
  is "$1: questions are answered" "$total" answers
}

mkdir docs
paper 1 100
exits "an index" 0 index docs
check "of a generation" test "$(readlink index/public/current)" = g1
paper 101 102
rm docs/1.txt
exits "and changed in place" 0 index docs
total=$(answers)
check "is there" test "$total" -ge 100

# A few changes to write, and then many, which want a new generation.
for last in 105 300; do
  paper 103 "$last"
  rm -f docs/2.txt
  for closed in index/public index/public/g1/units index/public/g1/documents \
    index/public/g1/units/flintlock index/public/g1/documents/flintlock; do
    chmod a-w "$closed"
    refused "$closed, $last files"
    chmod u+w "$closed"
  done
  chmod -R a-w index
  refused "all of it, $last files"
  chmod -R u+w index
done

# What the indexer does not have to write is no hindrance.
chmod a-w index
exits "the folder around it is not written" 0 "${as_anyone[@]}" gjenfinn-indexer --quiet --index index docs
exits "but for another level" 3 "${as_anyone[@]}" gjenfinn-indexer --quiet --index index --level internal docs
check "which is said" said "cannot make the folder 'index/internal': Permission denied"
check "and begun by nobody" same public "$(ls -A index)"
chmod u+w index
gjenfinn-indexer --quiet --index calm docs
dump calm > calm.json
dump index > index.json
check "the same index in the end" diff calm.json index.json

# A file system that is mounted to be read only, where one may be mounted.
map=()
[ "$(id -u)" -eq 0 ] || map=(--map-root-user)
mounted ()
{
  # shellcheck disable=SC2016 # for the inner shell
  unshare --mount "${map[@]}" bash -c \
    'mount --bind index index && mount -o remount,bind,ro index && cd . && "$@"' mounted "$@"
}
if mounted true 2> /dev/null; then
  paper 301 302
  before=$(state)
  exits "mounted to be read: a run is refused" 3 mounted gjenfinn-indexer --quiet --index index docs
  check "it says so" said "cannot .*'index/public.*: Read-only file system"
  check "it changes nothing" same "$before" "$(state)"
  check "questions are answered" test "$(mounted gjenfinn-query --index index --format json stiene | jq .total)" -gt 200
  exits "mounted to be written: the next run completes" 0 index docs
fi
finish
