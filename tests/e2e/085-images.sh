#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Text in images: found, kept so that no image is read twice, turned off, and missing with its reason.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"
data=${TESSDATA_PREFIX:-/usr/share/tesseract-ocr/5/tessdata}
[ -e "$data/nor.traineddata" ] || skip_all "tesseract-ocr-nor is not here"

# kept INDEX: how many files' text is kept.
kept ()
{
  find "$1/public/ocr" -type f 2> /dev/null | wc -l
}

# asked_again JQ-FILTER ARGUMENT...: as ask, of the second index.
asked_again ()
{
  local filter=$1
  shift
  gjenfinn-query --index again --format json "$@" | jq -r "$filter"
}

mkdir docs
cp "$GF_TOP_SRCDIR/corpus/extraction/scan.pdf" "$GF_TOP_SRCDIR/corpus/extraction/scan.png" docs
printf '[ocr]\nenabled = no\n' > off.conf

exits "images are read" 0 index docs
check "all of them" said '2 files: 2 read, 0 read in part, 0 not read'
is "a word in them is found by its other form" 2 ask .total nattbuss
is "on its page" 1 ask '.hits[0].page' nattbuss
is "what was seen is kept" 2 kept index

mkdir -p again/public
cp -r index/public/ocr again/public
TESSDATA_PREFIX=/nonexistent exits "and is not looked at again" 0 gjenfinn-indexer --index again docs
is "as it was" "$(ask '[.hits[] | [.title, .page, .snippet]] | tojson' nattbuss)" \
  asked_again '[.hits[] | [.title, .page, .snippet]] | tojson' nattbuss

exits "images can be left alone" 1 gjenfinn-indexer --index off --config off.conf docs
check "which is said" said "scan\.png.*no-text.*the settings say that text in images is not read"
is "nothing is kept" 0 kept off
exits "turned on again, what failed and has not changed is left alone" 0 gjenfinn-indexer --index off docs
exits "they are read when asked for" 0 gjenfinn-indexer --index off --retry-failed docs
is "and what is seen is kept" 2 kept off

TESSDATA_PREFIX=/nonexistent exits "without tesseract's data" 1 gjenfinn-indexer --index without docs
check "the package is named" said 'scan\.pdf.*no-text.*tesseract-ocr-nor'

rm docs/scan.png
exits "a document goes" 0 index docs
is "and so does what was seen in it" 1 kept index

for line in 'enabled = maybe' 'languages = ../nor' 'languages = ' 'enable = no'; do
  printf '[ocr]\n%s\n' "$line" > bad.conf
  exits "'$line' is refused" 2 gjenfinn-indexer --index index --config bad.conf docs
  check "with the name of the key" said "bad\.conf.*(enabled|languages).*\[ocr\]|in \[ocr\]"
done
finish
