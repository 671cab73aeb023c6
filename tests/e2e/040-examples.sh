#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The example collection and the real documents against their gold: a floor for each measure.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
command -v python3 > /dev/null || skip_all "python3 is not here"

"$GF_TOP_SRCDIR/tests/check-understanding" --tap
