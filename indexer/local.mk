# SPDX-License-Identifier: GPL-3.0-or-later
bin_PROGRAMS += gjenfinn-indexer
noinst_LIBRARIES += libindexer.a
libindexer_a_SOURCES = \
	indexer/analyst.h indexer/analyst.c \
	indexer/batch.h indexer/batch.c \
	indexer/child.h indexer/child.c \
	indexer/crawl.h indexer/crawl.c \
	indexer/edges.h indexer/edges.c \
	indexer/entry.h indexer/entry.c \
	indexer/file.h indexer/file.c \
	indexer/files.h indexer/files.c \
	indexer/follow.h indexer/follow.c \
	indexer/folder.h indexer/folder.c \
	indexer/options.h indexer/options.c \
	indexer/pool.h indexer/pool-private.h indexer/pool.c \
	indexer/pool-blame.c indexer/pool-hear.c \
	indexer/progress.h indexer/progress.c \
	indexer/run.h indexer/run-private.h indexer/run.c indexer/run-end.c indexer/run-members.c \
	indexer/recognised.h indexer/recognised.c \
	indexer/settings.h indexer/settings.c \
	indexer/sketch.h indexer/sketch.c \
	indexer/spool.h indexer/spool.c \
	indexer/runs.h indexer/runs.c \
	indexer/stated.h indexer/stated.c \
	indexer/store.h indexer/store-private.h indexer/store.c \
	indexer/store-batch.c indexer/store-mend.c indexer/store-put.c \
	indexer/version-marks.h indexer/version-marks.c \
	indexer/versions.h indexer/versions.c \
	indexer/vocabulary.h indexer/vocabulary.c \
	indexer/watch.h indexer/watch.c \
	indexer/word-table.h indexer/word-table.c
libindexer_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
gjenfinn_indexer_SOURCES = indexer/main.c
# Never compiled to anything: it makes automake link with the C++ compiler, as libxapian needs.
nodist_EXTRA_gjenfinn_indexer_SOURCES = indexer/dummy.cc
gjenfinn_indexer_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
gjenfinn_indexer_LDADD = libindexer.a libxapian-c.a libcommon.a $(XAPIAN_LIBS) $(GLIB_LIBS)

include indexer/sandbox/local.mk
include indexer/words/local.mk
include indexer/understand/local.mk
include indexer/extract/local.mk
