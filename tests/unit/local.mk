# SPDX-License-Identifier: GPL-3.0-or-later
# A program a module; it links what that module needs and no more.
UNIT_TESTS = \
	tests/unit/test-charset \
	tests/unit/test-crawl \
	tests/unit/test-files \
	tests/unit/test-html-hints \
	tests/unit/test-markdown \
	tests/unit/test-message \
	tests/unit/test-parse \
	tests/unit/test-pdf-lines \
	tests/unit/test-period \
	tests/unit/test-plan \
	tests/unit/test-postings \
	tests/unit/test-record \
	tests/unit/test-registers \
	tests/unit/test-render \
	tests/unit/test-request \
	tests/unit/test-schema \
	tests/unit/test-snippet \
	tests/unit/test-stem \
	tests/unit/test-text \
	tests/unit/test-tokens \
	tests/unit/test-understand-hostile \
	tests/unit/test-understand-layouts \
	tests/unit/test-understand-outcomes \
	tests/unit/test-understand-parts \
	tests/unit/test-understand-seeds
check_PROGRAMS += $(UNIT_TESTS)
TESTS += $(UNIT_TESTS)
EXTRA_DIST += tests/tap.h

tests_unit_test_crawl_SOURCES = tests/unit/test-crawl.c
tests_unit_test_crawl_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_crawl_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_files_SOURCES = tests/unit/test-files.c
tests_unit_test_files_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_files_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_message_SOURCES = tests/unit/test-message.c
tests_unit_test_message_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_message_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_record_SOURCES = tests/unit/test-record.c
tests_unit_test_record_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_record_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_schema_SOURCES = tests/unit/test-schema.c
tests_unit_test_schema_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_schema_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_postings_SOURCES = tests/unit/test-postings.c
tests_unit_test_postings_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_postings_LDADD = libextract.a libnorsk.a libcommon.a $(STEMMER_LIBS) $(GF_TEST_LIBS)

tests_unit_test_stem_SOURCES = tests/unit/test-stem.c
tests_unit_test_stem_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_stem_LDADD = libnorsk.a libcommon.a $(STEMMER_LIBS) $(GF_TEST_LIBS)

tests_unit_test_tokens_SOURCES = tests/unit/test-tokens.c
tests_unit_test_tokens_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_tokens_LDADD = libnorsk.a libcommon.a $(STEMMER_LIBS) $(GF_TEST_LIBS)

tests_unit_test_parse_SOURCES = tests/unit/test-parse.c
nodist_EXTRA_tests_unit_test_parse_SOURCES = tests/dummy.cc
tests_unit_test_parse_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_parse_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_period_SOURCES = tests/unit/test-period.c
nodist_EXTRA_tests_unit_test_period_SOURCES = tests/dummy.cc
tests_unit_test_period_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_period_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_plan_SOURCES = tests/unit/test-plan.c
nodist_EXTRA_tests_unit_test_plan_SOURCES = tests/dummy.cc
tests_unit_test_plan_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_plan_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_render_SOURCES = tests/unit/test-render.c
nodist_EXTRA_tests_unit_test_render_SOURCES = tests/dummy.cc
tests_unit_test_render_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_render_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_request_SOURCES = tests/unit/test-request.c
nodist_EXTRA_tests_unit_test_request_SOURCES = tests/dummy.cc
tests_unit_test_request_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_request_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_snippet_SOURCES = tests/unit/test-snippet.c
nodist_EXTRA_tests_unit_test_snippet_SOURCES = tests/dummy.cc
tests_unit_test_snippet_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_snippet_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_charset_SOURCES = tests/unit/test-charset.c
tests_unit_test_charset_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_unit_test_charset_LDADD = $(EXTRACT_TEST_LIBS)

tests_unit_test_html_hints_SOURCES = tests/unit/test-html-hints.c
tests_unit_test_html_hints_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_unit_test_html_hints_LDADD = $(EXTRACT_TEST_LIBS)

tests_unit_test_markdown_SOURCES = tests/unit/test-markdown.c
tests_unit_test_markdown_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_unit_test_markdown_LDADD = $(EXTRACT_TEST_LIBS)

tests_unit_test_pdf_lines_SOURCES = tests/unit/test-pdf-lines.c
tests_unit_test_pdf_lines_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_unit_test_pdf_lines_LDADD = $(EXTRACT_TEST_LIBS)

tests_unit_test_registers_SOURCES = tests/unit/test-registers.c
tests_unit_test_registers_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_registers_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_text_SOURCES = tests/unit/test-text.c
tests_unit_test_text_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_text_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_hostile_SOURCES = tests/unit/test-understand-hostile.c tests/unit/test-understand.h
tests_unit_test_understand_hostile_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_hostile_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_layouts_SOURCES = tests/unit/test-understand-layouts.c tests/unit/test-understand.h
tests_unit_test_understand_layouts_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_layouts_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_outcomes_SOURCES = tests/unit/test-understand-outcomes.c tests/unit/test-understand.h
tests_unit_test_understand_outcomes_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_outcomes_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_parts_SOURCES = tests/unit/test-understand-parts.c tests/unit/test-understand.h
tests_unit_test_understand_parts_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_parts_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_seeds_SOURCES = tests/unit/test-understand-seeds.c tests/unit/test-understand.h
tests_unit_test_understand_seeds_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_seeds_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)
