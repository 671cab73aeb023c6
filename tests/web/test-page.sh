#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The page in Chromium.  GF_SCREENSHOTS=FOLDER keeps
# pictures of every view.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

driver=$GF_TOP_BUILDDIR/tests/web/npm
here=$GF_TOP_SRCDIR/tests/web
chromium=$(command -v chromium || command -v chromium-browser) || skip_all "chromium is not here"
command -v node > /dev/null || skip_all "node is not here"
[ -d "$driver/node_modules/playwright-core" ] || skip_all "npm could not bring playwright-core"
[ -d "$GF_EXAMPLES" ] || skip_all "no example collection"

# Images are left alone, so that the page has a file to tell of that was not read.
printf '[ocr]\nenabled=no\n' > settings.conf
gjenfinn-indexer --config settings.conf --index index --quiet "$GF_EXAMPLES" 2> index.txt
gjenfinn-searchd --index index --listen 127.0.0.1:0 > out.txt 2> log.txt &
server=$!
trap 'kill "$server" 2> /dev/null' EXIT
for _ in $(seq 300); do
  url=$(sed -n 's/^gjenfinn-searchd: listening on //p' out.txt)
  [ -z "$url" ] || break
  kill -0 "$server" 2> /dev/null || break
  sleep 0.05
done
[ -n "$url" ] || { sed 's/^/# /' index.txt log.txt; echo 'Bail out! the daemon does not start'; exit 1; }

[ -z "${GF_SCREENSHOTS-}" ] || mkdir -p "$GF_SCREENSHOTS"
node "$here/page.mjs" "$url" "$driver" "$chromium" ${GF_SCREENSHOTS:+"$GF_SCREENSHOTS"}
