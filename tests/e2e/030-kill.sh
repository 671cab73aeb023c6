#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 of the indexer at twenty random moments, then a run to the end: the same index as an
# undisturbed run, and a reader at work meanwhile never fails.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

mkdir docs
cp -r "$GF_EXAMPLES" docs/examples
cp -r "$GF_DAMAGED" docs/damaged
chmod -R u+w docs
# How far these are read is for the clock to say, and a shared machine's clock says otherwise each
# time; 080-hostile.sh goes through them.
rm -rf docs/damaged/archives docs/damaged/pdf/*-bomb.pdf docs/damaged/pdf/form-exponential.pdf
# An archive, which a kill may leave with some of its members only.
mkdir packed
for n in 1 2 3 4 5 6 7 8 9; do
  printf 'Møteprotokoll\n\nSak %s/21: Vedtak i eske\n\nVedtak: Godkjent nummer %s.\n' "$n" "$n" > "packed/$n.txt"
done
tar -cf packed/inner.tar -C packed 1.txt 2.txt 3.txt
rm packed/[123].txt
tar -cf docs/packed.tar packed

start=$(date +%s%N)
gjenfinn-indexer --quiet --index calm docs 2> calm.txt
took_ms=$((($(date +%s%N) - start) / 1000000))
dump calm > calm.json
check "the undisturbed index answers" test "$(jq -s '.[0].total' calm.json)" -gt 50
check "it came in as a batch" test -L calm/public/current

# empty: takes every document out of the index, so that there is work again.
empty ()
{
  mv docs full && mkdir docs
  gjenfinn-indexer --quiet --index index docs 2>> indexer.txt
  rmdir docs && mv full docs
}

read_on ()
{
  local n=0
  while [ -e reading ]; do
    gjenfinn-query --index index --format json "vedtak" > reader.json 2> reader-error.txt \
      || cat reader-error.txt >> reader-failures.txt
    n=$((n + 1))
  done
  echo "$n" > reads.txt
}

printf '[indexer]\nunits-a-commit=1\n' > often.conf
: > reader-failures.txt
empty
touch reading
read_on &

killed=0
RANDOM=${GF_SEED:-$$}
echo "# GF_SEED=${GF_SEED:-$$}; an undisturbed run takes $took_ms ms"
for round in $(seq 20); do
  case "$round" in 5 | 9 | 13 | 17) empty ;; esac
  gjenfinn-indexer --quiet --config often.conf --index index docs 2>> indexer.txt &
  indexer=$!
  wait_ms=$((RANDOM % (took_ms * 2 / 3 + 1) + 5))
  sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
  kill -9 "$indexer" 2> /dev/null && killed=$((killed + 1))
  wait "$indexer" 2> /dev/null
done
echo "# killed $killed times"
check "kills fell while it was at work" test "$killed" -ge 10

gjenfinn-indexer --quiet --index index docs 2> last.txt
rm reading
wait
dump index > after.json
check "the same index in the end" diff calm.json after.json
check "and the same words" diff <("$GF_TOP_BUILDDIR/tests/e2e/list-words" calm/public/words) \
  <("$GF_TOP_BUILDDIR/tests/e2e/list-words" index/public/words)
check "a reader read meanwhile" test "$(cat reads.txt)" -gt 10
check "and never failed" same "" "$(cat reader-failures.txt)"
finish
