#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The daemon answers, and rightly, while the indexer commits every second, and while clients that no
# service wants are at it.  GF_LOAD_SECONDS: for how long the indexer is (20; ./check --full: 600).
# Times are told; what fails is an answer, not a clock.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"
seconds=${GF_LOAD_SECONDS:-20}
load=$GF_TOP_SRCDIR/tests/e2e/load.py
seeds=$GF_TOP_SRCDIR/tests/fuzz/seeds/http

# put FILE TEXT: whole at once, for who reads it meanwhile.
put ()
{
  echo "$2" > "$1.new"
  mv "$1.new" "$1"
}

mkdir docs
for n in $(seq 40); do
  minutes "Ladestasjoner $n" "Kommunen bygger ladestasjoner ved skole $n og broen over elva." > "docs/fast$n.txt"
done
minutes "Skifte" "Skifteordet står her, utgave 0." > docs/skifte.txt
minutes "Vekst 1" "Vekstordet står her." > docs/vekst1.txt
gjenfinn-indexer --quiet --index index docs 2> indexer.txt
put committed 1
put begun 1
cat > questions.txt << 'END'
same /api/v1/search?q=ladestasjoner&limit=20
same /api/v1/search?q=%22skole+7%22
same /api/v1/search?q=ladestasjoner+-elva
same /api/v1/search?q=brua+OR+skoler&sort=date&limit=5
counts /api/v1/search?q=skifteordet
grows /api/v1/search?q=vekstordet&limit=1
END

start --index index
port=${url##*:}

# commit_for SECONDS: each second a document more, and one in place of another.
commit_for ()
{
  local end=$((SECONDS + $1)) next n=1
  while [ "$SECONDS" -lt "$end" ]; do
    next=$(($(date +%s%3N) + 1000))
    n=$((n + 1))
    minutes "Vekst $n" "Vekstordet står her." > "docs/vekst$n.txt"
    minutes "Skifte" "Skifteordet står her, utgave $n." > docs/skifte.txt
    put begun "$n"
    gjenfinn-indexer --quiet --index index docs 2> indexer.txt || return
    put committed "$n"
    while [ "$(date +%s%3N)" -lt "$next" ]; do sleep 0.02; done
  done
  echo "$n" > commits
}

# ask_for SECONDS FILE
ask_for ()
{
  "$load" ask "$port" 8 "$1" > "$2"
}

# none_failed FILE: some were asked, and none failed.
none_failed ()
{
  jq -e '.n > 0 and .failed == 0' "$1" > /dev/null || { cat "$1"; return 1; }
}

# tell WHAT FILE
tell ()
{
  jq -r --arg what "$1" '"# \($what): \(.n) answers, ms: median \(.p50), 99 of 100 \(.p99), most \(.max)"' "$2"
}

ask_for 3 normal.json
check "it answers" none_failed normal.json
tell "nobody else" normal.json

commit_for "$seconds" &
commits=$!
ask_for "$((seconds + 1))" commits.json
wait "$commits"
check "the indexer could commit all along" test -s commits
check "while it does, no answer fails or is wrong" none_failed commits.json
check "and the last commit is found" same "$(cat committed)" "$(answer .total '/api/v1/search?q=vekstordet')"
tell "$(cat commits) commits in $seconds s" commits.json

for kind in slow idle long malformed; do
  "$load" trouble "$kind" "$port" 6 "$seeds" > "$kind.txt" 2> "$kind.err" &
  trouble=$!
  sleep 2
  ask_for 3 "$kind.json"
  wait "$trouble"
  check "$kind clients can make their trouble" test ! -s "$kind.err"
  check "and keep nobody from an answer" none_failed "$kind.json"
  tell "$kind $(cat "$kind.txt")" "$kind.json"
done
check "idle connections: as many as the machine lets one process have" \
  test "$(cat idle.txt)" -ge "$(($(ulimit -Hn) > 10100 ? 10000 : 500))"

kill -TERM "$server"
wait "$server"
check "it ends well" same 0 "$?"
check "and has said nothing of trouble" lacks -e error: -e critical -e assert log.txt
finish
