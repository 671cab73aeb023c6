# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever links libnorsk.a adds $(GLIB_LIBS) $(STEMMER_LIBS).

noinst_LIBRARIES += libnorsk.a
libnorsk_a_SOURCES = norsk/stem.c norsk/stem.h norsk/tokens.c norsk/tokens.h
libnorsk_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS)
