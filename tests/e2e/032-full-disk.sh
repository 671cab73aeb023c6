#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The disk is full at some moments of a run: the indexer says so, what was committed stays, and with room
# the next run makes it as if nothing had been.  Then once more on a disk that is truly full, where one may be
# mounted.  GF_MOMENTS: how many; GF_SEED: the same ones again.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

# A compaction that fails leaves what libxapian had open unfreed, in libxapian.
cp "$GF_TOP_SRCDIR/tests/lsan.supp" lsan.supp
printf 'leak:libxapian.so\n' >> lsan.supp
export LSAN_OPTIONS="suppressions=$PWD/lsan.supp:print_suppressions=0"

moments=${GF_MOMENTS:-9}
mkdir sweep && (cd sweep && exec python3 "$GF_TOP_SRCDIR/tests/e2e/full-disk" "$moments" "${GF_SEED:-$$}") \
  > sweep.txt
status=$?
grep '^#' sweep.txt
check "the sweep came to its end" test "$status" -eq 0
check "and found nothing wrong" bash -c '! grep "^not ok" sweep.txt'
check "in many checks" test "$(grep -c '^ok' sweep.txt)" -ge 10

# small COMMAND...: with a disk of two megabytes at ./small, which goes with the command.
small ()
{
  # shellcheck disable=SC2016 # for the inner shell
  unshare --mount "${map[@]}" bash -c 'mount -t tmpfs -o size=2m tmpfs small && "$@"' small "$@"
}

map=()
[ "$(id -u)" -eq 0 ] || map=(--map-root-user)
mkdir small docs
if ! small true 2> /dev/null; then
  printf '# no disk may be mounted here\n'
  finish
  exit
fi

cp -r "$GF_EXAMPLES" docs/examples
on_a_small_disk ()
{
  set +e
  mkdir first && cp docs/examples/*/*.txt docs/examples/*/*.html first/ 2> /dev/null
  find docs/examples -type f | sort | head -n 2 | xargs -I{} cp {} first/
  gjenfinn-indexer --quiet --index small/index first > said-first.txt 2>&1
  echo "$?" > first.status
  gjenfinn-query --index small/index --format json status | jq .coverage > before.json
  gjenfinn-indexer --quiet --index small/index first docs > said-full.txt 2>&1
  echo "$?" > full.status
  gjenfinn-query --index small/index --format json status | jq .coverage > after.json
  gjenfinn-query --index small/index --format json vedtak 2> asked.txt | jq .total > asked.json
  mount -o remount,size=64m small
  gjenfinn-indexer --quiet --index small/index first docs > said-room.txt 2>&1
  echo "$?" > room.status
  dump small/index > room.json
}
export -f on_a_small_disk dump
small bash -c on_a_small_disk
gjenfinn-indexer --quiet --index calm first docs > /dev/null 2>&1
dump calm > calm.json
check "what fits is indexed" grep -qx '[01]' first.status
is "what does not ends with 3" 3 cat full.status
check "and says what, where and what to do" grep -E "small/index.*$(printf 'No space left').*make room" said-full.txt
check "what was committed is there" test "$(jq .files after.json)" -ge "$(jq .files before.json)"
check "and can be asked" grep -qE '^[0-9]+$' asked.json
is "without complaint" "" cat asked.txt
check "with room the next run completes" grep -qx '[01]' room.status
check "and makes it as if nothing had been" diff calm.json room.json
finish
