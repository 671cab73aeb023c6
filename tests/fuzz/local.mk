# SPDX-License-Identifier: GPL-3.0-or-later
# make check replays the seeds; configured with --enable-fuzzing, libFuzzer takes the place of driver.c,
# and "make fuzz" lets each target look for FUZZ_SECONDS, those of FUZZ only where that is given.
FUZZ_TARGETS = \
	tests/fuzz/fuzz-analysis \
	tests/fuzz/fuzz-charset \
	tests/fuzz/fuzz-extract \
	tests/fuzz/fuzz-http \
	tests/fuzz/fuzz-ipc \
	tests/fuzz/fuzz-layout \
	tests/fuzz/fuzz-lexicon \
	tests/fuzz/fuzz-query \
	tests/fuzz/fuzz-tokens \
	tests/fuzz/fuzz-understand
# One program, which reads the format that it is called by (fuzz-extract.c has the list).
FUZZ_FORMATS = \
	tests/fuzz/fuzz-archive-7z \
	tests/fuzz/fuzz-archive-gzip \
	tests/fuzz/fuzz-archive-tar \
	tests/fuzz/fuzz-csv \
	tests/fuzz/fuzz-html \
	tests/fuzz/fuzz-image \
	tests/fuzz/fuzz-mail \
	tests/fuzz/fuzz-markdown \
	tests/fuzz/fuzz-mbox \
	tests/fuzz/fuzz-ole \
	tests/fuzz/fuzz-package \
	tests/fuzz/fuzz-pdf \
	tests/fuzz/fuzz-plain \
	tests/fuzz/fuzz-rtf \
	tests/fuzz/fuzz-zip
check_DATA += $(FUZZ_FORMATS)
CLEANFILES += $(FUZZ_FORMATS)
$(FUZZ_FORMATS): tests/fuzz/fuzz-extract$(EXEEXT)
	$(AM_V_GEN)$(LN_S) -f fuzz-extract$(EXEEXT) $@

if FUZZING
FUZZ_DRIVER =
FUZZ_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
FUZZ_SECONDS = 60
FUZZ = $(FUZZ_TARGETS) $(FUZZ_FORMATS)
fuzz: $(FUZZ_TARGETS) $(FUZZ_FORMATS)
	GF_TOP_SRCDIR='$(abs_top_srcdir)' $(top_srcdir)/tests/fuzz/run.sh $(FUZZ_SECONDS) $(FUZZ)
.PHONY: fuzz
else
FUZZ_DRIVER = tests/fuzz/driver.c
FUZZ_LDFLAGS = $(AM_LDFLAGS)
endif
check_PROGRAMS += $(FUZZ_TARGETS)
TESTS += tests/fuzz/replay.sh
EXTRA_DIST += tests/fuzz/replay.sh tests/fuzz/run.sh tests/fuzz/seeds

tests_fuzz_fuzz_ipc_SOURCES = tests/fuzz/fuzz-ipc.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_ipc_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_fuzz_fuzz_ipc_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_ipc_LDADD = libindexer.a libcommon.a $(GLIB_LIBS)

tests_fuzz_fuzz_http_SOURCES = tests/fuzz/fuzz-http.c $(FUZZ_DRIVER)
nodist_EXTRA_tests_fuzz_fuzz_http_SOURCES = tests/dummy.cc
tests_fuzz_fuzz_http_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)
tests_fuzz_fuzz_http_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_http_LDADD = libhttpd.a $(GF_SEARCHD_LIBS) $(MICROHTTPD_LIBS)

tests_fuzz_fuzz_tokens_SOURCES = tests/fuzz/fuzz-tokens.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_tokens_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_fuzz_fuzz_tokens_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_tokens_LDADD = libextract.a libnorsk.a libcommon.a $(STEMMER_LIBS) $(GLIB_LIBS)

tests_fuzz_fuzz_lexicon_SOURCES = tests/fuzz/fuzz-lexicon.c $(FUZZ_DRIVER)
nodist_EXTRA_tests_fuzz_fuzz_lexicon_SOURCES = tests/dummy.cc
tests_fuzz_fuzz_lexicon_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_fuzz_fuzz_lexicon_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_lexicon_LDADD = $(QUERY_TEST_LIBS)

tests_fuzz_fuzz_query_SOURCES = tests/fuzz/fuzz-query.c $(FUZZ_DRIVER) $(QUERY_FIXTURE)
nodist_EXTRA_tests_fuzz_fuzz_query_SOURCES = tests/dummy.cc
tests_fuzz_fuzz_query_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_fuzz_fuzz_query_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_query_LDADD = $(QUERY_TEST_LIBS)

tests_fuzz_fuzz_extract_SOURCES = tests/fuzz/fuzz-extract.c tests/fuzz/package.c tests/fuzz/package.h $(FUZZ_DRIVER)
tests_fuzz_fuzz_extract_CPPFLAGS = $(libextract_a_CPPFLAGS)
tests_fuzz_fuzz_extract_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_extract_LDADD = $(GF_EXTRACT_LIBS)

tests_fuzz_fuzz_analysis_SOURCES = tests/fuzz/fuzz-analysis.c $(FUZZ_DRIVER)
nodist_EXTRA_tests_fuzz_fuzz_analysis_SOURCES = tests/dummy.cc
tests_fuzz_fuzz_analysis_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) -DGF_DICTIONARIES=\"$(apertiumdir)\"
tests_fuzz_fuzz_analysis_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_analysis_LDADD = libnorsk.a libcommon.a $(NORSK_LIBS) $(GLIB_LIBS)

tests_fuzz_fuzz_charset_SOURCES = tests/fuzz/fuzz-charset.c tests/fuzz/bytes.h $(FUZZ_DRIVER)
tests_fuzz_fuzz_charset_CPPFLAGS = $(libextract_a_CPPFLAGS)
tests_fuzz_fuzz_charset_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_charset_LDADD = $(GF_EXTRACT_LIBS)

tests_fuzz_fuzz_layout_SOURCES = tests/fuzz/fuzz-layout.c tests/fuzz/bytes.h $(FUZZ_DRIVER)
tests_fuzz_fuzz_layout_CPPFLAGS = $(libextract_a_CPPFLAGS)
tests_fuzz_fuzz_layout_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_layout_LDADD = $(GF_EXTRACT_LIBS)

tests_fuzz_fuzz_understand_SOURCES = tests/fuzz/fuzz-understand.c tests/fuzz/bytes.h $(FUZZ_DRIVER)
tests_fuzz_fuzz_understand_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_fuzz_fuzz_understand_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_understand_LDADD = libunderstand.a libcommon.a $(GLIB_LIBS) -lm
