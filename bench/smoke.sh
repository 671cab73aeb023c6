#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# bench/index runs and prints its table: the examples, and the indexer alone.
set -uo pipefail
echo 1..3

told=$("$GF_TOP_SRCDIR/bench/index" --only gjenfinn --json numbers.json "$GF_EXAMPLES" 2>&1)
if [ "$(printf '%s\n' "$told" | grep -Ec '^gjenfinn +[0-9.]+ +[0-9.]+ +[0-9]+ +[0-9]+ +[0-9.]+ ')" = 1 ]; then
  echo "ok 1 - a table"
else
  echo "not ok 1 - a table"
  printf '%s\n' "$told" | sed 's/^/# /'
fi
if jq -e '.gjenfinn | .wall > 0 and .cpu > 0 and .peak_mb > 5 and .index_mb > 0 and .again < .wall' \
  numbers.json > /dev/null; then
  echo "ok 2 - numbers that can be"
else
  echo "not ok 2 - numbers that can be"
fi
if "$GF_TOP_SRCDIR/bench/index" --only nobody "$GF_EXAMPLES" > /dev/null 2>&1; then
  echo "not ok 3 - an unknown indexer is refused"
else
  echo "ok 3 - an unknown indexer is refused"
fi
