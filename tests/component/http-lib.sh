# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of the daemon, after tests/e2e/lib.sh: one of it in the background, and what
# it answers.
# shellcheck shell=bash

minutes ()
{
  printf 'Møteprotokoll\nRegionrådet for Fjordane\n\nDato: 3. mars 2021\nSted: Rådhuset i Storvik\n\n'
  printf 'Sak 1/21: %s\n\n%s\n\nVedtak: Regionrådet godkjenner forslaget.\n' "$1" "$2"
}

# start ARGUMENT...: the daemon in the background; sets $server and $url.
start ()
{
  : > out.txt
  gjenfinn-searchd --listen 127.0.0.1:0 "$@" > out.txt 2> log.txt &
  server=$!
  for _ in $(seq 300); do
    url=$(sed -n 's/^gjenfinn-searchd: listening on //p' out.txt)
    [ -z "$url" ] || return 0
    kill -0 "$server" 2> /dev/null || break
    sleep 0.05
  done
  sed 's/^/# /' log.txt
  printf 'Bail out! the daemon does not start\n'
  exit 1
}

# get PATH CURL-OPTION...: the body on stdout, the head in head.txt.
get ()
{
  local path=$1
  shift
  curl --silent --show-error --path-as-is --max-time 30 --dump-header head.txt "$@" "$url$path"
}

# status PATH CURL-OPTION...: the number alone; the body stands in body.txt.
status ()
{
  get "$@" --output body.txt --write-out '%{http_code}'
}

# header NAME: of the last answer.
header ()
{
  tr -d '\r' < head.txt | sed -n "s/^$1: //Ip"
}

# answer JQ-FILTER PATH
answer ()
{
  get "$2" | jq -r "$1"
}

# lacks TEXT FILE...: it stands in none of them.
lacks ()
{
  ! grep -F -- "$@"
}

# problem STATUS PATH CURL-OPTION...: the answer is a whole problem document of this status.
problem ()
{
  local expected=$1
  shift
  same "$expected" "$(status "$@")" || return 1
  same application/problem+json "$(header content-type)" || return 1
  jq -e --argjson status "$expected" \
    '.status == $status and .type == "about:blank" and (.title | length > 0) and (.detail | length > 0)' \
    body.txt > /dev/null || { cat body.txt; return 1; }
}

# refused PARAMETER PATH: a 400 that names the parameter.
refused ()
{
  problem 400 "$2" && same "$1" "$(jq -r '.parameter // ""' body.txt)"
}

server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null' EXIT
