#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Who may ask, and that nothing of internal comes out of a public daemon: words planted in internal are
# looked for in every byte that it answers or logs, its answers are held against those of an index that
# has no internal level, and the system calls show that it never opens the other's files.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

# stop: the daemon, by force where it does not end by itself.
stop ()
{
  kill -TERM "${daemon:-$server}"
  timeout 30 tail --pid="$server" -f /dev/null || kill -KILL "$server"
  wait "$server" 2> /dev/null
  server='' daemon=''
}

# trace NAME ARGUMENT...: the daemon with all that it does with files in NAME.trace.
trace ()
{
  local name=$1
  shift
  : > out.txt
  # Leaks cannot be looked for under ptrace.
  ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" strace -f -qq -o "$name.trace" -e trace=%file \
    gjenfinn-searchd --listen 127.0.0.1:0 "$@" > out.txt 2> log.txt &
  server=$!
  for _ in $(seq 600); do
    url=$(sed -n 's/^gjenfinn-searchd: listening on //p' out.txt)
    [ -z "$url" ] || break
    sleep 0.05
  done
  [ -n "$url" ] || { sed 's/^/# /' log.txt; printf 'Bail out! the daemon does not start\n'; exit 1; }
  daemon=$(pgrep -P "$server")
}

mkdir open closed
minutes "Ladestasjoner langs kysten" "Det trengs flere ladestasjoner. Ladestasjonene skal stå ved ferjekaiene." \
  > open/lading.txt
minutes "Ferjekaier og lading" "Ferjekaiene får ladestasjoner for elbiler. Rådmannen følger opp." > open/ferje.txt
: > open/tom.pdf

# Planted: in a name of a file, a title, a person, a text, a decision, a body, and a file not read.
planted=(kvasarplan hemmelighold zorgelfjes dronningsvik blåfjellsaker skjermsak)
{
  printf 'Møteprotokoll\nRegionrådet for Dronningsvik\n\nDato: 4. mars 2021\nSted: Blåfjellsaker\n'
  printf 'Til stede: Per Zorgelfjes, Dronningsvik kommune\n\n'
  printf 'Sak 1/21: Kvasarplan for hemmeligholdelsen\n\nKvasarplanen gjelder kvasarplaner ved ferjekaiene.\n\n'
  printf 'Vedtak: Zorgelfjesnemnda godkjenner hemmeligholdelsen.\n'
} > closed/skjermsak.txt
: > closed/skjermsak-ulest.pdf

gjenfinn-indexer --index index --quiet open 2> /dev/null
cp -r index only
gjenfinn-indexer --index index --quiet --level internal closed 2> /dev/null
for word in "${planted[@]}"; do
  check "'$word' is in the internal level" grep -qri -- "$word" index/internal
done

# Beginnings and misspellings of what is planted, never whole, since a question is said again.
texts=(k kv kvas kvasar kvasarpl kvasarplen kvazarplan h hemmel hemmelig hemmelihold z zorg zorgelfj zorgelfges
  d dronn dronningsv dronningsvig b blåf blåfjellsake s skjerm skjermsa ferjekai ladestasjon 'ferjekai kvasar')

# ids LEVEL: of its documents and units.
ids ()
{
  gjenfinn-query --index index --level "$1" --format json --limit all --unit document '' \
    | jq -r '.hits[] | .document.id, (.best_unit.id // empty), .document.id + ".0", .document.id + ".1", .document.id + ".2"' | sort -u
}
mapfile -t known < <(ids public; ids internal)

