# SPDX-License-Identifier: GPL-3.0-or-later
# Every test speaks TAP.  One test: make check TESTS=tests/unit/test-tokens

TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_COMPILER = $(top_srcdir)/tests/tap-test
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(top_srcdir)/tests/tap-test
AM_TESTS_ENVIRONMENT = \
	GF_TOP_SRCDIR='$(abs_top_srcdir)' GF_TOP_BUILDDIR='$(abs_top_builddir)' \
	GF_CC='$(CC)' GF_CXX='$(CXX)'; export GF_TOP_SRCDIR GF_TOP_BUILDDIR GF_CC GF_CXX;

EXTRA_DIST += tests/tap-test tests/lsan.supp tests/tsan-glib.c

GF_TEST_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(CHECK_CFLAGS)
GF_TEST_LIBS = $(CHECK_LIBS) $(GLIB_LIBS)

# Questions, from outside and within.
QUERY_TEST_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
QUERY_TEST_LIBS = libquery.a $(QUERY_LIBS) $(GF_TEST_LIBS)

# Files, read without the sandbox where leaks are looked for.
EXTRACT_TEST_CPPFLAGS = $(libextract_a_CPPFLAGS) $(CHECK_CFLAGS)
EXTRACT_TEST_LIBS = $(GF_EXTRACT_LIBS) $(GF_TEST_LIBS)

include tests/api/local.mk
include tests/unit/local.mk
include tests/component/local.mk
include tests/e2e/local.mk
include tests/lint/local.mk
include tests/fuzz/local.mk
include tests/relevance/local.mk
include tests/web/local.mk
