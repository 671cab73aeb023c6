#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header compiles alone, in C where it is for C.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

flags=$(pkg-config --cflags glib-2.0 gio-2.0 xapian-core poppler-glib jansson libxml-2.0 libarchive)
sources | grep -E '\.h$' | while read -r header; do
  # shellcheck disable=SC2086 # a list of flags
  ${GF_CC:-cc} -std=gnu17 -D_GNU_SOURCE -fsyntax-only -Wall -Wextra -Werror -I. -x c $flags \
    -include "$header" /dev/null 2>&1 || printf '%s\n' "$header"
done | rule "headers compile alone"
sources | grep -E '^(common|xapian-c|norsk|indexer|query|searchd)/.*\.h$' \
  | xargs -r awk 'FNR == 2 && !/^\/\*/ { print FILENAME ": does not open with what it is" }' \
  | rule "headers open with what they are"
finish
