#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

if ! command -v shellcheck > /dev/null; then
  skip "shellcheck" "shellcheck is not here"
else
  find . -name node_modules -prune -o -path './build*' -prune -o -name '*.sh' -print0 \
    | xargs -0 shellcheck --external-sources autogen.sh check demo tests/tap-test .ci/run \
    | rule "shellcheck"
fi
finish
