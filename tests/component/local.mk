# SPDX-License-Identifier: GPL-3.0-or-later
# Rooms on real databases, files, processes and sockets.
COMPONENT_TESTS = \
	tests/component/test-access-tokens \
	tests/component/test-analyst \
	tests/component/test-extract-archive \
	tests/component/test-extract-pdf \
	tests/component/test-extract-damage \
	tests/component/test-extract-formats \
	tests/component/test-extract-images \
	tests/component/test-extract-html \
	tests/component/test-extract-legacy \
	tests/component/test-extract-losses \
	tests/component/test-extract-mail \
	tests/component/test-extract-rtf \
	tests/component/test-extract-sheets \
	tests/component/test-extract-slides \
	tests/component/test-extract-word \
	tests/component/test-extract-limits \
	tests/component/test-extract-worker \
	tests/component/test-http-accept \
	tests/component/test-http-access \
	tests/component/test-http-clients \
	tests/component/test-http-conditional \
	tests/component/test-http-connections \
	tests/component/test-http-feed \
	tests/component/test-http-limits \
	tests/component/test-http-queue \
	tests/component/test-http-turns \
	tests/component/test-http-range \
	tests/component/test-http-rate \
	tests/component/test-http-reply \
	tests/component/test-http-request \
	tests/component/test-http-settings \
	tests/component/test-operate-log \
	tests/component/test-operate-metrics \
	tests/component/test-operate-notify \
	tests/component/test-operate-settings \
	tests/component/test-pool \
	tests/component/test-query \
	tests/component/test-query-answer \
	tests/component/test-query-forged \
	tests/component/test-query-cursor \
	tests/component/test-query-references \
	tests/component/test-query-index \
	tests/component/test-query-nasty \
	tests/component/test-query-shards \
	tests/component/test-query-step \
	tests/component/test-query-switch \
	tests/component/test-recognised \
	tests/component/test-sandbox \
	tests/component/test-store \
	tests/component/test-store-batch \
	tests/component/test-store-merge \
	tests/component/test-versions \
	tests/component/test-verbatim \
	tests/component/test-vocabulary \
	tests/component/test-words \
	tests/component/test-xapian-bulk \
	tests/component/test-xapian-data \
	tests/component/test-xapian-collapse \
	tests/component/test-xapian-damage \
	tests/component/test-xapian-database \
	tests/component/test-xapian-error \
	tests/component/test-xapian-match \
	tests/component/test-xapian-overtaken \
	tests/component/test-xapian-places \
	tests/component/test-xapian-query \
	tests/component/test-xapian-search \
	tests/component/test-xapian-shards \
	tests/component/test-xapian-writer
check_PROGRAMS += $(COMPONENT_TESTS) tests/component/bad-extract \
	tests/component/bad-words tests/component/make-query-index
COMPONENT_SHELL_TESTS = tests/component/test-http.sh tests/component/test-http-formats.sh tests/component/test-http-words.sh \
	tests/component/test-query-command.sh tests/component/test-query-server.sh \
	tests/component/test-http-tls.sh
TESTS += $(COMPONENT_TESTS) $(COMPONENT_SHELL_TESTS)
EXTRA_DIST += $(COMPONENT_SHELL_TESTS) tests/component/http-lib.sh tests/component/pages

tests_component_bad_extract_SOURCES = tests/component/bad-extract.c
tests_component_bad_extract_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_component_bad_extract_LDADD = libcommon.a $(GLIB_LIBS)

tests_component_bad_words_SOURCES = tests/component/bad-words.c
tests_component_bad_words_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
tests_component_bad_words_LDADD = libcommon.a $(GLIB_LIBS)

tests_component_test_analyst_SOURCES = tests/component/test-analyst.c
tests_component_test_analyst_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_analyst_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

tests_component_test_pool_SOURCES = tests/component/test-pool.c tests/component/pool-modes.h
tests_component_test_pool_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_pool_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

# Whatever links the shim is linked as C++.
GF_XAPIAN_TEST_LIBS = libxapian-c.a libcommon.a $(XAPIAN_LIBS) $(GF_TEST_LIBS)

STORE_FIXTURE = tests/component/store-fixture.c tests/component/store-fixture.h

