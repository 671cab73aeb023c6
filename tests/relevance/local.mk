# SPDX-License-Identifier: GPL-3.0-or-later
# How well the judged questions are answered: make check-relevance; with RIVALS=1 Lucene is asked too.
EXTRA_DIST += tests/check-relevance tests/judge \
	tests/relevance/LuceneRival.java \
	tests/relevance/gjenfinn.py \
	tests/relevance/lucene.py \
	tests/relevance/measures.py \
	tests/relevance/questions.py \
	tests/relevance/stems.py

# What the analysis is measured against: the programs that know words, in a folder of their own and without
# dictionaries.  lttoolbox-none.c comes before libnorsk.a and so takes the place of what is there.
GF_BY_STEMS = tests/relevance/stems/gjenfinn-words tests/relevance/stems/gjenfinn-searchd
check_PROGRAMS += $(GF_BY_STEMS)
tests_relevance_stems_gjenfinn_words_SOURCES = $(gjenfinn_words_SOURCES) norsk/lttoolbox-none.c
nodist_EXTRA_tests_relevance_stems_gjenfinn_words_SOURCES = indexer/dummy.cc
tests_relevance_stems_gjenfinn_words_CPPFLAGS = $(gjenfinn_words_CPPFLAGS)
tests_relevance_stems_gjenfinn_words_LDADD = $(gjenfinn_words_LDADD)
tests_relevance_stems_gjenfinn_searchd_SOURCES = $(gjenfinn_searchd_SOURCES) norsk/lttoolbox-none.c
nodist_EXTRA_tests_relevance_stems_gjenfinn_searchd_SOURCES = searchd/dummy.cc
tests_relevance_stems_gjenfinn_searchd_CPPFLAGS = $(gjenfinn_searchd_CPPFLAGS)
tests_relevance_stems_gjenfinn_searchd_LDADD = $(gjenfinn_searchd_LDADD)

check-relevance: all $(GF_BY_STEMS)
	rivals=; test -z '$(RIVALS)' || rivals=--rivals; \
	PATH="$(abs_top_builddir):$$PATH" $(top_srcdir)/tests/check-relevance $$rivals
.PHONY: check-relevance
