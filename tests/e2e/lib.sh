# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the end-to-end tests: the programs as built, in a fresh folder, each check one TAP line.
# shellcheck shell=bash
set -uo pipefail
n_checks=0

# check NAME COMMAND...: passes when the command succeeds; shows what it said otherwise.
check ()
{
  local name=$1 said
  shift
  n_checks=$((n_checks + 1))
  if said=$("$@" 2>&1); then
    printf 'ok %d - %s\n' "$n_checks" "$name"
  else
    printf 'not ok %d - %s\n' "$n_checks" "$name"
    printf '%s\n' "$said" | head -n 40 | sed 's/^/# /'
  fi
}

# same EXPECTED ACTUAL
same ()
{
  [ "$1" = "$2" ] || { printf 'expected: %s\nactual:   %s\n' "$1" "$2"; return 1; }
}

# is NAME EXPECTED COMMAND...: the command's output, all of it, is as expected.
is ()
{
  local name=$1 expected=$2
  shift 2
  check "$name" same "$expected" "$("$@" 2> stderr.txt || cat stderr.txt)"
}

# exits NAME STATUS COMMAND...: the command ends with this status; its stderr stands in stderr.txt.
exits ()
{
  local name=$1 expected=$2 status=0
  shift 2
  "$@" > stdout.txt 2> stderr.txt || status=$?
  if [ "$status" -ne "$expected" ]; then sed 's/^/# /' stderr.txt; fi
  check "$name" same "$expected" "$status"
}

# said PATTERN: stderr of the last 'exits' has a line like it.
said ()
{
  grep -qE -- "$1" stderr.txt || { printf 'no line like: %s\n' "$1"; cat stderr.txt; return 1; }
}

finish ()
{
  printf '1..%d\n' "$n_checks"
}

skip_all ()
{
  printf '1..0 # SKIP %s\n' "$1"
  exit 0
}

index ()
{
  gjenfinn-indexer --index index "$@"
}

# query ARGUMENT...: JSON of an answer.
query ()
{
  gjenfinn-query --index index --format json "$@"
}

# ask JQ-FILTER ARGUMENT...: what jq makes of an answer.
ask ()
{
  local filter=$1
  shift
  query "$@" | jq -r "$filter"
}

# dump INDEX: everything an index answers, in an order of its own, without what may differ between
# two indexes of the same files (revision, time of reading).
dump ()
{
  local index=$1 offset
  for unit in case section document; do
    for ((offset = 0; ; offset += 100)); do
      gjenfinn-query --index "$index" --format json --unit "$unit" --limit 100 --offset "$offset" \
        --facets "dato:..2099 ELLER IKKE dato:..2099" > page.json || return 1
      jq -S 'del(.snapshot)' page.json
      [ "$(jq '.hits | length' page.json)" -eq 100 ] || break
    done
  done
  for word in og vedtak jordvern kommunen regionrådet '"ble vedtatt"' 'vedtak:godkjent'; do
    gjenfinn-query --index "$index" --format json --limit 100 --facets "$word" \
      | jq -S 'del(.snapshot)' || return 1
  done
  gjenfinn-query --index "$index" status --format json | jq -S 'del(.snapshot)' || return 1
  gjenfinn-query --index "$index" unread --format json | jq -S 'del(.snapshot) | .files[] |= (del(.since) | if .reason == "limit" then del(.detail) else . end)'
}