tests_component_test_store_SOURCES = tests/component/test-store.c $(STORE_FIXTURE)
nodist_EXTRA_tests_component_test_store_SOURCES = tests/dummy.cc
tests_component_test_store_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_store_LDADD = libindexer.a $(GF_XAPIAN_TEST_LIBS)

STORE_NUMBERS = tests/component/store-numbers.c tests/component/store-numbers.h $(STORE_FIXTURE)
tests_component_test_store_batch_SOURCES = tests/component/test-store-batch.c $(STORE_NUMBERS)
nodist_EXTRA_tests_component_test_store_batch_SOURCES = tests/dummy.cc
tests_component_test_store_batch_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_store_batch_LDADD = libindexer.a $(GF_XAPIAN_TEST_LIBS)

tests_component_test_store_merge_SOURCES = tests/component/test-store-merge.c $(STORE_NUMBERS)
nodist_EXTRA_tests_component_test_store_merge_SOURCES = tests/dummy.cc
tests_component_test_store_merge_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_store_merge_LDADD = libxapian-c-testing.a libindexer.a $(GF_XAPIAN_TEST_LIBS)

tests_component_test_versions_SOURCES = tests/component/test-versions.c $(STORE_FIXTURE)
nodist_EXTRA_tests_component_test_versions_SOURCES = tests/dummy.cc
tests_component_test_versions_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_versions_LDADD = libindexer.a $(GF_XAPIAN_TEST_LIBS)

tests_component_test_verbatim_SOURCES = tests/component/test-verbatim.c tests/unit/test-understand.h
tests_component_test_verbatim_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_verbatim_LDADD = libunderstand.a libcommon.a $(GF_TEST_LIBS)

tests_component_test_vocabulary_SOURCES = tests/component/test-vocabulary.c $(STORE_FIXTURE)
nodist_EXTRA_tests_component_test_vocabulary_SOURCES = tests/dummy.cc
tests_component_test_vocabulary_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_vocabulary_LDADD = libindexer.a $(GF_XAPIAN_TEST_LIBS)

XAPIAN_FIXTURE = tests/component/test-xapian-fixture.c tests/component/test-xapian-fixture.h

tests_component_test_xapian_bulk_SOURCES = tests/component/test-xapian-bulk.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_bulk_SOURCES = tests/dummy.cc
tests_component_test_xapian_bulk_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_bulk_LDADD = libxapian-c-testing.a $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_damage_SOURCES = tests/component/test-xapian-damage.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_damage_SOURCES = tests/dummy.cc
tests_component_test_xapian_damage_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_damage_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_database_SOURCES = tests/component/test-xapian-database.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_database_SOURCES = tests/dummy.cc
tests_component_test_xapian_database_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_database_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_overtaken_SOURCES = tests/component/test-xapian-overtaken.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_overtaken_SOURCES = tests/dummy.cc
tests_component_test_xapian_overtaken_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_overtaken_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_error_SOURCES = tests/component/test-xapian-error.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_error_SOURCES = tests/dummy.cc
tests_component_test_xapian_error_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_error_LDADD = libxapian-c-testing.a $(GF_XAPIAN_TEST_LIBS)

XAPIAN_TREES = tests/component/xapian-trees.c tests/component/xapian-trees.h $(XAPIAN_FIXTURE)
tests_component_test_xapian_match_SOURCES = tests/component/test-xapian-match.c $(XAPIAN_TREES)
nodist_EXTRA_tests_component_test_xapian_match_SOURCES = tests/dummy.cc
tests_component_test_xapian_match_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_match_LDADD = libxapian-c-testing.a $(GF_XAPIAN_TEST_LIBS) -lm

tests_component_test_xapian_places_SOURCES = tests/component/test-xapian-places.c $(XAPIAN_TREES)
nodist_EXTRA_tests_component_test_xapian_places_SOURCES = tests/dummy.cc
tests_component_test_xapian_places_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_places_LDADD = libxapian-c-testing.a $(GF_XAPIAN_TEST_LIBS) -lm

tests_component_test_xapian_query_SOURCES = tests/component/test-xapian-query.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_query_SOURCES = tests/dummy.cc
tests_component_test_xapian_query_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_query_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_collapse_SOURCES = tests/component/test-xapian-collapse.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_collapse_SOURCES = tests/dummy.cc
tests_component_test_xapian_collapse_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_collapse_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_search_SOURCES = tests/component/test-xapian-search.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_search_SOURCES = tests/dummy.cc
tests_component_test_xapian_search_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_search_LDADD = libxapian-c-testing.a $(GF_XAPIAN_TEST_LIBS)

