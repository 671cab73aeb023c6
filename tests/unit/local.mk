# SPDX-License-Identifier: GPL-3.0-or-later
# A program a module; it links what that module needs and no more.
UNIT_TESTS = \
	tests/unit/test-analyse \
	tests/unit/test-analysis \
	tests/unit/test-charset \
	tests/unit/test-crawl \
	tests/unit/test-edges \
	tests/unit/test-ellipsis \
	tests/unit/test-files \
	tests/unit/test-follow-ups \
	tests/unit/test-html-hints \
	tests/unit/test-lexicon \
	tests/unit/test-lexicon-damage \
	tests/unit/test-lexicon-join \
	tests/unit/test-shards \
	tests/unit/test-lttoolbox \
	tests/unit/test-markdown \
	tests/unit/test-message \
	tests/unit/test-near \
	tests/unit/test-parse \
	tests/unit/test-parse-trouble \
	tests/unit/test-pdf-lines \
	tests/unit/test-period \
	tests/unit/test-plan \
	tests/unit/test-postings \
	tests/unit/test-record \
	tests/unit/test-record-view \
	tests/unit/test-references \
	tests/unit/test-registers \
	tests/unit/test-renames \
	tests/unit/test-render \
	tests/unit/test-repeats \
	tests/unit/test-request \
	tests/unit/test-roots \
	tests/unit/test-schema \
	tests/unit/test-signature \
	tests/unit/test-sketch \
	tests/unit/test-json \
	tests/unit/test-memory \
	tests/unit/test-snippet \
	tests/unit/test-spelling \
	tests/unit/test-stem \
	tests/unit/test-suggest \
	tests/unit/test-text \
	tests/unit/test-tokens \
	tests/unit/test-understand-head \
	tests/unit/test-understand-case-parts \
	tests/unit/test-understand-cases \
	tests/unit/test-understand-hostile \
	tests/unit/test-understand-layouts \
	tests/unit/test-understand-clauses \
	tests/unit/test-understand-heads \
	tests/unit/test-understand-outcomes \
	tests/unit/test-understand-parts \
	tests/unit/test-understand-people \
	tests/unit/test-understand-sections \
	tests/unit/test-understand-seeds \
	tests/unit/test-word-pairs \
	tests/unit/test-watch \
	tests/unit/test-word-roots \
	tests/unit/test-word-table
check_PROGRAMS += $(UNIT_TESTS)
TESTS += $(UNIT_TESTS)
EXTRA_DIST += tests/tap.h tests/unit/head-layouts.tsv tests/unit/outcome-cases.tsv tests/unit/outcome-phrases.tsv

tests_unit_test_crawl_SOURCES = tests/unit/test-crawl.c
tests_unit_test_crawl_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_crawl_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_files_SOURCES = tests/unit/test-files.c
tests_unit_test_files_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_files_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_lexicon_SOURCES = tests/unit/test-lexicon.c
tests_unit_test_lexicon_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_lexicon_LDADD = libcommon.a $(GF_TEST_LIBS) -lm

tests_unit_test_lexicon_damage_SOURCES = tests/unit/test-lexicon-damage.c
tests_unit_test_lexicon_damage_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_lexicon_damage_LDADD = libcommon.a $(GF_TEST_LIBS) -lm

tests_unit_test_lexicon_join_SOURCES = tests/unit/test-lexicon-join.c
tests_unit_test_lexicon_join_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_lexicon_join_LDADD = libcommon.a $(GF_TEST_LIBS) -lm

tests_unit_test_message_SOURCES = tests/unit/test-message.c
tests_unit_test_message_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_message_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_record_SOURCES = tests/unit/test-record.c
tests_unit_test_record_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_record_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_record_view_SOURCES = tests/unit/test-record-view.c
tests_unit_test_record_view_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_record_view_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_schema_SOURCES = tests/unit/test-schema.c
tests_unit_test_schema_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_schema_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_analyse_SOURCES = tests/unit/test-analyse.c tests/unit/postings-print.h
tests_unit_test_analyse_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_analyse_LDADD = libextract.a libsandbox.a libnorsk.a libcommon.a $(STEMMER_LIBS) $(GF_TEST_LIBS)

