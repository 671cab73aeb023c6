# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libcommon.a
libcommon_a_SOURCES = \
	common/autofd.h \
	common/case-number.c \
	common/message.h common/message.c \
	common/names.c \
	common/pack.c \
	common/paths.h common/paths.c \
	common/record.h common/record.c \
	common/schema.h common/schema.c
libcommon_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