XAPIAN_SERVERS = tests/component/xapian-servers.c tests/component/xapian-servers.h

tests_component_test_xapian_data_SOURCES = tests/component/test-xapian-data.c $(XAPIAN_FIXTURE) $(XAPIAN_SERVERS)
nodist_EXTRA_tests_component_test_xapian_data_SOURCES = tests/dummy.cc
tests_component_test_xapian_data_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_data_LDADD = $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_shards_SOURCES = tests/component/test-xapian-shards.c \
	$(XAPIAN_FIXTURE) $(XAPIAN_SERVERS)
nodist_EXTRA_tests_component_test_xapian_shards_SOURCES = tests/dummy.cc
tests_component_test_xapian_shards_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_shards_LDADD = libxapian-c-testing.a $(GF_XAPIAN_TEST_LIBS)

tests_component_test_xapian_writer_SOURCES = tests/component/test-xapian-writer.c $(XAPIAN_FIXTURE)
nodist_EXTRA_tests_component_test_xapian_writer_SOURCES = tests/dummy.cc
tests_component_test_xapian_writer_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_xapian_writer_LDADD = $(GF_XAPIAN_TEST_LIBS)

# lttoolbox-none.c before libnorsk.a takes the place of the dictionaries.
QUERY_FIXTURE = tests/component/query-fixture.c tests/component/query-fixture-hits.c tests/component/query-fixture.h norsk/lttoolbox-none.c

