#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The arrows of doc/design.md run one way, and each outside library has one home.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

# may_include FOLDER 'ALLOWED-FOLDERS': what FOLDER includes of ours, from nowhere else.
may_include ()
{
  local folder=$1 allowed=$2
  find "$folder" -maxdepth 1 -name '*.[ch]*' -exec grep -nH '#include "' {} + \
    | grep -vE "#include \"(config\.h|($allowed)/[^\"/]*\")" || true
}

may_include common 'common' | rule "common includes nothing but itself"
may_include xapian-c 'xapian-c|common' | rule "xapian-c: common only"
may_include norsk 'norsk|common' | rule "norsk: common only"
U=indexer/understand
may_include $U/reading "$U/reading|common" | rule "understand/reading: common only"
may_include $U/aside "$U/aside|$U/reading|common" | rule "understand/aside: reading"
may_include $U/head "$U/head|$U/reading|common" | rule "understand/head: reading"
may_include $U/links "$U/links|$U/reading|common" | rule "understand/links: reading"
may_include $U/sections "$U/sections|$U/reading|common" | rule "understand/sections: reading"
may_include $U/cases "$U/cases|$U/sections|$U/reading|common" | rule "understand/cases: sections, reading"
may_include $U "$U|$U/(reading|aside|head|sections|cases|links)|common" | rule "understand: its rooms, common"
may_include indexer/sandbox 'indexer/sandbox|common' | rule "sandbox: common only"
may_include indexer/words 'indexer/words|indexer/sandbox|norsk|common' | rule "words: sandbox, norsk, common"
E=indexer/extract
U_TEXT=$U/reading
may_include $E/packages "$E/packages|$E|$U_TEXT|common" | rule "extract/packages: extract's reading, common"
may_include $E/pages "$E/pages|$E|$U_TEXT|indexer/sandbox|common" | rule "extract/pages: sandbox, common"
may_include $E/web "$E/web|$E|$U_TEXT|common" | rule "extract/web: extract's reading, common"
may_include $E/office "$E/office|$E/packages|$E|$U_TEXT|common" | rule "extract/office: packages"
may_include $E/legacy "$E/legacy|$E/office|$E|$U_TEXT|common" | rule "extract/legacy: office"
may_include $E/mail "$E/mail|$E/legacy|$E|$U_TEXT|common" | rule "extract/mail: legacy"
may_include $E/postings "$E/postings|norsk|common" | rule "extract/postings: norsk, common"
may_include $E "$E(/(pages|mail|postings))?|$U(/[a-z]+)?|indexer/sandbox|norsk|common" \
  | rule "extract: its rooms, understand, sandbox, norsk, common"
may_include indexer 'indexer|xapian-c|common' | rule "indexer: xapian-c, common"
Q=query
may_include $Q/question "$Q/question|$Q|norsk|common" | rule "query/question: norsk, common"
may_include $Q/words "$Q/(words|question)|$Q|xapian-c|norsk|common" | rule "query/words: question"
may_include $Q/index "$Q/(index|words|question)|$Q|xapian-c|norsk|common" | rule "query/index: words, question"
may_include $Q/plan "$Q/(plan|index|words|question)|$Q|xapian-c|norsk|common" | rule "query/plan: index, words, question"
may_include $Q/answers "$Q/(answers|plan|index|words|question)|$Q|xapian-c|norsk|common" \
  | rule "query/answers: plan, index, words, question"
may_include $Q/show "$Q/(show|answers|index)|$Q|xapian-c|norsk|common" | rule "query/show: answers, index"
may_include $Q/print "$Q/(print|question)|$Q|common" | rule "query/print: question"
may_include $Q "$Q(/[a-z]+)?|xapian-c|norsk|common" | rule "query: its rooms, xapian-c, norsk, common"
may_include query/remote 'query/remote|query|common' | rule "query/remote: query, common"
# The library knows no server: the command does.
find query -path query/remote -prune -o -name '*.[ch]' ! -name 'ask-server.*' ! -name 'commands.*' \
  -exec grep -nH '#include "query/remote/' {} + | rule "only the command asks a server"
may_include searchd/operate 'searchd/operate|common' | rule "searchd/operate: common only"
may_include searchd/http 'searchd/http|searchd/operate|common' | rule "searchd/http: operate, common"
may_include searchd/answers 'searchd/answers|searchd/http|searchd/operate|query(/[a-z]+)?|common' \
  | rule "searchd/answers: http, operate, query, common"
may_include searchd 'searchd|searchd/answers|searchd/http|searchd/operate|query(/[a-z]+)?|common' \
  | rule "searchd: its rooms, query, common"

# home 'HEADER-PATTERN' 'FILE-PATTERN': the header is included from there only.
home ()
{
  sources | grep -v '^tests/' | grep -vE "$2" | xargs -r grep -nE "#include <($1)" || true
}

home 'xapian' '^xapian-c/' | rule "xapian.h in xapian-c"
home 'libstemmer|lttoolbox' '^norsk/' | rule "the stemmer in norsk"
home 'poppler|magic\.h|archive|libxml|cmark|gmime|tesseract|leptonica' '^indexer/extract/' \
  | rule "poppler, libmagic, libarchive, libxml2 in indexer/extract"
home 'seccomp|linux/landlock' '^indexer/sandbox/' | rule "the sandbox in one place"
home 'microhttpd' '^searchd/http/http\.c$' | rule "the HTTP library in one file"
home 'curl' '^query/remote/fetch\.c$' | rule "the HTTP client in one file"
home 'gnutls' '^searchd/http/tls\.c$' | rule "TLS in one file"
home 'crypt\.h' '^searchd/answers/token-hash\.c$' | rule "hashes of tokens in one file"
home 'jansson' '^(query|searchd)/' | rule "JSON in query and searchd"

sources | grep -E '\.(cc|hh)$' | grep -vE '^(xapian-c/|norsk/lttoolbox-c\.cc)' | rule "C++ in the shims only"
finish
