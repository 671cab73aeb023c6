#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the daemon's answers can be had as: tables, feeds, plain text; lists read to their end.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

command -v xmllint > /dev/null || skip_all "xmllint is not here"
[ -d "$GF_EXAMPLES" ] || skip_all "no example collection"

cp -r "$GF_EXAMPLES" docs
minutes '=HYPERLINK("http://a.example")' 'Noe <om> "sitat" & tegn.' > docs/formel.txt
minutes $'Styre\x01tegn' $'Midt i \x02 teksten står et tegn.' > docs/tegn.txt
: > docs/tom.pdf
printf '[ocr]\nenabled=no\n' > indexer.conf
gjenfinn-indexer --config indexer.conf --index index --quiet docs 2> indexer.txt
printf '[searchd]\nrate=0\nurl=https://sok.example.org/\n' > searchd.conf
start --index index --config searchd.conf

# Tables are the command's.
csv ()
{
  gjenfinn-query --index index --format csv "$@" 2> remark.txt
}
csv --limit 1000 kommune > command.csv
get '/api/v1/search?q=kommune&limit=1000&format=csv' > http.csv
check "a table of hits is the command's" cmp command.csv http.csv
is "is CSV" 'text/csv; charset=utf-8' header content-type
is "is kept by the browser" 'attachment; filename="gjenfinn.csv"' header content-disposition
is "with how many there are" "$(query kommune | jq .total)" header gjenfinn-total
unread=$(query status | jq .coverage.unread)
is "and what was not read" "$unread" header gjenfinn-files-unread
get '/api/v1/search?q=kommune&limit=1000' --header 'Accept: text/csv;q=0.9, text/html' > accepted.csv
check "Accept asks for it too" cmp http.csv accepted.csv
csv unread > command.csv
get '/api/v1/unread?format=csv' > http.csv
check "a table of what was not read" cmp command.csv http.csv
csv status > command.csv
get '/api/v1/status?format=csv' > http.csv
check "a table of what there is" cmp command.csv http.csv
check "has the files" grep -qx $'coverage,files,,[0-9]*\r' http.csv
check "and the types" grep -qx $'documents,type,minutes,[0-9]*\r' http.csv
get '/api/v1/search?q=kommune&facets=true&limit=0&format=csv' > facets.csv
is "facets are a table" 'facet,value,count' sed -n $'1s/\r//p' facets.csv
is "of the same counts" "$(ask '.facets.type[0] | join(",")' --facets kommune)" \
  sed -n $'0,/^type,/s/^type,\\(.*\\)\r/\\1/p' facets.csv
get '/api/v1/search?q=sitat&format=csv' > formula.csv
check "a formula is none any more" grep -q "\"'=HYPERLINK" formula.csv

# Lists, to their end.
total=$(ask .total kommune)
for format in json csv; do
  cursor='*'
  : > walked.txt
  for _ in $(seq 1000); do
    get "/api/v1/search?q=kommune&sort=date&limit=7&format=$format&cursor=$cursor" > page.txt
    if [ "$format" = json ]; then
      jq -r '.hits[].id' page.txt >> walked.txt
      cursor=$(jq -r '.next_cursor // ""' page.txt)
    else
      tail -n +2 page.txt | grep -oE '^[0-9a-f]{32}\.[0-9]+,' | tr -d , >> walked.txt
      cursor=$(header gjenfinn-next-cursor)
    fi
    [ -n "$cursor" ] || break
  done
  is "$format: every hit" "$total" grep -c . walked.txt
  gjenfinn-query --index index --format json --sort date --limit all kommune | jq -r '.hits[].id' > all.txt
  check "$format: in their order, once" cmp all.txt walked.txt
done
cursor='*'
: > walked.txt
while [ -n "$cursor" ]; do
  get "/api/v1/documents?limit=9&cursor=$cursor" > page.json
  jq -r '.documents[].id' page.json >> walked.txt
  cursor=$(jq -r '.next_cursor // ""' page.json)
done
is "every document" "$(query status | jq .documents.total)" grep -c . walked.txt
check "in the order of their ids, once" sort --check=silent --unique walked.txt
first=$(get '/api/v1/search?q=kommune&limit=7&cursor=*' | jq -r .next_cursor)
minutes "Ny sak" "Kommunen bygger." > docs/ny.txt
gjenfinn-indexer --config indexer.conf --index index --quiet docs 2> indexer.txt
check "an index that changed meanwhile is told" \
  test -n "$(answer '.changed_since // ""' "/api/v1/search?q=kommune&limit=7&cursor=$first")"
get "/api/v1/search?q=kommune&limit=7&format=csv&cursor=$first" > page.csv
check "in a table too" test -n "$(header gjenfinn-changed-since)"

