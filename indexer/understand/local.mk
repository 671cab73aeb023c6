# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libunderstand.a
libunderstand_a_SOURCES = \
	indexer/understand/bodies.c \
	indexer/understand/bodies.h \
	indexer/understand/boilerplate.c \
	indexer/understand/boilerplate.h \
	indexer/understand/case-title.c \
	indexer/understand/cases.c \
	indexer/understand/cases.h \
	indexer/understand/chain.c \
	indexer/understand/chain.h \
	indexer/understand/dates.c \
	indexer/understand/dates.h \
	indexer/understand/decisions.c \
	indexer/understand/decisions.h \
	indexer/understand/document-date.c \
	indexer/understand/furniture.c \
	indexer/understand/furniture.h \
	indexer/understand/glued.c \
	indexer/understand/glued.h \
	indexer/understand/head.c \
	indexer/understand/head.h \
	indexer/understand/labels.c \
	indexer/understand/labels.h \
	indexer/understand/language.c \
	indexer/understand/language.h \
	indexer/understand/lines.c \
	indexer/understand/lines.h \
	indexer/understand/numbers.c \
	indexer/understand/numbers.h \
	indexer/understand/outcomes.c \
	indexer/understand/outcomes.h \
	indexer/understand/passages.c \
	indexer/understand/passages.h \
	indexer/understand/registers.c \
	indexer/understand/registers.h \
	indexer/understand/repeats.c \
	indexer/understand/repeats.h \
	indexer/understand/sections.c \
	indexer/understand/sections.h \
	indexer/understand/tally.c \
	indexer/understand/tally.h \
	indexer/understand/text.c \
	indexer/understand/text.h \
	indexer/understand/understand.c \
	indexer/understand/understand.h \
	indexer/understand/votes.c \
	indexer/understand/votes.h \
	indexer/understand/words.c \
	indexer/understand/words.h
libunderstand_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
