# SPDX-License-Identifier: GPL-3.0-or-later
# Measuring: by hand, but for one run over a handful of files that shows that it works.
TESTS += bench/smoke.sh
EXTRA_DIST += bench/index bench/memory bench/pdf-words bench/smoke.sh bench/serve bench/make-units bench/ServeLucene.java

# What bench/serve asks with: built by "make bench/ask-index bench/ask-http bench/copy-index".
EXTRA_PROGRAMS = bench/ask-http bench/ask-index bench/copy-index
bench_copy_index_SOURCES = bench/copy-index.c
nodist_EXTRA_bench_copy_index_SOURCES = query/dummy.cc
bench_copy_index_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
bench_copy_index_LDADD = libxapian-c.a libcommon.a $(XAPIAN_LIBS) $(GLIB_LIBS) -lm
bench_ask_http_SOURCES = bench/ask-http.c bench/questions.c bench/questions.h
bench_ask_http_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
bench_ask_http_LDADD = $(GLIB_LIBS)
bench_ask_index_SOURCES = bench/ask-index.c bench/questions.c bench/questions.h
nodist_EXTRA_bench_ask_index_SOURCES = query/dummy.cc
bench_ask_index_CPPFLAGS = $(libquery_a_CPPFLAGS)
bench_ask_index_LDADD = libxapian-c-testing.a libquery.a $(QUERY_LIBS)
CLEANFILES += $(EXTRA_PROGRAMS)
