# SPDX-License-Identifier: GPL-3.0-or-later
E2E_TESTS = \
	tests/e2e/010-index.sh \
	tests/e2e/020-seeds.sh \
	tests/e2e/030-kill.sh \
	tests/e2e/035-words.sh \
	tests/e2e/040-examples.sh \
	tests/e2e/050-contract.sh \
	tests/e2e/060-relevance.sh \
	tests/e2e/070-norwegian.sh
TESTS += $(E2E_TESTS)
EXTRA_DIST += $(E2E_TESTS) tests/score-understanding tests/e2e/lib.sh

# What stands in a lexicon, for the tests that compare two.
check_PROGRAMS += tests/e2e/list-words
tests_e2e_list_words_SOURCES = tests/e2e/list-words.c
tests_e2e_list_words_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_e2e_list_words_LDADD = libcommon.a $(GLIB_LIBS) -lm
