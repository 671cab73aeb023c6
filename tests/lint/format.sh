#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-format 14 decides how the code looks.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

formatter=$(command -v clang-format-14 || command -v clang-format || true)
if [ -z "$formatter" ] || ! "$formatter" --version | grep -q 'version 14\.'; then
  skip "formatted" "clang-format 14 is not here"
else
  for source in $(sources); do
    "$formatter" "$source" | cmp -s - "$source" || printf '%s: run %s -i on it\n' "$source" clang-format
  done | rule "formatted"
fi
sources | xargs awk 'FNR == 1 { n = 0 } { n++ } n == 601 { print FILENAME ": over 600 lines: split it by noun" }' \
  | rule "no file over 600 lines"
finish
