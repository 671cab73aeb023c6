# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever links libsandbox.a adds libcommon.a $(SECCOMP_LIBS) $(GLIB_LIBS).
noinst_LIBRARIES += libsandbox.a
libsandbox_a_SOURCES = \
	indexer/sandbox/guard.c indexer/sandbox/guard.h \
	indexer/sandbox/sandbox.c indexer/sandbox/sandbox.h
libsandbox_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(SECCOMP_CFLAGS)
