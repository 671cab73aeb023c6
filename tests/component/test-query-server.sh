#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# gjenfinn-query --server: what a daemon answers is what the index does, byte for byte; tokens; and
# servers that are away, slow, forged, or none of ours.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

# alike ARGUMENT...: the same output, remarks and status from the index and from the server, but for
# which of them they name.
alike ()
{
  local status=0
  gjenfinn-query --index "$index" "$@" > index.out 2> index.err < input.txt || status=$?
  sed -i "s,--index $index ,--server $url ," index.out index.err
  gjenfinn-query --server "$url" "$@" > server.out 2> server.err < input.txt
  same "$status" $? && cmp index.out server.out && diff index.err server.err
}

# same_as_index NAME ARGUMENT...: alike, and there is an answer.
same_as_index ()
{
  local name=$1
  shift
  check "$name" alike "$@"
  check "$name: answered" test -s server.out
}

# refuses NAME STATUS PATTERN ARGUMENT...: nothing on stdout, one line on stderr like PATTERN.
refuses ()
{
  local name=$1 expected=$2 pattern=$3
  shift 3
  exits "$name" "$expected" gjenfinn-query "$@" < /dev/null
  check "$name: why" said "$pattern"
  check "$name: one line, and nothing else" same "0 1" "$(wc -c < stdout.txt) $(wc -l < stderr.txt)"
}

# stop: the daemon, by force where it does not end by itself.
stop ()
{
  kill -TERM "$server"
  timeout 20 tail --pid="$server" -f /dev/null || kill -KILL "$server"
  wait "$server" 2> /dev/null
  server=
}

index=many
GJENFINN_DATADIR="$GF_TOP_SRCDIR/corpus" "$GF_TOP_BUILDDIR/tests/component/make-query-index" many 1234 > /dev/null
GJENFINN_DATADIR="$GF_TOP_SRCDIR/corpus" "$GF_TOP_BUILDDIR/tests/component/make-query-index" few > /dev/null
printf 'Kjære regionråd! Vi ber om en jernbane gjennom regionen. «Æ», & 100 %% + a=b?\n' > input.txt

start --index many
same_as_index "every hit, page by page" --limit all --format csv nyhet
check "is every hit" same 1235 "$(wc -l < server.out)"
same_as_index "every hit as JSON" --limit all --format json nyhet
same_as_index "from an offset on" --limit all --offset 700 --format csv nyhet
check "are as many" same 535 "$(wc -l < server.out)"
stop

index=few
start --index few
for format in text json csv; do
  same_as_index "a search as $format" --format "$format" jernbane
  same_as_index "with facets as $format" --format "$format" --facets --explain ''
  same_as_index "files not read as $format" --format "$format" unread
  same_as_index "what is like a text as $format" --format "$format" like -
  same_as_index "like a unit as $format" --format "$format" like bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.1
done
for format in text json; do
  same_as_index "a document as $format" --format "$format" show bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
  same_as_index "by a unit's id as $format" --format "$format" show bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.1
  same_as_index "by its path as $format" --format "$format" show samling/hei/strategi.pdf
  same_as_index "status as $format" --format "$format" status
  same_as_index "suggestions as $format" --format "$format" suggest jernb
done
same_as_index "like a path, narrowed" --limit all --format csv like samling/fjord/referat-2023.pdf type:referat
same_as_index "each version" --versions all --format json jernbane
for unit in case section document; do
  same_as_index "$unit" --unit "$unit" --format json --limit 3 --offset 1 --sort date ''
done
same_as_index "any word" --match any --sort -date jernbane veg
same_as_index "without names and more" --no-names --recency --without near --without grams --format json jernbane
same_as_index "signs of all kinds" --format json -- '"jernbane & veg" ELLER (æøå +?#%2F=;)'
same_as_index "no hits" 'finnesikke jernbane'
same_as_index "none at all" --limit all --format json finnesikke

check "a question that cannot be read" alike 'a type:tull'
check "one too long" alike "$(printf 'x%.0s' {1..2001})"
check "a parameter that is wrong" alike --unit page a
check "a limit that is wrong" alike --limit ti a
check "no such document" alike show 00000000000000000000000000000000
check "no such path" alike show hei/hvor
check "none that is like it" alike like 00000000000000000000000000000000.1
check "no such path to be like" alike like hei/hvor
: > input.txt
check "no text to be like" alike like -
printf 'ord%.0s ' {1..1000} > input.txt
exits "a text too long for a server" 2 gjenfinn-query --server "$url" like - < input.txt
check "is said" said "'-': a server takes a text of at most 2500 bytes"
refuses "no file of this machine" 2 "there is no document '$PWD/few'" --server "$url" show "$PWD/few"

refuses "neither index nor server" 2 "'index': say which" jernbane
refuses "both" 2 "'server': ask an index or a server" --index few --server "$url" a
refuses "a level of a server" 2 "'level': a server" --server "$url" --level internal a
refuses "a token for an index" 2 "go with --server" --index few --token-file x a
for address in example.org 'ftp://example.org' 'http://' nonsense unix:few ''; do
  refuses "'$address' is no address" 2 "'server': '$address' is no address" --server "$address" a
done
for address in 'http://kari:ord@localhost' 'http://localhost?a=b' 'http://localhost#a'; do
  refuses "'$address' holds too much" 2 "'server': an address without" --server "$address" a
done
for seconds in 0 3601 x ''; do
  refuses "'$seconds' seconds" 2 "'timeout': may be 1 to 3600" --server "$url" --timeout "$seconds" a
done
check "no proxy sees what stays on this machine" \
  env http_proxy=http://127.0.0.1:1 gjenfinn-query --server "$url" jernbane
