#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The process is the link boundary: what reads hostile files cannot write the index, and the other
# way round.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

# not_linked PROGRAM 'LIBRARIES'
not_linked ()
{
  readelf -d "$GF_TOP_BUILDDIR/$1" | grep -E "NEEDED.*lib($2)[-.]" || true
}

not_linked gjenfinn-extract 'xapian|lttoolbox|microhttpd|jansson|curl.*' | rule "gjenfinn-extract: no index, no dictionaries, no network"
not_linked gjenfinn-words 'xapian|poppler.*|magic|archive|xml2|cmark.*|gmime.*|tesseract|lept|microhttpd|jansson|curl.*' \
  | rule "gjenfinn-words: no index, no parser of files"
not_linked gjenfinn-indexer 'poppler.*|magic|archive|xml2|cmark.*|gmime.*|tesseract|lept|stemmer|lttoolbox|microhttpd|jansson|curl.*' \
  | rule "gjenfinn-indexer: no parser of files, no dictionaries"
not_linked gjenfinn-query 'poppler.*|magic|archive|xml2|cmark.*|gmime.*|tesseract|lept|microhttpd' | rule "gjenfinn-query: no parser of files"
not_linked gjenfinn-searchd 'poppler.*|magic|archive|xml2|cmark.*|gmime.*|tesseract|lept|curl.*' \
  | rule "gjenfinn-searchd: no parser of files, and asks nobody"
for program in gjenfinn-extract gjenfinn-words gjenfinn-indexer gjenfinn-query gjenfinn-searchd; do
  readelf -hl "$GF_TOP_BUILDDIR/$program" | grep -q 'Type:.*DYN' || echo "$program: no PIE"
  readelf -l "$GF_TOP_BUILDDIR/$program" | grep -q GNU_RELRO || echo "$program: no RELRO"
done | rule "hardened"
finish
