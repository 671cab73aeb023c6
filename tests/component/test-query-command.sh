#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# gjenfinn-query as a command: its formats, its exit codes, one clear line for each error.
set -u
export GJENFINN_DATADIR="$GF_TOP_SRCDIR/corpus"
n=0

report ()
{
  n=$((n + 1))
  if [ "$1" = 0 ]; then
    printf 'ok %d - %s\n' "$n" "$2"
  else
    printf 'not ok %d - %s\n' "$n" "$2"
    sed 's/^/# /' out err 2> /dev/null
  fi
}

# run EXPECTED-STATUS ARGUMENTS...: output in out and err.
run ()
{
  local expected=$1
  shift
  gjenfinn-query "$@" > out 2> err
  status=$?
  [ "$status" = "$expected" ]
  report $? "status $expected: $*"
}

# says FILE TEXT
says ()
{
  grep -qF -- "$2" "$1"
  report $? "$1 says: $2"
}

# fails STATUS TEXT ARGUMENTS...: one line on stderr that begins so, nothing on stdout.
fails ()
{
  local expected=$1 text=$2
  shift 2
  run "$expected" "$@"
  [ ! -s out ] && [ "$(wc -l < err)" = 1 ] && grep -qF -- "gjenfinn-query: $text" err
  report $? "one line: $text"
}

"$GF_TOP_BUILDDIR/tests/component/make-query-index" index > out 2> err
report $? "the index is there"

run 0 --index index jernbane
says out '1. Sak PS 5/18 Felles uttale om jernbane'
says out 'avslått · referat · Rådmannsutvalget · Heiregionen · 05.11.2018 · side 1'
says out '2 treff.'
says out '1 av 5 filer kunne ikke leses: gjenfinn-query --index index unread'
[ "$(tr -d '\n[:print:]\200-\377' < out | wc -c)" = 0 ]
report $? "no terminal codes where there is no terminal"

run 0 --index index jernbane veg
says out '1 treff.'
run 0 --index index --match any jernbane veg
says out '3 treff.'
run 0 --index index 'finnesikke jernbane'
says out 'Ingen treff. Ingenting har alle ordene sammen. Søk med minst ett av ordene gir 2 treff. Bruk --match any.'
run 0 --index index --format json 'finnesikke jernbane'
says out '"suggestion": "Ingenting har alle ordene sammen. Søk med minst ett av ordene gir 2 treff."'
run 0 --index index 'finnesikke hellerikke'
says out 'Ingen treff. Ingenting har noen av ordene.'
run 0 --index index -- -jernbane
run 0 --index index --limit 1 --offset 1 --sort date --facets --explain ''
says out 'Lest som: alt.'
says out '8 treff, viser 2–2. De neste: --offset 2'
says out 'region: Heiregionen 4, Fjordregionen 3'
run 0 --index index search status
says out 'Ingen treff.'

run 0 --index index --format json jernbane
says out '"total": 2'
run 0 --index index --format csv jernbane
[ "$(head -n 1 out | tr -d '\r')" = "id,unit,case_prefix,case,title,page,document_id,path,document_title,type,body,region,date,language,outcome,decision,snippet,snippet_page,score" ]
report $? "the header of the csv"
[ "$(wc -l < out)" = 3 ] && [ "$(grep -c $'\r$' out)" = 3 ]
report $? "a line for each hit, ended by CR LF"

says err '1 av 5 filer kunne ikke leses'
run 0 --index index --limit 2 --format csv ''
[ "$(wc -l < out)" = 3 ]
report $? "a page of two"
run 0 --index index --limit all --format csv ''
[ "$(wc -l < out)" = 9 ]
report $? "all the hits"
run 0 --index index --limit all --offset 3 --sort date ''
says out '8 treff, viser 4–8.'
run 0 --index index --limit all --format json finnesikke
says out '"hits": []'
"$GF_TOP_BUILDDIR/tests/component/make-query-index" many 1234 > out 2> err
report $? "an index of many documents"
run 0 --index many --limit all --format csv nyhet
[ "$(tail -n +2 out | cut -d , -f 1 | sort -u | wc -l)" = 1234 ] && [ "$(wc -l < out)" = 1235 ]
report $? "each of 1,234 hits once"

