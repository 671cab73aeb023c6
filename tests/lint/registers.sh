#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The registers of names through time hold together; corpus/check-registers says how.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

if ! command -v python3 > /dev/null; then
  skip "registers" "python3 is not here"
  finish
else
  exec corpus/check-registers
fi
