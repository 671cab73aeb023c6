#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A manual page for each program, with every option that it takes.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

for page in man/*.[1-8]; do
  mandoc -T lint -W warning "$page" 2>&1 | grep -vE 'referenced manual not found|operating system|Mdocdate'
done | rule "pages are good mdoc"
for program in gjenfinn-indexer gjenfinn-query gjenfinn-searchd; do
  page=$(find man -name "$program.[18]")
  [ -n "$page" ] || { echo "$program has no page"; continue; }
  text=$(mandoc -T ascii "$page" | sed "s/.$(printf '\b')//g")
  "$GF_TOP_BUILDDIR/$program" --help | grep -oE -- '--[a-z-]+' | sort -u | while read -r option; do
    grep -qE -- "$option([^a-z-]|\$)" <<< "$text" || echo "$page: says nothing of $option"
  done
done | rule "every option is explained"
finish
