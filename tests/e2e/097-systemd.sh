#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The units of systemd, started: in a fresh Debian of its own, with what make install puts there.  It takes
# minutes, root and a Debian mirror, so only where GF_START_UNITS=yes asks for it, as ./check --full does.
# GF_DEBIAN=FOLDER keeps the fresh Debian there for the next run.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

[ "${GF_START_UNITS-}" = yes ] || skip_all "the units are started where GF_START_UNITS=yes (./check --full)"
[ "$(id -u)" -eq 0 ] || skip_all "only root can start a system"
for tool in debootstrap systemd-nspawn; do
  command -v "$tool" > /dev/null || skip_all "no $tool here (Debian: debootstrap, systemd-container)"
done
# shellcheck source=/dev/null
codename=$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME") || skip_all "this is no Debian"

root=$PWD/root debian=${GF_DEBIAN:-$PWD/debian} machine=gjenfinn-$$ nspawn='' leader=''
url=http://127.0.0.1:8080
unit=gjenfinn-searchd@public
settings=$root$(sed -n 's,^ExecStart=.*--config \(.*\)/searchd-%i.conf.*,\1,p' "$GF_TOP_BUILDDIR/data/gjenfinn-searchd@.service")
units=$root/etc/systemd/system

power_off ()
{
  [ -n "$nspawn" ] || return 0
  kill -TERM "$nspawn" 2> /dev/null # which it passes on as the signal to power off
  wait "$nspawn"
  rmdir "/run/systemd/nspawn/propagate/$machine" 2> /dev/null
}
trap power_off EXIT

# What the programs are linked with, and the data that they look for.
list_packages ()
{
  readelf -d "$GF_TOP_BUILDDIR"/gjenfinn-{extract,indexer,query,searchd,words} \
    | sed -n 's,.*(NEEDED).*\[\(.*\)\],*/\1,p' | sort -u | xargs dpkg-query --search \
    | sed -n "s/:$(dpkg --print-architecture): .*//p" | sort -u
  printf '%s\n' apertium-nno-nob libmagic-mgc poppler-data tesseract-ocr-nor systemd systemd-sysv dbus
}

make_debian ()
{
  local mirror
  mirror=$(apt-get indextargets --format "\$(CODENAME) \$(REPO_URI)" "Created-By: Packages" \
    | sed -n "s/^$codename //p" | head -n 1)
  debootstrap --variant=minbase --include="$(list_packages | paste -sd,)" "$codename" "$debian" "$mirror" \
    > debootstrap.txt 2>&1 || { rm -rf "$debian"; skip_all "no fresh Debian: $(tail -n 1 debootstrap.txt)"; }
}

# in_it COMMAND...: within.   outside COMMAND...: only its network is that within.
in_it ()
{
  nsenter --target "$leader" --all -- env -i LC_ALL=C.UTF-8 SYSTEMD_COLORS=0 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}
outside ()
{
  nsenter --target "$leader" --net -- "$@"
}
curl ()
{
  outside curl "$@"
}

# nspawn of systemd 252 knows nothing of landlock, without which nothing is read.
boot ()
{
  setpriv --pdeathsig TERM systemd-nspawn --quiet --directory="$root" --boot --machine="$machine" \
    --register=no --keep-unit --private-network --console=read-only \
    --system-call-filter="landlock_create_ruleset landlock_add_rule landlock_restrict_self" \
    > console.txt 2>&1 < /dev/null &
  nspawn=$!
  for _ in $(seq 300); do
    leader=$(pgrep --parent "$nspawn" | head -n 1)
    [ -z "$leader" ] || ! in_it systemctl is-system-running 2>&1 | grep -qE 'running|degraded' || return 0
    sleep 0.2
  done
  sed 's/^/# /' console.txt
  printf 'Bail out! systemd does not start\n'
  exit 1
}

# shown PROPERTY: of the service.
shown ()
{
  in_it systemctl show --property="$1" --value "$unit"
}

# becomes STATE [SECONDS]: the service does.
becomes ()
{
  for _ in $(seq $((${2:-30} * 5))); do
    [ "$(shown ActiveState)" != "$1" ] || return 0
    sleep 0.2
  done
  in_it systemctl status --no-pager "$unit"
  return 1
}

# journal NAME: what unit NAME has said since this was last asked, "LEVEL TEXT", in journal.txt.
journal ()
{
  in_it journalctl --sync
  in_it journalctl --quiet --output=json --cursor-file="/run/$1" --unit="$1" \
    | jq -r '"\(.PRIORITY) \(.MESSAGE)"' > journal.txt
}

# told PATTERN: a line of journal.txt is so.
told ()
{
  grep -qE -- "$1" journal.txt || { cat journal.txt; return 1; }
}