tests_component_test_query_SOURCES = tests/component/test-query.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_SOURCES = tests/dummy.cc
tests_component_test_query_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_forged_SOURCES = tests/component/test-query-forged.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_forged_SOURCES = tests/dummy.cc
tests_component_test_query_forged_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_forged_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_answer_SOURCES = tests/component/test-query-answer.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_answer_SOURCES = tests/dummy.cc
tests_component_test_query_answer_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_answer_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_references_SOURCES = tests/component/test-query-references.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_references_SOURCES = tests/dummy.cc
tests_component_test_query_references_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_references_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_index_SOURCES = tests/component/test-query-index.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_index_SOURCES = tests/dummy.cc
tests_component_test_query_index_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_index_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_nasty_SOURCES = tests/component/test-query-nasty.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_nasty_SOURCES = tests/dummy.cc
tests_component_test_query_nasty_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_nasty_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_cursor_SOURCES = tests/component/test-query-cursor.c \
	$(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_cursor_SOURCES = tests/dummy.cc
tests_component_test_query_cursor_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_cursor_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_shards_SOURCES = tests/component/test-query-shards.c \
	$(QUERY_FIXTURE) $(XAPIAN_SERVERS)
nodist_EXTRA_tests_component_test_query_shards_SOURCES = tests/dummy.cc
tests_component_test_query_shards_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_shards_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_step_SOURCES = tests/component/test-query-step.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_step_SOURCES = tests/dummy.cc
tests_component_test_query_step_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_step_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_query_switch_SOURCES = tests/component/test-query-switch.c \
	$(QUERY_FIXTURE)
nodist_EXTRA_tests_component_test_query_switch_SOURCES = tests/dummy.cc
tests_component_test_query_switch_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_test_query_switch_LDADD = $(QUERY_TEST_LIBS)

# Writes the index of the fixture, for the test of the command.
tests_component_make_query_index_SOURCES = tests/component/make-query-index.c $(QUERY_FIXTURE)
nodist_EXTRA_tests_component_make_query_index_SOURCES = tests/dummy.cc
tests_component_make_query_index_CPPFLAGS = $(QUERY_TEST_CPPFLAGS)
tests_component_make_query_index_LDADD = $(QUERY_TEST_LIBS)

tests_component_test_access_tokens_SOURCES = tests/component/test-access-tokens.c
tests_component_test_access_tokens_CPPFLAGS = $(tests_component_test_http_access_CPPFLAGS)
tests_component_test_access_tokens_LDADD = $(tests_component_test_http_access_LDADD)

tests_component_test_http_access_SOURCES = tests/component/test-http-access.c
tests_component_test_http_access_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_http_access_LDADD = libsearchd.a libcommon.a $(JANSSON_LIBS) \
	$(CRYPT_LIBS) $(GNUTLS_LIBS) $(GF_TEST_LIBS)

tests_component_test_http_accept_SOURCES = tests/component/test-http-accept.c
tests_component_test_http_accept_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_http_accept_LDADD = libsearchd.a $(JANSSON_LIBS) $(GF_TEST_LIBS)

tests_component_test_http_feed_SOURCES = tests/component/test-http-feed.c
nodist_EXTRA_tests_component_test_http_feed_SOURCES = tests/dummy.cc
tests_component_test_http_feed_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_http_feed_LDADD = $(GF_SEARCHD_LIBS) $(GF_TEST_LIBS)

tests_component_test_http_conditional_SOURCES = tests/component/test-http-conditional.c
tests_component_test_http_conditional_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_http_conditional_LDADD = libsearchd.a $(GF_TEST_LIBS)

# A server in the test's own process.
HTTP_FIXTURE = tests/component/http-fixture.c tests/component/http-fixture.h
GF_HTTP_TEST_LIBS = libhttpd.a $(GF_SEARCHD_LIBS) $(MICROHTTPD_LIBS) $(GF_TEST_LIBS)

tests_component_test_http_limits_SOURCES = tests/component/test-http-limits.c $(HTTP_FIXTURE)
nodist_EXTRA_tests_component_test_http_limits_SOURCES = tests/dummy.cc
tests_component_test_http_limits_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_http_limits_LDADD = $(GF_HTTP_TEST_LIBS)

tests_component_test_http_connections_SOURCES = tests/component/test-http-connections.c $(HTTP_FIXTURE)
nodist_EXTRA_tests_component_test_http_connections_SOURCES = tests/dummy.cc
tests_component_test_http_connections_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_http_connections_LDADD = $(GF_HTTP_TEST_LIBS)

tests_component_test_http_clients_SOURCES = tests/component/test-http-clients.c
tests_component_test_http_clients_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_http_clients_LDADD = libsearchd.a $(GF_TEST_LIBS)

tests_component_test_http_rate_SOURCES = tests/component/test-http-rate.c
tests_component_test_http_rate_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_http_rate_LDADD = libsearchd.a $(GF_TEST_LIBS)

tests_component_test_http_queue_SOURCES = tests/component/test-http-queue.c tests/component/pieces.h
tests_component_test_http_queue_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_http_queue_LDADD = libsearchd.a $(GF_TEST_LIBS)
tests_component_test_http_turns_SOURCES = tests/component/test-http-turns.c tests/component/pieces.h
tests_component_test_http_turns_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_http_turns_LDADD = libsearchd.a $(GF_TEST_LIBS)

tests_component_test_http_range_SOURCES = tests/component/test-http-range.c
tests_component_test_http_range_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_http_range_LDADD = libsearchd.a $(GF_TEST_LIBS)

tests_component_test_http_request_SOURCES = tests/component/test-http-request.c
tests_component_test_http_request_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_http_request_LDADD = libsearchd.a $(GF_TEST_LIBS)

tests_component_test_http_settings_SOURCES = tests/component/test-http-settings.c
tests_component_test_http_settings_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_http_settings_LDADD = libsearchd.a libcommon.a $(JANSSON_LIBS) \
	$(CRYPT_LIBS) $(GNUTLS_LIBS) $(GF_TEST_LIBS)

tests_component_test_operate_log_SOURCES = tests/component/test-operate-log.c
tests_component_test_operate_log_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_operate_log_LDADD = libsearchd.a $(JANSSON_LIBS) $(GF_TEST_LIBS)

tests_component_test_operate_metrics_SOURCES = tests/component/test-operate-metrics.c
tests_component_test_operate_metrics_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_operate_metrics_LDADD = libsearchd.a $(GF_TEST_LIBS)

tests_component_test_operate_notify_SOURCES = tests/component/test-operate-notify.c
tests_component_test_operate_notify_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_operate_notify_LDADD = libsearchd.a $(GF_TEST_LIBS)

tests_component_test_operate_settings_SOURCES = tests/component/test-operate-settings.c
tests_component_test_operate_settings_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_operate_settings_LDADD = libsearchd.a libcommon.a $(JANSSON_LIBS) \
	$(CRYPT_LIBS) $(GNUTLS_LIBS) $(GF_TEST_LIBS)

tests_component_test_http_reply_SOURCES = tests/component/test-http-reply.c
nodist_EXTRA_tests_component_test_http_reply_SOURCES = tests/dummy.cc
tests_component_test_http_reply_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_component_test_http_reply_LDADD = $(GF_SEARCHD_LIBS) $(GF_TEST_LIBS)

EXTRACT_FIXTURE = tests/component/extract-fixture.c tests/component/extract-fixture.h

tests_component_test_extract_damage_SOURCES = tests/component/test-extract-damage.c $(EXTRACT_FIXTURE)
tests_component_test_extract_damage_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_damage_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_formats_SOURCES = tests/component/test-extract-formats.c $(EXTRACT_FIXTURE)
tests_component_test_extract_formats_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_formats_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_images_SOURCES = tests/component/test-extract-images.c $(EXTRACT_FIXTURE)
tests_component_test_extract_images_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_images_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_recognised_SOURCES = tests/component/test-recognised.c
tests_component_test_recognised_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_recognised_LDADD = libindexer.a libcommon.a $(GF_TEST_LIBS)

MEMBERS_FIXTURE = $(EXTRACT_FIXTURE) tests/component/members-fixture.c tests/component/members-fixture.h

tests_component_test_extract_pdf_SOURCES = tests/component/test-extract-pdf.c $(MEMBERS_FIXTURE)
tests_component_test_extract_pdf_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_pdf_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_archive_SOURCES = tests/component/test-extract-archive.c $(MEMBERS_FIXTURE)
tests_component_test_extract_archive_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_archive_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_html_SOURCES = tests/component/test-extract-html.c $(EXTRACT_FIXTURE)
tests_component_test_extract_html_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_html_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_mail_SOURCES = tests/component/test-extract-mail.c $(MEMBERS_FIXTURE)
tests_component_test_extract_mail_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_mail_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_sandbox_SOURCES = tests/component/test-sandbox.c
tests_component_test_sandbox_CPPFLAGS = $(GF_TEST_CPPFLAGS)
tests_component_test_sandbox_LDADD = libsandbox.a $(SECCOMP_LIBS) $(GF_TEST_LIBS)

tests_component_test_words_SOURCES = tests/component/test-words.c
tests_component_test_words_CPPFLAGS = $(GF_TEST_CPPFLAGS) $(SECCOMP_CFLAGS)
tests_component_test_words_LDADD = libcommon.a $(SECCOMP_LIBS) $(GF_TEST_LIBS)

WORKER_FIXTURE = tests/component/worker-fixture.c tests/component/worker-fixture.h

tests_component_test_extract_limits_SOURCES = tests/component/test-extract-limits.c $(EXTRACT_FIXTURE) $(WORKER_FIXTURE)
tests_component_test_extract_limits_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_limits_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_worker_SOURCES = tests/component/test-extract-worker.c $(EXTRACT_FIXTURE) $(WORKER_FIXTURE)
tests_component_test_extract_worker_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_worker_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_sheets_SOURCES = tests/component/test-extract-sheets.c $(EXTRACT_FIXTURE)
tests_component_test_extract_sheets_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_sheets_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_slides_SOURCES = tests/component/test-extract-slides.c $(EXTRACT_FIXTURE)
tests_component_test_extract_slides_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_slides_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_word_SOURCES = tests/component/test-extract-word.c $(EXTRACT_FIXTURE)
tests_component_test_extract_word_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_word_LDADD = $(EXTRACT_TEST_LIBS)

OLE_FIXTURE = tests/component/ole-fixture.c tests/component/ole-fixture.h

tests_component_test_extract_legacy_SOURCES = tests/component/test-extract-legacy.c $(MEMBERS_FIXTURE) $(OLE_FIXTURE)
tests_component_test_extract_legacy_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_legacy_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_losses_SOURCES = tests/component/test-extract-losses.c $(MEMBERS_FIXTURE) $(OLE_FIXTURE)
tests_component_test_extract_losses_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_losses_LDADD = $(EXTRACT_TEST_LIBS)

tests_component_test_extract_rtf_SOURCES = tests/component/test-extract-rtf.c $(EXTRACT_FIXTURE)
tests_component_test_extract_rtf_CPPFLAGS = $(EXTRACT_TEST_CPPFLAGS)
tests_component_test_extract_rtf_LDADD = $(EXTRACT_TEST_LIBS)
