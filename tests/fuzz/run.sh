#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SECONDS TARGET...: each target, built with libFuzzer, looks for so long, from its seeds and what it
# found before; both that and what ends it are kept in fuzz/NAME.  Says which found something.
set -u
seconds=$1
shift
n_bad=0
# No single request is for more than the memory that an extractor may have in all: it gets none there either.
export ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1:max_allocation_size_mb=512" UBSAN_OPTIONS="print_stacktrace=1"
export LSAN_OPTIONS="suppressions=$GF_TOP_SRCDIR/tests/lsan.supp:print_suppressions=0"
export G_DEBUG=fatal-criticals
for program in "$@"; do
  name=${program##*/fuzz-}
  mkdir -p "fuzz/$name/found" "fuzz/$name/bad"
  if "./$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 \
      -artifact_prefix="fuzz/$name/bad/" "fuzz/$name/found" "$GF_TOP_SRCDIR/tests/fuzz/seeds/$name" \
      > "fuzz/$name/log" 2>&1; then
    printf '%s: %s\n' "$name" "$(grep -aE '^#[0-9]+.*(DONE|pulse|NEW|REDUCE|INITED)' "fuzz/$name/log" | tail -n 1)"
  else
    n_bad=$((n_bad + 1))
    printf '%s: FAILED, see fuzz/%s/log\n' "$name" "$name"
    grep -aE 'ERROR|SUMMARY' "fuzz/$name/log" | head -n 3
  fi
done
[ "$n_bad" -eq 0 ]
