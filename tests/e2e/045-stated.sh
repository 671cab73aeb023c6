#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a gjenfinn.conf states of the files in its folder and below.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
command -v python3 > /dev/null || skip_all "python3 is not here"

index=$PWD/index
mkdir -p collection/nord/styret collection/sor
for folder in nord nord/styret sor; do
  printf 'Vinterveg i %s\n\nBrøytinga av vegane blei drøfta. Ho må bli betre.\n' "$folder" > "collection/$folder/notat.txt"
done

run ()
{
  gjenfinn-indexer --quiet --index "$index" collection 2> warnings.txt
}

# field FILE FIELD: as it stands in the document.
field ()
{
  gjenfinn-query --index "$index" show --format json "$PWD/collection/$1" \
    | python3 -c "import json, sys
found = json.load(sys.stdin)
found = found.get('document', found).get('$2')
print(', '.join(found) if isinstance(found, list) else found)"
}

# how_many QUESTION
how_many ()
{
  gjenfinn-query --index "$index" --format json "$1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["total"])'
}

told ()
{
  grep -qF -- "$1" warnings.txt || { printf 'not told: %s\n' "$1"; cat warnings.txt; return 1; }
}

printf '[document]\ntype = minutes\nbody = Arbeidsutvalet\nregion = Nordvesten\nmunicipality = Nordlia; Austlia\nlanguage = nn\n' \
  > collection/nord/gjenfinn.conf
run
is "a stated type" minutes field nord/notat.txt type
is "and what it was read from" gjenfinn.conf field nord/notat.txt type_evidence
is "a stated organ" Arbeidsutvalet field nord/notat.txt body
is "a stated region" Nordvesten field nord/notat.txt region
is "stated municipalities" "Nordlia, Austlia" field nord/notat.txt municipalities
is "holds below" Nordvesten field nord/styret/notat.txt region
is "and nowhere else" None field sor/notat.txt region
is "a stated municipality is searched" 2 how_many 'kommune:Austlia'
is "the file that states is no document" 0 how_many 'Austlia'
exits "it is not in the index" 2 gjenfinn-query --index "$index" show "$PWD/collection/nord/gjenfinn.conf"
is "nothing to warn of" "" cat warnings.txt

printf '[document]\nbody = Styret\ndate = 2019-05-03\ntitle = Styrenotat\n' > collection/nord/styret/gjenfinn.conf
run
is "the nearest wins" Styret field nord/styret/notat.txt body
is "key by key" Nordvesten field nord/styret/notat.txt region
is "what was read before is read again" Arbeidsutvalet field nord/notat.txt body
is "a date is stated where none was found" 2019-05-03 field nord/styret/notat.txt date
is "a title that was found stays" "Vinterveg i nord/styret" field nord/styret/notat.txt title

printf '[document]\nbody = Representantskapet\nlanguage = dansk\ncolour = blue\n[other]\nx = y\n' > collection/nord/styret/gjenfinn.conf
run
is "a change is read" Representantskapet field nord/styret/notat.txt body
check "an unknown key is told, with its line" told "gjenfinn.conf:4: 'colour' is no key"
check "an unknown value too" told "gjenfinn.conf:3: language: 'dansk' is none of nb, nn and en"
check "an unknown group too" told "gjenfinn.conf:5: [other] is no group"

{ echo '[document]'; seq -f 'key%g = x' 3000; } > collection/nord/styret/gjenfinn.conf
run
is "not every fault of very many is told" 20 grep -c 'is no key' warnings.txt

printf 'no key file\n' > collection/nord/styret/gjenfinn.conf
run
check "what is no such file is told" told "gjenfinn.conf: is not used"
is "and what is above holds" Arbeidsutvalet field nord/styret/notat.txt body

printf 'Vinterveg, andre gong\n\nBrøytinga av vegane blei drøfta att. Ho er betre.\n' > collection/nord/styret/notat.txt
gjenfinn-indexer --quiet --index "$index" collection/nord/styret 2> warnings.txt
is "what is above holds in a run over a part" Nordvesten field nord/styret/notat.txt region
run
is "and after it" Nordvesten field nord/styret/notat.txt region

rm collection/nord/gjenfinn.conf collection/nord/styret/gjenfinn.conf
run
is "nothing is stated any more" None field nord/notat.txt region
is "of neither" None field nord/styret/notat.txt region
finish