tests_unit_test_postings_SOURCES = tests/unit/test-postings.c tests/unit/postings-print.h
tests_unit_test_postings_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_postings_LDADD = libextract.a libsandbox.a libnorsk.a libcommon.a $(STEMMER_LIBS) $(GF_TEST_LIBS)

tests_unit_test_ellipsis_SOURCES = tests/unit/test-ellipsis.c
tests_unit_test_ellipsis_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_ellipsis_LDADD = libextract.a libnorsk.a libcommon.a $(STEMMER_LIBS) $(GF_TEST_LIBS)

tests_unit_test_edges_SOURCES = tests/unit/test-edges.c
tests_unit_test_edges_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_edges_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_watch_SOURCES = tests/unit/test-watch.c
tests_unit_test_watch_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_watch_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_word_roots_SOURCES = tests/unit/test-word-roots.c
tests_unit_test_word_roots_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_word_roots_LDADD = libcommon.a $(GF_TEST_LIBS)

tests_unit_test_word_table_SOURCES = tests/unit/test-word-table.c
tests_unit_test_word_table_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_word_table_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

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

tests_unit_test_parse_trouble_SOURCES = tests/unit/test-parse-trouble.c
nodist_EXTRA_tests_unit_test_parse_trouble_SOURCES = tests/dummy.cc
tests_unit_test_parse_trouble_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_parse_trouble_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_period_SOURCES = tests/unit/test-period.c
nodist_EXTRA_tests_unit_test_period_SOURCES = tests/dummy.cc
tests_unit_test_period_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_period_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_plan_SOURCES = tests/unit/test-plan.c
nodist_EXTRA_tests_unit_test_plan_SOURCES = tests/dummy.cc
tests_unit_test_plan_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_plan_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_renames_SOURCES = tests/unit/test-renames.c
nodist_EXTRA_tests_unit_test_renames_SOURCES = tests/dummy.cc
tests_unit_test_renames_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_renames_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_render_SOURCES = tests/unit/test-render.c
nodist_EXTRA_tests_unit_test_render_SOURCES = tests/dummy.cc
tests_unit_test_render_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_render_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_shards_SOURCES = tests/unit/test-shards.c
nodist_EXTRA_tests_unit_test_shards_SOURCES = tests/dummy.cc
tests_unit_test_shards_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_shards_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_request_SOURCES = tests/unit/test-request.c
nodist_EXTRA_tests_unit_test_request_SOURCES = tests/dummy.cc
tests_unit_test_request_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_request_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_near_SOURCES = tests/unit/test-near.c
nodist_EXTRA_tests_unit_test_near_SOURCES = tests/dummy.cc
tests_unit_test_near_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_near_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_spelling_SOURCES = tests/unit/test-spelling.c
nodist_EXTRA_tests_unit_test_spelling_SOURCES = tests/dummy.cc
tests_unit_test_spelling_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_spelling_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_suggest_SOURCES = tests/unit/test-suggest.c
nodist_EXTRA_tests_unit_test_suggest_SOURCES = tests/dummy.cc
tests_unit_test_suggest_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_suggest_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_snippet_SOURCES = tests/unit/test-snippet.c
nodist_EXTRA_tests_unit_test_snippet_SOURCES = tests/dummy.cc
tests_unit_test_snippet_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_snippet_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_json_SOURCES = tests/unit/test-json.c
nodist_EXTRA_tests_unit_test_json_SOURCES = tests/dummy.cc
tests_unit_test_json_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_json_LDADD = $(QUERY_TEST_LIBS)

tests_unit_test_memory_SOURCES = tests/unit/test-memory.c
nodist_EXTRA_tests_unit_test_memory_SOURCES = tests/dummy.cc
tests_unit_test_memory_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_unit_test_memory_LDADD = $(QUERY_TEST_LIBS)

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

