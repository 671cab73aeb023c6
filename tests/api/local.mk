# SPDX-License-Identifier: GPL-3.0-or-later
# The API, held against its description: skipped where Python's jsonschema and yaml are not here.
API_TESTS = tests/api/test-answers.sh tests/api/test-description.sh
TESTS += $(API_TESTS)
EXTRA_DIST += $(API_TESTS) tests/api/check-answers tests/api/check-description tests/api/schema.py \
	tests/api/atom.rng

check_PROGRAMS += tests/api/list-api
tests_api_list_api_SOURCES = tests/api/list-api.c
nodist_EXTRA_tests_api_list_api_SOURCES = tests/dummy.cc
tests_api_list_api_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_api_list_api_LDADD = $(GF_SEARCHD_LIBS) $(GF_TEST_LIBS)
