#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Running the daemon: its settings checked and taken up anew, sockets that are handed over, what it tells
# a service manager, logs, metrics, health.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

manager=
trap 'kill $server $manager 2> /dev/null' EXIT

# wait_for PATTERN FILE [N]: until at least N lines of it are so, ten seconds at most.
wait_for ()
{
  for _ in $(seq 200); do
    [ -n "$(grep -snE -- "$1" "$2" | sed -n "${3:-1}p")" ] && return 0
    sleep 0.05
  done
  printf 'no line like: %s\n' "$1"
  cat "$2"
  return 1
}

# managed OPTION... -- ARGUMENT...: the daemon under a service manager; sets $server, $manager, $url.
managed ()
{
  local options=()
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  rm -f notify.sock local.sock pid.txt notified.txt
  : > out.txt
  python3 "$GF_TOP_SRCDIR/tests/e2e/service-manager.py" "${options[@]}" gjenfinn-searchd "$@" > out.txt 2> log.txt &
  manager=$!
  wait_for 'READY=1' notified.txt > /dev/null || {
    sed 's/^/# /' log.txt
    printf 'Bail out! the daemon does not start\n'
    exit 1
  }
  server=$(cat pid.txt)
  url=$(head -n 1 sockets.txt)
}

# stop: tells the daemon to end; sets $ended to how it did.
stop ()
{
  kill -TERM "$server"
  ended=0
  wait "$manager" || ended=$?
  manager='' server=''
}

# metric NAME: its value, labels and all.
metric ()
{
  get /metrics | awk -v name="$1" '$1 == name { print $2 }'
}

metrics_are_good ()
{
  get /metrics > metrics.txt && python3 "$GF_TOP_SRCDIR/tests/e2e/check-metrics.py" < metrics.txt
}

lines ()
{
  grep -cE -- "$1" log.txt || true
}

# ask_until STATUS PATH: asks at most twenty times, until it is answered so.
ask_until ()
{
  for _ in $(seq 20); do
    [ "$(status "$2")" != "$1" ] || return 0
  done
  return 1
}

mkdir docs
minutes "Ladestasjoner langs kysten" "Det trengs flere ladestasjoner." > docs/møte.txt
printf '%%PDF-1.4' > docs/tull.pdf
index docs 2> stderr.txt

# The settings, looked at and no more.
exits "the example is good" 0 gjenfinn-searchd --check-config --config "$GF_TOP_SRCDIR/data/example.conf"
check "of which nothing is said" test ! -s stderr.txt -a ! -s stdout.txt
printf '[searchd]\nindex=index\nqueu=1\nrate=fast\n\n[serchd]\nlisten=x\n' > bad.conf
exits "what is wrong is no start" 2 gjenfinn-searchd --config bad.conf
exits "nor a good check" 2 gjenfinn-searchd --check-config --config bad.conf
check "all of it is said" same 3 "$(wc -l < stderr.txt)"
check "each with its line" said "bad.conf:3: unknown key in \[searchd\] 'queu': is it 'queue'\?"
check "and what is allowed" said "bad.conf:4: 'rate' must be a number from 0 to 1000000, not 'fast'"
check "a group too" said "bad.conf:6: unknown group 'serchd': is it 'searchd'\?"
exits "to the journal" 2 env JOURNAL_STREAM="$(stat --format=%d:%i stderr.txt)" gjenfinn-searchd --config bad.conf
check "as the error that it is" said '^<3>bad\.conf:3: unknown key'
exits "a file that is not there" 2 gjenfinn-searchd --check-config --index index --config nowhere.conf
exits "a listener that is none" 2 gjenfinn-searchd --check-config --index index --listen nonsense

# Two sockets and a local one, handed over.
cat > searchd.conf <<'CONF'
[searchd]
index=index
listen=127.0.0.1:1
CONF
managed --sockets 2 --local local.sock --watchdog 1200000 --preload "$GF_TOP_BUILDDIR/tests/e2e/hang.so" -- --config searchd.conf
check "it takes over sockets and says where" grep -q "^READY=1|STATUS=listening on $url $(tail -n 1 sockets.txt) unix:" notified.txt
check "on standard output too" grep -q "^gjenfinn-searchd: listening on $url " out.txt
is "the first is answered on" 200 status /readyz
first=$url url=$(tail -n 1 sockets.txt)
is "the second too" 200 status '/api/v1/search?q=ladestasjon'
url=$first
is "and the local one" '{"status":"ok"}' curl --silent --unix-socket local.sock http://localhost/healthz
check "none of its own is opened" grep -q "'listen' stands back" log.txt
check "it shows that it lives" wait_for '^WATCHDOG=1$' notified.txt 3