check "a slash after the address" gjenfinn-query --server "$url//" jernbane
stop
refuses "nobody there" 3 "cannot ask '$url': .*[Cc]onnect" --server "$url" a

# Tokens.
printf 'en-passe-lang-noekkel\n' > token.txt
printf 'en-annen-lang-noekkel\n' > other.txt
printf 'kort\n' > short.txt
printf '[searchd]\ntokens=%s\n' "$(gjenfinn-searchd --hash-token < token.txt)" > internal.conf
check "no token in the settings" lacks "$(cat token.txt)" internal.conf
cp -r few/public few/internal
start --index few --level internal --config internal.conf
refuses "no token" 3 "'$url' is not open to all: .*--token-file" --server "$url" a
refuses "another token" 3 "'$url' does not know this token" --server "$url" --token-file other.txt a
refuses "a token that is none" 2 "cannot read the token in 'short.txt': a token is" \
  --server "$url" --token-file short.txt a
refuses "no such file" 2 "cannot read the token in 'nowhere': No such file" --server "$url" --token-file nowhere a
refuses "a token for all to see" 2 "'server': a token would go over the network for all to see" \
  --server http://192.0.2.1 --token-file token.txt a
gjenfinn-query --index few --level internal --format json jernbane > index.out
is "the right token" "$(cat index.out)" gjenfinn-query --server "$url" --token-file token.txt --format json jernbane
stop

# Others: a server that is not ours, and does as each path says.
cat > forged.py << 'END'
import http.server, socket, sys, time

class Forged (http.server.BaseHTTPRequestHandler):
    counts = {}

    def reply (self, status, media_type, body, **headers):
        self.send_response (status)
        self.send_header ("Content-Type", media_type)
        for name, value in headers.items ():
            self.send_header (name.replace ("_", "-"), value)
        self.end_headers ()
        self.wfile.write (body)

    def do_GET (self):
        kind = self.path.split ("/")[1]
        count = self.counts[kind] = self.counts.get (kind, 0) + 1
        good = (b'{"query":{"text":"a","plan":"a"},"total":0,"offset":0,"coverage":{"files":1,"read":1,'
                b'"partly_read":0,"unread":0},"snapshot":"a:1","hits":[]}')
        problem = b'{"status":%d,"detail":"s\xc3\xa5 \\u001b[31mgikk det\\u0007 galt"}'
        json, trouble = "application/json", "application/problem+json"
        if kind == "html":
            self.reply (200, "text/html", b"<!DOCTYPE html>")
        elif kind == "gone":
            self.reply (404, "text/html", b"<!DOCTYPE html>")
        elif kind == "cut":
            self.reply (200, json, good[:-9])
        elif kind == "array":
            self.reply (200, json, b"[1]")
        elif kind == "other":
            self.reply (200, json, b'{"ok":true}')
        elif kind == "deep":
            self.reply (200, json, b'{"hits":' + b"[" * 100000 + b"]" * 100000 + b"}")
        elif kind == "double":
            self.reply (200, json, b'{"hits":[],"hits":[]}')
        elif kind == "latin":
            self.reply (200, json, b'{"hits":["\xe6"]}')
        elif kind == "move":
            self.reply (302, "text/plain", b"", Location="/good/api/v1/search")
        elif kind == "broken":
            self.reply (500, trouble, problem % 500)
        elif kind == "busy":
            if count == 1:
                self.reply (503, trouble, problem % 503, Retry_After="1")
            elif count == 2:
                self.reply (429, trouble, problem % 429, Retry_After="1")
            else:
                self.reply (200, json, good)
        elif kind == "overrun":
            self.reply (503, trouble, problem % 503, Retry_After="86400")
        elif kind == "slow":
            time.sleep (20)
        elif kind == "bomb":
            import gzip
            self.reply (200, json, gzip.compress (b" " * (300 << 20), 1), Content_Encoding="gzip")
        elif kind == "good":
            self.reply (200, "application/json; charset=utf-8", good)
        elif kind == "endless":
            self.reply (200, json, good.replace (b'"total":0', b'"total":9000000000000000000'))

    def log_message (self, *arguments):
        pass

server = http.server.ThreadingHTTPServer (("127.0.0.1", 0), Forged)
print ("gjenfinn-searchd: listening on http://127.0.0.1:%d" % server.server_port, flush=True)
server.serve_forever ()
END
: > out.txt
python3 forged.py > out.txt 2> log.txt &
server=$!
for _ in $(seq 300); do
  url=$(sed -n 's/^gjenfinn-searchd: listening on //p' out.txt)
  [ -n "$url" ] && break
  sleep 0.05
done
for kind in html gone move; do
  refuses "$kind" 3 "is no gjenfinn-searchd" --server "$url/$kind" a
done
for kind in cut array other deep double latin html; do
  refuses "$kind" 3 "'$url/$kind' is no gjenfinn-searchd, or one of another version: no 'hits'" --server "$url/$kind" a
done
refuses "a problem there" 3 "answers with 500: så .\[31mgikk det. galt" --server "$url/broken" a
check "says nothing to the terminal" lacks "$(printf '\033')" stderr.txt
refuses "one that has too much to do for a day" 3 "answers with 503" --server "$url/overrun" a
check "one that has too much to do is asked again" gjenfinn-query --server "$url/busy" a
refuses "a slow one" 3 "cannot ask '$url/slow': no answer within 1 seconds" --server "$url/slow" --timeout 1 a
refuses "a bomb" 3 "cannot ask '$url/bomb': the answer is over 256 MB" --server "$url/bomb" a
refuses "a list without end" 3 "the index changes faster" --server "$url/endless" --limit all a
check "a good one" gjenfinn-query --server "$url/good" a
stop
finish
