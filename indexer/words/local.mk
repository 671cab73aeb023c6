# SPDX-License-Identifier: GPL-3.0-or-later
pkglibexec_PROGRAMS += gjenfinn-words
noinst_LIBRARIES += libwords.a
# All but main, so that tests can ask without a sandbox.
libwords_a_SOURCES = \
	indexer/words/limits.h \
	indexer/words/serve.h indexer/words/serve.c
libwords_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
gjenfinn_words_SOURCES = indexer/words/main.c
# Never compiled to anything: it makes automake link with the C++ compiler, as lttoolbox needs.
nodist_EXTRA_gjenfinn_words_SOURCES = indexer/dummy.cc
gjenfinn_words_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
GF_WORDS_LIBS = libwords.a libsandbox.a libnorsk.a libcommon.a \
	$(SECCOMP_LIBS) $(NORSK_LIBS) $(GLIB_LIBS)
gjenfinn_words_LDADD = $(GF_WORDS_LIBS)
