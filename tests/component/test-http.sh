#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The daemon from outside: what is refused and how, ranges, tags, an index that changes under it, and
# its end.  What it says of words is in test-http-words.sh.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

differ ()
{
  [ "$1" != "$2" ] || { printf 'the same: %s\n' "$1"; return 1; }
}

begins ()
{
  [[ $2 == "$1"* ]] || { printf "does not begin with '%s': %s\n" "$1" "$2"; return 1; }
}

# nowhere PATH: nothing is served there, nor anything told.
nowhere ()
{
  problem 404 "$1" || problem 400 "$1"
}

# raw TEXT: sends bytes as they are, and shows the first line of what comes back, which may be
# nothing: the other end may close before all is sent.
raw ()
(
  trap '' PIPE
  host=${url#http://}
  exec 3<> "/dev/tcp/${host%:*}/${host##*:}" || exit 1
  printf '%b' "$1" >&3 2> /dev/null
  timeout 5 head -n 1 <&3 2> /dev/null
)

first_line ()
{
  raw "$1" | cut -c1-12
}

mkdir docs
minutes "Ladestasjoner langs kysten" "Det trengs flere ladestasjoner." > docs/møte.txt
printf '<!DOCTYPE html><html><head><title>Referat</title></head><body><h1>Referat</h1>%s</body></html>\n' \
  '<p>Dato: 4. april 2022</p><h2>Sak 2/22: Sykkelveier</h2><p>Sykkelveien bygges.</p><script>alert(1)</script>' \
  > docs/referat.html
: > docs/tom.pdf
pdf=$(find "$GF_EXAMPLES" -name '*.pdf' ! -name '*skann*' ! -name '*skanna*' | sort | head -n 1)
cp "$pdf" docs/eksempel.pdf
index docs 2> stderr.txt

exits "no index at all" 3 gjenfinn-searchd --index nowhere --listen 127.0.0.1:0
check "is said" said nowhere
printf '[searchd]\nopen=yes\n' > open.conf
exits "no index of that level" 3 gjenfinn-searchd --config open.conf --index index --level internal \
  --listen 127.0.0.1:0
exits "no --index" 2 gjenfinn-searchd
exits "an unknown option" 2 gjenfinn-searchd --index index --nonsense
for address in nonsense :foo :8080 127.0.0.1:http 127.0.0.1:65536 ::1:80; do
  exits "'$address' is no address" 2 gjenfinn-searchd --index nowhere --listen "$address"
  check "what is allowed is said" said "'$address'.* ADDRESS:PORT.* 0 to 65535"
done
exits "a host that is none" 1 gjenfinn-searchd --index index --listen 300.300.300.300:0
printf '[searchd]\nlisen=127.0.0.1:0\n' > bad.conf
exits "a misspelt setting" 2 gjenfinn-searchd --index index --config bad.conf
check "is named" said "unknown key.* 'lisen'"

start --index index
exits "a port that is taken" 1 gjenfinn-searchd --index index --listen "${url#http://}"

is "healthy" '{"status":"ok"}' get /healthz
is "a search is answered" 1 answer .total '/api/v1/search?q=ladestasjonen'
query --facets ladestasjonen | jq -S . > command.json
get '/api/v1/search?q=ladestasjonen&facets=true' | jq -S . > http.json
check "and as the command answers it" diff command.json http.json
is "filters are parameters" 0 answer .total '/api/v1/search?q=ladestasjon&region=Ingensteds'
is "an encoded question is decoded once" 1 \
  answer .total '/api/v1/search?q=l%61destasjon%65n'

check "an unknown parameter" refused nonsense '/api/v1/search?nonsense=1'
check "a limit that is no number" refused limit '/api/v1/search?limit=ti'
check "a limit too large" refused limit '/api/v1/search?limit=1001'
check "an offset below zero" refused offset '/api/v1/search?offset=-1'
check "a sort that is none" refused sort '/api/v1/search?sort=best'
check "a question with no value of a field" refused q '/api/v1/search?q=type:tull'
check "a parameter where there are none" refused q '/api/v1/status?q=1'
check "bytes that are not UTF-8" refused q '/api/v1/search?q=%ff'
check "a NUL" refused q '/api/v1/search?q=%00'
check "half an escape" refused q '/api/v1/search?q=%a'
check "an escape that is none" refused region '/api/v1/search?q=a&region=%zz'
check "where the name itself cannot be read, none is named" refused '' '/api/v1/search?%zz=a'
check "an address too long" problem 414 "/api/v1/search?q=$(head -c 9000 /dev/zero | tr '\0' a)"
check "a question too long" refused q "/api/v1/search?q=$(head -c 3000 /dev/zero | tr '\0' a)"

check "nothing there" problem 404 /nothing
check "no such route below the API" problem 404 /api/v1/nothing
check "no such document" problem 404 /api/v1/documents/00000000000000000000000000000000
check "nor its file" problem 404 /api/v1/documents/00000000000000000000000000000000/file
for id in "$(printf '%s' "$PWD/docs/tom.pdf" | sed 's,/,%2F,g')" docs%2Ftom.pdf .. . %2e%2e \
  ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ 0000000000000000000000000000000g \
  00000000000000000000000000000000. 00000000000000000000000000000000.x; do
  check "'$id' is no id" problem 404 "/api/v1/documents/$id"
  check "nor of a file" problem 404 "/api/v1/documents/$id/file"
done
for path in /../../../../../../etc/passwd /%2e%2e/%2e%2e/%2e%2e/etc/passwd /..%2f..%2f..%2fetc%2fpasswd \
  //etc/passwd /vendor/../../../config.h /vendor/..%5c..%5cindex.html /.npmrc /package.json \
  /index.html/ /index.html%00.js; do
  check "'$path' leads nowhere" nowhere "$path"
done

for method in POST PUT DELETE PATCH OPTIONS; do
  check "$method is not allowed" problem 405 /api/v1/search --request "$method"
  is "and what is, is said" 'GET, HEAD' header allow
done
check "nor with a body" problem 405 /api/v1/search --data-binary @"$pdf"
check "nor has a question one" problem 413 /api/v1/search --request GET --data-binary @"$pdf"

is "the page" 200 status /
is "is HTML" 'text/html; charset=utf-8' header content-type
check "it takes nothing from other hosts" lacks '="http' body.txt
check "nor without saying which" lacks '="//' body.txt
mapfile -t assets < <(grep -oE '(src|href)="/[^"]+"' body.txt | cut -d'"' -f2)
for asset in "${assets[@]}"; do
  is "$asset is there" 200 status "$asset"
done
tag=$(header etag)
is "an asset in hand is not sent again" 304 status "$asset" --header "If-None-Match: $tag"

get '/api/v1/search?q=ladestasjonen' > search.json
id=$(jq -r '.hits[0].document.id' search.json)
unit=$(jq -r '.hits[0].id' search.json)
tag=$(header etag)
check "an answer has a tag" test -n "$tag"
get '/api/v1/search?q=ladestasjonen' > search.json
is "the same tag from the same index" "$tag" header etag
is "an answer in hand is not sent again" 304 status '/api/v1/search?q=ladestasjonen' --header "If-None-Match: $tag"
is "one of another index is" 200 status '/api/v1/search?q=ladestasjonen' --header 'If-None-Match: "other"'

for path in /healthz / '/api/v1/search?q=ladestasjonen' /api/v1/status /nothing "/api/v1/documents/$id/file"; do
  status "$path" > /dev/null
  length=$(header content-length)
  same "$length" "$(stat -c %s body.txt)" > why.txt
  status "$path" --head > /dev/null
  check "HEAD $path tells the same length" same "$length" "$(header content-length)"
  for name in content-security-policy x-content-type-options referrer-policy x-frame-options; do
    [ -n "$(header $name)" ] || echo "$name is missing" >> why.txt
  done
  check "$path is of that length, and has its security headers" same "" "$(cat why.txt)"
done

is "a document" "$id" answer .document.id "/api/v1/documents/$id"
is "has its units" 1 answer '[.units[] | select(.unit == "case")] | length' "/api/v1/documents/$id"
is "and is found by a unit's id" "$id" answer .document.id "/api/v1/documents/$unit"
is "status" '{"files":4,"read":3,"partly_read":0,"unread":1,"members":0}' answer '.coverage | tojson' /api/v1/status
is "the unread are listed" 'docs/tom.pdf empty' answer '.files[] | .path + " " + .reason' /api/v1/unread
for path in '/api/v1/search?q=ladestasjonen' "/api/v1/documents/$id" /api/v1/status /api/v1/unread; do
  status "$path" > /dev/null
  check "$path tells nothing of where the files lie" lacks "$PWD" body.txt
done

file=/api/v1/documents/$id/file
status "$file" > /dev/null
check "the original, whole" cmp body.txt docs/møte.txt
is "as a download" "attachment; filename=\"m_te.txt\"; filename*=UTF-8''m%C3%B8te.txt" header content-disposition
is "with no guessing" nosniff header x-content-type-options
tag=$(header etag) changed=$(header last-modified) size=$(stat -c %s docs/møte.txt)
is "a part" 206 status "$file" --range 2-5
check "is that part" cmp body.txt <(tail -c +3 docs/møte.txt | head -c 4)
is "and is said to be" "bytes 2-5/$size" header content-range
is "the end" 206 status "$file" --range -7
check "is the end" cmp body.txt <(tail -c 7 docs/møte.txt)
is "from a byte on" 206 status "$file" --range 10-
check "is the rest" cmp body.txt <(tail -c +11 docs/møte.txt)
check "past the end" problem 416 "$file" --range "$size-"
is "with its size" "bytes */$size" header content-range
is "several parts are sent as one whole" 200 status "$file" --range 0-1,4-5
is "a part of the same version" 206 status "$file" --range 0-1 --header "If-Range: $tag"
is "the whole of another" 200 status "$file" --range 0-1 --header 'If-Range: "other"'
is "in hand by tag" 304 status "$file" --header "If-None-Match: $tag"
is "in hand by date" 304 status "$file" --header "If-Modified-Since: $changed"
is "a part's HEAD has no body" 206 status "$file" --range 0-3 --head
is "but its length" 4 header content-length

html=$(get '/api/v1/search?q=sykkelvei' | jq -r '.hits[0].document.id')
status "/api/v1/documents/$html/file" > /dev/null
check "HTML is a download" begins attachment "$(header content-disposition)"
check "that may run nothing" begins "sandbox; default-src 'none'" "$(header content-security-policy)"
pdf_id=$(sha256sum docs/eksempel.pdf | cut -c1-32)
is "a PDF" 200 status "/api/v1/documents/$pdf_id/file"
is "is one" application/pdf header content-type
check "and is shown" begins inline "$(header content-disposition)"
is "by a viewer, which a sandbox would stop" \
  "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'" \
  header content-security-policy
is "and never guessed to be anything else" nosniff header x-content-type-options
check "byte for byte" cmp body.txt docs/eksempel.pdf

curl --silent --write-out '%{num_connects} ' --output /dev/null "$url/healthz" --output /dev/null \
  "$url/api/v1/status" --output /dev/null "$url/" --output /dev/null "$url/nothing" > connects.txt
is "a connection is kept" '1 0 0 0 ' cat connects.txt
is "malformed HTTP gets a 400" 'HTTP/1.1 400' first_line 'GET / HTTP/1.1\r\n\r\n'
raw 'GET / HTTP/1.1 x\r\nHost: a\r\n\r\n' > /dev/null
raw 'nonsense\0\xff\r\n\r\n' > /dev/null
raw 'GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n' > /dev/null
raw "GET / HTTP/1.1\r\nX: $(head -c 60000 /dev/zero | tr '\0' x)\r\n\r\n" > /dev/null
is "and stops nothing" 200 status /healthz

seq 400 | xargs -P 16 -I{} curl --silent --max-time 30 -o "many-{}.json" "$url/api/v1/search?q=ladestasjonen&limit=5"
is "400 questions, 16 at once, get one answer" 1 jq -s 'map(tojson) | unique | length' many-*.json
is "each of them" 400 jq -s 'map(select(.total == 1)) | length' many-*.json

status '/api/v1/search?q=ferjene' > /dev/null
before=$(header etag)
minutes "Ferjesamband" "Ferjene går oftere." > docs/ny.txt
index docs 2> stderr.txt
is "a changed index is noticed" 1 answer .total '/api/v1/search?q=ferjene'
check "and has another tag" differ "$before" "$(header etag)"

status '/api/v1/search?q=hemmeligord' > /dev/null
mv index away
is "an index that went away" 503 status /api/v1/status
check "is a problem" jq -e '.status == 503' body.txt
for path in '/api/v1/search?q=a' "/api/v1/documents/$id" "/api/v1/documents/$id/file" /api/v1/unread /readyz /feed.atom; do
  check "$path is one too" problem 503 "$path"
  check "that does not say where the index lies" lacks -e "$PWD" -e index/ -e "'index'" body.txt
done
check "the log does" grep -q "'index'" log.txt
is "the daemon runs all the same" 200 status /healthz
mv away index
is "until it is back" 200 status /api/v1/status
check "what was asked is on no log" lacks hemmeligord log.txt out.txt

# What stands in the place of a file that was read is another text: it is not sent.
cp docs/møte.txt kept.txt
echo 'Noe ingen har sett på.' >> docs/møte.txt
is "a file that changed since is not sent" 404 status "$file"
check "nor is any of it" lacks 'ingen har sett' body.txt

# A file that takes a while.
{ cat kept.txt; head -c 6000000 /dev/zero | tr '\0' '\n'; } > docs/stor.txt
gjenfinn-indexer --quiet --index index docs 2> indexer.txt
large=$(gjenfinn-query --index index show --format json docs/stor.txt | jq -r .document.id)
curl --silent --limit-rate 3M --max-time 60 --output slow.txt "$url/api/v1/documents/$large/file" &
download=$!
sleep 0.7
kill -TERM "$server"
sleep 0.3
exits "while it drains it takes nobody new" 7 curl --silent --max-time 5 "$url/healthz"
wait "$download"
check "what was begun is finished" cmp slow.txt docs/stor.txt
wait "$server"
check "SIGTERM ends it well" same 0 "$?"
check "and it says so" grep -q stopping log.txt

start --index index --config "$GF_TOP_SRCDIR/data/example.conf"
check "the example of the settings is good" test -n "$url"
# Connections that wait: one answered, one with half a request, one that has said nothing.
host=${url#http://}
exec 4<> "/dev/tcp/${host%:*}/${host##*:}" 5<> "/dev/tcp/${host%:*}/${host##*:}" \
  6<> "/dev/tcp/${host%:*}/${host##*:}"
printf 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n' >&4
printf 'GET /healthz HTTP/1.1\r\nHo' >&5
timeout 5 head -n 1 <&4 > answer.txt
begun=${EPOCHREALTIME/./}
kill -INT "$server"
wait "$server"
check "so does SIGINT" same 0 "$?"
took=$(((${EPOCHREALTIME/./} - begun) / 1000))
check "at once, when nothing is in flight: $took ms" test "$took" -lt 1000
exec 4>&- 5>&- 6>&-

printf '[searchd]\nindex=index\nlisten=127.0.0.1:0\n' > good.conf
gjenfinn-searchd --config good.conf > out.txt 2> log.txt &
server=$!
for _ in $(seq 100); do grep -q listening out.txt && break; sleep 0.05; done
check "settings from a file" grep -q 'listening on http://127.0.0.1:[1-9]' out.txt
kill -TERM "$server"
wait "$server"
finish
