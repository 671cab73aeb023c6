#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every answer of the daemon is as doc/openapi.yaml describes it: some hundreds of requests, over the
# example collection and a few files that cannot be read.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
# shellcheck source=tests/component/http-lib.sh
. "$GF_TOP_SRCDIR/tests/component/http-lib.sh"

python3 -c 'import jsonschema, yaml' 2> /dev/null || skip_all "python3-jsonschema and python3-yaml are not here"
[ -d "$GF_EXAMPLES" ] || skip_all "no example collection"

mkdir docs
cp -r "$GF_EXAMPLES" docs/examples
: > docs/tom.pdf
head -c 3000 /dev/urandom > docs/støy.pdf
printf '[ocr]\nenabled=no\n[searchd]\nrate=0\n' > settings.conf
gjenfinn-indexer --config settings.conf --index index --quiet docs 2> indexer.txt
printf '[searchd]\nrate=0\n' > searchd.conf
start --index index --config searchd.conf
python3 "$GF_TOP_SRCDIR/tests/api/check-answers" "$GF_TOP_SRCDIR/doc/openapi.yaml" "$url" "$PWD/docs"
kill -TERM "$server"
