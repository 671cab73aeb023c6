# SPDX-License-Identifier: GPL-3.0-or-later
E2E_TESTS = \
	tests/e2e/010-index.sh \
	tests/e2e/015-members.sh \
	tests/e2e/016-watch.sh \
	tests/e2e/017-repeats.sh \
	tests/e2e/020-seeds.sh \
	tests/e2e/025-versions.sh \
	tests/e2e/030-kill.sh \
	tests/e2e/031-kills.sh \
	tests/e2e/032-full-disk.sh \
	tests/e2e/033-read-only.sh \
	tests/e2e/035-words.sh \
	tests/e2e/040-examples.sh \
	tests/e2e/045-stated.sh \
	tests/e2e/050-contract.sh \
	tests/e2e/055-references.sh \
	tests/e2e/060-relevance.sh \
	tests/e2e/070-norwegian.sh \
	tests/e2e/075-extraction.sh \
	tests/e2e/080-hostile.sh \
	tests/e2e/085-tree.sh \
	tests/e2e/085-images.sh \
	tests/e2e/090-load.sh \
	tests/e2e/094-access.sh \
	tests/e2e/095-operate.sh \
	tests/e2e/096-shards.sh \
	tests/e2e/097-systemd.sh
TESTS += $(E2E_TESTS)
EXTRA_DIST += $(E2E_TESTS) tests/e2e/lib.sh tests/check-understanding \
	tests/understanding/document.py tests/understanding/gold.py \
	tests/understanding/links.py tests/understanding/tally.py \
	tests/check-extraction tests/e2e/check-hostile tests/e2e/measure \
	tests/e2e/kill-rounds tests/e2e/full-disk tests/e2e/trouble.py tests/e2e/trouble.c tests/e2e/hang.c tests/e2e/load.py \
	tests/e2e/service-manager.py tests/e2e/check-metrics.py

# What stands in a lexicon, for the tests that compare two.
check_PROGRAMS += tests/e2e/list-words
tests_e2e_list_words_SOURCES = tests/e2e/list-words.c
tests_e2e_list_words_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_e2e_list_words_LDADD = libcommon.a $(GLIB_LIBS) -lm

# All that an index holds, and what makes trouble for the indexer, for the tests of kills and full disks.
check_PROGRAMS += tests/e2e/list-index
tests_e2e_list_index_SOURCES = tests/e2e/list-index.c
nodist_EXTRA_tests_e2e_list_index_SOURCES = tests/dummy.cc
tests_e2e_list_index_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_e2e_list_index_LDADD = libxapian-c-testing.a libxapian-c.a libcommon.a $(XAPIAN_LIBS) $(GLIB_LIBS) -lm
check_DATA += tests/e2e/trouble.so
CLEANFILES += tests/e2e/trouble.so
tests/e2e/trouble.so: tests/e2e/trouble.c
	$(AM_V_at)$(MKDIR_P) tests/e2e
	$(AM_V_CC)$(CC) -std=gnu17 -D_GNU_SOURCE $(GF_WARNINGS) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ \
		$(srcdir)/tests/e2e/trouble.c -ldl

# What lets the daemon's workers hang.
check_DATA += tests/e2e/hang.so
CLEANFILES += tests/e2e/hang.so
tests/e2e/hang.so: tests/e2e/hang.c
	$(AM_V_at)$(MKDIR_P) tests/e2e
	$(AM_V_CC)$(CC) -std=gnu17 -D_GNU_SOURCE $(GF_WARNINGS) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ \
		$(srcdir)/tests/e2e/hang.c

# How much of documents whose text is known is read, and in what order, beside pdftotext and mutool.
check-extraction: all
	PATH="$(abs_top_builddir):$$PATH" $(top_srcdir)/tests/check-extraction
.PHONY: check-extraction

# How the example collection and the real documents are understood, against their gold; with HELD_ERRORS=1
# also every error of those held apart.
check-understanding: all
	PATH="$(abs_top_builddir):$$PATH" $(top_srcdir)/tests/check-understanding --set-aside $(if $(HELD_ERRORS),--held-errors)
.PHONY: check-understanding