tests_unit_test_understand_case_parts_SOURCES = tests/unit/test-understand-case-parts.c tests/unit/test-understand.h
tests_unit_test_understand_case_parts_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_case_parts_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_cases_SOURCES = tests/unit/test-understand-cases.c tests/unit/test-understand.h
tests_unit_test_understand_cases_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_cases_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_hostile_SOURCES = tests/unit/test-understand-hostile.c tests/unit/test-understand.h
tests_unit_test_understand_hostile_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_hostile_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_layouts_SOURCES = tests/unit/test-understand-layouts.c tests/unit/test-understand.h
tests_unit_test_understand_layouts_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_layouts_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_references_SOURCES = tests/unit/test-references.c tests/unit/test-understand.h
tests_unit_test_references_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_references_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_follow_ups_SOURCES = tests/unit/test-follow-ups.c tests/unit/test-understand.h
tests_unit_test_follow_ups_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_follow_ups_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_heads_SOURCES = tests/unit/test-understand-heads.c tests/unit/test-understand.h
tests_unit_test_understand_heads_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_heads_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_clauses_SOURCES = tests/unit/test-understand-clauses.c tests/unit/test-understand.h
tests_unit_test_understand_clauses_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_clauses_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_outcomes_SOURCES = tests/unit/test-understand-outcomes.c tests/unit/test-understand.h
tests_unit_test_understand_outcomes_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_outcomes_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_repeats_SOURCES = tests/unit/test-repeats.c tests/unit/test-understand.h
tests_unit_test_repeats_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_repeats_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_parts_SOURCES = tests/unit/test-understand-parts.c tests/unit/test-understand.h
tests_unit_test_understand_parts_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_parts_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_sections_SOURCES = tests/unit/test-understand-sections.c tests/unit/test-understand.h
tests_unit_test_understand_sections_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_sections_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_seeds_SOURCES = tests/unit/test-understand-seeds.c tests/unit/test-understand.h
tests_unit_test_understand_seeds_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_seeds_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

# What asks the dictionaries; dummy.cc has it linked as C++, as lttoolbox needs.
NORSK_TEST_LIBS = libnorsk.a libcommon.a $(NORSK_LIBS) $(GF_TEST_LIBS)

tests_unit_test_analysis_SOURCES = tests/unit/test-analysis.c
nodist_EXTRA_tests_unit_test_analysis_SOURCES = tests/dummy.cc
tests_unit_test_analysis_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_analysis_LDADD = $(NORSK_TEST_LIBS)

tests_unit_test_lttoolbox_SOURCES = tests/unit/test-lttoolbox.c
nodist_EXTRA_tests_unit_test_lttoolbox_SOURCES = tests/dummy.cc
tests_unit_test_lttoolbox_CPPFLAGS = $(GF_TEST_CPPFLAGS) -DGF_DICTIONARIES=\"$(apertiumdir)\"
tests_unit_test_lttoolbox_LDADD = $(NORSK_TEST_LIBS)

tests_unit_test_roots_SOURCES = tests/unit/test-roots.c
nodist_EXTRA_tests_unit_test_roots_SOURCES = tests/dummy.cc
tests_unit_test_roots_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_roots_LDADD = $(NORSK_TEST_LIBS)

tests_unit_test_word_pairs_SOURCES = tests/unit/test-word-pairs.c
nodist_EXTRA_tests_unit_test_word_pairs_SOURCES = tests/dummy.cc
tests_unit_test_word_pairs_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_word_pairs_LDADD = $(NORSK_TEST_LIBS)

tests_unit_test_signature_SOURCES = tests/unit/test-signature.c tests/unit/test-understand.h
tests_unit_test_signature_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_signature_LDADD = libextract.a libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_sketch_SOURCES = tests/unit/test-sketch.c
tests_unit_test_sketch_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_sketch_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_head_SOURCES = tests/unit/test-understand-head.c tests/unit/test-understand.h
tests_unit_test_understand_head_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_head_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_unit_test_understand_people_SOURCES = tests/unit/test-understand-people.c tests/unit/test-understand.h
tests_unit_test_understand_people_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_unit_test_understand_people_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)
