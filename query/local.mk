# SPDX-License-Identifier: GPL-3.0-or-later
# The library of questions and its command.  Whatever links libquery.a adds $(QUERY_LIBS)
# after it, and a nodist_EXTRA_..._SOURCES = query/dummy.cc to be linked as C++.

QUERY_LIBS = libnorsk.a libxapian-c.a libcommon.a \
	$(JANSSON_LIBS) $(XAPIAN_LIBS) $(GLIB_LIBS) $(NORSK_LIBS) -lm

noinst_LIBRARIES += libquery.a
libquery_a_SOURCES = \
	query/answers/answer.c query/answers/answer.h \
	query/answers/facet.c query/answers/facet.h \
	query/answers/hit.c query/answers/hit.h \
	query/answers/partial.c query/answers/partial.h \
	query/answers/search.c query/search.h query/answers/search-private.h \
	query/answers/snippet.c query/answers/snippet.h \
	query/answers/status.c \
	query/answers/versions.c query/answers/versions.h \
	query/cursor.c query/cursor.h \
	query/index/index-state.c query/index/index-suggest.c \
	query/index/index.c query/index.h query/index/index-private.h \
	query/index/memory.c query/index/memory.h \
	query/index/record-read.c \
	query/index/record-words.c query/index/record-words.h \
	query/index/reference-target.c query/index/reference-target.h \
	query/index/references.c query/index/references.h \
	query/index/renames-register.c query/index/renames-text.c \
	query/index/renames.c query/index/renames.h query/index/renames-private.h \
	query/index/shard.c query/index/shard.h query/index/shards.c query/index/shards.h \
	query/index/unit-words.c query/index/unit-words.h \
	query/index/word-data.c \
	query/json.c query/json.h \
	query/plan/context.c query/plan/context.h \
	query/plan/grams.c query/plan/grams.h \
	query/plan/group.c query/plan/group.h \
	query/plan/leaf.c query/plan/leaf-word.c \
	query/plan/like.c query/plan/like.h \
	query/plan/locate.c \
	query/plan/marks.c query/plan/marks.h \
	query/plan/names.c query/plan/names.h \
	query/plan/order.c \
	query/plan/plan.c query/plan/plan.h query/plan/plan-private.h \
	query/plan/rank.c query/plan/rank.h \
	query/plan/reading.c query/plan/reading.h \
	query/plan/root.c query/plan/root.h \
	query/plan/words.c query/plan/words.h \
	query/print/csv-counts.c \
	query/print/csv.c query/print/csv.h \
	query/print/text-show.c query/print/text-show-unit.c \
	query/print/text.c query/print/text.h query/print/text-pieces.c query/print/text-private.h \
	query/question/case-words.c query/question/case-words.h \
	query/question/dates.c query/question/dates.h \
	query/question/describe.c query/question/describe.h \
	query/question/fields.c query/question/fields.h \
	query/question/lexer.c query/question/lexer.h \
	query/question/parse-leaf.c query/question/parse-say.c \
	query/question/parse.c query/question/parse.h query/question/parse-private.h \
	query/question/stop-words.c query/question/stop-words.h \
	query/question/tree.c query/question/tree.h \
	query/question/trouble.c query/question/trouble.h \
	query/request.c query/request.h \
	query/show/show-list.c query/show/show-part.c query/show/show-part.h query/show/show-path.c \
	query/show/show-private.h query/show/show-unit.c \
	query/show/show.c query/show/show-document.c query/show/show-file.c query/show/show-find.c \
	query/words/near.c query/words/near.h \
	query/words/spelling.c query/words/spelling.h \
	query/words/suggest.c query/words/suggest.h
libquery_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS)

bin_PROGRAMS += gjenfinn-query
gjenfinn_query_SOURCES = \
	query/answers/all-hits.c query/answers/all-hits.h \
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
