#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# doc/openapi.yaml, the manual page and the program say the same of the API; and a description that says
# otherwise is found out.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

description=$GF_TOP_SRCDIR/doc/openapi.yaml
checker=$GF_TOP_SRCDIR/tests/api/check-description
python3 -c 'import jsonschema, yaml' 2> /dev/null || skip_all "python3-jsonschema and python3-yaml are not here"
command -v mandoc > /dev/null || skip_all "mandoc is not here"

"$GF_TOP_BUILDDIR/tests/api/list-api" routes > routes.txt
"$GF_TOP_BUILDDIR/tests/api/list-api" parameters > parameters.txt
mandoc -T ascii "$GF_TOP_SRCDIR/man/gjenfinn-searchd.8" | sed "s/.$(printf '\b')//g" > page.txt
check "description, manual page and program agree" \
  "$checker" "$description" routes.txt parameters.txt page.txt

# finds WHAT EXPECTED DESCRIPTION ROUTES PARAMETERS PAGE: something is wrong there, and it is said.
finds ()
{
  local name=$1 expected=$2
  shift 2
  "$checker" "$@" > found.txt 2> stderr.txt
  check "$name" grep -qE -- "$expected" found.txt
}

grep -v '^/feed.atom$' routes.txt > fewer.txt
finds "a route too many" 'feed\.atom is described, and the program' "$description" fewer.txt parameters.txt page.txt
{ cat routes.txt; echo /api/v1/extra; } > more.txt
finds "a route that is not described" 'extra is known' "$description" more.txt parameters.txt page.txt
finds "a parameter too many" 'cursor is described, and the program' \
  "$description" routes.txt <(grep -v cursor parameters.txt) page.txt
finds "a parameter that is not described" 'parameter extra' "$description" routes.txt <(cat parameters.txt; echo extra) page.txt
finds "an address that the manual page lacks" 'units/.* is not in the manual page' \
  "$description" routes.txt parameters.txt <(grep -v '^ *\/api\/v1\/units' page.txt)
finds "one that only it has" 'nonsense is in the manual page' \
  "$description" routes.txt parameters.txt <(sed 's,^ *\/healthz,     /nonsense\n&,' page.txt)

# altered SED-SCRIPT: the description, otherwise.
altered ()
{
  sed "$1" "$description" > altered.yaml
}
altered 's,schemas/Coverage",schemas/Coverege",'
finds "a reference that leads nowhere" 'Coverege' altered.yaml routes.txt parameters.txt page.txt
altered 's/required: \[query, total,/required: [query, nonsense, total,/'
finds "an example that does not fit" 'nonsense' altered.yaml routes.txt parameters.txt page.txt
altered 's/text: {type: string}/text: {type: strung}/'
finds "a schema that is none" 'strung' altered.yaml routes.txt parameters.txt page.txt
finish