printf 'Kjære regionråd! Vi ber om en jernbane gjennom regionen.\n' > letter.txt
run 0 --index index like - < letter.txt
says out 'Jernbanen gjennom regionen'
run 0 --index index --format json like - type:strategi < letter.txt
[ "$(jq -r '[.hits[].document.type] | unique | join(" ")' out)" = strategy ]
report $? "a question narrows what is like it"
run 0 --index index --limit all --format csv like samling/fjord/referat-2023.pdf
! grep -q referat-2023 out
report $? "a document is not like itself"
run 0 --index index like bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.1
run 0 --index index suggest jernb
run 0 --index index --format json suggest jernb
[ "$(jq -r 'keys | join(" ")' out)" = suggestions ]
report $? "suggestions are a list"
run 0 --index index --recency --no-names --without near --without grams jernbane
says out '2 treff.'

run 0 --index index show samling/hei/strategi.pdf
says out 'Regionen skal ha god jernbane.'
run 0 --index index --format json show bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.1
says out '"case": "5/18"'
run 0 --index index status
says out 'Dokumenter: 4'
run 0 --index index --format json status
says out '"unread": 1'
run 0 --index index unread
says out 'samling/skannet.pdf'
run 0 --index index --format csv unread
says out 'samling/skannet.pdf,unread,no-text,alle sidene er bilder,2023-11-14T22:13:20Z'

run 0 --help
[ "$(wc -l < out)" -le 40 ]
report $? "the help fits a screen"
run 0 show --help
says out 'show [--format text|json] ID|PATH'
run 0 --version
says out 'gjenfinn '

fails 2 "'index': " jernbane
fails 2 "'q': say what" --index index
fails 2 "Unknown option --nonsense" --nonsense
fails 2 "Unknown option -jernbane: to search for -jernbane write: -- -jernbane" --index index -jernbane
for word in timeline compare kwic innsyn; do
  fails 2 "$word is not there yet; to search for the word: search $word" --index index "$word" veg
done
run 0 --index index search timeline
fails 2 "the file 'samling/skannet.pdf' could not be read (unread, no-text: alle sidene er bilder)" --index index show samling/skannet.pdf
fails 2 "'format': may be text, json or csv" --index index --format xml a
fails 2 "'limit': may be" --index index --limit 1001 a
fails 2 "'unit': may be" --index index --unit page a
fails 2 "'level': may be" --index index --level secret a
fails 2 "'q': at character 8: 'tull' is no value of type (may be " --index index 'a type:tull'
fails 2 "'q': may be at most 2000 bytes long, and is 2001: use fewer words" --index index "$(printf 'x%.0s' {1..2001})"
fails 2 "'q': at character 513: more than 256 words: leave some out" --index index "$(printf 'x %.0s' {1..300})"
fails 2 "there is no document 'x'" --index index show x
fails 2 "there is no document 'vilkår'" --index index like vilkår
fails 2 "like wants a document" --index index like
fails 2 "like takes no --match and no --sort" --index index --sort date like x
fails 2 "'-': there is no text on standard input" --index index like - < /dev/null
printf 'Latin-1: \346\370\345\n' > latin.txt
fails 2 "'-': the text on standard input is not valid UTF-8" --index index like - < latin.txt
fails 2 "suggest wants the beginning of a question" --index index suggest
fails 2 "suggest takes no options of a search" --index index --limit 3 suggest a
fails 2 "'format': suggest has no csv" --index index --format csv suggest a
fails 2 "'q': may be at most" --index index suggest "$(printf 'x%.0s' {1..2001})"
fails 2 "'without': may be words, stems" --index index --without x a
run 0 --index index search like
run 0 --index index search suggest
fails 2 "show wants one document" --index index show
fails 2 "status takes no options of a search" --index index --limit 3 status
fails 2 "'more' is one word too many" --index index status more
fails 2 "'format': show has no csv" --index index --format csv show x
fails 3 "cannot open the index 'nowhere'" --index nowhere jernbane
fails 3 "cannot open the index 'index' (internal)" --index index --level internal jernbane

gjenfinn-query --index index jernbane > /dev/full 2> err
[ $? = 3 ]
report $? "a full disk is an error"
printf '1..%d\n' "$n"