# Metrics.
check "metrics are as Prometheus has them" metrics_are_good
is "their type" 'text/plain; version=0.0.4; charset=utf-8' header content-type
is "documents" 1 metric gjenfinn_index_documents
is "units" "$(answer .units.total /api/v1/status)" metric gjenfinn_index_units
is "unread files" 1 metric gjenfinn_index_unread_files
is "answers by route" 1 metric 'gjenfinn_requests_total{route="/api/v1/search",code="200"}'
is "none is busy" 0 metric gjenfinn_workers_busy
check "the index has an age" test "$(metric gjenfinn_index_age_seconds)" -lt 600
get '/api/v1/search?q=hemmeligord&nothing=1' > /dev/null
get '/hemmeligsti' > /dev/null
get '/api/v1/documents/hemmeligid' > /dev/null
check "what was asked is in none" lacks hemmelig <(get /metrics)
printf 'Notat\n\nOm sykkelveier.\n' > docs/notat.txt
gjenfinn-indexer --quiet --index index docs 2> stderr.txt
is "what is new is found" 1 answer .total '/api/v1/search?q=sykkelvei&unit=document'
for _ in $(seq 200); do [ "$(metric gjenfinn_index_documents)" = 1 ] || break; sleep 0.05; done
is "and counted" 2 metric gjenfinn_index_documents
check "as a commit taken up" test "$(metric gjenfinn_index_reopened_total)" -gt 0

# Taken up anew.
is "no request was on the log" 0 lines request
cat >> searchd.conf <<'CONF'
log-requests=yes
log-format=json
workers=3
limit-loopback=yes
burst=2
rate=0.001
CONF
kill -HUP "$server"
check "it says that it reads its settings" wait_for '^RELOADING=1\|MONOTONIC_USEC=[0-9]+$' notified.txt
check "and that it has" wait_for '^READY=1' notified.txt 2
check "what takes a restart is said" wait_for "'workers' was changed" log.txt
check "limits are in force" ask_until 429 '/api/v1/search?q=hemmeligord'
check "requests are on the log" wait_for '"message":"request".*"status":429' log.txt
check "as JSON" jq -es 'all (.time and .level and .message)' <(grep '^{' log.txt)
check "without what was asked" lacks hemmelig log.txt
check "or by whom" lacks '"client"' log.txt
printf 'log-questions=yes\nlog-addresses=yes\n' >> searchd.conf
kill -HUP "$server"
wait_for '^READY=1' notified.txt 3 > /dev/null
get '/api/v1/search?q=hemmeligord' > /dev/null
check "unless that is asked for" wait_for '"target":"/api/v1/search\?q=hemmeligord".*"client":"127.0.0.1"' log.txt
cp searchd.conf good.conf
sed 's/^burst=2/burst=no/; s/^log-format=json/log-format=text/' good.conf > searchd.conf
kill -HUP "$server"
check "what is wrong is said" wait_for "searchd.conf:[0-9]+: 'burst' must be a number" log.txt
check "and nothing is taken up" wait_for 'the settings stay as they were' log.txt
check "of all of it" grep -q '^{.*the settings stay' log.txt
check "though it is ready again" wait_for '^READY=1' notified.txt 4
cp good.conf searchd.conf

# The watchdog is not told that all is well while no worker gets anywhere.
touch stuck
# By the local socket, which has no address to be held to a rate.
curl --silent --max-time 30 --unix-socket local.sock --output stuck.txt --write-out '%{http_code}' \
  http://localhost/readyz > stuck.status &
asking=$!
check "that nothing moves is said" wait_for 'no worker gets anywhere' log.txt
# What was said before that has arrived by then.
sleep 1
before=$(grep -c WATCHDOG notified.txt)
sleep 1.5
is "but it lives" 200 status /healthz
check "and no sign of life is given" same "$before" "$(grep -c WATCHDOG notified.txt)"
rm stuck
check "until it goes on" wait_for '^WATCHDOG=1$' notified.txt $((before + 1))
wait "$asking"
is "and who waited is answered" 200 cat stuck.status

# The end.
stop
check "told to end, it ends well" same 0 "$ended"
check "and says how long that may take" grep -qE '^STOPPING=1\|STATUS=[^|]+\|EXTEND_TIMEOUT_USEC=15000000$' notified.txt

