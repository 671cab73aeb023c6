#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A manual page for each program, with every option that it takes.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

for page in man/*.[1-8]; do
  mandoc -T lint -W warning "$page" 2>&1 | grep -vE 'referenced manual not found|operating system|Mdocdate' || true
done | rule "pages are good mdoc"
for program in gjenfinn-indexer gjenfinn-query gjenfinn-searchd; do
  page=$(find man -name "$program.[18]")
  [ -n "$page" ] || { echo "$program has no page"; continue; }
  "$GF_TOP_BUILDDIR/$program" --help | grep -oE -- '--[a-z-]+' | sort -u | while read -r option; do
    name=$(printf '%s' "${option#--}" | sed 's/-/\\\\*-/g')
    grep -qE "(Fl [Fl ]*-|\\\\-\\\\-)$name" "$page" || echo "$page: says nothing of $option"
  done
done | rule "every option is explained"
finish