# parameters ROUTE: what it is asked with, a line each.
parameters ()
{
  local text code
  case $1 in
    */search | */like | /feed.atom)
      for text in "${texts[@]}"; do
        code=$(jq -rn --arg text "$text" '$text | @uri')
        case $1 in
          */search) printf '%s\n' "q=$code&explain=true&facets=true" "q=$code&match=any&limit=100&unit=document" "q=$code*" \
            "q=vedtak:$code" "q=%22$code%22" "region=$code" "body=$code" "q=organ:$code&explain=true" "q=$code&format=csv" ;;
          */like) printf '%s\n' "text=$code+ved+ferjekaiene&limit=100&facets=true" ;;
          *) printf '%s\n' "q=$code" "q=$code&match=any" ;;
        esac
      done
      [[ $1 != */search ]] || printf '%s\n' 'facets=true&limit=100&versions=all&explain=true' 'limit=0&facets=true&format=csv' \
        'cursor=*&limit=1' 'q=type:tull' 'limit=x' 'q=dato:2021-03-04&facets=true' 'q=sak:1/21&facets=true' 'sort=date'
      [[ $1 != */like ]] || printf 'id=%s\n' "${known[@]}" ;;
    */suggest)
      for text in "${texts[@]}"; do
        code=$(jq -rn --arg text "$text" '$text | @uri')
        printf '%s\n' "q=$code" "q=ferjekai+$code" "q=$code&format=opensearch"
      done ;;
    */documents) printf '%s\n' limit=1 format=csv path=open/lading.txt path=closed "path=$PWD/closed" ;;
    */status | */unread) echo format=csv ;;
    */pages/*) echo format=text ;;
  esac
  printf '%s\n' '' nonsense=1
}

# addresses: of all routes that the program has, filled in, and of what it has not.
addresses ()
{
  local route id
  "$GF_TOP_BUILDDIR/tests/api/list-api" routes | while read -r route; do
    for id in "${known[@]}" 00000000000000000000000000000000 ..%2f..%2findex%2finternal; do
      [[ $route == *\{* ]] || id=''
      path=${route/\{id\}/$id}
      path=${path//\{*\}/1}
      [ "$route" = /metrics ] || parameters "$route" | sed "s,^,$path?,; s,?\$,,"
      [[ $route == *\{* ]] || break
    done
  done
  printf '%s\n' / /index.html /nothing /api/v1 /api/v2/search '/api/v1/search?q=%ff' /internal /index/internal \
    /%2e%2e/internal/words /api/v1/../../internal
}

# ask_all NAME CURL-OPTION...: every answer with its head, into NAME.txt; with HEAD and POST for some.
ask_all ()
{
  local name=$1
  shift
  sed "s,.*,url = \"$url&\"," addresses.txt > addresses.curl
  curl --silent --globoff --path-as-is --include --max-time 60 --write-out '\n' "$@" --config addresses.curl > "$name.txt" 2>&1
  { curl --silent --include "$@" "$url/metrics"
    curl --silent --head "$@" "$url/api/v1/search?q=kvasar" "$url/api/v1/status"
    curl --silent --include --request POST --data x=1 "$@" "$url/api/v1/search"
    curl --silent --include --request OPTIONS "$@" "$url/api/v1/search"
  } > "$name-more.txt" 2>&1
}

# comparable NAME: NAME.txt without what may differ between two indexes of the same files.
comparable ()
{
  tr -d '\r' < "$1.txt" | sed -E "s,$url,URL,g
    s/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/UUID/g
    s/^(ETag|Date|Last-Modified|Gjenfinn-Next-Cursor|Content-Length|Age): .*/\\1/I
    s/\"next_cursor\":\"[^\"]*\"/CURSOR/g; s/<(updated|id)>[^<]*</<\\1></g; s/127\.0\.0\.1:[0-9]+/HOST/g"
}

addresses > addresses.txt
check "every route is asked" test "$("$GF_TOP_BUILDDIR/tests/api/list-api" routes | sed 's,{.*,,' | while read -r route; do
  grep -qF -- "$route" addresses.txt || [ "$route" = /metrics ] || echo "$route"
done | wc -l)" -eq 0
check "no address holds a planted word" lacks -i -f <(printf '%s\n' "${planted[@]}") addresses.txt

printf '[searchd]\nlog-level=debug\nlog-requests=yes\nlog-questions=yes\nlog-addresses=yes\n' > public.conf
can_trace=false
strace -f -e trace=%file true 2> /dev/null && can_trace=true
if $can_trace; then trace public --index index --config public.conf; else start --index index --config public.conf; fi
ask_all public
comparable public > index.txt
stop
cp log.txt public.log
check "there are answers" test "$(grep -c '^HTTP/1.1 200' public.txt)" -gt 400
check "and refusals" test "$(grep -c '^HTTP/1.1 4' public.txt)" -gt 20
is "each address has one" "$(wc -l < addresses.txt)" grep -c '^HTTP/1.1 ' public.txt
for word in "${planted[@]}"; do
  check "the public daemon never says '$word'" lacks -i -- "$word" public.txt public-more.txt
  check "nor on its log" lacks -i -- "$word" public.log
