#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The parts of the page that need no browser.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

command -v node > /dev/null || skip_all "node is not here"
node "$GF_TOP_SRCDIR/tests/web/modules.mjs" "$GF_TOP_SRCDIR/searchd/web"
