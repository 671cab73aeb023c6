# SPDX-License-Identifier: GPL-3.0-or-later
E2E_TESTS = \
	tests/e2e/010-index.sh \
	tests/e2e/015-members.sh \
	tests/e2e/016-watch.sh \
	tests/e2e/017-repeats.sh \
	tests/e2e/020-seeds.sh \
	tests/e2e/030-kill.sh \
	tests/e2e/035-words.sh \
	tests/e2e/040-examples.sh \
	tests/e2e/050-contract.sh \
	tests/e2e/060-relevance.sh \
	tests/e2e/070-norwegian.sh \
	tests/e2e/075-extraction.sh \
	tests/e2e/080-hostile.sh \
	tests/e2e/085-tree.sh \
	tests/e2e/085-images.sh
TESTS += $(E2E_TESTS)
EXTRA_DIST += $(E2E_TESTS) tests/score-understanding tests/e2e/lib.sh \
	tests/check-extraction tests/e2e/check-hostile tests/e2e/measure

# What stands in a lexicon, for the tests that compare two.
check_PROGRAMS += tests/e2e/list-words
tests_e2e_list_words_SOURCES = tests/e2e/list-words.c
tests_e2e_list_words_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_e2e_list_words_LDADD = libcommon.a $(GLIB_LIBS) -lm

# How much of documents whose text is known is read, and in what order, beside pdftotext and mutool.
check-extraction: all
	PATH="$(abs_top_builddir):$$PATH" $(top_srcdir)/tests/check-extraction
.PHONY: check-extraction