done
check "nothing failed" lacks 'HTTP/1.1 5' public.txt public-more.txt
check "no path of this machine is told" lacks "$PWD" public.txt public-more.txt
check "its log has what was asked" grep -q kvasarpl public.log

start --index only
ask_all only
comparable only > only.cmp
mv index.txt index.cmp
stop
check "each answer is that of an index without the other level" cmp index.cmp only.cmp

# The same of the internal one, which says it all: the scan would have found it.
printf 'en-passe-lang-noekkel' > token.txt
token=$(cat token.txt)
hash=$(gjenfinn-searchd --hash-token < token.txt)
printf '[searchd]\nlevel=internal\ntokens=%s\nlog-requests=yes\n' "$hash" > internal.conf
if $can_trace; then trace internal --index index --config internal.conf; else start --index index --config internal.conf; fi
ask_all refused
ask_all internal --header "Authorization: Bearer $token"
for word in "${planted[@]}"; do
  check "the internal one says '$word'" grep -qi -- "$word" internal.txt
  check "to those with a token only" lacks -i -- "$word" refused.txt refused-more.txt
done
is "without a token all is refused that can be read, but health" "200 400 401" \
  eval "grep -o '^HTTP/1.1 [0-9]*' refused.txt | cut -d ' ' -f 2 | sort -u | paste -sd ' '"
is "which is two addresses, each with a parameter and without" 4 grep -c '^HTTP/1.1 200' refused.txt
check "the token is on no log" lacks "$token" log.txt
check "no answer may be kept by a shared cache" same "" \
  "$(tr -d '\r' < internal.txt | grep -i '^cache-control:' | grep -viE 'private|no-store')"

is "no token" 401 status /api/v1/status
check "is said" problem 401 /api/v1/status
check "with the ways in" grep -q '^Basic realm="Gjenfinn", charset="UTF-8", Bearer realm="Gjenfinn"$' <(header www-authenticate)
is "the page too" 401 status /
is "a wrong one" 401 status /api/v1/status --header "Authorization: Bearer ${token}x"
is "the hash" 401 status /api/v1/status --header "Authorization: Bearer $hash"
is "as a parameter" 401 status "/api/v1/status?token=$token&access_token=$token"
is "the right one" 200 status /api/v1/status --header "Authorization: Bearer $token"
is "as a password" 200 status / --user "kari:$token"
is "as a name" 401 status / --user "$token:kari"
is "twice" 401 status / --header "Authorization: Bearer $token" --header "Authorization: Bearer $token"
is "nobody is believed who says who asks" 401 status / --header 'X-Remote-User: kari' --header 'X-Forwarded-For: 127.0.0.1'
is "health is for everyone" 200 status /healthz
is "and tells nothing" '{"status":"ok"}' get /healthz
is "readiness too" 200 status /readyz
is "numbers are not" 401 status /metrics
is "a path that is there" 401 status "/api/v1/documents/${known[0]}"
cp body.txt there.txt
is "and one that is not" 401 status /nothing
check "in the same words" cmp there.txt body.txt
for _ in 1 2 3 4 5; do status / --header "Authorization: Bearer wrong-wrong-wrong-$RANDOM" > /dev/null; done
is "refusals are counted" 1 eval "get /metrics --header 'Authorization: Bearer $token' | grep -cE '^gjenfinn_requests_refused_total\{reason=.access.\} [1-9]'"

# Settings taken up while it runs: another token in place of the first.
other=en-annen-lang-noekkel
printf '[searchd]\nlevel=internal\ntokens=%s\n' "$(printf '%s\n' "$other" | gjenfinn-searchd --hash-token)" > internal.conf
kill -HUP "${daemon:-$server}"
for _ in $(seq 100); do
  [ "$(status /api/v1/status --header "Authorization: Bearer $other")" = 401 ] || break
  sleep 0.05
