#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the daemon says of words: suggestions, how a question was read, why one cannot be, what is like
# something; and that nothing of it comes from another access level.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

# ask ROUTE PARAMETER=VALUE...: the body; each value is encoded.
ask_for ()
{
  local route=$1 parameter arguments=()
  shift
  for parameter; do arguments+=(--data-urlencode "$parameter"); done
  get "/api/v1/$route" --get "${arguments[@]}"
}

# suggested TEXT: what is suggested, one a line.
suggested ()
{
  ask_for suggest "q=$1" | jq -r '.suggestions[]'
}

# has TEXT COMMAND...: a line of the output is TEXT.
has ()
{
  local text=$1
  shift
  "$@" > lines.txt
  grep -qxF -- "$text" lines.txt || { printf 'no such line: %s\n' "$text"; cat lines.txt; return 1; }
}

# begin TEXT COMMAND...: there is output, and each line of it begins so.
begin ()
{
  local text=$1
  shift
  "$@" > lines.txt
  [ -s lines.txt ] && ! grep -v "^$text" lines.txt
}

# repeat N TEXT
repeat ()
{
  local blanks
  printf -v blanks '%*s' "$1" ''
  printf '%s' "${blanks// /$2}"
}

mkdir open closed
minutes "Ladestasjoner langs kysten" "Det trengs flere ladestasjoner. Ladestasjonene skal stå ved ferjekaiene." \
  > open/lading.txt
minutes "Ferjekaier og lading" "Ferjekaiene får ladestasjoner for elbiler. Rådmannen følger opp." > open/ferje.txt
minutes "Barnehageplasser" "Barnehagene har full dekning." > open/barnehage.txt
minutes "Kvasarplan for hemmeligholdelsen" "Kvasarplanen gjelder kvasarplaner og hemmeligholdelse ved ferjekaiene." \
  > closed/kvasar.txt
index open 2> stderr.txt
index --level internal closed 2> stderr.txt
start --index index

check "a word goes on as in the index" has ladestasjoner suggested lades
check "what stands before it is kept" has 'NÆR "x" (ferje* ladestasjoner' suggested 'NÆR "x" (ferje* lades'
check "each one does" begin ferjek suggested ferjek
is "capitals are folded" "$(suggested lades)" suggested LADES
is "nothing goes on from a blank" '{"suggestions":[]}' ask_for suggest 'q=lades '
is "nor from nothing" '{"suggestions":[]}' get /api/v1/suggest
is "nor from signs" '{"suggestions":[]}' ask_for suggest 'q=((("*-'
is "nor from what no word begins with" '{"suggestions":[]}' ask_for suggest q=zzzzzz
check "eight are given at most" test "$(ask_for suggest q=f | jq '.suggestions | length')" -le 8
check "another parameter" refused limit '/api/v1/suggest?q=a&limit=3'
check "bytes that are not UTF-8" refused q '/api/v1/suggest?q=%ff'
check "a NUL" refused q '/api/v1/suggest?q=%00'
is "the longest text" 200 status "/api/v1/suggest?q=$(repeat 8000 a)"
is "of words without end" 200 status "/api/v1/suggest?q=$(repeat 4000 a+)l"
check "and a longer one" problem 414 "/api/v1/suggest?q=$(repeat 9000 a)"
check "only by GET" problem 405 /api/v1/suggest --request POST
is "a browser may keep it for a while, and no one else" 200 status '/api/v1/suggest?q=lades'
is "as it says" 'private, max-age=60' header cache-control
tag=$(header etag)
is "and ask whether it still holds" 304 status '/api/v1/suggest?q=lades' --header "If-None-Match: $tag"
is "which says so too" 'private, max-age=60' header cache-control
for name in content-security-policy x-content-type-options referrer-policy; do
  check "with $name" test -n "$(header $name)"
done

is "each word says what it was read as" ladestasjon answer '.query.words[0].word' '/api/v1/search?q=ladestasjon'
check "its forms" has ladestasjonene answer '.query.words[0].forms.words[]' '/api/v1/search?q=ladestasjon'
is "one that is nowhere, what it may have been" ladestasjon answer \
  '.query.words[0].spellings.words[0] | .[0:11]' '/api/v1/search?q=ladestasjnoer'
is "a name, its other ones" 1 answer '.query.words[0].names.words | map(select(test("rådmann"))) | length' \
  '/api/v1/search?q=kommunedirekt%C3%B8r'
is "unless they are not wanted" null answer '.query.words[0].names' \
  '/api/v1/search?q=kommunedirekt%C3%B8r&names=false'
check "which is yes or no" refused names '/api/v1/search?q=a&names=kanskje'

# trouble REASON CHARACTER PATH: a problem that says why, where, and both in two languages.
trouble ()
{
  refused q "$3" || return 1
  jq -e --arg reason "$1" --argjson character "$2" \
    '.reason == $reason and .character == $character and (.detail_nb | test("\\.$")) and (.detail | test("^\u0027q\u0027"))' \
    body.txt > /dev/null || { cat body.txt; return 1; }
}

check "a question that cannot be read says why, and where" trouble no-value 6 '/api/v1/search?q=type:tull'
check "counted in characters" trouble no-value 10 '/api/v1/search?q=%C3%A6%C3%B8%C3%A5+type:tull'
check "one too long says so of the whole" trouble too-long null "/api/v1/search?q=$(repeat 2100 a)"
check "what narrows what is like something says so too" trouble no-value 6 '/api/v1/like?text=lading&q=type:tull'
check "other problems have none of it" refused limit '/api/v1/search?limit=ti'
is "none at all" false jq 'has("reason") or has("character") or has("detail_nb")' body.txt