# signal NAME: to its main process.
signal ()
{
  in_it sh -c "kill -$1 $(shown MainPID)"
}

# calm: no start of before counts to the limit.
calm ()
{
  in_it systemctl reset-failed "$unit" 2> /dev/null
}

found ()
{
  answer .total "/api/v1/search?unit=document&q=$1"
}

# finds WORD N: within ten seconds.
finds ()
{
  for _ in $(seq 50); do [ "$(found "$1")" = "$2" ] && return 0; sleep 0.2; done
  found "$1"
  return 1
}

[ -e "$debian/sbin/init" ] || make_debian
cp -a "$debian" "$root"
env -u MAKEFLAGS -u MFLAGS make --silent --directory="$GF_TOP_BUILDDIR" install DESTDIR="$root" > install.txt 2>&1 \
  || { sed 's/^/# /' install.txt; printf 'Bail out! make install fails\n'; exit 1; }
mkdir -p "$root/srv/documents" "$settings" "$units/gjenfinn-searchd@.service.d" "$units/gjenfinn-indexer.timer.d"
cp -r "$GF_EXAMPLES"/{dalane,fosen,hadeland} "$root/srv/documents"
{ minutes "Ladestasjoner" "Det trengs flere."; head -c 6000000 /dev/zero | tr '\0' '\n'; } > "$root/srv/documents/stor.txt"
printf '%%PDF-1.4' > "$root/srv/documents/tull.pdf"
for name in gjenfinn searchd-public; do cp "$GF_TOP_SRCDIR/data/example.conf" "$settings/$name.conf"; done
# What the sandbox refuses ends the process, rather than being one error among others.
printf '[Service]\nSystemCallErrorNumber=\nWatchdogSec=6\n' > "$units/gjenfinn-searchd@.service.d/strict.conf"
printf '[Timer]\nOnCalendar=\nOnCalendar=*:*:0/2\nAccuracySec=100ms\nRandomizedDelaySec=0\n' \
  > "$units/gjenfinn-indexer.timer.d/often.conf"
boot
check "no unit failed" same "" "$(in_it systemctl --failed --no-legend)"

# The indexer, and what it says.
exits "no index is no start" 1 in_it systemctl start "$unit"
journal "$unit"
check "which is said, as an error" told '^3 cannot open the index .*: it has nothing of this access level: make it with'
in_it systemctl stop "$unit.socket" "$unit" 2> /dev/null
exits "the indexer runs, though one file is damaged" 0 in_it systemctl start gjenfinn-indexer
journal gjenfinn-indexer
check "of which it warns" told "^4 gjenfinn-indexer: could not read 'documents/tull.pdf'"
check "and of nothing else" same 1 "$(grep -c 'gjenfinn-[a-z]*:' <(grep -v systemd journal.txt | grep -v 'service: '))"
check "it is shut in" in_it systemd-analyze security --no-pager --threshold=20 gjenfinn-indexer

# The first request starts it.
calm
in_it systemctl enable --quiet --now "$unit.socket"
check "nothing runs yet" same inactive "$(shown ActiveState)"
is "who asks first is answered" 200 status /readyz
check "and it runs" same active "$(shown ActiveState)"
check "of which systemd was told" same "listening on $url" "$(shown StatusText)"
check "exposure is 2.0 at most" in_it systemd-analyze security --no-pager --threshold=20 "$unit"

# All that it does, where a system call that is not allowed would end it.
id=$(answer '[.documents[] | select (.format == "application/pdf")][0].id' /api/v1/documents?limit=100)
for path in / /main.js "/api/v1/search?q=vedtak&facets=true" "/api/v1/search?q=vedtak&format=csv" "/api/v1/suggest?q=ved" \
  "/api/v1/like?id=$id" "/api/v1/documents/$id" "/api/v1/documents/$id/file" "/api/v1/documents/$id/pages/1" \
  /api/v1/status /api/v1/unread /api/v1/openapi.yaml "/feed.atom?q=vedtak" /opensearch.xml /metrics /healthz; do
  is "allowed: ${path/$id/ID}" 200 status "$path"
done
asking=()
for _ in $(seq 20); do status "/api/v1/search?q=a*+ELLER+s*+ELLER+v*&facets=true" > /dev/null & asking+=($!); done
wait "${asking[@]}"
threads=$(in_it sh -c "cat /proc/$(shown MainPID)/task/*/stat" | sed 's/.*) //' | cut -d' ' -f17 | sort -u | xargs)
check "dear questions yield" same "0 10" "$threads"
check "and it is the same process still" same 0 "$(shown NRestarts)"
in_it runuser -u gjenfinn -- gjenfinn-indexer --quiet --index /var/lib/gjenfinn --level internal /srv/documents 2> /dev/null
exits "what is made for internal since is not to be seen" 2 \
  nsenter --target "$leader" --all -- nsenter --target "$(shown MainPID)" --mount -- ls /var/lib/gjenfinn/internal/units