# Started anew with the same sockets, nobody is refused.
cat > searchd.conf <<'CONF'
[searchd]
index=index
log-requests=yes
CONF
managed --sockets 1 --runs 2 -- --config searchd.conf
: > between.txt
for _ in $(seq 60); do
  curl --silent --max-time 20 --output /dev/null --write-out '%{http_code}\n' "$url/healthz" >> between.txt
  sleep 0.02
done &
asking=$!
sleep 0.3
kill -TERM "$server"
wait "$asking"
check "while it starts anew nobody is refused" same '60 200' "$(sort between.txt | uniq -c | xargs)"
check "though there were two of them" wait_for '^READY=1' notified.txt 2
server=$(cat pid.txt)
check "a line of text for a request" wait_for '^[-0-9]{10}T[0-9:.]{12}Z info: request method="GET" path="/healthz" route="/healthz" status=200 bytes=[0-9]+ took_ms=' log.txt

# Health: alive is not ready.
mv index away
is "without an index it is not ready" 503 status /readyz
is "but it lives" 200 status /healthz
check "which is counted" test "$(metric gjenfinn_index_errors_total)" -gt 0
check "and on the log" wait_for 'error: .*index' log.txt
mv away index
is "until it is back" 200 status /readyz
check "metrics are good after all that" metrics_are_good

# Who has just come, and who was answered a moment ago, is going to ask: told to end, it hears them first.
host=${url#http://}
exec 5<> "/dev/tcp/${host%:*}/${host##*:}"
printf 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n' >&5
timeout 5 sed -u '/^\r$/q' <&5 > head.txt
read -r -N 15 -t 5 said <&5
check "one is answered" same '{"status":"ok"}' "$said"
# As late as can be, so that on a machine that is slow it has still just come.
exec 4<> "/dev/tcp/${host%:*}/${host##*:}"
sleep 0.05
trap '' PIPE
kill -TERM "$server"
wait_for 'stopping' log.txt > /dev/null
printf 'GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n' >&4
printf 'GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n' >&5
check "who has just come is heard" grep -q '^HTTP/1.1 503' <(timeout 5 cat <&4)
check "who has asked before too, for the last time" grep -q '^Connection: close' <(timeout 5 cat <&5)
exec 4>&- 5>&-
ended=0
wait "$manager" || ended=$?
manager='' server=''
check "and it ends" same 0 "$ended"

# A reload never opens what was closed.
gjenfinn-indexer --quiet --index index --level internal docs 2> stderr.txt
hash=$(printf 'fjellrev-9913-kystveien\n' | gjenfinn-searchd --hash-token)
printf '[searchd]\nindex=index\nlevel=internal\ntokens=%s\n' "$hash" > searchd.conf
managed --sockets 1 -- --config searchd.conf
is "internal is closed" 401 status /api/v1/status
is "but to who has the token" 200 status /api/v1/status --header 'Authorization: Bearer fjellrev-9913-kystveien'
sed -i 's/^tokens=.*/open=yes/' searchd.conf
kill -HUP "$server"
check "to open it takes a restart" wait_for "'open' was changed: that takes a restart" log.txt
is "until then it is closed, to all" 401 status /api/v1/status
printf '[searchd]\nindex=index\nlevel=public\ntokens=%s\ncors-origins=*\n' "$hash" > searchd.conf
kill -HUP "$server"
check "rules for another level are not taken up" wait_for "error: 'cors-origins'.*internal" log.txt
status /api/v1/status --header 'Origin: https://b.example' > /dev/null
is "nor answered by" '' header access-control-allow-origin
stop

# Who is believed takes a restart, so a header that they name a user in waits for it.
printf '[searchd]\nindex=index\nlevel=internal\ntokens=%s\ntrusted-proxies=127.0.0.0/8\n' "$hash" > searchd.conf
managed --sockets 1 -- --config searchd.conf
printf '[searchd]\nindex=index\nlevel=internal\nuser-header=X-User\ntrusted-proxies=192.0.2.1\n' > searchd.conf
kill -HUP "$server"
check "other proxies take a restart" wait_for "'trusted-proxies' was changed: that takes a restart" log.txt
check "the rest is taken up" wait_for 'took up the settings' log.txt
is "those of before are not believed in what is new" 401 status /api/v1/status --header 'X-User: kari'
stop
check "the token is on no log" lacks -e fjellrev -e "$hash" log.txt

exits "a token is hashed" 0 gjenfinn-searchd --hash-token < <(printf 'fjellrev-9913-kystveien\n')
check "slowly" grep -q '^[$]y[$]' stdout.txt
check "and not shown" lacks fjellrev stdout.txt stderr.txt
exits "one that can be guessed is not" 2 gjenfinn-searchd --hash-token < <(printf 'kort\n')
finish