unit=$(answer '.hits[0].id' '/api/v1/search?q=tittel:langs')
document=${unit%.*}
other=$(answer '.hits[0].document.id' '/api/v1/search?q=tittel:ferjekaier')
is "what is like a case" "$other" answer '.hits[0].document.id' "/api/v1/like?id=$unit"
is "or its document" "$other" answer '.hits[0].document.id' "/api/v1/like?id=$document"
is "is never the document itself" 0 answer "[.hits[] | select(.document.id == \"$document\")] | length" \
  "/api/v1/like?id=$document"
is "whole documents too" document answer '.hits[0].unit' "/api/v1/like?id=$unit&unit=document"
is "what is like a text" "$document" answer '.hits[0].document.id' '/api/v1/like?text=ladestasjonen+langs+kysten'
is "says by which words" true answer '.query.words | length > 0' "/api/v1/like?id=$unit"
is "has its coverage" 3 answer .coverage.files "/api/v1/like?id=$unit"
is "and facets where asked for" true answer '.facets.type | length > 0' "/api/v1/like?id=$unit&facets=true"
is "a filter narrows it" 0 answer .total "/api/v1/like?id=$unit&region=Ingensteds"
is "a question too" 0 answer .total "/api/v1/like?id=$unit&q=barnehage+ferjekai"
is "as many as asked for" 0 answer '.hits | length' "/api/v1/like?id=$unit&limit=0"
is "from where asked for" 0 answer '.hits | length' "/api/v1/like?id=$unit&offset=1000"
tag=$(status "/api/v1/like?id=$unit" > /dev/null; header etag)
is "in hand it is not sent again" 304 status "/api/v1/like?id=$unit" --header "If-None-Match: $tag"
is "a text that says nothing is like nothing" 0 answer .total '/api/v1/like?text=og+i+12+%2F%28%22'
for path in 'like' 'like?id=' 'like?q=lading' 'like?id=+'; do
  check "$path: like what?" refused id "/api/v1/$path"
done
check "nor like an empty text" refused text '/api/v1/like?text=+%0A'
check "one id or one text" refused text "/api/v1/like?id=$unit&text=a"
check "not several" refused id "/api/v1/like?id=$unit&id=$unit"
for name in sort match nonsense path; do
  check "'$name' is no choice here" refused "$name" "/api/v1/like?id=$unit&$name=date"
done
check "a limit too large" refused limit "/api/v1/like?id=$unit&limit=1001"
for id in 00000000000000000000000000000000 "$unit.1" "$document." "$document.x" "$(repeat 31 0)" ZZZ \
  open%2Flading.txt "$(printf '%s' "$PWD/open/lading.txt" | sed 's,/,%2F,g')" ../status; do
  check "nothing is like '$id'" problem 404 "/api/v1/like?id=$id"
done
check "bytes that are not UTF-8 are like nothing" refused text '/api/v1/like?text=%ff'
is "the longest text is like something" 200 status "/api/v1/like?text=$(repeat 500 'ladestasjon+kai+')"
check "a longer one is refused" problem 414 "/api/v1/like?text=$(repeat 9000 a)"
is "a text of a thousand words" 200 status "/api/v1/like?text=$(seq -f 'ord%g+' -s '' 900)"
check "of control characters" test "$(status "/api/v1/like?text=$(repeat 400 '%01%1b%7f%C2%85')")" = 200
check "tells nothing of where the files lie" lacks "$PWD" body.txt
for path in like suggest; do
  for name in "$path/" "$path/x" "${path}s"; do
    check "$name is no route" problem 404 "/api/v1/$name"
  done
done

# Whatever the public daemon can be made to say of words: none is of the other level.  No question holds
# the word whole, since a question is said again.
secrets=(kvasarplan hemmelighold)
beginnings=(k kv kva kvas kvasa kvasar kvasarp kvasarpl kvasarpla h he hem hemm hemmel hemmelig hemmeligh hemmelighol)
misspelled=(kvasarplen kvasarpaln kvassarplan kvazarplan hemmelihold hemmeligholt hemeligheld)
# all_said LEVEL: all of it, into LEVEL.txt.
all_said ()
{
  for text in "${beginnings[@]}"; do ask_for suggest "q=$text"; ask_for suggest "q=ferjekai $text"; done
  for text in "${beginnings[@]}" "${misspelled[@]}"; do
    ask_for search "q=$text" explain=true facets=true
    ask_for search "q=$text ferjekai" explain=true match=any limit=100
    ask_for search "q=vedtak:$text"
    ask_for search "q=$text*"
    ask_for suggest "q=$text"
    ask_for like "text=$text ved ferjekaiene" limit=100
  done
  ask_for search q=ferjekai limit=100 explain=true
  ask_for like "id=$unit" limit=100
  ask_for like "id=$document" limit=100 unit=document
  get /api/v1/status
  get /api/v1/unread
}
all_said > public.txt
secret=$(gjenfinn-query --index index --level internal --format json tittel:hemmeligholdelsen | jq -r '.hits[0].id')
check "nor is anything like a case of it" problem 404 "/api/v1/like?id=$secret"
kill -TERM "$server"
wait "$server"
printf '[searchd]\nopen=yes\n' > open.conf
start --config open.conf --index index --level internal
all_said > internal.txt
for word in "${secrets[@]}"; do
  check "the public daemon never says '$word'" lacks -i "$word" public.txt
  check "the internal one does" grep -qi "$word" internal.txt
  check "no file of the public index holds it" lacks -r -i "$word" index/public
  check "as the other's do" grep -rqi "$word" index/internal
done
check "suggested" has kvasarplanen suggested kvasarplane
check "as a spelling" begin kvasarplan answer '.query.words[0].spellings.words[]' '/api/v1/search?q=kvazarplanen'
finish
