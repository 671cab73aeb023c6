# SPDX-License-Identifier: GPL-3.0-or-later
# Rooms on real databases, files, processes and sockets.
COMPONENT_TESTS = \
	tests/component/test-pool \
	tests/component/test-store \
	tests/component/test-xapian-damage \
	tests/component/test-xapian-database \
	tests/component/test-xapian-error \
	tests/component/test-xapian-query \
	tests/component/test-xapian-search \
	tests/component/test-xapian-writer
check_PROGRAMS += $(COMPONENT_TESTS) tests/component/bad-extract
TESTS += $(COMPONENT_TESTS)

tests_component_bad_extract_SOURCES = tests/component/bad-extract.c
tests_component_bad_extract_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_component_bad_extract_LDADD = libcommon.a $(GLIB_LIBS)

tests_component_test_pool_SOURCES = tests/component/test-pool.c
tests_component_test_pool_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_pool_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

# Whatever links the shim is linked as C++.
GF_XAPIAN_TEST_LIBS = libxapian-c.a libcommon.a $(XAPIAN_LIBS) $(GF_TEST_LIBS)

tests_component_test_store_SOURCES = tests/component/test-store.c
nodist_EXTRA_tests_component_test_store_SOURCES = tests/component/dummy.cc
tests_component_test_store_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_store_LDADD = libindexer.a $(GF_XAPIAN_TEST_LIBS)

XAPIAN_FIXTURE = tests/component/test-xapian-fixture.c tests/component/test-xapian-fixture.h

tests_component_test_xapian_damage_SOURCES = tests/component/test-xapian-damage.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_damage_SOURCES = tests/component/dummy.cc
tests_component_test_xapian_damage_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_damage_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_database_SOURCES = tests/component/test-xapian-database.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_database_SOURCES = tests/component/dummy.cc
tests_component_test_xapian_database_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_database_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_error_SOURCES = tests/component/test-xapian-error.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_error_SOURCES = tests/component/dummy.cc
tests_component_test_xapian_error_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_error_LDADD = libxapian-c-testing.a $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_query_SOURCES = tests/component/test-xapian-query.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_query_SOURCES = tests/component/dummy.cc
tests_component_test_xapian_query_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_query_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_search_SOURCES = tests/component/test-xapian-search.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_search_SOURCES = tests/component/dummy.cc
tests_component_test_xapian_search_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_search_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_writer_SOURCES = tests/component/test-xapian-writer.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_writer_SOURCES = tests/component/dummy.cc
tests_component_test_xapian_writer_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_writer_LDADD = $(GF_XAPIAN_TEST_LIBS)
