# SPDX-License-Identifier: GPL-3.0-or-later
# The library of questions and its command.  Whatever links libquery.a adds $(QUERY_LIBS)
# after it, and a nodist_EXTRA_..._SOURCES = query/dummy.cc to be linked as C++.

QUERY_LIBS = libnorsk.a libxapian-c.a libcommon.a \
	$(JANSSON_LIBS) $(XAPIAN_LIBS) $(GLIB_LIBS) $(NORSK_LIBS) -lm

noinst_LIBRARIES += libquery.a
libquery_a_SOURCES = \
	query/answer.c query/answer.h \
	query/case-words.c query/case-words.h \
	query/context.c query/context.h \
	query/csv.c query/csv.h \
	query/csv-counts.c \
	query/cursor.c query/cursor.h \
	query/dates.c query/dates.h \
	query/describe.c query/describe.h \
	query/facet.c query/facet.h \
	query/fields.c query/fields.h \
	query/grams.c query/grams.h \
	query/group.c query/group.h \
	query/hit.c query/hit.h \
	query/index.c query/index.h query/index-private.h \
	query/index-state.c query/index-suggest.c \
	query/shard.c query/shard.h query/shards.c query/shards.h \
	query/json.c query/json-text.c query/json.h \
	query/leaf.c query/leaf-word.c \
	query/lexer.c query/lexer.h \
	query/like.c query/like.h \
	query/locate.c \
	query/marks.c query/marks.h \
	query/memory.c query/memory.h \
	query/near.c query/near.h \
	query/names.c query/names.h \
	query/order.c \
	query/parse.c query/parse.h query/parse-private.h \
	query/partial.c query/partial.h \
	query/parse-leaf.c query/parse-say.c \
	query/plan.c query/plan.h query/plan-private.h \
	query/rank.c query/rank.h \
	query/reading.c query/reading.h \
	query/record-read.c \
	query/reference-target.c query/reference-target.h \
	query/references.c query/references.h \
	query/renames.c query/renames.h query/renames-private.h \
	query/renames-register.c query/renames-text.c \
	query/request.c query/request.h \
	query/root.c query/root.h \
	query/search.c query/search.h query/search-private.h \
	query/show.c query/show-document.c query/show-file.c query/show-find.c \
	query/show-list.c query/show-part.c query/show-part.h query/show-path.c \
	query/show-private.h query/show-unit.c \
	query/snippet.c query/snippet.h \
	query/status.c \
	query/spelling.c query/spelling.h \
	query/stop-words.c query/stop-words.h \
	query/suggest.c query/suggest.h \
	query/text.c query/text.h query/text-pieces.c query/text-private.h \
	query/text-show.c query/text-show-unit.c \
	query/tree.c query/tree.h \
	query/trouble.c query/trouble.h \
	query/unit-words.c query/unit-words.h \
	query/versions.c query/versions.h \
	query/word-data.c \
	query/words.c query/words.h
libquery_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)

bin_PROGRAMS += gjenfinn-query
gjenfinn_query_SOURCES = \
	query/all-hits.c query/all-hits.h \
	query/ask-index.c query/ask-index.h \
	query/ask-server.c query/ask-server.h \
	query/commands.c query/commands.h \
	query/input.c query/input.h \
	query/main.c \
	query/options.c query/options.h \
	query/parameters.c query/parameters.h \
	query/remote/fetch.c query/remote/fetch.h \
	query/remote/server.c query/remote/server.h
# Never compiled to anything: it makes automake link with the C++ compiler, as libxapian
# needs.
nodist_EXTRA_gjenfinn_query_SOURCES = query/dummy.cc
gjenfinn_query_CPPFLAGS = $(libquery_a_CPPFLAGS) $(CURL_CFLAGS)
gjenfinn_query_LDADD = libquery.a $(QUERY_LIBS) $(CURL_LIBS)
