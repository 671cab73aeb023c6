#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is read out of documents whose text is known: words and order, no less than was promised.
command -v python3 > /dev/null || { echo '1..0 # SKIP python3 is not installed'; exit 0; }
exec python3 "$GF_TOP_SRCDIR/tests/check-extraction" --tap