# A page's text is what stands in the document.
pdf=$(sha256sum "$(find docs -name '*.pdf' -size +1k ! -name '*skann*' | sort | head -n 1)" | cut -c1-32)
pages=$(answer .document.pages "/api/v1/documents/$pdf")
get "/api/v1/documents/$pdf" | jq -r '.units[].text' | sort > whole.txt
for page in $(seq "$pages"); do get "/api/v1/documents/$pdf/pages/$page?format=text"; done | sort > parts.txt
check "all pages together are the document" cmp whole.txt parts.txt
is "as plain text" 'text/plain; charset=utf-8' header content-type
is "nothing guesses at it" nosniff header x-content-type-options
check "nor runs it" test -n "$(header content-security-policy)"
check "past the last there is none" problem 404 "/api/v1/documents/$pdf/pages/$((pages + 1))"

# Feeds.
valid_feed ()
{
  get "$1" > feed.xml
  xmllint --noout --relaxng "$GF_TOP_SRCDIR/tests/api/atom.rng" feed.xml
}
# feed_path XPATH: of the feed; @NAME@ stands for an element of any namespace.
feed_path ()
{
  # shellcheck disable=SC2001 # the name is used again
  xmllint --xpath "$(sed "s,@\([a-z]*\)@,*[local-name()='\1'],g" <<< "$1")" feed.xml
}
for question in '' '?q=kommune' '?q=sitat' '?q=tegn' '?q=ingenhardetteordet' '?q=%3Cb%3E%22%26&match=any' \
  '?q=kommune&unit=document&limit=1000' '?q=vedtak&limit=0' '?region=Ingensteds'; do
  check "'$question' is an Atom feed" valid_feed "/feed.atom$question"
done
valid_feed '/feed.atom?q=kommune&limit=5' 2> /dev/null
is "has as many entries as are wanted" 5 feed_path 'count(//@entry@)'
is "each leads to the page, once" 5 feed_path "count(//@entry@/@link@[@rel='alternate'])"
is "it names itself" 'https://sok.example.org/feed.atom?q=kommune&limit=5' \
  feed_path "string(/@feed@/@link@[@rel='self']/@href)"
is "once" 1 feed_path "count(/@feed@/@link@[@rel='self'])"
is "and the page that shows the same" 'https://sok.example.org/?q=kommune&sort=-date' \
  feed_path "string(/@feed@/@link@[@rel='alternate']/@href)"
check "and says what was not read" grep -q "<subtitle>.* $unread ikke lest" feed.xml
is "is Atom" 'application/atom+xml; charset=utf-8' header content-type
feed_path '//@entry@/@updated@/text()' > times.txt
check "the newest come first" sort --check=silent --reverse times.txt
is "when it was new is when the newest was" "$(head -n 1 times.txt)" \
  feed_path 'string(/@feed@/@updated@)'
next=$(feed_path "string(/@feed@/@link@[@rel='next']/@href)")
feed_path '//@entry@/@id@/text()' > ids.txt
check "there is more" valid_feed "${next#https://sok.example.org}"
feed_path '//@entry@/@id@/text()' >> ids.txt
is "which is not the same" 10 sh -c 'sort --unique ids.txt | grep -c .'
is "the order is no choice" 400 status '/feed.atom?q=a&sort=date'

get /opensearch.xml > opensearch.xml
check "the description for browsers is XML" xmllint --noout opensearch.xml
is "leads to the page" 'https://sok.example.org/?q={searchTerms}' \
  xmllint --xpath "string(//*[local-name()='Url'][@type='text/html']/@template)" opensearch.xml
get / > page.html
check "which leads to it" grep -q 'rel="search" href="/opensearch.xml"' page.html
check "and to the feed" grep -q 'href="/feed.atom" type="application/atom+xml"' page.html
is "what a search box reads" '["ladest",["ladestasjon' sh -c \
  "curl --silent '$url/api/v1/suggest?q=ladest&format=opensearch' | cut -c1-23"

# Compressed on the way, and never the file itself.
big=$(sha256sum docs/formel.txt | cut -c1-32)
get "/api/v1/documents/$big/file" --header 'Accept-Encoding: gzip' > file.txt
check "a file is sent as it is" cmp file.txt docs/formel.txt
check "and says so" test -z "$(header content-encoding)"
get '/api/v1/search?q=kommune&limit=100' > plain.json
get '/api/v1/search?q=kommune&limit=100' --compressed > unpacked.json
is "answers are compressed for who takes it" gzip header content-encoding
check "and are the same" cmp plain.json unpacked.json
is "the page's files too" gzip sh -c "curl --silent --head --header 'Accept-Encoding: gzip' \
  '$url/vendor/designsystemet.css' | tr -d '\r' | sed -n 's/^content-encoding: //Ip'"

for method in POST OPTIONS; do
  check "$method to nothing is nothing" problem 404 /nothing --request "$method"
  check "$method to the page is not allowed" problem 405 / --request "$method"
done
kill -TERM "$server"
wait "$server"
finish
