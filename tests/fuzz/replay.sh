#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every fuzz target over its seeds, every past crash, and what driver.c makes of them.
set -u
n=0
for program in "$GF_TOP_BUILDDIR"/tests/fuzz/fuzz-*; do
  case "$program" in *.o | *.log | *.trs) continue ;; esac
  name=${program##*/fuzz-}
  n=$((n + 1))
  if timeout 120 "$program" "$GF_TOP_SRCDIR/tests/fuzz/seeds/$name"/* > said.txt 2>&1; then
    printf 'ok %d - %s\n' "$n" "$name"
  else
    printf 'not ok %d - %s\n' "$n" "$name"
    tail -n 40 said.txt | sed 's/^/# /'
  fi
done
printf '1..%d\n' "$n"
