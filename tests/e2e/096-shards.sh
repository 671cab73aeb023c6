#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One index, and the same documents in two and in four, here and behind servers of libxapian's own: every
# question has the same list, totals and facets.  A server that is stopped in mid-load is told of, or the
# question refused, as the file of shards says, and comes back by itself; a replica answers like what it
# is of.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

for program in xapian-tcpsrv xapian-replicate-server xapian-replicate setsid python3; do
  command -v "$program" > /dev/null || skip_all "$program is not installed (Debian: xapian-tools, util-linux)"
done

groups=()
end_all ()
{
  local group
  [ -z "$server" ] || kill "$server" 2> /dev/null
  for group in "${groups[@]}"; do kill -KILL -- "-$group" 2> /dev/null; done
}
trap end_all EXIT

free_port ()
{
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

listens ()
{
  (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}

# in_group PORT PROGRAM...: in the background, in a group of its own, $group; waits until it listens.
in_group ()
{
  local port=$1
  shift
  setsid "$@" > /dev/null 2>&1 &
  group=$!
  groups+=("$group")
  disown
  for _ in $(seq 200); do
    listens "$port" && return
    sleep 0.05
  done
  printf 'Bail out! %s does not listen\n' "$1"
  exit 1
}

# serve PORT DATABASE
serve ()
{
  in_group "$1" xapian-tcpsrv --quiet --interface 127.0.0.1 --port "$1" "$2"
}

# shard NAME PORT LEVEL: units at the port, documents at the next but one; prints its group of the file.
shard ()
{
  printf '[shard %s]\nunits=tcp:127.0.0.1:%s\ndocuments=tcp:127.0.0.1:%s\nwords=%s\n' "$1" "$2" "$3" "$4"
}

# The examples of eight regions, whole, and each region in one of two folders and in one of four.
split ()
{
  local n=$1 i=0 region
  for region in varstad heimfjord gronheia ravnas ostmark sandvaer elvadal vikasund; do
    mkdir -p "$n-$((i % n))/files"
    cp -rp "$GF_EXAMPLES/$region" "$n-$((i % n))/files/"
    i=$((i + 1))
  done
  for ((i = 0; i < n; i++)); do
    (cd "$n-$i" && gjenfinn-indexer --quiet --index index files) || return 1
  done
}
for n in 1 2 4; do
  check "$n folders are indexed" split "$n"
done
mv 1-0/index one

for n in 2 4; do
  mkdir -p "here$n/public"
  for ((i = 0; i < n; i++)); do
    printf '[shard del%d]\nindex=../%d-%d/index\n' "$i" "$n" "$i"
  done > "here$n/public/shards"
done

databases ()
{
  local level=$1/index/public
  [ ! -e "$level/current" ] || level=$level/current
  printf '%s\n' "$level"
}

mkdir -p away2/public away4/public
declare -A units_group units_port
for n in 2 4; do
  printf '[shards]\ntimeout_ms=2000\nconnect_ms=1000\nmissing=answer\n' > "away$n/public/shards"
  for ((i = 0; i < n; i++)); do
    units_port[$n-$i]=$(free_port)
    serve "${units_port[$n-$i]}" "$(databases "$n-$i")/units"
    units_group[$n-$i]=$group
    documents=$(free_port)
    serve "$documents" "$(databases "$n-$i")/documents"
    shard "del$i" "${units_port[$n-$i]}" "$documents" "../$n-$i/index/public/words" >> "away$n/public/shards"
  done
done

# asked INDEX ARGUMENT...: the whole answer, but for what says where it came from; scores to a hundredth.
asked ()
{
  local index=$1
  shift
  gjenfinn-query --index "$index" --format json "$@" \
    | jq -S 'del(.snapshot) | walk(if type == "object" and has("score") then .score |= (. * 100 | round) else . end)'
}

# alike ARGUMENT...: of all indexes.
alike ()
{
  local index
  asked one "$@" > expected.json || return 1
  for index in here2 here4 away2 away4; do
    asked "$index" "$@" > actual.json || return 1
    cmp -s expected.json actual.json \
      || { printf '%s differs: %s\n' "$index" "$*"; diff expected.json actual.json | head -n 20; return 1; }
  done
}

while IFS='|' read -r question options; do
  # shellcheck disable=SC2086 # options are words
  check "the same answer: $question $options" alike $options --facets "$question"
done <<'QUESTIONS'
velferdsteknologi|
felles legevakt|--limit 40
barnevern ELLER skole|--limit 20 --offset 40
kommunen|--match any --limit 100
kommunen|--sort date --limit 30 --offset 90
kommunen|--sort -date --limit 30 --offset 30 --versions all
vedtak:godkjent|--sort -date --unit case --limit 50
"felles legevakt"|--unit document
samferdsel NÆR/10 veg|--match any
region:varstad|--sort -date --limit 60
jordvern IKKE vindkraft|--versions all
sak:14/23|
år:2015..2020 klima*|--limit 100
utfall:vedtatt beredskap|--match any --unit section --limit 25
sammenslåing av kommuner|--unit document --limit 30
QUESTIONS

all_hits ()
{
  local offset
  for offset in 0 100 200 300 400; do
    gjenfinn-query --index "$1" --format json --limit 100 --offset "$offset" "$2" | jq -r '.hits[].id'
  done
}

deep_pages_join_up ()
{
  all_hits one "$1" > expected.txt
  all_hits away4 "$1" > actual.txt
  [ "$(sort -u actual.txt | wc -l)" -eq "$(wc -l < actual.txt)" ] && cmp expected.txt actual.txt
}
check "page by page, every hit once and in its place" deep_pages_join_up "region:varstad ELLER region:heimfjord"

same_status ()
{
  local index
  for index in one here4 away4; do
    gjenfinn-query --index "$index" --format json status | jq -S 'del(.snapshot)' > "status-$index.json"
  done
  cmp status-one.json status-here4.json && cmp status-one.json status-away4.json
}
check "the same status" same_status
same_document ()
{
  local id
  id=$(gjenfinn-query --index one --format json velferdsteknologi | jq -r '.hits[0].document.id')
  gjenfinn-query --index one --format json show "$id" | jq -S . > expected.json
  gjenfinn-query --index away4 --format json show "$id" | jq -S . > actual.json
  cmp expected.json actual.json
}
check "the same document" same_document

# A folder that is gone, as where a disk is not mounted.
mkdir -p gone/public
{
  printf '[shards]\nmissing=answer\n'
  cat here2/public/shards
  printf '[shard borte]\nindex=../nowhere\n'
} > gone/public/shards
is "a folder that is gone is missing too" '["borte"] ["borte"]' \
  eval 'asked gone kommunen | jq -r "\"\(.shards_missing) \(.coverage.shards_missing)\""'
check "and the others answer" same "$(asked one kommunen | jq .total)" "$(asked gone kommunen | jq .total)"
sed -i 's/=answer/=error/' gone/public/shards
exits "or nothing does" 3 gjenfinn-query --index gone kommunen
check "which is said" said "the shard 'borte' is away: .*there is no such folder"

# A daemon over four servers, one of which ends while it is asked.
printf '[shards]\nmissing=perhaps\n' > wrong.txt
mkdir -p wrong/public && cp wrong.txt wrong/public/shards
exits "a file of shards with a mistake is refused" 3 gjenfinn-query --index wrong ord
check "and the mistake is told" said "'missing' is error or answer"

start --index away4
route='/api/v1/search?q=kommunen&facets=true'
total=$(answer .total "$route")
left=$(asked here4 kommunen | jq .total)
check "the daemon answers from all four" same "$left" "$total"

# asker FILE: asks until it is stopped; a line an answer: status, shards missing, total.
asker ()
{
  while [ ! -e enough ]; do
    curl --silent --max-time 30 --write-out '\n%{http_code}' "$url$route" > "$1.body"
    printf '%s %s\n' "$(tail -n 1 "$1.body")" \
      "$(head -n -1 "$1.body" | jq -c '[.shards_missing // [], .coverage.shards_missing // [], .total]')" >> "$1"
  done
}
askers=()
for i in 1 2 3; do
  asker "asked$i" &
  askers+=("$!")
done
sleep 2
kill -KILL -- "-${units_group[4-2]}"
sleep 4
check "its metrics count it" grep -qx 'gjenfinn_index_shards_missing 1' <(get /metrics)
check "such an answer is not kept" grep -qi '^cache-control: no-store' \
  <(curl --silent --dump-header - --output /dev/null "$url$route")
says_missing ()
{
  gjenfinn-query --index away4 kommunen | grep -qx 'Svarer ikke, og er ikke med her: del2\.'
}
check "and it is told in words" says_missing
serve "${units_port[4-2]}" "$(databases 4-2)/units"
units_group[4-2]=$group
back ()
{
  for _ in $(seq 60); do
    [ "$(get "$route" | jq -c '[.shards_missing, .total]')" != "[null,$total]" ] || return 0
    sleep 0.5
  done
  return 1
}
check "it comes back by itself" back
sleep 1
touch enough
wait "${askers[@]}"
whole="200 [[],[],$total]"
partly='^200 \[\["del2"\],\["del2"\],[0-9]+\]$'
nothing_wrong ()
{
  grep -hvxF "$whole" asked[123] | grep -vE "$partly" > wrong.txt
  [ ! -s wrong.txt ] || { sort wrong.txt | uniq -c | head; return 1; }
  grep -qhxF "$whole" asked[123] && grep -qhE "$partly" asked[123]
}
check "under load every answer was whole, or said what was missing" nothing_wrong
check "and the last ones were whole again" same "$whole" "$(tail -qn 1 asked1)"
check "nothing is missing in its metrics" grep -qx 'gjenfinn_index_shards_missing 0' <(get /metrics)

# A server that hangs is waited for as long as the file says.
kill -STOP -- "-${units_group[4-1]}"
in_time ()
{
  local begun=$SECONDS
  same '["del1"]' "$(get "$route" | jq -c .shards_missing)" && [ $((SECONDS - begun)) -lt 20 ]
}
check "one that hangs is done without, in time" in_time
kill -CONT -- "-${units_group[4-1]}"
check "and comes back as well" back

# The same with missing=error, taken up without a restart.
sed -i 's/^missing=.*/missing=error/' away4/public/shards
check "a changed file of shards is taken up" back
kill -KILL -- "-${units_group[4-0]}"
check "where answers are to be whole, there is none" problem 503 "$route"
exits "nor from the command" 3 gjenfinn-query --index away4 kommunen
check "which names the shard" said "the shard 'del0' is away"
serve "${units_port[4-0]}" "$(databases 4-0)/units"
check "until all are back" back
kill "$server" && wait "$server"
check "the daemon ends well" same 0 "$?"
server=

# A replica, and what is new in what it is of.
master=$(free_port)
in_group "$master" xapian-replicate-server --interface 127.0.0.1 --port "$master" 2-0/index/public
mkdir -p replica
replicate ()
{
  local database
  for database in units documents; do
    xapian-replicate --host 127.0.0.1 --port "$master" --one-shot \
      --master "$(databases 2-0 | sed 's|^2-0/index/public/*||; s|$|/|; s|^/$||')$database" "replica/$database" || return 1
  done
  cp 2-0/index/public/words replica/words
}
check "a replica is made" replicate
units=$(free_port) documents=$(free_port)
serve "$units" replica/units
serve "$documents" replica/documents
mkdir -p mirrored/public
{
  shard del0 "$units" "$documents" "$PWD/replica/words"
  printf '[shard del1]\nindex=../2-1/index\n'
} > mirrored/public/shards
mirrored_alike ()
{
  asked here2 --facets --limit 50 "$1" > expected.json
  asked mirrored --facets --limit 50 "$1" > actual.json
  cmp expected.json actual.json && [ "$(jq .total expected.json)" -gt 0 ]
}
check "it answers like what it is of" mirrored_alike kommunen
printf 'Møteprotokoll\nVarstadregionen\n\nDato: 3. mars 2021\n\nSak 1/21: Kvervelkast\n\nVedtak: Godkjent.\n' \
  > 2-0/files/varstad/ny.txt
(cd 2-0 && gjenfinn-indexer --quiet --index index files)
check "what is new" replicate
check "is found in the replica" mirrored_alike kvervelkast

finish
