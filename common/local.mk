# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libcommon.a
libcommon_a_SOURCES = \
	common/access-token.h common/access-token.c \
	common/autofd.h \
	common/case-number.c \
	common/fail.h common/fail.c \
	common/generation.h common/generation.c \
	common/gram-key.h \
	common/hash.h common/hash.c \
	common/lexicon.h common/lexicon-private.h common/lexicon.c \
	common/lexicon-format.c common/lexicon-grams.c common/lexicon-join.c common/lexicon-open.c \
	common/lexicon-roots.c common/lexicon-save.c common/lexicon-write.c \
	common/limits.h common/limits.c \
	common/message.h common/message.c \
	common/names.c \
	common/open-path.h common/open-path.c \
	common/pack.c \
	common/packed.h common/packed.c \
	common/paths.h common/paths.c \
	common/posted-words.h common/posted-words.c \
	common/record.h common/record.c \
	common/record-view.h common/record-view.c \
	common/schema.h common/schema.c \
	common/signature.h common/signature.c \
	common/table.h common/table.c \
	common/unit-text.h common/unit-text.c \
	common/unpack.c \
	common/word-roots.h common/word-roots.c
libcommon_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
