#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The units of systemd, as the build makes them: whole, and shut in.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

# A folder in which they have the names and the programs that they have once installed.
units=$(mktemp -d)
trap 'rm -rf "$units"' EXIT
for level in public internal; do
  sed "s,^\(Exec[A-Za-z]*=\)[^ ]*/gjenfinn-,\1$GF_TOP_BUILDDIR/gjenfinn-," \
    "$GF_TOP_BUILDDIR/data/gjenfinn-searchd@.service" > "$units/gjenfinn-searchd@$level.service"
  cp "data/gjenfinn-searchd@$level.socket" "$units/"
done
mkdir "$units/gjenfinn-searchd@public.service.d"
cp "$GF_TOP_BUILDDIR/data/public-only.conf" "$units/gjenfinn-searchd@public.service.d/"

if ! command -v systemd-analyze > /dev/null; then
  skip "units" "systemd-analyze is not here"
else
  # Manual pages are not installed yet; what else the machine has is not ours.
  systemd-analyze verify --recursive-errors=no "$units"/*.service "$units"/*.socket 2>&1 \
    | grep -E 'gjenfinn|public-only' | grep -vE "Command 'man " | rule "units are as systemd has them"
  for level in public internal; do
    # In tenths: the issue says 2.0; a unit that grows laxer shows long before that.
    systemd-analyze security --offline=true --no-pager --threshold=10 "$units/gjenfinn-searchd@$level.service" \
      > "$units/said" 2>&1 || grep -E '^✗|exposure' "$units/said"
  done | rule "exposure is 1.0 at most"
fi
{
  grep -q '^InaccessiblePaths=.*/internal' "$units/gjenfinn-searchd@public.service.d/public-only.conf" \
    || echo "data/public-only.conf.in: the internal level is in sight"
} | rule "public does not see internal"
finish