# The timer, and a commit taken up.
printf 'Notat\n\nOm sykkelveier.\n' > "$root/srv/documents/notat.txt"
in_it systemctl start gjenfinn-indexer.timer
check "the timer has it read" finds sykkelvei 1
is "and it stays ready" 200 status /readyz
in_it systemctl stop gjenfinn-indexer.timer

# Settings.
journal "$unit"
pid=$(shown MainPID)
sed -i 's/^# log-requests=no/log-requests=yes/' "$settings/searchd-public.conf"
exits "it is reloaded" 0 in_it systemctl reload "$unit"
status "/api/v1/search?q=hemmeligord" > /dev/null
cp "$settings/searchd-public.conf" good.conf
echo 'burst=no' >> "$settings/searchd-public.conf"
exits "not with what is wrong" 1 in_it systemctl reload "$unit"
status "/healthz" > /dev/null
journal "$unit"
check "the one is told" told '^6 took up the settings'
check "the other too, as an error" told "^3 .*searchd-public.conf:[0-9]*: 'burst' must be"
check "those of before are in force" told '^6 request .*path="/healthz"'
check "in the same process" same "$pid" "$(shown MainPID)"
cp good.conf "$settings/searchd-public.conf"
check "what was asked is nowhere" lacks hemmelig <(in_it journalctl --quiet --output=json)

# As many threads as there can be (TasksMax is in force where systemd has the cgroups of version 2).
calm
sed -i 's/^# threads=0/threads=256/; s/^# workers=0/workers=1024/' "$settings/searchd-public.conf"
exits "it starts with as many threads as the settings allow" 0 in_it systemctl restart "$unit"
check "and has them" test "$(in_it sh -c "ls /proc/$(shown MainPID)/task" | wc -l)" -gt 1280
cp good.conf "$settings/searchd-public.conf"

# Restarts, with others asking all the while, each over a connection of its own.
calm
asking=()
for i in 1 2 3 4 5 6; do
  outside timeout 12 bash -c "while :; do curl --silent --max-time 30 --output /dev/null --write-out '%{http_code}\n' \
    '$url/api/v1/search?q=vedtak&facets=true&offset=$i'; done" > "asked-$i.txt" &
  asking+=($!)
done
for _ in 1 2 3 4 5; do sleep 1.5; in_it systemctl restart "$unit"; done
wait "${asking[@]}"
check "of $(cat asked-*.txt | wc -l) questions none is lost in five restarts" same 200 "$(sort -u asked-*.txt)"

# The end of what was begun, and a new beginning.
large=$(answer '.documents[0].id' '/api/v1/documents?path=documents/stor.txt')
curl --silent --limit-rate 3M --output slow.txt "$url/api/v1/documents/$large/file" &
download=$!
sleep 0.7
in_it systemctl stop "$unit" 2> /dev/null
wait "$download"
check "told to stop, it finishes what was begun" cmp slow.txt "$root/srv/documents/stor.txt"
check "and stops" same success "$(shown Result)"
is "who asks then starts it anew" 200 status /readyz

# What hangs, and what crashes.
calm
signal STOP
is "what hangs is started anew, and who waits is answered" 200 status /readyz
journal "$unit"
check "by the watchdog" told 'Watchdog timeout'
signal KILL
is "so is what was killed" 200 status /readyz
check "twice in all" same 2 "$(shown NRestarts)"

# An index that cannot be read is tried so often, and no more.
calm
cp -a "$root/var/lib/gjenfinn/public" kept
for table in "$root"/var/lib/gjenfinn/public/*/iamglass; do echo nonsense > "$table"; done
journal "$unit"
exits "a broken index is no start" 1 in_it systemctl restart "$unit"
check "it gives up" becomes failed 120
journal "$unit"
check "at the limit" same start-limit-hit "$(in_it systemctl show --property=Result --value "$unit.socket" | sed s/service-//)"
check "after ten starts" test "$(grep -c '^6 Starting' journal.txt)" -le 10
check "each with its error" same "$(grep -c '^6 Starting' journal.txt)" "$(grep -c '^3 cannot read the index.*: move the folder away' journal.txt)"
rm -r "$root/var/lib/gjenfinn/public"
cp -a kept "$root/var/lib/gjenfinn/public"
calm
exits "mended, it starts" 0 in_it systemctl start "$unit"
is "and its socket with it" 200 status /readyz
finish
