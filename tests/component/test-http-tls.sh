#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# TLS without a proxy: certificates that are good and those that are not, one that is renewed, what is too
# old; a local socket beside it; and gjenfinn-query over both.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"
command -v openssl > /dev/null || skip_all "no openssl here"

# certificate NAME SERIAL: NAME.pem, which is its own root, and NAME.key.
certificate ()
{
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -out "$1.pem" \
    -days 2 -set_serial "$2" -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2> openssl.txt
}

stop ()
{
  kill -TERM "$server"
  timeout 30 tail --pid="$server" -f /dev/null || kill -KILL "$server"
  wait "$server" 2> /dev/null
  server=
}

# serial: of the certificate that is shown now.
serial ()
{
  openssl s_client -connect "${url#https://}" < /dev/null 2> /dev/null | openssl x509 -noout -serial
}

# settings CERTIFICATE KEY
settings ()
{
  printf '[searchd]\ntls-certificate=%s\ntls-key=%s\n' "$1" "$2" > tls.conf
}

GJENFINN_DATADIR="$GF_TOP_SRCDIR/corpus" "$GF_TOP_BUILDDIR/tests/component/make-query-index" index > /dev/null
certificate first 17
certificate second 18
certificate other 19

# refuses KEY PATTERN: the settings are not taken, for this.
refuses ()
{
  exits "$2" 2 gjenfinn-searchd --check-config --index index --config tls.conf
  check "of $1" said "'$1': .*$2"
}
settings nowhere first.key
refuses tls-certificate 'No such file'
settings first.pem nowhere
refuses tls-key 'No such file'
settings first.pem other.key
refuses tls-key 'is not the key of the certificate'
settings first.key first.key
refuses tls-certificate "'first.key'"
settings first.pem first.pem
refuses tls-key "'first.pem'"
: > empty
settings empty first.key
refuses tls-certificate "'empty'"
settings first.pem empty
refuses tls-key "'empty'"
head -c 300 first.pem > half.pem
settings half.pem first.key
refuses tls-certificate "'half.pem'"
head -c 2000000 /dev/zero > large
settings large first.key
refuses tls-certificate 'is far too large'
printf '[searchd]\ntls-key=first.key\n' > tls.conf
exits "a key alone" 2 gjenfinn-searchd --check-config --index index --config tls.conf
check "is too little" said "'tls-certificate' and 'tls-key' go together"

settings now.pem now.key
cp first.pem now.pem
cp first.key now.key
start --index index --config tls.conf --listen "unix:$PWD/socket"
check "it says where" grep -qE "^gjenfinn-searchd: listening on https://127\.0\.0\.1:[0-9]+ unix:$PWD/socket\$" out.txt
sockets=$url
url=${sockets%% *}
secure=(--cacert first.pem)
is "an answer" 200 status /api/v1/status "${secure[@]}"
is "the page" 200 status / "${secure[@]}"
is "a larger one, whole" "$(stat -c %s "$GF_TOP_BUILDDIR/share/gjenfinn/web/vendor/designsystemet.css")" \
  eval "get /vendor/designsystemet.css --cacert first.pem | wc -c"
id=$(get '/api/v1/search?q=jernbane' "${secure[@]}" | jq -r '.hits[0].document.id')
check "an id" test -n "$id"
exits "who does not know its root" 60 curl --silent "$url/healthz"
exits "nor another's" 60 curl --silent --cacert other.pem "$url/healthz"
exits "another name" 60 curl --silent --cacert first.pem --resolve "example.org:${url##*:}:127.0.0.1" \
  "https://example.org:${url##*:}/healthz"
for version in 1.0 1.1; do
  exits "TLS $version" 35 curl --silent --cacert first.pem --tlsv$version --tls-max $version --ciphers ALL@SECLEVEL=0 "$url/healthz"
done
for version in 1.2 1.3; do
  exits "TLS $version" 0 curl --silent --cacert first.pem --tlsv$version --tls-max $version "$url/healthz"
done
check "no answer in the clear" test "$(curl --silent --output /dev/null --write-out '%{http_code}' "http://${url#https://}/healthz")" != 200
# Whoever speaks something else costs nothing but that connection.
for noise in 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' '\026\003\001\377\377' '\026\003\001\000\005\001\000\000\001\000' ''; do
  printf '%b' "$noise" | timeout 5 curl --silent --max-time 3 "telnet://${url#https://}" > /dev/null 2>&1
done
is "noise is not answered, others are" 200 status /api/v1/status "${secure[@]}"

is "the first certificate" serial=11 serial
cp second.pem now.pem
kill -HUP "$server"
sleep 0.5
is "one whose key is missing is not taken" serial=11 serial
check "which is said" grep -q "'tls-key': 'now.key': is not the key of the certificate" log.txt
cp second.key now.key
kill -HUP "$server"
for _ in $(seq 100); do
  [ "$(serial)" != serial=12 ] || break
  sleep 0.05
done
is "a renewed one is" serial=12 serial
is "by those who know it" 200 status /api/v1/status --cacert second.pem

# The command, over TLS and over the socket.
gjenfinn-query --index index --format json jernbane > index.json
exits "a root that is not known" 3 gjenfinn-query --server "$url" --format json jernbane
check "is said" said "cannot ask '$url': no safe connection \(TLS\): "
check "once" same 1 "$(wc -l < stderr.txt)"
# NSS takes no file of certificates without another library.
if readelf -d "$(command -v gjenfinn-query)" | grep -q 'libcurl-nss'; then
  printf '# libcurl with NSS: no --ca-file\n'
else
  is "one that is" "$(cat index.json)" gjenfinn-query --server "$url" --ca-file second.pem --format json jernbane
fi
exits "no such file of roots" 3 gjenfinn-query --server "$url" --ca-file nowhere jernbane
is "the socket" "$(cat index.json)" gjenfinn-query --server "unix:$PWD/socket" --format json jernbane
is "speaks no TLS" '{"status":"ok"}' curl --silent --unix-socket socket http://localhost/healthz
stop
exits "no socket" 3 gjenfinn-query --server "unix:$PWD/socket" jernbane
check "is said so" said "cannot ask 'unix:$PWD/socket': "
finish
