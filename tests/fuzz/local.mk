# SPDX-License-Identifier: GPL-3.0-or-later
# make check replays the seeds; with libFuzzer: clang -fsanitize=fuzzer,address, without driver.c.
FUZZ_TARGETS = \
	tests/fuzz/fuzz-analysis \
	tests/fuzz/fuzz-extract \
	tests/fuzz/fuzz-ipc \
	tests/fuzz/fuzz-lexicon \
	tests/fuzz/fuzz-query \
	tests/fuzz/fuzz-tokens
check_PROGRAMS += $(FUZZ_TARGETS)
TESTS += tests/fuzz/replay.sh
EXTRA_DIST += tests/fuzz/replay.sh tests/fuzz/seeds

tests_fuzz_fuzz_ipc_SOURCES = tests/fuzz/fuzz-ipc.c tests/fuzz/driver.c
tests_fuzz_fuzz_ipc_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_fuzz_fuzz_ipc_LDADD = libcommon.a $(GLIB_LIBS)

tests_fuzz_fuzz_tokens_SOURCES = tests/fuzz/fuzz-tokens.c tests/fuzz/driver.c
tests_fuzz_fuzz_tokens_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_fuzz_fuzz_tokens_LDADD = libextract.a libnorsk.a libcommon.a $(STEMMER_LIBS) $(GLIB_LIBS)

tests_fuzz_fuzz_lexicon_SOURCES = tests/fuzz/fuzz-lexicon.c tests/fuzz/driver.c
nodist_EXTRA_tests_fuzz_fuzz_lexicon_SOURCES = tests/dummy.cc
tests_fuzz_fuzz_lexicon_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_fuzz_fuzz_lexicon_LDADD = $(QUERY_TEST_LIBS)

tests_fuzz_fuzz_query_SOURCES = tests/fuzz/fuzz-query.c tests/fuzz/driver.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_fuzz_fuzz_query_SOURCES = tests/dummy.cc
tests_fuzz_fuzz_query_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_fuzz_fuzz_query_LDADD = $(QUERY_TEST_LIBS)

tests_fuzz_fuzz_extract_SOURCES = tests/fuzz/fuzz-extract.c tests/fuzz/driver.c
tests_fuzz_fuzz_extract_CPPFLAGS = $(libextract_a_CPPFLAGS)
tests_fuzz_fuzz_extract_LDADD = $(GF_EXTRACT_LIBS)

tests_fuzz_fuzz_analysis_SOURCES = tests/fuzz/fuzz-analysis.c tests/fuzz/driver.c
nodist_EXTRA_tests_fuzz_fuzz_analysis_SOURCES = tests/dummy.cc
tests_fuzz_fuzz_analysis_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) -DGF_DICTIONARIES=\"$(apertiumdir)\"
tests_fuzz_fuzz_analysis_LDADD = libnorsk.a libcommon.a $(NORSK_LIBS) $(GLIB_LIBS)
