#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What stands alike at the edges of many web pages, and no markup tells, is no text of any of them:
# also of those that were read before it was known.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

page ()
{
  cat << EOF
<html><head><title>$1</title></head><body>
<p>Kystporten for innbyggere</p><p>Bestill parkeringsbevis</p>
<h1>$1</h1><p>$2</p>
<p>Utgitt av servicetorget</p></body></html>
EOF
}

mkdir docs
for name in Brannstasjon Kulturhus Bibliotek Svømmehall; do
  page "$name" "Kommunen vil bygge $name i sentrum." > "docs/$name.html"
done
index --quiet docs
is "of four it is text" 4 ask .total parkeringsbevis

page Skatepark "Kommunen vil bygge skatepark. Bestill parkeringsbevis også her." > docs/Skatepark.html
index --quiet docs
is "of five it is not, wherever it was read before" 1 ask .total parkeringsbevis
is "but what somebody wrote in between is" docs/Skatepark.html ask '.hits[].document.path' parkeringsbevis
is "the foot is none either" 0 ask .total servicetorget
is "it is kept, and marked" "boilerplate boilerplate boilerplate" \
  ask '[.set_aside[].kind] | join(" ")' show docs/Kulturhus.html
is "the pages are found" 1 ask .total kulturhus

page Rådhus "Kommunen vil bygge rådhus." > docs/Rådhus.html
index --quiet docs
is "a page read after that is read so at once" 1 ask .total parkeringsbevis

exits "nothing is read again without cause" 0 index docs
check "as it says" said "6 files: 0 read, .* 6 unchanged"
rm docs/Brannstasjon.html docs/Bibliotek.html
index --quiet docs
is "of four again it is text again" 4 ask .total servicetorget

# A run that was killed before it could say what it had counted: what is known is of before.
page Ishall "Kommunen vil bygge ishall." > docs/Ishall.html
cp index/public/edges before
index --quiet docs
is "of five it is none" 0 ask .total servicetorget
cp before index/public/edges
index --quiet docs
is "nor after a kill" 0 ask .total servicetorget
rm docs/Ishall.html docs/Rådhus.html
index --quiet docs
is "of three it is, whatever was forgotten" 3 ask .total servicetorget
for name in Kafé Kapell Kino; do page "$name" "Kommunen vil bygge $name." > "docs/$name.html"; done
index --quiet docs
is "of six it is none" 0 ask .total servicetorget
rm index/public/edges
page Kirke "Kommunen vil bygge kirke." > docs/Kirke.html
index --quiet docs
is "also where everything was forgotten" 0 ask .total servicetorget
exits "and all is known then" 0 index docs
check "as it says" said "7 files: 0 read, .* 7 unchanged"
finish