done
is "a new token is taken up" 200 status /api/v1/status --header "Authorization: Bearer $other"
is "and the old one is not" 401 status /api/v1/status --header "Authorization: Bearer $token"
stop

# opened NAME LEVEL: how often a file of that level was opened or looked at.
opened ()
{
  grep -c "index/$2" "$1.trace"
}

if $can_trace; then
  check "the public daemon opened its own files" test "$(opened public public)" -gt 0
  is "and none of the other's" 0 opened public internal
  check "the internal daemon opened its own files" test "$(opened internal internal)" -gt 0
  is "and none of the other's too" 0 opened internal public
else
  printf '# no strace here\n'
fi

# Ways in other than tokens.
exits "internal for nobody" 2 gjenfinn-searchd --index index --level internal --listen 127.0.0.1:0
check "is refused, with what it takes" said "'tokens': internal needs a token"
printf '[searchd]\nopen=yes\n' > open.conf
exits "internal for everyone" 2 gjenfinn-searchd --index index --level internal --config open.conf --listen 0.0.0.0:0
check "is refused where others come in" said "'open': internal without tokens is for a loopback address"
start --index index --level internal --config open.conf
is "on this machine it is not" 200 status /api/v1/status
is "by its own name" 200 status /api/v1/status --header 'Host: localhost'
check "and not by one that a page has made up" problem 403 /api/v1/status --header 'Host: example.org'
stop

printf '[searchd]\nuser-header=X-Remote-User\n' > proxy.conf
exits "a header that nobody may send" 2 gjenfinn-searchd --index index --level internal --config proxy.conf --check-config
check "is refused" said "proxy.conf:2: 'user-header': is believed of trusted-proxies only"
printf '[searchd]\nuser-header=X-Remote-User\ntrusted-proxies=127.0.0.1\n' > proxy.conf
start --index index --level internal --config proxy.conf
is "whom a trusted proxy names" 200 status /api/v1/status --header 'X-Remote-User: kari' --header 'X-Forwarded-For: 192.0.2.7'
is "nobody" 401 status /api/v1/status --header 'X-Forwarded-For: 192.0.2.7'
is "no name" 401 status /api/v1/status --header 'X-Remote-User;'
is "two names" 401 status /api/v1/status --header 'X-Remote-User: kari' --header 'X-Remote-User: ola'
stop
printf '[searchd]\nuser-header=X-Remote-User\ntrusted-proxies=192.0.2.1\n' > proxy.conf
start --index index --level internal --config proxy.conf
is "another proxy is not believed" 401 status /api/v1/status --header 'X-Remote-User: kari' \
  --header 'X-Forwarded-For: 192.0.2.1'
stop

# Other sites' pages.
start --index index
get /api/v1/status --header 'Origin: https://a.example' > /dev/null
is "no page of another site may read" "" header access-control-allow-origin
check "nor ask whether it may" problem 405 /api/v1/status --request OPTIONS --header 'Origin: https://a.example' \
  --header 'Access-Control-Request-Method: GET'
is "at all" "" header access-control-allow-origin
stop
printf '[searchd]\ncors-origins=https://a.example;https://b.example\ntokens=%s\n' "$hash" > cors.conf
start --index index --level internal --config cors.conf
preflight=(--request OPTIONS --header 'Access-Control-Request-Method: GET' --header 'Access-Control-Request-Headers: authorization')
is "one that is named may ask" 204 status /api/v1/search "${preflight[@]}" --header 'Origin: https://b.example'
is "with a token" 1 eval 'header access-control-allow-headers | grep -c Authorization'
is "it alone" https://b.example header access-control-allow-origin
is "and read" 200 status /api/v1/search --header 'Origin: https://b.example' --header "Authorization: Bearer $token"
is "what it is told" https://b.example header access-control-allow-origin
check "which no cache gives to others" grep -qi origin <(header vary)
is "never with what the browser keeps" "" header access-control-allow-credentials
is "nor without a token" 401 status /api/v1/search --header 'Origin: https://b.example'
is "another may not ask" 401 status /api/v1/search "${preflight[@]}" --header 'Origin: https://c.example'
is "and is not named" "" header access-control-allow-origin
stop
finish
